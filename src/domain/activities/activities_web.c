/* The pages of a series and of one session: parse, call, show. */
#include "activities_pages.h"
#include "domain/activities/activities_own.h"
#include "platform/web/web.h"

#define AHEAD 8
#define AHEAD_DAYS 120

static struct str say(struct web *w, struct said said)
{
    return text_say(w->ctx->arena, w->ctx->locale, &said);
}

static struct str when_say(struct web *w, const struct asset_session *s)
{
    struct str day = text_day(w->ctx->arena, w->ctx->locale, s->on, ctx_today(w->ctx));
    struct str hours = minutes_is(s->closes) ? text_span(w->ctx->arena, w->ctx->locale, s->opens, s->closes)
                                             : text_time(w->ctx->arena, w->ctx->locale, s->opens);
    return say(w, SAY2("{day}, {hours}", "day", day, "hours", hours));
}

static struct str note_say(struct web *w, const struct asset_session *s)
{
    if (s->cancelled && s->words.len > 0) return say(w, SAY1("Called off: {words}", "words", s->words));
    if (s->cancelled) return say(w, SAY("Called off."));
    if (s->moved && s->words.len > 0) return say(w, SAY1("Moved this time: {words}", "words", s->words));
    return s->moved ? say(w, SAY("Moved this time.")) : s->words;
}

enum status activities_web_series(struct web *w)
{
    struct activity_at at = {.code = STR_NONE};
    struct asset_session *sessions;
    size_t n;
    TRY(activities_find(w->ctx, w->params[0], &at.asset, &at.series));
    struct day today = ctx_today(w->ctx);
    TRY(assets_sessions(w->ctx, &at.asset, today, (struct day){today.n + AHEAD_DAYS}, AHEAD, &sessions, &n));
    struct activities_session_row *rows = ARENA_ARRAY(w->ctx->arena, struct activities_session_row, n);
    for (size_t i = 0; i < n; i++) {
        const struct asset_session *s = &sessions[i];
        struct str code = assets_session_code(w->ctx->arena, s->asset, s->day, s->at);
        rows[i] = (struct activities_session_row){web_path(w, "/sessions/%.*s", STR_ARG(code)), when_say(w, s),
                                                  note_say(w, s), s->on, s->on.n == today.n, s->cancelled};
    }
    struct activities_series_view view = {.name = at.asset.name, .sessions = rows, .sessions_n = n};
    view.entry = web_path(w, "/assets/%lld", (long long)at.asset.id.v);
    if (at.asset.description.len > 0) {
        view.paragraphs = &at.asset.description;
        view.paragraphs_n = 1;
    }
    TRY(activities_parts(w, &at, false, &view.parts));
    activities_page_series(web_page(w, SAY1("{name}", "name", at.asset.name), "/find"), &view);
    return OK;
}

enum status activities_web_session(struct web *w)
{
    struct activity_at at;
    TRY(activities_at(w->ctx, w->params[0], &at));
    const struct asset_session *s = &at.session;
    struct activities_session_view view = {.name = at.asset.name, .when = when_say(w, s), .note = note_say(w, s),
                                           .day = s->on, .lit = s->on.n == ctx_today(w->ctx).n,
                                           .cancelled = s->cancelled};
    view.series = web_path(w, "/activities/%lld", (long long)at.asset.id.v);
    TRY(activities_parts(w, &at, true, &view.parts));
    activities_page_session(web_page(w, SAY1("{name}", "name", at.asset.name), "/find"), &view);
    return OK;
}
