/* Facts of an asset in words: for the list, its own page, and pages of later modules. */
#ifndef DOMAIN_ASSETS_ASSETS_FACTS_H
#define DOMAIN_ASSETS_ASSETS_FACTS_H

#include "domain/assets/assets_own.h"
#include "domain/assets/assets_view.h"
#include "domain/assets/index.h"
#include "platform/web/web.h"

#define ASSETS_FRESH_DAYS 180 /* longer unchecked: ring first */

struct str assets_say(const struct web *w, struct said said);
/* Rows of dl.facts: when, where, cost, access, languages, ages, welcome. A distance of NaN was
   not asked for. */
struct assets_fact_view *assets_facts(const struct web *w, const struct asset *asset,
                                      double distance_km, bool about, size_t *ret_n);
/* "Checked by a neighbour on Tuesday 24 February"; *ret_old when too long ago or never. */
struct str assets_checked_say(const struct web *w, const struct asset *asset, bool *ret_old);
struct str assets_tag_say(const struct web *w, const struct asset *asset, bool old);
struct str assets_welcome_say(const struct web *w,
                              const struct asset *asset);     /* STR_NONE when nobody */
struct str assets_tel(const struct web *w, struct str phone); /* "tel:01214960118" */
/* The language's name in the reader's words; the code itself when not known. */
struct str assets_language_say(const struct web *w, struct str code);
/* Codes offered to choose from, ended by NULL. */
extern const char *const assets_languages_offered[];

#endif
