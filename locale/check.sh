#!/bin/sh
# Fail, with a list, when a resident text has no translation in an offered language, or when a
# translation lost or invented a {place}. usage: locale/check.sh [PO-FOLDER] [BUILD-FOLDER]
# With a build folder the texts of today are looked at, not those of the last update.sh.
set -eu
dir=${1:-$(dirname "$0")}
bad=0
if [ $# -gt 1 ]; then
    today=$(mktemp -d)
    trap 'rm -rf "$today"' EXIT
    cp "$dir"/*.po "$today"
    sh "$(dirname "$0")/update.sh" "$2" "$today"
    dir=$today
fi
for po in "$dir"/*.po; do
    msgfmt --check -o /dev/null "$po" || bad=1
    offered=0
    if grep -q '^"X-Kith-Offered: yes' "$po"; then offered=1; fi
    # One message a paragraph; long texts joined into one line each.
    msgcat --no-wrap "$po" | awk -v po="$(basename "$po")" -v offered=$offered '
        function places(s,   out, p) {
            while (match(s, /[{][a-z_0-9]+[}]/)) {
                p = substr(s, RSTART, RLENGTH)
                if (index(out, p) == 0) out = out p
                s = substr(s, RSTART + RLENGTH)
            }
            return out
        }
        function missing(a, b,   p) { # a place of a that b has not
            while (match(a, /[{][a-z_0-9]+[}]/)) {
                p = substr(a, RSTART, RLENGTH)
                if (index(b, p) == 0) return p
                a = substr(a, RSTART + RLENGTH)
            }
            return ""
        }
        function finish(   i, p) {
            if (id != "") {
                for (i = 0; i < forms; i++) {
                    if (text[i] == "" || fuzzy) {
                        if (offered && resident) { print po ": not translated: " id; bad = 1; break }
                        continue
                    }
                    p = missing(places(text[i]), id many)
                    if (p != "") { print po ": " p " is not in the English: " id; bad = 1 }
                    p = missing(places(forms > 1 ? many : id), text[i])
                    if (p != "" && !(p == "{n}" && forms > 1)) { print po ": " p " is missing in the translation of: " id; bad = 1 }
                }
            }
            id = ""; many = ""; forms = 0; resident = 0; fuzzy = 0; in_part = ""
            delete text
        }
        function unquote(s) { sub(/^[^"]*"/, "", s); sub(/"$/, "", s); return s }
        /^$/ { finish(); next }
        /^#~/ { next }
        /^#\. audience: resident/ { resident = 1 }
        /^#\./ && /audience: resident/ { resident = 1 }
        /^#,.*fuzzy/ { fuzzy = 1 }
        /^msgid / { in_part = "id"; id = unquote($0); next }
        /^msgid_plural / { in_part = "many"; many = unquote($0); next }
        /^msgstr/ { in_part = "text"; text[forms++] = unquote($0); next }
        /^"/ {
            if (in_part == "id") id = id unquote($0)
            else if (in_part == "many") many = many unquote($0)
            else if (in_part == "text") text[forms - 1] = text[forms - 1] unquote($0)
        }
        END { finish(); exit bad }' || bad=1
done
exit $bad
