#include "domain/organisations/organisations_own.h"
#include "domain/organisations/organisations_view.h"

#include "organisations_pages.h"

/* The figures as a page, a table and a document. */

static struct str said(struct ctx *ctx, struct said words) {
    return text_say(ctx->arena, ctx->locale, &words);
}

static enum status counted(struct web *w, struct figure_table *ret_table) {
    return organisations_figures(w->ctx, web_modules(w), (struct place_id){w->ctx->actor.place},
                                 ret_table);
}

static struct figure_cell_line line(struct ctx *ctx, struct str patch,
                                    const struct figure_cell *cell) {
    return (struct figure_cell_line){patch,
                                     organisations_cell_words(ctx, cell->n, cell->n_shown),
                                     organisations_cell_words(ctx, cell->base, cell->base_shown)};
}

static void put_row(struct ctx *ctx, const struct figure_table *table,
                    const struct figure_row *row, struct figure_line *ret_line) {
    struct figure_cell_line whole = line(ctx, table->place_name, &row->whole);
    struct figure_cell_line *cells =
        ARENA_ARRAY(ctx->arena, struct figure_cell_line, table->columns_n);
    for (size_t i = 0; i < table->columns_n; i++)
        cells[i] = line(ctx, table->columns[i], &row->columns[i]);
    *ret_line = (struct figure_line){
        .label = text_get(ctx->locale, row->figure->label, NULL),
        .rule = text_get(ctx->locale, row->figure->rule, NULL),
        .key = str_from(row->figure->key),
        .id = str_replace(ctx->arena, str_from(row->figure->key), STR("."), STR("-")),
        .sentence = row->whole.base == 0
                        ? said(ctx, SAY("No evidence yet: there is nothing to count."))
                    : row->whole.base_shown != FIGURE_SHOWN
                        ? said(ctx, SAY("Too few yet to be shown."))
                        : said(ctx, SAY2("{count} of {base}.", "count", whole.count, "base",
                                         whole.base)),
        .cells = cells,
        .cells_n = table->columns_n,
        .by_patch = table->columns_n > 0 && row->columns[0].n_shown != FIGURE_UNKNOWN};
}

enum status organisations_web_figures(struct web *w) {
    struct ctx *ctx = w->ctx;
    struct figure_table table;
    TRY(counted(w, &table));
    struct figure_line *lines = ARENA_ARRAY(ctx->arena, struct figure_line, table.rows_n);
    for (size_t i = 0; i < table.rows_n; i++) put_row(ctx, &table, &table.rows[i], &lines[i]);
    struct figures_view view = {
        .place = table.place_name,
        .counted = said(ctx, SAY1("Counted {day}.", "day",
                                  text_day(ctx->arena, ctx->locale, ctx_today(ctx), ctx_today(ctx)))),
        .rows = lines,
        .rows_n = table.rows_n,
        .may_set_up = ctx_has(ctx, STANDING_ADMIN)};
    organisations_page_figures(web_page(w, SAY("Figures"), "/figures"), &view);
    return OK;
}

enum status organisations_web_figures_csv(struct web *w) {
    struct figure_table table;
    TRY(counted(w, &table));
    return web_bytes(w, STR("text/csv; charset=utf-8"), organisations_figures_csv(w->ctx, &table),
                     STR("figures.csv"));
}

enum status organisations_web_figures_json(struct web *w) {
    struct figure_table table;
    TRY(counted(w, &table));
    organisations_figures_json(w->ctx, &table, web_json(w));
    return OK;
}
