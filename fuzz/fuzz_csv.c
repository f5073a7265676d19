/* Whatever the bytes: records are read to the end, and what is written again reads the same. */
#include "base/csv.h"
#include "base/utf8.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void write_and_read(struct arena *arena, const struct str *fields, size_t count) {
    struct buf buf;
    buf_init(&buf, arena, (size_t)8 << 20);
    for (size_t i = 0; i < count; i++) csv_put(&buf, fields[i], i == 0);
    csv_end(&buf);
    if (buf.over) return;
    struct csv csv;
    struct str *again;
    size_t again_n;
    csv_init(&csv, buf_str(&buf), ',');
    bool found = csv_next(&csv, arena, &again, &again_n);
    assert(found && again_n == count && !csv.bad_quotes);
    for (size_t i = 0; i < count; i++) {
        if (str_eq(again[i], fields[i])) continue;
        /* a formula was disarmed: the same after its quote mark */
        assert(again[i].len == fields[i].len + 1 && again[i].ptr[0] == '\'');
        assert(str_eq(str_slice(again[i], 1, again[i].len), fields[i]));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct arena arena;
    struct csv csv;
    struct str *fields;
    size_t count;
    arena_init(&arena, (size_t)256 << 20);
    csv_init(&csv, str_of((const char *)bytes, size), 0);
    while (csv_next(&csv, &arena, &fields, &count)) {
        assert(count >= 1 && count <= CSV_MAX_FIELDS);
        bool empty = count == 1 && fields[0].len == 0; /* written, it is a blank line */
        if (!csv.bad_quotes && !csv.too_big && !empty && arena.used < ((size_t)64 << 20))
            write_and_read(&arena, fields, count);
    }
    arena_release(&arena);
    return 0;
}
