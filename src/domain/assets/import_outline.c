/* The shape a file drew, beside the entry. */
#include "assets_sql.h"
#include "domain/assets/import_store.h"

enum status assets_import_outline_write(struct ctx *ctx, const struct import_row *row) {
    if (row->outline.len > 0)
        return assets_sql_outline_put(ctx->db, row->asset.id, row->outline);
    if (!row->shaped) return OK; /* a table says nothing of shapes */
    enum status status = assets_sql_outline_drop(ctx->db, row->asset.id);
    return status == ERR_MISSING ? OK : status;
}

enum status assets_outline_find(struct ctx *ctx, struct asset_id id, struct str *ret_geojson) {
    struct assets_sql_outline_find row;
    enum status status = assets_sql_outline_find(ctx->db, ctx->arena, id, &row);
    if (status == ERR_MISSING) {
        *ret_geojson = STR_NONE;
        return OK;
    }
    TRY(status);
    *ret_geojson = row.geojson;
    return OK;
}
