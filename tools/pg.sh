#!/bin/sh
# A private PostgreSQL for tests: pg.sh start DIR | stop DIR | url DIR. Runs as an ordinary user on
# a Unix socket inside DIR; no TCP port. Nothing outside DIR is touched.
set -eu
dir=$2
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
run() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi; }
case $1 in
start)
    if [ ! -d "$dir/data" ]; then
        mkdir -p "$dir"
        [ "$(id -u)" = 0 ] && chown postgres "$dir"
        run "$bin/initdb" -D "$dir/data" -U postgres -A trust --no-locale -E UTF8 -N >/dev/null
    fi
    if ! run "$bin/pg_ctl" -D "$dir/data" status >/dev/null 2>&1; then
        run "$bin/pg_ctl" -D "$dir/data" -w -t 30 -l "$dir/log" \
            -o "-c listen_addresses='' -c unix_socket_directories='$dir' -c fsync=off -c max_connections=60 -c shared_buffers=64MB" start >/dev/null
    fi
    ;;
stop) run "$bin/pg_ctl" -D "$dir/data" -m fast stop >/dev/null 2>&1 || true ;;
esac
[ "$1" = stop ] || echo "postgresql://postgres@/postgres?host=$(echo "$dir" | sed 's,/,%2F,g')"
