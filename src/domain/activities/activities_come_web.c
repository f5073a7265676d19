/* One's own page of a place: what it is, yes, no, not this time, after all. The long word in its
   address is the permission; so it works without an account. And typing a code of a card or slip. */
#include "domain/activities/activities_signup_web.h"

#include "activities_pages.h"
#include "base/json.h"
#include "domain/activities/activities_feed.h"
#include "platform/worker/worker.h"

#define DATES_SHOWN 6
#define DATES_AHEAD 120
#define SLIP_MOST 8000

/* ---- the own page ---- */

static enum status find_at(struct web *w, const struct signup *s, struct activity_at *ret_at)
{
    struct activity_at at = {.code = STR_NONE};
    TRY(activities_find_id(w->ctx, s->asset, &at.asset, &at.series));
    if (day_is(s->day) && assets_session_find(w->ctx, &at.asset, s->day, s->at, &at.session) == OK)
        at.code = assets_session_code(w->ctx->arena, at.asset.id, s->day, s->at);
    *ret_at = at;
    return OK;
}

static enum status date_row(struct web *w, const struct signup *s, const struct asset_session *session, struct signup_date_row *ret_row)
{
    struct signup date = *s;
    enum status status = activities_signup_date(w->ctx, s, session->day, session->at, &date);
    if (status != OK && status != ERR_MISSING) return status;
    struct signup_date_row row = {.code = assets_session_code(w->ctx->arena, s->asset, session->day, session->at),
                                  .when = activities_signup_when(w, session), .words = STR("")};
    if (status == OK) {
        row.skipped = date.state == SIGNUP_SKIPPED;
        row.offered = date.state == SIGNUP_OFFERED;
        if (date.state != SIGNUP_COMING) row.words = activities_state_words(w->ctx, &date);
    }
    if (session->cancelled) row.words = activities_signup_said(w->ctx, SAY("This date is called off."));
    *ret_row = row;
    return OK;
}

static enum status dates_of(struct web *w, const struct signup *s, const struct activity_at *at, struct signup_own_view *view)
{
    struct asset_session *sessions;
    size_t n, count = 0;
    struct day today = ctx_today(w->ctx);
    if (day_is(s->day) || (s->state != SIGNUP_COMING && s->state != SIGNUP_OFFERED)) return OK;
    TRY(assets_sessions(w->ctx, &at->asset, today, (struct day){today.n + DATES_AHEAD}, DATES_SHOWN, &sessions, &n));
    struct signup_date_row *rows = ARENA_ARRAY(w->ctx->arena, struct signup_date_row, n);
    for (size_t i = 0; i < n; i++) {
        if (sessions[i].begins.ms <= w->ctx->now.ms) continue;
        TRY(date_row(w, s, &sessions[i], &rows[count++]));
    }
    view->dates = rows;
    view->dates_n = count;
    return OK;
}

static enum status ways_of(struct web *w, const struct signup *s, struct signup_own_view *view)
{
    struct person person;
    bool mail = s->email.len > 0, text = s->phone.len > 0;
    if (s->person.v) {
        if (people_find(w->ctx, s->person, &person) == OK) {
            mail = person.email.len > 0;
            text = person.phone.len > 0;
        }
        faults_init(&w->ctx->faults, w->ctx->arena);
    }
    view->ways = activities_signup_ways(w, s->way, mail, text, &view->ways_n);
    return OK;
}

static struct str seats_words(struct web *w, const struct signup *s)
{
    if (s->seats == 1) return STR("");
    return activities_signup_n(w->ctx, "{n} person comes with you.", "{n} people come with you.", s->seats - 1);
}

enum status activities_web_own(struct web *w)
{
    struct signup s;
    struct activity_at at;
    TRY(activities_signup_by_token(w->ctx, w->params[0], &s));
    TRY(find_at(w, &s, &at));
    struct signup_own_view view = {
        .name = at.asset.name, .series = web_path(w, "/activities/%lld", (long long)s.asset.v), .words = activities_state_words(w->ctx, &s),
        .code = s.code, .note = s.note, .seats = seats_words(w, &s), .action = web_path(w, "/come/%.*s", STR_ARG(s.token)),
        .slip = web_path(w, "/come/%.*s/slip.pdf", STR_ARG(s.token)), .date = day_is(s.day), .coming = s.state == SIGNUP_COMING,
        .waiting = s.state == SIGNUP_WAITING, .offered = s.state == SIGNUP_OFFERED, .ended = s.state == SIGNUP_ENDED,
        .may_undo = s.state == SIGNUP_ENDED && str_is(s.why, "cancelled"), .paper = w->paper, .bring = at.series.bring};
    const struct asset_session *session = at.code.len > 0 ? &at.session : NULL;
    view.day = session ? session->on : s.day;
    view.where = activities_signup_where(w, &at.asset, session);
    view.when = session ? activities_signup_when(w, session) : activities_signup_said(w->ctx, SAY("Every time"));
    if (session && session->cancelled) view.when = activities_signup_said(w->ctx, SAY1("{when}. This date is called off.", "when", view.when));
    if (view.offered) view.until = text_instant(w->ctx->arena, w->ctx->locale, w->ctx->zone, s.offered_until, ctx_today(w->ctx));
    TRY(dates_of(w, &s, &at, &view));
    TRY(ways_of(w, &s, &view));
    activities_page_own_place(web_page(w, SAY1("{name}", "name", at.asset.name), NULL), &view);
    return OK;
}

/* ---- what is done on it ---- */

static enum status date_do(struct web *w, const struct signup *s, struct str what, struct said *notice)
{
    struct asset_id id;
    struct day day;
    struct minutes at;
    struct signup date;
    if (!assets_session_parse(web_text(w, "date"), &id, &day, &at) || id.v != s->asset.v) return ERR_MISSING;
    *notice = SAY("Thank you for telling us.");
    if (str_is(what, "skip")) return activities_signup_skip(w->ctx, s, day, at);
    TRY(activities_signup_date(w->ctx, s, day, at, &date));
    if (str_is(what, "take")) {
        *notice = SAY("Kept. We look forward to seeing you.");
        return activities_signup_take(w->ctx, &date);
    }
    TRY(activities_signup_undo(w->ctx, &date));
    TRY(activities_signup_find(w->ctx, date.id, &date));
    *notice = date.state == SIGNUP_COMING ? SAY("Kept. We look forward to seeing you.")
                                          : SAY("Your place that day has gone to somebody else. You wait for the next free one.");
    return OK;
}

static enum status whole_do(struct web *w, const struct signup *s, struct str what, struct said *notice)
{
    *notice = SAY("Kept. We look forward to seeing you.");
    if (str_is(what, "take")) return activities_signup_take(w->ctx, s);
    if (str_is(what, "undo")) return activities_signup_undo(w->ctx, s);
    if (str_is(what, "way")) {
        struct str way = web_text(w, "way");
        *notice = SAY("Kept.");
        return activities_signup_way_set(w->ctx, s, str_is(way, "mail") ? SIGNUP_MAIL : str_is(way, "text") ? SIGNUP_TEXT : SIGNUP_NONE);
    }
    if (!str_is(what, "cancel")) return ERR_MISSING;
    *notice = SAY("Thank you for telling us. As long as the place is free you can take this back.");
    return activities_signup_cancel(w->ctx, s, "cancelled");
}

enum status activities_web_own_do(struct web *w)
{
    struct signup s;
    struct said notice;
    struct str what = web_text(w, "do");
    TRY(activities_signup_by_token(w->ctx, w->params[0], &s));
    if (web_text(w, "date").len > 0) TRY(date_do(w, &s, what, &notice));
    else TRY(whole_do(w, &s, what, &notice));
    bool other = s.person.v && w->ctx->actor.person && !people_is(w->ctx, s.person);
    if (other && people_may_change(w->ctx, s.person)) TRY(people_record_acting(w->ctx, s.person, STR("spoken")));
    return web_redirect_saying(w, web_path(w, "/come/%.*s", STR_ARG(s.token)), notice);
}

/* ---- typing a code ---- */

enum status activities_web_code(struct web *w)
{
    const struct signup_code_view view = {.code = web_kept(w, "code", web_text(w, "code")), .first_name = web_kept(w, "first_name", STR(""))};
    activities_page_come_code(web_page(w, SAY("Have you got a code?"), NULL), &view);
    return OK;
}

static enum status of_card(struct web *w, struct asset_id id, struct str code)
{
    struct asset asset;
    struct activity_series series;
    struct asset_session next;
    TRY(activities_find_id(w->ctx, id, &asset, &series));
    enum status status = assets_session_next(w->ctx, &asset, w->ctx->now, &next);
    if (status == ERR_MISSING) return web_redirect(w, web_path(w, "/activities/%lld", (long long)id.v));
    TRY(status);
    struct str session = assets_session_code(w->ctx->arena, id, next.day, next.at);
    return web_redirect(w, web_path(w, "/sessions/%.*s?card=%.*s#come", STR_ARG(session), STR_ARG(code)));
}

/* A code of a card leads to the next date. An own one to the own page, with the first name that is
   on the list: a code alone could be guessed. */
enum status activities_web_code_look(struct web *w)
{
    struct asset_id card;
    struct signup s;
    struct str code = web_text(w, "code"), name = web_text(w, "first_name");
    if (code.len == 0 || code.len > 12) return ctx_fault(w->ctx, ERR_INVALID, STR("code"), SAY("Write the five letters and figures. For example: 7K4QX"));
    if (activities_card_find(w->ctx, code, &card) == OK) return of_card(w, card, activities_code_plain(w->ctx, code));
    bool known = activities_signup_by_code(w->ctx, code, &s) == OK;
    if (known && name.len > 0 && str_ieq(name, s.first_name)) return web_redirect(w, web_path(w, "/come/%.*s", STR_ARG(s.token)));
    if (name.len == 0)
        return ctx_fault(w->ctx, ERR_INVALID, STR("first_name"), SAY("No card has this code. If it is your own code, write your first name too."));
    return ctx_fault(w->ctx, ERR_INVALID, STR("code"), SAY("We cannot find this code with this name. Look at it again, or ring us."));
}

/* ---- a slip of paper ---- */

/* A sheet for a handbag: what, when, where, what to bring, the code and the way to the own page. */
static void slip_json(struct web *w, const struct signup *s, const struct activity_at *at, struct json *json)
{
    struct ctx *ctx = w->ctx;
    const struct str *origin = ctx_kept(ctx, "origin");
    const struct asset_session *session = at->code.len > 0 ? &at->session : NULL;
    struct str where = activities_signup_where(w, &at->asset, session);
    json_begin_object(json);
    json_put_str(json, "language", str_from(ctx->locale->code));
    json_put_bool(json, "rtl", ctx->locale->rtl);
    json_put_str(json, "size", STR("A5"));
    json_put_str(json, "title", at->asset.name);
    json_key(json, "paragraphs");
    json_begin_array(json);
    json_str(json, session ? activities_signup_when(w, session) : activities_signup_said(ctx, SAY("Every time")));
    json_str(json, activities_state_words(ctx, s));
    if (where.len > 0) json_str(json, activities_signup_said(ctx, SAY1("Where: {where}", "where", where)));
    if (at->series.bring.len > 0) json_str(json, activities_signup_said(ctx, SAY1("What to bring: {words}", "words", at->series.bring)));
    json_end(json);
    json_put_str(json, "code_label", activities_signup_said(ctx, SAY("Your code, to say yes or no")));
    json_put_str(json, "code", s->code);
    json_put_str(json, "foot", activities_signup_said(ctx, SAY("Cannot come? Tell us here, by text or on the phone.")));
    if (origin) json_put_str(json, "qr", str_printf(ctx->arena, "%.*s/come/%.*s", STR_ARG(*origin), STR_ARG(s->token)));
    json_end(json);
}

enum status activities_web_slip(struct web *w)
{
    struct signup s;
    struct activity_at at;
    struct buf out;
    struct json json;
    struct str pdf;
    TRY(activities_signup_by_token(w->ctx, w->params[0], &s));
    TRY(find_at(w, &s, &at));
    buf_init(&out, w->ctx->arena, SLIP_MOST);
    json_init(&json, &out);
    slip_json(w, &s, &at, &json);
    TRY(buf_check(&out));
    TRY(worker_run(w->ctx->arena, "sheet", buf_str(&out), &pdf));
    activities_feed_header(w, "Cache-Control", STR("private, no-store")); /* it carries the way to their own page */
    return web_bytes(w, STR("application/pdf"), pdf, STR("slip.pdf"));
}
