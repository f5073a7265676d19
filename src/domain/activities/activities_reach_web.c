/* The pages, the file and the command of reach. */
#include "domain/activities/activities_reach.h"

#include "activities_pages.h"
#include "activities_sql.h"
#include "base/csv.h"
#include "domain/activities/activities_reach_view.h"
#include "platform/web/web.h"

#define NOTES 6
#define CSV_ROOM ((size_t)1 << 20)

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

static struct str number(struct ctx *ctx, int64_t n)
{
    int64_t shown = n < 0 ? -2 : activities_reach_number(n);
    if (shown == -2) return say(ctx, SAY("not known"));
    if (shown == -1) return say(ctx, SAY("fewer than 5"));
    return shown == 0 ? str_int(ctx->arena, 0) : say(ctx, SAY1("about {n}", "n", text_number(ctx->arena, ctx->locale, shown)));
}

static struct reach_table table(struct ctx *ctx, struct said title, struct said first, struct said here, const struct reach_row *rows, size_t n)
{
    struct reach_line *lines = ARENA_ARRAY(ctx->arena, struct reach_line, n + 1);
    struct reach_table t = {.title = say(ctx, title), .first = say(ctx, first), .here = say(ctx, here), .rows = lines};
    for (size_t i = 0; i < n; i++) {
        if (rows[i].came == 0 && rows[i].here == 0) continue;
        lines[t.rows_n++] = (struct reach_line){str_is(rows[i].label, "elsewhere") ? say(ctx, SAY("elsewhere")) : rows[i].label,
                                                number(ctx, rows[i].came), number(ctx, rows[i].here)};
    }
    return t;
}

static void put_tables(struct ctx *ctx, const struct reach *r, struct reach_view *view)
{
    struct reach_table *tables = ARENA_ARRAY(ctx->arena, struct reach_table, 4);
    struct reach_row *all = ARENA_ARRAY(ctx->arena, struct reach_row, 2);
    all[0] = r->total;
    all[0].label = say(ctx, SAY("Everybody"));
    all[1] = (struct reach_row){say(ctx, SAY("For the first time, in the last 90 days")), r->newcomers, -1};
    tables[0] = table(ctx, SAY("In all"), SAY("Who"), SAY("Live here"), all, 2);
    tables[1] = table(ctx, SAY("By age"), SAY("Age"), SAY("Live here"), r->ages, r->ages_n);
    tables[2] = table(ctx, SAY("By area"), SAY("Area"), SAY("Live here"), r->areas, r->areas_n);
    view->tables = tables;
    view->tables_n = 3;
    if (r->bands_n == 0) return;
    tables[3] = table(ctx, SAY("By pay band"), SAY("Band"), SAY("Work here"), r->bands, r->bands_n);
    view->tables_n = 4;
}

static void put_notes(struct ctx *ctx, const struct reach *r, struct reach_view *view)
{
    struct str *notes = ARENA_ARRAY(ctx->arena, struct str, NOTES);
    size_t n = 0;
    if (r->no_age > 0) notes[n++] = say(ctx, SAY1("Of those who take part, said no age: {n}.", "n", number(ctx, r->no_age)));
    if (r->no_area > 0) notes[n++] = say(ctx, SAY1("Said no area: {n}.", "n", number(ctx, r->no_area)));
    if (r->elsewhere > 0) notes[n++] = say(ctx, SAY1("Live in another place: {n}.", "n", number(ctx, r->elsewhere)));
    if (r->unnamed > 0) notes[n++] = say(ctx, SAY1("Times that somebody came whose name is not kept: {n}. They are not in the tables.", "n", number(ctx, r->unnamed)));
    notes[n++] = say(ctx, SAY("Live here: only those who are in Kith. Many neighbours are not."));
    notes[n++] = say(ctx, SAY("Under 5 no number is shown; others are rounded to the nearest 5, each by itself. So they need not add up, and tell nobody."));
    view->notes = notes;
    view->notes_n = n;
}

static void fill(struct ctx *ctx, const struct reach *r, struct reach_view *view)
{
    struct str since = text_day(ctx->arena, ctx->locale, r->since, ctx_today(ctx));
    view->name = r->name;
    view->lead = r->sessions == 0 ? say(ctx, SAY1("{name}: no list of who came has been kept yet.", "name", r->name))
                                  : say(ctx, SAY2("{name}, since {day}.", "name", r->name, "day", since));
    put_tables(ctx, r, view);
    put_notes(ctx, r, view);
}

static struct place_id home(struct ctx *ctx)
{
    return (struct place_id){ctx->actor.place};
}

enum status activities_web_reach_all(struct web *w)
{
    struct reach reach;
    bool below = web_on(w, "below");
    TRY(activities_reach_place(w->ctx, home(w->ctx), below, &reach));
    struct reach_view view = {.csv = STR("/reach.csv"), .other = below ? STR("/reach") : STR("/reach?below=yes"),
                              .other_said = below ? say(w->ctx, SAY("This place only")) : say(w->ctx, SAY("With every place in it"))};
    fill(w->ctx, &reach, &view);
    activities_page_reach(web_page(w, SAY("Who takes part"), NULL), &view);
    return OK;
}

enum status activities_web_reach_csv(struct web *w)
{
    struct reach reach;
    struct buf buf;
    TRY(activities_reach_place(w->ctx, home(w->ctx), web_on(w, "below"), &reach));
    buf_init(&buf, w->ctx->arena, CSV_ROOM);
    activities_reach_csv(w->ctx, &reach, &buf, true);
    TRY(buf_check(&buf));
    return web_bytes(w, STR("text/csv; charset=utf-8"), buf_str(&buf), STR("reach.csv"));
}

/* The bands as they were typed, for the box. */
static enum status lines_of(struct web *w, struct asset_id asset, struct str *ret_lines)
{
    struct reach_band *bands;
    struct buf buf;
    size_t n;
    TRY(activities_reach_bands(w->ctx, asset, &bands, &n));
    buf_init(&buf, w->ctx->arena, 4096);
    for (size_t i = 0; i < n; i++) {
        buf_put(&buf, bands[i].name);
        if (bands[i].people >= 0) buf_printf(&buf, ": %lld", (long long)bands[i].people);
        buf_puts(&buf, "\n");
    }
    *ret_lines = web_kept(w, "bands", buf_str(&buf));
    return OK;
}

enum status activities_web_reach(struct web *w)
{
    struct activity_at at = {.code = STR_NONE};
    struct reach reach;
    TRY(activities_find(w->ctx, w->params[0], &at.asset, &at.series));
    TRY(activities_reach_series(w->ctx, &at, &reach));
    struct reach_view view = {.back = web_path(w, "/activities/%lld", (long long)at.asset.id.v), .back_said = at.asset.name};
    fill(w->ctx, &reach, &view);
    if (at.series.workplace && activities_may_run(w->ctx, &at.asset, &at.series)) {
        view.action = web_path(w, "/activities/%lld/reach", (long long)at.asset.id.v);
        TRY(lines_of(w, at.asset.id, &view.lines));
    }
    activities_page_reach(web_page(w, SAY("Who takes part"), NULL), &view);
    return OK;
}

enum status activities_web_reach_bands(struct web *w)
{
    struct activity_at at = {.code = STR_NONE};
    TRY(activities_find(w->ctx, w->params[0], &at.asset, &at.series));
    TRY(activities_reach_bands_put(w->ctx, &at, web_text(w, "bands")));
    return web_redirect_saying(w, web_path(w, "/activities/%lld/reach", (long long)at.asset.id.v), SAY("Kept."));
}

enum status activities_web_reach_say(struct web *w)
{
    struct activity_at at = {.code = STR_NONE};
    TRY(activities_find(w->ctx, w->params[0], &at.asset, &at.series));
    TRY(activities_reach_say(w->ctx, &at, (int)web_int(w, "band", -1)));
    return web_redirect_saying(w, web_path(w, "/activities/%lld", (long long)at.asset.id.v), SAY("Thank you. It is counted, and not asked again."));
}

/* On the page of a series a workplace runs: the one question, until it is answered. */
static enum status draw_question(struct web *w, const struct activity_at *at, struct html *h)
{
    struct reach_band *bands;
    struct activities_sql_band_said said;
    size_t n;
    struct person_id me = {w->ctx->actor.person};
    if (me.v == 0 || !at->series.workplace) return OK;
    TRY(activities_reach_bands(w->ctx, at->asset.id, &bands, &n));
    if (n == 0 || activities_sql_band_said(w->ctx->db, w->ctx->arena, at->asset.id, me, &said) == OK) return OK;
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, n + 1);
    for (size_t i = 0; i < n; i++) choices[i] = (struct html_choice){str_int(w->ctx->arena, bands[i].seq), bands[i].name, false};
    choices[n] = (struct html_choice){STR("0"), say(w->ctx, SAY("Rather not")), false};
    const struct band_view view = {web_path(w, "/activities/%lld/band", (long long)at->asset.id.v), choices, n + 1};
    activities_page_band(h, &view);
    return OK;
}

enum status activities_reach_part(struct web *w, const struct activity_at *at, bool session, struct html *h)
{
    if (session) return OK;
    TRY(draw_question(w, at, h));
    if (!activities_may_run(w->ctx, &at->asset, &at->series)) return OK;
    const struct reach_link_view view = {web_path(w, "/activities/%lld/reach", (long long)at->asset.id.v)};
    activities_page_reach_link(h, &view);
    return OK;
}
