/* A file by its content: which format, which encoding, and whether it is one of ours at all. */
#include "domain/assets/import_own.h"

#include <string.h>

#define HEAD ((size_t)4096)

static const char *const formats[] = {"auto", "csv",      "hsds-json",  "geojson",
                                      "json", "hsds-csv", "openactive", "ical"};

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
        {"\xD0\xCF\x11\xE0",
         4,
         {.id = T_("This is an old spreadsheet. Open it and save it as CSV first.")}},
        {"\x1F\x8B", 2, {.id = T_("This file is packed. Unpack it first.")}},
        {"7z\xBC\xAF", 4, {.id = T_("This file is packed. Unpack it first.")}},
        {"Rar!", 4, {.id = T_("This file is packed. Unpack it first.")}},
        {"BZh", 3, {.id = T_("This file is packed. Unpack it first.")}},
        {"\xFD"
         "7zXZ",
         5,
         {.id = T_("This file is packed. Unpack it first.")}},
        {"%PDF",
         4,
         {.id = T_(
              "This is a PDF. Only tables and JSON can be read; ask for the table it was made "
              "from.")}},
        {"{\\rtf", 5, {.id = T_("This is a text document. Save its table as CSV first.")}},
        {"SQLite format 3", 15, {.id = T_("This is a database. Save its table as CSV first.")}},
        {"\x89PNG", 4, {.id = T_("This is a picture. Only tables and JSON can be read.")}},
        {"\xFF\xD8\xFF", 3, {.id = T_("This is a picture. Only tables and JSON can be read.")}},
        {"II*\0", 4, {.id = T_("This is a picture. Only tables and JSON can be read.")}},
        {"MM\0*", 4, {.id = T_("This is a picture. Only tables and JSON can be read.")}},
        {"RIFF", 4, {.id = T_("This is a picture. Only tables and JSON can be read.")}},
        {"GIF8", 4, {.id = T_("This is a picture. Only tables and JSON can be read.")}}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (b.len >= table[i].n && memcmp(b.ptr, table[i].magic, table[i].n) == 0)
            return table[i].said;
    return (struct said){0};
}

/* A spreadsheet and a text document are archives too; the names of their parts tell. */
static struct said archive(struct str b) {
    static const char *const sheets[] = {"xl/", "[Content_Types].xml",
                                         "opendocument.spreadsheet"};
    if (!str_starts(b, STR("PK\3\4")) && !str_starts(b, STR("PK\5\6"))) return (struct said){0};
    if (str_find(b, STR("word/"), 0) != SIZE_MAX ||
        str_find(b, STR("opendocument.text"), 0) != SIZE_MAX)
        return SAY("This is a text document. Save its table as CSV first.");
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++)
        if (str_find(b, str_from(sheets[i]), 0) != SIZE_MAX)
            return SAY("This is a spreadsheet. Open it and save it as CSV first.");
    return SAY("This is an archive. Unpack it and give the folder or one of its files; a "
               "spreadsheet is saved as CSV first.");
}

enum status assets_import_format_read(struct import_file *file, struct str said,
                                      enum import_format *ret_format) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (!str_is(said, formats[i])) continue;
        *ret_format = (enum import_format)i;
        return OK;
    }
    *ret_format = IMPORT_AUTO;
    if (said.len == 0) return OK;
    if (str_is(said, "onspd"))
        return assets_import_fault(file, 1, "format",
                                   SAY("Postcode tables are read with: kith places import"));
    return assets_import_fault(
        file, 1, "format",
        SAY1(
            "There is no format called \"{name}\". Formats are auto, hsds-json, hsds-csv, csv, "
            "geojson, openactive, ical and json.",
            "name", said));
}

static enum status text_open(struct import_file *file, struct str encoding) {
    struct str head = assets_import_source_head(file->arena, &file->source, HEAD);
    struct said wrong = mistaken(head);
    if (!wrong.id) wrong = archive(head);
    if (wrong.id) return assets_import_fault(file, 1, NULL, wrong);
    if (file->source.size == 0 || (str_trim(head).len == 0 && head.len < HEAD))
        return assets_import_fault(file, 1, NULL,
                                   SAY("The file is empty. Choose the file again."));
    if (assets_import_text_open(&file->source, encoding, &file->text) == OK) {
        file->encoding = assets_import_text_name(&file->text);
        return OK;
    }
    if (encoding.len > 0 && !str_is(encoding, "auto"))
        return assets_import_fault(
            file, 1, "encoding",
            SAY1("The file cannot be read as \"{name}\". Encodings are utf-8, utf-16le, "
                 "utf-16be, windows-1252 and auto.",
                 "name", encoding));
    return assets_import_fault(
        file, 1, NULL, SAY("This is not text. Only tables (CSV) and JSON can be read."));
}

/* The first letters of the text, whatever its encoding; nothing is read on. */
static struct str text_head(struct import_file *file) {
    struct import_text text = file->text;
    int64_t at = file->source.at;
    char *room = arena_alloc(file->arena, HEAD);
    size_t n = assets_import_text_read(&text, room, HEAD);
    file->source.at = at;
    return str_trim(str_of(room, n));
}

/* Letters no keyboard has: a program's own file. */
static bool is_binary(struct str s) {
    size_t odd = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        odd += (c < 32 && !strchr("\t\n\v\f\r\x1a", c)) || c == 127;
    }
    return odd * 50 > s.len;
}

static enum status by_content(struct import_file *file, const struct import_options *options) {
    struct str start = text_head(file);
    if (is_binary(start))
        return assets_import_fault(
            file, 1, NULL, SAY("This is not text. Only tables (CSV) and JSON can be read."));
    if (start.len > 0 && (start.ptr[0] == '{' || start.ptr[0] == '['))
        return assets_import_json_open(file, options);
    if (start.len >= 15 && str_ieq(str_slice(start, 0, 15), STR("BEGIN:VCALENDAR")))
        return assets_import_ical_open(file);
    if (start.len > 0 && start.ptr[0] == '<')
        return assets_import_fault(
            file, 1, NULL,
            SAY("This is a web page or XML, not a table. Download the data itself and try "
                "again."));
    return assets_import_csv_open(file, options);
}

static enum status by_format(struct import_file *file, const struct import_options *options) {
    if (file->format == IMPORT_AUTO) return by_content(file, options);
    if (file->format == IMPORT_CSV) return assets_import_csv_open(file, options);
    if (file->format == IMPORT_ICAL) return assets_import_ical_open(file);
    if (file->format != IMPORT_HSDS_CSV) return assets_import_json_open(file, options);
    return assets_import_fault(
        file, 1, "format",
        SAY("An HSDS package is a folder of tables. Give the folder, unpacked."));
}

enum status assets_import_one_open(struct import_file *file,
                                   const struct import_options *options) {
    enum status status = assets_import_format_read(file, options->format, &file->format);
    if (status == OK) status = text_open(file, options->encoding);
    if (status == OK) status = by_format(file, options);
    if (status != OK) assets_import_one_close(file);
    return status;
}

struct import_file *assets_import_one_new(struct arena *lasting, struct faults *faults,
                                          const struct import_options *options) {
    struct import_file *file = ARENA_NEW(lasting, struct import_file);
    *file = (struct import_file){
        .arena = lasting, .faults = faults, .today = options->today, .words = options->words, .here = options->here};
    file->source.fd = -1;
    return file;
}

bool assets_import_one_next(struct import_file *file, struct arena *arena,
                            struct import_row *ret_row) {
    if (file->ical) return assets_import_ical_next(file, arena, ret_row);
    return file->root ? assets_import_json_next(file, arena, ret_row)
                      : assets_import_csv_next(file, arena, ret_row);
}

void assets_import_one_close(struct import_file *file) {
    assets_import_source_close(&file->source);
    json_decref(file->root);
    file->root = file->list = NULL;
    json_decref(file->known);
    json_decref(file->grouped);
    file->known = file->grouped = NULL;
}
