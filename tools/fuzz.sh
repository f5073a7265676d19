#!/bin/sh
# Fuzz every target for some seconds: fuzz.sh [SECONDS] [NAME]. What breaks is left in
# fuzz/regression/NAME, to be kept once it is mended.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-60}
CC=clang tools/build.sh build-fuzz -Dfuzzer=true -Db_sanitize=address,undefined -Db_lundef=false \
    -Dbuildtype=debug -Doptimization=1 -Dc_args=-fsanitize=fuzzer-no-link
rc=0
for program in build-fuzz/fuzz/fuzz_${2:-*}; do
    [ -x "$program" ] && [ -f "$program" ] || continue
    name=${program##*/fuzz_}
    mkdir -p "var/fuzz/$name" "fuzz/regression/$name"
    echo "$name: $seconds seconds"
    "$program" -max_total_time="$seconds" -max_len=65536 -timeout=10 -print_final_stats=0 \
        -artifact_prefix="fuzz/regression/$name/" "var/fuzz/$name" "fuzz/corpus/$name" > "var/fuzz/$name.log" 2>&1 ||
        { tail -30 "var/fuzz/$name.log"; rc=1; }
done
exit $rc
