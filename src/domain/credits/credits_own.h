/* Between the files of this module; nobody else reads it. */
#ifndef DOMAIN_CREDITS_CREDITS_OWN_H
#define DOMAIN_CREDITS_CREDITS_OWN_H

#include "base/json.h"
#include "domain/credits/credits.h"

struct cli;
struct web;

#define CREDITS_HASH 32
#define CREDITS_KEY 16
#define CREDITS_ENTRY_BITS 40 /* an entry's id is its ledger and its number in the chain */

/* "3f2a..." of 36 characters to 16 bytes; false when it is no UUID. And back. */
bool credits_key_read(struct str uuid, unsigned char ret_key[CREDITS_KEY]);
struct str credits_key_write(struct arena *arena, struct str key);

/* ---- the chain (credits_chain.c): what a hash covers, in one spelling ---- */
/* What people said and who they are: covered by a salted hash of its own, so that it can be forgotten
   and the chain still holds, and so that the chain can be counted again by who may not know them. */
struct credits_saying { struct str salt, words, behalf, consent; int64_t actor, for_whom; };
void credits_said(const struct credits_saying *saying, unsigned char ret_said[CREDITS_HASH]);
struct credits_link {
    int64_t number;
    struct str key, said;    /* 16 and 32 bytes */
    int64_t payer, payee, minutes, reverses;
    struct str kind, via;
    struct instant at;
};
/* SHA-256 of the hash before (32 bytes, zeros for the first) and one line of text; README.md shows
   the line, so that others can compute it. */
void credits_chain(const unsigned char before[CREDITS_HASH], const struct credits_link *link, unsigned char ret_hash[CREDITS_HASH]);

/* ---- the mover: reads accounts once, keeps their changes, writes them at the end ---- */
struct credits_seat {
    struct credits_account account; /* as it will stand */
    int64_t minutes, out, into;     /* changes since it was read */
    int64_t postings;               /* entries that touched it since */
    struct credits_seat *next;      /* in its slot of the table */
    bool moved;
};
/* On PostgreSQL a batch of fresh keys travels many at a time (credits_bulk.c). */
struct credits_sql_entry_add_in;
struct credits_bulk { struct arena *scratch; struct buf buf; struct json json; };
/* None of these keys is in the books, none twice among them, and it is worth gathering them. */
enum status credits_bulk_fresh(struct ctx *ctx, struct arena *scratch, const struct str *uuids, size_t n, bool *ret_fresh) MUST_USE;
void credits_bulk_begin(struct credits_bulk *bulk, struct arena *scratch);
void credits_bulk_add(struct credits_bulk *bulk, const struct credits_sql_entry_add_in *in);
enum status credits_bulk_end(struct credits_bulk *bulk, struct ctx *ctx) MUST_USE;

struct credits_mover {
    struct credits_bulk *bulk;      /* entries are gathered there; NULL: written each by itself */
    struct ctx *ctx;
    struct ledger_id ledger;
    int64_t number;                 /* of the newest entry */
    struct instant at;              /* never before that entry */
    unsigned char hash[CREDITS_HASH];
    struct credits_seat **slots;    /* by id; slots_n is a power of two */
    size_t slots_n, seats_n;
};
/* Take the ledger's turn and read the head of its chain. */
enum status credits_mover_begin(struct ctx *ctx, struct ledger_id ledger, struct credits_mover *ret_mover) MUST_USE;
/* The same turn, of the books an account stands in, before anything moves. The books' turn comes before the
   journal's in every transaction: who writes a fact first and moves minutes or limits after it asks this before
   the fact, else two writers on PostgreSQL wait for each other. */
enum status credits_turn(struct ctx *ctx, struct account_id id) MUST_USE;
/* Also of a closed account: what was posted before is answered whatever became of it. */
enum status credits_mover_seat(struct credits_mover *m, struct account_id id, struct str field, struct credits_seat **ret_seat) MUST_USE;
/* Check, and write the entry; balances wait for the end. When it refuses it has written nothing. */
enum status credits_mover_post(struct credits_mover *m, const struct credits_post *post, struct credits_posted *ret_posted) MUST_USE;
/* Hold minutes for a pending transfer (or let go of them: minutes below 0, never refused). */
enum status credits_mover_hold(struct credits_mover *m, struct account_id from, struct account_id to, int64_t minutes) MUST_USE;
enum status credits_mover_end(struct credits_mover *m) MUST_USE;
/* The fields of a post that need no database, every fault noted. */
enum status credits_post_check(struct ctx *ctx, const struct credits_post *post, unsigned char ret_key[CREDITS_KEY]) MUST_USE;
/* A floor is 0 or below, a ceiling 0 or above; a fault on floor or ceiling. */
enum status credits_limits_check(struct ctx *ctx, int64_t floor, int64_t ceiling) MUST_USE;
/* By name or decimal id; ERR_MISSING without a fault. */
enum status credits_account_look(struct ctx *ctx, struct str name_or_id, struct credits_account *ret_account) MUST_USE;
/* By its UUID; ERR_MISSING without a fault. */
enum status credits_entry_keyed(struct ctx *ctx, struct str key, struct entry_id *ret_entry) MUST_USE;
/* What a move between these two accounts is called where nobody says more. */
enum credits_entry_kind credits_kind_between(enum credits_kind from, enum credits_kind to);
/* In whose books an account stands; ERR_MISSING with a fault on `field`. */
enum status credits_ledger_of(struct ctx *ctx, struct account_id id, struct str field, struct ledger_id *ret_ledger) MUST_USE;

#endif
