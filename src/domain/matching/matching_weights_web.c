/* How suggestions are weighed: for everybody to read, and for an administrator to change. */
#include "domain/matching/matching_own.h"
#include "domain/matching/matching_refit.h"
#include "domain/matching/matching_view.h"
#include "domain/matching/matching_web_own.h"

#include "matching_pages.h"

static const char *const labels[REASON_KINDS] = {
    [REASON_INTEREST] = T_("What you love, or hope for"),
    [REASON_TIME] = T_("A time that suits"),
    [REASON_WELCOME] = T_("Somebody meets newcomers"),
    [REASON_NEAR] = T_("Near by"),
    [REASON_GIVES] = T_("What you could share"),
    [REASON_FIRST_TIE] = T_("Good for a first visit, when there is nobody to turn to"),
    [REASON_SMALL] = T_("A small group"),
    [REASON_BRIDGE] = T_("People of other ages"),
    [REASON_FRESH] = T_("Checked lately"),
    [REASON_LEARNED] = T_("People who went came again"),
};

static struct str share(struct ctx *ctx, int weight)
{
    return str_cat(ctx->arena, text_real(ctx->arena, ctx->locale, weight / 100.0), STR(" %"));
}

static const struct matching_weight_row *rows_of(struct ctx *ctx, const int *now, const int *next)
{
    struct matching_weight_row *rows = ARENA_ARRAY(ctx->arena, struct matching_weight_row, REASON_KINDS);
    for (int kind = 0; kind < REASON_KINDS; kind++)
        rows[kind] = (struct matching_weight_row){.label = text_get(ctx->locale, labels[kind], NULL), .now = share(ctx, now[kind]),
                                                  .next = next ? share(ctx, next[kind]) : STR(""),
                                                  .moved = next && next[kind] != now[kind]};
    return rows;
}

static struct str past_words(struct ctx *ctx, const struct matching_past *past)
{
    struct str day = text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, past->adopted_at), DAY_NONE);
    struct str n = text_count(ctx->arena, ctx->locale, past->outcomes);
    struct said said = past->place_name.len > 0
        ? SAY3("{place}, {day}: after {n} introductions", "place", past->place_name, "day", day, "n", n)
        : SAY2("Everywhere, {day}: after {n} introductions", "day", day, "n", n);
    if (past->taken_back) said = SAY1("{change} (taken back)", "change", text_say(ctx->arena, ctx->locale, &said));
    return text_say(ctx->arena, ctx->locale, &said);
}

static enum status show_past(struct ctx *ctx, struct matching_weights_view *view)
{
    struct matching_past *past;
    size_t count;
    TRY(matching_weights_history(ctx, &past, &count));
    struct matching_past_row *rows = ARENA_ARRAY(ctx->arena, struct matching_past_row, count);
    for (size_t i = 0; i < count; i++) {
        rows[i] = (struct matching_past_row){.words = past_words(ctx, &past[i]), .rows = rows_of(ctx, past[i].weights, NULL), .rows_n = REASON_KINDS};
        bool here = past[i].place.v != 0 && past[i].place.v == ctx->actor.place;
        view->may_undo = view->may_undo || (here && !instant_is(past[i].ended_at));
    }
    view->past = rows;
    view->past_n = count;
    return OK;
}

enum status matching_web_weighed(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct matching_weights_view view = {.rows_n = REASON_KINDS};
    int now[REASON_KINDS];
    TRY(matching_weights_now(ctx, (struct place_id){ctx->actor.place}, now));
    view.rows = rows_of(ctx, now, NULL);
    TRY(show_past(ctx, &view));
    matching_page_weighed(web_page(w, SAY("How suggestions are weighed"), NULL), &view);
    return OK;
}

static struct str finger_of(struct arena *arena, const int w[REASON_KINDS])
{
    struct buf buf;
    buf_init(&buf, arena, 256);
    for (int kind = 0; kind < REASON_KINDS; kind++) buf_printf(&buf, "%s%d", kind ? "-" : "", w[kind]);
    return buf_str(&buf);
}

/* A squared miss of .203 is shown as 20.3. */
static struct str of_100(struct ctx *ctx, double x)
{
    return text_real(ctx->arena, ctx->locale, (double)(long)(x * 1000 + .5) / 10);
}

static struct str names_of(struct ctx *ctx, const struct str *names, size_t n)
{
    return n == 0 ? text_get(ctx->locale, T_("nothing"), NULL) : str_join(ctx->arena, names, n, STR(" · "));
}

static enum status show_refit(struct ctx *ctx, const struct matching_refit *refit, struct matching_weights_view *view)
{
    struct matching_example *examples;
    size_t count;
    struct matching_group_row *groups = ARENA_ARRAY(ctx->arena, struct matching_group_row, refit->groups_n);
    for (size_t i = 0; i < refit->groups_n; i++) {
        const struct matching_group *g = &refit->groups[i];
        groups[i] = (struct matching_group_row){g->name, text_number(ctx->arena, ctx->locale, g->n), of_100(ctx, g->before), of_100(ctx, g->after)};
    }
    view->groups = groups;
    view->groups_n = refit->groups_n;
    view->before = of_100(ctx, refit->brier_before);
    view->after = of_100(ctx, refit->brier_after);
    view->finger = finger_of(ctx->arena, refit->after);
    TRY(matching_examples(ctx, refit->place, refit->after, &examples, &count));
    struct matching_example_row *rows = ARENA_ARRAY(ctx->arena, struct matching_example_row, count);
    for (size_t i = 0; i < count; i++)
        rows[i] = (struct matching_example_row){examples[i].wish, names_of(ctx, examples[i].before, examples[i].before_n),
                                                names_of(ctx, examples[i].after, examples[i].after_n)};
    view->examples = rows;
    view->examples_n = count;
    return OK;
}

enum status matching_web_weights(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct matching_refit refit;
    TRY(matching_refit(ctx, (struct place_id){ctx->actor.place}, &refit));
    struct said said = SAY1("{n} introductions have settled.", "n", text_count(ctx->arena, ctx->locale, refit.outcomes));
    struct matching_weights_view view = {.rows = rows_of(ctx, refit.before, refit.enough ? refit.after : NULL), .rows_n = REASON_KINDS,
                                         .outcomes = text_say(ctx->arena, ctx->locale, &said), .enough = refit.enough,
                                         .fair = refit.fair, .own = refit.own};
    if (refit.enough) TRY(show_refit(ctx, &refit, &view));
    TRY(show_past(ctx, &view));
    matching_page_weights(web_page(w, SAY("Weights of the suggestions"), NULL), &view);
    return OK;
}

struct plan { bool undo; struct matching_refit refit; };

/* Fitted again: what is adopted must be what was read. */
enum status matching_web_weights_prepare(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct plan *plan = ARENA_NEW(ctx->arena, struct plan);
    w->plan = plan;
    plan->undo = str_is(web_text(w, "do"), "undo");
    if (plan->undo) return OK;
    if (!str_is(web_text(w, "do"), "adopt"))
        return ctx_fault(ctx, ERR_INVALID, STR_NONE, SAY("Press adopt, or take it back."));
    TRY(matching_refit(ctx, (struct place_id){ctx->actor.place}, &plan->refit));
    if (!plan->refit.enough || !plan->refit.fair)
        return ctx_fault(ctx, ERR_INVALID, STR_NONE, SAY("There is nothing to adopt now."));
    if (!str_eq(web_text(w, "finger"), finger_of(ctx->arena, plan->refit.after)))
        return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("The weights have moved since you looked. Here they are as they stand now."));
    return OK;
}

enum status matching_web_weights_apply(struct web *w)
{
    const struct plan *plan = w->plan;
    struct place_id place = {w->ctx->actor.place};
    if (plan->undo) {
        TRY(matching_weights_undo(w->ctx, place));
        return web_redirect_saying(w, STR("/matching/weights"), SAY("Taken back."));
    }
    TRY(matching_weights_adopt(w->ctx, place, plan->refit.after, plan->refit.outcomes));
    return web_redirect_saying(w, STR("/matching/weights"), SAY("Adopted. The public page shows it."));
}
