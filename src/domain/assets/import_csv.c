/* Tables: a header, then a record a row. Only a window of the text is held: a few hundred
   kilobytes, and never more than a record may have. */
#include "domain/assets/import_own.h"

#include "base/utf8.h"

#include <string.h>

static enum status delimiter_read(struct import_file *file, struct str said,
                                  char *ret_delimiter) {
    *ret_delimiter = '\0';
    if (said.len == 0 || str_is(said, "auto")) return OK;
    if (str_is(said, "tab") || str_is(said, "\\t")) *ret_delimiter = '\t';
    else if (said.len == 1 && (unsigned char)said.ptr[0] < 128 &&
             !strchr("\"\r\n", said.ptr[0]))
        *ret_delimiter = said.ptr[0];
    if (*ret_delimiter) return OK;
    return assets_import_fault(file, 1, "delimiter",
                               SAY("A delimiter is one character, like ; or tab."));
}

/* "sep=;" of spreadsheets. */
static struct str separator_line(struct str s, char *delimiter) {
    if (s.len < 5 || !str_ieq(str_slice(s, 0, 4), STR("sep="))) return s;
    if (!*delimiter) *delimiter = s.ptr[4];
    size_t end = 5;
    while (end < s.len && s.ptr[end] != '\n' && s.ptr[end] != '\r') end++;
    return str_slice(s, end, s.len); /* its line end stays, so that lines keep their numbers */
}

/* ---- the window ---- */

#define WINDOW ((size_t)256 << 10)
#define WINDOW_MAX ((size_t)4 << 20) /* of one record */
#define AHEAD ((size_t)64 << 10)     /* read more when less than this is left */
#define SPARE 512                    /* behind the window, for the other half of CRLF */

/* What is left moves to the front, and text is read behind it until the window is full. */
static void refill(struct import_file *file) {
    struct str rest = file->csv.rest;
    if (rest.len * 2 > file->window_size && file->window_size < WINDOW_MAX) {
        char *wider = arena_alloc(file->arena, file->window_size * 2);
        memcpy(wider, rest.ptr, rest.len);
        file->window = wider;
        file->window_size *= 2;
    } else if (rest.len > 0) memmove(file->window, rest.ptr, rest.len);
    size_t n = rest.len, got = 1;
    while (got > 0 && n + SPARE < file->window_size) {
        got = assets_import_text_read(&file->text, file->window + n,
                                      file->window_size - SPARE - n + SPARE / 2);
        n += got;
    }
    /* CRLF is never parted: it would count as two line ends */
    for (int i = 0; i < 2 && n > 0 && file->window[n - 1] == '\r'; i++)
        n += assets_import_text_read(&file->text, file->window + n, SPARE / 4);
    file->csv.rest = str_of(file->window, n);
}

enum scan { SCAN_BEGIN, SCAN_PLAIN, SCAN_QUOTED, SCAN_QUOTE, SCAN_END };

static enum scan scan_next(enum scan at, char c, char delimiter) {
    bool end = c == '\n' || c == '\r';
    if (at == SCAN_QUOTED) return c == '"' ? SCAN_QUOTE : SCAN_QUOTED;
    if (at == SCAN_QUOTE && c == '"') return SCAN_QUOTED;
    if (at == SCAN_BEGIN && c == '"') return SCAN_QUOTED;
    return end ? SCAN_END : c == delimiter ? SCAN_BEGIN : SCAN_PLAIN;
}

/* Past a record larger than the window, its text forgotten as it is read. False when a quote
   is open until the end of the file. */
static bool pass_by(struct import_file *file, bool quotes) {
    enum scan at = quotes ? SCAN_BEGIN : SCAN_PLAIN;
    struct str s = file->csv.rest;
    for (char last = '\0';;) {
        for (size_t i = 0; i < s.len; i++) {
            char c = s.ptr[i];
            at = !quotes && c != '\n' && c != '\r' ? SCAN_PLAIN
                                                   : scan_next(at, c, file->csv.delimiter);
            if ((c == '\n' && last != '\r') || c == '\r') file->csv.next_line++;
            last = c;
            if (at != SCAN_END) continue;
            size_t skip = i + 1 + (c == '\r' && i + 1 < s.len && s.ptr[i + 1] == '\n');
            file->csv.rest = str_slice(s, skip, s.len);
            return true;
        }
        file->csv.rest = STR("");
        refill(file);
        s = file->csv.rest;
        if (s.len == 0) return at != SCAN_QUOTED;
    }
}

/* A quote that is never closed ends with its line, so that one slip does not swallow the rest:
   then reading begins again where this record did. */
static void huge_pass(struct import_file *file, const struct csv *begin) {
    struct import_text text = file->text;
    struct arena arena;
    int64_t at = file->source.at;
    size_t kept = begin->rest.len;
    arena_init(&arena, 2 * WINDOW_MAX);
    char *copy = arena_alloc(&arena, kept);
    memcpy(copy, begin->rest.ptr, kept);
    file->csv = *begin;
    bool closed = pass_by(file, true);
    if (!closed) {
        file->text = text;
        file->source.at = at;
        memcpy(file->window, copy, kept);
        file->csv.rest = str_of(file->window, kept);
        file->csv.next_line = begin->next_line;
        (void)pass_by(file, false);
    }
    file->csv.bad_quotes = !closed;
    file->csv.too_big = closed;
    arena_release(&arena);
}

/* The next record, whole, as csv_next would give it with all of the text at hand. Its fields are
   views into the window or copies in `arena`. */
static bool record_read(struct import_file *file, struct arena *arena, struct str **ret_fields,
                        size_t *ret_n) {
    if (file->csv.rest.len < AHEAD && !file->text.ended) refill(file);
    for (;;) {
        struct csv before = file->csv;
        bool any = csv_next(&file->csv, arena, ret_fields, ret_n);
        if (file->text.ended) return any;
        if (any && file->csv.rest.len > 0 && !file->csv.bad_quotes) return true;
        if (any && before.rest.len + AHEAD >= WINDOW_MAX) {
            before.line = before.next_line = file->csv.line;
            huge_pass(file, &before);
            *ret_n = 0;
            return true;
        }
        if (any) file->csv = before;
        refill(file);
    }
}

static enum status header_read(struct import_file *file) {
    struct str *fields;
    size_t n, above = assets_import_header_skip(file);
    while (above-- > 0 && record_read(file, file->arena, &fields, &n)) {}
    if (!record_read(file, file->arena, &fields, &n))
        return assets_import_fault(file, 1, NULL,
                                   SAY("The file is empty. Choose the file again."));
    if (file->csv.bad_quotes)
        return assets_import_fault(
            file, 1, NULL,
            SAY("The first row has a quotation mark that is never closed. Close it, or take "
                "it out."));
    if (file->csv.too_big)
        return assets_import_fault(
            file, 1, NULL,
            SAY1("The first row has more than {n} columns, or one far too long. Is this a "
                 "table?",
                 "n", str_int(file->arena, CSV_MAX_FIELDS)));
    while (n > 0 && str_trim(fields[n - 1]).len == 0) n--;
    file->columns = ARENA_ARRAY(file->arena, struct import_column, n + 1);
    file->columns_n = n;
    for (size_t i = 0; i < n; i++) {
        struct str header = assets_import_clean(file->arena, fields[i]);
        file->columns[i].header = header.len > 0 ? str_copy(file->arena, utf8_cut(header, 200))
                                                 : str_printf(file->arena, "#%zu", i + 1);
    }
    return OK;
}

/* Every row says who published it; the first row is asked, and must be there. */
static enum status first_look(struct import_file *file, const struct import_options *options) {
    struct csv ahead = file->csv;
    struct str *fields;
    size_t n;
    struct import_cells cells = {0};
    if (!csv_next(&ahead, file->arena, &fields, &n)) {
        if (!file->text.ended || options->look) return OK;
        return assets_import_fault(
            file, 1, NULL,
            SAY("The table has a header and no rows below it. Choose the file again."));
    }
    if (!file->has[IF_PUBLISHER]) return OK;
    assets_import_assemble(file->arena, file, fields, n, &cells);
    file->publisher =
        str_copy(file->arena, utf8_cut(cells.text[IF_PUBLISHER], ASSETS_SOURCE_MAX));
    return OK;
}

enum status assets_import_csv_open(struct import_file *file,
                                   const struct import_options *options) {
    char delimiter;
    file->format = IMPORT_CSV;
    TRY(delimiter_read(file, options->delimiter, &delimiter));
    file->window_size = WINDOW;
    file->window = arena_alloc(file->arena, WINDOW);
    refill(file);
    csv_init(&file->csv, separator_line(file->csv.rest, &delimiter), delimiter);
    TRY(header_read(file));
    TRY(assets_import_columns_settle(file, options));
    return first_look(file, options);
}

static bool row_sound(const struct csv *csv, struct arena *arena, struct import_row *row,
                      size_t n, size_t columns, const struct str *fields) {
    if (csv->too_big)
        assets_import_refuse(
            row, "",
            SAY("A cell or the row is far too long. Shorten it; a cell may hold a megabyte."));
    else if (csv->bad_quotes)
        assets_import_refuse(
            row, "",
            SAY("A quotation mark is never closed, so the row cannot be trusted. Close it, or "
                "take it out."));
    for (size_t i = columns; i < n && !row->refused; i++)
        if (str_trim(fields[i]).len > 0)
            assets_import_refuse(
                row, "",
                SAY2("The row has {n} cells, the header only {columns}. Put quotation marks "
                     "round cells that hold the delimiter.",
                     "n", str_int(arena, (int64_t)n), "columns",
                     str_int(arena, (int64_t)columns)));
    return !row->refused;
}

/* A row of nothing but delimiters is no record. */
static bool blank(const struct str *fields, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (str_trim(fields[i]).len > 0) return false;
    return true;
}

/* The window moves on while a batch still holds its rows: one copy a record. */
static void fields_keep(const struct import_file *file, struct arena *arena, struct str *fields,
                        size_t n) {
    const char *end = file->window + file->window_size, *low = end, *high = file->window;
    for (size_t i = 0; i < n; i++) {
        if (fields[i].len == 0 || fields[i].ptr < file->window || fields[i].ptr >= end)
            continue;
        if (fields[i].ptr < low) low = fields[i].ptr;
        if (fields[i].ptr + fields[i].len > high) high = fields[i].ptr + fields[i].len;
    }
    if (low >= high) return;
    char *copy = arena_alloc(arena, (size_t)(high - low));
    memcpy(copy, low, (size_t)(high - low));
    for (size_t i = 0; i < n; i++)
        if (fields[i].len > 0 && fields[i].ptr >= low && fields[i].ptr < high)
            fields[i].ptr = copy + (fields[i].ptr - low);
}

/* The disk gave up in the middle: what follows is unknown, and must be said. */
static bool failed_once(struct import_file *file, struct import_row *ret_row) {
    if (!file->source.failed) return false;
    file->source.failed = false;
    *ret_row = (struct import_row){.line = file->csv.next_line};
    assets_import_refuse(ret_row, "",
                         SAY("The file could not be read on from here. Try again."));
    return true;
}

bool assets_import_csv_next(struct import_file *file, struct arena *arena,
                            struct import_row *ret_row) {
    struct str *fields = NULL;
    size_t n;
    do {
        if (!record_read(file, arena, &fields, &n)) return failed_once(file, ret_row);
    } while (blank(fields, n) && !file->csv.too_big && !file->csv.bad_quotes);
    fields_keep(file, arena, fields, n);
    *ret_row = (struct import_row){.line = file->csv.line};
    assets_import_assemble(arena, file, fields, n, &ret_row->cells);
    if (row_sound(&file->csv, arena, ret_row, n, file->columns_n, fields))
        assets_import_cells_read(arena, file->today, ret_row);
    return true;
}
