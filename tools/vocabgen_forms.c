/* The table of forms: every label, synonym, phrase and known misspelling as words that are
   looked up along lanes; and the cues that turn their meaning. */
#include "vocabgen.h"

#include <stdlib.h>
#include <string.h>

/* ---- forms ---- */

/* What is being added: of which concept or cue, in which language. */
struct adding {
    uint16_t concept, cues;
    uint8_t language;
    enum how how;
};

static void push_form(struct tables *t, const struct adding *a, enum lane lane, enum how how,
                      const uint32_t *units, size_t n) {
    struct form *f = ARENA_PUSH(t->arena, t->forms, t->forms_n);
    *f = (struct form){.key = vocabulary_form_key(lane, units, n),
                       .concept = a->concept,
                       .cues = a->cues,
                       .language = a->language,
                       .how = (uint8_t)how,
                       .words = (uint8_t)n,
                       .lane = (uint8_t)lane};
    struct unit *first = &t->units[units[0] - 1];
    if (first->longest[lane] < n) first->longest[lane] = (uint8_t)n;
}

static uint32_t add_word(struct tables *t, const struct adding *a, struct str folded) {
    uint32_t unit = vocabgen_unit_add(t, folded);
    struct unit *u = &t->units[unit - 1];
    u->marks |= UNIT_WORD;
    if (a->concept && a->how != HOW_MISSPELT) u->form_in |= (uint8_t)(1u << a->language);
    return unit;
}

/* The first word as Welsh bends it. A bent word that is short or an English word is left out:
   "te" would otherwise be heard in every "the". */
static void push_mutated(struct tables *t, const struct adding *a, const struct str *words,
                         const uint32_t *units, size_t n) {
    struct str bent[3];
    uint32_t copy[FORM_WORDS];
    size_t count = vocabulary_mutate(t->arena, words[0], bent);
    for (size_t i = 0; i < count; i++) {
        uint32_t known = vocabgen_unit_find(t, bent[i]);
        if (bent[i].len < 3 || (known && (t->units[known - 1].marks & UNIT_COMMON))) continue;
        memcpy(copy, units, n * sizeof *units);
        copy[0] = add_word(t, a, bent[i]);
        push_form(t, a, LANE_EXACT, HOW_INFLECTED, copy, n);
    }
}

static const enum lane lane_of[VOCABULARY_LANGUAGES] = {LANE_EN, LANE_EXACT, LANE_PL, LANE_UR};

static void push_stemmed(struct tables *t, const struct adding *a, const struct str *words,
                         size_t n) {
    enum lane lane = lane_of[a->language];
    uint32_t units[FORM_WORDS];
    char room[VOCABULARY_WORD_MAX];
    for (size_t i = 0; i < n; i++) {
        struct str stem = vocabgen_norm(t, lane, words[i], room);
        if (n == 1 && utf8_count(stem) < 3) return;
        units[i] = vocabgen_unit_add(t, stem);
    }
    push_form(t, a, lane, HOW_INFLECTED, units, n);
}

static void add_form(struct tables *t, const struct adding *a, struct str text) {
    struct str words[FORM_WORDS], word, folded;
    uint32_t units[FORM_WORDS];
    size_t n = 0;
    while (vocabulary_word(t->arena, &text, &word, &folded)) {
        if (n == FORM_WORDS) return; /* longer phrases are for people to read */
        words[n++] = folded;
    }
    if (n == 0) return;
    for (size_t i = 0; i < n; i++) units[i] = add_word(t, a, words[i]);
    push_form(t, a, LANE_EXACT, a->how, units, n);
    if (!a->concept || a->how != HOW_WRITTEN) return;
    if (a->language == TEXT_CY) push_mutated(t, a, words, units, n);
    else push_stemmed(t, a, words, n);
}

static void add_list(struct tables *t, const struct adding *a, struct str list) {
    struct str piece;
    while (list.len > 0 && str_next(&list, '|', &piece)) add_form(t, a, piece);
}

static void add_concepts(struct tables *t, struct str table) {
    struct str line, field;
    (void)str_next(&table, '\n', &line);
    for (uint16_t number = 1; number <= t->v.count && str_next(&table, '\n', &line); number++) {
        for (size_t column = 0; str_next(&line, '\t', &field); column++) {
            if (column < 7 || column >= 7 + 4 * VOCABULARY_LANGUAGES) continue;
            struct adding a = {.concept = number,
                               .language = (uint8_t)((column - 7) / 4),
                               .how = (column - 7) % 4 == 3 ? HOW_MISSPELT : HOW_WRITTEN};
            add_list(t, &a, field);
        }
    }
}

/* ---- cues ---- */

static const struct {
    const char *role;
    uint16_t cue;
} roles[] = {
    {"negate", CUE_NEGATE},
    {"love", CUE_LOVE},
    {"want", CUE_WANT},
    {"offer", CUE_OFFER},
    {"past", CUE_PAST},
    {"self", CUE_SELF},
    {"other", CUE_OTHER},
    {"with", CUE_WITH},
    {"break", CUE_BREAK},
    {"nothing", CUE_NOTHING},
    {"negate-after", CUE_NEGATE_AFTER},
    {"love-after", CUE_LOVE_AFTER},
    {"want-after", CUE_WANT_AFTER},
    {"offer-after", CUE_OFFER_AFTER},
    {"past-after", CUE_PAST_AFTER},
    {NULL, 0},
};

static uint16_t role_of(struct str name) {
    for (int i = 0; roles[i].role; i++)
        if (str_is(name, roles[i].role)) return roles[i].cue;
    return 0;
}

static bool language_of(struct str code, uint8_t *ret_language) {
    static const char *const codes[VOCABULARY_LANGUAGES] = {"en", "cy", "pl", "ur"};
    for (uint8_t l = 0; l < VOCABULARY_LANGUAGES; l++) {
        if (!str_is(code, codes[l])) continue;
        *ret_language = l;
        return true;
    }
    return false;
}

static void mark_words(struct tables *t, struct str list, uint8_t language, bool exact) {
    struct str piece, word, folded;
    while (list.len > 0 && str_next(&list, '|', &piece)) {
        if (!vocabulary_word(t->arena, &piece, &word, &folded)) continue;
        uint32_t unit = vocabgen_unit_add(t, folded); /* may move the units */
        struct unit *u = &t->units[unit - 1];
        u->marks |= UNIT_WORD | (exact ? UNIT_EXACT_ONLY : UNIT_COMMON);
        if (!exact) u->said_in |= (uint8_t)(1u << language);
    }
}

/* A row is read twice: for its single words before the forms are built, for its cues after. */
static bool read_cue_line(struct tables *t, struct str line, bool words_only) {
    struct str code, role, forms;
    struct adding a = {0};
    if (!str_next(&line, '\t', &code) || !str_next(&line, '\t', &role) ||
        !str_next(&line, '\t', &forms) || !language_of(code, &a.language))
        return false;
    bool exact = str_is(role, "exact"), word = str_is(role, "word");
    a.cues = role_of(role);
    if (!exact && !word && !a.cues) return false;
    if (words_only && !a.cues) mark_words(t, forms, a.language, exact);
    if (!words_only && a.cues) add_list(t, &a, forms);
    return true;
}

static bool read_cues(struct tables *t, struct str table, bool words_only,
                      struct str *ret_why) {
    struct str line;
    while (str_next(&table, '\n', &line)) {
        if (line.len == 0 || line.ptr[0] == '#' || read_cue_line(t, line, words_only)) continue;
        struct str start = utf8_cut(line, 40);
        *ret_why =
            str_printf(t->arena, "cues.tsv: %.*s: not language, role, forms", STR_ARG(start));
        return false;
    }
    return true;
}

/* ---- Polish ---- */

static int by_form(const void *a, const void *b) {
    return str_cmp(((const struct bent *)a)->form, ((const struct bent *)b)->form);
}

/* "lemma<tab>form|form": forms whose endings the rules of the lane would not take off rightly. */
static bool read_polish(struct tables *t, struct str table, struct str *ret_why) {
    struct str line, lemma, form;
    while (str_next(&table, '\n', &line)) {
        if (line.len == 0 || line.ptr[0] == '#') continue;
        if (!str_next(&line, '\t', &lemma) || lemma.len == 0 || line.len == 0) {
            *ret_why = str_printf(t->arena, "forms-pl.tsv: %.*s: not lemma, forms",
                                  STR_ARG(utf8_cut(lemma, 40)));
            return false;
        }
        while (str_next(&line, '|', &form))
            *ARENA_PUSH(t->arena, t->bent, t->bent_n) = (struct bent){form, lemma};
    }
    if (t->bent_n > 0) qsort(t->bent, t->bent_n, sizeof *t->bent, by_form);
    return true;
}

struct str vocabgen_norm(const struct tables *t, enum lane lane, struct str folded,
                         char room[VOCABULARY_WORD_MAX]) {
    struct bent key = {.form = folded}, *hit = NULL;
    if (lane == LANE_PL && t->bent_n > 0)
        hit = bsearch(&key, t->bent, t->bent_n, sizeof *t->bent, by_form);
    return vocabulary_lane_stem(lane, hit ? hit->lemma : folded, room);
}

/* A bent word is a word of its own only where its stand-in is in use. */
static void add_bent(struct tables *t) {
    char room[VOCABULARY_WORD_MAX];
    for (size_t i = 0; i < t->bent_n; i++) {
        if (!vocabgen_unit_find(t, vocabgen_norm(t, LANE_PL, t->bent[i].form, room))) continue;
        uint32_t unit = vocabgen_unit_add(t, t->bent[i].form);
        t->units[unit - 1].marks |= UNIT_WORD;
    }
}

/* ---- putting it together ---- */

static void add_common(struct tables *t, struct str common) {
    struct str line;
    while (str_next(&common, '\n', &line)) {
        if (line.len == 0) continue;
        uint32_t unit = vocabgen_unit_add(t, line);
        t->units[unit - 1].marks |= UNIT_WORD | UNIT_COMMON;
    }
}

static void fill_norms(struct tables *t) {
    char room[VOCABULARY_WORD_MAX];
    for (size_t i = 0; i < t->units_n; i++) {
        struct unit *u = &t->units[i];
        if (!(u->marks & UNIT_WORD)) continue;
        struct str text = str_of(t->texts.ptr + u->text, u->len);
        u->norm[LANE_EXACT] = (uint32_t)i + 1;
        for (int lane = LANE_EN; lane < LANES && !(u->marks & UNIT_EXACT_ONLY); lane++)
            u->norm[lane] =
                vocabgen_unit_find(t, vocabgen_norm(t, (enum lane)lane, text, room));
    }
}

static bool same_form(const struct form *a, const struct form *b) {
    return a->key == b->key && a->concept == b->concept && a->language == b->language &&
           a->cues == b->cues;
}

/* The first of equals stays in the slots; the others could never be met. */
static void file_forms(struct tables *t) {
    size_t kept = 0;
    t->form_slots_n = 1024;
    while (t->form_slots_n < 2 * t->forms_n) t->form_slots_n *= 2;
    t->form_slots = ARENA_ARRAY(t->arena, uint32_t, t->form_slots_n);
    for (size_t i = 0; i < t->forms_n; i++) {
        struct form f = t->forms[i];
        size_t at = f.key & (t->form_slots_n - 1);
        while (t->form_slots[at] && !same_form(&t->forms[t->form_slots[at] - 1], &f))
            at = (at + 1) & (t->form_slots_n - 1);
        if (t->form_slots[at]) continue;
        t->forms[kept] = f;
        t->form_slots[at] = (uint32_t)++kept;
    }
    t->forms_n = kept;
}

bool vocabgen_forms(struct tables *t, const struct sources *from, struct str *ret_why) {
    if (!read_polish(t, from->polish, ret_why)) return false;
    add_common(t, from->common);
    if (!read_cues(t, from->cues, true, ret_why)) return false;
    add_concepts(t, from->concepts);
    if (!read_cues(t, from->cues, false, ret_why)) return false;
    add_bent(t);
    fill_norms(t);
    file_forms(t);
    return true;
}
