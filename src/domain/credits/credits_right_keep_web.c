/* Corrections that wait for somebody who keeps the books; and what a person has to answer. */
#include "domain/credits/credits_right_own.h"
#include "domain/credits/credits_right_web.h"

#include "credits_pages.h"
#include "platform/web/web.h"

#define SHOWN 100
#define PEOPLE_MAX 500

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

static struct str day_of(struct ctx *ctx, struct instant at)
{
    return text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, at), ctx_today(ctx));
}

enum status credits_web_corrections(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_right *rows;
    size_t n;
    TRY(credits_right_waiting(ctx, (struct place_id){ctx->actor.place}, SHOWN, &rows, &n));
    struct right_line *lines = ARENA_ARRAY(ctx->arena, struct right_line, n + 1);
    for (size_t i = 0; i < n; i++)
        lines[i] = (struct right_line){web_path(w, "/credits/corrections/%lld", (long long)rows[i].id.v), credits_right_words(ctx, &rows[i]),
                                       credits_right_who(ctx, &rows[i]), say(ctx, SAY1("Asked {day}.", "day", day_of(ctx, rows[i].asked_at)))};
    const struct corrections_view view = {lines, n};
    credits_page_corrections(web_page(w, SAY("Corrections that wait"), NULL), &view);
    return OK;
}

static enum status put_people(struct web *w, const struct credits_right *r, struct correction_view *v)
{
    struct ctx *ctx = w->ctx;
    struct people_row *rows;
    size_t n;
    if (r->be.who == RIGHT_NOBODY) return OK;
    int64_t on = web_int(w, "person", r->be.person.v);
    TRY(people_list(ctx, STR_NONE, PEOPLE_MAX, 0, &rows, &n));
    v->people = ARENA_ARRAY(ctx->arena, struct html_choice, n + 1);
    v->people[v->people_n++] = (struct html_choice){STR("0"), say(ctx, SAY("Choose")), on == 0};
    for (size_t i = 0; i < n; i++)
        if (rows[i].id.v != r->payer.v && rows[i].id.v != r->payee.v)
            v->people[v->people_n++] = (struct html_choice){str_int(ctx->arena, rows[i].id.v), rows[i].first_name, on == rows[i].id.v};
    return OK;
}

static void put_decisions(struct web *w, struct correction_view *v)
{
    struct ctx *ctx = w->ctx;
    struct str on = web_text(w, "decision");
    v->decisions = ARENA_ARRAY(ctx->arena, struct html_choice, 3);
    v->decisions[0] = (struct html_choice){STR("proposed"), say(ctx, SAY1("As asked: {what}", "what", v->what)), str_is(on, "proposed")};
    v->decisions[1] = (struct html_choice){STR("otherwise"), say(ctx, SAY("Otherwise")), str_is(on, "otherwise")};
    v->decisions[2] = (struct html_choice){STR("left"), say(ctx, SAY("Leave it as it was")), str_is(on, "left")};
    v->decisions_n = 3;
}

enum status credits_web_correction(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_right r;
    TRY(credits_right_find(ctx, (struct right_id){web_id(w, 0)}, &r));
    if (!credits_right_keeps(ctx, r.place) && !credits_right_keeps(ctx, r.other_place)) return ERR_DENIED;
    struct correction_view v = {.id = r.id.v, .what = credits_right_words(ctx, &r), .who = credits_right_who(ctx, &r), .reason = r.reason,
                                .answer = credits_right_answer(ctx, &r), .when = say(ctx, SAY1("Asked {day}.", "day", day_of(ctx, r.asked_at))),
                                .may_decide = r.may_decide};
    struct str asker = people_first_name(ctx, r.asker);
    v.asked_by = asker.len > 0 ? say(ctx, SAY1("{name} asks.", "name", asker)) : STR_NONE;
    if (instant_is(r.ended_at)) {
        v.cards = credits_right_card(ctx, &r);
        v.cards_n = 1;
    } else if (!r.may_decide) {
        v.why_not = r.state == RIGHT_ASKED ? say(ctx, SAY("The other has not been heard yet. Nothing is to be decided now."))
                                           : say(ctx, SAY("You have part in this, so somebody else who keeps the books decides."));
    }
    TRY(put_people(w, &r, &v));
    put_decisions(w, &v);
    v.hours = web_kept(w, "hours", credits_web_hours_of(ctx->arena, r.be.minutes));
    v.words = web_kept(w, "words", r.be.words.len > 0 ? r.be.words : r.entry.words);
    v.decision_words = web_kept(w, "reason", STR_NONE);
    v.over_words = web_kept(w, "over", STR_NONE);
    v.over = fault_find(&ctx->faults, STR("over")) || v.over_words.len > 0;
    v.fit = web_refused(w) && web_on(w, "fit");
    credits_page_correction(web_page(w, SAY("A correction"), NULL), &v);
    return OK;
}

enum status credits_web_correction_decide(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_right r;
    struct str on = web_text(w, "decision");
    int64_t minutes = -1;
    TRY(credits_right_find(ctx, (struct right_id){web_id(w, 0)}, &r));
    if (!credits_right_keeps(ctx, r.place) && !credits_right_keeps(ctx, r.other_place)) return ERR_DENIED;
    if (!str_is(on, "proposed") && !str_is(on, "otherwise") && !str_is(on, "left"))
        return ctx_fault(ctx, ERR_INVALID, STR("decision"), SAY("Choose what shall stand in the books."));
    if (str_is(on, "otherwise") && !credits_web_hours(web_text(w, "hours"), ctx->arena, &minutes))
        return ctx_fault(ctx, ERR_INVALID, STR("hours"), SAY("Write a number of hours. For example: 1.5"));
    const struct credits_deciding d = {
        .id = r.id, .decision = str_is(on, "proposed") ? RIGHT_AS_PROPOSED : str_is(on, "left") ? RIGHT_LEAVE : RIGHT_OTHERWISE,
        .be = {.minutes = minutes, .words = web_text(w, "words"), .who = r.be.who, .person = {web_int(w, "person", 0)}, .person_words = r.be.person_words},
        .reason = web_text(w, "reason"), .over_reason = web_text(w, "over"), .fit = web_on(w, "fit")};
    TRY(credits_right_decide(ctx, &d));
    return web_redirect_saying(w, STR("/credits/corrections"),
                               d.decision == RIGHT_LEAVE ? SAY("Left as it was. Both are told.") : SAY("Put right. Both are told."));
}

/* ---- on other pages ---- */

static enum status panel(struct ctx *ctx, struct html *h, int64_t person)
{
    struct credits_right *rows;
    size_t n, kept = 0;
    TRY(credits_right_of_person(ctx, (struct person_id){person}, 10, &rows, &n));
    struct right_line *lines = ARENA_ARRAY(ctx->arena, struct right_line, n + 1);
    for (size_t i = 0; i < n; i++)
        if (!instant_is(rows[i].ended_at))
            lines[kept++] = (struct right_line){str_printf(ctx->arena, "/hours/%lld/right", (long long)rows[i].entry.id.v), credits_right_words(ctx, &rows[i]),
                                                rows[i].may_answer ? say(ctx, SAY("Is that so? Please say yes or no.")) : credits_right_answer(ctx, &rows[i]), STR_NONE};
    const struct corrections_view view = {lines, kept};
    if (kept > 0) credits_page_right_mine(h, &view);
    return OK;
}

enum status credits_panel_right_me(struct ctx *ctx, struct html *h, int64_t person)
{
    return people_may_see(ctx, (struct person_id){person}) ? panel(ctx, h, person) : OK;
}

enum status credits_panel_right_today(struct ctx *ctx, struct html *h, int64_t person)
{
    struct credits_right *rows;
    size_t n, kept = 0;
    (void)person;
    if (!ctx_has(ctx, STANDING_ADMIN) || ctx->actor.place == 0) return OK;
    TRY(credits_right_waiting(ctx, (struct place_id){ctx->actor.place}, 5, &rows, &n));
    struct right_line *lines = ARENA_ARRAY(ctx->arena, struct right_line, n + 1);
    for (size_t i = 0; i < n; i++)
        lines[kept++] = (struct right_line){str_printf(ctx->arena, "/credits/corrections/%lld", (long long)rows[i].id.v), credits_right_words(ctx, &rows[i]),
                                            credits_right_who(ctx, &rows[i]), STR_NONE};
    const struct corrections_view view = {lines, kept};
    if (kept > 0) credits_page_right_mine(h, &view);
    return OK;
}
