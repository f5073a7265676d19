#!/bin/sh
# Recurrence: ten years of a rule read, walked and turned into instants.
. "$(dirname "$0")/common"
list=$BENCH_DIR/recur
"$MEASURE/recur" time > "$list"
number=0
while IFS="$(printf '\t')" read -r us dates rule; do
    number=$((number + 1))
    if [ $number = 1 ]; then row "recur: ten years of $rule, $dates dates" "$us" us "the limit" 50 "<= 1x"
    else row "- $rule, $dates dates" "$us" us - - -; fi
done < "$list"
