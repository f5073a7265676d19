#!/bin/sh
# Writes data/vocabulary/forms-pl.tsv anew: which bent Polish words lead back to a word of
# concepts.tsv where the rules of endings would not. forms_pl.sh VOCABGEN; wants hunspell,
# hunspell-tools and hunspell-pl, and takes some minutes. Run it after changing Polish words.
set -eu
vocabgen=$(realpath "${1:?usage: forms_pl.sh VOCABGEN}")
cd "$(dirname "$0")/.."
dictionary=/usr/share/hunspell/pl_PL
for tool in hunspell unmunch iconv; do
    command -v $tool > /dev/null || { echo "$tool is missing"; exit 1; }
done
[ -f $dictionary.dic ] || { echo "hunspell-pl is missing"; exit 1; }
export LC_ALL=C.UTF-8
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fold() { sed 'y/ĄĆĘŁŃÓŚŹŻąćęłńóśźż/acelnoszzacelnoszz/; s/.*/\L&/'; }

# Words of the Polish columns, and the word of the dictionary that each is a form of.
cut -f16-18 data/vocabulary/concepts.tsv | tail -n +2 | tr -cs '[:alpha:]ąćęłńóśźżĄĆĘŁŃÓŚŹŻ' '\n' |
    sed 's/.*/\L&/' | awk 'length($0) > 3' | sort -u > "$work/words"
iconv -f ISO-8859-2 -t UTF-8 $dictionary.dic | tail -n +2 > "$work/dic"
hunspell -d pl_PL -s -i utf-8 "$work/words" | awk 'NF == 2' > "$work/analysed"
awk -F/ 'FILENAME ~ /dic$/ { known[$1] = 1; next }
    FILENAME ~ /words$/ { if ($1 in known) { print $1; own[$1] = 1 } word[$1] = 1; next }
    { split($0, a, " "); w = a[1]; l = a[2]; if (w in own) next
      rank = (l in word ? 0 : 1000) + length(l)
      if (!(w in best) || rank < at[w]) { best[w] = l; at[w] = rank } }
    END { for (w in best) print best[w] }' "$work/dic" "$work/words" "$work/analysed" |
    sort -u > "$work/lemmas"

# Every form of each, without negated twins, moods and participles that nobody says of a hobby.
while read -r lemma; do
    awk -F/ -v lemma="$lemma" '$1 == lemma' "$work/dic" > "$work/one"
    [ -s "$work/one" ] || continue
    { wc -l < "$work/one"; cat "$work/one"; } | iconv -f UTF-8 -t ISO-8859-2 > "$work/one.dic"
    unmunch "$work/one.dic" $dictionary.aff 2> /dev/null | iconv -f ISO-8859-2 -t UTF-8 |
        awk -v lemma="$lemma" 'lemma !~ /^nie/ && /^nie/ { next } { print lemma, $1 }'
done < "$work/lemmas" | fold | sort -u |
    awk 'length($2) > length($1) + 3 && $2 ~ /(by|bym|bys|bysmy|byscie|scie|my)$/ { next }
        $1 ~ /c$/ && $2 ~ /(ac(a|e|ego|ej|emu|y|ych|ym|ymi)|ciez|wszy|lszy|ani|eni|anych|anymi|onych|onymi|any|anego|anej|anemu|ana|ane|ono|no|to)$/ { next }
        length($2) < 3 || (length($2) == 3 && length($1) > 5) { next } { print }' > "$work/forms"

# Keep what the rules would lead elsewhere; never a word of the cues or of common English.
tr ' ' '\n' < "$work/forms" | sort -u | "$vocabgen" --stems > "$work/stems"
awk -F'\t' '$1 == "pl" { print $3 }' data/vocabulary/cues.tsv | fold | tr -cs '[:alnum:]' '\n' |
    sort -u | cat - data/vocabulary/common-en.txt > "$work/left"
{
    sed -n '/^#/p' data/vocabulary/forms-pl.tsv
    awk 'FILENAME ~ /stems$/ { stem[$1] = $2; next }
        FILENAME ~ /left$/ { left[$1] = 1; next }
        ($2 in left) && $1 != "grac" { next }
        stem[$1] == stem[$2] { led[$2] = 1; next }
        !($2 in of) || length($1) < length(of[$2]) || (length($1) == length(of[$2]) && $1 < of[$2]) { of[$2] = $1 }
        END { for (f in of) if (!(f in led)) print of[f] "\t" f }' "$work/stems" "$work/left" "$work/forms" |
        sort | awk -F'\t' '$1 != last { if (last) print line; line = $0; last = $1; next }
            { line = line "|" $2 } END { if (last) print line }'
} > "$work/out"
mv "$work/out" data/vocabulary/forms-pl.tsv
wc -l data/vocabulary/forms-pl.tsv
