/* From finds to what is shown: chips for a person, concepts for an asset. */
#include "domain/vocabulary/vocabulary_own.h"

#include <stdlib.h>
#include <string.h>

static const double certainty_of[] = {1.0, .95, .7};

static size_t position(const struct vocabulary_chip *chips, size_t n, uint16_t concept) {
    size_t i = 0;
    while (i < n && chips[i].concept.v != concept) i++;
    return i;
}

static int by_worth(const void *a, const void *b) {
    const struct vocabulary_chip *x = a, *y = b;
    if (x->certainty != y->certainty) return x->certainty < y->certainty ? 1 : -1;
    return x->from < y->from ? -1 : x->from > y->from;
}

static int by_place(const void *a, const void *b) {
    const struct vocabulary_chip *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return x->certainty < y->certainty ? 1 : x->certainty > y->certainty ? -1 : 0;
}

/* Said twice: the surer word for it stays, and what is said once of now outweighs the past. */
static void keep(struct vocabulary_chip *chips, size_t *n, const struct vocabulary_chip *chip) {
    size_t at = position(chips, *n, chip->concept.v);
    if (at == *n) {
        chips[(*n)++] = *chip;
    } else if (chip->sense != CHIP_NOT_FOR_ME && chips[at].sense == CHIP_LOVE) {
        chips[at].used_to = chips[at].used_to && chip->used_to;
        if (chip->sense == CHIP_GIFT) chips[at].sense = CHIP_GIFT;
        if (chip->certainty > chips[at].certainty) chips[at].certainty = chip->certainty;
    }
}

static size_t gather_chips(const struct reading *r, struct vocabulary_chip *chips) {
    size_t n = 0;
    for (size_t i = 0; i < r->found_n; i++) {
        const struct found *f = &r->found[i];
        struct vocabulary_chip c = {.concept = {f->concept}, .certainty = certainty_of[f->how]};
        if (r->v->concepts[f->concept - 1].sensitive ||
            !vocabulary_context(r, f, &c.sense, &c.used_to))
            continue;
        c.from = r->tokens[f->from].from;
        c.to = r->tokens[f->to - 1].to;
        c.span = str_slice(r->text, c.from, c.to);
        keep(chips, &n, &c);
    }
    return n;
}

/* What somebody used to do may be out of reach; what it was part of may not: offer that too. */
static size_t add_broader(const struct reading *r, struct vocabulary_chip *chips, size_t n,
                          size_t max) {
    for (size_t i = 0, said = n; i < said && n < max; i++) {
        struct concept_id wide = r->v->concepts[chips[i].concept.v - 1].broader[0];
        if (!chips[i].used_to || chips[i].sense != CHIP_LOVE || !wide.v) continue;
        const struct concept *w = &r->v->concepts[wide.v - 1];
        if (w->broader[0].v == 0 || w->sensitive || position(chips, n, wide.v) < n) continue;
        chips[n] = chips[i];
        chips[n].concept = wide;
        chips[n].used_to = false;
        chips[n++].certainty = .5;
    }
    return n;
}

static void put_unlinked(const struct reading *r, struct arena *arena,
                         struct str *ret_unlinked) {
    struct buf buf;
    buf_init(&buf, arena, 4096);
    for (size_t i = 0; i < r->tokens_n; i++) {
        const struct token *t = &r->tokens[i];
        if (t->taken || t->cues || t->common || t->to - t->from < 3) continue;
        if (buf.len > 0) buf_putc(&buf, ' ');
        buf_put(&buf, str_slice(r->text, t->from, t->to));
    }
    *ret_unlinked = buf_str(&buf);
}

size_t vocabulary_link(const struct vocabulary *v, struct arena *arena, struct str text,
                       const struct locale *language, struct vocabulary_chip *out, size_t max,
                       struct str *ret_unlinked) {
    struct reading r = {.v = v};
    vocabulary_read(&r, arena, text, language, VOICE_PERSON);
    struct vocabulary_chip *chips = ARENA_ARRAY(arena, struct vocabulary_chip, r.found_n + 1);
    size_t n = gather_chips(&r, chips);
    if (ret_unlinked) put_unlinked(&r, arena, ret_unlinked);
    if (n > 1) qsort(chips, n, sizeof *chips, by_worth);
    if (n > max) n = max;
    if (n > 0) memcpy(out, chips, n * sizeof *chips);
    n = add_broader(&r, out, n, max);
    if (n > 1) qsort(out, n, sizeof *out, by_place);
    return n;
}

/* ---- assets ---- */

struct weight {
    uint16_t concept;
    double weight;
    size_t first;
};

static int heaviest(const void *a, const void *b) {
    const struct weight *x = a, *y = b;
    if (x->weight != y->weight) return x->weight < y->weight ? 1 : -1;
    return x->first < y->first ? -1 : x->first > y->first;
}

/* A language named in a description is one that is spoken there, not one that is taught. */
static uint16_t about(const struct reading *r, const struct found *f, enum voice voice) {
    if (voice != VOICE_DESCRIPTION || f->to - f->from > 1) return f->concept;
    const struct concept *c = &r->v->concepts[f->concept - 1];
    uint16_t languages = vocabulary_find(r->v, STR("languages")).v;
    uint16_t spoken = vocabulary_find(r->v, STR("own-language")).v;
    return spoken && languages && c->broader[0].v == languages ? spoken : f->concept;
}

static size_t weigh(const struct reading *r, enum voice voice, struct weight *w, size_t n) {
    for (size_t i = 0; i < r->found_n; i++) {
        const struct found *f = &r->found[i];
        uint16_t concept = about(r, f, voice);
        size_t at = 0;
        /* More words, more meaning: "walking football" is surer than "walking". */
        double weight = certainty_of[f->how] * (1 + .25 * (f->to - f->from - 1));
        if (voice == VOICE_NAME) weight *= 3;
        /* What it is goes before how it is reached. */
        if (r->v->concepts[concept - 1].kind == CONCEPT_ACCESS) weight /= 2;
        while (at < n && w[at].concept != concept) at++;
        if (at == n) {
            w[n] = (struct weight){concept, 0, n};
            n++;
        }
        w[at].weight += weight;
    }
    return n;
}

size_t vocabulary_link_asset(const struct vocabulary *v, struct arena *arena, struct str name,
                             struct str description, struct vocabulary_link *out, size_t max) {
    struct reading title = {.v = v}, words = {.v = v};
    vocabulary_read(&title, arena, name, NULL, VOICE_NAME);
    vocabulary_read(&words, arena, description, NULL, VOICE_DESCRIPTION);
    struct weight *w = ARENA_ARRAY(arena, struct weight, title.found_n + words.found_n + 1);
    size_t n = weigh(&title, VOICE_NAME, w, 0);
    n = weigh(&words, VOICE_DESCRIPTION, w, n);
    if (n > 1) qsort(w, n, sizeof *w, heaviest);
    if (n > max) n = max;
    for (size_t i = 0; i < n; i++) out[i] = (struct vocabulary_link){{w[i].concept}, 50};
    return n;
}
