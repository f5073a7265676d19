#!/bin/sh
# What's on for a week among 20,000 series (about 1,000,000 sessions a year): the server's processor
# time a request, beside the find page's in the same run on the same list.
. "$(dirname "$0")/common"
series=${BENCH_SERIES:-20000}
list=$BENCH_DIR/on.db
find='q=gardening&near=B36&within_km=10&day=tue&limit=50'
week='near=B36&within_km=20'
field() { echo "$2" | cut -d ' ' -f "$1"; }

tools/gen_assets.sh $((series * 12 / 10)) | grep -v '"by arrangement"' | head -n $((series + 1)) > "$BENCH_DIR/on.csv"
"$KITH" init --db "$list" --place "Example Town" --outcode B36 > /dev/null
"$KITH" import "$BENCH_DIR/on.csv" --db "$list" --place "Example Town" > /dev/null
"$KITH" find --db "$list" gardening > /dev/null

serve "/find?$find"
"$MEASURE/meter" load "$port" 1 1 "/on?$week" > /dev/null # the lists of the days are made by the first who asks
curl -s "http://127.0.0.1:$port/on.json?$week" > "$BENCH_DIR/on.json"
total=$(grep -o '"total":[0-9]*' "$BENCH_DIR/on.json" | cut -d : -f 2)
[ "$total" -ge $((series * 6 / 10)) ] || { echo "only $total sessions this week among $series series" >&2; exit 1; }

spend() { # what one request of this address costs the server, in us
    before=$(spent "$server")
    said=$("$MEASURE/meter" load "$port" 1.5 2 "$1")
    after=$(spent "$server")
    [ "$(field 2 "$said")" = 0 ] || { echo "answers failed: $said" >&2; exit 1; }
    echo $(((after - before) / $(field 1 "$said")))
}
for round in 1 2 3 4 5; do
    spend "/find?$find" >> "$BENCH_DIR/on.find"
    spend "/on?$week" >> "$BENCH_DIR/on.week"
done
on=$(median < "$BENCH_DIR/on.week")
row "what's on, $total sessions of a week among $series series, processor time a request" "$(thousandth "$on")" ms "the find page, 50 rows, same list" "$(thousandth "$(median < "$BENCH_DIR/on.find")")" "<= 2x"
sleep 12 # what busy seconds left is given back every ten
row "memory with the lists of 76 days, after all of that" "$(memory "$server" Rss)" MB - - -
stop
