#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static struct arena arena;

static int up(void **state) {
    (void)state;
    arena_init(&arena, 4 << 20);
    return 0;
}

static int down(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

static void knows_what_is_valid(void **state) {
    (void)state;
    assert_true(utf8_valid(STR("")) && utf8_valid(STR_NONE) && utf8_valid(STR("Łódź اردو 😀")));
    const char *bad[] = {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                         "\xc5", "a\x80"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(utf8_valid(str_from(bad[i])));
}

static void walks(void **state) {
    (void)state;
    struct str s = STR("ał\xff😀\xe2\x82");
    const uint32_t wanted[] = {'a', 0x142, 0xfffd, 0x1f600, 0xfffd, 0xfffd};
    uint32_t code;
    for (size_t i = 0; i < 6; i++) {
        assert_true(utf8_next(&s, &code));
        assert_int_equal(code, wanted[i]);
    }
    assert_false(utf8_next(&s, &code));
    assert_int_equal(utf8_count(STR("ałو😀")), 4);
    char out[4];
    assert_int_equal(utf8_encode(0x20ac, out), 3);
    assert_memory_equal(out, "€", 3);
    assert_int_equal(utf8_encode(0xd800, out), 3);
    assert_memory_equal(out, "\xef\xbf\xbd", 3);
    assert_int_equal(utf8_encode(0x110000, out), 3);
}

static void cuts_between_characters(void **state) {
    (void)state;
    assert_true(str_is(utf8_cut(STR("ały"), 2), "a"));
    assert_true(str_is(utf8_cut(STR("ały"), 3), "ał"));
    assert_true(str_is(utf8_cut(STR("ały"), 99), "ały"));
    assert_int_equal(utf8_cut(STR("😀"), 3).len, 0);
}

static void composes(void **state) {
    (void)state;
    assert_true(str_is(utf8_nfc(&arena, STR("o\xcc\x81")), "ó"));
    assert_true(str_is(utf8_nfc(&arena, STR("plain")), "plain"));
    assert_true(str_is(utf8_nfc(&arena, STR("ی\xd9\x94")), "ی\xd9\x94"));
    assert_true(str_is(utf8_nfc(&arena, STR("\xd8\xa7\xd9\x93")), "\xd8\xa2")); /* alef madda */
    assert_true(
        str_is(utf8_nfc(&arena, STR("\xff\xc3\xa9")), "\xff\xc3\xa9")); /* left as it is */
}

static void assert_fold(const char *text, const char *wanted) {
    assert_string_equal(str_c(&arena, utf8_fold(&arena, str_from(text))), wanted);
}

static void folds_latin(void **state) {
    (void)state;
    assert_fold("Oldham", "oldham");
    assert_fold("ŁÓDŹ", "lodz");
    assert_fold("Kraków", "krakow");
    assert_fold("o\xcc\x81", "o");
    assert_fold("Ystrad ŵyn", "ystrad wyn");
    assert_fold("Straße", "strasse");
    assert_fold("don’t", "don't");
    assert_fold("ΆΣ", "ασ");
    assert_null(utf8_fold(&arena, STR_NONE).ptr);
}

static void folds_arabic_script(void **state) {
    (void)state;
    assert_fold("علي", "علی");                   /* Arabic yeh as the Urdu one */
    assert_fold("على", "علی");                   /* alef maksura */
    assert_fold("كتاب", "کتاب");                 /* Arabic kaf as the Urdu one */
    assert_fold("کتــاب", "کتاب");               /* tatweel */
    assert_fold("خانه\xe2\x80\x8cها", "خانهها"); /* ZWNJ */
    assert_fold("مُحَمَّد", "محمد");                 /* vowel marks */
    assert_fold("آج", "اج");                     /* madda comes off with NFD */
}

static void keeps_vowel_signs(void **state) {
    (void)state;
    assert_fold("हिन्दी", "हिन्दी");
    assert_fold("বাংলা", "বাংলা");
}

static void folding_twice_changes_nothing(void **state) {
    (void)state;
    const char *texts[] = {"ŁÓDŹ", "علي كتاب", "Straße İstanbul", "हिन्दी", "ﬁne", "Ǆ"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct str once = utf8_fold(&arena, str_from(texts[i]));
        assert_true(str_eq(utf8_fold(&arena, once), once));
    }
    assert_true(utf8_valid(utf8_fold(&arena, STR("bad \xff\xc5 bytes"))));
}

static const char *words(const char *text) {
    struct str rest = str_from(text), word, all = STR("");
    while (utf8_next_word(&rest, &word))
        all = str_cat(&arena, str_cat(&arena, all, word), STR("|"));
    return str_c(&arena, all);
}

static void finds_words(void **state) {
    (void)state;
    assert_string_equal(words("Tea & cake, at 10am!"), "Tea|cake|at|10am|");
    assert_string_equal(words("don't 'quote' men’s"), "don't|quote|men’s|");
    assert_string_equal(words("a''b"), "a|b|");
    assert_string_equal(words("Łódź—Kraków"), "Łódź|Kraków|");
    assert_string_equal(words("چائے، کتاب۔"), "چائے|کتاب|");
    assert_string_equal(words("خانه\xe2\x80\x8cها"), "خانه\xe2\x80\x8cها|");
    assert_string_equal(words("हिन्दी भाषा"), "हिन्दी|भाषा|");
    assert_string_equal(words("... !"), "");
    assert_string_equal(words(""), "");
    assert_string_equal(words("a\xff"
                              "b"),
                        "a|b|");
    assert_string_equal(words("o\xcc\x81k"), "o\xcc\x81k|");
}

static void assert_bytes(struct str bytes, const char *wanted, const char *text,
                         const char *name) {
    struct str got, encoding;
    assert_int_equal(utf8_from_bytes(&arena, bytes, str_from(wanted), &got, &encoding), OK);
    assert_string_equal(str_c(&arena, got), text);
    assert_string_equal(str_c(&arena, encoding), name);
}

static void tells_encodings_apart(void **state) {
    (void)state;
    assert_bytes(STR("caf\xc3\xa9"), "auto", "café", "utf-8");
    assert_bytes(STR("\xef\xbb\xbf"
                     "café"),
                 NULL, "café", "utf-8");
    assert_bytes(STR("caf\xe9 \x80"
                     "5 \x93hi\x94"),
                 "", "café €5 “hi”", "windows-1252");
    assert_bytes(STR("\xff\xfe"
                     "a\0B\x01"),
                 NULL, "ał", "utf-16le");
    assert_bytes(STR("\xfe\xff\0a\x01"
                     "B"),
                 NULL, "ał", "utf-16be");
    assert_bytes(STR("a\0,\0b\0\n\0"), NULL, "a,b\n", "utf-16le");
    assert_bytes(STR("\0a\0,\0b\0\n"), NULL, "a,b\n", "utf-16be");
    assert_bytes(STR("\x27\x06 \0\x2f\x06\n\0"), NULL, "ا د\n", "utf-16le");
    assert_bytes(STR("\xff\xfe\x3d\xd8\x00\xde"), NULL, "😀", "utf-16le");
    assert_bytes(STR("\xff\xfe\x3d\xd8"
                     "a\0"),
                 NULL,
                 "\xef\xbf\xbd"
                 "a",
                 "utf-16le");
    assert_bytes(STR(""), NULL, "", "utf-8");
    assert_bytes(STR_NONE, NULL, "", "utf-8");
}

static void wanted_encodings_win(void **state) {
    (void)state;
    assert_bytes(STR("caf\xc3\xa9"), "Windows-1252", "cafÃ©", "windows-1252");
    assert_bytes(STR("\x42\x30\x44\x30"), "utf-16le", "あい", "utf-16le");
    assert_bytes(STR("\xef\xbb\xbfx"), "UTF-8", "x", "utf-8");
    assert_bytes(STR("\x81"), "windows-1252", "\xef\xbf\xbd", "windows-1252");
}

static void refuses_what_is_not_text(void **state) {
    (void)state;
    struct str text = STR("kept"), name = STR("kept");
    assert_int_equal(
        utf8_from_bytes(&arena, STR("\x89PNG\0\0\0\rIHDR"), STR_NONE, &text, &name),
        ERR_INVALID);
    assert_int_equal(utf8_from_bytes(&arena, STR("a"), STR("latin-9"), &text, &name),
                     ERR_INVALID);
    assert_int_equal(utf8_from_bytes(&arena, STR("\xff"), STR("utf-8"), &text, &name),
                     ERR_INVALID);
    assert_int_equal(utf8_from_bytes(&arena, STR("a\0b"), STR("utf-8"), &text, &name),
                     ERR_INVALID);
    assert_int_equal(utf8_from_bytes(&arena, STR("abc"), STR("utf-16le"), &text, &name),
                     ERR_INVALID);
    assert_int_equal(utf8_from_bytes(&arena, STR("a\0\0\0"), STR("utf-16le"), &text, &name),
                     ERR_INVALID);
    assert_true(str_is(text, "kept") && str_is(name, "kept"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_what_is_valid),
        cmocka_unit_test(walks),
        cmocka_unit_test(cuts_between_characters),
        cmocka_unit_test(composes),
        cmocka_unit_test(folds_latin),
        cmocka_unit_test(folds_arabic_script),
        cmocka_unit_test(keeps_vowel_signs),
        cmocka_unit_test(folding_twice_changes_nothing),
        cmocka_unit_test(finds_words),
        cmocka_unit_test(tells_encodings_apart),
        cmocka_unit_test(wanted_encodings_win),
        cmocka_unit_test(refuses_what_is_not_text),
    };
    return cmocka_run_group_tests(tests, up, down);
}
