#!/bin/sh
# Set up a build folder once and build in it: build.sh FOLDER [-Doption=value]... [TARGET]...
# Silent when all is well; the whole output when it is not.
set -eu
cd "$(dirname "$0")/.."
folder=$1
shift
options=
targets=
for word; do
    case $word in -*) options="$options $word" ;; *) targets="$targets $word" ;; esac
done
mkdir -p var "$(dirname "$folder")"
log=var/$(basename "$folder").log
if [ ! -f "$folder/build.ninja" ]; then
    # shellcheck disable=SC2086
    meson setup "$folder" $options > "$log" 2>&1 || { cat "$log"; exit 1; }
elif [ -n "$(find src fuzz tools data web locale measure -newer "$folder/build.ninja" -type d 2>/dev/null | head -1)" ]; then
    # A folder changed: a file came or went, and meson lists files when it configures.
    meson setup --reconfigure "$folder" > "$log" 2>&1 || { cat "$log"; exit 1; }
    touch "$folder/build.ninja"
fi
# shellcheck disable=SC2086
ninja -C "$folder" $targets > "$log" 2>&1 || { grep -vE '^\[[0-9]+/[0-9]+\] ' "$log" | tail -60; exit 1; }
rm -f "$log"
