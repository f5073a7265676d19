/* Whose telephone it is. For listeners to texts: no permission asked, nothing shown to anybody. */
#ifndef DOMAIN_PEOPLE_NUMBER_H
#define DOMAIN_PEOPLE_NUMBER_H

#include "domain/people/people.h"

#define PEOPLE_OF_NUMBER 20 /* a house that shares one telephone */

/* Those who are here with this number ("+447700900123") on file, however it was typed. */
enum status people_of_number(struct ctx *ctx, struct str number, struct person **ret_people, size_t *ret_count) MUST_USE;

#endif
