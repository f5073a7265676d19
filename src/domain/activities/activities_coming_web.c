/* Who comes, for those who run it: the list in order, who waits, whom to ring, writing in and taking
   off. And what somebody comes to, on their own page and their connector's. */
#include "domain/activities/activities_signup_web.h"

#include "activities_pages.h"
#include "domain/activities/activities_own.h"
#include "domain/activities/activities_remind.h"

static struct str said(struct web *w, struct said words)
{
    return activities_signup_said(w->ctx, words);
}

static bool of_session(const struct web *w)
{
    return str_starts(str_from(w->route->path), STR("/sessions/"));
}

/* Only those who run it; a name of a neighbour is for nobody else. */
static enum status run_by(struct web *w, struct activity_at *ret_at)
{
    struct activity_at at = {.code = STR_NONE};
    if (of_session(w)) TRY(activities_at(w->ctx, w->params[0], &at));
    else TRY(activities_find(w->ctx, w->params[0], &at.asset, &at.series));
    if (!activities_may_run(w->ctx, &at.asset, &at.series))
        return ctx_fault(w->ctx, ERR_DENIED, STR_NONE, SAY("Only the people who run this activity see who comes."));
    *ret_at = at;
    return OK;
}

static struct str base_of(struct web *w, const struct activity_at *at)
{
    if (at->code.len > 0) return web_path(w, "/sessions/%.*s/coming", STR_ARG(at->code));
    return web_path(w, "/activities/%lld/coming", (long long)at->asset.id.v);
}

/* ---- the lines ---- */

static struct str offer_words(struct web *w, const struct signup *s)
{
    int64_t minutes = (s->offered_until.ms - w->ctx->now.ms) / 60000;
    if (minutes <= 0) return said(w, SAY("The offer is over."));
    if (minutes < 60) return activities_signup_n(w->ctx, "Has an offer; {n} minute left to answer.", "Has an offer; {n} minutes left to answer.", minutes);
    return activities_signup_n(w->ctx, "Has an offer; {n} hour left to answer.", "Has an offer; {n} hours left to answer.", minutes / 60);
}

static void more(struct buf *out, struct str words)
{
    if (words.len == 0) return;
    if (out->len > 0) buf_puts(out, " ");
    buf_put(out, words);
}

static struct signup_line line_of(struct web *w, const struct activity_at *at, const struct signup *s)
{
    struct buf out;
    buf_init(&out, w->ctx->arena, 2000);
    bool every = at->code.len > 0 && (!day_is(s->day) || s->of.v);
    if (s->seats > 1) more(&out, activities_signup_n(w->ctx, "And {n} more.", "And {n} more.", s->seats - 1));
    if (s->carer) more(&out, said(w, SAY("With a carer.")));
    if (every) more(&out, said(w, SAY("Comes every time.")));
    if (s->newcomer) more(&out, said(w, SAY("For the first time.")));
    if (s->state == SIGNUP_OFFERED) more(&out, offer_words(w, s));
    if (s->phone.len > 0) more(&out, s->phone);
    bool paper = w->paper || web_on(w, "paper");
    struct str slip = s->token.len > 0 && s->of.v == 0 && !paper ? str_printf(w->ctx->arena, "/come/%.*s/slip.pdf", STR_ARG(s->token))
                                                                : STR("");
    return (struct signup_line){.id = (long)s->id.v, .name = s->first_name, .more = buf_str(&out), .note = s->note, .slip = slip};
}

static enum status lines(struct web *w, const struct activity_at *at, struct signup_coming_view *view)
{
    struct signup *rows;
    size_t n, coming = 0, waiting = 0;
    TRY(activities_signups(w->ctx, at->asset.id, at->code.len ? at->session.day : DAY_NONE,
                           at->code.len ? at->session.at : MINUTES_NONE, &rows, &n));
    struct signup_line *yes = ARENA_ARRAY(w->ctx->arena, struct signup_line, n), *line = ARENA_ARRAY(w->ctx->arena, struct signup_line, n);
    for (size_t i = 0; i < n; i++) {
        if (rows[i].state == SIGNUP_COMING) yes[coming++] = line_of(w, at, &rows[i]);
        if (rows[i].state == SIGNUP_WAITING || rows[i].state == SIGNUP_OFFERED) line[waiting++] = line_of(w, at, &rows[i]);
    }
    view->coming = yes;
    view->coming_n = coming;
    view->waiting = line;
    view->waiting_n = waiting;
    return OK;
}

static struct str ring_words(struct web *w, const struct activity_ring *ring)
{
    struct str when = text_instant(w->ctx->arena, w->ctx->locale, w->ctx->zone, ring->until, ctx_today(w->ctx));
    if (str_is(ring->kind, "offer")) return said(w, SAY1("A place is free for them, until {until}.", "until", when));
    struct str day = day_is(ring->day) ? text_day(w->ctx->arena, w->ctx->locale, ring->day, ctx_today(w->ctx)) : STR("");
    if (str_is(ring->kind, "off")) return said(w, SAY1("{day} is called off.", "day", day));
    if (str_is(ring->kind, "moved") && !day_is(ring->day)) return said(w, SAY("The dates have changed. Do they still come?"));
    if (str_is(ring->kind, "moved")) return said(w, SAY1("{day} was moved. Do they still come?", "day", day));
    if (str_is(ring->kind, "back")) return said(w, SAY1("{day} is on after all.", "day", day));
    return said(w, SAY("They were taken off the list."));
}

static enum status rings(struct web *w, const struct activity_at *at, struct signup_coming_view *view)
{
    struct activity_ring *rows;
    size_t n, count = 0;
    TRY(activities_rings(w->ctx, at->asset.id, &rows, &n));
    struct signup_ring_line *out = ARENA_ARRAY(w->ctx->arena, struct signup_ring_line, n);
    for (size_t i = 0; i < n; i++) {
        const struct activity_ring *r = &rows[i];
        if (at->code.len > 0 && day_is(r->day) && r->day.n != at->session.day.n) continue;
        out[count++] = (struct signup_ring_line){
            .name = r->signup.first_name, .words = ring_words(w, r), .phone = r->phone,
            .id = (long)r->id, .tel = r->phone.len ? str_printf(w->ctx->arena, "tel:%.*s", STR_ARG(r->phone)) : STR("")};
    }
    view->rings = out;
    view->rings_n = count;
    return OK;
}

static enum status missed(struct web *w, const struct activity_at *at, struct signup_coming_view *view)
{
    struct activity_coming *rows;
    size_t n;
    TRY(activities_missed(w->ctx, at->asset.id, at->session.day, at->session.at, &rows, &n));
    struct signup_line *out = ARENA_ARRAY(w->ctx->arena, struct signup_line, n);
    for (size_t i = 0; i < n; i++) out[i] = (struct signup_line){.name = rows[i].first_name, .more = STR("")};
    view->missed = out;
    view->missed_n = n;
    return OK;
}

enum status activities_web_coming(struct web *w)
{
    struct activity_at at;
    struct activity_room room;
    TRY(run_by(w, &at));
    bool date = at.code.len > 0;
    struct signup_coming_view view = {.name = at.asset.name, .date = date, .paper = w->paper || web_on(w, "paper")};
    TRY(lines(w, &at, &view));
    TRY(rings(w, &at, &view));
    if (date) TRY(missed(w, &at, &view));
    if (date) {
        TRY(activities_room(w->ctx, &at.series, &at.session, &room));
        view.room = activities_room_words(w->ctx, &room);
    }
    view.when = date ? activities_signup_when(w, &at.session) : said(w, SAY("Every time"));
    view.back = date ? web_path(w, "/sessions/%.*s", STR_ARG(at.code)) : web_path(w, "/activities/%lld", (long long)at.asset.id.v);
    view.add = base_of(w, &at);
    view.action_off = web_path(w, "%.*s/off", STR_ARG(base_of(w, &at)));
    view.action_told = web_path(w, "%.*s/told", STR_ARG(base_of(w, &at)));
    view.paper_href = web_path(w, "%.*s?paper=1", STR_ARG(base_of(w, &at)));
    view.action_cards = web_path(w, "/activities/%lld/cards", (long long)at.asset.id.v);
    view.companions = activities_signup_companions(w, 0, &view.companions_n);
    view.first_name = web_kept(w, "first_name", STR(""));
    view.phone = web_kept(w, "phone", STR(""));
    view.note = web_kept(w, "note", STR(""));
    struct str card;
    if (activities_card_known(w->ctx, at.asset.id, &card) == OK) view.card = card;
    activities_page_coming(web_page(w, SAY1("Who comes: {name}", "name", at.asset.name), "/find"), &view);
    return OK;
}

/* ---- writing in, taking off, told ---- */

enum status activities_web_coming_add(struct web *w)
{
    struct activity_at at;
    struct signup s;
    struct str card;
    TRY(run_by(w, &at));
    const struct signup_ask ask = {.first_name = web_text(w, "first_name"), .phone = web_text(w, "phone"), .email = STR(""),
                                   .companions = (int)web_int(w, "companions", 0), .note = web_text(w, "note"), .how = "host",
                                   .way = web_text(w, "phone").len > 0 ? SIGNUP_TEXT : SIGNUP_NONE};
    TRY(activities_card_code(w->ctx, &at.asset, &card));
    TRY(activities_sign_up(w->ctx, &at, &ask, &s));
    if (s.state == SIGNUP_WAITING) return web_redirect_saying(w, base_of(w, &at), SAY1("It is full. {name} is on the waiting list.", "name", s.first_name));
    return web_redirect_saying(w, base_of(w, &at), SAY1("{name} is on the list.", "name", s.first_name));
}

enum status activities_web_coming_off(struct web *w)
{
    struct activity_at at;
    struct signup s;
    TRY(run_by(w, &at));
    TRY(activities_signup_find(w->ctx, (struct signup_id){web_int(w, "signup", 0)}, &s));
    if (s.asset.v != at.asset.id.v) return ERR_MISSING;
    /* On one date, somebody who comes every time is taken off that date only. */
    if (at.code.len > 0 && !day_is(s.day)) TRY(activities_signup_skip(w->ctx, &s, at.session.day, at.session.at));
    else TRY(activities_signup_cancel(w->ctx, &s, "taken off"));
    return web_redirect_saying(w, base_of(w, &at), SAY1("{name} is off the list, and is told.", "name", s.first_name));
}

enum status activities_web_rung(struct web *w)
{
    struct activity_at at;
    TRY(run_by(w, &at));
    enum status status = activities_rung(w->ctx, at.asset.id, web_int(w, "notice", 0));
    if (status != OK && status != ERR_MISSING) return status; /* missing: another told them already */
    return web_redirect_saying(w, base_of(w, &at), SAY("Thank you for telling them."));
}

/* ---- panels ---- */

static struct str when_of(struct ctx *ctx, const struct asset *asset, const struct signup *s)
{
    struct asset_session session;
    if (!day_is(s->day)) return activities_signup_said(ctx, SAY("Every time"));
    bool known = assets_session_find(ctx, asset, s->day, s->at, &session) == OK;
    struct str day = text_day(ctx->arena, ctx->locale, known ? session.on : s->day, ctx_today(ctx));
    struct str time = text_time(ctx->arena, ctx->locale, known ? session.opens : s->at);
    return activities_signup_said(ctx, SAY2("{day}, {time}", "day", day, "time", time));
}

#define RUNS_SHOWN 10

/* The next date of each series they lead. */
static enum status runs(struct ctx *ctx, struct person_id person, struct signup_of_view *view)
{
    struct asset_id *ids;
    struct activity_at at;
    struct activity_room room;
    size_t n, count = 0;
    TRY(activities_list_led(ctx, person, &ids, &n));
    if (n > RUNS_SHOWN) n = RUNS_SHOWN;
    struct signup_of_line *out = ARENA_ARRAY(ctx->arena, struct signup_of_line, n);
    for (size_t i = 0; i < n; i++) {
        if (activities_find_id(ctx, ids[i], &at.asset, &at.series) != OK || assets_session_next(ctx, &at.asset, ctx->now, &at.session) != OK) continue;
        TRY(activities_room(ctx, &at.series, &at.session, &room));
        struct str code = assets_session_code(ctx->arena, ids[i], at.session.day, at.session.at);
        const struct signup date = {.day = at.session.day, .at = at.session.at};
        out[count++] = (struct signup_of_line){
            .href = str_printf(ctx->arena, "/sessions/%.*s/coming", STR_ARG(code)), .name = at.asset.name, .when = when_of(ctx, &at.asset, &date),
            .words = activities_signup_n(ctx, "{n} place taken.", "{n} places taken.", room.taken)};
    }
    faults_init(&ctx->faults, ctx->arena);
    view->runs = out;
    view->runs_n = count;
    return OK;
}

static enum status comes_to(struct ctx *ctx, struct html *h, struct person_id person, bool own)
{
    struct signup *rows, whole;
    struct asset asset;
    struct activity_series series;
    size_t n, count = 0;
    TRY(activities_signups_of(ctx, person, &rows, &n));
    struct signup_of_line *out = ARENA_ARRAY(ctx->arena, struct signup_of_line, n);
    for (size_t i = 0; i < n; i++) {
        if (activities_find_id(ctx, rows[i].asset, &asset, &series) != OK) continue;
        whole = rows[i];
        if (rows[i].of.v) TRY(activities_signup_find(ctx, rows[i].of, &whole));
        if (rows[i].of.v && rows[i].state == SIGNUP_COMING) continue; /* as every time */
        out[count++] = (struct signup_of_line){
            .href = str_printf(ctx->arena, "/come/%.*s", STR_ARG(whole.token)), .name = asset.name,
            .when = when_of(ctx, &asset, &rows[i]), .words = own ? activities_state_words(ctx, &rows[i]) : activities_state_of_them(ctx, &rows[i])};
    }
    faults_init(&ctx->faults, ctx->arena);
    struct signup_of_view view = {.name = people_first_name(ctx, person), .own = own, .rows = out, .rows_n = count};
    if (own) TRY(runs(ctx, person, &view));
    if (count + view.runs_n > 0) activities_part_signups_of(h, &view);
    return OK;
}

enum status activities_panel_comes_me(struct ctx *ctx, struct html *h, int64_t subject)
{
    return comes_to(ctx, h, (struct person_id){subject}, true);
}

enum status activities_panel_comes_person(struct ctx *ctx, struct html *h, int64_t subject)
{
    return comes_to(ctx, h, (struct person_id){subject}, false);
}
