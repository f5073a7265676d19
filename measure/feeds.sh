#!/bin/sh
# What programs elsewhere read: a whole walk of an OpenActive feed of some 100,000 items in pages of
# 1,000, a calendar of 200 activities; and how long the feed takes to be drawn. The server's
# processor time throughout.
. "$(dirname "$0")/common"
feeds=$BENCH_DIR/feeds.db
address=http://127.0.0.1:$port
series=${BENCH_SERIES:-1650}

"$KITH" init --db "$feeds" --place "Example Town" --outcode B36 > /dev/null
"$KITH" init --db "$feeds" --place "Small Town" --outcode B36 > /dev/null 2>&1 || true
awk -v n="$series" 'BEGIN {
    split("Monday Tuesday Wednesday Thursday Friday Saturday Sunday", day, " "); split("Walking Yoga Boccia Badminton Running Swimming", what, " ")
    print "id,name,kind,days_times,cost,description,postcode"
    for (i = 0; i < n; i++) printf "s%d,%s group %d,activity,Every %s %02d:00 to %02d:30,Free,Everybody is welcome: slow and flat with a flask at the end.,B36 8AB\n", i, what[i % 6 + 1], i, day[i % 7 + 1], 8 + i % 12, 9 + i % 12 }' > "$BENCH_DIR/series.csv"
"$KITH" import "$BENCH_DIR/series.csv" --db "$feeds" --place "Example Town" > /dev/null
head -201 "$BENCH_DIR/series.csv" | sed 's/^s/t/; s/ group / circle /' > "$BENCH_DIR/small.csv"
"$KITH" import "$BENCH_DIR/small.csv" --db "$feeds" --place "Small Town" --source small > /dev/null
serve "/readyz" "$feeds"

# Drawn: when the sessions no longer grow.
count() { curl -s "$address/feeds/openactive" | tr '\n' ' ' | sed 's/.*scheduled-sessions<\/bdi> *\([0-9,]*\).*/\1/; s/,//g'; }
had=-1
while n=$(count) && { [ "$n" -lt 1000 ] || [ "$n" != "$had" ]; }; do
    had=$n
    sleep 2
done
drawn=$(spent "$server")
row "an OpenActive item drawn and kept, $n of them" "$(awk -v us="$drawn" -v n="$n" 'BEGIN { printf "%.1f", us / n }')" us - - -

walk() {
    at="$address/feeds/openactive/scheduled-sessions?limit=1000"
    items=0
    while :; do
        curl -s -o "$BENCH_DIR/page.json" "$at"
        here=$(grep -c '^{"state"' "$BENCH_DIR/page.json" || true)
        [ "$here" != 0 ] || break
        items=$((items + here))
        at=$(tail -1 "$BENCH_DIR/page.json" | sed 's/.*"next":"\([^"]*\)".*/\1/; s/\\\//\//g')
    done
}
for round in 1 2 3 4 5; do
    before=$(spent "$server")
    walk
    after=$(spent "$server")
    echo $(((after - before) * 1000 / items)) >> "$BENCH_DIR/rpde"
done
each=$(median < "$BENCH_DIR/rpde") # nanoseconds an item
row "RPDE walk of $items items, items a second of processor time" "$(awk -v ns="$each" 'BEGIN { printf "%.0f", 1e9 / ns }')" items - - ">= 50000"

for round in 1 2 3 4 5; do
    before=$(spent "$server")
    for i in 1 2 3 4 5 6 7 8 9 10; do curl -s -o "$BENCH_DIR/small.ics" "$address/places/Small%20Town.ics"; done
    after=$(spent "$server")
    echo $(((after - before) / 10)) >> "$BENCH_DIR/ics"
done
events=$(grep -c '^BEGIN:VEVENT' "$BENCH_DIR/small.ics")
row "calendar of $events events, processor time a request" "$(thousandth "$(median < "$BENCH_DIR/ics")")" ms - - "<= 5 ms"
stop
