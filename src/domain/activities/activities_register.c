/* The register of one session, read: who may be ticked, in an order that stays. */
#include "domain/activities/activities_register.h"
#include "domain/activities/activities_signup.h"

#include "activities_sql.h"
#include "base/utf8.h"

#define USUAL_DAYS 84 /* twelve weeks */
#define GONE_DAYS 800 /* a date that is on no list any more is asked for within this */
#define REGULARS_MAX 1000
#define CLAIMS_MAX 50

enum status activities_register_at(struct ctx *ctx, struct str code, struct activity_at *ret_at, bool *ret_gone)
{
    struct activity_at at = {.code = code};
    struct asset_session *s = &at.session;
    enum status status = activities_at(ctx, code, &at);
    bool gone = status == ERR_MISSING;
    if (status != OK && !gone) return status;
    if (gone) {
        at.code = code;
        if (!assets_session_parse(code, &s->asset, &s->day, &s->at)) return ERR_MISSING;
        if (s->day.n < ctx_today(ctx).n - GONE_DAYS || s->day.n > ctx_today(ctx).n + GONE_DAYS) return ERR_MISSING;
        TRY(activities_find_id(ctx, s->asset, &at.asset, &at.series));
    }
    if (!activities_may_run(ctx, &at.asset, &at.series))
        return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Only the people who run this activity see who came."));
    if (gone) {
        const struct zone *zone;
        struct civil civil = civil_from_day(s->day);
        TRY(places_zone(ctx, at.asset.place, &zone));
        civil.hour = s->at.n / 60;
        civil.minute = s->at.n % 60;
        s->on = s->day;
        s->opens = s->at;
        s->closes = MINUTES_NONE;
        s->begins = s->ends = instant_from_civil(zone, civil);
        s->cancelled = true;
        s->moved = s->extra = false;
        s->location_name = s->words = STR_NONE;
        at.code = assets_session_code(ctx->arena, s->asset, s->day, s->at);
    }
    *ret_at = at;
    *ret_gone = gone;
    return OK;
}

static struct instant planned(struct ctx *ctx, const struct activity_at *at)
{
    const struct zone *zone = ctx->zone;
    struct civil civil = civil_from_day(at->session.day);
    civil.hour = at->session.at.n / 60;
    civil.minute = at->session.at.n % 60;
    if (places_zone(ctx, at->asset.place, &zone) != OK) zone = ctx->zone;
    return instant_from_civil(zone, civil);
}

enum status activities_register_open(struct ctx *ctx, const struct activity_at *at, bool *ret_stands)
{
    int64_t until = ctx->now.ms + REGISTER_EARLY_MS;
    const struct asset_session *s = &at->session;
    bool begun = s->begins.ms <= until;
    if (!begun && (!(s->moved || s->cancelled) || planned(ctx, at).ms > until)) {
        struct str day = text_day(ctx->arena, ctx->locale, s->on, ctx_today(ctx));
        struct str hour = text_time(ctx->arena, ctx->locale, s->opens);
        return ctx_fault(ctx, ERR_INVALID, STR_NONE,
                         SAY2("This has not begun yet. The list opens on {day}, half an hour before {hour}.", "day", day, "hour", hour));
    }
    *ret_stands = begun && !s->cancelled;
    return OK;
}

/* ---- everybody who may be ticked ---- */

struct list {
    struct ctx *ctx;
    struct register_row *rows;
    size_t n;
    int last; /* the highest number given */
};

static struct register_row *find_row(const struct list *list, struct person_id person, struct str walk_in)
{
    for (size_t i = 0; i < list->n; i++) {
        struct register_row *row = &list->rows[i];
        if (person.v != 0 ? row->person.v == person.v : row->person.v == 0 && str_eq(row->walk_in, walk_in)) return row;
    }
    return NULL;
}

static struct register_row *put_row(struct list *list, struct person_id person, struct str walk_in, struct str name)
{
    struct register_row *row = find_row(list, person, walk_in);
    if (row || list->n == REGISTER_ROWS) return row;
    row = &list->rows[list->n++];
    *row = (struct register_row){.person = person, .walk_in = walk_in, .name = name, .number = ++list->last,
                                 .said_at = INSTANT_NONE, .device = STR_NONE, .same_as = INT_NONE};
    return row;
}

static enum status put_sheet(struct list *list, struct activity_register *reg)
{
    struct activities_sql_sheet_list *rows;
    size_t n;
    TRY(activities_sql_sheet_list(list->ctx->db, list->ctx->arena, reg->id, REGISTER_ROWS, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        /* Who left since keeps the row empty, so that the numbers below it stay. */
        struct str name = rows[i].person_id.v != 0 ? rows[i].first_name : rows[i].name;
        struct str walk_in = rows[i].person_id.v != 0 ? STR_NONE : rows[i].walk_in;
        if (rows[i].person_id.v == 0 && !walk_in.ptr) walk_in = str_printf(list->ctx->arena, "sheet-%lld", (long long)rows[i].number);
        list->last = (int)rows[i].number - 1;
        (void)put_row(list, rows[i].person_id, walk_in, name);
    }
    reg->printed = n > 0;
    return OK;
}

/* Who signed up, in its order. Somebody without a record with us has an id made of their asking, so
   that two phones tick one person. */
static enum status put_coming(struct list *list, const struct activity_at *at)
{
    struct activity_coming *rows;
    size_t n;
    TRY(activities_coming(list->ctx, at->asset.id, at->session.day, at->session.at, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        struct str walk_in = STR_NONE;
        if (rows[i].person.v == 0 && rows[i].first_name.len == 0) continue; /* left since: they count where they were ticked */
        if (rows[i].person.v == 0)
            walk_in = uuid_v5(list->ctx->arena, STR("6ba7b811-9dad-11d1-80b4-00c04fd430c8"),
                              str_printf(list->ctx->arena, "signup %lld", (long long)rows[i].signup.v));
        struct register_row *row = put_row(list, rows[i].person, walk_in, rows[i].first_name);
        if (!row) break;
        row->coming = true;
        row->newcomer = rows[i].newcomer;
        row->asked = rows[i].seats - 1;
        row->with_n = row->asked;
    }
    return OK;
}

static enum status put_came(struct list *list, struct activity_register *reg)
{
    struct activities_sql_came_list *rows;
    size_t n;
    TRY(activities_sql_came_list(list->ctx->db, list->ctx->arena, reg->id, REGISTER_ROWS, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        struct register_row *row = put_row(list, rows[i].person_id, rows[i].walk_in, rows[i].person_id.v != 0 ? rows[i].first_name : rows[i].name);
        if (!row) break;
        row->id = rows[i].id;
        row->came = rows[i].came;
        row->newcomer = rows[i].newcomer;
        row->told = rows[i].told;
        row->with_n = (int)rows[i].with_n;
        row->said_at = rows[i].said_at;
        row->device = rows[i].device;
        row->same_as = rows[i].same_as;
    }
    return OK;
}

static enum status put_usual(struct list *list, const struct activity_at *at, int64_t id)
{
    struct activities_sql_regulars *rows;
    size_t n;
    TRY(activities_sql_regulars(list->ctx->db, list->ctx->arena, at->asset.id, id, REGULARS_MAX, &rows, &n));
    for (size_t i = 0; i < n; i++)
        if (rows[i].last.n >= at->session.on.n - USUAL_DAYS) (void)put_row(list, rows[i].person_id, STR_NONE, rows[i].first_name);
    return OK;
}

/* Two walk-ins of one first name may be one person, ticked on two phones. */
static void mark_twice(struct list *list)
{
    struct str *folded = ARENA_ARRAY(list->ctx->arena, struct str, list->n + 1);
    for (size_t i = 0; i < list->n; i++) folded[i] = utf8_fold(list->ctx->arena, list->rows[i].name);
    for (size_t i = 0; i < list->n; i++) {
        struct register_row *row = &list->rows[i];
        if (row->person.v != 0 || !row->came || row->same_as != INT_NONE || folded[i].len == 0) continue;
        for (size_t k = 0; k < i && !row->twice; k++)
            row->twice = list->rows[k].person.v == 0 && list->rows[k].came && list->rows[k].id != 0 && str_eq(folded[i], folded[k]) &&
                         (list->rows[k].same_as == INT_NONE || list->rows[k].same_as == list->rows[k].id);
    }
}

static enum status find_claims(struct ctx *ctx, const struct list *list, struct activity_register *reg)
{
    struct activities_sql_claim_list *rows;
    TRY(activities_sql_claim_list(ctx->db, ctx->arena, reg->id, CLAIMS_MAX, &rows, &reg->claims_n));
    reg->claims = ARENA_ARRAY(ctx->arena, struct register_claim, reg->claims_n + 1);
    for (size_t i = 0; i < reg->claims_n; i++) {
        struct str said = utf8_fold(ctx->arena, rows[i].name);
        reg->claims[i] = (struct register_claim){rows[i].id, rows[i].person_id, rows[i].first_name, rows[i].name, false};
        for (size_t k = 0; k < list->n; k++)
            if (list->rows[k].person.v == 0 && list->rows[k].came && str_eq(utf8_fold(ctx->arena, list->rows[k].name), said))
                reg->claims[i].known = true;
    }
    return OK;
}

/* Who is in two rows is shown in one; only a printed sheet keeps a gap in its numbers. */
static void drop_same(struct list *list, bool printed)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->n; i++)
        if (list->rows[i].same_as == INT_NONE || list->rows[i].same_as == list->rows[i].id) list->rows[kept++] = list->rows[i];
    list->n = kept;
    for (size_t i = 0; i < kept && !printed; i++) list->rows[i].number = (int)i + 1;
}

static enum status find_head(struct ctx *ctx, const struct activity_at *at, struct activity_register *reg)
{
    struct activities_sql_register_find row;
    enum status status = activities_sql_register_find(ctx->db, ctx->arena, at->asset.id, at->session.day, at->session.at, &row);
    *reg = (struct activity_register){.others_at = INSTANT_NONE, .adults_at = INSTANT_NONE, .children_at = INSTANT_NONE,
                                      .note_at = INSTANT_NONE, .kept_at = INSTANT_NONE, .note = STR_NONE};
    if (status == ERR_MISSING) return OK;
    TRY(status);
    *reg = (struct activity_register){
        .id = row.id, .held = row.held, .named = (int)row.named, .walk_ins = (int)row.walk_ins, .newcomers = (int)row.newcomers,
        .total = (int)row.total, .others = (int)row.others, .adults = (int)row.adults, .children = (int)row.children, .note = row.note,
        .others_at = row.others_at, .adults_at = row.adults_at, .children_at = row.children_at, .note_at = row.note_at,
        .kept_at = row.kept_at, .kept_by = row.kept_by};
    return OK;
}

enum status activities_register_find(struct ctx *ctx, const struct activity_at *at, struct activity_register *ret_register)
{
    struct activity_register reg;
    struct list list = {ctx, ARENA_ARRAY(ctx->arena, struct register_row, REGISTER_ROWS), 0, 0};
    TRY(find_head(ctx, at, &reg));
    if (at->series.names) {
        TRY(put_sheet(&list, &reg));
        TRY(put_coming(&list, at));
    }
    TRY(put_came(&list, &reg));
    if (at->series.names) TRY(put_usual(&list, at, reg.id));
    mark_twice(&list);
    TRY(find_claims(ctx, &list, &reg));
    drop_same(&list, reg.printed);
    reg.rows = list.rows;
    reg.rows_n = list.n;
    *ret_register = reg;
    return OK;
}
