/* What is part of what. */
#include "assets_sql.h"
#include "domain/assets/merge.h"

#define HOPS_MAX 64

enum status assets_merged_now(struct ctx *ctx, struct asset_id id, struct asset_id *ret_now) {
    for (int hop = 0; hop < HOPS_MAX; hop++) {
        struct assets_sql_merged_into row;
        enum status status = assets_sql_merged_into(ctx->db, ctx->arena, id, &row);
        if (status == ERR_MISSING) break;
        TRY(status);
        id = row.merged_into;
    }
    *ret_now = id;
    return OK;
}

enum status assets_merged_of(struct ctx *ctx, struct asset_id id, struct asset_id *out,
                             size_t room, size_t *ret_n) {
    size_t n = 0, next = 0;
    for (;;) {
        struct assets_sql_merged_of *rows;
        size_t count;
        TRY(assets_sql_merged_of(ctx->db, ctx->arena, id, (int64_t)room, &rows, &count));
        for (size_t i = 0; i < count && n < room; i++) out[n++] = rows[i].id;
        if (next == n) break;
        id = out[next++];
    }
    *ret_n = n;
    return OK;
}
