#!/bin/sh
# Print N made-up assets as CSV for `kith import`, the same every time: names, words, days, and
# places in a square of 20 km round B36, or of as many as are asked for.
# Usage: tools/gen_assets.sh 100000 > assets.csv; tools/gen_assets.sh 1000000 30 > city.csv
exec awk -v n="${1:-1000}" -v km="${2:-20}" '
function pick(list, size) { seed = (seed * 16807) % 2147483647; return list[1 + seed % size] }
function number(below) { seed = (seed * 16807) % 2147483647; return seed % below }
BEGIN {
    seed = 20260303
    high = int(18000 * km / 20); wide = int(30000 * km / 20)
    south = 52.5 - high / 200000; west = -1.8 - wide / 200000
    things = split("Gardening Fishing Chess Yoga Choir Knitting Walking Football Cricket Painting Pottery Reading " \
        "Baking Cycling Dancing Swimming Drama Guitar Sewing Bingo Badminton Cooking Photography Allotment " \
        "Birdwatching Running Boxing Karate Poetry Woodwork Crochet Tennis Bowls Singing Language Computing", thing, " ")
    forms = split("club group circle session meeting friends society evening morning class", form, " ")
    streets = split("Mill Lane,Weir Road,Station Street,Church Hill,Green Lane,High Street,Canal Side,Park Avenue,Oak Drive,Ash Close", street, ",")
    halls = split("Community Hall,Library,Church Rooms,Leisure Centre,School,Memorial Hall,Scout Hut,Baptist Church,Park Pavilion,Arts Centre", hall, ",")
    towns = split("Birmingham,Solihull,Coleshill,Castle Bromwich,Erdington,Sutton Coldfield,Aston,Sheldon", town, ",")
    days = split("Mon Tue Wed Thu Fri Sat Sun", day, " ")
    tails = split("for beginners and old hands alike,with tea and cake afterwards,for anyone over fifty,in good company," \
        "outdoors when the weather is kind,led by neighbours who love it,with somebody to show you round," \
        "and a warm welcome at the door,bring what you have and share it,all ages and all levels", tail, ",")
    tongues = split("en,en ur,en pl,en pa,,,", tongue, ",")
    costs = split("Free,Free,Donation,\302\2432.50,\302\2435,", cost, ",")
    steps = split("yes,no,,", step, ",")
    print "id,name,description,kind,days_times,cost,step_free,languages,lat,lon,address,city,outcode,host_meets_newcomers,last_checked,organization"
    for (i = 1; i <= n; i++) {
        what = pick(thing, things); hour = 9 + number(11)
        when = number(10) == 0 ? "by arrangement" : number(6) == 0 ? "1st " pick(day, days) " " hour ":00-" hour + 1 ":30" \
            : "Every " pick(day, days) " " hour ":00-" hour + 2 ":00"
        printf "g%d,\"%s %s %s %d\",\"%s %s, %s. %s in %s.\",%s,\"%s\",%s,%s,%s,%.5f,%.5f,\"%d %s\",%s,B%d,%s,2026-0%d-%02d,\"%s trust %d\"\n",
            i, pick(town, towns), what, pick(form, forms), number(5000), what, pick(form, forms), pick(tail, tails), pick(hall, halls),
            pick(town, towns), number(3) == 0 ? "activity" : "group", when, pick(cost, costs), pick(step, steps), pick(tongue, tongues),
            south + number(high) / 100000, west + number(wide) / 100000, 1 + number(200), pick(street, streets), pick(town, towns),
            1 + number(98), number(3) == 0 ? "yes" : "", 1 + number(2), 1 + number(28), pick(town, towns), number(4000)
    }
}'
