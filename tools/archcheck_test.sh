#!/bin/sh
# Does archcheck see what it must see? archcheck_test.sh ARCHCHECK: builds a small house in a
# temporary folder, breaks one rule at a time, and expects each to be named. Speaks TAP.
set -eu
archcheck=$(realpath "$1")
house=$(mktemp -d)
trap 'rm -rf "$house"' EXIT
cd "$house"

write() { mkdir -p "$(dirname "$1")"; cat > "$1"; }

# A house that is right: base, one platform module, two domain modules, app.
fresh() {
    rm -rf src build web
    mkdir -p build web src/worker
    : > build/build.ninja
    printf 'db\n' | write src/platform/ORDER
    printf 'places\npeople\n' | write src/domain/ORDER
    echo 'int text_len(void);' | write src/base/text.h
    printf '#include "base/text.h"\nint text_len(void) { return 1; }\n' | write src/base/text.c
    echo 'int db_open(void);' | write src/platform/db/db.h
    printf '#include "platform/db/db.h"\n#include "base/text.h"\nint db_open(void) { return text_len(); }\n' |
        write src/platform/db/db.c
    echo 'int places_find(void);' | write src/domain/places/places.h
    printf '#include "domain/places/places.h"\n#include "platform/db/db.h"\nint places_find(void) { return db_open(); }\n' |
        write src/domain/places/places.c
    echo 'int people_find(void);' | write src/domain/people/people.h
    printf '#include "domain/people/people.h"\n#include "domain/places/places.h"\nint people_find(void) { return places_find(); }\n' |
        write src/domain/people/people.c
    printf '#include "domain/people/people.h"\nint people_web_show(void);\nint people_web_show(void) { return people_find(); }\n' |
        write src/domain/people/people_web.c
    printf '#include "domain/people/people.h"\nint main(void) { return people_find(); }\n' | write src/app/main.c
    echo 'p { margin-inline-start: 1rem; } /* left */' | write web/kith.css
}

compile() {
    for source in $(find src -name '*.c'); do
        module=$(basename "$(dirname "$source")")
        mkdir -p "build/lib$module.a.p"
        ${CC:-cc} -fPIE -Isrc -c "$source" -o "build/lib$module.a.p/$(echo "$source" | tr / _).o"
    done
}

n=0
# expect NAME WORDS: archcheck must refuse and say WORDS; with WORDS = "" it must agree.
expect() {
    n=$((n + 1))
    compile
    if out=$("$archcheck" build); then rc=0; else rc=1; fi
    if [ -z "$2" ] && [ $rc = 0 ]; then echo "ok $n $1"
    elif [ -n "$2" ] && [ $rc = 1 ] && echo "$out" | grep -qF -- "$2"; then echo "ok $n $1"
    else echo "not ok $n $1"; echo "$out" | sed 's/^/# /'; fi
}

echo 1..18
fresh; expect "a right house" ""
fresh; echo 'int people_find(void); int places_up(void); int places_up(void) { return people_find(); }' >> src/domain/places/places.c
expect "a call upward in the domain" "src/domain/places/places.c -> src/domain/people/people.c: people_find (upward)"
expect "a circle is a knot" "largest knot: 2"
fresh; echo 'int places_find(void); int text_up(void); int text_up(void) { return places_find(); }' >> src/base/text.c
expect "base calls the domain" "src/base/text.c -> src/domain/places/places.c: places_find (upward)"
fresh; echo 'int people_web_show(void); int people_up(void); int people_up(void) { return people_web_show(); }' >> src/domain/people/people.c
expect "rules call pages" "people_web_show (upward in its module)"
fresh; echo 'int places_sql_all(void); int places_sql_all(void) { return 1; }' > src/domain/places/places_sql.c
echo 'int places_sql_all(void); int people_in(void); int people_in(void) { return places_sql_all(); }' >> src/domain/people/people.c
expect "another module's statements" "into the inside of another module"
fresh; echo 'int places_seed_find(void); int places_seed_find(void) { return 1; }' > src/domain/places/places_seed.c
echo 'int places_seed_find(void); int people_seed(void); int people_seed(void) { return places_seed_find(); }' > src/domain/people/people_seed.c
expect "an example names an earlier example" ""
echo 'int places_seed_find(void); int people_in(void); int people_in(void) { return places_seed_find(); }' >> src/domain/people/people.c
expect "rules ask another module's example" "places_seed_find (into the inside of another module)"
fresh; echo '#include "domain/people/people.h"' >> src/domain/places/places.h
expect "an include upward" "src/domain/places/places.h:2: includes domain/people/people.h (upward)"
fresh; echo 'int helpful(void); int helpful(void) { return 1; }' >> src/domain/places/places.c
expect "a foreign name" "exports helpful, which does not begin with places_"
fresh; echo 'int places_count; ' >> src/domain/places/places.c
expect "a global that changes" "places_count can change"
fresh; echo 'const char *const places_names[] = {"a", "b"}; /* strcpy(a, b) */' >> src/domain/places/places.c
expect "a constant table and a word in a comment" ""
fresh; printf '#include <string.h>\nvoid places_copy(char *a);\nvoid places_copy(char *a) { strcpy(a, "x"); }\n' >> src/domain/places/places.c
expect "a function not used here" "src/domain/places/places.c:6: strcpy"
fresh; echo 'const char places_text[] = "SELECT 1";' >> src/domain/places/places.c
expect "a statement outside .sql" "SELECT (statements live in the .sql file)"
fresh; i=0; while [ $i -lt 201 ]; do echo; i=$((i + 1)); done >> src/domain/places/places.h
expect "a long header" "a header has at most 200"
fresh; echo 'p { margin-left: 1px; }' >> web/kith.css
expect "a side in CSS" "web/kith.css:2: left"
fresh; echo 'int x_find(void);' | write src/domain/strays/strays.h
expect "a module ORDER does not name" "is in no folder that ORDER names"
fresh; compile; echo 'int places_late(void);' | write src/domain/places/places_late.c
n=$((n + 1))
if "$archcheck" build | grep -q 'places_late.c is not compiled'; then echo "ok $n a file nobody compiles"; else echo "not ok $n a file nobody compiles"; fi
