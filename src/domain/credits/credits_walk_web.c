/* Hours of somebody one walks beside: two thank-yous, what they said, what waits, aloud and on paper. */
#include "domain/credits/credits_walk_view.h"

#include "credits_pages.h"
#include "domain/credits/credits_line.h"
#include "domain/people/people_locale.h"
#include "platform/texts/texts.h"
#include "platform/web/web.h"
#include "platform/worker/worker.h"

#define ROWS 50
#define LAST 5
#define NAMES 300
#define YEAR 365
#define PICK 100

static struct str say(const struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

/* ---- first names that the browser offers ---- */

static enum status names_of(struct ctx *ctx, const struct str **ret_names, size_t *ret_count)
{
    struct people_row *rows;
    size_t n, kept = 0;
    TRY(people_list(ctx, STR_NONE, NAMES, 0, &rows, &n));
    struct str *names = ARENA_ARRAY(ctx->arena, struct str, n + 1);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || !str_eq(rows[i].first_name, rows[i - 1].first_name)) names[kept++] = rows[i].first_name;
    *ret_names = names;
    *ret_count = kept;
    return OK;
}

/* Those of this name first, then everybody else the reader may see. */
static enum status people_choices(struct ctx *ctx, struct str name, const struct html_choice **ret_choices, size_t *ret_count)
{
    struct people_row *same, *all;
    size_t same_n, all_n, n = 0;
    TRY(credits_called(ctx, name, &same, &same_n));
    TRY(people_list(ctx, STR_NONE, PICK, 0, &all, &all_n));
    struct html_choice *out = ARENA_ARRAY(ctx->arena, struct html_choice, same_n + all_n + 1);
    out[n++] = (struct html_choice){STR(""), say(ctx, SAY("Not known yet")), same_n != 1};
    for (size_t i = 0; i < same_n + all_n; i++) {
        const struct people_row *p = i < same_n ? &same[i] : &all[i - same_n];
        bool twice = false;
        for (size_t k = 0; i >= same_n && k < same_n; k++) twice = twice || same[k].id.v == p->id.v;
        if (twice) continue;
        struct str label = p->connector.len > 0 ? say(ctx, SAY2("{name}, with {connector}", "name", p->first_name, "connector", p->connector)) : p->first_name;
        if (p->outcode.len > 0) label = say(ctx, SAY2("{name}, near {place}", "name", label, "place", p->outcode));
        out[n++] = (struct html_choice){str_int(ctx->arena, p->id.v), label, same_n == 1 && i == 0};
    }
    *ret_choices = out;
    *ret_count = n;
    return OK;
}

/* ---- rows that wait ---- */

/* How the one whose word is missing can be asked. */
static void reach(struct ctx *ctx, const struct credits_told *t, struct walk_row *row)
{
    struct person person;
    if (t->state != TOLD_WAITS || t->other.v == 0) return;
    if (people_find(ctx, t->other, &person) != OK) {
        faults_init(&ctx->faults, ctx->arena);
        row->reach = say(ctx, SAY("Who walks beside them can ask."));
    } else if (person.phone.len > 0 && people_consents(ctx, person.id, CONSENT_CONTACT)) {
        row->reach = say(ctx, SAY1("Telephone: {phone}.", "phone", person.phone));
        struct str number = texts_number(ctx->arena, person.phone);
        if (number.ptr) row->ring = str_cat(ctx->arena, STR("tel:"), number);
    } else row->reach = say(ctx, SAY("No telephone: ask when you meet."));
}

static enum status row_of(struct ctx *ctx, const struct credits_told *t, struct walk_row *row)
{
    *row = (struct walk_row){.id = t->id.v, .words = credits_told_line(ctx, t), .state = credits_told_standing(ctx, t), .thanks = t->thanks,
                             .who = t->other_name.len > 0 ? t->other_name : t->other_words, .answer = t->may_answer, .which = t->state == TOLD_WHO};
    reach(ctx, t, row);
    if (!row->which) return OK;
    row->asks = say(ctx, SAY1("Which {name}?", "name", t->other_words));
    return people_choices(ctx, t->other_words, &row->people, &row->people_n);
}

static enum status rows_of(struct ctx *ctx, const struct credits_told *told, size_t n, const struct walk_row **ret_rows, size_t *ret_count)
{
    struct walk_row *rows = ARENA_ARRAY(ctx->arena, struct walk_row, n + 1);
    for (size_t i = 0; i < n; i++) TRY(row_of(ctx, &told[i], &rows[i]));
    *ret_rows = rows;
    *ret_count = n;
    return OK;
}

/* ---- the page of one person ---- */

static struct str total(struct ctx *ctx, int64_t minutes)
{
    return minutes > 0 ? credits_time(ctx, minutes) : say(ctx, SAY("The first one waits"));
}

static struct str use_of(struct ctx *ctx, const struct walk_statement *s)
{
    if (s->keeps_none) return STR("");
    if (s->now > 0) return say(ctx, SAY2("{name} can use {time}.", "name", s->person.first_name, "time", credits_time(ctx, s->now)));
    if (s->now < 0) return say(ctx, SAY2("{name} has received {time} ahead. There is no hurry.", "name", s->person.first_name, "time", credits_time(ctx, s->now)));
    return say(ctx, SAY("Given and received are the same."));
}

enum status credits_web_walk(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct walk_statement s;
    const struct person_id id = {web_id(w, 0)};
    TRY(credits_walk_statement(ctx, id, DAY_NONE, &s));
    struct walk_view view = {.id = id.v, .back = str_int(ctx->arena, id.v), .name = s.person.first_name, .given = total(ctx, s.sums.given), .received = total(ctx, s.sums.received),
                             .use = use_of(ctx, &s), .other = web_kept(w, "other", STR("")), .minutes = web_kept(w, "minutes", STR("")),
                             .what = web_kept(w, "what", STR("")), .on = web_kept(w, "on", day_format(ctx->arena, ctx_today(ctx))),
                             .received_on = str_is(web_text(w, "side"), "received"), .paper_on = str_is(web_text(w, "how"), "paper")};
    if (s.keeps_none) view.none = say(ctx, SAY1("{name} keeps no hours. What is told stays a thank-you.", "name", view.name));
    TRY(rows_of(ctx, s.waits, s.waits_n < ROWS ? s.waits_n : ROWS, &view.rows, &view.rows_n));
    struct str *last = ARENA_ARRAY(ctx->arena, struct str, LAST);
    for (size_t i = 0; i < LAST && i < s.lines_n; i++) last[view.last_n++] = credits_walk_line_of(ctx, &s.lines[s.lines_n - 1 - i], view.name);
    view.last = last;
    TRY(names_of(ctx, &view.names, &view.names_n));
    credits_page_walk(web_page(w, SAY1("Hours of {name}", "name", view.name), "/people"), &view);
    return OK;
}

enum status credits_web_walk_tell(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_told told;
    struct credits_telling t = {.key = web_text(w, "key"), .teller = {web_id(w, 0)}, .gave = !str_is(web_text(w, "side"), "received"),
                                .other_words = web_text(w, "other"), .what = web_text(w, "what"), .on = DAY_NONE, .via = "spoken",
                                .consent = str_is(web_text(w, "how"), "paper") ? STR("paper") : STR("spoken")};
    if (!people_may_change(ctx, t.teller)) return ERR_DENIED;
    if (str_is(t.consent, "paper")) t.via = "paper";
    if (!uuid_valid(t.key)) t.key = STR_NONE;
    if (web_text(w, "on").len > 0 && !day_parse(web_text(w, "on"), &t.on))
        return ctx_fault(ctx, ERR_INVALID, STR("on"), SAY("Choose a day of the last two months."));
    if (!credits_line_minutes(ctx->arena, web_text(w, "minutes"), &t.minutes))
        return ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("Write how long. For example: 2, or half an hour, or 45 min"));
    TRY(credits_tell(ctx, &t, &told));
    struct str line = credits_told_line(ctx, &told);
    struct said words = told.state == TOLD_DONE ? SAY1("Kept: {line}.", "line", line)
                                                : SAY2("Kept: {line}. {state}", "line", line, "state", credits_told_standing(ctx, &told));
    return web_redirect_saying(w, web_path(w, "/people/%lld/hours", (long long)t.teller.v), words);
}

/* In the person's language: the page's own frame stays in the reader's. */
static const struct locale *theirs(const struct person *person)
{
    return people_locale_for(people_locale(person), "If something is not right, say so now or at any time. We put it right together.");
}

enum status credits_web_walk_aloud(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct walk_statement s;
    struct str *lines;
    struct walk_aloud_view view = {.id = web_id(w, 0)};
    const struct locale *reader = ctx->locale;
    TRY(credits_walk_statement(ctx, (struct person_id){view.id}, DAY_NONE, &s));
    ctx->locale = theirs(&s.person);
    view.html = str_from(ctx->locale->html);
    view.rtl = ctx->locale->rtl;
    enum status status = credits_walk_aloud(ctx, &s, &lines, &view.lines_n);
    ctx->locale = reader;
    TRY(status);
    view.lines = lines;
    view.name = s.person.first_name;
    credits_page_walk_aloud(web_page(w, SAY1("Hours of {name}, to read aloud", "name", view.name), "/people"), &view);
    return OK;
}

enum status credits_web_walk_pdf(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct walk_statement s;
    struct str json, pdf;
    const struct locale *reader = ctx->locale;
    const struct day since = {ctx_today(ctx).n - YEAR};
    TRY(credits_walk_statement(ctx, (struct person_id){web_id(w, 0)}, since, &s));
    if (web_text(w, "in").len == 0) ctx->locale = theirs(&s.person);
    enum status status = credits_walk_paper(ctx, &s, web_on(w, "large"), &json);
    ctx->locale = reader;
    TRY(status);
    TRY(worker_run(ctx->arena, "pack", json, &pdf));
    return web_bytes(w, STR("application/pdf"), pdf, STR("hours.pdf"));
}

enum status credits_panel_walk(struct ctx *ctx, struct html *h, int64_t person)
{
    struct walk_statement s;
    if (credits_walk_statement(ctx, (struct person_id){person}, DAY_NONE, &s) != OK) {
        faults_init(&ctx->faults, ctx->arena);
        return OK;
    }
    const struct walk_panel_view view = {.id = person, .name = s.person.first_name, .given = credits_time(ctx, s.sums.given),
                                         .received = credits_time(ctx, s.sums.received), .waits = (int)s.waits_n};
    credits_page_walk_panel(h, &view);
    return OK;
}

/* ---- what waits in the place ---- */

static struct str why_of(struct ctx *ctx, const struct credits_sheet_line *l)
{
    if (l->state == SHEET_TOLD) return say(ctx, SAY("Kept."));
    if (l->state == SHEET_LEFT) return say(ctx, SAY("Left out."));
    if (l->state == SHEET_ROOM) return say(ctx, SAY("There is no room for so many hours just now. It waits."));
    if (l->thanked && l->received_id.v == 0) return say(ctx, SAY("It waits until we know who received."));
    return say(ctx, SAY("It waits until we know who gave, or for who walks beside them."));
}

static enum status sheet_row(struct ctx *ctx, const struct credits_sheet_line *l, struct sheet_row_view *row)
{
    bool open = l->state == SHEET_NAME || l->state == SHEET_ROOM;
    struct str who = l->mine || open ? say(ctx, SAY3("{gave} gave, {received} received: {hours}", "gave", l->gave, "received", l->received, "hours",
                                                     str_printf(ctx->arena, "%.*s, %.*s", STR_ARG(credits_time(ctx, l->minutes)), STR_ARG(l->what))))
                                     : say(ctx, SAY("copied by somebody else"));
    *row = (struct sheet_row_view){.sheet = l->sheet.v, .number = l->number, .line = l->line, .gave = l->gave, .received = l->received, .mine = open,
                                   .words = say(ctx, SAY2("Line {n}: {words}", "n", str_int(ctx->arena, l->line), "words", who)), .why = why_of(ctx, l)};
    if (!open) return OK;
    row->gave_open = l->gave_id.v == 0;
    row->received_open = l->received_id.v == 0;
    if (row->gave_open) TRY(people_choices(ctx, l->gave, &row->givers, &row->givers_n));
    if (row->received_open) TRY(people_choices(ctx, l->received, &row->receivers, &row->receivers_n));
    return OK;
}

enum status credits_web_waiting(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_told *told;
    struct credits_sheet_line *lines;
    struct waiting_view view = {.all = ctx_has(ctx, STANDING_ADMIN)};
    size_t n;
    TRY(credits_told_waiting(ctx, ROWS, &told, &n));
    TRY(rows_of(ctx, told, n, &view.rows, &view.rows_n));
    for (size_t i = 0; i < view.rows_n && web_refused(w); i++)
        if (view.rows[i].id == web_id(w, 0)) ((struct walk_row *)view.rows)[i].typed = web_kept(w, "said", STR_NONE);
    TRY(credits_sheet_waiting(ctx, ROWS, &lines, &view.lines_n));
    struct sheet_row_view *rows = ARENA_ARRAY(ctx->arena, struct sheet_row_view, view.lines_n + 1);
    for (size_t i = 0; i < view.lines_n; i++) {
        TRY(sheet_row(ctx, &lines[i], &rows[i]));
        rows[i].words = say(ctx, SAY2("Green sheet {n}, {words}", "n", str_int(ctx->arena, lines[i].number), "words", rows[i].words));
    }
    view.lines = rows;
    credits_page_waiting(web_page(w, SAY("Hours that wait"), "/today"), &view);
    return OK;
}

/* Back to the list, or to the page of whom it is about. */
static struct str back_to(struct web *w)
{
    int64_t id;
    struct str back = web_text(w, "back");
    if (str_to_int(back, &id) && id > 0) return web_path(w, "/people/%lld/hours", (long long)id);
    return STR("/hours/waiting");
}

enum status credits_web_waiting_answer(struct web *w)
{
    const struct told_id id = {web_id(w, 0)};
    struct str word = web_text(w, "word");
    bool yes = str_is(word, "yes") || str_is(word, "paper");
    if (!yes && !str_is(word, "no")) return ctx_fault(w->ctx, ERR_INVALID, STR_NONE, SAY("Say whether it is right."));
    enum status status = yes ? credits_told_agree(w->ctx, id, str_is(word, "paper") ? "paper" : "spoken", str_is(word, "paper") ? STR("paper") : STR("spoken"))
                             : credits_told_not_right(w->ctx, id, web_text(w, "said"), "spoken");
    if (status == ERR_CONFLICT) return web_redirect_saying(w, back_to(w), SAY("This was settled already."));
    TRY(status);
    return web_redirect_saying(w, back_to(w), yes ? SAY("Kept: they said yes.") : SAY("Kept as not right. Nothing stands in the books."));
}

enum status credits_web_waiting_who(struct web *w)
{
    struct credits_told told;
    const struct person_id who = {web_int(w, "who", 0)};
    if (who.v == 0) return web_redirect_saying(w, back_to(w), SAY("It still waits: nobody was chosen."));
    enum status status = credits_told_who(w->ctx, (struct told_id){web_id(w, 0)}, who, (struct asset_id){0}, &told);
    if (status == ERR_CONFLICT) return web_redirect_saying(w, back_to(w), SAY("This was settled already."));
    TRY(status);
    return web_redirect_saying(w, back_to(w), SAY2("Kept: {line}. {state}", "line", credits_told_line(w->ctx, &told), "state", credits_told_standing(w->ctx, &told)));
}

enum status credits_panel_walk_today(struct ctx *ctx, struct html *h, int64_t person)
{
    struct credits_told *told;
    struct credits_sheet_line *lines;
    size_t n, lines_n;
    (void)person;
    if (!ctx_has(ctx, STANDING_CONNECTOR | STANDING_STEWARD | STANDING_ADMIN)) return OK;
    TRY(credits_told_waiting(ctx, ROWS, &told, &n));
    TRY(credits_sheet_waiting(ctx, ROWS, &lines, &lines_n));
    const struct walk_today_view view = {.n = (int64_t)(n + lines_n)};
    if (view.n > 0) credits_page_walk_today(h, &view);
    return OK;
}

/* ---- green sheets ---- */

enum status credits_web_sheets(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_green *sheets;
    struct place place;
    struct str ring = STR("");
    size_t n;
    TRY(credits_sheet_list(ctx, ROWS, &sheets, &n));
    struct sheet_line_view *rows = ARENA_ARRAY(ctx->arena, struct sheet_line_view, n + 1);
    for (size_t i = 0; i < n; i++)
        rows[i] = (struct sheet_line_view){sheets[i].id.v, sheets[i].number, sheets[i].at,
                                           text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, sheets[i].made_at), ctx_today(ctx)),
                                           sheets[i].lines, sheets[i].copied, sheets[i].waits};
    if (places_find(ctx, (struct place_id){ctx->actor.place}, &place) == OK && place.foot.phone.len > 0)
        ring = str_printf(ctx->arena, "%.*s, %.*s", STR_ARG(place.foot.name), STR_ARG(place.foot.phone));
    const struct sheets_view view = {.rows = rows, .rows_n = n, .at = web_kept(w, "at", STR("")), .ring = web_kept(w, "ring", ring),
                                     .lines = web_kept(w, "lines", STR("18"))};
    credits_page_sheets(web_page(w, SAY("Green sheets"), "/today"), &view);
    return OK;
}

enum status credits_web_sheet_add(struct web *w)
{
    struct sheet_id id;
    TRY(credits_sheet_add(w->ctx, web_text(w, "at"), web_text(w, "ring"), web_int(w, "lines", 0), &id));
    return web_redirect_saying(w, web_path(w, "/hours/sheet/%lld", (long long)id.v), SAY("The sheet is made. Print it in the languages of your street."));
}

static void put_tongues(struct web *w, int64_t sheet, struct sheet_view *view)
{
    struct walk_tongue *out = ARENA_ARRAY(w->ctx->arena, struct walk_tongue, TEXT_PSEUDO);
    for (int i = 0; i < TEXT_PSEUDO; i++) {
        if (!text_language_offered((enum text_language)i)) continue;
        const struct locale *l = text_locale((enum text_language)i);
        out[view->tongues_n++] = (struct walk_tongue){web_path(w, "/hours/sheet/%lld/sheet.pdf?in=%s", (long long)sheet, l->code), str_from(l->name),
                                                      str_from(l->html), l->rtl};
    }
    view->tongues = out;
}

enum status credits_web_sheet(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_green sheet;
    struct credits_sheet_line *lines;
    size_t n;
    int64_t next = 1;
    struct day day = ctx_today(ctx);
    TRY(credits_sheet_find(ctx, (struct sheet_id){web_id(w, 0)}, &sheet));
    TRY(credits_sheet_lines(ctx, sheet.id, &lines, &n));
    struct sheet_row_view *rows = ARENA_ARRAY(ctx->arena, struct sheet_row_view, n + 1);
    for (size_t i = 0; i < n; i++) {
        TRY(sheet_row(ctx, &lines[n - 1 - i], &rows[i]));
        if (lines[i].line == next) next++;
        day = lines[i].on;
    }
    struct sheet_view view = {.id = sheet.id.v, .number = sheet.number, .lines = sheet.lines, .at = sheet.at, .ring = sheet.ring, .rows = rows, .rows_n = n,
                              .copied = (int64_t)n, .full = next > sheet.lines, .focus = web_on(w, "next"), .thanked = web_on(w, "thanked")};
    view.gave = web_kept(w, "gave", STR(""));
    view.received = web_kept(w, "received", STR(""));
    view.minutes = web_kept(w, "minutes", STR(""));
    view.what = web_kept(w, "what", STR(""));
    view.on = web_kept(w, "on", day_format(ctx->arena, day));
    view.line = web_kept(w, "line", str_int(ctx->arena, next));
    if (!str_to_int(view.line, &view.next)) view.next = next;
    put_tongues(w, sheet.id.v, &view);
    TRY(names_of(ctx, &view.names, &view.names_n));
    credits_page_sheet(web_page(w, SAY1("Green sheet {n}", "n", str_int(ctx->arena, sheet.number)), "/today"), &view);
    return OK;
}

enum status credits_web_sheet_keep(struct web *w)
{
    struct ctx *ctx = w->ctx;
    const struct sheet_id id = {web_id(w, 0)};
    struct credits_sheet_line line = {.gave = web_text(w, "gave"), .received = web_text(w, "received"), .what = web_text(w, "what"),
                                      .line = web_int(w, "line", 0), .thanked = web_on(w, "thanked"), .on = DAY_NONE}, kept;
    struct day on;
    if (day_parse(web_text(w, "on"), &on)) line.on = on;
    if (!credits_line_minutes(ctx->arena, web_text(w, "minutes"), &line.minutes)) line.minutes = 0;
    TRY(credits_sheet_keep(ctx, id, &line, &kept));
    struct sheet_row_view row;
    TRY(sheet_row(ctx, &kept, &row));
    return web_redirect_saying(w, web_path(w, "/hours/sheet/%lld?next=yes", (long long)id.v), SAY2("{line}. {state}", "line", row.words, "state", row.why));
}

enum status credits_web_sheet_line(struct web *w)
{
    const struct sheet_id id = {web_id(w, 0)};
    int64_t line = 0;
    struct credits_sheet_line l;
    struct str back = str_is(web_text(w, "back"), "sheet") ? web_path(w, "/hours/sheet/%lld", (long long)id.v) : STR("/hours/waiting");
    bool leave = str_is(web_text(w, "do"), "leave");
    if (!str_to_int(w->params[1], &line)) return ERR_MISSING;
    enum status status = leave ? credits_sheet_leave(w->ctx, id, line)
                               : credits_sheet_settle(w->ctx, id, line, (struct person_id){web_int(w, "gave", 0)}, (struct person_id){web_int(w, "received", 0)}, &l);
    if (status == ERR_CONFLICT) return web_redirect_saying(w, back, SAY("This was settled already."));
    TRY(status);
    return web_redirect_saying(w, back, leave ? SAY("Left out. It counts nowhere.") : l.state == SHEET_TOLD ? SAY("Kept.") : SAY("It still waits."));
}

enum status credits_web_sheet_pdf(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_green sheet;
    struct str json, pdf;
    const struct locale *reader = ctx->locale;
    TRY(credits_sheet_find(ctx, (struct sheet_id){web_id(w, 0)}, &sheet));
    if (web_text(w, "in").len > 0) ctx->locale = text_locale_for(web_text(w, "in"));
    enum status status = credits_sheet_paper(ctx, &sheet, &json);
    ctx->locale = reader;
    TRY(status);
    TRY(worker_run(ctx->arena, "list", json, &pdf));
    return web_bytes(w, STR("application/pdf"), pdf, STR("green-sheet.pdf"));
}
