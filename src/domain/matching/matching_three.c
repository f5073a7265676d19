#include "domain/matching/matching_own.h"

/* The diversified three: the best first, then what is good and different. */

#define FROM_BEST 24
#define GOOD .12            /* below this a suggestion is no help */
#define KEEP_SHARE .75
#define LIKE_SHARE .25

static bool share_concept(const struct vocabulary *v, const struct asset *a, const struct asset *b, bool same)
{
    for (size_t i = 0; i < a->concepts_n; i++) {
        for (size_t j = 0; j < b->concepts_n; j++) {
            if (str_eq(a->concepts[i], b->concepts[j])) return true;
            struct concept_id one = vocabulary_find(v, a->concepts[i]), two = vocabulary_find(v, b->concepts[j]);
            if (!same && one.v && two.v && vocabulary_top_of(v, one).v == vocabulary_top_of(v, two).v) return true;
        }
    }
    return false;
}

static bool same_organisation(const struct asset *a, const struct asset *b)
{
    if (a->organisation.v != 0 && a->organisation.v == b->organisation.v) return true;
    return a->organisation_name.len > 0 && str_ieq(a->organisation_name, b->organisation_name);
}

static bool same_half_day(const struct asset *a, const struct asset *b, struct day today)
{
    struct week one, two;
    if (!assets_schedule_week(a->schedules, a->schedules_n, today, &one) || !assets_schedule_week(b->schedules, b->schedules_n, today, &two)) return false;
    return (week_to_parts(&one) & week_to_parts(&two)) != 0 || week_overlap(&one, &two) > 0;
}

static bool same_venue(const struct asset *a, const struct asset *b)
{
    return a->located && b->located && places_distance(a->lat, a->lon, b->lat, b->lon) < 30;
}

static double alike(struct ctx *ctx, const struct asset *a, const struct asset *b)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    return .5 * share_concept(v, a, b, false) + .2 * same_organisation(a, b) + .2 * same_half_day(a, b, ctx_today(ctx)) + .1 * same_venue(a, b);
}

static bool may_join(struct ctx *ctx, const struct suggestion *three, size_t count, const struct suggestion *s)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    for (size_t i = 0; i < count; i++) {
        const struct asset *a = &three[i].row, *b = &s->row;
        if (a->id.v == b->id.v) return false;
        if (same_organisation(a, b) && share_concept(v, a, b, true)) return false;
        if (a->kind == b->kind && (a->kind == ASSET_SERVICE || a->kind == ASSET_GIFT)) return false;
    }
    return true;
}

static bool hosted(const struct suggestion *s)
{
    return s->row.host.v != 0 || s->row.host_meets;
}

static const struct suggestion *next(struct ctx *ctx, const struct suggestion *best, size_t best_n, const struct suggestion *three,
                                     size_t count, bool need_host)
{
    const struct suggestion *found = NULL;
    double found_worth = -2;
    for (size_t i = 0; i < best_n; i++) {
        if (best[i].score < GOOD || !may_join(ctx, three, count, &best[i])) continue;
        /* Where something must be asked first it cannot be the first of three. */
        if (count == 0 && (best[i].check & ~(unsigned)CHECK_TIMES)) continue;
        if (need_host && !hosted(&best[i])) continue;
        double most = 0;
        for (size_t t = 0; t < count; t++) {
            double like = alike(ctx, &three[t].row, &best[i].row);
            if (like > most) most = like;
        }
        double worth = KEEP_SHARE * best[i].score - LIKE_SHARE * most;
        if (count == 0) worth = best[i].score + 1; /* the first is simply the best */
        if (worth <= found_worth) continue;
        found = &best[i];
        found_worth = worth;
    }
    return found;
}

struct joining { struct ctx *ctx; const struct suggestion *two; };

static bool may_be_third(void *cookie, const struct suggestion *s)
{
    const struct joining *j = cookie;
    return s->score >= GOOD && may_join(j->ctx, j->two, 2, s);
}

enum status matching_three(struct ctx *ctx, const struct profile *profile, struct suggestion **ret_three, size_t *ret_count,
                           struct matching_limits *ret_limits)
{
    struct suggestion *best, *three = ARENA_ARRAY(ctx->arena, struct suggestion, 3);
    size_t best_n, count = 0;
    TRY(matching_rank(ctx, profile, FROM_BEST, &best, &best_n, ret_limits));
    bool any_host = false;
    while (count < 3) {
        /* Somebody with nobody gets at least one place where a person looks out for them. */
        bool need_host = profile->turns_to == 0 && count == 2 && !any_host;
        const struct suggestion *s = next(ctx, best, best_n, three, count, need_host);
        if (s == NULL && need_host) s = next(ctx, best, best_n, three, count, false);
        if (s == NULL) break;
        any_host = any_host || hosted(s);
        three[count] = *s;
        three[count].position = (int)count + 1;
        count++;
    }
    struct joining joining = {ctx, three};
    if (count == 3) matching_explore(profile, ctx_today(ctx), best, best_n, may_be_third, &joining, &three[2]);
    /* Nothing is fully known: better to show what must be asked about than nothing. */
    for (size_t i = 0; count == 0 && i < best_n && i < 3; i++)
        if (best[i].score >= GOOD) {
            three[count] = best[i];
            three[count].position = (int)count + 1;
            count++;
        }
    *ret_three = three;
    *ret_count = count;
    return OK;
}
