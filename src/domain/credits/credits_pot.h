/* Community pots: hours that were given for anyone. Whoever needs some asks, in words that everyone
   may read; named people of the place decide, openly, with a reason. Nobody is named who did not
   choose so. */
#ifndef DOMAIN_CREDITS_CREDITS_POT_H
#define DOMAIN_CREDITS_CREDITS_POT_H

#include "domain/credits/credits.h"

#define CREDITS_POTS 100         /* of a place */
#define CREDITS_KEEPERS 12       /* of a pot */
#define CREDITS_ASKS_OPEN 3      /* of one person to one pot at a time */
#define CREDITS_ASK_WORDS 400
#define CREDITS_ASK_REASON 300

struct credits_pot {
    struct pot_id id;
    struct place_id place;
    struct account_id account;
    struct str name, about;
    int64_t balance, in, out;        /* minutes; in and out since it began */
    struct instant opened_at, ended_at;
};
/* Open or change (id.v = 0 opens): an administrator of the place. Faults on name, about. */
enum status credits_pot_put(struct ctx *ctx, const struct credits_pot *pot, struct pot_id *ret_id) MUST_USE;
enum status credits_pot_find(struct ctx *ctx, struct pot_id id, struct credits_pot *ret_pot) MUST_USE;
/* place v = 0: of every place. */
enum status credits_pot_list(struct ctx *ctx, struct place_id place, struct credits_pot **ret_pots, size_t *ret_count) MUST_USE;
/* Close: it must be empty. */
enum status credits_pot_end(struct ctx *ctx, struct pot_id id) MUST_USE;
bool credits_pot_may(struct ctx *ctx, const struct credits_pot *pot); /* open, change, name keepers */

/* Who decides: people of the place. */
enum status credits_keeper_add(struct ctx *ctx, struct pot_id pot, struct person_id person) MUST_USE;
enum status credits_keeper_end(struct ctx *ctx, struct pot_id pot, struct person_id person) MUST_USE;
enum status credits_keepers(struct ctx *ctx, struct pot_id pot, struct person_id **ret_people, size_t *ret_count) MUST_USE;
bool credits_is_keeper(struct ctx *ctx, struct pot_id pot, struct person_id person);

/* ---- giving to it ---- */
struct credits_donate {
    struct pot_id pot;
    struct person_id person;
    int64_t minutes;                 /* at most what they have */
    struct str words;                /* a line for everyone, or STR_NONE: quietly */
    bool named;                      /* their first name may stand beside it */
    struct str consent;              /* when given for them; STR_NONE = by themselves */
    const char *via;
};
enum status credits_donate(struct ctx *ctx, const struct credits_donate *gift, struct credits_posted *ret_posted) MUST_USE;
struct credits_donation { struct str name, words; int64_t minutes; struct instant at; }; /* name "" = not named */
enum status credits_donations(struct ctx *ctx, struct pot_id pot, int64_t limit, struct credits_donation **ret_rows, size_t *ret_count) MUST_USE;

/* ---- asking ---- */
struct credits_asking {
    struct pot_id pot;
    struct person_id person;         /* who the hours are for; v = 0: a group */
    struct asset_id group;           /* v = 0: a person */
    int64_t minutes;
    struct str words;                /* everyone reads them */
    bool named;
    struct str consent;              /* when written down for them */
};
/* Checked, nothing written: for the preview. Faults on minutes, words, person, group. */
enum status credits_ask_check(struct ctx *ctx, const struct credits_asking *asking) MUST_USE;
/* Fact credits.asked (the ask, the pot). */
enum status credits_ask_put(struct ctx *ctx, const struct credits_asking *asking, struct ask_id *ret_id) MUST_USE;

enum credits_say { SAYS_NO, SAYS_YES, SAYS_TALK };
struct credits_ask {
    struct ask_id id;
    struct pot_id pot;
    struct place_id place;
    struct person_id person, by;     /* for rules; never shown unless named */
    struct asset_id group;
    struct str name;                 /* "" unless they chose to be named */
    int64_t minutes, given;          /* given 0: nothing */
    struct str words, state, reason, decision; /* state: waits talk yes no back */
    struct instant asked_at, decided_at;
    struct entry_id entry;
    bool may_say;                    /* the actor decides on it, now */
    bool mine;                       /* the actor asked, or it is for them */
    int64_t yes, needed;             /* keepers who agree so far with the most, and how many must */
};
enum status credits_ask_find(struct ctx *ctx, struct ask_id id, struct credits_ask *ret_ask) MUST_USE;
/* open: those that wait; else those decided. Newest first. */
enum status credits_asks(struct ctx *ctx, struct pot_id pot, bool open, int64_t limit, struct credits_ask **ret_asks, size_t *ret_count) MUST_USE;
/* What other keepers said of it: for keepers only. */
struct credits_ask_word { struct str name, reason; enum credits_say says; int64_t minutes; };
enum status credits_ask_words(struct ctx *ctx, struct ask_id id, struct credits_ask_word **ret_words, size_t *ret_count) MUST_USE;
/* A keeper's word. Two different ones must say the same (yes with the same amount, or no) where the pot
   has two or more; nobody says anything of what they asked, or is for them. A no and a talk need a reason.
   ret_decided: it was decided by this. Faults on minutes, reason. */
enum status credits_ask_say(struct ctx *ctx, struct ask_id id, enum credits_say says, int64_t minutes, struct str reason, bool *ret_decided) MUST_USE;
/* Taken back by who asked, while it waits. */
enum status credits_ask_back(struct ctx *ctx, struct ask_id id) MUST_USE;
/* Decided elsewhere, by a vote or a meeting: `decision` says which (1 to 120 characters). For the module
   that counts it; the keepers' own agreement ends here too. Yes books pot -> who asked. Fact
   credits.ask_decided (the ask, the pot). ERR_CONFLICT: decided before; ERR_LIMIT: the pot has less. */
enum status credits_ask_decide(struct ctx *ctx, struct ask_id id, bool yes, int64_t minutes, struct str reason, struct str decision) MUST_USE;

/* ---- telling who asked ---- */
/* Mail or text to whom it is for, else it waits for a person's word. A job of the module. */
enum status credits_pot_job(struct ctx *ctx) MUST_USE;
/* Whom the actor should tell by hand: of those they may see. */
struct credits_tell_row { struct ask_id ask; struct str name, pot, state, reason; int64_t given; };
enum status credits_asks_by_hand(struct ctx *ctx, struct credits_tell_row **ret_rows, size_t *ret_count) MUST_USE;
enum status credits_ask_told(struct ctx *ctx, struct ask_id id) MUST_USE;

/* "My data", and what is emptied when somebody leaves. */
struct json;
enum status credits_pot_export(struct ctx *ctx, struct person_id person, struct json *json) MUST_USE;
enum status credits_pot_forget(struct ctx *ctx, struct person_id person) MUST_USE;
/* The example neighbourhood: the Weirside pot. */
enum status credits_seed_pots(struct ctx *ctx) MUST_USE;

#endif
