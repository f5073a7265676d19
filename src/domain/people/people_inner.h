/* Shared by the files of this module only. */
#ifndef DOMAIN_PEOPLE_INNER_H
#define DOMAIN_PEOPLE_INNER_H

#include "base/str.h"
#include "base/utf8.h"

/* An empty box is "not said", which the database keeps as NULL. */
static inline struct str people_or_null(struct str s)
{
    return s.len > 0 ? s : STR_NONE;
}

#endif
