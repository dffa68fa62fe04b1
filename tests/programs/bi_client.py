"""A dashboard's connection: holds the release open, asks the same thing all the while, reconnects when it is told.

Run by tests/test_bi.py: python -m tests.programs.bi_client DATABASE; a line on stdin asks for what was seen since the
last one and reconnects; the end of stdin ends it.
"""

from __future__ import annotations

import json
import select
import sys

import duckdb

# Two marts and the release in one question: a mix of two releases would give counts that belong to neither.
QUESTION = """
select
    (select release_id from release) as release_id,
    (select count(*) from dim_document) as documents,
    (select count(distinct document_id) from fct_claims) as documents_of_claims,
"""


def watch(path: str) -> set[tuple[str, int, int]]:
    """Every different answer until a line comes."""
    seen = set()
    with duckdb.connect(path, read_only=True) as connection:
        while True:
            seen |= set(connection.execute(QUESTION).fetchall())
            if select.select([sys.stdin], [], [], 0.02)[0]:
                return seen


if __name__ == "__main__":
    while True:
        answers = watch(sys.argv[1])
        if not sys.stdin.readline():
            break
        print(json.dumps(sorted(answers)), flush=True)
