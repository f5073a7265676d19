/* What a register of activities tells introductions. */
#ifndef DOMAIN_INTRODUCTIONS_INTRODUCTIONS_REGISTER_H
#define DOMAIN_INTRODUCTIONS_INTRODUCTIONS_REGISTER_H

#include "domain/introductions/introductions_own.h"

/* A listener of "activities.attended". */
enum status introductions_hear_attended(struct ctx *ctx, int64_t subject, int64_t object) MUST_USE;

#endif
