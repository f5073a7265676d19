#include "fuzz.h"

#include "domain/assets/schedule_words.h"

/* Any text as the times of an entry: the words are never lost, lines are few, and what became a
   rule is a rule that can be read, of a length somebody could attend. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct arena arena;
    struct asset_schedule *lines;
    size_t n;
    enum schedule_doubt doubt;
    struct assets_rule rule;
    if (size > 4000) return 0;
    arena_init(&arena, (size_t)64 << 20);
    struct str words = str_of((const char *)bytes, size);
    if (assets_schedule_read(&arena, words, day_from_civil(2026, 3, 3), &lines, &n, &doubt) ==
        OK) {
        FUZZ_EXPECT(n <= ASSET_SCHEDULES);
        for (size_t i = 0; i < n; i++) {
            const struct asset_schedule *line = &lines[i];
            FUZZ_EXPECT(line->words.len > 0 && line->words.ptr >= words.ptr &&
                        line->words.ptr + line->words.len <= words.ptr + words.len);
            if (line->rrule.len == 0) continue;
            FUZZ_EXPECT(assets_rule_parse(line->rrule, &rule));
            FUZZ_EXPECT(!minutes_is(line->opens) ||
                        (line->opens.n >= 0 && line->opens.n < 1440));
            FUZZ_EXPECT(!minutes_is(line->closes) || (line->closes.n > line->opens.n &&
                                                      line->closes.n <= line->opens.n + 1440));
            FUZZ_EXPECT(!day_is(line->from) || !day_is(line->until) ||
                        line->until.n >= line->from.n);
        }
    }
    arena_release(&arena);
    return 0;
}
