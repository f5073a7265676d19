/* Green sheets, what waits, and a statement in plain words. */
#include "domain/credits/credits_walk.h"

#include "domain/organisations/organisations.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <string.h>

#define DAY_MS ((int64_t)86400000)

struct cast { struct place_id place; struct person_id joan, dev, dev2, grace, lucy, sam; struct sheet_id sheet; };

static struct person_id somebody(struct testing *t, struct place_id place, const char *name)
{
    struct person_id id;
    assert_ok(people_put(&t->ctx, &(struct person){.place = place, .first_name = str_from(name), .turns_to = -1, .ended_at = INSTANT_NONE}, &id));
    assert_ok(people_consent_give(&t->ctx, id, CONSENT_KEEP, STR("spoken")));
    return id;
}

static void walks(struct testing *t, struct person_id from, struct person_id to)
{
    struct relation_id relation;
    assert_ok(people_relate(&t->ctx, &(struct relation){.from = from, .kind = CONNECTOR_OF, .to_kind = TO_PERSON, .to = to.v, .how = STR("spoken")}, &relation));
}

static void become(struct testing *t, struct person_id person, struct place_id place, unsigned more)
{
    testing_act(t, person.v, place.v, STANDING_MEMBER | more);
}

static struct cast cast_of(struct testing *t)
{
    struct cast c;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &c.place));
    c.joan = somebody(t, c.place, "Joan");
    c.dev = somebody(t, c.place, "Dev");
    c.dev2 = somebody(t, c.place, "Dev");
    c.grace = somebody(t, c.place, "Grace");
    c.lucy = somebody(t, c.place, "Lucy");
    c.sam = somebody(t, c.place, "Sam");
    walks(t, c.lucy, c.joan);
    walks(t, c.lucy, c.grace);
    walks(t, c.sam, c.dev);
    become(t, c.lucy, c.place, STANDING_CONNECTOR);
    assert_ok(credits_sheet_add(&t->ctx, STR("Mill Lane Hall"), STR("Lucy, 07700 900142"), 40, &c.sheet));
    return c;
}

static struct credits_sheet_line line(int64_t n, const char *gave, const char *received, int64_t minutes, bool thanked)
{
    return (struct credits_sheet_line){.line = n, .gave = str_from(gave), .received = str_from(received), .minutes = minutes, .what = STR("garden"),
                                       .thanked = thanked, .on = {20515}}; /* Tuesday 3 March 2026 */
}

static int64_t balance(struct testing *t, struct person_id person)
{
    struct account_id id;
    struct credits_account a;
    if (credits_member_find(&t->ctx, person, &id) != OK) return 0;
    assert_ok(credits_account_get(&t->ctx, id, &a));
    return a.balance;
}

static void clear(struct testing *t)
{
    faults_init(&t->ctx.faults, t->ctx.arena);
}

/* ---- cases ---- */

static void a_signed_line_is_booked_and_once(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_sheet_line kept, in = line(1, "grace", " Joan ", 90, true);
    in.on = ctx_today(&t->ctx);
    assert_ok(credits_sheet_keep(&t->ctx, c.sheet, &in, &kept));
    assert_int_equal(kept.state, SHEET_TOLD);
    assert_int_equal(balance(t, c.grace), 90);
    assert_int_equal(balance(t, c.joan), -90);
    assert_ok(credits_sheet_keep(&t->ctx, c.sheet, &in, &kept)); /* the answer was lost, and it is sent again */
    assert_int_equal(balance(t, c.grace), 90);
    in.minutes = 60;
    assert_int_equal(credits_sheet_keep(&t->ctx, c.sheet, &in, &kept), ERR_CONFLICT);
    clear(t);
    in.line = 2;
    assert_ok(credits_sheet_keep(&t->ctx, c.sheet, &in, &kept));
    assert_int_equal(balance(t, c.grace), 150);
}

static void an_unsigned_line_waits_for_a_word(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_sheet_line kept, in = line(1, "Grace", "Joan", 60, false);
    struct credits_told told;
    in.on = ctx_today(&t->ctx);
    assert_ok(credits_sheet_keep(&t->ctx, c.sheet, &in, &kept));
    assert_int_equal(kept.state, SHEET_TOLD);
    assert_int_equal(balance(t, c.grace), 0);
    assert_ok(credits_told_find(&t->ctx, kept.told, &told));
    assert_int_equal(told.state, TOLD_WAITS);
    assert_str(told.via, "paper");
    assert_ok(credits_told_agree(&t->ctx, kept.told, "spoken", STR("spoken")));
    assert_int_equal(balance(t, c.grace), 60);
}

static void a_name_of_others_waits_for_who_knows(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_sheet_line kept, *rows, in = line(3, "Dev", "Nobody", 60, false);
    size_t n;
    in.on = ctx_today(&t->ctx);
    assert_ok(credits_sheet_keep(&t->ctx, c.sheet, &in, &kept)); /* Lucy sees neither */
    assert_int_equal(kept.state, SHEET_NAME);
    become(t, c.sam, c.place, STANDING_CONNECTOR);
    assert_ok(credits_sheet_waiting(&t->ctx, 50, &rows, &n)); /* Sam walks beside a Dev */
    assert_int_equal(n, 1);
    assert_ok(credits_sheet_settle(&t->ctx, c.sheet, 3, c.dev, (struct person_id){0}, &kept));
    assert_int_equal(kept.state, SHEET_TOLD);
    struct credits_told told;
    assert_ok(credits_told_find(&t->ctx, kept.told, &told));
    assert_int_equal(told.state, TOLD_WHO); /* "Nobody": somebody who knows says who */
    assert_int_equal(credits_sheet_settle(&t->ctx, c.sheet, 3, c.dev, (struct person_id){0}, &kept), ERR_CONFLICT);
    assert_int_equal(credits_sheet_leave(&t->ctx, c.sheet, 3), ERR_CONFLICT);
}

static void two_of_a_name_are_chosen(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_sheet_line kept, in = line(4, "Dev", "Joan", 60, true);
    struct people_row *called;
    size_t n;
    in.on = ctx_today(&t->ctx);
    become(t, c.lucy, c.place, STANDING_ADMIN);
    assert_ok(credits_called(&t->ctx, STR("DEV"), &called, &n));
    assert_int_equal(n, 2);
    assert_ok(credits_sheet_keep(&t->ctx, c.sheet, &in, &kept)); /* Joan signed: hers, and which Dev is asked */
    assert_int_equal(kept.state, SHEET_TOLD);
    struct credits_told told;
    assert_ok(credits_told_find(&t->ctx, kept.told, &told));
    assert_int_equal(told.state, TOLD_WHO);
    assert_ok(credits_told_who(&t->ctx, kept.told, c.dev2, (struct asset_id){0}, &told));
    assert_int_equal(balance(t, c.dev2), 60);
}

static void a_signature_of_nobody_known_books_nothing(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_sheet_line kept, in = line(5, "Zed", "Joan", 60, false);
    in.on = ctx_today(&t->ctx);
    assert_ok(credits_sheet_keep(&t->ctx, c.sheet, &in, &kept)); /* Joan did not sign, and who gave is unknown */
    assert_int_equal(kept.state, SHEET_NAME);
    assert_int_equal(balance(t, c.joan), 0);
    assert_ok(credits_sheet_leave(&t->ctx, c.sheet, 5));
    struct credits_sheet_line *rows;
    size_t n;
    assert_ok(credits_sheet_waiting(&t->ctx, 50, &rows, &n));
    assert_int_equal(n, 0);
}

static void a_line_that_is_refused_names_every_box(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_sheet_line kept, in = line(41, "", "", 0, false);
    in.what = STR("");
    in.on = (struct day){ctx_today(&t->ctx).n + 1};
    assert_int_equal(credits_sheet_keep(&t->ctx, c.sheet, &in, &kept), ERR_INVALID);
    assert_int_equal(t->ctx.faults.count, 6);
    clear(t);
    in = line(1, "Joan", "joan", 60, true);
    in.on = ctx_today(&t->ctx);
    assert_int_equal(credits_sheet_keep(&t->ctx, c.sheet, &in, &kept), ERR_INVALID);
    clear(t);
    become(t, c.joan, c.place, 0);
    assert_int_equal(credits_sheet_keep(&t->ctx, c.sheet, &in, &kept), ERR_DENIED);
    clear(t);
}

static bool says(struct str *lines, size_t n, const char *words)
{
    for (size_t i = 0; i < n; i++)
        if (str_find(lines[i], str_from(words), 0) != SIZE_MAX) return true;
    return false;
}

static void a_statement_in_plain_words(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_sheet_line kept, in = line(1, "Grace", "Joan", 90, true);
    struct walk_statement s;
    struct str *lines, json;
    size_t n;
    in.on = ctx_today(&t->ctx);
    assert_ok(credits_sheet_keep(&t->ctx, c.sheet, &in, &kept));
    in = line(2, "Grace", "Zed", 30, false);
    in.on = ctx_today(&t->ctx);
    assert_ok(credits_sheet_keep(&t->ctx, c.sheet, &in, &kept));
    assert_ok(credits_walk_statement(&t->ctx, c.grace, DAY_NONE, &s));
    assert_int_equal(s.now, 90);
    assert_int_equal(s.opening, 0);
    assert_int_equal(s.lines_n, 1);
    assert_int_equal(s.waits_n, 1);
    assert_str(s.lines[0].with, "Joan");
    assert_ok(credits_walk_aloud(&t->ctx, &s, &lines, &n));
    assert_true(says(lines, n, "You gave 1 hour and 30 minutes. Thank you."));
    assert_true(says(lines, n, "You can use 1 hour and 30 minutes."));
    assert_true(says(lines, n, "garden, with Joan"));
    assert_true(says(lines, n, "We ask which Zed it was."));
    assert_false(says(lines, n, "-"));
    assert_ok(credits_walk_statement(&t->ctx, c.joan, DAY_NONE, &s));
    assert_ok(credits_walk_aloud(&t->ctx, &s, &lines, &n));
    assert_true(says(lines, n, "You have received 1 hour and 30 minutes ahead. There is no hurry."));
    assert_false(says(lines, n, "-"));
    assert_ok(credits_walk_paper(&t->ctx, &s, true, &json));
    assert_true(str_find(json, STR("\"large\":true"), 0) != SIZE_MAX);
    assert_true(str_find(json, STR("March 2026"), 0) != SIZE_MAX);
    /* a year later all of it lies before the paper begins */
    assert_ok(credits_walk_statement(&t->ctx, c.grace, (struct day){ctx_today(&t->ctx).n + 1}, &s));
    assert_int_equal(s.lines_n, 0);
    assert_int_equal(s.opening, 90);
    become(t, c.sam, c.place, STANDING_CONNECTOR);
    assert_int_equal(credits_walk_statement(&t->ctx, c.grace, DAY_NONE, &s), ERR_DENIED);
    clear(t);
}

static void who_leaves_is_no_more_on_sheets(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_sheet_line kept, *rows, in = line(1, "Grace", "Joan", 90, true);
    size_t n;
    in.on = ctx_today(&t->ctx);
    assert_ok(credits_sheet_keep(&t->ctx, c.sheet, &in, &kept));
    assert_ok(credits_sheet_forget(&t->ctx, c.grace));
    become(t, c.lucy, c.place, STANDING_ADMIN);
    assert_ok(credits_sheet_lines(&t->ctx, c.sheet, &rows, &n));
    assert_int_equal(n, 1);
    assert_str(rows[0].gave, "");
    assert_str(rows[0].what, "");
    assert_str(rows[0].received, "Joan");
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"a signed line is booked, and once", a_signed_line_is_booked_and_once},
        {"an unsigned line waits for a word", an_unsigned_line_waits_for_a_word},
        {"a name of others waits for who knows", a_name_of_others_waits_for_who_knows},
        {"two of a name are chosen", two_of_a_name_are_chosen},
        {"a signature of nobody known books nothing", a_signature_of_nobody_known_books_nothing},
        {"a line that is refused names every box", a_line_that_is_refused_names_every_box},
        {"a statement in plain words", a_statement_in_plain_words},
        {"who leaves is no more on sheets", who_leaves_is_no_more_on_sheets},
    };
    static const struct module *const modules[] = {&journal_module, &auth_module, &mail_module, &texts_module, &jobs_module, &module_module, &places_module,
                                                   &vocabulary_module, &people_module, &assets_module, &organisations_module, &credits_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
