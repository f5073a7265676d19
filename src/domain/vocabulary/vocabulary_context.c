/* What is said of a concept: loved, offered, wished for, of the past, not for me; and by whom.
 */
#include "domain/vocabulary/vocabulary_own.h"

/* The cues before a find, nearest first, within six words of the same thought. */
struct around {
    uint16_t polar, past;
    bool other;
};

/* "with my dad", "and my dad": company, not the one who does it. */
static bool is_company(const struct reading *r, const struct token *t) {
    if (t->cue_from > 0 && (r->tokens[t->cue_from - 1].cues & CUE_WITH)) return true;
    return t->cue_to < r->tokens_n && (r->tokens[t->cue_to].cues & CUE_WITH) &&
           r->tokens[t->cue_to].cue_to - r->tokens[t->cue_to].cue_from >= 1 &&
           (r->languages >> TEXT_UR & 1u);
}

/* The nearest that says how it is meant, and anything of the past before it. */
static void note_meaning(struct around *a, uint16_t cues) {
    if (cues & CUE_PAST) a->past |= CUE_PAST;
    if (!a->polar) a->polar = cues & CUE_POLAR;
}

/* The nearest person decides whose doing it is. */
static bool note_person(const struct reading *r, const struct token *t, struct around *a) {
    if (t->cues & CUE_SELF) return true;
    if (!(t->cues & CUE_OTHER) || is_company(r, t)) return false;
    a->other = true;
    return true;
}

static void look_back(const struct reading *r, size_t from, struct around *a) {
    bool who = false;
    size_t first = from > CONTEXT_WORDS ? from - CONTEXT_WORDS : 0;
    for (size_t i = from; i > first && !r->tokens[i].begins; i--) {
        const struct token *t = &r->tokens[i - 1];
        /* "hate noise" is a find itself; "want to learn Welsh" may end inside one */
        if (t->cue_to > from && t->cue_from >= from) continue;
        if (t->cues & CUE_BREAK) break;
        note_meaning(a, t->cues);
        who = who || note_person(r, t, a);
        if (t->cues && t->cue_from + 1u < i) i = t->cue_from + 1u; /* on to before the cue */
    }
}

static uint16_t before_form(uint16_t after) {
    return (uint16_t)((after & CUE_NEGATE_AFTER ? CUE_NEGATE : 0) |
                      (after & CUE_LOVE_AFTER ? CUE_LOVE : 0) |
                      (after & CUE_WANT_AFTER ? CUE_WANT : 0) |
                      (after & CUE_OFFER_AFTER ? CUE_OFFER : 0));
}

static void look_ahead(const struct reading *r, size_t to, struct around *a) {
    for (size_t i = to; i < r->tokens_n && i < to + CONTEXT_WORDS && !r->tokens[i].begins;
         i++) {
        const struct token *t = &r->tokens[i];
        if (t->cues & CUE_BREAK) break;
        if (t->cues & CUE_PAST_AFTER) a->past |= CUE_PAST;
        if (!(t->cues & CUE_POLAR_AFTER)) continue;
        a->polar = before_form(t->cues);
        break;
    }
}

static enum chip_sense plain_sense(enum concept_kind kind) {
    return kind == CONCEPT_INTEREST ? CHIP_LOVE : kind == CONCEPT_GIFT ? CHIP_GIFT : CHIP_NEED;
}

bool vocabulary_context(const struct reading *r, const struct found *f,
                        enum chip_sense *ret_sense, bool *ret_used_to) {
    struct around a = {0};
    enum concept_kind kind = r->v->concepts[f->concept - 1].kind;
    look_back(r, f->from, &a);
    look_ahead(r, f->to, &a);
    if (a.other) return false;
    bool past = a.past != 0, lasting = kind != CONCEPT_INTEREST && kind != CONCEPT_GIFT;
    enum chip_sense sense = plain_sense(kind);
    if (a.polar & CUE_NEGATE) {
        /* "I used to hate it" and "I don't need lifts" suggest nothing. */
        if (past || kind != CONCEPT_INTEREST) return false;
        sense = CHIP_NOT_FOR_ME;
    } else if (a.polar & CUE_OFFER) {
        sense = CHIP_GIFT;
    } else if ((a.polar & CUE_WANT) && kind == CONCEPT_INTEREST) {
        sense = CHIP_HOPE;
        past = false;
    }
    *ret_sense = sense;
    *ret_used_to = past && !lasting;
    return true;
}
