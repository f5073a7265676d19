/* A search from names and values, and answers as JSON: the same for the command line and the
   served documents. Private to assets. */
#ifndef DOMAIN_ASSETS_FIND_JSON_H
#define DOMAIN_ASSETS_FIND_JSON_H

#include "domain/assets/assets_own.h"
#include "domain/assets/index.h"

/* "10:00" or "10" to minutes after midnight; up to 24:00. */
bool assets_clock_parse(struct str text, int *ret_minutes);
struct str assets_clock_text(struct arena *arena, struct minutes m); /* STR_NONE when unknown */
struct str assets_day_text(struct arena *arena, struct day day);     /* the same */
/* near, within_km, day, from, to, language, limit and page by name; the words and ticks are the
   caller's. Notes every fault. */
enum status assets_query_parse(struct ctx *ctx,
                               struct str (*get)(const void *from, const char *name),
                               const void *from, struct assets_query *ret_query) MUST_USE;
void assets_found_json(struct json *json, const struct assets_found *found);
/* `outline`: its shape as GeoJSON, or STR_NONE. */
void assets_json(struct json *json, struct arena *arena, const struct asset *asset,
                 struct str outline);

#endif
