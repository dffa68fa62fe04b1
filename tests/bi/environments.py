"""Environments of their own for programs that cannot live beside ours, kept from run to run."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from flows.settings import PROJECT

# pandas 2.1, which Superset 6.1 asks for, has no wheels for later ones.
PYTHONS = ("python3.11", "python3.12")


def installed(lock: Path) -> Path:
    """The programs of an environment that holds what a lock says, and nothing else.

    It is kept in a folder of SITREP_BI_VENV, else of .venv-bi, and made anew when the lock has changed.
    """
    venv = Path(os.environ.get("SITREP_BI_VENV", PROJECT / ".venv-bi")) / lock.stem
    stamp = venv / "lock.sha256"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != wanted:
        python = next(filter(None, map(shutil.which, PYTHONS)), None)
        assert python, f"needs one of {', '.join(PYTHONS)} on the path"
        subprocess.run([python, "-m", "venv", "--clear", venv], check=True)
        # What a lock leaves out on purpose must not be resolved again.
        wheels = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--quiet", "-r", str(lock)]
        subprocess.run([*_installer(venv / "bin" / "python"), *wheels], check=True)
        stamp.write_text(wanted)
    return venv / "bin"


def _installer(python: Path) -> list[str]:
    """uv where the development environment has it: pip does the same in ten times the time."""
    uv = Path(sys.executable).with_name("uv")
    return (
        [str(uv), "pip", "install", "--python", str(python)] if uv.is_file() else [str(python), "-m", "pip", "install"]
    )
