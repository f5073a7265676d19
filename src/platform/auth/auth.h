/* Accounts, single-use codes, passwords, sessions, permissions and rate limits. */
#ifndef PLATFORM_AUTH_AUTH_H
#define PLATFORM_AUTH_AUTH_H

#include "platform/ctx/ctx.h"

/* ---- permissions: one row each, in every module's table ---- */
struct auth_permission {
    const char *key;    /* "people.see" */
    const char *label;  /* plain words, T_() */
    unsigned standing;  /* who by default; 0 = anyone, signed in or not */
};

/* ---- accounts ---- */
/* Open an account for a person (plain id). Email and phone may be absent. */
enum status auth_account_open(struct ctx *ctx, int64_t person, struct str email,
                              struct str phone, int64_t *ret_account) MUST_USE;
enum status auth_account_person(struct ctx *ctx, int64_t account, int64_t *ret_person) MUST_USE;
enum status auth_account_find(struct ctx *ctx, int64_t person, int64_t *ret_account) MUST_USE;
/* Change how they are reached; the old address works no longer. */
enum status auth_account_reach(struct ctx *ctx, int64_t account, struct str email,
                               struct str phone) MUST_USE;

/* An email address or phone number as it is compared: one spelling for all that mean the same.
   STR_NONE when it is neither. */
struct str auth_who(struct arena *arena, struct str email_or_phone);

/* ---- single-use codes ---- */
enum auth_code_way { AUTH_LINK, AUTH_CARD, AUTH_MAIL, AUTH_TEXT };
struct auth_code {
    struct str digits;  /* 8 digits, to type or print */
    struct str token;   /* 128 bits in base32, for the address /signin/TOKEN */
};
/* Make a code for an account. Links and codes live 10 minutes, cards 30 days; one use; 5 tries.
 */
enum status auth_code_make(struct ctx *ctx, int64_t account, enum auth_code_way way,
                           struct auth_code *ret_code) MUST_USE;
/* The same in two steps, for a code that is printed before it is kept: drawing only reads. */
enum status auth_code_draw(struct ctx *ctx, struct auth_code *ret_code) MUST_USE;
enum status auth_code_keep(struct ctx *ctx, int64_t account, enum auth_code_way way,
                           const struct auth_code *code) MUST_USE;
/* Ask for a code by email or phone: the same answer and time whether known or not. Queues the
   mail or text; with no server configured the connector's screen shows it. */
enum status auth_code_ask(struct ctx *ctx, struct str email_or_phone) MUST_USE;
/* A refusal counts the try in the database: commit it although it is a refusal.
   Spend a token, or digits typed with the email or phone (who may be STR_NONE for a card code).
   Fails: ERR_MISSING (unknown, used or out of date: one sentence for all), ERR_LIMIT (5 tries).
 */
enum status auth_code_spend(struct ctx *ctx, struct str token_or_digits, struct str who,
                            int64_t *ret_account) MUST_USE;

/* Was the code that was spent just now sent by text? Whoever works with others' details needs more
   than that. */
bool auth_code_by_text(struct ctx *ctx, int64_t account);

/* ---- passwords (optional; Argon2id 19 MiB, t=2) ---- */
/* Slow: prepare on a worker, never in the lane. At most 2 hash at once; more wait. */
enum status auth_password_hash(struct ctx *ctx, struct str password,
                               struct str *ret_hash) MUST_USE;
bool auth_password_verify(const struct ctx *ctx, struct str hash, struct str password);
#define AUTH_GATE "auth.gate" /* the long-lived object that counts them */
struct auth_gate;
struct auth_gate *auth_gate_new(struct arena *lasting);
enum status auth_password_set(struct ctx *ctx, int64_t account, struct str hash) MUST_USE;
/* Slow, reads only. Fails: ERR_MISSING (unknown, no password or a wrong one: same words, same
 * work). */
enum status auth_password_check(struct ctx *ctx, struct str who, struct str password,
                                int64_t *ret_account) MUST_USE;
/* At least 8 characters, not among the commonest; no composition rules. */
enum status auth_password_allowed(struct ctx *ctx, struct str password) MUST_USE;

/* ---- sessions: 256-bit cookie, only its SHA-256 is stored ---- */
enum status auth_session_open(struct ctx *ctx, int64_t account, bool shared_device,
                              struct str *ret_cookie) MUST_USE;
/* Fills account, person, on_behalf_of, session, stale; standing and place are the module
   layer's. Own device: 30 days unused, shared device: 15 minutes; 90 days in all. */
enum status auth_session_find(struct ctx *ctx, struct str cookie,
                              struct actor *ret_actor) MUST_USE;
enum status auth_session_note(struct ctx *ctx,
                              int64_t session) MUST_USE; /* used just now; when stale */
enum status auth_session_end(struct ctx *ctx, int64_t session) MUST_USE;
enum status auth_session_end_all(struct ctx *ctx, int64_t account) MUST_USE;
enum status auth_session_act_for(struct ctx *ctx, int64_t session,
                                 int64_t person) MUST_USE;                       /* 0 = stop */
struct str auth_csrf(struct arena *arena, struct str secret, struct str cookie); /* HMAC */

/* ---- bearer tokens for programs ---- */
enum status auth_token_make(struct ctx *ctx, int64_t account, struct str scope,
                            struct str *ret_token) MUST_USE;
enum status auth_token_find(struct ctx *ctx, struct str token, struct actor *ret_actor,
                            struct str *ret_scope) MUST_USE;

/* ---- rate limits: token buckets in memory, bounded ---- */
struct auth_buckets;
struct auth_buckets *auth_buckets_new(struct arena *arena, size_t slots);
/* Take one from the bucket `name` of `who`; false = refused, wait ret_seconds. */
bool auth_buckets_take(struct auth_buckets *buckets, const char *name, struct str who,
                       int per_hour, int burst, struct instant now, int *ret_seconds);
/* Is one left? Takes nothing: for what costs only when it was wrong. */
bool auth_buckets_left(struct auth_buckets *buckets, const char *name, struct str who,
                       int per_hour, int burst, struct instant now, int *ret_seconds);

#endif
