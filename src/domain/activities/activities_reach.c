/* Counting who takes part against who lives here. */
#include "domain/activities/activities_reach.h"

#include "activities_sql.h"
#include "base/disclose.h"
#include "base/json.h"
#include "domain/people/people_bands.h"

#include <stdlib.h>

int64_t activities_reach_number(int64_t n)
{
    if (!disclose_exact(n)) return -1;
    return (n + DISCLOSE_THRESHOLD / 2) / DISCLOSE_THRESHOLD * DISCLOSE_THRESHOLD;
}

bool activities_reach_may(struct ctx *ctx, struct place_id place)
{
    if (ctx_has(ctx, STANDING_SYSTEM)) return true;
    return ctx_has(ctx, STANDING_ADMIN | STANDING_LEARNING) && ctx->actor.place == place.v;
}

/* ---- counting ---- */

struct count {
    struct ctx *ctx;
    const struct activities_sql_reach_came *came;
    size_t came_n;
    int64_t found;
    struct reach_row ages[PEOPLE_AGE_BANDS], areas[REACH_AREAS + 1];
    size_t areas_n;
    struct reach *reach;
};

static int by_id(const void *a, const void *b)
{
    int64_t x = ((const struct activities_sql_reach_came *)a)->person_id.v, y = ((const struct activities_sql_reach_came *)b)->person_id.v;
    return x < y ? -1 : x > y;
}

static bool has_come(const struct count *c, struct person_id id)
{
    const struct activities_sql_reach_came key = {.person_id = id};
    return c->came_n > 0 && bsearch(&key, c->came, c->came_n, sizeof *c->came, by_id) != NULL;
}

/* The row of an area; the last one is of all further ones. */
static struct reach_row *area_of(struct count *c, struct str code)
{
    for (size_t i = 0; i < c->areas_n; i++)
        if (str_eq(c->areas[i].label, code)) return &c->areas[i];
    if (c->areas_n < REACH_AREAS) {
        c->areas[c->areas_n].label = str_copy(c->ctx->arena, code);
        return &c->areas[c->areas_n++];
    }
    c->areas[REACH_AREAS].label = STR("elsewhere");
    c->areas_n = REACH_AREAS + 1;
    return &c->areas[REACH_AREAS];
}

static enum status count_one(void *cookie, const struct people_band *band)
{
    struct count *c = cookie;
    bool came = has_come(c, band->id), aged = false;
    c->reach->total.here++;
    if (came) c->found++;
    for (int i = 0; i < PEOPLE_AGE_BANDS; i++) {
        if (!str_is(band->age_band, people_age_bands[i])) continue;
        c->ages[i].here++;
        if (came) c->ages[i].came++;
        aged = true;
    }
    if (came && !aged) c->reach->no_age++;
    if (band->outcode.len == 0) {
        if (came) c->reach->no_area++;
        return OK;
    }
    struct reach_row *area = area_of(c, band->outcode);
    area->here++;
    if (came) area->came++;
    return OK;
}

static enum status count_newcomers(struct count *c)
{
    struct day since = {ctx_today(c->ctx).n - REACH_NEW_DAYS};
    for (size_t i = 0; i < c->came_n; i++) {
        int64_t n;
        TRY(activities_sql_reach_new(c->ctx->db, c->came[i].person_id, since, &n));
        c->reach->newcomers += n;
    }
    return OK;
}

static void keep_rows(struct count *c)
{
    struct reach_row *ages = ARENA_ARRAY(c->ctx->arena, struct reach_row, PEOPLE_AGE_BANDS);
    struct reach_row *areas = ARENA_ARRAY(c->ctx->arena, struct reach_row, c->areas_n + 1);
    for (int i = 0; i < PEOPLE_AGE_BANDS; i++) {
        ages[i] = c->ages[i];
        ages[i].label = str_from(people_age_bands[i]);
    }
    for (size_t i = 0; i < c->areas_n; i++) areas[i] = c->areas[i];
    c->reach->ages = ages;
    c->reach->ages_n = PEOPLE_AGE_BANDS;
    c->reach->areas = areas;
    c->reach->areas_n = c->areas_n;
}

struct some { struct activities_sql_reach_came *rows; size_t n; int64_t times, sessions; };

static enum status some_of_place(struct ctx *ctx, struct place_id place, struct day since, struct some *s)
{
    struct activities_sql_reach_unnamed unnamed;
    TRY(activities_sql_reach_came(ctx->db, ctx->arena, place, since, REACH_PEOPLE, &s->rows, &s->n));
    TRY(activities_sql_reach_unnamed(ctx->db, ctx->arena, place, since, &unnamed));
    s->times = unnamed.times;
    s->sessions = unnamed.sessions;
    return OK;
}

static enum status some_of_series(struct ctx *ctx, struct asset_id asset, struct day since, struct some *s)
{
    struct activities_sql_reach_came_to *rows;
    struct activities_sql_reach_unnamed_of unnamed;
    TRY(activities_sql_reach_came_to(ctx->db, ctx->arena, asset, since, REACH_PEOPLE, &rows, &s->n));
    TRY(activities_sql_reach_unnamed_of(ctx->db, ctx->arena, asset, since, &unnamed));
    s->rows = ARENA_ARRAY(ctx->arena, struct activities_sql_reach_came, s->n + 1);
    for (size_t i = 0; i < s->n; i++) s->rows[i].person_id = rows[i].person_id;
    s->times = unnamed.times;
    s->sessions = unnamed.sessions;
    return OK;
}

/* Came to the series, or to anything of these places; against who lives in them. */
static enum status count_all(struct ctx *ctx, struct asset_id asset, const struct place_id *places, size_t n, struct reach *reach)
{
    struct count *c = ARENA_NEW(ctx->arena, struct count);
    struct activities_sql_reach_came *rows = NULL;
    c->ctx = ctx;
    c->reach = reach;
    reach->since = (struct day){ctx_today(ctx).n - REACH_DAYS};
    for (size_t i = 0; i < n; i++) {
        struct some some;
        TRY(asset.v != 0 ? some_of_series(ctx, asset, reach->since, &some) : some_of_place(ctx, places[i], reach->since, &some));
        for (size_t k = 0; k < some.n; k++) *ARENA_PUSH(ctx->arena, rows, c->came_n) = some.rows[k];
        reach->unnamed += some.times;
        reach->sessions += some.sessions;
    }
    if (c->came_n > 0) qsort(rows, c->came_n, sizeof *rows, by_id);
    size_t kept = 0; /* somebody may come in two places */
    for (size_t i = 0; i < c->came_n; i++)
        if (kept == 0 || rows[kept - 1].person_id.v != rows[i].person_id.v) rows[kept++] = rows[i];
    c->came = rows;
    c->came_n = kept;
    reach->total.came = (int64_t)kept;
    for (size_t i = 0; i < n; i++) TRY(people_bands(ctx, places[i], count_one, c));
    reach->elsewhere = (int64_t)kept - c->found;
    TRY(count_newcomers(c));
    keep_rows(c);
    return arena_check(ctx->arena);
}

enum status activities_reach_place(struct ctx *ctx, struct place_id place, bool below, struct reach *ret_reach)
{
    struct place found;
    struct place_id *places = &place;
    size_t n = 1;
    if (!activities_reach_may(ctx, place)) return ERR_DENIED;
    TRY(places_find(ctx, place, &found));
    if (below) TRY(places_list_below(ctx, place, &places, &n));
    struct reach reach = {.name = found.name};
    TRY(count_all(ctx, (struct asset_id){0}, places, n, &reach));
    *ret_reach = reach;
    return OK;
}

static enum status put_bands(struct ctx *ctx, struct asset_id asset, struct reach *reach)
{
    struct reach_band *bands;
    TRY(activities_reach_bands(ctx, asset, &bands, &reach->bands_n));
    struct reach_row *rows = ARENA_ARRAY(ctx->arena, struct reach_row, reach->bands_n + 1);
    for (size_t i = 0; i < reach->bands_n; i++) rows[i] = (struct reach_row){bands[i].name, bands[i].said, bands[i].people};
    reach->bands = rows;
    return OK;
}

enum status activities_reach_series(struct ctx *ctx, const struct activity_at *at, struct reach *ret_reach)
{
    if (!activities_may_run(ctx, &at->asset, &at->series) && !activities_reach_may(ctx, at->asset.place)) return ERR_DENIED;
    struct reach reach = {.name = at->asset.name, .series = true};
    TRY(count_all(ctx, at->asset.id, &at->asset.place, 1, &reach));
    if (at->series.workplace) TRY(put_bands(ctx, at->asset.id, &reach));
    *ret_reach = reach;
    return OK;
}

/* ---- pay bands ---- */

enum status activities_reach_bands(struct ctx *ctx, struct asset_id asset, struct reach_band **ret_rows, size_t *ret_count)
{
    struct activities_sql_bands *rows;
    size_t n;
    TRY(activities_sql_bands(ctx->db, ctx->arena, asset, &rows, &n));
    struct reach_band *bands = ARENA_ARRAY(ctx->arena, struct reach_band, n + 1);
    for (size_t i = 0; i < n; i++) bands[i] = (struct reach_band){(int)rows[i].seq, rows[i].name, rows[i].people == INT_NONE ? -1 : rows[i].people, rows[i].said};
    *ret_rows = bands;
    *ret_count = n;
    return OK;
}

static enum status one_band(struct ctx *ctx, struct asset_id asset, int seq, struct str line)
{
    size_t colon = str_find(line, STR(":"), 0);
    struct str name = str_trim(colon == SIZE_MAX ? line : str_slice(line, 0, colon));
    struct str number = colon == SIZE_MAX ? STR("") : str_trim(str_slice(line, colon + 1, line.len));
    int64_t people = INT_NONE;
    if (seq > REACH_BANDS) return ctx_fault(ctx, ERR_INVALID, STR("bands"), SAY("At most 12 bands."));
    if (name.len == 0 || name.len > 60 || (number.len > 0 && (!str_to_int(number, &people) || people < 0 || people > 1000000)))
        return ctx_fault(ctx, ERR_INVALID, STR("bands"), SAY1("We could not read this line: {line}. Write a name, and if you like how many work in it: Band 2: 120", "line", line));
    return activities_sql_band_add(ctx->db, asset, seq, name, people);
}

enum status activities_reach_bands_put(struct ctx *ctx, const struct activity_at *at, struct str lines)
{
    struct str line;
    int seq = 0;
    if (!activities_may_run(ctx, &at->asset, &at->series)) return ERR_DENIED;
    if (!at->series.workplace) return ctx_fault(ctx, ERR_INVALID, STR("bands"), SAY("Bands are asked only where a workplace runs it."));
    TRY(activities_sql_band_clear(ctx->db, at->asset.id));
    while (str_next(&lines, '\n', &line)) {
        line = str_trim(line);
        if (line.len > 0) TRY(one_band(ctx, at->asset.id, ++seq, line));
    }
    return OK;
}

enum status activities_reach_say(struct ctx *ctx, const struct activity_at *at, int seq)
{
    struct reach_band *bands;
    size_t n;
    struct person_id me = {ctx->actor.person};
    bool known = seq == 0;
    if (me.v == 0) return ERR_DENIED;
    TRY(activities_reach_bands(ctx, at->asset.id, &bands, &n));
    for (size_t i = 0; i < n; i++) known = known || bands[i].seq == seq;
    if (!known || n == 0 || !at->series.workplace) return ctx_fault(ctx, ERR_INVALID, STR("band"), SAY("Choose one of these, or rather not."));
    return activities_sql_band_say(ctx->db, at->asset.id, me, seq, ctx->now);
}

enum status activities_reach_export(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct activities_sql_bands_of *rows;
    size_t n;
    TRY(activities_sql_bands_of(ctx->db, ctx->arena, person, &rows, &n));
    json_key(json, "pay_bands");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "activity", rows[i].name);
        json_put_str(json, "band", rows[i].band);
        json_put_str(json, "at", instant_format(ctx->arena, NULL, rows[i].at));
        json_end(json);
    }
    json_end(json);
    return OK;
}

enum status activities_reach_hear_left(struct ctx *ctx, int64_t subject, int64_t object)
{
    (void)object;
    return activities_sql_band_forget(ctx->db, (struct person_id){subject});
}
