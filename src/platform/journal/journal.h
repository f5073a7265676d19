/* Facts: append-only, hash-chained, who did or saw what; and change numbers for feeds. */
#ifndef PLATFORM_JOURNAL_JOURNAL_H
#define PLATFORM_JOURNAL_JOURNAL_H

#include "platform/ctx/ctx.h"

/* Record a fact ("people.seen", "introductions.offered") by ctx->actor about `subject` (a
   person or thing) and, if any, `object`; tell the listeners in the same transaction. `note` is
   short, holds no free text of people. */
enum status journal_record(struct ctx *ctx, const char *fact, int64_t subject, int64_t object,
                           struct str note) MUST_USE;

struct journal_fact {
    int64_t number, account, actor, on_behalf_of, subject, object;
    struct str fact, note;
    struct instant at;
};
/* Facts about a subject whose name begins with `prefix`, newest first. */
enum status journal_list(struct ctx *ctx, int64_t subject, struct str prefix, int64_t before,
                         int64_t limit, struct journal_fact **ret_facts,
                         size_t *ret_count) MUST_USE;
/* Recompute the chain. */
enum status journal_verify(struct ctx *ctx, int64_t *ret_count, bool *ret_ok) MUST_USE;

/* Note that a published row changed; one sequence for all kinds ("assets.asset"). */
enum status journal_change(struct ctx *ctx, const char *kind, int64_t id,
                           int64_t *ret_number) MUST_USE;
enum status journal_change_last(struct ctx *ctx, int64_t *ret_number) MUST_USE;
struct journal_change { int64_t number, id; };
/* Changes of a kind after a number, oldest first, each id once (its newest number). */
enum status journal_changes(struct ctx *ctx, struct str kind, int64_t after, int64_t limit,
                            struct journal_change **ret_changes, size_t *ret_count) MUST_USE;

#endif
