/* What is known of talks when a person is handed to another connector. */
#ifndef DOMAIN_CONVERSATIONS_PASSING_H
#define DOMAIN_CONVERSATIONS_PASSING_H

#include "domain/people/people.h"

/* Talks whose words are kept, and how many of them another connector may read without asking.
   Counts only: no permission asked. */
enum status conversations_passing(struct ctx *ctx, struct person_id person, int64_t *ret_talks, int64_t *ret_open) MUST_USE;

#endif
