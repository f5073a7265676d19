/* The safety checklist: filling it in, printing it, and what the activity's page says of it. */
#include "domain/activities/activities_checklist.h"
#include "domain/activities/activities_leader_own.h"
#include "domain/activities/activities_leader_view.h"
#include "domain/activities/activities_say.h"

#include "activities_pages.h"
#include "base/json.h"
#include "platform/web/web.h"
#include "platform/worker/worker.h"

#define SAIDS 4

static struct str word(struct web *w, const char *text)
{
    return text_get(w->ctx->locale, text, NULL);
}

static struct said said_say(enum checklist_said said)
{
    switch (said) {
    case CHECKLIST_YES: return SAY("Yes");
    case CHECKLIST_NO: return SAY("No");
    case CHECKLIST_NOT_NEEDED: return SAY("Not needed");
    case CHECKLIST_ASK: return SAY("Ask somebody");
    default: return SAY("Not answered yet");
    }
}

static struct str box(struct web *w, const char *what, const struct checklist_question *q)
{
    return str_printf(w->ctx->arena, "%s-%s", what, q->key);
}

static struct str day_say(struct web *w, struct day day)
{
    return text_day(w->ctx->arena, w->ctx->locale, day, ctx_today(w->ctx));
}

/* Of a question that asks for a paper: nobody who leads holds one that counts. No name is told. */
static struct str held_say(struct web *w, const struct activity_at *at, const struct checklist_question *q)
{
    enum held_kind kind;
    if (!q->held || !activities_held_parse(str_from(q->held), &kind) || activities_held_by_one(w->ctx, at, str_from(q->held)))
        return STR_NONE;
    struct str what = activities_said(w->ctx, activities_held_said(kind));
    return activities_said(w->ctx, SAY1("We know of nobody leading this who holds one that was seen and still counts: {what}. Who holds one writes it down on My page.",
                                        "what", what));
}

static const struct html_choice *answers(struct web *w, struct str name, enum checklist_said stored)
{
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, SAIDS);
    struct str kept = web_kept(w, str_c(w->ctx->arena, name), str_from(activities_checklist_said_code(stored)));
    for (int i = 0; i < SAIDS; i++) {
        enum checklist_said said = (enum checklist_said)(i + 1);
        choices[i] = (struct html_choice){str_from(activities_checklist_said_code(said)), activities_said(w->ctx, said_say(said)),
                                          str_is(kept, activities_checklist_said_code(said))};
    }
    return choices;
}

static void rows_fill(struct web *w, const struct activity_at *at, const struct checklist *list, struct checklist_view *view)
{
    struct checklist_row *rows = ARENA_ARRAY(w->ctx->arena, struct checklist_row, CHECKLIST_QUESTIONS);
    for (size_t i = 0; i < list->of->questions_n; i++) {
        const struct checklist_question *q = list->of->questions[i];
        const struct checklist_answer *a = &list->answers[i];
        struct str name = box(w, "a", q), words = box(w, "words", q);
        rows[i] = (struct checklist_row){
            .name = name, .words_name = words, .ask = word(w, q->ask), .why = word(w, q->why), .no = word(w, q->no),
            .words = web_kept(w, str_c(w->ctx->arena, words), a->words), .held = held_say(w, at, q),
            .choices = answers(w, name, a->said), .choices_n = SAIDS, .said = activities_said(w->ctx, said_say(a->said)),
            .todo = a->said == CHECKLIST_NO || a->said == CHECKLIST_ASK};
    }
    view->rows = rows;
    view->rows_n = list->of->questions_n;
}

static void choices_fill(struct web *w, const struct checklist *list, struct checklist_view *view)
{
    static const int months[] = {3, 6, 12};
    struct html_choice *kinds = ARENA_ARRAY(w->ctx->arena, struct html_choice, activities_checklist_templates_n);
    struct html_choice *again = ARENA_ARRAY(w->ctx->arena, struct html_choice, 3);
    struct str kept = web_kept(w, "review", str_int(w->ctx->arena, list->review_months));
    for (size_t i = 0; i < activities_checklist_templates_n; i++)
        kinds[i] = (struct html_choice){str_from(activities_checklist_templates[i].key), word(w, activities_checklist_templates[i].label),
                                        list->of == &activities_checklist_templates[i]};
    const struct said words[] = {SAY("3 months"), SAY("6 months"), SAY("A year")};
    for (int i = 0; i < 3; i++) {
        struct str value = str_int(w->ctx->arena, months[i]);
        again[i] = (struct html_choice){value, activities_said(w->ctx, words[i]), str_eq(kept, value)};
    }
    view->templates = kinds;
    view->templates_n = activities_checklist_templates_n;
    view->months = again;
    view->months_n = 3;
}

static struct str status_say(struct web *w, const struct checklist *list)
{
    struct ctx *ctx = w->ctx;
    struct str n = text_number(ctx->arena, ctx->locale, (int64_t)list->open);
    if (!list->of) return STR_NONE;
    if (!day_is(list->looked_on) && list->open == list->of->questions_n) return STR_NONE;
    if (!day_is(list->looked_on)) return activities_said(ctx, SAY1("Kept. {n} still to answer.", "n", n));
    struct str day = day_say(w, list->looked_on), next = day_say(w, list->review_on), by = people_first_name(ctx, list->looked_by);
    if (by.len == 0) return activities_said(ctx, SAY2("Looked through on {day}. Look again by {next}.", "day", day, "next", next));
    return activities_said(ctx, SAY3("Looked through on {day} by {name}. Look again by {next}.", "day", day, "name", by, "next", next));
}

/* The named lead of the place: a public role. */
static struct str lead_say(struct ctx *ctx, struct place_id place)
{
    struct person_id lead;
    return people_lead_of(ctx, place, &lead) == OK ? people_first_name(ctx, lead) : STR_NONE;
}

static enum status open_it(struct web *w, struct activity_at *at, struct checklist *list)
{
    *at = (struct activity_at){.code = STR_NONE};
    TRY(activities_find(w->ctx, w->params[0], &at->asset, &at->series));
    if (!activities_may_run(w->ctx, &at->asset, &at->series))
        return ctx_fault(w->ctx, ERR_DENIED, STR_NONE, SAY("Only the people who run this activity can fill in its safety checklist."));
    return activities_checklist_find(w->ctx, at->asset.id, list);
}

enum status activities_web_checklist(struct web *w)
{
    struct activity_at at;
    struct checklist list;
    TRY(open_it(w, &at, &list));
    long long id = (long long)at.asset.id.v;
    struct checklist_view view = {
        .name = at.asset.name, .series = web_path(w, "/activities/%lld", id), .keep = web_path(w, "/activities/%lld/safety", id),
        .begin = web_path(w, "/activities/%lld/safety/kind", id), .pdf = web_path(w, "/activities/%lld/safety.pdf", id),
        .paper = web_path(w, "/activities/%lld/safety.pdf?empty=yes", id), .status = status_say(w, &list),
        .lead = lead_say(w->ctx, at.asset.place), .begun = list.of != NULL, .done = day_is(list.looked_on) && list.open == 0};
    struct asset *parents;
    size_t n;
    if (list.parent.v != 0 && !day_is(list.looked_on) && assets_list_by_ids(w->ctx, &list.parent, 1, &parents, &n) == OK && n == 1)
        view.parent = parents[0].name;
    choices_fill(w, &list, &view);
    if (list.of) rows_fill(w, &at, &list, &view);
    activities_page_checklist(web_page(w, SAY1("Is it safe? {name}", "name", at.asset.name), "/find"), &view);
    return OK;
}

enum status activities_web_checklist_begin(struct web *w)
{
    struct activity_at at;
    struct checklist list;
    TRY(open_it(w, &at, &list));
    TRY(activities_checklist_begin(w->ctx, &at, web_text(w, "template")));
    return web_redirect(w, web_path(w, "/activities/%lld/safety", (long long)at.asset.id.v));
}

enum status activities_web_checklist_keep(struct web *w)
{
    struct activity_at at;
    struct checklist list;
    TRY(open_it(w, &at, &list));
    if (!list.of) return ctx_fault(w->ctx, ERR_INVALID, STR("template"), SAY("Tap the one that is nearest to what you do."));
    for (size_t i = 0; i < list.of->questions_n; i++) {
        const struct checklist_question *q = list.of->questions[i];
        struct str said = web_text(w, str_c(w->ctx->arena, box(w, "a", q)));
        if (!activities_checklist_said_parse(said, &list.answers[i].said))
            return ctx_fault(w->ctx, ERR_INVALID, box(w, "a", q), SAY("Tap one of the answers."));
        list.answers[i].words = web_text(w, str_c(w->ctx->arena, box(w, "words", q)));
    }
    list.review_months = (int)web_int(w, "review", list.review_months);
    TRY(activities_checklist_put(w->ctx, &at, &list));
    TRY(activities_checklist_find(w->ctx, at.asset.id, &list));
    struct str to = web_path(w, "/activities/%lld%s", (long long)at.asset.id.v, list.open == 0 ? "" : "/safety");
    return web_redirect_saying(w, to, list.open == 0 ? SAY("Thank you. It is looked through.") : SAY("Kept as far as it goes."));
}

/* ---- paper ---- */

static void put(struct web *w, struct json *json, const char *key, struct said said)
{
    json_put_str(json, key, activities_said(w->ctx, said));
}

static void table_head(struct web *w, struct json *json, bool empty)
{
    json_key(json, "columns");
    json_begin_array(json);
    json_str(json, activities_said(w->ctx, SAY("Question")));
    if (empty)
        for (int i = CHECKLIST_YES; i <= CHECKLIST_ASK; i++) json_str(json, activities_said(w->ctx, said_say((enum checklist_said)i)));
    else json_str(json, activities_said(w->ctx, SAY("Answer")));
    if (!empty) json_str(json, activities_said(w->ctx, SAY("In our words")));
    json_end(json);
}

static void table_rows(struct web *w, struct json *json, const struct checklist *list, bool empty)
{
    json_key(json, "rows");
    json_begin_array(json);
    for (size_t i = 0; i < list->of->questions_n; i++) {
        json_begin_array(json);
        json_str(json, word(w, list->of->questions[i]->ask));
        for (int k = 0; empty && k < SAIDS; k++) json_str(json, STR("[]"));
        if (!empty) json_str(json, activities_said(w->ctx, said_say(list->answers[i].said)));
        if (!empty) json_str(json, list->answers[i].words.len > 0 ? list->answers[i].words : STR(""));
        json_end(json);
    }
    json_end(json);
}

static enum status paper_json(struct web *w, const struct activity_at *at, const struct checklist *list, bool empty, struct str *ret_json)
{
    struct buf buf;
    struct json json;
    struct str lead = lead_say(w->ctx, at->asset.place), status = empty ? STR_NONE : status_say(w, list);
    buf_init(&buf, w->ctx->arena, 65536);
    json_init(&json, &buf);
    json_begin_object(&json);
    json_put_str(&json, "language", str_from(w->ctx->locale->code));
    json_put_bool(&json, "rtl", w->ctx->locale->rtl);
    put(w, &json, "title", SAY1("Is it safe? {name}", "name", at->asset.name));
    json_put_str(&json, "date", word(w, list->of->label));
    put(w, &json, "page_words", SAY2("Page {n} of {m}", "n", STR("{n}"), "m", STR("{m}")));
    put(w, &json, "foot", lead.len > 0 ? SAY1("Worried about somebody? Tell {name}, the lead for safeguarding. In danger now: ring 999.", "name", lead)
                                       : SAY("In danger now: ring 999."));
    json_key(&json, "blocks");
    json_begin_array(&json);
    if (status.len > 0) {
        json_begin_object(&json);
        json_put_str(&json, "text", status);
        json_end(&json);
    }
    json_begin_object(&json);
    json_key(&json, "table");
    json_begin_object(&json);
    table_head(w, &json, empty);
    table_rows(w, &json, list, empty);
    json_end(&json);
    json_end(&json);
    if (empty) {
        json_begin_object(&json);
        put(w, &json, "field", SAY("Looked through by, and on which day"));
        json_end(&json);
    }
    json_end(&json);
    json_end(&json);
    TRY(buf_check(&buf));
    *ret_json = buf_str(&buf);
    return OK;
}

enum status activities_web_checklist_pdf(struct web *w)
{
    struct activity_at at;
    struct checklist list;
    struct str json, pdf;
    TRY(open_it(w, &at, &list));
    if (!list.of) return ERR_MISSING;
    TRY(paper_json(w, &at, &list, web_on(w, "empty"), &json));
    TRY(worker_run(w->ctx->arena, "document", json, &pdf));
    return web_bytes(w, STR("application/pdf"), pdf, STR("safety.pdf"));
}

/* ---- on the page of the activity ---- */

static struct str part_words(struct web *w, const struct checklist *list, bool runs)
{
    struct str by = runs ? people_first_name(w->ctx, list->looked_by) : STR_NONE;
    if (!day_is(list->looked_on))
        return activities_said(w->ctx, list->of ? SAY("The safety checklist is not finished yet.") : SAY("There is no safety checklist yet."));
    if (!runs) return activities_said(w->ctx, SAY("The safety checklist was looked through."));
    if (by.len == 0) return activities_said(w->ctx, SAY1("Looked through on {day}.", "day", day_say(w, list->looked_on)));
    return activities_said(w->ctx, SAY2("Looked through on {day} by {name}.", "day", day_say(w, list->looked_on), "name", by));
}

static struct str todo_say(struct web *w, const struct checklist *list)
{
    if (day_is(list->review_on) && list->review_on.n <= ctx_today(w->ctx).n)
        return activities_said(w->ctx, SAY("It is time to look through it again."));
    if (list->todo == 0) return STR_NONE;
    return activities_said(w->ctx, SAY1("Still to do or to ask: {n}.", "n", text_number(w->ctx->arena, w->ctx->locale, (int64_t)list->todo)));
}

enum status activities_checklist_part(struct web *w, const struct activity_at *at, bool session, struct html *h)
{
    struct checklist list;
    bool runs = activities_may_run(w->ctx, &at->asset, &at->series);
    if (session) return OK;
    TRY(activities_checklist_find(w->ctx, at->asset.id, &list));
    if (!runs && !day_is(list.looked_on)) return OK;
    struct checklist_part_view view = {.href = web_path(w, "/activities/%lld/safety", (long long)at->asset.id.v),
                                       .words = part_words(w, &list, runs), .runs = runs, .begun = list.of != NULL};
    if (runs && list.of) view.todo = todo_say(w, &list);
    for (size_t i = 0; runs && list.of && i < list.of->questions_n && view.held.len == 0; i++)
        view.held = held_say(w, at, list.of->questions[i]);
    activities_part_checklist_line(h, &view);
    return OK;
}
