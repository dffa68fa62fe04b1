"""Put the hand-kept vocabulary in order: rows by their columns, every name of a cell once."""

from __future__ import annotations

import csv

from flows.read.vocabulary.scripts.table import KEPT, VOCABULARY, join_list, read_table, split_list, write_table

BY_HAND = ("actors", "bodies", "offices", "units", "weapons")
LISTS = {"aliases", "demonyms", "seats", "symbols", "stems", "others"}


def main() -> None:
    """Write every hand-kept file again, in order."""
    paths = [VOCABULARY / f"{stem}.csv" for stem in BY_HAND] + sorted(KEPT.glob("*.csv"))
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            columns = next(csv.reader(file))
        rows = read_table(path)
        for row in rows:
            for column in LISTS & set(columns):
                row[column] = join_list(split_list(row[column]))
        write_table(path, columns, rows)


if __name__ == "__main__":
    main()
