/* The ladder: the page of those who run it, what the person says, and what other pages show. */
#include "domain/activities/activities_leader_own.h"
#include "domain/activities/activities_leader_view.h"
#include "domain/activities/activities_say.h"

#include "activities_pages.h"
#include "platform/web/web.h"

#define TODAY_SHOWN 5
#define SOON_DAYS 60

/* ---- words ---- */

static struct str step_word(struct ctx *ctx, enum leader_step step)
{
    return activities_said(ctx, activities_step_said(step));
}

static struct str stands_say(struct ctx *ctx, const struct leader_rung *r)
{
    if (r->step != LEADER_NONE)
        return activities_said(ctx, SAY2("{step}, both said so on {day}.", "step", step_word(ctx, r->step), "day",
                                         text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, r->step_at), ctx_today(ctx))));
    return activities_said(ctx, r->named ? SAY("Named as leading or hosting it.") : SAY("At the foot of the ladder."));
}

/* For those who run it. */
static struct str open_say(struct ctx *ctx, const struct leader_rung *r)
{
    struct str step = step_word(ctx, r->next);
    if (r->next == LEADER_NONE) return STR_NONE;
    if (r->not_yet) return activities_said(ctx, r->not_yet_self ? SAY1("{step}: they said not yet.", "step", step) : SAY1("{step}: you said not yet.", "step", step));
    if (r->next_self) return activities_said(ctx, SAY2("{name} says: {step}. Is that so?", "name", r->name, "step", step));
    return activities_said(ctx, SAY2("{step}: said by you, and {name} is asked.", "step", step, "name", r->name));
}

/* For the person: "Dev thinks you could lead with somebody beside you. What do you say?" */
static struct str ask_say(struct ctx *ctx, const struct leader_rung *r)
{
    struct str by = r->next_by.len > 0 ? r->next_by : activities_said(ctx, SAY("Whoever runs it"));
    if (r->next == LEADER_NONE || r->next_self) return STR_NONE;
    switch (r->next) {
    case LEADER_HELPED: return activities_said(ctx, SAY1("{name} says that you helped. Is that so?", "name", by));
    case LEADER_TOGETHER: return activities_said(ctx, SAY1("{name} thinks you could lead together with somebody.", "name", by));
    case LEADER_SUPPORTED: return activities_said(ctx, SAY1("{name} thinks you could lead with support.", "name", by));
    default: return activities_said(ctx, SAY1("{name} thinks you could lead it.", "name", by));
    }
}

static struct str could_say(struct ctx *ctx, enum leader_step step)
{
    switch (step) {
    case LEADER_HELPED: return activities_said(ctx, SAY("I helped"));
    case LEADER_TOGETHER: return activities_said(ctx, SAY("I led it together with somebody"));
    case LEADER_SUPPORTED: return activities_said(ctx, SAY("I led it, with somebody beside me"));
    default: return activities_said(ctx, SAY("I lead it"));
    }
}

/* ---- the page ---- */

static struct str checks_of(struct web *w, struct person_id person)
{
    if (people_is(w->ctx, person)) return STR("/me/checks");
    return activities_held_may(w->ctx, person) ? web_path(w, "/people/%lld/checks", (long long)person.v) : STR_NONE;
}

static struct leader_row row_of(struct web *w, const struct leader_rung *r)
{
    bool self = people_is(w->ctx, r->person);
    return (struct leader_row){.person = (long)r->person.v, .name = r->name, .step = stands_say(w->ctx, r), .open = self ? STR_NONE : open_say(w->ctx, r),
                               .small_step = r->small_step, .checks = checks_of(w, r->person), .next = r->next, .self = self,
                               .answer = !self && r->next != LEADER_NONE && r->next_self && !(r->not_yet && !r->not_yet_self),
                               .ladder = r->step != LEADER_NONE || r->next != LEADER_NONE};
}

/* Who could, when the leader cannot come: those who lead, then those who led with support. */
static struct str away_say(struct ctx *ctx, const struct activity_at *at, const struct leader_rung *rungs, size_t n)
{
    struct str *names = ARENA_ARRAY(ctx->arena, struct str, n + 1), *with = ARENA_ARRAY(ctx->arena, struct str, n + 1);
    size_t could = 0, beside = 0;
    for (size_t i = 0; i < n; i++) {
        if (rungs[i].person.v == at->series.leader.v) continue;
        if (rungs[i].named || rungs[i].step == LEADER_LEADS) names[could++] = rungs[i].name;
        else if (rungs[i].step == LEADER_SUPPORTED || rungs[i].step == LEADER_TOGETHER) with[beside++] = rungs[i].name;
    }
    struct str lead = str_join(ctx->arena, names, could, STR(", ")), help = str_join(ctx->arena, with, beside, STR(", "));
    if (could > 0 && beside > 0) return activities_said(ctx, SAY2("These could lead: {names}. With somebody beside them: {others}.", "names", lead, "others", help));
    if (could > 0) return activities_said(ctx, SAY1("These could lead: {names}.", "names", lead));
    if (beside > 0) return activities_said(ctx, SAY1("Nobody else leads alone yet. With somebody beside them: {others}.", "others", help));
    return activities_said(ctx, SAY("Nobody else could lead yet."));
}

static struct str only_one(const struct leader_rung *rungs, size_t n)
{
    struct str only = STR_NONE;
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (!rungs[i].named && rungs[i].step != LEADER_LEADS) continue;
        only = rungs[i].name;
        count++;
    }
    return count == 1 ? only : STR_NONE;
}

static enum status people_fill(struct web *w, const struct activity_at *at, const struct leader_rung *rungs, size_t n, struct leaders_view *view)
{
    struct leader_candidate *found;
    size_t found_n;
    TRY(activities_candidates(w->ctx, at, &found, &found_n));
    struct html_choice *people = ARENA_ARRAY(w->ctx->arena, struct html_choice, found_n + n + 1);
    struct str kept = web_text(w, "person");
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        if (!people_is(w->ctx, rungs[i].person))
            people[count++] = (struct html_choice){str_int(w->ctx->arena, rungs[i].person.v), rungs[i].name, false};
    for (size_t i = 0; i < found_n; i++)
        if (!people_is(w->ctx, found[i].person))
            people[count++] = (struct html_choice){str_int(w->ctx->arena, found[i].person.v), found[i].name, false};
    for (size_t i = 0; i < count; i++) people[i].on = str_eq(people[i].value, kept);
    view->people = people;
    view->people_n = count;
    return OK;
}

static void steps_fill(struct web *w, struct leaders_view *view)
{
    struct html_choice *steps = ARENA_ARRAY(w->ctx->arena, struct html_choice, LEADER_STEPS);
    int64_t kept = web_int(w, "step", 0);
    for (int i = 0; i < LEADER_STEPS; i++)
        steps[i] = (struct html_choice){str_int(w->ctx->arena, i + 1), step_word(w->ctx, (enum leader_step)(i + 1)), kept == i + 1};
    view->steps = steps;
    view->steps_n = LEADER_STEPS;
}

enum status activities_web_leaders(struct web *w)
{
    struct activity_at at = {.code = STR_NONE};
    struct leader_rung *rungs;
    size_t n;
    TRY(activities_find(w->ctx, w->params[0], &at.asset, &at.series));
    TRY(activities_ladder(w->ctx, &at, &rungs, &n));
    struct leader_row *rows = ARENA_ARRAY(w->ctx->arena, struct leader_row, n + 1);
    for (size_t i = 0; i < n; i++) rows[i] = row_of(w, &rungs[i]);
    struct leaders_view view = {.name = at.asset.name, .series = web_path(w, "/activities/%lld", (long long)at.asset.id.v),
                                .action = web_path(w, "/activities/%lld/leaders", (long long)at.asset.id.v), .rows = rows, .rows_n = n,
                                .small_step = web_text(w, "small_step"), .away = away_say(w->ctx, &at, rungs, n), .only = only_one(rungs, n)};
    TRY(people_fill(w, &at, rungs, n, &view));
    steps_fill(w, &view);
    activities_page_leaders(web_page(w, SAY1("Who leads: {name}", "name", at.asset.name), "/find"), &view);
    return OK;
}

static enum status act(struct web *w, const struct activity_at *at, struct person_id person)
{
    struct str what = web_text(w, "do");
    enum leader_step step = (enum leader_step)web_int(w, "step", 0);
    if (str_is(what, "end")) return activities_step_end(w->ctx, at, person);
    if (str_is(what, "not yet")) return activities_step_not_yet(w->ctx, at, person, step);
    return activities_step_say(w->ctx, at, person, step, people_is(w->ctx, person) ? STR_NONE : web_text(w, "small_step"));
}

enum status activities_web_leaders_say(struct web *w)
{
    struct activity_at at = {.code = STR_NONE};
    const struct person_id person = {web_int(w, "person", 0)};
    TRY(activities_find(w->ctx, w->params[0], &at.asset, &at.series));
    if (!activities_may_run(w->ctx, &at.asset, &at.series))
        return ctx_fault(w->ctx, ERR_DENIED, STR_NONE, SAY("Only the people who run this activity can open this."));
    TRY(act(w, &at, person));
    return web_redirect_saying(w, web_path(w, "/activities/%lld/leaders", (long long)at.asset.id.v), SAY("Kept."));
}

/* Of oneself. */
enum status activities_web_step_answer(struct web *w)
{
    struct activity_at at = {.code = STR_NONE};
    TRY(activities_find(w->ctx, w->params[0], &at.asset, &at.series));
    TRY(act(w, &at, (struct person_id){w->ctx->actor.person}));
    return web_redirect_saying(w, web_path(w, "/activities/%lld", (long long)at.asset.id.v), SAY("Thank you. It is kept."));
}

/* ---- on other pages ---- */

static struct leader_mine mine_of(struct ctx *ctx, const struct leader_rung *r, struct str name)
{
    enum leader_step could = r->next != LEADER_NONE ? LEADER_NONE : r->step < LEADER_LEADS ? (enum leader_step)(r->step + 1) : LEADER_NONE;
    return (struct leader_mine){
        .name = name, .series = str_printf(ctx->arena, "/activities/%lld", (long long)r->asset.v),
        .action = str_printf(ctx->arena, "/activities/%lld/step", (long long)r->asset.v), .step = stands_say(ctx, r),
        .ask = r->not_yet && r->not_yet_self ? STR_NONE : ask_say(ctx, r), .small_step = r->small_step, .next = r->next, .could = could,
        .could_words = could ? could_say(ctx, could) : STR_NONE};
}

enum status activities_leader_part(struct web *w, const struct activity_at *at, bool session, struct html *h)
{
    struct ctx *ctx = w->ctx;
    struct leader_rung *rungs, own;
    struct leader_mine mine;
    size_t n;
    struct leader_part_view view = {.runs = activities_may_run(ctx, &at->asset, &at->series),
                                    .href = web_path(w, "/activities/%lld/leaders", (long long)at->asset.id.v)};
    const struct person_id self = {ctx->actor.person};
    if (view.runs) {
        TRY(activities_ladder(ctx, at, &rungs, &n));
        struct str only = only_one(rungs, n);
        if (only.len > 0 && !session) view.words = activities_said(ctx, SAY1("Only {name} can open the door.", "name", only));
        if (session) view.away = away_say(ctx, at, rungs, n);
    }
    if (!session && self.v != 0 && activities_ladder_of(ctx, at, self, &own) == OK && !own.named) {
        mine = mine_of(ctx, &own, at->asset.name);
        view.mine = &mine;
    }
    if (view.runs || view.mine) activities_part_leader_line(h, &view);
    return OK;
}

static struct str due_mine(struct ctx *ctx, struct person_id person)
{
    struct held *held;
    size_t n;
    if (activities_held_list(ctx, person, &held, &n) != OK) return STR_NONE;
    for (size_t i = 0; i < n; i++) {
        if (held[i].until.n > ctx_today(ctx).n + 60) continue;
        struct str day = text_day(ctx->arena, ctx->locale, held[i].until, ctx_today(ctx));
        struct str what = activities_said(ctx, activities_held_said(held[i].kind));
        return activities_said(ctx, held[i].until.n < ctx_today(ctx).n ? SAY2("{what}: yours ran out on {day}.", "what", what, "day", day)
                                                                       : SAY2("{what}: yours counts until {day}.", "what", what, "day", day));
    }
    return STR_NONE;
}

#define LED_SHOWN 10

static enum status led_fill(struct ctx *ctx, const struct asset_id *ids, size_t n, struct leader_mine_view *view)
{
    struct asset *assets;
    size_t found;
    TRY(assets_list_by_ids(ctx, ids, n < LED_SHOWN ? n : LED_SHOWN, &assets, &found));
    struct leader_led *led = ARENA_ARRAY(ctx->arena, struct leader_led, found + 1);
    for (size_t i = 0; i < found; i++) {
        long long id = (long long)assets[i].id.v;
        led[i] = (struct leader_led){assets[i].name, str_printf(ctx->arena, "/activities/%lld", id),
                                     str_printf(ctx->arena, "/activities/%lld/leaders", id), str_printf(ctx->arena, "/activities/%lld/safety", id)};
    }
    view->led = led;
    view->led_n = found;
    return OK;
}

enum status activities_leader_panel_me(struct ctx *ctx, struct html *h, int64_t id)
{
    const struct person_id person = {id};
    struct leader_rung *rungs;
    struct asset_id *led;
    size_t n, led_n, kept = 0;
    if (ctx->actor.person != id) return OK;
    TRY(activities_ladders_of(ctx, person, &rungs, &n));
    TRY(activities_list_led(ctx, person, &led, &led_n));
    struct leader_mine *rows = ARENA_ARRAY(ctx->arena, struct leader_mine, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct asset *assets;
        size_t found;
        TRY(assets_list_by_ids(ctx, &rungs[i].asset, 1, &assets, &found));
        if (found == 1) rows[kept++] = mine_of(ctx, &rungs[i], assets[0].name);
    }
    struct leader_mine_view view = {.rows = rows, .rows_n = kept, .due = due_mine(ctx, person)};
    TRY(led_fill(ctx, led, led_n, &view));
    if (kept > 0 || led_n > 0 || view.due.len > 0) activities_page_leader_me(h, &view);
    return OK;
}

enum status activities_leader_panel_today(struct ctx *ctx, struct html *h, int64_t person)
{
    struct leader_fragile *rows;
    struct held *due;
    size_t n, due_n;
    const struct place_id place = {ctx->actor.place};
    (void)person;
    if (!ctx_has(ctx, STANDING_ADMIN | STANDING_LEAD)) return OK;
    TRY(activities_fragile(ctx, place, TODAY_SHOWN, &rows, &n));
    TRY(activities_held_due(ctx, place, SOON_DAYS, &due, &due_n));
    struct leader_fragile_row *lines = ARENA_ARRAY(ctx->arena, struct leader_fragile_row, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct said words = rows[i].could.len > 0 ? SAY2("{name}. {other} could grow into it.", "name", rows[i].only, "other", rows[i].could)
                                                  : SAY1("{name}.", "name", rows[i].only);
        lines[i] = (struct leader_fragile_row){str_printf(ctx->arena, "/activities/%lld", (long long)rows[i].asset.v), rows[i].name, activities_said(ctx, words)};
    }
    struct leader_today_view view = {.rows = lines, .rows_n = n};
    bool out = due_n > 0 && due[0].until.n < ctx_today(ctx).n; /* those that ran out come first */
    if (due_n > 0) view.due = activities_said(ctx, out ? SAY("Papers of those who lead have run out.") : SAY("Papers of those who lead run out soon."));
    if (n > 0 || due_n > 0) activities_page_leader_today(h, &view);
    return OK;
}
