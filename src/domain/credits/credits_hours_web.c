/* Somebody's own hours: two thank-yous, what waits for a word, the list. Seen by them, and by who walks
   beside them or acts for them. */
#include "domain/credits/credits_give_web.h"

#include "credits_pages.h"
#include "credits_sql.h"

#define PAGE_ROWS 10
#define TOLD_SHOWN 50
#define THANKS_SHOWN 4
#define LATELY_DAYS 14 /* what was not right, or lapsed, is shown so long */

/* ---- words ---- */

static struct str name_or(struct ctx *ctx, struct str name)
{
    return name.len > 0 ? name : credits_web_say(ctx, SAY("a neighbour"));
}

static struct str gave_received(struct ctx *ctx, struct str gave, struct str received)
{
    return credits_web_say(ctx, SAY2("{giver} gave, {receiver} received.", "giver", name_or(ctx, gave), "receiver", name_or(ctx, received)));
}

/* ---- the two thank-yous ---- */

static void thank_you(struct ctx *ctx, int64_t minutes, struct str hours, const char *some, struct str *ret_n, struct str *ret_words)
{
    bool whole = minutes % 60 == 0;
    *ret_n = whole ? text_number(ctx->arena, ctx->locale, minutes / 60) : credits_time(ctx, minutes);
    *ret_words = whole ? hours : text_get(ctx->locale, some, NULL);
}

static struct str seen_by(struct ctx *ctx, struct person_id person)
{
    struct person_id connector;
    if (people_connector_of(ctx, person, &connector) != OK) return credits_web_say(ctx, SAY("Only you can see this."));
    return credits_web_say(ctx, SAY1("Only you and {name} can see this.", "name", people_first_name(ctx, connector)));
}

static enum status put_sums(struct web *w, struct person_id person, const struct credits_account *a, struct hours_view *view)
{
    struct ctx *ctx = w->ctx;
    struct credits_sql_hours_sums sums = {0};
    struct str name = people_first_name(ctx, person);
    if (a->id.v) TRY(credits_sql_hours_sums(ctx->db, ctx->arena, a->id, &sums));
    thank_you(ctx, sums.given, text_plural(ctx->locale, "hour given.", "hours given.", sums.given / 60), T_("given."), &view->given_n, &view->given);
    thank_you(ctx, sums.received, text_plural(ctx->locale, "hour received.", "hours received.", sums.received / 60), T_("received."), &view->received_n, &view->received);
    view->given_thanks = sums.given > 0 ? credits_web_say(ctx, SAY1("Thank you, {name}.", "name", name)) : credits_web_say(ctx, SAY("Your first is waiting."));
    view->received_thanks = sums.received > 0 ? credits_web_say(ctx, SAY("Thank you, neighbours.")) : credits_web_say(ctx, SAY("Your first is waiting."));
    view->seen = seen_by(ctx, person);
    view->have = a->id.v ? credits_web_have(ctx, a) : STR("");
    view->room = credits_web_room(ctx, person);
    view->title = view->acting ? credits_web_say(ctx, SAY1("Two thank-yous for {name}", "name", name)) : credits_web_say(ctx, SAY("Your two thank-yous"));
    return OK;
}

/* ---- what was told ---- */

static struct str until_words(struct ctx *ctx, struct instant until)
{
    return text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, until), ctx_today(ctx));
}

static struct str state_words(struct ctx *ctx, const struct credits_told *t, bool own)
{
    struct str name = own ? name_or(ctx, t->other_name) : t->teller_name;
    switch (t->state) {
    case TOLD_WHO: return credits_web_say(ctx, SAY1("Somebody who knows says which {name} it was.", "name", t->other_words));
    case TOLD_WAITS:
        if (!own) return t->silence_books ? credits_web_say(ctx, SAY1("If you say nothing until {day}, we take it as a yes.", "day", until_words(ctx, t->until))) : STR("");
        return credits_web_say(ctx, SAY1("We wait for a word of {name}.", "name", name));
    case TOLD_DONE: return t->entry.v ? credits_web_say(ctx, SAY("It is written down.")) : credits_web_say(ctx, SAY("It is kept as a thank-you."));
    case TOLD_BACK: return credits_web_say(ctx, SAY("It was taken back."));
    case TOLD_NOT_RIGHT: return credits_web_say(ctx, SAY1("{name} says that it is not right. Tell it anew, or talk with each other.", "name", own ? name : name_or(ctx, t->other_name)));
    default: return credits_web_say(ctx, SAY("Nobody said yes in time, so it is not written down."));
    }
}

static struct hours_told told_of(struct ctx *ctx, const struct credits_told *t, struct person_id self)
{
    bool own = t->teller.v == self.v;
    struct str other = t->other_name.len > 0 ? t->other_name : t->other_words;
    return (struct hours_told){.id = str_int(ctx->arena, t->id.v), .words = credits_web_head(ctx, t->minutes, t->what), .thanks = t->thanks, .said = t->said,
                               .sides = t->gave ? gave_received(ctx, t->teller_name, other) : gave_received(ctx, other, t->teller_name),
                               .note = state_words(ctx, t, own), .on = t->on, .back = own && t->may_take_back, .answer = !own && t->may_answer};
}

static enum status put_told(struct web *w, struct person_id self, struct hours_view *view)
{
    struct ctx *ctx = w->ctx;
    struct credits_told *rows;
    size_t n;
    TRY(credits_told_of(ctx, self, TOLD_SHOWN, &rows, &n));
    struct hours_told *asks = ARENA_ARRAY(ctx->arena, struct hours_told, n + 1), *own = ARENA_ARRAY(ctx->arena, struct hours_told, n + 1);
    int64_t lately = ctx->now.ms - LATELY_DAYS * TOLD_DAY_MS;
    for (size_t i = 0; i < n; i++) {
        const struct credits_told *t = &rows[i];
        bool mine = t->teller.v == self.v, open = t->state == TOLD_WHO || t->state == TOLD_WAITS;
        bool ended = (t->state == TOLD_NOT_RIGHT || t->state == TOLD_LAPSED) && t->told_at.ms > lately;
        if (!mine && t->may_answer) asks[view->asks_n++] = told_of(ctx, t, self);
        if (mine && (open || ended || t->may_take_back)) own[view->own_n++] = told_of(ctx, t, self);
    }
    view->asks = asks;
    view->own = own;
    return OK;
}

static enum status put_thanks(struct web *w, struct person_id self, struct hours_view *view)
{
    struct ctx *ctx = w->ctx;
    struct credits_sql_thanks *rows;
    size_t n;
    TRY(credits_sql_thanks(ctx->db, ctx->arena, self, THANKS_SHOWN, &rows, &n));
    struct hours_thanks *out = ARENA_ARRAY(ctx->arena, struct hours_thanks, n + 1);
    for (size_t i = 0; i < n; i++)
        if (!people_apart(ctx, self, rows[i].who)) out[view->thanks_n++] = (struct hours_thanks){rows[i].words, rows[i].name};
    view->thanks = out;
    return OK;
}

/* ---- what stands in the books ---- */

static struct str side_name(struct ctx *ctx, struct person_id self, struct person_id who, struct str name)
{
    return who.v && who.v != self.v && people_apart(ctx, self, who) ? STR("") : name;
}

/* A present has its line, a correction its reason, in place of what was done. */
static struct str sides_of(struct ctx *ctx, const struct credits_sql_hours *r, struct person_id self)
{
    struct str from = side_name(ctx, self, r->from_person, r->from_name), to = side_name(ctx, self, r->to_person, r->to_name);
    if (str_is(r->kind, "gift"))
        return credits_web_say(ctx, SAY3("A present of {giver} for {receiver}: “{words}”", "giver", name_or(ctx, from), "receiver", name_or(ctx, to), "words", r->words));
    if (r->reverses.v && r->words.len > 0) return credits_web_say(ctx, SAY1("What was written down before is taken back by this: {reason}", "reason", credits_what(ctx, r->words)));
    if (r->reverses.v) return credits_web_say(ctx, SAY("What was written down before is taken back by this."));
    if (str_is(r->from_kind, "issue")) return credits_web_say(ctx, SAY2("{giver} gave. From {programme}.", "giver", name_or(ctx, to), "programme", name_or(ctx, from)));
    return gave_received(ctx, to, from);
}

void credits_web_line(struct ctx *ctx, const struct credits_sql_hours *r, struct person_id self, struct hours_line *line)
{
    bool right = r->reverses.v != 0 || str_is(r->kind, "correct");
    bool plain = r->reverses.v == 0 && !str_is(r->kind, "gift");
    struct str head = credits_web_head(ctx, r->minutes, plain ? r->words : STR(""));
    bool may = r->back.v == 0 && r->reverses.v == 0;
    *line = (struct hours_line){.head = right ? credits_web_say(ctx, SAY1("Put right: {hours}", "hours", head)) : head, .sides = sides_of(ctx, r, self),
                                .note = r->back.v ? credits_web_say(ctx, SAY("It was put right later.")) : STR(""), .right = right,
                                .on = day_is(r->on_day) ? r->on_day : day_from_instant(ctx->zone, r->at),
                                .href = may ? str_printf(ctx->arena, "/hours/%lld/right", (long long)r->id.v) : STR("")};
}

static enum status put_lines(struct web *w, struct person_id self, struct account_id account, struct hours_view *view)
{
    struct ctx *ctx = w->ctx;
    struct credits_sql_hours *rows;
    size_t n;
    int64_t before = web_int(w, "before", 0);
    if (account.v == 0) return OK;
    TRY(credits_sql_hours(ctx->db, ctx->arena, account, before > 0 ? before : INT64_MAX, PAGE_ROWS + 1, &rows, &n));
    if (n > PAGE_ROWS) {
        n = PAGE_ROWS;
        view->more = web_path(w, "/me/hours?before=%lld", (long long)rows[n - 1].id.v);
    }
    if (before > 0) view->earlier = STR("/me/hours");
    struct hours_line *lines = ARENA_ARRAY(ctx->arena, struct hours_line, n + 1);
    for (size_t i = 0; i < n; i++) credits_web_line(ctx, &rows[i], self, &lines[i]);
    view->lines = lines;
    view->lines_n = n;
    return OK;
}

static enum status account_of(struct ctx *ctx, struct person_id person, struct credits_account *ret_account)
{
    struct account_id id;
    enum status status = credits_member_find(ctx, person, &id);
    if (status == OK) return credits_account_get(ctx, id, ret_account);
    *ret_account = (struct credits_account){.id = {0}};
    return status == ERR_MISSING ? OK : status;
}

enum status credits_web_my_hours(struct web *w)
{
    struct person_id self = credits_web_self(w);
    struct credits_account account;
    struct hours_view view = {.acting = w->ctx->actor.on_behalf_of != 0, .none = credits_keeps_none(w->ctx, self)};
    if (!people_may_see(w->ctx, self)) return ERR_DENIED;
    TRY(account_of(w->ctx, self, &account));
    TRY(put_sums(w, self, &account, &view));
    TRY(put_told(w, self, &view));
    TRY(put_thanks(w, self, &view));
    TRY(put_lines(w, self, account.id, &view));
    credits_page_hours(web_page(w, SAY("Your hours"), "/give"), &view);
    return OK;
}

enum status credits_web_hours_none(struct web *w)
{
    bool none = str_is(web_text(w, "none"), "yes");
    TRY(credits_keep_none(w->ctx, credits_web_self(w), none));
    if (none) return web_redirect_saying(w, STR("/me/hours"), SAY("You keep no hours from now on. Thanks stay."));
    return web_redirect_saying(w, STR("/me/hours"), SAY("Your hours are kept again."));
}

/* ---- one told hour, by a link ---- */

enum status credits_web_told(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_told t;
    struct person_id self = credits_web_self(w);
    TRY(credits_told_find(ctx, (struct told_id){web_id(w, 0)}, &t));
    struct told_view view = {.told = told_of(ctx, &t, self), .title = t.may_answer ? credits_web_say(ctx, SAY("Is this right?")) : credits_web_say(ctx, SAY("An hour that was told"))};
    if (web_refused(w)) view.told.typed = web_kept(w, "said", STR_NONE);
    if (t.entry.v && t.state == TOLD_DONE) view.right = web_path(w, "/hours/%lld/right", (long long)t.entry.v);
    credits_page_told(web_page(w, SAY("Is this right?"), "/give"), &view);
    return OK;
}

enum status credits_web_told_do(struct web *w)
{
    struct told_id id = {web_id(w, 0)};
    struct str what = web_text(w, "do");
    const char *via = w->ctx->actor.on_behalf_of != 0 ? "spoken" : "web";
    struct credits_told t;
    TRY(credits_told_find(w->ctx, id, &t));
    /* Back where they came from, if that is still open to them: hosts and connectors answer for a group. */
    struct person_id self = credits_web_self(w);
    struct str next = t.teller.v == self.v || t.other.v == self.v ? STR("/me/hours") : web_path(w, "/hours/told/%lld", (long long)id.v);
    if (str_is(what, "yes")) {
        TRY(credits_told_agree(w->ctx, id, via, credits_web_consent(w)));
        return web_redirect_saying(w, next, SAY("Thank you. It is written down."));
    }
    if (str_is(what, "not")) {
        TRY(credits_told_not_right(w->ctx, id, web_text(w, "said"), via));
        return web_redirect_saying(w, next, SAY("Thank you for saying so. It is not written down."));
    }
    if (str_is(what, "back")) {
        TRY(credits_told_back(w->ctx, id, via));
        return web_redirect_saying(w, next, SAY("It is taken back."));
    }
    return ctx_fault(w->ctx, ERR_INVALID, STR_NONE, SAY("Choose yes or not right."));
}

/* On My page: where hours are. */
enum status credits_panel_hours_me(struct ctx *ctx, struct html *h, int64_t subject)
{
    struct credits_told *rows;
    size_t n, asks = 0;
    const struct person_id self = {subject};
    if (credits_told_of(ctx, self, TOLD_SHOWN, &rows, &n) != OK) return OK;
    for (size_t i = 0; i < n; i++) asks += rows[i].teller.v != self.v && rows[i].may_answer;
    const struct hours_panel_view view = {.asks_n = (long)asks, .walks = ctx_has(ctx, STANDING_CONNECTOR | STANDING_STEWARD | STANDING_ADMIN),
                                          .keeps = ctx_has(ctx, STANDING_ADMIN)};
    credits_page_hours_panel(h, &view);
    return OK;
}
