/* One cell of an imported table to one value. Included by import.h. */
#ifndef DOMAIN_ASSETS_IMPORT_VALUES_H
#define DOMAIN_ASSETS_IMPORT_VALUES_H

#include "domain/assets/assets.h"
#include "platform/text/text.h"

struct import_cells;
struct import_row;

/* ---- import_clean.c ---- */
/* Markup, entities, control characters and blank ends away; at most IMPORT_CELL_MAX bytes. */
struct str assets_import_clean(struct arena *arena, struct str cell);

/* ---- import_cells.c ---- */
/* Fill row->asset, notes and refusal from row->cells. row->asset.schedules may be set before.
   */
void assets_import_cells_read(struct arena *arena, struct day today, struct import_row *row);
void assets_import_refuse(struct import_row *row, const char *field, struct said said);
void assets_import_note(struct arena *arena, struct import_row *row, const char *field,
                        struct said said);

/* ---- import_clock.c ---- */
/* "09:30", "9:30am", "0930", "10:00:00Z": minutes after midnight. */
bool assets_import_clock_parse(struct str text, int *ret_minutes);
bool assets_import_day_parse(struct str text,
                             struct day *ret_day); /* 2026-03-03, 03/03/2026, 3 March 2026 */

/* ---- import_values.c: one cell to one value ---- */
/* "52,4862", "51.44N", "2.6 W". False when it is not a number. */
bool assets_import_degrees_parse(struct str text, double *ret_degrees);
enum asset_kind assets_import_kind_of(struct arena *arena, struct str words);
bool assets_import_status_parse(struct arena *arena, struct str words,
                                enum asset_status *ret_status);
void assets_import_access_read(struct arena *arena, struct str words, struct asset *asset);
void assets_import_cost_read(struct arena *arena, struct str words, struct asset *asset);
bool assets_import_languages_read(struct arena *arena, struct str words, struct asset *asset);
bool assets_import_ages_parse(struct arena *arena, struct str words, struct asset *asset);
enum asset_audience assets_import_audience_of(struct arena *arena, struct str said,
                                              struct str name, struct str description);
bool assets_import_yes(struct arena *arena, struct str words, bool *ret_yes);
struct str assets_import_url_mend(struct arena *arena,
                                  struct str url); /* STR_NONE when it is none */
struct str assets_import_email_mend(struct arena *arena, struct str email);

/* ---- import_times.c ---- */
/* Columns of the days of the week to one text: "Mon-Fri 09:00-17:00; Sat 10:00-14:00". */
struct str assets_import_week_words(struct arena *arena, const struct import_cells *cells);

#endif
