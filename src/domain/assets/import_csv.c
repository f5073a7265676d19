/* Tables: a header, then a record a row. */
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
static void separator_line(struct import_file *file, char *delimiter) {
    struct str s = file->text;
    if (s.len < 5 || !str_ieq(str_slice(s, 0, 4), STR("sep="))) return;
    if (!*delimiter) *delimiter = s.ptr[4];
    size_t end = 5;
    while (end < s.len && s.ptr[end] != '\n' && s.ptr[end] != '\r') end++;
    file->text =
        str_slice(s, end, s.len); /* its line end stays, so that lines keep their numbers */
}

static enum status header_read(struct import_file *file) {
    struct str *fields;
    size_t n;
    if (!csv_next(&file->csv, file->arena, &fields, &n))
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
            SAY1(
                "The first row has more than {n} columns, or one far too long. Is this a "
                "table?",
                "n", str_int(file->arena, CSV_MAX_FIELDS)));
    while (n > 0 && str_trim(fields[n - 1]).len == 0) n--;
    file->columns = ARENA_ARRAY(file->arena, struct import_column, n + 1);
    file->columns_n = n;
    for (size_t i = 0; i < n; i++) {
        struct str header = assets_import_clean(file->arena, fields[i]);
        file->columns[i].header =
            header.len > 0 ? utf8_cut(header, 200) : str_printf(file->arena, "#%zu", i + 1);
    }
    return OK;
}

/* Every row says who published it; the first row is asked. */
static void publisher_find(struct import_file *file) {
    struct csv ahead = file->csv;
    struct str *fields;
    size_t n;
    struct import_cells cells = {0};
    if (!file->has[IF_PUBLISHER] || !csv_next(&ahead, file->arena, &fields, &n)) return;
    assets_import_assemble(file->arena, file, fields, n, &cells);
    file->publisher = utf8_cut(cells.text[IF_PUBLISHER], ASSETS_SOURCE_MAX);
}

enum status assets_import_csv_open(struct import_file *file,
                                   const struct import_options *options) {
    char delimiter;
    file->format = IMPORT_CSV;
    TRY(delimiter_read(file, options->delimiter, &delimiter));
    separator_line(file, &delimiter);
    csv_init(&file->csv, file->text, delimiter);
    TRY(header_read(file));
    TRY(assets_import_columns_settle(file, options));
    publisher_find(file);
    return OK;
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
                SAY2(
                    "The row has {n} cells, the header only {columns}. Put quotation marks "
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

bool assets_import_csv_next(struct import_file *file, struct arena *arena,
                            struct import_row *ret_row) {
    struct str *fields;
    size_t n;
    do {
        if (!csv_next(&file->csv, arena, &fields, &n)) return false;
    } while (blank(fields, n) && !file->csv.too_big);
    *ret_row = (struct import_row){.line = file->csv.line};
    assets_import_assemble(arena, file, fields, n, &ret_row->cells);
    if (row_sound(&file->csv, arena, ret_row, n, file->columns_n, fields))
        assets_import_cells_read(arena, file->today, ret_row);
    return true;
}
