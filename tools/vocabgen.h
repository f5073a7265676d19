/* Building the tables of words: units, forms and cues first, misspellings after, one file out. */
#ifndef TOOLS_VOCABGEN_H
#define TOOLS_VOCABGEN_H

#include "base/buf.h"
#include "domain/vocabulary/vocabulary_own.h"

struct tables {
    struct arena *arena;
    struct vocabulary v; /* its concepts, and the arrays below once they are finished */
    struct unit *units;
    size_t units_n;
    uint32_t *unit_slots;
    size_t unit_slots_n;
    struct buf texts;
    struct form *forms;
    size_t forms_n;
    uint32_t *form_slots;
    size_t form_slots_n;
    struct spell_entry *spell;
    uint32_t *spell_from, *spell_words;
    size_t spell_n, spell_words_n;
    struct bent *bent; /* Polish words whose endings the rules do not undo */
    size_t bent_n;
};

struct bent {
    struct str form, lemma; /* folded */
};

/* The files as they are read; see data/vocabulary. */
struct sources {
    struct str concepts, cues, common, polish;
};

uint32_t vocabgen_unit_find(const struct tables *t, struct str text); /* index + 1, 0 = none */
uint32_t vocabgen_unit_add(struct tables *t, struct str text);        /* the same; never 0 */
/* A word's stand-in along a lane: its stem, or the stem of what a bent Polish word comes from. */
struct str vocabgen_norm(const struct tables *t, enum lane lane, struct str folded,
                         char room[VOCABULARY_WORD_MAX]);

/* Units and forms of everything in the sources. False with *ret_why when one breaks its rules. */
bool vocabgen_forms(struct tables *t, const struct sources *from, struct str *ret_why);
/* The index of misspellings over the words of the forms. */
bool vocabgen_spell(struct tables *t, struct str *ret_why);

#endif
