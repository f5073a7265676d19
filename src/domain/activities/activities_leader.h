/* How people grow into leading a series: helped, led together, led with support, leads; each step
   said by the person and by one who runs it. And what leaders hold: first aid, DBS and the like. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_LEADER_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_LEADER_H

#include "domain/activities/activities.h"

enum leader_step { LEADER_NONE, LEADER_HELPED, LEADER_TOGETHER, LEADER_SUPPORTED, LEADER_LEADS };
#define LEADER_STEPS 4
struct said activities_step_said(enum leader_step step); /* "Helped" */

/* Where somebody stands on the ladder of one series. */
struct leader_rung {
    struct asset_id asset; struct place_id place;
    struct person_id person; struct str name;
    enum leader_step step;             /* the highest that both said; LEADER_NONE = none yet */
    struct instant step_at;            /* when both had said it */
    enum leader_step next;             /* said by one of the two and not by the other; LEADER_NONE = nothing is open */
    bool next_self;                    /* the person said it, else one who runs it */
    struct str next_by;                /* first name of the one who runs it */
    bool not_yet, not_yet_self;        /* the other said "not yet", which may change */
    struct str small_step;             /* the next small step, in words */
    bool named;                        /* leader, co-leader or host of the series: can lead whatever the ladder says */
};

#define LEADERS_MAX 60

/* All on the ladder of a series, those who lead first. For who may run it, and the person. */
enum status activities_ladder(struct ctx *ctx, const struct activity_at *at, struct leader_rung **ret_rows, size_t *ret_count) MUST_USE;
/* One person's; ERR_MISSING when they are not on it. */
enum status activities_ladder_of(struct ctx *ctx, const struct activity_at *at, struct person_id person, struct leader_rung *ret_rung) MUST_USE;
/* Every series on whose ladder somebody stands. */
enum status activities_ladders_of(struct ctx *ctx, struct person_id person, struct leader_rung **ret_rows, size_t *ret_count) MUST_USE;
/* Who could be asked: those who came or signed up, and are not on it yet. For who may run it. */
struct leader_candidate { struct person_id person; struct str name; };
enum status activities_candidates(struct ctx *ctx, const struct activity_at *at, struct leader_candidate **ret_rows, size_t *ret_count) MUST_USE;

/* Say that somebody stands on a step, or could: the person of themselves, or one who runs it of another.
   `small_step` may be empty; a person does not write their own. Facts "activities.step_said",
   "activities.step" when both have said it. Fails: ERR_DENIED, ERR_INVALID. */
enum status activities_step_say(struct ctx *ctx, const struct activity_at *at, struct person_id person, enum leader_step step,
                                struct str small_step) MUST_USE;
/* "Not yet": the step waits, and can be said again later. */
enum status activities_step_not_yet(struct ctx *ctx, const struct activity_at *at, struct person_id person, enum leader_step step) MUST_USE;
/* Off the ladder: the person, or one who runs it. */
enum status activities_step_end(struct ctx *ctx, const struct activity_at *at, struct person_id person) MUST_USE;

/* Series of a place with one person who can lead: leader, co-leader, host and whoever leads by the ladder. */
struct leader_fragile { struct asset_id asset; struct str name, only, could; };
enum status activities_fragile(struct ctx *ctx, struct place_id place, int64_t limit, struct leader_fragile **ret_rows, size_t *ret_count) MUST_USE;
/* n: series with more than one, of `base` with at least one. */
enum status activities_leaders_figure(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base) MUST_USE;

/* ---- activities_leader_held.c: what they hold. The paper itself is never kept ---- */
enum held_kind { HELD_FIRST_AID, HELD_DBS, HELD_SAFEGUARDING, HELD_FOOD_HYGIENE, HELD_KINDS };
const char *activities_held_code(enum held_kind kind); /* "first aid" */
struct said activities_held_said(enum held_kind kind);
bool activities_held_parse(struct str code, enum held_kind *ret_kind);

struct held {
    int64_t id;
    struct person_id person; struct str name;
    enum held_kind kind;
    struct day until;
    struct person_id seen_by; struct str seen_name; struct day seen_on; /* DAY_NONE: only said */
};
/* The person, the place's administrator or named lead, and the leader of a series they lead with. */
bool activities_held_may(struct ctx *ctx, struct person_id person);
enum status activities_held_list(struct ctx *ctx, struct person_id person, struct held **ret_rows, size_t *ret_count) MUST_USE;
/* Write one down, in place of an older one of its kind. By the person it is only said; by another who
   may, it was seen. Fails: ERR_INVALID (a day gone by, or more than ten years on), ERR_DENIED. */
enum status activities_held_put(struct ctx *ctx, struct person_id person, enum held_kind kind, struct day until) MUST_USE;
/* "I have seen it": not by the person themselves. */
enum status activities_held_seen(struct ctx *ctx, int64_t id) MUST_USE;
enum status activities_held_end(struct ctx *ctx, int64_t id) MUST_USE;
/* Does one of those who lead hold this, seen and not run out? No name is told. */
bool activities_held_by_one(struct ctx *ctx, const struct activity_at *at, struct str kind);
/* Of a place, run out or within `days`: for its administrator and named lead. */
enum status activities_held_due(struct ctx *ctx, struct place_id place, int days, struct held **ret_rows, size_t *ret_count) MUST_USE;
/* Reminders 60 and 14 days before and on the last day, by mail or text. In a job. */
enum status activities_held_run(struct ctx *ctx) MUST_USE;

/* "people.left": nothing of theirs stays, here and among pictures and checklists. */
enum status activities_leader_hear_left(struct ctx *ctx, int64_t person, int64_t object) MUST_USE;

#endif
