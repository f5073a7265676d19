/* "I wish there were...", and who says me too: when, where and how it would suit them, and what
   keeps them away. A group of those who would help thinks it out, and it becomes an activity. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_WISH_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_WISH_H

#include "domain/activities/activities.h"
#include "domain/activities/activities_times.h"

enum wish_state { WISH_WAITING, WISH_OPEN, WISH_BECAME, WISH_ENDED, WISH_STATES };
enum wish_help { WISH_HELP_NO, WISH_HELP_ASKED, WISH_HELP_IN };
/* what keeps people away, in order of the bits */
enum wish_barrier {
    WISH_TIMES, WISH_MONEY, WISH_LANGUAGE, WISH_CHILDCARE, WISH_CONFIDENCE, WISH_TRAVEL, WISH_ACCESS, WISH_HEALTH, WISH_KNOWS_NOBODY, WISH_OTHER,
    WISH_BARRIERS
};
extern const char *const activities_wish_barriers[WISH_BARRIERS];     /* "travel" */
extern const char *const activities_wish_barrier_says[WISH_BARRIERS]; /* T_() texts */
#define WISH_SHIFTS 4
extern const char *const activities_wish_shifts[WISH_SHIFTS];         /* "nights" */
extern const char *const activities_wish_shift_says[WISH_SHIFTS];

#define WISH_WORDS 400
#define WISH_MOST 200      /* in one list */
#define WISH_YESES 1000    /* to one wish */

struct wish {
    struct wish_id id; struct place_id place;
    struct str words, concepts;
    struct minutes minutes;
    enum wish_state state;
    struct person_id person;   /* who said it; 0 = not known */
    struct str design;
    struct asset_id asset;     /* what it became */
    struct instant at;
    int64_t yeses;
    struct str shown; struct instant shown_at; int64_t tables; /* the best times on the page */
    int64_t changed;           /* answers since then */
};
/* One who says me too. A person, or nobody we know: then a first name and a contact if they like. */
struct wish_yes {
    struct wish_yes_id id;
    struct person_id person;
    struct str first_name, contact, language;
    struct str times;          /* base/week.h words; STR_NONE = not said */
    int shift;                 /* of activities_wish_shifts, -1 = not said */
    bool alternate, odd;       /* one week in two: that of odd week numbers, else of even ones */
    struct str place_words, how_words;
    unsigned barriers;
    struct str barrier_words; bool words_ok;
    enum wish_help help; bool staff;
    struct str told_how;       /* web text paper spoken */
    struct person_id told_by;
};

enum status activities_wish_find(struct ctx *ctx, struct wish_id id, struct wish *ret_wish) MUST_USE;
/* Of a place and state, newest first. Waiting ones: connectors and administrators only. */
enum status activities_wishes(struct ctx *ctx, struct place_id place, enum wish_state state, int64_t limit, struct wish **ret_rows, size_t *ret_count) MUST_USE;
/* Open ones about the same, likest first; words through the vocabulary. */
enum status activities_wish_similar(struct ctx *ctx, struct place_id place, struct str words, size_t max, struct wish **ret_rows, size_t *ret_count) MUST_USE;
/* A new wish and its first me-too. From somebody we do not know it waits until a neighbour has read
   it. Fact "activities.wished". Fails: ERR_INVALID, all faults noted. */
enum status activities_wish_add(struct ctx *ctx, struct place_id place, struct str words, struct minutes minutes,
                                const struct wish_yes *first, struct wish_id *ret_id) MUST_USE;
/* Me too, or what I said before put right. */
enum status activities_wish_yes_put(struct ctx *ctx, struct wish_id id, const struct wish_yes *yes) MUST_USE;
enum status activities_wish_yes_find(struct ctx *ctx, struct wish_id id, struct person_id person, struct wish_yes *ret_yes) MUST_USE;
enum status activities_wish_yes_back(struct ctx *ctx, struct wish_id id, struct person_id person) MUST_USE;

/* ---- the group that designs it ---- */
/* Who wished it, those in the group, an administrator of its place, the command line. */
bool activities_wish_may_design(struct ctx *ctx, const struct wish *wish);
/* Reads what waits: connectors and administrators of the place. */
bool activities_wish_may_read(struct ctx *ctx, const struct wish *wish);
enum status activities_wish_read(struct ctx *ctx, const struct wish *wish, bool good) MUST_USE; /* on the list, or off */
enum status activities_wish_welcome(struct ctx *ctx, const struct wish *wish, struct wish_yes_id yes) MUST_USE;
enum status activities_wish_design(struct ctx *ctx, const struct wish *wish, struct str words) MUST_USE;
enum status activities_wish_end(struct ctx *ctx, const struct wish *wish) MUST_USE;
/* Work the best times out again. ERR_CONFLICT: fewer than five answers, or changes since. */
enum status activities_wish_times(struct ctx *ctx, const struct wish *wish) MUST_USE;
/* Those on the page. */
size_t activities_wish_shown(struct ctx *ctx, const struct wish *wish, struct times_shown out[TIMES_SHOWN]);

struct wish_helper { struct wish_yes_id yes; struct str name; bool staff, in; };
struct wish_group {
    int64_t answers;
    int64_t barriers[WISH_BARRIERS];     /* how many said it */
    const struct str *words; size_t words_n; /* of those who said the group may read them; in no order of people */
    const struct str *places; size_t places_n; /* where and how it would suit */
    const struct wish_helper *helpers; size_t helpers_n;
    enum activity_designer designed_by;  /* of those in the group */
    int64_t even, odd;                   /* one week in two */
};
/* Barriers for anybody to be counted; words and helpers for those who design it. */
enum status activities_wish_group(struct ctx *ctx, const struct wish *wish, struct wish_group *ret_group) MUST_USE;

/* ---- it becomes an activity ---- */
/* What is known, for the form of a new activity. ERR_DENIED: not one who designs it, nor a connector
   of its place. */
struct wish_fill {
    struct place_id place;
    struct str name, description, schedule; /* schedule: "Every Thursday 15:30 to 16:30" or empty */
    struct str design; enum activity_designer designed_by;
};
enum status activities_wish_fill(struct ctx *ctx, struct wish_id id, struct wish_fill *ret_fill) MUST_USE;
/* It is that series now: everybody who said me too is told once, by the timer, with where to sign
   up. Fact "activities.wish_became" (object: the series). */
enum status activities_wish_became(struct ctx *ctx, struct wish_id id, struct asset_id asset) MUST_USE;
/* The wish a series came from. ERR_MISSING. */
enum status activities_wish_of(struct ctx *ctx, struct asset_id asset, struct wish_id *ret_id, struct str *ret_words) MUST_USE;

#endif
