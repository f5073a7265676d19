/* The sessions of a series: the lines of an asset's schedule expanded, single dates put right.
   OpenActive words: a series is an asset with a rule and an hour, a session is one date of it. */
#ifndef DOMAIN_ASSETS_DATES_H
#define DOMAIN_ASSETS_DATES_H

#include "domain/assets/assets.h"
#include "domain/places/holidays.h"

enum asset_date_kind { ASSET_DATE_OFF, ASSET_DATE_CANCELLED, ASSET_DATE_MOVED, ASSET_DATE_EXTRA };

/* A date that differs from the rule. `day` and `at` are local time as first planned. */
struct asset_date {
    struct day day; struct minutes at;
    enum asset_date_kind kind;
    /* MOVED, EXTRA: when it is; else none. CANCELLED with `opens`: it had been moved or added, and
       is called off there. */
    struct day to_day; struct minutes opens, closes;
    struct str location_name, words;                 /* this time only; STR_NONE = as always */
    int64_t sequence; struct instant changed_at;
};

/* With its asset, `day` and `at` name a session for good (RFC 5545 RECURRENCE-ID). Of a line with
   a zone of its own they are the place's local time, as everything here is. */
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
   says; one more date that had been called off is on again. A session that was moved or added and is
   called off keeps when it would have been. The actor must be one who may change the asset, or run
   it (the caller asked activities). Raises its sequence and the series', a change number, facts
   "assets.session_cancelled", "assets.session_moved", "assets.session_added", "assets.session_back"
   with object = day. */
enum status assets_date_put(struct ctx *ctx, const struct asset *asset, const struct asset_date *date) MUST_USE;
enum status assets_date_back(struct ctx *ctx, const struct asset *asset, struct day day, struct minutes at) MUST_USE;
/* This and later: the old lines end the day before `from`, `lines` begin at `from`; dates after it
   that no line has any more are dropped, and people asked to be told (the fact "assets.changed"). */
enum status assets_schedule_change_from(struct ctx *ctx, const struct asset *asset, struct day from,
                                        const struct asset_schedule *lines, size_t n) MUST_USE;

struct asset_series {
    struct str uid; int64_t sequence; struct instant modified_at;
    bool off; struct day off_from; struct str off_words; /* called off from this day on, and why */
};
/* The UID (its own, else UUID@kith) and SEQUENCE of a series; never ERR_MISSING. */
enum status assets_series_find(struct ctx *ctx, struct asset_id id, struct asset_series *ret_series) MUST_USE;
/* The number behind a UUID or number, of an entry that ended too: for what is kept of it. */
enum status assets_series_number(struct ctx *ctx, struct str id, struct asset_id *ret_id) MUST_USE;
/* Was its entry ended? */
enum status assets_series_ended(struct ctx *ctx, struct asset_id id, bool *ret_ended) MUST_USE;
/* Call the whole series off from a day on, and say why; DAY_NONE: it goes on again. Its dates stay
   and are all cancelled, so that pages and feeds say so; its entry is "temporarily closed", so that
   nobody is sent there. Rights as for dates. Fact "assets.session_cancelled" or
   "assets.session_back" with object = the day. */
enum status assets_series_call_off(struct ctx *ctx, const struct asset *asset, struct day from,
                                   struct str words) MUST_USE;

/* ---- many series at once, without the database ---- */
/* Lines read once into numbers, a few hundred bytes a series: keep 20,000 of them in an arena that
   lives as long as you like (assets_v_line, _v_date and _v_series are the columns). Words are not
   kept; nothing of `lines` is pointed to. */
struct asset_plan;
enum status assets_plan_make(struct arena *arena, const struct asset_schedule *lines, size_t n,
                             const struct asset_plan **ret_plan) MUST_USE;

struct asset_scan {
    struct asset_id asset;
    const struct asset_plan *plan;
    const struct asset_date *dates; size_t dates_n; /* of this series, by day and hour */
    const struct zone *zone;                        /* of its place */
    const struct holidays *holidays;                /* that cover the days asked for; NULL = none */
    bool off; struct day off_from; struct str off_words; /* of struct asset_series */
    struct recur_clock *clock; /* base/recur.h; one for all series of a zone saves time; NULL = its own */
};
/* Every session that begins on from..until (both included), cancelled ones too, in no order: one
   after the other to `each`, which may stop it by answering anything but OK, and that is answered.
   Its texts are those of `dates` and off_words. */
enum status assets_sessions_scan(const struct asset_scan *scan, struct day from, struct day until,
                                 enum status (*each)(void *cookie, const struct asset_session *session),
                                 void *cookie) MUST_USE;
/* Does some line have a session of this name, single dates aside? */
bool assets_plan_names(const struct asset_plan *plan, const struct zone *zone, const struct holidays *holidays,
                       struct day day, struct minutes at);
/* Does a line leave out holidays: must `holidays` be there? */
bool assets_plan_heeds(const struct asset_plan *plan);

#endif
