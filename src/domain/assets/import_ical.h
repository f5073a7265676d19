/* Events of a calendar as they stand in the file. Private to the readers of import. */
#ifndef DOMAIN_ASSETS_IMPORT_ICAL_H
#define DOMAIN_ASSETS_IMPORT_ICAL_H

#include "domain/assets/import_own.h"

#define IMPORT_OVERRIDES 200 /* single dates of one series */

struct import_property {
    struct str name, params, value; /* params with their first semicolon */
};
struct import_event {
    int64_t line, newer; /* newer: the line of a later version, 0 = this is it */
    struct import_property *properties;
    size_t n;
    struct str uid;
    int64_t sequence;
    bool moved, whole; /* moved: one date of another event */
};
struct import_ical {
    struct import_event *events;
    size_t events_n;
    struct import_seen masters; /* uid to place in `events` */
    struct import_seen moved;   /* the same for single dates of a series */
};

struct str assets_import_ical_param(const struct import_property *property, const char *name);
struct str assets_import_ical_text(struct arena *arena, struct str value);

#endif
