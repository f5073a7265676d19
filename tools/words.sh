#!/bin/sh
# Words that do not belong in the tree: paths of one machine, package hosts, unfinished marks, how
# the work was shared out. words.sh; answers 1 and shows the lines.
cd "$(dirname "$0")/.." || exit 1
command -v git >/dev/null || { echo "git is missing"; exit 1; }
git rev-parse --git-dir >/dev/null 2>&1 || { echo "not a git clone"; exit 1; }
rc=0
look() {
    found=$(git grep -nIE "$2" -- . ':!*.svg' ':!*.po' ':!LICENSE' ':!tools/words.sh' ':!data/*.csv' ':!fuzz/corpus' ':!fuzz/regression' | cut -c1-160 | head -12)
    [ -z "$found" ] && return
    rc=1
    echo "$1:"
    echo "$found"
}
look "a path of one machine" '(^|[^[:alnum:]_.])/(work|home|root|Users)/[a-z]'
look "a package host" '"resolved": "http|//(registry|deb|files|proxy)\.'
look "an unfinished mark" '(TODO|FIXME|(^|[^X])XXX([^X]|$)|not implemented|placeholder only)'
look "how the work was shared out" '([Ii]ssue #?[0-9]+|sub-?agent|the brief says|coding assistant)'
exit $rc
