/* Looking up words and forms in the tables that tools/vocabgen wrote. */
#include "domain/vocabulary/vocabulary_own.h"

#include <string.h>

struct str vocabulary_unit_text(const struct vocabulary *v, const struct unit *u) {
    return str_of(v->texts + u->text, u->len);
}

uint32_t vocabulary_unit_find(const struct vocabulary *v, struct str text) {
    uint32_t hash = (uint32_t)str_hash(text, UNIT_HASH_SEED);
    size_t mask = v->unit_slots_n - 1, at = hash & mask;
    for (; v->unit_slots[at]; at = (at + 1) & mask) {
        const struct unit *u = &v->units[v->unit_slots[at] - 1];
        if (u->hash == hash && u->len == text.len && str_eq(vocabulary_unit_text(v, u), text))
            break;
    }
    return v->unit_slots[at];
}

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
