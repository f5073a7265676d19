#include "fuzz.h"

#include "base/clock.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct arena arena;
    arena_init(&arena, (size_t)64 << 20);
    const struct zone *zone;
    enum status status = zone_parse(&arena, str_of((const char *)bytes, size), &zone);
    FUZZ_EXPECT(status == OK || status == ERR_INVALID);
    /* about every eleven weeks from 1833 to 2242 */
    for (int64_t s = -4300000000; status == OK && s < 8600000000; s += 6700417) {
        struct instant at = {s * 1000};
        int32_t offset = zone_offset(zone, at);
        FUZZ_EXPECT(offset >= -26 * 3600 && offset <= 26 * 3600);
        (void)instant_from_civil(zone, civil_from_instant(zone, at));
    }
    arena_release(&arena);
    return 0;
}
