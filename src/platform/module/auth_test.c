/* Codes, passwords, sessions, tokens, buckets. */
#include "platform/mail/mail.h"
#include "platform/module/platform.h"
#include "platform/texts/texts.h"
#include "testing/testing.h"

#include <string.h>

#define MINUTE ((int64_t)60 * 1000)
#define DAY (24 * 60 * MINUTE)

static int64_t open_account(struct testing *t, int64_t person, const char *email)
{
    int64_t account;
    assert_ok(auth_account_open(&t->ctx, person, str_from(email), STR_NONE, &account));
    return account;
}

static void a_code_works_once(struct testing *t)
{
    struct auth_code code;
    int64_t account = open_account(t, 1, "joan@example.org"), who = 0;
    assert_ok(auth_code_make(&t->ctx, account, AUTH_LINK, &code));
    assert_int_equal(code.digits.len, 8);
    assert_int_equal(code.token.len, 26);
    assert_ok(auth_code_spend(&t->ctx, code.token, STR_NONE, &who));
    assert_int_equal(who, account);
    assert_int_equal(auth_code_spend(&t->ctx, code.token, STR_NONE, &who), ERR_MISSING);
    assert_int_equal(auth_code_spend(&t->ctx, code.digits, STR("joan@example.org"), &who),
                     ERR_MISSING);
}

static void a_code_is_out_of_date_after_ten_minutes(struct testing *t)
{
    struct auth_code code, card;
    int64_t account = open_account(t, 1, "joan@example.org"), who;
    assert_ok(auth_code_make(&t->ctx, account, AUTH_MAIL, &code));
    assert_ok(auth_code_make(&t->ctx, account, AUTH_CARD, &card));
    testing_later(t, 10 * MINUTE + 1);
    assert_int_equal(auth_code_spend(&t->ctx, code.token, STR_NONE, &who), ERR_MISSING);
    testing_later(t, 29 * DAY);
    assert_ok(auth_code_spend(&t->ctx, card.digits, STR_NONE, &who));
}

static void digits_may_be_typed_in_groups(struct testing *t)
{
    struct auth_code code;
    int64_t account = open_account(t, 1, "joan@example.org"), who;
    assert_ok(auth_code_make(&t->ctx, account, AUTH_MAIL, &code));
    struct str typed =
        str_printf(&t->arena, " %.4s-%.4s ", code.digits.ptr, code.digits.ptr + 4);
    assert_ok(auth_code_spend(&t->ctx, typed, STR(" Joan@Example.ORG "), &who));
    assert_int_equal(who, account);
}

static void five_wrong_tries_end_a_code(struct testing *t)
{
    struct auth_code code;
    int64_t account = open_account(t, 1, "joan@example.org"), who;
    assert_ok(auth_code_make(&t->ctx, account, AUTH_MAIL, &code));
    struct str wrong = str_is(code.digits, "00000000") ? STR("00000001") : STR("00000000");
    for (int i = 0; i < 5; i++)
        assert_int_equal(auth_code_spend(&t->ctx, wrong, STR("joan@example.org"), &who),
                         ERR_MISSING);
    assert_int_equal(auth_code_spend(&t->ctx, code.digits, STR("joan@example.org"), &who),
                     ERR_LIMIT);
}

static void mailed_digits_need_their_address(struct testing *t)
{
    struct auth_code code;
    int64_t account = open_account(t, 1, "joan@example.org"), who;
    open_account(t, 2, "dev@example.org");
    assert_ok(auth_code_make(&t->ctx, account, AUTH_MAIL, &code));
    assert_int_equal(auth_code_spend(&t->ctx, code.digits, STR_NONE, &who), ERR_MISSING);
    assert_int_equal(auth_code_spend(&t->ctx, code.digits, STR("dev@example.org"), &who),
                     ERR_MISSING);
    assert_ok(auth_code_spend(&t->ctx, code.digits, STR("joan@example.org"), &who));
}

/* Known or not: the same answer and a row each; only the known one will be sent. */
static void asking_says_nothing_about_who_is_known(struct testing *t)
{
    struct mail_row *rows;
    size_t n;
    open_account(t, 1, "joan@example.org");
    assert_ok(auth_code_ask(&t->ctx, STR("JOAN@example.org")));
    assert_ok(auth_code_ask(&t->ctx, STR("nobody@example.org")));
    assert_ok(mail_list(&t->ctx, 10, &rows, &n));
    assert_int_equal(n, 2);
    assert_str(rows[0].state, "dropped");
    assert_true(rows[0].to.len == 0);
    assert_str(rows[1].state, "waiting");
    assert_str(rows[1].to, "joan@example.org");
    assert_int_equal(auth_code_ask(&t->ctx, STR("not an address")), ERR_INVALID);
}

static void one_address_one_account(struct testing *t)
{
    int64_t account;
    open_account(t, 1, "joan@example.org");
    assert_ok(auth_account_find(&t->ctx, 1, &account));
    assert_int_equal(auth_account_find(&t->ctx, 2, &account), ERR_MISSING);
    assert_int_equal(auth_account_open(&t->ctx, 3, STR("nonsense"), STR("12x"), &account),
                     ERR_INVALID);
    assert_int_equal(t->ctx.faults.count, 2);
    assert_ok(auth_account_open(&t->ctx, 2, STR_NONE, STR("07700 900142"), &account));
    assert_ok(auth_code_ask(&t->ctx, STR("+44 7700 900142")));
}

/* By phone: a text, whichever way the number is written; and the code of it works. */
static void a_code_by_text(struct testing *t)
{
    struct text_row *rows;
    struct text_own *own;
    struct mail_row *mails;
    size_t n;
    int64_t account, in;
    assert_ok(auth_account_open(&t->ctx, 2, STR_NONE, STR("07700 900142"), &account));
    assert_ok(auth_code_ask(&t->ctx, STR("0044 7700 900 142")));
    assert_ok(auth_code_ask(&t->ctx, STR("07700 900199")));
    assert_ok(mail_list(&t->ctx, 10, &mails, &n));
    assert_int_equal(n, 0);
    assert_ok(texts_list(&t->ctx, 10, &rows, &n));
    assert_int_equal(n, 2);
    assert_str(rows[0].state, "dropped"); /* nobody has that number: the same rows, nothing sent */
    assert_str(rows[1].state, "waiting");
    assert_int_equal(rows[1].parts, 1);
    assert_ok(texts_of_person(&t->ctx, 2, 10, &own, &n));
    assert_int_equal(n, 1);
    size_t at = str_find(own[0].words, STR("code is "), 0) + 8;
    assert_ok(auth_code_spend(&t->ctx, str_slice(own[0].words, at, at + 9), STR("+447700900142"), &in));
    assert_int_equal(in, account);
}

static void passwords(struct testing *t)
{
    struct str hash;
    int64_t account = open_account(t, 1, "joan@example.org"), who;
    assert_int_equal(auth_password_allowed(&t->ctx, STR("short")), ERR_INVALID);
    assert_int_equal(auth_password_allowed(&t->ctx, STR("Password123")), ERR_INVALID);
    assert_int_equal(auth_password_allowed(&t->ctx, STR("aaaaaaaaaaaa")), ERR_INVALID);
    assert_ok(auth_password_allowed(&t->ctx, STR("three chillies by the sea")));
    assert_ok(auth_password_hash(&t->ctx, STR("three chillies"), &hash));
    assert_true(str_starts(hash, STR("$argon2id$v=19$m=19456,t=2,p=1$")));
    assert_ok(auth_password_set(&t->ctx, account, hash));
    assert_ok(
        auth_password_check(&t->ctx, STR("joan@example.org"), STR("three chillies"), &who));
    assert_int_equal(who, account);
    assert_int_equal(auth_password_check(&t->ctx, STR("joan@example.org"), STR("two"), &who),
                     ERR_MISSING);
    assert_int_equal(auth_password_check(&t->ctx, STR("no@example.org"), STR("two"), &who),
                     ERR_MISSING);
}

static void sessions_end(struct testing *t)
{
    struct str own, shared;
    struct actor actor;
    int64_t account = open_account(t, 42, "joan@example.org");
    assert_ok(auth_session_open(&t->ctx, account, false, &own));
    assert_ok(auth_session_open(&t->ctx, account, true, &shared));
    assert_ok(auth_session_find(&t->ctx, own, &actor));
    assert_int_equal(actor.person, 42);
    assert_false(actor.stale);
    assert_int_equal(auth_session_find(&t->ctx, STR("something else"), &actor), ERR_MISSING);
    testing_later(t, 16 * MINUTE);
    assert_int_equal(auth_session_find(&t->ctx, shared, &actor), ERR_MISSING);
    testing_later(t, 29 * DAY);
    assert_ok(auth_session_find(&t->ctx, own, &actor));
    assert_true(actor.stale);
    assert_ok(auth_session_note(&t->ctx, actor.session));
    testing_later(t, 29 * DAY);
    assert_ok(auth_session_find(&t->ctx, own, &actor));
    assert_ok(auth_session_end(&t->ctx, actor.session));
    assert_int_equal(auth_session_find(&t->ctx, own, &actor), ERR_MISSING);
}

static void no_session_outlives_ninety_days(struct testing *t)
{
    struct str cookie;
    struct actor actor;
    int64_t account = open_account(t, 42, "joan@example.org");
    assert_ok(auth_session_open(&t->ctx, account, false, &cookie));
    for (int i = 0; i < 4; i++) {
        testing_later(t, 22 * DAY);
        assert_ok(auth_session_find(&t->ctx, cookie, &actor));
        assert_ok(auth_session_note(&t->ctx, actor.session));
    }
    testing_later(t, 3 * DAY);
    assert_int_equal(auth_session_find(&t->ctx, cookie, &actor), ERR_MISSING);
}

static void acting_for_somebody(struct testing *t)
{
    struct str cookie;
    struct actor actor;
    int64_t account = open_account(t, 42, "joan@example.org");
    assert_ok(auth_session_open(&t->ctx, account, false, &cookie));
    assert_ok(auth_session_find(&t->ctx, cookie, &actor));
    assert_ok(auth_session_act_for(&t->ctx, actor.session, 7));
    assert_ok(auth_session_find(&t->ctx, cookie, &actor));
    assert_int_equal(actor.on_behalf_of, 7);
}

static void tokens(struct testing *t)
{
    struct str token, scope;
    struct actor actor;
    int64_t account = open_account(t, 42, "joan@example.org");
    assert_ok(auth_token_make(&t->ctx, 0, STR("credits"), &token));
    assert_ok(auth_token_find(&t->ctx, token, &actor, &scope));
    assert_str(scope, "credits");
    assert_int_equal(actor.account, 0);
    assert_ok(auth_token_make(&t->ctx, account, STR("person"), &token));
    assert_ok(auth_token_find(&t->ctx, token, &actor, &scope));
    assert_int_equal(actor.person, 42);
    assert_int_equal(auth_token_find(&t->ctx, STR("kith_nothing"), &actor, &scope),
                     ERR_MISSING);
}

static void buckets(struct testing *t)
{
    struct auth_buckets *b = auth_buckets_new(&t->arena, 64);
    struct instant now = t->ctx.now;
    int wait = 0;
    for (int i = 0; i < 3; i++)
        assert_true(auth_buckets_take(b, "x", STR("joan"), 60, 3, now, &wait));
    assert_false(auth_buckets_take(b, "x", STR("joan"), 60, 3, now, &wait));
    assert_in_range(wait, 55, 61);
    assert_true(auth_buckets_take(b, "x", STR("dev"), 60, 3, now, &wait));
    assert_true(auth_buckets_take(b, "y", STR("joan"), 60, 3, now, &wait));
    now.ms += MINUTE;
    assert_true(auth_buckets_take(b, "x", STR("joan"), 60, 3, now, &wait));
    assert_false(auth_buckets_take(b, "x", STR("joan"), 60, 3, now, &wait));
}

int main(void)
{
    static const struct module *const tables[] = {&journal_module, &mail_module, &texts_module,
                                                  &auth_module};
    static const struct testing_case cases[] = {
        {"a code works once", a_code_works_once},
        {"a code is out of date after ten minutes", a_code_is_out_of_date_after_ten_minutes},
        {"digits may be typed in groups", digits_may_be_typed_in_groups},
        {"five wrong tries end a code", five_wrong_tries_end_a_code},
        {"mailed digits need their address", mailed_digits_need_their_address},
        {"asking says nothing about who is known", asking_says_nothing_about_who_is_known},
        {"one address, one account", one_address_one_account},
        {"a code by text", a_code_by_text},
        {"passwords", passwords},
        {"sessions end", sessions_end},
        {"no session outlives ninety days", no_session_outlives_ninety_days},
        {"acting for somebody", acting_for_somebody},
        {"tokens", tokens},
        {"buckets", buckets},
    };
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){tables, 4});
}
