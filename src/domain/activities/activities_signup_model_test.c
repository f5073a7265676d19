/* Random histories of sign-up against a plain model that counts everything anew each time: never
   more than there is room for, the order of asking, the share kept for newcomers, everybody told
   once. */
#include "domain/activities/activities_remind.h"
#include "domain/activities/activities_signup_own.h"

#include "platform/auth/auth.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#define DATES 2
#define WHO_MOST 60
#define REGULARS 6
#define HISTORIES 30
#define STEPS 70
#define MINUTE ((int64_t)60000)

enum { NONE = -1 };

struct row { int state; int64_t turn, until; int lapses; };
struct who { bool every, newcomer; int d, seats; struct row main, dates[DATES]; struct signup s; };
struct model {
    struct testing *t;
    struct asset asset;
    struct activity_series series;
    struct activity_at at[DATES];
    struct who who[WHO_MOST];
    int n, regulars;
    struct person_id people[REGULARS];
    bool off[DATES];
    int64_t turn;
};

/* ---- the model ---- */

static bool holds(int state)
{
    return state == SIGNUP_COMING || state == SIGNUP_OFFERED;
}

static bool open_row(int state)
{
    return state != NONE && state != SIGNUP_ENDED;
}

static int taken(const struct model *m, int d)
{
    int sum = 0;
    for (int i = 0; i < m->n; i++) {
        const struct who *w = &m->who[i];
        int state = w->every ? (open_row(w->dates[d].state) ? w->dates[d].state : w->main.state) : w->d == d ? w->main.state : NONE;
        if (w->every && !holds(w->main.state)) state = NONE;
        if (holds(state)) sum += w->seats;
    }
    return sum;
}

static int taken_every(const struct model *m)
{
    int sum = 0;
    for (int i = 0; i < m->n; i++)
        if (m->who[i].every && holds(m->who[i].main.state)) sum += m->who[i].seats;
    return sum;
}

static int new_ones(const struct model *m, int d)
{
    int sum = 0;
    for (int i = 0; i < m->n; i++)
        sum += !m->who[i].every && m->who[i].d == d && m->who[i].newcomer && holds(m->who[i].main.state);
    return sum;
}

static bool fits(const struct model *m, int d, int seats, bool newcomer, int less)
{
    if (d < 0) return taken_every(m) + seats <= m->series.capacity - m->series.newcomers;
    int kept = m->series.newcomers - new_ones(m, d) - newcomer;
    return taken(m, d) - less + seats + (kept > 0 ? kept : 0) <= m->series.capacity;
}

/* The row that stands in the line of a date (d < 0: of every time), or NULL. */
static struct row *in_line(struct who *w, int d)
{
    struct row *row = d < 0 ? (w->every ? &w->main : NULL) : w->every ? &w->dates[d] : w->d == d ? &w->main : NULL;
    if (d >= 0 && row && w->every && !holds(w->main.state)) row = NULL;
    return row && row->state == SIGNUP_WAITING ? row : NULL;
}

/* Somebody who waits, asked before `turn`, and fits; the first in order, or -1. */
static int first(struct model *m, int d, int64_t turn, int less)
{
    int best = -1;
    for (int i = 0; i < m->n; i++) {
        struct row *row = in_line(&m->who[i], d);
        if (!row || row->turn >= turn || !fits(m, d, m->who[i].seats, d >= 0 && !m->who[i].every && m->who[i].newcomer, less)) continue;
        if (best < 0 || row->turn < in_line(&m->who[best], d)->turn) best = i;
    }
    return best;
}

static void begins(struct model *m, struct who *w)
{
    for (int d = 0; d < DATES; d++) {
        bool said = false;
        for (int i = 0; i < m->n; i++)
            said = said || (m->who[i].every ? open_row(m->who[i].dates[d].state) : m->who[i].d == d && open_row(m->who[i].main.state));
        if (!said || open_row(w->dates[d].state)) continue;
        bool fit = fits(m, d, w->seats, false, w->seats) && first(m, d, w->main.turn, w->seats) < 0;
        if (!fit) w->dates[d] = (struct row){SIGNUP_WAITING, w->main.turn, 0, 0};
    }
}

static void settle(struct model *m)
{
    for (int d = -1; d < DATES; d++) {
        int i;
        if (d >= 0 && m->off[d]) continue;
        while ((i = first(m, d, INT64_MAX, 0)) >= 0) {
            struct row *row = in_line(&m->who[i], d);
            row->state = SIGNUP_OFFERED;
            row->until = m->t->ctx.now.ms + 60 * MINUTE;
            if (d < 0) begins(m, &m->who[i]);
        }
    }
}

static void dates_end(struct who *w)
{
    for (int d = 0; d < DATES; d++)
        if (open_row(w->dates[d].state)) w->dates[d].state = SIGNUP_ENDED;
}

static void lapse(struct model *m, struct who *w, struct row *row, bool date)
{
    row->lapses++;
    if (!date && w->every) dates_end(w);
    if (row->lapses >= 2) row->state = date ? SIGNUP_SKIPPED : SIGNUP_ENDED;
    else {
        row->state = SIGNUP_WAITING;
        row->turn = ++m->turn;
    }
}

static void lapse_all(struct model *m)
{
    for (;;) { /* those that are over, in the order of asking */
        struct row *best = NULL;
        struct who *whose = NULL;
        for (int i = 0; i < m->n; i++)
            for (int d = -1; d < DATES; d++) {
                struct row *row = d < 0 ? &m->who[i].main : &m->who[i].dates[d];
                if (row->state != SIGNUP_OFFERED || row->until > m->t->ctx.now.ms) continue;
                if (!best || row->turn < best->turn) best = row, whose = &m->who[i];
            }
        if (!best) break;
        lapse(m, whose, best, best != &whose->main);
    }
    settle(m);
}

/* ---- both at once ---- */

static void ask(struct model *m, int kind, int seats, bool regular)
{
    struct who *w = &m->who[m->n];
    struct activity_at every = {.asset = m->asset, .series = m->series, .code = STR_NONE};
    struct signup_ask in = {.first_name = str_printf(&m->t->arena, "N%d", m->n), .phone = STR(""), .email = STR(""),
                            .companions = seats - 1, .how = "host"};
    if (m->n == WHO_MOST) return;
    if (regular && (kind < 0 || m->regulars == REGULARS)) return;
    if (kind >= 0 && m->off[kind]) return;
    *w = (struct who){.every = kind < 0, .d = kind, .seats = seats, .newcomer = !regular,
                      .dates = {{.state = NONE}, {.state = NONE}}};
    if (regular) in.person = m->people[m->regulars++];
    if (kind >= 0) {
        m->at[kind].series = m->series;
        every = m->at[kind];
    }
    w->main.turn = ++m->turn;
    bool place = fits(m, kind, seats, kind >= 0 && w->newcomer, 0) && first(m, kind, w->main.turn, 0) < 0;
    w->main.state = place ? SIGNUP_COMING : SIGNUP_WAITING;
    m->n++;
    if (place && kind < 0) begins(m, w);
    assert_ok(activities_sign_up(&m->t->ctx, &every, &in, &w->s));
}

static void cancel(struct model *m, struct who *w)
{
    if (!open_row(w->main.state)) return;
    if (w->every) dates_end(w);
    w->main.state = SIGNUP_ENDED;
    ++m->turn;
    settle(m);
    assert_ok(activities_signup_cancel(&m->t->ctx, &w->s, "cancelled"));
}

static void skip_date(struct model *m, struct who *w, int d)
{
    if (!w->every || !holds(w->main.state) || w->dates[d].state == SIGNUP_SKIPPED) return;
    ++m->turn;
    bool had = open_row(w->dates[d].state);
    w->dates[d].state = SIGNUP_SKIPPED;
    if (!had) w->dates[d] = (struct row){SIGNUP_SKIPPED, m->turn, 0, 0};
    settle(m);
    assert_ok(activities_signup_skip(&m->t->ctx, &w->s, m->at[d].session.day, m->at[d].session.at));
}

static void back(struct model *m, struct who *w, int d)
{
    struct signup date;
    if (!w->every || w->dates[d].state != SIGNUP_SKIPPED || m->off[d] || !holds(w->main.state)) return;
    w->dates[d].turn = ++m->turn;
    bool place = fits(m, d, w->seats, false, 0) && first(m, d, m->turn, 0) < 0;
    w->dates[d].state = place ? SIGNUP_COMING : SIGNUP_WAITING;
    assert_ok(activities_signup_date(&m->t->ctx, &w->s, m->at[d].session.day, m->at[d].session.at, &date));
    assert_ok(activities_signup_undo(&m->t->ctx, &date));
}

static void take(struct model *m, struct who *w)
{
    struct signup date;
    for (int d = 0; d < DATES; d++)
        if (w->every && w->dates[d].state == SIGNUP_OFFERED) {
            w->dates[d].state = SIGNUP_COMING;
            w->dates[d].lapses = 0;
            ++m->turn;
            assert_ok(activities_signup_date(&m->t->ctx, &w->s, m->at[d].session.day, m->at[d].session.at, &date));
            assert_ok(activities_signup_take(&m->t->ctx, &date));
        }
    if (w->main.state != SIGNUP_OFFERED) return;
    w->main.state = SIGNUP_COMING;
    w->main.lapses = 0;
    ++m->turn;
    assert_ok(activities_signup_take(&m->t->ctx, &w->s));
}

/* In an arena of its own, as a job has. */
static void jobs(struct model *m)
{
    struct arena once, *kept = m->t->ctx.arena;
    arena_init(&once, (size_t)16 << 20);
    m->t->ctx.arena = &once;
    assert_ok(db_commit(m->t->ctx.db));
    assert_ok(activities_look_round(&m->t->ctx));
    assert_ok(db_begin(m->t->ctx.db, DB_WRITE));
    m->t->ctx.arena = kept;
    faults_init(&m->t->ctx.faults, kept);
    arena_release(&once);
}

static void room(struct model *m, int capacity)
{
    m->series.capacity = capacity;
    if (m->series.newcomers > capacity) m->series.newcomers = capacity;
    assert_ok(activities_put(&m->t->ctx, &m->asset, &m->series));
    lapse_all(m);
    jobs(m);
}

static void later(struct model *m)
{
    testing_later(m->t, 61 * MINUTE);
    lapse_all(m);
    jobs(m);
}

static void call_off(struct model *m, int d)
{
    const struct asset_session *s = &m->at[d].session;
    const struct asset_date off = {.day = s->day, .at = s->at, .kind = ASSET_DATE_CANCELLED, .to_day = DAY_NONE,
                                   .opens = MINUTES_NONE, .closes = MINUTES_NONE};
    m->off[d] = !m->off[d];
    if (m->off[d]) assert_ok(assets_date_put(&m->t->ctx, &m->asset, &off));
    else assert_ok(assets_date_back(&m->t->ctx, &m->asset, s->day, s->at));
    for (int i = 0; i < m->n && m->off[d]; i++) {
        struct row *row = m->who[i].every ? &m->who[i].dates[d] : m->who[i].d == d ? &m->who[i].main : NULL;
        if (row && row->state == SIGNUP_OFFERED) row->state = SIGNUP_WAITING;
    }
    lapse_all(m); /* the job looks round as well */
    jobs(m);
}

/* ---- the two agree ---- */

static void agree(struct model *m)
{
    for (int i = 0; i < m->n; i++) {
        struct who *w = &m->who[i];
        struct signup s, date;
        assert_ok(activities_signup_find(&m->t->ctx, w->s.id, &s));
        if ((int)s.state != w->main.state) print_message("asker %d: %d, model %d\n", i, s.state, w->main.state);
        assert_int_equal(s.state, w->main.state);
        for (int d = 0; d < DATES && w->every; d++) {
            enum status status = activities_signup_date(&m->t->ctx, &w->s, m->at[d].session.day, m->at[d].session.at, &date);
            int state = status == OK ? (int)date.state : SIGNUP_ENDED, wanted = open_row(w->dates[d].state) ? w->dates[d].state : SIGNUP_ENDED;
            if (state != wanted) print_message("asker %d date %d: %d, model %d\n", i, d, state, wanted);
            assert_int_equal(state, wanted);
        }
    }
    for (int d = 0; d < DATES; d++) {
        struct activity_room now;
        assert_ok(activities_room(&m->t->ctx, &m->series, &m->at[d].session, &now));
        assert_int_equal(now.taken, taken(m, d));
    }
}

/* Never more than there was room for when it was given; what was given stays when there is less. */
static void bounded(const struct model *m, const int *most)
{
    for (int d = 0; d < DATES; d++) assert_true(taken(m, d) <= most[d]);
}

static void one_step(struct model *m)
{
    struct who *w = m->n > 0 ? &m->who[rand_below(&m->t->rand, (uint64_t)m->n)] : NULL;
    int d = (int)rand_below(&m->t->rand, DATES), seats = 1 + (int)rand_below(&m->t->rand, 3);
    uint64_t dice = rand_below(&m->t->rand, 20);
    if (dice < 6 || !w) ask(m, (int)rand_below(&m->t->rand, 3) - 1, seats, rand_below(&m->t->rand, 3) == 0);
    else if (dice < 9) cancel(m, w);
    else if (dice < 11) skip_date(m, w, d);
    else if (dice < 12) back(m, w, d);
    else if (dice < 16) take(m, w);
    else if (dice < 18) later(m);
    else if (dice < 19) room(m, 3 + (int)rand_below(&m->t->rand, 8));
    else call_off(m, d);
}

static struct model begun(struct testing *t)
{
    struct model m = {.t = t};
    struct place_id place;
    struct asset_id id;
    struct asset_schedule *lines;
    struct asset a = {.kind = ASSET_ACTIVITY, .name = STR("Walk"), .age_low = -1, .age_high = -1, .host_room = -1,
                      .usual_size = -1, .price = PENCE_NONE, .checked = DAY_NONE};
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    assert_ok(module_setting_set(&t->ctx, "activities.text_from", STR("0")));
    assert_ok(module_setting_set(&t->ctx, "activities.text_to", STR("24")));
    a.place = place;
    assert_ok(assets_schedule_parse(&t->arena, STR("Every Tuesday 10:00 to 11:30"), ctx_today(&t->ctx), &lines, &a.schedules_n));
    a.schedules = lines;
    assert_ok(assets_put(&t->ctx, &a, &id));
    assert_ok(activities_find_id(&t->ctx, id, &m.asset, &m.series));
    m.series.offer_hours = 1;
    for (int d = 0; d < DATES; d++)
        assert_ok(activities_at(&t->ctx, assets_session_code(&t->arena, id, day_from_civil(2026, 4, 14 + 7 * d), (struct minutes){600}), &m.at[d]));
    struct activity_at past;
    assert_ok(activities_at(&t->ctx, assets_session_code(&t->arena, id, day_from_civil(2026, 3, 10), (struct minutes){600}), &past));
    for (int i = 0; i < REGULARS; i++) { /* they came before */
        struct signup s;
        struct person p = {.place = place, .first_name = str_printf(&t->arena, "R%d", i), .turns_to = -1};
        assert_ok(people_put(&t->ctx, &p, &m.people[i]));
        assert_ok(activities_sign_up(&t->ctx, &past, &(struct signup_ask){.person = m.people[i], .how = "host"}, &s));
    }
    m.series.capacity = 6;
    m.series.newcomers = 2;
    assert_ok(activities_put(&t->ctx, &m.asset, &m.series));
    m.turn = 1000;
    return m;
}

static void case_histories(struct testing *t)
{
    struct model m = begun(t);
    struct arena *arena = t->ctx.arena;
    for (int h = 0; h < HISTORIES; h++) {
        /* each history goes on from where the last one ended, with everybody gone home */
        for (int i = 0; i < m.n; i++) cancel(&m, &m.who[i]);
        m.n = m.regulars = 0;
        for (int d = 0; d < DATES; d++)
            if (m.off[d]) call_off(&m, d);
        m.series.newcomers = 2;
        room(&m, 6);
        for (int i = 0; i < STEPS; i++) {
            int most[DATES];
            for (int d = 0; d < DATES; d++) most[d] = taken(&m, d) > m.series.capacity ? taken(&m, d) : m.series.capacity;
            one_step(&m);
            for (int d = 0; d < DATES; d++)
                if (m.series.capacity > most[d]) most[d] = m.series.capacity;
            bounded(&m, most);
            agree(&m);
        }
    }
    t->ctx.arena = arena;
}

int main(void)
{
    static const struct testing_case cases[] = {{"histories", case_histories}};
    static const struct module *const modules[] = {&module_module, &journal_module, &auth_module, &mail_module, &texts_module, &places_module,
                                                   &vocabulary_module, &people_module, &assets_module, &activities_module};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
