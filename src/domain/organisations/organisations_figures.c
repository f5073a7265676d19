#include "domain/organisations/organisations_own.h"

#include "base/csv.h"
#include "base/disclose.h"
#include "platform/module/module.h"

/* Every figure of every module, for the whole and by patch. People are counted where they live:
   an outcode that is led comes out of the places round it, so each is counted once. */

#define ROWS_MAX 200

/* ---- hiding ---- */

static bool exact(const struct figure_cell *cell) {
    return cell->base >= cell->n ? disclose_share(cell->n, cell->base) : disclose_exact(cell->n);
}

/* One number hidden in a row could be had by subtraction: another, the smallest that is not
   nothing, is hidden with it. */
static void hide_second(struct figure_cell *cells, size_t n, bool base) {
    size_t hidden = 0, least = n;
    for (size_t i = 0; i < n; i++) {
        enum figure_shown shown = base ? cells[i].base_shown : cells[i].n_shown;
        int64_t value = base ? cells[i].base : cells[i].n;
        if (shown != FIGURE_SHOWN) hidden++;
        else if (value != 0 &&
                 (least == n || value < (base ? cells[least].base : cells[least].n)))
            least = i;
    }
    if (hidden != 1 || least == n) return;
    if (base) cells[least].base_shown = FIGURE_HIDDEN;
    else cells[least].n_shown = FIGURE_HIDDEN;
}

static void hide_one(struct figure_cell *cell) {
    cell->base_shown = disclose_exact(cell->base) ? FIGURE_SHOWN : FIGURE_SMALL;
    cell->n_shown = exact(cell)                  ? FIGURE_SHOWN
                    : !disclose_exact(cell->n)   ? FIGURE_SMALL
                                                 : FIGURE_HIDDEN;
}

void organisations_hide(struct figure_cell *cells, size_t n, struct figure_cell *total) {
    size_t n_hidden = 0, base_hidden = 0;
    hide_one(total);
    for (size_t i = 0; i < n; i++) hide_one(&cells[i]);
    hide_second(cells, n, true);
    /* A count and what it rests on give away the rest: where the base is hidden, so is the count. */
    for (size_t i = 0; i < n; i++)
        if (cells[i].base_shown != FIGURE_SHOWN && cells[i].n_shown == FIGURE_SHOWN)
            cells[i].n_shown = FIGURE_HIDDEN;
    hide_second(cells, n, false);
    for (size_t i = 0; i < n; i++) {
        n_hidden += cells[i].n_shown != FIGURE_SHOWN;
        base_hidden += cells[i].base_shown != FIGURE_SHOWN;
    }
    /* Nothing was left to hide it behind: then the total goes. */
    if (n_hidden == 1 && total->n_shown == FIGURE_SHOWN) total->n_shown = FIGURE_HIDDEN;
    if (base_hidden == 1 && total->base_shown == FIGURE_SHOWN) total->base_shown = FIGURE_HIDDEN;
}

/* ---- counting ---- */

struct area {
    struct ctx *ctx;
    struct place_id *places; size_t places_n;
    size_t *leads;                 /* the column of each place */
    struct str *outcodes; size_t *outcode_leads; size_t outcodes_n;
    size_t columns_n;
};

static size_t column_of(struct figure_table *table, struct asset_id *ids, struct asset_id id,
                        struct str name) {
    for (size_t i = 0; i < table->columns_n; i++)
        if (ids[i].v == id.v) return i;
    if (table->columns_n == ORGANISATIONS_COLUMNS - 1) return table->columns_n - 1;
    ids[table->columns_n] = id;
    table->columns[table->columns_n] = name;
    return table->columns_n++;
}

/* A place belongs to the nearest patch above it, itself included; SIZE_MAX = nobody's. */
static enum status lead_of_place(struct ctx *ctx, struct place_id place,
                                 const struct organisation_patch *patches, size_t n,
                                 const size_t *columns, size_t *ret_column) {
    struct place at = {.parent = place};
    for (int depth = 0; depth < PLACES_DEPTH && at.parent.v != 0; depth++) {
        TRY(places_find(ctx, at.parent, &at));
        for (size_t i = 0; i < n; i++) {
            if (patches[i].within.v != at.id.v) continue;
            *ret_column = columns[i];
            return OK;
        }
    }
    *ret_column = SIZE_MAX;
    return OK;
}

static enum status lay_out(struct ctx *ctx, struct figure_table *table, struct area *area) {
    struct organisation_patch *patches;
    struct asset_id ids[ORGANISATIONS_COLUMNS];
    size_t n;
    TRY(places_list_below(ctx, table->place, &area->places, &area->places_n));
    TRY(organisations_patches(ctx, table->place, &patches, &n));
    size_t *columns = ARENA_ARRAY(ctx->arena, size_t, n);
    area->outcodes = ARENA_ARRAY(ctx->arena, struct str, n);
    area->outcode_leads = ARENA_ARRAY(ctx->arena, size_t, n);
    area->leads = ARENA_ARRAY(ctx->arena, size_t, area->places_n);
    for (size_t i = 0; i < n; i++) {
        columns[i] = column_of(table, ids, patches[i].organisation, patches[i].organisation_name);
        if (patches[i].outcode.len == 0) continue;
        area->outcodes[area->outcodes_n] = patches[i].outcode;
        area->outcode_leads[area->outcodes_n++] = columns[i];
    }
    for (size_t i = 0; i < area->places_n; i++)
        TRY(lead_of_place(ctx, area->places[i], patches, n, columns, &area->leads[i]));
    if (table->columns_n == 0) return OK;
    /* who lives where nobody leads */
    for (size_t i = 0; i < area->places_n; i++)
        if (area->leads[i] == SIZE_MAX) area->leads[i] = table->columns_n;
    struct said elsewhere = SAY("elsewhere");
    table->columns[table->columns_n++] = text_say(ctx->arena, ctx->locale, &elsewhere);
    return OK;
}

static void put(struct figure_cell *cell, int64_t n, int64_t base) {
    cell->n += n;
    cell->base += base;
}

static enum status count_place(struct area *area, const struct module_figure_in *in, size_t i,
                               bool by_patch, struct figure_row *row) {
    const struct module_figure *figure = row->figure;
    int64_t n, base;
    TRY(figure->count(area->ctx, area->places[i].v, &n, &base));
    put(&row->whole, n, base);
    for (size_t k = 0; by_patch && k < area->outcodes_n; k++) {
        int64_t part, part_base;
        TRY(in->count(area->ctx, area->places[i].v, area->outcodes[k], &part, &part_base));
        put(&row->columns[area->outcode_leads[k]], part, part_base);
        n -= part;
        base -= part_base;
    }
    if (by_patch) put(&row->columns[area->leads[i]], n, base);
    return OK;
}

static const struct module_figure_in *in_of(const struct module *module, const char *key) {
    const struct module_figure_in *in = module->figures_in;
    while (in && in->key && !str_is(str_from(in->key), key)) in++;
    return in && in->key ? in : NULL;
}

static enum status count_row(struct area *area, const struct module *module,
                             const struct module_figure *figure, size_t columns_n,
                             struct figure_row *row) {
    const struct module_figure_in *in = in_of(module, figure->key);
    bool by_patch = columns_n > 0 && (in || area->outcodes_n == 0);
    *row = (struct figure_row){.figure = figure};
    for (size_t i = 0; i < area->places_n; i++) TRY(count_place(area, in, i, by_patch, row));
    organisations_hide(row->columns, by_patch ? columns_n : 0, &row->whole);
    for (size_t i = 0; i < columns_n && !by_patch; i++)
        row->columns[i].n_shown = row->columns[i].base_shown = FIGURE_UNKNOWN;
    return OK;
}

enum status organisations_figures(struct ctx *ctx, struct module_list modules,
                                  struct place_id place, struct figure_table *ret_table) {
    struct figure_table table = {.place = place};
    struct area area = {.ctx = ctx};
    struct place found;
    bool own = ctx_has(ctx, STANDING_ADMIN | STANDING_LEARNING) && ctx->actor.place == place.v;
    if (!own && !ctx_has(ctx, STANDING_SYSTEM)) return ERR_DENIED;
    TRY(places_find(ctx, place, &found));
    table.place_name = found.name;
    TRY(lay_out(ctx, &table, &area));
    table.rows = ARENA_ARRAY(ctx->arena, struct figure_row, ROWS_MAX);
    for (size_t i = 0; i < modules.count; i++) {
        const struct module_figure *figure = modules.items[i]->figures;
        for (; figure && figure->key && table.rows_n < ROWS_MAX; figure++)
            TRY(count_row(&area, modules.items[i], figure, table.columns_n,
                          &table.rows[table.rows_n++]));
    }
    *ret_table = table;
    return OK;
}

/* ---- words, JSON, CSV ---- */

static const char *why(enum figure_shown shown) {
    return shown == FIGURE_SMALL    ? T_("fewer than 5")
           : shown == FIGURE_HIDDEN ? T_("not shown: it would tell a number under 5")
                                    : T_("not counted by patch");
}

struct str organisations_cell_words(struct ctx *ctx, int64_t n, enum figure_shown shown) {
    if (shown == FIGURE_SHOWN) return text_number(ctx->arena, ctx->locale, n);
    return text_get(ctx->locale,
                    shown == FIGURE_SMALL    ? T_("fewer than 5")
                    : shown == FIGURE_HIDDEN ? T_("not shown")
                                             : T_("not counted by patch"),
                    NULL);
}

static void put_cell(struct json *json, const struct figure_cell *cell) {
    json_put_int(json, "n", cell->n_shown == FIGURE_SHOWN ? cell->n : INT_NONE);
    json_put_int(json, "base", cell->base_shown == FIGURE_SHOWN ? cell->base : INT_NONE);
    enum figure_shown shown = cell->n_shown != FIGURE_SHOWN ? cell->n_shown : cell->base_shown;
    if (shown != FIGURE_SHOWN) json_put_str(json, "why", str_from(why(shown)));
}

static struct str said(struct ctx *ctx, const char *text) {
    return text_get(ctx->locale, text, NULL);
}

void organisations_figures_json(struct ctx *ctx, const struct figure_table *table,
                                struct json *json) {
    json_begin_object(json);
    json_put_str(json, "place", table->place_name);
    json_put_str(json, "counted", instant_format(ctx->arena, NULL, ctx->now));
    json_put_str(json, "again", STR("kith figures --db D --json"));
    json_key(json, "figures");
    json_begin_array(json);
    for (size_t i = 0; i < table->rows_n; i++) {
        const struct figure_row *row = &table->rows[i];
        json_begin_object(json);
        json_put_str(json, "key", str_from(row->figure->key));
        json_put_str(json, "label", said(ctx, row->figure->label));
        json_put_str(json, "rule", said(ctx, row->figure->rule));
        put_cell(json, &row->whole);
        json_key(json, "patches");
        json_begin_array(json);
        for (size_t k = 0; k < table->columns_n; k++) {
            json_begin_object(json);
            json_put_str(json, "patch", table->columns[k]);
            put_cell(json, &row->columns[k]);
            json_end(json);
        }
        json_end(json);
        json_end(json);
    }
    json_end(json);
    json_end(json);
}

static void put_line(struct ctx *ctx, struct buf *buf, const struct figure_row *row,
                     struct str patch, const struct figure_cell *cell) {
    csv_put(buf, str_from(row->figure->key), true);
    csv_put(buf, said(ctx, row->figure->label), false);
    csv_put(buf, patch, false);
    csv_put(buf, organisations_cell_words(ctx, cell->n, cell->n_shown), false);
    csv_put(buf, organisations_cell_words(ctx, cell->base, cell->base_shown), false);
    csv_put(buf, said(ctx, row->figure->rule), false);
    csv_end(buf);
}

struct str organisations_figures_csv(struct ctx *ctx, const struct figure_table *table) {
    static const char *const heads[] = {"key", "figure", "patch", "count", "of", "rule"};
    struct buf buf;
    buf_init(&buf, ctx->arena, (size_t)4 << 20);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        csv_put(&buf, str_from(heads[i]), i == 0);
    csv_end(&buf);
    for (size_t i = 0; i < table->rows_n; i++) {
        put_line(ctx, &buf, &table->rows[i], table->place_name, &table->rows[i].whole);
        for (size_t k = 0; k < table->columns_n; k++)
            put_line(ctx, &buf, &table->rows[i], table->columns[k], &table->rows[i].columns[k]);
    }
    return buf_str(&buf);
}
