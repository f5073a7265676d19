/* Fairness of reach: who takes part against who lives or works here. Only counts: of one to four
   people nothing but "fewer than 5", others to the nearest five, totals rounded by themselves, so
   that no difference of two of them tells a small number. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_REACH_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_REACH_H

#include "domain/activities/activities.h"

#define REACH_DAYS 365
#define REACH_NEW_DAYS 90
#define REACH_AREAS 20
#define REACH_BANDS 12
#define REACH_PEOPLE 200000

struct reach_row { struct str label; int64_t came, here; }; /* here -1 = not known */
struct reach {
    struct str name;               /* the series, the place, or all */
    bool series;
    struct day since;
    struct reach_row total;
    int64_t newcomers;             /* first time to anything within REACH_NEW_DAYS */
    int64_t elsewhere;             /* of those who came: live in another place */
    int64_t no_age, no_area;       /* of those who came: did not say */
    int64_t unnamed, sessions;     /* times somebody came without a name; in how many sessions */
    const struct reach_row *ages, *areas, *bands; size_t ages_n, areas_n, bands_n;
};
/* Counts as they are, for this module only: nothing shows them but through activities_reach_number. */
enum status activities_reach_series(struct ctx *ctx, const struct activity_at *at, struct reach *ret_reach) MUST_USE;
enum status activities_reach_place(struct ctx *ctx, struct place_id place, bool below, struct reach *ret_reach) MUST_USE;
/* -1: one to four; else 0 or the nearest five. */
int64_t activities_reach_number(int64_t n);
bool activities_reach_may(struct ctx *ctx, struct place_id place);

/* ---- pay bands, where a workplace runs it ---- */
struct reach_band { int seq; struct str name; int64_t people, said; };
enum status activities_reach_bands(struct ctx *ctx, struct asset_id asset, struct reach_band **ret_rows, size_t *ret_count) MUST_USE;
/* "Band 2: 120" a line; the number may be left out. Who runs it. ERR_INVALID names the line. */
enum status activities_reach_bands_put(struct ctx *ctx, const struct activity_at *at, struct str lines) MUST_USE;
/* Said once by somebody themselves; 0 = rather not. */
enum status activities_reach_say(struct ctx *ctx, const struct activity_at *at, int seq) MUST_USE;

struct web;
struct cli;
struct html;
struct json;
enum status activities_reach_cli(struct cli *cli);
enum status activities_web_reach_all(struct web *w);   /* GET /reach */
enum status activities_web_reach_csv(struct web *w);   /* GET /reach.csv */
enum status activities_web_reach(struct web *w);       /* GET /activities/{id}/reach */
enum status activities_web_reach_bands(struct web *w); /* POST /activities/{id}/reach */
enum status activities_web_reach_say(struct web *w);   /* POST /activities/{id}/band */
enum status activities_reach_part(struct web *w, const struct activity_at *at, bool session, struct html *h);
enum status activities_reach_export(struct ctx *ctx, struct person_id person, struct json *json); /* key and value */
enum status activities_reach_hear_left(struct ctx *ctx, int64_t subject, int64_t object);
struct buf;
void activities_reach_csv(struct ctx *ctx, const struct reach *reach, struct buf *buf, bool heads);

#endif
