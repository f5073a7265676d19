/* The register, kept: for each person the newest tick counts. All of it is one write. */
#include "domain/activities/activities_leader.h"
#include "domain/activities/activities_register.h"

#include "activities_sql.h"
#include "base/utf8.h"
#include "domain/credits/credits.h"
#include "platform/journal/journal.h"

#define REGULARS_MAX 1000
#define NAME_MAX 80
#define NOTE_MAX 1000

struct keeping {
    struct ctx *ctx;
    const struct activity_at *at;
    struct activity_register reg; /* as it will stand */
    struct register_row *rows;
    bool *dirty, *tell;
    size_t n;
    struct activities_sql_regulars *regulars;
    size_t regulars_n;
    bool anybody, changed;
    int left;
};

static bool came_before(const struct keeping *k, struct person_id person)
{
    for (size_t i = 0; i < k->regulars_n; i++)
        if (k->regulars[i].person_id.v == person.v) return true;
    return false;
}

static enum status load(struct keeping *k)
{
    struct ctx *ctx = k->ctx;
    struct activities_sql_came_list *rows;
    k->rows = ARENA_ARRAY(ctx->arena, struct register_row, REGISTER_ROWS + 1);
    k->dirty = ARENA_ARRAY(ctx->arena, bool, REGISTER_ROWS + 1);
    k->tell = ARENA_ARRAY(ctx->arena, bool, REGISTER_ROWS + 1);
    TRY(activities_sql_came_list(ctx->db, ctx->arena, k->reg.id, REGISTER_ROWS, &rows, &k->n));
    for (size_t i = 0; i < k->n; i++) {
        k->dirty[i] = false;
        k->rows[i] = (struct register_row){
            .id = rows[i].id, .person = rows[i].person_id, .walk_in = rows[i].walk_in, .name = rows[i].name, .came = rows[i].came,
            .newcomer = rows[i].newcomer, .told = rows[i].told, .with_n = (int)rows[i].with_n, .said_at = rows[i].said_at,
            .device = rows[i].device, .same_as = rows[i].same_as};
    }
    return activities_sql_regulars(ctx->db, ctx->arena, k->at->asset.id, k->reg.id, REGULARS_MAX, &k->regulars, &k->regulars_n);
}

/* Hold it for one writer at a time, then read what stands there. */
static enum status hold(struct keeping *k)
{
    struct ctx *ctx = k->ctx;
    struct activities_sql_register_find row;
    const struct activities_sql_register_hold_in in = {
        .id = ctx_id(ctx), .place_id = k->at->asset.place, .asset_id = k->at->asset.id, .day = k->at->session.day,
        .at = k->at->session.at, .on_day = k->at->session.on, .now = ctx->now};
    TRY(activities_sql_register_hold(ctx->db, &in));
    TRY(activities_sql_register_find(ctx->db, ctx->arena, k->at->asset.id, k->at->session.day, k->at->session.at, &row));
    k->reg = (struct activity_register){
        .id = row.id, .held = row.held, .total = (int)row.total, .others = (int)row.others, .adults = (int)row.adults,
        .children = (int)row.children, .note = row.note, .others_at = row.others_at, .adults_at = row.adults_at,
        .children_at = row.children_at, .note_at = row.note_at, .kept_at = row.kept_at, .kept_by = row.kept_by};
    return load(k);
}

static struct register_row *find_row(struct keeping *k, const struct register_tick *tick)
{
    for (size_t i = 0; i < k->n; i++) {
        struct register_row *row = &k->rows[i];
        if (tick->person.v != 0 ? row->person.v == tick->person.v : row->walk_in.ptr && str_eq(row->walk_in, tick->walk_in)) return row;
    }
    return NULL;
}

/* Newer, or of the same moment: a phone knows its own order; of two phones the tick wins, so that
   nobody who came is lost. */
static bool newer(const struct register_row *row, const struct register_tick *tick, struct str device)
{
    if (!instant_is(row->said_at) || tick->at.ms > row->said_at.ms) return true;
    if (tick->at.ms < row->said_at.ms) return false;
    if (str_eq(device, row->device)) return true;
    if (tick->came != row->came) return tick->came;
    return str_cmp(device, row->device) > 0;
}

/* Only people of this list, so that nobody reads names by guessing numbers. */
static enum status may_tick(struct keeping *k, const struct register_tick *tick, bool *ret_may)
{
    struct activities_sql_register_may row;
    if (k->anybody || came_before(k, tick->person)) {
        *ret_may = true;
        return OK;
    }
    enum status status = activities_sql_register_may(k->ctx->db, k->ctx->arena, k->reg.id, k->at->asset.id, tick->person, &row);
    if (status != OK && status != ERR_MISSING) return status;
    *ret_may = status == OK;
    return OK;
}

static enum status new_row(struct keeping *k, const struct register_tick *tick, struct register_row **ret_row)
{
    if (k->n >= REGISTER_ROWS)
        return ctx_fault(k->ctx, ERR_LIMIT, STR_NONE, SAY("A list has room for 500 people. Write the rest as a number."));
    bool may = true;
    if (tick->person.v != 0) TRY(may_tick(k, tick, &may));
    *ret_row = NULL;
    if (!may) {
        k->left++;
        return OK;
    }
    struct register_row *row = &k->rows[k->n];
    k->dirty[k->n++] = true;
    *row = (struct register_row){.id = ctx_id(k->ctx), .person = tick->person, .walk_in = tick->walk_in, .name = tick->name,
                                 .said_at = INSTANT_NONE, .device = STR_NONE, .same_as = INT_NONE};
    *ret_row = row;
    return OK;
}

static enum status name_check(struct ctx *ctx, const struct register_tick *tick)
{
    if (tick->person.v != 0) return OK;
    if (tick->name.len == 0 || utf8_count(tick->name) > NAME_MAX)
        return ctx_fault(ctx, ERR_INVALID, STR("walk_in"), SAY("Write a first name of at most 80 letters. For example: Joan"));
    return OK;
}

static enum status apply_tick(struct keeping *k, const struct register_tick *tick, struct str device)
{
    if (tick->op.ptr) {
        enum status status = activities_sql_op_add(k->ctx->db, k->reg.id, tick->op, k->ctx->now);
        if (status == ERR_MISSING) return OK; /* came before: sent twice */
        TRY(status);
    }
    struct register_row *row = find_row(k, tick);
    if (!row) {
        TRY(name_check(k->ctx, tick));
        TRY(new_row(k, tick, &row));
    }
    if (!row || !newer(row, tick, device)) return OK;
    k->changed = k->changed || !instant_is(row->said_at) || row->came != tick->came;
    row->came = tick->came;
    row->newcomer = tick->person.v != 0 ? !came_before(k, tick->person) : tick->newcomer;
    if (tick->with_n != REGISTER_NUMBER) {
        k->changed = k->changed || row->with_n != tick->with_n;
        row->with_n = tick->with_n;
    }
    row->said_at = tick->at;
    row->device = device;
    k->dirty[row - k->rows] = true;
    return OK;
}

static void put_number(struct keeping *k, int said, struct instant at, int *number, struct instant *number_at)
{
    if (said == REGISTER_NUMBER || (instant_is(*number_at) && at.ms < number_at->ms)) return;
    k->changed = k->changed || *number != said;
    *number = said;
    *number_at = at;
}

static enum status apply_numbers(struct keeping *k, const struct register_numbers *said)
{
    struct activity_register *r = &k->reg;
    const int numbers[] = {said->others, said->adults, said->children};
    for (size_t i = 0; i < 3; i++)
        if (numbers[i] < REGISTER_NUMBER || numbers[i] > 10000)
            return ctx_fault(k->ctx, ERR_INVALID, STR("others"), SAY("Write a number from 0 to 10,000."));
    if (said->note.ptr && utf8_count(said->note) > NOTE_MAX)
        return ctx_fault(k->ctx, ERR_INVALID, STR("note"), SAY("Please write fewer than 1,000 letters."));
    put_number(k, said->others, said->at, &r->others, &r->others_at);
    put_number(k, said->adults, said->at, &r->adults, &r->adults_at);
    put_number(k, said->children, said->at, &r->children, &r->children_at);
    if (said->note.ptr && (!instant_is(r->note_at) || said->at.ms >= r->note_at.ms)) {
        k->changed = k->changed || !str_eq(said->note.len > 0 ? said->note : STR_NONE, r->note);
        r->note = said->note.len > 0 ? said->note : STR_NONE;
        r->note_at = said->at;
    }
    return OK;
}

static bool counts(const struct register_row *row)
{
    return row->came && (row->same_as == INT_NONE || row->same_as == row->id);
}

/* What is told changes with the list: marked first, written, then told, so that who hears it finds
   it there. */
static void mark(struct keeping *k)
{
    for (size_t i = 0; i < k->n; i++) {
        struct register_row *row = &k->rows[i];
        bool wanted = k->reg.held && row->person.v != 0 && counts(row);
        k->tell[i] = wanted != row->told;
        if (!k->tell[i]) continue;
        row->told = wanted;
        k->dirty[i] = true;
    }
}

/* That somebody came is told once, and taken back when it was not so. */
static enum status tell(struct keeping *k)
{
    for (size_t i = 0; i < k->n; i++) {
        const struct register_row *row = &k->rows[i];
        if (!k->tell[i]) continue;
        TRY(journal_record(k->ctx, row->told ? "activities.attended" : "activities.not_attended", row->person.v, k->at->asset.id.v, k->at->code));
    }
    return OK;
}

static void count_up(struct keeping *k)
{
    struct activity_register *r = &k->reg;
    r->named = r->walk_ins = r->newcomers = 0;
    int with = 0;
    for (size_t i = 0; i < k->n; i++) {
        const struct register_row *row = &k->rows[i];
        if (!counts(row)) continue;
        r->named += row->person.v != 0;
        r->walk_ins += row->person.v == 0;
        r->newcomers += row->newcomer;
        with += row->with_n;
    }
    r->total = r->named + r->walk_ins + with + r->others + r->adults + r->children;
}

static enum status write_rows(struct keeping *k)
{
    for (size_t i = 0; i < k->n; i++) {
        const struct register_row *row = &k->rows[i];
        if (!k->dirty[i]) continue;
        const struct activities_sql_came_put_in in = {
            .id = row->id, .register_id = k->reg.id, .place_id = k->at->asset.place, .person_id = row->person, .walk_in = row->walk_in,
            .name = row->name, .came = row->came, .newcomer = row->newcomer, .with_n = row->with_n, .said_at = row->said_at,
            .device = row->device.ptr ? row->device : STR(""), .same_as = row->same_as, .told = row->told, .now = k->ctx->now};
        TRY(activities_sql_came_put(k->ctx->db, &in));
    }
    return OK;
}

static enum status write_register(struct keeping *k)
{
    const struct activity_register *r = &k->reg;
    const struct activities_sql_register_put_in in = {
        .id = r->id, .held = r->held, .named = r->named, .walk_ins = r->walk_ins, .newcomers = r->newcomers, .total = r->total,
        .others = r->others, .adults = r->adults, .children = r->children, .note = r->note, .others_at = r->others_at,
        .adults_at = r->adults_at, .children_at = r->children_at, .note_at = r->note_at, .kept_at = r->kept_at, .kept_by = r->kept_by};
    return activities_sql_register_put(k->ctx->db, &in);
}

/* Who helps or leads there: by its page, or by the ladder. */
static bool leads(const struct activities_sql_leads *rungs, size_t n, const struct keeping *k, struct person_id person)
{
    const struct activity_series *s = &k->at->series;
    if (s->leader.v == person.v || s->co_leader.v == person.v || k->at->asset.host.v == person.v) return true;
    for (size_t i = 0; i < n; i++)
        if (rungs[i].person_id.v == person.v) return true;
    return false;
}

static bool listed(const struct keeping *k, struct person_id person)
{
    for (size_t i = 0; i < k->n; i++)
        if (k->rows[i].person.v == person.v) return true;
    return false;
}

/* Where the series gives hours, who came has them with the list. A leader who kept the list was there,
   also when nobody ticked them. */
static enum status award(struct keeping *k)
{
    struct ctx *ctx = k->ctx;
    const struct asset_session *s = &k->at->session;
    struct activities_sql_leads *rungs;
    size_t rungs_n, n = 0;
    TRY(activities_sql_leads(ctx->db, ctx->arena, k->at->asset.id, LEADER_HELPED, &rungs, &rungs_n));
    struct credits_came *came = ARENA_ARRAY(ctx->arena, struct credits_came, k->n + 1);
    for (size_t i = 0; i < k->n; i++) {
        const struct register_row *row = &k->rows[i];
        if (row->person.v != 0)
            came[n++] = (struct credits_came){.person = row->person, .came = k->reg.held && counts(row), .leads = leads(rungs, rungs_n, k, row->person)};
    }
    const struct person_id keeper = k->reg.kept_by;
    if (k->reg.held && keeper.v != 0 && !listed(k, keeper) && leads(rungs, rungs_n, k, keeper))
        came[n++] = (struct credits_came){.person = keeper, .came = true, .leads = true};
    int64_t lasts = (s->ends.ms - s->begins.ms) / 60000;
    const struct credits_award given = {.asset = k->at->asset.id, .place = k->at->asset.place, .session = k->at->code, .words = k->at->asset.name,
                                        .minutes = lasts > 0 ? lasts : 60, .rows = came, .rows_n = n, .off = !k->reg.held};
    return credits_award_batch(ctx, &given);
}

/* Facts, counts, rows: after whatever changed. */
static enum status settle(struct keeping *k, bool done)
{
    bool first = done && !instant_is(k->reg.kept_at);
    mark(k);
    count_up(k);
    if (k->changed || first) {
        k->reg.kept_at = k->ctx->now;
        k->reg.kept_by = (struct person_id){k->ctx->actor.person};
    }
    TRY(write_rows(k));
    TRY(write_register(k));
    TRY(award(k)); /* the books' turn comes before the journal's, as everywhere */
    TRY(tell(k));
    if (!k->reg.held || !(k->changed || first)) return OK;
    return journal_record(k->ctx, "activities.registered", k->at->asset.id.v, k->reg.total, k->at->code);
}

static enum status begin(struct ctx *ctx, const struct activity_at *at, struct keeping *k)
{
    *k = (struct keeping){.ctx = ctx, .at = at};
    if (!activities_may_run(ctx, &at->asset, &at->series))
        return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Only the people who run this activity can keep its list."));
    return OK;
}

static enum status check(struct keeping *k, const struct register_keep *keep)
{
    int64_t sent;
    if (!k->at->series.names && keep->ticks_n > 0)
        return ctx_fault(k->ctx, ERR_INVALID, STR("came"), SAY("No names are kept here. Write how many came."));
    if (keep->ticks_n == 0 || !keep->ticks[0].op.ptr) return OK;
    TRY(activities_sql_op_count(k->ctx->db, k->reg.id, &sent));
    if (sent + (int64_t)keep->ticks_n > REGISTER_OPS)
        return ctx_fault(k->ctx, ERR_LIMIT, STR("ops"), SAY("This list has been changed too often from phones. Keep it on its page."));
    return OK;
}

enum status activities_register_keep(struct ctx *ctx, const struct activity_at *at, const struct register_keep *keep,
                                     struct register_kept *ret_kept)
{
    struct keeping k;
    bool stands;
    TRY(begin(ctx, at, &k));
    TRY(activities_register_open(ctx, at, &stands));
    k.anybody = keep->anybody;
    TRY(hold(&k));
    TRY(check(&k, keep));
    bool was = k.reg.held;
    k.reg.held = keep->held >= 0 ? keep->held == 1 : was || stands;
    k.changed = keep->held >= 0 && k.reg.held != was;
    for (size_t i = 0; i < keep->ticks_n; i++) TRY(apply_tick(&k, &keep->ticks[i], keep->device));
    for (size_t i = 0; i < keep->numbers_n; i++) TRY(apply_numbers(&k, &keep->numbers[i]));
    TRY(settle(&k, keep->done));
    *ret_kept = (struct register_kept){k.reg.id, k.reg.named, k.reg.walk_ins, k.reg.total, k.left, k.reg.held};
    return OK;
}

enum status activities_register_same(struct ctx *ctx, const struct activity_at *at, struct str walk_in, bool same)
{
    struct keeping k;
    TRY(begin(ctx, at, &k));
    TRY(hold(&k));
    struct register_tick tick = {.walk_in = walk_in};
    struct register_row *row = find_row(&k, &tick);
    if (!row || row->person.v != 0) return ERR_MISSING;
    struct str name = utf8_fold(ctx->arena, row->name);
    int64_t other = INT_NONE;
    for (size_t i = 0; i < k.n && same && other == INT_NONE; i++)
        if (&k.rows[i] != row && k.rows[i].person.v == 0 && counts(&k.rows[i]) && str_eq(utf8_fold(ctx->arena, k.rows[i].name), name))
            other = k.rows[i].id;
    if (same && other == INT_NONE) return ERR_CONFLICT; /* settled meanwhile */
    row->same_as = same ? other : row->id;
    k.dirty[row - k.rows] = k.changed = true;
    return settle(&k, false);
}

/* The walk-in of this name becomes the person; they came either way. */
static enum status join(struct keeping *k, const struct register_claim *claim)
{
    struct register_row *walk_in = NULL, *row;
    struct str name = utf8_fold(k->ctx->arena, claim->said);
    for (size_t i = 0; i < k->n && !walk_in; i++)
        if (k->rows[i].person.v == 0 && counts(&k->rows[i]) && k->rows[i].name.ptr && str_eq(utf8_fold(k->ctx->arena, k->rows[i].name), name))
            walk_in = &k->rows[i];
    const struct register_tick tick = {.person = claim->person, .came = true, .with_n = walk_in ? walk_in->with_n : REGISTER_NUMBER, .at = k->ctx->now};
    k->anybody = true;
    TRY(apply_tick(k, &tick, STR("claim")));
    row = find_row(k, &tick);
    if (!walk_in || !row) return OK;
    walk_in->same_as = row->id;
    walk_in->with_n = 0;
    k->dirty[walk_in - k->rows] = true;
    return OK;
}

enum status activities_register_answer(struct ctx *ctx, const struct activity_at *at, int64_t id, bool yes)
{
    struct keeping k;
    struct activity_register reg;
    const struct register_claim *claim = NULL;
    TRY(begin(ctx, at, &k));
    TRY(activities_register_find(ctx, at, &reg));
    for (size_t i = 0; i < reg.claims_n; i++)
        if (reg.claims[i].id == id) claim = &reg.claims[i];
    if (!claim) return ERR_MISSING;
    TRY(hold(&k));
    enum status status = activities_sql_claim_answer(ctx->db, id, k.reg.id, yes ? STR("yes") : STR("no"), (struct person_id){ctx->actor.person}, ctx->now);
    if (status == ERR_MISSING) return ERR_CONFLICT;
    TRY(status);
    if (!yes) return OK;
    k.changed = true;
    TRY(join(&k, claim));
    return settle(&k, false);
}

enum status activities_register_print(struct ctx *ctx, const struct activity_at *at)
{
    struct keeping k;
    struct activity_register reg;
    struct activities_sql_sheet_list *known;
    size_t n;
    TRY(begin(ctx, at, &k));
    TRY(hold(&k));
    TRY(activities_sql_sheet_list(ctx->db, ctx->arena, k.reg.id, REGISTER_ROWS, &known, &n));
    TRY(activities_register_find(ctx, at, &reg));
    for (size_t i = 0; i < reg.rows_n; i++) {
        const struct register_row *row = &reg.rows[i];
        if (n > 0 && row->number <= known[n - 1].number) continue;
        TRY(activities_sql_sheet_add(ctx->db, k.reg.id, row->number, row->person, row->person.v != 0 ? STR_NONE : row->walk_in,
                                     row->person.v != 0 ? STR_NONE : row->name));
    }
    return OK;
}
