"""The page itself: one HTML file without any remote resource, its facts as JSON, its main tables as HTML."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from flows.deliver.report import form
from flows.deliver.report.data import WINDOW_DAYS, Facts, Rows, collect
from flows.errors import SitrepError
from flows.read.facts import plain_number
from flows.settings import PROJECT

NAME = "report.html"
MAX_BYTES = 4 * 1024 * 1024  # of the whole file, so that it opens on a phone and goes through mail
SPARE_BYTES = 2048  # for the sentences that say what was left out
# What is tried where the facts alone do not fit: days shown one by one, and months before them.
ATTEMPTS = ((WINDOW_DAYS, None), (30, None), (10, 60), (3, 24), (1, 6))

PAGE = Path(__file__).parent / "assets"
SCRIPTS = ("model.js", "tables.js", "claims.js", "charts.js", "main.js")
IN_SCRIPT = (
    *("days", "months", "regions", "attacks", "weapons", "older_attacks", "older_weapons"),
    *("aid_by_month", "aid_packages", "aid_parts", "aid_rows", "meetings", "older_meetings", "documents"),
)
ABOUT = ("release_id", "newest", "first_day", "since", "first_attack_date", "window_days")


def write(folder: Path, about: Mapping[str, Any]) -> Path:
    """Write a release's report.html into its folder and return its path.

    Args:
        folder: the release, with sitrep.duckdb and changes.parquet.
        about: what release.json says or will say.
    """
    out = folder / NAME
    out.write_text(made_of(folder, about), encoding="utf-8", newline="")
    return out


def made_of(folder: Path, about: Mapping[str, Any], *, max_bytes: int = MAX_BYTES) -> str:
    """The page of a release; claims are left out, and then days put together, until it fits.

    Raises:
        SitrepError: not even a page of one day fits.
    """
    for window_days, older_months in ATTEMPTS:
        page = rendered(collect(folder, about, window_days=window_days, older_months=older_months), max_bytes)
        if len(page.encode()) <= max_bytes:
            return page
    raise SitrepError(f"the report of {folder} does not fit into {max_bytes} bytes; report it with the release")


def rendered(facts: Facts, max_bytes: int) -> str:
    """The page with as many claims as fit, the oldest left out first; it may be larger where none fits."""
    without = _html(facts, [])
    kept = newest_that_fit(facts.claims, max_bytes - SPARE_BYTES - len(without.encode()))
    return _html(facts, kept)


def newest_that_fit(claims: Rows, budget: int) -> Rows:
    """The claims of the newest days of publication that fit into a number of bytes as JSON; a day is whole or left out.

    Args:
        claims: the newest first.
    """
    kept: Rows = []
    left = budget
    for _, day in groupby(claims, key=itemgetter("published_date")):
        told = list(day)
        left -= sum(len(_json(list(claim.values())).encode()) + 1 for claim in told)
        if left < 0:
            break
        kept += told
    return kept


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(PAGE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(form.FILTERS)
    return environment.get_template("page.html.j2")


def _html(facts: Facts, claims: Rows) -> str:
    from markupsafe import Markup

    scripts = [(PROJECT / "vendor" / "echarts.min.js").read_text(encoding="utf-8"), _own_script()]
    style = (PAGE / "report.css").read_text(encoding="utf-8")
    page: str = _template().render(
        about=facts.about,
        changed=_changed(facts),
        publishers=", ".join(row["publisher"] for row in facts.tables["sources"][:3]),
        outcomes=Counter(check["outcome"] for check in facts.tables["checks"]),
        region_names={row["admin1"]: row["name"] for row in facts.tables["regions"]},
        claims_cut=_cut(facts.claims, claims),
        facts=Markup(_json(_for_script(facts, claims))),  # noqa: S704 - every < is escaped
        geometry=Markup(_geometry()),  # noqa: S704 - a file of our own
        style=Markup(style),  # noqa: S704
        scripts=[Markup(script) for script in scripts],  # noqa: S704
        policy=_policy(scripts, style),
        **facts.tables,
    )
    return page


def _own_script() -> str:
    code = "\n".join((PAGE / name).read_text(encoding="utf-8") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{code}}})();\n'


def _geometry() -> str:
    return (PROJECT / "vendor" / "ukraine-oblasts.json").read_text(encoding="utf-8").strip()


def _policy(scripts: list[str], style: str) -> str:
    """The Content-Security-Policy: this page's own scripts and style by their hashes, and nothing else at all."""
    ours = " ".join(_hash(script) for script in scripts)
    return f"default-src 'none'; script-src {ours}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _for_script(facts: Facts, claims: Rows) -> dict[str, Any]:
    return {
        "about": {name: facts.about[name] for name in ABOUT},
        **{name: _columnar(facts.tables[name]) for name in IN_SCRIPT},
        "claims": _columnar(claims),
    }


def _columnar(rows: Rows) -> dict[str, Any]:
    """Rows without their names, which would be half of the page."""
    return {"columns": list(rows[0]) if rows else [], "rows": [list(row.values()) for row in rows]}


def _json(value: Any) -> str:
    """JSON that may stand inside a script element: no character of it can end one or begin a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return text.replace("<", "\\u003c").encode("utf-8", "backslashreplace").decode()


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _cut(claims: Rows, kept: Rows) -> dict[str, Any] | None:
    """How many claims were left out for size, and from which day of publication on they are there."""
    if len(kept) == len(claims):
        return None
    return {"n": len(claims) - len(kept), "of": len(claims), "since": kept[-1]["published_date"] if kept else None}


def _changed(facts: Facts) -> dict[str, Any]:
    """What the section on changes tells: counts by kind and cause, then the revisions and what was withdrawn."""
    labels = {row["event_id"]: row["label"] for row in facts.tables["event_labels"]}
    events = {(row["event_id"], row["change"], row["because"]) for row in facts.changes}
    told = [row for row in facts.changes if row["change"] != "new"]
    return {
        "counts": sorted(Counter((change, because) for _, change, because in events).items()),
        "rows": [{**row, "label": labels.get(row["event_id"], row["event_id"])} for row in told],
    }
