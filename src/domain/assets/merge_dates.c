/* Single dates, series and categories of two entries made one, and taken apart again. */
#include "assets_sql.h"
#include "domain/assets/merge_own.h"

enum status assets_merge_dates_keep(struct ctx *ctx, struct merge_id id, int64_t part, struct asset_id a) {
    TRY(assets_sql_merge_copy_dates(ctx->db, id, part, a));
    TRY(assets_sql_merge_copy_series(ctx->db, id, part, a));
    return assets_sql_merge_copy_categories(ctx->db, id, part, a);
}

enum status assets_merge_dates_take(struct ctx *ctx, struct asset_id a, struct asset_id b) {
    TRY(assets_sql_merge_take_dates(ctx->db, a, b));
    TRY(assets_sql_merge_take_series(ctx->db, a, b));
    return assets_sql_merge_take_categories(ctx->db, a, b);
}

enum status assets_merge_dates_restore(struct ctx *ctx, struct merge_id id, struct asset_id a) {
    int64_t since;
    TRY(assets_sql_merge_dates_differ(ctx->db, id, 1, a, &since));
    if (since == 0) {
        TRY(assets_sql_merge_dates_clear(ctx->db, a));
        TRY(assets_sql_merge_restore_dates(ctx->db, id, a));
    }
    TRY(assets_sql_merge_series_differ(ctx->db, id, 1, a, &since));
    if (since == 0) {
        TRY(assets_sql_merge_series_clear(ctx->db, a));
        TRY(assets_sql_merge_restore_series(ctx->db, id, a));
    }
    TRY(assets_sql_merge_categories_differ(ctx->db, id, 1, a, &since));
    if (since > 0) return OK;
    TRY(assets_sql_categories_drop(ctx->db, a));
    return assets_sql_merge_restore_categories(ctx->db, id, a);
}
