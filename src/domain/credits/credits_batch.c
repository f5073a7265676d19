/* Reading a batch through a window: a record that may not be whole yet is read again with more. */
#include "domain/credits/credits_batch.h"

#include "base/utf8.h"
#include <jansson.h>
#include <string.h>

static const char *const names[ROW_COLUMNS] = {"id", "from", "to", "minutes", "for"};

static enum status refuse(struct credits_rows *r, const char *field, int64_t line, struct said said)
{
    struct faults *faults = &r->ctx->faults;
    enum status status = fault_add(faults, ERR_INVALID, str_from(field), said);
    if (faults->last) faults->last->line = line;
    return status;
}

static struct said missing(void)
{
    return SAY("This is missing.");
}

/* ---- the window ---- */

/* Move what is left to the front and fill up; false when nothing came. */
static bool refill(struct credits_rows *r)
{
    size_t before = r->len - r->at;
    memmove(r->window, r->window + r->at, before);
    r->at = 0;
    r->len = before;
    while (!r->ended && r->len < CREDITS_ROW_MAX) {
        size_t got = r->read(r->cookie, r->window + r->len, CREDITS_ROW_MAX - r->len);
        r->failed = got == SIZE_MAX;
        r->ended = got == 0 || r->failed;
        if (!r->ended) r->len += got;
    }
    return r->len > before;
}

static struct str left(const struct credits_rows *r)
{
    return str_of(r->window + r->at, r->len - r->at);
}

/* ---- CSV ---- */

/* One record, whole; false at the end. */
static bool record(struct credits_rows *r, struct str **fields, size_t *n)
{
    for (;;) {
        arena_reset(&r->scratch);
        r->csv.rest = left(r);
        const struct csv before = r->csv;
        bool found = csv_next(&r->csv, &r->scratch, fields, n);
        bool sure = r->csv.rest.len >= 2 && !r->csv.bad_quotes && !r->csv.too_big;
        if (!sure && !r->ended) {
            r->csv = before;
            if (refill(r) || r->ended) continue;
            r->csv.line = r->csv.next_line;
            r->csv.too_big = true; /* longer than the window */
            return true;
        }
        r->at = r->len - r->csv.rest.len;
        return found;
    }
}

static enum status head(struct credits_rows *r)
{
    struct str *fields, none = STR_NONE;
    size_t n = 0;
    if (!record(r, &fields, &n)) fields = &none, n = 0;
    for (size_t c = 0; c < ROW_COLUMNS; c++) {
        size_t at = 0;
        while (at < n && !str_ieq(str_trim(fields[at]), str_from(names[c]))) at++;
        if (at == n) return refuse(r, names[c], 1, SAY1("The first line has no column {name}. It names the columns: id,from,to,minutes,for", "name", str_from(names[c])));
        r->columns[c] = at;
    }
    return OK;
}

static enum status csv_row(struct credits_rows *r, struct credits_row *row)
{
    struct str *fields;
    size_t n;
    if (!record(r, &fields, &n)) return ERR_MISSING;
    row->line = r->csv.line;
    if (r->csv.bad_quotes) return refuse(r, NULL, row->line, SAY("A quote begins here and does not end."));
    if (r->csv.too_big) return refuse(r, NULL, row->line, SAY("This line is longer than Kith reads."));
    for (size_t c = 0; c < ROW_COLUMNS; c++) {
        struct str field = r->columns[c] < n ? fields[r->columns[c]] : STR_NONE;
        row->fields[c] = field.len == 0 || str_is(field, ".") ? STR_NONE : field;
    }
    return OK;
}

/* ---- JSON: one object after the other ---- */

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The next sign that is no blank, or 0 at the end. */
static char next_sign(struct credits_rows *r)
{
    for (;;) {
        while (r->at < r->len && blank(r->window[r->at])) r->at++;
        if (r->at < r->len) return r->window[r->at];
        if (r->ended || !refill(r)) return 0;
    }
}

/* Bytes of the object that begins here; 0: its end is not in the window. */
static size_t object_size(struct str s)
{
    size_t depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (quoted) {
            if (c == '\\') i++;
            else quoted = c != '"';
        } else if (c == '"') quoted = true;
        else if (c == '{' || c == '[') depth++;
        else if ((c == '}' || c == ']') && --depth == 0) return i + 1;
    }
    return 0;
}

/* `reals`: one number of the object is beyond 64 bits, so that all were read as reals. */
static struct str value(struct credits_rows *r, const json_t *v, bool reals)
{
    if (!v || json_is_null(v)) return STR_NONE;
    double n = reals && json_is_real(v) ? json_real_value(v) : -1;
    if (n >= 0 && n <= CREDITS_MINUTES_MAX && (double)(int64_t)n >= n) return str_int(&r->scratch, (int64_t)n);
    if (json_is_integer(v)) return str_int(&r->scratch, json_integer_value(v));
    struct str text = json_is_string(v) ? str_copy(&r->scratch, str_of(json_string_value(v), json_string_length(v))) : STR("?");
    return text.len == 0 || str_is(text, ".") ? STR_NONE : text;
}

static json_t *load(struct str text, bool *ret_reals)
{
    json_error_t why;
    json_t *value = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, &why);
    *ret_reals = !value && json_error_code(&why) == json_error_numeric_overflow;
    if (!*ret_reals) return value;
    return json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &why);
}

static enum status take_values(struct credits_rows *r, const json_t *object, bool reals, struct credits_row *row)
{
    for (size_t c = 0; c < ROW_COLUMNS; c++) {
        const json_t *v = json_object_get(object, names[c]);
        if (c != ROW_MINUTES && v && !json_is_string(v) && !json_is_integer(v) && !json_is_null(v))
            return refuse(r, names[c], row->line, SAY1("Write {field} as a text in quotes.", "field", str_from(names[c])));
        row->fields[c] = value(r, v, reals);
    }
    return OK;
}

static enum status json_row(struct credits_rows *r, struct credits_row *row)
{
    bool reals = false;
    char sign = next_sign(r);
    row->line = r->line + 1;
    if (r->line > 0 && sign == ',') {
        r->at++;
        sign = next_sign(r);
    } else if (sign == ']') {
        r->at++;
        return next_sign(r) ? refuse(r, NULL, row->line, SAY("Something stands behind the end of the list.")) : ERR_MISSING;
    } else if (r->line > 0) {
        return refuse(r, NULL, row->line, SAY("The list ends in the middle. Was the whole file sent?"));
    }
    if (sign != '{') return refuse(r, NULL, row->line, SAY("Write a list of objects, each with id, from, to, minutes and for."));
    size_t size = object_size(left(r));
    if (size == 0 && !r->ended && refill(r)) size = object_size(left(r));
    json_t *object = size ? load(str_of(r->window + r->at, size), &reals) : NULL;
    if (!json_is_object(object)) {
        json_decref(object);
        return refuse(r, NULL, row->line, SAY("This is no JSON that can be read."));
    }
    arena_reset(&r->scratch);
    enum status status = take_values(r, object, reals, row);
    json_decref(object);
    TRY(status);
    r->at += size;
    r->line++;
    return OK;
}

/* ---- both ---- */

enum status credits_rows_open(struct ctx *ctx, size_t (*read)(void *cookie, char *into, size_t room), void *cookie, struct credits_rows *ret_rows)
{
    struct credits_rows *r = ret_rows;
    *r = (struct credits_rows){.ctx = ctx, .read = read, .cookie = cookie};
    arena_init(&r->scratch, 16 * CREDITS_ROW_MAX);
    r->window = arena_alloc(ctx->arena, CREDITS_ROW_MAX);
    refill(r);
    if (r->failed) return refuse(r, NULL, 1, SAY("This file could not be read."));
    if (str_starts(left(r), STR("\xef\xbb\xbf"))) r->at = 3;
    size_t begin = r->at;
    r->json = next_sign(r) == '[';
    if (r->json) {
        r->at++;
        return OK;
    }
    r->at = begin; /* blank lines count */
    csv_init(&r->csv, left(r), ',');
    return head(r);
}

enum status credits_rows_next(struct credits_rows *r, struct credits_row *ret_row)
{
    struct credits_row row = {.line = 0};
    enum status status = r->json ? json_row(r, &row) : csv_row(r, &row);
    if (r->failed) return refuse(r, NULL, row.line, SAY("This file could not be read."));
    if (status != OK) return status;
    for (size_t c = 0; c < ROW_COLUMNS; c++) {
        if (!row.fields[c].ptr) status = refuse(r, names[c], row.line, missing());
        else if (!utf8_valid(row.fields[c])) status = refuse(r, names[c], row.line, SAY("This is no UTF-8 text. Save the file as UTF-8."));
    }
    if (status == OK) *ret_row = row;
    return status;
}

void credits_rows_close(struct credits_rows *r)
{
    arena_release(&r->scratch);
}
