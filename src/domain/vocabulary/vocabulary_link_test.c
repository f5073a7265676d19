/* What people write, in four languages, and what it must suggest. */
#include "domain/vocabulary/vocabulary_own.h"
#include "testing/testing.h"

#include <stdio.h>
#include <string.h>

struct phrase {
    const char *text, *wanted;
};

/* wanted: "concept sense" pairs joined by ", " in order of the text; "+" after a sense = used
 * to. */
static const struct phrase english[] = {
    {"I used to fish with my dad", "fishing love+, by-water love"},
    {"I love knitting and baking cakes", "knitting love, baking love"},
    {"I can't stand football", "football not"},
    {"I can\u2019t stand football but I love knitting", "football not, knitting love"},
    {"not keen on bingo", "bingo not"},
    {"Dancing is not for me", "dance not"},
    {"I would love to learn to play the guitar", "playing-music hope"},
    {"I'd like to try swiming", "swimming hope"},
    {"I can teach chess", "chess gift"},
    {"I used to run a lunch club", "sharing-meals gift+"},
    {"my dad loved fishing", ""},
    {"My son plays cricket.", ""},
    {"my son and I play chess", "chess love"},
    {"me and my dad go fishing", "fishing love"},
    {"I love baking cakes and my husband grows tomatoes", "baking love"},
    {"My wife knits. I love cricket.", "cricket love"},
    {"dunno, telly", "film-tv love"},
    {"gardning and kniting", "growing love, knitting love"},
    {"fihsing and fotography", "fishing love, photography love"},
    {"embroidary", "sewing love"},
    {"wok on the hob", ""},
    {"I walk my dog every day and feed the birds",
     "walking love, dogs love, birdwatching love"},
    {"I can't manage stairs and I've no way of getting there",
     "step-free need, getting-about need"},
    {"I don't need lifts", ""},
    {"I'm free on Tuesdays", ""},
    {"I hate noise", "quiet need"},
    {"looking for someone to talk to, on my own all day", "company need"},
    {"I'm lonely since my husband died", "company need"},
    {"just moved here, don't know anyone", "new-here need"},
    {"I look after my wife", "carer need"},
    {"I'm good with computers", "computer-help gift"},
    {"We have a car park. Booking required. All welcome.", ""},
    {"walking football", "walking-football love"},
    {"growing chillies", "growing-food love"},
    {"I used to hate fishing", ""},
    {"", ""},
    {"   ", ""},
    {"!!! ??? ...", ""},
};
static const struct phrase sensitive[] = {
    {"I go to church every Sunday and the mosque on Friday", ""},
    {"I am in debt and my landlord is evicting me", ""},
    {"I have dementia and depression", ""},
    {"recovering from an addiction to gambling", ""},
    {"grief, bereavement and divorce", ""},
    {"gay and waiting for asylum", ""},
    {"mam d\u0142ugi i depresj\u0119", ""},
    {"mynd i'r capel", ""},
    {"\u0645\u062c\u06be\u06d2 \u0645\u0633\u062c\u062f \u062c\u0627\u0646\u0627 \u067e\u0633\u0646\u062f \u06c1\u06d2",
     ""},
};
static const struct phrase polish[] = {
    {"Lubię wędkarstwo i szachy", "fishing love, chess love"},
    {"nie lubię piłki nożnej", "football not"},
    {"Nie znoszę tańca", "dance not"},
    {"kiedyś śpiewałam w chórze", "singing love+"},
    {"Kiedyś grałem w szachy", "chess love+"},
    {"chciałabym nauczyć się angielskiego", "english hope"},
    {"gotuję i maluję", "cooking love, drawing-painting love"},
    {"mój syn gra w piłkę nożną", ""},
    {"mogę uczyć szydełkowania", "crochet gift"},
    {"Umiem naprawiać rowery", "fixing-bikes gift"},
    {"Gram na gitarze i śpiewam w chórze", "playing-music love, singing love"},
    {"Jestem samotna, nie mam z kim porozmawiać", "company need"},
    {"chodzę na spacery z psem", "walking love, dogs love"},
    {"szukam pracy", "work need"},
    {"ogrudek i kwiaty", "growing love, flowers love"},
    {"moja żona lubi gotować", ""},
};
static const struct phrase welsh[] = {
    {"Dw i'n hoffi garddio", "growing love"},
    {"mae gen i ddiddordeb mewn arddio a chanu", "growing love, singing love"},
    {"dw i ddim yn hoffi pêl-droed", "football not"},
    {"dw i'n casáu dawnsio", "dance not"},
    {"roeddwn i'n arfer pysgota", "fishing love+, by-water love"},
    {"Roeddwn i'n arfer chwarae pêl-droed a chriced", "football love+, cricket love+"},
    {"hoffwn i ddysgu gwau", "knitting hope"},
    {"hoffwn ddysgu coginio", "cooking hope"},
    {"Dw i'n gallu helpu gyda chyfrifiaduron", "computers gift"},
    {"mae fy nhad yn hoffi pysgota", ""},
    {"Dwi'n unig ers symud i'r ardal", "company need, new-here need"},
    {"Rydw i'n mwynhau canu mewn côr", "singing love"},
};
static const struct phrase urdu[] = {
    {"مجھے کرکٹ پسند ہے", "cricket love"},
    {"مجھے فٹ بال پسند نہیں", "football not"},
    {"مجھے کھانا پکانا پسند ہے لیکن کرکٹ پسند نہیں", "cooking love, cricket not"},
    {"میں سلائی سکھا سکتی ہوں", "sewing gift"},
    {"میں پہلے شطرنج کھیلتا تھا", "chess love+"},
    {"میں انگریزی سیکھنا چاہتی ہوں", "english hope"},
    {"میں کھانا پکاتی ہوں", "cooking love"},
    {"میرے والد مچھلی پکڑتے تھے", ""},
    {"میری بیوی کو سلائی پسند ہے", ""},
    {"مجھے شاعری اور کتابیں پڑھنا پسند ہے", "poetry love, reading love"},
    {"مجھے باغبانی کا شوق ہے", "growing love"},
    {"باگبانی", "growing love"},
    {"میں اکیلی رہتی ہوں", "company need"},
};

static const char *const senses[] = {"love", "gift", "hope", "need", "not"};

static struct arena arena;
static const struct vocabulary *v;

static struct str chips_of(const char *text, const struct locale *language) {
    struct vocabulary_chip chips[VOCABULARY_CHIPS];
    size_t n =
        vocabulary_link(v, &arena, str_from(text), language, chips, VOCABULARY_CHIPS, NULL);
    struct buf buf;
    buf_init(&buf, &arena, 4096);
    for (size_t i = 0; i < n; i++)
        buf_printf(&buf, "%s%.*s %s%s", i ? ", " : "",
                   STR_ARG(vocabulary_concept(v, chips[i].concept)->code),
                   senses[chips[i].sense], chips[i].used_to ? "+" : "");
    return buf_str(&buf);
}

static void expect_all(const struct phrase *phrases, size_t count,
                       const struct locale *language) {
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        struct str got = chips_of(phrases[i].text, language);
        if (str_is(got, phrases[i].wanted) || (got.len == 0 && phrases[i].wanted[0] == '\0'))
            continue;
        print_error("\"%s\"\n   wanted: %s\n   got:    %.*s\n", phrases[i].text,
                    phrases[i].wanted, STR_ARG(got));
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

#define EXPECT(phrases, language)                                                              \
    expect_all(phrases, sizeof phrases / sizeof *phrases, language)

static void test_english(void **state) {
    (void)state;
    EXPECT(english, NULL);
}
static void test_sensitive(void **state) {
    (void)state;
    EXPECT(sensitive, NULL);
}
static void test_polish(void **state) {
    (void)state;
    EXPECT(polish, NULL);
    EXPECT(polish, text_locale(TEXT_PL));
}
static void test_welsh(void **state) {
    (void)state;
    EXPECT(welsh, NULL);
    EXPECT(welsh, text_locale(TEXT_CY));
}
static void test_urdu(void **state) {
    (void)state;
    EXPECT(urdu, NULL);
    EXPECT(urdu, text_locale(TEXT_UR));
}

static struct vocabulary_chip first_chip(const char *text) {
    struct vocabulary_chip chips[VOCABULARY_CHIPS];
    assert_true(
        vocabulary_link(v, &arena, str_from(text), NULL, chips, VOCABULARY_CHIPS, NULL) > 0);
    return chips[0];
}

static void test_certainty_and_span(void **state) {
    (void)state;
    struct vocabulary_chip chip = first_chip("we love knitting here");
    assert_true(chip.certainty == 1.0);
    assert_str(chip.span, "knitting");
    assert_int_equal(chip.from, 8);
    assert_int_equal(chip.to, 16);
    assert_true(first_chip("we walked a lot").certainty == .95);
    assert_true(first_chip("some kniting").certainty == .7);
    assert_true(first_chip("some knittinng").certainty == .7);
}

static void test_ceiling(void **state) {
    (void)state;
    struct str text = STR(
        "knitting, baking, chess, fishing, football, cricket, singing, poetry, dominoes, pottery");
    struct vocabulary_chip chips[20];
    assert_int_equal(vocabulary_link(v, &arena, text, NULL, chips, 6, NULL), 6);
    assert_int_equal(vocabulary_link(v, &arena, text, NULL, chips, 20, NULL), 10);
    assert_int_equal(vocabulary_link(v, &arena, text, NULL, chips, 0, NULL), 0);
    for (int i = 1; i < 10; i++) assert_true(chips[i].from > chips[i - 1].from);
}

static void test_unlinked(void **state) {
    (void)state;
    struct vocabulary_chip chips[6];
    struct str left;
    vocabulary_link(v, &arena, STR("I love knitting and theremin"), NULL, chips, 6, &left);
    assert_str(left, "theremin");
}

static void test_assets(void **state) {
    (void)state;
    struct vocabulary_link found[4];
    size_t n = vocabulary_link_asset(v, &arena, STR("Knit and Natter"),
                                     STR("Tea, cake and a chat. Bring your wool."), found, 4);
    assert_true(n >= 1 && n <= 4);
    assert_true(found[0].concept.v == vocabulary_find(v, STR("knitting")).v &&
                found[0].quality == 50);
    n = vocabulary_link_asset(v, &arena, STR("Saturday at the pond"),
                              STR("Rods lent to beginners"), found, 4);
    assert_true(n == 1 && found[0].concept.v == vocabulary_find(v, STR("fishing")).v);
    n = vocabulary_link_asset(v, &arena, STR("Memory Cafe"),
                              STR("For people living with dementia"), found, 4);
    assert_true(n >= 1 && found[0].concept.v == vocabulary_find(v, STR("dementia")).v);
    assert_int_equal(vocabulary_link_asset(v, &arena, STR("Church Hall, Mill Lane"),
                                           STR("Car park at the back."), found, 4),
                     0);
    assert_int_equal(vocabulary_link_asset(v, &arena, STR_NONE, STR_NONE, found, 4), 0);
}

static void test_distance(void **state) {
    (void)state;
    const uint16_t fish[] = {'f', 'i', 's', 'h'}, fihs[] = {'f', 'i', 'h', 's'},
                   dish[] = {'d', 'i', 's', 'h', 'y'};
    assert_int_equal(vocabulary_distance(fish, 4, fish, 4, 2), 0);
    assert_int_equal(vocabulary_distance(fish, 4, fihs, 4, 2), 1);
    assert_int_equal(vocabulary_distance(fish, 4, dish, 5, 2), 2);
    assert_int_equal(vocabulary_distance(fish, 4, dish, 5, 1),
                     2); /* beyond the limit: limit + 1 */
    assert_int_equal(vocabulary_distance(fish, 4, dish, 0, 2), 3);
}

/* Long and strange input: bounded, and the answer still points into the text. */
static void test_much(void **state) {
    (void)state;
    struct buf buf;
    buf_init(&buf, &arena, (size_t)1 << 20);
    for (int i = 0; i < 20000; i++) buf_puts(&buf, i % 3 ? "knitting " : "\xff\xd8 ");
    struct vocabulary_chip chips[6];
    size_t n = vocabulary_link(v, &arena, buf_str(&buf), NULL, chips, 6, NULL);
    assert_int_equal(n, 1);
    assert_str(chips[0].span, "knitting");
}

static int open_vocabulary(void **state) {
    (void)state;
    arena_init(&arena, (size_t)256 << 20);
    struct str why = STR_NONE;
    enum status status = vocabulary_open(&arena, &v, &why);
    if (status != OK) print_error("%.*s\n", STR_ARG(why));
    return status == OK ? 0 : -1;
}

static int close_vocabulary(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_english), cmocka_unit_test(test_sensitive),
        cmocka_unit_test(test_polish),  cmocka_unit_test(test_welsh),
        cmocka_unit_test(test_urdu),    cmocka_unit_test(test_certainty_and_span),
        cmocka_unit_test(test_ceiling), cmocka_unit_test(test_unlinked),
        cmocka_unit_test(test_assets),  cmocka_unit_test(test_distance),
        cmocka_unit_test(test_much),
    };
    return cmocka_run_group_tests(tests, open_vocabulary, close_vocabulary);
}
