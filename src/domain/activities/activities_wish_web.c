/* The pages of wishes: the list, saying one, me too. */
#include "domain/activities/activities_wish_web_own.h"

#include "activities_pages.h"
#include "platform/web/web.h"

#define SIMILAR 4
#define SHOWN 50

struct str activities_wish_yeses_say(struct ctx *ctx, int64_t n)
{
    return n == 0 ? activities_wish_say(ctx, SAY("Nobody wishes for it just now."))
                  : text_many(ctx->arena, ctx->locale, "{n} person wishes for it.", "{n} people wish for it.", n, NULL);
}

/* Where a wish belongs: the home of who says it, else the oldest place. */
static enum status home(struct ctx *ctx, struct place_id *ret_place)
{
    struct place place;
    if (ctx->actor.place != 0) {
        *ret_place = (struct place_id){ctx->actor.place};
        return OK;
    }
    TRY(places_first(ctx, &place));
    *ret_place = place.id;
    return OK;
}

static struct wish_row *rows_of(struct web *w, const struct wish *wishes, size_t n)
{
    struct wish_row *rows = ARENA_ARRAY(w->ctx->arena, struct wish_row, n + 1);
    for (size_t i = 0; i < n; i++)
        rows[i] = (struct wish_row){web_path(w, "/wish/%lld", (long long)wishes[i].id.v), wishes[i].words,
                                    activities_wish_yeses_say(w->ctx, wishes[i].yeses)};
    return rows;
}

/* One list of the page; `state` waiting only for those who read them. */
static enum status list(struct web *w, struct place_id place, enum wish_state state, const struct wish_row **ret_rows, size_t *ret_n)
{
    struct wish *wishes;
    size_t n;
    TRY(activities_wishes(w->ctx, place, state, SHOWN, &wishes, &n));
    *ret_rows = rows_of(w, wishes, n);
    *ret_n = n;
    return OK;
}

enum status activities_web_wishes(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct place_id place;
    struct wish *similar;
    struct wishes_view view = {.words = web_text(w, "words")};
    const struct wish_yes nothing = {.shift = -1};
    TRY(home(ctx, &place));
    view.asked = view.words.len > 0 || web_refused(w);
    if (view.asked) {
        TRY(activities_wish_similar(ctx, place, view.words, SIMILAR, &similar, &view.similar_n));
        view.similar = rows_of(w, similar, view.similar_n);
        view.find = STR("/find");
        view.form = (struct wish_form_view){.action = STR("/wish"), .words = view.words, .fresh = true,
                                            .button = activities_wish_say(ctx, SAY("Keep my wish"))};
        activities_wish_form(w, &nothing, &view.form);
    }
    TRY(list(w, place, WISH_OPEN, &view.rows, &view.rows_n));
    TRY(list(w, place, WISH_BECAME, &view.became, &view.became_n));
    if (activities_wish_may_read(ctx, &(struct wish){.place = place})) TRY(list(w, place, WISH_WAITING, &view.waiting, &view.waiting_n));
    activities_page_wishes(web_page(w, SAY("I wish there were…"), "/wish"), &view);
    return OK;
}

struct wish_plan { struct place_id place; struct wish_yes yes; };

enum status activities_web_wish_add_prepare(struct web *w)
{
    struct wish_plan *plan = ARENA_NEW(w->ctx->arena, struct wish_plan);
    TRY(home(w->ctx, &plan->place));
    activities_wish_read_yes(w, &plan->yes);
    w->plan = plan;
    return OK;
}

static enum status note_acting(struct web *w)
{
    struct person_id whom = {w->ctx->actor.on_behalf_of};
    return whom.v != 0 ? people_record_acting(w->ctx, whom, STR("spoken")) : OK;
}

enum status activities_web_wish_add(struct web *w)
{
    const struct wish_plan *plan = w->plan;
    struct wish_id id;
    struct minutes minutes = {(int32_t)web_int(w, "minutes", TIMES_MINUTES)};
    TRY(activities_wish_add(w->ctx, plan->place, web_text(w, "words"), minutes, &plan->yes, &id));
    TRY(note_acting(w));
    if (plan->yes.person.v == 0 && plan->yes.told_by.v == 0)
        return web_redirect_saying(w, STR("/wish"), SAY("Thank you. A neighbour reads it, then it is on the list."));
    return web_redirect_saying(w, web_path(w, "/wish/%lld", (long long)id.v), SAY("Your wish is on the list. Tell others, so that they say me too."));
}

enum status activities_web_wish_yes_prepare(struct web *w)
{
    struct wish_yes *yes = ARENA_NEW(w->ctx->arena, struct wish_yes);
    activities_wish_read_yes(w, yes);
    w->plan = yes;
    return OK;
}

enum status activities_web_wish_yes(struct web *w)
{
    const struct wish_yes *yes = w->plan;
    TRY(activities_wish_yes_put(w->ctx, (struct wish_id){web_id(w, 0)}, yes));
    TRY(note_acting(w));
    return web_redirect_saying(w, web_path(w, "/wish/%lld", (long long)web_id(w, 0)), SAY("Thank you. When it begins, you are told."));
}

enum status activities_web_wish_back(struct web *w)
{
    const struct actor *actor = &w->ctx->actor;
    struct person_id person = {actor->on_behalf_of != 0 ? actor->on_behalf_of : actor->person};
    TRY(activities_wish_yes_back(w->ctx, (struct wish_id){web_id(w, 0)}, person));
    TRY(note_acting(w));
    return web_redirect_saying(w, web_path(w, "/wish/%lld", (long long)web_id(w, 0)), SAY("Taken back."));
}
