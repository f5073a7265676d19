#include "platform/worker/worker.h"

#include "base/picture.h"
#include "base/picture_samples_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct arena arena;
static char folder[] = "/tmp/kith-worker-test-XXXXXX";
static char script[64];

static int up(void **state) {
    (void)state;
    arena_init(&arena, 64 << 20);
    if (!mkdtemp(folder)) return -1;
    snprintf(script, sizeof script, "%s/pretend", folder);
    return 0;
}

static int down(void **state) {
    (void)state;
    unlink(script);
    rmdir(folder);
    arena_release(&arena);
    return 0;
}

static int real_worker(void **state) {
    (void)state;
    return unsetenv("KITH_WORKER");
}

/* A program that stands in for the worker and misbehaves. */
static enum status pretend(const char *words, struct str json, struct str *ret_bytes) {
    FILE *file = fopen(script, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", words);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(script, 0700), 0);
    setenv("KITH_WORKER", script, 1);
    enum status status = worker_run(&arena, "card", json, ret_bytes);
    unsetenv("KITH_WORKER");
    return status;
}

static const char card[] = "{\"language\":\"en\",\"title\":\"Amina, meet "
                           "Joan\",\"sentence\":\"You both like growing things.\","
                           "\"when\":\"Thursday 12 March, "
                           "2pm\",\"where\":\"Greenhill\",\"welcome\":\"Joan makes the tea\","
                           "\"qr\":\"https://kith.example/i/7\"}";

static void draws_a_card(void **state) {
    (void)state;
    struct str pdf = STR_NONE;
    assert_int_equal(worker_run(&arena, "card", str_from(card), &pdf), OK);
    assert_true(str_starts(pdf, STR("%PDF-")));
    assert_true(str_find(pdf, STR("%%EOF"), 0) != SIZE_MAX);
}

static void draws_in_urdu_and_at_any_length(void **state) {
    (void)state;
    struct buf json;
    buf_init(&json, &arena, 1 << 16);
    buf_puts(
        &json,
        "{\"language\":\"ur\",\"rtl\":true,\"title\":\"آمنہ، جون سے ملیے\",\"sentence\":\"");
    for (int i = 0; i < 60; i++) buf_puts(&json, "آپ دونوں کو باغبانی پسند ہے۔ ");
    buf_puts(&json, "\"}");
    struct str pdf = STR_NONE;
    assert_int_equal(worker_run(&arena, "card", buf_str(&json), &pdf), OK);
    assert_true(str_starts(pdf, STR("%PDF-")));
    assert_true(str_find(pdf, STR("/Count 1\n"), 0) !=
                SIZE_MAX); /* one page, whatever it holds */
}

static void draws_a_sheet(void **state) {
    (void)state;
    struct str pdf = STR_NONE;
    struct str json =
        STR("{\"size\":\"A4\",\"title\":\"Your way in\",\"paragraphs\":[\"Keep this.\"],"
            "\"code_label\":\"Your figures\",\"code\":\"4821 7730\"}");
    assert_int_equal(worker_run(&arena, "sheet", json, &pdf), OK);
    assert_true(str_starts(pdf, STR("%PDF-")));
}

static void assert_pages(const char *task, struct str json, const char *pages) {
    struct str pdf = STR_NONE;
    assert_int_equal(worker_run(&arena, task, json, &pdf), OK);
    assert_true(str_starts(pdf, STR("%PDF-")));
    assert_true(str_find(pdf, str_from(pages), 0) != SIZE_MAX);
}

static void a_long_list_goes_on_over_pages(void **state) {
    (void)state;
    struct buf json;
    buf_init(&json, &arena, 1 << 16);
    buf_puts(&json, "{\"title\":\"Who waits\",\"columns\":[\"Who\",\"Days\"],\"rows\":[");
    for (int i = 0; i < 99; i++) buf_puts(&json, i ? ",[\"Pearl\",\"[]\"]" : "[\"Joan\",\"7\"]");
    buf_puts(&json, "]}");
    assert_pages("list", buf_str(&json), "/Count 4\n");
}

static void draws_a_form_and_a_pack(void **state) {
    (void)state;
    assert_pages("document",
                 STR("{\"title\":\"Listening\",\"blocks\":[{\"field\":\"First name\"},"
                     "{\"ticks\":[\"Nobody just now\",\"One person\"],\"columns\":2},"
                     "{\"lines\":6},{\"cut\":true},{\"new_page\":true},{\"text\":\"Thank you\"}],"
                     "\"code\":\"K7F3\",\"qr\":\"https://kith.example/listen\"}"),
                 "/Count 2\n");
    assert_pages("pack",
                 STR("{\"language\":\"ur\",\"rtl\":true,\"title\":\"لوسی سے سیم کو\","
                     "\"sections\":[{\"heading\":\"پرل\",\"lines\":[\"باغبانی\"],"
                     "\"table\":{\"columns\":[\"کیا\"],\"rows\":[[\"چائے\"]]}}]}"),
                 "/Count 1\n");
}

static void eight_cards_fit_one_page(void **state) {
    (void)state;
    struct str why = STR_NONE;
    assert_pages("cards",
                 STR("{\"title\":\"Thursday walk along the canal, with tea after it and a seat half way\","
                     "\"lead\":\"Come along\",\"lines\":[\"every Thursday\",\"Mill Lane Hall\"],"
                     "\"code\":\"7K4QX\",\"say\":\"Text YES 7K4QX\",\"qr\":\"https://kith.example/come?code=7K4QX\"}"),
                 "/Count 1\n");
    assert_int_equal(worker_run(&arena, "cards", STR("{\"lead\":\"x\"}"), &why), ERR_INVALID);
    assert_true(str_is(why, "A card needs a title."));
    assert_int_equal(worker_run(&arena, "cards", STR("{\"title\":\"x\",\"lines\":[\"\",\"\",\"\",\"\"]}"), &why), ERR_INVALID);
}

static void documents_refuse_in_a_sentence(void **state) {
    (void)state;
    struct str why = STR_NONE;
    assert_int_equal(worker_run(&arena, "document", STR("{\"blocks\":[]}"), &why), ERR_INVALID);
    assert_true(str_is(why, "A document needs a title."));
    assert_int_equal(
        worker_run(&arena, "document", STR("{\"title\":\"x\",\"blocks\":[{\"dance\":1}]}"), &why),
        ERR_INVALID);
    assert_true(str_starts(why, STR("A block is a heading")));
    assert_int_equal(
        worker_run(&arena, "list", STR("{\"title\":\"x\",\"columns\":[],\"rows\":[]}"), &why),
        ERR_INVALID);
    assert_true(str_is(why, "A table has 1 to 8 columns."));
}

static void refuses_in_a_sentence(void **state) {
    (void)state;
    struct str why = STR_NONE;
    assert_int_equal(worker_run(&arena, "card", STR("{\"sentence\":\"x\"}"), &why),
                     ERR_INVALID);
    assert_true(str_is(why, "An introduction card needs a title."));
    assert_int_equal(worker_run(&arena, "card", STR("{\"title\":7}"), &why), ERR_INVALID);
    assert_true(str_is(why, "The field \"title\" must be a text."));
    assert_int_equal(worker_run(&arena, "card", STR("{\"title\":"), &why), ERR_INVALID);
    assert_int_equal(worker_run(&arena, "card", STR("[]"), &why), ERR_INVALID);
    assert_int_equal(worker_run(&arena, "dance", STR("{}"), &why), ERR_INVALID);
    assert_true(str_is(why, "There is no such task."));
    assert_int_equal(
        worker_run(&arena, "sheet", STR("{\"title\":\"x\",\"size\":\"A0\"}"), &why),
        ERR_INVALID);
    assert_true(str_is(why, "The size is A4 or A5."));
}

static void refuses_too_much(void **state) {
    (void)state;
    struct str kept = STR("kept");
    size_t size = (1 << 20) + 1;
    char *big = arena_alloc(&arena, size);
    memset(big, ' ', size);
    assert_int_equal(worker_run(&arena, "card", str_of(big, size), &kept), ERR_LIMIT);
    assert_int_equal(worker_run(&arena, "card", STR(""), &kept), ERR_LIMIT);
    assert_true(str_is(kept, "kept"));
}

static void a_worker_that_ends_is_broken(void **state) {
    (void)state;
    struct str kept = STR("kept"), json = str_from(card);
    assert_int_equal(pretend("exit 3", json, &kept), ERR_BROKEN);
    assert_int_equal(pretend("exit 0", json, &kept), ERR_BROKEN);
    assert_int_equal(pretend("kill -SEGV $$", json, &kept), ERR_BROKEN);
    assert_int_equal(pretend("echo nonsense", json, &kept), ERR_BROKEN);
    assert_int_equal(pretend("printf '{\"status\":\"OK\",\"bytes\":9}\\nshort'", json, &kept),
                     ERR_BROKEN);
    assert_int_equal(pretend("printf '{\"status\":\"OK\",\"bytes\":-1}\\n'", json, &kept),
                     ERR_BROKEN);
    assert_int_equal(pretend("printf '{\"status\":\"FINE\",\"bytes\":1}\\nx'", json, &kept),
                     ERR_BROKEN);
    setenv("KITH_WORKER", "/nowhere/kith-worker", 1);
    assert_int_equal(worker_run(&arena, "card", json, &kept), ERR_BROKEN);
    assert_true(str_is(kept, "kept"));
}

static void a_worker_past_its_limits(void **state) {
    (void)state;
    struct str kept = STR("kept"), json = str_from(card);
    assert_int_equal(pretend("kill -XCPU $$", json, &kept), ERR_LIMIT);
    assert_int_equal(pretend("kill -KILL $$", json, &kept), ERR_LIMIT);
    assert_int_equal(pretend("exec cat /dev/zero", json, &kept), ERR_LIMIT);
    assert_true(str_is(kept, "kept"));
}

static void it_may_answer_without_listening(void **state) {
    (void)state;
    size_t size = 1 << 20;
    char *big = arena_alloc(&arena, size);
    memset(big, ' ', size);
    struct str got = STR_NONE;
    assert_int_equal(
        pretend("printf '{\"status\":\"OK\",\"bytes\":2}\\nhi'", str_of(big, size), &got), OK);
    assert_true(str_is(got, "hi"));
}

/* Lies on its side and says where it was taken: afterwards neither. */
static void a_picture_is_upright_and_says_nothing_else(void **state) {
    (void)state;
    struct worker_answer answer = {.status = OK};
    struct str bytes = SAMPLE(sample_gps_jpeg);
    assert_int_equal(worker_run_data(&arena, "picture", STR("{}"), bytes, &answer), OK);
    assert_int_equal(answer.parts_n, 3);
    assert_true(str_is(answer.parts[0], "{\"width\":16,\"height\":24,\"small_width\":16,\"small_height\":24}"));
    for (size_t i = 1; i < 3; i++) {
        struct picture_look look = picture_look(answer.parts[i]);
        assert_int_equal(look.kind, PICTURE_JPEG);
        assert_int_equal(look.wrong, PICTURE_FINE);
        assert_int_equal(look.width, 16);
        assert_true(str_find(answer.parts[i], STR("Exif"), 0) == SIZE_MAX);
    }
    assert_int_equal(worker_run_data(&arena, "picture", STR("{}"), SAMPLE(sample_png), &answer), OK);
    assert_int_equal(worker_run_data(&arena, "picture", STR("{}"), SAMPLE(sample_webp), &answer), OK);
}

static void pictures_refuse_in_a_sentence(void **state) {
    (void)state;
    struct worker_answer answer = {.status = OK};
    struct str png = SAMPLE(sample_png);
    assert_int_equal(worker_run_data(&arena, "picture", STR("{}"), STR("GIF89a"), &answer), ERR_INVALID);
    assert_true(str_starts(answer.parts[0], STR("This is a picture of a kind")));
    assert_int_equal(worker_run_data(&arena, "picture", STR("{}"), STR_NONE, &answer), ERR_INVALID);
    /* its frame is whole and what is in it is not */
    char *broken = arena_alloc(&arena, png.len);
    memcpy(broken, png.ptr, png.len);
    for (size_t i = 60; i < png.len - 30; i++) broken[i] = (char)(broken[i] ^ 0x55);
    assert_int_equal(worker_run_data(&arena, "picture", STR("{}"), str_of(broken, png.len), &answer), ERR_INVALID);
    size_t size = ((size_t)16 << 20) + 1;
    char *big = arena_alloc(&arena, size);
    memset(big, ' ', size);
    assert_int_equal(worker_run_data(&arena, "picture", STR("{}"), str_of(big, size), &answer), ERR_LIMIT);
}

static void assert_parts(const char *said, size_t parts) {
    struct worker_answer answer = {.status = OK};
    enum status status = worker_answer_parse(str_from(said), &answer);
    assert_int_equal(status, parts ? OK : ERR_BROKEN);
    assert_int_equal(answer.parts_n, parts);
}

static void several_results(void **state) {
    (void)state;
    assert_parts("{\"status\":\"OK\",\"bytes\":5}\nabcde", 1);
    assert_parts("{\"status\":\"OK\",\"bytes\":5,\"parts\":[2,3]}\nabcde", 2);
    assert_parts("{\"status\":\"OK\",\"bytes\":5,\"parts\":[5,0]}\nabcde", 2);
    assert_parts("{\"status\":\"OK\",\"bytes\":5,\"parts\":[2,2]}\nabcde", 0);
    assert_parts("{\"status\":\"OK\",\"bytes\":5,\"parts\":[2,4]}\nabcde", 0);
    assert_parts("{\"status\":\"OK\",\"bytes\":5,\"parts\":[2,3,]}\nabcde", 0);
    assert_parts("{\"status\":\"OK\",\"bytes\":5,\"parts\":[1,1,1,1,1]}\nabcde", 0);
    assert_parts("{\"status\":\"OK\",\"bytes\":5,\"parts\":[-1,6]}\nabcde", 0);
    assert_parts("{\"status\":\"INVALID\",\"bytes\":5,\"parts\":[2,3]}\nabcde", 0);
    assert_parts("{\"status\":\"OK\",\"bytes\":+5}\nabcde", 0);
}

static void it_sees_no_secrets(void **state) {
    (void)state;
    setenv("KITH_SECRET_OF_TEST", "plum", 1);
    struct str got = STR_NONE;
    enum status status = pretend("v=${KITH_SECRET_OF_TEST:-none}; cat >/dev/null; "
                                 "printf '{\"status\":\"OK\",\"bytes\":4}\\n%s' \"$v\"",
                                 str_from(card), &got);
    assert_int_equal(status, OK);
    assert_true(str_is(got, "none"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(draws_a_card, real_worker),
        cmocka_unit_test_setup(draws_in_urdu_and_at_any_length, real_worker),
        cmocka_unit_test_setup(draws_a_sheet, real_worker),
        cmocka_unit_test_setup(a_long_list_goes_on_over_pages, real_worker),
        cmocka_unit_test_setup(draws_a_form_and_a_pack, real_worker),
        cmocka_unit_test_setup(eight_cards_fit_one_page, real_worker),
        cmocka_unit_test_setup(documents_refuse_in_a_sentence, real_worker),
        cmocka_unit_test_setup(refuses_in_a_sentence, real_worker),
        cmocka_unit_test_setup(a_picture_is_upright_and_says_nothing_else, real_worker),
        cmocka_unit_test_setup(pictures_refuse_in_a_sentence, real_worker),
        cmocka_unit_test(several_results),
        cmocka_unit_test(refuses_too_much),
        cmocka_unit_test(a_worker_that_ends_is_broken),
        cmocka_unit_test(a_worker_past_its_limits),
        cmocka_unit_test(it_may_answer_without_listening),
        cmocka_unit_test(it_sees_no_secrets),
    };
    return cmocka_run_group_tests(tests, up, down);
}
