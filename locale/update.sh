#!/bin/sh
# Collect every text of the pages and the C code into locale/kith.pot and bring the catalogues up
# to date. usage: locale/update.sh [BUILD-FOLDER] [PO-FOLDER]   (pages must have been generated there)
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
build=$(cd "${1:-$root/build}" && pwd)
locale=$(cd "${2:-$root/locale}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"

# Texts in C are said to residents by the domain's rules and lists, base and html, and as labels of
# rooms. Command lines, tables, imports and what is refused to editors are for staff.
keywords='-kSAY -kSAY1:1 -kSAY2:1 -kSAY3:1 -kT_ -ktext_many:3,4 -ktext_plural:2,3 -kactivities_signup_n:2,3'
extract() { # AUDIENCE FILE...
    audience=$1
    shift
    [ $# -gt 0 ] || return 0
    xgettext --language=C --from-code=UTF-8 --no-wrap --sort-by-file $keywords -o "$work/c-$audience.raw" "$@"
    [ -e "$work/c-$audience.raw" ] || return 0
    awk -v line="#. audience: $audience" '/^#:/ && !done { print line; done = 1 } /^$/ { done = 0 } { print }' \
        "$work/c-$audience.raw" > "$work/c-$audience.pot"
}
find src -name '*.c' ! -name '*_test.c' ! -path '*/testing/*' | sort > "$work/all"
spoken='^src/(base|domain|platform/(html|web|auth|module))/'
staff='_(cli|module|import|export|seed|check|json|edit_web)\.c$|/(cli|validate)\.c$|/((assets_)?import_[a-z_]+|matching_profile)\.c$'
extract resident $(grep -E "$spoken" "$work/all" | grep -vE "$staff")
extract staff $(grep -vE "$spoken" "$work/all") $(grep -E "$spoken" "$work/all" | grep -E "$staff")
{
    printf 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    grep -hoE 'T_\("[^"]+"\), *(\.href *= *)?"/' $(grep '_module\.c$' "$work/all") | sort -u |
        sed -E 's/^T_\(("[^"]+")\).*/\n#. audience: resident\nmsgid \1\nmsgstr ""/'
} > "$work/c-rooms.pot"

{
    printf '# Texts of Kith.\n# SPDX-License-Identifier: AGPL-3.0-or-later\nmsgid ""\nmsgstr ""\n'
    printf '"Project-Id-Version: kith\\n"\n"POT-Creation-Date: 2026-03-01 12:00+0000\\n"\n'
    printf '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
} > "$work/0-header.pot"
pots=$(find "$build" -maxdepth 1 -name '*.pot' | sort)
msgcat --use-first --no-wrap --sort-by-file -o "$work/kith.pot" "$work/0-header.pot" $pots $(ls "$work"/c-*.pot)
mv "$work/kith.pot" "$locale/kith.pot"
for po in "$locale"/*.po; do
    msgmerge --quiet --update --backup=none --no-wrap --no-fuzzy-matching --sort-by-file "$po" "$locale/kith.pot"
done
