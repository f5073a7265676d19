#include "domain/rounds/rounds_own.h"
#include "domain/rounds/rounds_view.h"

#include "rounds_pages.h"

/* The round itself: one page a week for whoever looks after the circle. */

struct str rounds_said(struct ctx *ctx, struct said said) {
    return text_say(ctx->arena, ctx->locale, &said);
}

static struct html_choice *answers(struct ctx *ctx, enum round_answer on, size_t *ret_n) {
    struct html_choice *choices = ARENA_ARRAY(ctx->arena, struct html_choice, ROUNDS_THREE);
    const struct said words[ROUNDS_THREE] = {SAY("Happy"), SAY("Try something else"),
                                             SAY("Talk to them")};
    for (int i = 0; i < ROUNDS_THREE; i++)
        choices[i] = (struct html_choice){
            str_from(rounds_answer_name((enum round_answer)(ROUND_HAPPY + i))),
            rounds_said(ctx, words[i]), (int)on == ROUND_HAPPY + i};
    *ret_n = ROUNDS_THREE;
    return choices;
}

static enum round_answer answer_of(struct str word) {
    for (int i = ROUND_HAPPY; i < ROUND_ANSWERS; i++)
        if (str_is(word, rounds_answer_name((enum round_answer)i))) return (enum round_answer)i;
    return ROUND_OPEN;
}

static const char *const boxes[ROUNDS_THREE] = {"a1", "a2", "a3"};

static void put_lines(struct web *w, const struct round_week *week, bool paper,
                      struct round_view *view) {
    struct ctx *ctx = w->ctx;
    struct round_line *lines = ARENA_ARRAY(ctx->arena, struct round_line, week->asks_n);
    for (size_t i = 0; i < week->asks_n; i++) {
        const struct round_ask *ask = &week->asks[i];
        struct str stored = str_from(rounds_answer_name(ask->answer));
        enum round_answer on =
            paper ? ROUND_OPEN : answer_of(web_kept(w, boxes[i], stored));
        struct str number = str_int(ctx->arena, ask->seat);
        lines[i] = (struct round_line){
            .box = str_from(boxes[i]),
            .name = ask->name.len > 0 ? ask->name
                                      : rounds_said(ctx, SAY1("Person {number}", "number", number)),
            .gone = ask->gone};
        lines[i].choices = answers(ctx, on, &lines[i].choices_n);
        view->unnamed = view->unnamed || (ask->name.len == 0 && !ask->gone);
    }
    view->lines = lines;
    view->lines_n = week->asks_n;
}

static void put_week(struct web *w, const struct round_week *week, bool paper,
                     struct round_view *view) {
    struct ctx *ctx = w->ctx;
    const struct day today = ctx_today(ctx);
    view->chosen = true;
    view->id = week->id.v;
    view->circle = week->circle_name;
    view->code = week->code;
    view->code_said = str_printf(ctx->arena, "%.*s %.*s", STR_ARG(str_slice(week->code, 0, 3)),
                                 STR_ARG(str_slice(week->code, 3, 6)));
    view->week = rounds_said(ctx, SAY1("Week from {day}", "day",
                                       text_day(ctx->arena, ctx->locale, week->monday, today)));
    view->teller = !week->own;
    view->told_by = web_kept(w, "told_by", week->told_by);
    if (instant_is(week->kept_at))
        view->kept = rounds_said(
            ctx, SAY1("Kept {day}. That is all for this week. Thank you.", "day",
                      text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, week->kept_at),
                               today)));
    view->paper = week->own || ctx_has(ctx, STANDING_ADMIN)
                      ? web_path(w, "/round?circle=%lld&paper=1", (long long)week->circle.v)
                      : STR_NONE;
    put_lines(w, week, paper, view);
}

/* Which week is meant: the one of the code, of the circle named, or of the first of one's own. */
static enum status meant(struct web *w, const struct circle *mine, size_t mine_n,
                         struct round_week *ret_week) {
    struct circle_id circle = {web_int(w, "circle", 0)};
    struct str code = web_text(w, "code");
    if (code.len > 0) return rounds_week_of_code(w->ctx, code, ret_week);
    if (circle.v == 0 && mine_n > 0) circle = mine[0].id;
    return circle.v != 0 ? rounds_week_now(w->ctx, circle, ret_week) : ERR_MISSING;
}

/* An activity begun here is held at the home whose week it is, or at the first of one's own. */
static struct str start_of(struct web *w, const struct circle *mine, size_t mine_n, const struct round_view *view,
                           const struct round_week *week) {
    for (size_t i = 0; i < mine_n; i++)
        if (!view->chosen || mine[i].id.v == week->circle.v)
            return web_path(w, "/activities/new?organization=%lld", (long long)mine[i].asset.v);
    return STR_NONE;
}

static void put_circles(struct web *w, const struct circle *mine, size_t mine_n,
                        const struct round_week *week, struct round_view *view) {
    struct round_link *links = ARENA_ARRAY(w->ctx->arena, struct round_link, mine_n);
    for (size_t i = 0; i < mine_n; i++)
        if (!view->chosen || mine[i].id.v != week->circle.v)
            links[view->circles_n++] = (struct round_link){
                web_path(w, "/round?circle=%lld", (long long)mine[i].id.v), mine[i].name};
    view->circles = links;
}

enum status rounds_web_round(struct web *w) {
    struct ctx *ctx = w->ctx;
    struct circle *mine;
    struct round_week week = {.asks_n = 0};
    size_t mine_n;
    struct faults *faults = NULL;
    struct round_view view = {.typed_code = web_text(w, "code")};
    TRY(rounds_circles_of(ctx, (struct person_id){ctx->actor.person}, &mine, &mine_n));
    enum status status = meant(w, mine, mine_n, &week);
    if (status == ERR_DENIED || status == ERR_BROKEN) return status;
    if (status == ERR_INVALID && !web_refused(w)) {
        /* A code that is wrong is said beside its box, which is shown again. */
        faults = ARENA_NEW(ctx->arena, struct faults);
        *faults = ctx->faults;
        faults_init(&ctx->faults, ctx->arena);
    }
    w->paper = status == OK && web_on(w, "paper");
    if (status == OK) put_week(w, &week, w->paper, &view);
    else if (status == ERR_MISSING && mine_n > 0)
        view.empty = rounds_said(ctx, SAY("Nobody is in your round yet. Your connector asks people, and then it begins."));
    put_circles(w, mine, mine_n, &week, &view);
    view.start = start_of(w, mine, mine_n, &view, &week);
    struct html *h = web_page(w, SAY("The round"), mine_n > 0 ? "/me" : NULL);
    if (faults) h->faults = faults;
    if (w->paper) rounds_page_paper(h, &view);
    else rounds_page_round(h, &view);
    return OK;
}

/* A form answers for the week it showed: by the paper's code, or by its own circle's number. */
static enum status posted_week(struct web *w, struct round_week *ret_week) {
    struct ctx *ctx = w->ctx;
    struct circle *rows;
    size_t n;
    struct round_week week;
    const int64_t id = web_int(w, "week", 0);
    if (web_text(w, "code").len > 0) return rounds_week_of_code(ctx, web_text(w, "code"), ret_week);
    if (ctx_has(ctx, STANDING_CONNECTOR | STANDING_ADMIN)) TRY(rounds_circles(ctx, &rows, &n));
    else TRY(rounds_circles_of(ctx, (struct person_id){ctx->actor.person}, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        if (rounds_week_now(ctx, rows[i].id, &week) != OK || week.id.v != id) continue;
        *ret_week = week;
        return OK;
    }
    return ctx_fault(ctx, ERR_INVALID, STR("code"),
                     SAY("A new week has begun. Please look again."));
}

enum status rounds_web_keep(struct web *w) {
    struct round_week week;
    enum round_answer given[ROUNDS_THREE];
    TRY(posted_week(w, &week));
    for (size_t i = 0; i < ROUNDS_THREE; i++) given[i] = answer_of(web_text(w, boxes[i]));
    TRY(rounds_keep(w->ctx, &week, given, web_text(w, "told_by")));
    struct str code = web_text(w, "code");
    struct str next = code.len > 0 ? STR("/round")
                                   : web_path(w, "/round?circle=%lld", (long long)week.circle.v);
    return web_redirect_saying(w, next, SAY("Kept. That is all. Thank you."));
}
