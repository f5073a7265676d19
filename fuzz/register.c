#include "fuzz.h"

#include "domain/activities/activities_register.h"

/* What a phone sends: whatever it is, no tick is later than it arrived or out of its own order, and
   each says who. The same bytes are then read as typed row numbers and names. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct arena arena;
    arena_init(&arena, (size_t)64 << 20);
    struct ctx ctx = {.arena = &arena, .locale = text_locale(TEXT_EN)};
    const struct str text = str_of((const char *)bytes, size);
    const struct instant arrival = {INT64_C(1772532000000)};
    struct register_sent sent;
    faults_init(&ctx.faults, &arena);
    if (activities_register_ops_parse(&ctx, text, arrival, &sent) == OK) {
        struct instant last = INSTANT_NONE;
        FUZZ_EXPECT(sent.keep.ticks_n + sent.keep.numbers_n == sent.ops_n && sent.ops_n <= REGISTER_TICKS);
        for (size_t i = 0; i < sent.keep.ticks_n; i++) {
            const struct register_tick *tick = &sent.keep.ticks[i];
            FUZZ_EXPECT(tick->at.ms <= arrival.ms && (!instant_is(last) || tick->at.ms >= last.ms));
            FUZZ_EXPECT(tick->op.len >= 8 && (tick->person.v > 0) != (tick->walk_in.len > 0));
            FUZZ_EXPECT(tick->with_n >= REGISTER_NUMBER && tick->with_n <= 20);
            last = tick->at;
        }
    }
    bool rows[40] = {false};
    struct str bad = STR_NONE, *names;
    size_t n;
    int more;
    if (!activities_register_rows(text, 40, rows, &bad)) FUZZ_EXPECT(bad.len > 0);
    if (activities_register_names(&ctx, STR("walk_ins"), text, &names, &n, &more) == OK)
        for (size_t i = 0; i < n; i++) FUZZ_EXPECT(names[i].len > 0);
    arena_release(&arena);
    return 0;
}
