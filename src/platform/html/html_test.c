#include "html_pages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

struct page {
    struct arena arena;
    struct buf buf;
    struct html html;
    struct faults faults;
};

static void page_begin(struct page *page) {
    *page = (struct page){0};
    arena_init(&page->arena, ARENA_REQUEST_CEILING);
    buf_init(&page->buf, &page->arena, HTML_CEILING);
    faults_init(&page->faults, &page->arena);
    page->html = (struct html){.buf = &page->buf,
                               .arena = &page->arena,
                               .locale = text_locale(TEXT_EN),
                               .today = day_from_civil(2026, 3, 3),
                               .faults = &page->faults};
}

static const char *page_c(struct page *page) {
    return str_c(&page->arena, buf_str(&page->buf));
}

static const char *const hostile[] = {
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</textarea><script>",
    "</title><svg onload=alert(1)>",
    "&lt;b&gt;&#x3c;",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "\x01javascript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>",
    "vbscript:x",
    "//evil.example",
    "a b\tc\r\nd",
    "\xff\xfe<\xc0\"",
    "{v->name}",
    "%3Cscript%3E",
    "\x1b[31m\x7f",
    "\u202Egnp.exe",
    "",
    "]]>",
    "-->",
    "<!--",
    "\\\"",
    "`${x}`",
};
#define HOSTILE (sizeof hostile / sizeof *hostile)

/* Bytes that could end the place a value stands in. */
static size_t dangerous(const char *s) {
    size_t n = 0;
    for (; *s; s++) n += strchr("<>\"'", *s) != NULL;
    return n;
}

static void test_text_and_attributes_escape_everything(void **state) {
    (void)state;
    for (size_t i = 0; i < HOSTILE; i++) {
        struct page page;
        page_begin(&page);
        html_put(&page.html, str_from(hostile[i]));
        html_attr(&page.html, str_from(hostile[i]));
        assert_int_equal(dangerous(page_c(&page)), 0);
        arena_release(&page.arena);
    }
}

/* Every byte, in every function that takes a string: none of the four gets through, and what is
   unescaped again is what went in. */
static void test_every_byte(void **state) {
    (void)state;
    for (int c = 1; c < 256; c++) {
        struct page page;
        char one[1] = {(char)c};
        page_begin(&page);
        html_put(&page.html, str_of(one, 1));
        const char *text = page_c(&page);
        assert_int_equal(dangerous(text), 0);
        if (c == '<') assert_string_equal(text, "&lt;");
        if (c == '&') assert_string_equal(text, "&amp;");
        if (c == '"') assert_string_equal(text, "&quot;");
        if (c == '\'') assert_string_equal(text, "&#39;");
        if (c == 0x1b || c == 0x7f) assert_string_equal(text, "\xef\xbf\xbd");
        if (c >= 'a' && c <= 'z') assert_int_equal(text[0], c);
        page.buf.len = 0;
        html_url_piece(&page.html, str_of(one, 1));
        text = page_c(&page);
        assert_int_equal(dangerous(text), 0);
        assert_null(strpbrk(text, "/?#&:=+ "));
        arena_release(&page.arena);
    }
}

static void url_is(const char *url, const char *wanted) {
    struct page page;
    page_begin(&page);
    html_url(&page.html, str_from(url));
    assert_string_equal(page_c(&page), wanted);
    arena_release(&page.arena);
}

static void test_addresses(void **state) {
    (void)state;
    url_is("/people/7?a=b&c", "/people/7?a=b&amp;c");
    url_is("#r1", "#r1");
    url_is("?page=2", "?page=2");
    url_is("https://kith.example/", "https://kith.example/");
    url_is("HTTP://kith.example/", "HTTP://kith.example/");
    url_is("tel:+447700900142", "tel:+447700900142");
    url_is("sms:+447700900142", "sms:+447700900142");
    url_is("mailto:a@b.example", "mailto:a@b.example");
    url_is("", "#");
    url_is("people", "#");
    for (size_t i = 0; i < HOSTILE; i++) {
        if (strstr(hostile[i], "script") && !strchr("/#?", hostile[i][0]))
            url_is(hostile[i], "#");
    }
    url_is("javascript:alert(1)", "#");
    url_is("java\tscript:alert(1)", "#");
    url_is("\tjavascript:alert(1)", "#");
    url_is("data:text/html,x", "#");
    url_is("/a\nb", "#");
}

static void put_all_parts(struct html *h, struct str s) {
    struct html_choice choices[12];
    struct html_pin pins[3];
    for (int i = 0; i < 12; i++) choices[i] = (struct html_choice){s, s, i == 10};
    for (int i = 0; i < 3; i++) pins[i] = (struct html_pin){10, 10, i + 1, s, i == 0};
    html_part_field(h, &(struct html_part_field){.name = STR("a"),
                                                 .label = s,
                                                 .hint = s,
                                                 .value = s,
                                                 .type = s,
                                                 .autocomplete = s,
                                                 .inputmode = s});
    html_part_field(h, &(struct html_part_field){.name = s, .label = s});
    html_part_area(h, &(struct html_part_area){.name = s, .label = s, .hint = s, .value = s});
    html_part_tap(h, &(struct html_part_tap){.name = s, .value = s, .label = s});
    html_part_switch(h, &(struct html_part_switch){.name = s, .label = s, .stops = s});
    html_part_select(h, &(struct html_part_select){s, s, s, s, choices, 12});
    html_part_taps(h, &(struct html_part_taps){s, s, s, s, choices, 12, false});
    html_part_weekgrid(h, &(struct html_part_weekgrid){s, s, s, 5});
    html_part_button(h, &(struct html_part_button){s, s, s, false});
    html_part_wrong(h, &(struct html_part_wrong){0});
    html_part_notice(h, &(struct html_part_notice){s, true, false});
    html_part_chip(h, &(struct html_part_chip){s, s, false, 1});
    html_part_fact(h, &(struct html_part_fact){HTML_ICON_PIN, s, s});
    html_part_empty(h, &(struct html_part_empty){s, s, s});
    html_part_more(h, &(struct html_part_more){s, s});
    html_part_map(h, &(struct html_part_map){s, s, pins, 3, 1000, s});
}

/* The shape of a page does not depend on the words in it: the same number of tags and quotes with
   a harmless word and with each hostile one. */
static void test_parts_keep_their_shape(void **state) {
    (void)state;
    struct page page;
    page_begin(&page);
    fault_add(&page.faults, ERR_INVALID, STR("a"), SAY1("{x}", "x", STR("word")));
    put_all_parts(&page.html, STR("word"));
    size_t shape = dangerous(page_c(&page));
    assert_true(shape > 500);
    arena_release(&page.arena);
    for (size_t i = 0; i < HOSTILE; i++) {
        struct str s = str_from(hostile[i]);
        if (s.len == 0) continue;
        page_begin(&page);
        fault_add(&page.faults, ERR_INVALID, STR("a"), SAY1("{x}", "x", s));
        put_all_parts(&page.html, s);
        const char *text = page_c(&page);
        assert_int_equal(dangerous(text), shape);
        assert_null(strstr(text, "href=\"javascript"));
        assert_null(strstr(text, "<script"));
        arena_release(&page.arena);
    }
}

static void test_refusals_are_tied_to_their_box(void **state) {
    (void)state;
    struct page page;
    page_begin(&page);
    fault_add(&page.faults, ERR_INVALID, STR("first"),
              SAY("Write a first name. For example: Joan"));
    html_part_wrong(&page.html, &(struct html_part_wrong){0});
    html_part_field(&page.html, &(struct html_part_field){.name = STR("first"),
                                                          .label = STR("Name"),
                                                          .hint = STR("First")});
    const char *text = page_c(&page);
    assert_non_null(strstr(text, "role=\"alert\""));
    assert_non_null(strstr(text, "One thing to put right"));
    assert_non_null(
        strstr(text, "<a href=\"#f-first\">Write a first name. For example: Joan</a>"));
    assert_non_null(strstr(text, "id=\"f-first\""));
    assert_non_null(strstr(text, "aria-invalid=\"true\" aria-describedby=\"h-first w-first\""));
    assert_non_null(strstr(text, "id=\"w-first\">Write a first name."));
    arena_release(&page.arena);
    page_begin(&page);
    html_part_wrong(&page.html, &(struct html_part_wrong){0});
    assert_string_equal(page_c(&page), "");
    arena_release(&page.arena);
}

static void test_values_in_words(void **state) {
    (void)state;
    struct page page;
    page_begin(&page);
    html_put(&page.html, day_from_civil(2026, 3, 3));
    html_put(&page.html, (struct minutes){720});
    html_put(&page.html, (struct pence){563});
    html_put(&page.html, 12345);
    html_attr(&page.html, 12345);
    html_attr(&page.html, -1.5);
    html_attr(&page.html, 0.05);
    html_put(&page.html, DAY_NONE);
    assert_string_equal(page_c(&page),
                        "<time datetime=\"2026-03-03\">Tuesday 3 March</time>"
                        "<time datetime=\"12:00\">12 noon</time>£5.6312,34512345-1.50.05");
    arena_release(&page.arena);
}

static void test_foreign_words_are_marked(void **state) {
    (void)state;
    struct page page;
    page_begin(&page);
    page.html.locale = text_locale(TEXT_UR);
    html_say(&page.html, &SAY1("No such text in any catalogue, {name}", "name", STR("<Joan>")));
    assert_string_equal(page_c(&page),
                        "<span lang=\"en\" dir=\"ltr\">No such text in any catalogue, "
                        "\u2068&lt;Joan&gt;\u2069</span>");
    arena_release(&page.arena);
}

static void test_a_single_tap_can_be_led_to(void **state) {
    (void)state;
    struct page page;
    page_begin(&page);
    html_part_tap(&page.html,
                  &(struct html_part_tap){.name = STR("ok"), .label = STR("Yes"), .on = true});
    assert_string_equal(page_c(&page),
                        "<label class=\"tap\"><input type=\"checkbox\" id=\"f-ok\" name=\"ok\" "
                        "value=\"yes\" checked> <span>Yes</span></label>");
    arena_release(&page.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_and_attributes_escape_everything),
        cmocka_unit_test(test_every_byte),
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_parts_keep_their_shape),
        cmocka_unit_test(test_refusals_are_tied_to_their_box),
        cmocka_unit_test(test_values_in_words),
        cmocka_unit_test(test_foreign_words_are_marked),
        cmocka_unit_test(test_a_single_tap_can_be_led_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
