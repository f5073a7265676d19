#include "fuzz.h"

#include "domain/credits/credits_batch.h"

#include <string.h>

struct source { struct str rest; size_t most; };

static size_t take(void *cookie, char *into, size_t room) {
    struct source *s = cookie;
    size_t n = s->rest.len < room ? s->rest.len : room;
    if (n > s->most) n = s->most;
    if (n > 0) memcpy(into, s->rest.ptr, n);
    s->rest = str_slice(s->rest, n, s->rest.len);
    return n;
}

/* All rows, folded into one number; lines go up, and no field of a row is missing. */
static uint64_t read_all(struct str text, size_t most, int64_t *ret_rows) {
    struct arena arena;
    arena_init(&arena, (size_t)64 << 20);
    struct ctx ctx = {.arena = &arena, .locale = text_locale(TEXT_EN)};
    struct source source = {text, most};
    struct credits_rows rows;
    struct credits_row row = {.line = 0};
    uint64_t sum = 0;
    int64_t n = 0, line = 0;
    faults_init(&ctx.faults, &arena);
    enum status status = credits_rows_open(&ctx, take, &source, &rows);
    while (status == OK && (status = credits_rows_next(&rows, &row)) == OK) {
        FUZZ_EXPECT(row.line > line);
        line = row.line;
        n++;
        for (size_t c = 0; c < ROW_COLUMNS; c++) {
            FUZZ_EXPECT(row.fields[c].len > 0);
            sum = str_hash(row.fields[c], sum + (uint64_t)line);
        }
    }
    FUZZ_EXPECT(status == ERR_MISSING || (status == ERR_INVALID && ctx.faults.count > 0));
    FUZZ_EXPECT(status != ERR_MISSING || ctx.faults.count == 0);
    FUZZ_EXPECT(ctx.faults.count == 0 || ctx.faults.first->line > 0);
    credits_rows_close(&rows);
    arena_release(&arena);
    *ret_rows = status == ERR_MISSING ? n : -1 - n;
    return sum;
}

/* However the bytes arrive, the rows are the same. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    const struct str text = str_of((const char *)bytes, size);
    int64_t whole, bits;
    uint64_t a = read_all(text, SIZE_MAX, &whole), b = read_all(text, 7, &bits);
    FUZZ_EXPECT(a == b && whole == bits);
    return 0;
}
