"""Make countries.csv: codes from pycountry, demonyms and capitals from countryinfo, the rest from kept/countries.csv.

In the kept file an empty cell keeps what the packages say; demonyms written there replace theirs; seats are added to
the capital, or, after an equals sign, stand in its place (a bare sign: this country has none that is safe to tag).
"""

from __future__ import annotations

import pycountry  # type: ignore[import-not-found,import-untyped,unused-ignore]
from countryinfo import CountryInfo  # type: ignore[import-not-found,import-untyped,unused-ignore]

from flows.read.vocabulary.scripts.table import KEPT, VOCABULARY, Row, join_list, read_table, split_list, write_table

COLUMNS = ("country", "iso3", "name", "aliases", "demonyms", "seats")
WITHOUT_PLURAL = ("ese", "ish", "ch", "ss", "ois", "z")
NO_PEOPLE = {"AQ", "BV", "UM", "HM", "GS", "TF"}


def main() -> None:
    """Write the file again."""
    kept = {row["country"]: row for row in read_table(KEPT / "countries.csv")}
    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
    empty = dict.fromkeys(("name", "aliases", "demonyms", "seats"), "")
    rows = [country_row(code, iso3, kept.get(code, empty)) for code, iso3 in codes.items() if code not in NO_PEOPLE]
    write_table(VOCABULARY / "countries.csv", COLUMNS, rows)


def country_row(code: str, iso3: str, kept: Row) -> Row:
    """One country with every name it is called by."""
    names = package_names(code)
    name = kept["name"] or names[0]
    aliases = [*names, *split_list(kept["aliases"])]
    return {
        "country": code,
        "iso3": iso3,
        "name": name,
        "aliases": join_list([alias for alias in aliases if "," not in alias and "(" not in alias], without=[name]),
        "demonyms": join_list(demonyms(code, kept["demonyms"])),
        "seats": join_list(seats(code, kept["seats"])),
    }


def package_names(code: str) -> list[str]:
    """Short and official name as pycountry has them; none for a code outside ISO 3166."""
    country = pycountry.countries.get(alpha_2=code)
    if country is None:
        return []
    return [getattr(country, key) for key in ("common_name", "name", "official_name") if hasattr(country, key)]


def demonyms(code: str, kept: str) -> list[str]:
    """Adjective and words for the people."""
    if kept:
        return split_list(kept.removeprefix("="))
    found = (fact(code, "demonym") or "").split(",")
    return [form for word in found for form in with_plural(word.strip())]


def with_plural(word: str) -> list[str]:
    """The word, and its plural where English has one."""
    return [word] if not word or word.endswith(WITHOUT_PLURAL) else [word, f"{word}s"]


def seats(code: str, kept: str) -> list[str]:
    """Names of places that stand for the government."""
    if kept.startswith("="):
        return split_list(kept[1:])
    capital = fact(code, "capital") or ""
    return [capital.split(" / ")[0], *split_list(kept)]


def fact(code: str, what: str) -> str | None:
    """One field of countryinfo, or None where it knows nothing."""
    if code == "XK":  # Kosovo's code is used by everybody and stands in no ISO list
        return None
    value = getattr(CountryInfo(code), what)()
    return value if isinstance(value, str) else None


if __name__ == "__main__":
    main()
