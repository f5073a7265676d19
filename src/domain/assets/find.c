/* The search: words and concepts to candidates, wishes as limits from the columns, the best 500
   ranked, and only the rows of one page read from the database. */
#include "base/utf8.h"
#include "domain/assets/find_own.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NEAR_DEFAULT_KM 5.0

/* Does a come before b? */
static bool before(const struct search *s, const struct candidate *a, const struct candidate *b)
{
    if (a->late != b->late) return b->late;
    if (s->by_distance && a->distance != b->distance) return a->distance < b->distance;
    if (a->score != b->score) return a->score > b->score;
    if (a->distance != b->distance) return a->distance < b->distance;
    uint32_t tie[2] = {assets_index_view_tie(&s->view, a->number),
                       assets_index_view_tie(&s->view, b->number)};
    if (tie[0] != tie[1]) return tie[0] < tie[1];
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

static bool hours_common(const struct week *a, const struct week *b)
{
    uint64_t common = 0;
    for (int day = 0; day < 7; day++) common |= a->day[day] & b->day[day];
    return common != 0;
}

static bool limits_fit(const struct search *s, const struct limits *limits, uint32_t number,
                       const struct asset_hot *hot, bool *late)
{
    if ((hot->flags & limits->flags) != limits->flags) return false;
    if (limits->languages && !(hot->languages & limits->languages)) return false;
    if (limits->open == OPEN_NOW && (hot->flags & AF_CLOSED)) return false;
    if (!limits->timed) return true;
    if (!(hot->flags & AF_TIMES_KNOWN)) {
        *late = true;
        return true;
    }
    if (limits->whole && number < s->view.n) /* one byte says it */
        return s->region->days_of[number] & limits->whole;
    return hours_common(assets_view_week(&s->view, number), &limits->wanted);
}

static bool literal(const struct search *s, uint32_t number)
{
    return s->literal && (s->hits.cells[number].mask & s->literal) == s->literal;
}

/* How many of the wishes among the words an entry fits, as score. */
static unsigned wishes_score(const struct search *s, uint32_t number, const struct asset_hot *hot)
{
    const struct limits *read = &s->read;
    unsigned n = (unsigned)__builtin_popcount(hot->flags & read->flags);
    n += (hot->languages & read->languages) != 0;
    if (read->timed && (hot->flags & AF_TIMES_KNOWN))
        n += hours_common(assets_view_week(&s->view, number), &read->wanted);
    return n * SCORE_WISH;
}

static void consider(struct search *s, uint32_t number, float distance)
{
    const struct asset_hot *hot = assets_view_hot(&s->view, number);
    bool late = false, named = literal(s, number);
    if ((hot->flags & AF_PERSON) && !s->members) return;
    if (!limits_fit(s, &s->hard, number, hot, &late)) return;
    if (s->limiting && !named && !limits_fit(s, &s->read, number, hot, &late)) return;
    struct candidate candidate = {.number = number, .distance = distance, .late = late};
    unsigned score = s->hits.room ? s->hits.cells[number].score : 0;
    if (named) score += SCORE_LITERAL;
    if (s->reading.n > 0) score += wishes_score(s, number, hot);
    candidate.score = (uint16_t)(score > UINT16_MAX ? UINT16_MAX : score);
    keep(s, candidate);
}

static void visit_near(void *cookie, uint32_t number, float distance)
{
    consider(cookie, number, distance);
}

static void visit_all(struct search *s)
{
    uint32_t n = (uint32_t)(s->view.n + s->view.young_n);
    if (!s->has_words) {
        for (uint32_t number = 0; number < n; number++)
            if (assets_view_alive(&s->view, number)) consider(s, number, 0);
        return;
    }
    for (size_t w = 0; w < n / 64 + 1; w++) {
        for (uint64_t left = s->hits.bits[w]; left; left &= left - 1) {
            uint32_t number = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(left);
            if (number < n && assets_view_alive(&s->view, number)) consider(s, number, 0);
        }
    }
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

static void hours_set(struct limits *limits, unsigned days, int from, int to)
{
    limits->timed = true;
    if (to <= from) to += 1440;
    for (int day = 0; day < 7; day++)
        if (days >> day & 1) week_add(&limits->wanted, day, from, to);
}

/* Half-hours of both, where something was asked for before. */
static void open_set(const struct search *s, struct limits *limits, enum assets_open open)
{
    struct week hours;
    if (open == OPEN_ANY) return;
    assets_find_open_hours(s->ctx, open, &hours);
    for (int day = 0; day < 7; day++)
        limits->wanted.day[day] =
            limits->timed ? limits->wanted.day[day] & hours.day[day] : hours.day[day];
    limits->timed = true;
    limits->open = open;
}

static void hard_times_set(struct search *s)
{
    const struct assets_query *q = s->q;
    if (q->day >= 0 || q->from >= 0 || q->to >= 0)
        hours_set(&s->hard, q->day < 0 ? 127u : 1u << q->day, q->from >= 0 ? q->from : 0,
                  q->to >= 0 ? q->to : 1440);
    if (q->day >= 0 && q->from < 0 && q->to < 0 && q->open == OPEN_ANY)
        s->hard.whole = 1u << q->day;
    open_set(s, &s->hard, q->open);
}

static enum status wishes_set(struct search *s)
{
    const struct assets_query *q = s->q;
    if (q->step_free) s->hard.flags |= AF_STEP_FREE_YES;
    if (q->free) s->hard.flags |= AF_FREE;
    if (q->welcome) s->hard.flags |= AF_WELCOME;
    hard_times_set(s);
    if (q->language.len == 0) return OK;
    int bit = assets_language_bit(q->language);
    if (bit < 0)
        return ctx_fault(s->ctx, ERR_INVALID, STR("language"),
                         SAY("This language is not on the list. For example: en ur pl cy"));
    s->hard.languages = (uint32_t)1 << bit;
    return OK;
}

/* Days and hours among the words. */
struct read_times {
    unsigned days;
    int from, to;
    bool today;
};

static void times_read(const struct search *s, struct read_times *times)
{
    *times = (struct read_times){.from = -1, .to = -1};
    for (size_t i = 0; i < s->reading.n; i++) {
        const struct find_wish *wish = &s->reading.wishes[i];
        if (wish->sort == READ_DAY) times->days |= wish->days;
        times->today |= wish->sort == READ_TODAY;
        if (wish->ends <= 0) continue;
        if (times->from < 0 || wish->begins < times->from) times->from = wish->begins;
        if (wish->ends > times->to) times->to = wish->ends;
    }
    /* a field says the same more surely */
    if (s->q->day >= 0 || s->q->open) times->days = times->today = 0;
    if (s->q->from >= 0 || s->q->to >= 0) times->from = times->to = -1;
}

static void times_set(struct search *s)
{
    struct read_times times;
    struct limits hours = {.timed = false};
    times_read(s, &times);
    if (times.days || times.to >= 0) {
        hours_set(&hours, times.days ? times.days : 127u, times.to >= 0 ? times.from : 0,
                  times.to >= 0 ? times.to : 1440);
        for (int day = 0; day < 7; day++)
            s->read.wanted.day[day] = s->read.timed
                                          ? s->read.wanted.day[day] & hours.wanted.day[day]
                                          : hours.wanted.day[day];
        s->read.timed = true;
    }
    if (times.today && s->read.open == OPEN_ANY) open_set(s, &s->read, OPEN_TODAY);
}

static enum status wish_set(struct search *s, const struct find_wish *wish)
{
    int bit = wish->sort == READ_LANGUAGE ? assets_language_bit(wish->language) : -1;
    if (wish->sort == READ_FREE) s->read.flags |= AF_FREE;
    if (wish->sort == READ_STEP_FREE) s->read.flags |= AF_STEP_FREE_YES;
    if (wish->sort == READ_WELCOME) s->read.flags |= AF_WELCOME;
    if (bit >= 0) s->read.languages |= (uint32_t)1 << bit;
    if (wish->sort == READ_OPEN) open_set(s, &s->read, OPEN_NOW);
    if (wish->sort != READ_NEAR || !s->limiting || s->has_point || wish->near.len == 0) return OK;
    TRY(places_near_parse(s->ctx, wish->near, STR("near"), &s->point));
    s->has_point = true;
    return OK;
}

/* What was read among the words. */
static enum status reading_set(struct search *s)
{
    for (size_t i = 0; i < s->reading.n; i++) TRY(wish_set(s, &s->reading.wishes[i]));
    times_set(s);
    return OK;
}

/* ---- answering ---- */

static int rank_order(const void *left, const void *right, void *cookie)
{
    const struct candidate *a = left, *b = right;
    return before(cookie, a, b) ? -1 : before(cookie, b, a) ? 1 : 0;
}

/* Two of the same name: is it one thing? */
static bool same(const struct search *s, uint32_t a, uint32_t b)
{
    const struct asset_hot *one = assets_view_hot(&s->view, a),
                           *other = assets_view_hot(&s->view, b);
    if (one->organisation != other->organisation) return false;
    /* nobody named behind it: only the very same place makes it the same */
    return one->organisation != 0 ||
           ((one->flags & AF_LOCATED) && one->x == other->x && one->y == other->y);
}

/* Repeats go, where each is to be shown once, or behind all others, where the order is ours. */
static void repeats_move(struct search *s)
{
    if (s->best_n == 0 || (!s->q->once && (s->by_distance || !s->has_words))) return;
    struct candidate *again = ARENA_ARRAY(s->ctx->arena, struct candidate, s->best_n);
    uint32_t names[RANKED_MAX];
    size_t kept = 0, again_n = 0;
    for (size_t i = 0; i < s->best_n; i++) {
        uint32_t name = assets_index_view_name(&s->view, s->best[i].number);
        size_t k = 0;
        while (k < kept &&
               (names[k] != name || !same(s, s->best[k].number, s->best[i].number)))
            k++;
        if (k == kept) {
            names[kept] = name;
            s->best[kept++] = s->best[i];
            continue;
        }
        s->best[k].more++;
        again[again_n++] = s->best[i];
    }
    if (s->q->once)
        s->total -= (int64_t)again_n;
    else
        for (size_t i = 0; i < again_n; i++) s->best[kept++] = again[i];
    s->best_n = kept;
}

static void why_add(struct assets_hit *hit, enum asset_why why)
{
    if (hit->why_n < sizeof hit->why / sizeof *hit->why) hit->why[hit->why_n++] = why;
}

static void why_words(const struct search *s, const struct candidate *c, struct assets_hit *hit)
{
    uint32_t mask = s->hits.room ? s->hits.cells[c->number].mask : 0;
    if (mask >> INDEX_MASK_NAME)
        why_add(hit, WHY_NAME);
    else if (mask & ((1u << INDEX_ASKED_MAX) - 1))
        why_add(hit, WHY_WORDS);
    if (mask >> INDEX_MASK_MEANT & 63) why_add(hit, WHY_CONCEPT);
}

static void why_times(const struct search *s, const struct candidate *c,
                      const struct asset_hot *hot, struct assets_hit *hit)
{
    const struct assets_query *q = s->q;
    bool read_day = s->read.timed && (hot->flags & AF_TIMES_KNOWN) &&
                    hours_common(assets_view_week(&s->view, c->number), &s->read.wanted);
    bool day = q->day >= 0 || q->from >= 0 || q->to >= 0;
    if (c->late)
        why_add(hit, WHY_TIMES_UNKNOWN);
    else if (day || (read_day && s->read.open != OPEN_NOW))
        why_add(hit, WHY_DAY);
    if (!c->late && s->hard.open) why_add(hit, WHY_OPEN);
}

/* A reason read from the words is one where it holds. */
static void why_set(const struct search *s, const struct candidate *c, struct assets_hit *hit)
{
    const struct asset_hot *hot = assets_view_hot(&s->view, c->number);
    uint32_t flags = s->hard.flags | (s->read.flags & hot->flags);
    why_words(s, c, hit);
    if (s->has_point) why_add(hit, WHY_NEAR);
    why_times(s, c, hot, hit);
    if (flags & AF_STEP_FREE_YES) why_add(hit, WHY_STEP_FREE);
    if (flags & AF_FREE) why_add(hit, WHY_FREE);
    if (hot->languages & (s->hard.languages | s->read.languages)) why_add(hit, WHY_LANGUAGE);
    if (flags & AF_WELCOME) why_add(hit, WHY_WELCOME);
}

static enum status page_read(struct search *s, struct assets_found *found)
{
    size_t limit = (size_t)(s->q->limit < 1 ? 20 : s->q->limit > RANKED_MAX ? RANKED_MAX
                                                  : s->q->limit);
    size_t page = (size_t)(s->q->page < 1            ? 1
                           : s->q->page > RANKED_MAX ? RANKED_MAX + 1
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
        hit->more = c->more;
        why_set(s, c, hit);
        n++;
    }
    found->hits_n = n;
    return OK;
}

static unsigned days_wanted(const struct limits *limits)
{
    unsigned days = 0;
    for (int day = 0; day < 7; day++) days |= (limits->wanted.day[day] != 0 ? 1u : 0u) << day;
    return limits->timed ? days : 127u;
}

/* Where to look at all. */
static void region_set(struct search *s)
{
    unsigned days = days_wanted(&s->hard);
    if (!s->has_point) {
        s->region = assets_index_region_all(s->ctx->arena, &s->view, days);
        return;
    }
    assets_view_point(&s->view, s->point.lat, s->point.lon, &s->x, &s->y);
    s->region =
        assets_index_region(s->ctx->arena, &s->view, s->x, s->y, s->radius, days);
}

/* The list is full of what is surely on and nearer than this. */
static float enough(const void *cookie)
{
    const struct search *s = cookie;
    return s->best_n == RANKED_MAX && !s->best[0].late ? s->best[0].distance : INFINITY;
}

/* Does every hit of the base fit, as far as its place, its days and whose it is go? */
static bool fits_all(const struct search *s)
{
    const struct limits *hard = &s->hard;
    return s->by_distance && hard->flags == 0 && hard->languages == 0 && hard->open == OPEN_ANY &&
           (!hard->timed || hard->whole) && !(s->limiting && s->reading.n > 0);
}

static void candidates_find(struct search *s)
{
    if (s->has_point) {
        if (s->has_words && fits_all(s))
            s->total += assets_index_nearest_hits(s->ctx->arena, &s->view, s->x, s->y, s->radius,
                                                  &s->hits, visit_near, enough, s);
        else if (s->has_words)
            assets_index_near_hits(&s->view, s->x, s->y, s->radius, &s->hits, visit_near, s);
        else
            assets_view_near(&s->view, s->x, s->y, s->radius, visit_near, s);
    } else {
        visit_all(s);
    }
}

/* The plane of the columns is only nearly true: those that stand are measured on the globe, so that
   nearest first is what the distances shown say, and none lies farther than was asked. */
static void measure(struct search *s)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->best_n && s->has_point; i++) {
        struct candidate *c = &s->best[i];
        const struct asset_hot *hot = assets_view_hot(&s->view, c->number);
        double lat, lon;
        places_unproject(s->view.origin_lat, s->view.origin_lon, (double)hot->x, (double)hot->y,
                         &lat, &lon);
        bool placed = hot->flags & AF_LOCATED;
        if (placed) c->distance = (float)places_distance(s->point.lat, s->point.lon, lat, lon);
        if (placed && c->distance > s->radius + 0.5F) s->total--;
        else s->best[kept++] = *c;
    }
    if (s->has_point) s->best_n = kept;
}

static enum status search_run(struct search *s, struct assets_found *found)
{
    s->best = ARENA_ARRAY(s->ctx->arena, struct candidate, RANKED_MAX);
    assets_find_words_read(s);
    TRY(reading_set(s));
    s->by_distance = s->has_point && s->q->sort != SORT_FIT;
    region_set(s);
    TRY(assets_find_words(s));
    candidates_find(s);
    found->capped = s->total > RANKED_MAX;
    measure(s);
    if (s->best_n > 0) qsort_r(s->best, s->best_n, sizeof *s->best, rank_order, s);
    if (s->hard.open == OPEN_ANY && s->limiting) s->hard.open = s->read.open;
    if (s->hard.open) TRY(assets_find_open(s));
    repeats_move(s);
    found->total = s->total;
    found->understood_near = s->has_point ? s->point.words : STR_NONE;
    found->about = s->has_point && s->point.about;
    found->by_distance = s->by_distance;
    found->reading = &s->reading;
    return page_read(s, found);
}

enum status assets_search(struct ctx *ctx, const struct assets_query *query,
                          struct assets_found *ret_found)
{
    struct search *s = ARENA_NEW(ctx->arena, struct search);
    struct assets_found found = {.understood_near = STR_NONE};
    s->ctx = ctx;
    s->q = query;
    s->found = &found;
    s->members = ctx->actor.standing != 0;
    TRY(near_set(s));
    TRY(wishes_set(s));
    TRY(assets_view_take(ctx, &s->view));
    enum status status = search_run(s, &found);
    assets_index_hits_give(ctx, &s->hits);
    assets_view_release(ctx, &s->view);
    TRY(status);
    TRY(arena_check(ctx->arena));
    *ret_found = found;
    return OK;
}
