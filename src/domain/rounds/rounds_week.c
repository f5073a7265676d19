#include "domain/rounds/rounds.h"

#include "platform/journal/journal.h"
#include "rounds_sql.h"

/* One week of a circle: choosing, reading, keeping. */

const char *rounds_answer_name(enum round_answer answer) {
    static const char *const names[ROUND_ANSWERS] = {"open", "happy", "something-else",
                                                     "talk-to-them"};
    return (unsigned)answer < ROUND_ANSWERS ? names[answer] : names[ROUND_OPEN];
}

static struct day monday_of(struct day day) {
    day.n -= day_weekday(day);
    return day;
}

/* Six letters without those that look like others; about 7e8, and only within one place. */
static struct str fresh_code(struct ctx *ctx) {
    static const char letters[] = "abcdefghjkmnpqrstuvwxyz23456789";
    char *code = arena_alloc(ctx->arena, 6);
    for (int i = 0; i < 6; i++) code[i] = letters[rand_below(ctx->rand, sizeof letters - 1)];
    return str_of(code, 6);
}

/* ---- choosing ---- */

static enum status turns(struct ctx *ctx, const struct circle *circle,
                         struct rounds_turn **ret_turns, size_t *ret_count) {
    struct rounds_sql_turns *rows;
    struct person_id *apart;
    size_t count, apart_n, kept = 0;
    TRY(rounds_sql_turns(ctx->db, ctx->arena, circle->id, ROUNDS_PEOPLE_MAX, &rows, &count));
    TRY(people_apart_from(ctx, circle->coordinator, &apart, &apart_n));
    struct rounds_turn *out = ARENA_ARRAY(ctx->arena, struct rounds_turn, count);
    for (size_t i = 0; i < count; i++) {
        bool kept_apart = rows[i].person_id.v == circle->coordinator.v;
        for (size_t k = 0; k < apart_n; k++)
            kept_apart = kept_apart || apart[k].v == rows[i].person_id.v;
        if (!kept_apart)
            out[kept++] =
                (struct rounds_turn){rows[i].person_id.v, rows[i].last, rows[i].wish > 0};
    }
    *ret_turns = out;
    *ret_count = kept;
    return OK;
}

struct people { int64_t ids[ROUNDS_THREE]; size_t n; };

static enum status people_of_week(struct ctx *ctx, struct round_week_id week,
                                  struct people *ret_people) {
    struct rounds_sql_asks *rows;
    struct people people = {.n = 0};
    size_t count;
    TRY(rounds_sql_asks(ctx->db, ctx->arena, week, &rows, &count));
    for (size_t i = 0; i < count && i < ROUNDS_THREE; i++)
        people.ids[people.n++] = rows[i].person_id.v;
    *ret_people = people;
    return OK;
}

/* The week of that Monday, made when there is none. */
static enum status week_made(struct ctx *ctx, struct circle_id circle, struct day monday,
                             struct round_week_id *ret_week) {
    struct rounds_sql_week_of row;
    enum status status = rounds_sql_week_of(ctx->db, ctx->arena, circle, monday, &row);
    if (status == OK) {
        *ret_week = row.id;
        return OK;
    }
    if (status != ERR_MISSING) return status;
    struct round_week_id id = {ctx_id(ctx)};
    TRY(rounds_sql_week_add(ctx->db, id, circle, monday, fresh_code(ctx), ctx->now));
    *ret_week = id;
    return OK;
}

static enum status week_before(struct ctx *ctx, struct circle_id circle, struct day monday,
                               struct people *ret_people) {
    struct rounds_sql_week_of row;
    struct day before = {monday.n - 7};
    ret_people->n = 0;
    if (rounds_sql_week_of(ctx->db, ctx->arena, circle, before, &row) != OK) return OK;
    return people_of_week(ctx, row.id, ret_people);
}

static enum status seat_all(struct ctx *ctx, struct round_week_id week, size_t first,
                            const int64_t *people, size_t n) {
    for (size_t i = 0; i < n; i++) {
        struct round_ask_id id = {ctx_id(ctx)};
        TRY(rounds_sql_ask_add(ctx->db, id, week, (int64_t)(first + i + 1),
                               (struct person_id){people[i]}));
    }
    return OK;
}

enum status rounds_week_fill(struct ctx *ctx, struct circle_id id) {
    struct rounds_sql_circle row;
    struct rounds_turn *all;
    struct people here, before;
    struct round_week_id week;
    int64_t chosen[ROUNDS_THREE];
    size_t n;
    TRY(rounds_sql_circle(ctx->db, ctx->arena, id, &row));
    if (instant_is(row.until)) return OK;
    const struct circle circle = {.id = id, .coordinator = row.coordinator_id};
    TRY(turns(ctx, &circle, &all, &n));
    if (n == 0) return OK;
    const struct day monday = monday_of(ctx_today(ctx));
    TRY(week_made(ctx, id, monday, &week));
    TRY(people_of_week(ctx, week, &here));
    TRY(week_before(ctx, id, monday, &before));
    size_t added = rounds_pick(all, n, here.ids, here.n, before.ids, before.n, rounds_want(n),
                               chosen);
    return seat_all(ctx, week, here.n, chosen, added);
}

/* ---- reading ---- */

struct week_row {
    struct round_week_id id;
    struct circle_id circle;
    struct day monday;
    struct str code, told_by;
    struct instant kept_at;
};

#define WEEK_ROW(row)                                                                            \
    ((struct week_row){(row).id, (row).circle_id, (row).monday, (row).code, (row).told_by,       \
                       (row).kept_at})

static enum status load(struct ctx *ctx, struct week_row row, struct round_week *ret_week) {
    struct rounds_sql_circle circle;
    struct rounds_sql_asks *asks;
    size_t count;
    TRY(rounds_sql_circle(ctx->db, ctx->arena, row.circle, &circle));
    if (instant_is(circle.until)) return ERR_MISSING;
    struct round_week week = {.id = row.id,
                              .circle = row.circle,
                              .circle_name = circle.name,
                              .code = row.code,
                              .told_by = row.told_by,
                              .monday = row.monday,
                              .kept_at = row.kept_at,
                              .own = people_is(ctx, circle.coordinator_id)};
    TRY(rounds_sql_asks(ctx->db, ctx->arena, row.id, &asks, &count));
    for (size_t i = 0; i < count && i < ROUNDS_THREE; i++) {
        bool named = week.own || people_may_see(ctx, asks[i].person_id);
        /* Kept apart since the three were chosen: the seat stays empty. */
        bool gone = instant_is(asks[i].ended_at) ||
                    people_apart(ctx, circle.coordinator_id, asks[i].person_id);
        week.asks[week.asks_n++] =
            (struct round_ask){asks[i].id,          asks[i].person_id,
                               (int)asks[i].seat,   named && !gone ? asks[i].name : STR_NONE,
                               (enum round_answer)asks[i].answer,
                               gone,                asks[i].answered_at,
                               asks[i].done_at};
    }
    *ret_week = week;
    return OK;
}

static bool may_read(struct ctx *ctx, struct circle_id id) {
    struct circle circle;
    return rounds_circle_find(ctx, id, &circle) == OK;
}

enum status rounds_week_now(struct ctx *ctx, struct circle_id circle,
                            struct round_week *ret_week) {
    struct rounds_sql_week_of row;
    if (!may_read(ctx, circle)) return ERR_DENIED;
    TRY(rounds_sql_week_of(ctx->db, ctx->arena, circle, monday_of(ctx_today(ctx)), &row));
    return load(ctx, WEEK_ROW(row), ret_week);
}

enum status rounds_week_of_code(struct ctx *ctx, struct str code, struct round_week *ret_week) {
    struct rounds_sql_week_coded row;
    struct rounds_sql_circle circle;
    struct str clean = str_lower(ctx->arena, str_replace(ctx->arena, code, STR(" "), STR("")));
    if (clean.len == 6 && rounds_sql_week_coded(ctx->db, ctx->arena, clean, &row) == OK &&
        rounds_sql_circle(ctx->db, ctx->arena, row.circle_id, &circle) == OK &&
        !instant_is(circle.until) &&
        (ctx_has(ctx, STANDING_SYSTEM) || circle.place_id.v == ctx->actor.place))
        return load(ctx, WEEK_ROW(row), ret_week);
    return ctx_fault(ctx, ERR_INVALID, STR("code"),
                     SAY("We do not know this code. It is at the top of the paper, six letters and figures."));
}

enum status rounds_weeks(struct ctx *ctx, struct circle_id circle, int64_t limit,
                         struct round_week **ret_rows, size_t *ret_count) {
    struct rounds_sql_weeks *rows;
    size_t count;
    if (!may_read(ctx, circle)) return ERR_DENIED;
    TRY(rounds_sql_weeks(ctx->db, ctx->arena, circle, limit, &rows, &count));
    struct round_week *out = ARENA_ARRAY(ctx->arena, struct round_week, count);
    for (size_t i = 0; i < count; i++) TRY(load(ctx, WEEK_ROW(rows[i]), &out[i]));
    *ret_rows = out;
    *ret_count = count;
    return OK;
}

/* ---- keeping ---- */

static enum status keep_one(struct ctx *ctx, const struct round_ask *ask,
                            enum round_answer answer) {
    if (answer == ROUND_OPEN || answer == ask->answer || ask->gone || instant_is(ask->done_at))
        return OK;
    TRY(rounds_sql_ask_answer(ctx->db, ask->id, answer, ctx->now));
    TRY(rounds_sql_ask_overtake(ctx->db, ask->person, ask->id, ctx->now));
    return journal_record(ctx, "rounds.answered", ask->person.v, 0,
                          str_from(rounds_answer_name(answer)));
}

enum status rounds_keep(struct ctx *ctx, const struct round_week *week,
                        const enum round_answer answers[ROUNDS_THREE], struct str told_by) {
    bool any = false;
    for (size_t i = 0; i < week->asks_n; i++)
        any = any || (unsigned)(answers[i] - ROUND_HAPPY) < ROUND_ANSWERS - ROUND_HAPPY;
    if (!any)
        (void)ctx_fault(ctx, ERR_INVALID, STR("a1"),
                        SAY("Tap one for at least one person. The others can wait."));
    if (!week->own && !ctx_has(ctx, STANDING_SYSTEM) && told_by.len == 0)
        (void)ctx_fault(ctx, ERR_INVALID, STR("told_by"),
                        SAY("Write who told you. For example: Maria"));
    if (told_by.len > 80)
        (void)ctx_fault(ctx, ERR_INVALID, STR("told_by"),
                        SAY("Please write a name with fewer than 80 letters."));
    TRY(faults_status(&ctx->faults));
    for (size_t i = 0; i < week->asks_n; i++) TRY(keep_one(ctx, &week->asks[i], answers[i]));
    struct person_id by = {ctx->actor.person};
    TRY(rounds_sql_week_kept(ctx->db, week->id, ctx->now, by,
                             told_by.len > 0 ? told_by : STR_NONE));
    return journal_record(ctx, "rounds.kept", week->circle.v, week->id.v, STR_NONE);
}

/* ---- what a connector does about it ---- */

enum status rounds_wishes(struct ctx *ctx, struct round_wish **ret_rows, size_t *ret_count) {
    struct rounds_sql_wishes *rows;
    size_t count;
    TRY(rounds_sql_wishes(ctx->db, ctx->arena, (struct person_id){ctx->actor.person},
                          (struct place_id){ctx->actor.place}, ctx_has(ctx, STANDING_ADMIN), 20,
                          &rows, &count));
    struct round_wish *out = ARENA_ARRAY(ctx->arena, struct round_wish, count);
    for (size_t i = 0; i < count; i++)
        out[i] = (struct round_wish){rows[i].id,
                                     rows[i].person_id,
                                     rows[i].name,
                                     rows[i].circle_name,
                                     (enum round_answer)rows[i].answer,
                                     rows[i].answered_at};
    *ret_rows = out;
    *ret_count = count;
    return OK;
}

enum status rounds_wish_done(struct ctx *ctx, struct round_ask_id id) {
    struct rounds_sql_ask row;
    if (id.v == 0 || rounds_sql_ask(ctx->db, ctx->arena, id, &row) != OK) return ERR_DENIED;
    if (people_is(ctx, row.person_id) || !people_may_change(ctx, row.person_id)) return ERR_DENIED;
    enum status status =
        rounds_sql_ask_done(ctx->db, id, ctx->now, (struct person_id){ctx->actor.person});
    if (status == ERR_MISSING) return OK; /* somebody was quicker */
    TRY(status);
    return journal_record(ctx, "rounds.talked", row.person_id.v, 0, STR_NONE);
}
