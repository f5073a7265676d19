#include "domain/rounds/rounds_own.h"
#include "domain/rounds/rounds_view.h"

#include "rounds_pages.h"

/* What other pages show of rounds. */

static struct str said_of(struct ctx *ctx, const struct round_member *m) {
    struct str day = text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, m->said_at),
                              ctx_today(ctx));
    struct str how = rounds_said(ctx, str_is(m->how, "paper") ? SAY("on paper")
                                      : str_is(m->how, "web") ? SAY("on the web")
                                                              : SAY("spoken"));
    if (instant_is(m->ended_at) && m->agreed)
        return rounds_said(
            ctx, SAY2("Yes {day}; ended {until}.", "day", day, "until",
                      text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, m->ended_at),
                               ctx_today(ctx))));
    if (!m->agreed) return rounds_said(ctx, SAY2("Rather not: {day}, {how}.", "day", day, "how", how));
    if (m->asked_by.len > 0)
        return rounds_said(ctx, SAY3("Yes: {day}, {how}. Asked by {name}.", "day", day, "how", how,
                                     "name", m->asked_by));
    return rounds_said(ctx, SAY2("Yes: {day}, {how}.", "day", day, "how", how));
}

static enum status gather(struct ctx *ctx, int64_t person, bool past, struct round_panel_view *view) {
    struct round_member *rows;
    size_t n, kept = 0;
    TRY(rounds_members_of(ctx, (struct person_id){person}, &rows, &n));
    struct round_consent_line *lines = ARENA_ARRAY(ctx->arena, struct round_consent_line, n);
    for (size_t i = 0; i < n; i++) {
        if (instant_is(rows[i].ended_at) && (!past || !rows[i].agreed)) continue;
        lines[kept++] = (struct round_consent_line){
            rows[i].id.v, rows[i].circle_name, said_of(ctx, &rows[i]),
            rounds_said(ctx, SAY1("The round at {circle}", "circle", rows[i].circle_name)),
            rows[i].agreed, instant_is(rows[i].ended_at)};
    }
    view->rows = lines;
    view->rows_n = kept;
    view->words = rounds_said(ctx, rounds_consent_words());
    view->stops = rounds_said(ctx, rounds_consent_stops());
    return OK;
}

enum status rounds_panel_consents(struct ctx *ctx, struct html *h, int64_t person) {
    struct round_panel_view view = {.rows_n = 0};
    TRY(gather(ctx, person, true, &view));
    if (view.rows_n > 0) rounds_page_consents(h, &view);
    return OK;
}

enum status rounds_panel_person(struct ctx *ctx, struct html *h, int64_t person) {
    struct round_panel_view view = {.rows_n = 0};
    TRY(gather(ctx, person, false, &view));
    if (view.rows_n > 0) rounds_page_person(h, &view);
    return OK;
}

enum status rounds_panel_me(struct ctx *ctx, struct html *h, int64_t person) {
    struct circle *rows;
    size_t n;
    if (ctx->actor.person != person) return OK; /* nobody takes the round in another's name */
    TRY(rounds_circles_of(ctx, (struct person_id){person}, &rows, &n));
    if (n == 0) return OK;
    struct round_link *links = ARENA_ARRAY(ctx->arena, struct round_link, n);
    for (size_t i = 0; i < n; i++)
        links[i] = (struct round_link){
            str_printf(ctx->arena, "/round?circle=%lld", (long long)rows[i].id.v), rows[i].name};
    struct round_panel_view view = {.circles = links, .circles_n = n};
    rounds_page_mine(h, &view);
    return OK;
}

enum status rounds_panel_today(struct ctx *ctx, struct html *h, int64_t person) {
    struct round_wish *rows;
    struct circle *circles;
    size_t n, circles_n;
    (void)person;
    if (!ctx_has(ctx, STANDING_CONNECTOR | STANDING_ADMIN)) return OK;
    TRY(rounds_wishes(ctx, &rows, &n));
    TRY(rounds_circles(ctx, &circles, &circles_n));
    /* An administrator begins the first one from here. */
    if (n == 0 && circles_n == 0 && !ctx_has(ctx, STANDING_ADMIN)) return OK;
    struct round_wish_line *lines = ARENA_ARRAY(ctx->arena, struct round_wish_line, n);
    for (size_t i = 0; i < n; i++) {
        bool talk = rows[i].answer == ROUND_TALK;
        lines[i] = (struct round_wish_line){
            rows[i].id.v,
            str_printf(ctx->arena, "/people/%lld", (long long)rows[i].person.v),
            rounds_said(ctx, talk ? SAY1("Talk to {name}", "name", rows[i].name)
                                  : SAY1("Ask {name} what they would like instead", "name",
                                         rows[i].name)),
            rounds_said(ctx, SAY2("{circle}, {day}.", "circle", rows[i].circle_name, "day",
                                  text_day(ctx->arena, ctx->locale,
                                           day_from_instant(ctx->zone, rows[i].at),
                                           ctx_today(ctx)))),
            talk};
    }
    struct round_today_view view = {lines, n};
    rounds_page_today(h, &view);
    return OK;
}
