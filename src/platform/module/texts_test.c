/* Text messages: numbers, lengths, the outbox against a gateway on loopback, what comes in. */
#include "base/buf.h"
#include "platform/module/platform.h"
#include "platform/texts/gateway.h"
#include "platform/texts/gsm.h"
#include "platform/texts/texts.h"
#include "testing/testing.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* ---- a gateway that answers as it is told ---- */

struct gateway {
    pthread_t thread;
    int socket, port, answers[16], asked;
    char bodies[16][2048], heads[16][2048];
};

static void answer_one(struct gateway *g, int socket)
{
    char all[8192];
    size_t len = 0, wanted = SIZE_MAX;
    while (len < sizeof all - 1 && len < wanted) {
        ssize_t n = read(socket, all + len, sizeof all - 1 - len);
        if (n <= 0) break;
        len += (size_t)n;
        all[len] = '\0';
        char *end = strstr(all, "\r\n\r\n"), *length = strcasestr(all, "content-length:");
        if (end && length) wanted = (size_t)(end + 4 - all) + strtoul(length + 15, NULL, 10);
    }
    int i = g->asked++ & 15;
    char *end = strstr(all, "\r\n\r\n"), reply[128];
    if (end) {
        snprintf(g->bodies[i], sizeof g->bodies[i], "%s", end + 4);
        *end = '\0';
        snprintf(g->heads[i], sizeof g->heads[i], "%.2000s", all);
    }
    int n = snprintf(reply, sizeof reply, "HTTP/1.1 %d X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", g->answers[i]);
    assert_int_equal(write(socket, reply, (size_t)n), n);
    close(socket);
}

static void *gate(void *cookie)
{
    struct gateway *g = cookie;
    int socket;
    while ((socket = accept(g->socket, NULL, NULL)) >= 0) answer_one(g, socket);
    return NULL;
}

static void gateway_start(struct gateway *g)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof at;
    *g = (struct gateway){.socket = socket(AF_INET, SOCK_STREAM, 0)};
    for (int i = 0; i < 16; i++) g->answers[i] = 200;
    assert_int_equal(bind(g->socket, (struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(listen(g->socket, 8), 0);
    assert_int_equal(getsockname(g->socket, (struct sockaddr *)&at, &len), 0);
    g->port = ntohs(at.sin_port);
    assert_int_equal(pthread_create(&g->thread, NULL, gate, g), 0);
}

static void gateway_stop(struct gateway *g)
{
    shutdown(g->socket, SHUT_RDWR);
    close(g->socket);
    pthread_join(g->thread, NULL);
}

/* ---- what is asked ---- */

#define NUMBER "+447700900123"

static struct text_out to_amina(struct testing *t, const char *words)
{
    return (struct text_out){.to = STR("07700 900123"), .words = str_from(words), .locale = text_locale(TEXT_EN),
                             .kind = "hello", .person = 7, .until = {t->ctx.now.ms + 3600000}};
}

static int64_t put(struct testing *t, const char *words)
{
    int64_t id;
    struct text_out text = to_amina(t, words);
    assert_ok(texts_put(&t->ctx, &text, &id));
    testing_commit(t);
    return id;
}

static struct text_row newest(struct testing *t)
{
    struct text_row *rows;
    size_t n;
    assert_ok(texts_list(&t->ctx, 1, &rows, &n));
    assert_int_equal(n, 1);
    return rows[0];
}

static int send_to(struct testing *t, struct str url)
{
    const struct texts_settings s = {.gateway_url = url, .gateway_token = STR("geheim"), .body = STR(GATEWAY_BODY),
                                     .day_number = 4, .day_all = 100};
    int sent = -1;
    assert_ok(db_commit(t->ctx.db));
    assert_ok(texts_send_waiting(&t->ctx, &s, 10, &sent));
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    return sent;
}

static int send_by(struct testing *t, const struct gateway *g)
{
    return send_to(t, str_printf(&t->arena, "http://127.0.0.1:%d/send", g->port));
}

static bool has(const char *text, const char *piece)
{
    return strstr(text, piece) != NULL;
}

static void numbers(struct testing *t)
{
    static const char *const same[] = {"07700900123", "07700 900 123", "+44 7700 900123", "0044 7700 900123",
                                       "+44 (0)7700 900123", "(07700) 900-123", "٠٧٧٠٠٩٠٠١٢٣", "۰۷۷۰۰۹۰۰۱۲۳", "00440 7700900123"};
    static const char *const none[] = {"", "123", "07700x900123", "+0123456789", "+44+7700900123", "joan@example.org",
                                       "+44770090012345678", "\xc3", "+44 7700 900123 ext 4", "+4400 900 123"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_str(texts_number(&t->arena, str_from(same[i])), NUMBER);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_null(texts_number(&t->arena, str_from(none[i])).ptr);
    assert_str(texts_number(&t->arena, STR("+48 601 234 567")), "+48601234567");
    assert_str(texts_number_end(STR(NUMBER)), "123");
}

static struct str many(struct testing *t, const char *piece, int times)
{
    struct buf buf;
    buf_init(&buf, &t->arena, 65536);
    while (times-- > 0) buf_puts(&buf, piece);
    return buf_str(&buf);
}

static void lengths(struct testing *t)
{
    struct str *parts;
    size_t n;
    bool wide;
    assert_int_equal(gsm_units(STR("Hello {you}"), &wide), 13);
    assert_false(wide);
    assert_int_equal(gsm_units(STR("Wąż"), &wide), 3);
    assert_true(wide);
    assert_int_equal(gsm_units(STR("\xf0\x9f\x98\x80"), &wide), 2);
    assert_true(gsm_split(&t->arena, many(t, "a", 160), 3, &parts, &n));
    assert_int_equal(n, 1);
    assert_true(gsm_split(&t->arena, many(t, "a", 161), 3, &parts, &n));
    assert_int_equal(n, 2);
    assert_true(gsm_split(&t->arena, many(t, "ą", 70), 3, &parts, &n));
    assert_int_equal(n, 1);
    assert_true(gsm_split(&t->arena, many(t, "four ", 60), 3, &parts, &n));
    assert_int_equal(n, 2);
    for (size_t i = 0; i < n; i++) assert_true(gsm_units(parts[i], &wide) <= GSM_SINGLE);
    assert_true(str_starts(parts[1], STR("2/2 four ")));
    assert_true(str_ends(parts[0], STR("four"))); /* cut between words */
    assert_false(gsm_split(&t->arena, many(t, "a", 156 * 3 + 1), 3, &parts, &n));
    assert_true(gsm_split(&t->arena, many(t, "\xf0\x9f\x98\x80", 60), 3, &parts, &n));
    for (size_t i = 0; i < n; i++) assert_true(gsm_units(parts[i], &wide) <= UCS2_SINGLE);
    assert_str(gsm_plain(&t->arena, STR("“Don’t” – it…\u2068x\u2069")), "\"Don't\" - it...x");
}

static void what_the_gateway_gets(struct testing *t)
{
    assert_str(gateway_body(&t->arena, STR(GATEWAY_BODY), STR(NUMBER), STR("a \"b\"\n{to}"), STR("1")),
               "{\"to\":\"" NUMBER "\",\"text\":\"a \\\"b\\\"\\n{to}\",\"id\":\"1\"}");
    assert_str(gateway_body(&t->arena, STR("To={to}&Body={text}"), STR(NUMBER), STR("a & b=ł"), STR("1")),
               "To=%2B447700900123&Body=a%20%26%20b%3D%C5%82");
}

static void it_is_handed_over(struct testing *t)
{
    struct gateway g;
    gateway_start(&g);
    int64_t id = put(t, "Hello");
    assert_int_equal(send_by(t, &g), 1);
    assert_str(newest(t).state, "sent");
    assert_true(has(g.heads[0], "Authorization: Bearer geheim"));
    assert_true(has(g.heads[0], "Content-Type: application/json"));
    assert_true(has(g.bodies[0], "\"to\":\"" NUMBER "\",\"text\":\"Hello\""));
    assert_true(has(g.bodies[0], str_c(&t->arena, str_int(&t->arena, id))));
    assert_int_equal(send_by(t, &g), 0);
    assert_int_equal(g.asked, 1);
    assert_ok(texts_receipt(&t->ctx, str_int(&t->arena, id), true));
    assert_true(instant_is(newest(t).arrived_at));
    assert_int_equal(texts_receipt(&t->ctx, STR("99"), true), ERR_MISSING);
    gateway_stop(&g);
}

static void refused_for_good_and_for_now(struct testing *t)
{
    struct gateway g;
    gateway_start(&g);
    g.answers[0] = 503;
    g.answers[1] = 400;
    g.answers[2] = 302;
    put(t, "Hello");
    assert_int_equal(send_by(t, &g), 0);
    assert_str(newest(t).state, "waiting");
    assert_str(newest(t).why, "The gateway answered 503, later please.");
    assert_int_equal(send_by(t, &g), 0); /* not before a minute has passed */
    assert_int_equal(g.asked, 1);
    testing_later(t, 70000);
    assert_int_equal(send_by(t, &g), 0);
    assert_str(newest(t).state, "failed");
    assert_str(newest(t).why, "The gateway refused it (400).");
    assert_ok(texts_retry(&t->ctx, newest(t).id));
    assert_int_equal(send_by(t, &g), 0);
    assert_str(newest(t).state, "failed"); /* it does not follow where it is sent */
    assert_ok(texts_retry(&t->ctx, newest(t).id));
    assert_int_equal(send_by(t, &g), 1);
    assert_int_equal(texts_retry(&t->ctx, newest(t).id), ERR_MISSING);
    gateway_stop(&g);
}

static void no_gateway_or_a_dead_one(struct testing *t)
{
    put(t, "Hello");
    assert_int_equal(send_to(t, STR("")), 0);
    assert_str(newest(t).why, "No gateway is set up.");
    assert_int_equal(send_to(t, STR("http://127.0.0.1:1/")), 0);
    assert_str(newest(t).state, "waiting");
    put(t, "Hello");
    assert_int_equal(send_to(t, STR("file:///etc/passwd")), 0);
    assert_str(newest(t).state, "failed");
}

static void long_ones_go_in_order_once_each(struct testing *t)
{
    struct gateway g;
    gateway_start(&g);
    g.answers[1] = 500;
    int64_t id = put(t, str_c(&t->arena, many(t, "four ", 60)));
    assert_int_equal(newest(t).parts, 2);
    assert_int_equal(send_by(t, &g), 0);
    testing_later(t, 70000);
    assert_int_equal(send_by(t, &g), 1);
    assert_int_equal(g.asked, 3); /* the first is not sent again */
    assert_true(has(g.bodies[0], "1/2 four") && has(g.bodies[2], "2/2 four"));
    assert_true(has(g.bodies[2], str_c(&t->arena, str_printf(&t->arena, "%lld-2", (long long)id))));
    gateway_stop(&g);
    put(t, str_c(&t->arena, many(t, "four ", 200)));
    assert_str(newest(t).state, "failed");
}

static void ceilings_of_a_day(struct testing *t)
{
    struct gateway g;
    gateway_start(&g);
    for (int i = 0; i < 5; i++) put(t, "Hello");
    assert_int_equal(send_by(t, &g), 4);
    struct texts_figures f;
    assert_ok(texts_figures(&t->ctx, &f));
    assert_int_equal(f.waiting, 1);
    assert_int_equal(f.sent, 4);
    testing_later(t, (int64_t)25 * 3600000);
    assert_int_equal(send_by(t, &g), 0); /* by then it was worth nothing */
    assert_ok(texts_figures(&t->ctx, &f));
    assert_int_equal(f.waiting, 0);
    gateway_stop(&g);
}

static void nobody_and_no_more(struct testing *t)
{
    int64_t id, n;
    struct text_out text = to_amina(t, "Hello");
    text.to = STR_NONE;
    assert_ok(texts_put(&t->ctx, &text, &id));
    assert_str(newest(t).state, "dropped");
    put(t, "Hello");
    assert_ok(texts_drop_person(&t->ctx, 7, STR("They took back their yes to being reached."), &n));
    assert_int_equal(n, 1);
    assert_str(newest(t).state, "dropped");
}

/* ---- coming in ---- */

static void come(struct testing *t, const char *id, const char *from, const char *words)
{
    int read;
    struct text_in in = {str_from(id), texts_number(&t->arena, str_from(from)), str_from(words), INSTANT_NONE};
    assert_ok(texts_keep(&t->ctx, &in));
    assert_ok(db_commit(t->ctx.db));
    assert_ok(texts_read_new(&t->ctx, 10, &read));
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
}

static int64_t answers(struct testing *t)
{
    struct texts_figures f;
    assert_ok(texts_figures(&t->ctx, &f));
    return f.waiting;
}

static void stop_and_start(struct testing *t)
{
    put(t, "Hello");
    come(t, "a", NUMBER, "Stop please");
    assert_true(texts_stopped(&t->ctx, STR(NUMBER)));
    assert_int_equal(answers(t), 1); /* one last word; what waited does not go */
    put(t, "Hello");
    assert_str(newest(t).state, "dropped");
    come(t, "b", NUMBER, "STOP");
    assert_int_equal(answers(t), 1);
    come(t, "c", "07700900123", "start");
    assert_false(texts_stopped(&t->ctx, STR(NUMBER)));
    put(t, "Hello");
    assert_str(newest(t).state, "waiting");
}

static void two_machines_stop(struct testing *t)
{
    for (int i = 0; i < 30; i++) {
        char id[8];
        snprintf(id, sizeof id, "m%d", i);
        come(t, id, "+447700900555", "Your message could not be delivered.");
    }
    assert_int_equal(answers(t), 10);
    testing_later(t, (int64_t)25 * 3600000);
    come(t, "later", "+447700900555", "hello?");
    assert_int_equal(answers(t), 11);
}

static void twice_is_once(struct testing *t)
{
    come(t, "same", NUMBER, "hm");
    come(t, "same", NUMBER, "hm");
    assert_int_equal(answers(t), 1);
}

static void signatures(struct testing *t)
{
    struct str secret = STR("0123456789abcdef"), body = STR("{\"id\":\"1\"}");
    struct instant now = {INT64_C(1772532000000)};
    struct str at = STR("1772532000"), right = texts_sign(&t->arena, secret, at, body);
    /* openssl dgst -sha256 -hmac 0123456789abcdef over 1772532000.{"id":"1"} */
    assert_int_equal(right.len, 7 + 64);
    assert_true(texts_signed(secret, at, body, right, now));
    assert_false(texts_signed(STR("other"), at, body, right, now));
    assert_false(texts_signed(STR(""), at, body, texts_sign(&t->arena, STR(""), at, body), now));
    assert_false(texts_signed(secret, at, STR("{\"id\":\"2\"}"), right, now));
    assert_false(texts_signed(secret, at, body, str_slice(right, 0, 70), now));
    assert_false(texts_signed(secret, at, body, STR_NONE, now));
    assert_false(texts_signed(secret, STR("1772532001"), body, right, now));
    static const struct { const char *at; bool fine; } times[] = {
        {"1772531700", true}, {"1772531699", false}, {"1772532300", true}, {"1772532301", false},
        {"", false}, {"-1", false}, {"17725320000000", false}, {"1772532000 ", false}};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        struct str when = str_from(times[i].at);
        assert_int_equal(texts_signed(secret, when, body, texts_sign(&t->arena, secret, when, body), now), times[i].fine);
    }
}

static void bodies(struct testing *t)
{
    struct text_in in;
    struct str why = STR_NONE;
    static const char *const wrong[] = {
        "", "[]", "{", "{\"id\":1,\"from\":\"07700900123\",\"text\":\"x\"}", "{\"id\":\"a b\",\"from\":\"07700900123\",\"text\":\"x\"}",
        "{\"id\":\"1\",\"id\":\"2\",\"from\":\"07700900123\",\"text\":\"x\"}", "{\"id\":\"1\",\"from\":\"joan\",\"text\":\"x\"}",
        "{\"id\":\"1\",\"from\":\"07700900123\"}", "{\"id\":\"1\",\"from\":\"07700900123\",\"text\":\"a\\u0000b\"}",
        "{\"id\":\"1\",\"from\":\"07700900123\",\"text\":\"x\",\"at\":\"now\"}", "{\"id\":\"1\",\"from\":\"07700900123\",\"text\":\"\xff\"}"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        why = STR_NONE;
        assert_int_equal(texts_parse(&t->arena, str_from(wrong[i]), &in, &why), ERR_INVALID);
        assert_true(why.len > 10);
    }
    assert_ok(texts_parse(&t->arena, STR("{\"id\":\"1\",\"from\":\"07700900123\",\"text\":\"ہاں\",\"at\":\"2026-03-03T10:00:00Z\",\"x\":1}"), &in, &why));
    assert_str(in.from, NUMBER);
    assert_int_equal(in.at.ms, 1772532000000);
}

static void words(struct testing *t)
{
    static const struct { const char *text; unsigned said; const char *code; int language; } rows[] = {
        {"YES K7F3QX", SAID_YES, "K7F3QX", TEXT_EN}, {"yes k7f3qx", SAID_YES, "K7F3QX", TEXT_EN},
        {"Yesss!! (K7F-3QX)", SAID_YES, "K7F3QX", TEXT_EN}, {"k7f 3qx y", SAID_YES, "K7F3QX", TEXT_EN},
        {"yesK7F3QX", SAID_YES, "K7F3QX", TEXT_EN}, {"K7F3QXNO", SAID_NO, "K7F3QX", -1},
        {"line one\nline two\nOK K7F3QX", SAID_YES, "K7F3QX", -1}, {"Tak, K7F3QX", SAID_YES, "K7F3QX", TEXT_PL},
        {"NIE k7f3qx", SAID_NO, "K7F3QX", TEXT_PL}, {"Ie K7F3QX", SAID_YES, "K7F3QX", TEXT_CY},
        {"IAWN K7F3QX", SAID_YES, "K7F3QX", TEXT_CY}, {"na K7F3QX", SAID_NO, "K7F3QX", TEXT_CY},
        {"ہاں K7F3QX", SAID_YES, "K7F3QX", TEXT_UR}, {"جی ہاں K۷F۳QX", SAID_YES, "K7F3QX", TEXT_UR},
        {"نہیں K7F3QX", SAID_NO, "K7F3QX", TEXT_UR}, {"haan K7F3QX", SAID_YES, "K7F3QX", TEXT_UR},
        {"STOP", SAID_STOP, NULL, -1}, {"I will stop by, yes K7F3QX", SAID_YES, "K7F3QX", TEXT_EN},
        {"HELP", SAID_HELP, NULL, -1}, {"Ring me please", SAID_RING, NULL, TEXT_EN},
        {"yes but not Tuesday K7F3QX", SAID_YES | SAID_PERHAPS, "K7F3QX", TEXT_EN},
        {"I don't know", SAID_PERHAPS, NULL, TEXT_EN}, {"know on", 0, NULL, -1}, {"", 0, NULL, -1},
        {"yes or no", SAID_YES | SAID_NO, NULL, TEXT_EN}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct text_heard heard;
        bool found = rows[i].code == NULL;
        texts_hear(&t->arena, str_from(rows[i].text), &heard);
        if (heard.said != rows[i].said) fail_msg("\"%s\" was heard as %u", rows[i].text, heard.said);
        for (size_t k = 0; k < heard.codes_n; k++) found = found || str_is(heard.codes[k], rows[i].code);
        if (!found) fail_msg("no code in \"%s\"", rows[i].text);
        if (rows[i].language >= 0) assert_ptr_equal(heard.locale, text_locale((enum text_language)rows[i].language));
        else assert_null(heard.locale);
    }
    struct text_heard heard;
    texts_hear(&t->arena, STR("No k7f3qx"), &heard);
    assert_true(heard.only_no);
    texts_hear(&t->arena, STR("no, nie K7F3QX"), &heard);
    assert_false(heard.only_no);
}

int main(void)
{
    static const struct module *const tables[] = {&journal_module, &texts_module};
    static const struct testing_case cases[] = {
        {"numbers", numbers},
        {"lengths", lengths},
        {"what the gateway gets", what_the_gateway_gets},
        {"it is handed over", it_is_handed_over},
        {"refused for good and for now", refused_for_good_and_for_now},
        {"no gateway, or a dead one", no_gateway_or_a_dead_one},
        {"long ones go in order, once each", long_ones_go_in_order_once_each},
        {"ceilings of a day", ceilings_of_a_day},
        {"nobody, and no more", nobody_and_no_more},
        {"stop and start", stop_and_start},
        {"two machines stop", two_machines_stop},
        {"twice is once", twice_is_once},
        {"signatures", signatures},
        {"bodies", bodies},
        {"words", words},
    };
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){tables, 2});
}
