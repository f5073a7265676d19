#include "base/utf8.h"
#include "domain/conversations/conversations.h"
#include "domain/matching/matching_own.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define AHEAD 16 /* columns asked for before they are read */
#define NEAR_METRES 5000.0F
#define REPEAT_METRES 50.0F
#define RELATIVES 256

struct candidate { int64_t key, sum; bool busy; uint64_t tie; uint32_t number; float distance; unsigned check; struct matching_terms terms; };

struct search {
    struct matching_lens lens;
    struct matching_limits limits;
    struct candidate *heap; size_t heap_n, heap_room; /* smallest first */
    uint64_t *seen;                        /* one bit a number */
    /* a bit a base number: carries a concept like one of theirs; lies too far for sure (or NULL) */
    uint64_t *carry; const uint64_t *far;
};

/* ---- the lens: a profile prepared for the columns ---- */

static const uint8_t *likeness(struct ctx *ctx, const struct vocabulary *v, struct concept_id concept, bool gift)
{
    struct vocabulary_relative relatives[RELATIVES];
    if (concept.v == 0) return NULL;
    uint8_t *like = ARENA_ARRAY(ctx->arena, uint8_t, vocabulary_count(v) + 2);
    size_t count = vocabulary_relatives(v, concept, relatives, RELATIVES);
    for (size_t i = 0; i < count; i++) like[relatives[i].concept.v] = (uint8_t)(matching_similarity(v, concept, &relatives[i], gift) * 255 + .5);
    return like;
}

static const uint8_t *touched(struct ctx *ctx, const struct matching_lens *lens)
{
    size_t count = vocabulary_count(lens->v);
    uint8_t *touch = ARENA_ARRAY(ctx->arena, uint8_t, count + 2);
    for (size_t c = 1; c <= count; c++) {
        for (size_t i = 0; i < lens->profile->loves_n; i++)
            if (lens->love_like[i] && lens->love_like[i][c]) touch[c] = 1;
        for (size_t i = 0; i < lens->profile->gives_n; i++)
            if (lens->give_like[i] && lens->give_like[i][c]) touch[c] = 1;
    }
    return touch;
}

/* r = .7 + .3 * idf / idfmax: what few places offer counts a little more. */
static double rarity(const struct assets_view *view, struct concept_id concept)
{
    double n = (double)(view->n + view->young_n), share = assets_view_concept_share(view, concept.v);
    if (n < 2 || share <= 0) return 1;
    double idf = log(1 / share) / log(n);
    return .7 + .3 * (idf > 1 ? 1 : idf < 0 ? 0 : idf);
}

static const uint8_t *never_of(struct ctx *ctx, const struct vocabulary *v, const struct profile *profile)
{
    size_t count = vocabulary_count(v);
    uint8_t *never = NULL;
    for (size_t i = 0; i < profile->not_for_me_n; i++) {
        struct concept_id wide = vocabulary_find(v, profile->not_for_me[i]);
        if (wide.v == 0) continue;
        if (never == NULL) never = ARENA_ARRAY(ctx->arena, uint8_t, count + 2);
        for (size_t c = 1; c <= count; c++)
            if (vocabulary_under(v, (struct concept_id){(uint16_t)c}, wide)) never[c] = 1;
    }
    return never;
}

/* For carers, the bereaved, people of one faith or tongue: shared by chance with who is none. */
static bool particular(const struct vocabulary *v, struct concept_id id, struct concept_id languages)
{
    const struct concept *c = vocabulary_concept(v, id);
    if (c == NULL || c->sensitive || c->kind == CONCEPT_CIRCUMSTANCE) return c != NULL;
    return str_is(c->code, "veterans") || (languages.v != 0 && id.v != languages.v && vocabulary_under(v, id, languages));
}

static bool of_theirs(const struct matching_lens *lens, const struct concept_id *said, size_t n, struct concept_id id, struct concept_id languages)
{
    for (size_t i = 0; i < n; i++) {
        if (said[i].v == 0) continue;
        if (vocabulary_under(lens->v, said[i], id)) return true;
        if (vocabulary_under(lens->v, id, said[i]) && particular(lens->v, said[i], languages)) return true;
    }
    return false;
}

static const uint8_t *others_of(struct ctx *ctx, const struct matching_lens *lens)
{
    size_t count = vocabulary_count(lens->v);
    uint8_t *others = ARENA_ARRAY(ctx->arena, uint8_t, count + 2);
    struct concept_id languages = vocabulary_find(lens->v, STR("languages"));
    for (size_t c = 1; c <= count; c++) {
        struct concept_id id = {(uint16_t)c};
        if (!particular(lens->v, id, languages)) continue;
        others[c] = !of_theirs(lens, lens->loves, lens->profile->loves_n, id, languages) &&
                    !of_theirs(lens, lens->gives, lens->profile->gives_n, id, languages);
    }
    return others;
}

static uint32_t language_bits(struct str languages)
{
    uint32_t bits = 0;
    struct str word;
    while (str_next_word(&languages, &word)) {
        int bit = assets_language_bit(word);
        bits |= 1u << (bit < 0 ? 31 : bit); /* 31: any other; the row tells which */
    }
    return bits;
}

/* The plane of the columns is good to half a hundredth: what it lets through is measured on the
   globe once its row is read. */
#define PLANE 1.006

static void focus(struct ctx *ctx, const struct profile *profile, const struct assets_view *view, struct matching_lens *lens)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    *lens = (struct matching_lens){.profile = profile, .v = v, .view = view, .located = profile->located,
                                   .today = (uint32_t)ctx_today(ctx).n, .languages = language_bits(profile->languages),
                                   .radius = (float)(profile->within_km * 1000 * PLANE)};
    if (profile->located) assets_view_point(view, profile->lat, profile->lon, &lens->x, &lens->y);
    for (size_t i = 0; i < profile->loves_n; i++) {
        lens->loves[i] = vocabulary_find(v, profile->loves[i].concept);
        lens->love_like[i] = likeness(ctx, v, lens->loves[i], false);
        lens->rarity[i] = rarity(view, lens->loves[i]);
    }
    for (size_t i = 0; i < profile->gives_n; i++) {
        lens->gives[i] = vocabulary_find(v, profile->gives[i].concept);
        lens->give_like[i] = likeness(ctx, v, lens->gives[i], true);
    }
    for (size_t i = 0; i < profile->published_n; i++) lens->published[lens->published_n++] = vocabulary_find(v, profile->published[i]);
    lens->touch = touched(ctx, lens);
    lens->others = others_of(ctx, lens);
    lens->never = never_of(ctx, v, profile);
    lens->wants = profile->loves_n > 0 || profile->gives_n > 0 || profile->phrases_n > 0;
    /* Ties turn round each week, so that no name gains by its letters. */
    lens->salt = (uint64_t)profile->person.v * 0x9E3779B97F4A7C15u + (uint64_t)(ctx_today(ctx).n + 3) / 7;
}

/* ---- the heap of the best ---- */

static bool worse(const struct candidate *a, const struct candidate *b)
{
    return a->key != b->key ? a->key < b->key : a->tie < b->tie;
}

static void sink(struct candidate *heap, size_t count, size_t at)
{
    for (;;) {
        size_t least = at, left = 2 * at + 1;
        for (size_t child = left; child < left + 2 && child < count; child++)
            if (worse(&heap[child], &heap[least])) least = child;
        if (least == at) return;
        struct candidate swap = heap[at];
        heap[at] = heap[least];
        heap[least] = swap;
        at = least;
    }
}

static void keep(struct search *s, const struct candidate *candidate)
{
    if (s->heap_n < s->heap_room) {
        size_t at = s->heap_n++;
        s->heap[at] = *candidate;
        while (at > 0 && worse(&s->heap[at], &s->heap[(at - 1) / 2])) {
            struct candidate swap = s->heap[at];
            s->heap[at] = s->heap[(at - 1) / 2];
            s->heap[(at - 1) / 2] = swap;
            at = (at - 1) / 2;
        }
    } else if (worse(&s->heap[0], candidate)) {
        s->heap[0] = *candidate;
        sink(s->heap, s->heap_n, 0);
    }
}

/* ---- candidates ---- */

static void count_limit(struct matching_limits *limits, enum matching_limit limit)
{
    int64_t *const counts[] = {
        [LIMIT_ACCESS] = &limits->access, [LIMIT_AGE] = &limits->age, [LIMIT_LANGUAGE] = &limits->language,
        [LIMIT_COST] = &limits->cost, [LIMIT_FAR] = &limits->far, [LIMIT_TIME] = &limits->time,
        [LIMIT_NOT_FOR_ME] = &limits->not_for_me, [LIMIT_AUDIENCE] = &limits->audience, [LIMIT_APART] = &limits->apart,
        [LIMIT_DECLINED] = &limits->declined, [LIMIT_FULL] = &limits->full, [LIMIT_CLOSED] = &limits->closed};
    if (limit != LIMIT_NONE) ++*counts[limit];
}

/* `sure`: it carries a concept like one of theirs, so that what it shares need be known of those
   alone that pass the limits: most do not. */
static void weigh(struct search *s, uint32_t number, bool sure)
{
    struct matching_lens *lens = &s->lens;
    if (s->seen[number / 64] >> (number % 64) & 1) return;
    s->seen[number / 64] |= (uint64_t)1 << (number % 64);
    if (!assets_view_alive(lens->view, number)) return;
    const struct asset_hot *hot = assets_view_hot(lens->view, number);
    /* Nobody is found out about by trying: a profile without a person is shown no person. */
    if (hot->flags & AF_PERSON && hot->flags & AF_HOST && lens->profile->person.v == 0) return;
    struct candidate c = {.number = number};
    float dx = hot->x - lens->x, dy = hot->y - lens->y;
    c.distance = lens->located && hot->flags & AF_LOCATED ? sqrtf(dx * dx + dy * dy) : 0;
    if (!sure) matching_shared_of(lens, number, hot, &c.terms);
    if (!sure && lens->wants && !matching_shares(&c.terms)) return;
    s->limits.considered++;
    enum matching_limit limit = matching_limit_of(lens, number, hot, c.distance, &c.check);
    count_limit(&s->limits, limit);
    if (limit != LIMIT_NONE) return;
    if (sure) matching_shared_of(lens, number, hot, &c.terms);
    matching_terms_of(lens, number, hot, c.distance, &c.terms);
    /* Where a need is not known to be met it ranks below every one where it is. */
    unsigned ask = c.check & ~(unsigned)CHECK_TIMES;
    int unknown = ask ? __builtin_popcount(ask) : 0;
    c.sum = matching_loaded(hot, matching_live_number(lens, number),
                            matching_both(lens, hot, &c.terms, matching_sum(lens->weights, &c.terms)), &c.busy);
    c.key = c.sum + ((int64_t)(8 - unknown) << 32);
    c.tie = (lens->salt ^ assets_index_view_tie(lens->view, number)) * 0x9E3779B97F4A7C15u;
    keep(s, &c);
}

static void consider(struct search *s, uint32_t number)
{
    weigh(s, number, false);
}

static void mark_concepts(struct search *s, const uint8_t *like)
{
    size_t concepts = like == NULL ? 0 : vocabulary_count(s->lens.v);
    for (size_t c = 1; c <= concepts; c++) {
        size_t count = 0;
        if (like[c] == 0) continue;
        const uint32_t *numbers = assets_view_concept(s->lens.view, (uint16_t)c, &count);
        for (size_t i = 0; i < count; i++)
            if (numbers[i] < s->lens.view->n) s->carry[numbers[i] / 64] |= (uint64_t)1 << (numbers[i] % 64);
    }
}

static void mark_all(struct ctx *ctx, struct search *s)
{
    const struct matching_lens *lens = &s->lens;
    s->carry = ARENA_ARRAY(ctx->arena, uint64_t, lens->view->n / 64 + 1);
    if (lens->located && lens->radius > 0) s->far = assets_view_far(ctx->arena, lens->view, lens->x, lens->y, lens->radius);
    for (size_t i = 0; i < lens->profile->loves_n; i++) mark_concepts(s, lens->love_like[i]);
    for (size_t i = 0; i < lens->profile->gives_n; i++) mark_concepts(s, lens->give_like[i]);
}

/* Those too far, mostly nine of ten, are counted and never looked at. */
static void count_far(struct search *s, size_t w, uint64_t away)
{
    int64_t count = __builtin_popcountll(away);
    s->seen[w] |= away;
    s->limits.considered += count;
    s->limits.far += count;
}

/* In the order they lie in, columns asked for ahead of being read. */
static void weigh_bits(struct search *s, const uint64_t *bits, bool sure)
{
    uint32_t ahead[AHEAD];
    size_t n = 0;
    for (size_t w = 0; w < s->lens.view->n / 64 + 1; w++) {
        uint64_t left = bits[w] & ~s->seen[w], away = s->far ? left & s->far[w] : 0;
        if (away) count_far(s, w, away);
        for (left &= ~away; left; left &= left - 1) {
            uint32_t number = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(left), due = ahead[n % AHEAD];
            assets_view_ahead(s->lens.view, number);
            ahead[n % AHEAD] = number;
            if (n++ >= AHEAD) weigh(s, due, sure);
        }
    }
    for (size_t i = n > AHEAD ? n - AHEAD : 0; i < n; i++) weigh(s, ahead[i % AHEAD], sure);
}

/* Candidates by their words. A word in passing is a reason only beside a concept. */
static void by_words(struct ctx *ctx, struct search *s)
{
    const struct matching_words *words = s->lens.words;
    size_t n = s->lens.view->n;
    if (words == NULL) return;
    uint64_t *bits = ARENA_ARRAY(ctx->arena, uint64_t, n / 64 + 1);
    for (size_t i = 0; i < n; i++) {
        struct matching_words said = words[i];
        if ((said.love | said.give) == 0) continue;
        uint64_t bit = (uint64_t)1 << (i % 64);
        bool carries = s->carry[i / 64] & bit, says = said.love >= MATCHING_CONFIRMS || said.give >= MATCHING_CONFIRMS;
        if (carries || says) bits[i / 64] |= bit;
    }
    weigh_bits(s, bits, false);
}

static void visit_near(void *cookie, uint32_t number, float distance)
{
    (void)distance;
    consider(cookie, number);
}

static void gather(struct ctx *ctx, struct search *s)
{
    const struct assets_view *view = s->lens.view;
    const struct profile *profile = s->lens.profile;
    /* First the words, so that what a concept finds is known to say them too. */
    matching_words_find(ctx, &s->lens);
    mark_all(ctx, s);
    by_words(ctx, s);
    weigh_bits(s, s->carry, true);
    if (!s->lens.wants && profile->located)
        assets_view_near(view, s->lens.x, s->lens.y, s->lens.radius > 0 ? s->lens.radius : NEAR_METRES, visit_near, s);
    else if (!s->lens.wants)
        for (size_t i = 0; i < view->n; i++) consider(s, (uint32_t)i);
    for (size_t i = 0; i < view->young_n; i++) consider(s, (uint32_t)(view->n + i));
}

/* ---- the best, with their rows ---- */

static int better_first(const void *a, const void *b)
{
    const struct candidate *left = a, *right = b;
    if (left->key != right->key) return left->key > right->key ? -1 : 1;
    return left->tie > right->tie ? -1 : left->tie < right->tie;
}

static bool listed_person(const struct person_id *ids, size_t count, struct person_id id)
{
    for (size_t i = 0; i < count && id.v != 0; i++)
        if (ids[i].v == id.v) return true;
    return false;
}

static bool names_not(const struct profile *profile, struct arena *arena, const struct asset *row)
{
    struct str name = str_lower(arena, row->name);
    for (size_t i = 0; i < profile->not_words_n; i++)
        if (str_find(name, profile->not_words[i], 0) != SIZE_MAX) return true;
    return false;
}

static struct str primary(struct str code)
{
    size_t dash = str_find(code, STR("-"), 0);
    return dash == SIZE_MAX ? code : str_slice(code, 0, dash);
}

/* The columns know 31 languages apart; two others are told apart here. */
static bool share_language(struct str mine, struct str theirs)
{
    struct str one, two;
    if (mine.len == 0 || theirs.len == 0) return true;
    while (str_next_word(&mine, &one)) {
        struct str rest = theirs;
        while (str_next_word(&rest, &two))
            if (str_ieq(primary(one), primary(two))) return true;
    }
    return false;
}

static double metres_to(const struct profile *profile, const struct asset *row)
{
    return row->located || row->about ? places_distance(profile->lat, profile->lon, row->lat, row->lon) : 0;
}

/* What only the row can tell: minutes, the host, words in the name. */
static enum matching_limit row_limit(struct ctx *ctx, const struct profile *profile, const struct asset *row)
{
    if (profile->located && profile->within_km > 0 && metres_to(profile, row) > profile->within_km * 1000) return LIMIT_FAR;
    if (!matching_times_meet(profile, row)) return LIMIT_TIME;
    if (!share_language(profile->languages, row->languages)) return LIMIT_LANGUAGE;
    /* A neighbour is suggested to those who agreed to be asked themselves. */
    if (str_is(row->source, CONVERSATIONS_NEIGHBOUR) && profile->published_n == 0) return LIMIT_APART;
    if (listed_person(profile->apart, profile->apart_n, row->host)) return LIMIT_APART;
    if (profile->person.v != 0 && row->host.v == profile->person.v) return LIMIT_DECLINED; /* their own */
    if (names_not(profile, ctx->arena, row)) return LIMIT_NOT_FOR_ME;
    return LIMIT_NONE;
}

/* The same thing listed twice: one name at one spot, whatever words say when. `names` are those of
   the list, folded and hashed. */
static bool repeats(struct ctx *ctx, const struct suggestion *list, uint64_t *names, size_t count)
{
    const struct suggestion *s = &list[count];
    names[count] = str_hash(utf8_fold(ctx->arena, str_trim(s->row.name)), 3);
    for (size_t i = 0; i < count; i++) {
        const struct asset *a = &list[i].row, *b = &s->row;
        if (names[i] != names[count]) continue;
        if (!a->located || !b->located || places_distance(a->lat, a->lon, b->lat, b->lon) <= (double)REPEAT_METRES) return true;
    }
    return false;
}

static void fill(struct search *s, struct ctx *ctx, const struct candidate *c, const struct asset *row, struct suggestion *out)
{
    *out = (struct suggestion){.asset = row->id, .row = *row, .number = c->number, .check = c->check,
                               .score = (double)c->sum / (10000.0 * 255.0), .distance_km = NAN, .busy = c->busy, .chance = 1};
    if (s->lens.located && (row->located || row->about)) out->distance_km = metres_to(s->lens.profile, row) / 1000;
    memcpy(out->f, c->terms.f, sizeof out->f);
    const struct matching_live_row *live = matching_live_of(s->lens.live, row->id);
    out->settled = live != NULL && live->settled;
    out->learned = out->settled ? live->learned / 255.0 : .5;
    out->learned_weight = s->lens.weights[REASON_LEARNED] / 10000.0 * c->terms.f[REASON_LEARNED] / 255.0;
    int64_t plain = matching_sum(s->lens.weights, &c->terms);
    /* A reason is never more than its own term, also where the other side likes it better. */
    double share = plain > c->sum ? (double)c->sum / (double)plain : 1;
    matching_reasons(ctx, &s->lens, &c->terms, share, out);
}

static const struct asset *row_of(const struct asset *rows, size_t count, struct asset_id id)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].id.v == id.v) return &rows[i];
    return NULL;
}

/* Read rows a few at a time, best first, until `limit` stand. */
static enum status read_best(struct ctx *ctx, struct search *s, size_t limit, struct suggestion *out, size_t *ret_count)
{
    uint64_t *names = ARENA_ARRAY(ctx->arena, uint64_t, limit + 1);
    size_t kept = 0;
    qsort(s->heap, s->heap_n, sizeof *s->heap, better_first);
    for (size_t from = 0; from < s->heap_n && kept < limit;) {
        struct asset_id ids[32];
        struct asset *rows;
        size_t batch = limit - kept + 4, got;
        if (batch > 32) batch = 32;
        if (batch > s->heap_n - from) batch = s->heap_n - from;
        for (size_t i = 0; i < batch; i++) ids[i] = assets_view_id(s->lens.view, s->heap[from + i].number);
        TRY(assets_list_by_ids(ctx, ids, batch, &rows, &got));
        for (size_t i = 0; i < batch && kept < limit; i++) {
            const struct asset *row = row_of(rows, got, ids[i]);
            if (row == NULL) continue;
            enum matching_limit why = row_limit(ctx, s->lens.profile, row);
            count_limit(&s->limits, why);
            if (why != LIMIT_NONE) continue;
            fill(s, ctx, &s->heap[from + i], row, &out[kept]);
            if (!repeats(ctx, out, names, kept)) kept++;
        }
        from += batch;
    }
    *ret_count = kept;
    return OK;
}

static void swap_weights(int weights[REASON_KINDS])
{
    int gives = weights[REASON_GIVES];
    weights[REASON_GIVES] = weights[REASON_INTEREST];
    weights[REASON_INTEREST] = gives;
}

enum status matching_rank(struct ctx *ctx, const struct profile *profile, int limit, struct suggestion **ret_suggestions,
                          size_t *ret_count, struct matching_limits *ret_limits)
{
    struct assets_view view;
    struct search s = {0};
    struct matching_live live;
    int weights[REASON_KINDS];
    if (limit < 1 || limit > MATCHING_BEST)
        return ctx_fault(ctx, ERR_INVALID, STR("limit"), SAY("Give a limit from 1 to 100000."));
    s.heap_room = MATCHING_HEAP + (limit > MATCHING_MANY ? (size_t)limit : 0);
    s.heap = ARENA_ARRAY(ctx->arena, struct candidate, s.heap_room);
    TRY(matching_weights_now(ctx, profile->place, weights));
    TRY(matching_live_read(ctx, profile, &live));
    TRY(assets_view_take(ctx, &view));
    focus(ctx, profile, &view, &s.lens);
    const int *stated = profile->weights != NULL ? profile->weights : weights;
    if (stated != weights) memcpy(weights, stated, sizeof weights);
    /* Who came only to give: what they give is what they came for. */
    if (profile->gives_n > 0 && profile->loves_n == 0) swap_weights(weights);
    s.lens.weights = weights;
    s.lens.live = &live;
    s.seen = ARENA_ARRAY(ctx->arena, uint64_t, (view.n + view.young_n) / 64 + 1);
    size_t count = 0;
    gather(ctx, &s);
    size_t most = (size_t)limit < s.heap_n ? (size_t)limit : s.heap_n;
    struct suggestion *out = ARENA_ARRAY(ctx->arena, struct suggestion, most + 1);
    enum status status = read_best(ctx, &s, most, out, &count);
    assets_view_release(ctx, &view);
    TRY(status);
    *ret_suggestions = out;
    *ret_count = count;
    *ret_limits = s.limits;
    return OK;
}
