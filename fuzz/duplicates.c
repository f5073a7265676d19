#include "fuzz.h"

#include "domain/assets/duplicates.h"

#include <math.h>

/* Lines of "name|place|telephone|page|e-mail|postcode", each twice: whatever stands in them, no
   pair is of one row, every score is of 100, and a name with a rare word is like itself. */
static struct str piece(struct str *rest) {
    struct str s;
    return str_next(rest, '|', &s) ? s : STR_NONE;
}

static void line_add(struct duplicates *d, struct str line, int64_t id) {
    struct duplicates_row row = {.id = {id},
                                 .name = piece(&line),
                                 .location_name = piece(&line),
                                 .phone = piece(&line),
                                 .url = piece(&line),
                                 .email = piece(&line),
                                 .postcode = piece(&line),
                                 .lat = id % 3 == 0 ? (double)NAN : 52.0,
                                 .lon = id % 3 == 0 ? (double)NAN : -1.0};
    FUZZ_EXPECT(assets_duplicates_add(d, &row) == OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct arena arena;
    struct duplicates_pair *pairs;
    struct str rest = str_of((const char *)bytes, size), line;
    int64_t rows = 0;
    size_t n;
    arena_init(&arena, (size_t)256 << 20);
    struct duplicates *d = assets_duplicates_begin(&arena);
    while (rows < 60 && str_next(&rest, '\n', &line)) {
        line_add(d, line, ++rows);
        line_add(d, line, ++rows);
    }
    FUZZ_EXPECT(assets_duplicates_find(d, 0, &pairs, &n) == OK);
    for (size_t i = 0; i < n; i++) {
        FUZZ_EXPECT(pairs[i].a < pairs[i].b && pairs[i].b < (uint32_t)rows);
        FUZZ_EXPECT(pairs[i].score >= 0 && pairs[i].score <= 100);
        FUZZ_EXPECT(i == 0 || pairs[i - 1].score >= pairs[i].score);
    }
    arena_release(&arena);
    return 0;
}
