"""Make currencies.csv: ISO 4217 codes in use from pycountry and babel, words and symbols also from kept/currencies.csv.

A bare word that several currencies share (crown, peso, dinar) is nobody's alias here; only the kept file gives a bare
word to the currency that news about this war means by it.
"""

from __future__ import annotations

from collections import Counter

import pycountry  # type: ignore[import-not-found,import-untyped,unused-ignore]
from babel import Locale
from babel.numbers import get_currency_name, list_currencies

from flows.read.vocabulary.scripts.table import KEPT, VOCABULARY, Row, join_list, read_table, split_list, write_table

COLUMNS = ("currency", "name", "aliases", "symbols")
# Codes that are English words are no aliases: "ALL" in capitals is rarely the Albanian lek.
WORD_CODES = {"ALL", "BAM", "CUP", "GEL", "MOP", "PEN", "TOP", "TRY"}
NO_MONEY = {"XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX"}
# Gone since 2021 but still in texts of the war's years.
RECENT = {"HRK", "BGN"}


def main() -> None:
    """Write the file again."""
    kept = {row["currency"]: row for row in read_table(KEPT / "currencies.csv")}
    known = set(list_currencies())
    codes = [currency.alpha_3 for currency in pycountry.currencies if currency.alpha_3 in known - NO_MONEY]
    empty = {"aliases": "", "symbols": ""}
    rows = [currency_row(code, kept.get(code, empty)) for code in dict.fromkeys([*codes, *sorted(RECENT)])]
    shared = Counter(alias for row in rows for alias in split_list(row["aliases"]))
    for row in rows:
        own = split_list(kept.get(row["currency"], empty)["aliases"])
        row["aliases"] = join_list(alias for alias in split_list(row["aliases"]) if shared[alias] == 1 or alias in own)
    write_table(VOCABULARY / "currencies.csv", COLUMNS, rows)


def currency_row(code: str, kept: Row) -> Row:
    """One currency with its words, singular and plural."""
    english = Locale("en")
    name = get_currency_name(code, locale=english)
    counted = [get_currency_name(code, count=count, locale=english) for count in (1, 2)]
    return {
        "currency": code,
        "name": name,
        "aliases": join_list([code, name, *counted, *split_list(kept["aliases"])], without=WORD_CODES),
        "symbols": join_list(split_list(kept["symbols"])),
    }


if __name__ == "__main__":
    main()
