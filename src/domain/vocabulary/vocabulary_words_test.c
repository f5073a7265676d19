#include "domain/vocabulary/vocabulary.h"

#include "platform/module/platform.h"
#include "testing/testing.h"

extern const struct module places_module;

static struct place_id home;

static void start(struct testing *t) {
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
}

static size_t shown(struct testing *t, struct vocabulary_heard **ret_rows) {
    size_t n;
    assert_ok(vocabulary_words_list(&t->ctx, home, ret_rows, &n));
    return n;
}

static void a_word_needs_five_people(struct testing *t) {
    struct vocabulary_heard *rows;
    start(t);
    for (int64_t who = 1; who <= 4; who++)
        assert_ok(vocabulary_words_heard(&t->ctx, home, who, STR("Gubbins tiddler")));
    for (int again = 0; again < 9; again++) /* one person counts once, however often */
        assert_ok(vocabulary_words_heard(&t->ctx, home, 1, STR("gubbins")));
    assert_int_equal(shown(t, &rows), 0);
    assert_ok(vocabulary_words_heard(&t->ctx, home, 5, STR("GUBBINS 07700900123 ab")));
    assert_int_equal(shown(t, &rows), 1);
    assert_str(rows[0].word, "gubbins");
    assert_int_equal(rows[0].people, 5);
    assert_ok(vocabulary_words_forget(&t->ctx, 3));
    assert_int_equal(shown(t, &rows), 0);
}

static struct str linked(struct testing *t, const char *text) {
    struct vocabulary_chip chips[VOCABULARY_CHIPS];
    const struct vocabulary *v = vocabulary_of(&t->ctx);
    size_t n = vocabulary_link(v, t->ctx.arena, str_from(text), NULL, chips, VOCABULARY_CHIPS, NULL);
    return n ? vocabulary_concept(v, chips[0].concept)->code : STR("");
}

static void taught_words_are_understood(struct testing *t) {
    struct concept_id concept;
    struct vocabulary_taught *rows;
    size_t n;
    start(t);
    assert_str(linked(t, "I love my gubbins patch"), "");
    assert_ok(vocabulary_teach(&t->ctx, STR("Gubbins patch"), STR("fishing"), &concept));
    testing_commit(t);
    assert_str(linked(t, "I love my gubbins patch"), "fishing");
    assert_str(linked(t, "I love my gubbins"), "");
    assert_ok(vocabulary_taught_list(&t->ctx, &rows, &n));
    assert_int_equal(n, 1);
    assert_str(rows[0].words, "gubbins patch");
    assert_ok(vocabulary_unteach(&t->ctx, rows[0].id));
    testing_commit(t);
    assert_str(linked(t, "I love my gubbins patch"), "");
}

static void teaching_is_refused(struct testing *t) {
    struct concept_id concept;
    start(t);
    assert_int_equal(vocabulary_teach(&t->ctx, STR(" "), STR("fishing"), &concept), ERR_INVALID);
    assert_int_equal(vocabulary_teach(&t->ctx, STR("gubbins"), STR("no such thing"), &concept),
                     ERR_INVALID);
    faults_init(&t->ctx.faults, t->ctx.arena);
    assert_int_equal(vocabulary_teach(&t->ctx, STR("fishing"), STR("gardening"), &concept),
                     ERR_CONFLICT);
    faults_init(&t->ctx.faults, t->ctx.arena);
    assert_ok(vocabulary_teach(&t->ctx, STR("gubbins"), STR("Garddio"), &concept));
    assert_int_equal(vocabulary_teach(&t->ctx, STR("gubbins"), STR("fishing"), &concept),
                     ERR_CONFLICT);
}

static const struct testing_case cases[] = {
    {"a word needs five people", a_word_needs_five_people},
    {"taught words are understood", taught_words_are_understood},
    {"teaching is refused", teaching_is_refused},
};

int main(void) {
    static const struct module *const modules[] = {&journal_module, &places_module,
                                                   &vocabulary_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, 3});
}
