/* "My data" of this module and what is emptied when somebody leaves; the parts are listed in
   credits_subject.c. */
#ifndef DOMAIN_CREDITS_CREDITS_SUBJECT_H
#define DOMAIN_CREDITS_CREDITS_SUBJECT_H

#include "domain/credits/credits.h"

struct json;

enum status credits_my_export(struct ctx *ctx, int64_t person, struct json *json) MUST_USE;
/* Pots looked after, words on asks, what was set for others (credits_part_subject.c). */
enum status credits_part_export(struct ctx *ctx, struct person_id person, struct json *json) MUST_USE;
/* A listener of "people.left". */
enum status credits_hear_left(struct ctx *ctx, int64_t person, int64_t object) MUST_USE;
enum status credits_seed(struct ctx *ctx) MUST_USE; /* the example; credits_seed.c */

#endif
