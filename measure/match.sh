#!/bin/sh
# One profile against the whole list, inside the process: reading the profile, ranking, the three.
. "$(dirname "$0")/common"
data
cat > "$BENCH_DIR/profile.json" << 'EOF'
{"loves": ["gardening", "walking"], "gives": ["baking"], "needs": ["step-free"], "near": "B36", "within_km": 5,
 "times": ["tue 18:00-21:00", "sat"], "languages": ["en"], "age_band": "65-74", "turns_to": 0, "text": "I miss my allotment"}
EOF
for round in 1 2 3 4 5; do
    "$MEASURE/bare" match "$list" "$BENCH_DIR/profile.json" 100 2> /dev/null > "$BENCH_DIR/match.said"
    cut -d ' ' -f 1 < "$BENCH_DIR/match.said" >> "$BENCH_DIR/match"
done
[ "$(cut -d ' ' -f 2 < "$BENCH_DIR/match.said")" = 3 ] || { echo "three were not found" >&2; exit 1; }
row "match one profile, $assets entries, $(cut -d ' ' -f 3 < "$BENCH_DIR/match.said") weighed" \
    "$(thousandth "$(median < "$BENCH_DIR/match")")" ms - - "<= 5 ms"
