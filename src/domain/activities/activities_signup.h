/* Who comes: for one date or every time, with or without an account; room, newcomers' share, and
   a waiting list in the order of asking whose offers end. */
#ifndef DOMAIN_ACTIVITIES_SIGNUP_H
#define DOMAIN_ACTIVITIES_SIGNUP_H

#include "domain/activities/activities.h"

#define SIGNUP_COMPANIONS 9  /* carers and companions of one person */
#define SIGNUPS_SHOWN 500    /* of one session */
#define SIGNUP_EVERY_TIME DAY_NONE

enum signup_state { SIGNUP_COMING, SIGNUP_WAITING, SIGNUP_OFFERED, SIGNUP_SKIPPED, SIGNUP_ENDED };
enum signup_way { SIGNUP_NONE, SIGNUP_MAIL, SIGNUP_TEXT }; /* how they like to be reminded */

struct signup_id { int64_t v; };
struct signup {
    struct signup_id id, of;           /* of: what one date is to somebody who comes every time */
    struct asset_id asset; struct place_id place;
    struct day day; struct minutes at; /* as first planned; DAY_NONE = every time */
    struct day since;                  /* every time: the first day that counts */
    struct person_id person;           /* v = 0: no record with us, then these: */
    struct str first_name, phone, email, language;
    int seats; bool carer;             /* seats with carers and companions */
    struct str note;                   /* what would make it easier; only those who run it see it */
    bool newcomer;
    enum signup_state state;
    struct str why;                    /* how it ended: cancelled, taken off, lapsed, left */
    int64_t turn;                      /* order of asking */
    struct instant offered_until;
    int lapses;
    struct str code, token;            /* the short code to answer with; the word of their own link */
    struct str consent;                /* how they said yes where another wrote it */
    struct str how;                    /* self open connector card text host standing */
    struct person_id by;
    enum signup_way way;
    struct instant created_at;
};

/* ---- for the register and the feeds ---- */
/* Everybody with a place on a session, by first name: the register's order. Names are for those who
   run it; the caller asked activities_may_run. */
struct activity_coming {
    struct signup_id signup; struct person_id person; /* v = 0: no record with us */
    struct str first_name, note;
    int seats; bool carer, newcomer, standing;
};
enum status activities_coming(struct ctx *ctx, struct asset_id asset, struct day day, struct minutes at,
                              struct activity_coming **ret_rows, size_t *ret_count) MUST_USE;
/* Room on a session in seats; `held` of `taken` are kept for offers not answered yet. */
struct activity_room {
    int capacity;              /* ACTIVITY_NO_LIMIT */
    int taken, held, waiting;  /* waiting: askings, not seats */
    int left;                  /* ACTIVITY_NO_LIMIT; for anybody: without what is kept for newcomers */
    int left_newcomers;        /* for somebody who never came before */
    int newcomers;             /* of those who come */
    int reserve;               /* kept for newcomers on this date */
};
enum status activities_room(struct ctx *ctx, const struct activity_series *series, const struct asset_session *session,
                            struct activity_room *ret_room) MUST_USE;
/* Have they been to no session of this series before this day? By the register, else by sign-ups. */
enum status activities_is_newcomer(struct ctx *ctx, struct asset_id asset, struct person_id person, struct day before,
                                   bool *ret_new) MUST_USE;

/* ---- asking ---- */
struct signup_ask {
    struct person_id person;            /* or v = 0 and: */
    struct str first_name, phone, email;
    int companions; bool carer;         /* 0..9, a carer among them */
    struct str note;
    enum signup_way way;
    const char *how;                    /* "self" "open" "connector" "card" "text" "host" */
    struct str consent;                 /* connector: how they said yes: spoken, paper */
};
/* For one session, or (at->code empty) for every time from today. Nobody is on a list twice: who
   is, gets what stands. A place at once when there is room and nobody waits whom it would suit;
   else the end of the waiting list. Fails: ERR_INVALID (box by box), ERR_CONFLICT (called off,
   begun), ERR_DENIED (for somebody else without being who may). Fact "activities.signed_up". */
enum status activities_sign_up(struct ctx *ctx, const struct activity_at *at, const struct signup_ask *ask,
                               struct signup *ret_signup) MUST_USE;
enum status activities_signup_find(struct ctx *ctx, struct signup_id id, struct signup *ret_signup) MUST_USE;
/* By the word of their own link, or the short code. No permission asked: holding it is the permission. */
enum status activities_signup_by_token(struct ctx *ctx, struct str token, struct signup *ret_signup) MUST_USE;
enum status activities_signup_by_code(struct ctx *ctx, struct str code, struct signup *ret_signup) MUST_USE;
struct str activities_code_plain(struct ctx *ctx, struct str code); /* as people write it, as it is kept */
/* What one date is to somebody who comes every time; ERR_MISSING: nothing was said of it. */
enum status activities_signup_date(struct ctx *ctx, const struct signup *standing, struct day day, struct minutes at,
                                   struct signup *ret_signup) MUST_USE;
/* What stands of a person for this session or for every time; ERR_MISSING. */
enum status activities_signup_of(struct ctx *ctx, struct asset_id asset, struct person_id person, struct day day,
                                 struct minutes at, struct signup *ret_signup) MUST_USE;

/* ---- what they do with it; the caller asked whether they may ---- */
enum status activities_signup_cancel(struct ctx *ctx, const struct signup *signup, const char *why) MUST_USE;
/* Come every time, but not this time; and after all. */
enum status activities_signup_skip(struct ctx *ctx, const struct signup *standing, struct day day, struct minutes at) MUST_USE;
/* Take back a cancelling or a "not this time" while the place is free. ERR_CONFLICT: it is given on;
   for a date of somebody who comes every time they wait for it. */
enum status activities_signup_undo(struct ctx *ctx, const struct signup *signup) MUST_USE;
/* Take an offered place. ERR_CONFLICT: too late. */
enum status activities_signup_take(struct ctx *ctx, const struct signup *signup) MUST_USE;
enum status activities_signup_way_set(struct ctx *ctx, const struct signup *signup, enum signup_way way) MUST_USE;

/* ---- the lists ---- */
/* All that stands for a session, or (DAY_NONE) for every time, in the order of asking. */
enum status activities_signups(struct ctx *ctx, struct asset_id asset, struct day day, struct minutes at,
                               struct signup **ret_rows, size_t *ret_count) MUST_USE;
/* What a person comes to or waits for from today. */
enum status activities_signups_of(struct ctx *ctx, struct person_id person, struct signup **ret_rows, size_t *ret_count) MUST_USE;
/* Said yes and did not come, where the register was kept: so that somebody can ask kindly. Only for
   those who run it; nothing is counted and nothing follows from it. */
enum status activities_missed(struct ctx *ctx, struct asset_id asset, struct day day, struct minutes at,
                              struct activity_coming **ret_rows, size_t *ret_count) MUST_USE;
/* Give out what is free: offers to the first in order who fit. Called after whatever changes room. */
enum status activities_settle(struct ctx *ctx, const struct asset *asset, const struct activity_series *series) MUST_USE;
/* The short code of the series' cards, made at the first asking. */
enum status activities_card_code(struct ctx *ctx, const struct asset *asset, struct str *ret_code) MUST_USE;
enum status activities_card_known(struct ctx *ctx, struct asset_id asset, struct str *ret_code) MUST_USE; /* ERR_MISSING: none yet */
enum status activities_card_find(struct ctx *ctx, struct str code, struct asset_id *ret_asset) MUST_USE;

#endif
