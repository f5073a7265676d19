/* What programs elsewhere read of activities: calendars (RFC 5545) and the OpenActive feeds (RPDE
   1.0). A series is drawn as text, kept, and copied out; a job draws it again after each change. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_FEED_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_FEED_H

#include "base/json.h"
#include "domain/activities/activities_own.h"

#define FEED_CHANGE "activities.feed" /* kind of the change numbers that are not the entry's own */
#define FEED_BACK 30                  /* days the OpenActive feeds look back and ahead */
#define FEED_AHEAD 400
#define FEED_BASE "\1"                /* stands in kept text where our own address goes */

/* ---- the activity list: activities_feed_list.c ---- */
struct feed_activity { struct str id, label, folded, others; }; /* others: folded alternatives, | between */
struct feed_list { const struct feed_activity *rows; size_t n; };
#define FEED_KINDS 3

enum status activities_feed_list_open(struct ctx *ctx, struct arena *lasting, void **ret_ptr) MUST_USE;
/* The kept list, or a fresh one in ctx->arena. */
const struct feed_list *activities_feed_list(struct ctx *ctx);
const struct feed_activity *activities_feed_list_find(const struct feed_list *list, struct str id);
/* The activity of exactly this name, or NULL. */
const struct feed_activity *activities_feed_list_label(const struct feed_list *list, struct arena *arena, struct str words);
/* Activities named in a text, whole words only, the longest first; at most `max`. */
size_t activities_feed_list_named(const struct feed_list *list, struct arena *arena, struct str text,
                                  const struct feed_activity **out, size_t max);

/* ---- a series with all that is told of it: activities_feed_source.c ---- */
struct feed_source {
    struct asset asset;
    struct activity_series series;
    struct place place;
    const struct zone *zone;
    struct asset_series id;    /* UID, SEQUENCE, when it changed */
    bool ended, cancelled;     /* taken off the list; not active */
    bool off_now;              /* called off, from today or before */
    struct str said;           /* an id of the list, "none", or STR_NONE: nobody said */
    const struct feed_activity *kinds[FEED_KINDS];
    size_t kinds_n;
};
/* Ended ones too, for who may see them. ERR_MISSING: it is no series. */
enum status activities_feed_source(struct ctx *ctx, struct asset_id id, struct feed_source *ret_source) MUST_USE;
/* Which activity of the list it is; "" = as its words tell again. ERR_INVALID, ERR_DENIED. */
enum status activities_feed_say(struct ctx *ctx, const struct asset *asset, struct str activity) MUST_USE;

/* ---- calendars: activities_ical.c, activities_ical_zone.c ---- */
/* VEVENTs of a series, unfolded, FEED_BASE for our address. */
enum status activities_ical_series(struct ctx *ctx, const struct feed_source *source, struct buf *buf) MUST_USE;
/* One of its sessions, under the name it has in the series. */
enum status activities_ical_session(struct ctx *ctx, const struct feed_source *source, const struct asset_session *at,
                                    struct buf *buf) MUST_USE;
void activities_ical_zone(struct buf *buf, struct str name, const struct zone *zone, int year);
void activities_ical_head(struct buf *buf, struct str name);

/* ---- OpenActive: activities_feed_draw.c ---- */
struct feed_item { struct day day; struct minutes at; struct str data; };
/* Data of the series, and of its sessions by day and hour. None when it is not in the feeds. */
enum status activities_feed_draw(struct ctx *ctx, const struct feed_source *source, struct str *ret_series,
                                 struct feed_item **ret_items, size_t *ret_count) MUST_USE;

/* ---- keeping up: activities_feed.c ---- */
/* Draw again what changed, in short transactions. No transaction is open. */
enum status activities_feed_job(struct ctx *ctx) MUST_USE;
enum status activities_feed_hear(struct ctx *ctx, int64_t subject, int64_t object) MUST_USE;
/* The facts of sign-up: subject a person, object the series. */
enum status activities_feed_hear_signup(struct ctx *ctx, int64_t subject, int64_t object) MUST_USE;
/* How many changes are not drawn yet; at most `most` are counted. */
enum status activities_feed_pending(struct ctx *ctx, int64_t most, int64_t *ret_n) MUST_USE;
/* When the job last ran in this process, so that a reader knows whether waiting for it helps. */
enum status activities_feed_pulse_open(struct ctx *ctx, struct arena *lasting, void **ret_ptr) MUST_USE;
bool activities_feed_beats(struct ctx *ctx);
/* One reader at a time may wait for the job: the other workers go on answering. True = wait, then say waited. */
bool activities_feed_wait(struct ctx *ctx);
void activities_feed_waited(struct ctx *ctx);
/* Copy kept text, our address in its places. */
void activities_feed_fill(struct buf *buf, struct str text, struct str base);

/* ---- addresses: activities_feed_web.c, activities_ical_web.c, activities_poster_web.c ---- */
/* "https://kith.example": as set for the server, else as asked for. */
struct str activities_feed_base(struct web *w);
void activities_feed_header(struct web *w, const char *name, struct str value);
/* Wait a little until changes of the last moment are drawn. */
enum status activities_feed_settle(struct web *w) MUST_USE;
enum status activities_feed_web_root(struct web *w);
enum status activities_feed_web_series(struct web *w);
enum status activities_feed_web_sessions(struct web *w);
enum status activities_feed_web_atom(struct web *w);
enum status activities_feed_web_kind(struct web *w);       /* which activity it is */
enum status activities_feed_web_kind_apply(struct web *w);
enum status activities_ical_web_all(struct web *w);
enum status activities_ical_web_place(struct web *w);
enum status activities_ical_web_series(struct web *w, struct str id);
enum status activities_ical_web_session(struct web *w, struct str code);
enum status activities_ical_web_key_apply(struct web *w);
enum status activities_ical_keys_open(struct ctx *ctx, struct arena *lasting, void **ret_ptr) MUST_USE;
/* activities_ical_key.c */
enum status activities_ical_key_make(struct ctx *ctx, struct person_id person) MUST_USE;
enum status activities_ical_seed(struct ctx *ctx, struct place_id place) MUST_USE;
enum status activities_ical_hear_left(struct ctx *ctx, int64_t subject, int64_t object);
enum status activities_ical_export(struct ctx *ctx, struct person_id person, struct json *json) MUST_USE;
enum status activities_ical_panel_me(struct ctx *ctx, struct html *h, int64_t subject);
enum status activities_poster_web(struct web *w);
enum status activities_poster_web_place(struct web *w);
/* Parts of the page of a series and of a session. */
enum status activities_feed_part(struct web *w, const struct activity_at *at, bool session, struct html *h);

#endif
