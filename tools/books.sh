#!/bin/sh
# Do others agree with our books? A batch is booked and partly put right; then hledger reads the journal and
# must agree on every balance, and a few lines of Python count the chain of the CSV again.
# books.sh BUILD ENTRIES sqlite|postgresql
set -eu
cd "$(dirname "$0")/.."
kith=${1:-build}/kith entries=${2:-3000}
folder=$(mktemp -d)
case ${3:-sqlite} in
sqlite) db=$folder/books.db; trap 'rm -rf "$folder"' EXIT ;;
postgresql)
    name=kith_books_$$
    psql -qX "$KITH_TEST_PG" -c "CREATE DATABASE $name"
    trap 'psql -qX "$KITH_TEST_PG" -c "DROP DATABASE $name WITH (FORCE)"; rm -rf "$folder"' EXIT
    db=$(printf '%s' "$KITH_TEST_PG" | sed "s,/postgres?,/$name?,")
    ;;
*) echo "usage: books.sh BUILD ENTRIES sqlite|postgresql" >&2; exit 64 ;;
esac
fail() { echo "$*" >&2; exit 1; }
seconds() { date +%s.%N; }
credits() { command=$1; shift; "$kith" credits "$command" "$@" --db "$db"; }

"$kith" init --db "$db" > /dev/null
credits account --name issue --kind issue > /dev/null
for n in $(seq 0 49); do credits account --name "m$n" --kind member --floor -60000 > /dev/null; done
python3 tools/books.py make "$entries" 7 > "$folder/batch.csv"
credits batch "$folder/batch.csv" --json | grep -q "\"posted\":$entries,\"already\":0" || fail "not all was booked"
credits batch "$folder/batch.csv" --json | grep -q "\"posted\":0,\"already\":$entries" || fail "a repeat was booked again"
for n in 1 2 3; do
    credits reverse --id "0b0e7a52-7f0c-4d3e-9b8a-2d555a411f5$n" --entry $((1099511627776 + n * 7)) --reason "it was another day; sorry" > /dev/null
done

begin=$(seconds)
credits verify --json > "$folder/verify.json" || fail "our own books are not right: $(cat "$folder/verify.json")"
ours=$(seconds)
credits journal > "$folder/books.journal"
read_from=$(seconds)
hledger -f "$folder/books.journal" balance --flat --no-total --no-elide --empty --output-format csv > "$folder/theirs.csv"
theirs=$(seconds)
[ "$(grep -c '^20' "$folder/books.journal")" = $((entries + 3)) ] || fail "the journal has not one transaction an entry"
hledger -f "$folder/books.journal" check accounts commodities ordereddates || fail "hledger finds the journal wanting"

credits list | awk '$3 != 0 { printf "kith:%s:%s %d\n", $1, $2, $3 }' | sort > "$folder/ours.txt"
awk -F'","' 'NR > 1 { sub(/^"/, "", $1); sub(/ min"$/, "", $2); sub(/"$/, "", $2); if ($2 + 0 != 0) printf "%s %d\n", $1, $2 }' "$folder/theirs.csv" | sort > "$folder/hledger.txt"
[ -s "$folder/ours.txt" ] || fail "there are no balances"
diff "$folder/ours.txt" "$folder/hledger.txt" || fail "hledger comes to other balances"

credits journal --csv > "$folder/books.csv"
head=$(python3 tools/books.py chain "$folder/books.csv")
grep -q "\"head\":\"$head\"" "$folder/verify.json" || fail "the chain counted from the CSV ends elsewhere"
echo "$((entries + 3)) entries, $(wc -l < "$folder/ours.txt") balances: all agree"
awk -v b="$begin" -v o="$ours" -v r="$read_from" -v t="$theirs" 'BEGIN { printf "verify %.3f s, hledger %.3f s: 1/%.0f\n", o - b, t - r, (t - r) / (o - b) }'
