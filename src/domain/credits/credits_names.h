/* Which account a name means, remembered: a name and what stands beside it here never change. */
#ifndef DOMAIN_CREDITS_CREDITS_NAMES_H
#define DOMAIN_CREDITS_CREDITS_NAMES_H

#include "domain/credits/credits_own.h"

struct credits_named { struct account_id id; struct ledger_id ledger; enum credits_kind kind; struct str name; };
/* By name or decimal id, out of memory where it was asked for before; ERR_MISSING with a fault on
   `field`. */
enum status credits_named(struct ctx *ctx, struct str name_or_id, struct str field, struct credits_named *ret_named) MUST_USE;

/* The module's long-lived object. Without it every name is looked up. */
#define CREDITS_NAMES "credits.names"
enum status credits_names_open(struct ctx *ctx, struct arena *lasting, void **ret_ptr);
void credits_names_close(void *ptr);

#endif
