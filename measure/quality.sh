#!/bin/sh
# How good the answers are on the labelled queries (docs/quality.md): the table goes to standard
# error, the figures to the bench. KITH_SAMPLES adds the lists kept outside the repository.
. "$(dirname "$0")/common"
mkdir -p "$BENCH_DIR/quality"
node "$(dirname "$0")/quality/quality.mjs" "$BENCH_DIR/quality" --figures "$BENCH_DIR/quality/figures" >&2
read -r full plain broken repeats empty < "$BENCH_DIR/quality/figures"
row "match, nDCG@10" "$full" - "text + limits" "$plain" ">= 1.25x"
row "match, hard limits broken in the first ten" "$broken" - - - "<= 0"
row "match, lists with a repeat" "$repeats" - - - "<= 0"
row "match, empty lists where something fits" "$empty" - - - "<= 0"
