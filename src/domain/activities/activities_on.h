/* What's on, day by day, of every series at once: short lists kept in memory, brought up to date by
   change numbers before each answer. Words are read only of the rows a page shows. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_ON_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_ON_H

#include "domain/activities/activities.h"

#define ON_BEFORE 1        /* days behind today that are kept */
#define ON_AHEAD 62        /* days ahead that can be asked for */
#define ON_DAYS_MOST 14    /* of one question */
#define ON_ROWS_MOST 200   /* rows of one answer */

enum on_flag {
    ON_FREE = 1, ON_STEP_FREE = 2, ON_WELCOME = 4, ON_LOCATED = 8,
    ON_NEWCOMERS = 16 /* places are kept for people who come for the first time */
};

struct on_query {
    struct day from;       /* DAY_NONE = today */
    int days;              /* 1..ON_DAYS_MOST; 0 = 7 */
    bool has_point;
    double lat, lon, within_km; /* within_km 0 = 5 */
    struct place_id place; /* only of this place; v = 0 = any */
    unsigned flags;        /* on_flag bits that must be set */
    struct str language;   /* code; empty = any */
    size_t limit, offset;
};
struct on_hit {
    struct asset_id asset;
    struct day day; struct minutes at;           /* its name for good */
    struct day on; struct minutes opens, closes; /* as it is; closes none = not said */
    bool cancelled, changed;                     /* changed: look at the session for why */
    double km;                                   /* NaN without a point */
};
struct on_found {
    struct day from; int days;
    size_t total;              /* not over yet, cancelled ones too */
    size_t day_n[ON_DAYS_MOST];
    struct on_hit *hits; size_t hits_n;
};
/* Sessions by day and hour. What is over by now is left out. Fails: ERR_INVALID with a fault on
   "from" (a day that is not kept). */
enum status activities_on(struct ctx *ctx, const struct on_query *query, struct on_found *ret_found) MUST_USE;

/* The keep "activities.on". */
enum status activities_on_open(struct ctx *ctx, struct arena *lasting, void **ret_ptr) MUST_USE;
void activities_on_close(void *ptr);
/* Hears "places.holidays" and "places.changed". */
enum status activities_on_hear(struct ctx *ctx, int64_t subject, int64_t object);

#endif
