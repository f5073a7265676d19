/* Between the files about told hours; nobody else reads it. */
#ifndef DOMAIN_CREDITS_CREDITS_TOLD_OWN_H
#define DOMAIN_CREDITS_CREDITS_TOLD_OWN_H

#include "domain/credits/credits_own.h"
#include "domain/credits/credits_told.h"

struct json;

#define TOLD_DAYS_BACK 60 /* an hour may be told so long after */
#define TOLD_DAYS_ASKED 28 /* a word that somebody has to be asked for is waited for so long */
#define TOLD_DAY_MS ((int64_t)86400000)

/* Who was meant by words, or by an id: other or group is filled, or neither. */
enum status credits_told_meant(struct ctx *ctx, const struct credits_telling *telling, struct place_id place, struct credits_told *told) MUST_USE;
/* Book it, or let it wait: state, until, silence_books, pending and entry are filled. */
enum status credits_told_book(struct ctx *ctx, struct credits_told *told, struct str key, struct str consent) MUST_USE;
/* A row without asking who reads it. */
enum status credits_told_read(struct ctx *ctx, struct told_id id, struct credits_told *ret_told) MUST_USE;
/* All that a person told or is asked about, without what the actor may do. */
enum status credits_told_all(struct ctx *ctx, struct person_id person, int64_t limit, struct credits_told **ret_rows, size_t *ret_count) MUST_USE;
/* May the actor give the other side's word? Never who told it. */
bool credits_told_may_answer(struct ctx *ctx, const struct credits_told *told);
/* The end of the next day, in the clock of the place. */
struct instant credits_told_tomorrow(struct ctx *ctx, struct place_id place);
/* Can they be told by mail or text? `ret_person` holds how. */
bool credits_told_reach(struct ctx *ctx, struct person_id id, struct person *ret_person);

/* What people mostly give: `value` as stored and texted, its tap, and as said within a sentence. */
#define TOLD_WHATS 7
struct told_what { const char *value, *label, *said; };
extern const struct told_what credits_told_whats[TOLD_WHATS];

/* The reason in the books when an hour is taken back in time. */
#define TOLD_BACK_WORDS T_("Taken back in time by who told it")

/* Jobs. */
enum status credits_told_job(struct ctx *ctx) MUST_USE;      /* time that ran out */
enum status credits_told_tell_job(struct ctx *ctx) MUST_USE; /* the other is told, once */

enum status credits_told_export(struct ctx *ctx, struct person_id person, struct json *json) MUST_USE;
enum status credits_told_forget(struct ctx *ctx, struct person_id person) MUST_USE;
enum status credits_seed_told(struct ctx *ctx) MUST_USE;

#endif
