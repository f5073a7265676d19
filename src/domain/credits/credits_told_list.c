/* Reading what was told: only those it is about, and who may see them. */
#include "domain/credits/credits_told_own.h"

#include "credits_sql.h"

#define LIST_MAX 500

static enum told_state state_of(struct str code)
{
    static const char *const codes[TOLD_STATES] = {"who", "waits", "done", "back", "not-right", "lapsed"};
    for (int i = 0; i < TOLD_STATES; i++)
        if (str_is(code, codes[i])) return (enum told_state)i;
    return TOLD_LAPSED;
}

#define TOLD(r)                                                                                                                          \
    ((struct credits_told){.id = (r)->id, .key = (r)->key, .place = (r)->place_id, .state = state_of((r)->state), .teller = (r)->teller_id, \
                           .other = (r)->other_id, .group = (r)->group_id, .other_words = (r)->other_words, .other_name = (r)->other_name,  \
                           .teller_name = (r)->teller_name, .gave = (r)->gave, .minutes = (r)->minutes, .what = (r)->what,              \
                           .thanks = (r)->thanks, .said = (r)->said, .on = (r)->on_day, .told_at = (r)->told_at, .until = (r)->until,   \
                           .silence_books = (r)->silence_books, .via = (r)->via, .consent = (r)->consent, .pending = (r)->pending_id,   \
                           .entry = (r)->entry_id, .told_by = (r)->told_by})

/* ---- who may ---- */

/* Those who look after a group agree for it: its host, whoever may change it, and who serves the place. */
static bool runs(struct ctx *ctx, const struct credits_told *t)
{
    struct asset asset;
    if (t->group.v == 0) return false;
    if (ctx_has(ctx, STANDING_CONNECTOR | STANDING_ADMIN) && ctx->actor.place == t->place.v) return true;
    if (assets_find(ctx, t->group, &asset) != OK) return false;
    return people_is(ctx, asset.host) || assets_may_change(ctx, &asset);
}

bool credits_told_may_answer(struct ctx *ctx, const struct credits_told *t)
{
    if (people_is(ctx, t->teller)) return false;
    if (t->group.v) return ctx_has(ctx, STANDING_SYSTEM) || (t->told_by != ctx->actor.person && runs(ctx, t)); /* who wrote it down is not the other word */
    return people_may_change(ctx, t->other) && !people_apart(ctx, t->teller, t->other);
}

static void marks(struct ctx *ctx, struct credits_told *t)
{
    bool in_time = t->state == TOLD_WHO || t->state == TOLD_WAITS || (t->state == TOLD_DONE && t->until.ms > ctx->now.ms);
    t->may_take_back = in_time && people_may_change(ctx, t->teller);
    t->may_answer = t->state == TOLD_WAITS && credits_told_may_answer(ctx, t);
}

/* ---- rows ---- */

/* Of somebody they are kept apart from since: no name and no words. */
static void without_the_other(struct credits_told *t, struct person_id person)
{
    t->said = STR("");
    if (t->teller.v == person.v) t->other_name = t->other_words = STR("");
    else t->teller_name = t->thanks = STR("");
}

enum status credits_told_read(struct ctx *ctx, struct told_id id, struct credits_told *ret_told)
{
    struct credits_sql_told_found row;
    TRY(credits_sql_told_found(ctx->db, ctx->arena, id, &row));
    *ret_told = TOLD(&row);
    return OK;
}

enum status credits_told_find(struct ctx *ctx, struct told_id id, struct credits_told *ret_told)
{
    struct credits_told t;
    TRY(credits_told_read(ctx, id, &t));
    bool may = people_may_see(ctx, t.teller) || (t.state != TOLD_WHO && people_may_see(ctx, t.other)) || runs(ctx, &t);
    if (!may) return ERR_DENIED;
    /* Kept apart since it was told: what waits is as if it had not been. */
    bool apart = people_is(ctx, t.other) && people_apart(ctx, t.teller, t.other);
    if (apart && t.state == TOLD_WAITS) return ERR_MISSING;
    if (apart) without_the_other(&t, t.other);
    marks(ctx, &t);
    *ret_told = t;
    return OK;
}

static int64_t most(int64_t limit)
{
    return limit < 1 ? 1 : limit > LIST_MAX ? LIST_MAX : limit;
}

enum status credits_told_all(struct ctx *ctx, struct person_id person, int64_t limit, struct credits_told **ret_rows, size_t *ret_count)
{
    struct credits_sql_told_of *rows;
    size_t n;
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    TRY(credits_sql_told_of(ctx->db, ctx->arena, person, limit, &rows, &n));
    struct credits_told *out = ARENA_ARRAY(ctx->arena, struct credits_told, n + 1);
    for (size_t i = 0; i < n; i++) out[i] = TOLD(&rows[i]);
    *ret_rows = out;
    *ret_count = n;
    return OK;
}

static bool is_among(const struct person_id *people, size_t n, struct person_id one)
{
    for (size_t i = 0; i < n; i++)
        if (people[i].v == one.v) return true;
    return false;
}

enum status credits_told_of(struct ctx *ctx, struct person_id person, int64_t limit, struct credits_told **ret_rows, size_t *ret_count)
{
    struct credits_told *rows;
    struct person_id *apart;
    size_t n, apart_n, kept = 0;
    TRY(credits_told_all(ctx, person, most(limit), &rows, &n));
    TRY(people_apart_from(ctx, person, &apart, &apart_n));
    for (size_t i = 0; i < n; i++) {
        struct credits_told t = rows[i];
        bool asked = t.other.v == person.v;
        marks(ctx, &t);
        if (is_among(apart, apart_n, asked ? t.teller : t.other)) {
            if (asked && t.state == TOLD_WAITS) continue; /* as if it had not been told */
            without_the_other(&t, person);
        }
        rows[kept++] = t;
    }
    *ret_rows = rows;
    *ret_count = kept;
    return OK;
}

static enum status waiting_all(struct ctx *ctx, struct place_id place, int64_t limit, struct credits_told **ret_rows, size_t *ret_count)
{
    struct credits_sql_told_waiting_all *rows;
    TRY(credits_sql_told_waiting_all(ctx->db, ctx->arena, place, limit, &rows, ret_count));
    *ret_rows = ARENA_ARRAY(ctx->arena, struct credits_told, *ret_count + 1);
    for (size_t i = 0; i < *ret_count; i++) (*ret_rows)[i] = TOLD(&rows[i]);
    return OK;
}

static enum status waiting_mine(struct ctx *ctx, struct place_id place, int64_t limit, struct credits_told **ret_rows, size_t *ret_count)
{
    struct credits_sql_told_waiting_mine *rows;
    struct person_id self = {ctx->actor.person};
    TRY(credits_sql_told_waiting_mine(ctx->db, ctx->arena, place, self, limit, &rows, ret_count));
    *ret_rows = ARENA_ARRAY(ctx->arena, struct credits_told, *ret_count + 1);
    for (size_t i = 0; i < *ret_count; i++) (*ret_rows)[i] = TOLD(&rows[i]);
    return OK;
}

/* A stand-in may be kept apart from somebody, and a group's row may be seen for the group alone: each
   row is asked again. */
enum status credits_told_waiting(struct ctx *ctx, int64_t limit, struct credits_told **ret_rows, size_t *ret_count)
{
    struct place_id place = {ctx->actor.place};
    struct credits_told *rows;
    size_t n, count = 0;
    if (!ctx_has(ctx, STANDING_CONNECTOR | STANDING_STEWARD | STANDING_ADMIN | STANDING_SYSTEM)) return ERR_DENIED;
    if (ctx_has(ctx, STANDING_ADMIN | STANDING_SYSTEM)) TRY(waiting_all(ctx, place, most(limit), &rows, &n));
    else TRY(waiting_mine(ctx, place, most(limit), &rows, &n));
    for (size_t i = 0; i < n; i++) {
        struct credits_told *t = &rows[i];
        if (people_is(ctx, t->teller)) continue;
        bool may = people_may_see(ctx, t->teller) || (t->state == TOLD_WAITS && (people_may_see(ctx, t->other) || runs(ctx, t)));
        if (!may) continue;
        marks(ctx, t);
        rows[count++] = *t;
    }
    *ret_rows = rows;
    *ret_count = count;
    return OK;
}

enum status credits_told_last(struct ctx *ctx, struct person_id person, struct credits_told *ret_told)
{
    struct credits_sql_told_last row;
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    TRY(credits_sql_told_last(ctx->db, ctx->arena, person, &row));
    *ret_told = TOLD(&row);
    marks(ctx, ret_told);
    return OK;
}
