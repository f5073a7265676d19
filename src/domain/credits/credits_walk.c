/* Somebody's hours in plain words: the statement that is read aloud, and printed. */
#include "domain/credits/credits_walk.h"

#include "base/json.h"
#include "credits_sql.h"
#include "domain/credits/credits_told_own.h"

#define TOLD_MOST 500
#define ALOUD_LAST 5
#define PAGE 200

static struct str say(const struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

/* ---- gathering ---- */

struct gather {
    struct ctx *ctx;
    struct account_id account;
    const struct credits_told *told;
    size_t told_n;
    struct credits_sql_walk_awards *awards;
    size_t awards_n;
    struct walk_line *lines;
    size_t n;
};

static const struct credits_told *told_of(const struct gather *g, struct entry_id id)
{
    for (size_t i = 0; i < g->told_n; i++)
        if (g->told[i].entry.v == id.v) return &g->told[i];
    return NULL;
}

/* The day it was done, also where it was written down later. */
static struct day day_of(const struct gather *g, const struct credits_entry *e, const struct credits_told *t)
{
    if (t) return t->on;
    for (size_t i = 0; i < g->awards_n; i++)
        if (g->awards[i].entry_id.v == e->id.v) return g->awards[i].day;
    return day_from_instant(g->ctx->zone, e->at);
}

static struct str other_of(const struct credits_told *t, struct person_id person)
{
    if (t->teller.v != person.v) return t->teller_name;
    return t->other_name.len > 0 ? t->other_name : t->other_words;
}

static void add(struct gather *g, const struct credits_entry *e, struct person_id person)
{
    const struct credits_told *t = told_of(g, e->id);
    if (e->reverses.v) return; /* the line it takes back says so itself */
    g->lines[g->n++] = (struct walk_line){.on = day_of(g, e, t), .gave = e->to.v == g->account.v,
                                          .put_right = e->reversed_by.v != 0, .minutes = e->minutes, .what = credits_what(g->ctx, e->words),
                                          .with = t ? other_of(t, person) : STR("")};
}

/* Newest first, until the day; then turned round. */
static enum status gather(struct gather *g, struct person_id person, struct day since)
{
    struct credits_entry *rows;
    size_t n = PAGE;
    int64_t before = 0;
    while (n == PAGE && g->n + PAGE <= WALK_LINES_MAX) {
        TRY(credits_entries(g->ctx, g->account, before, PAGE, &rows, &n));
        for (size_t i = 0; i < n; i++) {
            before = rows[i].number;
            if (day_is(since) && day_from_instant(g->ctx->zone, rows[i].at).n < since.n) n = 0;
            else add(g, &rows[i], person);
        }
    }
    for (size_t i = 0; i < g->n / 2; i++) {
        struct walk_line swap = g->lines[i];
        g->lines[i] = g->lines[g->n - 1 - i];
        g->lines[g->n - 1 - i] = swap;
    }
    return OK;
}

static void put_waits(struct ctx *ctx, const struct credits_told *rows, size_t n, struct walk_statement *s)
{
    struct credits_told *waits = ARENA_ARRAY(ctx->arena, struct credits_told, n + 1);
    for (size_t i = 0; i < n; i++)
        if (rows[i].state == TOLD_WHO || rows[i].state == TOLD_WAITS) waits[s->waits_n++] = rows[i];
    s->waits = waits;
}

enum status credits_walk_statement(struct ctx *ctx, struct person_id person, struct day since, struct walk_statement *ret_statement)
{
    struct walk_statement s = {.since = since};
    struct credits_told *told;
    struct credits_account account;
    struct gather g = {.ctx = ctx};
    size_t n;
    TRY(people_find(ctx, person, &s.person));
    TRY(credits_told_of(ctx, person, TOLD_MOST, &told, &n));
    put_waits(ctx, told, n, &s);
    s.keeps_none = credits_keeps_none(ctx, person);
    enum status status = credits_member_find(ctx, person, &g.account);
    if (status == OK) {
        TRY(credits_account_get(ctx, g.account, &account));
        TRY(credits_sql_walk_awards(ctx->db, ctx->arena, person, WALK_LINES_MAX, &g.awards, &g.awards_n));
        TRY(credits_sums(ctx, g.account, &s.sums));
        g.told = told;
        g.told_n = n;
        g.lines = ARENA_ARRAY(ctx->arena, struct walk_line, WALK_LINES_MAX + 1);
        TRY(gather(&g, person, since));
        s.now = s.opening = account.balance;
        s.lines = g.lines;
        s.lines_n = g.n;
    } else if (status != ERR_MISSING) return status;
    for (size_t i = 0; i < s.lines_n; i++)
        if (!s.lines[i].put_right) s.opening += s.lines[i].gave ? -s.lines[i].minutes : s.lines[i].minutes;
    if (!day_is(s.since)) s.since = s.lines_n > 0 ? s.lines[0].on : ctx_today(ctx);
    *ret_statement = s;
    return OK;
}

/* ---- words ---- */

struct str credits_walk_use(struct ctx *ctx, int64_t minutes)
{
    if (minutes > 0) return say(ctx, SAY1("You can use {time}.", "time", credits_time(ctx, minutes)));
    if (minutes < 0) return say(ctx, SAY1("You have received {time} ahead. There is no hurry.", "time", credits_time(ctx, minutes)));
    return say(ctx, SAY("What you gave and what you received are the same."));
}

static struct str line_of(struct ctx *ctx, const struct walk_line *l, struct str name)
{
    struct str day = text_day(ctx->arena, ctx->locale, l->on, ctx_today(ctx)), time = credits_time(ctx, l->minutes);
    struct str what = l->with.len > 0 ? say(ctx, SAY2("{what}, with {name}", "what", l->what, "name", l->with)) : l->what;
    struct said words = l->gave ? SAY3("{day}: you gave {time}. {what}.", "day", day, "time", time, "what", what)
                                : SAY3("{day}: you received {time}. {what}.", "day", day, "time", time, "what", what);
    if (name.len > 0)
        words = l->gave ? SAY3("{name} gave {time}. {what}.", "name", name, "time", time, "what", what)
                        : SAY3("{name} received {time}. {what}.", "name", name, "time", time, "what", what);
    struct str all = say(ctx, words);
    if (name.len > 0) all = str_printf(ctx->arena, "%.*s: %.*s", STR_ARG(day), STR_ARG(all));
    return l->put_right ? say(ctx, SAY1("{line} This was put right later, and counts no more.", "line", all)) : all;
}

struct str credits_walk_line(struct ctx *ctx, const struct walk_line *l)
{
    return line_of(ctx, l, STR(""));
}

struct str credits_walk_line_of(struct ctx *ctx, const struct walk_line *l, struct str name)
{
    return line_of(ctx, l, name);
}

static struct str hours_of(struct ctx *ctx, const struct credits_told *t)
{
    return str_printf(ctx->arena, "%.*s, %.*s", STR_ARG(credits_time(ctx, t->minutes)), STR_ARG(credits_what(ctx, t->what)));
}

static struct str named(struct ctx *ctx, const struct credits_told *t)
{
    return t->other_name.len > 0 ? t->other_name : t->other_words.len > 0 ? t->other_words : say(ctx, SAY("somebody"));
}

struct str credits_told_line(struct ctx *ctx, const struct credits_told *t)
{
    struct str other = named(ctx, t);
    return say(ctx, SAY3("{gave} gave, {received} received: {hours}", "gave", t->gave ? t->teller_name : other, "received", t->gave ? other : t->teller_name,
                         "hours", hours_of(ctx, t)));
}

struct str credits_told_standing(struct ctx *ctx, const struct credits_told *t)
{
    switch (t->state) {
    case TOLD_WHO: return say(ctx, SAY1("Which {name}?", "name", t->other_words));
    case TOLD_WAITS: return say(ctx, SAY1("{name} has not said yes yet.", "name", named(ctx, t)));
    case TOLD_DONE: return say(ctx, SAY("Kept."));
    case TOLD_BACK: return say(ctx, SAY("Taken back."));
    case TOLD_NOT_RIGHT: return t->said.len > 0 ? say(ctx, SAY1("Not right: {said}", "said", t->said)) : say(ctx, SAY("Not right."));
    default: return say(ctx, SAY("Nobody said a word, and it was not kept."));
    }
}

static struct str wait_words(struct ctx *ctx, const struct walk_statement *s, const struct credits_told *t)
{
    struct str hours = hours_of(ctx, t);
    if (t->teller.v != s->person.id.v)
        return say(ctx, SAY2("{name} says that they gave you {hours}. Is that right?", "name", t->teller_name, "hours", hours));
    if (t->state == TOLD_WHO) return say(ctx, SAY2("You told us of {hours}. We ask which {name} it was.", "hours", hours, "name", t->other_words));
    return say(ctx, SAY2("You told us of {hours}. We wait for the word of {name}.", "hours", hours, "name", named(ctx, t)));
}

/* ---- read aloud ---- */

struct lines { struct ctx *ctx; struct str *items; size_t n; };

static void put(struct lines *lines, struct str words)
{
    *ARENA_PUSH(lines->ctx->arena, lines->items, lines->n) = words;
}

static void put_sums(struct lines *lines, const struct walk_statement *s)
{
    struct ctx *ctx = lines->ctx;
    put(lines, s->sums.given > 0 ? say(ctx, SAY1("You gave {time}. Thank you.", "time", credits_time(ctx, s->sums.given)))
                                 : say(ctx, SAY("The first hour you give is still to come.")));
    put(lines, s->sums.received > 0 ? say(ctx, SAY1("You received {time}. Somebody was glad to give it.", "time", credits_time(ctx, s->sums.received)))
                                    : say(ctx, SAY("The first hour you receive is still to come.")));
}

enum status credits_walk_aloud(struct ctx *ctx, const struct walk_statement *s, struct str **ret_lines, size_t *ret_count)
{
    struct lines lines = {.ctx = ctx};
    put(&lines, say(ctx, SAY1("{name}, this is what you gave and what you received.", "name", s->person.first_name)));
    if (s->keeps_none) put(&lines, say(ctx, SAY("You keep no hours. All that is told stays a thank-you.")));
    else {
        put_sums(&lines, s);
        put(&lines, credits_walk_use(ctx, s->now));
    }
    if (s->lines_n > 0) put(&lines, say(ctx, SAY("The last ones:")));
    for (size_t i = 0; i < ALOUD_LAST && i < s->lines_n; i++) put(&lines, credits_walk_line(ctx, &s->lines[s->lines_n - 1 - i]));
    for (size_t i = 0; i < s->waits_n; i++) put(&lines, wait_words(ctx, s, &s->waits[i]));
    put(&lines, say(ctx, SAY("If something is not right, say so now or at any time. We put it right together.")));
    *ret_lines = lines.items;
    *ret_count = lines.n;
    return OK;
}

/* ---- on paper ---- */

static void begin_section(struct ctx *ctx, struct json *json, struct said heading)
{
    json_begin_object(json);
    json_put_str(json, "heading", say(ctx, heading));
    json_key(json, "lines");
    json_begin_array(json);
}

static void put_row(struct ctx *ctx, struct json *json, const struct walk_line *l)
{
    struct str time = credits_time(ctx, l->minutes);
    struct str what = l->with.len > 0 ? say(ctx, SAY2("{what}, with {name}", "what", l->what, "name", l->with)) : l->what;
    if (l->put_right) what = say(ctx, SAY1("{what} (put right later, counts no more)", "what", what));
    json_begin_array(json);
    json_str(json, text_day(ctx->arena, ctx->locale, l->on, l->on));
    json_str(json, what);
    json_str(json, l->gave ? time : STR(""));
    json_str(json, l->gave ? STR("") : time);
    json_end(json);
}

static void put_widths(struct json *json, const int *widths, size_t n)
{
    json_key(json, "widths");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) json_int(json, widths[i]);
    json_end(json);
}

static size_t put_month(struct ctx *ctx, struct json *json, const struct walk_statement *s, size_t from)
{
    static const char *const heads[] = {T_("Day"), T_("What"), T_("You gave"), T_("You received")};
    struct civil first = civil_from_day(s->lines[from].on);
    size_t to = from;
    struct str month = str_printf(ctx->arena, "%.*s %d", STR_ARG(text_month(ctx->locale, first.month)), first.year);
    json_begin_object(json);
    json_put_str(json, "heading", month);
    json_key(json, "table");
    json_begin_object(json);
    json_key(json, "columns");
    json_begin_array(json);
    for (size_t i = 0; i < 4; i++) json_str(json, text_get(ctx->locale, heads[i], NULL));
    json_end(json);
    put_widths(json, (const int[]){28, 34, 19, 19}, 4);
    json_key(json, "rows");
    json_begin_array(json);
    for (; to < s->lines_n; to++) {
        struct civil at = civil_from_day(s->lines[to].on);
        if (at.month != first.month || at.year != first.year) break;
        put_row(ctx, json, &s->lines[to]);
    }
    json_end(json);
    json_end(json);
    json_end(json);
    return to;
}

static void put_paper_head(struct ctx *ctx, struct json *json, const struct walk_statement *s, bool large)
{
    struct place place;
    struct str foot = STR("");
    if (places_find(ctx, s->person.place, &place) == OK && place.foot.phone.len > 0)
        foot = say(ctx, SAY2("Something not right? Ring {name}: {phone}", "name", place.foot.name, "phone", place.foot.phone));
    json_put_str(json, "language", str_from(ctx->locale->code));
    json_put_bool(json, "rtl", ctx->locale->rtl);
    if (large) json_put_bool(json, "large", true);
    json_put_str(json, "title", say(ctx, SAY1("Hours of {name}", "name", s->person.first_name)));
    json_put_str(json, "date", say(ctx, SAY2("From {day} to {until}", "day", text_day(ctx->arena, ctx->locale, s->since, DAY_NONE),
                                             "until", text_day(ctx->arena, ctx->locale, ctx_today(ctx), DAY_NONE))));
    if (foot.len > 0) json_put_str(json, "foot", foot);
    json_put_str(json, "page_words", say(ctx, SAY2("Page {n} of {m}", "n", STR("{n}"), "m", STR("{m}"))));
}

static void put_sections(struct ctx *ctx, struct json *json, const struct walk_statement *s)
{
    struct lines sums = {.ctx = ctx};
    put_sums(&sums, s);
    begin_section(ctx, json, SAY("Two thank-yous"));
    for (size_t i = 0; i < sums.n; i++) json_str(json, sums.items[i]);
    json_end(json);
    json_end(json);
    begin_section(ctx, json, SAY("At the beginning"));
    json_str(json, credits_walk_use(ctx, s->opening));
    json_end(json);
    json_end(json);
    for (size_t at = 0; at < s->lines_n;) at = put_month(ctx, json, s, at);
    begin_section(ctx, json, SAY("Now"));
    json_str(json, credits_walk_use(ctx, s->now));
    for (size_t i = 0; i < s->waits_n; i++) json_str(json, wait_words(ctx, s, &s->waits[i]));
    json_end(json);
    json_end(json);
}

enum status credits_walk_paper(struct ctx *ctx, const struct walk_statement *s, bool large, struct str *ret_json)
{
    struct buf buf;
    struct json json;
    buf_init(&buf, ctx->arena, (size_t)4 << 20);
    json_init(&json, &buf);
    json_begin_object(&json);
    put_paper_head(ctx, &json, s, large);
    json_key(&json, "sections");
    json_begin_array(&json);
    put_sections(ctx, &json, s);
    json_end(&json);
    json_end(&json);
    TRY(buf_check(&buf));
    *ret_json = buf_str(&buf);
    return OK;
}

/* ---- the green sheet ---- */

enum status credits_sheet_paper(struct ctx *ctx, const struct credits_green *sheet, struct str *ret_json)
{
    static const char *const heads[] = {T_("Line"), T_("Who gave"), T_("Who received"), T_("How long"), T_("What was done"), T_("Thank you (sign here)")};
    struct buf buf;
    struct json json;
    struct str number = str_int(ctx->arena, sheet->number);
    buf_init(&buf, ctx->arena, (size_t)1 << 20);
    json_init(&json, &buf);
    json_begin_object(&json);
    json_put_str(&json, "language", str_from(ctx->locale->code));
    json_put_bool(&json, "rtl", ctx->locale->rtl);
    json_put_str(&json, "title", say(ctx, SAY2("Green sheet {n}: hours at {place}", "n", number, "place", sheet->at)));
    json_put_str(&json, "date", sheet->ring.len > 0 ? say(ctx, SAY1("Questions? Ring {name}", "name", sheet->ring)) : STR(""));
    json_put_str(&json, "page_words", say(ctx, SAY2("Page {n} of {m}", "n", STR("{n}"), "m", STR("{m}"))));
    json_put_str(&json, "intro", say(ctx, SAY("One line for each time somebody gave to somebody else. First names are enough. Who received signs on the line: that is their thank-you.")));
    json_put_int(&json, "row_mm", 11);
    json_key(&json, "columns");
    json_begin_array(&json);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) json_str(&json, text_get(ctx->locale, heads[i], NULL));
    json_end(&json);
    put_widths(&json, (const int[]){8, 16, 16, 12, 24, 20}, 6);
    json_key(&json, "rows");
    json_begin_array(&json);
    for (int64_t i = 1; i <= sheet->lines; i++) {
        json_begin_array(&json);
        json_str(&json, str_int(ctx->arena, i));
        json_end(&json);
    }
    json_end(&json);
    json_put_str(&json, "foot", say(ctx, SAY("Everybody can read this sheet. If you would rather not write here, tell us instead.")));
    json_end(&json);
    TRY(buf_check(&buf));
    *ret_json = buf_str(&buf);
    return OK;
}
