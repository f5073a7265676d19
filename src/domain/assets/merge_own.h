/* Between the files of merging; nobody else includes it. */
#ifndef DOMAIN_ASSETS_MERGE_OWN_H
#define DOMAIN_ASSETS_MERGE_OWN_H

#include "domain/assets/assets_own.h"
#include "domain/assets/merge.h"

/* Fields an entry says anything in. */
unsigned assets_merge_has(const struct asset *a);
/* Fields that come from B. */
unsigned assets_merge_take(const struct asset *a, const struct asset *b, bool name_of_b);
/* Lines and concepts of both, A's first, within the limits. */
size_t assets_merge_times(struct arena *arena, const struct asset *a, const struct asset *b,
                          struct asset_schedule **ret_lines);
size_t assets_merge_concepts(const struct asset *a, const struct asset *b,
                             struct str codes[ASSET_CONCEPTS], int quality[ASSET_CONCEPTS]);
/* ---- merge_dates.c: what is kept before (0) and after (1); B's beside A's; and back again, as far
   as nobody changed it since ---- */
enum status assets_merge_dates_keep(struct ctx *ctx, struct merge_id id, int64_t part,
                                    struct asset_id a) MUST_USE;
enum status assets_merge_dates_take(struct ctx *ctx, struct asset_id a, struct asset_id b) MUST_USE;
enum status assets_merge_dates_restore(struct ctx *ctx, struct merge_id id, struct asset_id a) MUST_USE;
/* Who said what was taken from B stands beside who said what of A; and back again. */
enum status assets_merge_said_carry(struct ctx *ctx, const struct assets_merged *m) MUST_USE;
enum status assets_merge_said_return(struct ctx *ctx, struct asset_id a, struct asset_id b,
                                     struct str own) MUST_USE;

#endif
