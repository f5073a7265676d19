/* The vocabulary as others see it: opening, labels, the tree, likeness, chips. */
#include "domain/vocabulary/vocabulary.h"

#include "domain/vocabulary/vocabulary_local.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Point into the tables where they lie. */
static void lay_tables(struct vocabulary *v, const struct tables_head *h) {
    const unsigned char *base = vocabulary_tables;
    v->texts = (const char *)base + h->texts_at;
    v->units = (const void *)(base + h->units_at);
    v->units_n = h->units_n;
    v->unit_slots = (const void *)(base + h->unit_slots_at);
    v->unit_slots_n = h->unit_slots_n;
    v->forms = (const void *)(base + h->forms_at);
    v->forms_n = h->forms_n;
    v->form_slots = (const void *)(base + h->form_slots_at);
    v->form_slots_n = h->form_slots_n;
    v->spell_from = (const void *)(base + h->spell_from_at);
    v->spell = (const void *)(base + h->spell_at);
    v->spell_words = (const void *)(base + h->spell_words_at);
    v->fingerprint = h->fingerprint;
}

enum status vocabulary_open(struct arena *arena, const struct vocabulary **ret_v,
                            struct str *ret_why) {
    struct tables_head h;
    struct vocabulary *v = ARENA_NEW(arena, struct vocabulary);
    assert(vocabulary_tables_size >= sizeof h);
    memcpy(&h, vocabulary_tables, sizeof h);
    v->arena = arena;
    if (h.magic == TABLES_MAGIC) {
        lay_tables(v, &h);
        const char *text = (const char *)vocabulary_tables + h.concepts_at;
        TRY(vocabulary_read_concepts(v, str_of(text, h.concepts_len), ret_why));
    }
    if (h.magic != TABLES_MAGIC || h.concepts_n != v->count) {
        if (ret_why) *ret_why = STR("the tables of words were built for another machine");
        return ERR_BROKEN;
    }
    v->arena = NULL; /* from here on it only is read */
    *ret_v = v;
    return OK;
}

const struct vocabulary *vocabulary_of(struct ctx *ctx) {
    const struct vocabulary *v = ctx_kept(ctx, "vocabulary.forms");
    if (v) {
        vocabulary_local_refresh(ctx, v);
        return v;
    }
    enum status status = vocabulary_open(ctx->arena, &v, NULL);
    assert(status == OK);
    return v;
}

uint64_t vocabulary_fingerprint(const struct vocabulary *v) {
    return v->fingerprint;
}
size_t vocabulary_count(const struct vocabulary *v) {
    return v->count;
}

const struct concept *vocabulary_concept(const struct vocabulary *v, struct concept_id id) {
    return id.v > 0 && id.v <= v->count ? &v->concepts[id.v - 1] : NULL;
}

const struct concept *vocabulary_lookup(const struct vocabulary *v, struct str code) {
    return vocabulary_concept(v, vocabulary_find(v, code));
}

struct str vocabulary_label(const struct vocabulary *v, struct concept_id id,
                            const struct locale *locale) {
    const struct concept *c = vocabulary_concept(v, id);
    if (!c) return STR("");
    return c
        ->label[locale && locale->language < VOCABULARY_LANGUAGES ? locale->language : TEXT_EN];
}

struct str vocabulary_label_of(const struct vocabulary *v, struct str code,
                               const struct locale *locale) {
    struct concept_id id = vocabulary_find(v, code);
    return id.v ? vocabulary_label(v, id, locale) : code;
}

size_t vocabulary_tops(const struct vocabulary *v, const struct concept_id **ret_ids) {
    *ret_ids = v->tops;
    return v->tops_n;
}

size_t vocabulary_children(const struct vocabulary *v, struct concept_id id,
                           const struct concept_id **ret_ids) {
    if (!vocabulary_concept(v, id)) return 0;
    *ret_ids = v->children + v->children_from[id.v];
    return v->children_from[id.v + 1] - v->children_from[id.v];
}

bool vocabulary_under(const struct vocabulary *v, struct concept_id narrow,
                      struct concept_id wide) {
    const struct concept *c = vocabulary_concept(v, narrow);
    if (!c || wide.v == 0) return false;
    if (narrow.v == wide.v) return true;
    return (c->broader[0].v && vocabulary_under(v, c->broader[0], wide)) ||
           (c->broader[1].v && vocabulary_under(v, c->broader[1], wide));
}

struct concept_id vocabulary_top_of(const struct vocabulary *v, struct concept_id id) {
    const struct concept *c = vocabulary_concept(v, id);
    while (c && c->broader[0].v) c = vocabulary_concept(v, c->broader[0]);
    return c ? c->id : (struct concept_id){0};
}

struct concept_id vocabulary_openactive(const struct vocabulary *v, struct str id) {
    size_t hash = str_find(id, STR("#"), 0);
    struct str uuid = hash == SIZE_MAX ? id : str_slice(id, hash + 1, id.len);
    for (size_t i = 0; uuid.len > 0 && i < v->count; i++)
        if (str_ieq(v->concepts[i].openactive, uuid)) return v->concepts[i].id;
    return (struct concept_id){0};
}

/* ---- likeness ---- */

/* The best product of `step` along broader arrows from `low` up to `high`; 0 when not above. */
static double climb(const struct vocabulary *v, struct concept_id low, struct concept_id high,
                    double step) {
    if (low.v == high.v) return 1;
    const struct concept *c = &v->concepts[low.v - 1];
    double best = 0;
    for (int i = 0; i < 2 && c->broader[i].v; i++) {
        double up = step * climb(v, c->broader[i], high, step);
        if (up > best) best = up;
    }
    return best;
}

static bool related(const struct concept *a, uint16_t b) {
    for (int i = 0; i < 6 && a->related[i].v; i++)
        if (a->related[i].v == b) return true;
    return false;
}

/* A top is a heading, not a likeness: two things in the open air need have nothing in common.
 */
static bool siblings(const struct vocabulary *v, const struct concept *a,
                     const struct concept *b) {
    for (int i = 0; i < 2 && a->broader[i].v; i++)
        for (int k = 0; k < 2 && b->broader[k].v; k++)
            if (a->broader[i].v == b->broader[k].v &&
                v->concepts[a->broader[i].v - 1].broader[0].v)
                return true;
    return false;
}

double vocabulary_similarity(const struct vocabulary *v, struct concept_id person,
                             struct concept_id asset) {
    const struct concept *p = vocabulary_concept(v, person), *a = vocabulary_concept(v, asset);
    if (!p || !a) return 0;
    double narrower = climb(v, asset, person, .8), broader = climb(v, person, asset, .7);
    double best = narrower > broader ? narrower : broader;
    if (best < .4 && (related(p, asset.v) || related(a, person.v))) best = .4;
    if (best < .3 && siblings(v, p, a)) best = .3;
    return best;
}

static int likest_first(const void *a, const void *b) {
    const struct vocabulary_relative *x = a, *y = b;
    if (x->similarity != y->similarity) return x->similarity < y->similarity ? 1 : -1;
    return (int)x->concept.v - (int)y->concept.v;
}

size_t vocabulary_relatives(const struct vocabulary *v, struct concept_id person,
                            struct vocabulary_relative *out, size_t max) {
    struct vocabulary_relative all[CONCEPTS_MAX];
    size_t n = 0;
    for (size_t i = 0; i < v->count; i++) {
        double s = vocabulary_similarity(v, person, v->concepts[i].id);
        if (s > 0) all[n++] = (struct vocabulary_relative){v->concepts[i].id, s};
    }
    qsort(all, n, sizeof *all, likest_first);
    if (n > max) n = max;
    if (n > 0) memcpy(out, all, n * sizeof *all);
    return n;
}
