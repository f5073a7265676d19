/* Pages of pots: what they hold, giving, asking and deciding. */
#include "credits_pages.h"
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_pot.h"
#include "domain/credits/credits_pot_view.h"
#include "domain/credits/credits_pot_web.h"
#include "domain/credits/credits_use_web.h"

#define LIST 50
#define PEOPLE 300

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

/* ---- how much ---- */

int64_t credits_hours_read(struct str typed)
{
    struct str s = str_trim(typed);
    int64_t hundredths = 0;
    int digits = 0, after = -1;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if ((c == '.' || c == ',') && after < 0 && digits > 0) {
            after = 0;
            continue;
        }
        if (c < '0' || c > '9' || ++digits > 7 || (after >= 0 && ++after > 2)) return -1;
        hundredths = hundredths * 10 + (c - '0');
    }
    if (digits == 0 || after == 0) return -1;
    for (int i = after < 0 ? 0 : after; i < 2; i++) hundredths *= 10;
    return (hundredths * 60 + 50) / 100;
}

int64_t credits_web_long(struct web *w)
{
    struct str taps = web_text(w, "long"), typed = web_text(w, "minutes");
    int64_t n;
    if (typed.len > 0) return credits_hours_read(typed);
    return str_to_int(taps, &n) ? n : 0;
}

const struct html_choice *credits_web_long_choices(struct web *w, size_t *ret_n)
{
    static const int64_t lengths[] = {30, 60, 120};
    struct str chosen = web_kept(w, "long", STR("60"));
    struct html_choice *c = ARENA_ARRAY(w->ctx->arena, struct html_choice, 4);
    if (chosen.len == 0) chosen = STR("60");
    for (size_t i = 0; i < 3; i++) {
        struct str value = str_int(w->ctx->arena, lengths[i]);
        c[i] = (struct html_choice){value, credits_time(w->ctx, lengths[i]), str_eq(value, chosen)};
    }
    c[3] = (struct html_choice){STR("else"), say(w->ctx, SAY("Other")), str_is(chosen, "else")};
    *ret_n = 4;
    return c;
}

/* ---- the list ---- */

static struct str has_say(struct ctx *ctx, const struct credits_pot *pot)
{
    if (pot->balance <= 0) return say(ctx, SAY("It is empty just now."));
    return say(ctx, SAY1("{time} in it now.", "time", credits_time(ctx, pot->balance)));
}

static struct str answer_say(struct ctx *ctx, const struct credits_tell_row *r)
{
    if (str_is(r->state, "yes")) return say(ctx, SAY3("{name}: {pot} says yes, {time}.", "name", r->name, "pot", r->pot, "time", credits_time(ctx, r->given)));
    if (str_is(r->state, "no")) return say(ctx, SAY2("{name}: {pot} cannot give hours this time.", "name", r->name, "pot", r->pot));
    return say(ctx, SAY2("{name}: {pot} would like to talk about it.", "name", r->name, "pot", r->pot));
}

static enum status tell_rows(struct web *w, struct pots_view *view)
{
    struct credits_tell_row *rows;
    size_t n;
    if (!ctx_has(w->ctx, STANDING_CONNECTOR | STANDING_ADMIN | STANDING_MEMBER)) return OK;
    TRY(credits_asks_by_hand(w->ctx, &rows, &n));
    struct pot_tell *tell = ARENA_ARRAY(w->ctx->arena, struct pot_tell, n + 1);
    for (size_t i = 0; i < n; i++) tell[i] = (struct pot_tell){answer_say(w->ctx, &rows[i]), rows[i].reason, web_path(w, "/asks/%lld", (long long)rows[i].ask.v)};
    view->tell = tell;
    view->tell_n = n;
    return OK;
}

enum status credits_web_pots(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct pots_view view = {.name = web_kept(w, "name", STR("")), .about = web_kept(w, "about", STR(""))};
    struct credits_pot *pots;
    const struct credits_pot fresh = {.place = {ctx->actor.place}};
    size_t n;
    TRY(credits_pot_list(ctx, fresh.place, &pots, &n));
    struct pot_row *rows = ARENA_ARRAY(ctx->arena, struct pot_row, n + 1);
    for (size_t i = 0; i < n; i++) rows[i] = (struct pot_row){web_path(w, "/pots/%lld", (long long)pots[i].id.v), pots[i].name, pots[i].about, has_say(ctx, &pots[i])};
    view.rows = rows;
    view.rows_n = n;
    view.may_open = fresh.place.v != 0 && credits_pot_may(ctx, &fresh);
    TRY(tell_rows(w, &view));
    credits_page_pots(web_page(w, SAY("Pots of hours"), "/give"), &view);
    return OK;
}

enum status credits_web_pot_add(struct web *w)
{
    struct str name = web_text(w, "name"), about = web_text(w, "about");
    const struct credits_pot pot = {.place = {w->ctx->actor.place}, .name = name.ptr ? name : STR(""), .about = about.ptr ? about : STR("")};
    struct pot_id id;
    TRY(credits_pot_put(w->ctx, &pot, &id));
    return web_redirect_saying(w, web_path(w, "/pots/%lld", (long long)id.v), SAY("The pot is open. Name who looks after it."));
}

/* ---- one pot ---- */

static struct str ask_said(struct ctx *ctx, const struct credits_ask *a)
{
    struct str time = credits_time(ctx, a->minutes), day = text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, a->asked_at), ctx_today(ctx));
    if (a->name.len > 0) return say(ctx, SAY3("{time} for {name}. Asked on {day}.", "time", time, "name", a->name, "day", day));
    if (a->person.v == 0) return say(ctx, SAY2("{time} for a group. Asked on {day}.", "time", time, "day", day));
    return say(ctx, SAY2("{time} for a neighbour. Asked on {day}.", "time", time, "day", day));
}

static struct str state_said(struct ctx *ctx, const struct credits_ask *a)
{
    struct str said = STR("");
    if (str_is(a->state, "talk")) said = say(ctx, SAY("Let us talk about it."));
    if (str_is(a->state, "no")) said = say(ctx, SAY("Not this time."));
    if (str_is(a->state, "yes")) said = say(ctx, SAY1("Yes: {time}.", "time", credits_time(ctx, a->given)));
    if (a->decision.len == 0) return said;
    return str_printf(ctx->arena, "%.*s %.*s", STR_ARG(said), STR_ARG(say(ctx, SAY1("Decided by: {decision}", "decision", a->decision))));
}

static enum status others_of(struct ctx *ctx, const struct credits_ask *a, struct pot_ask *row)
{
    struct credits_ask_word *words;
    size_t n;
    if (!a->may_say) return OK;
    TRY(credits_ask_words(ctx, a->id, &words, &n));
    struct pot_word *others = ARENA_ARRAY(ctx->arena, struct pot_word, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct str said = words[i].says == SAYS_YES  ? say(ctx, SAY2("{name} says yes: {time}.", "name", words[i].name, "time", credits_time(ctx, words[i].minutes)))
                          : words[i].says == SAYS_NO ? say(ctx, SAY1("{name} says: not this time.", "name", words[i].name))
                                                     : say(ctx, SAY1("{name} says: let us talk.", "name", words[i].name));
        others[i] = (struct pot_word){said, words[i].reason};
    }
    row->others = others;
    row->others_n = n;
    return OK;
}

static struct str hours_box(struct ctx *ctx, int64_t minutes)
{
    int64_t hundredths = (minutes * 100 + 30) / 60;
    if (hundredths % 100 == 0) return str_int(ctx->arena, hundredths / 100);
    return str_printf(ctx->arena, "%lld.%02lld", (long long)(hundredths / 100), (long long)(hundredths % 100));
}

static enum status asks_of(struct web *w, struct pot_id pot, bool open, const struct pot_ask **ret_rows, size_t *ret_n)
{
    struct ctx *ctx = w->ctx;
    struct credits_ask *asks;
    size_t n;
    TRY(credits_asks(ctx, pot, open, LIST, &asks, &n));
    struct pot_ask *rows = ARENA_ARRAY(ctx->arena, struct pot_ask, n + 1);
    for (size_t i = 0; i < n; i++) {
        const struct credits_ask *a = &asks[i];
        struct str words = a->words.len > 0 ? a->words : say(ctx, SAY("The words were taken back."));
        rows[i] = (struct pot_ask){.id = str_int(ctx->arena, a->id.v), .words = words, .said = ask_said(ctx, a), .state = state_said(ctx, a), .reason = a->reason,
                                   .action = web_path(w, "/asks/%lld", (long long)a->id.v), .good = str_is(a->state, "yes"), .may_say = a->may_say,
                                   .mine = open && a->mine, .hours = hours_box(ctx, a->minutes)};
        TRY(others_of(ctx, a, &rows[i]));
    }
    *ret_rows = rows;
    *ret_n = n;
    return OK;
}

static enum status gifts_of(struct web *w, struct pot_id pot, struct pot_view *view)
{
    struct ctx *ctx = w->ctx;
    struct credits_donation *rows;
    size_t n;
    TRY(credits_donations(ctx, pot, 20, &rows, &n));
    struct pot_gift *gifts = ARENA_ARRAY(ctx->arena, struct pot_gift, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct str time = credits_time(ctx, rows[i].minutes), day = text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, rows[i].at), ctx_today(ctx));
        gifts[i] = (struct pot_gift){rows[i].name.len > 0 ? say(ctx, SAY3("{time} from {name}, {day}", "time", time, "name", rows[i].name, "day", day))
                                                          : say(ctx, SAY2("{time}, {day}", "time", time, "day", day)),
                                     rows[i].words, rows[i].at};
    }
    view->gifts = gifts;
    view->gifts_n = n;
    return OK;
}

static enum status keeper_choices(struct web *w, struct pot_view *view)
{
    struct people_row *people;
    size_t n;
    if (!view->may_change) return OK;
    TRY(people_list(w->ctx, STR(""), PEOPLE, 0, &people, &n));
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, n + 1);
    for (size_t i = 0; i < n; i++) choices[i] = (struct html_choice){str_int(w->ctx->arena, people[i].id.v), people[i].first_name, web_int(w, "keeper", 0) == people[i].id.v};
    view->people = choices;
    view->people_n = n;
    return OK;
}

static enum status keepers_of(struct web *w, struct pot_id pot, struct pot_view *view)
{
    struct ctx *ctx = w->ctx;
    struct person_id *people;
    size_t n;
    TRY(credits_keepers(ctx, pot, &people, &n));
    struct pot_keeper *keepers = ARENA_ARRAY(ctx->arena, struct pot_keeper, n + 1);
    struct str *names = ARENA_ARRAY(ctx->arena, struct str, n + 1);
    for (size_t i = 0; i < n; i++) {
        names[i] = people_first_name(ctx, people[i]);
        keepers[i] = (struct pot_keeper){names[i], str_int(ctx->arena, people[i].v), true};
    }
    struct str all = str_join(ctx->arena, names, n, STR(", "));
    view->keepers = keepers;
    view->keepers_n = n;
    view->keepers_said = n == 0 ? say(ctx, SAY("Nobody yet. Until somebody is named, nothing can be decided."))
                         : n == 1 ? say(ctx, SAY1("{name} decides. Nobody decides on what they asked themselves.", "name", all))
                                  : say(ctx, SAY1("{names}. Two of them must agree. Nobody decides on what they asked themselves.", "names", all));
    return keeper_choices(w, view);
}

static enum status giving_of(struct web *w, struct pot_view *view)
{
    struct person_id person;
    const struct actor *a = &w->ctx->actor;
    view->member = a->person != 0;
    if (!view->member) return OK;
    TRY(credits_web_person(w, &person, &view->whose));
    if (person.v != (a->on_behalf_of ? a->on_behalf_of : a->person)) view->person = str_int(w->ctx->arena, person.v);
    view->have = credits_have_say(w->ctx, person, view->whose);
    view->long_ = credits_web_long_choices(w, &view->long_n);
    view->words = web_kept(w, "words", STR(""));
    view->hours = web_kept(w, "minutes", STR(""));
    view->named = web_refused(w) && web_on(w, "named");
    return OK;
}

static enum status show_pot(struct web *w, struct pot_id id)
{
    struct ctx *ctx = w->ctx;
    struct credits_pot pot;
    struct pot_view view = {0};
    TRY(credits_pot_find(ctx, id, &pot));
    view.name = pot.name, view.about = pot.about;
    view.has = has_say(ctx, &pot);
    view.in = say(ctx, SAY1("{time} were given to it since it began.", "time", credits_time(ctx, pot.in)));
    view.out = say(ctx, SAY1("{time} went out to neighbours.", "time", credits_time(ctx, pot.out)));
    view.id = str_int(ctx->arena, id.v);
    view.closed = instant_is(pot.ended_at);
    view.may_change = !view.closed && credits_pot_may(ctx, &pot);
    view.name_typed = web_kept(w, "name", pot.name);
    view.about_typed = web_kept(w, "about", pot.about);
    TRY(asks_of(w, id, true, &view.open, &view.open_n));
    TRY(asks_of(w, id, false, &view.decided, &view.decided_n));
    TRY(gifts_of(w, id, &view));
    TRY(keepers_of(w, id, &view));
    TRY(giving_of(w, &view));
    credits_page_pot(web_page(w, SAY1("{name}", "name", pot.name), "/give"), &view);
    return OK;
}

enum status credits_web_pot(struct web *w)
{
    return show_pot(w, (struct pot_id){web_id(w, 0)});
}

enum status credits_web_pot_change(struct web *w)
{
    struct pot_id id = {web_id(w, 0)};
    struct person_id keeper = {web_int(w, "keeper", 0)};
    struct str what = web_text(w, "do"), name = web_text(w, "name"), about = web_text(w, "about"), back = web_path(w, "/pots/%lld", (long long)id.v);
    if (str_is(what, "keeper")) TRY(credits_keeper_add(w->ctx, id, keeper));
    else if (str_is(what, "keeper_end")) TRY(credits_keeper_end(w->ctx, id, keeper));
    else if (str_is(what, "end")) TRY(credits_pot_end(w->ctx, id));
    else {
        const struct credits_pot pot = {.id = id, .name = name.ptr ? name : STR(""), .about = about.ptr ? about : STR("")};
        struct pot_id same;
        TRY(credits_pot_put(w->ctx, &pot, &same));
    }
    return web_redirect_saying(w, back, SAY("Kept."));
}

enum status credits_web_pot_give(struct web *w)
{
    struct credits_donate gift = {.pot = {web_id(w, 0)}, .minutes = credits_web_long(w), .words = web_text(w, "words"), .named = web_on(w, "named"), .via = "web",
                                  .consent = STR_NONE};
    struct credits_posted posted;
    struct str whose;
    TRY(credits_web_person(w, &gift.person, &whose));
    if (whose.len > 0) gift.consent = STR("spoken");
    TRY(credits_donate(w->ctx, &gift, &posted));
    return web_redirect_saying(w, web_path(w, "/pots/%lld", (long long)gift.pot.v), SAY1("Thank you. {time} are in the pot.", "time", credits_time(w->ctx, gift.minutes)));
}

/* ---- answering ---- */

enum status credits_web_pot_say_again(struct web *w)
{
    struct credits_ask ask;
    TRY(credits_ask_find(w->ctx, (struct ask_id){web_id(w, 0)}, &ask));
    return show_pot(w, ask.pot);
}

enum status credits_web_pot_say(struct web *w)
{
    struct ask_id id = {web_id(w, 0)};
    struct str what = web_text(w, "do"), hours = web_text(w, "hours"), reason = web_text(w, "reason");
    struct credits_ask ask;
    bool decided;
    TRY(credits_ask_find(w->ctx, id, &ask));
    struct str back = web_path(w, "/pots/%lld", (long long)ask.pot.v);
    if (str_is(what, "told")) {
        TRY(credits_ask_told(w->ctx, id));
        return web_redirect_saying(w, STR("/pots"), SAY("Thank you."));
    }
    if (str_is(what, "back")) {
        TRY(credits_ask_back(w->ctx, id));
        return web_redirect_saying(w, back, SAY("It is taken back."));
    }
    enum credits_say says = str_is(what, "yes") ? SAYS_YES : str_is(what, "talk") ? SAYS_TALK : SAYS_NO;
    TRY(credits_ask_say(w->ctx, id, says, says == SAYS_YES ? credits_hours_read(hours) : 0, reason.ptr ? reason : STR(""), &decided));
    if (decided) return web_redirect_saying(w, back, SAY("Decided. Who asked is told."));
    return web_redirect_saying(w, back, says == SAYS_TALK ? SAY("Kept. Who asked is told.") : SAY("Kept. One more who looks after it must say the same."));
}
