/* An hour told: who gave, who received, how long, what. It is the record of the exchange, before and
   after it stands in the books. Who received may tell and it is booked at once (they thank somebody);
   who gave may tell and it waits for the other's word: "yes", "not right", or silence. Terms: exchange
   (Community Weaver), pending, completed, erased (Credit Commons). */
#ifndef DOMAIN_CREDITS_CREDITS_TOLD_H
#define DOMAIN_CREDITS_CREDITS_TOLD_H

#include "domain/credits/credits.h"

#define TOLD_MINUTES_MAX 1440 /* told at once */

enum told_state {
    TOLD_WHO,       /* "Dev": somebody who knows says which Dev it was */
    TOLD_WAITS,     /* for the other's word */
    TOLD_DONE,      /* in the books */
    TOLD_BACK,      /* taken back by who told it, in time */
    TOLD_NOT_RIGHT, /* the other said so, before it was booked */
    TOLD_LAPSED,    /* nobody said anything, and it was not to be booked by silence */
    TOLD_STATES
};

struct credits_telling {
    struct str key;              /* UUID of the form, text or line; STR_NONE makes one */
    struct person_id teller;     /* whose hour it is, also when a connector writes it down */
    bool gave;                   /* the teller gave; false: the teller received */
    struct person_id other;      /* v = 0 when it is a group, or only words are known */
    struct asset_id group;       /* v = 0: a person */
    struct str other_words;      /* "Dev", as said; STR_NONE when other or group is given */
    int64_t minutes;             /* 1 .. TOLD_MINUTES_MAX */
    struct str what;             /* "garden" */
    struct str thanks;           /* a line of thanks for the other, or STR_NONE */
    struct day on;               /* DAY_NONE = today */
    const char *via;             /* web text paper spoken */
    struct str consent;          /* when written down for the teller: how they agreed; STR_NONE = by themselves */
};
struct credits_told {
    struct told_id id;
    struct str key;              /* 16 bytes; its entry has the same */
    struct place_id place;       /* home of the teller */
    enum told_state state;
    struct person_id teller, other;
    struct asset_id group;
    struct str other_words, other_name; /* other_name: first name or the group's name, once known */
    struct str teller_name;
    bool gave;
    int64_t minutes;
    struct str what, thanks, said;   /* said: what was not right */
    struct day on;
    struct instant told_at, until;   /* until: silence decides, or it can be taken back so long */
    bool silence_books;
    bool may_take_back, may_answer;  /* for the actor, now */
    struct str via, consent;     /* consent: how the teller agreed, where somebody wrote it for them */
    struct pending_id pending;
    int64_t told_by; /* who wrote it down */
    struct entry_id entry;
};

/* Tell. Every fault noted: "minutes", "what", "other"... May: the teller, or who may write for them
   (people_may_change). A name that fits one person only is found at once: somebody they had hours with
   before, or were introduced to, else the only one of that name in their place who has agreed to be
   asked; two who are kept apart never meet here, and nothing says so. Fact credits.told.
   Fails: ERR_INVALID, ERR_DENIED, ERR_LIMIT (floor, ceiling). */
enum status credits_tell(struct ctx *ctx, const struct credits_telling *telling, struct credits_told *ret_told) MUST_USE;
/* Who was meant: by a connector or steward of the place. */
enum status credits_told_who(struct ctx *ctx, struct told_id id, struct person_id other, struct asset_id group, struct credits_told *ret_told) MUST_USE;
/* The other's word: yes, or what is not right. By them, or for them with how they agreed. */
enum status credits_told_agree(struct ctx *ctx, struct told_id id, const char *via, struct str consent) MUST_USE;
enum status credits_told_not_right(struct ctx *ctx, struct told_id id, struct str said, const char *via) MUST_USE;
/* Taken back by who told it: while it waits, or until the day after it was booked. */
enum status credits_told_back(struct ctx *ctx, struct told_id id, const char *via) MUST_USE;
enum status credits_told_find(struct ctx *ctx, struct told_id id, struct credits_told *ret_told) MUST_USE;
/* What a person told or is asked about, newest first. */
enum status credits_told_of(struct ctx *ctx, struct person_id person, int64_t limit, struct credits_told **ret_rows, size_t *ret_count) MUST_USE;
/* What waits in the actor's place (for connectors: of those they walk beside): who was meant, and words
   not yet said; oldest first. */
enum status credits_told_waiting(struct ctx *ctx, int64_t limit, struct credits_told **ret_rows, size_t *ret_count) MUST_USE;
/* "Same as last time": the newest one a person told. ERR_MISSING when none. */
enum status credits_told_last(struct ctx *ctx, struct person_id person, struct credits_told *ret_told) MUST_USE;

/* A present: some of their own hours for somebody they know, found as in telling, with a line. Only what
   they have. Fails with faults on other, minutes, line, consent: ERR_INVALID, ERR_DENIED, ERR_LIMIT. */
struct credits_giving {
    struct str key;              /* UUID; STR_NONE makes one */
    struct person_id giver;
    struct person_id other;      /* v = 0: by name */
    struct str other_words;
    int64_t minutes;
    struct str line;             /* STR_NONE = none */
    const char *via;
    struct str consent;          /* as of a telling */
};
enum status credits_gift(struct ctx *ctx, const struct credits_giving *giving, struct credits_posted *ret_posted, struct str *ret_name) MUST_USE;

/* Two people were brought together otherwise (said yes to each other, walked beside): from now on a first
   name is enough between them. Once; the same again changes nothing. */
enum status credits_met(struct ctx *ctx, struct person_id a, struct person_id b) MUST_USE;

/* "I keep no hours": what they tell, or is told of them, stays thanks; awards pass them by. */
bool credits_keeps_none(struct ctx *ctx, struct person_id person);
enum status credits_keep_none(struct ctx *ctx, struct person_id person, bool none) MUST_USE; /* themselves, or who may change their record */

/* "garden": what was done, in the reader's language where it is one of the words to tap. */
struct str credits_what(struct ctx *ctx, struct str what);

#endif
