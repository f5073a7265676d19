/* The coordinator's round: once a week three people of a care home, a ward or a club are put
   before whoever looks after it, one tap each. In a round is only who agreed to it. */
#ifndef DOMAIN_ROUNDS_ROUNDS_H
#define DOMAIN_ROUNDS_ROUNDS_H

#include "domain/assets/assets.h"
#include "domain/people/people.h"
#include "platform/ctx/ctx.h"

struct circle_id { int64_t v; };
struct round_member_id { int64_t v; };
struct round_week_id { int64_t v; };
struct round_ask_id { int64_t v; };

#define ROUNDS_THREE 3
#define ROUNDS_PEOPLE_MAX 400 /* people of one circle */
#define ROUNDS_CIRCLES_MAX 200
#define ROUNDS_ASSETS_MAX 500
#define ROUNDS_WISH_DAYS 14   /* who wished for something else is asked as if two weeks longer ago */

/* ---- circles ---- */
struct circle {
    struct circle_id id; struct place_id place; struct asset_id asset; struct person_id coordinator;
    struct str name;             /* of the care home, ward or club */
    struct str coordinator_name;
    struct instant since;
    int64_t people, weeks, kept; /* agreed people; weeks so far and those that were kept */
};
/* An administrator of the place. Fails: ERR_INVALID (no such asset or person; not a place where
   people are together), ERR_CONFLICT (it has its circle). */
enum status rounds_circle_add(struct ctx *ctx, struct asset_id asset, struct person_id coordinator,
                              struct circle_id *ret_id) MUST_USE;
/* Its coordinator welcomes people there (the relation "host of"): they start and run activities of
   that entry. Begins and ends with the circle; again for circles older than this. */
enum status rounds_welcome(struct ctx *ctx, const struct circle *circle) MUST_USE;
enum status rounds_circle_end(struct ctx *ctx, struct circle_id id) MUST_USE;
/* Its coordinator, connectors and administrators of its place; else ERR_DENIED. */
enum status rounds_circle_find(struct ctx *ctx, struct circle_id id, struct circle *ret_circle) MUST_USE;
/* The same for whoever asks: a person may answer though they see no circle. */
enum status rounds_circle_known(struct ctx *ctx, struct circle_id id, struct circle *ret_circle) MUST_USE;
/* Those of the actor's place (connector, administrator), or of all places (SYSTEM). */
enum status rounds_circles(struct ctx *ctx, struct circle **ret_rows, size_t *ret_count) MUST_USE;
/* Those a person looks after. */
enum status rounds_circles_of(struct ctx *ctx, struct person_id coordinator, struct circle **ret_rows,
                              size_t *ret_count) MUST_USE;

/* Where a round may be: what is here and is no gift, by name. */
enum status rounds_assets(struct ctx *ctx, struct asset **ret_rows, size_t *ret_count) MUST_USE;

/* ---- who is in a round: only with their own yes ---- */
struct round_member {
    struct round_member_id id; struct circle_id circle; struct person_id person;
    struct str circle_name, name, how, asked_by, language;
    bool agreed;
    struct instant said_at, ended_at;
};
/* What they answered when asked, kept by themselves or whoever may write for them. A new answer
   ends the old one. `how`: spoken paper web. */
enum status rounds_answer(struct ctx *ctx, struct circle_id circle, struct person_id person,
                          bool agreed, struct str how) MUST_USE;
/* They take their yes back: at once out of this week too. */
enum status rounds_withdraw(struct ctx *ctx, struct round_member_id id) MUST_USE;
/* Of a circle: those the actor may see. */
enum status rounds_members(struct ctx *ctx, struct circle_id circle, struct round_member **ret_rows,
                           size_t *ret_count) MUST_USE;
/* All answers of one person, newest first, ended ones too. ERR_DENIED unless people_may_see. */
enum status rounds_members_of(struct ctx *ctx, struct person_id person, struct round_member **ret_rows,
                              size_t *ret_count) MUST_USE;
struct said rounds_consent_words(void);
struct said rounds_consent_stops(void);

/* ---- a week ---- */
enum round_answer { ROUND_OPEN, ROUND_HAPPY, ROUND_ELSE, ROUND_TALK, ROUND_ANSWERS };
const char *rounds_answer_name(enum round_answer answer); /* "something-else" */
struct round_ask {
    struct round_ask_id id; struct person_id person;
    int seat;
    struct str name;             /* first name; STR_NONE when the actor may not read it */
    enum round_answer answer;
    bool gone;                   /* left the round; the seat stays, as on paper */
    struct instant answered_at, done_at;
};
struct round_week {
    struct round_week_id id; struct circle_id circle;
    struct str circle_name, code, told_by;
    struct day monday;
    struct instant kept_at;
    bool own;                    /* the actor looks after this circle: nobody need have told them */
    struct round_ask asks[ROUNDS_THREE]; size_t asks_n;
};
/* This week of a circle. ERR_MISSING before its people are chosen. */
enum status rounds_week_now(struct ctx *ctx, struct circle_id circle, struct round_week *ret_week) MUST_USE;
/* By the code on its paper; anybody of the place who holds it may type it in. ERR_INVALID with a
   fault on "code". */
enum status rounds_week_of_code(struct ctx *ctx, struct str code, struct round_week *ret_week) MUST_USE;
/* Choose this week's people, or fill its empty seats. Nothing when nobody is in the circle. */
enum status rounds_week_fill(struct ctx *ctx, struct circle_id circle) MUST_USE;
/* Keep the taps, in the order of the seats; ROUND_OPEN leaves one as it is. `told_by` is needed
   when the actor does not look after the circle. */
enum status rounds_keep(struct ctx *ctx, const struct round_week *week,
                        const enum round_answer answers[ROUNDS_THREE], struct str told_by) MUST_USE;
/* The last weeks of a circle, newest first. */
enum status rounds_weeks(struct ctx *ctx, struct circle_id circle, int64_t limit,
                         struct round_week **ret_rows, size_t *ret_count) MUST_USE;

/* ---- what a connector does about it ---- */
struct round_wish {
    struct round_ask_id id; struct person_id person; struct str name, circle_name;
    enum round_answer answer; struct instant at;
};
/* "Talk to them" first, then "something else", oldest first, of the people the actor walks
   beside; for administrators also of people nobody walks beside. */
enum status rounds_wishes(struct ctx *ctx, struct round_wish **ret_rows, size_t *ret_count) MUST_USE;
enum status rounds_wish_done(struct ctx *ctx, struct round_ask_id id) MUST_USE;

/* ---- whose turn: pure ---- */
struct rounds_turn { int64_t person; struct day last; bool wish; }; /* last DAY_NONE = never asked */
/* How many a circle of n people is asked about: never all three of three, so that it is never the
   same three. */
size_t rounds_want(size_t n);
/* Choose `want` of n beside those `taken`; never the same three as `before`. Sorts `people`. */
size_t rounds_pick(struct rounds_turn *people, size_t n, const int64_t *taken, size_t taken_n,
                   const int64_t *before, size_t before_n, size_t want, int64_t ret_people[ROUNDS_THREE]);

struct module;
extern const struct module rounds_module;

#endif
