#include "domain/introductions/introductions_follow.h"
#include "domain/introductions/introductions_web_own.h"

#include "introductions_pages.h"
#include "platform/worker/worker.h"

/* One introduction, as each side may see it, and its steps. */

#define AGAIN_STEP INTRO_STATES /* in the path beside the states: the second visit */

static struct hello_step *steps_of(struct ctx *ctx, const struct introduction *row,
                                   size_t *ret_count)
{
    static const struct { const char *words; enum introduction_state reached; } rows[] = {
        {T_("Asked"), INTRO_OFFERED},
        {T_("The person says yes, or not"), INTRO_PERSON_YES},
        {T_("The host says yes, or not"), INTRO_BOTH_YES},
        {T_("A first meeting is set"), INTRO_MEETING_SET},
        {T_("They meet"), INTRO_CAME},
        {T_("We ask how it went, after a week"), INTRO_FOLLOWED_UP},
        {T_("They come again, within four weeks"), AGAIN_STEP},
        {T_("Done"), INTRO_SETTLED},
    };
    size_t count = sizeof rows / sizeof *rows;
    struct hello_step *steps = ARENA_ARRAY(ctx->arena, struct hello_step, count);
    bool ended = row->state == INTRO_NOT_THIS_TIME, now_given = ended;
    for (size_t i = 0; i < count; i++) {
        bool again = rows[i].reached == AGAIN_STEP;
        bool done = !ended && (again ? row->again == 1 : row->state >= rows[i].reached);
        /* A second visit is waited for, and is no step that holds up what comes after. */
        if (again && !done && row->state == INTRO_SETTLED) now_given = true;
        steps[i] = (struct hello_step){text_get(ctx->locale, rows[i].words, NULL), done,
                                       !done && !now_given};
        now_given = now_given || !done;
    }
    *ret_count = count;
    return steps;
}

static struct html_choice *turns(struct web *w, size_t *ret_count)
{
    static const struct { const char *value, *label; } rows[] = {
        {"0", T_("Nobody just now")},
        {"1", T_("One person")},
        {"2", T_("Two people")},
        {"3", T_("Three or more")},
        {"", T_("Did not ask")},
    };
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, 5);
    struct str now = web_text(w, "turns_to");
    for (size_t i = 0; i < 5; i++)
        choices[i] = (struct html_choice){str_from(rows[i].value),
                                          text_get(w->ctx->locale, rows[i].label, NULL),
                                          now.len > 0 && str_is(now, rows[i].value)};
    *ret_count = 5;
    return choices;
}

/* What either of the two sides, or who walks beside, may do between yes and the follow-up. */
static void fill_party_actions(const struct introduction *row, struct hello_view *view,
                               struct day today)
{
    bool set = row->state == INTRO_MEETING_SET;
    if ((row->sides & (SIDE_PERSON | SIDE_CONNECTOR | SIDE_HOST)) == 0) return;
    view->ask_meeting = set || row->state == INTRO_BOTH_YES;
    view->ask_came = set && row->meet_day.n <= today.n;
    view->has_card = row->state >= INTRO_BOTH_YES && row->state < INTRO_FOLLOWED_UP;
}

static void fill_actions(const struct introduction *row, struct hello_view *view, struct day today)
{
    unsigned sides = row->sides;
    bool helper = (sides & (SIDE_PERSON | SIDE_CONNECTOR)) != 0;
    view->ask_person = helper && row->state <= INTRO_OFFERED;
    view->ask_host = row->state == INTRO_PERSON_YES && (sides & (SIDE_HOST | SIDE_CONNECTOR));
    view->waits_lead = row->state == INTRO_BOTH_YES && !row->meet_public && day_is(row->meet_day);
    view->ask_lead = view->waits_lead && (sides & SIDE_LEAD);
    fill_party_actions(row, view, today);
    view->ask_follow_up = helper && (row->state == INTRO_CAME || row->state == INTRO_DID_NOT_COME);
    view->ask_settle = helper && row->state == INTRO_FOLLOWED_UP;
    view->ended = row->state == INTRO_NOT_THIS_TIME;
    view->for_host = sides == SIDE_HOST && row->state == INTRO_PERSON_YES;
}

/* Company the first time: the person is asked, then the connector asks one who offered. */
static enum status fill_company(struct web *w, const struct introduction *row, struct hello_view *view)
{
    struct ctx *ctx = w->ctx;
    bool helper = (row->sides & (SIDE_PERSON | SIDE_CONNECTOR)) != 0;
    bool open = row->state == INTRO_BOTH_YES || row->state == INTRO_MEETING_SET;
    struct people_name *names;
    size_t count;
    view->for_buddy = row->sides == SIDE_BUDDY;
    view->ask_along = helper && row->along < 0 && row->state >= INTRO_OFFERED && row->state <= INTRO_MEETING_SET;
    view->ask_company = open && row->buddy_state == BUDDY_ASKED && (row->sides & (SIDE_BUDDY | SIDE_CONNECTOR));
    if (row->buddy_state == BUDDY_YES) view->company = introductions_said(ctx, SAY1("{name} goes along the first time.", "name", row->buddy_name));
    else if (row->along == 1 && !view->for_buddy) view->company = introductions_said(ctx, SAY("Somebody is to go along the first time."));
    if (!open || row->along != 1 || row->buddy_state == BUDDY_YES || !(row->sides & SIDE_CONNECTOR)) return OK;
    TRY(introductions_buddies(ctx, row, &names, &count));
    view->ask_buddy = true;
    view->buddies = ARENA_ARRAY(ctx->arena, struct html_choice, count);
    for (size_t i = 0; i < count; i++)
        view->buddies[i] = (struct html_choice){str_int(ctx->arena, names[i].id.v), names[i].first_name, names[i].id.v == row->buddy.v};
    view->buddies_n = count;
    return OK;
}

static void fill_again(struct web *w, const struct introduction *row, struct hello_view *view)
{
    bool helper = (row->sides & (SIDE_PERSON | SIDE_CONNECTOR)) != 0, asked = row->again >= 0 || !day_is(row->again_due);
    view->again_early = view->ask_follow_up && !asked;
    view->again_on = web_on(w, "again");
    view->ask_again = helper && !asked && row->again_due.n <= ctx_today(w->ctx).n && row->state != INTRO_CAME;
}

static struct str time_value(struct ctx *ctx, struct minutes at)
{
    return minutes_is(at) ? str_printf(ctx->arena, "%02d:%02d", at.n / 60, at.n % 60) : STR("");
}

static void fill_meeting(struct web *w, const struct introduction *row, struct hello_view *view)
{
    struct ctx *ctx = w->ctx;
    struct hello_fact *facts = ARENA_ARRAY(ctx->arena, struct hello_fact, 2);
    view->facts = facts;
    view->day = web_kept(
        w, "day", day_is(row->meet_day) ? day_format(ctx->arena, row->meet_day) : STR(""));
    view->at = web_kept(w, "at", time_value(ctx, row->meet_at));
    view->where = web_kept(w, "where", row->meet_where);
    view->is_public = web_refused(w) ? web_on(w, "public") : row->meet_public;
    view->both_agree = web_refused(w) ? web_on(w, "both_agree") : !row->meet_public;
    if (!day_is(row->meet_day)) return;
    struct said when = SAY2("{day}, {time}", "day",
                            text_day(ctx->arena, ctx->locale, row->meet_day, ctx_today(ctx)),
                            "time", text_time(ctx->arena, ctx->locale, row->meet_at));
    facts[view->facts_n++] = (struct hello_fact){
        HTML_ICON_CLOCK, introductions_said(ctx, SAY("When")), introductions_said(ctx, when)};
    facts[view->facts_n++] = (struct hello_fact){
        HTML_ICON_PIN, introductions_said(ctx, SAY("Where")), row->meet_where};
}

enum status introductions_web_hello(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct introduction row;
    struct asset asset;
    TRY(introductions_find(ctx, (struct introduction_id){web_id(w, 0)}, &row));
    struct hello_view view = {.id = (long)row.id.v,
                              .version = str_int(ctx->arena, row.version),
                              .title = row.asset_name,
                              .person = row.person_name,
                              .host = row.host_name,
                              .sentence = row.sentence,
                              .outcome = web_text(w, "outcome"),
                              .friend_now = web_on(w, "friend")};
    view.host_unknown = row.host.v != 0 && row.host_name.len == 0;
    if (row.host.v == 0) view.host = row.asset_name;
    if (!row.gift && assets_find(ctx, row.asset, &asset) == OK)
        view.asset_href = str_cat(ctx->arena, STR("/assets/"), asset.external_id);
    view.reasons = introductions_reasons(ctx, row.because, &view.reasons_n);
    view.steps = steps_of(ctx, &row, &view.steps_n);
    view.turns = turns(w, &view.turns_n);
    fill_actions(&row, &view, ctx_today(ctx));
    fill_meeting(w, &row, &view);
    fill_again(w, &row, &view);
    TRY(fill_company(w, &row, &view));
    introductions_page_hello(web_page(w, SAY1("{name}", "name", row.asset_name),
                                      row.sides & SIDE_CONNECTOR ? "/today" : "/me"),
                             &view);
    return OK;
}

static struct introduction_id which(const struct web *w)
{
    return (struct introduction_id){web_id(w, 0)};
}

static enum status back(struct web *w)
{
    return web_redirect_saying(w, web_path(w, "/hellos/%lld", (long long)web_id(w, 0)),
                               SAY("Kept."));
}

/* "Not this time" leaves a host without a page to go back to. */
static enum status back_or_home(struct web *w)
{
    struct introduction row;
    if (introductions_find(w->ctx, which(w), &row) == OK) return back(w);
    return web_redirect_saying(w, STR("/me"), SAY("Kept. Nothing more is said to anybody."));
}

enum status introductions_web_answer(struct web *w)
{
    enum introduction_answer answer = str_is(web_text(w, "answer"), "yes") ? ANSWER_YES : ANSWER_NO;
    TRY(introductions_person_answers(w->ctx, which(w), web_int(w, "version", 0), answer));
    return back(w);
}

enum status introductions_web_host(struct web *w)
{
    TRY(introductions_host_answers(w->ctx, which(w), web_int(w, "version", 0),
                                   str_is(web_text(w, "answer"), "yes")));
    return back_or_home(w);
}

static struct minutes minutes_of(struct str text)
{
    int64_t hour, minute;
    size_t colon = str_find(text, STR(":"), 0);
    if (colon == SIZE_MAX || !str_to_int(str_slice(text, 0, colon), &hour) ||
        !str_to_int(str_slice(text, colon + 1, colon + 3), &minute) || hour < 0 || hour > 23 ||
        minute < 0 || minute > 59)
        return MINUTES_NONE;
    return (struct minutes){(int32_t)(hour * 60 + minute)};
}

enum status introductions_web_meeting(struct web *w)
{
    struct meeting meeting = {.day = DAY_NONE,
                              .at = minutes_of(web_text(w, "at")),
                              .where = web_text(w, "where"),
                              .public_place = web_on(w, "public"),
                              .both_agree = web_on(w, "both_agree")};
    (void)day_parse(web_text(w, "day"),
                    &meeting.day); /* a bad day stays none and is refused by the rule */
    TRY(introductions_set_meeting(w->ctx, which(w), web_int(w, "version", 0), &meeting));
    return back(w);
}

enum status introductions_web_lead(struct web *w)
{
    TRY(introductions_lead_agrees(w->ctx, which(w), web_int(w, "version", 0)));
    return web_redirect_saying(w, STR("/concerns"), SAY("Kept."));
}

enum status introductions_web_came(struct web *w)
{
    TRY(introductions_came(w->ctx, which(w), web_int(w, "version", 0),
                           str_is(web_text(w, "came"), "yes")));
    return back(w);
}

enum status introductions_web_follow_up(struct web *w)
{
    struct follow_up follow_up = {.outcome = web_text(w, "outcome"),
                                  .friend_now = web_on(w, "friend"),
                                  .turns_to_now = (int)web_int(w, "turns_to", -1),
                                  .again = web_on(w, "again")};
    TRY(introductions_follow_up(w->ctx, which(w), web_int(w, "version", 0), &follow_up));
    return back(w);
}

enum status introductions_web_settle(struct web *w)
{
    TRY(introductions_settle(w->ctx, which(w), web_int(w, "version", 0)));
    return back(w);
}

enum status introductions_web_concern(struct web *w)
{
    TRY(introductions_concern(w->ctx, which(w), web_text(w, "words")));
    return web_redirect_saying(
        w, web_path(w, "/hellos/%lld", (long long)web_id(w, 0)),
        SAY("Told. Only the named lead can read it. If somebody is in danger now, ring 999."));
}

enum status introductions_web_card(struct web *w)
{
    struct str json, pdf;
    TRY(introductions_card_json(w->ctx, which(w), &json));
    TRY(worker_run(w->ctx->arena, "card", json, &pdf));
    return web_bytes(w, STR("application/pdf"), pdf, STR("hello.pdf"));
}
