#!/bin/sh
# The disk is full, or answers with an error, at every moment of booking in turn: each time either all is booked
# or a sentence says that nothing was, the books are right, and the same request sent again is booked once.
# books_bad.sh BUILD [STEP]: every STEP-th moment.
set -eu
cd "$(dirname "$0")/.."
kith=$(cd "${1:-build}" && pwd)/kith step=${2:-1}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "$*" >&2; exit 1; }
cc -shared -fPIC -o "$folder/bad_disk.so" journeys/bad_disk.c -ldl
id=0b0e7a52-7f0c-4d3e-9b8a-2d555a411f5e
"$kith" init --db "$folder/base.db" > /dev/null
for name in issue joan dev; do
    kind=member && [ $name = issue ] && kind=issue
    "$kith" credits account --db "$folder/base.db" --name $name --kind $kind > /dev/null
done
python3 tools/books.py make 400 3 | sed 's/,m[0-9]*,/,joan,/' > "$folder/batch.csv"
sqlite3 "$folder/base.db" 'PRAGMA wal_checkpoint(TRUNCATE)' > /dev/null

# moment WHAT NUMBER ERRNO STAYS COMMAND...: 0 when that moment was met
moment() {
    what=$1 number=$2 errno=$3 stays=$4 db=$folder/run.db
    shift 4
    rm -f "$db" "$db"-*
    cp "$folder/base.db" "$db"
    rc=0
    env LD_PRELOAD="$folder/bad_disk.so" KITH_BAD_AT="$number" KITH_BAD_ERRNO="$errno" ${stays:+KITH_BAD_STAYS=1} \
        "$kith" credits "$@" --db "$db" --json > "$folder/answer" 2> "$folder/words" || rc=$?
    case $rc in
    0) grep -qE '"created":true|"posted":400' "$folder/answer" || fail "$what $number: a strange answer: $(cat "$folder/answer")" ;;
    6 | 7) grep -q '"error":{"status":"B[A-Z]*","message":"[^"]' "$folder/answer" || fail "$what $number: no clear refusal: $(cat "$folder/answer")" ;;
    *) fail "$what $number: exit $rc: $(cat "$folder/answer" "$folder/words")" ;;
    esac
    "$kith" credits verify --db "$db" --json > "$folder/verify" || fail "$what $number: the books are not right: $(cat "$folder/verify")"
    grep -qE "\"entries\":(0|$all)," "$folder/verify" || fail "$what $number: half was kept"
    [ $rc != 0 ] || grep -q "\"entries\":$all," "$folder/verify" || fail "$what $number: it was said to be booked"
    "$kith" credits "$@" --db "$db" --json > /dev/null || fail "$what $number: it cannot be sent again"
    "$kith" credits verify --db "$db" --json > "$folder/verify" || fail "$what $number: then the books are not right"
    grep -q "\"entries\":$all," "$folder/verify" || fail "$what $number: not booked once"
    [ $rc != 0 ]
}

# every_moment NAME ERRNO STAYS COMMAND...: until ten moments in a row were not met
every_moment() {
    name=$1 errno=$2 stays=$3 n=1 quiet=0 met=0
    shift 3
    while [ $quiet -lt 10 ] && [ $n -lt 5000 ]; do
        if moment "$name" $n "$errno" "$stays" "$@"; then met=$((met + 1)) quiet=0; else quiet=$((quiet + 1)); fi
        n=$((n + step))
    done
    [ $met -gt 0 ] || fail "$name: no moment was met"
    echo "$name: refused at $met moments, right at all"
}
all=1
every_moment "full, an entry" 28 1 post --id $id --from issue --to joan --minutes 60 --for garden
every_moment "error, an entry" 5 "" post --id $id --from issue --to joan --minutes 60 --for garden
all=400
every_moment "full, a batch" 28 1 batch "$folder/batch.csv"
every_moment "error, a batch" 5 "" batch "$folder/batch.csv"
