/* The inside of what's on. Between activities_on*.c only. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_ON_OWN_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_ON_OWN_H

#include "domain/activities/activities_on.h"

#include <pthread.h>

#define ON_SPARE 13         /* days beyond, so that it is made anew only once in that time */
#define ON_MANY 100000      /* more series than this: only a fortnight is kept */
#define ON_DAYS_ROOM (ON_BEFORE + ON_AHEAD + ON_SPARE + 1)
#define ON_ARENA ((size_t)192 << 20)

/* What a list is sorted out by: 40 bytes a series. */
struct on_series {
    int64_t id, place;
    float lat, lon;
    uint32_t languages;
    uint8_t flags;
    bool alive; /* false: changed since, another one stands for it */
};
/* One session: 20 bytes. */
struct on_session {
    uint32_t series;
    int32_t day;            /* planned */
    int16_t at;             /* planned */
    int16_t opens, closes;  /* as it is; closes -1 = not said */
    uint16_t flags;         /* 1 cancelled, 2 something differs */
};
enum { ON_CANCELLED = 1, ON_DIFFERS = 2 };

struct on_day {
    struct on_session *rows;
    size_t n;
};
/* All of it at one change number. */
struct on_lists {
    struct arena arena;
    bool made;
    struct day first;
    int days;
    int64_t change, holidays; /* newest change numbers it knows */
    struct on_series *series;
    size_t series_n, dead;
    struct on_day list[ON_DAYS_ROOM];
};
struct on_store {
    pthread_rwlock_t lock;
    struct on_lists lists;
};

/* Read everything anew; the lists are empty afterwards when it fails. */
enum status activities_on_build(struct ctx *ctx, struct on_lists *lists) MUST_USE;
/* One series as it is now, in place of what was known of it. */
enum status activities_on_renew(struct ctx *ctx, struct on_lists *lists, struct asset_id id) MUST_USE;
/* The lists of each day in order. */
void activities_on_sort(struct on_lists *lists);

#endif
