/* Putting right what stands in the books and is not so. One side says what it should have been and
   why; the other agrees or says no; on a no, or after some days, somebody who keeps the books
   decides. The entry is never changed: another one takes it back, and where something remains a new
   one stands instead. */
#ifndef DOMAIN_CREDITS_CREDITS_RIGHT_H
#define DOMAIN_CREDITS_CREDITS_RIGHT_H

#include "domain/credits/credits.h"


enum right_state {
    RIGHT_ASKED,  /* waits for the other's word */
    RIGHT_BROKER, /* waits for somebody who keeps the books */
    RIGHT_DONE,   /* put right */
    RIGHT_LEFT,   /* left as it was */
    RIGHT_BACK,   /* taken back by who asked */
    RIGHT_STATES
};
enum right_side { RIGHT_PAYER, RIGHT_PAYEE, RIGHT_KEEPER, RIGHT_NOBODY }; /* who received, who gave, who keeps the books */
enum right_decision { RIGHT_AS_PROPOSED, RIGHT_OTHERWISE, RIGHT_LEAVE };

/* What it should have been. */
struct credits_be {
    int64_t minutes;              /* 0 = it never was */
    struct str words;             /* STR_NONE or the same = as they are */
    enum right_side who;          /* the side that was somebody else; RIGHT_NOBODY = both were right */
    struct person_id person;      /* who it was; v = 0: only the name is known */
    struct str person_words;      /* "Pearl" */
};
struct credits_righting {
    struct entry_id entry;
    enum right_side side;         /* who asks; RIGHT_NOBODY = found by who the actor is */
    struct credits_be be;
    struct str reason;            /* 1 to 200 characters, one line */
    bool fit;                     /* the reason may be read by everybody */
    const char *via;              /* web text paper spoken command */
    struct str consent;           /* how they agreed, when written down for them; STR_NONE = by themselves */
};
struct credits_right {
    struct right_id id;
    enum right_state state;
    struct credits_entry entry;
    struct place_id place, other_place;
    struct person_id payer, payee;          /* v = 0: no member */
    struct str payer_name, payee_name;      /* first names, or what people call the account */
    enum right_side side;
    struct person_id asker;
    struct credits_be be;
    struct str reason, code;
    struct instant asked_at, until, answered_at, ended_at;
    struct str answer, answer_words;        /* yes no silence; STR_NONE = none yet */
    struct person_id decided_by, over_by;
    struct str decision, decision_words, over_reason;
    struct entry_id back, made;             /* the two entries that put it right; v = 0: none */
    bool fit_asker, fit_other, fit_broker;
    bool may_answer, may_withdraw, may_decide; /* for the actor, now */
};

/* May this be put right here, and as which side by the actor? ret_side RIGHT_NOBODY: they take no part.
   ret_why: kind words where it cannot; id NULL = it can. ERR_MISSING, ERR_DENIED (not theirs). */
enum status credits_right_may(struct ctx *ctx, struct entry_id entry, enum right_side *ret_side, struct said *ret_why) MUST_USE;
/* Ask. Every fault noted: minutes, words, who, reason. The same again, or while one waits: that one.
   Where nobody is on the other side it waits for a broker at once. Fact credits.right_asked.
   Fails: ERR_INVALID, ERR_DENIED, ERR_CONFLICT (put right already; closed accounts; a paper note). */
enum status credits_right_propose(struct ctx *ctx, const struct credits_righting *righting, struct right_id *ret_id) MUST_USE;
/* The other side's word. Agreed: put right at once, or a broker is asked where a name must be known or
   a limit stands in the way. */
struct credits_word { struct right_id id; struct str words; bool fit; const char *via; struct str consent; };
enum status credits_right_agree(struct ctx *ctx, const struct credits_word *word) MUST_USE;
enum status credits_right_decline(struct ctx *ctx, const struct credits_word *word) MUST_USE;
/* Taken back by the side that asked, while it waits. */
enum status credits_right_withdraw(struct ctx *ctx, struct right_id id) MUST_USE;
/* Decide: an administrator of the place of either side, who is neither of them and wrote neither the
   entry nor the request. over_reason: needed where a limit would be passed (ERR_LIMIT with a fault on
   "over" that says whose). Facts credits.right_done, credits.right_left. */
struct credits_deciding { struct right_id id; enum right_decision decision; struct credits_be be; struct str reason, over_reason; bool fit; };
enum status credits_right_decide(struct ctx *ctx, const struct credits_deciding *deciding) MUST_USE;

enum status credits_right_find(struct ctx *ctx, struct right_id id, struct credits_right *ret_right) MUST_USE;
/* The one that waits about an entry, else the last one: ERR_MISSING when none. */
enum status credits_right_of_entry(struct ctx *ctx, struct entry_id entry, struct credits_right *ret_right) MUST_USE;
/* Of a text: by its code. ERR_MISSING. */
enum status credits_right_by_code(struct ctx *ctx, struct str code, struct credits_right *ret_right) MUST_USE;
/* What a person has part in, and what waits for a word of a group they host, newest first. */
enum status credits_right_of_person(struct ctx *ctx, struct person_id person, int64_t limit, struct credits_right **ret_rows, size_t *ret_count) MUST_USE;
/* What waits for a broker in a place, oldest first; of every place for SYSTEM. */
enum status credits_right_waiting(struct ctx *ctx, struct place_id place, int64_t limit, struct credits_right **ret_rows, size_t *ret_count) MUST_USE;
/* Silence: at most `limit` whose time is over go to a broker. */
enum status credits_right_timeouts(struct ctx *ctx, int64_t limit, int64_t *ret_n) MUST_USE;

/* Every entry that takes another back, newest first, with numbers below `before` (0 = the newest), for
   everybody: no name, no account of a member; the reason only where it may be read. */
struct credits_shown_right {
    struct entry_id entry, of;
    int64_t number, of_number, minutes, now; /* now: what stands instead, 0 = nothing */
    struct str kind;                         /* code of the entry that was taken back */
    struct instant at;
    struct str reason;                       /* STR_NONE = kept with the two */
    bool both, over;                         /* both agreed; a limit was passed by a named person */
};
enum status credits_right_shown(struct ctx *ctx, struct ledger_id ledger, int64_t before, int64_t limit, struct credits_shown_right **ret_rows, size_t *ret_count) MUST_USE;

#endif
