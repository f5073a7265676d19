#include "domain/introductions/introductions_handover_web.h"

#include "introductions_pages.h"
#include "platform/worker/worker.h"

/* Who waits: a list without shame, with days and whose step is next, and its end. */

static struct str what_words(struct ctx *ctx, enum waits_for what)
{
    static const char *const words[WAITS_FORS] = {
        T_("a first conversation"), T_("a first hello"), T_("what the host says"), T_("a day to meet"), T_("the named lead's word"),
        T_("company on the way"), T_("whether they met"), T_("somebody to ask how it went"), T_("somebody to ask whether they came again")};
    return text_get(ctx->locale, words[what], NULL);
}

static struct str day_words(struct ctx *ctx, int64_t days)
{
    struct said said = {.id = "", .names = {"n"}, .values = {text_number(ctx->arena, ctx->locale, days)}};
    if (days == 0) return introductions_said(ctx, SAY("since today"));
    return said_fill(ctx->arena, text_plural(ctx->locale, "{n} day", "{n} days", days), &said);
}

static struct str owner_words(struct ctx *ctx, const struct waiting *row)
{
    if (row->owner.v == 0) return introductions_said(ctx, SAY("with nobody yet"));
    if (row->while_rests.len > 0)
        return introductions_said(ctx, SAY2("with {name}, while {other} rests", "name", row->owner_name, "other", row->while_rests));
    return introductions_said(ctx, SAY1("with {name}", "name", row->owner_name));
}

static struct str name_words(struct ctx *ctx, const struct waiting *row)
{
    if (row->name.len > 0) return row->name;
    if (row->outcode.len > 0) return introductions_said(ctx, SAY1("Somebody near {place}", "place", row->outcode));
    return introductions_said(ctx, SAY("Somebody"));
}

static struct waiting_line line_of(struct ctx *ctx, const struct waiting *row, bool may_take)
{
    struct waiting_line line = {.name = name_words(ctx, row), .what = what_words(ctx, row->what), .days = day_words(ctx, row->days),
                                .owner = owner_words(ctx, row), .title = row->title, .nobody = row->nobody, .unowned = row->owner.v == 0};
    bool opens = row->mine || ctx_has(ctx, STANDING_ADMIN);
    if (row->introduction.v != 0 && row->mine) line.href = str_printf(ctx->arena, "/hellos/%lld", (long long)row->introduction.v);
    else if (opens) line.href = str_printf(ctx->arena, "/people/%lld", (long long)row->person.v);
    if (line.unowned && may_take && row->person.v != ctx->actor.person)
        line.beside = str_printf(ctx->arena, "/people/%lld/beside", (long long)row->person.v);
    return line;
}

static enum status with_room(struct ctx *ctx, struct waiting_view *view)
{
    struct people_walker *rows;
    size_t count;
    TRY(people_walkers(ctx, &rows, &count));
    struct handover_text *lines = ARENA_ARRAY(ctx->arena, struct handover_text, count);
    /* Somebody new is offered to those with room; who rests or is full is not asked. */
    for (size_t i = 0; i < count; i++) {
        if (rows[i].full || rows[i].resting || rows[i].ended) continue;
        lines[view->room_n++].words = people_walker_words(ctx, &rows[i]);
        view->may_take = view->may_take || rows[i].id.v == ctx->actor.person;
    }
    view->room = lines;
    return OK;
}

static enum status view_of(struct web *w, struct waiting_view *view)
{
    struct ctx *ctx = w->ctx;
    struct waiting *rows;
    size_t count, more;
    bool asked = web_text(w, "whose").len > 0;
    /* Whoever walks beside people sees first what is theirs to do. */
    view->mine = asked ? str_is(web_text(w, "whose"), "mine") : ctx_has(ctx, STANDING_CONNECTOR);
    view->paper = web_on(w, "paper");
    view->today = ctx_today(ctx);
    view->pdf_href = view->mine ? STR("/waiting.pdf?whose=mine") : STR("/waiting.pdf?whose=all");
    view->paper_href = view->mine ? STR("/waiting?whose=mine&paper=1") : STR("/waiting?whose=all&paper=1");
    TRY(with_room(ctx, view));
    TRY(introductions_waiting(ctx, view->mine, &rows, &count, &more));
    struct waiting_line *lines = ARENA_ARRAY(ctx->arena, struct waiting_line, count);
    for (size_t i = 0; i < count; i++) lines[i] = line_of(ctx, &rows[i], view->may_take);
    view->rows = lines;
    view->rows_n = count;
    view->more = (long)more;
    return OK;
}

enum status introductions_web_waiting(struct web *w)
{
    struct waiting_view view = {.mine = false};
    TRY(view_of(w, &view));
    w->paper = view.paper;
    introductions_page_waiting(web_page(w, SAY("Who waits"), view.paper ? NULL : "/today"), &view);
    return OK;
}

static enum status list_json(struct ctx *ctx, const struct waiting_view *view, struct str *ret_json)
{
    struct buf buf;
    struct json json;
    const struct said heads[] = {SAY("Who"), SAY("Waits for"), SAY("How long"), SAY("Next step")};
    struct said title = SAY("Who waits");
    buf_init(&buf, ctx->arena, (size_t)1 << 20);
    json_init(&json, &buf);
    json_begin_object(&json);
    introductions_paper_head(ctx, &json, introductions_said(ctx, title), text_day(ctx->arena, ctx->locale, view->today, DAY_NONE), STR(""));
    json_key(&json, "columns");
    json_begin_array(&json);
    for (size_t i = 0; i < 4; i++) json_str(&json, introductions_said(ctx, heads[i]));
    json_end(&json);
    json_key(&json, "rows");
    json_begin_array(&json);
    for (size_t i = 0; i < view->rows_n; i++) {
        json_begin_array(&json);
        json_str(&json, view->rows[i].name);
        json_str(&json, view->rows[i].what);
        json_str(&json, view->rows[i].days);
        json_str(&json, view->rows[i].owner);
        json_end(&json);
    }
    json_end(&json);
    json_end(&json);
    TRY(buf_check(&buf));
    *ret_json = buf_str(&buf);
    return OK;
}

enum status introductions_web_waiting_paper(struct web *w)
{
    struct waiting_view view = {.mine = false};
    struct str json, pdf;
    TRY(view_of(w, &view));
    TRY(list_json(w->ctx, &view, &json));
    TRY(worker_run(w->ctx->arena, "list", json, &pdf));
    return web_bytes(w, STR("application/pdf"), pdf, STR("waiting.pdf"));
}
