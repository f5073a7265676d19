/* What outcomes would make of the weights, told so that a person can decide. */
#include "domain/matching/matching_own.h"
#include "domain/matching/matching_refit.h"

#include "base/disclose.h"
#include "base/utf8.h"
#include "matching_sql.h"

#include <math.h>
#include <string.h>

#define FOLDS 5
#define STILL 1e-4       /* prior so tight that only the intercept is fitted: the weights as they are */
#define GROUP_CLEAR 20   /* from this size on a group that is judged worse stops adoption */
#define CLEARLY .01
#define TRIED 60         /* made-up wishes */
#define GROUPS_MOST 64
#define SCRATCH_MOST ((size_t)64 << 20)

static int digit(char c)
{
    return c >= 'a' ? c - 'a' + 10 : c - '0';
}

static enum status read_rows(struct ctx *ctx, struct place_id place, struct matching_fit_row **ret_rows, size_t *ret_n)
{
    struct matching_sql_outcomes *rows;
    size_t count;
    TRY(matching_sql_outcomes(ctx->db, ctx->arena, place, MATCHING_FIT_MOST, &rows, &count));
    struct matching_fit_row *out = ARENA_ARRAY(ctx->arena, struct matching_fit_row, count);
    for (size_t i = 0; i < count; i++) {
        out[i] = (struct matching_fit_row){.came = rows[i].came_again, .fold = (int)(i % FOLDS),
                                           .language = rows[i].language, .age_band = rows[i].age_band};
        for (int k = 0; k < REASON_KINDS && rows[i].terms.len == 2 * REASON_KINDS; k++)
            out[i].f[k] = (digit(rows[i].terms.ptr[2 * k]) * 16 + digit(rows[i].terms.ptr[2 * k + 1])) / 255.0;
    }
    *ret_rows = out;
    *ret_n = count;
    return OK;
}

/* Squared error of each row, judged by a fit that has not seen it. */
static double *errors(struct arena *arena, const struct matching_fit_row *rows, size_t n, const int prior[REASON_KINDS], double sd)
{
    double *out = ARENA_ARRAY(arena, double, n);
    for (int fold = 0; fold < FOLDS; fold++) {
        struct matching_fit fit = matching_fit_rows(rows, n, fold, prior, sd);
        for (size_t i = 0; i < n; i++) {
            if (rows[i].fold != fold) continue;
            double miss = matching_fit_chance(&fit, &rows[i]) - rows[i].came;
            out[i] = miss * miss;
        }
    }
    return out;
}

static void count_in(struct matching_refit *refit, const char *kind, struct str name, double before, double after)
{
    size_t at = 0;
    if (name.len == 0) return;
    while (at < refit->groups_n && !(str_is(refit->groups[at].kind, kind) && str_eq(refit->groups[at].name, name))) at++;
    if (at == GROUPS_MOST) return;
    if (at == refit->groups_n) refit->groups[refit->groups_n++] = (struct matching_group){.kind = str_from(kind), .name = name};
    refit->groups[at].n++;
    refit->groups[at].before += before;
    refit->groups[at].after += after;
}

/* Fewer than five are not told apart; a clear loss of a group of twenty stops adoption. */
static void settle_groups(struct matching_refit *refit)
{
    size_t kept = 0;
    refit->fair = true;
    for (size_t i = 0; i < refit->groups_n; i++) {
        struct matching_group g = refit->groups[i];
        if (g.n < DISCLOSE_THRESHOLD) continue;
        g.before /= (double)g.n;
        g.after /= (double)g.n;
        if (g.n >= GROUP_CLEAR && g.after > g.before + CLEARLY) refit->fair = false;
        refit->groups[kept++] = g;
    }
    refit->groups_n = kept;
}

static void judge(struct ctx *ctx, const struct matching_fit_row *rows, size_t n, struct matching_refit *refit)
{
    const double *before = errors(ctx->arena, rows, n, refit->before, STILL);
    const double *after = errors(ctx->arena, rows, n, refit->before, MATCHING_SD);
    refit->groups = ARENA_ARRAY(ctx->arena, struct matching_group, GROUPS_MOST + 1);
    for (size_t i = 0; i < n; i++) {
        refit->brier_before += before[i] / (double)n;
        refit->brier_after += after[i] / (double)n;
        count_in(refit, "language", rows[i].language, before[i], after[i]);
        count_in(refit, "age", rows[i].age_band, before[i], after[i]);
    }
    settle_groups(refit);
}

enum status matching_refit(struct ctx *ctx, struct place_id place, struct matching_refit *ret_refit)
{
    struct matching_refit refit = {.place = place};
    struct matching_fit_row *rows;
    size_t n;
    int64_t own = 0, all = 0;
    if (place.v != 0) TRY(matching_sql_outcome_count(ctx->db, place, &own));
    TRY(matching_sql_outcome_count(ctx->db, (struct place_id){0}, &all));
    refit.own = own >= MATCHING_FIT_LEAST;
    refit.outcomes = refit.own ? own : all;
    refit.enough = refit.outcomes >= MATCHING_FIT_LEAST;
    /* A place's own are drawn towards the installation's, by the prior. */
    TRY(matching_weights_now(ctx, refit.own ? (struct place_id){0} : place, refit.before));
    if (refit.enough) {
        TRY(read_rows(ctx, refit.own ? place : (struct place_id){0}, &rows, &n));
        struct matching_fit fit = matching_fit_rows(rows, n, -1, refit.before, MATCHING_SD);
        judge(ctx, rows, n, &refit);
        matching_fit_weights(&fit, refit.after);
        TRY(matching_weights_now(ctx, place, refit.before));
    }
    *ret_refit = refit;
    return OK;
}

/* ---- ten lists that would change: of nobody real ---- */

/* In memory of its own, as many lists are made for one page. */
static enum status first_names(struct ctx *ctx, struct profile *profile, const int *weights, struct str names[MATCHING_FIRST], size_t *ret_n)
{
    struct suggestion *three;
    struct matching_limits limits;
    struct arena *lasting = ctx->arena, scratch;
    arena_init(&scratch, SCRATCH_MOST);
    ctx->arena = &scratch;
    profile->weights = weights;
    enum status status = matching_three(ctx, profile, &three, ret_n, &limits);
    for (size_t i = 0; status == OK && i < *ret_n; i++) names[i] = str_copy(lasting, three[i].row.name);
    ctx->arena = lasting;
    arena_release(&scratch);
    return status;
}

static bool differs(const struct matching_example *e)
{
    if (e->before_n != e->after_n) return true;
    for (size_t i = 0; i < e->before_n; i++)
        if (!str_eq(e->before[i], e->after[i])) return true;
    return false;
}

/* What the most entries here offer, commonest first. */
static size_t commonest(const struct assets_view *view, const struct vocabulary *v, struct concept_id *out, size_t most)
{
    double share[TRIED];
    size_t n = 0;
    for (size_t c = 1; c <= vocabulary_count(v); c++) {
        double s = assets_view_concept_share(view, (uint16_t)c);
        if (!(s > 0) || (n == most && s <= share[n - 1])) continue;
        size_t at = n < most ? n++ : n - 1;
        while (at > 0 && share[at - 1] < s) {
            share[at] = share[at - 1];
            out[at] = out[at - 1];
            at--;
        }
        share[at] = s;
        out[at] = (struct concept_id){(uint16_t)c};
    }
    return n;
}

enum status matching_examples(struct ctx *ctx, struct place_id place, const int after[REASON_KINDS],
                              struct matching_example **ret_examples, size_t *ret_count)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    struct matching_example *out = ARENA_ARRAY(ctx->arena, struct matching_example, MATCHING_EXAMPLES);
    struct concept_id concepts[TRIED];
    struct assets_view view;
    struct place where;
    int before[REASON_KINDS];
    size_t count = 0;
    TRY(matching_weights_now(ctx, place, before));
    TRY(assets_view_take(ctx, &view));
    size_t tried = commonest(&view, v, concepts, TRIED);
    assets_view_release(ctx, &view);
    bool located = place.v != 0 && places_find(ctx, place, &where) == OK && where.located;
    for (size_t i = 0; i < tried && count < MATCHING_EXAMPLES; i++) {
        struct profile profile = {.age_low = -1, .age_high = -1, .child_low = -1, .child_high = -1, .turns_to = i % 2 ? 0 : -1, .place = place};
        struct matching_example e = {.wish = vocabulary_label(v, concepts[i], ctx->locale)};
        profile.loves[profile.loves_n++] = (struct profile_concept){.concept = vocabulary_concept(v, concepts[i])->code, .a = 1};
        if (located) {
            profile.located = true;
            profile.lat = where.lat;
            profile.lon = where.lon;
            profile.within_km = 10;
        }
        TRY(first_names(ctx, &profile, before, e.before, &e.before_n));
        TRY(first_names(ctx, &profile, after, e.after, &e.after_n));
        if (differs(&e)) out[count++] = e;
    }
    *ret_examples = out;
    *ret_count = count;
    return OK;
}
