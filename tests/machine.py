"""What some tests need of the machine they run on."""

from __future__ import annotations

import os
import shutil

import pytest


def needs(*programs: str, root: bool = False) -> pytest.MarkDecorator:
    """Skip a test where a program is missing, or where it needs root and has it not; .ci/run lets no test skip."""
    missing = [program for program in programs if not shutil.which(program)]
    if root and os.geteuid() != 0:
        missing.append("root")
    return pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}")
