/* The third place is open to what is new: in one list of ten, one draw from what is known of each
   (Thompson), among those nearly as good. Never for somebody with nobody to turn to. */
#include "domain/matching/matching_own.h"

#define ONE_IN 10
#define NEARLY .05
#define DRAWS 256         /* to say how likely each was */
#define PRIOR 2           /* Beta(2,2), until five have settled */
#define KNOWN 9           /* five and the prior: how sure of a published mean */
#define MOST 24

static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

/* Beta(a, b) for small whole numbers: the a-th smallest of a+b-1 even draws. */
static uint64_t beta(uint64_t *state, int a, int b)
{
    uint64_t drawn[2 * KNOWN];
    int n = a + b - 1;
    for (int i = 0; i < n; i++) {
        uint64_t value = next(state);
        int at = i;
        while (at > 0 && drawn[at - 1] > value) {
            drawn[at] = drawn[at - 1];
            at--;
        }
        drawn[at] = value;
    }
    return drawn[a - 1];
}

static uint64_t draw(uint64_t *state, const struct suggestion *s)
{
    if (!s->settled) return beta(state, PRIOR, PRIOR);
    int a = (int)((double)KNOWN * s->learned + .5);
    a = a < 1 ? 1 : a > KNOWN - 1 ? KNOWN - 1 : a;
    return beta(state, a, KNOWN - a);
}

static size_t winner(uint64_t *state, const struct suggestion *const *among, size_t n)
{
    size_t best = 0;
    uint64_t most = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t value = draw(state, among[i]);
        if (i > 0 && value <= most) continue;
        best = i;
        most = value;
    }
    return best;
}

uint64_t matching_explore_seed(const struct profile *profile, struct day today)
{
    uint64_t state = (uint64_t)profile->person.v ^ (uint64_t)((today.n + 3) / 7) << 40;
    return next(&state);
}

/* The other reasons as they are; this one where the learned term stands. */
static void say_new(struct suggestion *s)
{
    size_t at = s->reasons_n < REASONS_SAID ? s->reasons_n : REASONS_SAID - 1;
    for (size_t i = 0; i < s->reasons_n; i++)
        if (s->reasons[i].kind == REASON_LEARNED) at = i;
    s->reasons[at] = (struct reason){REASON_LEARNED, s->learned_weight, SAY("New here: tell us how it was")};
    s->reasons_n = at >= s->reasons_n ? at + 1 : s->reasons_n < REASONS_SAID ? s->reasons_n : REASONS_SAID;
}

/* New, and about as good as the usual third. */
static bool eligible(const struct suggestion *s, const struct suggestion *usual)
{
    bool near = s->score >= usual->score - NEARLY && s->score <= usual->score + NEARLY;
    return near && !s->settled && s->asset.v != usual->asset.v && (s->check & ~usual->check) == 0;
}

void matching_explore(const struct profile *profile, struct day today, const struct suggestion *best, size_t best_n,
                      bool (*may)(void *cookie, const struct suggestion *s), void *cookie, struct suggestion *third)
{
    const struct suggestion *among[MOST] = {NULL};
    struct suggestion usual = *third;
    size_t n = 1, won, times[MOST] = {0};
    if (profile->person.v == 0 || profile->turns_to == 0) return;
    among[0] = &usual;
    for (size_t i = 0; i < best_n && n < MOST; i++) {
        const struct suggestion *s = &best[i];
        if (eligible(s, &usual) && may(cookie, s)) among[n++] = s;
    }
    uint64_t seed = matching_explore_seed(profile, today), state = seed;
    third->seed = seed;
    if (n == 1) return;
    bool exploring = next(&state) % ONE_IN == 0;
    uint64_t counting = state;
    for (int i = 0; i < DRAWS; i++) times[winner(&counting, among, n)]++;
    won = exploring ? winner(&state, among, n) : 0;
    int position = third->position;
    *third = *among[won];
    third->position = position;
    third->seed = seed;
    /* Never 0: what was drawn could be drawn. */
    double drawn = ((double)times[won] + .5) / (DRAWS + .5 * (double)n) / ONE_IN;
    third->chance = won == 0 ? 1 - 1.0 / ONE_IN + drawn : drawn;
    if (won > 0) say_new(third);
}
