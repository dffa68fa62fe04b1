"""GeoJSON (RFC 7946): every attack as a feature, for maps."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from flows.deliver.exports.about import about
from flows.deliver.exports.selection import Selection, Table, table_of
from flows.deliver.exports.whole import whole_file
from flows.read.facts import plain_number

MARTS = ("fct_attacks",)  # what a feature can be made of
POINT = ("longitude", "latitude")  # in the order of RFC 7946; WGS 84, as GeoNames has it
QUOTED = """
select attacks.*, claims.quote, claims.quote_licence
from ({attacks}) as attacks left join ({claims}) as claims on attacks.attack_id = claims.claim_id
order by attacks.event_date, attacks.attack_id
"""


def write(selection: Selection, out: Path) -> None:
    """Write the attacks as one FeatureCollection; those without coordinates have no geometry.

    A feature has the columns of fct_attacks and the quote of the earliest claim, with its licence. What the file is and
    what the columns mean stands in the members `about` and `columns`, which RFC 7946 lets other programs pass over.
    """
    (attacks,) = selection.tables
    claims = table_of(selection.dictionary, "fct_claims")
    columns = [*attacks.columns, *(column for column in claims.columns if column.name in ("quote", "quote_licence"))]
    head = {
        "type": "FeatureCollection",
        "about": about(selection),
        "columns": {column.name: column.description for column in columns},
    }
    table = Table(attacks.name, columns, QUOTED.format(attacks=attacks.query, claims=claims.query))
    with whole_file(out) as path, path.open("w", encoding="utf-8") as handle:
        handle.write(json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "features": [')
        for number, feature in enumerate(_features(selection, table)):
            handle.write((",\n" if number else "\n") + json.dumps(feature, ensure_ascii=False, default=_plain))
        handle.write("\n]}\n")


def _features(selection: Selection, table: Table) -> Iterator[dict[str, Any]]:
    names = [column.name for column in table.columns]
    for row in selection.rows_of(table):
        told = dict(zip(names, row, strict=True))
        point = [told.pop(name) for name in POINT]
        geometry = None if None in point else {"type": "Point", "coordinates": point}
        yield {"type": "Feature", "id": told["attack_id"], "geometry": geometry, "properties": told}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no form in JSON")
