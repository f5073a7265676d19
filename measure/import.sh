#!/bin/sh
# A new place until its first page, and the import of the list.
. "$(dirname "$0")/common"
for i in 1 2 3; do
    rm -f "$BENCH_DIR"/new.db*
    began=$(now_ms)
    "$KITH" init --db "$BENCH_DIR/new.db" --place "Example Town" --outcode B36 > /dev/null
    serve /find "$BENCH_DIR/new.db"
    echo $(($(now_ms) - began)) >> "$BENCH_DIR/new"
    stop
done
row "kith init and serve, until the first page" "$(median < "$BENCH_DIR/new")" ms - - "<= 1000 ms"
data
us=$(cat "$BENCH_DIR/import.us")
row "import, $assets rows of CSV, a second of processor time" \
    "$(awk -v n="$assets" -v us="$us" 'BEGIN { printf "%d\n", n / us * 1e6 }')" rows/s - - ">= 10000 rows/s"
row "disk: write and sync 4 KB" "$(thousandth "$("$MEASURE/meter" disk "$BENCH_DIR/disk")")" ms - - -
# A write of a running server while another process brings in a list: one check after the other,
# ten a second (150 an hour are allowed), the slowest of them.
head -n 30001 "$BENCH_DIR/assets.csv" > "$BENCH_DIR/other.csv"
serve /find
alone=$("$MEASURE/meter" load "$port" 3 0 / 10 "$BENCH_DIR/steward")
"$KITH" import "$BENCH_DIR/other.csv" --db "$list" --place "Example Town" --source "Another list" > /dev/null &
beside=$("$MEASURE/meter" load "$port" 4 0 / 10 "$BENCH_DIR/steward")
wait $!
stop
set -- $alone $beside
[ "$6${14}" = 00 ] || { echo "checks failed: $*" >&2; exit 1; }
row "a check while another process imports, the slowest of ${13}" "$(thousandth "${16}")" ms "the slowest without it" "$(thousandth "$8")" -
row "a check while another process imports, the slowest" "$(thousandth "${16}")" ms - - "<= 50 ms"
