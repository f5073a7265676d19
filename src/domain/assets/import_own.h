/* Between the readers of import; nobody else includes it. */
#ifndef DOMAIN_ASSETS_IMPORT_OWN_H
#define DOMAIN_ASSETS_IMPORT_OWN_H

#include <jansson.h>

#include "domain/assets/import_source.h"
#include "domain/assets/import_store.h"

struct import_file {
    struct arena *arena;
    struct faults *faults;
    enum import_format format;
    struct day today;
    const struct vocabulary *words;
    struct str encoding, publisher;
    struct import_source source;
    struct import_text text;
    char *window; /* of a table; csv.rest looks into it */
    size_t window_size;
    struct csv csv;
    struct import_column *columns;
    size_t columns_n;
    size_t *order;
    size_t order_n; /* columns that count, the meant most first */
    bool has[IMPORT_FIELDS];
    json_t *root, *list; /* list: the records; root owns it */
    size_t at, inside;   /* record, and service inside an organisation */
    size_t place;        /* and place of that service */
    struct import_seen ids;       /* of services that came before */
    struct import_folder *folder; /* several files; the other members are its first one's */
    struct import_file *now;      /* the one being read */
    struct import_ical *ical;
    json_t *known;   /* of OpenActive: the series of this file by their ids */
    json_t *grouped; /* its rows, each session under its series; NULL before the first is read */
    struct str here; /* the time zone of the place; empty = Europe/London */
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

/* ---- import_look.c ---- */
/* Records above the header: a title, the day it was made. */
size_t assets_import_header_skip(const struct import_file *file);
/* Guesses that the first rows give the lie are taken back or mended; the name is settled. */
void assets_import_columns_look(struct import_file *file);

/* ---- import_file.c: one file, what it is; import_folder.c and import_open.c stand on it ---- */
enum status assets_import_format_read(struct import_file *file, struct str said,
                                      enum import_format *ret_format) MUST_USE;
struct import_file *assets_import_one_new(struct arena *lasting, struct faults *faults,
                                          const struct import_options *options);
/* file->source is set. */
enum status assets_import_one_open(struct import_file *file,
                                   const struct import_options *options) MUST_USE;
bool assets_import_one_next(struct import_file *file, struct arena *arena,
                            struct import_row *ret_row);
void assets_import_one_close(struct import_file *file);

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

/* ---- import_json_inner.c: services inside a thing of no standard ---- */
bool assets_import_inner_is(const json_t *record);
void assets_import_inner_read(struct arena *arena, const json_t *record,
                              struct import_cells *cells);

/* ---- import_json_text.c ---- */
/* A string, number or truth as cleaned text; STR_NONE for anything else. */
struct str assets_import_json_text(struct arena *arena, const json_t *value);
struct str assets_import_json_get(struct arena *arena, const json_t *record, const char *key);
/* Members that are lists, or NULL; the n-th object of one, or NULL. */
const json_t *assets_import_json_list(const json_t *record, const char *key);
const json_t *assets_import_json_object(const json_t *list, size_t n);
/* Did this id not come before in the file? It has now. */
bool assets_import_id_first(struct import_file *file, struct str id);
/* The first member of these names that is there and not null; the first text that is not
   empty. */
const json_t *assets_import_json_first(const json_t *record, const char *names);
struct str assets_import_json_any(struct arena *arena, const json_t *record,
                                  const char *names);
/* A list, or one thing where a list may stand: how many, and the n-th. */
size_t assets_import_json_many(const json_t *value);
const json_t *assets_import_json_nth(const json_t *value, size_t n);
struct str assets_import_joined(struct arena *arena, struct str a, struct str b,
                                const char *with);

/* ---- import_hsds.c ---- */
bool assets_import_hsds_is(const json_t *record);
/* NULL, or why these records are not things that go on the list. */
const char *assets_import_hsds_other(const json_t *record);
bool assets_import_hsds_next(struct import_file *file, struct arena *arena,
                             struct import_row *ret_row);
/* Members tables of a package carry beside their columns: where a record stands, what it is. */
#define IMPORT_LINE "\1line"
#define IMPORT_FILE "\1file"
#define IMPORT_SORT "\1sort"

/* ---- import_hsds_parts.c ---- */
void assets_import_hsds_common(struct arena *arena, const json_t *record,
                               struct import_cells *cells);
void assets_import_hsds_location(struct arena *arena, const json_t *location,
                                 struct import_row *row);
struct str assets_import_hsds_phone(struct arena *arena, const json_t *record);
void assets_import_hsds_ages(struct arena *arena, const json_t *service,
                             struct import_cells *cells);

/* ---- import_hsds_times.c ---- */
void assets_import_hsds_schedules(struct arena *arena, struct day today, const json_t *list,
                                  const json_t *holidays, struct import_row *row);
struct str assets_import_hsds_costs(struct arena *arena, const json_t *service);


/* ---- import_tables.c: tables of HSDS, joined by their keys ---- */
/* The table a file or member of this name is: "services"; NULL when it is none. */
const char *assets_import_table_named(struct arena *arena, struct str name);
/* Put a table's rows (objects of texts) among `tables`; a reference is taken. */
void assets_import_table_add(struct arena *arena, json_t *tables, struct str name,
                             const json_t *rows);
/* Organisations, services with all that hangs on them, and places no service is at. NULL when
   there are none of these. */
json_t *assets_import_tables_join(json_t *tables);
/* A JSON object whose members are tables; NULL when it is none. */
json_t *assets_import_tables_of(struct arena *arena, const json_t *root);

/* ---- import_folder.c: files in order of name; a package of tables as one ---- */
enum status assets_import_folder_open(struct import_file *file, struct str path,
                                      const struct import_options *options) MUST_USE;
bool assets_import_folder_next(struct import_file *file, struct arena *arena,
                               struct import_row *ret_row);
void assets_import_folder_close(struct import_file *file);
void assets_import_folder_here(struct import_file *file, struct str zone);

/* ---- import_geo.c ---- */
bool assets_import_geo_is(const json_t *record); /* a geometry without its feature */
/* Fails for coordinates of another system, naming it. */
enum status assets_import_geo_open(struct import_file *file) MUST_USE;
/* The geometry to a point in the cells, and to row->outline. */
void assets_import_geo_read(struct arena *arena, const json_t *feature, struct import_row *row);

/* ---- import_openactive.c ---- */
bool assets_import_openactive_is(const json_t *record);
enum status assets_import_openactive_open(struct import_file *file) MUST_USE;
bool assets_import_openactive_next(struct import_file *file, struct arena *arena,
                                   struct import_row *ret_row);
/* ---- import_openactive_times.c ---- */
void assets_import_openactive_times(struct import_file *file, struct arena *arena,
                                    const json_t *data, struct import_row *row);

/* ---- import_when.c ---- */
struct str assets_import_zone_here(const struct import_file *file); /* "Europe/Dublin" */

/* ---- import_ical.c ---- */
enum status assets_import_ical_open(struct import_file *file) MUST_USE;
bool assets_import_ical_next(struct import_file *file, struct arena *arena,
                             struct import_row *ret_row);

/* As assets_import_clean, but a name is what it says, angle brackets and all. */
struct str assets_import_clean_name(struct arena *arena, struct str cell);

#endif
