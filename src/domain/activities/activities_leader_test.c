/* The ladder, papers, pictures and small wins. */
#include "domain/activities/activities_leader.h"
#include "domain/activities/activities_photo.h"
#include "domain/activities/activities_register.h"
#include "domain/activities/activities_signup.h"
#include "domain/credits/credits.h"
#include "platform/auth/auth.h"
#include "platform/mail/mail.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

static struct place_id place;

static struct person_id somebody(struct testing *t, const char *name)
{
    struct person p = {.place = place, .first_name = str_from(name), .turns_to = -1, .email = STR_NONE};
    struct person_id id;
    assert_ok(people_put(&t->ctx, &p, &id));
    return id;
}

/* A walk every Tuesday that Dev leads; the session of a week ago, begun and over. */
static struct activity_at walk(struct testing *t, struct person_id dev)
{
    struct asset_id id;
    struct asset_schedule *lines;
    struct activity_at at = {.code = STR_NONE};
    struct asset a = {.kind = ASSET_ACTIVITY, .name = STR("Walk"), .age_low = -1, .age_high = -1, .host_room = -1,
                      .usual_size = -1, .price = PENCE_NONE, .checked = DAY_NONE, .place = place};
    assert_ok(assets_schedule_parse(&t->arena, STR("Every Tuesday 10:00 to 11:30"), ctx_today(&t->ctx), &lines, &a.schedules_n));
    a.schedules = lines;
    assert_ok(assets_put(&t->ctx, &a, &id));
    assert_ok(activities_find_id(&t->ctx, id, &at.asset, &at.series));
    at.series.leader = dev;
    at.series.joining = ACTIVITY_SIGN_UP;
    assert_ok(activities_put(&t->ctx, &at.asset, &at.series));
    struct day last = {ctx_today(&t->ctx).n - 7};
    assert_ok(activities_at(&t->ctx, assets_session_code(&t->arena, id, last, (struct minutes){600}), &at));
    return at;
}

static void begin(struct testing *t)
{
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
}

static void system_acts(struct testing *t)
{
    testing_act(t, 0, 0, STANDING_SYSTEM);
}

static void came(struct testing *t, const struct activity_at *at, const struct person_id *who, size_t n, int others)
{
    struct register_tick ticks[8];
    struct register_kept kept;
    for (size_t i = 0; i < n; i++)
        ticks[i] = (struct register_tick){.op = STR_NONE, .walk_in = STR_NONE, .name = STR_NONE, .came = true, .with_n = REGISTER_NUMBER,
                                          .at = t->ctx.now, .person = who[i]};
    const struct register_numbers numbers = {others, REGISTER_NUMBER, REGISTER_NUMBER, STR_NONE, t->ctx.now};
    const struct register_keep keep = {.device = STR("page"), .ticks = ticks, .ticks_n = n, .numbers = &numbers, .numbers_n = 1,
                                       .done = true, .held = -1, .anybody = true};
    system_acts(t);
    assert_ok(activities_register_keep(&t->ctx, at, &keep, &kept));
}

static void as(struct testing *t, struct person_id who)
{
    testing_act(t, who.v, place.v, STANDING_MEMBER);
}

static void case_ladder(struct testing *t)
{
    begin(t);
    struct person_id dev = somebody(t, "Dev"), kasia = somebody(t, "Kasia"), stranger = somebody(t, "Omar");
    struct activity_at at = walk(t, dev);
    struct leader_rung rung, *rows;
    struct leader_candidate *found;
    struct leader_fragile *fragile;
    int64_t several, base;
    size_t n;
    came(t, &at, &kasia, 1, 0);
    assert_ok(activities_fragile(&t->ctx, place, 5, &fragile, &n));
    assert_int_equal(n, 1);
    assert_str(fragile[0].only, "Dev");
    as(t, dev);
    assert_ok(activities_candidates(&t->ctx, &at, &found, &n));
    assert_int_equal(n, 1);
    assert_int_equal(found[0].person.v, kasia.v);
    assert_int_equal(activities_step_say(&t->ctx, &at, stranger, LEADER_HELPED, STR_NONE), ERR_INVALID); /* never came: not reached */
    assert_ok(activities_step_say(&t->ctx, &at, kasia, LEADER_LEADS, STR("Open the hall")));
    assert_ok(activities_ladder_of(&t->ctx, &at, kasia, &rung));
    assert_int_equal(rung.step, LEADER_NONE); /* one voice is not enough */
    assert_int_equal(rung.next, LEADER_LEADS);
    as(t, kasia);
    assert_ok(activities_step_not_yet(&t->ctx, &at, kasia, LEADER_LEADS));
    assert_ok(activities_ladder_of(&t->ctx, &at, kasia, &rung));
    assert_true(rung.not_yet && rung.not_yet_self);
    assert_str(rung.small_step, "Open the hall");
    assert_int_equal(activities_ladder(&t->ctx, &at, &rows, &n), ERR_DENIED); /* the list is for who runs it */
    assert_ok(activities_step_say(&t->ctx, &at, kasia, LEADER_LEADS, STR_NONE));
    assert_ok(activities_ladder_of(&t->ctx, &at, kasia, &rung));
    assert_int_equal(rung.step, LEADER_LEADS);
    assert_int_equal(rung.next, LEADER_NONE);
    assert_int_equal(activities_step_say(&t->ctx, &at, dev, LEADER_HELPED, STR_NONE), ERR_DENIED); /* of others: who runs it */
    assert_ok(activities_leaders_figure(&t->ctx, place.v, &several, &base));
    assert_int_equal(several, 1);
    assert_int_equal(base, 1);
    system_acts(t);
    assert_ok(activities_leader_hear_left(&t->ctx, kasia.v, 0));
    assert_ok(activities_fragile(&t->ctx, place, 5, &fragile, &n));
    assert_int_equal(n, 1);
}

static void case_papers(struct testing *t)
{
    begin(t);
    struct person_id dev = somebody(t, "Dev"), kasia = somebody(t, "Kasia");
    struct activity_at at = walk(t, dev);
    struct held *held;
    size_t n;
    struct day today = ctx_today(&t->ctx);
    as(t, dev);
    assert_int_equal(activities_held_put(&t->ctx, dev, HELD_DBS, (struct day){today.n - 1}), ERR_INVALID);
    faults_init(&t->ctx.faults, &t->arena);
    assert_ok(activities_held_put(&t->ctx, dev, HELD_DBS, (struct day){today.n + 14}));
    assert_false(activities_held_by_one(&t->ctx, &at, STR("dbs"))); /* only said */
    assert_ok(activities_held_list(&t->ctx, dev, &held, &n));
    assert_int_equal(n, 1);
    assert_int_equal(activities_held_seen(&t->ctx, held[0].id), ERR_DENIED); /* not by oneself */
    as(t, kasia);
    assert_int_equal(activities_held_list(&t->ctx, dev, &held, &n), ERR_DENIED);
    assert_int_equal(activities_held_end(&t->ctx, 4711), ERR_MISSING);
    testing_act(t, kasia.v, place.v + 1, STANDING_MEMBER | STANDING_ADMIN); /* of another place */
    assert_int_equal(activities_held_list(&t->ctx, dev, &held, &n), ERR_DENIED);
    testing_act(t, kasia.v, place.v, STANDING_MEMBER | STANDING_ADMIN);
    assert_ok(activities_held_list(&t->ctx, dev, &held, &n));
    assert_ok(activities_held_seen(&t->ctx, held[0].id));
    assert_true(activities_held_by_one(&t->ctx, &at, STR("dbs")));
    assert_ok(activities_held_due(&t->ctx, place, 60, &held, &n));
    assert_int_equal(n, 1);
    system_acts(t);
    assert_ok(activities_leader_hear_left(&t->ctx, dev.v, 0));
    assert_ok(activities_held_due(&t->ctx, place, 60, &held, &n));
    assert_int_equal(n, 0);
}

static int64_t picture(struct testing *t, const struct activity_at *at)
{
    const struct photo_made made = {STR("large bytes"), STR("small"), 16, 9, 16, 9};
    int64_t id;
    assert_ok(activities_photo_add(&t->ctx, at, &made, &id));
    return id;
}

static enum status seen(struct testing *t, int64_t id)
{
    struct str bytes;
    return activities_photo_bytes(&t->ctx, id, false, &bytes);
}

static void case_pictures(struct testing *t)
{
    begin(t);
    struct person_id dev = somebody(t, "Dev"), kasia = somebody(t, "Kasia"), joan = somebody(t, "Joan"), omar = somebody(t, "Omar");
    struct activity_at at = walk(t, dev), found;
    const struct person_id there[] = {kasia, joan};
    const struct photo_made made = {STR("x"), STR("y"), 1, 1, 1, 1};
    struct photo photo;
    int64_t id, none;
    came(t, &at, there, 2, 0);
    as(t, omar);
    assert_int_equal(activities_photo_add(&t->ctx, &at, &made, &none), ERR_DENIED); /* was not there */
    as(t, kasia);
    id = picture(t, &at);
    assert_ok(activities_photo_find(&t->ctx, id, &found, &photo));
    struct photo_face face = {.person = joan, .agreed = PHOTO_NOT_ASKED};
    struct photo_say say = {.words = STR("Joan at the gate"), .faces = PHOTO_FACES_NAMED, .on = &face, .on_n = 1, .open = true};
    assert_ok(seen(t, id));
    as(t, dev);
    assert_ok(activities_photo_say(&t->ctx, &at, &photo, &say)); /* who came is named by who runs it */
    assert_ok(seen(t, id)); /* runs it */
    as(t, joan);
    assert_int_equal(seen(t, id), ERR_MISSING); /* not before all said yes */
    assert_ok(activities_photo_answer(&t->ctx, id, true, false));
    assert_ok(seen(t, id));
    as(t, omar);
    assert_int_equal(seen(t, id), ERR_MISSING); /* not for everybody: Joan did not say that */
    assert_int_equal(activities_photo_answer(&t->ctx, id, true, true), ERR_DENIED);
    assert_int_equal(activities_photo_down(&t->ctx, id), ERR_MISSING);
    as(t, joan);
    assert_ok(activities_photo_answer(&t->ctx, id, true, true));
    as(t, omar);
    assert_ok(seen(t, id));
    testing_act(t, 0, 0, 0); /* a visitor */
    assert_ok(seen(t, id));
    as(t, joan);
    assert_ok(activities_photo_answer(&t->ctx, id, false, false)); /* a no takes it down */
    assert_int_equal(seen(t, id), ERR_MISSING);
    as(t, kasia);
    assert_ok(seen(t, id));
    assert_ok(activities_photo_delete(&t->ctx, id));
    assert_int_equal(seen(t, id), ERR_MISSING);
}

static void case_ceiling(struct testing *t)
{
    begin(t);
    struct activity_at at = walk(t, somebody(t, "Dev"));
    const struct photo_made made = {STR("x"), STR("y"), 1, 1, 1, 1};
    int64_t id;
    for (int i = 0; i < PHOTOS_MAX; i++) (void)picture(t, &at);
    assert_int_equal(activities_photo_add(&t->ctx, &at, &made, &id), ERR_LIMIT);
}

static void case_left(struct testing *t)
{
    begin(t);
    struct person_id dev = somebody(t, "Dev"), kasia = somebody(t, "Kasia");
    struct activity_at at = walk(t, dev), found;
    struct photo photo;
    came(t, &at, &kasia, 1, 0);
    as(t, kasia);
    int64_t own = picture(t, &at);
    as(t, dev);
    int64_t other = picture(t, &at);
    assert_ok(activities_photo_find(&t->ctx, other, &found, &photo));
    struct photo_face face = {.person = kasia, .agreed = PHOTO_YES};
    struct photo_say say = {.words = STR("Kasia"), .faces = PHOTO_FACES_NAMED, .on = &face, .on_n = 1};
    assert_ok(activities_photo_say(&t->ctx, &at, &photo, &say));
    system_acts(t);
    assert_ok(activities_leader_hear_left(&t->ctx, kasia.v, 0));
    assert_int_equal(seen(t, own), ERR_MISSING);   /* their own */
    assert_int_equal(seen(t, other), ERR_MISSING); /* and those they are on */
}

static void case_wins(struct testing *t)
{
    begin(t);
    struct person_id dev = somebody(t, "Dev"), kasia = somebody(t, "Kasia");
    struct activity_at at = walk(t, dev);
    struct activity_win win, *wins;
    size_t n;
    came(t, &at, &kasia, 1, 2);
    assert_int_equal(activities_win(&t->ctx, &at, &win), ERR_MISSING); /* three are not counted aloud */
    came(t, &at, &kasia, 1, 27);
    assert_ok(activities_win(&t->ctx, &at, &win));
    assert_int_equal(win.count, 28);
    as(t, kasia);
    assert_int_equal(activities_win_put(&t->ctx, &at, STR("Sun!")), ERR_DENIED);
    assert_ok(activities_wins_for(&t->ctx, kasia, &wins, &n));
    assert_int_equal(n, 1);
    as(t, dev);
    assert_ok(activities_win_put(&t->ctx, &at, STR("Sun!")));
    assert_ok(activities_win_last(&t->ctx, at.asset.id, &win));
    assert_str(win.words, "Sun!");
}

/* Jobs begin and commit on their own. */
static void in_job(struct testing *t, enum status (*run)(struct ctx *))
{
    system_acts(t);
    assert_ok(db_commit(t->ctx.db));
    assert_ok(run(&t->ctx));
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
}

static size_t mails(struct testing *t)
{
    struct mail_row *rows;
    size_t n;
    assert_ok(mail_list(&t->ctx, 50, &rows, &n));
    return n;
}

static void days_on(struct testing *t, int days)
{
    t->ctx.now.ms += (int64_t)days * 86400000;
}

/* Sixty and fourteen days before, and on the day: once each; nobody who did not say that we may. */
static void case_reminders(struct testing *t)
{
    begin(t);
    struct person p = {.place = place, .first_name = STR("Dev"), .email = STR("dev@weirside.example"), .turns_to = -1};
    struct person_id dev, quiet;
    assert_ok(people_put(&t->ctx, &p, &dev));
    p.first_name = STR("Kasia");
    p.email = STR("kasia@weirside.example");
    assert_ok(people_put(&t->ctx, &p, &quiet));
    assert_ok(people_consent_give(&t->ctx, dev, CONSENT_CONTACT, STR("spoken")));
    struct day until = {ctx_today(&t->ctx).n + 90};
    assert_ok(activities_held_put(&t->ctx, dev, HELD_FIRST_AID, until));
    assert_ok(activities_held_put(&t->ctx, quiet, HELD_FIRST_AID, until));
    in_job(t, activities_held_run);
    assert_int_equal(mails(t), 0);
    static const struct { int days; size_t mails; } steps[] = {{30, 1}, {1, 1}, {45, 2}, {2, 2}, {12, 3}, {9, 3}};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        days_on(t, steps[i].days);
        in_job(t, activities_held_run);
        in_job(t, activities_held_run);
        assert_int_equal(mails(t), steps[i].mails);
    }
}

/* What was taken down a week ago has no bytes any more. */
static void case_emptied(struct testing *t)
{
    begin(t);
    struct activity_at at = walk(t, somebody(t, "Dev"));
    system_acts(t);
    int64_t id = picture(t, &at);
    assert_ok(activities_photo_down(&t->ctx, id));
    in_job(t, activities_photo_run);
    assert_ok(seen(t, id));
    days_on(t, 8);
    in_job(t, activities_photo_run);
    assert_int_equal(seen(t, id), ERR_MISSING);
}

int main(void)
{
    static const struct testing_case cases[] = {{"ladder", case_ladder}, {"papers", case_papers},   {"pictures", case_pictures},
                                                {"ceiling", case_ceiling}, {"left", case_left}, {"wins", case_wins},
                                                {"reminders", case_reminders}, {"emptied", case_emptied}};
    static const struct module *const modules[] = {&journal_module, &mail_module, &texts_module, &auth_module, &module_module, &places_module,
                                                   &vocabulary_module, &people_module, &assets_module, &credits_module, &activities_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
