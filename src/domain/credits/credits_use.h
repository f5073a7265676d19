/* Using hours: one tap books them at a venue, and a page shows it at the desk. */
#ifndef DOMAIN_CREDITS_CREDITS_USE_H
#define DOMAIN_CREDITS_CREDITS_USE_H

#include "domain/credits/credits_venue.h"

#define CREDITS_USE_PEOPLE 10  /* at once */
#define CREDITS_USE_UNDO 15    /* minutes in which it can be taken back */

struct credits_use_ask {
    struct agreement_id agreement;
    struct person_id person;     /* whose hours */
    int64_t people;              /* with them, themselves counted: 1 .. CREDITS_USE_PEOPLE */
    const char *via;
    struct str consent;          /* when booked for them: how they agreed; STR_NONE = by themselves */
};
/* Book at once: from who came to the venue. May: themselves, or who may write for them. Fact
   credits.used. Fails with faults on people, when, minutes: ERR_INVALID, ERR_DENIED, ERR_LIMIT (full;
   no hours), ERR_CONFLICT (outside its times). */
enum status credits_use_book(struct ctx *ctx, const struct credits_use_ask *ask, struct use_id *ret_id) MUST_USE;
/* Theirs, or of whom they walk beside, or for who keeps the venue. ERR_DENIED. */
enum status credits_use_find(struct ctx *ctx, struct use_id id, struct credits_use *ret_use) MUST_USE;
/* Take it back within 15 minutes: the hours return by a linked entry and the place is free again.
   ERR_CONFLICT afterwards. */
enum status credits_use_undo(struct ctx *ctx, struct use_id id, const char *via) MUST_USE;
bool credits_use_may_undo(struct ctx *ctx, const struct credits_use *use);
/* What a person used, newest first. */
enum status credits_uses_of(struct ctx *ctx, struct person_id person, int64_t limit, struct credits_use **ret_uses, size_t *ret_count) MUST_USE;

/* "My data", and what is emptied when somebody leaves. */
struct json;
struct html;
enum status credits_use_export(struct ctx *ctx, struct person_id person, struct json *json) MUST_USE;
enum status credits_use_forget(struct ctx *ctx, struct person_id person) MUST_USE;
/* The example neighbourhood: the baths and the seaside bus. */
enum status credits_seed_venues(struct ctx *ctx) MUST_USE;

#endif
