/* The pages of a series and of one session: parse, call, show. */
#include "activities_pages.h"
#include "domain/activities/activities_edit.h"
#include "domain/activities/activities_feed.h"
#include "domain/activities/activities_own.h"
#include "domain/activities/activities_say.h"
#include "domain/credits/credits_earn.h"
#include "domain/assets/assets_facts.h"
#include "platform/web/web.h"

#include <math.h>

#define ROWS 8
#define AHEAD_DAYS 400

/* ---- one date ---- */

static bool over(const struct web *w, const struct asset_session *s)
{
    struct instant end = s->ends.ms > s->begins.ms ? s->ends : (struct instant){s->begins.ms + 3600000};
    return end.ms <= w->ctx->now.ms;
}

static bool now(const struct web *w, const struct asset_session *s)
{
    return !s->cancelled && s->begins.ms <= w->ctx->now.ms && !over(w, s);
}

static struct activities_session_row row_of(struct web *w, const struct asset_session *s, bool may)
{
    struct str code = assets_session_code(w->ctx->arena, s->asset, s->day, s->at);
    struct activities_session_row row = {.href = web_path(w, "/sessions/%.*s", STR_ARG(code)),
                                         .when = activities_say_when(w->ctx, s),
                                         .note = activities_say_note(w->ctx, s),
                                         .day = s->on,
                                         .lit = s->on.n == ctx_today(w->ctx).n && !s->cancelled && !over(w, s),
                                         .cancelled = s->cancelled};
    if (may) row.change = web_path(w, "/sessions/%.*s/change", STR_ARG(code));
    return row;
}

/* ---- what is true of all dates ---- */

static void fact_add(struct activities_series_view *view, struct activities_fact *facts, int icon,
                     struct str label, struct str text)
{
    if (text.len > 0) facts[view->facts_n++] = (struct activities_fact){icon, label, text};
}

/* In words, all of it: "Every other Thursday, 10am to 11.30am, not in school holidays". */
static struct str when_say(struct web *w, const struct asset *a)
{
    struct str words = STR_NONE;
    for (size_t i = 0; i < a->schedules_n; i++) {
        struct str parts[] = {words, assets_schedule_say(w->ctx->arena, w->ctx->locale, &a->schedules[i])};
        if (day_is(a->schedules[i].until) && a->schedules[i].until.n < ctx_today(w->ctx).n) continue;
        words = words.len == 0 ? parts[1] : str_join(w->ctx->arena, parts, 2, STR("; "));
    }
    return words;
}

static void facts_fill(struct web *w, const struct activity_at *at, struct activities_series_view *view)
{
    size_t n;
    struct ctx *ctx = w->ctx;
    const struct assets_fact_view *all = assets_facts(w, &at->asset, NAN, false, &n);
    struct activities_fact *facts = ARENA_ARRAY(ctx->arena, struct activities_fact, n + 7);
    struct str where = activities_said(ctx, SAY("Where"));
    fact_add(view, facts, HTML_ICON_CLOCK, activities_said(ctx, SAY("When")), when_say(w, &at->asset));
    for (size_t i = 1; i < n; i++) { /* the first is its next date, which stands above */
        if (all[i].icon == HTML_ICON_DOOR && str_eq(all[i].text, view->welcome)) continue;
        fact_add(view, facts, all[i].icon, all[i].label, all[i].text);
        if (!str_eq(all[i].label, where)) continue;
        fact_add(view, facts, HTML_ICON_LOOK, activities_said(ctx, SAY("How to get there")), at->series.arrive);
    }
    fact_add(view, facts, HTML_ICON_HEART, activities_said(ctx, SAY("What to bring")), at->series.bring);
    fact_add(view, facts, HTML_ICON_PEOPLE, activities_said(ctx, SAY("Room")), activities_say_room(ctx, &at->series));
    fact_add(view, facts, HTML_ICON_HEART, activities_said(ctx, SAY("Hours")), credits_earn_say(ctx, at->asset.id, ctx_today(ctx)));
    view->facts = facts;
}

static void leaders_fill(struct web *w, const struct activity_series *s, struct activities_series_view *view)
{
    const struct person_id who[] = {s->leader, s->co_leader};
    struct activities_chip *chips = ARENA_ARRAY(w->ctx->arena, struct activities_chip, 2);
    for (size_t i = 0; i < 2; i++)
        if (activities_may_name(w->ctx, who[i]))
            chips[view->leaders_n++] = (struct activities_chip){people_first_name(w->ctx, who[i]), (int)i};
    view->leaders = chips;
    view->lead = activities_say_leaders(w->ctx, s);
}

static enum status origin_fill(struct web *w, const struct activity_series *s, struct activities_series_view *view)
{
    static const char *const by[] = {NULL, T_("Thought out by the people who come."), T_("Thought out by staff."),
                                     T_("Thought out by the people who come, together with staff.")};
    struct asset parent;
    if (by[s->designed_by]) view->designed = text_get(w->ctx->locale, by[s->designed_by], NULL);
    view->design = s->design;
    if (s->parent.v == 0) return OK;
    enum status status = assets_find(w->ctx, s->parent, &parent);
    if (status == ERR_MISSING || status == ERR_DENIED) return OK;
    TRY(status);
    view->parent = web_path(w, "/activities/%lld", (long long)parent.id.v);
    view->parent_name = parent.name;
    return OK;
}

static void reach_fill(struct web *w, const struct asset *a, struct activities_series_view *view)
{
    view->phone_href = assets_tel(w, a->phone);
    if (view->phone_href.len > 0) view->phone = a->phone;
    view->email = a->email;
    if (a->email.len > 0) view->email_href = str_cat(w->ctx->arena, STR("mailto:"), a->email);
    view->url = a->url;
}

static const struct str *lines_of(struct arena *arena, struct str text, size_t *ret_n)
{
    struct str *lines = NULL, line;
    size_t n = 0;
    while (n < 100 && str_next(&text, '\n', &line)) {
        line = str_trim(line);
        if (line.len > 0) *ARENA_PUSH(arena, lines, n) = line;
    }
    *ret_n = n;
    return lines;
}

/* ---- the next dates ---- */

/* From which day the list begins: today, or what "Show later dates" says. */
static struct day first_day(struct web *w)
{
    struct day today = ctx_today(w->ctx), from;
    if (!day_parse(web_text(w, "from"), &from) || from.n < today.n || from.n > today.n + AHEAD_DAYS) return today;
    return from;
}

static enum status dates_fill(struct web *w, const struct activity_at *at, bool may,
                              struct activities_series_view *view)
{
    struct asset_session *s;
    size_t n;
    struct day today = ctx_today(w->ctx), from = first_day(w);
    const struct day until = {today.n + AHEAD_DAYS};
    TRY(assets_sessions(w->ctx, &at->asset, from, until, ROWS + 3, &s, &n));
    struct activities_session_row *rows = ARENA_ARRAY(w->ctx->arena, struct activities_session_row, ROWS);
    for (size_t i = 0; i < n && view->sessions_n < ROWS; i++) {
        if (over(w, &s[i])) continue;
        rows[view->sessions_n++] = row_of(w, &s[i], may);
        if (view->sessions_n < ROWS || i + 1 >= n) continue;
        /* the next page begins behind this day: what else is on it comes once more, never is lost */
        int next = s[i].on.n == from.n ? from.n + 1 : s[i].on.n;
        struct str day = day_format(w->ctx->arena, s[i + 1].on.n > s[i].on.n ? s[i + 1].on : (struct day){next});
        view->later = web_path(w, "/activities/%lld?from=%.*s#dates", (long long)at->asset.id.v, STR_ARG(day));
    }
    view->sessions = rows;
    struct asset_session next;
    enum status status = assets_session_next(w->ctx, &at->asset, (struct instant){w->ctx->now.ms - 7200000}, &next);
    if (status == OK && over(w, &next)) status = assets_session_next(w->ctx, &at->asset, w->ctx->now, &next);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    struct activities_session_row *first = ARENA_NEW(w->ctx->arena, struct activities_session_row);
    *first = row_of(w, &next, may);
    view->next = first;
    view->now = now(w, &next);
    return OK;
}

/* ---- the pages ---- */

/* It has ended: its name and what else is on, whoever asks. */
static enum status ended_show(struct web *w)
{
    struct activity_at at = {.code = STR_NONE};
    struct actor actor = w->ctx->actor;
    w->ctx->actor.standing |= STANDING_SYSTEM;
    enum status status = activities_find(w->ctx, w->params[0], &at.asset, &at.series);
    w->ctx->actor = actor;
    TRY(status);
    struct activities_series_view view = {.name = at.asset.name, .ended = true};
    activities_page_series(web_page(w, SAY1("{name}", "name", at.asset.name), "/find"), &view);
    return OK;
}

enum status activities_web_series(struct web *w)
{
    struct activity_at at = {.code = STR_NONE};
    struct ctx *ctx = w->ctx;
    enum status status = activities_find(ctx, w->params[0], &at.asset, &at.series);
    if (status == ERR_DENIED) return ended_show(w);
    if (str_ends(w->params[0], STR(".ics"))) return activities_ical_web_series(w, w->params[0]);
    TRY(status);
    bool may = activities_may_edit(ctx, &at.asset, &at.series);
    struct activities_series_view view = {.name = at.asset.name,
                                          .kind = text_get(ctx->locale, T_("Activity"), NULL),
                                          .organisation = at.asset.organisation_name,
                                          .closed = at.asset.status != ASSET_ACTIVE,
                                          .welcome = assets_welcome_say(w, &at.asset),
                                          .asks = at.series.joining == ACTIVITY_SIGN_UP};
    view.entry = web_path(w, "/assets/%lld", (long long)at.asset.id.v);
    view.checked = assets_checked_say(w, &at.asset, &view.old);
    view.tag = assets_tag_say(w, &at.asset, view.old);
    view.paragraphs = lines_of(ctx->arena, at.asset.description, &view.paragraphs_n);
    facts_fill(w, &at, &view);
    leaders_fill(w, &at.series, &view);
    TRY(origin_fill(w, &at.series, &view));
    reach_fill(w, &at.asset, &view);
    TRY(dates_fill(w, &at, may, &view));
    if (may) {
        view.edit = web_path(w, "/activities/%lld/edit", (long long)at.asset.id.v);
        view.add = web_path(w, "/activities/%lld/date", (long long)at.asset.id.v);
        if (activities_may_take_back(ctx, at.asset.id)) view.back = web_path(w, "/activities/%lld/back", (long long)at.asset.id.v);
    }
    TRY(activities_parts(w, &at, false, &view.parts));
    TRY(web_panels_markup(w, "series", at.asset.id.v, &view.panels));
    w->calendar = web_path(w, "/activities/%lld.ics", (long long)at.asset.id.v);
    activities_page_series(web_page(w, SAY1("{name}", "name", at.asset.name), "/find"), &view);
    return OK;
}

static void session_facts(struct web *w, const struct activity_at *at, struct activities_session_view *view)
{
    struct activities_series_view all = {.welcome = assets_welcome_say(w, &at->asset)};
    facts_fill(w, at, &all);
    struct activities_fact *facts = ARENA_ARRAY(w->ctx->arena, struct activities_fact, all.facts_n + 1);
    size_t n = 0;
    for (size_t i = 1; i < all.facts_n; i++) { /* when it is stands above */
        facts[n] = all.facts[i];
        if (at->session.location_name.len > 0 && facts[n].icon == HTML_ICON_PIN)
            facts[n].text = at->session.location_name;
        n++;
    }
    if (all.welcome.len > 0)
        facts[n++] = (struct activities_fact){HTML_ICON_DOOR, activities_said(w->ctx, SAY("Welcome")), all.welcome};
    view->facts = facts;
    view->facts_n = n;
}

/* Where somebody stands who came for one that is over or called off. */
static enum status instead_fill(struct web *w, const struct activity_at *at, struct activities_session_view *view)
{
    struct asset_session next;
    if (!view->cancelled && !view->over) return OK;
    enum status status = assets_session_next(w->ctx, &at->asset, w->ctx->now, &next);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    struct str code = assets_session_code(w->ctx->arena, next.asset, next.day, next.at);
    view->instead = activities_say_when(w->ctx, &next);
    view->next_href = web_path(w, "/sessions/%.*s", STR_ARG(code));
    return OK;
}

enum status activities_web_session(struct web *w)
{
    struct activity_at at;
    if (str_ends(w->params[0], STR(".ics"))) return activities_ical_web_session(w, w->params[0]);
    TRY(activities_at(w->ctx, w->params[0], &at));
    struct activities_session_row row = row_of(w, &at.session, activities_may_edit(w->ctx, &at.asset, &at.series));
    struct activities_session_view view = {.name = at.asset.name, .when = row.when, .note = row.note,
                                           .change = row.change, .day = row.day, .lit = row.lit,
                                           .cancelled = row.cancelled, .over = over(w, &at.session),
                                           .now = now(w, &at.session)};
    view.series = web_path(w, "/activities/%lld", (long long)at.asset.id.v);
    session_facts(w, &at, &view);
    TRY(instead_fill(w, &at, &view));
    TRY(activities_parts(w, &at, true, &view.parts));
    w->calendar = web_path(w, "/activities/%lld.ics", (long long)at.asset.id.v);
    activities_page_session(web_page(w, SAY1("{name}", "name", at.asset.name), "/find"), &view);
    return OK;
}
