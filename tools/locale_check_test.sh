#!/bin/sh
# locale/check.sh: does it find what it promises to find? usage: locale_check_test.sh LOCALE-FOLDER   (TAP)
set -u
check=$1/check.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0
bad=0

try() { # CATALOGUE OUTCOME WORDS NAME
    count=$((count + 1))
    { printf 'msgid ""\nmsgstr ""\n"Project-Id-Version: kith\\n"\n"PO-Revision-Date: 2026-03-01 12:00+0000\\n"\n'
      printf '"Last-Translator: \\n"\n"Language-Team: Urdu\\n"\n"Language: ur\\n"\n"MIME-Version: 1.0\\n"\n'
      printf '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
      printf '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n"X-Kith-Offered: %s\\n"\n\n' "$offered"
      printf '%b' "$1"; } > "$work/xx.po"
    sh "$check" "$work" > "$work/out" 2>&1
    outcome=$?
    if [ $outcome -ne "$2" ] || { [ -n "$3" ] && ! grep -qF "$3" "$work/out"; }; then
        echo "not ok $count - $4"
        sed 's/^/# /' "$work/out"
        bad=1
    elif [ $outcome -eq 0 ] && [ -s "$work/out" ]; then
        echo "not ok $count - $4: says something"
        bad=1
    else
        echo "ok $count - $4"
    fi
}

offered=yes
try '' 0 '' 'an empty catalogue passes'
try '#. audience: resident\nmsgid "Hello"\nmsgstr ""\n' 1 'not translated: Hello' 'a missing resident text is named'
try '#. audience: resident\n#. audience: staff\nmsgid "Hello"\nmsgstr ""\n' 1 'not translated: Hello' 'so is one that both read'
try '#. audience: staff\nmsgid "Hello"\nmsgstr ""\n' 0 '' 'a missing staff text passes'
try '#. audience: resident\n#, fuzzy\nmsgid "Hello"\nmsgstr "x"\n' 1 'not translated: Hello' 'a fuzzy text is not a translation'
try '# draft: to be reviewed by a speaker\n#. audience: resident\nmsgid "Hello"\nmsgstr "x"\n' 0 '' 'a draft is'
try '#. audience: staff\nmsgid "Hi {name}"\nmsgstr "x"\n' 1 '{name} is missing' 'a lost place is named'
try '#. audience: staff\nmsgid "Hi {name}"\nmsgstr "x {nmae}"\n' 1 '{nmae} is not in the English' 'an invented place is named'
try '#. audience: staff\nmsgid "Hi {name}"\nmsgstr "{name} x {name}"\n' 0 '' 'a place may come twice'
try '#. audience: resident\nmsgid "{n} cup"\nmsgid_plural "{n} cups"\nmsgstr[0] "a {n}"\nmsgstr[1] ""\n' 1 'not translated: {n} cup' 'a missing plural form is named'
try '#. audience: resident\nmsgid "One cup"\nmsgid_plural "{n} cups"\nmsgstr[0] "a"\nmsgstr[1] "b {n}"\n' 0 '' 'one may be said without its number'
try '#. audience: resident\nmsgid "{n} cup in {place}"\nmsgid_plural "{n} cups in {place}"\nmsgstr[0] "{n} {place}"\nmsgstr[1] "{n}"\n' 1 '{place} is missing' 'a place lost in a plural form is named'
offered=no
try '#. audience: resident\nmsgid "Hello"\nmsgstr ""\n' 0 '' 'a language that is not offered yet passes'
echo "1..$count"
exit $bad
