#!/bin/sh
# What a person said, in 500 words of four languages, to chips.
. "$(dirname "$0")/common"
"$KITH" init --db "$BENCH_DIR/chips.db" --place "Example Town" --outcode B36 > /dev/null
for round in 1 2 3 4 5; do
    "$MEASURE/bare" chips "$BENCH_DIR/chips.db" "$(dirname "$0")/chips.txt" 200 2> /dev/null > "$BENCH_DIR/chips.said"
    cut -d ' ' -f 1 < "$BENCH_DIR/chips.said" >> "$BENCH_DIR/chips"
done
[ "$(cut -d ' ' -f 2 < "$BENCH_DIR/chips.said")" = 6 ] || { echo "six chips were not found" >&2; exit 1; }
row "chips from 500 words" "$(thousandth "$(median < "$BENCH_DIR/chips")")" ms - - "<= 2 ms"
