#include "fuzz.h"

#include "domain/activities/activities_copy.h"
#include "domain/activities/activities_times.h"

/* Any bytes as an idea from another Kith: refused with a fault, or every number in its bounds. And
   as somebody's times: half hours of one week, none of which ends outside what was said. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct arena arena;
    struct asset asset;
    struct activity_series series;
    struct times_can can, longer;
    struct str text = str_of((const char *)bytes, size), why;
    if (size > 20000) return 0;
    struct ctx ctx = {.arena = &arena, .now = {1772532000000}, .locale = text_locale(TEXT_EN)};
    arena_init(&arena, (size_t)64 << 20);
    faults_init(&ctx.faults, &arena);
    if (activities_copy_parse(&ctx, text, &asset, &series) == OK) {
        FUZZ_EXPECT(asset.schedules_n <= ASSET_SCHEDULES);
        FUZZ_EXPECT(asset.cost <= ASSET_COST_PAID && asset.audience <= ASSET_MEN && series.designed_by <= ACTIVITY_BY_BOTH);
        FUZZ_EXPECT(series.parent.v == 0 && asset.id.v == 0 && asset.host.v == 0);
    } else {
        FUZZ_EXPECT(ctx.faults.count > 0);
    }
    if (activities_times_parse(text, 60, &can, &why) == OK) {
        FUZZ_EXPECT(activities_times_parse(text, 90, &longer, &why) == OK);
        for (int s = 0; s < TIMES_SLOTS; s++)
            FUZZ_EXPECT(!activities_times_at(&longer, s) || activities_times_at(&can, s));
    }
    arena_release(&arena);
    return 0;
}
