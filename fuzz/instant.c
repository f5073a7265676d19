#include "fuzz.h"

#include "base/clock.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static const char *const zones[] = {"Europe/London", "Pacific/Apia", "America/St_Johns"};
    struct arena arena;
    arena_init(&arena, (size_t)64 << 20);
    struct str text = str_of((const char *)bytes, size);
    struct day day;
    if (day_parse(text, &day)) FUZZ_EXPECT(str_eq(day_format(&arena, day), text));
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        const struct zone *zone;
        struct instant at, again;
        FUZZ_EXPECT(zone_load(&arena, str_from(zones[i]), &zone) == OK);
        if (!instant_parse(text, zone, &at)) continue;
        struct str shown = instant_format(&arena, NULL, at);
        if (civil_from_instant(NULL, at).year < 0 || civil_from_instant(NULL, at).year > 9999)
            continue;
        FUZZ_EXPECT(instant_parse(shown, zone, &again));
        FUZZ_EXPECT(again.ms <= at.ms && at.ms - again.ms < 1000);
    }
    double real;
    int64_t whole;
    if (str_to_int(text, &whole) && size < 16 && bytes[0] < 0x80)
        (void)str_to_real(text, &real);
    arena_release(&arena);
    return 0;
}
