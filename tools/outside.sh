#!/bin/sh
# Tests that talk to a running program: outside.sh BUILD FILE... with the program of that folder.
set -eu
cd "$(dirname "$0")/.."
build=$1
shift
exec env KITH="$PWD/$build/kith" PATH="$PWD/var/node/bin:$PATH" node --test --test-concurrency=1 --test-reporter=tap "$@"
