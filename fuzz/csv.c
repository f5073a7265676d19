#include "fuzz.h"

#include "base/csv.h"

/* The first byte chooses the delimiter; 0 and letters let it be guessed. What was read is
   written and read again, and must be the same. */
static void write_and_read(struct arena *arena, const struct str *fields, size_t count) {
    struct buf buf;
    buf_init(&buf, arena, (size_t)8 << 20);
    bool armed = false; /* a formula gains an apostrophe */
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++) {
        csv_put(&buf, fields[i], i == 0);
        bytes += fields[i].len;
        armed |= fields[i].len &&
                 str_find(STR("=+-@\t\r"), str_slice(fields[i], 0, 1), 0) != SIZE_MAX;
    }
    csv_end(&buf);
    struct csv again;
    struct str *got;
    size_t got_n;
    csv_init(&again, buf_str(&buf), ',');
    if (armed || bytes == 0 || buf.over) return;
    FUZZ_EXPECT(csv_next(&again, arena, &got, &got_n));
    FUZZ_EXPECT(got_n == count && !again.bad_quotes);
    for (size_t i = 0; i < count; i++) FUZZ_EXPECT(str_eq(got[i], fields[i]));
    FUZZ_EXPECT(!csv_next(&again, arena, &got, &got_n));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static const char delimiters[] = ",;\t|:";
    if (size == 0) return 0;
    struct arena arena;
    arena_init(&arena, (size_t)256 << 20);
    char delimiter = bytes[0] < sizeof delimiters - 1 ? delimiters[bytes[0]] : '\0';
    struct csv csv;
    struct str *fields;
    size_t count;
    csv_init(&csv, str_of((const char *)bytes + 1, size - 1), delimiter);
    int64_t line = 0;
    while (csv_next(&csv, &arena, &fields, &count)) {
        FUZZ_EXPECT(count >= 1 && count <= CSV_MAX_FIELDS);
        FUZZ_EXPECT(csv.line > line && csv.next_line >= csv.line);
        line = csv.line;
        for (size_t i = 0; i < count; i++) FUZZ_EXPECT(fields[i].len <= 2 * CSV_MAX_FIELD);
        struct arena scratch;
        arena_init(&scratch, (size_t)256 << 20);
        write_and_read(&scratch, fields, count);
        arena_release(&scratch);
    }
    FUZZ_EXPECT(csv.rest.len == 0);
    arena_release(&arena);
    return 0;
}
