#!/bin/sh
# Start to first answer with the whole list, idle memory, and what one command costs.
. "$(dirname "$0")/common"
data
for i in 1 2 3 4 5; do
    serve "/find?$query"
    echo "$first" >> "$BENCH_DIR/first"
    [ "$i" = 5 ] || stop
done
sleep 1
row "start to first answer, $assets entries" "$(thousandth "$(median < "$BENCH_DIR/first")")" ms - - "<= 150 ms"
row "memory after the first answer" "$(memory "$server" Rss)" MB - - "<= 30 MB"
row "- of it its own" "$(memory "$server" Anonymous)" MB - - -
stop
rm -f "$BENCH_DIR"/few.db*
"$KITH" init --db "$BENCH_DIR/few.db" --place "Example Town" --outcode B36 > /dev/null
row "one kith find on an empty list, processor time" \
    "$(thousandth "$("$MEASURE/meter" cpu 20 "$KITH" find gardening --db "$BENCH_DIR/few.db")")" ms - - "<= 20 ms"
row "- of it any command that reads no database" \
    "$(thousandth "$("$MEASURE/meter" cpu 20 "$KITH" --version)")" ms - - -
