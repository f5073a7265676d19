/* What a calendar or a feed tells of a series beyond its lines, to the tables. */
#include "assets_sql.h"
#include "base/utf8.h"
#include "domain/assets/import_store.h"

enum status assets_import_told_older(struct ctx *ctx, struct asset_id id, const struct import_row *row,
                                     bool *ret_older) {
    struct assets_sql_told had;
    *ret_older = false;
    if (!row->told) return OK;
    enum status status = assets_sql_told(ctx->db, ctx->arena, id, &had);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    const struct import_told *now = row->told;
    bool sequences = had.source_sequence != INT_NONE && now->sequence != INT_NONE,
         times = instant_is(had.source_modified) && instant_is(now->modified);
    if (sequences && now->sequence != had.source_sequence) *ret_older = now->sequence < had.source_sequence;
    else if (times) *ret_older = now->modified.ms < had.source_modified.ms;
    return OK;
}

static enum status series_write(struct ctx *ctx, const struct import_row *row, bool add) {
    const struct import_told *told = row->told;
    struct assets_sql_told had = {.sequence = -1, .off_from = DAY_NONE};
    enum status status = add ? ERR_MISSING : assets_sql_told(ctx->db, ctx->arena, row->asset.id, &had);
    if (status != OK && status != ERR_MISSING) return status;
    int64_t sequence = had.sequence + 1;
    if (told->sequence != INT_NONE && told->sequence > sequence) sequence = told->sequence;
    bool here = day_is(had.off_from) && !had.off_imported; /* a person here called it off */
    struct str uid = utf8_cut(told->uid, 400);
    if (uid.len == 0) {
        struct asset_series own;
        TRY(assets_series_find(ctx, row->asset.id, &own));
        uid = own.uid;
    }
    const struct assets_sql_told_put_in in = {
        .asset_id = row->asset.id, .uid = uid, .sequence = sequence, .now = ctx->now,
        .off_from = !told->off ? DAY_NONE : day_is(had.off_from) ? had.off_from : row->today,
        .off_words = told->off && told->off_words.len ? utf8_cut(told->off_words, 400) : STR_NONE,
        .off_imported = told->off, .source_sequence = told->sequence, .source_modified = told->modified};
    TRY(assets_sql_told_put(ctx->db, &in));
    if (!here) return OK;
    return assets_sql_series_life(ctx->db, row->asset.id, str_from(assets_status_code(ASSET_TEMPORARILY_CLOSED)),
                                  ctx->now);
}

static enum status dates_write(struct ctx *ctx, const struct import_row *row, bool add) {
    static const char *const kinds[] = {"off", "cancelled", "moved", "extra"};
    if (!add && !row->told->partly) TRY(assets_sql_told_dates_drop(ctx->db, row->asset.id));
    for (size_t i = 0; i < row->told->dates_n; i++) {
        const struct asset_date *d = &row->told->dates[i];
        const struct assets_sql_told_date_add_in in = {
            .asset_id = row->asset.id, .day = d->day, .at = d->at, .kind = str_from(kinds[d->kind]),
            .to_day = d->to_day, .opens = d->opens, .closes = d->closes,
            .location_name = d->location_name.len ? utf8_cut(d->location_name, 200) : STR_NONE,
            .words = d->words.len ? utf8_cut(d->words, 400) : STR_NONE, .sequence = d->sequence, .now = ctx->now};
        TRY(assets_sql_told_date_add(ctx->db, &in));
    }
    return OK;
}

static enum status categories_write(struct ctx *ctx, const struct import_row *row, bool add) {
    if (!add) TRY(assets_sql_categories_drop(ctx->db, row->asset.id));
    for (size_t i = 0; i < row->told->categories_n; i++) {
        const struct import_category *c = &row->told->categories[i];
        TRY(assets_sql_category_add(ctx->db, row->asset.id, (int64_t)i, utf8_cut(c->words, 200),
                                    c->reference.len && c->reference.len <= 400 ? c->reference : STR_NONE));
    }
    return OK;
}

enum status assets_import_told_write(struct ctx *ctx, const struct import_row *row, bool add) {
    if (!row->told) return OK;
    TRY(series_write(ctx, row, add));
    TRY(dates_write(ctx, row, add));
    return categories_write(ctx, row, add);
}
