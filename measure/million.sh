#!/bin/sh
# A million entries in one city of 30 by 30 km beside 100,000: only on ./bench million, since making
# and importing them takes some minutes and 1.5 GB in the folder that is thrown away.
. "$(dirname "$0")/common"
data
few=$list
million=$BENCH_DIR/million.db
tools/gen_assets.sh "${BENCH_MILLION:-1000000}" 30 > "$BENCH_DIR/million.csv"
"$KITH" init --db "$million" --place "Example Town" --outcode B36 > /dev/null
"$KITH" import "$BENCH_DIR/million.csv" --db "$million" --place "Example Town" > /dev/null
rm -f "$BENCH_DIR/million.csv"
"$KITH" find --db "$million" gardening > /dev/null
requests() { "$MEASURE/meter" load "$port" "$@"; }
field() { echo "$2" | cut -d ' ' -f "$1"; }

# One list after the other, the same question: processor time a request in $cost, p99 of a broad word in $slowest.
ask() {
    serve "/find?$query" "$1"
    started=$first
    rm -f "$BENCH_DIR/cost"
    for round in 1 2 3 4 5; do
        before=$(spent "$server")
        said=$(requests 1.5 2 "/find?$query")
        after=$(spent "$server")
        [ "$(field 2 "$said")" = 0 ] || { echo "answers failed: $said" >&2; exit 1; }
        echo $(((after - before) / $(field 1 "$said"))) >> "$BENCH_DIR/cost"
    done
    cost=$(median < "$BENCH_DIR/cost")
    said=$(requests 4 1 "/find?q=group&near=")
    slowest=$(field 4 "$said")
    sleep 12
    held=$(memory "$server" Rss)
    own=$(memory "$server" Anonymous)
    stop
}
ask "$few"
few_cost=$cost
ask "$million"
row "find page at 1,000,000, processor time a request" "$(thousandth "$cost")" ms "at 100,000" "$(thousandth "$few_cost")" "<= 1.5x"
row "a broad word at 1,000,000, p99" "$(thousandth "$slowest")" ms - - "<= 50 ms"
row "start to the first answer, 1,000,000" "$(thousandth "$started")" ms - - -
row "memory after work, 1,000,000" "$held" MB - - -
row "- of it its own" "$own" MB - - -
row "the arrays and words of 1,000,000" "$(stat -c %s "$million-index" | awk '{ printf "%.1f", $1 / 1e6 }')" MB - - "<= 120 MB"
"$MEASURE/bare" merge "$million" 4096 2> /dev/null > "$BENCH_DIR/merge"
row "a newer index from the arrays and 4,096 changes" "$(thousandth "$(($(cut -d ' ' -f 1 "$BENCH_DIR/merge") + $(cut -d ' ' -f 2 "$BENCH_DIR/merge")))")" ms - - "<= 1000 ms"
row "- the same from a million rows" "$(thousandth "$(cut -d ' ' -f 3 "$BENCH_DIR/merge")")" ms - - -
cat > "$BENCH_DIR/profile.json" << 'EOF'
{"loves": ["gardening", "walking"], "gives": ["baking"], "needs": ["step-free"], "near": "B36", "within_km": 5,
 "times": ["tue 18:00-21:00", "sat"], "languages": ["en"], "age_band": "65-74", "turns_to": 0, "text": "I miss my allotment"}
EOF
for round in 1 2 3 4 5; do
    "$MEASURE/bare" match "$million" "$BENCH_DIR/profile.json" 30 2> /dev/null > "$BENCH_DIR/match.said"
    cut -d ' ' -f 1 < "$BENCH_DIR/match.said" >> "$BENCH_DIR/match.million"
done
row "match one profile at 1,000,000, $(cut -d ' ' -f 3 < "$BENCH_DIR/match.said") weighed" \
    "$(thousandth "$(median < "$BENCH_DIR/match.million")")" ms - - "<= 20 ms"
rm -f "$million" "$million"-*
