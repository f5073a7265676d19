/* Events of a calendar as they stand in the file. Private to the readers of import. */
#ifndef DOMAIN_ASSETS_IMPORT_ICAL_H
#define DOMAIN_ASSETS_IMPORT_ICAL_H

#include "domain/assets/import_own.h"

#define IMPORT_OVERRIDES ASSET_DATES_MAX /* single dates of one series */
#define IMPORT_ZONES 64                  /* of one file */

/* A time zone the file names: by itself, as Windows does, or with its own rules. */
struct import_zone {
    struct str tzid, name;   /* name: of the zone we know; STR_NONE = none */
    const struct zone *zone; /* NULL = not known */
    bool here;               /* the clock of the place */
};
struct import_vtimezone {
    struct str tzid, location; /* location: X-LIC-LOCATION */
    int standard, daylight;    /* minutes east; INT_MAX = not said */
};

struct import_property {
    struct str name, params, value; /* params with their first semicolon */
};
struct import_event {
    int64_t line, newer; /* newer: the line of a later version, 0 = this is it */
    struct import_property *properties;
    size_t n;
    struct str uid;
    int64_t sequence;
    struct str modified;
    bool moved, whole; /* moved: one date of another event */
    size_t next;       /* of the single dates of one series; SIZE_MAX = the last */
};
struct import_ical {
    struct import_event *events;
    size_t events_n;
    struct import_seen masters; /* uid to place in `events` */
    struct import_seen moved;   /* uid to the first of its single dates, and how many */
    struct import_vtimezone *vtimezones;
    size_t vtimezones_n;
    struct str wide; /* X-WR-TIMEZONE */
    struct import_zone zones[IMPORT_ZONES];
    size_t zones_n;
};

struct str assets_import_ical_param(const struct import_property *property, const char *name);
struct str assets_import_ical_text(struct arena *arena, struct str value);
const struct import_property *assets_import_ical_property(const struct import_event *e, const char *name);
struct str assets_import_ical_said(struct arena *arena, const struct import_event *e, const char *name);

/* ---- import_zone.c ---- */
/* The zone of a TZID ("" = X-WR-TIMEZONE, else the place's); never NULL. */
const struct import_zone *assets_import_zone(struct import_file *file, struct str tzid);

/* ---- import_ical_when.c ---- */
/* When it is on: lines, single dates, what was called off; refuses or notes what cannot be. */
void assets_import_ical_when(struct import_file *file, struct arena *arena, const struct import_event *e,
                             struct import_row *row);

#endif
