#!/bin/sh
# How well pairs of one thing are found, on pairs a person read (measure/duplicates-labels.tsv).
# The lists are kept outside the repository: KITH_SAMPLES names the folder of `assets`.
. "$(dirname "$0")/common"
samples=${KITH_SAMPLES:-/nowhere}
[ -d "$samples/mutual-aid-groups-uk" ] || samples=$samples/assets
if [ -d "$samples/mutual-aid-groups-uk" ]; then
    node "$(dirname "$0")/duplicates.mjs" "$KITH" "$samples" "$BENCH_DIR/duplicates" --figures "$BENCH_DIR/duplicates.figures" >&2
    read -r develop sealed < "$BENCH_DIR/duplicates.figures"
    row "duplicates, F1 on the pairs used while building" "$develop" - - - ">= 0.9"
    row "duplicates, F1 on the sealed pairs" "$sealed" - - - ">= 0.9"
else
    echo "duplicates: the lists are not here (KITH_SAMPLES)" >&2
fi
data
cp "$list" "$BENCH_DIR/pairs.db"
taken=$("$MEASURE/meter" cpu 1 "$KITH" assets duplicates --db "$BENCH_DIR/pairs.db" --json)
row "duplicates, $assets entries" "$(thousandth "$((taken / 1000))")" s - - "<= 30 s"
