#include "base/csv.h"

#include "base/utf8.h"

#include <string.h>

#define GUESS_LINES 20
#define GUESS_BYTES ((size_t)64 << 10)
static const char candidates[] = {',', ';', '\t', '|', ':'}; /* the likeliest first */
#define CANDIDATES sizeof candidates

static bool line_end(char c) {
    return c == '\n' || c == '\r';
}

/* Bytes of the line end at `at`: 0, 1, or 2 for CRLF. */
static size_t line_end_size(struct str s, size_t at) {
    if (at >= s.len || !line_end(s.ptr[at])) return 0;
    return s.ptr[at] == '\r' && at + 1 < s.len && s.ptr[at + 1] == '\n' ? 2 : 1;
}

/* Count each candidate in one line, outside quotes; answer where the next line begins. */
static size_t count_line(struct str text, size_t at, size_t counts[CANDIDATES]) {
    bool quoted = false;
    memset(counts, 0, CANDIDATES * sizeof *counts);
    for (; at < text.len; at++) {
        char c = text.ptr[at];
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (line_end(c)) return at + line_end_size(text, at);
        const char *which = memchr(candidates, c, CANDIDATES);
        if (which) counts[which - candidates]++;
    }
    return at;
}

/* The candidate that splits the first lines into the same number of fields wins. */
static char csv_guess(struct str text) {
    size_t first[CANDIDATES] = {0}, counts[CANDIDATES], agree[CANDIDATES] = {0}, best = 0;
    text = str_slice(text, 0, GUESS_BYTES);
    size_t at = 0, lines = 0;
    while (at < text.len && lines < GUESS_LINES) {
        size_t next = count_line(text, at, counts);
        bool empty = str_trim(str_slice(text, at, next)).len == 0;
        at = next;
        if (empty) continue;
        if (lines++ == 0) memcpy(first, counts, sizeof first);
        for (size_t i = 0; i < CANDIDATES; i++) agree[i] += first[i] && counts[i] == first[i];
    }
    for (size_t i = 1; i < CANDIDATES; i++)
        if (agree[i] > agree[best] || (agree[i] == agree[best] && first[i] > first[best]))
            best = i;
    return candidates[best];
}

void csv_init(struct csv *csv, struct str text, char delimiter) {
    *csv = (struct csv){.rest = text, .delimiter = delimiter, .line = 1, .next_line = 1};
    if (!delimiter) csv->delimiter = csv_guess(text);
}

static void csv_skip(struct csv *csv, size_t bytes) {
    csv->rest = str_slice(csv->rest, bytes, csv->rest.len);
}

static void csv_skip_line_end(struct csv *csv) {
    size_t size = line_end_size(csv->rest, 0);
    if (size) csv->next_line++;
    csv_skip(csv, size);
}

static bool csv_skip_blank_lines(struct csv *csv) {
    while (csv->rest.len) {
        size_t at = 0;
        while (at < csv->rest.len && csv->rest.ptr[at] == ' ') at++;
        if (at < csv->rest.len && !line_end(csv->rest.ptr[at])) return true;
        csv_skip(csv, at);
        csv_skip_line_end(csv);
    }
    return false;
}

/* Up to the next delimiter or line end. */
static struct str csv_plain(struct csv *csv) {
    size_t at = 0;
    while (at < csv->rest.len && csv->rest.ptr[at] != csv->delimiter &&
           !line_end(csv->rest.ptr[at]))
        at++;
    struct str field = str_slice(csv->rest, 0, at);
    csv_skip(csv, at);
    return field;
}

/* Where the quote that opens `s` is closed; SIZE_MAX when never. Whether quotes were doubled
   and how many lines were passed comes along. */
static size_t csv_close(struct str s, bool *ret_doubled, int64_t *ret_lines) {
    bool doubled = false;
    int64_t lines = 0;
    size_t at = 1;
    for (; at < s.len; at++) {
        if (s.ptr[at] == '"') {
            if (at + 1 >= s.len || s.ptr[at + 1] != '"') break;
            doubled = true;
            at++;
        } else if (line_end_size(s, at)) {
            lines++;
            at += line_end_size(s, at) - 1;
        }
    }
    *ret_doubled = doubled;
    *ret_lines = lines;
    return at < s.len ? at : SIZE_MAX;
}

static struct str csv_quoted(struct csv *csv, struct arena *arena) {
    bool doubled;
    int64_t lines;
    size_t close = csv_close(csv->rest, &doubled, &lines);
    if (close == SIZE_MAX) {
        csv->bad_quotes = true;
        csv_skip(csv, 1);
        return csv_plain(csv);
    }
    struct str field = str_slice(csv->rest, 1, close);
    csv->next_line += lines;
    csv_skip(csv, close + 1);
    if (field.len > CSV_MAX_FIELD) csv->too_big = true;
    field = utf8_cut(field, CSV_MAX_FIELD);
    if (doubled) field = str_replace(arena, field, STR("\"\""), STR("\""));
    struct str tail = csv_plain(csv); /* text after the closing quote belongs to the field */
    return tail.len ? str_cat(arena, field, utf8_cut(tail, CSV_MAX_FIELD)) : field;
}

static void csv_field(struct csv *csv, struct arena *arena, struct str **fields,
                      size_t *count) {
    bool quote = csv->rest.len && csv->rest.ptr[0] == '"';
    struct str field = quote ? csv_quoted(csv, arena) : csv_plain(csv);
    if (field.len > CSV_MAX_FIELD || *count >= CSV_MAX_FIELDS) csv->too_big = true;
    if (*count < CSV_MAX_FIELDS)
        *ARENA_PUSH(arena, *fields, *count) = utf8_cut(field, CSV_MAX_FIELD);
}

bool csv_next(struct csv *csv, struct arena *arena, struct str **ret_fields,
              size_t *ret_count) {
    csv->bad_quotes = csv->too_big = false;
    if (!csv_skip_blank_lines(csv)) return false;
    csv->line = csv->next_line;
    struct str *fields = NULL;
    size_t count = 0;
    csv_field(csv, arena, &fields, &count);
    while (csv->rest.len && csv->rest.ptr[0] == csv->delimiter) {
        csv_skip(csv, 1);
        csv_field(csv, arena, &fields, &count);
    }
    csv_skip_line_end(csv);
    *ret_fields = fields;
    *ret_count = count;
    return true;
}

/* Would a spreadsheet run this cell as a formula? */
static bool csv_formula(struct str field) {
    double x;
    return field.len && memchr("=+-@\t\r", field.ptr[0], 6) && !str_to_real(field, &x);
}

static bool csv_needs_quotes(struct str field) {
    if (field.len == 0) return false;
    if (field.ptr[0] == ' ' || field.ptr[field.len - 1] == ' ') return true;
    for (size_t i = 0; i < field.len; i++)
        if (memchr(",\"\r\n", field.ptr[i], 4)) return true;
    return false;
}

void csv_put(struct buf *buf, struct str field, bool first) {
    if (!first) buf_putc(buf, ',');
    bool quotes = csv_needs_quotes(field);
    if (quotes) buf_putc(buf, '"');
    if (csv_formula(field)) buf_putc(buf, '\'');
    for (size_t at = 0; at < field.len;) {
        size_t quote = str_find(field, STR("\""), at);
        size_t end = quote == SIZE_MAX ? field.len : quote + 1;
        buf_put(buf, str_slice(field, at, end));
        if (quote != SIZE_MAX) buf_putc(buf, '"');
        at = end;
    }
    if (quotes) buf_putc(buf, '"');
}

void csv_end(struct buf *buf) {
    buf_puts(buf, "\r\n");
}
