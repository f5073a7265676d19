#!/bin/sh
# Do the dates of rules agree with ical.js and with recurring-ical-events wherever those two agree?
# recur_agree.sh BUILD RULES SEED [LIST]: also asks `kith activities expand` for some of them.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build} rules=${2:-2000} seed=${3:-7}
tools/build.sh "$build" kith measure/recur > /dev/null
export PATH="$PWD/var/node/bin:$PATH"
exec node tools/recur_agree.mjs --build "$build" --rules "$rules" --seed "$seed" ${4:+--list "$4"}
