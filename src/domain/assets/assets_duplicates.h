/* Pairs of the list that a person should look at. Private to assets. */
#ifndef DOMAIN_ASSETS_ASSETS_DUPLICATES_H
#define DOMAIN_ASSETS_ASSETS_DUPLICATES_H

#include "domain/assets/duplicates.h"

struct cli;

struct assets_pair_end {
    struct asset_id id;
    struct place_id place;
    struct str external_id, name, source;
    int64_t line; /* of its file; INT_NONE when it came from none */
    double lat, lon;
};
struct assets_pair {
    struct assets_pair_end a, b; /* a is the older */
    int score;
    const char *const *why;
    size_t why_n;
};

/* Look through the list (place.v = 0: all of it) in the transaction that is open; what a person
   has settled is left out. Everything lives in `arena`: about 3 kB an
   entry. */
enum status assets_duplicates_list(struct ctx *ctx, struct arena *arena, struct place_id place,
                                   int min, struct assets_pair **ret_pairs,
                                   size_t *ret_count) MUST_USE;
#define ASSETS_DUPLICATES_ARENA ((size_t)1 << 30)

enum status assets_cli_duplicates(struct cli *cli);
enum status assets_duplicates_job(struct ctx *ctx); /* the queue, for what changed since */

#endif
