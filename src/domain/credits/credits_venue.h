/* Anchor venues: places that take hours, by an agreement that says what, how much a week and when. */
#ifndef DOMAIN_CREDITS_CREDITS_VENUE_H
#define DOMAIN_CREDITS_CREDITS_VENUE_H

#include "base/week.h"
#include "domain/credits/credits.h"

struct credits_venue {
    struct venue_id id;
    struct place_id place;
    struct asset_id asset;       /* v = 0: not on the map */
    struct account_id account;
    struct str name;
    struct instant ended_at;
};
enum status credits_venue_find(struct ctx *ctx, struct venue_id id, struct credits_venue *ret_venue) MUST_USE;
enum status credits_venue_list(struct ctx *ctx, struct place_id place, struct credits_venue **ret_venues, size_t *ret_count) MUST_USE;
/* Whose till this is: the code of 10 signs on the card beside a till ("7K3F9-QX2MT"), case, blanks and
   hyphens apart. Only its hash is kept. ERR_MISSING. */
enum status credits_venue_by_till(struct ctx *ctx, struct str code, struct credits_venue *ret_venue) MUST_USE;

/* What hours buy there. */
struct credits_agreement {
    struct agreement_id id;
    struct venue_id venue;
    struct str venue_name;
    struct str what;             /* "Swimming" */
    struct str rules;            /* "Bring a towel"; STR_NONE = none */
    int64_t minutes;             /* of hours for one use by one person */
    int64_t capacity;            /* uses a week from Monday; 0 = as many as come */
    struct str times;            /* base/week words, when it may be used; STR_NONE = whenever open */
    struct day from, until;      /* DAY_NONE = open */
    int64_t left;                /* uses left this week; -1 = no number was set */
    bool now;                    /* may be used at this moment */
    bool trip;                   /* booked ahead, until its last day */
    struct place_id place;
    struct account_id account;   /* of the venue */
    struct str about;            /* when and where, of a trip; STR_NONE = nothing more */
    int64_t capacity_all;        /* uses in all; 0 = as many as come */
    int64_t used;                /* so far */
    struct instant ended_at;
};
enum status credits_agreement_find(struct ctx *ctx, struct agreement_id id, struct credits_agreement *ret_agreement) MUST_USE;
/* v = 0: of every venue of the place. */
enum status credits_agreement_list(struct ctx *ctx, struct place_id place, struct venue_id venue, struct credits_agreement **ret_rows, size_t *ret_count) MUST_USE;
/* May `uses` more be used now? Counted in the transaction that books them: ERR_LIMIT with the next
   moment in words when the week is full, ERR_CONFLICT outside its times. */
enum status credits_agreement_take(struct ctx *ctx, struct agreement_id id, int64_t uses, struct entry_id entry) MUST_USE;
/* The entry is taken back: what it counted is free again. Nothing, where it counted nothing. */
enum status credits_agreement_back(struct ctx *ctx, struct entry_id entry) MUST_USE;

/* Today's number: the same on the page a member shows and at /till, another one tomorrow. */
enum status credits_venue_number(struct ctx *ctx, struct venue_id id, struct str *ret_number) MUST_USE;
/* What was used there today, newest first; nobody is named (`person` is empty). For the till. */
struct credits_use {
    struct use_id id;
    struct agreement_id agreement;
    struct venue_id venue;
    struct place_id place;
    struct str venue_name, what, about;
    bool trip;
    struct person_id person;     /* v = 0: paper notes, or not for the reader */
    int64_t people, minutes;
    struct day on;
    struct instant at, undone_at;
    struct entry_id entry;
};
enum status credits_uses_today(struct ctx *ctx, struct venue_id venue, int64_t limit, struct credits_use **ret_uses, size_t *ret_count) MUST_USE;

#endif
