/* The table of forms: every label, synonym, phrase and known misspelling as words that are
   looked up along lanes; and the cues that turn their meaning. */
#include "domain/vocabulary/vocabulary_own.h"

#include <string.h>

/* ---- units ---- */

static size_t unit_slot(const struct vocabulary *v, struct str text, uint64_t hash) {
    size_t at = hash & (v->unit_slots_n - 1);
    for (; v->unit_slots[at]; at = (at + 1) & (v->unit_slots_n - 1)) {
        const struct unit *u = &v->units[v->unit_slots[at] - 1];
        if (u->hash == hash && str_eq(u->text, text)) break;
    }
    return at;
}

uint32_t vocabulary_unit_find(const struct vocabulary *v, struct str text) {
    return v->unit_slots[unit_slot(v, text, str_hash(text, 11))];
}

static void grow_unit_slots(struct vocabulary *v) {
    v->unit_slots_n = v->unit_slots_n ? 2 * v->unit_slots_n : 65536;
    v->unit_slots = ARENA_ARRAY(v->arena, uint32_t, v->unit_slots_n);
    for (size_t i = 0; i < v->units_n; i++)
        v->unit_slots[unit_slot(v, v->units[i].text, v->units[i].hash)] = (uint32_t)i + 1;
}

uint32_t vocabulary_unit_add(struct vocabulary *v, struct str text) {
    if (2 * v->units_n >= v->unit_slots_n) grow_unit_slots(v);
    uint64_t hash = str_hash(text, 11);
    size_t at = unit_slot(v, text, hash);
    if (v->unit_slots[at]) return v->unit_slots[at];
    struct unit *u = ARENA_PUSH(v->arena, v->units, v->units_n);
    u->text = str_copy(v->arena, text);
    u->hash = hash;
    return v->unit_slots[at] = (uint32_t)v->units_n;
}

/* ---- forms ---- */

uint64_t vocabulary_form_key(enum lane lane, const uint32_t *units, size_t n) {
    uint64_t h = 0x9E3779B97F4A7C15u * ((uint64_t)lane + 1);
    for (size_t i = 0; i < n; i++) {
        h = (h ^ units[i]) * 0xBF58476D1CE4E5B9u;
        h ^= h >> 29;
    }
    return h;
}

const struct form *vocabulary_form_next(const struct vocabulary *v, uint64_t key,
                                        size_t *slot) {
    size_t mask = v->form_slots_n - 1, at = *slot == SIZE_MAX ? key & mask : (*slot + 1) & mask;
    for (; v->form_slots[at]; at = (at + 1) & mask) {
        const struct form *f = &v->forms[v->form_slots[at] - 1];
        if (f->key != key) continue;
        *slot = at;
        return f;
    }
    return NULL;
}

/* What is being added: of which concept or cue, in which language. */
struct adding {
    uint16_t concept, cues;
    uint8_t language;
    enum how how;
};

static void push_form(struct vocabulary *v, const struct adding *a, enum lane lane,
                      enum how how, const uint32_t *units, size_t n) {
    struct form *f = ARENA_PUSH(v->arena, v->forms, v->forms_n);
    *f = (struct form){.key = vocabulary_form_key(lane, units, n),
                       .concept = a->concept,
                       .cues = a->cues,
                       .language = a->language,
                       .how = (uint8_t)how,
                       .words = (uint8_t)n,
                       .lane = (uint8_t)lane};
    struct unit *first = &v->units[units[0] - 1];
    if (first->longest[lane] < n) first->longest[lane] = (uint8_t)n;
}

static uint32_t add_word(struct vocabulary *v, const struct adding *a, struct str folded) {
    uint32_t unit = vocabulary_unit_add(v, folded);
    struct unit *u = &v->units[unit - 1];
    u->word = true;
    if (a->concept && a->how != HOW_MISSPELT) u->form_in |= (uint8_t)(1u << a->language);
    return unit;
}

/* The first word as Welsh bends it. A bent word that is short or an English word is left out:
   "te" would otherwise be heard in every "the". */
static void push_mutated(struct vocabulary *v, const struct adding *a, const struct str *words,
                         const uint32_t *units, size_t n) {
    struct str bent[3];
    uint32_t copy[FORM_WORDS];
    size_t count = vocabulary_mutate(v->arena, words[0], bent);
    for (size_t i = 0; i < count; i++) {
        uint32_t known = vocabulary_unit_find(v, bent[i]);
        if (bent[i].len < 4 || (known && v->units[known - 1].common)) continue;
        memcpy(copy, units, n * sizeof *units);
        struct adding bending = *a;
        copy[0] = add_word(v, &bending, bent[i]);
        push_form(v, a, LANE_EXACT, HOW_INFLECTED, copy, n);
    }
}

static const enum lane lane_of[VOCABULARY_LANGUAGES] = {LANE_EN, LANE_EXACT, LANE_PL, LANE_UR};

static void push_stemmed(struct vocabulary *v, const struct adding *a, const struct str *words,
                         size_t n) {
    enum lane lane = lane_of[a->language];
    uint32_t units[FORM_WORDS];
    char room[VOCABULARY_WORD_MAX];
    for (size_t i = 0; i < n; i++) {
        struct str stem = vocabulary_lane_stem(lane, words[i], room);
        if (n == 1 && utf8_count(stem) < 3) return;
        units[i] = vocabulary_unit_add(v, stem);
    }
    push_form(v, a, lane, HOW_INFLECTED, units, n);
}

static void add_form(struct vocabulary *v, const struct adding *a, struct str text) {
    struct str words[FORM_WORDS], word;
    uint32_t units[FORM_WORDS];
    size_t n = 0;
    struct str folded;
    while (vocabulary_word(v->arena, &text, &word, &folded)) {
        if (n == FORM_WORDS) return; /* longer phrases are for people to read */
        words[n++] = folded;
    }
    if (n == 0) return;
    for (size_t i = 0; i < n; i++) units[i] = add_word(v, a, words[i]);
    push_form(v, a, LANE_EXACT, a->how, units, n);
    if (!a->concept || a->how != HOW_WRITTEN) return;
    if (a->language == TEXT_CY) push_mutated(v, a, words, units, n);
    else push_stemmed(v, a, words, n);
}

static void add_list(struct vocabulary *v, const struct adding *a, struct str list) {
    struct str piece;
    while (list.len > 0 && str_next(&list, '|', &piece)) add_form(v, a, piece);
}

static void add_concepts(struct vocabulary *v, struct str table) {
    struct str line, field;
    (void)str_next(&table, '\n', &line);
    for (uint16_t number = 1; number <= v->count && str_next(&table, '\n', &line); number++) {
        for (size_t column = 0; str_next(&line, '\t', &field); column++) {
            if (column < 7 || column >= 7 + 4 * VOCABULARY_LANGUAGES) continue;
            struct adding a = {.concept = number,
                               .language = (uint8_t)((column - 7) / 4),
                               .how = (column - 7) % 4 == 3 ? HOW_MISSPELT : HOW_WRITTEN};
            add_list(v, &a, field);
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

static void mark_words(struct vocabulary *v, struct str list, uint8_t language, bool exact) {
    struct str piece, word, folded;
    while (list.len > 0 && str_next(&list, '|', &piece)) {
        if (!vocabulary_word(v->arena, &piece, &word, &folded)) continue;
        uint32_t unit = vocabulary_unit_add(v, folded); /* may move the units */
        struct unit *u = &v->units[unit - 1];
        u->word = true;
        if (exact) u->exact_only = true;
        else u->said_in |= (uint8_t)(1u << language), u->common = true;
    }
}

static enum status refuse_line(struct vocabulary *v, struct str line, struct str *ret_why) {
    struct str start = utf8_cut(line, 40);
    if (ret_why)
        *ret_why =
            str_printf(v->arena, "cues.tsv: %.*s: not language, role, forms", STR_ARG(start));
    return ERR_BROKEN;
}

/* A row is read twice: for its single words before the forms are built, for its cues after. */
static enum status read_cue_line(struct vocabulary *v, struct str line, bool words_only,
                                 struct str *ret_why) {
    struct str code, role, forms, rest = line;
    if (!str_next(&rest, '\t', &code) || !str_next(&rest, '\t', &role) ||
        !str_next(&rest, '\t', &forms))
        return refuse_line(v, line, ret_why);
    const struct locale *locale = text_locale_for(code);
    bool exact = str_is(role, "exact"), word = str_is(role, "word");
    uint16_t cue = role_of(role);
    if (!(exact || word || cue) || !str_is(code, locale->code))
        return refuse_line(v, line, ret_why);
    struct adding a = {.cues = cue, .language = (uint8_t)locale->language};
    if (words_only && !cue) mark_words(v, forms, a.language, exact);
    if (!words_only && cue) add_list(v, &a, forms);
    return OK;
}

static enum status read_cues(struct vocabulary *v, struct str table, bool words_only,
                             struct str *ret_why) {
    struct str line;
    while (str_next(&table, '\n', &line))
        if (line.len > 0 && line.ptr[0] != '#')
            TRY(read_cue_line(v, line, words_only, ret_why));
    return OK;
}

/* ---- putting it together ---- */

static void fill_norms(struct vocabulary *v) {
    char room[VOCABULARY_WORD_MAX];
    for (size_t i = 0; i < v->units_n; i++) {
        struct unit *u = &v->units[i];
        if (!u->word) continue;
        u->norm[LANE_EXACT] = (uint32_t)i + 1;
        for (int lane = LANE_EN; lane < LANES && !u->exact_only; lane++)
            u->norm[lane] =
                vocabulary_unit_find(v, vocabulary_lane_stem((enum lane)lane, u->text, room));
    }
}

static void file_forms(struct vocabulary *v) {
    v->form_slots_n = 1024;
    while (v->form_slots_n < 2 * v->forms_n) v->form_slots_n *= 2;
    v->form_slots = ARENA_ARRAY(v->arena, uint32_t, v->form_slots_n);
    for (size_t i = 0; i < v->forms_n; i++) {
        size_t at = v->forms[i].key & (v->form_slots_n - 1);
        for (; v->form_slots[at]; at = (at + 1) & (v->form_slots_n - 1)) {
            const struct form *f = &v->forms[v->form_slots[at] - 1];
            if (f->key == v->forms[i].key && f->concept == v->forms[i].concept &&
                f->language == v->forms[i].language && f->cues == v->forms[i].cues)
                break;
        }
        if (!v->form_slots[at]) v->form_slots[at] = (uint32_t)i + 1;
    }
}

enum status vocabulary_build_forms(struct vocabulary *v, struct str table, struct str cues,
                                   struct str common, struct str *ret_why) {
    struct str line;
    grow_unit_slots(v);
    while (str_next(&common, '\n', &line)) {
        if (line.len == 0) continue;
        uint32_t unit = vocabulary_unit_add(v, line);
        v->units[unit - 1].word = v->units[unit - 1].common = true;
    }
    TRY(read_cues(v, cues, true, ret_why));
    add_concepts(v, table);
    TRY(read_cues(v, cues, false, ret_why));
    fill_norms(v);
    file_forms(v);
    return OK;
}
