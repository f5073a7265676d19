/* Between the files of putting right. */
#ifndef DOMAIN_CREDITS_CREDITS_RIGHT_OWN_H
#define DOMAIN_CREDITS_CREDITS_RIGHT_OWN_H

#include "domain/credits/credits_right.h"

struct json;

#define RIGHT_DAYS 14

/* ---- credits_right_row.c ---- */
const char *credits_right_side_code(enum right_side side); /* NULL of nobody */
const char *credits_right_state_code(enum right_state state);
bool credits_right_keeps(struct ctx *ctx, struct place_id place); /* an administrator of this place, or SYSTEM */
/* May the actor speak for this account: their own, somebody's they walk beside, what they run? */
bool credits_right_stands(struct ctx *ctx, const struct credits_account *account);
/* Itself, not for somebody else. */
bool credits_right_self(struct ctx *ctx, const struct credits_account *account);
/* Whose word is asked: RIGHT_NOBODY = nobody's, so a broker decides. */
enum right_side credits_right_other(const struct credits_account *payer, const struct credits_account *payee, enum right_side side);
enum status credits_right_accounts(struct ctx *ctx, const struct credits_entry *entry, struct credits_account *ret_payer, struct credits_account *ret_payee) MUST_USE;
/* The row whoever asks: permission is the caller's. */
enum status credits_right_read(struct ctx *ctx, struct right_id id, struct credits_right *ret_right) MUST_USE;

/* ---- credits_right_tell.c ---- */
/* "1 hour, not 2 hours: mending a coat", in the language of the context. */
struct str credits_right_words(struct ctx *ctx, const struct credits_right *right);
enum right_news { RIGHT_NEWS_ASKED, RIGHT_NEWS_NO, RIGHT_NEWS_DONE, RIGHT_NEWS_LEFT };
/* Told once, by text or mail, in their language, if they want to be reached. */
enum status credits_right_tell(struct ctx *ctx, const struct credits_right *right, struct person_id person, enum right_news news) MUST_USE;
enum status credits_right_tell_both(struct ctx *ctx, const struct credits_right *right, enum right_news news) MUST_USE;

/* ---- credits_right_put.c ---- */
/* One transaction: the entry taken back, and what remains booked anew. ERR_LIMIT with a fault on
   "over" when a limit would be passed and `over` is not set; nothing is written then. */
struct credits_put { const struct credits_right *right; struct credits_be be; struct str reason; bool over; };
enum status credits_right_put(struct ctx *ctx, const struct credits_put *put) MUST_USE;
enum status credits_right_be_check(struct ctx *ctx, const struct credits_entry *entry, const struct credits_be *be) MUST_USE;
enum status credits_right_reason_check(struct ctx *ctx, struct str reason, struct str field) MUST_USE;

enum status credits_right_hear_text(struct ctx *ctx, int64_t id, int64_t object) MUST_USE;
enum status credits_right_forget(struct ctx *ctx, struct person_id person) MUST_USE;
enum status credits_right_job(struct ctx *ctx) MUST_USE;
enum status credits_right_export(struct ctx *ctx, struct person_id person, struct json *json) MUST_USE;
enum status credits_seed_right(struct ctx *ctx) MUST_USE;

#endif
