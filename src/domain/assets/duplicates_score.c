/* How alike two entries are: their names word by word, then where they are and how to reach
   them. What tells them apart weighs more than what they share: two groups of one town have
   most words in common. */
#include "domain/assets/duplicates_own.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EACH_LEFT 2.2  /* of what both names say alone */
#define ONE_LEFT 0.5   /* of what one says more than the other */
#define ONE_RARE 0.4   /* the same again for words that are names of their own */
#define TWO_SORTS 0.86 /* "Mutual Aid" and "Volunteers" of one town are two */
#define EXPLAINED 0.2  /* a word that is in the other's place or street */
#define TYPO_KM 3.0
#define RARE 2.5      /* weight from which a word is a name of its own */
#define SHARED_MOST 4 /* a number or page more entries have says nothing */

/* Two names, word by word. */
struct names {
    double shared, shared_rare; /* weight of the words both have; of those not generic */
    double left[2], left_rare[2];
    bool digits[2], telling[2], sort[2];
};

struct side {
    const uint32_t *words;
    size_t n;
    bool done[DUPLICATES_TOKENS];
};

double assets_duplicates_km(const struct duplicates_entry *a,
                            const struct duplicates_entry *b) {
    double middle = ((double)a->lat + b->lat) / 2 * 3.14159265358979323846 / 180;
    double across = ((double)a->lon - b->lon) * cos(middle) * 111.195,
           down = ((double)a->lat - b->lat) * 111.195;
    return sqrt(across * across + down * down);
}

static int number_compare(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static bool has(const struct duplicates *d, const struct duplicates_entry *e, uint32_t word) {
    return e->close_n > 0 &&
           bsearch(&word, d->spans + e->close, e->close_n, sizeof word, number_compare) != NULL;
}

static void share(struct names *names, double weight, bool generic) {
    names->shared += weight;
    if (!generic) names->shared_rare += weight;
}

static void same_words(const struct duplicates *d, struct side *a, struct side *b,
                       struct names *names) {
    for (size_t i = 0; i < a->n; i++)
        for (size_t k = 0; k < b->n && !a->done[i]; k++)
            if (!b->done[k] && a->words[i] == b->words[k]) {
                a->done[i] = b->done[k] = true;
                share(names, d->words[a->words[i]].weight, d->words[a->words[i]].generic);
            }
}

/* Two words that are both often used are two words: Barnes and Barnet. */
static bool typo(const struct duplicates *d, uint32_t a, uint32_t b) {
    const struct duplicates_word *x = &d->words[a], *y = &d->words[b];
    if (x->digits || y->digits || x->telling || y->telling) return false;
    if (x->rows > 3 && y->rows > 3 && !(x->generic && y->generic)) return false;
    return assets_duplicates_typo(x->text, y->text);
}

static void like_words(const struct duplicates *d, struct side *a, struct side *b,
                       struct names *names) {
    for (size_t i = 0; i < a->n; i++)
        for (size_t k = 0; k < b->n && !a->done[i]; k++)
            if (!b->done[k] && typo(d, a->words[i], b->words[k])) {
                a->done[i] = b->done[k] = true;
                const struct duplicates_word *x = &d->words[a->words[i]],
                                             *y = &d->words[b->words[k]];
                double weight = (x->weight + y->weight) / 2;
                share(names, weight * 0.85, x->generic && y->generic);
                names->left[0] += weight * 0.15;
                names->left[1] += weight * 0.15;
            }
}

/* "Goodgym" and "Good Gym"; "TWG - Together We Give". */
static void joined_words(const struct duplicates *d, struct side *one, struct side *other,
                         struct names *names) {
    for (size_t i = 0; i < one->n; i++) {
        struct str word = d->words[one->words[i]].text;
        for (size_t k = 0; k + 1 < other->n && !one->done[i]; k++) {
            struct str x = d->words[other->words[k]].text,
                       y = d->words[other->words[k + 1]].text;
            if (other->done[k] || other->done[k + 1] || x.len + y.len != word.len ||
                memcmp(word.ptr, x.ptr, x.len) != 0 ||
                memcmp(word.ptr + x.len, y.ptr, y.len) != 0)
                continue;
            one->done[i] = other->done[k] = other->done[k + 1] = true;
            share(names, d->words[one->words[i]].weight, d->words[one->words[i]].generic);
        }
    }
}

/* Letters of which each begins a word of the name. */
static bool initials(const struct duplicates *d, struct str word, const struct side *of) {
    if (word.len < 2 || word.len > of->n) return false;
    for (size_t from = 0; from + word.len <= of->n; from++) {
        size_t i = 0;
        while (i < word.len && d->words[of->words[from + i]].text.ptr[0] == word.ptr[i]) i++;
        if (i == word.len) return true;
    }
    return false;
}

static void left_count(const struct duplicates *d, const struct side *one,
                       const struct side *other, const struct duplicates_entry *there,
                       size_t side, struct names *names) {
    for (size_t i = 0; i < one->n; i++) {
        const struct duplicates_word *w = &d->words[one->words[i]];
        double weight = w->weight;
        if (one->done[i] || initials(d, w->text, other)) continue;
        names->sort[side] |= w->sort;
        if (has(d, there, one->words[i]) || w->wide) weight *= EXPLAINED;
        else if (!w->generic) {
            names->left_rare[side] += weight;
            names->digits[side] |= w->digits;
            names->telling[side] |= w->telling;
        }
        names->left[side] += weight;
    }
}

static void side_init(const struct duplicates *d, const struct duplicates_entry *e,
                      struct side *side) {
    *side = (struct side){.words = d->spans + e->words, .n = e->words_n};
}

static void names_compare(const struct duplicates *d, const struct duplicates_entry *a,
                          const struct duplicates_entry *b, bool near, struct names *names) {
    struct side x, y;
    *names = (struct names){.shared = 0};
    side_init(d, a, &x);
    side_init(d, b, &y);
    same_words(d, &x, &y, names);
    joined_words(d, &x, &y, names);
    joined_words(d, &y, &x, names);
    if (near) like_words(d, &x, &y, names);
    left_count(d, &x, &y, b, 0, names);
    left_count(d, &y, &x, a, 1, names);
}

static double names_alike(const struct names *n) {
    double both = fmin(n->left[0], n->left[1]), one = fmax(n->left[0], n->left[1]) - both;
    double rare = fabs(n->left_rare[0] - n->left_rare[1]);
    double alike =
        n->shared / (n->shared + both * EACH_LEFT + one * ONE_LEFT + rare * ONE_RARE + 1e-9);
    if (n->sort[0] && n->sort[1]) alike *= TWO_SORTS;
    if (n->digits[0] && n->digits[1]) alike *= 0.5;
    if (n->telling[0] && n->telling[1]) alike *= 0.7;
    /* names of nothing but "help" and "group" must be the same to the letter */
    if (n->shared_rare <= 0 && n->left[0] + n->left[1] > 0.01) alike *= 0.6;
    return alike;
}

/* ---- where ---- */

static bool equal(uint64_t a, uint64_t b) {
    return a != 0 && a == b;
}
static bool unequal(uint64_t a, uint64_t b) {
    return a != 0 && b != 0 && a != b;
}

/* Without two points: one postcode, one town, or nothing to go by. */
static double town_part(const struct duplicates_entry *a, const struct duplicates_entry *b,
                        bool reached) {
    if (equal(a->postcode, b->postcode)) return 0.97;
    if (unequal(a->city, b->city) || unequal(a->postcode, b->postcode))
        return reached ? 0.8 : 0.6;
    return reached || equal(a->city, b->city) ? 0.97 : 0.65;
}

/* Far apart a common name is a common name: "Helping Hands" of two towns. */
static double far_part(const struct names *n, bool reached) {
    double part = n->shared_rare < 9 && !reached ? 0.75 : 1;
    return n->left_rare[0] + n->left_rare[1] > 0 ? part * 0.75 : part;
}

static double place_part(const struct duplicates_entry *a, const struct duplicates_entry *b,
                         double km, const struct names *n, bool reached) {
    if (km != km) return town_part(a, b, reached);
    double part = km <= 0.5 ? 1 : km <= 3 ? 0.96 : km <= 12 ? 0.88 : 0.4;
    bool door =
        km > 0.25 && unequal(a->address, b->address) && !equal(a->postcode, b->postcode);
    if (door && !reached) part *= 0.72;
    return km > 3 ? part * far_part(n, reached) : part;
}

/* ---- how to reach them ---- */

/* How many entries have this number; keys are sorted. */
static bool few(const uint64_t *keys, size_t n, uint64_t key) {
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keys[middle] < key) low = middle + 1;
        else high = middle;
    }
    return low + SHARED_MOST >= n || keys[low + SHARED_MOST] != key;
}

struct reach {
    bool phone, url, email;
};

static struct reach reach_of(const struct duplicates *d, const struct duplicates_entry *a,
                             const struct duplicates_entry *b) {
    size_t n = d->entries_n;
    return (struct reach){equal(a->phone, b->phone) && few(d->phones, n, a->phone),
                          equal(a->url, b->url) && few(d->urls, n, a->url),
                          equal(a->email, b->email) && few(d->emails, n, a->email)};
}

static void why_add(struct duplicates_pair *pair, bool is, const char *why) {
    if (is && pair->why_n < DUPLICATES_WHY_MAX) pair->why[pair->why_n++] = why;
}

static double reach_part(const struct duplicates_entry *a, const struct duplicates_entry *b,
                         struct reach r, const struct names *n) {
    double part = 0;
    /* two names, one telephone: two groups in one house, or of one parent */
    bool two = n->left_rare[0] >= RARE && n->left_rare[1] >= RARE;
    if (!two && n->shared_rare > 0) part += r.phone * 0.1 + r.url * 0.1 + r.email * 0.1;
    if (equal(a->postcode, b->postcode)) part += 0.02;
    if (equal(a->text, b->text) && !two) part += 0.04;
    if (unequal(a->phone, b->phone)) part -= 0.03;
    if (unequal(a->email, b->email)) part -= 0.02;
    if (a->kind != b->kind) part -= 0.03;
    return fmin(part, 0.2);
}

static bool apart(const struct duplicates_entry *a, const struct duplicates_entry *b) {
    /* who runs a thing is not that thing */
    return (a->organisation.v != 0 && a->organisation.v == b->id.v) ||
           (b->organisation.v != 0 && b->organisation.v == a->id.v) ||
           (a->kind == ASSET_ORGANISATION) != (b->kind == ASSET_ORGANISATION);
}

bool assets_duplicates_score(const struct duplicates *d, uint32_t a_row, uint32_t b_row,
                             struct duplicates_pair *ret_pair) {
    const struct duplicates_entry *a = &d->entries[a_row], *b = &d->entries[b_row];
    struct duplicates_pair pair = {.a = a_row, .b = b_row};
    struct names names;
    if (apart(a, b)) return false;
    double km = assets_duplicates_km(a, b);
    struct reach r = reach_of(d, a, b);
    names_compare(d, a, b, km <= TYPO_KM || (km != km && !unequal(a->city, b->city)), &names);
    double alike = names_alike(&names);
    if (alike < 0.3) return false;
    double score = alike * place_part(a, b, km, &names, r.phone || r.email || r.url) +
                   reach_part(a, b, r, &names);
    pair.score = (int)lround(fmax(0, fmin(1, score)) * 100);
    why_add(&pair, alike >= 0.6, "name");
    why_add(&pair, km <= 1, "near");
    why_add(&pair, r.phone, "phone");
    why_add(&pair, r.url, "url");
    why_add(&pair, r.email, "email");
    why_add(&pair, equal(a->postcode, b->postcode), "postcode");
    *ret_pair = pair;
    return true;
}
