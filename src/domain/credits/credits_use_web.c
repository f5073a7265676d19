/* Pages of using hours. */
#include "domain/credits/credits_use_web.h"

#include "credits_pages.h"
#include "domain/credits/credits_agreement.h"
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_use.h"
#include "domain/credits/credits_use_view.h"

#define MINE 5

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

/* ---- words ---- */

struct str credits_agreement_name(struct ctx *ctx, const struct credits_agreement *a)
{
    return say(ctx, SAY2("{what}: {time}", "what", a->what, "time", credits_time(ctx, a->minutes)));
}

struct str credits_agreement_left(struct ctx *ctx, const struct credits_agreement *a)
{
    if (a->left < 0) return STR("");
    bool all = a->capacity_all > 0 && a->capacity_all - a->used <= a->left;
    if (a->left == 0) return all ? say(ctx, SAY("All places are taken.")) : say(ctx, SAY("This week is full."));
    if (all) return text_many(ctx->arena, ctx->locale, "{n} place left", "{n} places left", a->left, NULL);
    return text_many(ctx->arena, ctx->locale, "{n} place left this week", "{n} places left this week", a->left, NULL);
}

struct str credits_have_say(struct ctx *ctx, struct person_id person, struct str name)
{
    struct account_id id;
    struct credits_account a;
    if (credits_member_find(ctx, person, &id) != OK || credits_account_get(ctx, id, &a) != OK) return STR("");
    int64_t has = a.balance - a.held_out, room = a.floor == CREDITS_NO_LIMIT ? 0 : has - a.floor;
    if (has > 0)
        return name.len ? say(ctx, SAY2("{name} has {time} to use.", "name", name, "time", credits_time(ctx, has)))
                        : say(ctx, SAY1("You have {time} to use.", "time", credits_time(ctx, has)));
    if (room > 0) return say(ctx, SAY1("Up to {time} can be used now. Give some back when it suits.", "time", credits_time(ctx, room)));
    return say(ctx, SAY("There are no hours to use just now. Giving some, or asking the pot, brings new ones."));
}

enum status credits_web_person(struct web *w, struct person_id *ret_person, struct str *ret_name)
{
    const struct actor *a = &w->ctx->actor;
    struct person_id person = {web_int(w, "for", 0)};
    if (person.v == 0) person.v = a->on_behalf_of ? a->on_behalf_of : a->person;
    if (person.v == 0 || (!people_is(w->ctx, person) && !people_may_change(w->ctx, person))) return ERR_DENIED;
    *ret_person = person;
    *ret_name = person.v == a->person ? STR("") : people_first_name(w->ctx, person);
    return OK;
}

/* "?for=7" where the page is not for the reader, nor for whom they act for anyway. */
static struct str more_of(struct web *w, struct person_id person)
{
    const struct actor *a = &w->ctx->actor;
    if (person.v == (a->on_behalf_of ? a->on_behalf_of : a->person)) return STR("");
    return web_path(w, "?for=%lld", (long long)person.v);
}

/* ---- the list ---- */

static struct use_row row_of(struct web *w, const struct credits_agreement *a, struct str more)
{
    struct ctx *ctx = w->ctx;
    struct str name = say(ctx, SAY3("{what}, {venue}: {time}", "what", a->what, "venue", a->venue_name, "time", credits_time(ctx, a->minutes)));
    return (struct use_row){web_path(w, "/use/%lld%.*s", (long long)a->id.v, STR_ARG(more)), name,
                            a->trip && a->about.len > 0 ? a->about : credits_times_say(ctx, a->times), credits_agreement_left(ctx, a)};
}

static enum status mine_of(struct web *w, struct person_id person, struct uses_view *view)
{
    struct ctx *ctx = w->ctx;
    struct credits_use *uses;
    size_t n;
    TRY(credits_uses_of(ctx, person, MINE, &uses, &n));
    struct use_mine *mine = ARENA_ARRAY(ctx->arena, struct use_mine, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct str day = text_day(ctx->arena, ctx->locale, uses[i].on, ctx_today(ctx));
        if (instant_is(uses[i].undone_at)) continue;
        mine[view->mine_n++] = (struct use_mine){web_path(w, "/used/%lld", (long long)uses[i].id.v),
                                                 say(ctx, SAY3("{what}, {venue}, {day}", "what", uses[i].what, "venue", uses[i].venue_name, "day", day))};
    }
    view->mine = mine;
    return OK;
}

enum status credits_web_uses(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct uses_view view = {.venues = ctx_has(ctx, STANDING_ADMIN | STANDING_STEWARD) ? STR("/credits/venues") : STR("")};
    struct credits_agreement *rows;
    struct person_id person;
    struct place_id place;
    size_t n;
    TRY(credits_web_person(w, &person, &view.whose));
    TRY(people_home(ctx, person, &place));
    TRY(credits_agreement_list(ctx, place, (struct venue_id){0}, &rows, &n));
    struct use_row *now = ARENA_ARRAY(ctx->arena, struct use_row, n + 1), *later = ARENA_ARRAY(ctx->arena, struct use_row, n + 1),
                   *trips = ARENA_ARRAY(ctx->arena, struct use_row, n + 1);
    view.more = more_of(w, person);
    view.have = credits_have_say(ctx, person, view.whose);
    for (size_t i = 0; i < n; i++) {
        const struct use_row row = row_of(w, &rows[i], view.more);
        if (day_is(rows[i].until) && rows[i].until.n < ctx_today(ctx).n) continue;
        if (rows[i].trip) trips[view.trips_n++] = row;
        else if (rows[i].now) now[view.now_n++] = row;
        else later[view.later_n++] = row;
    }
    view.now = now, view.later = later, view.trips = trips;
    TRY(mine_of(w, person, &view));
    credits_page_uses(web_page(w, SAY("What can I use hours for?"), "/give"), &view);
    return OK;
}

/* ---- one agreement ---- */

static const struct html_choice *people_choices(struct web *w, int64_t most, size_t *ret_n)
{
    struct ctx *ctx = w->ctx;
    int64_t chosen = web_int(w, "people", 1);
    struct html_choice *choices = ARENA_ARRAY(ctx->arena, struct html_choice, CREDITS_USE_PEOPLE);
    size_t n = 0;
    for (int64_t i = 1; i <= CREDITS_USE_PEOPLE && (most < 0 || i <= most || i == 1); i++) {
        struct str number = text_number(ctx->arena, ctx->locale, i);
        choices[n++] = (struct html_choice){str_int(ctx->arena, i), i == 1 ? say(ctx, SAY("1, on my own")) : number, i == chosen};
    }
    *ret_n = n;
    return choices;
}

static const struct html_choice *consent_choices(struct web *w, size_t *ret_n)
{
    struct str chosen = web_kept(w, "consent", STR("spoken"));
    struct html_choice *c = ARENA_ARRAY(w->ctx->arena, struct html_choice, 3);
    c[0] = (struct html_choice){STR("spoken"), say(w->ctx, SAY("They are here and said so")), str_is(chosen, "spoken")};
    c[1] = (struct html_choice){STR("phone"), say(w->ctx, SAY("By phone")), str_is(chosen, "phone")};
    c[2] = (struct html_choice){STR("paper"), say(w->ctx, SAY("On paper")), str_is(chosen, "paper")};
    *ret_n = 3;
    return c;
}

/* Why not now, as booking would say it; the list of refusals stays as it was. */
static struct str shut_of(struct ctx *ctx, const struct credits_agreement *a)
{
    struct faults kept = ctx->faults;
    struct str why = STR("");
    faults_init(&ctx->faults, ctx->arena);
    if (credits_agreement_open(ctx, a, 1) != OK && ctx->faults.first) why = say(ctx, ctx->faults.first->said);
    ctx->faults = kept;
    return why;
}

enum status credits_web_use(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_agreement a;
    struct credits_venue venue;
    struct use_view view = {0};
    struct person_id person;
    TRY(credits_web_person(w, &person, &view.whose));
    TRY(credits_agreement_find(ctx, (struct agreement_id){web_id(w, 0)}, &a));
    TRY(credits_venue_find(ctx, a.venue, &venue));
    struct str more = more_of(w, person);
    view.shut = shut_of(ctx, &a);
    view.open = view.shut.len == 0;
    view.name = credits_agreement_name(ctx, &a);
    view.venue = a.venue_name;
    if (venue.asset.v) view.asset = web_path(w, "/assets/%lld", (long long)venue.asset.v);
    view.about = a.about, view.rules = a.rules;
    view.times = credits_times_say(ctx, a.times);
    view.left = credits_agreement_left(ctx, &a);
    view.each = say(ctx, SAY1("{time} for each person", "time", credits_time(ctx, a.minutes)));
    view.have = credits_have_say(ctx, person, view.whose);
    view.back = str_printf(ctx->arena, "/use%.*s", STR_ARG(more));
    view.action = web_path(w, "/use/%lld", (long long)a.id.v);
    if (more.len > 0) view.person = str_int(ctx->arena, person.v);
    if (view.whose.len > 0) view.consents = consent_choices(w, &view.consents_n);
    view.people = people_choices(w, a.left, &view.people_n);
    view.button = say(ctx, a.trip ? SAY1("Book it with {time}", "time", credits_time(ctx, a.minutes)) : SAY1("Use {time} here", "time", credits_time(ctx, a.minutes)));
    credits_page_use(web_page(w, SAY2("{what}, {venue}", "what", a.what, "venue", a.venue_name), "/give"), &view);
    return OK;
}

enum status credits_web_use_book(struct web *w)
{
    struct credits_use_ask ask = {.agreement = {web_id(w, 0)}, .people = web_int(w, "people", 1), .via = "web"};
    struct str name, consent = web_text(w, "consent");
    struct use_id id;
    TRY(credits_web_person(w, &ask.person, &name));
    if (name.len > 0) ask.consent = str_is(consent, "phone") || str_is(consent, "paper") ? consent : STR("spoken");
    else ask.consent = STR_NONE;
    if (name.len > 0) ask.via = str_is(ask.consent, "paper") ? "paper" : "spoken";
    TRY(credits_use_book(w->ctx, &ask, &id));
    return web_redirect(w, web_path(w, "/used/%lld", (long long)id.v));
}

/* ---- on the page of the venue ---- */

enum status credits_use_panel_asset(struct ctx *ctx, struct html *h, int64_t subject)
{
    struct credits_venue venue;
    struct credits_agreement *rows;
    size_t n;
    enum status status = credits_venue_of_asset(ctx, (struct asset_id){subject}, &venue);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    TRY(credits_agreement_list(ctx, venue.place, venue.id, &rows, &n));
    struct use_row *list = ARENA_ARRAY(ctx->arena, struct use_row, n + 1);
    struct uses_view view = {.now = list};
    for (size_t i = 0; i < n; i++) {
        struct str times = rows[i].trip && rows[i].about.len > 0 ? rows[i].about : credits_times_say(ctx, rows[i].times);
        if (day_is(rows[i].until) && rows[i].until.n < ctx_today(ctx).n) continue;
        list[view.now_n++] = (struct use_row){str_printf(ctx->arena, "/use/%lld", (long long)rows[i].id.v), credits_agreement_name(ctx, &rows[i]), times,
                                              credits_agreement_left(ctx, &rows[i])};
    }
    if (view.now_n > 0) credits_page_use_here(h, &view);
    return OK;
}

/* ---- at the desk ---- */

enum status credits_web_used(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_use use;
    struct used_view view = {0};
    const struct zone *zone;
    struct day monday, today;
    TRY(credits_use_find(ctx, (struct use_id){web_id(w, 0)}, &use));
    TRY(credits_week_of(ctx, use.place, &monday, &today));
    TRY(places_zone(ctx, use.place, &zone));
    TRY(credits_venue_number(ctx, use.venue, &view.number));
    const struct civil c = civil_from_instant(zone, use.at);
    view.whose = people_is(ctx, use.person) ? STR("") : people_first_name(ctx, use.person);
    view.name = use.what, view.venue = use.venue_name, view.about = use.about, view.trip = use.trip;
    view.people = text_many(ctx->arena, ctx->locale, "For {n} person", "For {n} people", use.people, NULL);
    view.time = credits_time(ctx, use.minutes);
    view.on = use.on;
    view.at = text_time(ctx->arena, ctx->locale, (struct minutes){c.hour * 60 + c.minute});
    view.undone = instant_is(use.undone_at);
    view.today = use.on.n == today.n;
    view.back = str_printf(ctx->arena, "/use%.*s", STR_ARG(more_of(w, use.person)));
    if (credits_use_may_undo(ctx, &use)) view.undo = web_path(w, "/used/%lld/undo", (long long)use.id.v);
    credits_page_used(web_page(w, SAY2("{what}, {venue}", "what", use.what, "venue", use.venue_name), "/give"), &view);
    return OK;
}

enum status credits_web_use_undo(struct web *w)
{
    struct use_id id = {web_id(w, 0)};
    TRY(credits_use_undo(w->ctx, id, "web"));
    return web_redirect_saying(w, web_path(w, "/used/%lld", (long long)id.v), SAY("Taken back. The hours are there again."));
}
