#!/bin/sh
# Print what a folder holds, for meson: "c FILE", "test FILE", "sql FILE", "page FILE", "migration FILE".
# Called again whenever meson reconfigures.
[ -d "$1" ] || exit 0
for f in "$1"/*.c; do
    case "$f" in
        *'*.c') ;;
        *_test.c) echo "test $f" ;;
        *) echo "c $f" ;;
    esac
done
for f in "$1"/*.sql; do [ -e "$f" ] && echo "sql $f"; done
for f in "$1"/migrations/*.sql; do [ -e "$f" ] && echo "migration $f"; done
for f in "$1"/pages/*.html; do [ -e "$f" ] && echo "page $f"; done
exit 0
