#!/bin/sh
# Make the generated vocabulary again from the packages in vocabulary.lock, in an environment of its own.
set -eu
cd "$(dirname "$0")/.."
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools"
"$tools/bin/pip" install --quiet --require-hashes --only-binary :all: -r requirements/vocabulary.lock
for script in countries currencies places sort; do
    "$tools/bin/python" -m flows.read.vocabulary.scripts.$script
done
