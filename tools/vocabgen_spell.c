/* Units, and the index of misspellings over those that are words of forms. */
#include "vocabgen.h"

#include <string.h>

#define WORD_BYTES_MAX 200

/* ---- units ---- */

static size_t unit_slot(const struct tables *t, struct str text, uint32_t hash) {
    size_t at = hash & (t->unit_slots_n - 1);
    for (; t->unit_slots[at]; at = (at + 1) & (t->unit_slots_n - 1)) {
        const struct unit *u = &t->units[t->unit_slots[at] - 1];
        if (u->hash == hash && str_eq(str_of(t->texts.ptr + u->text, u->len), text)) break;
    }
    return at;
}

static uint32_t hash_of(struct str text) {
    return (uint32_t)str_hash(text, UNIT_HASH_SEED);
}

uint32_t vocabgen_unit_find(const struct tables *t, struct str text) {
    return t->unit_slots_n ? t->unit_slots[unit_slot(t, text, hash_of(text))] : 0;
}

static void grow_slots(struct tables *t) {
    t->unit_slots_n = t->unit_slots_n ? 2 * t->unit_slots_n : 32768;
    t->unit_slots = ARENA_ARRAY(t->arena, uint32_t, t->unit_slots_n);
    for (size_t i = 0; i < t->units_n; i++) {
        struct str text = str_of(t->texts.ptr + t->units[i].text, t->units[i].len);
        t->unit_slots[unit_slot(t, text, t->units[i].hash)] = (uint32_t)i + 1;
    }
}

uint32_t vocabgen_unit_add(struct tables *t, struct str text) {
    if (2 * t->units_n >= t->unit_slots_n) grow_slots(t);
    text = str_slice(text, 0, WORD_BYTES_MAX);
    uint32_t hash = hash_of(text);
    size_t at = unit_slot(t, text, hash);
    if (t->unit_slots[at]) return t->unit_slots[at];
    struct unit *u = ARENA_PUSH(t->arena, t->units, t->units_n);
    u->text = (uint32_t)t->texts.len;
    u->len = (uint8_t)text.len;
    u->hash = hash;
    buf_put(&t->texts, text);
    return t->unit_slots[at] = (uint32_t)t->units_n;
}

/* ---- misspellings ---- */

/* One pass to count what each bucket will hold, one to fill it. */
static void count_or_file(struct tables *t, uint32_t *cursor, bool file) {
    uint16_t letters[SPELL_LETTERS_MAX];
    uint32_t hashes[SPELL_HASHES];
    for (size_t w = 0; w < t->spell_words_n; w++) {
        const struct unit *u = &t->units[t->spell_words[w]];
        size_t n = vocabulary_spell_letters(str_of(t->texts.ptr + u->text, u->len), letters);
        size_t count = vocabulary_spell_hashes(letters, n, vocabulary_spell_drops(n), hashes);
        for (size_t i = 0; i < count; i++) {
            uint32_t *at = &cursor[SPELL_BUCKET(hashes[i])];
            if (file) t->spell[*at] = (struct spell_entry){SPELL_CHECK(hashes[i]), (uint16_t)w};
            (*at)++;
        }
    }
}

static bool collect_words(struct tables *t, struct str *ret_why) {
    uint16_t letters[SPELL_LETTERS_MAX];
    for (size_t i = 0; i < t->units_n; i++) {
        const struct unit *u = &t->units[i];
        size_t n = vocabulary_spell_letters(str_of(t->texts.ptr + u->text, u->len), letters);
        if (!u->form_in || vocabulary_spell_drops(n) == 0) continue;
        *ARENA_PUSH(t->arena, t->spell_words, t->spell_words_n) = (uint32_t)i;
    }
    if (t->spell_words_n <= UINT16_MAX) return true;
    *ret_why = STR("more than 65,535 words in the forms");
    return false;
}

bool vocabgen_spell(struct tables *t, struct str *ret_why) {
    size_t buckets = (size_t)1 << SPELL_BITS;
    uint32_t *cursor = ARENA_ARRAY(t->arena, uint32_t, buckets + 1);
    t->spell_from = ARENA_ARRAY(t->arena, uint32_t, buckets + 1);
    if (!collect_words(t, ret_why)) return false;
    count_or_file(t, cursor, false);
    uint32_t total = 0;
    for (size_t b = 0; b < buckets; b++) {
        t->spell_from[b] = total;
        total += cursor[b];
        cursor[b] = t->spell_from[b];
    }
    t->spell_from[buckets] = total;
    t->spell_n = total;
    t->spell = ARENA_ARRAY(t->arena, struct spell_entry, total ? total : 1);
    count_or_file(t, cursor, true);
    return true;
}
