/* The sessions of a series: the lines of an asset's schedule expanded, single dates put right.
   OpenActive words: a series is an asset with a rule and an hour, a session is one date of it. */
#ifndef DOMAIN_ASSETS_DATES_H
#define DOMAIN_ASSETS_DATES_H

#include "domain/assets/assets.h"

enum asset_date_kind { ASSET_DATE_OFF, ASSET_DATE_CANCELLED, ASSET_DATE_MOVED, ASSET_DATE_EXTRA };

/* A date that differs from the rule. `day` and `at` are local time as first planned. */
struct asset_date {
    struct day day; struct minutes at;
    enum asset_date_kind kind;
    struct day to_day; struct minutes opens, closes; /* MOVED, EXTRA: when it is; else none */
    struct str location_name, words;                 /* this time only; STR_NONE = as always */
    int64_t sequence; struct instant changed_at;
};

/* With its asset, `day` and `at` name a session for good (RFC 5545 RECURRENCE-ID). */
struct asset_session {
    struct asset_id asset;
    struct day day; struct minutes at;  /* as first planned, local */
    struct day on; struct minutes opens, closes; /* as it is, local; closes none = not said */
    struct instant begins, ends;        /* of on/opens/closes in the place's zone; ends = begins when not said */
    bool cancelled, moved, extra;
    struct str location_name, words;    /* of this date; STR_NONE = as always */
    int64_t sequence;
};

#define ASSET_SESSIONS_MAX 4000 /* of one series at once */
#define ASSET_DATES_MAX 10000   /* single dates of one series */

/* Has it a line with a rule (or one date) and an hour, and is it a group or an activity? */
bool assets_is_series(const struct asset *asset);
/* Its sessions that begin on `from`..`until` (both included), cancelled ones too, in order of
   begin; at most `max`. Moved ones count on the day they are on now. */
enum status assets_sessions(struct ctx *ctx, const struct asset *asset, struct day from, struct day until,
                            size_t max, struct asset_session **ret_sessions, size_t *ret_count) MUST_USE;
/* One session by its name. ERR_MISSING: there is none of that date, or it is off. */
enum status assets_session_find(struct ctx *ctx, const struct asset *asset, struct day day, struct minutes at,
                                struct asset_session *ret_session) MUST_USE;
/* The next one at or after an instant that is not cancelled, within 400 days. ERR_MISSING. */
enum status assets_session_next(struct ctx *ctx, const struct asset *asset, struct instant from,
                                struct asset_session *ret_session) MUST_USE;

/* "1234-20260303T1000" and back; false when it is none. */
struct str assets_session_code(struct arena *arena, struct asset_id asset, struct day day, struct minutes at);
bool assets_session_parse(struct str code, struct asset_id *ret_asset, struct day *ret_day, struct minutes *ret_at);

/* All single dates, by day. */
enum status assets_dates(struct ctx *ctx, struct asset_id id, struct asset_date **ret_dates, size_t *ret_count) MUST_USE;
/* Write one (kind OFF, CANCELLED, MOVED or EXTRA) or take it off again: then the date is as the rule
   says. The actor must be one who may change the asset, or run it (the caller asked activities).
   Raises its sequence and the series', a change number, facts "assets.session_cancelled",
   "assets.session_moved", "assets.session_added", "assets.session_back" with object = day. */
enum status assets_date_put(struct ctx *ctx, const struct asset *asset, const struct asset_date *date) MUST_USE;
enum status assets_date_back(struct ctx *ctx, const struct asset *asset, struct day day, struct minutes at) MUST_USE;
/* This and later: the old lines end the day before `from`, `lines` begin at `from`; dates after it
   that no line has any more are dropped, and people asked to be told (the fact "assets.changed"). */
enum status assets_schedule_change_from(struct ctx *ctx, const struct asset *asset, struct day from,
                                        const struct asset_schedule *lines, size_t n) MUST_USE;

struct asset_series { struct str uid; int64_t sequence; struct instant modified_at; };
/* The UID (its own, else UUID@kith) and SEQUENCE of a series; never ERR_MISSING. */
enum status assets_series_find(struct ctx *ctx, struct asset_id id, struct asset_series *ret_series) MUST_USE;

#endif
