/* Pages of venues and their agreements: for the administrator of the place and stewards. */
#include "credits_pages.h"
#include "domain/credits/credits_agreement.h"
#include "domain/credits/credits_pot_web.h"
#include "domain/credits/credits_use_web.h"
#include "domain/credits/credits_venue_view.h"

#define WEEKS 26
#define PEOPLE 300

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

/* A venue the reader may keep, or it is not for them. */
static enum status kept_venue(struct web *w, int64_t id, struct credits_venue *ret_venue)
{
    struct credits_venue v;
    TRY(credits_venue_find(w->ctx, (struct venue_id){id}, &v));
    if (!credits_venue_may(w->ctx, &v)) return ERR_DENIED;
    *ret_venue = v;
    return OK;
}

/* ---- the list ---- */

/* What is on the map of their place and they may change, as a choice. */
static enum status asset_choices(struct web *w, struct venues_view *view)
{
    struct ctx *ctx = w->ctx;
    struct asset *assets;
    struct asset_id chosen = {web_int(w, "asset", 0)};
    size_t n;
    TRY(credits_venue_assets(ctx, &assets, &n));
    struct html_choice *choices = ARENA_ARRAY(ctx->arena, struct html_choice, n + 1);
    choices[0] = (struct html_choice){STR(""), say(ctx, SAY("Not on the map")), chosen.v == 0};
    for (size_t i = 0; i < n; i++) choices[i + 1] = (struct html_choice){str_int(ctx->arena, assets[i].id.v), assets[i].name, assets[i].id.v == chosen.v};
    view->assets = choices;
    view->assets_n = n + 1;
    return OK;
}

static struct str took_say(struct ctx *ctx, struct account_id id)
{
    struct credits_account account;
    struct credits_sums sums;
    if (credits_account_get(ctx, id, &account) != OK || credits_sums(ctx, id, &sums) != OK) return STR("");
    if (sums.given == 0) return say(ctx, SAY("It has not taken any hours yet."));
    struct str all = credits_time(ctx, sums.given), now = credits_time(ctx, account.balance);
    if (account.balance == 0) return say(ctx, SAY1("It has taken {time} so far, and was thanked for all of it.", "time", all));
    return say(ctx, SAY2("It has taken {time} so far. {now} stand with it now.", "time", all, "now", now));
}

enum status credits_web_venues(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct venues_view view = {.name = web_kept(w, "name", STR("")), .may_name = ctx_has(ctx, STANDING_ADMIN)};
    struct credits_venue *venues;
    size_t n;
    TRY(credits_venue_list(ctx, (struct place_id){ctx->actor.place}, &venues, &n));
    struct venue_row *rows = ARENA_ARRAY(ctx->arena, struct venue_row, n + 1);
    for (size_t i = 0; i < n; i++)
        if (credits_venue_may(ctx, &venues[i]))
            rows[view.rows_n++] = (struct venue_row){web_path(w, "/credits/venues/%lld", (long long)venues[i].id.v), venues[i].name, took_say(ctx, venues[i].account)};
    view.rows = rows;
    TRY(asset_choices(w, &view));
    view.may_add = view.may_name || view.assets_n > 1;
    credits_page_venues(web_page(w, SAY("Venues"), NULL), &view);
    return OK;
}

/* The answer holds the code; a second press finds the venue's page and no code. */
static enum status show_code(struct web *w, struct venue_id id, struct str code)
{
    struct credits_venue v;
    struct str back = web_path(w, "/credits/venues/%lld", (long long)id.v);
    TRY(credits_venue_find(w->ctx, id, &v));
    TRY(web_redirect_saying(w, back, SAY("The code was shown once. Make a new one if it is lost.")));
    w->response.status = 200;
    credits_page_till_code(web_page(w, SAY("The code beside the till"), NULL), &(struct till_view){v.name, code, back});
    return OK;
}

enum status credits_web_venue_add(struct web *w)
{
    struct venue_id id;
    struct str code, name = web_text(w, "name");
    TRY(credits_venue_add(w->ctx, (struct place_id){w->ctx->actor.place}, (struct asset_id){web_int(w, "asset", 0)}, name.ptr ? name : STR(""), &id, &code));
    return show_code(w, id, code);
}

enum status credits_web_venue_till(struct web *w)
{
    struct venue_id id = {web_id(w, 0)};
    struct str code;
    TRY(credits_venue_till(w->ctx, id, &code));
    return show_code(w, id, code);
}

/* ---- one venue ---- */

static struct str agreement_said(struct ctx *ctx, const struct credits_agreement *a)
{
    struct str times = a->trip && a->about.len > 0 ? a->about : credits_times_say(ctx, a->times), left = credits_agreement_left(ctx, a);
    if (times.len == 0 || left.len == 0) return times.len > 0 ? times : left;
    return str_printf(ctx->arena, "%.*s · %.*s", STR_ARG(times), STR_ARG(left));
}

static enum status venue_lists(struct web *w, const struct credits_venue *v, struct venue_view *view)
{
    struct ctx *ctx = w->ctx;
    struct credits_agreement *agreements;
    struct credits_week *weeks;
    size_t n, weeks_n;
    TRY(credits_agreement_list(ctx, v->place, v->id, &agreements, &n));
    TRY(credits_venue_weeks(ctx, v->id, WEEKS, &weeks, &weeks_n));
    struct venue_row *rows = ARENA_ARRAY(ctx->arena, struct venue_row, n + 1);
    struct venue_week *shown = ARENA_ARRAY(ctx->arena, struct venue_week, weeks_n + 1);
    for (size_t i = 0; i < n; i++)
        rows[i] = (struct venue_row){web_path(w, "/credits/agreements/%lld", (long long)agreements[i].id.v), credits_agreement_name(ctx, &agreements[i]),
                                     agreement_said(ctx, &agreements[i])};
    for (size_t i = 0; i < weeks_n; i++)
        shown[i] = (struct venue_week){weeks[i].monday, (long long)weeks[i].uses, (long long)weeks[i].paper, credits_time(ctx, weeks[i].minutes)};
    view->agreements = rows, view->agreements_n = n;
    view->weeks = shown, view->weeks_n = weeks_n;
    return OK;
}

/* Whom the hours can be given to: those the reader may see. */
static enum status giving_lists(struct web *w, const struct credits_venue *v, struct venue_view *view)
{
    struct ctx *ctx = w->ctx;
    struct people_row *people;
    int64_t notes;
    size_t n;
    TRY(credits_venue_notes(ctx, v, &notes));
    if (notes > 0) view->notes = text_many(ctx->arena, ctx->locale, "{n} paper note was redeemed here.", "{n} paper notes were redeemed here.", notes, NULL);
    if (!view->has_hours || !ctx_has(ctx, STANDING_ADMIN | STANDING_CONNECTOR)) return OK;
    TRY(people_list(ctx, STR(""), PEOPLE, 0, &people, &n));
    struct html_choice *choices = ARENA_ARRAY(ctx->arena, struct html_choice, n + 1);
    for (size_t i = 0; i < n; i++) choices[i] = (struct html_choice){str_int(ctx->arena, people[i].id.v), people[i].first_name, web_int(w, "person", 0) == people[i].id.v};
    view->people = choices, view->people_n = n;
    view->long_ = credits_web_long_choices(w, &view->long_n);
    return OK;
}

enum status credits_web_venue(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_venue v;
    struct credits_account account;
    struct venue_view view = {0};
    TRY(kept_venue(w, web_id(w, 0), &v));
    TRY(credits_account_get(ctx, v.account, &account));
    TRY(credits_venue_number(ctx, v.id, &view.number));
    view.name = v.name;
    view.typed = web_kept(w, "name", v.name);
    view.id = str_int(ctx->arena, v.id.v);
    if (v.asset.v) view.asset = web_path(w, "/assets/%lld", (long long)v.asset.v);
    view.took = took_say(ctx, v.account);
    view.ended = instant_is(v.ended_at);
    view.has_hours = account.balance > 0;
    TRY(venue_lists(w, &v, &view));
    TRY(giving_lists(w, &v, &view));
    credits_page_venue(web_page(w, SAY1("{name}", "name", v.name), NULL), &view);
    return OK;
}

enum status credits_web_venue_do(struct web *w)
{
    struct venue_id id = {web_id(w, 0)};
    struct str what = web_text(w, "do"), name = web_text(w, "name"), back = web_path(w, "/credits/venues/%lld", (long long)id.v);
    if (str_is(what, "thank")) {
        TRY(credits_venue_thank(w->ctx, id, 0));
        return web_redirect_saying(w, back, SAY("Thanked. Its hours are closed."));
    }
    if (str_is(what, "gift")) {
        TRY(credits_venue_gift(w->ctx, id, (struct person_id){web_int(w, "person", 0)}, credits_web_long(w)));
        return web_redirect_saying(w, back, SAY("Given, with the venue's thanks."));
    }
    if (str_is(what, "end")) {
        TRY(credits_venue_end(w->ctx, id));
        return web_redirect_saying(w, STR("/credits/venues"), SAY("It takes hours no more."));
    }
    TRY(credits_venue_change(w->ctx, id, name.ptr ? name : STR("")));
    return web_redirect_saying(w, back, SAY("Kept."));
}

/* ---- an agreement ---- */

static struct str number_or(struct ctx *ctx, int64_t n)
{
    return n == INT_NONE ? STR("") : str_int(ctx->arena, n);
}

static struct str day_or(struct ctx *ctx, struct day day)
{
    return day_is(day) ? day_format(ctx->arena, day) : STR("");
}

/* Hours that the grid can hold are ticked; others stand in the box for exact ones. */
static void times_boxes(struct web *w, struct str times, struct agreement_view *view)
{
    struct str ticked = web_refused(w) ? web_week(w, "times") : STR_NONE;
    view->exact = web_kept(w, "exact", times);
    view->week = ticked.ptr ? week_parts_of(ticked) : 0;
}

static enum status show_agreement(struct web *w, const struct credits_venue *v, const struct credits_agreement_put *p, struct agreement_view *view)
{
    struct ctx *ctx = w->ctx;
    view->venue = v->name;
    view->venue_href = web_path(w, "/credits/venues/%lld", (long long)v->id.v);
    view->what = web_kept(w, "what", p->what);
    view->about = web_kept(w, "about", p->about);
    view->rules = web_kept(w, "rules", p->rules);
    view->minutes = web_kept(w, "minutes", number_or(ctx, p->minutes));
    view->capacity = web_kept(w, "capacity", number_or(ctx, p->capacity));
    view->capacity_all = web_kept(w, "capacity_all", number_or(ctx, p->capacity_all));
    view->from = web_kept(w, "from", day_or(ctx, p->from));
    view->until = web_kept(w, "until", day_or(ctx, p->until));
    view->contact = web_kept(w, "contact", p->contact);
    view->worth = web_kept(w, "worth", number_or(ctx, p->worth.n));
    view->worth_words = web_kept(w, "worth_words", p->worth_words);
    view->trip = web_refused(w) ? web_on(w, "trip") : p->trip;
    times_boxes(w, p->times, view);
    credits_page_agreement(web_page(w, SAY1("{name}", "name", view->title), NULL), view);
    return OK;
}

enum status credits_web_agreement_new(struct web *w)
{
    struct agreement_view view = {.title = say(w->ctx, SAY("A new agreement")), .action = web_path(w, "/credits/venues/%lld/agreement", (long long)web_id(w, 0))};
    const struct credits_agreement_put fresh = {.minutes = 60, .from = DAY_NONE, .until = DAY_NONE, .worth = PENCE_NONE};
    struct credits_venue v;
    TRY(kept_venue(w, web_id(w, 0), &v));
    return show_agreement(w, &v, &fresh, &view);
}

enum status credits_web_agreement(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct agreement_id id = {web_id(w, 0)};
    struct credits_agreement_put p;
    struct credits_agreement a;
    struct credits_venue v;
    TRY(credits_agreement_staff(ctx, id, &p));
    TRY(credits_agreement_find(ctx, id, &a));
    TRY(kept_venue(w, p.venue.v, &v));
    struct agreement_view view = {.title = credits_agreement_name(ctx, &a), .old = true, .action = web_path(w, "/credits/agreements/%lld", (long long)id.v),
                                  .paper = web_path(w, "/credits/agreements/%lld/paper", (long long)id.v),
                                  .end = web_path(w, "/credits/agreements/%lld/end", (long long)id.v),
                                  .used = text_many(ctx->arena, ctx->locale, "Used {n} time", "Used {n} times", a.used, NULL)};
    return show_agreement(w, &v, &p, &view);
}

/* A number that is none is refused by the rule: it is sent on as -1. */
static int64_t number_of(struct web *w, const char *name, int64_t empty)
{
    struct str s = web_text(w, name);
    int64_t n;
    if (s.len == 0) return empty;
    return str_to_int(s, &n) && n >= 0 ? n : -1;
}

static enum status day_of(struct web *w, const char *name, struct day *ret_day)
{
    struct str s = web_text(w, name);
    *ret_day = DAY_NONE;
    if (s.len == 0 || day_parse(s, ret_day)) return OK;
    return ctx_fault(w->ctx, ERR_INVALID, str_from(name), SAY("Write the day as year, month, day. For example: 2026-06-13"));
}

static struct str text_of(struct web *w, const char *name)
{
    struct str s = web_text(w, name);
    return s.ptr ? s : STR("");
}

enum status credits_web_agreement_put(struct web *w)
{
    bool old = str_starts(w->http->path, STR("/credits/agreements/"));
    struct credits_agreement_put p = {.what = text_of(w, "what"), .about = text_of(w, "about"), .rules = text_of(w, "rules"), .contact = text_of(w, "contact"),
                                      .worth_words = text_of(w, "worth_words"), .trip = web_on(w, "trip"), .minutes = number_of(w, "minutes", 0),
                                      .capacity = number_of(w, "capacity", 0), .capacity_all = number_of(w, "capacity_all", 0),
                                      .worth = {number_of(w, "worth", INT_NONE)}, .times = text_of(w, "exact")};
    struct agreement_id id;
    enum status days = day_of(w, "from", &p.from);
    if (day_of(w, "until", &p.until) != OK) days = ERR_INVALID;
    if (p.times.len == 0) p.times = web_week(w, "times");
    if (old) p.id.v = web_id(w, 0);
    else p.venue.v = web_id(w, 0);
    TRY(days);
    TRY(credits_agreement_put(w->ctx, &p, &id));
    return web_redirect_saying(w, web_path(w, "/credits/agreements/%lld", (long long)id.v), SAY("The agreement is kept."));
}

enum status credits_web_agreement_end(struct web *w)
{
    struct credits_agreement a;
    struct agreement_id id = {web_id(w, 0)};
    TRY(credits_agreement_find(w->ctx, id, &a));
    TRY(credits_agreement_end(w->ctx, id));
    return web_redirect_saying(w, web_path(w, "/credits/venues/%lld", (long long)a.venue.v), SAY("The agreement has ended. What was booked stays booked."));
}

static struct str count_or(struct ctx *ctx, int64_t n)
{
    return n > 0 ? text_number(ctx->arena, ctx->locale, n) : STR("");
}

enum status credits_web_agreement_paper(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_agreement_put p;
    struct credits_venue v;
    struct place place;
    TRY(credits_agreement_staff(ctx, (struct agreement_id){web_id(w, 0)}, &p));
    TRY(credits_venue_find(ctx, p.venue, &v));
    TRY(places_find(ctx, v.place, &place));
    const struct locale *l = ctx->locale;
    const struct agreement_paper_view view = {
        .venue = v.name, .place = place.name, .what = p.what, .about = p.about, .rules = p.rules, .times = credits_times_say(ctx, p.times),
        .each = credits_time(ctx, p.minutes), .capacity = count_or(ctx, p.capacity), .capacity_all = count_or(ctx, p.capacity_all),
        .from = day_is(p.from) ? text_day(ctx->arena, l, p.from, DAY_NONE) : STR(""), .until = day_is(p.until) ? text_day(ctx->arena, l, p.until, DAY_NONE) : STR(""),
        .contact = p.contact, .today = text_day(ctx->arena, l, ctx_today(ctx), DAY_NONE)};
    w->paper = true;
    credits_page_agreement_paper(web_page(w, SAY("An agreement about time credits"), NULL), &view);
    return OK;
}
