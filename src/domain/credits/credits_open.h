/* The books for everybody: sums, corrections, when they were last counted anew. No name of a person and
   no number that is one person's. */
#ifndef DOMAIN_CREDITS_CREDITS_OPEN_H
#define DOMAIN_CREDITS_CREDITS_OPEN_H

#include "domain/credits/credits.h"

#define OPEN_LEDGERS 50
#define OPEN_PROGRAMMES 100
#define OPEN_FEWEST 5 /* fewer members than this are not shown on their own */

struct credits_open_kind {
    enum credits_kind kind;      /* CREDITS_KINDS: people, groups and pots in one, as there are too few people */
    int64_t accounts, balance;   /* minutes */
};
struct credits_open_programme { struct str name, place; int64_t given; bool ended; };
struct credits_open_ledger {
    struct ledger_id id;
    struct str name;
    int64_t entries, sum, given, held; /* given out by programmes; held by all others */
    struct str head;             /* 64 signs; empty when there is no entry */
    struct credits_open_kind kinds[CREDITS_KINDS]; size_t kinds_n; /* without programmes */
    struct credits_open_programme *programmes; size_t programmes_n;
};
struct credits_proof { struct instant at; bool good; int64_t accounts, entries, sum, faults; };

enum status credits_open_ledgers(struct ctx *ctx, struct credits_open_ledger **ret_rows, size_t *ret_count) MUST_USE;
/* The last time the books were counted anew. ERR_MISSING: not yet. */
enum status credits_proof_last(struct ctx *ctx, struct credits_proof *ret_proof) MUST_USE;
/* When the last time is a day ago: count them anew and keep what came of it. A timer, with no
   transaction open; ends early, with nothing kept, when the server stops. */
enum status credits_prove_job(struct ctx *ctx) MUST_USE;

#endif
