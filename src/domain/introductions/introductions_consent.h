/* Consents taken back count at once, on the host's side too. */
#ifndef DOMAIN_INTRODUCTIONS_CONSENT_H
#define DOMAIN_INTRODUCTIONS_CONSENT_H

#include "base/json.h"
#include "domain/introductions/introductions.h"

/* Of "people.consent_withdrawn": a neighbour's own gift is asked for no more. A group's host is
   asked as its host, not as a neighbour. */
enum status introductions_hear_unasked(struct ctx *ctx, int64_t person, int64_t object) MUST_USE;
/* Of "people.left": whatever has not taken place ends, on either side. */
enum status introductions_hear_left(struct ctx *ctx, int64_t person, int64_t object) MUST_USE;

/* "My data": all they take part in, on whichever side. */
enum status introductions_my_export(struct ctx *ctx, int64_t person, struct json *json) MUST_USE;

#endif
