/* Sessions of feeds: dates told apart from their series, and what a feed takes out again by no
   more than the name it gave the item. Private to the readers of import. */
#ifndef DOMAIN_ASSETS_IMPORT_FEED_H
#define DOMAIN_ASSETS_IMPORT_FEED_H

#include "domain/assets/import_when.h"

/* Members items carry beside their own while their file is read. */
#define IMPORT_SESSIONS "\1sessions" /* of a series: the data of its sessions */
#define IMPORT_ITEM "\1item"         /* of data: "ScheduledSession 12" */
#define IMPORT_APART "\1apart"       /* of a series: known by its sessions only */
#define IMPORT_GONE "\1gone"         /* of a session: taken out again in the same file */

/* One session. `day` and `at` are its name when `named`, else its own beginning; MOVED with
   to_day, opens, closes says it is on, CANCELLED that it is called off, OFF that it is gone. */
struct import_session {
    struct str item; /* as the feed names it; STR_NONE = it does not */
    bool named;
    struct asset_date date;
};
struct import_feed {
    struct str item; /* of the row itself */
    bool deleted;
    bool apart; /* the series is not in this file: what stands here its sessions said */
    const struct import_session *sessions;
    size_t n;
};

/* ---- import_openactive_group.c ---- */
/* Pages one after the other, or NULL when `root` is no list of pages. */
json_t *assets_import_openactive_pages(const json_t *root);
/* Sessions go under their series; of an item that stands there twice the newest counts. */
void assets_import_openactive_group(struct import_file *file);
/* Two items of one feed: "SessionSeries 12". STR_NONE when it has no name. */
struct str assets_import_openactive_item(struct arena *arena, const json_t *item);

/* ---- import_openactive_times.c ---- */
/* False when it has no hour. */
bool assets_import_openactive_session(struct import_file *file, struct arena *arena,
                                      const json_t *data, const json_t *series,
                                      struct import_session *ret_session);

/* ---- import_sessions.c ---- */
/* What one session adds to what the lines say: false when it adds nothing. `zone` is the place's. */
bool assets_import_session_date(const struct asset_plan *plan, const struct zone *zone,
                                const struct import_session *session, struct asset_date *ret_date);
/* Lines for sessions when there are none, or none that fit; then what differs, into `dates`. */
void assets_import_sessions_settle(struct arena *arena, const struct zone *zone, struct day today,
                                   struct import_session *sessions, size_t n,
                                   struct import_when *when, struct asset_date **dates,
                                   size_t *dates_n);

#endif
