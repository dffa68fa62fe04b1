"""Where things are and how a run behaves: one object, read from the environment at the entry and passed down."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from flows.errors import EnvironmentFault
from flows.read import MODEL

PROJECT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Settings:
    """The paths and switches of one command; every other module gets them from here."""

    raw: Path
    warehouse: Path
    spacy_model: str = MODEL
    keep_releases: int = 10
    readers: int = 1  # processes
    max_document_bytes: int = 4 * 1024 * 1024
    max_held_share: float = 0.5
    prefect_port: int = 4200
    # Both may hold passwords: they stand in no repr, no parameter of Prefect and no release.
    postgres: str | None = field(default=None, repr=False)
    postgres_reader: str = "sitrep_reader"
    alerts: str | None = field(default=None, repr=False)

    @property
    def record(self) -> Path:
        """The folder of packages: the only copy of what was delivered and what the reader made of it."""
        return self.warehouse / "record"

    @property
    def releases(self) -> Path:
        """Published releases, one folder each, never changed."""
        return self.warehouse / "releases"

    @property
    def current(self) -> Path:
        """The pointer that readers follow: a symbolic link to one release."""
        return self.warehouse / "current"

    @property
    def rollback_note(self) -> Path:
        """From which release to which somebody rolled back last."""
        return self.warehouse / "rollback.json"

    @property
    def server_note(self) -> Path:
        """Where the server of `sitrep serve` answers while it runs."""
        return self.warehouse / "serve.json"

    @property
    def scratch(self) -> Path:
        """Where a run builds; whatever lies there after a crash may be deleted."""
        return self.warehouse / "scratch"

    @property
    def dbt_target(self) -> Path:
        """dbt's own folder, kept between runs so that the project is not parsed again."""
        return self.warehouse / "dbt" / "target"

    @property
    def prefect_home(self) -> Path:
        """Prefect's database and settings, apart from any other Prefect of this user."""
        return self.warehouse / "prefect"

    @property
    def lock(self) -> Path:
        """Held by the one run that may write."""
        return self.warehouse / "lock"


def read_settings(*, raw: Path | None = None, warehouse: Path | None = None, postgres: str | None = None) -> Settings:
    """The settings of one command: what it was told, else SITREP_* in the environment, else the defaults.

    Raises:
        EnvironmentFault: a number in the environment is not one.
    """
    environment = os.environ
    return Settings(
        raw=(raw or Path(environment.get("SITREP_RAW", "raw"))).absolute(),
        warehouse=(warehouse or Path(environment.get("SITREP_WAREHOUSE", "warehouse"))).absolute(),
        spacy_model=environment.get("SITREP_SPACY_MODEL", Settings.spacy_model),
        keep_releases=_number("SITREP_KEEP_RELEASES", Settings.keep_releases),
        readers=_number("SITREP_READERS", os.cpu_count() or 1),
        prefect_port=_number("SITREP_PREFECT_PORT", Settings.prefect_port),
        postgres=postgres or environment.get("SITREP_POSTGRES_URL") or None,
        postgres_reader=environment.get("SITREP_POSTGRES_READER") or Settings.postgres_reader,
        alerts=environment.get("SITREP_ALERTS") or None,
    )


def _number(name: str, default: int) -> int:
    written = os.environ.get(name, str(default))
    if not written.isdecimal() or int(written) < 1:
        raise EnvironmentFault(f"{name} is {written!r}; set it to a whole number above 0")
    return int(written)
