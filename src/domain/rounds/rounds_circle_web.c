#include "domain/rounds/rounds_own.h"
#include "domain/rounds/rounds_view.h"

#include "rounds_pages.h"

/* Setting rounds up, and what connectors see of them. */

#define CHOICES_MAX 500

static enum status asset_choices(struct web *w, struct html_choice **ret_choices, size_t *ret_n) {
    struct asset *rows;
    struct html_choice *choices;
    size_t count, n = 0;
    TRY(rounds_assets(w->ctx, &rows, &count));
    choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, count);
    struct str kept = web_text(w, "asset");
    for (size_t i = 0; i < count; i++) {
        struct str id = str_int(w->ctx->arena, rows[i].id.v);
        choices[n++] = (struct html_choice){id, rows[i].name, str_eq(id, kept)};
    }
    *ret_choices = choices;
    *ret_n = n;
    return OK;
}

static enum status people_choices(struct web *w, const char *box, struct html_choice **ret_choices,
                                  size_t *ret_n) {
    struct people_row *rows;
    size_t count;
    TRY(people_list(w->ctx, STR(""), CHOICES_MAX, 0, &rows, &count));
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, count);
    struct str kept = web_text(w, box);
    for (size_t i = 0; i < count; i++) {
        struct str id = str_int(w->ctx->arena, rows[i].id.v);
        choices[i] = (struct html_choice){id, rows[i].first_name, str_eq(id, kept)};
    }
    *ret_choices = choices;
    *ret_n = count;
    return OK;
}

enum status rounds_web_list(struct web *w) {
    struct ctx *ctx = w->ctx;
    struct circle *circles;
    size_t n;
    TRY(rounds_circles(ctx, &circles, &n));
    struct rounds_line *lines = ARENA_ARRAY(ctx->arena, struct rounds_line, n);
    for (size_t i = 0; i < n; i++)
        lines[i] = (struct rounds_line){
            .href = web_path(w, "/rounds/%lld", (long long)circles[i].id.v),
            .name = circles[i].name,
            .coordinator = circles[i].coordinator_name,
            .people = (int)circles[i].people,
            .kept = rounds_said(ctx, SAY2("Kept in {kept} of {weeks} weeks.", "kept",
                                          text_number(ctx->arena, ctx->locale, circles[i].kept),
                                          "weeks",
                                          text_number(ctx->arena, ctx->locale, circles[i].weeks)))};
    struct rounds_list_view view = {
        .rows = lines, .rows_n = n, .may_add = ctx_has(ctx, STANDING_ADMIN)};
    if (view.may_add) {
        TRY(asset_choices(w, &view.assets, &view.assets_n));
        TRY(people_choices(w, "coordinator", &view.people, &view.people_n));
    }
    rounds_page_list(web_page(w, SAY("Rounds"), NULL), &view);
    return OK;
}

enum status rounds_web_add(struct web *w) {
    struct circle_id id;
    TRY(rounds_circle_add(w->ctx, (struct asset_id){web_int(w, "asset", 0)},
                          (struct person_id){web_int(w, "coordinator", 0)}, &id));
    return web_redirect_saying(w, web_path(w, "/rounds/%lld", (long long)id.v), SAY("Kept."));
}

static struct str member_said(struct ctx *ctx, const struct round_member *m) {
    struct str day = text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, m->said_at),
                              ctx_today(ctx));
    return m->agreed ? rounds_said(ctx, SAY1("said yes {day}", "day", day))
                     : rounds_said(ctx, SAY1("would rather not, {day}", "day", day));
}

static enum status put_members(struct web *w, struct circle_id id, struct circle_view *view) {
    struct round_member *rows;
    size_t n;
    TRY(rounds_members(w->ctx, id, &rows, &n));
    struct round_member_line *lines = ARENA_ARRAY(w->ctx->arena, struct round_member_line, n);
    for (size_t i = 0; i < n; i++)
        lines[i] = (struct round_member_line){
            rows[i].id.v, rows[i].name, web_path(w, "/people/%lld", (long long)rows[i].person.v),
            member_said(w->ctx, &rows[i]), rows[i].agreed};
    view->members = lines;
    view->members_n = n;
    return OK;
}

/* A week that was missed is only said, not counted against anybody. */
static enum status put_weeks(struct web *w, struct circle_id id, struct circle_view *view) {
    struct ctx *ctx = w->ctx;
    struct round_week *rows;
    size_t n;
    TRY(rounds_weeks(ctx, id, 8, &rows, &n));
    struct round_week_line *lines = ARENA_ARRAY(ctx->arena, struct round_week_line, n);
    for (size_t i = 0; i < n; i++) {
        bool kept = instant_is(rows[i].kept_at);
        bool now = rows[i].monday.n > ctx_today(ctx).n - 7;
        lines[i] = (struct round_week_line){
            text_day(ctx->arena, ctx->locale, rows[i].monday, ctx_today(ctx)),
            rounds_said(ctx, kept  ? SAY("kept")
                             : now ? SAY("open")
                                   : SAY("a busy week; they come again")),
            kept};
        view->now = view->now || now;
    }
    view->weeks = lines;
    view->weeks_n = n;
    return OK;
}

static struct html_choice *choices_of(struct web *w, const char *box, const char *const *values,
                                      const struct said *words, size_t n) {
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, n);
    struct str kept = web_text(w, box);
    for (size_t i = 0; i < n; i++)
        choices[i] = (struct html_choice){str_from(values[i]), rounds_said(w->ctx, words[i]),
                                          str_is(kept, values[i])};
    return choices;
}

enum status rounds_web_circle(struct web *w) {
    static const char *const hows[] = {"spoken", "paper"}, *const yes_no[] = {"yes", "no"};
    struct ctx *ctx = w->ctx;
    struct circle circle;
    const struct circle_id id = {web_id(w, 0)};
    TRY(rounds_circle_find(ctx, id, &circle));
    if (!ctx_has(ctx, STANDING_CONNECTOR | STANDING_ADMIN)) return ERR_DENIED;
    struct circle_view view = {
        .id = id.v,
        .name = circle.name,
        .coordinator = circle.coordinator_name,
        .may_end = ctx_has(ctx, STANDING_ADMIN),
        .paper = web_path(w, "/round?circle=%lld&paper=1", (long long)id.v),
        .hows = choices_of(w, "how", hows,
                           (const struct said[]){SAY("Spoken"), SAY("On paper")}, 2),
        .hows_n = 2,
        .answers = choices_of(w, "agreed", yes_no,
                              (const struct said[]){SAY("Yes"), SAY("Rather not")}, 2),
        .answers_n = 2};
    TRY(put_members(w, id, &view));
    TRY(put_weeks(w, id, &view));
    TRY(people_choices(w, "person", &view.people, &view.people_n));
    rounds_page_circle(web_page(w, SAY("A round"), NULL), &view);
    return OK;
}

enum status rounds_web_answer(struct web *w) {
    struct str agreed = web_text(w, "agreed");
    const struct circle_id id = {web_id(w, 0)};
    const struct person_id person = {web_int(w, "person", 0)};
    struct circle circle;
    TRY(rounds_circle_find(w->ctx, id, &circle));
    if (!ctx_has(w->ctx, STANDING_CONNECTOR | STANDING_ADMIN)) return ERR_DENIED;
    if (person.v == 0)
        (void)ctx_fault(w->ctx, ERR_INVALID, STR("person"), SAY("Choose who answered."));
    if (!str_is(agreed, "yes") && !str_is(agreed, "no"))
        (void)ctx_fault(w->ctx, ERR_INVALID, STR("agreed"), SAY("Say what they answered."));
    TRY(faults_status(&w->ctx->faults));
    TRY(rounds_answer(w->ctx, id, person, str_is(agreed, "yes"), web_text(w, "how")));
    return web_redirect_saying(w, web_path(w, "/rounds/%lld", (long long)id.v), SAY("Kept."));
}

enum status rounds_web_end(struct web *w) {
    TRY(rounds_circle_end(w->ctx, (struct circle_id){web_id(w, 0)}));
    return web_redirect_saying(w, STR("/rounds"), SAY("Ended."));
}

enum status rounds_web_withdraw(struct web *w) {
    TRY(rounds_withdraw(w->ctx, (struct round_member_id){web_id(w, 0)}));
    bool walker = ctx_has(w->ctx, STANDING_CONNECTOR | STANDING_ADMIN) &&
                  w->ctx->actor.on_behalf_of == 0;
    return web_redirect_saying(w, walker ? STR("/rounds") : STR("/me/consents"),
                               SAY("Taken back. Nobody there is asked any more."));
}

enum status rounds_web_done(struct web *w) {
    TRY(rounds_wish_done(w->ctx, (struct round_ask_id){web_id(w, 0)}));
    return web_redirect_saying(w, STR("/today"), SAY("Kept. Thank you for talking."));
}
