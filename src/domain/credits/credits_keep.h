/* Keeping the books: timers, panels and pages of who keeps them, and the public books. */
#ifndef DOMAIN_CREDITS_CREDITS_KEEP_H
#define DOMAIN_CREDITS_CREDITS_KEEP_H

#include "domain/credits/credits.h"

enum status credits_rules_job(struct ctx *ctx) MUST_USE;
enum status credits_policy_job(struct ctx *ctx) MUST_USE;

#endif
