/* The ladder of a series: each step is said by the person and by one who runs it. */
#include "domain/activities/activities_leader.h"

#include "activities_sql.h"
#include "platform/journal/journal.h"

#define STEP_WORDS_MAX 300
#define ROWS_MAX (LEADERS_MAX * LEADER_STEPS)
#define FRAGILE_MAX 2000

struct said activities_step_said(enum leader_step step)
{
    switch (step) {
    case LEADER_HELPED: return SAY("Helped");
    case LEADER_TOGETHER: return SAY("Led together with somebody");
    case LEADER_SUPPORTED: return SAY("Led, with somebody beside them");
    case LEADER_LEADS: return SAY("Leads");
    default: return SAY("Not on the ladder yet");
    }
}

/* ---- reading ---- */

/* The rows of activities_sql_rungs and _rungs_of have the same fields. */
struct rung_row {
    struct asset_id asset; struct place_id place; struct person_id person;
    struct str name, by, small_step;
    int step;
    struct instant self_at, leader_at, not_yet_at;
    bool not_yet_self;
};
#define ROW_OF(r)                                                                                                   \
    (struct rung_row)                                                                                               \
    {                                                                                                               \
        (r).asset_id, (r).place_id, (r).person_id, (r).first_name, (r).by_name, (r).small_step, (int)(r).step,      \
            (r).self_at, (r).leader_at, (r).not_yet_at, (r).not_yet_self                                            \
    }

static struct instant later(struct instant a, struct instant b)
{
    return a.ms > b.ms ? a : b;
}

/* Rows of one person and series come together, lowest step first. */
static void fold(struct leader_rung *rung, const struct rung_row *row)
{
    bool self = instant_is(row->self_at), leader = instant_is(row->leader_at);
    if (self && leader) {
        rung->step = (enum leader_step)row->step;
        rung->step_at = later(row->self_at, row->leader_at);
        rung->next = LEADER_NONE;
    } else if (self || leader) {
        rung->next = (enum leader_step)row->step;
        rung->next_self = self;
        rung->next_by = row->by;
        rung->not_yet = instant_is(row->not_yet_at);
        rung->not_yet_self = row->not_yet_self;
    }
    if (row->small_step.len > 0) rung->small_step = row->small_step;
}

static void gather(struct leader_rung *rungs, size_t *n, const struct rung_row *row)
{
    struct leader_rung *last = *n > 0 ? &rungs[*n - 1] : NULL;
    if (!last || last->person.v != row->person.v || last->asset.v != row->asset.v) {
        last = &rungs[(*n)++];
        *last = (struct leader_rung){.asset = row->asset, .place = row->place, .person = row->person, .name = row->name,
                                     .step_at = INSTANT_NONE};
    }
    fold(last, row);
}

static bool named(const struct activity_at *at, struct person_id person)
{
    return person.v != 0 && (at->series.leader.v == person.v || at->series.co_leader.v == person.v || at->asset.host.v == person.v);
}

/* Those whom the entry names and the ladder does not. */
static void add_named(struct ctx *ctx, const struct activity_at *at, struct leader_rung *rungs, size_t *n)
{
    const struct person_id people[] = {at->series.leader, at->series.co_leader, at->asset.host};
    for (size_t i = 0; i < 3; i++) {
        bool known = people[i].v == 0;
        for (size_t k = 0; k < *n && !known; k++) known = rungs[k].person.v == people[i].v;
        if (known) continue;
        rungs[(*n)++] = (struct leader_rung){.asset = at->asset.id, .place = at->asset.place, .person = people[i],
                                             .name = people_first_name(ctx, people[i]), .step_at = INSTANT_NONE, .named = true};
    }
}

static int weight(const struct leader_rung *r)
{
    return (r->named ? 10 : 0) + (int)r->step;
}

static void sort(struct leader_rung *rungs, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && weight(&rungs[k]) > weight(&rungs[k - 1]); k--) {
            struct leader_rung other = rungs[k];
            rungs[k] = rungs[k - 1];
            rungs[k - 1] = other;
        }
}

static enum status read_all(struct ctx *ctx, const struct activity_at *at, struct leader_rung **ret_rows, size_t *ret_count)
{
    struct activities_sql_rungs *rows;
    size_t rows_n, n = 0;
    TRY(activities_sql_rungs(ctx->db, ctx->arena, at->asset.id, ROWS_MAX, &rows, &rows_n));
    struct leader_rung *rungs = ARENA_ARRAY(ctx->arena, struct leader_rung, rows_n + 4);
    for (size_t i = 0; i < rows_n; i++) {
        const struct rung_row row = ROW_OF(rows[i]);
        gather(rungs, &n, &row);
    }
    for (size_t i = 0; i < n; i++) rungs[i].named = named(at, rungs[i].person);
    add_named(ctx, at, rungs, &n);
    sort(rungs, n);
    *ret_rows = rungs;
    *ret_count = n;
    return OK;
}

enum status activities_ladder(struct ctx *ctx, const struct activity_at *at, struct leader_rung **ret_rows, size_t *ret_count)
{
    if (!activities_may_run(ctx, &at->asset, &at->series)) return ERR_DENIED;
    return read_all(ctx, at, ret_rows, ret_count);
}

enum status activities_ladder_of(struct ctx *ctx, const struct activity_at *at, struct person_id person, struct leader_rung *ret_rung)
{
    struct leader_rung *rows;
    size_t n;
    if (!people_is(ctx, person) && !activities_may_run(ctx, &at->asset, &at->series)) return ERR_DENIED;
    TRY(read_all(ctx, at, &rows, &n));
    for (size_t i = 0; i < n; i++)
        if (rows[i].person.v == person.v) {
            *ret_rung = rows[i];
            return OK;
        }
    return ERR_MISSING;
}

enum status activities_ladders_of(struct ctx *ctx, struct person_id person, struct leader_rung **ret_rows, size_t *ret_count)
{
    struct activities_sql_rungs_of *rows;
    size_t rows_n, n = 0;
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    TRY(activities_sql_rungs_of(ctx->db, ctx->arena, person, ROWS_MAX, &rows, &rows_n));
    struct leader_rung *rungs = ARENA_ARRAY(ctx->arena, struct leader_rung, rows_n + 1);
    for (size_t i = 0; i < rows_n; i++) {
        const struct rung_row row = ROW_OF(rows[i]);
        gather(rungs, &n, &row);
    }
    *ret_rows = rungs;
    *ret_count = n;
    return OK;
}

enum status activities_candidates(struct ctx *ctx, const struct activity_at *at, struct leader_candidate **ret_rows, size_t *ret_count)
{
    struct activities_sql_candidates *rows;
    size_t n;
    if (!activities_may_run(ctx, &at->asset, &at->series)) return ERR_DENIED;
    TRY(activities_sql_candidates(ctx->db, ctx->arena, at->asset.id, LEADERS_MAX, &rows, &n));
    struct leader_candidate *found = ARENA_ARRAY(ctx->arena, struct leader_candidate, n + 1);
    for (size_t i = 0; i < n; i++) found[i] = (struct leader_candidate){rows[i].person_id, rows[i].first_name};
    *ret_rows = found;
    *ret_count = n;
    return OK;
}

/* ---- saying ---- */

/* Only somebody who came, has a place, is named or stands on it: nobody else's name is reached here. */
static enum status reachable(struct ctx *ctx, const struct activity_at *at, struct person_id person)
{
    struct activities_sql_candidates *rows;
    struct leader_rung *rungs;
    size_t n;
    TRY(read_all(ctx, at, &rungs, &n));
    for (size_t i = 0; i < n; i++)
        if (rungs[i].person.v == person.v) return OK;
    TRY(activities_sql_candidates(ctx->db, ctx->arena, at->asset.id, LEADERS_MAX, &rows, &n));
    for (size_t i = 0; i < n; i++)
        if (rows[i].person_id.v == person.v) return OK;
    return ctx_fault(ctx, ERR_INVALID, STR("person"), SAY("Choose somebody who came or has a place."));
}

static enum status step_check(struct ctx *ctx, enum leader_step step, struct str small_step)
{
    if (step < LEADER_HELPED || step > LEADER_LEADS) return ctx_fault(ctx, ERR_INVALID, STR("step"), SAY("Choose a step of the ladder."));
    if (small_step.len > STEP_WORDS_MAX) return ctx_fault(ctx, ERR_INVALID, STR("small_step"), SAY("Use at most 300 letters."));
    return OK;
}

static enum status record(struct ctx *ctx, const struct activity_at *at, struct person_id person, enum leader_step step)
{
    struct leader_rung *rows;
    size_t n;
    TRY(read_all(ctx, at, &rows, &n));
    bool both = false;
    for (size_t i = 0; i < n; i++) both = both || (rows[i].person.v == person.v && rows[i].step == step);
    return journal_record(ctx, both ? "activities.step" : "activities.step_said", person.v, at->asset.id.v, STR_NONE);
}

enum status activities_step_say(struct ctx *ctx, const struct activity_at *at, struct person_id person, enum leader_step step,
                                struct str small_step)
{
    bool self = people_is(ctx, person);
    TRY(step_check(ctx, step, small_step));
    if (!self && !activities_may_run(ctx, &at->asset, &at->series))
        return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Only the person, and the people who run this activity, can say this."));
    TRY(reachable(ctx, at, person));
    if (self)
        TRY(activities_sql_rung_self(ctx->db, ctx_id(ctx), at->asset.id, at->asset.place, person, step, ctx->now));
    else {
        const struct activities_sql_rung_leader_in in = {
            .id = ctx_id(ctx), .asset_id = at->asset.id, .place_id = at->asset.place, .person_id = person, .step = step,
            .leader_id = {ctx->actor.person}, .small_step = small_step.len > 0 ? small_step : STR_NONE, .now = ctx->now};
        TRY(activities_sql_rung_leader(ctx->db, &in));
    }
    return record(ctx, at, person, step);
}

enum status activities_step_not_yet(struct ctx *ctx, const struct activity_at *at, struct person_id person, enum leader_step step)
{
    bool self = people_is(ctx, person);
    if (!self && !activities_may_run(ctx, &at->asset, &at->series)) return ERR_DENIED;
    return activities_sql_rung_not_yet(ctx->db, at->asset.id, person, step, self, ctx->now);
}

enum status activities_step_end(struct ctx *ctx, const struct activity_at *at, struct person_id person)
{
    if (!people_is(ctx, person) && !activities_may_run(ctx, &at->asset, &at->series)) return ERR_DENIED;
    return activities_sql_rung_end(ctx->db, at->asset.id, person, ctx->now);
}

/* ---- how many can lead ---- */

struct can_lead { int n; struct person_id only; struct str could; };

static void count_one(struct can_lead *can, struct person_id *seen, struct person_id person)
{
    for (int i = 0; i < can->n; i++)
        if (seen[i].v == person.v) return;
    if (person.v == 0 || can->n == LEADERS_MAX) return;
    seen[can->n++] = person;
    if (can->n == 1) can->only = person;
}

static enum status count_series(struct ctx *ctx, const struct activities_sql_led_in *row, struct person_id host, struct can_lead *ret_can)
{
    struct activities_sql_leads *rows;
    struct person_id seen[LEADERS_MAX];
    struct can_lead can = {.could = STR_NONE};
    size_t n;
    count_one(&can, seen, row->leader_id);
    count_one(&can, seen, row->co_leader_id);
    count_one(&can, seen, host);
    TRY(activities_sql_leads(ctx->db, ctx->arena, row->asset_id, LEADER_TOGETHER, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        if (rows[i].step == LEADER_LEADS) count_one(&can, seen, rows[i].person_id);
        else if (can.could.len == 0) can.could = rows[i].first_name;
    }
    *ret_can = can;
    return OK;
}

enum status activities_fragile(struct ctx *ctx, struct place_id place, int64_t limit, struct leader_fragile **ret_rows, size_t *ret_count)
{
    struct activities_sql_led_in *rows;
    size_t n, kept = 0;
    TRY(activities_sql_led_in(ctx->db, ctx->arena, place, FRAGILE_MAX, &rows, &n));
    struct leader_fragile *found = ARENA_ARRAY(ctx->arena, struct leader_fragile, (size_t)limit + 1);
    for (size_t i = 0; i < n && (int64_t)kept < limit; i++) {
        struct asset asset;
        struct can_lead can;
        enum status status = assets_find(ctx, rows[i].asset_id, &asset);
        if (status == ERR_MISSING || status == ERR_DENIED || (status == OK && asset.status != ASSET_ACTIVE)) continue;
        TRY(status);
        TRY(count_series(ctx, &rows[i], asset.host, &can));
        if (can.n == 1) found[kept++] = (struct leader_fragile){asset.id, asset.name, people_first_name(ctx, can.only), can.could};
    }
    *ret_rows = found;
    *ret_count = kept;
    return OK;
}

enum status activities_leaders_figure(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base)
{
    struct activities_sql_led_in *rows;
    size_t n;
    int64_t several = 0;
    TRY(activities_sql_led_in(ctx->db, ctx->arena, (struct place_id){place}, FRAGILE_MAX, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        struct can_lead can;
        TRY(count_series(ctx, &rows[i], (struct person_id){0}, &can));
        several += can.n > 1;
    }
    *ret_n = several;
    *ret_base = (int64_t)n;
    return OK;
}
