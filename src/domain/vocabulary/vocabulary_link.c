/* Reading a text: words, cues, and the longest forms from left to right. */
#include "domain/vocabulary/vocabulary_local.h"

#include <string.h>

/* ---- words ---- */

/* Is there an end of sentence in the gap between two words? */
static bool ends_sentence(struct str gap) {
    for (size_t i = 0; i < gap.len; i++) {
        if (memchr(".!?;\n", gap.ptr[i], 5)) return true;
        if (gap.len - i >= 2 && (memcmp(gap.ptr + i, "\xDB\x94", 2) == 0 ||
                                 memcmp(gap.ptr + i, "\xD8\x9F", 2) == 0))
            return true;
    }
    return false;
}

static void look_up(const struct vocabulary *v, struct token *t, struct str folded,
                    bool *ret_known) {
    uint32_t unit = vocabulary_unit_find(v, folded);
    *ret_known = unit && (v->units[unit - 1].marks & UNIT_WORD);
    if (*ret_known) {
        memcpy(t->norm, v->units[unit - 1].norm, sizeof t->norm);
        t->common = v->units[unit - 1].marks & UNIT_COMMON;
        t->known = true;
        return;
    }
    char room[VOCABULARY_WORD_MAX];
    for (int lane = LANE_EN; lane < LANES; lane++)
        t->norm[lane] =
            vocabulary_unit_find(v, vocabulary_lane_stem((enum lane)lane, folded, room));
}

static bool bent(const struct vocabulary *v, const struct token *t) {
    for (int lane = LANE_EN; lane < LANES; lane++)
        if (t->norm[lane] && v->units[t->norm[lane] - 1].longest[lane]) return true;
    return false;
}

static size_t cut_words(struct reading *r, struct arena *arena, struct str *folded,
                        bool *known) {
    struct str rest = r->text, word, fold;
    size_t n = 0, end = 0;
    while (n < TEXT_WORDS_MAX && vocabulary_word(arena, &rest, &word, &fold)) {
        struct token *t = &r->tokens[n];
        t->from = (uint32_t)(word.ptr - r->text.ptr);
        t->to = t->from + (uint32_t)word.len;
        t->begins = n == 0 || ends_sentence(str_slice(r->text, end, t->from));
        end = t->to;
        folded[n] = fold;
        look_up(r->v, t, fold, &known[n]);
        n++;
    }
    return n;
}

static bool arabic_script(struct str folded) {
    return (unsigned char)folded.ptr[0] >= 0xD8;
}

/* Languages that tell themselves by their small words, at least one word in twelve. */
static unsigned told_languages(const struct reading *r) {
    size_t told[VOCABULARY_LANGUAGES] = {0};
    unsigned bits = 0;
    for (size_t i = 0; i < r->tokens_n; i++) {
        uint32_t unit = r->tokens[i].norm[LANE_EXACT];
        unsigned said = unit ? r->v->units[unit - 1].said_in : 0;
        for (int l = 0; l < VOCABULARY_LANGUAGES; l++) told[l] += said >> l & 1u;
    }
    for (int l = 0; l < VOCABULARY_LANGUAGES; l++)
        if (told[l] > 0 && told[l] * 12 >= r->tokens_n) bits |= 1u << l;
    return bits;
}

#define FOREIGN_WORDS 12 /* so many words, and none that tells: a language we do not know */

/* Those, the reader's own, and Urdu by its script. Latin words that tell nothing may be English,
   Welsh or Polish; a long description of them is neither. */
static unsigned hear_languages(const struct reading *r, const struct str *folded,
                               const struct locale *language, enum voice voice) {
    const unsigned urdu = 1u << TEXT_UR, others = (1u << VOCABULARY_LANGUAGES) - 1 - urdu;
    unsigned bits = told_languages(r);
    bool latin = false;
    for (size_t i = 0; i < r->tokens_n; i++) {
        if (arabic_script(folded[i])) bits |= urdu;
        else latin = true;
    }
    bool foreign = voice == VOICE_DESCRIPTION && r->tokens_n >= FOREIGN_WORDS;
    if (latin && !(bits & others) && !foreign) bits |= others;
    if (language && language->language < VOCABULARY_LANGUAGES) bits |= 1u << language->language;
    return bits;
}

#define NAME_LETTERS 8 /* "Hockley" is no hockey, but "Volunters" are volunteers */

static void correct_words(struct reading *r, const struct str *folded, const bool *known,
                          enum voice voice) {
    bool name = voice == VOICE_NAME;
    unsigned languages = name ? r->languages & 1u << TEXT_EN : r->languages;
    int most = name ? 1 : 2;
    for (size_t i = 0; i < r->tokens_n; i++) {
        struct token *t = &r->tokens[i];
        if (known[i] || bent(r->v, t)) continue;
        if (name && folded[i].len < NAME_LETTERS) continue;
        uint32_t unit = vocabulary_spell_find(r->v, folded[i], languages, most);
        if (!unit) continue;
        memcpy(t->norm, r->v->units[unit - 1].norm, sizeof t->norm);
        t->misspelt = true;
    }
}

/* ---- forms ---- */

/* How many words the longest form at `i` along this lane could have, and their units. */
static size_t gather(const struct reading *r, size_t i, enum lane lane,
                     uint32_t units[FORM_WORDS]) {
    uint32_t first = r->tokens[i].norm[lane];
    size_t longest = first ? r->v->units[first - 1].longest[lane] : 0, n = 0;
    while (n < longest && i + n < r->tokens_n && (n == 0 || !r->tokens[i + n].begins) &&
           r->tokens[i + n].norm[lane]) {
        units[n] = r->tokens[i + n].norm[lane];
        n++;
    }
    return n;
}

/* A short word of a language not spoken here is left alone ("sad", an orchard in Polish). */
static bool heard(const struct reading *r, const struct form *f, size_t bytes) {
    return (r->languages >> f->language & 1u) ||
           (f->how == HOW_WRITTEN && f->lane == LANE_EXACT && bytes >= 6);
}

static const struct form *best_form(const struct reading *r, size_t i, size_t n, enum lane lane,
                                    const uint32_t *units, bool cue) {
    const struct form *f, *any = NULL;
    size_t slot = SIZE_MAX, bytes = r->tokens[i + n - 1].to - r->tokens[i].from;
    uint64_t key = vocabulary_form_key(lane, units, n);
    while ((f = vocabulary_form_next(r->v, key, &slot)) != NULL) {
        if (f->words != n || (f->concept == 0) != cue || !heard(r, f, bytes)) continue;
        if (r->languages >> f->language & 1u) return f;
        if (!any) any = f;
    }
    return any;
}

static uint16_t cues_at(const struct reading *r, size_t i, size_t n, const uint32_t *units) {
    const struct form *f;
    size_t slot = SIZE_MAX;
    uint16_t cues = 0;
    uint64_t key = vocabulary_form_key(LANE_EXACT, units, n);
    while ((f = vocabulary_form_next(r->v, key, &slot)) != NULL)
        if (f->words == n && f->concept == 0 && (r->languages >> f->language & 1u) &&
            !r->tokens[i].misspelt)
            cues |= f->cues;
    return cues;
}

static void mark_cues(struct reading *r) {
    uint32_t units[FORM_WORDS];
    for (size_t i = 0; i < r->tokens_n;) {
        size_t n = gather(r, i, LANE_EXACT, units);
        uint16_t cues = 0;
        while (n > 0 && (cues = cues_at(r, i, n, units)) == 0) n--;
        for (size_t k = 0; k < n; k++) {
            r->tokens[i + k].cues = cues;
            r->tokens[i + k].cue_from = (uint16_t)i;
            r->tokens[i + k].cue_to = (uint16_t)(i + n);
            if (cues & CUE_NOTHING) r->tokens[i + k].taken = true;
        }
        i += n ? n : 1;
    }
}

/* Wholly inside a cue that says something else: "can teach" is an offer, not a love of it. */
static bool inside_cue(const struct reading *r, size_t from, size_t to) {
    const struct token *t = &r->tokens[from];
    uint16_t says =
        (uint16_t)(CUE_POLAR | CUE_POLAR_AFTER | CUE_PAST | CUE_PAST_AFTER | CUE_OTHER);
    return (t->cues & says) && t->cue_to >= to &&
           (t->cue_to - t->cue_from > (int)(to - from) ||
            (t->cues & (CUE_NEGATE | CUE_NEGATE_AFTER)));
}

static bool free_words(const struct reading *r, size_t from, size_t n) {
    for (size_t k = 0; k < n; k++)
        if (r->tokens[from + k].taken) return false;
    return true;
}

static bool any_misspelt(const struct reading *r, size_t from, size_t n) {
    for (size_t k = 0; k < n; k++)
        if (r->tokens[from + k].misspelt) return true;
    return false;
}

/* What people here taught Kith goes before what the program knows. */
static bool find_taught(struct reading *r, size_t i, struct found *ret) {
    size_t n = 1;
    while (n < FORM_WORDS && i + n < r->tokens_n && !r->tokens[i + n].begins) n++;
    const struct local_form *f = vocabulary_local_find(r->local, r->folded + i, n);
    if (!f || !free_words(r, i, f->words)) return false;
    *ret = (struct found){f->concept, HOW_WRITTEN, (uint16_t)i, (uint16_t)(i + f->words)};
    return true;
}

/* The longest form here; of equally long ones the exact lane first. */
static bool find_at(struct reading *r, size_t i, struct found *ret) {
    if (r->local && find_taught(r, i, ret)) return true;
    uint32_t units[LANES][FORM_WORDS];
    size_t room[LANES], longest = 0;
    for (int lane = 0; lane < LANES; lane++) {
        room[lane] = gather(r, i, (enum lane)lane, units[lane]);
        if (room[lane] > longest) longest = room[lane];
    }
    for (size_t n = longest; n > 0; n--) {
        if (!free_words(r, i, n) || inside_cue(r, i, i + n)) continue;
        for (int lane = 0; lane < LANES; lane++) {
            const struct form *f = n <= room[lane]
                                       ? best_form(r, i, n, (enum lane)lane, units[lane], false)
                                       : NULL;
            if (!f) continue;
            enum how how = any_misspelt(r, i, n) ? HOW_MISSPELT : (enum how)f->how;
            *ret = (struct found){f->concept, (uint8_t)how, (uint16_t)i, (uint16_t)(i + n)};
            return true;
        }
    }
    return false;
}

/* A longer form that begins inside this one goes first: "a lift", but "lift to the hospital". */
static bool find_longer_inside(struct reading *r, const struct found *f, struct found *ret) {
    struct found other;
    for (size_t i = f->from + 1u; i < f->to; i++) {
        if (!find_at(r, i, &other) || other.to - other.from <= f->to - f->from) continue;
        *ret = other;
        return true;
    }
    return false;
}

static void find_forms(struct reading *r) {
    struct found f;
    for (size_t i = 0; i < r->tokens_n;) {
        if (!find_at(r, i, &f)) {
            i++;
            continue;
        }
        while (find_longer_inside(r, &f, &f)) continue;
        for (size_t k = f.from; k < f.to; k++) r->tokens[k].taken = true;
        r->found[r->found_n++] = f;
        i = f.to;
    }
}

void vocabulary_read(struct reading *r, struct arena *arena, struct str text,
                     const struct locale *language, enum voice voice) {
    size_t most = text.len / 2 + 1 < TEXT_WORDS_MAX ? text.len / 2 + 1 : TEXT_WORDS_MAX;
    struct str *folded = ARENA_ARRAY(arena, struct str, most);
    bool *known = ARENA_ARRAY(arena, bool, most);
    r->text = str_slice(text, 0, (size_t)1 << 20);
    r->tokens = ARENA_ARRAY(arena, struct token, most);
    r->tokens_n = cut_words(r, arena, folded, known);
    r->folded = folded;
    r->local = vocabulary_local_of(r->v);
    r->found = ARENA_ARRAY(arena, struct found, r->tokens_n + 1);
    r->found_n = 0;
    r->languages = hear_languages(r, folded, language, voice);
    if (voice != VOICE_DESCRIPTION) correct_words(r, folded, known, voice);
    mark_cues(r);
    find_forms(r);
}
