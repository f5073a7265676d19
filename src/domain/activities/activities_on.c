/* What's on: the store, and questions to it. */
#include "domain/activities/activities_on_own.h"

#include "domain/assets/index.h"
#include "platform/journal/journal.h"

#include <math.h>

#define NEW_MOST 200   /* changes taken in one by one; more: everything is read anew */
#define DEAD_MOST 4096 /* series that were replaced */
#define RADIAN (3.14159265358979323846 / 180.0)
#define EARTH_KM 6371.0

/* ---- the store ---- */

enum status activities_on_open(struct ctx *ctx, struct arena *lasting, void **ret_ptr)
{
    (void)ctx;
    struct on_store *store = ARENA_NEW(lasting, struct on_store);
    *store = (struct on_store){.lists = {.made = false}};
    arena_init(&store->lists.arena, ON_ARENA);
    if (pthread_rwlock_init(&store->lock, NULL) != 0) return ERR_BROKEN;
    *ret_ptr = store;
    return OK;
}

void activities_on_close(void *ptr)
{
    struct on_store *store = ptr;
    arena_release(&store->lists.arena);
    (void)pthread_rwlock_destroy(&store->lock);
}

/* Do the lists hold the days that may be asked for today? */
static bool holds(const struct ctx *ctx, const struct on_lists *l)
{
    int today = ctx_today(ctx).n, most = l->days == ON_DAYS_ROOM ? ON_AHEAD : ON_DAYS_MOST - 1;
    return l->made && l->first.n <= today - ON_BEFORE && l->first.n + l->days > today + most;
}

static enum status news(struct ctx *ctx, const struct on_lists *l, struct journal_change **ret_changes,
                        size_t *ret_count, bool *ret_anew)
{
    struct journal_change *holidays;
    size_t n;
    TRY(journal_changes(ctx, STR("assets.asset"), l->change, NEW_MOST + 1, ret_changes, ret_count));
    TRY(journal_changes(ctx, STR("places.holidays"), l->holidays, 1, &holidays, &n));
    *ret_anew = n > 0 || *ret_count > NEW_MOST;
    return OK;
}

/* With the lock held for writing. */
static enum status bring_up(struct ctx *ctx, struct on_lists *l)
{
    struct journal_change *changes;
    size_t n;
    bool anew;
    if (!holds(ctx, l)) return activities_on_build(ctx, l);
    TRY(news(ctx, l, &changes, &n, &anew));
    if (anew || l->dead + n > DEAD_MOST) return activities_on_build(ctx, l);
    if (n == 0) return OK; /* another reader did it */
    for (size_t i = 0; i < n; i++) {
        enum status status = activities_on_renew(ctx, l, (struct asset_id){changes[i].id});
        if (status != OK) l->made = false; /* half of it: read anew next time */
        TRY(status);
        if (changes[i].number > l->change) l->change = changes[i].number;
    }
    activities_on_sort(l);
    return OK;
}

/* Take the lists for reading, brought up to date first. */
static enum status take(struct ctx *ctx, struct on_store *store)
{
    for (;;) {
        struct journal_change *changes;
        size_t n;
        bool anew;
        pthread_rwlock_rdlock(&store->lock);
        if (holds(ctx, &store->lists)) {
            enum status status = news(ctx, &store->lists, &changes, &n, &anew);
            if (status == OK && n == 0 && !anew) return OK;
            if (status != OK) pthread_rwlock_unlock(&store->lock);
            TRY(status);
        }
        pthread_rwlock_unlock(&store->lock);
        pthread_rwlock_wrlock(&store->lock);
        enum status status = bring_up(ctx, &store->lists);
        pthread_rwlock_unlock(&store->lock);
        TRY(status);
    }
}

/* ---- a question ---- */

struct asking {
    const struct on_query *query;
    const struct on_lists *lists;
    uint32_t language; /* its bit, 0 = any */
    double east;       /* a degree of longitude in degrees of latitude, here */
    double within;     /* degrees of latitude, squared */
    double minute;     /* now, in minutes since the first day began */
    struct on_found *found;
};

static double apart(const struct asking *a, const struct on_series *s)
{
    double north = s->lat - a->query->lat, east = (s->lon - a->query->lon) * a->east;
    return north * north + east * east;
}

static bool fits(const struct asking *a, const struct on_series *s, double *ret_apart)
{
    const struct on_query *q = a->query;
    if (!s->alive || (s->flags & q->flags) != q->flags) return false;
    if (a->language && !(s->languages & a->language)) return false;
    if (q->place.v && s->place != q->place.v) return false;
    if (!q->has_point) return true;
    if (!(s->flags & ON_LOCATED)) return false;
    *ret_apart = apart(a, s);
    return *ret_apart <= a->within;
}

static void list_ask(struct asking *a, int list, int nth)
{
    const struct on_query *q = a->query;
    const struct on_day *day = &a->lists->list[list];
    struct on_found *f = a->found;
    for (size_t i = 0; i < day->n; i++) {
        const struct on_session *s = &day->rows[i];
        const struct on_series *of = &a->lists->series[s->series];
        double far = NAN;
        if (!fits(a, of, &far)) continue;
        int ends = s->closes < 0 ? s->opens + 60 : s->closes > s->opens ? s->closes : s->closes + 1440;
        if (list * 1440.0 + ends <= a->minute) continue;
        f->day_n[nth]++;
        if (f->total++ < q->offset || f->hits_n == q->limit) continue;
        f->hits[f->hits_n++] = (struct on_hit){
            .asset = {of->id},
            .day = {s->day},
            .at = {s->at},
            .on = {a->lists->first.n + list},
            .opens = {s->opens},
            .closes = s->closes < 0 ? MINUTES_NONE : (struct minutes){s->closes},
            .cancelled = s->flags & ON_CANCELLED,
            .changed = s->flags & ON_DIFFERS,
            .km = isnan(far) ? far : sqrt(far) * RADIAN * EARTH_KM};
    }
}

static void ask(struct ctx *ctx, const struct on_query *q, const struct on_lists *lists, struct on_found *found)
{
    struct civil now = civil_from_instant(ctx->zone, ctx->now);
    double km = q->within_km > 0 ? q->within_km : 5;
    int bit = q->language.len > 0 ? assets_language_bit(q->language) : -1;
    struct asking a = {.query = q, .lists = lists, .found = found, .east = cos(q->lat * RADIAN)};
    a.within = km / (RADIAN * EARTH_KM) * (km / (RADIAN * EARTH_KM));
    a.language = q->language.len == 0 ? 0 : bit < 0 ? (uint32_t)1 << 31 : (uint32_t)1 << bit;
    a.minute = (ctx_today(ctx).n - lists->first.n) * 1440.0 + now.hour * 60 + now.minute;
    for (int i = 0; i < found->days; i++) {
        int list = found->from.n + i - lists->first.n;
        if (list >= 0 && list < lists->days) list_ask(&a, list, i);
    }
}

enum status activities_on(struct ctx *ctx, const struct on_query *query, struct on_found *ret_found)
{
    struct on_store *store = ctx_kept(ctx, "activities.on");
    struct on_query q = *query;
    struct day today = ctx_today(ctx);
    if (!store) return ERR_BROKEN;
    if (q.days <= 0) q.days = 7;
    if (q.days > ON_DAYS_MOST) q.days = ON_DAYS_MOST;
    if (!day_is(q.from)) q.from = today;
    if (q.from.n < today.n - ON_BEFORE || q.from.n > today.n + ON_AHEAD)
        return ctx_fault(ctx, ERR_INVALID, STR("from"),
                         SAY("We know the days from today to two months ahead. Choose one of those."));
    if (q.limit == 0) q.limit = 20;
    if (q.limit > ON_ROWS_MOST) q.limit = ON_ROWS_MOST;
    struct on_found found = {.from = q.from, .days = q.days};
    found.hits = ARENA_ARRAY(ctx->arena, struct on_hit, q.limit);
    TRY(take(ctx, store));
    ask(ctx, &q, &store->lists, &found);
    pthread_rwlock_unlock(&store->lock);
    *ret_found = found;
    return OK;
}

/* Holidays or a clock changed: every process reads its lists anew. */
enum status activities_on_hear(struct ctx *ctx, int64_t subject, int64_t object)
{
    int64_t number;
    (void)object;
    return journal_change(ctx, "places.holidays", subject ? subject : 1, &number);
}
