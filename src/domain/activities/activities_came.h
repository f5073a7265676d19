/* Who came, for later modules. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_CAME_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_CAME_H

#include "domain/activities/activities.h"

/* The first day from `from` to `until` (both included) on which somebody came to a series, by a
   register that counts; DAY_NONE: none. */
enum status activities_came_on(struct ctx *ctx, struct asset_id asset, struct person_id person, struct day from,
                               struct day until, struct day *ret_day) MUST_USE;

#endif
