/* The register: who may, two phones, numbers only, a date that was called off, typed words. */
#include "domain/activities/activities_register.h"
#include "domain/credits/credits_earn.h"
#include "platform/journal/journal.h"
#include "platform/auth/auth.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <stdio.h>
#include <string.h>

static struct asset_id series_id;
static struct person_id dev, joan, amina;

static struct person_id person(struct testing *t, struct place_id place, const char *name)
{
    struct person_id id;
    const struct person p = {.place = place, .first_name = str_from(name), .turns_to = -1};
    assert_ok(people_put(&t->ctx, &p, &id));
    return id;
}

/* Every Tuesday 9:30 to 11; the clock says Tuesday 3 March, 10:00. Dev leads, Joan came last week. */
static struct activity_at today(struct testing *t)
{
    struct place_id place;
    struct activity_at at, before;
    struct asset_schedule *lines;
    struct register_kept kept;
    bool gone;
    struct asset a = {.kind = ASSET_ACTIVITY, .name = STR("Walk"), .age_low = -1, .age_high = -1, .host_room = -1,
                      .usual_size = -1, .price = PENCE_NONE, .checked = DAY_NONE};
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    a.place = place;
    assert_ok(assets_schedule_parse(&t->arena, STR("Every Tuesday 9:30 to 11:00"), (struct day){ctx_today(&t->ctx).n - 30}, &lines, &a.schedules_n));
    a.schedules = lines;
    assert_ok(assets_put(&t->ctx, &a, &series_id));
    dev = person(t, place, "Dev");
    joan = person(t, place, "Joan");
    amina = person(t, place, "Amina");
    assert_ok(activities_find_id(&t->ctx, series_id, &at.asset, &at.series));
    at.series.leader = dev;
    assert_ok(activities_put(&t->ctx, &at.asset, &at.series));
    struct day day = ctx_today(&t->ctx);
    struct str code = assets_session_code(&t->arena, series_id, (struct day){day.n - 7}, (struct minutes){570});
    assert_ok(activities_register_at(&t->ctx, code, &before, &gone));
    const struct register_tick tick = {.person = joan, .came = true, .with_n = REGISTER_NUMBER, .at = t->ctx.now};
    const struct register_keep keep = {.device = STR("form"), .ticks = &tick, .ticks_n = 1, .done = true, .held = -1, .anybody = true};
    assert_ok(activities_register_keep(&t->ctx, &before, &keep, &kept));
    code = assets_session_code(&t->arena, series_id, day, (struct minutes){570});
    assert_ok(activities_register_at(&t->ctx, code, &at, &gone));
    assert_false(gone);
    return at;
}

static struct register_kept send(struct testing *t, const struct activity_at *at, const char *json, enum status wanted)
{
    struct register_sent sent;
    struct register_kept kept = {0};
    faults_init(&t->ctx.faults, &t->arena);
    enum status status = activities_register_ops_parse(&t->ctx, str_from(json), t->ctx.now, &sent);
    if (status == OK) status = activities_register_keep(&t->ctx, at, &sent.keep, &kept);
    assert_int_equal(status, wanted);
    return kept;
}

#define NOW "\"now\":1772532000000"
#define J1 "\"walk_in\":\"11111111-1111-4111-8111-111111111111\",\"name\":\"Joan\",\"came\":true"
#define J2 "\"walk_in\":\"22222222-2222-4222-8222-222222222222\",\"name\":\"joan\",\"came\":true"

static const struct register_row *row_of(const struct activity_register *reg, struct person_id id)
{
    for (size_t i = 0; i < reg->rows_n; i++)
        if (reg->rows[i].person.v == id.v) return &reg->rows[i];
    return NULL;
}

static const char *op(struct testing *t, const char *device, const char *id, long long at, struct person_id who, bool came)
{
    return str_c(&t->arena, str_printf(&t->arena, "{\"device\":\"%s\"," NOW ",\"ops\":[{\"id\":\"%s\",\"at\":%lld,\"person\":\"%lld\",\"came\":%s}]}",
                                       device, id, at, (long long)who.v, came ? "true" : "false"));
}

static void case_usual(struct testing *t)
{
    struct activity_at at = today(t);
    struct activity_register reg;
    assert_ok(activities_register_find(&t->ctx, &at, &reg));
    assert_int_equal(reg.rows_n, 1);
    assert_true(reg.rows[0].person.v == joan.v);
    assert_str(reg.rows[0].name, "Joan");
    assert_false(reg.rows[0].came);
}

static void case_two_phones(struct testing *t)
{
    struct activity_at at = today(t);
    struct activity_register reg;
    const long long now = 1772532000000LL;
    /* A ticks Joan at 9:50, B at 9:40 ticked and at 9:45 took it back; B arrives last. */
    send(t, &at, op(t, "phone-aaa", "op-a-0001", now - 600000, joan, true), OK);
    send(t, &at, op(t, "phone-bbb", "op-b-0001", now - 1200000, joan, true), OK);
    send(t, &at, op(t, "phone-bbb", "op-b-0002", now - 900000, joan, false), OK);
    assert_ok(activities_register_find(&t->ctx, &at, &reg));
    assert_true(row_of(&reg, joan)->came);
    /* A newer untick wins; the same tick sent again much later does nothing. */
    send(t, &at, op(t, "phone-bbb", "op-b-0003", now - 300000, joan, false), OK);
    testing_later(t, 60000);
    send(t, &at, op(t, "phone-aaa", "op-a-0001", now + 5000000, joan, true), OK);
    assert_ok(activities_register_find(&t->ctx, &at, &reg));
    assert_false(row_of(&reg, joan)->came);
    assert_int_equal(reg.total, 0);
}

static void case_walk_ins(struct testing *t)
{
    struct activity_at at = today(t);
    struct activity_register reg;
    send(t, &at, "{\"device\":\"phone-aaa\"," NOW ",\"ops\":[{\"id\":\"op-a-0001\",\"at\":1772531900000," J1 "}]}", OK);
    send(t, &at, "{\"device\":\"phone-bbb\"," NOW ",\"ops\":[{\"id\":\"op-b-0001\",\"at\":1772531900000," J2 ",\"first\":true}]}", OK);
    struct register_kept kept = send(t, &at, "{\"device\":\"phone-bbb\"," NOW ",\"ops\":[{\"id\":\"op-b-0001\",\"at\":1772531900000," J2 ",\"first\":true}]}", OK);
    assert_int_equal(kept.walk_ins, 2);
    assert_int_equal(kept.total, 2);
    assert_ok(activities_register_find(&t->ctx, &at, &reg));
    assert_true(reg.rows[1].twice);
    assert_ok(activities_register_same(&t->ctx, &at, reg.rows[1].walk_in, true));
    assert_ok(activities_register_find(&t->ctx, &at, &reg));
    assert_int_equal(reg.total, 1);
    assert_int_equal(activities_register_same(&t->ctx, &at, STR("none"), true), ERR_MISSING);
}

/* A phone whose clock is a day ahead does not win over what is said later. */
static void case_wrong_clock(struct testing *t)
{
    struct activity_at at = today(t);
    struct activity_register reg;
    send(t, &at, "{\"device\":\"phone-aaa\"," NOW ",\"ops\":[{\"id\":\"op-a-0001\",\"at\":1772618400000," J1 "}]}", OK);
    testing_later(t, 60000);
    send(t, &at, "{\"device\":\"phone-bbb\",\"now\":1772532060000,\"ops\":[{\"id\":\"op-b-0001\",\"at\":1772532050000,"
                 "\"walk_in\":\"11111111-1111-4111-8111-111111111111\",\"name\":\"Joan\",\"came\":false}]}", OK);
    assert_ok(activities_register_find(&t->ctx, &at, &reg));
    assert_int_equal(reg.total, 0);
    /* One that is slow: its own last word counts, though both are put on one moment. */
    send(t, &at, "{\"device\":\"phone-ccc\",\"now\":1000,\"ops\":["
                 "{\"id\":\"op-c-0001\",\"at\":5000," J2 "},"
                 "{\"id\":\"op-c-0002\",\"at\":4000,\"walk_in\":\"22222222-2222-4222-8222-222222222222\",\"name\":\"Joan\",\"came\":false}]}", OK);
    assert_ok(activities_register_find(&t->ctx, &at, &reg));
    assert_int_equal(reg.total, 0);
}

static void case_hostile(struct testing *t)
{
    struct activity_at at = today(t);
    struct register_kept kept = send(t, &at, op(t, "phone-aaa", "op-a-0001", 1772531900000LL, amina, true), OK);
    assert_int_equal(kept.left, 1); /* not on this list: nobody reads names by guessing */
    assert_int_equal(kept.total, 0);
    send(t, &at, "[]", ERR_INVALID);
    send(t, &at, "{", ERR_INVALID);
    send(t, &at, "{\"device\":\"phone-aaa\"," NOW ",\"ops\":[{\"id\":\"x\",\"at\":1," J1 "}]}", ERR_INVALID);
    send(t, &at, "{\"device\":\"phone-aaa\"," NOW ",\"ops\":[{\"id\":\"op-00001\",\"at\":1.5," J1 "}]}", ERR_INVALID);
    send(t, &at, "{\"device\":\"phone-aaa\"," NOW ",\"ops\":[{\"id\":\"op-00001\",\"at\":1,\"person\":\"-4\",\"came\":true}]}", ERR_INVALID);
    send(t, &at, "{\"device\":\"phone-aaa\"," NOW ",\"ops\":[{\"id\":\"op-00001\",\"at\":1,\"walk_in\":\"zz\",\"name\":\"A\",\"came\":true}]}", ERR_INVALID);
    send(t, &at, "{\"device\":\"phone-aaa\"," NOW ",\"ops\":[{\"id\":\"op-00001\",\"at\":1,\"others\":-2}]}", ERR_INVALID);
    struct buf many;
    buf_init(&many, &t->arena, 1 << 20);
    buf_puts(&many, "{\"device\":\"phone-aaa\"," NOW ",\"ops\":[");
    for (int i = 0; i < 201; i++) buf_printf(&many, "%s{\"id\":\"op-%06d\",\"at\":1,\"others\":1}", i ? "," : "", i);
    buf_puts(&many, "]}");
    send(t, &at, str_c(&t->arena, buf_str(&many)), ERR_LIMIT);
    testing_act(t, amina.v, at.asset.place.v, STANDING_MEMBER);
    send(t, &at, "{\"device\":\"phone-aaa\"," NOW ",\"ops\":[]}", ERR_DENIED);
    testing_act(t, dev.v, at.asset.place.v, STANDING_MEMBER);
    send(t, &at, "{\"device\":\"phone-aaa\"," NOW ",\"ops\":[]}", OK);
}

static void case_called_off(struct testing *t)
{
    struct activity_at at = today(t);
    struct activity_register reg;
    struct register_kept kept;
    bool gone;
    const struct asset_date off = {.day = at.session.day, .at = at.session.at, .kind = ASSET_DATE_CANCELLED, .to_day = DAY_NONE,
                                   .opens = MINUTES_NONE, .closes = MINUTES_NONE, .words = STR("The hall is shut")};
    assert_ok(assets_date_put(&t->ctx, &at.asset, &off));
    assert_ok(activities_register_at(&t->ctx, at.code, &at, &gone));
    kept = send(t, &at, op(t, "phone-aaa", "op-a-0001", 1772531900000LL, joan, true), OK);
    assert_false(kept.held);
    assert_int_equal(kept.total, 1);
    const struct register_keep yes = {.device = STR("form"), .held = 1};
    assert_ok(activities_register_keep(&t->ctx, &at, &yes, &kept));
    assert_ok(activities_register_find(&t->ctx, &at, &reg));
    assert_true(reg.held && row_of(&reg, joan)->told);
    const struct register_keep no = {.device = STR("form"), .held = 0};
    assert_ok(activities_register_keep(&t->ctx, &at, &no, &kept));
    assert_ok(activities_register_find(&t->ctx, &at, &reg));
    assert_true(!reg.held && row_of(&reg, joan)->came && !row_of(&reg, joan)->told);
}

static void case_not_begun(struct testing *t)
{
    struct activity_at at = today(t);
    struct activity_at next;
    bool gone;
    struct str code = assets_session_code(&t->arena, series_id, (struct day){at.session.day.n + 7}, at.session.at);
    assert_ok(activities_register_at(&t->ctx, code, &next, &gone));
    send(t, &next, op(t, "phone-aaa", "op-a-0001", 1772531900000LL, joan, true), ERR_INVALID);
}

static void case_numbers_only(struct testing *t)
{
    struct activity_at at = today(t);
    at.series.names = false;
    assert_ok(activities_put(&t->ctx, &at.asset, &at.series));
    send(t, &at, op(t, "phone-aaa", "op-a-0001", 1772531900000LL, joan, true), ERR_INVALID);
    struct register_kept kept = send(t, &at, "{\"device\":\"phone-aaa\"," NOW ",\"ops\":[{\"id\":\"op-00001\",\"at\":1772531900000,\"adults\":9,\"children\":4}]}", OK);
    assert_int_equal(kept.total, 13);
}

static void case_claim(struct testing *t)
{
    struct activity_at at = today(t);
    struct activity_register reg;
    send(t, &at, "{\"device\":\"phone-aaa\"," NOW ",\"ops\":[{\"id\":\"op-a-0001\",\"at\":1772531900000," J1 "}]}", OK);
    testing_act(t, amina.v, at.asset.place.v, STANDING_MEMBER);
    assert_ok(activities_register_claim(&t->ctx, &at, amina, STR("Joan")));
    assert_int_equal(activities_register_claim(&t->ctx, &at, joan, STR("Joan")), ERR_DENIED);
    testing_act(t, dev.v, at.asset.place.v, STANDING_MEMBER);
    assert_ok(activities_register_find(&t->ctx, &at, &reg));
    assert_int_equal(reg.claims_n, 1);
    assert_true(reg.claims[0].known);
    assert_ok(activities_register_answer(&t->ctx, &at, reg.claims[0].id, true));
    assert_int_equal(activities_register_answer(&t->ctx, &at, reg.claims[0].id, true), ERR_MISSING);
    assert_ok(activities_register_find(&t->ctx, &at, &reg));
    assert_int_equal(reg.total, 1);
    assert_int_equal(reg.named, 1);
    assert_true(row_of(&reg, amina)->told);
}

/* Printed rows keep their numbers when somebody else is added. */
static void case_sheet(struct testing *t)
{
    struct activity_at at = today(t);
    struct activity_register reg;
    assert_ok(activities_register_print(&t->ctx, &at));
    send(t, &at, "{\"device\":\"phone-aaa\"," NOW ",\"ops\":[{\"id\":\"op-a-0001\",\"at\":1772531900000," J1 "}]}", OK);
    assert_ok(activities_register_print(&t->ctx, &at));
    assert_ok(activities_register_find(&t->ctx, &at, &reg));
    assert_true(reg.printed);
    assert_int_equal(reg.rows_n, 2);
    assert_true(reg.rows[0].person.v == joan.v && reg.rows[0].number == 1);
    assert_int_equal(reg.rows[1].number, 2);
    assert_ok(people_end(&t->ctx, joan));
    assert_ok(activities_register_find(&t->ctx, &at, &reg));
    assert_int_equal(reg.rows[1].number, 2);
    assert_int_equal(reg.rows[0].name.len, 0);
}

static void case_typed(struct testing *t)
{
    bool rows[20] = {false};
    struct str bad = STR_NONE, *names;
    size_t n;
    int more;
    assert_true(activities_register_rows(STR("1-12, 15, 18"), 20, rows, &bad));
    for (int i = 1; i <= 20; i++) assert_int_equal(rows[i - 1], i <= 12 || i == 15 || i == 18);
    assert_true(activities_register_rows(STR("13 14 - 14"), 20, rows, &bad) || bad.len > 0);
    assert_false(activities_register_rows(STR("21"), 20, rows, &bad));
    assert_str(bad, "21");
    assert_false(activities_register_rows(STR("5-3"), 20, rows, &bad));
    assert_false(activities_register_rows(STR("99999999999999999999"), 20, rows, &bad));
    assert_ok(activities_register_names(&t->ctx, STR("walk_ins"), STR("Ali, Mary Ann\nJoan 2, and 2 more, 1"), &names, &n, &more));
    assert_int_equal(n, 3);
    assert_str(names[1], "Mary Ann");
    assert_int_equal(more, 3);
}

/* Figures by where people live: Joan (B36, as her place) came once, for the first time. */
static void case_figures(struct testing *t)
{
    struct activity_at at = today(t);
    int64_t n, base;
    size_t found = 0;
    assert_ok(activities_figure_people(&t->ctx, at.asset.place.v, &n, &base));
    assert_int_equal(n, 1);
    assert_int_equal(base, 3);
    for (const struct module_figure_in *in = activities_figures_in; in->key; in++, found++) {
        bool people = strcmp(in->key, "activities.people") == 0;
        assert_ok(in->count(&t->ctx, at.asset.place.v, STR("B36"), &n, &base));
        assert_int_equal(n, 1);
        assert_int_equal(base, people ? 3 : 1);
        assert_ok(in->count(&t->ctx, at.asset.place.v, STR("B37"), &n, &base));
        assert_int_equal(n, 0);
        assert_int_equal(base, 0);
    }
    assert_int_equal(found, 2);
}

static struct account_id hours_given(struct testing *t, const struct activity_at *at)
{
    struct programme_id programme;
    struct account_id issue;
    assert_ok(credits_programme_add(&t->ctx, at->asset.place, STR("Taking part"), &programme, &issue));
    assert_ok(credits_earn_allow(&t->ctx, programme, true));
    const struct credits_earn earn = {.asset = at->asset.id, .from = ctx_today(&t->ctx), .gives = true, .minutes = 60, .whom = EARN_CAME, .programme = programme};
    assert_ok(credits_earn_set(&t->ctx, &at->asset, &earn));
    return issue;
}

static int64_t out(struct testing *t, struct account_id issue)
{
    struct credits_account account;
    assert_ok(credits_account_get(&t->ctx, issue, &account));
    return -account.balance;
}

/* 28 people, one list, one transaction: all have their hour or nobody has, and one fact says so. */
static void case_hours(struct testing *t)
{
    struct activity_at at = today(t);
    struct register_kept kept;
    struct account_id issue = hours_given(t, &at), own;
    struct journal_fact *facts;
    struct register_tick ticks[28];
    size_t n;
    for (size_t i = 0; i < 28; i++)
        ticks[i] = (struct register_tick){.person = i == 0 ? joan : person(t, at.asset.place, "Pat"), .came = true, .with_n = REGISTER_NUMBER, .at = t->ctx.now};
    testing_commit(t);
    const struct register_keep keep = {.device = STR("form"), .ticks = ticks, .ticks_n = 28, .done = true, .held = -1, .anybody = true};
    assert_ok(activities_register_keep(&t->ctx, &at, &keep, &kept));
    assert_int_equal(kept.named, 28);
    db_rollback(t->ctx.db); /* the list was not kept: nobody has an hour of it */
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    assert_int_equal(credits_member_find(&t->ctx, joan, &own), ERR_MISSING);
    assert_ok(activities_register_keep(&t->ctx, &at, &keep, &kept));
    assert_ok(activities_register_keep(&t->ctx, &at, &keep, &kept));
    assert_int_equal(out(t, issue), 28 * 60);
    assert_ok(journal_list(&t->ctx, at.asset.id.v, STR("credits.awarded"), INT64_MAX, 10, &facts, &n));
    assert_int_equal(n, 1);
    assert_int_equal(facts[0].object, 28);
    ticks[0].came = false; /* Joan was not there after all */
    ticks[0].at.ms++;
    assert_ok(activities_register_keep(&t->ctx, &at, &keep, &kept));
    assert_int_equal(out(t, issue), 27 * 60);
}

/* A walk-in earns nothing until somebody says who it was. */
static void case_claimed_hours(struct testing *t)
{
    struct activity_at at = today(t);
    struct activity_register reg;
    struct account_id issue = hours_given(t, &at);
    send(t, &at, "{\"device\":\"phone-aaa\"," NOW ",\"ops\":[{\"id\":\"op-a-0001\",\"at\":1772531000000," J1 "}]}", OK);
    assert_int_equal(out(t, issue), 0);
    testing_act(t, joan.v, at.asset.place.v, STANDING_MEMBER);
    assert_ok(activities_register_claim(&t->ctx, &at, joan, STR("Joan")));
    testing_act(t, dev.v, at.asset.place.v, STANDING_MEMBER);
    assert_ok(activities_register_find(&t->ctx, &at, &reg));
    assert_int_equal(reg.claims_n, 1);
    assert_ok(activities_register_answer(&t->ctx, &at, reg.claims[0].id, true));
    assert_int_equal(out(t, issue), 60);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"usual", case_usual}, {"two phones", case_two_phones}, {"walk-ins", case_walk_ins}, {"wrong clock", case_wrong_clock},
        {"hostile", case_hostile}, {"called off", case_called_off}, {"not begun", case_not_begun}, {"numbers only", case_numbers_only},
        {"claim", case_claim}, {"sheet", case_sheet}, {"typed", case_typed}, {"figures", case_figures},
        {"hours with the list", case_hours},
        {"hours of a walk-in", case_claimed_hours},
    };
    static const struct module *const modules[] = {&journal_module, &auth_module, &module_module, &places_module, &vocabulary_module,
                                                   &people_module, &assets_module, &credits_module, &activities_module};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
