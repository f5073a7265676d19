/* Between the readers of import; nobody else includes it. */
#ifndef DOMAIN_ASSETS_IMPORT_OWN_H
#define DOMAIN_ASSETS_IMPORT_OWN_H

#include <jansson.h>

#include "domain/assets/import.h"

struct import_file {
    struct arena *arena;
    struct faults *faults;
    enum import_format format;
    struct day today;
    struct str text, encoding, publisher;
    struct csv csv;
    struct import_column *columns;
    size_t columns_n;
    size_t *order;
    size_t order_n; /* columns that count, the meant most first */
    bool has[IMPORT_FIELDS];
    json_t *root, *list; /* list: the records; root owns it */
    size_t at, inside;   /* record, and service inside an organisation */
};

/* ---- import_columns.c: headers to fields, values to cells ---- */
enum status assets_import_fault(struct import_file *file, int64_t line, const char *field,
                                struct said said) MUST_USE;
/* Guess every header, then let the maps overrule. Fails when there is no name, a map names what
   is
   not there, or two columns that count have one name. */
enum status assets_import_columns_settle(struct import_file *file,
                                         const struct import_options *options) MUST_USE;
/* values[i] belongs to column i; fewer are allowed. */
void assets_import_assemble(struct arena *arena, const struct import_file *file,
                            const struct str *values, size_t n, struct import_cells *cells);

/* ---- import_csv.c ---- */
enum status assets_import_csv_open(struct import_file *file,
                                   const struct import_options *options) MUST_USE;
bool assets_import_csv_next(struct import_file *file, struct arena *arena,
                            struct import_row *ret_row);

/* ---- import_json.c ---- */
enum status assets_import_json_open(struct import_file *file,
                                    const struct import_options *options) MUST_USE;
bool assets_import_json_next(struct import_file *file, struct arena *arena,
                             struct import_row *ret_row);

/* ---- import_json_text.c ---- */
/* A string, number or truth as cleaned text; STR_NONE for anything else. */
struct str assets_import_json_text(struct arena *arena, const json_t *value);
struct str assets_import_json_get(struct arena *arena, const json_t *record, const char *key);
/* Members that are lists, or NULL; the n-th object of one, or NULL. */
const json_t *assets_import_json_list(const json_t *record, const char *key);
const json_t *assets_import_json_object(const json_t *list, size_t n);

/* ---- import_hsds.c ---- */
bool assets_import_hsds_is(const json_t *record);
/* NULL, or why these records are not things that go on the list. */
const char *assets_import_hsds_other(const json_t *record);
bool assets_import_hsds_next(struct import_file *file, struct arena *arena,
                             struct import_row *ret_row);
/* ---- import_hsds_times.c ---- */
void assets_import_hsds_schedules(struct arena *arena, const json_t *list,
                                  struct import_row *row);
struct str assets_import_hsds_costs(struct arena *arena, const json_t *service);

#endif
