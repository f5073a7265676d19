/* The outbox and what a mail looks like on the wire. */
#include "platform/mail/mime.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

static struct str write_mail(struct testing *t, struct mail mail)
{
    struct str message;
    assert_ok(mime_write(&t->arena, &mail, STR("kith@example.org"), 77, t->ctx.now, &message));
    return message;
}

static bool has(struct str text, const char *piece)
{
    return str_find(text, str_from(piece), 0) != SIZE_MAX;
}

static void plain_english(struct testing *t)
{
    struct str m = write_mail(t, (struct mail){.to = STR("joan@example.org"),
                                               .subject = STR("Your code"),
                                               .text = STR("1234 = yours \nEnd"),
                                               .language = STR("en")});
    assert_true(has(m, "Date: Tue, 03 Mar 2026 10:00:00 +0000\r\n"));
    assert_true(has(m, "Subject: Your code\r\n"));
    assert_true(has(m, "To: <joan@example.org>\r\n"));
    assert_true(has(m, "\r\n\r\n1234 =3D yours=20\r\nEnd\r\n"));
}

static void urdu_is_encoded(struct testing *t)
{
    struct str words = STR("آپ کا سائن اِن کوڈ آپ کا سائن اِن کوڈ آپ کا سائن اِن کوڈ");
    struct str m = write_mail(t, (struct mail){.to = STR("joan@example.org"), .subject = words,
                                               .text = words, .language = STR("ur")});
    assert_true(has(m, "Subject: =?UTF-8?B?"));
    assert_true(has(m, "Content-Transfer-Encoding: base64"));
    struct str line, rest = m;
    while (str_next(&rest, '\n', &line)) {
        assert_true(line.len <= 77);
        for (size_t i = 0; i < line.len; i++) assert_true((unsigned char)line.ptr[i] < 0x80);
    }
}

static void headers_cannot_be_planted(struct testing *t)
{
    struct str message;
    int64_t id;
    struct mail mail = {
        .to = STR("a@b.org\r\nBcc: all@b.org"), .subject = STR("x"), .text = STR("y")};
    assert_int_equal(mail_put(&t->ctx, &mail, &id), ERR_INVALID);
    assert_int_equal(mime_write(&t->arena, &mail, STR("k@b.org"), 1, t->ctx.now, &message),
                     ERR_INVALID);
    mail.to = STR("a@b.org");
    mail.subject = STR("x\r\nBcc: all@b.org");
    assert_int_equal(mail_put(&t->ctx, &mail, &id), ERR_INVALID);
    assert_int_equal(mime_write(&t->arena, &mail, STR("k@b.org"), 1, t->ctx.now, &message),
                     ERR_INVALID);
}

static void addresses(struct testing *t)
{
    (void)t;
    assert_true(mime_address(STR("joan.o'neil+kith@example.org")));
    assert_false(mime_address(STR("joan")));
    assert_false(mime_address(STR("@example.org")));
    assert_false(mime_address(STR("a@b@c.org")));
    assert_false(mime_address(STR("a b@c.org")));
    assert_false(mime_address(STR("a@c.org,b@c.org")));
    assert_false(mime_address(STR("-a@c.org")));
}

static void without_a_server_mail_waits(struct testing *t)
{
    struct mail mail = {.to = STR("joan@example.org"), .subject = STR("x"), .text = STR("y")};
    struct mail_settings none = {.smtp_url = STR("")};
    struct mail_row *rows;
    size_t n;
    int64_t id;
    int sent;
    assert_ok(mail_put(&t->ctx, &mail, &id));
    testing_commit(t);
    assert_ok(mail_send_waiting(&t->ctx, &none, 10, &sent));
    assert_int_equal(sent, 0);
    assert_ok(mail_list(&t->ctx, 10, &rows, &n));
    assert_str(rows[0].state, "waiting");
    assert_str(rows[0].why, "No mail server is set up.");
}

/* Port 1 of loopback: nobody listens there. */
static void a_server_that_does_not_answer(struct testing *t)
{
    struct mail mail = {.to = STR("joan@example.org"), .subject = STR("x"), .text = STR("y")};
    struct mail_settings dead = {.smtp_url = STR("smtp://127.0.0.1:1"),
                                 .from = STR("k@example.org")};
    struct mail_row *rows;
    size_t n;
    int64_t id;
    int sent = -1;
    assert_ok(mail_put(&t->ctx, &mail, &id));
    assert_ok(db_commit(t->ctx.db));
    assert_ok(mail_send_waiting(&t->ctx, &dead, 10, &sent));
    assert_int_equal(sent, 0);
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    assert_ok(mail_list(&t->ctx, 10, &rows, &n));
    assert_str(rows[0].state, "waiting");
    assert_true(rows[0].why.len > 5);
}

int main(void)
{
    static const struct module *const tables[] = {&mail_module};
    static const struct testing_case cases[] = {
        {"plain English", plain_english},
        {"Urdu is encoded", urdu_is_encoded},
        {"headers cannot be planted", headers_cannot_be_planted},
        {"addresses", addresses},
        {"without a server mail waits", without_a_server_mail_waits},
        {"a server that does not answer", a_server_that_does_not_answer},
    };
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){tables, 1});
}
