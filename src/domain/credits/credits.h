/* Time credits: whole minutes in books that balance. One hour is one hour, whatever was done in
   it. An *account* belongs to a member, a group, a pot, a venue, a run of paper notes, a peer
   place, or is the *issue account* of a programme, where new hours come from. An *entry* moves
   minutes from who received time (payer) to who gave it (payee); it is never changed: mistakes
   are put right by another entry that names the first. Terms: docs/glossary.md. */
#ifndef DOMAIN_CREDITS_CREDITS_H
#define DOMAIN_CREDITS_CREDITS_H

#include "domain/assets/assets.h"
#include "domain/people/people.h"
#include "platform/ctx/ctx.h"
#include "platform/module/module.h"

struct ledger_id { int64_t v; };
struct account_id { int64_t v; };
struct entry_id { int64_t v; };
struct pending_id { int64_t v; };
struct programme_id { int64_t v; };
struct note_run_id { int64_t v; };   /* credits_notes.h: its number */
struct note_id { int64_t v; };       /* run times 1000 plus position */
struct venue_id { int64_t v; };      /* credits_venue.h */
struct agreement_id { int64_t v; };
struct use_id { int64_t v; };
struct pot_id { int64_t v; };        /* credits_pot.h */
struct ask_id { int64_t v; };
struct told_id { int64_t v; };       /* credits_told.h */
struct sheet_id { int64_t v; };      /* credits_sheet.h */
struct right_id { int64_t v; };      /* credits_right.h */
struct rule_id { int64_t v; };       /* credits_rules.h */
struct policy_id { int64_t v; };     /* credits_policy.h */
struct notice_id { int64_t v; };

#define CREDITS_MINUTES_MAX 525600 /* of one entry: a year */
#define CREDITS_WORDS_MAX 200      /* characters of what it was for */
#define CREDITS_BATCH_MAX 1000000  /* entries of one batch */
#define CREDITS_NO_LIMIT INT64_MIN /* a floor or ceiling that is not there */

enum credits_kind { CREDITS_ISSUE, CREDITS_MEMBER, CREDITS_GROUP, CREDITS_POT, CREDITS_VENUE, CREDITS_PAPER, CREDITS_PEER, CREDITS_KINDS };
const char *credits_kind_code(enum credits_kind kind); /* "member" */
bool credits_kind_parse(struct str code, enum credits_kind *ret_kind);

/* ---- accounts ---- */
struct credits_account {
    struct account_id id;
    struct ledger_id ledger;
    struct place_id place;           /* v = 0: the installation's */
    enum credits_kind kind;
    struct str name;                 /* in the books; unique */
    struct str label;                /* what people call it; STR_NONE of a member */
    struct person_id person;         /* of a member; v = 0 else */
    struct asset_id asset;           /* of a group or venue; v = 0 else */
    int64_t floor, ceiling;          /* minutes, CREDITS_NO_LIMIT = none */
    int64_t balance, held_out, held_in; /* minutes */
    bool excused;                    /* beyond a limit, and may only move back */
    struct instant opened_at, closed_at; /* closed_at INSTANT_NONE = open */
};
/* Open one. name STR_NONE makes one up; label as people call it. Opens in the books of the place
   (or the installation's). Fails: ERR_INVALID (name of other than letters, digits and -_. ; a floor
   above the ceiling or above 0), ERR_CONFLICT (the name is taken). */
enum status credits_account_open(struct ctx *ctx, const struct credits_account *account, struct account_id *ret_id) MUST_USE;
enum status credits_account_get(struct ctx *ctx, struct account_id id, struct credits_account *ret_account) MUST_USE;
/* By name or decimal id, as scripts give it; ERR_MISSING with a fault on `field`. */
enum status credits_account_said(struct ctx *ctx, struct str name_or_id, struct str field, struct credits_account *ret_account) MUST_USE;
/* A person's account, opened when there is none, with the limits of their place. One a person and
   ledger. Writes only when it opens. */
enum status credits_member(struct ctx *ctx, struct person_id person, struct account_id *ret_id) MUST_USE;
/* The same, only looked up: ERR_MISSING when they have none yet. */
enum status credits_member_find(struct ctx *ctx, struct person_id person, struct account_id *ret_id) MUST_USE;
/* The account of this kind that belongs to an asset (a group, a venue), opened when there is none. */
enum status credits_asset_account(struct ctx *ctx, struct asset_id asset, enum credits_kind kind, struct account_id *ret_id) MUST_USE;
/* Close: its balance must be 0 and nothing may wait (ERR_CONFLICT). */
enum status credits_account_close(struct ctx *ctx, struct account_id id) MUST_USE;
/* New limits. Nobody is made to pay: an account beyond them is excused, and may only move back. */
enum status credits_account_limits(struct ctx *ctx, struct account_id id, int64_t floor, int64_t ceiling) MUST_USE;

/* ---- programmes ---- */
/* Where new hours come from: the place's first programme ("Neighbours"), opened when there is none. */
enum status credits_programme_of(struct ctx *ctx, struct place_id place, struct programme_id *ret_id, struct account_id *ret_issue) MUST_USE;
enum status credits_programme_add(struct ctx *ctx, struct place_id place, struct str name, struct programme_id *ret_id, struct account_id *ret_issue) MUST_USE;

/* ---- entries ---- */
enum credits_entry_kind { ENTRY_GIVE, ENTRY_AWARD, ENTRY_SPEND, ENTRY_GIFT, ENTRY_DONATE, ENTRY_POT, ENTRY_PRINT, ENTRY_REDEEM, ENTRY_VOID,
                          ENTRY_REVERSE, ENTRY_CORRECT, ENTRY_PEER, ENTRY_POLICY, ENTRY_OTHER, ENTRY_KINDS };
const char *credits_entry_code(enum credits_entry_kind kind); /* "give" */
bool credits_entry_parse(struct str code, enum credits_entry_kind *ret_kind);

struct credits_post {
    struct str key;                  /* UUID of whoever asks; STR_NONE makes one */
    struct account_id from, to;      /* from: who received time or issues it; to: who gave */
    int64_t minutes;                 /* 1 .. CREDITS_MINUTES_MAX */
    enum credits_entry_kind kind;
    struct str words;                /* what for; 1 to 200 characters, one line */
    const char *via;                 /* web text paper spoken program command register till timer */
    struct person_id for_whom;       /* v = 0: the actor's on_behalf_of, else the actor */
    struct str behalf, consent;      /* for whom and how they agreed, in words; STR_NONE = nothing to say */
    struct entry_id reverses;        /* v = 0: takes nothing back */
    struct ledger_id ledger;         /* of both accounts where it is known already; v = 0: looked up */
    bool over;                       /* a correction may pass limits; its words hold the named person's reason */
};
struct credits_posted { struct entry_id entry; struct instant at; bool created; /* false: posted before, with the same key and body */ };

/* The one function that posts: all or nothing, in order, each account touched once. An account's
   floor holds for who pays, its ceiling for who is paid, pending minutes counted. By ctx->actor.
   The caller's transaction is to be undone when it answers other than OK.
   ret_posted: one a post. ret_bad (may be NULL): index of the post that was refused, or n.
   Fails with faults on id, from, to, minutes, for: ERR_INVALID (fields, self, closed account, two
   sets of books), ERR_MISSING (no such account), ERR_CONFLICT (key used with another body),
   ERR_LIMIT (floor or ceiling). */
enum status credits_post_all(struct ctx *ctx, const struct credits_post *posts, size_t n, struct credits_posted *ret_posted, size_t *ret_bad) MUST_USE;
enum status credits_post(struct ctx *ctx, const struct credits_post *post, struct credits_posted *ret_posted) MUST_USE;
/* Take an entry back by another one of the same minutes the other way, linked. `over`: limits may
   be passed, for the reason of the person who acts. ERR_CONFLICT: taken back before, or is itself one
   that takes back. */
struct credits_reverse { struct str key; struct entry_id entry; struct str reason; const char *via; bool over; };
enum status credits_reverse(struct ctx *ctx, const struct credits_reverse *reverse, struct credits_posted *ret_posted) MUST_USE;

struct credits_entry {
    struct entry_id id, reverses, reversed_by; /* v = 0: none */
    int64_t number;                  /* in its chain */
    struct str key;                  /* UUID */
    struct account_id from, to;
    int64_t minutes;
    enum credits_entry_kind kind;
    struct str words, behalf, consent, via;
    struct person_id actor, for_whom;
    struct instant at;
    struct str hash;                 /* 32 bytes */
};
enum status credits_entry_find(struct ctx *ctx, struct entry_id id, struct credits_entry *ret_entry) MUST_USE;
/* What passed through an account, newest first, with number below `before` (0 = the newest). */
enum status credits_entries(struct ctx *ctx, struct account_id account, int64_t before, int64_t limit, struct credits_entry **ret_entries, size_t *ret_count) MUST_USE;
/* Minutes given (paid to it) and received (paid by it), entries taken back left out. */
struct credits_sums { int64_t given, received; };
enum status credits_sums(struct ctx *ctx, struct account_id account, struct credits_sums *ret_sums) MUST_USE;

/* ---- a transfer that waits for somebody's word (two-phase; Credit Commons P, C, E) ---- */
struct credits_wait { struct credits_post post; struct instant until; bool silence_completes; };
/* Its minutes count against both limits from now. Fails as a post does. */
enum status credits_pend(struct ctx *ctx, const struct credits_wait *wait, struct pending_id *ret_id) MUST_USE;
/* End it, once: ERR_CONFLICT when it ended before. */
enum status credits_complete(struct ctx *ctx, struct pending_id id, struct str reason, struct credits_posted *ret_posted) MUST_USE;
enum status credits_erase(struct ctx *ctx, struct pending_id id, struct str reason) MUST_USE;
/* End, as each says, at most `limit` whose time is over; one after the other, so that each stands
   alone. ret_n: how many ended. What cannot complete because of a limit is erased. */
enum status credits_timeouts(struct ctx *ctx, int64_t limit, int64_t *ret_n) MUST_USE;
struct credits_pending {
    struct pending_id id;
    struct account_id from, to;
    int64_t minutes;
    enum credits_entry_kind kind;
    struct str words, state;         /* pending completed erased */
    struct person_id actor, for_whom;
    struct instant made_at, until, resolved_at;
    struct entry_id entry;
};
enum status credits_pending_find(struct ctx *ctx, struct pending_id id, struct credits_pending *ret_pending) MUST_USE;

/* ---- for activities: earning by taking part ---- */
struct credits_came {
    struct person_id person;
    bool came;                       /* false: it was not so after all */
    bool leads;                      /* helps or leads there */
};
struct credits_award {
    struct asset_id asset;           /* the series */
    struct place_id place;
    struct str session;              /* "ASSETID-YYYYMMDDTHHMM" */
    struct str words;                /* name of the series */
    int64_t minutes;                 /* length of this date */
    const struct credits_came *rows;
    size_t rows_n;
    bool off;                        /* the date was not held after all: nobody came */
};
/* Hours for who came to a date of a series that gives hours (else nothing), all in one go: each
   person once a date, however often the list is kept again; taken back by linked entries when they
   were not there. Who wants no hours gets none; who is at their ceiling gets what fits. Called in
   the register's own transaction, and never a reason why a list is not kept: nothing here answers
   ERR_LIMIT. People who are not among the rows stay as they are. What a series gives: credits_earn.h. */
enum status credits_award_batch(struct ctx *ctx, const struct credits_award *award) MUST_USE;

/* Hours and minutes as people say them, in the reader's language: "2 hours", "half an hour",
   "1 hour and 15 minutes". Never a sign: what is below nothing is said in words. */
struct str credits_time(const struct ctx *ctx, int64_t minutes);

extern const struct module credits_module;

#endif
