/* Dates and rules of feeds to schedule lines. Private to the readers of import. */
#ifndef DOMAIN_ASSETS_IMPORT_WHEN_H
#define DOMAIN_ASSETS_IMPORT_WHEN_H

#include "domain/assets/import_own.h"

#define IMPORT_DATES 2000 /* of one entry */

/* One time it is on. */
struct import_date {
    struct day day;
    struct minutes opens, closes; /* MINUTES_NONE = the whole day, or not said */
};
struct import_when {
    struct import_date dates[IMPORT_DATES];
    size_t dates_n, dates_left; /* left: beyond the ceiling */
    struct asset_schedule lines[ASSET_SCHEDULES];
    size_t lines_n, lines_left;
    bool coming;       /* single dates are still to come, whatever the lines say */
    struct str except; /* "2026-12-29, 2027-01-05" */
};

/* "2019-11-28T19:00:00+00:00", "2026-03-03T10:00": the day and minute by the clock of the place. */
bool assets_import_moment(const struct zone *here, struct str text, struct import_date *ret_date);
const struct zone *assets_import_clock_here(const struct import_file *file, struct arena *arena);
/* "PT1H30M", "P1D": minutes. */
bool assets_import_duration(struct str text, int *ret_minutes);
void assets_import_when_date(struct import_when *when, struct import_date date);
/* A rule with the day it begins; `count` 0 = open. False when it is not one we keep: the caller
   keeps the words. */
bool assets_import_when_rule(struct arena *arena, struct import_when *when, struct str rrule,
                             struct import_date first, struct day until, int64_t count);
void assets_import_when_words(struct import_when *when, struct str words);
/* All of it to the row: dates a week apart become one line, single ones a line each, the next
   first. What is over for good is marked: not active, with a note. */
void assets_import_when_settle(struct arena *arena, struct day today, struct import_when *when,
                               struct import_row *row);

/* ---- import_ical_when.c ---- */
/* Sort, keep each name once and at most ASSET_DATES_MAX. */
void assets_import_dates_settle(struct arena *arena, struct import_row *row, struct asset_date *dates, size_t n,
                                struct import_told *told);

#endif
