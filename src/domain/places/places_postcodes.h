/* Files of whole postcodes: which column is what, and their rows to the table. Private to places. */
#ifndef DOMAIN_PLACES_PLACES_POSTCODES_H
#define DOMAIN_PLACES_PLACES_POSTCODES_H

#include "domain/places/places.h"

#define POSTCODE_FIELDS_MAX 200   /* columns of a record */
#define POSTCODE_LINE_MAX 65536   /* bytes of a line */
#define POSTCODE_REFUSED_MAX 1000 /* refusals told one by one; the rest are counted */
#define POSTCODE_ROWS_MAX 20000000

enum postcode_column {
    POSTCODE_CODE,
    POSTCODE_LAT,
    POSTCODE_LON,
    POSTCODE_EAST,
    POSTCODE_NORTH,
    POSTCODE_COUNTRY,
    POSTCODE_ENDED, /* when it was withdrawn; empty while it is in use */
    POSTCODE_QUALITY,
    POSTCODE_WARD,
    POSTCODE_LAD,
    POSTCODE_LSOA,
    POSTCODE_COLUMNS
};

/* Where each column lies, SIZE_MAX when the file has none. Of a table without a header the
   codes of areas are found by how they begin. */
struct postcode_layout {
    const char *format; /* "onspd", "code-point-open", "postcodes" */
    size_t at[POSTCODE_COLUMNS];
    bool headed, by_prefix;
};

/* From the first record, a header or not. ERR_INVALID when it has no postcode or no point. */
enum status places_postcode_layout(const struct str *fields, size_t n,
                                   struct postcode_layout *ret_layout) MUST_USE;

/* PART: a postcode that two areas share comes as "PA31 8UAA" and "PA31 8UAB"; A stands for all. */
enum postcode_row_kind {
    POSTCODE_ROW,
    POSTCODE_ROW_ENDED,
    POSTCODE_ROW_NOWHERE,
    POSTCODE_ROW_PART,
    POSTCODE_ROW_WRONG
};
/* One record as a postcode; `*ret_why` of one that is wrong. Texts are views into the fields but
   for the code, which lies in `room`. */
enum postcode_row_kind places_postcode_row(const struct postcode_layout *layout,
                                           const struct str *fields, size_t n, char room[8],
                                           struct places_postcode *ret_row,
                                           struct said *ret_why);

struct postcode_refusal {
    struct str file; /* of a folder; STR_NONE of one file */
    int64_t line;
    struct said why;
};
struct postcode_report {
    const char *format;
    int64_t read, added, changed, unchanged, ended, nowhere, parts, refused_n;
    struct postcode_refusal *refused;
    size_t refused_shown, files;
};
/* A file, or every .csv of a folder, in transactions of its own; none may be open. */
enum status places_postcodes_import(struct ctx *ctx, struct str path,
                                    struct postcode_report *ret_report) MUST_USE;

#endif
