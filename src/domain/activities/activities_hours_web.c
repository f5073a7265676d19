/* What coming to a series gives: said by who runs it, booked by credits. */
#include "domain/activities/activities_own.h"

#include "activities_pages.h"
#include "credits_pages.h"
#include "domain/activities/activities_gives_view.h"
#include "domain/activities/activities_say.h"
#include "domain/credits/credits_earn.h"
#include "domain/credits/credits_earn_view.h"
#include "platform/web/web.h"

static const struct { const char *value, *label; int64_t minutes; } lengths[] = {
    {"none", T_("It gives no hours"), -1}, {"30", T_("Half an hour"), 30}, {"60", T_("1 hour"), 60},
    {"90", T_("1 hour and a half"), 90}, {"120", T_("2 hours"), 120}, {"lasts", T_("As long as it lasts"), 0},
};
#define LENGTHS (sizeof lengths / sizeof *lengths)

static const char *const whom_words[EARN_WHOMS] = {T_("Everybody who comes"), T_("Everybody who comes, and who leads"), T_("Only who helps or leads")};

static struct str day_words(struct ctx *ctx, struct day day)
{
    return text_day(ctx->arena, ctx->locale, day, ctx_today(ctx));
}

static struct str chosen(struct web *w, const char *name, struct str stored)
{
    return web_refused(w) ? web_kept(w, name, stored) : stored;
}

static void choices_fill(struct web *w, const struct credits_earn *now, struct gives_view *view)
{
    struct ctx *ctx = w->ctx;
    struct html_choice *minutes = ARENA_ARRAY(ctx->arena, struct html_choice, LENGTHS + 1), *whom = ARENA_ARRAY(ctx->arena, struct html_choice, EARN_WHOMS);
    int64_t stored = !now->gives ? -1 : now->minutes;
    bool found = false;
    for (size_t i = 0; i < LENGTHS; i++) {
        struct str value = str_from(lengths[i].value);
        bool on = str_eq(chosen(w, "minutes", lengths[i].minutes == stored ? value : STR("")), value);
        minutes[view->minutes_n++] = (struct html_choice){value, text_get(ctx->locale, lengths[i].label, NULL), on};
        found = found || lengths[i].minutes == stored;
    }
    if (!found) /* said by a program: kept as one more choice */
        minutes[view->minutes_n++] = (struct html_choice){str_int(ctx->arena, stored), credits_time(ctx, stored), !web_refused(w)};
    for (size_t i = 0; i < EARN_WHOMS; i++) {
        struct str value = str_from(credits_earn_whom_code((enum earn_whom)i));
        bool on = str_eq(chosen(w, "whom", now->whom == (enum earn_whom)i ? value : STR("")), value);
        whom[view->whom_n++] = (struct html_choice){value, text_get(ctx->locale, whom_words[i], NULL), on};
    }
    view->minutes = minutes;
    view->whom = whom;
}

static enum status programmes_fill(struct web *w, const struct asset *series, const struct credits_earn *now, struct gives_view *view)
{
    struct ctx *ctx = w->ctx;
    struct earn_programme *rows;
    size_t n;
    TRY(credits_earn_usable(ctx, series->place, &rows, &n));
    struct html_choice *all = ARENA_ARRAY(ctx->arena, struct html_choice, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct str id = str_int(ctx->arena, rows[i].id.v);
        bool on = now->programme.v == rows[i].id.v || (now->programme.v == 0 && i == 0);
        all[i] = (struct html_choice){id, rows[i].name, str_eq(chosen(w, "programme", on ? id : STR("")), id)};
    }
    view->programmes = all;
    view->programmes_n = n;
    view->allowed = n > 0;
    return OK;
}

static enum status show(struct web *w, const struct asset *series, bool runs)
{
    struct ctx *ctx = w->ctx;
    struct credits_earn now = {.gives = false, .whom = EARN_CAME}, next;
    struct day today = ctx_today(ctx);
    if (!runs) return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Only the people who run this activity can say what it gives."));
    enum status status = credits_earn_on(ctx, series->id, today, &now);
    if (status != OK && status != ERR_MISSING) return status;
    struct gives_view view = {.name = series->name, .series = web_path(w, "/activities/%lld", (long long)series->id.v),
                                 .action = web_path(w, "/activities/%lld/hours", (long long)series->id.v), .now = credits_earn_words(ctx, &now),
                                 .from = web_kept(w, "from", day_format(ctx->arena, today)), .keeps = ctx_has(ctx, STANDING_ADMIN)};
    status = credits_earn_next(ctx, series->id, today, &next);
    if (status != OK && status != ERR_MISSING) return status;
    if (status == OK) view.next = activities_said(ctx, SAY2("From {day}: {what}", "day", day_words(ctx, next.from), "what", credits_earn_words(ctx, &next)));
    choices_fill(w, &now, &view);
    TRY(programmes_fill(w, series, &now, &view));
    activities_page_gives(web_page(w, SAY("What coming gives"), "/find"), &view);
    return OK;
}

static bool read_minutes(struct str said, struct credits_earn *earn)
{
    for (size_t i = 0; i < LENGTHS; i++)
        if (str_is(said, lengths[i].value)) {
            earn->gives = lengths[i].minutes >= 0;
            earn->minutes = earn->gives ? lengths[i].minutes : 0;
            return true;
        }
    earn->gives = true;
    return str_to_int(said, &earn->minutes) && earn->minutes > 0;
}

static enum status set(struct web *w, const struct asset *series)
{
    struct ctx *ctx = w->ctx;
    struct credits_earn earn = {.asset = series->id, .from = DAY_NONE, .programme = {web_int(w, "programme", 0)}};
    struct earn_programme *rows;
    size_t n;
    enum status status = OK;
    if (!read_minutes(web_text(w, "minutes"), &earn)) status = ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("Choose how long."));
    if (!credits_earn_whom_parse(web_text(w, "whom"), &earn.whom)) status = ctx_fault(ctx, ERR_INVALID, STR("whom"), SAY("Choose who earns."));
    if (!day_parse(web_text(w, "from"), &earn.from)) status = ctx_fault(ctx, ERR_INVALID, STR("from"), SAY("Choose a day. For example: 2026-03-12"));
    TRY(status);
    TRY(credits_earn_usable(ctx, series->place, &rows, &n));
    if (earn.programme.v == 0 && n > 0) earn.programme = rows[0].id;
    TRY(credits_earn_set(ctx, series, &earn));
    struct str day = day_words(ctx, earn.from);
    return web_redirect_saying(w, web_path(w, "/activities/%lld", (long long)series->id.v),
                               SAY2("From {day}: {what}", "day", day, "what", credits_earn_words(ctx, &earn)));
}

static enum status series_of(struct web *w, struct asset *ret_asset, bool *ret_runs)
{
    struct activity_series series;
    TRY(activities_find(w->ctx, w->params[0], ret_asset, &series));
    *ret_runs = activities_may_run(w->ctx, ret_asset, &series);
    return OK;
}

enum status activities_web_hours(struct web *w)
{
    struct asset asset;
    bool runs;
    TRY(series_of(w, &asset, &runs));
    return show(w, &asset, runs);
}

enum status activities_web_hours_set(struct web *w)
{
    struct asset asset;
    bool runs;
    TRY(series_of(w, &asset, &runs));
    if (!runs) return ctx_fault(w->ctx, ERR_DENIED, STR_NONE, SAY("Only the people who run this activity can say what it gives."));
    return set(w, &asset);
}

enum status activities_panel_hours(struct ctx *ctx, struct html *h, int64_t subject)
{
    struct asset asset;
    struct activity_series series;
    enum status status = activities_find_id(ctx, (struct asset_id){subject}, &asset, &series);
    if (status == ERR_MISSING || status == ERR_DENIED) return OK;
    TRY(status);
    struct str href = STR("");
    if (series.names && activities_may_run(ctx, &asset, &series)) href = str_printf(ctx->arena, "/activities/%lld/hours", (long long)asset.id.v);
    struct earn_line_view view = {.text = credits_earn_say(ctx, asset.id, ctx_today(ctx)), .href = href, .link = activities_said(ctx, SAY("Say what coming gives"))};
    if (view.text.len > 0) view.link = activities_said(ctx, SAY("Change what coming gives"));
    if (view.text.len > 0 || href.len > 0) credits_part_earn_line(h, &view);
    return OK;
}
