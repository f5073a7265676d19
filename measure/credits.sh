#!/bin/sh
# Transfers: through HTTP by `kith credits bench` against a plain SQLite loop over the same tables, 100
# awards in a commit by Kith and by the loop, one busy account, and PostgreSQL with a function that
# does the same work (pgbench). BENCH_ENTRIES=10000000: also on books of so many entries (some
# minutes and gigabytes). BENCH_ROUNDS says how often (5), BENCH_SECONDS how long each (2).
. "$(dirname "$0")/common"
rounds=${BENCH_ROUNDS:-5}
seconds=${BENCH_SECONDS:-2}
clean=$BENCH_DIR/books.db
work=$BENCH_DIR/books-work.db
of=$BENCH_DIR/credits
mkdir -p "$of"

"$KITH" init --db "$clean" --place "Example Town" --outcode B36 > /dev/null
fresh() { rm -f "$work" "$work-wal" "$work-shm"; cp "$clean" "$work"; }
# The plain loop: us of wall and of processor time a transfer.
plain() { fresh; "$MEASURE/credits" "$@" 2> /dev/null; }
value() { echo "$1" | sed "s/.*\"$2\":\([0-9.]*\).*/\1/"; }
# Through HTTP; appends a second's transfers, us of processor time, and p99 to files of this name.
served() {
    name=$1
    shift
    said=$("$KITH" credits bench "$@" --json --seconds "$seconds" 2> /dev/null) || { echo "kith credits bench: $said" >&2; exit 1; }
    n=$(value "$said" transfers)
    awk -v n="$n" -v s="$(value "$said" seconds)" 'BEGIN { printf "%.1f\n", n / s }' >> "$of/$name.rate"
    awk -v n="$n" -v s="$(value "$said" cpu_seconds)" 'BEGIN { printf "%.3f\n", s * 1e6 / n }' >> "$of/$name.cpu"
    value "$said" p99_ms >> "$of/$name.p99"
}
keep() { # name, "wall cpu"
    echo "${2% *}" | awk '{ printf "%.1f\n", 1e6 / $1 }' >> "$of/$1.rate"
    echo "${2#* }" >> "$of/$1.cpu"
}
of_all() { median < "$of/$1"; }
# The median over the rounds of one divided by the other of the same round.
paired() { paste "$of/$1" "$of/$2" | awk '{ printf "%.4f\n", $1 / $2 }' | median; }

"$MEASURE/meter" disk "$BENCH_DIR/disk" >> "$of/disk"
for round in $(seq "$rounds"); do
    keep loop "$(plain loop "$work" 12000 8)"
    served http --db "$clean" --clients 8
    keep loop64 "$(plain loop "$work" 16000 64)"
    served many --db "$clean" --clients 64
    served hot --db "$clean" --clients 8 --hot 10
    keep awards "$(plain awards "$work" 20000 100)"
    keep ours "$(plain kith "$work" 20000 100)"
    "$MEASURE/meter" disk "$BENCH_DIR/disk" >> "$of/disk"
done
row "4 KB written and synced, in this run" "$(thousandth "$(of_all disk)")" ms - - -
row "transfers through HTTP, 8 clients, a second" "$(of_all http.rate)" /s "a plain SQLite loop, 8 to a commit" "$(of_all loop.rate)" -
row "- the same, median of the rounds' ratios" "$(paired http.rate loop.rate)" x - - ">= 0.60"
row "transfers through HTTP, 8 clients, processor time" "$(of_all http.cpu)" us "the plain loop" "$(of_all loop.cpu)" -
row "- the same, median of the rounds' ratios" "$(paired http.cpu loop.cpu)" x - - "<= 1.5"
row "transfers through HTTP, 8 clients, p99" "$(of_all http.p99)" ms - - -
row "transfers through HTTP, 64 clients, a second" "$(of_all many.rate)" /s "the plain loop, 64 to a commit" "$(of_all loop64.rate)" -
row "transfers through HTTP, 64 clients, processor time" "$(of_all many.cpu)" us "the plain loop, 64 to a commit" "$(of_all loop64.cpu)" -
row "one account in 10 of 100 transfers, processor time" "$(of_all hot.cpu)" us "spread evenly" "$(of_all http.cpu)" "<= 1.2x"
row "100 awards, one commit, processor time an award" "$(of_all ours.cpu)" us "the plain loop" "$(of_all awards.cpu)" "<= 1.5x"

# ---- PostgreSQL, as durable: fsync and synchronous commit on ----

bin=$(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V | tail -1)
pg=$(mktemp -d "${TMPDIR:-/tmp}/kithpg.XXXXXX")
as_postgres() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi; }
pg_end() { as_postgres "$bin/pg_ctl" -D "$pg/data" -m fast stop > /dev/null 2>&1 || true; rm -rf "$pg"; }
trap pg_end EXIT
chmod 755 "$pg"
url=$(tools/pg.sh start "$pg")
tools/pg.sh stop "$pg"
as_postgres "$bin/pg_ctl" -D "$pg/data" -w -t 30 -l "$pg/log" -o "-c listen_addresses='' -c unix_socket_directories='$pg' -c shared_buffers=256MB" start > /dev/null
[ "$(psql -qXAt "$url" -c 'SHOW fsync')$(psql -qXAt "$url" -c 'SHOW synchronous_commit')" = onon ] || { echo "this PostgreSQL does not sync" >&2; exit 1; }
"$KITH" init --db "$url" --place "Example Town" --outcode B36 > /dev/null
psql -qX "$url" -v ON_ERROR_STOP=1 -f measure/credits.pg.sql > /dev/null
main=$(head -1 "$pg/data/postmaster.pid")
# Of the server, its helpers, and the sessions that ended; in us.
pg_spent() {
    for pid in $main $(pgrep -P "$main"); do
        sed 's/.*) //' "/proc/$pid/stat" 2> /dev/null | awk -v all="$([ "$pid" = "$main" ] && echo 1)" '{ print $12 + $13 + (all ? $14 + $15 : 0) }'
    done | awk -v hz="$(getconf CLK_TCK)" '{ s += $1 } END { printf "%d\n", s * 1e6 / hz }'
}
for round in $(seq 3); do
    served again --db "$clean" --clients 8
    before=$(pg_spent)
    "$bin/pgbench" -n -c 8 -j 2 -T "$seconds" -f measure/credits.pgbench "$url" > "$of/pgbench" 2>&1 || { cat "$of/pgbench" >&2; exit 1; }
    sleep 0.2 # the sessions' time is the server's once they are gone
    after=$(pg_spent)
    n=$(sed -n 's/^number of transactions actually processed: \([0-9]*\).*/\1/p' "$of/pgbench")
    echo $(((after - before) / n)) >> "$of/pg.cpu"
    sed -n 's/^tps = \([0-9.]*\).*/\1/p' "$of/pgbench" >> "$of/pg.rate"
done
sound=$(psql -qXAt "$url" -c "SELECT sum(balance) = 0 AND (SELECT count(*) FROM credits_entry) = sum(postings) / 2 FROM credits_account")
[ "$sound" = t ] || { echo "the function of PostgreSQL did not keep the books" >&2; exit 1; }
each() { awk -v us="$(of_all "$1")" 'BEGIN { printf "%.0f\n", 1e6 / us }'; }
row "transfers a second of processor time, through HTTP, 8 clients" "$(each again.cpu)" /s "PostgreSQL, a function on the server, pgbench 8" "$(each pg.cpu)" ">= 3x"
row "transfers a second, through HTTP, 8 clients" "$(of_all again.rate)" /s "PostgreSQL, the same" "$(of_all pg.rate)" -
pg_end
trap - EXIT

# ---- many entries ----

[ -n "${BENCH_ENTRIES:-}" ] || exit 0
large=$BENCH_DIR/large.db
cp "$clean" "$large"
"$MEASURE/credits" fill "$large" "$BENCH_ENTRIES" > /dev/null
small=$BENCH_DIR/small.db
cp "$clean" "$small"
"$MEASURE/credits" fill "$small" 10000 > /dev/null
for round in 1 2 3; do
    served large --db "$large" --clients 8
    served small --db "$small" --clients 8
done
row "books of $BENCH_ENTRIES entries, processor time a transfer" "$(of_all large.cpu)" us "of 10,000" "$(of_all small.cpu)" "<= 1.3x"
