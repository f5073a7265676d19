/* One introduction wholly by text, and every reply that must not count. */
#include "domain/introductions/introductions_texts.h"
#include "domain/credits/credits.h"

#include "domain/conversations/conversations.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <stdio.h>
#include <string.h>

#define DAY_MS ((int64_t)86400000)
#define AMINA "+447700900111"
#define JOAN "+447700900122"

static struct place_id home;
static struct person_id amina, joan, lucy;
static struct introduction_id hello;
static int numbered;

static struct person_id person(struct testing *t, const char *name, const char *phone, const char *languages)
{
    struct person_id id;
    assert_ok(people_put(&t->ctx, &(struct person){.first_name = str_from(name), .phone = str_from(phone),
                                                   .languages = str_from(languages), .place = home}, &id));
    return id;
}

static void as_system(struct testing *t)
{
    testing_act(t, 0, home.v, STANDING_SYSTEM);
}

static void offer(struct testing *t, struct asset_id asset)
{
    struct suggestion *three;
    struct matching_limits limits;
    size_t count, i = 0;
    testing_act(t, lucy.v, home.v, STANDING_MEMBER | STANDING_CONNECTOR);
    assert_ok(introductions_three(&t->ctx, amina, &three, &count, &limits));
    while (i < count && three[i].asset.v != asset.v) i++;
    assert_true(i < count);
    assert_ok(introductions_add(&t->ctx, amina, &three[i], ANSWER_LATER, &hello));
    as_system(t);
}

static void start_in(struct testing *t, const char *languages)
{
    static const struct told told[] = {{TOLD_LOVE, STR_INIT("cooking"), false, true}};
    struct asset_id gift;
    struct relation_id relation;
    struct conversation_id talk;
    struct person_id same;
    as_system(t);
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    amina = person(t, "Amina", "07700 900111", languages);
    joan = person(t, "Joan", "+44 (0)7700 900122", "en");
    lucy = person(t, "Lucy", "", "en");
    assert_ok(people_relate(&t->ctx, &(struct relation){.from = lucy, .kind = CONNECTOR_OF, .to_kind = TO_PERSON, .to = amina.v, .how = STR("spoken")}, &relation));
    assert_ok(people_consent_give(&t->ctx, joan, CONSENT_BE_ASKED, STR("spoken")));
    assert_ok(people_consent_give(&t->ctx, joan, CONSENT_CONTACT, STR("spoken")));
    assert_ok(people_consent_give(&t->ctx, amina, CONSENT_CONTACT, STR("spoken")));
    const struct asset asset = {.place = home, .kind = ASSET_GIFT, .name = STR("Cook together"), .description = STR(""), .price = PENCE_NONE,
                                .age_low = -1, .age_high = -1, .host = joan, .host_meets = true, .host_room = 2, .usual_size = -1,
                                .concepts = {STR("cooking")}, .quality = {100}, .concepts_n = 1, .checked = DAY_NONE};
    assert_ok(assets_put(&t->ctx, &asset, &gift));
    const struct conversation c = {.person = amina, .turns_to_count = 0, .told = told, .told_n = 1, .consent_how = STR("spoken"), .may_introduce = true};
    assert_ok(conversations_keep(&t->ctx, STR(""), &c, &talk, &same));
    assert_ok(introductions_reach_set(&t->ctx, amina, STR("text")));
    assert_ok(introductions_reach_set(&t->ctx, joan, STR("text")));
    offer(t, gift);
}

static void start(struct testing *t)
{
    start_in(t, "en");
}

/* The jobs, with no transaction open. */
static void run_jobs(struct testing *t)
{
    int read;
    as_system(t);
    faults_init(&t->ctx.faults, &t->arena);
    assert_ok(db_commit(t->ctx.db));
    assert_ok(texts_read_new(&t->ctx, 20, &read));
    assert_ok(introductions_text_steps(&t->ctx));
    assert_ok(introductions_text_days(&t->ctx));
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
}

static struct introduction now(struct testing *t)
{
    struct introduction row;
    as_system(t);
    assert_ok(introductions_find(&t->ctx, hello, &row));
    return row;
}

static void text(struct testing *t, const char *from, struct str words)
{
    struct text_in in = {str_printf(&t->arena, "g%d", ++numbered), texts_number(&t->arena, str_from(from)), words, INSTANT_NONE};
    assert_ok(texts_keep(&t->ctx, &in));
    run_jobs(t);
}

/* "YES" and the code of the hello. */
static void reply(struct testing *t, const char *from, const char *word)
{
    text(t, from, str_printf(&t->arena, "%s %.*s", word, STR_ARG(now(t).short_code)));
}

static struct text_own *texts_to(struct testing *t, struct person_id who, size_t *ret_n)
{
    struct text_own *rows;
    assert_ok(texts_of_person(&t->ctx, who.v, 100, &rows, ret_n));
    return rows;
}

static struct str last_to(struct testing *t, struct person_id who)
{
    size_t n;
    struct text_own *rows = texts_to(t, who, &n);
    assert_true(n > 0);
    return rows[0].words;
}

static size_t count_to(struct testing *t, struct person_id who)
{
    size_t n, sent = 0;
    struct text_own *rows = texts_to(t, who, &n);
    for (size_t i = 0; i < n; i++) sent += !rows[i].came;
    return sent;
}

static bool has(struct str words, const char *piece)
{
    return str_find(words, str_from(piece), 0) != SIZE_MAX;
}

static void later(struct testing *t, int days)
{
    testing_later(t, days * DAY_MS);
    run_jobs(t);
}

static void both_yes(struct testing *t)
{
    run_jobs(t);
    reply(t, AMINA, "YES");
    reply(t, JOAN, "ok");
    assert_int_equal(now(t).state, INTRO_BOTH_YES);
}

static void meet_in(struct testing *t, int days)
{
    const struct meeting meeting = {.day = {ctx_today(&t->ctx).n + days}, .at = {14 * 60}, .where = STR("Mill Lane Hall"), .public_place = true};
    assert_ok(introductions_set_meeting(&t->ctx, hello, now(t).version, &meeting));
    run_jobs(t);
}

static bool noted(struct testing *t, const char *kind)
{
    struct introductions_note *rows;
    size_t n;
    testing_act(t, lucy.v, home.v, STANDING_MEMBER | STANDING_CONNECTOR);
    assert_ok(introductions_notes(&t->ctx, amina, &rows, &n));
    as_system(t);
    for (size_t i = 0; i < n; i++)
        if (str_is(rows[i].kind, kind)) return true;
    return false;
}

/* ---- the whole way ---- */

static void settled_wholly_by_text(struct testing *t)
{
    start(t);
    run_jobs(t);
    struct str asked = last_to(t, amina);
    assert_true(has(asked, "Cook together") && !has(asked, "Joan") && asked.len <= 160);
    assert_int_equal(count_to(t, joan), 0);
    reply(t, AMINA, "Yes please!");
    assert_int_equal(now(t).state, INTRO_PERSON_YES);
    assert_true(has(last_to(t, joan), "a neighbour would like to come") && !has(last_to(t, joan), "Amina"));
    reply(t, JOAN, "yep");
    assert_int_equal(now(t).state, INTRO_BOTH_YES);
    assert_true(has(last_to(t, joan), "you and Amina both said yes"));
    assert_true(has(last_to(t, amina), "you and Joan both said yes"));
    meet_in(t, 3);
    assert_true(has(last_to(t, amina), "Mill Lane Hall") && has(last_to(t, amina), "2pm") && has(last_to(t, amina), "Joan"));
    later(t, 2);
    assert_true(has(last_to(t, amina), "tomorrow at 2pm you meet Joan"));
    assert_true(has(last_to(t, joan), "tomorrow at 2pm you meet Amina"));
    later(t, 1);
    reply(t, AMINA, "yes");
    assert_int_equal(now(t).state, INTRO_CAME);
    later(t, 7);
    assert_true(has(last_to(t, amina), "Would you like to go again?"));
    reply(t, AMINA, "yes");
    assert_int_equal(now(t).state, INTRO_FOLLOWED_UP);
    later(t, 21);
    assert_true(has(last_to(t, amina), "have you been again"));
    reply(t, AMINA, "yes");
    assert_int_equal(now(t).state, INTRO_SETTLED);
    assert_int_equal(now(t).again, 1);
    size_t before = count_to(t, amina);
    later(t, 5);
    assert_int_equal(count_to(t, amina), before); /* nothing more is asked */
}

static void did_you_go_after_a_week(struct testing *t)
{
    start(t);
    both_yes(t);
    meet_in(t, 1);
    later(t, 8);
    assert_true(has(last_to(t, amina), "did you go"));
    reply(t, AMINA, "y");
    assert_int_equal(now(t).state, INTRO_FOLLOWED_UP);
    later(t, 21);
    reply(t, AMINA, "no");
    assert_int_equal(now(t).state, INTRO_SETTLED);
    assert_int_equal(now(t).again, 0);
}

static void no_at_every_step(struct testing *t)
{
    start(t);
    run_jobs(t);
    reply(t, AMINA, "no");
    assert_int_equal(now(t).state, INTRO_NOT_THIS_TIME);
    assert_int_equal(count_to(t, joan), 0);
    reply(t, AMINA, "yes");
    assert_int_equal(now(t).state, INTRO_NOT_THIS_TIME);
    assert_true(has(last_to(t, amina), "that one is over"));
}

static void the_host_says_no(struct testing *t)
{
    start(t);
    run_jobs(t);
    reply(t, AMINA, "yes");
    size_t before = count_to(t, amina);
    reply(t, JOAN, "no");
    assert_int_equal(now(t).state, INTRO_NOT_THIS_TIME);
    assert_int_equal(count_to(t, amina), before); /* a no is quiet */
    assert_false(has(last_to(t, joan), "Amina"));
}

static void did_not_go(struct testing *t)
{
    start(t);
    both_yes(t);
    meet_in(t, 1);
    reply(t, AMINA, "no"); /* beforehand: cannot come */
    assert_int_equal(now(t).state, INTRO_MEETING_SET);
    assert_true(noted(t, "cannot-come"));
    later(t, 8);
    reply(t, AMINA, "no");
    assert_int_equal(now(t).state, INTRO_DID_NOT_COME);
    assert_true(noted(t, "did-not-go"));
}

/* ---- languages ---- */

static void a_polish_no_is_asked_again(struct testing *t)
{
    start_in(t, "pl");
    run_jobs(t);
    if (!text_language_offered(TEXT_PL)) return; /* then English is spoken, and no is no */
    reply(t, AMINA, "no");
    assert_int_equal(now(t).state, INTRO_OFFERED);
    reply(t, AMINA, "NIE");
    assert_int_equal(now(t).state, INTRO_NOT_THIS_TIME);
}

static void words_of_four_languages(struct testing *t)
{
    static const char *const yes[] = {"ہاں", "TAK", "Ie", "iawn"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        struct text_heard heard;
        texts_hear(&t->arena, str_from(yes[i]), &heard);
        assert_int_equal(heard.said, SAID_YES);
    }
    start_in(t, "ur");
    run_jobs(t);
    reply(t, AMINA, "ہاں");
    assert_int_equal(now(t).state, INTRO_PERSON_YES);
}

/* ---- what must not count ---- */

static void from_another_number(struct testing *t)
{
    start(t);
    run_jobs(t);
    size_t before = count_to(t, amina);
    reply(t, "+447700900999", "yes");
    assert_int_equal(now(t).state, INTRO_OFFERED);
    assert_int_equal(count_to(t, amina), before);
    reply(t, JOAN, "yes"); /* the host was not asked yet: no word that there is anything */
    assert_int_equal(now(t).state, INTRO_OFFERED);
    struct text_row *rows;
    size_t n;
    assert_ok(texts_list(&t->ctx, 2, &rows, &n));
    assert_str(rows[0].kind, "answer");
    assert_str(rows[1].kind, "answer");
}

static void without_or_with_a_wrong_code(struct testing *t)
{
    start(t);
    run_jobs(t);
    text(t, AMINA, STR("YES"));
    text(t, AMINA, STR("YES AAAAAA"));
    assert_int_equal(now(t).state, INTRO_OFFERED);
    text(t, AMINA, str_printf(&t->arena, "%.*s", STR_ARG(now(t).short_code))); /* a code and no answer */
    assert_int_equal(now(t).state, INTRO_OFFERED);
    assert_true(has(last_to(t, amina), "we are not sure what you mean"));
    reply(t, AMINA, "yes but not on Tuesdays,");
    assert_int_equal(now(t).state, INTRO_OFFERED);
    assert_true(noted(t, "unclear"));
    reply(t, AMINA, "yes no");
    assert_int_equal(now(t).state, INTRO_OFFERED);
}

static void twice_and_out_of_order(struct testing *t)
{
    start(t);
    run_jobs(t);
    reply(t, AMINA, "yes");
    int64_t version = now(t).version;
    reply(t, AMINA, "yes");
    assert_int_equal(now(t).version, version);
    assert_true(has(last_to(t, amina), "we have your yes already"));
    reply(t, AMINA, "no");
    assert_int_equal(now(t).state, INTRO_PERSON_YES);
    assert_true(noted(t, "changed-mind"));
    reply(t, JOAN, "yes");
    reply(t, JOAN, "yes");
    assert_int_equal(now(t).state, INTRO_BOTH_YES);
    meet_in(t, 3);
    reply(t, AMINA, "yes"); /* before the day nobody has met */
    assert_int_equal(now(t).state, INTRO_MEETING_SET);
}

static void too_late(struct testing *t)
{
    start(t);
    run_jobs(t);
    later(t, 31);
    reply(t, AMINA, "yes");
    assert_int_equal(now(t).state, INTRO_OFFERED);
    assert_true(has(last_to(t, amina), "that was a while ago"));
}

static void kept_apart_meanwhile(struct testing *t)
{
    start(t);
    run_jobs(t);
    struct person_id ruth = person(t, "Ruth", "", "en");
    struct relation_id relation;
    assert_ok(people_relate(&t->ctx, &(struct relation){.from = ruth, .kind = LEAD_OF, .to_kind = TO_PLACE, .to = home.v, .how = STR("spoken")}, &relation));
    testing_act(t, ruth.v, home.v, STANDING_MEMBER | STANDING_LEAD);
    assert_ok(people_keep_apart(&t->ctx, amina, joan, STR("")));
    reply(t, AMINA, "yes");
    assert_int_equal(now(t).state, INTRO_OFFERED);
    assert_true(has(last_to(t, amina), "this one cannot go on just now"));
    assert_int_equal(count_to(t, joan), 0);
}

static void two_codes_at_once(struct testing *t)
{
    start(t);
    both_yes(t);
    struct str words = str_printf(&t->arena, "yes %.*s yes %.*s", STR_ARG(now(t).short_code), STR_ARG(now(t).short_code));
    text(t, AMINA, words); /* the same one twice is one */
    assert_int_equal(now(t).state, INTRO_BOTH_YES);
    assert_true(has(last_to(t, amina), "we have your yes already"));
}

/* ---- silence ---- */

static void no_text_without_the_wish(struct testing *t)
{
    start(t);
    assert_ok(introductions_reach_set(&t->ctx, amina, STR("paper")));
    run_jobs(t);
    assert_int_equal(count_to(t, amina), 0);
    assert_int_equal(introductions_reach_set(&t->ctx, lucy, STR("text")), ERR_INVALID); /* no number */
    assert_ok(people_consent_withdraw(&t->ctx, amina, CONSENT_CONTACT));
    faults_init(&t->ctx.faults, &t->arena);
    assert_int_equal(introductions_reach_set(&t->ctx, amina, STR("text")), ERR_INVALID);
    assert_int_equal(introductions_reach_set(&t->ctx, amina, STR("pigeon")), ERR_INVALID);
}

static void contact_taken_back(struct testing *t)
{
    struct texts_figures f;
    start(t);
    run_jobs(t);
    assert_ok(texts_figures(&t->ctx, &f));
    assert_int_equal(f.waiting, 1);
    assert_ok(people_consent_withdraw(&t->ctx, amina, CONSENT_CONTACT));
    assert_ok(texts_figures(&t->ctx, &f));
    assert_int_equal(f.waiting, 0);
    assert_true(noted(t, "not-sent"));
    size_t before = count_to(t, amina);
    reply(t, AMINA, "yes"); /* counts, and is not answered */
    assert_int_equal(now(t).state, INTRO_PERSON_YES);
    assert_int_equal(count_to(t, amina), before);
}

static void introduce_taken_back_in_the_middle(struct testing *t)
{
    start(t);
    run_jobs(t);
    reply(t, AMINA, "yes");
    assert_ok(people_consent_withdraw(&t->ctx, amina, CONSENT_INTRODUCE));
    assert_int_equal(now(t).state, INTRO_NOT_THIS_TIME);
    reply(t, JOAN, "yes");
    assert_int_equal(now(t).state, INTRO_NOT_THIS_TIME);
    assert_false(has(last_to(t, joan), "Amina"));
}

static void ring_me(struct testing *t)
{
    start(t);
    run_jobs(t);
    text(t, AMINA, STR("Ring me"));
    assert_true(noted(t, "ring"));
    assert_true(has(last_to(t, amina), "we will ring you"));
    text(t, "+447700900999", STR("ring me"));
    text(t, AMINA, STR("STOP"));
    assert_true(noted(t, "stopped"));
    struct introductions_note *rows;
    size_t n;
    testing_act(t, lucy.v, home.v, STANDING_MEMBER | STANDING_CONNECTOR);
    assert_ok(introductions_notes(&t->ctx, amina, &rows, &n));
    assert_ok(introductions_note_read(&t->ctx, rows[0].id));
    testing_act(t, joan.v, home.v, STANDING_MEMBER);
    assert_int_equal(introductions_note_read(&t->ctx, rows[n - 1].id), ERR_DENIED);
    assert_int_equal(introductions_notes(&t->ctx, amina, &rows, &n), ERR_DENIED);
}

static void another_place_is_texted_again(struct testing *t)
{
    start(t);
    both_yes(t);
    meet_in(t, 5);
    size_t before = count_to(t, amina);
    run_jobs(t);
    assert_int_equal(count_to(t, amina), before);
    meet_in(t, 4);
    assert_int_equal(count_to(t, amina), before + 1);
}

static void at_night_nobody_is_asked(struct testing *t)
{
    start(t);
    both_yes(t);
    meet_in(t, 2);
    size_t before = count_to(t, amina);
    testing_later(t, DAY_MS + 12 * (int64_t)3600000); /* ten in the evening of the day before */
    run_jobs(t);
    assert_int_equal(count_to(t, amina), before);
}

static void who_left_is_not_texted(struct testing *t)
{
    size_t n;
    start(t);
    both_yes(t);
    assert_true(count_to(t, amina) > 0);
    assert_ok(people_end(&t->ctx, amina));
    struct text_own *rows = texts_to(t, amina, &n);
    for (size_t i = 0; i < n; i++)
        if (!rows[i].came) assert_int_equal(rows[i].words.len, 0);
    struct text_row *all;
    assert_ok(texts_list(&t->ctx, 50, &all, &n));
    for (size_t i = 0; i < n; i++) assert_false(str_is(all[i].end, "111") && !str_is(all[i].state, "dropped"));
    size_t before = count_to(t, amina);
    later(t, 1);
    assert_int_equal(count_to(t, amina), before);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"settled wholly by text", settled_wholly_by_text},
        {"did you go, after a week", did_you_go_after_a_week},
        {"no at every step", no_at_every_step},
        {"the host says no", the_host_says_no},
        {"did not go", did_not_go},
        {"a Polish no is asked again", a_polish_no_is_asked_again},
        {"words of four languages", words_of_four_languages},
        {"from another number", from_another_number},
        {"without or with a wrong code", without_or_with_a_wrong_code},
        {"twice and out of order", twice_and_out_of_order},
        {"too late", too_late},
        {"kept apart meanwhile", kept_apart_meanwhile},
        {"two codes at once", two_codes_at_once},
        {"no text without the wish", no_text_without_the_wish},
        {"contact taken back", contact_taken_back},
        {"introduce taken back in the middle", introduce_taken_back_in_the_middle},
        {"who left is not texted", who_left_is_not_texted},
        {"ring me", ring_me},
        {"another place is texted again", another_place_is_texted_again},
        {"at night nobody is asked", at_night_nobody_is_asked},
    };
    static const struct module *const modules[] = {&journal_module, &mail_module, &texts_module, &module_module, &places_module, &vocabulary_module, &people_module,
                                                   &assets_module, &credits_module, &conversations_module, &matching_module, &introductions_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
