/* "Come along": the part of the pages of a series and of one date, and asking for a place. */
#include "domain/activities/activities_signup_web.h"

#include "activities_pages.h"
#include "domain/people/people_caseload.h"

#define PEOPLE_MOST 200

struct str activities_signup_said(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

struct str activities_signup_n(struct ctx *ctx, const char *one, const char *many, int64_t n)
{
    struct said said = {.id = one};
    return text_say_n(ctx->arena, ctx->locale, many, n, &said, NULL);
}

struct str activities_signup_when(struct web *w, const struct asset_session *s)
{
    struct str day = text_day(w->ctx->arena, w->ctx->locale, s->on, ctx_today(w->ctx));
    struct str hours = minutes_is(s->closes) ? text_span(w->ctx->arena, w->ctx->locale, s->opens, s->closes)
                                             : text_time(w->ctx->arena, w->ctx->locale, s->opens);
    return activities_signup_said(w->ctx, SAY2("{day}, {hours}", "day", day, "hours", hours));
}

struct str activities_signup_where(struct web *w, const struct asset *asset, const struct asset_session *s)
{
    (void)w;
    return s && s->location_name.len > 0 ? s->location_name : asset->location_name;
}

struct str activities_room_words(struct ctx *ctx, const struct activity_room *room)
{
    if (room->capacity == ACTIVITY_NO_LIMIT) return STR("");
    if (room->left > 0) return activities_signup_n(ctx, "{n} place left.", "{n} places left.", room->left);
    if (room->left_newcomers > 0 && room->reserve > 0)
        return activities_signup_said(ctx, SAY("The places left are for people who come for the first time."));
    if (room->waiting == 0) return activities_signup_said(ctx, SAY("Full. Nobody waits yet."));
    return activities_signup_n(ctx, "Full. {n} person waits.", "Full. {n} people wait.", room->waiting);
}

struct str activities_state_words(struct ctx *ctx, const struct signup *s)
{
    bool every = !day_is(s->day);
    switch (s->state) {
    case SIGNUP_COMING: return activities_signup_said(ctx, every ? SAY("You have a place every time.") : SAY("You have a place."));
    case SIGNUP_WAITING: return activities_signup_said(ctx, SAY("You are on the waiting list. We tell you when a place is free."));
    case SIGNUP_OFFERED: return activities_signup_said(ctx, SAY("A place is free for you. Would you like it?"));
    case SIGNUP_SKIPPED: return activities_signup_said(ctx, SAY("Not this time. Thank you for telling us."));
    default: break;
    }
    if (str_is(s->why, "lapsed")) return activities_signup_said(ctx, SAY("We had no answer twice, so we asked the next in line. You can ask again."));
    if (str_is(s->why, "taken off")) return activities_signup_said(ctx, SAY("You are not on the list any more. Ask who runs it if that is a mistake."));
    return activities_signup_said(ctx, SAY("You are not on the list any more. Thank you for telling us."));
}

struct str activities_state_of_them(struct ctx *ctx, const struct signup *s)
{
    switch (s->state) {
    case SIGNUP_COMING: return activities_signup_said(ctx, SAY("They have a place."));
    case SIGNUP_WAITING: return activities_signup_said(ctx, SAY("They are on the waiting list."));
    case SIGNUP_OFFERED: return activities_signup_said(ctx, SAY("A place is free for them: would they like it?"));
    case SIGNUP_SKIPPED: return activities_signup_said(ctx, SAY("They cannot come this time."));
    default: return STR("");
    }
}

/* ---- choices ---- */

struct html_choice *activities_signup_ways(struct web *w, enum signup_way now, bool mail, bool text, size_t *ret_count)
{
    struct html_choice *out = ARENA_ARRAY(w->ctx->arena, struct html_choice, 3);
    struct str kept = web_text(w, "way");
    size_t n = 0;
    if (mail) out[n++] = (struct html_choice){STR("mail"), activities_signup_said(w->ctx, SAY("By mail")), now == SIGNUP_MAIL};
    if (text) out[n++] = (struct html_choice){STR("text"), activities_signup_said(w->ctx, SAY("By text")), now == SIGNUP_TEXT};
    out[n++] = (struct html_choice){STR("none"), activities_signup_said(w->ctx, SAY("No, thank you")), now == SIGNUP_NONE};
    for (size_t i = 0; kept.len > 0 && i < n; i++) out[i].on = str_eq(kept, out[i].value);
    *ret_count = n;
    return out;
}

struct html_choice *activities_signup_companions(struct web *w, int now, size_t *ret_count)
{
    struct html_choice *out = ARENA_ARRAY(w->ctx->arena, struct html_choice, SIGNUP_COMPANIONS + 1);
    int64_t kept = web_int(w, "companions", now);
    for (int i = 0; i <= SIGNUP_COMPANIONS; i++) {
        struct str label = i == 0 ? activities_signup_said(w->ctx, SAY("Nobody else")) : text_number(w->ctx->arena, w->ctx->locale, i);
        out[i] = (struct html_choice){str_int(w->ctx->arena, i), label, i == kept};
    }
    *ret_count = SIGNUP_COMPANIONS + 1;
    return out;
}

/* Themselves, and those they walk beside. */
static enum status beside(struct web *w, struct signup_part_view *view)
{
    struct people_row *rows;
    size_t n, count = 0;
    struct ctx *ctx = w->ctx;
    struct str kept = web_text(w, "person");
    if (!ctx_has(ctx, STANDING_CONNECTOR | STANDING_ADMIN)) return OK;
    TRY(people_list(ctx, STR(""), PEOPLE_MOST, 0, &rows, &n));
    struct html_choice *out = ARENA_ARRAY(ctx->arena, struct html_choice, n + 1);
    out[count++] = (struct html_choice){STR("me"), activities_signup_said(ctx, SAY("I come myself")), kept.len == 0};
    for (size_t i = 0; i < n; i++) {
        struct str value = str_int(ctx->arena, rows[i].id.v);
        if (people_is(ctx, rows[i].id)) continue;
        out[count++] = (struct html_choice){value, rows[i].first_name, str_eq(value, kept)};
    }
    struct html_choice *hows = ARENA_ARRAY(ctx->arena, struct html_choice, 2);
    hows[0] = (struct html_choice){STR("spoken"), activities_signup_said(ctx, SAY("Spoken")), web_has(w, "consent", STR("spoken"))};
    hows[1] = (struct html_choice){STR("paper"), activities_signup_said(ctx, SAY("On paper")), web_has(w, "consent", STR("paper"))};
    view->people = out;
    view->people_n = count > 1 ? count : 0;
    view->hows = hows;
    view->hows_n = 2;
    return OK;
}

/* ---- the part ---- */

static struct person_id self(const struct web *w)
{
    const struct actor *a = &w->ctx->actor;
    return (struct person_id){a->on_behalf_of ? a->on_behalf_of : a->person};
}

static enum status mine(struct web *w, const struct activity_at *at, bool session, struct signup_part_view *view)
{
    struct signup s, whole;
    enum status status = activities_signup_of(w->ctx, at->asset.id, self(w), session ? at->session.day : DAY_NONE,
                                              session ? at->session.at : MINUTES_NONE, &s);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    whole = s;
    if (s.of.v) TRY(activities_signup_find(w->ctx, s.of, &whole));
    view->mine = activities_state_words(w->ctx, &s);
    view->mine_href = web_path(w, "/come/%.*s", STR_ARG(whole.token));
    return OK;
}

static enum status ways_of(struct web *w, struct signup_part_view *view)
{
    struct person person;
    view->nobody = self(w).v == 0;
    bool mail = false, text = false;
    if (!view->nobody && people_find(w->ctx, self(w), &person) == OK) {
        mail = person.email.len > 0;
        text = person.phone.len > 0;
    }
    /* Whoever has no account is written to at what they give, or not at all. */
    if (!view->nobody) view->ways = activities_signup_ways(w, mail ? SIGNUP_MAIL : SIGNUP_NONE, mail, text, &view->ways_n);
    view->companions = activities_signup_companions(w, 0, &view->companions_n);
    view->first_name = web_kept(w, "first_name", STR(""));
    view->phone = web_kept(w, "phone", STR(""));
    view->email = web_kept(w, "email", STR(""));
    view->note = web_kept(w, "note", STR(""));
    view->carer = web_on(w, "carer");
    view->open = web_refused(w);
    return beside(w, view);
}

static struct str shut_of(struct web *w, const struct activity_at *at)
{
    if (at->session.cancelled) return activities_signup_said(w->ctx, SAY("This date is called off."));
    if (at->session.begins.ms <= w->ctx->now.ms) return activities_signup_said(w->ctx, SAY("This date has begun. Come to the next one."));
    return STR("");
}

enum status activities_signup_part(struct web *w, const struct activity_at *at, bool session, struct html *h)
{
    struct signup_part_view view = {.card = web_text(w, "card")};
    struct activity_room room;
    const char *base = session ? "sessions" : "activities";
    struct str id = session ? at->code : str_int(w->ctx->arena, at->asset.id.v);
    TRY(mine(w, at, session, &view));
    TRY(ways_of(w, &view));
    if (session) {
        TRY(activities_room(w->ctx, &at->series, &at->session, &room));
        view.room = activities_room_words(w->ctx, &room);
        int kept = room.reserve - room.newcomers;
        if (room.left > 0 && kept > 0) view.newcomers = activities_signup_n(w->ctx, "{n} more is kept for somebody who comes for the first time.",
                                                                            "{n} more are kept for people who come for the first time.", kept);
        view.shut = shut_of(w, at);
        view.other = web_path(w, "/activities/%lld#come", (long long)at->asset.id.v);
        view.other_words = activities_signup_said(w->ctx, SAY("Come every time"));
        view.button = activities_signup_said(w->ctx, room.left == 0 && room.left_newcomers == 0 ? SAY("Put me on the waiting list") : SAY("I come"));
    } else {
        view.room = at->series.joining == ACTIVITY_COME
                        ? activities_signup_said(w->ctx, SAY("You can just come. If you tell us, we keep you informed."))
                        : activities_signup_said(w->ctx, SAY("For one time only: choose a date from the list on this page. Or come every time:"));
        view.button = activities_signup_said(w->ctx, SAY("I come every time"));
    }
    if (view.shut.len == 0 && (view.mine.len == 0 || view.people_n > 0))
        view.action = web_path(w, "/%s/%.*s/%s", base, STR_ARG(id), view.nobody ? "come-along" : "come");
    if (activities_may_run(w->ctx, &at->asset, &at->series)) view.coming = web_path(w, "/%s/%.*s/coming", base, STR_ARG(id));
    activities_part_come_along(h, &view);
    return OK;
}

/* ---- asking ---- */

static enum status at_of(struct web *w, struct activity_at *ret_at)
{
    struct activity_at at = {.code = STR_NONE};
    if (str_starts(str_from(w->route->path), STR("/sessions/"))) return activities_at(w->ctx, w->params[0], ret_at);
    TRY(activities_find(w->ctx, w->params[0], &at.asset, &at.series));
    *ret_at = at;
    return OK;
}

static enum signup_way way_of(struct str name)
{
    return str_is(name, "mail") ? SIGNUP_MAIL : str_is(name, "text") ? SIGNUP_TEXT : SIGNUP_NONE;
}

/* A phone or an address that was given is there to be used. */
static enum signup_way way_given(const struct signup_ask *ask, struct str said)
{
    if (said.len > 0) return way_of(said);
    return ask->phone.len > 0 ? SIGNUP_TEXT : ask->email.len > 0 ? SIGNUP_MAIL : SIGNUP_NONE;
}

static enum status for_whom(struct web *w, struct signup_ask *ask)
{
    struct str person = web_text(w, "person");
    int64_t id = 0;
    ask->person = self(w);
    if (w->ctx->actor.on_behalf_of) ask->how = "connector";
    if (person.len == 0 || str_is(person, "me") || !str_to_int(person, &id) || id == ask->person.v) return OK;
    ask->person.v = id;
    ask->how = "connector";
    ask->consent = web_text(w, "consent");
    if (!str_is(ask->consent, "spoken") && !str_is(ask->consent, "paper"))
        return ctx_fault(w->ctx, ERR_INVALID, STR("consent"), SAY("Say how they said yes: spoken, or on paper."));
    return OK;
}

enum status activities_web_ask(struct web *w)
{
    struct activity_at at;
    struct signup s, whole;
    struct asset_id card;
    struct signup_ask ask = {.first_name = web_text(w, "first_name"), .phone = web_text(w, "phone"), .email = web_text(w, "email"),
                             .companions = (int)web_int(w, "companions", 0), .carer = web_on(w, "carer"), .note = web_text(w, "note"),
                             .how = "self"};
    TRY(at_of(w, &at));
    TRY(for_whom(w, &ask));
    ask.way = way_given(&ask, web_text(w, "way"));
    if (ask.person.v == 0) ask.how = "open";
    if (activities_card_find(w->ctx, web_text(w, "card"), &card) == OK && card.v == at.asset.id.v && ask.person.v == 0) ask.how = "card";
    TRY(activities_sign_up(w->ctx, &at, &ask, &s));
    /* Neighbours know each other's names and numbers: whoever types them is not led to that one's page. */
    if (ask.person.v == 0 && s.created_at.ms != w->ctx->now.ms)
        return web_redirect_saying(w, STR("/come"), SAY("This name is on the list already with this number or address. Use the link we sent, or your code."));
    whole = s;
    if (s.of.v) TRY(activities_signup_find(w->ctx, s.of, &whole));
    struct str path = web_path(w, "/come/%.*s", STR_ARG(whole.token));
    if (s.state == SIGNUP_WAITING) return web_redirect_saying(w, path, SAY("It is full just now. You are on the waiting list."));
    return web_redirect_saying(w, path, SAY("Kept. We look forward to seeing you."));
}
