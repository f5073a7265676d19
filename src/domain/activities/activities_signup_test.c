/* Sign-up: room, order of asking, newcomers' share, offers that end, and every random history of
   them against a plain model. */
#include "domain/activities/activities_remind.h"
#include "domain/activities/activities_signup_own.h"

#include "platform/auth/auth.h"
#include "platform/mail/mail.h"
#include "platform/module/platform.h"
#include "platform/texts/texts.h"
#include "testing/testing.h"

#define HOUR ((int64_t)3600000)

struct walk { struct activity_at at, every; struct place_id place; };

static struct walk made(struct testing *t, int capacity, int newcomers)
{
    struct walk w = {.at = {.code = STR_NONE}};
    struct asset_id id;
    struct asset_schedule *lines;
    struct asset a = {.kind = ASSET_ACTIVITY, .name = STR("Walk"), .age_low = -1, .age_high = -1, .host_room = -1,
                      .usual_size = -1, .price = PENCE_NONE, .checked = DAY_NONE};
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &w.place));
    a.place = w.place;
    assert_ok(assets_schedule_parse(&t->arena, STR("Every Tuesday 10:00 to 11:30"), ctx_today(&t->ctx), &lines, &a.schedules_n));
    a.schedules = lines;
    assert_ok(assets_put(&t->ctx, &a, &id));
    assert_ok(activities_find_id(&t->ctx, id, &w.every.asset, &w.every.series));
    w.every.series.capacity = capacity;
    w.every.series.newcomers = newcomers;
    assert_ok(activities_put(&t->ctx, &w.every.asset, &w.every.series));
    w.every.code = STR_NONE;
    /* three weeks on */
    assert_ok(activities_at(&t->ctx, assets_session_code(&t->arena, id, day_from_civil(2026, 3, 24), (struct minutes){600}), &w.at));
    return w;
}

static struct signup asks(struct testing *t, const struct activity_at *at, const char *name, int companions)
{
    struct signup s;
    const struct signup_ask ask = {.first_name = str_from(name), .phone = STR(""), .email = STR(""),
                                   .companions = companions, .how = "open"};
    assert_ok(activities_sign_up(&t->ctx, at, &ask, &s));
    return s;
}

static struct signup now(struct testing *t, struct signup s)
{
    struct signup again;
    assert_ok(activities_signup_find(&t->ctx, s.id, &again));
    return again;
}

static void case_places(struct testing *t)
{
    struct walk w = made(t, 3, 0);
    struct activity_room room;
    struct activity_coming *rows;
    size_t n;
    struct signup a = asks(t, &w.at, "Amina", 0), b = asks(t, &w.at, "Joan", 1), c = asks(t, &w.at, "Marek", 0);
    assert_int_equal(a.state, SIGNUP_COMING);
    assert_int_equal(b.state, SIGNUP_COMING);
    assert_int_equal(c.state, SIGNUP_WAITING);
    assert_ok(activities_room(&t->ctx, &w.at.series, &w.at.session, &room));
    assert_int_equal(room.left, 0);
    assert_int_equal(room.waiting, 1);
    assert_ok(activities_coming(&t->ctx, w.at.asset.id, w.at.session.day, w.at.session.at, &rows, &n));
    assert_int_equal(n, 2);
    assert_str(rows[0].first_name, "Amina");
    assert_int_equal(rows[1].seats, 2);
    assert_ok(activities_signup_cancel(&t->ctx, &a, "cancelled"));
    c = now(t, c);
    assert_int_equal(c.state, SIGNUP_OFFERED);
    assert_int_equal(asks(t, &w.at, "Dev", 0).state, SIGNUP_WAITING);
    assert_int_equal(activities_signup_undo(&t->ctx, &a), ERR_CONFLICT);
    assert_ok(activities_signup_take(&t->ctx, &c));
    assert_int_equal(now(t, c).state, SIGNUP_COMING);
    assert_int_equal(c.code.len, 5);
    struct signup found;
    assert_ok(activities_signup_by_code(&t->ctx, str_lower(&t->arena, c.code), &found));
    assert_int_equal(found.id.v, c.id.v);
    assert_ok(activities_signup_by_token(&t->ctx, c.token, &found));
}

static void case_offer_ends(struct testing *t)
{
    struct walk w = made(t, 1, 0);
    struct signup a = asks(t, &w.at, "Amina", 0), b = asks(t, &w.at, "Joan", 0), c = asks(t, &w.at, "Marek", 0);
    assert_ok(activities_signup_cancel(&t->ctx, &a, "cancelled"));
    assert_int_equal(now(t, b).state, SIGNUP_OFFERED);
    testing_later(t, 25 * HOUR);
    struct signup late = now(t, b);
    assert_int_equal(activities_signup_take(&t->ctx, &late), ERR_CONFLICT);
    assert_ok(activities_offers_over(&t->ctx, &w.at.asset, &w.at.series));
    assert_int_equal(now(t, b).state, SIGNUP_WAITING); /* behind, and still on it */
    assert_int_equal(now(t, c).state, SIGNUP_OFFERED);
    testing_later(t, 25 * HOUR);
    assert_ok(activities_offers_over(&t->ctx, &w.at.asset, &w.at.series));
    assert_int_equal(now(t, b).state, SIGNUP_OFFERED);
    assert_int_equal(now(t, c).state, SIGNUP_WAITING);
    testing_later(t, 25 * HOUR);
    assert_ok(activities_offers_over(&t->ctx, &w.at.asset, &w.at.series));
    assert_int_equal(now(t, b).state, SIGNUP_ENDED); /* not asked a third time */
    assert_str(now(t, b).why, "lapsed");
    assert_int_equal(now(t, c).state, SIGNUP_OFFERED);
}

/* What is kept for newcomers is not eaten by those who come every time; a carer takes none of it. */
static void case_newcomers(struct testing *t)
{
    struct walk w = made(t, 4, 2);
    struct activity_room room;
    assert_int_equal(asks(t, &w.every, "Amina", 0).state, SIGNUP_COMING);
    assert_int_equal(asks(t, &w.every, "Joan", 0).state, SIGNUP_COMING);
    assert_int_equal(asks(t, &w.every, "Marek", 0).state, SIGNUP_WAITING);
    assert_ok(activities_room(&t->ctx, &w.at.series, &w.at.session, &room));
    assert_int_equal(room.taken, 2);
    assert_int_equal(room.left, 0);
    assert_int_equal(room.left_newcomers, 1); /* one seat more is kept for the other newcomer */
    assert_int_equal(asks(t, &w.at, "Sam", 1).state, SIGNUP_WAITING); /* the carer would take the last kept one */
    assert_int_equal(asks(t, &w.at, "Ola", 0).state, SIGNUP_COMING);
}

static void case_not_this_time(struct testing *t)
{
    struct walk w = made(t, 1, 0);
    struct signup every = asks(t, &w.every, "Amina", 0), one = asks(t, &w.at, "Joan", 0);
    struct signup date;
    assert_int_equal(one.state, SIGNUP_WAITING);
    assert_ok(activities_signup_skip(&t->ctx, &every, w.at.session.day, w.at.session.at));
    assert_int_equal(now(t, one).state, SIGNUP_OFFERED);
    struct activities_sql_signup_date row;
    assert_ok(activities_sql_signup_date(t->ctx.db, &t->arena, every.id.v, w.at.session.day, w.at.session.at, &row));
    date = now(t, (struct signup){.id = {row.id}});
    assert_ok(activities_signup_undo(&t->ctx, &date)); /* given on: they wait for that date */
    assert_int_equal(now(t, date).state, SIGNUP_WAITING);
    assert_ok(activities_signup_cancel(&t->ctx, &one, "cancelled"));
    assert_int_equal(now(t, date).state, SIGNUP_OFFERED);
    assert_ok(activities_signup_cancel(&t->ctx, &every, "cancelled"));
    assert_int_equal(now(t, date).state, SIGNUP_ENDED);
}

/* ---- told once, by their own way ---- */

static void jobs(struct testing *t)
{
    assert_ok(db_commit(t->ctx.db));
    for (int i = 0; i < 2; i++) { /* a second time changes nothing */
        assert_ok(activities_look_round(&t->ctx));
        assert_ok(activities_tell(&t->ctx));
    }
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
}

static int mails(struct testing *t, const char *subject)
{
    struct mail_row *rows;
    size_t n;
    int count = 0;
    assert_ok(mail_list(&t->ctx, 100, &rows, &n));
    for (size_t i = 0; i < n; i++) count += subject == NULL || str_find(rows[i].subject, str_from(subject), 0) != SIZE_MAX;
    return count;
}

static void case_told(struct testing *t)
{
    struct walk w = made(t, 1, 0);
    struct signup a, b = {.seats = 0};
    struct activity_ring *rings;
    size_t n;
    const struct signup_ask ask = {.first_name = STR("Joan"), .phone = STR(""), .email = STR("joan@example.org"), .way = SIGNUP_MAIL, .how = "open"};
    assert_ok(activities_sign_up(&t->ctx, &w.at, &ask, &a));
    b = asks(t, &w.at, "Bill", 0);
    jobs(t);
    assert_int_equal(mails(t, NULL), 1); /* you have a place */
    struct asset_date moved = {.day = w.at.session.day, .at = w.at.session.at, .kind = ASSET_DATE_MOVED,
                               .to_day = {w.at.session.day.n + 1}, .opens = {900}, .closes = {960}, .words = STR("The hall is shut")};
    assert_ok(assets_date_put(&t->ctx, &w.at.asset, &moved));
    jobs(t);
    assert_int_equal(mails(t, "Wednesday 25 March, 3pm"), 1);
    t->ctx.now = (struct instant){w.at.session.begins.ms}; /* a day and more before, now */
    jobs(t);
    t->ctx.now.ms += 7 * HOUR; /* 5pm of the day before: reminders go from 4pm */
    jobs(t);
    assert_int_equal(mails(t, "Wednesday 25 March, 3pm"), 2);
    t->ctx.now.ms += 20 * HOUR; /* 1pm: two hours before */
    jobs(t);
    assert_int_equal(mails(t, "Wednesday 25 March, 3pm"), 3);
    assert_ok(activities_signup_cancel(&t->ctx, &a, "cancelled"));
    assert_int_equal(now(t, b).state, SIGNUP_OFFERED);
    assert_true(now(t, b).offered_until.ms <= t->ctx.now.ms + 2 * HOUR); /* never past its start */
    jobs(t);
    assert_ok(activities_rings(&t->ctx, w.at.asset.id, &rings, &n)); /* nobody can write to Bill */
    assert_int_equal(n, 2);
    assert_str(rings[1].signup.first_name, "Bill");
    assert_str(rings[1].kind, "offer");
    assert_ok(activities_rung(&t->ctx, w.at.asset.id, rings[1].id));
    assert_int_equal(activities_rung(&t->ctx, w.at.asset.id, rings[1].id), ERR_MISSING);
}

/* Called off: told once; an offer waits again; on after all: offered again. */
static void case_called_off(struct testing *t)
{
    struct walk w = made(t, 1, 0);
    struct signup a = asks(t, &w.at, "Amina", 0), b;
    const struct signup_ask ask = {.first_name = STR("Joan"), .phone = STR(""), .email = STR("joan@example.org"), .way = SIGNUP_MAIL, .how = "open"};
    const struct asset_date off = {.day = w.at.session.day, .at = w.at.session.at, .kind = ASSET_DATE_CANCELLED, .to_day = DAY_NONE,
                                   .opens = MINUTES_NONE, .closes = MINUTES_NONE, .words = STR("The hall is shut")};
    assert_ok(activities_sign_up(&t->ctx, &w.at, &ask, &b));
    assert_ok(activities_signup_cancel(&t->ctx, &a, "cancelled"));
    jobs(t);
    int before = mails(t, NULL);
    assert_int_equal(now(t, b).state, SIGNUP_OFFERED);
    assert_ok(assets_date_put(&t->ctx, &w.at.asset, &off));
    jobs(t);
    assert_int_equal(now(t, b).state, SIGNUP_WAITING);
    assert_int_equal(mails(t, NULL), before + 1);
    assert_ok(assets_date_back(&t->ctx, &w.at.asset, off.day, off.at));
    jobs(t);
    assert_int_equal(now(t, b).state, SIGNUP_OFFERED);
}

/* ---- dates that vanish ---- */

struct gone { struct signup date, every, other; int before; };

/* Joan asks for the third date and Bill for every time; Ana for the week after. All have a mail address. */
static struct gone three_come(struct testing *t, struct walk *w)
{
    struct gone g;
    struct activity_at after;
    struct signup_ask ask = {.first_name = STR("Joan"), .phone = STR(""), .email = STR("joan@example.org"), .way = SIGNUP_MAIL, .how = "open"};
    struct str code = assets_session_code(&t->arena, w->at.asset.id, (struct day){w->at.session.day.n + 7}, w->at.session.at);
    assert_ok(activities_sign_up(&t->ctx, &w->at, &ask, &g.date));
    ask.email = STR("bill@example.org");
    w->every.session = w->at.session;
    w->every.session.day = DAY_NONE;
    assert_ok(activities_sign_up(&t->ctx, &w->every, &ask, &g.every));
    ask.email = STR("ana@example.org");
    assert_ok(activities_at(&t->ctx, code, &after));
    assert_ok(activities_sign_up(&t->ctx, &after, &ask, &g.other));
    jobs(t);
    g.before = mails(t, NULL);
    return g;
}

static void again(struct testing *t, struct walk *w)
{
    assert_ok(activities_find_id(&t->ctx, w->at.asset.id, &w->at.asset, &w->at.series));
}

static void case_gone(struct testing *t)
{
    struct walk w = made(t, 10, 0);
    struct asset_date off = {.day = w.at.session.day, .at = w.at.session.at, .kind = ASSET_DATE_OFF, .to_day = DAY_NONE,
                             .opens = MINUTES_NONE, .closes = MINUTES_NONE};
    struct gone g = three_come(t, &w);
    assert_ok(assets_date_put(&t->ctx, &w.at.asset, &off)); /* as an EXDATE: no trace is left of it */
    jobs(t);
    assert_int_equal(mails(t, NULL), g.before + 2); /* Joan, and Bill who comes every time */
    assert_ok(assets_date_back(&t->ctx, &w.at.asset, off.day, off.at));
    jobs(t);
    assert_int_equal(mails(t, NULL), g.before + 4);
    off.kind = ASSET_DATE_CANCELLED; /* said once, though two of us saw it */
    assert_ok(assets_date_put(&t->ctx, &w.at.asset, &off));
    jobs(t);
    assert_int_equal(mails(t, NULL), g.before + 6);
    off.kind = ASSET_DATE_OFF; /* they know already */
    assert_ok(assets_date_put(&t->ctx, &w.at.asset, &off));
    jobs(t);
    assert_int_equal(mails(t, NULL), g.before + 6);
}

/* Another weekday from the third date on: Joan's and Ana's are gone, Bill hears once what is next. */
static void case_later(struct testing *t)
{
    struct walk w = made(t, 10, 0);
    struct asset_schedule *lines;
    size_t n;
    struct gone g = three_come(t, &w);
    assert_ok(assets_schedule_parse(&t->arena, STR("Every Friday 14:00 to 15:00"), ctx_today(&t->ctx), &lines, &n));
    assert_ok(assets_schedule_change_from(&t->ctx, &w.at.asset, w.at.session.day, lines, n));
    jobs(t);
    assert_int_equal(mails(t, NULL), g.before + 3);
    again(t, &w);
    assert_ok(assets_end(&t->ctx, w.at.asset.id, STR("over"))); /* Joan and Ana know; Bill hears of it */
    jobs(t);
    assert_int_equal(mails(t, NULL), g.before + 4);
}

/* An import writes rows and one fact of the place: its last day is sooner than it was. */
static void case_imported(struct testing *t)
{
    struct walk w = made(t, 10, 0);
    struct gone g = three_come(t, &w);
    assert_ok(db_exec(t->ctx.db, str_c(&t->arena, str_printf(&t->arena, "UPDATE assets_schedule SET until = %d WHERE asset_id = %lld",
                                                             (int)w.at.session.day.n, (long long)w.at.asset.id.v))));
    jobs(t);
    assert_int_equal(mails(t, NULL), g.before); /* nobody looked */
    assert_ok(activities_hear_imported(&t->ctx, 1, w.place.v));
    jobs(t);
    assert_int_equal(mails(t, NULL), g.before + 2); /* Ana's date is gone; Bill hears that dates have changed */
}

/* An edit of all, and the whole series called off and on again. */
static void case_whole(struct testing *t)
{
    struct walk w = made(t, 10, 0);
    struct gone g = three_come(t, &w);
    struct asset_id id;
    assert_ok(assets_series_call_off(&t->ctx, &w.at.asset, (struct day){ctx_today(&t->ctx).n + 1}, STR("The hall is shut")));
    jobs(t);
    assert_int_equal(mails(t, NULL), g.before + 3);
    again(t, &w);
    assert_ok(assets_series_call_off(&t->ctx, &w.at.asset, DAY_NONE, STR("")));
    jobs(t);
    assert_int_equal(mails(t, NULL), g.before + 6);
    again(t, &w);
    struct asset_schedule short_one = w.at.asset.schedules[0];
    short_one.rrule = STR("FREQ=WEEKLY;BYDAY=TU;COUNT=2");
    short_one.from = ctx_today(&t->ctx);
    w.at.asset.schedules = &short_one;
    w.at.asset.schedules_n = 1;
    assert_ok(assets_put(&t->ctx, &w.at.asset, &id)); /* as an import of a smaller COUNT writes it */
    jobs(t);
    assert_int_equal(mails(t, NULL), g.before + 9);
}

/* ---- by text ---- */

static void text(struct testing *t, const char *from, struct str words)
{
    static int number;
    int read;
    const struct text_in in = {.id = str_printf(&t->arena, "g%d", ++number), .from = texts_number(&t->arena, str_from(from)), .words = words, .at = t->ctx.now};
    assert_ok(texts_keep(&t->ctx, &in));
    assert_ok(db_commit(t->ctx.db));
    assert_ok(texts_read_new(&t->ctx, 10, &read));
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    assert_int_equal(read, 1);
}

static void case_texts(struct testing *t)
{
    struct walk w = made(t, 1, 0);
    struct str card;
    struct signup *rows, a;
    size_t n;
    struct asset_session next;
    assert_ok(activities_card_code(&t->ctx, &w.at.asset, &card));
    assert_ok(assets_session_next(&t->ctx, &w.at.asset, (struct instant){t->ctx.now.ms + 1}, &next));
    text(t, "07700 900111", str_printf(&t->arena, "yes %.*s", STR_ARG(card)));
    assert_ok(activities_signups(&t->ctx, w.at.asset.id, next.day, next.at, &rows, &n));
    assert_int_equal(n, 1);
    assert_int_equal(rows[0].state, SIGNUP_COMING);
    text(t, "07700 900111", str_printf(&t->arena, "YES %.*s", STR_ARG(card))); /* once more is once */
    text(t, "07700 900112", str_printf(&t->arena, "YES %.*s", STR_ARG(card)));
    assert_ok(activities_signups(&t->ctx, w.at.asset.id, next.day, next.at, &rows, &n));
    assert_int_equal(n, 2);
    assert_int_equal(rows[1].state, SIGNUP_WAITING);
    a = now(t, rows[0]);
    struct signup second = now(t, rows[1]);
    text(t, "07700 900112", str_printf(&t->arena, "NO %.*s", STR_ARG(a.code))); /* not their number */
    assert_int_equal(now(t, a).state, SIGNUP_COMING);
    text(t, "07700 900111", str_printf(&t->arena, "no %.*s", STR_ARG(a.code)));
    assert_int_equal(now(t, a).state, SIGNUP_ENDED);
    assert_int_equal(now(t, second).state, SIGNUP_OFFERED);
    text(t, "07700 900112", str_printf(&t->arena, "Yes, %.*s", STR_ARG(second.code)));
    assert_int_equal(now(t, second).state, SIGNUP_COMING);
}

int main(void)
{
    static const struct testing_case cases[] = {{"places", case_places}, {"offer ends", case_offer_ends},
                                                {"newcomers", case_newcomers}, {"not this time", case_not_this_time},
                                                {"told", case_told}, {"called off", case_called_off}, {"gone", case_gone}, {"imported", case_imported},
                                                {"this and later", case_later}, {"whole", case_whole}, {"texts", case_texts}};
    static const struct module *const modules[] = {&module_module, &journal_module, &auth_module, &mail_module, &texts_module, &places_module, &vocabulary_module,
                                                   &people_module, &assets_module, &activities_module};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
