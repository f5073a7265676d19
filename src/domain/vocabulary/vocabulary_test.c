/* The file of concepts and the tree it makes. */
#include "domain/vocabulary/vocabulary_own.h"
#include "testing/testing.h"

#include <stdio.h>
#include <string.h>

static struct arena arena;
static const struct vocabulary *v;

static struct concept_id id(const char *code) {
    struct concept_id found = vocabulary_find(v, str_from(code));
    if (!found.v) print_error("no concept \"%s\"\n", code);
    assert_true(found.v > 0);
    return found;
}

static void test_size(void **state) {
    (void)state;
    const struct concept_id *tops;
    size_t kinds[CONCEPT_KINDS] = {0}, n = vocabulary_tops(v, &tops);
    assert_true(vocabulary_count(v) >= 600);
    assert_true(n > 10 && n <= VOCABULARY_TOPS);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(vocabulary_concept(v, tops[i])->broader[0].v, 0);
    for (uint16_t i = 1; i <= vocabulary_count(v); i++)
        kinds[vocabulary_concept(v, (struct concept_id){i})->kind]++;
    static const size_t least[CONCEPT_KINDS] = {350, 120, 80, 25, 25};
    for (int k = 0; k < CONCEPT_KINDS; k++) assert_true(kinds[k] >= least[k]);
}

/* Each label stands for one concept only, in each language, and leads back to it. */
static void test_labels(void **state) {
    (void)state;
    int wrong = 0;
    for (uint16_t i = 1; i <= vocabulary_count(v); i++) {
        const struct concept *c = vocabulary_concept(v, (struct concept_id){i});
        assert_true(str_is(c->reviewed, "draft") || c->reviewed.len > 0);
        for (size_t l = 0; l < VOCABULARY_LANGUAGES; l++) {
            assert_true(c->label[l].len > 0 && utf8_valid(c->label[l]));
            struct str folded = utf8_fold(&arena, c->label[l]);
            for (uint16_t k = 1; k < i; k++) {
                const struct concept *other = vocabulary_concept(v, (struct concept_id){k});
                if (!str_eq(folded, utf8_fold(&arena, other->label[l]))) continue;
                print_error("%.*s and %.*s share a label\n", STR_ARG(c->code),
                            STR_ARG(other->code));
                wrong++;
            }
        }
    }
    assert_int_equal(wrong, 0);
}

static bool arabic(struct str s) {
    uint32_t code;
    while (utf8_next(&s, &code))
        if (code >= 0x0600 && code <= 0x06FF) return true;
    return false;
}

static void test_scripts(void **state) {
    (void)state;
    for (uint16_t i = 1; i <= vocabulary_count(v); i++) {
        const struct concept *c = vocabulary_concept(v, (struct concept_id){i});
        assert_true(arabic(c->label[TEXT_UR]));
        assert_false(arabic(c->label[TEXT_EN]) || arabic(c->label[TEXT_CY]) ||
                     arabic(c->label[TEXT_PL]));
    }
}

/* A form said of two concepts in one language would make the answer a matter of file order. */
static void test_forms_once(void **state) {
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < v->forms_n; i++) {
        const struct form *f = &v->forms[i], *g;
        size_t slot = SIZE_MAX;
        if (f->lane != LANE_EXACT || f->how != HOW_WRITTEN || !f->concept) continue;
        while ((g = vocabulary_form_next(v, f->key, &slot)) != NULL) {
            if (!g->concept || g->concept == f->concept || g->language != f->language ||
                g->how != HOW_WRITTEN || g->lane != LANE_EXACT)
                continue;
            print_error("a form of %.*s and %.*s\n", STR_ARG(v->concepts[f->concept - 1].code),
                        STR_ARG(v->concepts[g->concept - 1].code));
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static const char header[] =
    "id\tkind\tbroader\trelated\topenactive\twikidata\tsensitive"
    "\ten_label\ten_synonyms\ten_phrases\ten_misspellings\tcy_label\tcy_synonyms\tcy_phrases\tcy_misspellings"
    "\tpl_label\tpl_synonyms\tpl_phrases\tpl_misspellings\tur_label\tur_synonyms\tur_phrases\tur_misspellings\treviewed_by\n";

static struct str row(const char *code, const char *kind, const char *broader, const char *flag,
                      const char *label) {
    return str_printf(&arena,
                      "%s\t%s\t%s\t\t\t\t%s\t%s\t\t\t\t%s\t\t\t\t%s\t\t\t\t%s\t\t\t\tdraft\n",
                      code, kind, broader, flag, label, label, label, label);
}

static enum status read_rows(struct str a, struct str b, struct str *ret_why) {
    struct vocabulary fresh = {.arena = &arena};
    struct str table = str_cat(&arena, str_from(header), str_cat(&arena, a, b));
    *ret_why = STR_NONE;
    return vocabulary_read_concepts(&fresh, table, ret_why);
}

/* The rules of the file refuse what breaks them, saying where. */
static void test_refusals(void **state) {
    (void)state;
    struct str why, good = row("a", "interest", "", "", "A");
    assert_ok(read_rows(good, row("b", "need", "a", "sensitive", "B"), &why));
    assert_int_equal(read_rows(good, good, &why), ERR_BROKEN);
    assert_true(str_find(why, STR("twice"), 0) != SIZE_MAX);
    assert_int_equal(
        read_rows(row("a", "interest", "b", "", "A"), row("b", "interest", "a", "", "B"), &why),
        ERR_BROKEN);
    assert_true(str_find(why, STR("circle"), 0) != SIZE_MAX);
    assert_int_equal(read_rows(good, row("b", "interest", "c", "", "B"), &why), ERR_BROKEN);
    assert_int_equal(read_rows(good, row("b", "interest", "b", "", "B"), &why), ERR_BROKEN);
    assert_int_equal(read_rows(good, row("b", "interest", "a|a|a", "", "B"), &why), ERR_BROKEN);
    assert_int_equal(read_rows(good, row("b", "hobby", "", "", "B"), &why), ERR_BROKEN);
    assert_int_equal(read_rows(good, row("b", "interest", "", "yes", "B"), &why), ERR_BROKEN);
    assert_int_equal(read_rows(good, row("b", "interest", "", "", ""), &why), ERR_BROKEN);
    assert_int_equal(read_rows(good, row("B b", "interest", "", "", "B"), &why), ERR_BROKEN);
    assert_int_equal(read_rows(good, STR("b\tinterest\n"), &why), ERR_BROKEN);
    struct str many = STR("");
    for (int i = 0; i < VOCABULARY_TOPS; i++)
        many = str_cat(&arena, many,
                       row(str_c(&arena, str_printf(&arena, "t%d", i)), "need", "", "", "T"));
    assert_int_equal(read_rows(good, many, &why), ERR_BROKEN);
}

static void test_tree(void **state) {
    (void)state;
    const struct concept_id *below;
    size_t n = vocabulary_children(v, id("sport"), &below);
    bool football = false;
    for (size_t i = 0; i < n; i++) football = football || below[i].v == id("football").v;
    assert_true(football);
    assert_true(vocabulary_under(v, id("walking-football"), id("sport")));
    assert_false(vocabulary_under(v, id("sport"), id("walking-football")));
    assert_true(vocabulary_top_of(v, id("fishing")).v == id("outdoors").v);
    assert_int_equal(vocabulary_find(v, STR("no-such-thing")).v, 0);
    assert_null(vocabulary_concept(v, (struct concept_id){0}));
    assert_null(vocabulary_concept(v, (struct concept_id){60000}));
    assert_int_equal(vocabulary_children(v, (struct concept_id){0}, &below), 0);
}

static void test_label_languages(void **state) {
    (void)state;
    assert_str(vocabulary_label(v, id("knitting"), text_locale(TEXT_EN)), "Knitting");
    assert_str(vocabulary_label(v, id("knitting"), text_locale(TEXT_CY)), "Gwau");
    assert_str(vocabulary_label(v, id("knitting"), text_locale(TEXT_PL)),
               "Robienie na drutach");
    assert_str(vocabulary_label(v, id("knitting"), text_locale(TEXT_UR)), "بنائی");
    assert_str(vocabulary_label(v, id("knitting"), text_locale(TEXT_PSEUDO)), "Knitting");
    assert_str(vocabulary_label_of(v, STR("gone"), NULL), "gone");
}

static void near(double got, double wanted) {
    assert_true(got > wanted - 1e-9 && got < wanted + 1e-9);
}

static void test_similarity(void **state) {
    (void)state;
    near(vocabulary_similarity(v, id("football"), id("football")), 1);
    near(vocabulary_similarity(v, id("football"), id("walking-football")), .8);
    near(vocabulary_similarity(v, id("sport"), id("walking-football")), .64);
    near(vocabulary_similarity(v, id("walking-football"), id("football")), .7);
    near(vocabulary_similarity(v, id("chess"), id("dominoes")), .4);
    near(vocabulary_similarity(v, id("dominoes"), id("chess")), .4);
    near(vocabulary_similarity(v, id("muslim"), id("christian")), 0);
    near(vocabulary_similarity(v, id("shopping-help"), id("digital-help")), 0);
    near(vocabulary_similarity(v, id("knitting"), id("cricket")), 0);
    near(vocabulary_similarity(v, (struct concept_id){0}, id("cricket")), 0);
}

static void test_relatives(void **state) {
    (void)state;
    struct vocabulary_relative list[64];
    size_t n = vocabulary_relatives(v, id("football"), list, 12);
    assert_true(n > 2 && n <= 12);
    assert_true(list[0].concept.v == id("football").v && list[0].similarity == 1);
    for (size_t i = 1; i < n; i++)
        assert_true(list[i].similarity <= list[i - 1].similarity && list[i].similarity > 0);
    n = vocabulary_relatives(v, id("sport"), list, 64);
    const struct concept_id *below;
    assert_true(n > vocabulary_children(v, id("sport"), &below));
}

static void test_openactive(void **state) {
    (void)state;
    assert_true(
        vocabulary_openactive(
            v, STR("https://openactive.io/activity-list#72d19892-5f55-4e9c-87b0-a5433baa49c8"))
            .v == id("fishing").v);
    assert_true(vocabulary_openactive(v, STR("72D19892-5f55-4e9c-87b0-a5433baa49c8")).v ==
                id("fishing").v);
    assert_int_equal(vocabulary_openactive(v, STR("")).v, 0);
}

static void expect_stem(enum lane lane, const char *a, const char *b, bool same) {
    char one[VOCABULARY_WORD_MAX], two[VOCABULARY_WORD_MAX];
    struct str x = vocabulary_lane_stem(lane, utf8_fold(&arena, str_from(a)), one),
               y = vocabulary_lane_stem(lane, utf8_fold(&arena, str_from(b)), two);
    if (str_eq(x, y) != same) print_error("%s %s: %.*s %.*s\n", a, b, STR_ARG(x), STR_ARG(y));
    assert_int_equal(str_eq(x, y), same);
}

static void test_stems(void **state) {
    (void)state;
    expect_stem(LANE_EN, "walking", "walked", true);
    expect_stem(LANE_EN, "knitting", "knits", true);
    expect_stem(LANE_PL, "szachy", "szachów", true);
    expect_stem(LANE_PL, "malować", "maluję", true);
    expect_stem(LANE_PL, "malować", "mała", false);
    expect_stem(LANE_PL, "angielski", "angielskiego", true);
    expect_stem(LANE_UR, "پکانا", "پکاتی", true);
    struct str bent[3];
    assert_int_equal(vocabulary_mutate(&arena, STR("garddio"), bent), 2);
    assert_str(bent[0], "arddio");
    assert_str(bent[1], "ngarddio");
    assert_int_equal(vocabulary_mutate(&arena, STR("canu"), bent), 3);
    assert_str(bent[2], "chanu");
    assert_int_equal(vocabulary_mutate(&arena, STR("llyfrau"), bent), 1);
    assert_str(bent[0], "lyfrau");
    assert_int_equal(vocabulary_mutate(&arena, STR("chwarae"), bent), 0);
    assert_int_equal(vocabulary_mutate(&arena, STR("nofio"), bent), 0);
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
        cmocka_unit_test(test_size),
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_scripts),
        cmocka_unit_test(test_forms_once),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_tree),
        cmocka_unit_test(test_label_languages),
        cmocka_unit_test(test_similarity),
        cmocka_unit_test(test_relatives),
        cmocka_unit_test(test_openactive),
        cmocka_unit_test(test_stems),
    };
    return cmocka_run_group_tests(tests, open_vocabulary, close_vocabulary);
}
