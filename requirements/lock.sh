#!/bin/sh
# Resolve every lock again from its .in file. Run by `make lock`; the same day gives the same bytes.
set -eu
cd "$(dirname "$0")"
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools"
"$tools/bin/pip" install --quiet --require-hashes --only-binary :all: -r uv.lock
compile() {
    "$tools/bin/uv" pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate \
        --generate-hashes --only-binary :all: -o "$@"
}
compile runtime.lock runtime.in
compile dev.lock -c runtime.lock dev.in
compile vocabulary.lock vocabulary.in
compile superset.lock --override superset.overrides superset.in
compile ../tests/bi/clients.lock ../tests/bi/clients.in
compile audit.lock audit.in
compile uv.lock uv.in
