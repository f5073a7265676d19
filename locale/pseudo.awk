# kith.pot to a catalogue of a language nobody speaks: letters with marks, a third longer, in
# brackets; {places} stay. It shows what is not translatable, cut off or glued together.
# Used when KITH_PSEUDO is set (journeys/pseudo.test.mjs).
BEGIN {
    plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    split("á ƀ ç ð é ƒ ǧ ĥ í ĵ ķ ļ ɱ ñ ó þ ǫ ŕ š ţ ú ṽ ŵ ẋ ý ž Á Ɓ Ç Ð É Ƒ Ǧ Ĥ Í Ĵ Ķ Ļ Ṁ Ñ Ó Þ Ǫ Ŕ Š Ţ Ú Ṽ Ŵ Ẋ Ý Ž", mark, " ")
    for (i = 1; i <= length(plain); i++) instead[substr(plain, i, 1)] = mark[i]
}
function pseudo(s,   i, c, out, place, n) {
    for (i = 1; i <= length(s); i++) {
        c = substr(s, i, 1)
        if (c == "\\") { out = out c substr(s, ++i, 1); continue }
        if (c == "{") place = 1
        out = out (!place && (c in instead) ? instead[c] : c)
        if (c == "}") place = 0
    }
    out = "[" out
    for (n = int(length(s) / 3); n > 0; n--) out = out "~"
    return out "]"
}
function unquote(s) { sub(/^[^"]*"/, "", s); sub(/"$/, "", s); return s }
# A final line end must stay last.
function said(s) { return s ~ /\\n$/ ? pseudo(substr(s, 1, length(s) - 2)) "\\n" : pseudo(s) }
function put(   plainest) {
    if (id == "" && !begun) {
        print "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n"
        begun = 1
    } else if (id != "") {
        if (context != "") print "msgctxt \"" context "\""
        print "msgid \"" id "\""
        if (many != "") printf "msgid_plural \"%s\"\nmsgstr[0] \"%s\"\nmsgstr[1] \"%s\"\n\n", many, said(id), said(many)
        else printf "msgstr \"%s\"\n\n", said(id)
    }
    id = many = context = part = ""
}
/^$/ { put(); next }
/^#/ { next }
/^msgctxt / { part = "context"; context = unquote($0); next }
/^msgid_plural / { part = "many"; many = unquote($0); next }
/^msgid / { part = "id"; id = unquote($0); next }
/^msgstr/ { part = ""; next }
/^"/ {
    if (part == "id") id = id unquote($0)
    else if (part == "many") many = many unquote($0)
}
END { put() }
