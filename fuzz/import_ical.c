#include "fuzz.h"

#include "domain/assets/import.h"

/* Single dates of a series: each name once, in order, with the hour it needs. */
static void told_check(const struct import_told *told) {
    FUZZ_EXPECT(told->dates_n <= ASSET_DATES_MAX);
    for (size_t i = 0; i < told->dates_n; i++) {
        const struct asset_date *d = &told->dates[i], *before = i ? &told->dates[i - 1] : NULL;
        FUZZ_EXPECT(minutes_is(d->at) && d->at.n >= 0 && d->at.n < 1440);
        FUZZ_EXPECT(d->kind != ASSET_DATE_MOVED || (day_is(d->to_day) && minutes_is(d->opens)));
        FUZZ_EXPECT(d->kind != ASSET_DATE_EXTRA || minutes_is(d->opens));
        FUZZ_EXPECT(!minutes_is(d->closes) || (d->closes.n > 0 && d->closes.n <= 2880));
        FUZZ_EXPECT(!before || before->day.n < d->day.n ||
                    (before->day.n == d->day.n && before->at.n < d->at.n));
    }
}

/* Any calendar: a clear refusal, or events in the order of their lines, each with a beginning. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct arena lasting, slice;
    struct faults faults;
    struct import_file *file;
    struct import_row row;
    arena_init(&lasting, (size_t)256 << 20);
    arena_init(&slice, (size_t)256 << 20);
    faults_init(&faults, &lasting);
    struct import_options o = {.format = STR("ical"), .today = {20515}};
    struct str text = str_of((const char *)bytes, size);
    enum status status = assets_import_open(&lasting, &faults, text, &o, &file);
    FUZZ_EXPECT(status == OK || faults.count > 0);
    int64_t line = 0;
    while (status == OK && assets_import_next(file, &slice, &row)) {
        FUZZ_EXPECT(row.line > line);
        line = row.line;
        FUZZ_EXPECT(row.refused || row.asset.name.len > 0);
        FUZZ_EXPECT(row.refused || row.asset.schedules_n > 0);
        FUZZ_EXPECT(row.asset.schedules_n <= ASSET_SCHEDULES);
        if (row.told && !row.refused) told_check(row.told);
        arena_reset(&slice);
    }
    if (status == OK) assets_import_close(file);
    arena_release(&slice);
    arena_release(&lasting);
    return 0;
}
