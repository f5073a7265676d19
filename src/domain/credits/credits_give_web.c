/* Give: telling about an hour, and hours as a present. */
#include "domain/credits/credits_give_web.h"

#include "credits_pages.h"
#include "domain/credits/credits_line.h"
#include "domain/credits/credits_venue.h"

#define USES_SHOWN 5

static struct str get(struct web *w, const char *text)
{
    return text_get(w->ctx->locale, text, NULL);
}

static struct str acting(const struct web *w)
{
    return w->ctx->actor.on_behalf_of != 0 ? people_first_name(w->ctx, credits_web_self(w)) : STR("");
}

/* ---- the form ---- */

static const struct { const char *value, *label; } minute_taps[] = {{"30", T_("Half an hour")}, {"60", T_("1 hour")}, {"120", T_("2 hours")}};
#define MINUTE_TAPS (sizeof minute_taps / sizeof *minute_taps)

static struct html_choice *room_for(struct web *w, size_t n)
{
    return ARENA_ARRAY(w->ctx->arena, struct html_choice, n);
}

static void put_taps(struct web *w, struct give_form *form)
{
    struct html_choice *gave = room_for(w, 2), *minutes = room_for(w, MINUTE_TAPS), *what = room_for(w, TOLD_WHATS);
    struct str long_on = web_kept(w, "minutes", STR("60")), what_on = web_kept(w, "what", STR_NONE);
    bool other = str_is(web_kept(w, "gave", STR("me")), "other");
    gave[0] = (struct html_choice){STR("me"), get(w, T_("I did")), !other};
    gave[1] = (struct html_choice){STR("other"), get(w, T_("Someone else")), other};
    for (size_t i = 0; i < MINUTE_TAPS; i++)
        minutes[i] = (struct html_choice){str_from(minute_taps[i].value), get(w, minute_taps[i].label), str_is(long_on, minute_taps[i].value)};
    for (size_t i = 0; i < TOLD_WHATS; i++)
        what[i] = (struct html_choice){str_from(credits_told_whats[i].value), get(w, credits_told_whats[i].label), str_is(what_on, credits_told_whats[i].value)};
    form->gave = gave;
    form->gave_n = 2;
    form->minutes = minutes;
    form->minutes_n = MINUTE_TAPS;
    form->what = what;
    form->what_n = TOLD_WHATS;
}

static void put_form(struct web *w, struct give_form *form)
{
    put_taps(w, form);
    form->other = web_text(w, "other");
    form->minutes_words = web_text(w, "minutes_words");
    form->what_words = web_text(w, "what_words");
    form->thanks = web_text(w, "thanks");
    form->on = web_text(w, "on");
    form->consent = web_text(w, "consent");
    form->other_day = form->on.len > 0;
    form->minutes_else = form->minutes_words.len > 0;
    form->what_else = form->what_words.len > 0;
}

static struct str last_words(struct web *w)
{
    struct credits_told last;
    struct ctx *ctx = w->ctx;
    if (credits_told_last(ctx, credits_web_self(w), &last) != OK) return STR("");
    struct str hours = credits_time(ctx, last.minutes), what = credits_what(ctx, last.what);
    return last.gave ? credits_web_say(ctx, SAY3("Same as last time: {time}, {what}, with {name}", "time", hours, "what", what, "name", last.other_name))
                     : credits_web_say(ctx, SAY3("Same as last time: {time}, {what}, from {name}", "time", hours, "what", what, "name", last.other_name));
}

/* What hours buy in the place. */
static void put_uses(struct web *w, struct give_view *view)
{
    struct credits_agreement *rows;
    size_t n;
    struct place_id place;
    struct ctx *ctx = w->ctx;
    if (people_home(ctx, credits_web_self(w), &place) != OK) return;
    if (credits_agreement_list(ctx, place, (struct venue_id){0}, &rows, &n) != OK) return;
    struct give_use *uses = ARENA_ARRAY(ctx->arena, struct give_use, USES_SHOWN);
    for (size_t i = 0; i < n && view->uses_n < USES_SHOWN; i++)
        uses[view->uses_n++] = (struct give_use){str_printf(ctx->arena, "/use/%lld", (long long)rows[i].id.v),
                                                 credits_web_say(ctx, SAY3("{what} at {venue}: {time}", "what", rows[i].what, "venue", rows[i].venue_name,
                                                                           "time", credits_time(ctx, rows[i].minutes)))};
    view->uses = uses;
}

static void put_number(struct web *w, struct give_view *view)
{
    struct str number;
    struct person_id connector;
    struct ctx *ctx = w->ctx;
    if (module_setting(ctx, "activities.text_number", STR(""), &number) == OK && number.len > 0) {
        view->text_number = number;
        view->text_href = str_cat(ctx->arena, STR("sms:"), str_replace(ctx->arena, number, STR(" "), STR("")));
    }
    if (people_connector_of(ctx, credits_web_self(w), &connector) == OK) view->helper = people_first_name(ctx, connector);
}

enum status credits_web_give(struct web *w)
{
    struct give_view view = {.last = last_words(w), .acting = acting(w), .room = credits_web_room(w->ctx, credits_web_self(w)),
                             .none = credits_keeps_none(w->ctx, credits_web_self(w)), .helper = STR("")};
    put_form(w, &view.form);
    put_uses(w, &view);
    put_number(w, &view);
    credits_page_give(web_page(w, SAY("Give an hour, take an hour"), "/give"), &view);
    return OK;
}

/* ---- telling ---- */

/* "1 hour 30": read like a text. */
static int64_t minutes_said(struct web *w, struct str words)
{
    struct credits_line line;
    struct str whole = str_printf(w->ctx->arena, "%.*s garden", STR_ARG(words));
    return words.len > 0 && words.len < 60 && credits_line_parse(w->ctx->arena, vocabulary_of(w->ctx), whole, &line) ? line.minutes : 0;
}

static int64_t read_minutes(struct web *w)
{
    struct str words = web_text(w, "minutes_words"), tap = web_text(w, "minutes");
    int64_t n;
    if (words.len > 0) return minutes_said(w, words);
    return str_to_int(tap, &n) ? n : 0;
}

static struct str read_what(struct web *w)
{
    struct str words = web_text(w, "what_words"), tap = web_text(w, "what");
    return words.len > 0 ? words : tap;
}

static enum status read_telling(struct web *w, struct credits_telling *telling)
{
    struct str on = web_text(w, "on");
    *telling = (struct credits_telling){.key = STR_NONE, .teller = credits_web_self(w), .gave = !str_is(web_text(w, "gave"), "other"),
                                        .other_words = web_text(w, "other"), .minutes = read_minutes(w), .what = read_what(w), .thanks = web_text(w, "thanks"),
                                        .on = DAY_NONE, .via = w->ctx->actor.on_behalf_of != 0 ? "spoken" : "web", .consent = credits_web_consent(w)};
    if (on.len > 0 && !day_parse(on, &telling->on)) return ctx_fault(w->ctx, ERR_INVALID, STR("on"), SAY("Write the day as 2026-03-01, or leave it out for today."));
    return OK;
}

static enum status read_last(struct web *w, struct credits_telling *telling)
{
    struct credits_told last;
    enum status status = credits_told_last(w->ctx, credits_web_self(w), &last);
    if (status == ERR_MISSING) return ctx_fault(w->ctx, ERR_INVALID, STR_NONE, SAY("There is no last time yet. Tell us about this one below."));
    TRY(status);
    *telling = (struct credits_telling){.key = STR_NONE, .teller = last.teller, .gave = last.gave, .other = last.other, .group = last.group,
                                        .other_words = STR_NONE, .minutes = last.minutes, .what = last.what, .thanks = STR_NONE, .on = DAY_NONE,
                                        .via = w->ctx->actor.on_behalf_of != 0 ? "spoken" : "web", .consent = credits_web_consent(w)};
    return OK;
}

static struct said thanked(const struct credits_told *told)
{
    switch (told->state) {
    case TOLD_WHO: return SAY1("Thank you. Somebody who knows {name} looks, then it is written down.", "name", told->other_words);
    case TOLD_WAITS: return SAY1("Thank you. We ask {name}, then it is written down.", "name", told->other_name);
    default: return SAY1("Thank you. It is written down, and {name} is thanked.", "name", told->other_name);
    }
}

enum status credits_web_give_tell(struct web *w)
{
    struct credits_telling telling;
    struct credits_told told;
    if (web_on(w, "again")) TRY(read_last(w, &telling));
    else TRY(read_telling(w, &telling));
    TRY(credits_tell(w->ctx, &telling, &told));
    return web_redirect_saying(w, STR("/me/hours"), thanked(&told));
}

/* ---- a present ---- */

static enum status account_of(struct ctx *ctx, struct person_id person, struct credits_account *ret_account)
{
    struct account_id id;
    TRY(credits_member_find(ctx, person, &id));
    return credits_account_get(ctx, id, ret_account);
}

enum status credits_web_gift(struct web *w)
{
    struct credits_account a;
    struct gift_view view = {.other = web_text(w, "other"), .line = web_text(w, "line"), .acting = acting(w), .consent = web_text(w, "consent")};
    struct html_choice *choices = room_for(w, 3);
    struct str on = web_kept(w, "minutes", STR("60"));
    static const char *const values[] = {"30", "60", "120"};
    static const char *const labels[] = {T_("Half an hour"), T_("1 hour"), T_("2 hours")};
    int64_t have = account_of(w->ctx, credits_web_self(w), &a) == OK ? a.balance - a.held_out : 0;
    for (size_t i = 0; i < 3; i++) choices[i] = (struct html_choice){str_from(values[i]), get(w, labels[i]), str_is(on, values[i])};
    view.choices = choices;
    view.choices_n = 3;
    view.any = have > 0;
    if (view.any) view.have = credits_web_have(w->ctx, &a);
    credits_page_gift(web_page(w, SAY("Give some of your hours to somebody"), "/give"), &view);
    return OK;
}

enum status credits_web_gift_give(struct web *w)
{
    struct credits_posted posted;
    struct str name;
    const struct credits_giving giving = {.key = STR_NONE, .giver = credits_web_self(w), .other_words = web_text(w, "other"),
                                          .minutes = web_int(w, "minutes", 0), .line = web_text(w, "line"),
                                          .via = w->ctx->actor.on_behalf_of != 0 ? "spoken" : "web", .consent = credits_web_consent(w)};
    TRY(credits_gift(w->ctx, &giving, &posted, &name));
    return web_redirect_saying(w, STR("/me/hours"), SAY1("Given. {name} sees it on their page.", "name", name));
}
