#include "domain/introductions/introductions_follow.h"
#include "domain/introductions/introductions_texts.h"
#include "domain/introductions/introductions_web_own.h"

#include "base/disclose.h"
#include "introductions_pages.h"

#define FIVE 5
#define BAR_WIDTH 160.0

/* Today: five things at most, who waits, and the first figure of the mission. */

struct lines { struct today_line items[FIVE]; size_t count; long more; };

static struct today_line *line(struct lines *lines)
{
    if (lines->count == FIVE) {
        lines->more++;
        return NULL;
    }
    struct today_line *added = &lines->items[lines->count++];
    *added = (struct today_line){.number = (int)lines->count, .lit = lines->count == 1};
    return added;
}

/* What a stand-in sees says for whom. */
static struct str whose(struct ctx *ctx, const struct introduction *row, struct str words)
{
    if (row->rests_name.len == 0) return words;
    return introductions_said(ctx, SAY2("{words} While {name} rests.", "words", words, "name", row->rests_name));
}

static enum status follow_ups(struct web *w, struct lines *lines)
{
    struct ctx *ctx = w->ctx;
    struct introduction *rows;
    size_t count;
    TRY(introductions_list(ctx, LIST_FOLLOW_UP, (struct person_id){0}, 20, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        struct today_line *added = line(lines);
        if (added == NULL) continue;
        added->title = introductions_said(ctx, SAY1("Ask {name} how it went", "name", rows[i].person_name));
        added->words = whose(ctx, &rows[i], introductions_said(ctx, SAY2("{what}, {state}.", "what", rows[i].asset_name, "state", introductions_state_words(ctx, rows[i].state))));
        added->href = web_path(w, "/hellos/%lld", (long long)rows[i].id.v);
        added->action = introductions_said(ctx, SAY("Write down how it went"));
    }
    return OK;
}

/* Four weeks after a first visit: did they come again? */
static enum status again(struct web *w, struct lines *lines)
{
    struct ctx *ctx = w->ctx;
    struct introduction *rows;
    size_t count;
    TRY(introductions_list(ctx, LIST_AGAIN, (struct person_id){0}, 20, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        /* One that nobody has asked about after a week is on the list already. */
        if (rows[i].state == INTRO_CAME) continue;
        struct today_line *added = line(lines);
        if (added == NULL) continue;
        added->title = introductions_said(ctx, SAY1("Ask {name} whether they came again", "name", rows[i].person_name));
        added->words = whose(ctx, &rows[i], introductions_said(ctx, SAY1("{what}. Four weeks have passed since the first visit.", "what", rows[i].asset_name)));
        added->href = web_path(w, "/hellos/%lld", (long long)rows[i].id.v);
        added->action = introductions_said(ctx, SAY("Write down whether they came again"));
    }
    return OK;
}

static enum status both_yes(struct web *w, const struct introduction *rows, size_t count, struct lines *lines)
{
    struct ctx *ctx = w->ctx;
    for (size_t i = 0; i < count; i++) {
        bool tell = rows[i].state == INTRO_BOTH_YES, ask = rows[i].state == INTRO_PERSON_YES;
        if (!tell && !ask) continue;
        struct today_line *added = line(lines);
        if (added == NULL) continue;
        added->href = web_path(w, "/hellos/%lld", (long long)rows[i].id.v);
        if (tell) {
            added->title = introductions_said(ctx, SAY1("Both said yes: {name}", "name", rows[i].person_name));
            added->words = introductions_said(ctx, SAY1("{what}. No meeting is set yet.", "what", rows[i].asset_name));
            added->words = whose(ctx, &rows[i], added->words);
            added->action = introductions_said(ctx, SAY("Set the meeting, or print the card"));
        } else {
            added->title = introductions_said(ctx, SAY1("Ask the host: {what}", "what", rows[i].asset_name));
            added->words = introductions_said(ctx, SAY1("{name} said yes.", "name", rows[i].person_name));
            added->words = whose(ctx, &rows[i], added->words);
            added->action = introductions_said(ctx, SAY("Write down what the host says"));
        }
    }
    return OK;
}

/* What somebody said by text that wants a person. */
static enum status by_text(struct web *w, struct lines *lines)
{
    struct ctx *ctx = w->ctx;
    struct introductions_heard *rows;
    size_t count;
    TRY(introductions_notes_mine(ctx, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        struct today_line *added = line(lines);
        if (added == NULL) continue;
        added->title = introductions_said(ctx, SAY1("{name}, by text", "name", rows[i].first_name));
        added->words = introductions_note_words(ctx, rows[i].kind);
        added->href = web_path(w, "/people/%lld", (long long)rows[i].person.v);
        added->action = introductions_said(ctx, SAY("See to it"));
    }
    return OK;
}

static bool has_hello(const struct introduction *rows, size_t count, struct person_id person)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].person.v == person.v) return true;
    return false;
}

/* People with nobody come first, unless a hello is already on its way to them. */
static enum status nobody(struct web *w, const struct introduction *waiting, size_t waiting_n, struct lines *lines)
{
    struct ctx *ctx = w->ctx;
    struct people_row *rows;
    size_t count;
    TRY(people_list_nobody(ctx, 20, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        if (has_hello(waiting, waiting_n, rows[i].id)) continue;
        struct today_line *added = line(lines);
        struct person person;
        if (added == NULL) continue;
        added->title = rows[i].first_name;
        added->words = introductions_said(ctx, SAY1("{name} has nobody to turn to just now.", "name", rows[i].first_name));
        added->href = web_path(w, "/people/%lld/hellos", (long long)rows[i].id.v);
        added->action = introductions_said(ctx, SAY("Three hellos"));
        if (people_find(ctx, rows[i].id, &person) == OK && person.phone.len > 0 && people_consents(ctx, person.id, CONSENT_CONTACT)) {
            added->ring = str_cat(ctx->arena, STR("tel:"), str_replace(ctx->arena, person.phone, STR(" "), STR("")));
            added->ring_words = introductions_said(ctx, SAY1("Ring {phone}", "phone", person.phone));
        }
    }
    return OK;
}

/* A count is shown with the count it rests on; small ones as "fewer than 5", both ways round. */
static enum status figure(struct ctx *ctx, struct today_view *view)
{
    struct people_nobody figure;
    TRY(people_nobody_figure(ctx, (struct place_id){ctx->actor.place}, &figure));
    if (figure.asked == 0) return OK;
    view->figure = true;
    view->figure_now = text_count(ctx->arena, ctx->locale, figure.now);
    view->figure_then = text_count(ctx->arena, ctx->locale, figure.then);
    view->figure_base = text_count(ctx->arena, ctx->locale, figure.asked);
    /* A bar would give a small count away. */
    double most = (double)(figure.asked > 0 ? figure.asked : 1);
    view->bar_then = BAR_WIDTH * (double)(disclose_exact(figure.then) ? figure.then : DISCLOSE_THRESHOLD) / (most < DISCLOSE_THRESHOLD ? DISCLOSE_THRESHOLD : most);
    view->bar_now = BAR_WIDTH * (double)(disclose_exact(figure.now) ? figure.now : DISCLOSE_THRESHOLD) / (most < DISCLOSE_THRESHOLD ? DISCLOSE_THRESHOLD : most);
    view->figure_sentence = introductions_said(ctx, SAY3("Of {base} people we listened to, {now} have nobody just now. It was {then} when we first asked.",
                                                         "now", view->figure_now, "base", view->figure_base, "then", view->figure_then));
    return OK;
}

static enum status lead_part(struct ctx *ctx, struct today_view *view)
{
    struct concern *concerns;
    struct introduction *asked;
    size_t count, asked_n;
    if (!ctx_has(ctx, STANDING_LEAD)) return OK;
    view->lead = true;
    TRY(introductions_concerns(ctx, &concerns, &count));
    TRY(introductions_list(ctx, LIST_FOR_LEAD, (struct person_id){0}, 50, &asked, &asked_n));
    for (size_t i = 0; i < count; i++) view->concerns += !concerns[i].read;
    view->concerns += (long)asked_n;
    return OK;
}

/* The second visit, with the count it rests on; small numbers are not given away. */
static enum status second_visit(struct ctx *ctx, struct today_view *view)
{
    struct came_again figure;
    TRY(introductions_came_again_figure(ctx, (struct place_id){ctx->actor.place}, &figure));
    if (figure.came == 0) return OK;
    if (!disclose_exact(figure.came)) {
        view->again_sentence = introductions_said(ctx, SAY("Fewer than 5 first visits are four weeks old: too few to show how many led to a second."));
        return OK;
    }
    if (!disclose_share(figure.again, figure.came)) {
        view->again_sentence = introductions_said(ctx, SAY1("{base} first visits are four weeks old. How many led to a second is not shown: it would be too few either way.",
                                                            "base", text_count(ctx->arena, ctx->locale, figure.came)));
        return OK;
    }
    view->again_sentence = introductions_said(ctx, SAY2("Of {base} first visits whose four weeks are over, {n} led to a second.", "base",
                                                        text_count(ctx->arena, ctx->locale, figure.came), "n",
                                                        text_count(ctx->arena, ctx->locale, figure.again)));
    return OK;
}

static enum status room(struct ctx *ctx, struct today_view *view)
{
    struct people_walker *rows;
    size_t count;
    if (!ctx_has(ctx, STANDING_CONNECTOR)) return OK;
    TRY(people_walkers(ctx, &rows, &count));
    bool may = false;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].id.v != ctx->actor.person) continue;
        view->room = people_walker_words(ctx, &rows[i]);
        may = !rows[i].full && !rows[i].resting;
    }
    int64_t newcomers = 0;
    if (may) TRY(introductions_new_people(ctx, &newcomers));
    view->newcomers = (long)newcomers;
    return OK;
}

static struct said greeting(struct ctx *ctx, struct str name)
{
    int hour = civil_from_instant(ctx->zone, ctx->now).hour;
    if (hour < 12) return SAY1("Good morning, {name}", "name", name);
    if (hour < 17) return SAY1("Good afternoon, {name}", "name", name);
    return SAY1("Good evening, {name}", "name", name);
}

enum status introductions_web_today(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct introduction *waiting, *asked, *along;
    struct lines *lines = ARENA_NEW(ctx->arena, struct lines);
    size_t count, asked_n, along_n;
    struct person_id self = {ctx->actor.person};
    struct today_view view = {.greeting = introductions_said(ctx, greeting(ctx, people_first_name(ctx, self))), .today = ctx_today(ctx)};
    TRY(introductions_list(ctx, LIST_WAITING, self, 100, &waiting, &count));
    TRY(by_text(w, lines));
    TRY(nobody(w, waiting, count, lines));
    TRY(both_yes(w, waiting, count, lines));
    TRY(follow_ups(w, lines));
    TRY(again(w, lines));
    TRY(introductions_list(ctx, LIST_ASKED_OF_ME, self, 20, &asked, &asked_n));
    view.lines = lines->items;
    view.lines_n = lines->count;
    view.more = lines->more;
    view.waiting = introductions_lines(ctx, waiting, count < 12 ? count : 12);
    view.waiting_n = count < 12 ? count : 12;
    view.asked = introductions_lines(ctx, asked, asked_n);
    view.asked_n = asked_n;
    TRY(introductions_list(ctx, LIST_ALONG, self, 20, &along, &along_n));
    view.along = introductions_lines(ctx, along, along_n);
    view.along_n = along_n;
    TRY(figure(ctx, &view));
    TRY(second_visit(ctx, &view));
    TRY(room(ctx, &view));
    TRY(lead_part(ctx, &view));
    TRY(web_panels_markup(w, "today", self.v, &view.panels));
    introductions_page_today(web_page(w, SAY("Today"), "/today"), &view);
    return OK;
}

enum status introductions_web_concerns(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct concern *rows;
    struct introduction *asked;
    size_t count, asked_n;
    TRY(introductions_concerns(ctx, &rows, &count));
    TRY(introductions_list(ctx, LIST_FOR_LEAD, (struct person_id){0}, 50, &asked, &asked_n));
    struct concern_line *lines = ARENA_ARRAY(ctx->arena, struct concern_line, count);
    for (size_t i = 0; i < count; i++)
        lines[i] = (struct concern_line){(long)rows[i].id, rows[i].by, rows[i].words, rows[i].asset_name,
                                         web_path(w, "/hellos/%lld", (long long)rows[i].introduction.v), rows[i].at, rows[i].read};
    struct concerns_view view = {lines, count, introductions_lines(ctx, asked, asked_n), asked_n};
    introductions_page_concerns(web_page(w, SAY("Concerns"), "/today"), &view);
    return OK;
}

enum status introductions_web_concern_read(struct web *w)
{
    TRY(introductions_concern_read(w->ctx, web_id(w, 0)));
    return web_redirect(w, STR("/concerns"));
}
