/* The language somebody is written to in. */
#ifndef DOMAIN_PEOPLE_LOCALE_H
#define DOMAIN_PEOPLE_LOCALE_H

#include "domain/people/people.h"

/* The first of their languages that is offered; English when none is. */
const struct locale *people_locale(const struct person *person);
/* The same, or English where this sentence is not translated yet: no page half in each. */
const struct locale *people_locale_for(const struct locale *locale, const char *sentence);

#endif
