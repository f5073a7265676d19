/* A file by its content: which format, which encoding, and whether it is one of ours at all. */
#include "domain/assets/import_own.h"

#include "base/utf8.h"

#include <string.h>

static const char *const formats[] = {"auto", "csv", "hsds-json", "geojson", "json"};

const char *assets_import_format_name(enum import_format format) {
    return (unsigned)format < sizeof formats / sizeof *formats ? formats[format] : formats[0];
}

/* What people choose by mistake, by its first bytes. */
static struct said mistaken(struct str b) {
    static const struct {
        const char *magic;
        size_t n;
        struct said said;
    } table[] = {
        {"PK\3\4",
         4,
         {.id = T_("This is a spreadsheet or an archive. Open it and save it as CSV first.")}},
        {"\xD0\xCF\x11\xE0",
         4,
         {.id = T_("This is an old spreadsheet. Open it and save it as CSV first.")}},
        {"\x1F\x8B", 2, {.id = T_("This file is packed. Unpack it first.")}},
        {"%PDF",
         4,
         {.id = T_(
              "This is a PDF. Only tables and JSON can be read; ask for the table it was made "
              "from.")}},
        {"\x89PNG", 4, {.id = T_("This is a picture. Only tables and JSON can be read.")}},
        {"\xFF\xD8\xFF", 3, {.id = T_("This is a picture. Only tables and JSON can be read.")}},
        {"GIF8", 4, {.id = T_("This is a picture. Only tables and JSON can be read.")}}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (b.len >= table[i].n && memcmp(b.ptr, table[i].magic, table[i].n) == 0)
            return table[i].said;
    return (struct said){0};
}

static enum status format_read(struct import_file *file, struct str said,
                               enum import_format *ret_format) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (!str_is(said, formats[i])) continue;
        *ret_format = (enum import_format)i;
        return OK;
    }
    *ret_format = IMPORT_AUTO;
    if (said.len == 0) return OK;
    if (str_is(said, "hsds-csv"))
        return assets_import_fault(
            file, 1, "format",
            SAY("Folders of HSDS tables cannot be read yet. Ask for the JSON, or give one "
                "table as CSV."));
    if (str_is(said, "openactive") || str_is(said, "ical"))
        return assets_import_fault(
            file, 1, "format",
            SAY("Calendars and OpenActive items cannot be read here yet. Give a CSV or HSDS "
                "JSON."));
    if (str_is(said, "onspd"))
        return assets_import_fault(file, 1, "format",
                                   SAY("Postcode tables are read with: kith places import"));
    return assets_import_fault(
        file, 1, "format",
        SAY1(
            "There is no format called \"{name}\". Formats are auto, csv, hsds-json, geojson "
            "and json.",
            "name", said));
}

static enum status text_read(struct import_file *file, struct str bytes, struct str encoding) {
    struct said wrong = mistaken(bytes);
    if (str_trim(bytes).len == 0)
        return assets_import_fault(file, 1, NULL,
                                   SAY("The file is empty. Choose the file again."));
    if (wrong.id) return assets_import_fault(file, 1, NULL, wrong);
    if (bytes.len > IMPORT_BYTES_MAX)
        return assets_import_fault(
            file, 1, NULL, SAY("The file is larger than 256 MB. Split it into several."));
    if (utf8_from_bytes(file->arena, bytes, encoding.len ? encoding : STR("auto"), &file->text,
                        &file->encoding) == OK)
        return OK;
    if (encoding.len > 0 && !str_is(encoding, "auto"))
        return assets_import_fault(
            file, 1, "encoding",
            SAY1(
                "The file cannot be read as \"{name}\". Encodings are utf-8, utf-16le, "
                "utf-16be, windows-1252 and auto.",
                "name", encoding));
    return assets_import_fault(
        file, 1, NULL, SAY("This is not text. Only tables (CSV) and JSON can be read."));
}

static enum status by_content(struct import_file *file, const struct import_options *options) {
    struct str start = str_trim(str_slice(file->text, 0, 4096));
    if (start.len > 0 && (start.ptr[0] == '{' || start.ptr[0] == '['))
        return assets_import_json_open(file, options);
    if (str_starts(start, STR("BEGIN:VCALENDAR")))
        return assets_import_fault(
            file, 1, NULL,
            SAY("Calendars and OpenActive items cannot be read here yet. Give a CSV or HSDS "
                "JSON."));
    if (start.len > 0 && start.ptr[0] == '<')
        return assets_import_fault(
            file, 1, NULL,
            SAY("This is a web page or XML, not a table. Download the data itself and try "
                "again."));
    return assets_import_csv_open(file, options);
}

enum status assets_import_open(struct arena *lasting, struct faults *faults, struct str bytes,
                               const struct import_options *options,
                               struct import_file **ret_file) {
    struct import_file *file = ARENA_NEW(lasting, struct import_file);
    enum import_format format;
    *file = (struct import_file){.arena = lasting, .faults = faults, .today = options->today};
    TRY(format_read(file, options->format, &format));
    TRY(text_read(file, bytes, options->encoding));
    file->format = format;
    enum status status = format == IMPORT_AUTO  ? by_content(file, options)
                         : format == IMPORT_CSV ? assets_import_csv_open(file, options)
                                                : assets_import_json_open(file, options);
    if (status != OK) assets_import_close(file);
    TRY(status);
    *ret_file = file;
    return OK;
}

bool assets_import_next(struct import_file *file, struct arena *arena,
                        struct import_row *ret_row) {
    return file->root ? assets_import_json_next(file, arena, ret_row)
                      : assets_import_csv_next(file, arena, ret_row);
}

void assets_import_close(struct import_file *file) {
    json_decref(file->root);
    file->root = file->list = NULL;
}

enum import_format assets_import_format_of(const struct import_file *file) {
    return file->format;
}
struct str assets_import_publisher(const struct import_file *file) {
    return file->publisher;
}
struct str assets_import_encoding(const struct import_file *file) {
    return file->encoding;
}
bool assets_import_has(const struct import_file *file, enum import_field field) {
    return file->has[field];
}

const struct import_column *assets_import_columns(const struct import_file *file,
                                                  size_t *ret_n) {
    *ret_n = file->columns_n;
    return file->columns;
}
