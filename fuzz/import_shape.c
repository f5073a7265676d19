#include "fuzz.h"

#include "domain/assets/import.h"

#include <jansson.h>
#include <math.h>

/* Any geometry: a row with a point of numbers and a small outline that is JSON, or a refusal. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct arena lasting;
    struct faults faults;
    struct import_file *file;
    struct import_row row;
    arena_init(&lasting, (size_t)256 << 20);
    faults_init(&faults, &lasting);
    struct import_options o = {.format = STR("geojson"), .today = {20515}};
    struct str text = str_printf(
        &lasting, "{\"type\":\"Feature\",\"properties\":{\"name\":\"A\"},\"geometry\":%.*s}",
        STR_ARG(str_of((const char *)bytes, size)));
    enum status status = assets_import_open(&lasting, &faults, text, &o, &file);
    FUZZ_EXPECT(status == OK || faults.count > 0);
    while (status == OK && assets_import_next(file, &lasting, &row)) {
        FUZZ_EXPECT(row.refused || !row.asset.located ||
                    (isfinite(row.asset.lat) && isfinite(row.asset.lon)));
        if (row.outline.len == 0) continue;
        FUZZ_EXPECT(row.outline.len <= 32768);
        json_t *outline = json_loadb(row.outline.ptr, row.outline.len, 0, NULL);
        FUZZ_EXPECT(json_is_array(json_object_get(outline, "coordinates")));
        json_decref(outline);
    }
    if (status == OK) assets_import_close(file);
    arena_release(&lasting);
    return 0;
}
