#!/bin/sh
# Sizes of functions and files against the hard stops: 80 lines a function, complexity 15, 600
# lines a file. Prints medians and p90, hand-written, generated and test code apart.
# budgets.sh [BUILD]; answers 1 when a line written by hand passes a stop.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
command -v pmccabe >/dev/null || { echo "pmccabe is missing: tools/setup.sh check"; exit 1; }
list=$(mktemp)
trap 'rm -f "$list" "$list".*' EXIT

find src tools fuzz measure -name '*.c' ! -name '*_test.c' ! -path 'src/testing/*' 2>/dev/null | sort > "$list.hand"
find src tools -name '*_test.c' -o -path 'src/testing/*.c' | sort > "$list.tests"
find "$build" -maxdepth 1 \( -name '*_sql.c' -o -name '*_pages.c' \) 2>/dev/null | sort > "$list.made"

# measure NAME FILE-LIST STOPS(1|0)
measure() {
    [ -s "$2" ] || return 0
    # shellcheck disable=SC2046
    pmccabe $(cat "$2") > "$list.functions"
    # shellcheck disable=SC2046
    wc -l $(cat "$2") | awk '$2 != "total" {print $1, $2}' > "$list.files"
    awk -v name="$1" -v stops="$3" '
        function sorted(a, n,   i, j, t) { for (i = 2; i <= n; i++) { t = a[i]; for (j = i - 1; j > 0 && a[j] > t; j--) a[j + 1] = a[j]; a[j + 1] = t } }
        function at(a, n, p) { return n ? a[int((n - 1) * p + 0.5) + 1] : 0 }
        FILENAME ~ /functions$/ {
            cc[++f] = $1; len[f] = $5
            where = $6 " " $7
            if (stops && $5 > 80) { print "over 80 lines: " $5 " in " where; bad = 1 }
            if (stops && $1 > 15) { print "over complexity 15: " $1 " in " where; bad = 1 }
            next
        }
        { size[++n] = $1; all += $1; if (stops && $1 > 600) { print "over 600 lines: " $1 " in " $2; bad = 1 } }
        END {
            sorted(cc, f); sorted(len, f); sorted(size, n)
            printf "%-10s %4d files %6d lines | file %3d / %3d / %3d | %5d functions %2d / %2d / %2d lines | complexity %d / %d / %d\n",
                name, n, all, at(size, n, .5), at(size, n, .9), size[n], f, at(len, f, .5), at(len, f, .9), len[f],
                at(cc, f, .5), at(cc, f, .9), cc[f]
            exit bad
        }' "$list.functions" "$list.files"
}

echo "            (median / p90 / most)"
rc=0
measure written "$list.hand" 1 || rc=1
measure tests "$list.tests" 1 || rc=1
measure generated "$list.made" 0 || rc=1
[ $rc = 0 ] || echo "A stop was passed: split the function or the file by what it is about."
exit $rc
