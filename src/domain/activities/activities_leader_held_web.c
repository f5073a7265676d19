/* First aid, DBS and the like: one's own page, another's for who must know, and what runs out. */
#include "domain/activities/activities_leader_own.h"
#include "domain/activities/activities_leader_view.h"
#include "domain/activities/activities_say.h"

#include "activities_pages.h"
#include "platform/web/web.h"

#define SOON_DAYS 60

static struct str day_say(struct ctx *ctx, struct day day)
{
    return text_day(ctx->arena, ctx->locale, day, ctx_today(ctx));
}

static struct check_row row_of(struct ctx *ctx, const struct held *held)
{
    int left = held->until.n - ctx_today(ctx).n;
    struct str day = day_say(ctx, held->until);
    struct check_row row = {.id = (long)held->id, .what = activities_said(ctx, activities_held_said(held->kind)), .out = left < 0,
                            .until = activities_said(ctx, SAY1("Counts until {day}.", "day", day)),
                            .may_see = !day_is(held->seen_on) && !people_is(ctx, held->person)};
    if (left < 0) row.state = activities_said(ctx, SAY("It has run out."));
    else if (left <= SOON_DAYS) row.state = activities_said(ctx, SAY("It runs out soon."));
    row.seen = day_is(held->seen_on) && held->seen_name.len > 0
                   ? activities_said(ctx, SAY2("{name} saw the paper on {day}.", "name", held->seen_name, "day", day_say(ctx, held->seen_on)))
                   : activities_said(ctx, SAY("Only said so far. Show the paper to the leader or the administrator."));
    return row;
}

static enum status page(struct web *w, struct person_id person, struct str action)
{
    struct ctx *ctx = w->ctx;
    struct held *held;
    size_t n;
    TRY(activities_held_list(ctx, person, &held, &n));
    struct check_row *rows = ARENA_ARRAY(ctx->arena, struct check_row, n + 1);
    struct html_choice *kinds = ARENA_ARRAY(ctx->arena, struct html_choice, HELD_KINDS);
    for (size_t i = 0; i < n; i++) rows[i] = row_of(ctx, &held[i]);
    for (int i = 0; i < HELD_KINDS; i++) {
        struct str code = str_from(activities_held_code((enum held_kind)i));
        kinds[i] = (struct html_choice){code, activities_said(ctx, activities_held_said((enum held_kind)i)), str_eq(web_text(w, "kind"), code)};
    }
    const struct checks_view view = {.name = people_is(ctx, person) ? STR_NONE : people_first_name(ctx, person), .action = action, .rows = rows,
                                     .rows_n = n, .kinds = kinds, .kinds_n = HELD_KINDS, .until = web_text(w, "until")};
    activities_page_checks(web_page(w, SAY("First aid and checks"), "/me"), &view);
    return OK;
}

static enum status keep(struct web *w, struct person_id person, struct str back)
{
    struct str what = web_text(w, "do");
    int64_t id = web_int(w, "id", 0);
    enum held_kind kind;
    struct day until = DAY_NONE;
    if (!activities_held_may(w->ctx, person)) return ERR_DENIED;
    if (str_is(what, "seen")) TRY(activities_held_seen(w->ctx, id));
    else if (str_is(what, "end")) TRY(activities_held_end(w->ctx, id));
    else {
        if (!activities_held_parse(web_text(w, "kind"), &kind))
            return ctx_fault(w->ctx, ERR_INVALID, STR("kind"), SAY("Tap what it is."));
        if (!day_parse(web_text(w, "until"), &until)) until = DAY_NONE;
        TRY(activities_held_put(w->ctx, person, kind, until));
    }
    return web_redirect_saying(w, back, SAY("Kept."));
}

enum status activities_web_my_checks(struct web *w)
{
    return page(w, (struct person_id){w->ctx->actor.person}, STR("/me/checks"));
}

enum status activities_web_my_checks_keep(struct web *w)
{
    return keep(w, (struct person_id){w->ctx->actor.person}, STR("/me/checks"));
}

enum status activities_web_checks(struct web *w)
{
    const struct person_id person = {web_id(w, 0)};
    TRY(page(w, person, web_path(w, "/people/%lld/checks", (long long)person.v)));
    if (!people_is(w->ctx, person)) w->seen_subject = person.v; /* "who looked" */
    return OK;
}

enum status activities_web_checks_keep(struct web *w)
{
    const struct person_id person = {web_id(w, 0)};
    return keep(w, person, web_path(w, "/people/%lld/checks", (long long)person.v));
}

enum status activities_web_checks_due(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct held *held;
    size_t n;
    TRY(activities_held_due(ctx, (struct place_id){ctx->actor.place}, SOON_DAYS, &held, &n));
    struct check_due_row *rows = ARENA_ARRAY(ctx->arena, struct check_due_row, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct check_row row = row_of(ctx, &held[i]);
        rows[i] = (struct check_due_row){web_path(w, "/people/%lld/checks", (long long)held[i].person.v), held[i].name, row.what,
                                         row.out ? row.state : row.until, row.out};
    }
    const struct checks_due_view view = {rows, n};
    activities_page_checks_due(web_page(w, SAY("Papers that ran out or soon will"), "/today"), &view);
    return OK;
}
