#include "domain/people/people_caseload_view.h"
#include "domain/people/people_room_web.h"
#include "domain/people/people_web_own.h"

#include "people_pages.h"

/* Room and rest of a connector, and what the people they walk beside are told. */

static struct str day_value(struct web *w, const char *name, struct day day)
{
    return web_kept(w, name, day_is(day) ? day_format(w->ctx->arena, day) : STR(""));
}

static struct html_choice *stand_ins(struct web *w, const struct people_walker *walkers, size_t count, struct str now, size_t *ret_count)
{
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, count + 1);
    size_t kept = 0;
    choices[kept++] = (struct html_choice){STR("0"), people_web_said(w, SAY("Nobody: it waits for me")), now.len == 0 || str_is(now, "0")};
    for (size_t i = 0; i < count; i++) {
        if (walkers[i].id.v == w->ctx->actor.person || walkers[i].ended || walkers[i].resting) continue;
        struct str value = str_int(w->ctx->arena, walkers[i].id.v);
        choices[kept++] = (struct html_choice){value, walkers[i].first_name, str_eq(value, now)};
    }
    *ret_count = kept;
    return choices;
}

enum status people_web_room(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct people_walker *walkers;
    struct people_room room;
    size_t count;
    TRY(people_room_find(ctx, (struct person_id){ctx->actor.person}, &room));
    TRY(people_walkers(ctx, &walkers, &count));
    struct people_room_view view = {.name = people_first_name(ctx, (struct person_id){ctx->actor.person}),
                                    .room = web_kept(w, "room", room.room >= 0 ? str_int(ctx->arena, room.room) : STR("")),
                                    .rest_from = day_value(w, "rest_from", room.rest_from),
                                    .rest_until = day_value(w, "rest_until", room.rest_until)};
    struct people_room_line *lines = ARENA_ARRAY(ctx->arena, struct people_room_line, count);
    for (size_t i = 0; i < count; i++) {
        if (walkers[i].id.v == ctx->actor.person) view.words = people_walker_words(ctx, &walkers[i]);
        else lines[view.others_n++].words = people_walker_words(ctx, &walkers[i]);
    }
    if (view.words.len == 0) view.words = view.name;
    view.others = lines;
    view.stand_ins = stand_ins(w, walkers, count, web_kept(w, "stand_in", str_int(ctx->arena, room.stand_in.v)), &view.stand_ins_n);
    people_page_room(web_page(w, SAY("Room and rest"), "/today"), &view);
    return OK;
}

static enum status read_day(struct web *w, const char *name, struct day *ret_day)
{
    struct str text = web_text(w, name);
    *ret_day = DAY_NONE;
    if (text.len == 0 || day_parse(text, ret_day)) return OK;
    return ctx_fault(w->ctx, ERR_INVALID, str_from(name), SAY("Write a day like 2026-03-14, or leave it open."));
}

enum status people_web_room_keep(struct web *w)
{
    struct people_room room = {.room = -1, .stand_in = {web_int(w, "stand_in", 0)}};
    struct str said = web_text(w, "room");
    (void)!read_day(w, "rest_until", &room.rest_until);
    (void)!read_day(w, "rest_from", &room.rest_from);
    TRY(faults_status(&w->ctx->faults));
    if (day_is(room.rest_until) && !day_is(room.rest_from)) room.rest_from = ctx_today(w->ctx);
    if (said.len > 0 && !str_to_int(said, &room.room)) room.room = -2;
    TRY(people_room_set(w->ctx, &room));
    return web_redirect_saying(w, STR("/today/room"), SAY("Kept."));
}

enum status people_web_walk_beside(struct web *w)
{
    struct person_id person = {web_id(w, 0)};
    TRY(people_walk_beside(w->ctx, person, web_text(w, "reason")));
    return web_redirect_saying(w, web_path(w, "/people/%lld", (long long)person.v),
                               SAY1("You walk beside {name} now.", "name", people_first_name(w->ctx, person)));
}

/* ---- the person's own page ---- */

static enum status told_of(struct ctx *ctx, struct person_id person, struct people_told_view *view)
{
    struct handover_told told;
    enum status status = people_handover_told(ctx, person, &told);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    view->handed = true;
    view->from = told.from_name;
    view->to = told.to_name;
    view->at = told.at;
    view->words = told.words;
    view->other = told.other;
    view->seen = told.seen;
    return OK;
}

enum status people_panel_told_me(struct ctx *ctx, struct html *h, int64_t person)
{
    struct person_id id = {person};
    struct people_told_view view = {.own = true};
    TRY(told_of(ctx, id, &view));
    people_page_told_me(h, &view);
    return OK;
}

enum status people_panel_along_me(struct ctx *ctx, struct html *h, int64_t person)
{
    people_page_along_me(h, &(struct people_told_view){.own = true, .along = people_goes_along(ctx, (struct person_id){person})});
    return OK;
}

enum status people_panel_told_person(struct ctx *ctx, struct html *h, int64_t person)
{
    struct handover_past *past;
    struct people_told_view view = {.own = false};
    size_t count;
    TRY(told_of(ctx, (struct person_id){person}, &view));
    TRY(people_handover_history(ctx, (struct person_id){person}, &past, &count));
    struct people_past_line *lines = ARENA_ARRAY(ctx->arena, struct people_past_line, count);
    for (size_t i = 0; i < count; i++) lines[i] = (struct people_past_line){past[i].from_name, past[i].to_name, past[i].at};
    view.past = lines;
    view.past_n = count;
    people_page_told_person(h, &view);
    return OK;
}

/* On the page of handing over, for administrators: who would rather have somebody else. */
enum status people_panel_others(struct ctx *ctx, struct html *h, int64_t subject)
{
    struct handover_other *rows;
    size_t count;
    (void)subject;
    if (!ctx_has(ctx, STANDING_ADMIN)) return OK;
    TRY(people_handover_others(ctx, &rows, &count));
    struct people_other_line *lines = ARENA_ARRAY(ctx->arena, struct people_other_line, count);
    for (size_t i = 0; i < count; i++)
        lines[i] = (struct people_other_line){(long)rows[i].item, str_printf(ctx->arena, "/people/%lld", (long long)rows[i].person.v),
                                              rows[i].first_name, rows[i].to_name, rows[i].at};
    people_page_others(h, &(struct people_others_view){lines, count});
    return OK;
}

enum status people_web_others_seen(struct web *w)
{
    TRY(people_handover_others_seen(w->ctx, web_id(w, 0)));
    return web_redirect_saying(w, STR("/people/hand-over"), SAY("Kept."));
}

enum status people_web_me_handed(struct web *w)
{
    TRY(people_handover_answer(w->ctx, people_web_self(w), web_on(w, "words"), web_on(w, "other")));
    return web_redirect_saying(w, STR("/me"), SAY("Kept."));
}

enum status people_web_me_along(struct web *w)
{
    TRY(people_goes_along_set(w->ctx, people_web_self(w), web_on(w, "along")));
    return web_redirect_saying(w, STR("/me"), SAY("Kept."));
}
