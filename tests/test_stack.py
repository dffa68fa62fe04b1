"""The environment that the locks describe: one source of truth, no addresses, no test tools in a run."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from flows.settings import PROJECT

LOCKS = sorted((PROJECT / "requirements").glob("*.lock"))
TEST_TOOLS = {"pytest", "hypothesis", "ruff", "mypy", "sqlfluff", "coverage"}


def pinned(lock: Path) -> dict[str, list[str]]:
    """The packages of a lock with their versions: several where Python versions need different ones."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9_.-]+)==([^ ]+)", lock.read_text(encoding="utf-8"), flags=re.M):
        found.setdefault(name.lower(), []).append(version)
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_by_hash_and_names_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, flags=re.M)
    packages = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in package for package in packages)


def test_the_runtime_lock_holds_no_test_tool_and_the_development_lock_agrees_with_it() -> None:
    runtime, dev = (pinned(PROJECT / "requirements" / f"{name}.lock") for name in ("runtime", "dev"))
    assert not TEST_TOOLS & set(runtime)
    assert {name: dev[name] for name in runtime} == runtime


def test_every_chosen_dependency_has_its_reason_written_down() -> None:
    reasons = (PROJECT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for listed in ("runtime.in", "dev.in", "vocabulary.in"):
        lines = (PROJECT / "requirements" / listed).read_text(encoding="utf-8").splitlines()
        names = [re.split(r"[=<> ]", line)[0] for line in lines if re.match(r"[A-Za-z]", line)]
        assert [name for name in names if f"| {name} |" not in reasons] == []


def test_the_installed_packages_fit_together() -> None:
    checked = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_one_package_alone_speaks_duckdb_to_sqlalchemy() -> None:
    assert [entry.value for entry in entry_points(group="sqlalchemy.dialects") if entry.name == "duckdb"] == [
        "duckdb_sqlalchemy:Dialect"
    ]


def test_no_committed_file_names_a_registry_or_a_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True, text=True).stdout
    forbidden = re.compile(
        "py" + r"pi\.org|python" + "hosted|" + "/ro" + r"ot/|/wo" + r"rk/|/ho" + r"me/\w+/|\.\./sha" + "red"
    )
    found = []
    for name in filter(None, listed.split("\0")):
        path = PROJECT / name
        if (
            name != ".ci/run"
            and path.is_file()
            and forbidden.search(path.read_text(encoding="utf-8", errors="replace"))
        ):
            found.append(name)
    assert found == []
