/* Everybody who lives in a place by age band and area, for later modules that count and show no
   number under five. */
#ifndef DOMAIN_PEOPLE_BANDS_H
#define DOMAIN_PEOPLE_BANDS_H

#include "domain/people/people.h"

struct people_band { struct person_id id; struct str age_band, outcode; }; /* STR_NONE = not said */
/* One after the other, in order of id; texts live until the next. No permission asked: whoever
   calls it shows counts only. */
enum status people_bands(struct ctx *ctx, struct place_id place, enum status (*each)(void *cookie, const struct people_band *band),
                         void *cookie) MUST_USE;

#endif
