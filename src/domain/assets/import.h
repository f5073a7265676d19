/* Reading files of assets: any CSV, HSDS 1 to 3 / Open Referral UK as JSON or tables, GeoJSON,
   OpenActive, iCalendar, plain JSON. Nothing here touches the database: bytes in, one struct
   import_row after the other out. */
#ifndef DOMAIN_ASSETS_IMPORT_H
#define DOMAIN_ASSETS_IMPORT_H

#include "base/csv.h"
#include "domain/assets/assets_own.h"
#include "domain/assets/dates.h"
#include "domain/assets/import_values.h"

#define IMPORT_BYTES_MAX ((size_t)256 << 20) /* of what has no file: an upload, a pipe */
#define IMPORT_JSON_MAX ((size_t)64 << 20)   /* of a JSON file: it is held as a tree */
#define IMPORT_ROWS_MAX 2000000
#define IMPORT_COLUMNS_MAX CSV_MAX_FIELDS
#define IMPORT_CELL_MAX ((size_t)64 << 10) /* of one cell once read; longer ones are cut and said */
#define IMPORT_NOTES 6

/* What a column can be. The first 22 are the names of the contract; the rest are guessed from
   headers and may be named as well. */
enum import_field {
    IF_ID,
    IF_NAME,
    IF_DESCRIPTION,
    IF_KIND,
    IF_DAYS_TIMES,
    IF_COST,
    IF_STEP_FREE,
    IF_LANGUAGES,
    IF_AGES,
    IF_OUTCODE,
    IF_POSTCODE,
    IF_ADDRESS,
    IF_CITY,
    IF_LAT,
    IF_LON,
    IF_HOST_MEETS,
    IF_PHONE,
    IF_EMAIL,
    IF_URL,
    IF_LAST_CHECKED,
    IF_ORGANIZATION,
    IF_LICENCE,
    IF_POINT,
    IF_LOCATION,
    IF_STATUS,
    IF_AUDIENCE,
    IF_AGE_LOW,
    IF_AGE_HIGH,
    IF_PUBLISHER,
    IF_TAGS,
    IF_FREE,     /* "Is it free?" */
    IF_EASTING,  /* of the national grid of Great Britain */
    IF_NORTHING,
    IF_DAY, /* seven whole days, then seven openings, then seven closings */
    IF_DAY_OPENS = IF_DAY + 7,
    IF_DAY_CLOSES = IF_DAY_OPENS + 7,
    IMPORT_FIELDS = IF_DAY_CLOSES + 7
};
#define IMPORT_NAMED 22

const char *assets_import_field_name(
    enum import_field field); /* "days_times", "tuesday_opens" */
bool assets_import_field_parse(struct str name, enum import_field *ret_field);
/* May several columns be put together into this field? */
bool assets_import_field_joins(enum import_field field);
/* What a header means; IMPORT_FIELDS when nothing is known of it. Of several columns of one
   field the
   lowest rank is meant most; IMPORT_UNSURE = from one word of several ("Opening times "
                                                                        "(please check)"). */
#define IMPORT_UNSURE 1000
enum import_field assets_import_header_guess(struct arena *arena, struct str header,
                                             int *ret_rank);

/* The text of each field of one record, cleaned: no markup, no control characters, no blank
   ends. */
struct import_cells {
    struct str text[IMPORT_FIELDS];
};

/* Something a person should know about a row: why it was refused, or what was left out of it.
   */
struct import_note {
    struct str field;
    struct said said;
};
/* What a calendar or a feed tells of a series beyond its lines. */
struct import_category {
    struct str words, reference;
};
struct import_told {
    const struct asset_date *dates; /* by day and hour, each once */
    size_t dates_n;
    struct str uid;
    int64_t sequence;        /* INT_NONE = not said */
    struct instant modified; /* INSTANT_NONE = not said */
    bool off;
    struct str off_words;
    bool partly; /* it lists no dates: those told before stay */
    const struct import_category *categories;
    size_t categories_n;
};
struct import_row {
    int64_t line;    /* of the CSV, or place in the array */
    struct str file; /* of a folder: its name there; else STR_NONE */
    struct day today;
    struct import_cells cells;
    struct asset asset; /* as it would be stored; place not yet set */
    bool refused;
    struct import_note why;
    const struct import_note *notes;
    size_t notes_n;             /* left out, yet stored */
    struct str organisation_id; /* as the file calls it */
    struct str extra;           /* what the record says beyond its cells, for the checksum */
    struct str outline;         /* the geometry as GeoJSON when it is more than a point */
    const struct import_told *told; /* NULL: the format tells nothing of the kind */
    const struct import_feed *feed; /* import_feed.h; NULL: the format has no items */
    bool shaped;                /* the format has geometries: no outline means none */
};

enum import_format {
    IMPORT_AUTO,
    IMPORT_CSV,
    IMPORT_HSDS,
    IMPORT_GEOJSON,
    IMPORT_JSON,
    IMPORT_HSDS_CSV,
    IMPORT_OPENACTIVE,
    IMPORT_ICAL
};
const char *assets_import_format_name(enum import_format format); /* "hsds-json" */

struct import_map {
    struct str field, column;
}; /* as said: --map field=column */
struct import_options {
    struct str format, delimiter, encoding; /* as said; empty = auto */
    const struct import_map *maps;
    size_t maps_n;
    struct day today;
    const struct vocabulary *words; /* for the ids of OpenActive; NULL = their names only */
    struct str here;                /* the time zone hours are kept in; empty = Europe/London */
    bool
        /* for a preview: a missing name or two columns of one name do not refuse the whole */
        look;
};

/* One column of a table, or one key of plain JSON. */
struct import_column {
    struct str header;
    enum import_field field;
    int rank;
    bool said;
};

struct import_file;
/* Understand the whole: format, encoding, columns. Lives in `lasting`. Fails: ERR_INVALID (or
   ERR_LIMIT) with a fault that names what to do. */
enum status assets_import_open(struct arena *lasting, struct faults *faults, struct str bytes,
                               const struct import_options *options,
                               struct import_file **ret_file) MUST_USE;
/* The same of a file, read a piece at a time, or of a folder: its files in order of name, or the
   tables of an HSDS package together. */
enum status assets_import_open_path(struct arena *lasting, struct faults *faults,
                                    struct str path, const struct import_options *options,
                                    struct import_file **ret_file) MUST_USE;
/* The next record as a row; its texts live in `arena`. False at the end. */
bool assets_import_next(struct import_file *file, struct arena *arena,
                        struct import_row *ret_row);
void assets_import_close(struct import_file *file); /* a JSON tree is not in the arena */
/* Before the first record: the place's own clock, when it was not known at opening. */
void assets_import_here(struct import_file *file, struct str zone);

enum import_format assets_import_format_of(const struct import_file *file);
const struct import_column *assets_import_columns(const struct import_file *file,
                                                  size_t *ret_n);
struct str assets_import_publisher(
    const struct import_file *file); /* named in the file, else STR_NONE */
struct str assets_import_encoding(const struct import_file *file);
/* Does the file say anything about this field at all? Others are left alone when a row changes.
   */
bool assets_import_has(const struct import_file *file, enum import_field field);

#endif
