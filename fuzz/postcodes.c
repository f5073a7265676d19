#include "fuzz.h"

#include "base/csv.h"
#include "domain/places/places_postcodes.h"

/* A table of postcodes, of any edition or of none: whatever is called a row has a point that
   exists and a code that is read as itself. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct arena arena;
    struct csv csv;
    struct str *fields;
    struct postcode_layout layout;
    size_t n;
    bool known = false;
    arena_init(&arena, (size_t)64 << 20);
    csv_init(&csv, str_of((const char *)bytes, size), ',');
    while (csv_next(&csv, &arena, &fields, &n)) {
        struct places_postcode row;
        struct said why;
        char room[8], again[8];
        struct str code;
        if (!known && places_postcode_layout(fields, n, &layout) != OK) break;
        known = true;
        if (places_postcode_row(&layout, fields, n, room, &row, &why) != POSTCODE_ROW) continue;
        FUZZ_EXPECT(row.lat >= -90 && row.lat <= 90 && row.lon >= -180 && row.lon <= 180);
        FUZZ_EXPECT(places_postcode_parse(row.code, again, &code) && str_eq(code, row.code));
        FUZZ_EXPECT(places_postcode_number(code) > 0);
    }
    arena_release(&arena);
    return 0;
}
