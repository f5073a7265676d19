#include "fuzz.h"

#include "base/recur.h"

#define MANY 60

/* Walked there or gone there at once: the same occurrences. */
static void same_after(const struct recur *rule, struct civil start, int64_t middle,
                       int64_t stop) {
    struct recur_iter slow, quick;
    int64_t a = 0, b = 0;
    recur_begin(&slow, rule, start, NULL);
    if (slow.stop > stop) slow.stop = stop;
    quick = slow;
    recur_seek(&quick, middle);
    bool more = recur_next(&slow, &a);
    while (more && a < middle) more = recur_next(&slow, &a);
    for (int i = 0; i < 5 && more; i++) {
        FUZZ_EXPECT(recur_next(&quick, &b) && a == b);
        more = recur_next(&slow, &a);
    }
}

/* Any text as a rule: what is taken is written down so that it is the same rule, and its
   occurrences ascend from DTSTART, are as many as COUNT says at most, and end. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct arena arena;
    struct recur rule, again;
    struct said why = {0};
    struct recur_iter it;
    int64_t local, before = INT64_MIN, n = 0;
    if (size < 2 || size > 5000) return 0;
    arena_init(&arena, (size_t)1 << 20);
    struct civil start = {2024 + bytes[0] % 8, 1 + bytes[0] / 8 % 12, 1 + bytes[1] % 28,
                          bytes[1] % 24,       bytes[0] % 60,         0};
    enum status status = recur_parse(str_of((const char *)bytes + 2, size - 2), &rule, &why);
    FUZZ_EXPECT(status == OK || (status == ERR_INVALID && why.id));
    if (status == OK) {
        struct str text = recur_format(&arena, &rule);
        FUZZ_EXPECT(recur_parse(text, &again, &why) == OK);
        FUZZ_EXPECT(str_eq(text, recur_format(&arena, &again)));
        recur_begin(&it, &rule, start, NULL);
        it.stop = it.start + (int64_t)86400 * 366 * 30 < it.stop
                      ? it.start + (int64_t)86400 * 366 * 30
                      : it.stop;
        int64_t stop = it.stop;
        while (n < MANY && recur_next(&it, &local)) {
            FUZZ_EXPECT(n > 0 || local == recur_local(start));
            FUZZ_EXPECT(local > before);
            before = local;
            n++;
        }
        FUZZ_EXPECT(!rule.count || n <= rule.count);
        if (n > 2) same_after(&rule, start, before - (before - recur_local(start)) / 3, stop);
    }
    arena_release(&arena);
    return 0;
}
