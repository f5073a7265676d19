/* Spread: an activity begun again in another place, with what was learned. The copy remembers where
   it came from. An idea is what is passed on: no people, no address, no hosts. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_COPY_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_COPY_H

#include "domain/activities/activities.h"

#define COPY_CHILDREN 20

/* May the actor begin one there? Administrators, connectors and stewards whose home it is. */
bool activities_copy_may(struct ctx *ctx, struct place_id to);
/* The entry and series as they would begin elsewhere: name, words, cost, access, what to bring,
   design notes; its lines begin on `start`. */
void activities_copy_idea(struct ctx *ctx, const struct asset *asset, const struct activity_series *series, struct asset *ret_asset,
                          struct activity_series *ret_series);
/* Begin it. `when`: the times in words, or empty for those it has. Facts as assets_put and
   activities_put, and "activities.copied" (object: the copy). The safety checklist comes along,
   open. Fails: ERR_DENIED, ERR_INVALID. */
struct copy_to { struct place_id place; struct day start; struct str when, location_name; };
enum status activities_copy(struct ctx *ctx, const struct asset *idea, const struct activity_series *series, const struct copy_to *to,
                            struct asset_id *ret_id) MUST_USE;

/* As a file for another Kith, and back. ERR_INVALID names the field. */
struct str activities_copy_format(struct ctx *ctx, const struct asset *asset, const struct activity_series *series);
enum status activities_copy_parse(struct ctx *ctx, struct str text, struct asset *ret_asset, struct activity_series *ret_series) MUST_USE;

struct copy_family { struct asset_id id; struct str name, place; };
/* Where it began (v = 0: here), and where else it is now. */
enum status activities_copy_family(struct ctx *ctx, const struct activity_series *series, struct copy_family *ret_parent,
                                   struct copy_family **ret_children, size_t *ret_count) MUST_USE;

struct web;
struct cli;
struct html;
enum status activities_copy_cli(struct cli *cli);
enum status activities_web_copy(struct web *w);         /* GET /activities/{id}/copy */
enum status activities_web_copy_prepare(struct web *w);
enum status activities_web_copy_do(struct web *w);      /* POST */
enum status activities_web_idea(struct web *w);         /* GET /activities/{id}/idea: on paper */
enum status activities_web_idea_json(struct web *w);    /* GET /activities/{id}/idea.json */
enum status activities_copy_part(struct web *w, const struct activity_at *at, bool session, struct html *h);

#endif
