#!/bin/sh
# pagegen's own tests: what it makes of a page with every mark, what it refuses, and that a bare
# char * does not compile. usage: run.sh PAGEGEN SOURCE-ROOT BUILD-ROOT CC...     (TAP)
# With GOLDEN=1 the expected files are written anew; read the difference before you keep it.
set -u
pagegen=$1 root=$2 build=$3
shift 3
here=$root/tools/pagegen_test
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0
bad=0

say() { # OUTCOME NAME
    count=$((count + 1))
    if [ "$1" = 0 ]; then echo "ok $count - $2"; else echo "not ok $count - $2"; bad=1; fi
}

"$pagegen" sample --root "$here/golden/src" --out "$work"
say $? "the sample is accepted"
for file in sample_pages.h sample_pages.c sample.pot; do
    [ "${GOLDEN:-0}" = 1 ] && cp "$work/$file" "$here/golden/$file.expected"
    diff -u "$here/golden/$file.expected" "$work/$file" > "$work/diff"
    outcome=$?
    sed 's/^/# /' "$work/diff"
    say $outcome "$file is as expected"
done
msgfmt --check-format -o /dev/null "$work/sample.pot"
say $? "gettext reads the .pot"

compile() { # FILE
    "$@" -std=c17 -D_GNU_SOURCE -Wall -Wextra -Wconversion -Wno-sign-conversion -Wshadow -Werror -fsyntax-only \
        -I"$root/src" -I"$here/golden/src" -I"$work" -I"$build" -x c "$work/sample_pages.c" > "$work/log" 2>&1
}
printf '#include "platform/html/html.h"\nvoid people_part_chip(struct html *h, struct str name);\n' > "$work/people_pages.h"
compile "$@"
outcome=$?
sed 's/^/# /' "$work/log"
say $outcome "the sample compiles without a warning"

# A bare char * has no way into a page, wherever it stands; gcc names the line of the page.
mkdir -p "$work/src/domain/sample/pages"
try() { # NAME MARKUP
    printf '{include "domain/sample/sample_view.h"}\n{page bare (const struct sample_view *v) staff}\n%s\n{/page}\n' "$2" \
        > "$work/src/domain/sample/pages/bare.html"
    "$pagegen" sample --root "$work/src" --out "$work" || { say 1 "$1: generated"; return; }
    if compile "$CC"; then outcome=1; else grep -q 'pages/bare.html:3' "$work/log"; outcome=$?; fi
    say $outcome "$1 does not compile"
}
CC=$1
try "a char * in text" '<p>{v->bare}</p>'
try "a char * in a value" '<p title="{v->bare}"></p>'
try "a char * as an address" '<a href="{v->bare}">x</a>'
try "a char * in an address" '<a href="/x/{v->bare}">x</a>'
try "a char * in words" '<p>{t "x {y}" y=v->bare}</p>'
try "a wrong field" '<p>{v->no_such_field}</p>'
try "a flag as words" '<p>{v->on}</p>'

for page in "$here"/refused/*.html; do
    name=$(basename "$page" .html)
    wanted=$(sed -n '1s/^{-- refuses: \(.*\) --}$/\1/p' "$page")
    rm -rf "$work/src"
    mkdir -p "$work/src/domain/bad/pages"
    cp "$page" "$work/src/domain/bad/pages/$name.html"
    if "$pagegen" bad --root "$work/src" --out "$work" 2> "$work/log"; then
        outcome=1
        echo "# accepted"
    else
        grep -qF "$wanted" "$work/log" && grep -q "^src/domain/bad/pages/$name.html:[0-9]" "$work/log"
        outcome=$?
        [ $outcome = 0 ] || sed 's/^/# /' "$work/log"
    fi
    say $outcome "refused: $name"
done
echo "1..$count"
exit $bad
