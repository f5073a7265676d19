/* The page of one wish: best times, barriers, the group that thinks it out. */
#include "domain/activities/activities_wish_web_own.h"
#include "domain/activities/activities_edit.h"

#include "activities_pages.h"
#include "platform/web/web.h"

#define SERIES 50

/* ---- the best times in words ---- */

static struct str slot_say(struct ctx *ctx, const struct times_shown *line)
{
    struct str day = text_weekday(ctx->locale, line->slot / 48);
    struct str from = text_time(ctx->arena, ctx->locale, (struct minutes){line->slot % 48 * 30});
    if (line->last == line->slot) return activities_wish_say(ctx, SAY2("{day} {time}", "day", day, "time", from));
    struct str last = text_time(ctx->arena, ctx->locale, (struct minutes){line->last % 48 * 30});
    return activities_wish_say(ctx, SAY3("{day}, to begin from {from} to {last}", "day", day, "from", from, "last", last));
}

static struct str share_say(struct ctx *ctx, const struct times_shown *line)
{
    struct str when = slot_say(ctx, line), of = str_int(ctx->arena, line->of), n = str_int(ctx->arena, line->suits);
    if (line->said == TIMES_COUNTED) return activities_wish_say(ctx, SAY3("{when}: suits {n} of {of}.", "when", when, "n", n, "of", of));
    if (line->said == TIMES_ABOUT) return activities_wish_say(ctx, SAY3("{when}: suits about {n} of {of}.", "when", when, "n", n, "of", of));
    return activities_wish_say(ctx, SAY2("{when}: suits more than half of {of}.", "when", when, "of", of));
}

static struct str group_say(struct ctx *ctx, const struct times_shown_group *group)
{
    struct str of = str_int(ctx->arena, group->of), words = group->name;
    for (int i = 0; i < WISH_SHIFTS; i++)
        if (str_is(group->name, activities_wish_shifts[i])) words = text_get(ctx->locale, activities_wish_shift_says[i], NULL);
    if (group->part == TIMES_MOST) return activities_wish_say(ctx, SAY2("Most of the {of} who say: {words}.", "of", of, "words", words));
    if (group->part == TIMES_HALF) return activities_wish_say(ctx, SAY2("About half of the {of} who say: {words}.", "of", of, "words", words));
    return activities_wish_say(ctx, SAY2("Few of the {of} who say: {words}.", "of", of, "words", words));
}

struct str activities_wish_time_say(struct ctx *ctx, const struct times_shown *line)
{
    struct str said = share_say(ctx, line);
    for (size_t i = 0; i < line->groups_n; i++)
        said = str_printf(ctx->arena, "%.*s %.*s", STR_ARG(said), STR_ARG(group_say(ctx, &line->groups[i])));
    return said;
}

static void put_times(struct ctx *ctx, const struct wish *wish, struct wish_view *view)
{
    struct times_shown lines[TIMES_SHOWN];
    size_t n = wish->yeses >= 5 ? activities_wish_shown(ctx, wish, lines) : 0;
    struct str *words = ARENA_ARRAY(ctx->arena, struct str, n + 1);
    for (size_t i = 0; i < n; i++) words[i] = activities_wish_time_say(ctx, &lines[i]);
    view->times = words;
    view->times_n = n;
    if (n == 0 && instant_is(wish->shown_at)) view->times_said = activities_wish_say(ctx, SAY("There is no time yet that suits more than half. More answers help."));
    else if (n == 0) view->times_said = activities_wish_say(ctx, SAY("The best times are worked out when five people said theirs."));
}

/* ---- what keeps people away ---- */

/* Exact for those who think it out; for all others in steps of five, so that one person more tells
   nothing about that person. Nothing at all before five answered: who it was would be known. */
static struct str barrier_say(struct ctx *ctx, int64_t n, bool inside, const char *what)
{
    struct str words = text_get(ctx->locale, what, NULL);
    if (inside) {
        const struct said one = SAY1("{n} said: {words}", "words", words);
        return text_say_n(ctx->arena, ctx->locale, T_("{n} said: {words}"), n, &one, NULL);
    }
    return activities_wish_say(ctx, SAY2("{n} or more said: {words}", "n", str_int(ctx->arena, n / 5 * 5), "words", words));
}

#define ANSWERS_LEAST 5

static void put_barriers(struct ctx *ctx, const struct wish_group *group, bool inside, struct wish_view *view)
{
    int64_t least = inside ? 1 : ANSWERS_LEAST;
    if (group->answers < ANSWERS_LEAST) return;
    struct str *lines = ARENA_ARRAY(ctx->arena, struct str, WISH_BARRIERS);
    for (int i = 0; i < WISH_BARRIERS; i++)
        if (group->barriers[i] >= least) lines[view->barriers_n++] = barrier_say(ctx, group->barriers[i], inside, activities_wish_barrier_says[i]);
    view->barriers = lines;
}

static void put_group(struct ctx *ctx, const struct wish_group *group, struct wish_view *view)
{
    struct wish_helper_row *rows = ARENA_ARRAY(ctx->arena, struct wish_helper_row, group->helpers_n + 1);
    for (size_t i = 0; i < group->helpers_n; i++)
        rows[i] = (struct wish_helper_row){(long long)group->helpers[i].yes.v, group->helpers[i].name, group->helpers[i].in};
    view->helpers = rows;
    view->helpers_n = group->helpers_n;
    view->own = group->words;
    view->own_n = group->words_n;
    view->places = group->places;
    view->places_n = group->places_n;
    if (group->even + group->odd == 0) return;
    bool odd = activities_wish_odd_week(ctx_today(ctx));
    view->weeks = activities_wish_say(ctx, SAY2("One week in two: {n} can in weeks like this one, {m} in the other.", "n",
                                                str_int(ctx->arena, odd ? group->odd : group->even), "m",
                                                str_int(ctx->arena, odd ? group->even : group->odd)));
}

static struct str designed_say(struct ctx *ctx, enum activity_designer by)
{
    if (by == ACTIVITY_BY_RESIDENTS) return activities_wish_say(ctx, SAY("Thought out by residents."));
    if (by == ACTIVITY_BY_STAFF) return activities_wish_say(ctx, SAY("Thought out by staff. Ask a resident in."));
    return by == ACTIVITY_BY_BOTH ? activities_wish_say(ctx, SAY("Thought out by residents and staff.")) : STR_NONE;
}

enum status activities_wish_counts(struct web *w, const struct wish *wish, struct wish_view *view)
{
    struct wish_group group;
    TRY(activities_wish_group(w->ctx, wish, &group));
    put_times(w->ctx, wish, view);
    put_barriers(w->ctx, &group, view->inside, view);
    view->designed = designed_say(w->ctx, group.designed_by);
    if (view->inside) put_group(w->ctx, &group, view);
    return OK;
}

/* ---- the page ---- */

/* What the actor leads or meets newcomers at: it may be one of these. */
static enum status put_series(struct web *w, struct wish_view *view)
{
    struct ctx *ctx = w->ctx;
    struct person_id me = {ctx->actor.person};
    struct asset_id *ids;
    struct asset *led, *hosted;
    size_t ids_n, led_n, hosted_n;
    TRY(activities_list_led(ctx, me, &ids, &ids_n));
    TRY(assets_list_by_ids(ctx, ids, ids_n, &led, &led_n));
    TRY(assets_list_hosted(ctx, me, SERIES, &hosted, &hosted_n));
    struct html_choice *list = ARENA_ARRAY(ctx->arena, struct html_choice, led_n + hosted_n + 1);
    for (size_t i = 0; i < led_n + hosted_n; i++) {
        const struct asset *a = i < led_n ? &led[i] : &hosted[i - led_n];
        bool seen = false;
        for (size_t k = 0; k < view->series_n; k++) seen = seen || str_eq(list[k].value, str_int(ctx->arena, a->id.v));
        if (!seen && assets_is_series(a))
            list[view->series_n++] = (struct html_choice){str_int(ctx->arena, a->id.v), a->name, false};
    }
    view->series = list;
    return OK;
}

static enum status put_became(struct web *w, const struct wish *wish, struct wish_view *view)
{
    struct asset asset;
    if (wish->state != WISH_BECAME) return OK;
    enum status status = assets_find(w->ctx, wish->asset, &asset);
    if (status == ERR_MISSING || status == ERR_DENIED) return OK;
    TRY(status);
    view->became = web_path(w, "/activities/%lld", (long long)asset.id.v);
    view->became_name = asset.name;
    return OK;
}

static void put_state(struct ctx *ctx, const struct wish *wish, struct wish_view *view)
{
    view->open = wish->state == WISH_OPEN;
    view->may_read = wish->state == WISH_WAITING;
    if (view->may_read) view->state = activities_wish_say(ctx, SAY("Nobody sees this yet but you who read first."));
    if (wish->state == WISH_ENDED) view->state = activities_wish_say(ctx, SAY("This wish is off the list."));
    if (wish->design.len == 0) return;
    struct str *words = ARENA_NEW(ctx->arena, struct str);
    *words = wish->design;
    view->paragraphs = words;
    view->paragraphs_n = 1;
}

enum status activities_web_wish(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct wish wish;
    struct wish_yes yes = {.shift = -1};
    const struct actor *actor = &ctx->actor;
    const struct person_id who = {actor->on_behalf_of != 0 ? actor->on_behalf_of : actor->person};
    TRY(activities_wish_find(ctx, (struct wish_id){web_id(w, 0)}, &wish));
    struct wish_view view = {.id = (long long)wish.id.v, .words = wish.words, .said = activities_wish_yeses_say(ctx, wish.yeses),
                             .inside = activities_wish_may_design(ctx, &wish)};
    put_state(ctx, &wish, &view);
    TRY(put_became(w, &wish, &view));
    TRY(activities_wish_counts(w, &wish, &view));
    view.mine = who.v != 0 && activities_wish_yes_find(ctx, wish.id, who, &yes) == OK;
    view.design = web_kept(w, "design", wish.design);
    if (activities_may_add(ctx) && (view.inside || activities_wish_may_read(ctx, &wish)))
        view.make = web_path(w, "/activities/new?wish=%lld", (long long)wish.id.v);
    if (view.inside && view.open && actor->person != 0) TRY(put_series(w, &view));
    view.form = (struct wish_form_view){.action = web_path(w, "/wish/%lld/yes", (long long)wish.id.v),
                                        .button = view.mine ? activities_wish_say(ctx, SAY("Keep")) : activities_wish_say(ctx, SAY("Me too"))};
    activities_wish_form(w, &yes, &view.form);
    activities_page_wish(web_page(w, SAY1("{name}", "name", wish.words), "/wish"), &view);
    return OK;
}

/* ---- what the group does ---- */

static enum status became(struct web *w, const struct wish *wish)
{
    struct asset_id asset = {web_int(w, "series", 0)};
    if (asset.v == 0) return ctx_fault(w->ctx, ERR_INVALID, STR("series"), SAY("Choose which one it is."));
    TRY(activities_wish_became(w->ctx, wish->id, asset));
    return web_redirect_saying(w, web_path(w, "/wish/%lld", (long long)wish->id.v), SAY("Everybody who said me too is told."));
}

enum status activities_web_wish_do(struct web *w)
{
    struct wish wish;
    struct str what = web_text(w, "do");
    TRY(activities_wish_find(w->ctx, (struct wish_id){web_id(w, 0)}, &wish));
    struct str back = web_path(w, "/wish/%lld", (long long)wish.id.v);
    if (str_is(what, "became")) return became(w, &wish);
    if (str_is(what, "read") || str_is(what, "not")) {
        TRY(activities_wish_read(w->ctx, &wish, str_is(what, "read")));
        return web_redirect(w, str_is(what, "read") ? back : STR("/wish"));
    }
    if (str_is(what, "welcome")) TRY(activities_wish_welcome(w->ctx, &wish, (struct wish_yes_id){web_int(w, "yes", 0)}));
    else if (str_is(what, "design")) TRY(activities_wish_design(w->ctx, &wish, web_text(w, "design")));
    else if (str_is(what, "times")) TRY(activities_wish_times(w->ctx, &wish));
    else if (str_is(what, "end")) TRY(activities_wish_end(w->ctx, &wish));
    else return ctx_fault(w->ctx, ERR_INVALID, STR_NONE, SAY("Choose what to do."));
    return str_is(what, "end") ? web_redirect(w, STR("/wish")) : web_redirect_saying(w, back, SAY("Kept."));
}
