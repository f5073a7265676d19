#include "domain/introductions/introductions_handover_web.h"

#include "domain/conversations/conversations_passing.h"
#include "introductions_pages.h"
#include "platform/worker/worker.h"

/* Handing over: one page to choose, one that shows exactly what passes and how it stands, one
   button. */

static struct handover_id which(const struct web *w)
{
    return (struct handover_id){web_id(w, 0)};
}

/* The one who hands over: themselves, or for an administrator whoever the page names. */
static struct person_id from_of(const struct web *w)
{
    int64_t from = web_int(w, "from", 0);
    if (from == 0 && ctx_has(w->ctx, STANDING_CONNECTOR)) from = w->ctx->actor.person;
    return (struct person_id){from};
}

static enum status walkers_of(struct web *w, struct person_id from, struct handover_view *view)
{
    struct ctx *ctx = w->ctx;
    struct people_walker *rows;
    size_t count;
    struct str typed = web_text(w, "to");
    TRY(people_walkers(ctx, &rows, &count));
    view->to_choices = ARENA_ARRAY(ctx->arena, struct html_choice, count + 1);
    struct handover_from_line *froms = ARENA_ARRAY(ctx->arena, struct handover_from_line, count);
    view->to_choices[view->to_choices_n++] = (struct html_choice){STR(""), introductions_said(ctx, SAY("Choose somebody")), false};
    for (size_t i = 0; i < count; i++) {
        struct str id = str_int(ctx->arena, rows[i].id.v), words = people_walker_words(ctx, &rows[i]);
        if (rows[i].people > 0) froms[view->froms_n++] = (struct handover_from_line){web_path(w, "/people/hand-over?from=%lld", (long long)rows[i].id.v), words};
        if (rows[i].ended || rows[i].id.v == from.v) continue;
        view->to_choices[view->to_choices_n++] = (struct html_choice){id, words, str_eq(id, typed)};
    }
    view->froms = froms;
    return OK;
}

static bool ticked(struct web *w, struct str id)
{
    return !web_refused(w) || web_has(w, "person", id);
}

static enum status people_of(struct web *w, const struct people_held *held, size_t count, const struct passing *all,
                             struct handover_view *view)
{
    struct ctx *ctx = w->ctx;
    struct handover_person *people = ARENA_ARRAY(ctx->arena, struct handover_person, count);
    for (size_t i = 0; i < count; i++) {
        struct handover_person *row = &people[i];
        struct str id = str_int(ctx->arena, held[i].id.v);
        *row = (struct handover_person){.id = id, .name = held[i].first_name, .note_name = str_cat(ctx->arena, STR("note-"), id),
                                        .href = str_cat(ctx->arena, STR("/people/"), id), .on = ticked(w, id)};
        row->note = web_kept(w, str_c(ctx->arena, row->note_name), held[i].note);
        TRY(introductions_passing(ctx, all, held[i].id, (struct handover_text **)&row->lines, &row->lines_n));
    }
    view->people = people;
    view->people_n = count;
    return OK;
}

static enum status open_of(struct web *w, struct person_id from, struct handover_view *view)
{
    struct handover_line *rows;
    size_t count;
    TRY(people_handover_open(w->ctx, from, &rows, &count));
    struct handover_open_line *lines = ARENA_ARRAY(w->ctx->arena, struct handover_open_line, count);
    for (size_t i = 0; i < count; i++)
        lines[i] = (struct handover_open_line){web_path(w, "/people/hand-over/%lld", (long long)rows[i].id.v), rows[i].to_name, rows[i].made_at};
    view->open = lines;
    view->open_n = count;
    return OK;
}

enum status introductions_web_handover(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct person_id from = from_of(w);
    struct people_held *held;
    struct held_hello *hellos;
    struct passing all;
    size_t count;
    struct handover_view view = {.from_id = str_int(ctx->arena, from.v), .own = people_is(ctx, from), .chosen = from.v != 0,
                                 .from = people_first_name(ctx, from), .reason = web_text(w, "reason"), .action = STR("/people/hand-over")};
    TRY(walkers_of(w, from, &view));
    if (!ctx_has(ctx, STANDING_ADMIN)) view.froms_n = 0;
    if (view.chosen) {
        TRY(people_held_by(ctx, from, &held, &count));
        TRY(introductions_held(ctx, from, &hellos, &all.hellos_n));
        all.hellos = hellos;
        TRY(people_of(w, held, count, &all, &view));
        TRY(open_of(w, from, &view));
    }
    TRY(web_panels_markup(w, "hand-over", from.v, &view.panels));
    introductions_page_handover(web_page(w, SAY("Hand over"), "/people"), &view);
    return OK;
}

enum status introductions_web_handover_keep(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct str *ids;
    size_t count = web_texts(w, "person", &ids);
    struct handover_id id;
    struct person_id from = from_of(w);
    if (from.v == 0) return ctx_fault(ctx, ERR_INVALID, STR("from"), SAY("Choose first whose people pass."));
    if (count > PEOPLE_HANDOVER_MOST + 1) count = PEOPLE_HANDOVER_MOST + 1;
    struct people_held *people = ARENA_ARRAY(ctx->arena, struct people_held, count);
    for (size_t i = 0; i < count; i++) {
        if (!str_to_int(ids[i], &people[i].id.v)) people[i].id.v = 0;
        people[i].note = web_text(w, str_c(ctx->arena, str_cat(ctx->arena, STR("note-"), ids[i])));
    }
    TRY(people_handover_prepare(ctx, from, (struct person_id){web_int(w, "to", 0)}, web_text(w, "reason"), people, count, &id));
    return web_redirect(w, web_path(w, "/people/hand-over/%lld", (long long)id.v));
}

/* ---- what passes, and how it stands ---- */

static void sum(struct ctx *ctx, struct handover_view *view, const char *one, const char *many, int64_t n)
{
    struct said said = {.id = "", .names = {"n"}, .values = {text_number(ctx->arena, ctx->locale, n)}};
    if (n == 0) return;
    ((struct handover_text *)view->sums)[view->sums_n++].words = said_fill(ctx->arena, text_plural(ctx->locale, one, many, n), &said);
}

static bool among(const struct handover *handover, struct person_id person)
{
    for (size_t i = 0; i < handover->people_n; i++)
        if (handover->people[i].id.v == person.v) return true;
    return false;
}

/* What hangs on the people of this handover, whoever walks beside them just now. */
static enum status passing_of(struct ctx *ctx, const struct handover *handover, struct passing *ret_all)
{
    struct held_hello *rows;
    size_t count, kept = 0;
    TRY(introductions_held(ctx, instant_is(handover->done_at) ? handover->to : handover->from, &rows, &count));
    for (size_t i = 0; i < count; i++)
        if (among(handover, rows[i].person)) rows[kept++] = rows[i];
    *ret_all = (struct passing){rows, kept};
    return OK;
}

static enum status sums_of(struct ctx *ctx, const struct handover *handover, const struct passing *all, struct handover_view *view)
{
    int64_t due = 0, talks, open, closed = 0, read = 0, promised;
    view->sums = ARENA_ARRAY(ctx->arena, struct handover_text, 6);
    TRY(introductions_promised(ctx, instant_is(handover->done_at) ? handover->to : handover->from, &promised));
    for (size_t i = 0; i < all->hellos_n; i++)
        due += day_is(all->hellos[i].next) && all->hellos[i].next.n <= ctx_today(ctx).n;
    for (size_t i = 0; i < handover->people_n; i++) {
        TRY(conversations_passing(ctx, handover->people[i].id, &talks, &open));
        closed += talks - open;
        read += open;
    }
    sum(ctx, view, T_("{n} person"), T_("{n} people"), (int64_t)handover->people_n);
    sum(ctx, view, T_("{n} hello under way"), T_("{n} hellos under way"), (int64_t)all->hellos_n);
    sum(ctx, view, T_("{n} of them is due today"), T_("{n} of them are due today"), due);
    sum(ctx, view, T_("{n} promise to go along to a first visit"), T_("{n} promises to go along to a first visit"), promised);
    sum(ctx, view, T_("{n} talk may be read"), T_("{n} talks may be read"), read);
    sum(ctx, view, T_("{n} talk was in confidence: it stays unread until the person says so, and they are asked"),
        T_("{n} talks were in confidence: they stay unread until the person says so, and they are asked"), closed);
    return OK;
}

enum status introductions_web_handover_look(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct handover handover;
    struct passing all;
    struct pack pack;
    TRY(people_handover_find(ctx, which(w), &handover));
    TRY(passing_of(ctx, &handover, &all));
    if (web_on(w, "paper")) {
        TRY(introductions_pack(ctx, &handover, &all, &pack));
        w->paper = true;
        introductions_page_pack(web_page(w, SAY("Hand over"), NULL), &pack);
        return OK;
    }
    struct handover_view view = {.from_id = str_int(ctx->arena, handover.from.v), .from = handover.from_name, .to = handover.to_name,
                                 .reason = handover.reason, .done = instant_is(handover.done_at), .dropped = instant_is(handover.dropped_at),
                                 .done_by = handover.done_name, .done_at = handover.done_at,
                                 .action = web_path(w, "/people/hand-over/%lld", (long long)handover.id.v)};
    view.own = people_is(ctx, handover.from);
    view.may_do = !view.done && !view.dropped;
    view.reads = view.may_do || people_is(ctx, handover.to) || ctx_has(ctx, STANDING_ADMIN);
    view.pack_href = str_cat(ctx->arena, view.action, STR("/pack.pdf"));
    view.do_href = str_cat(ctx->arena, view.action, STR("/do"));
    view.drop_href = str_cat(ctx->arena, view.action, STR("/drop"));
    view.again_href = str_cat(ctx->arena, STR("/people/hand-over?from="), view.from_id);
    view.paper_href = str_cat(ctx->arena, view.action, STR("?paper=1"));
    TRY(people_of(w, handover.people, view.reads ? handover.people_n : 0, &all, &view));
    TRY(sums_of(ctx, &handover, &all, &view));
    introductions_page_handover_look(web_page(w, SAY("Hand over"), "/people"), &view);
    return OK;
}

enum status introductions_web_handover_do(struct web *w)
{
    TRY(people_handover_do(w->ctx, which(w)));
    return web_redirect_saying(w, web_path(w, "/people/hand-over/%lld", (long long)web_id(w, 0)), SAY("Passed on. Nothing is lost."));
}

enum status introductions_web_handover_drop(struct web *w)
{
    TRY(people_handover_drop(w->ctx, which(w)));
    return web_redirect_saying(w, STR("/people/hand-over"), SAY("Given up. Everything is as it was."));
}

enum status introductions_web_handover_pack(struct web *w)
{
    struct handover handover;
    struct passing all;
    struct pack pack;
    struct str json, pdf;
    TRY(people_handover_find(w->ctx, which(w), &handover));
    TRY(passing_of(w->ctx, &handover, &all));
    TRY(introductions_pack(w->ctx, &handover, &all, &pack));
    TRY(introductions_pack_json(w->ctx, &pack, &json));
    TRY(worker_run(w->ctx->arena, "pack", json, &pdf));
    return web_bytes(w, STR("application/pdf"), pdf, STR("hand-over.pdf"));
}
