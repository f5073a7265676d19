#include "fuzz.h"

#include "domain/places/holidays.h"

/* Any bytes as a list of holidays: refused as a whole with words, or spans in order, each a
   holiday somebody could have, and apart once they are joined. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct arena arena;
    struct holidays_read read;
    arena_init(&arena, (size_t)256 << 20);
    struct ctx ctx = {.arena = &arena};
    faults_init(&ctx.faults, &arena);
    enum status status =
        places_holidays_read(&ctx, str_of((const char *)bytes, size), STR("list"), &read);
    FUZZ_EXPECT(status == OK || ctx.faults.count > 0);
    for (size_t i = 0; status == OK && i < read.count; i++) {
        const struct holiday *h = &read.spans[i];
        FUZZ_EXPECT(h->last.n >= h->first.n && h->last.n - h->first.n < HOLIDAYS_LONGEST);
        FUZZ_EXPECT(i == 0 || h->first.n >= h[-1].first.n);
        FUZZ_EXPECT(h->name.len <= HOLIDAYS_NAME);
    }
    if (status == OK) {
        places_holidays_join(read.spans, &read.count);
        for (size_t i = 1; i < read.count; i++)
            FUZZ_EXPECT(read.spans[i].first.n > read.spans[i - 1].last.n);
    }
    arena_release(&arena);
    return 0;
}
