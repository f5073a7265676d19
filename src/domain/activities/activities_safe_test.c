/* What must not be possible: reading neighbours' names and papers by a side door, one bad address
   that silences all reminders, rows that outlive who they are about. */
#include "domain/activities/activities_leader.h"
#include "domain/activities/activities_photo.h"
#include "domain/activities/activities_register.h"
#include "domain/activities/activities_remind.h"
#include "domain/activities/activities_signup.h"
#include "domain/activities/activities_wish.h"
#include "domain/credits/credits.h"
#include "platform/auth/auth.h"
#include "platform/mail/mail.h"
#include "platform/module/platform.h"
#include "platform/texts/texts.h"
#include "testing/testing.h"

#define DAY_MS ((int64_t)86400000)

struct scene { struct place_id place; struct person_id dev, kasia, joan, omar; struct activity_at at, next; };

static struct person_id somebody(struct testing *t, struct place_id place, const char *name)
{
    const struct person p = {.place = place, .first_name = str_from(name), .turns_to = -1};
    struct person_id id;
    assert_ok(people_put(&t->ctx, &p, &id));
    return id;
}

/* A walk every Tuesday that Dev leads: the date of a week ago, and that of three weeks on. */
static void scene_make(struct testing *t, struct scene *s)
{
    struct asset_id id;
    struct asset_schedule *lines;
    struct asset a = {.kind = ASSET_ACTIVITY, .name = STR("Walk"), .age_low = -1, .age_high = -1, .host_room = -1,
                      .usual_size = -1, .price = PENCE_NONE, .checked = DAY_NONE};
    *s = (struct scene){.at = {.code = STR_NONE}, .next = {.code = STR_NONE}};
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &s->place));
    s->dev = somebody(t, s->place, "Dev");
    s->kasia = somebody(t, s->place, "Kasia");
    s->joan = somebody(t, s->place, "Joan");
    s->omar = somebody(t, s->place, "Omar");
    a.place = s->place;
    assert_ok(assets_schedule_parse(&t->arena, STR("Every Tuesday 10:00 to 11:30"), ctx_today(&t->ctx), &lines, &a.schedules_n));
    a.schedules = lines;
    assert_ok(assets_put(&t->ctx, &a, &id));
    assert_ok(activities_find_id(&t->ctx, id, &s->at.asset, &s->at.series));
    s->at.series.leader = s->dev;
    s->at.series.co_leader = s->kasia;
    assert_ok(activities_put(&t->ctx, &s->at.asset, &s->at.series));
    struct str code = assets_session_code(&t->arena, id, (struct day){ctx_today(&t->ctx).n - 7}, (struct minutes){600});
    assert_ok(activities_at(&t->ctx, code, &s->at));
    code = assets_session_code(&t->arena, id, (struct day){ctx_today(&t->ctx).n + 21}, (struct minutes){600});
    assert_ok(activities_at(&t->ctx, code, &s->next));
}

static void as(struct testing *t, const struct scene *s, struct person_id who)
{
    testing_act(t, who.v, s->place.v, STANDING_MEMBER);
}

static void system_acts(struct testing *t)
{
    testing_act(t, 0, 0, STANDING_SYSTEM);
}

static void in_job(struct testing *t, enum status (*job)(struct ctx *ctx))
{
    system_acts(t);
    assert_ok(db_commit(t->ctx.db));
    assert_ok(job(&t->ctx));
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
}

static void came(struct testing *t, const struct scene *s, const struct person_id *who, size_t n)
{
    struct register_tick ticks[8];
    struct register_kept kept;
    for (size_t i = 0; i < n; i++)
        ticks[i] = (struct register_tick){.op = STR_NONE, .walk_in = STR_NONE, .name = STR_NONE, .came = true, .with_n = REGISTER_NUMBER,
                                          .at = t->ctx.now, .person = who[i]};
    const struct register_keep keep = {.device = STR("test"), .ticks = ticks, .ticks_n = n, .done = true, .held = -1, .anybody = true};
    system_acts(t);
    assert_ok(activities_register_keep(&t->ctx, &s->at, &keep, &kept));
}

/* ---- reminders ---- */

static enum status asks(struct testing *t, const struct activity_at *at, const char *name, const char *email, struct signup *ret_signup)
{
    const struct signup_ask ask = {.first_name = str_from(name), .phone = STR(""), .email = str_from(email), .note = STR(""),
                                   .way = SIGNUP_MAIL, .how = "open"};
    return activities_sign_up(&t->ctx, at, &ask, ret_signup);
}

static void case_address(struct testing *t)
{
    static const char *const bad[] = {"a@b c", "a@b@c", "@b.example", "a@", "a@b\r\nBcc: c@d.example", "<a@b.example>", "-a@b.example"};
    struct scene s;
    struct signup one;
    struct mail_row *rows;
    size_t n;
    scene_make(t, &s);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(asks(t, &s.next, "Mal", bad[i], &one), ERR_INVALID);
        faults_init(&t->ctx.faults, &t->arena);
    }
    /* one that came some other way holds nobody up */
    assert_ok(asks(t, &s.next, "Mal", "mal@weirside.example", &one));
    assert_ok(db_exec(t->ctx.db, "UPDATE activities_signup SET email = 'a b@c'"));
    t->ctx.now.ms += 1000;
    assert_ok(asks(t, &s.next, "Joan", "joan@weirside.example", &one));
    in_job(t, activities_tell);
    assert_ok(mail_list(&t->ctx, 50, &rows, &n));
    assert_int_equal(n, 1);
    assert_str(rows[0].to, "joan@weirside.example");
}

/* One number is written to about so many askings a day, whoever types it. */
static void case_often(struct testing *t)
{
    struct scene s;
    struct signup one;
    enum status status = OK;
    int n = 0;
    scene_make(t, &s);
    for (; n < 50 && status == OK; n++) status = asks(t, &s.next, n % 2 ? "Al" : "Bo", "joan@weirside.example", &one); /* two askings, then the same */
    assert_int_equal(n, 50);
    for (n = 0; n < 50 && status == OK; n++) {
        char name[] = {'A', (char)('a' + n % 26), (char)('a' + n / 26), 0};
        status = asks(t, &s.next, name, "joan@weirside.example", &one);
    }
    assert_int_equal(status, ERR_LIMIT);
    assert_int_equal(n, 11);
    faults_init(&t->ctx.faults, &t->arena);
    assert_ok(asks(t, &s.next, "Al", "ali@weirside.example", &one));
    t->ctx.now.ms += 2 * DAY_MS;
    assert_ok(asks(t, &s.next, "Cy", "joan@weirside.example", &one));
}

/* ---- papers ---- */

static void case_papers(struct testing *t)
{
    struct scene s;
    struct held *held;
    size_t n;
    scene_make(t, &s);
    came(t, &s, &s.kasia, 1);
    as(t, &s, s.kasia);
    assert_ok(activities_held_put(&t->ctx, s.kasia, HELD_DBS, (struct day){ctx_today(&t->ctx).n + 30}));
    as(t, &s, s.dev); /* whoever begins an activity may name her beside them: that is no yes of hers */
    assert_int_equal(activities_held_list(&t->ctx, s.kasia, &held, &n), ERR_DENIED);
    assert_ok(activities_step_say(&t->ctx, &s.at, s.kasia, LEADER_TOGETHER, STR_NONE));
    assert_int_equal(activities_held_list(&t->ctx, s.kasia, &held, &n), ERR_DENIED);
    as(t, &s, s.kasia);
    assert_ok(activities_step_say(&t->ctx, &s.at, s.kasia, LEADER_TOGETHER, STR_NONE));
    as(t, &s, s.dev);
    assert_ok(activities_held_list(&t->ctx, s.kasia, &held, &n));
    assert_int_equal(n, 1);
}

/* ---- pictures ---- */

static void case_names(struct testing *t)
{
    struct scene s;
    struct activity_at at;
    struct photo photo;
    struct photo_there *there;
    struct str bytes;
    const struct photo_made made = {STR("x"), STR("y"), 1, 1, 1, 1};
    int64_t id;
    size_t n;
    scene_make(t, &s);
    const struct person_id who[] = {s.joan, s.omar};
    came(t, &s, who, 2);
    as(t, &s, s.omar);
    assert_ok(activities_photo_add(&t->ctx, &s.at, &made, &id));
    assert_ok(activities_photo_there(&t->ctx, &s.at, &there, &n));
    assert_int_equal(n, 1); /* himself: the list is for who runs it */
    assert_str(there[0].name, "Omar");
    assert_ok(activities_photo_find(&t->ctx, id, &at, &photo));
    struct photo_face joan = {.person = s.joan, .agreed = PHOTO_YES, .open = true};
    struct photo_say say = {.words = STR("At the gate"), .faces = PHOTO_FACES_NAMED, .on = &joan, .on_n = 1, .open = true};
    assert_int_equal(activities_photo_say(&t->ctx, &at, &photo, &say), ERR_INVALID); /* nobody says yes for her */
    faults_init(&t->ctx.faults, &t->arena);
    say.on_n = 0;
    assert_ok(activities_photo_say(&t->ctx, &at, &photo, &say));
    as(t, &s, s.joan);
    assert_int_equal(activities_photo_bytes(&t->ctx, id, false, &bytes), ERR_MISSING); /* faces, and nobody said whose */
    as(t, &s, s.dev);
    joan.agreed = PHOTO_NOT_ASKED;
    say.on_n = 1;
    assert_ok(activities_photo_find(&t->ctx, id, &at, &photo));
    assert_ok(activities_photo_say(&t->ctx, &at, &photo, &say));
    as(t, &s, s.omar); /* her name does not come off again, so that it is shown without her yes */
    assert_ok(activities_photo_find(&t->ctx, id, &at, &photo));
    say.on_n = 0;
    assert_ok(activities_photo_say(&t->ctx, &at, &photo, &say));
    assert_ok(activities_photo_find(&t->ctx, id, &at, &photo));
    assert_int_equal(photo.on_n, 1);
    say.faces = PHOTO_FACES_NONE;
    assert_int_equal(activities_photo_say(&t->ctx, &at, &photo, &say), ERR_INVALID);
    faults_init(&t->ctx.faults, &t->arena);
    as(t, &s, s.joan);
    assert_int_equal(activities_photo_bytes(&t->ctx, id, false, &bytes), ERR_MISSING);
}

/* ---- kept apart ---- */

static void case_apart(struct testing *t)
{
    struct scene s;
    struct wish wish;
    struct wish_group group;
    struct wish_id id;
    scene_make(t, &s);
    const struct wish_yes first = {.person = s.omar, .shift = -1, .told_how = STR("web")};
    const struct wish_yes joan = {.person = s.joan, .shift = -1, .told_how = STR("web"), .help = WISH_HELP_ASKED};
    const struct wish_yes kasia = {.person = s.kasia, .shift = -1, .told_how = STR("web"), .help = WISH_HELP_ASKED};
    assert_ok(activities_wish_add(&t->ctx, s.place, STR("a choir"), (struct minutes){60}, &first, &id));
    assert_ok(activities_wish_yes_put(&t->ctx, id, &joan));
    assert_ok(activities_wish_yes_put(&t->ctx, id, &kasia));
    assert_ok(people_keep_apart(&t->ctx, s.omar, s.joan, STR("")));
    assert_ok(activities_wish_find(&t->ctx, id, &wish));
    as(t, &s, s.omar);
    assert_ok(activities_wish_group(&t->ctx, &wish, &group));
    assert_int_equal(group.helpers_n, 1);
    assert_str(group.helpers[0].name, "Kasia");
    as(t, &s, s.joan);
    assert_str(activities_photo_by(&t->ctx, s.omar), "");
    assert_str(activities_photo_by(&t->ctx, s.kasia), "Kasia");
}

/* ---- who left, and what is emptied ---- */

static void case_left(struct testing *t)
{
    struct scene s;
    struct signup one;
    scene_make(t, &s);
    const struct signup_ask ask = {.person = s.kasia, .phone = STR(""), .email = STR(""), .note = STR("My knee"), .how = "self"};
    as(t, &s, s.kasia);
    assert_ok(activities_sign_up(&t->ctx, &s.next, &ask, &one));
    system_acts(t);
    assert_ok(activities_signup_hear_left(&t->ctx, s.kasia.v, 0));
    assert_ok(activities_leader_hear_left(&t->ctx, s.kasia.v, 0));
    assert_ok(activities_signup_find(&t->ctx, one.id, &one));
    assert_int_equal(one.person.v, 0);
    assert_int_equal(one.state, SIGNUP_ENDED);
    assert_int_equal(one.note.len + one.code.len + one.token.len + one.first_name.len, 0);
    assert_ok(activities_find_id(&t->ctx, s.at.asset.id, &s.at.asset, &s.at.series));
    assert_int_equal(s.at.series.co_leader.v, 0);
    assert_int_equal(s.at.series.leader.v, s.dev.v);
}

/* Every time, given back: nothing of how to reach them stays. */
static void case_emptied(struct testing *t)
{
    struct scene s;
    struct signup one;
    scene_make(t, &s);
    struct activity_at every = s.at;
    every.code = STR_NONE;
    assert_ok(asks(t, &every, "Mal", "mal@weirside.example", &one));
    assert_ok(activities_signup_cancel(&t->ctx, &one, "cancelled"));
    in_job(t, activities_look_round);
    assert_ok(activities_signup_find(&t->ctx, one.id, &one));
    assert_str(one.email, "mal@weirside.example"); /* a cancelling may be taken back */
    t->ctx.now.ms += 32 * DAY_MS;
    in_job(t, activities_look_round);
    assert_ok(activities_signup_find(&t->ctx, one.id, &one));
    assert_int_equal(one.email.len + one.token.len, 0);
}

/* ---- dates that are nowhere ---- */

static void case_dates(struct testing *t)
{
    static const char *const odd[] = {"00000101T0000", "00010101T0000", "99991231T2359", "19690101T0000", "20360102T1000", "20260230T1000",
                                      "20260303T2500", "20260303T1060", "-0260303T1000", "20260303T100", "20260303T10000"};
    struct scene s;
    struct activity_at at;
    bool gone;
    scene_make(t, &s);
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct str code = str_printf(&t->arena, "%lld-%s", (long long)s.at.asset.id.v, odd[i]);
        assert_int_equal(activities_register_at(&t->ctx, code, &at, &gone), ERR_MISSING);
    }
    assert_int_equal(activities_register_at(&t->ctx, STR("9223372036854775808-20260303T1000"), &at, &gone), ERR_MISSING);
    assert_int_equal(activities_register_at(&t->ctx, STR("-1-20260303T1000"), &at, &gone), ERR_MISSING);
    /* one that is on no list any more, of late: its ticks are kept */
    struct str code = str_printf(&t->arena, "%lld-20260225T1000", (long long)s.at.asset.id.v);
    assert_ok(activities_register_at(&t->ctx, code, &at, &gone));
    assert_true(gone);
}

int main(void)
{
    static const struct testing_case cases[] = {{"address", case_address}, {"often", case_often}, {"papers", case_papers}, {"names", case_names},
                                                {"apart", case_apart}, {"left", case_left}, {"emptied", case_emptied}, {"dates", case_dates}};
    static const struct module *const modules[] = {&journal_module, &mail_module, &texts_module, &auth_module, &module_module, &places_module,
                                                   &vocabulary_module, &people_module, &assets_module, &credits_module, &activities_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
