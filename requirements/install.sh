#!/bin/sh
# Install one lock into .venv: `sh requirements/install.sh runtime|dev`. Called by make.
# uv makes it three times faster; where uv cannot be had, pip does the same from the same hashes.
set -eu
cd "$(dirname "$0")/.."
lock=requirements/$1.lock
venv=.venv
export PIP_DISABLE_PIP_VERSION_CHECK=1

find_python() {
    for candidate in "${PYTHON:-}" python3.13 python3.12 python3.11 python3; do
        [ -n "$candidate" ] || continue
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "sitrep: no Python 3.11, 3.12 or 3.13 with the venv module was found; install one (Debian: also python3-venv), or name it: make PYTHON=/path/to/python3.12" >&2
    exit 40
}

if [ ! -x $venv/bin/python ]; then
    "$(find_python)" -m venv $venv
fi
if $venv/bin/pip install --quiet --require-hashes --only-binary :all: -r requirements/uv.lock; then
    $venv/bin/uv pip sync --quiet --python $venv/bin/python --compile-bytecode --require-hashes "$lock" ||
        $venv/bin/pip install --quiet --require-hashes --only-binary :all: -r "$lock"
else
    $venv/bin/pip install --quiet --require-hashes --only-binary :all: -r "$lock"
fi
$venv/bin/pip install --quiet --no-deps --no-build-isolation -e .
$venv/bin/pip check >/dev/null || { $venv/bin/pip check; exit 40; }
