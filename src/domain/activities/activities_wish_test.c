/* Wishes: saying, me too, who sees what, best times in batches, and everybody told once. */
#include "domain/activities/activities_wish_own.h"

#include "platform/auth/auth.h"
#include "platform/mail/mail.h"
#include "platform/module/platform.h"
#include "platform/texts/texts.h"
#include "testing/testing.h"

struct scene { struct place_id place; struct person_id amina, joan; struct wish_id wish; };

static struct person_id known(struct testing *t, struct place_id place, const char *name, const char *mail)
{
    struct person_id id;
    const struct person p = {.place = place, .first_name = str_from(name), .email = str_from(mail), .languages = STR("en"), .turns_to = -1};
    assert_ok(people_put(&t->ctx, &p, &id));
    assert_ok(people_consent_give(&t->ctx, id, CONSENT_KEEP, STR("web")));
    assert_ok(people_consent_give(&t->ctx, id, CONSENT_CONTACT, STR("web")));
    return id;
}

static struct wish_yes yes_of(struct person_id person, const char *times)
{
    return (struct wish_yes){.person = person, .times = str_from(times), .shift = -1, .told_how = STR("web")};
}

static void scene_make(struct testing *t, struct scene *s)
{
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &s->place));
    s->amina = known(t, s->place, "Amina", "amina@example.org");
    s->joan = known(t, s->place, "Joan", NULL);
    struct wish_yes first = yes_of(s->amina, "thu 15:30-17:00");
    first.barriers = 1u << WISH_HEALTH | 1u << WISH_TRAVEL;
    first.barrier_words = STR("The bus stops at 6");
    first.words_ok = true;
    assert_ok(activities_wish_add(&t->ctx, s->place, STR("A walk on Thursdays"), (struct minutes){60}, &first, &s->wish));
}

static struct wish wish_now(struct testing *t, struct wish_id id)
{
    struct wish wish;
    assert_ok(activities_wish_find(&t->ctx, id, &wish));
    return wish;
}

static void more(struct testing *t, struct wish_id id, int n, const char *times)
{
    for (int i = 0; i < n; i++) {
        const struct wish_yes yes = yes_of((struct person_id){0}, times);
        assert_ok(activities_wish_yes_put(&t->ctx, id, &yes));
    }
}

static void case_saying(struct testing *t)
{
    struct scene s;
    struct wish *rows;
    struct wish_id other;
    size_t n;
    scene_make(t, &s);
    assert_ok(activities_wish_similar(&t->ctx, s.place, STR("somebody to go walking with"), 4, &rows, &n));
    assert_int_equal(n, 1);
    assert_int_equal(rows[0].id.v, s.wish.v);
    assert_ok(activities_wish_similar(&t->ctx, s.place, STR("knitting"), 4, &rows, &n));
    assert_int_equal(n, 0);
    struct wish_yes yes = yes_of((struct person_id){0}, "someday");
    assert_int_equal(activities_wish_yes_put(&t->ctx, s.wish, &yes), ERR_INVALID);
    yes = yes_of((struct person_id){0}, "");
    yes.contact = STR("my house");
    assert_int_equal(activities_wish_yes_put(&t->ctx, s.wish, &yes), ERR_INVALID);
    assert_int_equal(activities_wish_add(&t->ctx, s.place, STR(""), (struct minutes){60}, &yes, &other), ERR_INVALID);
    /* Somebody we do not know: read first. */
    yes.contact = STR_NONE;
    assert_ok(activities_wish_add(&t->ctx, s.place, STR("A choir"), (struct minutes){60}, &yes, &other));
    assert_int_equal(wish_now(t, other).state, WISH_WAITING);
    testing_act(t, s.joan.v, s.place.v, STANDING_MEMBER);
    struct wish wish;
    assert_int_equal(activities_wish_find(&t->ctx, other, &wish), ERR_MISSING);
    assert_int_equal(activities_wishes(&t->ctx, s.place, WISH_WAITING, 9, &rows, &n), ERR_DENIED);
    testing_act(t, s.joan.v, s.place.v, STANDING_CONNECTOR);
    wish = wish_now(t, other);
    assert_ok(activities_wish_read(&t->ctx, &wish, true));
    assert_int_equal(wish_now(t, other).state, WISH_OPEN);
}

static void case_group(struct testing *t)
{
    struct scene s;
    struct wish_group group;
    struct wish_yes joan;
    struct wish_fill fill;
    scene_make(t, &s);
    joan = yes_of(s.joan, "thu 12:00-17:00");
    joan.help = WISH_HELP_ASKED;
    joan.staff = true;
    joan.barriers = 1u << WISH_TRAVEL;
    joan.barrier_words = STR("I said no to showing this");
    assert_ok(activities_wish_yes_put(&t->ctx, s.wish, &joan));
    struct wish wish = wish_now(t, s.wish);
    testing_act(t, s.joan.v, s.place.v, STANDING_MEMBER);
    assert_false(activities_wish_may_design(&t->ctx, &wish)); /* asked is not in */
    assert_int_equal(activities_wish_design(&t->ctx, &wish, STR("x")), ERR_DENIED);
    assert_int_equal(activities_wish_fill(&t->ctx, s.wish, &fill), ERR_DENIED);
    assert_ok(activities_wish_group(&t->ctx, &wish, &group));
    assert_int_equal(group.words_n + group.helpers_n + group.places_n, 0);
    testing_act(t, s.amina.v, s.place.v, STANDING_MEMBER); /* hers */
    assert_ok(activities_wish_group(&t->ctx, &wish, &group));
    assert_int_equal(group.barriers[WISH_TRAVEL], 2);
    assert_int_equal(group.words_n, 1);
    assert_str(group.words[0], "The bus stops at 6");
    assert_int_equal(group.helpers_n, 1);
    assert_ok(activities_wish_welcome(&t->ctx, &wish, group.helpers[0].yes));
    testing_act(t, s.joan.v, s.place.v, STANDING_MEMBER);
    assert_true(activities_wish_may_design(&t->ctx, &wish));
    assert_ok(activities_wish_design(&t->ctx, &wish, STR("After the school run.")));
    assert_ok(activities_wish_fill(&t->ctx, s.wish, &fill));
    assert_str(fill.design, "After the school run.");
    assert_int_equal(fill.designed_by, ACTIVITY_BY_STAFF);
    assert_str(fill.schedule, "");
}

static void case_times(struct testing *t)
{
    struct scene s;
    struct times_shown lines[TIMES_SHOWN];
    struct wish_yes joan;
    scene_make(t, &s);
    more(t, s.wish, 3, "thu 12:00-17:00");
    struct wish wish = wish_now(t, s.wish);
    assert_int_equal(activities_wish_times(&t->ctx, &wish), ERR_CONFLICT); /* four */
    more(t, s.wish, 10, "thu 15:30-17:00");
    more(t, s.wish, 4, "sat 10:00-12:00");
    joan = yes_of(s.joan, "sat 10:00-12:00");
    assert_ok(activities_wish_yes_put(&t->ctx, s.wish, &joan));
    wish = wish_now(t, s.wish);
    assert_ok(activities_wish_times(&t->ctx, &wish));
    wish = wish_now(t, s.wish);
    assert_int_equal(wish.changed, 0);
    assert_int_equal(activities_wish_shown(&t->ctx, &wish, lines), 2);
    assert_int_equal(lines[0].suits, 14);
    assert_int_equal(lines[0].of, 19);
    assert_int_equal(lines[0].said, TIMES_COUNTED);
    struct str before = str_copy(&t->arena, wish.shown);
    /* One joins, one changes, one goes: not a letter on the page is another, and nobody may ask for it. */
    more(t, s.wish, 1, "mon 08:00-12:00");
    joan.times = STR("wed 10:00-12:00");
    assert_ok(activities_wish_yes_put(&t->ctx, s.wish, &joan));
    assert_ok(activities_wish_hear_left(&t->ctx, s.amina.v, 0));
    wish = wish_now(t, s.wish);
    assert_int_equal(wish.changed, 3);
    assert_true(str_eq(wish.shown, before));
    assert_int_equal(activities_wish_times(&t->ctx, &wish), ERR_CONFLICT);
    more(t, s.wish, 2, "thu 15:00-17:00");
    wish = wish_now(t, s.wish);
    assert_ok(activities_wish_times(&t->ctx, &wish));
    wish = wish_now(t, s.wish);
    assert_int_equal(activities_wish_shown(&t->ctx, &wish, lines), 1);
    assert_int_equal(lines[0].said, TIMES_ABOUT); /* never to be taken from the first */
    assert_int_equal(lines[0].suits, 15);
}

static void case_became(struct testing *t)
{
    struct scene s;
    struct asset_id id;
    struct asset_schedule *lines;
    struct mail_row *mails;
    struct wish_yes other;
    struct asset a = {.kind = ASSET_ACTIVITY, .name = STR("Thursday walk"), .age_low = -1, .age_high = -1, .host_room = -1,
                      .usual_size = -1, .price = PENCE_NONE, .checked = DAY_NONE};
    size_t n;
    scene_make(t, &s);
    other = yes_of((struct person_id){0}, "");
    other.contact = STR("nobody@example.org");
    assert_ok(activities_wish_yes_put(&t->ctx, s.wish, &other));
    a.place = s.place;
    assert_ok(assets_schedule_parse(&t->arena, STR("Every Thursday 15:30 to 16:30"), ctx_today(&t->ctx), &lines, &a.schedules_n));
    a.schedules = lines;
    assert_ok(assets_put(&t->ctx, &a, &id));
    assert_ok(activities_wish_became(&t->ctx, s.wish, id));
    assert_int_equal(activities_wish_became(&t->ctx, s.wish, id), ERR_CONFLICT);
    assert_int_equal(activities_wish_yes_put(&t->ctx, s.wish, &other), ERR_CONFLICT);
    struct wish_id from;
    struct str words;
    assert_ok(activities_wish_of(&t->ctx, id, &from, &words));
    assert_int_equal(from.v, s.wish.v);
    for (int i = 0; i < 2; i++) { /* once, however often it runs */
        assert_ok(db_commit(t->ctx.db));
        assert_ok(activities_wish_tell_job(&t->ctx));
        assert_ok(db_begin(t->ctx.db, DB_WRITE));
    }
    assert_ok(mail_list(&t->ctx, 10, &mails, &n));
    assert_int_equal(n, 2);
}

static void case_text(struct testing *t)
{
    struct scene s;
    struct wish *rows;
    size_t n;
    int read;
    scene_make(t, &s);
    const struct text_in in = {.id = STR("1"), .from = STR("+447700900123"), .words = STR("Wish: a bread oven"), .at = t->ctx.now};
    assert_ok(texts_keep(&t->ctx, &in));
    assert_ok(db_commit(t->ctx.db));
    assert_ok(texts_read_new(&t->ctx, 5, &read));
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    assert_int_equal(read, 1);
    assert_ok(activities_wishes(&t->ctx, s.place, WISH_WAITING, 9, &rows, &n));
    assert_int_equal(n, 1);
    assert_str(rows[0].words, "a bread oven");
}

int main(void)
{
    static const struct testing_case cases[] = {{"saying", case_saying}, {"group", case_group}, {"times", case_times},
                                                {"became", case_became}, {"text", case_text}};
    static const struct module *const modules[] = {&journal_module, &auth_module, &mail_module, &texts_module, &places_module, &vocabulary_module,
                                                   &people_module, &assets_module, &activities_module};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
