#!/bin/sh
# cppcheck over what is written by hand; our own macros explained, findings are failures.
set -eu
cd "$(dirname "$0")/.."
command -v cppcheck >/dev/null || { echo "cppcheck is missing: tools/setup.sh check"; exit 1; }
exec cppcheck --quiet -j 2 --std=c11 --language=c --enable=warning,portability --inline-suppr --error-exitcode=1 \
    --suppress=missingInclude --suppress=missingIncludeSystem --suppress=unknownMacro --suppress=internalAstError \
    --suppress=memleak:src/base/arena.c --suppress=uninitvar:src/base/rand.c -I src -I tools src/base src/platform src/domain src/worker src/app tools
