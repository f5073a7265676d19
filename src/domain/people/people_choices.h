/* Taps of the fixed words of people, for every form that asks them: one list, so that a form
   never drops what another has kept. */
#ifndef DOMAIN_PEOPLE_CHOICES_H
#define DOMAIN_PEOPLE_CHOICES_H

#include "domain/people/people.h"
#include "platform/html/parts.h"

/* Needs, those in `on` ticked. */
struct html_choice *people_need_choices(struct ctx *ctx, unsigned on, size_t *ret_count);
/* Words of a form as bits; unknown ones are passed over. */
unsigned people_needs_of(const struct str *words, size_t count);
/* Languages in their own script, those in `chosen` ("en ur") ticked. */
struct html_choice *people_language_choices(struct ctx *ctx, struct str chosen, size_t *ret_count);

#endif
