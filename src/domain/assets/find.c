/* The search: words and concepts to candidates, wishes as hard limits from the columns, the best
   500 ranked, and only the rows of one page read from the database. */
#include "base/utf8.h"
#include "domain/assets/index_own.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RANKED_MAX 500
#define NEAR_DEFAULT_KM 5.0
#define SCORE_CONCEPT 6

struct candidate {
    uint32_t number;
    float distance;
    uint32_t tie;
    uint8_t score;
    bool late;
}; /* late: hours unknown */

struct search {
    struct ctx *ctx;
    const struct assets_query *q;
    struct assets_view view;
    struct places_point point;
    bool has_point, has_words, members;
    float x, y, radius;
    struct index_hits hits;
    uint8_t *why; /* by number: 1 = a concept brought it, 2 = words did */
    uint16_t concepts[64];
    size_t concepts_n;
    struct str meant; /* their labels */
    struct week wanted;
    bool timed;
    uint32_t flags; /* that must be set */
    uint32_t language;
    struct candidate *best;
    size_t best_n; /* a heap, worst on top */
    int64_t total;
};

/* Does a come before b? */
static bool before(const struct search *s, const struct candidate *a, const struct candidate *b)
{
    if (a->late != b->late) return b->late;
    if (s->has_point && a->distance != b->distance) return a->distance < b->distance;
    if (a->score != b->score) return a->score > b->score;
    if (a->tie != b->tie) return a->tie < b->tie;
    return assets_view_id(&s->view, a->number).v < assets_view_id(&s->view, b->number).v;
}

static void swap(struct candidate *a, struct candidate *b)
{
    struct candidate c = *a;
    *a = *b;
    *b = c;
}

static void sift_down(const struct search *s, size_t i, size_t n)
{
    for (;;) {
        size_t worst = i, left = 2 * i + 1, right = left + 1;
        if (left < n && before(s, &s->best[worst], &s->best[left])) worst = left;
        if (right < n && before(s, &s->best[worst], &s->best[right])) worst = right;
        if (worst == i) return;
        swap(&s->best[i], &s->best[worst]);
        i = worst;
    }
}

static void keep(struct search *s, struct candidate candidate)
{
    s->total++;
    if (s->best_n == RANKED_MAX) {
        if (!before(s, &candidate, &s->best[0])) return;
        s->best[0] = candidate;
        sift_down(s, 0, s->best_n);
        return;
    }
    size_t i = s->best_n++;
    s->best[i] = candidate;
    for (; i > 0 && before(s, &s->best[(i - 1) / 2], &s->best[i]); i = (i - 1) / 2)
        swap(&s->best[i], &s->best[(i - 1) / 2]);
}

/* ---- the wishes ---- */

static bool fits(const struct search *s, uint32_t number, const struct asset_hot *hot,
                 bool *ret_late)
{
    if ((hot->flags & s->flags) != s->flags) return false;
    if ((hot->flags & AF_PERSON) && !s->members) return false;
    if (s->language && !(hot->languages & s->language)) return false;
    *ret_late = s->timed && !(hot->flags & AF_TIMES_KNOWN);
    if (!s->timed || *ret_late) return true;
    return week_overlap(assets_view_week(&s->view, number), &s->wanted) > 0;
}

static void consider(struct search *s, uint32_t number, float distance)
{
    const struct asset_hot *hot = assets_view_hot(&s->view, number);
    bool late;
    if (s->has_words && !index_hit(&s->hits, number)) return;
    if (!fits(s, number, hot, &late)) return;
    struct candidate candidate = {.number = number,
                                  .distance = distance,
                                  .tie = assets_index_view_tie(&s->view, number),
                                  .late = late};
    if (s->has_words) candidate.score = s->hits.score[number];
    keep(s, candidate);
}

static void visit_near(void *cookie, uint32_t number, float distance)
{
    consider(cookie, number, distance);
}

static void visit_all(struct search *s)
{
    for (uint32_t number = 0; number < s->view.n + s->view.young_n; number++) {
        if (s->has_words && s->hits.bits[number / 64] == 0) {
            number |= 63; /* nothing in this word of bits */
            continue;
        }
        if (s->has_words && !index_hit(&s->hits, number)) continue;
        if (assets_view_alive(&s->view, number)) consider(s, number, 0);
    }
}

/* ---- what the words mean ---- */

static void concept_add(struct search *s, const struct vocabulary *v, struct concept_id concept)
{
    struct vocabulary_relative relatives[64];
    size_t n = vocabulary_relatives(v, concept, relatives, 64);
    for (size_t i = 0; i < n && s->concepts_n < 64; i++) {
        if (!vocabulary_under(v, relatives[i].concept, concept)) continue;
        s->concepts[s->concepts_n++] = relatives[i].concept.v;
    }
}

static void concept_meant(struct search *s, const struct vocabulary *v,
                          struct concept_id concept)
{
    struct str label = vocabulary_label(v, concept, s->ctx->locale),
               parts[] = {s->meant, label};
    s->meant = s->meant.len == 0 ? label : str_join(s->ctx->arena, parts, 2, STR(", "));
    concept_add(s, v, concept);
}

static void concepts_of_words(struct search *s)
{
    const struct vocabulary *v = vocabulary_of(s->ctx);
    struct vocabulary_link links[ASSET_CONCEPTS];
    struct vocabulary_chip chips[VOCABULARY_CHIPS];
    struct str words = s->q->words;
    size_t n = vocabulary_link_asset(v, s->ctx->arena, words, STR_NONE, links, ASSET_CONCEPTS);
    for (size_t i = 0; i < n; i++) concept_meant(s, v, links[i].concept);
    if (n > 0) return;
    n = vocabulary_link(v, s->ctx->arena, words, s->ctx->locale, chips, VOCABULARY_CHIPS, NULL);
    for (size_t i = 0; i < n; i++)
        if (chips[i].sense != CHIP_NOT_FOR_ME) concept_meant(s, v, chips[i].concept);
}

static void concept_mark(struct search *s, uint32_t number)
{
    if (number >= s->hits.n) return;
    s->why[number] |= 1;
    index_hit_set(&s->hits, number);
    unsigned score = (unsigned)s->hits.score[number] + SCORE_CONCEPT;
    s->hits.score[number] = (uint8_t)(score > 250 ? 250 : score);
}

static void concepts_mark(struct search *s)
{
    for (size_t c = 0; c < s->concepts_n; c++) {
        size_t n;
        const uint32_t *numbers = assets_view_concept(&s->view, s->concepts[c], &n);
        for (size_t i = 0; i < n; i++)
            if (numbers[i] < s->view.n && !(s->why[numbers[i]] & 1))
                concept_mark(s, numbers[i]);
        for (uint32_t i = 0; i < s->view.young_n; i++) {
            uint32_t number = (uint32_t)s->view.n + i;
            const struct asset_hot *hot = assets_view_hot(&s->view, number);
            for (int k = 0; k < ASSET_CONCEPTS; k++)
                if (hot->concepts[k] == s->concepts[c] && !(s->why[number] & 1))
                    concept_mark(s, number);
        }
    }
}

static void words_match(struct search *s)
{
    size_t asked, known;
    struct str words = str_trim(s->q->words);
    if (words.len == 0) return;
    assets_index_match(s->ctx->arena, &s->view, words, &s->hits, &asked, &known);
    s->why = ARENA_ARRAY(s->ctx->arena, uint8_t, s->hits.n + 1);
    for (size_t w = 0; w < s->hits.n / 64 + 1; w++)
        for (uint64_t left = s->hits.bits[w]; left; left &= left - 1)
            s->why[w * 64 + (size_t)__builtin_ctzll(left)] |= 2;
    concepts_of_words(s);
    concepts_mark(s);
    s->has_words = asked > 0 || s->concepts_n > 0 || words.len > 0;
}

/* ---- setting up ---- */

static enum status near_set(struct search *s)
{
    const struct assets_query *q = s->q;
    if (str_trim(q->near).len > 0) {
        TRY(places_near_parse(s->ctx, q->near, STR("near"), &s->point));
        s->has_point = true;
    } else if (q->has_point) {
        if (!places_point_valid(q->lat, q->lon))
            return ctx_fault(
                s->ctx, ERR_INVALID, STR("near"),
                SAY("No such point. Write latitude and longitude, for example 52.50,-1.79"));
        s->point = (struct places_point){.lat = q->lat, .lon = q->lon};
        s->has_point = true;
    }
    double km = q->within_km > 0 ? q->within_km : NEAR_DEFAULT_KM;
    s->radius = (float)(km < 2000 ? km * 1000 : 2000000);
    return OK;
}

static enum status wishes_set(struct search *s)
{
    const struct assets_query *q = s->q;
    if (q->step_free) s->flags |= AF_STEP_FREE_YES;
    if (q->free) s->flags |= AF_FREE;
    if (q->welcome) s->flags |= AF_WELCOME;
    s->timed = q->day >= 0 || q->from >= 0 || q->to >= 0;
    int from = q->from >= 0 ? q->from : 0, to = q->to >= 0 ? q->to : 1440;
    if (to <= from) to += 1440;
    for (int day = 0; s->timed && day < 7; day++)
        if (q->day < 0 || q->day == day) week_add(&s->wanted, day, from, to);
    if (q->language.len == 0) return OK;
    int bit = assets_language_bit(q->language);
    if (bit < 0)
        return ctx_fault(s->ctx, ERR_INVALID, STR("language"),
                         SAY("This language is not on the list. For example: en ur pl cy"));
    s->language = (uint32_t)1 << bit;
    return OK;
}

/* ---- answering ---- */

static int rank_order(const void *left, const void *right, void *cookie)
{
    const struct candidate *a = left, *b = right;
    return before(cookie, a, b) ? -1 : before(cookie, b, a) ? 1 : 0;
}

static void why_add(struct assets_hit *hit, enum asset_why why)
{
    if (hit->why_n < 8) hit->why[hit->why_n++] = why;
}

static bool name_has(struct ctx *ctx, const struct asset *asset, struct str text)
{
    char room[VOCABULARY_WORD_MAX], other[VOCABULARY_WORD_MAX];
    struct str name = assets_index_fold(ctx->arena, asset->name),
               rest = assets_index_fold(ctx->arena, utf8_cut(text, 500)), word, stem;
    while (assets_index_word_next(&rest, &word, room, &stem)) {
        struct str left = name, own, own_stem;
        while (assets_index_word_next(&left, &own, other, &own_stem))
            if (str_eq(stem, own_stem) || (word.len > 2 && str_starts(own, word))) return true;
    }
    return false;
}

static void why_set(const struct search *s, const struct candidate *c, struct assets_hit *hit)
{
    const struct assets_query *q = s->q;
    bool words = s->has_words && (s->why[c->number] & 2);
    if (words && name_has(s->ctx, &hit->asset, q->words))
        why_add(hit, WHY_NAME);
    else if (words)
        why_add(hit, WHY_WORDS);
    if (s->has_words && (s->why[c->number] & 1)) why_add(hit, WHY_CONCEPT);
    if (s->has_point) why_add(hit, WHY_NEAR);
    if (c->late)
        why_add(hit, WHY_TIMES_UNKNOWN);
    else if (s->timed)
        why_add(hit, WHY_DAY);
    if (q->step_free) why_add(hit, WHY_STEP_FREE);
    if (q->free) why_add(hit, WHY_FREE);
    if (q->language.len > 0) why_add(hit, WHY_LANGUAGE);
    if (q->welcome) why_add(hit, WHY_WELCOME);
}

static enum status page_read(struct search *s, struct assets_found *found)
{
    size_t limit = (size_t)(s->q->limit < 1 ? 20 : s->q->limit > 50 ? 50 : s->q->limit);
    size_t page = (size_t)(s->q->page < 1            ? 1
                           : s->q->page > RANKED_MAX ? RANKED_MAX
                                                     : s->q->page);
    size_t first = (page - 1) * limit, n = 0;
    found->hits = ARENA_ARRAY(s->ctx->arena, struct assets_hit, limit);
    for (size_t i = first; i < s->best_n && i < first + limit; i++) {
        const struct candidate *c = &s->best[i];
        struct assets_hit *hit = &found->hits[n];
        enum status status =
            assets_find(s->ctx, assets_view_id(&s->view, c->number), &hit->asset);
        if (status == ERR_MISSING || status == ERR_DENIED) continue; /* ended this moment */
        TRY(status);
        const struct asset *a = &hit->asset;
        bool apart = s->has_point && (a->located || a->about);
        hit->distance_km =
            apart ? places_distance(s->point.lat, s->point.lon, a->lat, a->lon) / 1000 : NAN;
        why_set(s, c, hit);
        n++;
    }
    found->hits_n = n;
    return OK;
}

static enum status search_run(struct search *s, struct assets_found *found)
{
    s->best = ARENA_ARRAY(s->ctx->arena, struct candidate, RANKED_MAX);
    words_match(s);
    if (s->has_point) {
        assets_view_point(&s->view, s->point.lat, s->point.lon, &s->x, &s->y);
        if (s->has_words)
            assets_index_near_hits(&s->view, s->x, s->y, s->radius, &s->hits, visit_near, s);
        else
            assets_view_near(&s->view, s->x, s->y, s->radius, visit_near, s);
    } else {
        visit_all(s);
    }
    if (s->best_n > 0) qsort_r(s->best, s->best_n, sizeof *s->best, rank_order, s);
    found->total = s->total;
    found->capped = s->total > RANKED_MAX;
    found->understood_near = s->has_point ? s->point.words : STR_NONE;
    found->understood_what = s->meant;
    return page_read(s, found);
}

enum status assets_search(struct ctx *ctx, const struct assets_query *query,
                          struct assets_found *ret_found)
{
    struct search *s = ARENA_NEW(ctx->arena, struct search);
    struct assets_found found = {.understood_near = STR_NONE};
    s->ctx = ctx;
    s->q = query;
    s->members = ctx->actor.standing != 0;
    TRY(near_set(s));
    TRY(wishes_set(s));
    TRY(assets_view_take(ctx, &s->view));
    enum status status = search_run(s, &found);
    assets_view_release(ctx, &s->view);
    TRY(status);
    TRY(arena_check(ctx->arena));
    *ret_found = found;
    return OK;
}
