#!/bin/sh
# Is everything Kith links, ships or checks with listed in docs/licences.md? Answers 1 and names
# what is not.
cd "$(dirname "$0")/.." || exit 1
rc=0
need() { grep -qiF -- "$1" docs/licences.md || { echo "docs/licences.md does not list $1 ($2)"; rc=1; }; }
for name in $(sed -n "s/.*dependency('\([^']*\)'.*/\1/p; s/.*find_library('\([^']*\)'.*/\1/p" meson.build); do
    case $name in threads | m) ;; *) need "$name" "meson.build" ;; esac
done
for name in $(sed -n '/devDependencies/,/}/s/^ *"\([^"]*\)": "[0-9].*/\1/p' journeys/package.json); do need "$name" journeys/package.json; done
shipped=$(git ls-files data web/fonts web/vendor | grep -v README) || { echo "not a git clone, or nothing is shipped"; exit 1; }
for file in $shipped; do need "$file" "shipped data"; done
grep -q 'GNU AFFERO GENERAL PUBLIC LICENSE' LICENSE || { echo "LICENSE is not the AGPL"; rc=1; }
exit $rc
