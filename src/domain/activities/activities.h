/* Activities: designed with people, fitted to their lives. A series is an asset (its name, place,
   access and schedule stand there); here is what it has beyond: room, who leads, sign-up, the
   register, how it came about. OpenActive words: series, session. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_H

#include "domain/assets/dates.h"

struct wish_id { int64_t v; };     /* activities_wish.h */
struct wish_yes_id { int64_t v; };

enum activity_joining { ACTIVITY_COME, ACTIVITY_SIGN_UP };
enum activity_designer { ACTIVITY_DESIGN_UNKNOWN, ACTIVITY_BY_RESIDENTS, ACTIVITY_BY_STAFF, ACTIVITY_BY_BOTH };

#define ACTIVITY_NO_LIMIT -1

struct activity_series {
    struct asset_id asset;
    enum activity_joining joining;
    int capacity;              /* ACTIVITY_NO_LIMIT, or 1..10000 */
    int newcomers;             /* of these kept for people who never came before */
    int offer_hours;           /* how long a free place is kept for the one it is offered to */
    struct str bring, arrive;  /* what to bring; how to get there */
    bool names;                /* false: the register only counts */
    struct person_id leader, co_leader;
    enum activity_designer designed_by;
    struct str design;         /* what was learned while thinking it out */
    struct asset_id parent;    /* copied from; v = 0 = no */
    bool workplace;
};

/* A series with its entry; what was never said is as a new one has it. ERR_MISSING: no such entry,
   or it is no series (no rule with an hour). The id as people write it: UUID or number. */
enum status activities_find(struct ctx *ctx, struct str id, struct asset *ret_asset,
                            struct activity_series *ret_series) MUST_USE;
enum status activities_find_id(struct ctx *ctx, struct asset_id id, struct asset *ret_asset,
                               struct activity_series *ret_series) MUST_USE;
/* Check all fields, noting every fault, then write. Fails: ERR_INVALID, ERR_DENIED (see may_run).
   Fact "activities.changed". */
enum status activities_put(struct ctx *ctx, const struct asset *asset, const struct activity_series *series) MUST_USE;
/* May the actor run it: take the register, change dates, see who comes? Leader, co-leader, host,
   who looks after the entry or its organisation, who welcomes people there, an administrator of its
   place, the command line. */
bool activities_may_run(struct ctx *ctx, const struct asset *asset, const struct activity_series *series);
/* Does the actor welcome people at this entry (the relation "host of": a circle's coordinator at their
   care home)? They start and run what that entry stands behind, and change nothing else of it. */
bool activities_welcomes(struct ctx *ctx, struct asset_id at);

/* A session by its code, with all that belongs to it. ERR_MISSING. */
struct activity_at { struct asset asset; struct activity_series series; struct asset_session session; struct str code; };
enum status activities_at(struct ctx *ctx, struct str code, struct activity_at *ret_at) MUST_USE;

/* What a person leads or leads with somebody. */
enum status activities_list_led(struct ctx *ctx, struct person_id person, struct asset_id **ret_ids, size_t *ret_count) MUST_USE;

struct module;
extern const struct module activities_module;

#endif
