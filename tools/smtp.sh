#!/bin/sh
# A mail server for tests, on loopback, as an ordinary user: smtp.sh start DIR [PORT] | stop DIR.
# Prints smtp://127.0.0.1:PORT; every letter becomes a file in DIR/mail/new.
set -eu
dir=$2
case $1 in
start)
    mkdir -p "$dir"
    port=${3:-$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')}
    /usr/bin/python3 -m aiosmtpd -n -l "127.0.0.1:$port" -c aiosmtpd.handlers.Mailbox "$dir/mail" > "$dir/log" 2>&1 &
    echo $! > "$dir/pid"
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        /usr/bin/python3 -c "import socket; socket.create_connection(('127.0.0.1', $port), 1)" 2>/dev/null && break
        sleep 0.3
    done
    echo "smtp://127.0.0.1:$port"
    ;;
stop) [ -f "$dir/pid" ] && kill "$(cat "$dir/pid")" 2>/dev/null || true ;;
*) echo "usage: smtp.sh start|stop DIR" >&2; exit 64 ;;
esac
