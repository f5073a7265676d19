/* Posting and reading by programs: JSON over HTTP with a bearer token. */
#ifndef DOMAIN_CREDITS_CREDITS_API_H
#define DOMAIN_CREDITS_CREDITS_API_H

#include "domain/credits/credits_own.h"

/* POST /api/v1/credits/entries: read on a worker, posted in the lane. */
enum status credits_api_entry_prepare(struct web *w);
enum status credits_api_entry(struct web *w);
/* GET /api/v1/credits/accounts/{name} */
enum status credits_api_account(struct web *w);

/* A body of the first of them, every fault noted on its field. Accounts are still names. */
struct credits_api_body { struct str from, to, words, behalf, consent; int64_t minutes; };
enum status credits_api_parse(struct ctx *ctx, struct str text, struct credits_api_body *ret_body) MUST_USE;

#endif
