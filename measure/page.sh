#!/bin/sh
# What a first visit fetches: the page and all it names, as sent to a browser that takes gzip.
. "$(dirname "$0")/common"
data
fetch() { curl -s -H 'Accept-Encoding: gzip' -D "$BENCH_DIR/head" -o "$BENCH_DIR/body" -w '%{size_download}\n' "http://127.0.0.1:$port$1"; }
text() { if grep -qi '^content-encoding: gzip' "$BENCH_DIR/head"; then gunzip -c "$BENCH_DIR/body"; else cat "$BENCH_DIR/body"; fi; }
named() { # addresses a browser fetches by itself
    grep -oE '<(link|script|img|use|source|image)[^>]*>' | grep -vE 'rel="?(canonical|alternate|help)' |
        grep -oE '(href|src)="[^"#]+' | cut -d '"' -f 2
    true
}
serve /
for page in / "/find?$query"; do
    : > "$BENCH_DIR/sizes"
    fetch "$page" >> "$BENCH_DIR/sizes"
    text > "$BENCH_DIR/page.html"
    for address in $(named < "$BENCH_DIR/page.html" | sort -u); do
        case $address in /*) ;; *) echo "$page fetches from elsewhere: $address" >&2; exit 1 ;; esac
        fetch "$address" >> "$BENCH_DIR/sizes"
        case $address in *.css*)
            for more in $(text | grep -oE 'url\("?/[^)"]+' | sed 's/url("*//' | sort -u); do fetch "$more" >> "$BENCH_DIR/sizes"; done ;;
        esac
    done
    name=${page%%\?*}
    row "first view of $name, compressed" "$(awk '{ s += $1 } END { printf "%.1f\n", s / 1024 }' "$BENCH_DIR/sizes")" KB - - "<= 100 KB"
    row "first view of $name, requests" "$(wc -l < "$BENCH_DIR/sizes" | tr -d ' ')" - - - "<= 10"
done
stop
