#!/bin/sh
# A new demo database, then `kith db check`: dbcheck.sh sqlite|postgresql. PostgreSQL is the server
# KITH_TEST_PG names; a database is made there and dropped again.
set -eu
cd "$(dirname "$0")/.."
kith=${KITH:-build/kith}
folder=$(mktemp -d)
case $1 in
sqlite) db=$folder/check.db; trap 'rm -rf "$folder"' EXIT ;;
postgresql)
    name=kith_check_$$
    psql -qX "$KITH_TEST_PG" -c "CREATE DATABASE $name"
    trap 'psql -qX "$KITH_TEST_PG" -c "DROP DATABASE $name WITH (FORCE)"; rm -rf "$folder"' EXIT
    db=$(printf '%s' "$KITH_TEST_PG" | sed "s,/postgres?,/$name?,")
    ;;
*) echo "usage: dbcheck.sh sqlite|postgresql" >&2; exit 64 ;;
esac
"$kith" init --db "$db" --demo
"$kith" db check --db "$db" --json | tee "$folder/answer.json"
grep -q '"ok" *: *true' "$folder/answer.json"
"$kith" modules --json > /dev/null
