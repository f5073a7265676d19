/* Pages about paper notes for who keeps the books: runs, printing, void, printing again, handing out. */
#include "domain/credits/credits_notes_web.h"

#include "credits_pages.h"
#include "credits_sql.h"
#include "domain/credits/credits_notes_view.h"
#include "domain/credits/credits_own.h"
#include "platform/web/web.h"

#define RUNS_SHOWN 20
#define OF_PERSON_SHOWN 20

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

static struct str day_words(struct ctx *ctx, struct day day)
{
    return day_is(day) ? text_day(ctx->arena, ctx->locale, day, ctx_today(ctx)) : STR("");
}

static struct str at_words(struct ctx *ctx, struct instant at)
{
    return day_words(ctx, day_from_instant(ctx->zone, at));
}

/* ---- runs ---- */

static struct note_run_view run_view(struct ctx *ctx, const struct credits_note_run *r)
{
    const struct said time = {.names = {"time"}, .values = {credits_time(ctx, r->minutes)}};
    return (struct note_run_view){.href = str_printf(ctx->arena, "/credits/notes/%lld", (long long)r->id.v), .number = str_int(ctx->arena, r->id.v),
                                  .what = text_many(ctx->arena, ctx->locale, "{n} note of {time}", "{n} notes of {time}", r->count, &time), .use_by = day_words(ctx, r->use_by),
                                  .where = r->words, .printed = at_words(ctx, r->printed_at), .issued = r->states[NOTE_ISSUED], .given = r->states[NOTE_GIVEN],
                                  .redeemed = r->states[NOTE_REDEEMED], .gone = r->states[NOTE_VOID], .expired = r->states[NOTE_EXPIRED]};
}

static struct html_choice *languages(struct web *w, const char *name, bool none, struct str stored, size_t *ret_count)
{
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, TEXT_LANGUAGES + 1);
    struct str chosen = web_kept(w, name, stored);
    size_t n = 0;
    if (none) choices[n++] = (struct html_choice){STR("none"), say(w->ctx, SAY("None")), chosen.len == 0 || str_is(chosen, "none")};
    for (int i = 0; i < TEXT_PSEUDO; i++) {
        const struct locale *l = text_locale((enum text_language)i);
        if (text_language_offered(l->language)) choices[n++] = (struct html_choice){str_from(l->code), str_from(l->name), str_is(chosen, l->code)};
    }
    *ret_count = n;
    return choices;
}

static enum status payers(struct web *w, struct notes_view *view)
{
    struct credits_note_payer *rows;
    size_t n;
    struct str chosen = web_kept(w, "from", STR(""));
    TRY(credits_note_payers(w->ctx, (struct place_id){w->ctx->actor.place}, &rows, &n));
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, n + 1);
    choices[0] = (struct html_choice){STR("programme"), say(w->ctx, SAY("New hours of the place's programme")), chosen.len == 0 || str_is(chosen, "programme")};
    for (size_t i = 0; i < n; i++) {
        struct str id = str_int(w->ctx->arena, rows[i].id.v);
        choices[i + 1] = (struct html_choice){id, rows[i].label, str_eq(chosen, id)};
    }
    view->payers = choices;
    view->payers_n = n + 1;
    return OK;
}

/* A member's own hours are paid from only where somebody came with them from their page. */
static struct person_id member_of(struct web *w)
{
    const struct person_id person = {web_int(w, "person", 0)};
    return person.v > 0 && people_may_see(w->ctx, person) ? person : (struct person_id){0};
}

enum status credits_notes_web(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_note_run *runs;
    size_t n;
    TRY(credits_note_runs(ctx, (struct place_id){ctx->actor.place}, web_int(w, "before", 0), RUNS_SHOWN + 1, &runs, &n));
    struct note_run_view *rows = ARENA_ARRAY(ctx->arena, struct note_run_view, n + 1);
    const struct person_id member = member_of(w);
    struct notes_view view = {.count = web_kept(w, "count", STR("8")), .minutes = web_kept(w, "minutes", STR("60")), .where = web_kept(w, "where", STR("")),
                              .use_by = web_kept(w, "use-by", STR("")), .runs = rows, .runs_n = n > RUNS_SHOWN ? RUNS_SHOWN : n, .more = STR("")};
    for (size_t i = 0; i < view.runs_n; i++) rows[i] = run_view(ctx, &runs[i]);
    if (n > RUNS_SHOWN) view.more = web_path(w, "/credits/notes?before=%lld", (long long)runs[RUNS_SHOWN - 1].id.v);
    TRY(payers(w, &view));
    view.languages = languages(w, "lang", false, str_from(ctx->locale->code), &view.languages_n);
    view.seconds = languages(w, "second", true, STR(""), &view.seconds_n);
    if (member.v) {
        view.person = str_int(ctx->arena, member.v);
        view.member = people_first_name(ctx, member);
    }
    credits_page_notes(web_page(w, SAY("Paper notes"), NULL), &view);
    return OK;
}

/* ---- printing ---- */

struct printing { struct credits_sheet sheet; struct str pdf; bool again; };

static enum status draw_pdf(struct web *w, struct printing *printing)
{
    const struct str *origin = ctx_kept(w->ctx, "origin");
    return credits_notes_pdf(w->ctx, &printing->sheet, origin ? *origin : STR(""), &printing->pdf);
}

static enum status day_typed(struct web *w, struct day *ret_day)
{
    struct str typed = web_text(w, "use-by");
    *ret_day = DAY_NONE;
    if (typed.len == 0 || day_parse(typed, ret_day)) return OK;
    return ctx_fault(w->ctx, ERR_INVALID, STR("use-by"), SAY("Choose a day, or leave it empty."));
}

static enum status payer_typed(struct web *w, struct credits_print *p)
{
    struct str from = web_text(w, "from");
    const struct person_id member = member_of(w);
    if (member.v) {
        p->for_whom = member;
        enum status status = credits_member_find(w->ctx, member, &p->payer);
        if (status == ERR_MISSING) return ctx_fault(w->ctx, ERR_LIMIT, STR("minutes"), SAY("There are no hours to use just now. Giving some, or asking the pot, brings new ones."));
        return status;
    }
    if (from.len == 0 || str_is(from, "programme")) return OK;
    if (!str_to_int(from, &p->payer.v)) return ctx_fault(w->ctx, ERR_INVALID, STR("from"), SAY("There is no account of this name. Look at the list of accounts."));
    return OK;
}

enum status credits_notes_web_print_prepare(struct web *w)
{
    struct printing *printing = ARENA_NEW(w->ctx->arena, struct printing);
    struct str second = web_text(w, "second"), lang = web_text(w, "lang");
    struct credits_print print = {.count = web_int(w, "count", 0), .minutes = web_int(w, "minutes", 0), .place = {w->ctx->actor.place},
                                  .words = web_text(w, "where"), .language = lang.len > 0 ? lang : STR("en"),
                                  .second = str_is(second, "none") ? STR_NONE : second, .via = "web"};
    (void)!day_typed(w, &print.use_by);
    TRY(payer_typed(w, &print));
    TRY(credits_notes_draw(w->ctx, &print, &printing->sheet));
    TRY(draw_pdf(w, printing));
    w->plan = printing;
    return OK;
}

/* The sheet is the answer, once; pressed twice, the second answer is the page of the run. */
static enum status sheet_out(struct web *w, const struct printing *printing)
{
    struct note_run_id run;
    TRY(credits_notes_keep(w->ctx, &printing->sheet, &run));
    TRY(web_redirect_saying(w, web_path(w, "/credits/notes/%lld", (long long)run.v),
                            SAY1("Run {number} is printed. The sheet was given to your browser. If the printer fails, print others for them here.", "number",
                                 str_int(w->ctx->arena, run.v))));
    w->response.status = 200;
    http_header_add((struct http_request *)(uintptr_t)w->http, &w->response, "Cache-Control", STR("private, no-store"));
    return web_bytes(w, STR("application/pdf"), printing->pdf, str_printf(w->ctx->arena, "notes-%lld.pdf", (long long)run.v));
}

enum status credits_notes_web_print(struct web *w)
{
    return sheet_out(w, w->plan);
}

/* ---- one run ---- */

static struct str state_words(struct ctx *ctx, const struct credits_note *n)
{
    switch (n->state) {
    case NOTE_ISSUED: return say(ctx, SAY("In the drawer"));
    case NOTE_GIVEN: return say(ctx, SAY1("Handed out {day}", "day", at_words(ctx, n->given_at)));
    case NOTE_REDEEMED: return say(ctx, SAY1("Used {day}", "day", at_words(ctx, n->ended_at)));
    case NOTE_VOID: return n->why.len > 0 ? say(ctx, SAY1("Void: {words}", "words", n->why)) : say(ctx, SAY("Void"));
    default: return say(ctx, SAY("Past its last day"));
    }
}

static struct note_row_view row_view(struct ctx *ctx, const struct credits_note *n)
{
    struct note_row_view row = {.serial = credits_note_serial(ctx->arena, n->id), .state = state_words(ctx, n), .out = n->state <= NOTE_GIVEN};
    if (n->person.v && people_may_see(ctx, n->person)) row.name = people_first_name(ctx, n->person);
    const struct note_id other = n->replaced_by.v ? n->replaced_by : n->replaces;
    if (!other.v) return row;
    struct str serial = credits_note_serial(ctx->arena, other);
    row.href = str_printf(ctx->arena, "/credits/notes/%lld", (long long)(other.v / 1000));
    row.link = n->replaced_by.v ? say(ctx, SAY1("{serial} stands for it", "serial", serial)) : say(ctx, SAY1("It stands for {serial}", "serial", serial));
    return row;
}

static enum status may_look(struct web *w, struct credits_note_run *ret_run)
{
    TRY(credits_note_run_find(w->ctx, (struct note_run_id){web_id(w, 0)}, ret_run));
    if (ret_run->place.v == 0 || ret_run->place.v == w->ctx->actor.place) return OK;
    faults_init(&w->ctx->faults, w->ctx->arena);
    return ctx_fault(w->ctx, ERR_MISSING, STR("run"), SAY("There is no run of notes of this number. Look at the list of runs."));
}

enum status credits_notes_web_run(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_note_run run;
    struct credits_note *notes;
    size_t n;
    TRY(may_look(w, &run));
    TRY(credits_notes_of_run(ctx, run.id, &notes, &n));
    struct note_row_view *rows = ARENA_ARRAY(ctx->arena, struct note_row_view, n + 1);
    for (size_t i = 0; i < n; i++) rows[i] = row_view(ctx, &notes[i]);
    struct str use_by = day_is(run.use_by) ? day_format(ctx->arena, run.use_by) : STR("");
    const struct note_one_view view = {.run = run_view(ctx, &run), .action = web_path(w, "/credits/notes/%lld", (long long)run.id.v), .notes = web_kept(w, "notes", STR("")),
                                       .reason = web_kept(w, "reason", STR("")), .use_by = web_kept(w, "use-by", use_by), .rows = rows, .rows_n = n,
                                       .may_end = credits_notes_may_keep(ctx, run.place), .out = run.states[NOTE_ISSUED] + run.states[NOTE_GIVEN] > 0};
    credits_page_note_run(web_page(w, SAY1("Run {number}", "number", str_int(ctx->arena, run.id.v)), NULL), &view);
    return OK;
}

/* The notes that were typed, of the run whose page it is. */
static enum status span_typed(struct web *w, struct note_run_id run, struct credits_note_span *ret_span)
{
    TRY(credits_note_span_read(w->ctx, web_text(w, "notes"), STR("notes"), ret_span));
    if (ret_span->run.v == run.v) return OK;
    return ctx_fault(w->ctx, ERR_INVALID, STR("notes"), SAY1("These are not of this run. Its notes begin with {number}.", "number", str_int(w->ctx->arena, run.v)));
}

enum status credits_notes_web_run_prepare(struct web *w)
{
    struct credits_note_run run;
    struct credits_note_span span;
    TRY(may_look(w, &run));
    if (!str_is(web_text(w, "do"), "again")) return OK;
    struct printing *printing = ARENA_NEW(w->ctx->arena, struct printing);
    TRY(span_typed(w, run.id, &span));
    TRY(credits_notes_draw_again(w->ctx, &span, web_text(w, "reason"), "web", &printing->sheet));
    TRY(draw_pdf(w, printing));
    w->plan = printing;
    return OK;
}

static enum status run_do(struct web *w, struct note_run_id run, struct str what, struct said *notice)
{
    struct ctx *ctx = w->ctx;
    struct credits_note_span span;
    struct day day;
    int64_t n = 0;
    if (str_is(what, "use-by")) {
        TRY(day_typed(w, &day));
        *notice = SAY("Kept.");
        return credits_notes_use_by(ctx, run, day);
    }
    TRY(span_typed(w, run, &span));
    if (str_is(what, "give")) {
        TRY(credits_notes_give(ctx, &span, (struct person_id){0}, &n));
        *notice = SAY1("Kept. Handed out: {n}.", "n", str_int(ctx->arena, n));
        return OK;
    }
    if (!str_is(what, "void")) return ERR_MISSING;
    TRY(credits_notes_void(ctx, &span, web_text(w, "reason"), "web", &n));
    *notice = SAY1("Void: {n}. Their hours went back to where they came from.", "n", str_int(ctx->arena, n));
    return OK;
}

enum status credits_notes_web_run_do(struct web *w)
{
    const struct note_run_id run = {web_id(w, 0)};
    struct said notice;
    struct str what = web_text(w, "do");
    if (w->plan) return sheet_out(w, w->plan);
    if (what.len == 0) what = STR("use-by"); /* Enter in the box of the day */
    TRY(run_do(w, run, what, &notice));
    return web_redirect_saying(w, web_path(w, "/credits/notes/%lld", (long long)run.v), notice);
}

/* ---- to a person ---- */

static enum status person_typed(struct web *w, struct person_id *ret_person)
{
    ret_person->v = web_int(w, "person", 0);
    if (ret_person->v > 0 && people_may_see(w->ctx, *ret_person)) return OK;
    return ctx_fault(w->ctx, ERR_MISSING, STR_NONE, SAY("Begin on the page of the person who gets the notes."));
}

enum status credits_notes_web_give(struct web *w)
{
    struct person_id person;
    TRY(person_typed(w, &person));
    const struct notes_give_view view = {.person = str_int(w->ctx->arena, person.v), .name = people_first_name(w->ctx, person), .notes = web_kept(w, "notes", STR(""))};
    credits_page_notes_give(web_page(w, SAY("Hand out paper notes"), NULL), &view);
    return OK;
}

enum status credits_notes_web_give_do(struct web *w)
{
    struct person_id person;
    struct credits_note_span span;
    int64_t n;
    TRY(person_typed(w, &person));
    TRY(credits_note_span_read(w->ctx, web_text(w, "notes"), STR("notes"), &span));
    TRY(credits_notes_give(w->ctx, &span, person, &n));
    return web_redirect_saying(w, web_path(w, "/people/%lld", (long long)person.v),
                               SAY2("Kept. {name} has {n} more.", "name", people_first_name(w->ctx, person), "n", str_int(w->ctx->arena, n)));
}

enum status credits_notes_panel_person(struct ctx *ctx, struct html *h, int64_t subject)
{
    const struct person_id person = {subject};
    struct credits_sql_notes_of_person *rows;
    size_t n;
    if (!ctx_has(ctx, STANDING_CONNECTOR | STANDING_STEWARD | STANDING_ADMIN) || people_is(ctx, person) || !people_may_see(ctx, person)) return OK;
    TRY(credits_sql_notes_of_person(ctx->db, ctx->arena, person, OF_PERSON_SHOWN, &rows, &n));
    struct note_row_view *list = ARENA_ARRAY(ctx->arena, struct note_row_view, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct credits_note note = {.given_at = rows[i].given_at, .ended_at = rows[i].ended_at, .state = NOTE_VOID};
        for (int s = 0; s < NOTE_STATES; s++)
            if (str_is(rows[i].state, credits_note_state_code((enum note_state)s))) note.state = (enum note_state)s;
        list[i] = (struct note_row_view){.serial = credits_note_serial(ctx->arena, rows[i].id), .state = state_words(ctx, &note)};
    }
    const struct notes_person_view view = {.rows = list, .rows_n = n, .give = str_printf(ctx->arena, "/credits/notes/give?person=%lld", (long long)subject),
                                           .pay = ctx_has(ctx, STANDING_ADMIN) ? str_printf(ctx->arena, "/credits/notes?person=%lld#print", (long long)subject) : STR("")};
    credits_part_notes_person(h, &view);
    return OK;
}
