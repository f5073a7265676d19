/* The register's page: parse, keep, show; and what the script of a phone asks. */
#include "activities_pages.h"
#include "domain/activities/activities_register.h"
#include "domain/activities/activities_register_view.h"
#include "platform/web/web.h"

static struct str say(struct web *w, struct said said)
{
    return text_say(w->ctx->arena, w->ctx->locale, &said);
}

static struct str address_of(struct web *w, const struct activity_at *at)
{
    return web_path(w, "/sessions/%.*s/register", STR_ARG(at->code));
}

/* "p12" for a person, "w" and its own id for a walk-in. */
static struct str row_id(struct ctx *ctx, const struct register_row *row)
{
    if (row->person.v != 0) return str_printf(ctx->arena, "p%lld", (long long)row->person.v);
    return str_printf(ctx->arena, "w%.*s", STR_ARG(row->walk_in));
}

/* ---- showing ---- */

static struct str waits_words(struct web *w, const struct activity_at *at, const struct activity_register *reg)
{
    if (at->session.cancelled && reg->held) return say(w, SAY("This day was called off. The list says that it took place."));
    if (at->session.cancelled) return say(w, SAY("This day was called off. What you tick is kept. Did it take place after all?"));
    if (at->session.moved && at->session.begins.ms > w->ctx->now.ms + REGISTER_EARLY_MS)
        return say(w, SAY("This day was moved and is still to come. What you tick is kept. Did it take place as first planned?"));
    return STR_NONE;
}

static struct str kept_words(struct web *w, const struct activity_register *reg)
{
    if (!instant_is(reg->kept_at)) return STR_NONE;
    struct str when = text_instant(w->ctx->arena, w->ctx->locale, w->ctx->zone, reg->kept_at, ctx_today(w->ctx));
    struct str count = text_number(w->ctx->arena, w->ctx->locale, reg->total), name = people_first_name(w->ctx, reg->kept_by);
    if (name.len == 0) return say(w, SAY2("{n} came. Kept {when}.", "n", count, "when", when));
    return say(w, SAY3("{n} came. Kept by {name}, {when}.", "n", count, "name", name, "when", when));
}

/* A number box: what was typed, else what is kept, empty for none. */
static struct str number_box(struct web *w, const char *name, int kept)
{
    return web_kept(w, name, kept > 0 ? str_int(w->ctx->arena, kept) : STR(""));
}

static void show_rows(struct web *w, const struct activity_register *reg, struct register_view *v)
{
    struct register_row_view *rows = ARENA_ARRAY(w->ctx->arena, struct register_row_view, reg->rows_n + 1);
    for (size_t i = 0; i < reg->rows_n; i++) {
        const struct register_row *row = &reg->rows[i];
        struct str id = row_id(w->ctx, row);
        rows[i] = (struct register_row_view){.id = id, .name = row->name, .number = row->number, .with_n = row->with_n, .was = row->came,
                                             .newcomer = row->newcomer, .twice = row->twice, .blank = row->name.len == 0};
        rows[i].came = web_refused(w) ? web_has(w, "came", id) : row->came;
        if (row->with_n > 0 || row->asked > 0) rows[i].with = str_cat(w->ctx->arena, STR("with-"), id);
        v->ticked += rows[i].came;
        v->twice = v->twice || row->twice;
    }
    v->rows = rows;
    v->rows_n = reg->rows_n;
}

static void show_claims(struct web *w, const struct activity_register *reg, struct register_view *v)
{
    struct register_claim_view *claims = ARENA_ARRAY(w->ctx->arena, struct register_claim_view, reg->claims_n + 1);
    for (size_t i = 0; i < reg->claims_n; i++)
        claims[i] = (struct register_claim_view){str_int(w->ctx->arena, reg->claims[i].id), reg->claims[i].name, reg->claims[i].said, reg->claims[i].known};
    v->claims = claims;
    v->claims_n = reg->claims_n;
}

enum status activities_web_register(struct web *w)
{
    struct activity_at at;
    struct activity_register reg;
    bool gone, stands;
    TRY(activities_register_at(w->ctx, w->params[0], &at, &gone));
    struct register_view v = {.name = at.asset.name, .names = at.series.names, .paper = web_on(w, "paper")};
    v.when = text_day(w->ctx->arena, w->ctx->locale, at.session.on, ctx_today(w->ctx));
    v.address = address_of(w, &at);
    v.code = at.code;
    v.session = gone ? web_path(w, "/activities/%lld", (long long)at.asset.id.v) : web_path(w, "/sessions/%.*s", STR_ARG(at.code));
    if (!web_refused(w) && activities_register_open(w->ctx, &at, &stands) != OK) {
        v.waits = say(w, w->ctx->faults.first->said);
        v.early = true;
        v.opens = str_int(w->ctx->arena, at.session.begins.ms - REGISTER_EARLY_MS);
        faults_init(&w->ctx->faults, w->ctx->arena);
    }
    TRY(activities_register_find(w->ctx, &at, &reg));
    if (v.waits.len == 0) v.waits = waits_words(w, &at, &reg);
    v.script = web_static(w, "register.js");
    v.who = str_int(w->ctx->arena, w->ctx->actor.account);
    v.kept = kept_words(w, &reg);
    v.held = reg.held;
    v.printed = reg.printed;
    v.note = web_kept(w, "note", reg.note);
    v.rows_typed = web_kept(w, "rows", STR(""));
    v.names_typed = web_kept(w, "walk_ins", STR(""));
    v.newcomers_typed = web_kept(w, "newcomers", STR(""));
    v.others = number_box(w, "others", reg.others);
    v.adults = number_box(w, "adults", reg.adults);
    v.children = number_box(w, "children", reg.children);
    show_rows(w, &reg, &v);
    show_claims(w, &reg, &v);
    activities_page_register(web_page(w, SAY1("Who came to {name}?", "name", at.asset.name), NULL), &v);
    return OK;
}

/* ---- Keep the list ---- */

struct keep_plan {
    struct activity_at at;
    struct register_keep keep;
    struct register_numbers numbers;
};

struct reading {
    struct web *w;
    const struct activity_register *reg;
    struct register_tick *ticks;
    size_t n, most;
};

static const struct register_row *known_row(const struct reading *r, struct str id)
{
    for (size_t i = 0; i < r->reg->rows_n; i++)
        if (str_eq(row_id(r->w->ctx, &r->reg->rows[i]), id)) return &r->reg->rows[i];
    return NULL;
}

/* A row that is no longer on the list is told to the rule, which knows who may be ticked. */
static void read_row(struct reading *r, struct str id, bool came, int with)
{
    const struct register_row *row = known_row(r, id);
    struct register_tick tick = {.op = STR_NONE, .walk_in = STR_NONE, .name = STR_NONE, .came = came, .with_n = with, .at = r->w->ctx->now};
    if (id.len < 2 || r->n == r->most) return;
    if (row) {
        tick.person = row->person;
        tick.walk_in = row->person.v != 0 ? STR_NONE : row->walk_in;
        tick.name = row->name;
        tick.newcomer = row->newcomer;
    } else if (id.ptr[0] != 'p' || !str_to_int(str_slice(id, 1, id.len), &tick.person.v) || tick.person.v <= 0) {
        return;
    }
    r->ticks[r->n++] = tick;
}

/* "With them" of a ticked row, or as before. */
static int with_of(struct web *w, struct str id)
{
    int64_t n = web_int(w, str_c(w->ctx->arena, str_cat(w->ctx->arena, STR("with-"), id)), REGISTER_NUMBER);
    return n < 0 || n > 20 ? REGISTER_NUMBER : (int)n;
}

/* The ticks of the page, and those typed as row numbers of the sheet. */
static enum status read_ticked(struct reading *r, const struct str *order, size_t n, bool *on)
{
    struct ctx *ctx = r->w->ctx;
    struct str bad = STR_NONE;
    const size_t most = (size_t)REGISTER_ROWS * 4;
    bool *typed = ARENA_ARRAY(ctx->arena, bool, most);
    for (size_t i = 0; i < most; i++) typed[i] = false;
    if (!activities_register_rows(web_text(r->w, "rows"), most, typed, &bad))
        return ctx_fault(ctx, ERR_INVALID, STR("rows"), SAY1("\"{piece}\" is no row. For example: 1-12, 15, 18", "piece", bad));
    for (size_t i = 0; i < n; i++) {
        const struct register_row *row = known_row(r, order[i]);
        on[i] = web_has(r->w, "came", order[i]);
        if (!row || row->name.len == 0 || (size_t)row->number > most || !typed[row->number - 1]) continue;
        on[i] = true;
        typed[row->number - 1] = false;
    }
    for (size_t i = 0; i < most; i++)
        if (typed[i])
            return ctx_fault(ctx, ERR_INVALID, STR("rows"),
                             SAY1("Row {n} has no name here. Write the first name under Anyone else.", "n", str_int(ctx->arena, (int64_t)i + 1)));
    return OK;
}

/* Only what was changed on this page counts: another phone's ticks stay as they are. */
static enum status read_rows(struct reading *r)
{
    struct str *order;
    struct web *w = r->w;
    size_t n = web_texts(w, "row", &order);
    if (n > REGISTER_ROWS) return ctx_fault(w->ctx, ERR_LIMIT, STR("rows"), SAY("A list has room for 500 people. Write the rest as a number."));
    bool *on = ARENA_ARRAY(w->ctx->arena, bool, n + 1);
    TRY(read_ticked(r, order, n, on));
    for (size_t i = 0; i < n; i++) {
        const struct register_row *row = known_row(r, order[i]);
        int with = on[i] ? with_of(w, order[i]) : REGISTER_NUMBER;
        if (on[i] != web_has(w, "was", order[i]) || (row && with != REGISTER_NUMBER && with != row->with_n))
            read_row(r, order[i], on[i], with);
    }
    return OK;
}

static enum status read_names(struct reading *r, const char *field, bool newcomer, int *more)
{
    struct ctx *ctx = r->w->ctx;
    struct str *names;
    size_t n;
    int number;
    TRY(activities_register_names(ctx, str_from(field), web_text(r->w, field), &names, &n, &number));
    for (size_t i = 0; i < n && r->n < r->most; i++)
        r->ticks[r->n++] = (struct register_tick){.op = STR_NONE, .walk_in = uuid_random(ctx->arena, ctx->rand), .name = names[i], .came = true,
                                                  .newcomer = newcomer, .with_n = REGISTER_NUMBER, .at = ctx->now};
    *more += number;
    return OK;
}

/* A box left as it was says nothing; emptied, it says none. */
static enum status read_number(struct web *w, const char *name, int kept, int *ret_n)
{
    struct str typed = web_text(w, name);
    int64_t n = 0;
    if (!typed.ptr) return OK;
    if (typed.len > 0 && (!str_to_int(typed, &n) || n < 0 || n > 10000))
        return ctx_fault(w->ctx, ERR_INVALID, str_from(name), SAY("Write a number from 0 to 10,000."));
    if (n != kept) *ret_n = (int)n;
    return OK;
}

static enum status read_numbers(struct web *w, const struct activity_register *reg, int more, struct register_numbers *numbers)
{
    *numbers = (struct register_numbers){REGISTER_NUMBER, REGISTER_NUMBER, REGISTER_NUMBER, STR_NONE, w->ctx->now};
    TRY(read_number(w, "others", reg->others, &numbers->others));
    TRY(read_number(w, "adults", reg->adults, &numbers->adults));
    TRY(read_number(w, "children", reg->children, &numbers->children));
    struct str note = web_text(w, "note");
    if (note.ptr && !str_eq(note.len > 0 ? note : STR_NONE, reg->note)) numbers->note = note;
    if (more > 0) numbers->others = (numbers->others == REGISTER_NUMBER ? reg->others : numbers->others) + more;
    return OK;
}

enum status activities_web_register_prepare(struct web *w)
{
    struct keep_plan *plan = ARENA_NEW(w->ctx->arena, struct keep_plan);
    struct activity_register reg;
    bool gone, stands;
    int more = 0;
    TRY(activities_register_at(w->ctx, w->params[0], &plan->at, &gone));
    TRY(activities_register_open(w->ctx, &plan->at, &stands));
    TRY(activities_register_find(w->ctx, &plan->at, &reg));
    const size_t most = REGISTER_ROWS + 200;
    struct reading r = {w, &reg, ARENA_ARRAY(w->ctx->arena, struct register_tick, most), 0, most};
    if (plan->at.series.names) {
        TRY(read_rows(&r));
        TRY(read_names(&r, "walk_ins", false, &more));
        TRY(read_names(&r, "newcomers", true, &more));
    }
    TRY(read_numbers(w, &reg, more, &plan->numbers));
    plan->keep = (struct register_keep){.device = STR("page"), .ticks = r.ticks, .ticks_n = r.n, .numbers = &plan->numbers, .numbers_n = 1,
                                        .done = true, .held = -1};
    w->plan = plan;
    return OK;
}

enum status activities_web_register_keep(struct web *w)
{
    struct keep_plan *plan = w->plan;
    struct register_kept kept;
    TRY(activities_register_keep(w->ctx, &plan->at, &plan->keep, &kept));
    struct str n = text_number(w->ctx->arena, w->ctx->locale, kept.total);
    struct str to = kept.held ? web_path(w, "/sessions/%.*s", STR_ARG(plan->at.code)) : address_of(w, &plan->at);
    if (kept.total == 0) return web_redirect_saying(w, to, SAY("Nobody came. It is kept."));
    return web_redirect_saying(w, to, SAY1("{n} came. It is kept.", "n", n));
}

/* ---- what a phone sends, and how the list stands then ---- */

struct ops_plan { struct activity_at at; struct register_sent sent; };

enum status activities_web_register_ops_prepare(struct web *w)
{
    struct ops_plan *plan = ARENA_NEW(w->ctx->arena, struct ops_plan);
    bool gone;
    TRY(activities_register_at(w->ctx, w->params[0], &plan->at, &gone));
    TRY(activities_register_ops_parse(w->ctx, web_text(w, "ops"), w->ctx->now, &plan->sent));
    w->plan = plan;
    return OK;
}

enum status activities_web_register_ops(struct web *w)
{
    struct ops_plan *plan = w->plan;
    struct register_kept kept;
    TRY(activities_register_keep(w->ctx, &plan->at, &plan->sent.keep, &kept));
    return web_redirect(w, web_path(w, "/sessions/%.*s/register/state?left=%d", STR_ARG(plan->at.code), kept.left));
}

static void put_row(struct ctx *ctx, struct json *json, const struct register_row *row)
{
    json_begin_object(json);
    json_put_str(json, "id", row_id(ctx, row));
    json_put_str(json, "name", row->name);
    json_put_bool(json, "came", row->came);
    json_put_bool(json, "first", row->newcomer);
    json_put_bool(json, "twice", row->twice);
    json_end(json);
}

enum status activities_web_register_state(struct web *w)
{
    struct activity_at at;
    struct activity_register reg;
    bool gone;
    TRY(activities_register_at(w->ctx, w->params[0], &at, &gone));
    TRY(activities_register_find(w->ctx, &at, &reg));
    struct civil now = civil_from_instant(w->ctx->zone, w->ctx->now);
    struct json *json = web_json(w);
    json_begin_object(json);
    json_put_str(json, "session", at.code);
    json_put_str(json, "csrf", w->html.csrf);
    json_put_str(json, "who", str_int(w->ctx->arena, w->ctx->actor.account));
    json_put_str(json, "at", text_time(w->ctx->arena, w->ctx->locale, (struct minutes){now.hour * 60 + now.minute}));
    json_put_int(json, "count", reg.total);
    json_put_bool(json, "held", reg.held);
    json_put_int(json, "left", web_int(w, "left", 0));
    json_put_str(json, "words", kept_words(w, &reg));
    json_put_str(json, "waits", waits_words(w, &at, &reg));
    json_key(json, "rows");
    json_begin_array(json);
    for (size_t i = 0; i < reg.rows_n; i++)
        if (reg.rows[i].id != 0) put_row(w->ctx, json, &reg.rows[i]);
    json_end(json);
    json_end(json);
    return OK;
}
