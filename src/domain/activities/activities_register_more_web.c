/* What else is done about a register: the sheet, one person twice, "that was me", its parts. */
#include "activities_pages.h"
#include "activities_sql.h"
#include "base/utf8.h"
#include "domain/activities/activities_register.h"
#include "domain/activities/activities_register_view.h"
#include "platform/web/web.h"
#include "platform/worker/worker.h"

#define EMPTY_ROWS 6
#define SHOWN_FROM 5  /* "28 of us came" */
#define CLAIM_DAYS 28
#define CLAIMS_SHOWN 3
#define WALK_INS_MAX 400
#define ASKED_DAYS 7     /* a list is asked for on My page for so long */
#define ASKED_SHOWN 5
#define ASKED_SERIES 20
#define SHEET_ROWS 19   /* of one page */

static struct str say(struct web *w, struct said said)
{
    return text_say(w->ctx->arena, w->ctx->locale, &said);
}

static struct str address_of(struct web *w, const struct activity_at *at)
{
    return web_path(w, "/sessions/%.*s/register", STR_ARG(at->code));
}

enum status activities_web_register_same(struct web *w)
{
    struct activity_at at;
    bool gone;
    struct str id = web_text(w, "walk_in");
    TRY(activities_register_at(w->ctx, w->params[0], &at, &gone));
    enum status status = activities_register_same(w->ctx, &at, str_slice(id, 1, id.len), web_on(w, "same"));
    if (status == ERR_MISSING || status == ERR_CONFLICT) return web_redirect_saying(w, address_of(w, &at), SAY("This was settled already."));
    TRY(status);
    return web_redirect(w, address_of(w, &at));
}

enum status activities_web_register_held(struct web *w)
{
    struct activity_at at;
    struct register_kept kept;
    bool gone;
    TRY(activities_register_at(w->ctx, w->params[0], &at, &gone));
    struct str held = web_text(w, "held");
    if (!str_is(held, "0") && !str_is(held, "1"))
        return ctx_fault(w->ctx, ERR_INVALID, STR("held"), SAY("Say whether it took place."));
    const struct register_keep keep = {.device = STR("page"), .held = str_is(held, "1"), .done = true};
    TRY(activities_register_keep(w->ctx, &at, &keep, &kept));
    struct said words = kept.held ? SAY("It took place. The list counts now.") : SAY("It did not take place. What was ticked is kept, and does not count.");
    return web_redirect_saying(w, address_of(w, &at), words);
}

/* ---- the printed sheet ---- */

enum status activities_web_register_print(struct web *w)
{
    struct activity_at at;
    bool gone;
    TRY(activities_register_at(w->ctx, w->params[0], &at, &gone));
    TRY(activities_register_print(w->ctx, &at));
    return web_redirect(w, web_path(w, "/sessions/%.*s/sheet.pdf", STR_ARG(at.code)));
}

static void put_cells(struct web *w, struct json *json, int number, struct str name)
{
    json_begin_array(json);
    json_str(json, str_int(w->ctx->arena, number));
    json_str(json, STR("[]"));
    json_str(json, name);
    json_str(json, STR(""));
    json_end(json);
}

static void put_rows(struct web *w, struct json *json, const struct activity_register *reg)
{
    int last = 0;
    json_key(json, "rows");
    json_begin_array(json);
    for (size_t i = 0; i < reg->rows_n; i++) {
        put_cells(w, json, reg->rows[i].number, reg->rows[i].name);
        last = reg->rows[i].number > last ? reg->rows[i].number : last;
    }
    int empty = last + EMPTY_ROWS < SHEET_ROWS ? SHEET_ROWS - last : EMPTY_ROWS;
    for (int i = 1; i <= empty; i++) put_cells(w, json, last + i, STR(""));
    json_end(json);
}

static struct str sheet_json(struct web *w, const struct activity_at *at, const struct activity_register *reg)
{
    struct buf buf;
    struct json json;
    const struct said heads[] = {SAY("Row"), SAY("Came"), SAY("First name"), SAY("For the first time? With whom?")};
    buf_init(&buf, w->ctx->arena, (size_t)1 << 20);
    json_init(&json, &buf);
    json_begin_object(&json);
    json_put_str(&json, "language", str_from(w->ctx->locale->code));
    json_put_bool(&json, "rtl", w->ctx->locale->rtl);
    json_put_str(&json, "title", say(w, SAY1("Who came to {name}?", "name", at->asset.name)));
    json_put_str(&json, "date", text_day(w->ctx->arena, w->ctx->locale, at->session.on, DAY_NONE));
    json_put_str(&json, "page_words", say(w, SAY2("Page {n} of {m}", "n", STR("{n}"), "m", STR("{m}"))));
    json_put_str(&json, "intro", say(w, SAY("Tick the box of who came. Write first names of others in the empty rows.")));
    json_put_int(&json, "row_mm", 11);
    json_key(&json, "columns");
    json_begin_array(&json);
    for (size_t i = 0; i < 4; i++) json_str(&json, say(w, heads[i]));
    json_end(&json);
    put_rows(w, &json, reg);
    json_put_str(&json, "outro", say(w, SAY("Carers, companions and others without a name: ______")));
    json_put_str(&json, "foot", say(w, SAY1("To type it in: {address}", "address", web_path(w, "/sessions/%.*s/register?paper=1", STR_ARG(at->code)))));
    json_end(&json);
    return buf_check(&buf) == OK ? buf_str(&buf) : STR_NONE;
}

enum status activities_web_register_pdf(struct web *w)
{
    struct activity_at at;
    struct activity_register reg;
    struct str json, pdf;
    bool gone;
    TRY(activities_register_at(w->ctx, w->params[0], &at, &gone));
    TRY(activities_register_find(w->ctx, &at, &reg));
    json = sheet_json(w, &at, &reg);
    if (!json.ptr) return ERR_LIMIT;
    TRY(worker_run(w->ctx->arena, "list", json, &pdf));
    return web_bytes(w, STR("application/pdf"), pdf, STR("who-came.pdf"));
}

/* ---- "that was me" ---- */

enum status activities_web_register_answer(struct web *w)
{
    struct activity_at at;
    bool gone, yes = web_on(w, "yes");
    TRY(activities_register_at(w->ctx, w->params[0], &at, &gone));
    enum status status = activities_register_answer(w->ctx, &at, web_int(w, "claim", 0), yes);
    if (status == ERR_MISSING || status == ERR_CONFLICT) return web_redirect_saying(w, address_of(w, &at), SAY("This was settled already."));
    TRY(status);
    return web_redirect_saying(w, address_of(w, &at), yes ? SAY("Thank you. They are on the list.") : SAY("It stays as it was."));
}

static struct person_id self(const struct ctx *ctx)
{
    return (struct person_id){ctx->actor.on_behalf_of != 0 ? ctx->actor.on_behalf_of : ctx->actor.person};
}

enum status activities_web_was_me(struct web *w)
{
    struct activity_at at;
    TRY(activities_at(w->ctx, w->params[0], &at));
    TRY(activities_register_claim(w->ctx, &at, self(w->ctx), web_text(w, "name")));
    return web_redirect_saying(w, web_path(w, "/sessions/%.*s", STR_ARG(at.code)),
                               SAY("Thank you. Whoever runs it is asked, and you are on the list when they say yes."));
}

/* ---- parts of other pages ---- */

/* Somebody of their first name came as a walk-in; nobody else is ever named. */
static bool called_so(struct ctx *ctx, const struct activity_register *reg, struct str name)
{
    struct str folded = utf8_fold(ctx->arena, name);
    for (size_t i = 0; i < reg->rows_n; i++)
        if (reg->rows[i].person.v == 0 && reg->rows[i].came && str_eq(utf8_fold(ctx->arena, reg->rows[i].name), folded)) return true;
    return false;
}

static enum status part_claim(struct web *w, const struct activity_register *reg, struct register_part_view *v)
{
    struct activities_sql_claim_find row;
    struct person_id me = self(w->ctx);
    if (me.v == 0 || v->day.n < ctx_today(w->ctx).n - CLAIM_DAYS) return OK;
    for (size_t i = 0; i < reg->rows_n; i++)
        if (reg->rows[i].person.v == me.v && reg->rows[i].came) return OK;
    enum status status = activities_sql_claim_find(w->ctx->db, w->ctx->arena, reg->id, me, &row);
    if (status != ERR_MISSING) return status;
    v->name = people_first_name(w->ctx, me);
    v->said = called_so(w->ctx, reg, v->name);
    v->ask = true;
    return OK;
}

static enum status part_session(struct web *w, const struct activity_at *at, struct html *h)
{
    struct activity_register reg;
    bool stands;
    bool begun = activities_register_open(w->ctx, at, &stands) == OK;
    faults_init(&w->ctx->faults, w->ctx->arena);
    TRY(activities_register_find(w->ctx, at, &reg));
    struct register_part_view v = {.runs = activities_may_run(w->ctx, &at->asset, &at->series), .day = at->session.on, .total = reg.total,
                                   .kept = reg.held && instant_is(reg.kept_at), .called = begun,
                                   .was_me = web_path(w, "/sessions/%.*s/was-me", STR_ARG(at->code))};
    v.all = v.kept && reg.total >= SHOWN_FROM;
    if (v.runs) v.register_href = address_of(w, at);
    if (v.kept && !v.runs && at->series.names) TRY(part_claim(w, &reg, &v));
    activities_page_register_part(h, &v);
    return OK;
}

enum status activities_register_part(struct web *w, const struct activity_at *at, bool session, struct html *h)
{
    struct activities_sql_register_last *rows;
    size_t n;
    if (session) return part_session(w, at, h);
    TRY(activities_sql_register_last(w->ctx->db, w->ctx->arena, at->asset.id, 1, &rows, &n));
    if (n == 0 || rows[0].total < SHOWN_FROM) return OK;
    const struct register_part_view v = {.all = true, .total = (int)rows[0].total, .day = rows[0].on_day};
    activities_page_register_part(h, &v);
    return OK;
}

/* What they were called by at the door, of the last weeks. */
static enum status me_claims(struct ctx *ctx, struct person_id me, struct register_me_view *view)
{
    struct activities_sql_claimable *rows;
    struct register_me_row *out = ARENA_ARRAY(ctx->arena, struct register_me_row, CLAIMS_SHOWN);
    struct asset asset;
    size_t n;
    struct str name = utf8_fold(ctx->arena, people_first_name(ctx, me));
    TRY(activities_sql_claimable(ctx->db, ctx->arena, (struct place_id){ctx->actor.place}, me, (struct day){ctx_today(ctx).n - CLAIM_DAYS},
                                 WALK_INS_MAX, &rows, &n));
    for (size_t i = 0; i < n && view->rows_n < CLAIMS_SHOWN; i++) {
        if (!str_eq(utf8_fold(ctx->arena, rows[i].name), name) || assets_find(ctx, rows[i].asset_id, &asset) != OK) continue;
        struct str code = assets_session_code(ctx->arena, rows[i].asset_id, rows[i].day, rows[i].at);
        out[view->rows_n++] = (struct register_me_row){str_printf(ctx->arena, "/sessions/%.*s#wasme", STR_ARG(code)), asset.name, rows[i].name, rows[i].on_day};
    }
    view->rows = out;
    return OK;
}

/* The last date of one series, when it has begun and nobody kept its list. */
static enum status todo_of(struct ctx *ctx, struct asset_id id, struct register_todo_row *out, size_t *count)
{
    struct activity_at at = {.code = STR_NONE};
    struct asset_session *sessions;
    struct activities_sql_register_find row;
    size_t n;
    struct day today = ctx_today(ctx);
    if (activities_find_id(ctx, id, &at.asset, &at.series) != OK) return OK;
    TRY(assets_sessions(ctx, &at.asset, (struct day){today.n - ASKED_DAYS}, today, ASKED_SHOWN * 2, &sessions, &n));
    while (n > 0 && (sessions[n - 1].cancelled || sessions[n - 1].begins.ms > ctx->now.ms + REGISTER_EARLY_MS)) n--;
    if (n == 0) return OK;
    enum status status = activities_sql_register_find(ctx->db, ctx->arena, id, sessions[n - 1].day, sessions[n - 1].at, &row);
    if (status != OK && status != ERR_MISSING) return status;
    if (status == OK && instant_is(row.kept_at)) return OK;
    out[(*count)++] = (struct register_todo_row){assets_session_code(ctx->arena, id, sessions[n - 1].day, sessions[n - 1].at), at.asset.name,
                                                 sessions[n - 1].on};
    return OK;
}

static enum status me_todo(struct ctx *ctx, struct person_id me, struct register_me_view *view)
{
    struct register_todo_row *out = ARENA_ARRAY(ctx->arena, struct register_todo_row, ASKED_SHOWN);
    struct asset *hosted;
    struct asset_id *led;
    size_t n, led_n;
    TRY(activities_list_led(ctx, me, &led, &led_n));
    for (size_t i = 0; i < led_n && view->todo_n < ASKED_SHOWN; i++) TRY(todo_of(ctx, led[i], out, &view->todo_n));
    TRY(assets_list_hosted(ctx, me, ASKED_SERIES, &hosted, &n));
    for (size_t i = 0; i < n && view->todo_n < ASKED_SHOWN; i++) {
        bool seen = false;
        for (size_t k = 0; k < led_n; k++) seen = seen || led[k].v == hosted[i].id.v;
        if (!seen) TRY(todo_of(ctx, hosted[i].id, out, &view->todo_n));
    }
    view->todo = out;
    return OK;
}

enum status activities_register_panel_me(struct ctx *ctx, struct html *h, int64_t subject)
{
    struct register_me_view view = {.rows = NULL};
    TRY(me_todo(ctx, (struct person_id){subject}, &view));
    TRY(me_claims(ctx, (struct person_id){subject}, &view));
    if (view.rows_n + view.todo_n > 0) activities_page_register_me(h, &view);
    return OK;
}

/* The service worker stands under /sessions/, so that it answers for nothing else. */
enum status activities_web_worker_script(struct web *w)
{
    return web_static_send(w, "sw.js", "no-cache");
}
