/* Ages from words, where no column says them. Private to import. */
#ifndef DOMAIN_ASSETS_IMPORT_AGES_H
#define DOMAIN_ASSETS_IMPORT_AGES_H

#include "domain/assets/assets.h"

/* Sets age_low, age_high and for_child where the name or the description says plainly for whom it
   is; leaves an entry alone that has ages. */
void assets_import_ages_of_words(struct arena *arena, struct str name, struct str description, struct asset *a);
/* Is one of the words of `list` ("a|b c") in the folded text? */
bool assets_import_says_any(struct str folded, const char *list);

#endif
