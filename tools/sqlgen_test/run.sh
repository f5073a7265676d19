#!/bin/sh
# sqlgen's own tests: run.sh SQLGEN [accept]. A good module gives exactly what is in expected/ and
# compiles; every file in bad/ is refused with the file, line and words of its first line.
set -u
sqlgen=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
fail() { echo "not ok: $*"; failed=1; }

mkdir "$work/out"
"$sqlgen" shop --root "$here/src" --out "$work/out" || fail "the good module was refused"
[ "${2:-}" = accept ] && cp "$work"/out/shop_* "$here/expected/"
for f in shop_sql.h shop_sql.c shop_map.tsv; do
    diff -u "$here/expected/$f" "$work/out/$f" || fail "$f is not as expected"
done
${CC:-cc} -std=c17 -Wall -Wextra -Werror -Wconversion -fsyntax-only -I "$here/src" -I "$here/../../src" \
    "$work/out/shop_sql.c" || fail "the generated C does not compile"

for f in "$here"/bad/*.sql; do
    name=$(basename "$f" .sql)
    rm -rf "$work/src" "$work/none"
    cp -r "$here/src" "$work/src"
    mkdir "$work/none"
    case $name in
    migration-*) cp "$f" "$work/src/domain/shop/migrations/003-bad.sql" ;;
    *) cp "$f" "$work/src/domain/shop/shop.sql" ;;
    esac
    wanted=$(sed -n '1s/^-- refused: //p' "$f")
    [ -n "$wanted" ] || fail "$name does not say how it is refused"
    if "$sqlgen" shop --root "$work/src" --out "$work/none" 2>"$work/said"; then
        fail "$name was accepted"
    elif ! grep -qF "/$wanted" "$work/said"; then
        fail "$name: wanted $wanted, got:"
        cat "$work/said"
    fi
    [ -z "$(ls "$work/none")" ] || fail "$name: something was written"
done
"$sqlgen" nowhere --root "$here/src" --out "$work/out" 2>/dev/null && fail "an unknown module was accepted"
[ $failed = 0 ] && echo "ok: sqlgen"
exit $failed
