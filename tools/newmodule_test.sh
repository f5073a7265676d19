#!/bin/sh
# The scaffold must build and pass in a copy of the tree, or the guide in CONTRIBUTING.md has rotted.
set -eu
cd "$(dirname "$0")/.."
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
# What is in the tree, committed or not, without what is ignored.
git ls-files --cached --others --exclude-standard | while IFS= read -r file; do [ ! -e "$file" ] || echo "$file"; done |
    tar -c -T - | tar -x -C "$copy"
[ -f "$copy/meson.build" ] || { echo "the copy is empty"; exit 1; }
cd "$copy"
tools/newmodule.sh keepsakes
meson setup build -Dbuildtype=debug -Doptimization=0 > setup.log 2>&1 || { cat setup.log; exit 1; }
ninja -C build kith keepsakes_test > build.log 2>&1 || { tail -40 build.log; exit 1; }
build/keepsakes_test
build/kith modules --json | grep -q '"keepsakes"'
build/kith init --db var.db --demo
build/kith db check --db var.db --json
