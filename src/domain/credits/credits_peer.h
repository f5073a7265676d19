/* Hours between places. A transfer has two halves, one in each place's books: a member of ours pays our
   account of the other place; there, its account of us pays the member who is thanked. Both halves wait,
   then both are booked or both let go. Nothing here talks over a network: where the other place is
   another installation, people carry a small file, or ring. Terms: Credit Commons. */
#ifndef DOMAIN_CREDITS_CREDITS_PEER_H
#define DOMAIN_CREDITS_CREDITS_PEER_H

#include "domain/credits/credits.h"

struct web;
struct cli;
struct json;

#define PEER_WORKFLOW "0|PC-CE=" /* who pays starts, the other side signs */
#define PEER_DAYS 30             /* a transfer waits so long */
#define PEER_FILE_DAYS 7         /* less for the other installation, so that its answer comes in time */
#define PEER_FILE_MAX 8192       /* bytes of a carried file */

struct peer_id { int64_t v; };
struct transfer_id { int64_t v; };

struct credits_peer {
    struct peer_id id, twin;         /* twin.v = 0: the other place is another installation */
    struct ledger_id ledger;         /* in whose books */
    struct place_id place;           /* ours; v = 0: the installation's books */
    struct account_id account;       /* its account with us */
    struct str name, url;            /* what the other place is called; STR_NONE */
    int64_t rate_n, rate_d;          /* rate_n of their minutes are rate_d of ours */
    int64_t floor, ceiling;          /* deficit and surplus: how far apart the two may come */
    int64_t balance, held_out, held_in;
    struct str last_hash;            /* 32 bytes; both places have the same */
    int64_t hashes;
    bool share_names, share_sums, share_transfers, share_words;
    bool ended;
};

/* ---- books and places ---- */
/* Books of its own for a place. ERR_CONFLICT: it has some, or its accounts hold entries already. */
enum status credits_books_own(struct ctx *ctx, struct place_id place, struct ledger_id *ret_ledger) MUST_USE;
/* Which books a place's accounts stand in. */
enum status credits_books_of(struct ctx *ctx, struct place_id place, struct ledger_id *ret_ledger) MUST_USE;

struct credits_peer_opening {
    struct place_id place;           /* ours */
    struct str name;                 /* of the other; STR_NONE when `with` is given */
    struct place_id with;            /* the other, in this database; v = 0: elsewhere */
    struct str our_name;             /* what we are called there; of a place in this database its own name */
    int64_t rate_n, rate_d;
    int64_t floor, ceiling;          /* minutes of ours */
    struct str url;
};
/* Open it, on both sides where both are here; the other side's limits are ours seen from there. By an
   administrator of our place. Fails with faults on place, with, rate, floor, ceiling, url: ERR_INVALID
   (both keep the same books), ERR_CONFLICT (open already). Fact credits.peer. */
enum status credits_peer_open(struct ctx *ctx, const struct credits_peer_opening *in, struct peer_id *ret_id) MUST_USE;
enum status credits_peer_find(struct ctx *ctx, struct peer_id id, struct credits_peer *ret_peer) MUST_USE;
enum status credits_peer_named(struct ctx *ctx, struct ledger_id ledger, struct str name, struct credits_peer *ret_peer) MUST_USE;
enum status credits_peer_list(struct ctx *ctx, struct ledger_id ledger, struct credits_peer **ret_rows, size_t *ret_count) MUST_USE;
/* New limits (both sides), address and what may be shared; by an administrator of our place. */
enum status credits_peer_set(struct ctx *ctx, const struct credits_peer *peer) MUST_USE;
enum status credits_peer_end(struct ctx *ctx, struct peer_id id) MUST_USE;

/* Theirs for ours. ERR_INVALID on minutes when it does not come out in whole minutes, naming what
   would: nothing is rounded, so nothing is lost between two books. */
enum status credits_peer_convert(struct ctx *ctx, const struct credits_peer *peer, int64_t ours, int64_t *ret_theirs) MUST_USE;
/* SHA-256 of the hash before and one line about a transfer; both places compute the same. */
void credits_peer_hash(struct str before, struct str uuid, struct str state, int64_t sent, int64_t arrives, unsigned char ret_hash[32]);

/* ---- transfers ---- */
struct credits_peer_offer {
    struct str key;                  /* UUID; STR_NONE makes one */
    struct peer_id peer;
    struct account_id from;          /* our member */
    int64_t minutes;                 /* ours */
    struct str words;
    struct str from_name;            /* first name shown there; "" = not shown */
    struct str to_name;              /* who is thanked, as people there know them */
    struct account_id to;            /* in this database, when known; v = 0: somebody there says who */
    struct str consent;              /* how whoever gives agreed to what is shown */
    const char *via;
};
/* Both halves wait from now on. Fails as a post does; ERR_CONFLICT: the peer has ended. */
enum status credits_peer_offer(struct ctx *ctx, const struct credits_peer_offer *in, struct str *ret_uuid) MUST_USE;
/* The other place said yes: all halves that are here are booked. `to`: who it is for, where nobody
   said yet. By the system, an administrator of the receiving place (of ours, when the other is
   elsewhere and its people told us), or who is thanked. ERR_CONFLICT: settled before. Fact credits.peer_ended. */
enum status credits_peer_agree(struct ctx *ctx, struct str uuid, struct account_id to, struct str reason) MUST_USE;
/* It does not come about. By the same people, or who offered it. */
enum status credits_peer_erase(struct ctx *ctx, struct str uuid, struct str reason) MUST_USE;
/* Let go, once and on both sides, of at most `limit` whose time is over. */
enum status credits_peer_timeouts(struct ctx *ctx, int64_t limit, int64_t *ret_n) MUST_USE;
enum status credits_peer_job(struct ctx *ctx);

struct credits_transfer {
    struct transfer_id id;
    struct peer_id peer, twin;       /* twin: of the peer */
    struct ledger_id ledger;
    struct str peer_name, uuid;
    bool out;                        /* ours to theirs */
    struct place_id place;           /* of our side */
    struct account_id account;       /* our member; v = 0: not said yet */
    struct person_id person;         /* whose it is */
    int64_t minutes, their_minutes, version;
    struct str from_name, to_name, words, state;
    struct pending_id pending;
    struct entry_id entry;
    struct instant made_at, until, resolved_at;
};
/* The halves of a transfer that are here: one or two. ERR_MISSING when none. */
enum status credits_transfer_halves(struct ctx *ctx, struct str uuid, struct credits_transfer **ret_rows, size_t *ret_count) MUST_USE;
enum status credits_transfer_list(struct ctx *ctx, struct ledger_id ledger, int64_t limit, struct credits_transfer **ret_rows, size_t *ret_count) MUST_USE;
enum status credits_transfer_of(struct ctx *ctx, struct person_id person, int64_t limit, struct credits_transfer **ret_rows, size_t *ret_count) MUST_USE;
/* May the actor answer for this half's place; or did they offer it? */
bool credits_transfer_may(struct ctx *ctx, const struct credits_transfer *half);
bool credits_transfer_own(struct ctx *ctx, const struct credits_transfer *half);

/* ---- carried by people (credits_peer_file.c) ---- */
/* The transfer as JSON, for the other installation. Its check tells a slip of the pen, not a forger. */
enum status credits_peer_export(struct ctx *ctx, struct str uuid, struct json *json) MUST_USE;
/* Read one: a new transfer waits here; the answer to ours is booked or let go; the same again changes
   nothing. *ret_what: "new", "completed", "erased" or "same". */
enum status credits_peer_import(struct ctx *ctx, struct place_id place, struct str peer_name, struct str text, struct str *ret_uuid, const char **ret_what) MUST_USE;

/* ---- pages and commands ---- */
enum status credits_peer_web(struct web *w);
enum status credits_peer_web_do(struct web *w);
enum status credits_peer_web_give(struct web *w);
enum status credits_peer_web_give_do(struct web *w);
enum status credits_peer_cli_books(struct cli *cli);
enum status credits_peer_cli_open(struct cli *cli);
enum status credits_peer_cli_offer(struct cli *cli);
enum status credits_peer_cli_list(struct cli *cli);
enum status credits_peer_cli_confirm(struct cli *cli);
enum status credits_peer_cli_refuse(struct cli *cli);
enum status credits_peer_cli_export(struct cli *cli);
enum status credits_peer_cli_import(struct cli *cli);

#endif
