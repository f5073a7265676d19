#include "domain/matching/matching_own.h"

#include <math.h>

/* The ten terms of the score, each in [0,1]. */

const int matching_weights[REASON_KINDS] = {
    [REASON_INTEREST] = 3000, [REASON_TIME] = 1400, [REASON_WELCOME] = 1400, [REASON_NEAR] = 1200, [REASON_GIVES] = 800,
    [REASON_FIRST_TIE] = 600, [REASON_SMALL] = 500, [REASON_BRIDGE] = 400, [REASON_FRESH] = 400, [REASON_LEARNED] = 300};

#define TRAVEL_METRES 2500.0  /* L of exp(-d/L): by bus, until a person says how they get about */
#define FRESH_DAYS 90
#define FRESH_FADE 180.0
#define ANSWERS_RATE 0.8      /* mean of Beta(4,1): hosts answer until they are known not to */
#define SOME_WELCOME 0.4      /* somebody meets newcomers, but nobody named has agreed to */
#define TEXT_SHARE 0.5        /* words found that no concept covers */

static uint8_t quantise(double f)
{
    if (!(f > 0)) return 0;
    return (uint8_t)(f >= 1 ? 255 : lround(f * 255));
}

/* 1 - prod(1 - a*s*q*r) over the best three pairs; *ret_best is the profile concept of the best. */
static double interest(const struct matching_lens *lens, const struct asset_hot *hot, int *ret_best)
{
    double best[3] = {0};
    for (size_t p = 0; p < lens->profile->loves_n; p++) {
        if (lens->love_like[p] == NULL) continue;
        for (int c = 0; c < ASSET_CONCEPTS && hot->concepts[c]; c++) {
            double s = lens->love_like[p][hot->concepts[c]] / 255.0;
            double value = lens->profile->loves[p].a * s * hot->quality[c] / 100.0 * lens->rarity[p];
            if (value > best[0]) *ret_best = (int)p;
            for (int i = 0; i < 3; i++) {
                if (value <= best[i]) continue;
                double pushed = best[i];
                best[i] = value;
                value = pushed;
            }
        }
    }
    return 1 - (1 - best[0]) * (1 - best[1]) * (1 - best[2]);
}

static double frequency(uint32_t flags)
{
    if (flags & AF_WEEKLY) return 1;
    if (flags & AF_FORTNIGHTLY) return .8;
    return flags & AF_MONTHLY ? .5 : .4;
}

static double time_fit(const struct matching_lens *lens, uint32_t number, const struct asset_hot *hot)
{
    if (!lens->profile->times_known || !(hot->flags & AF_TIMES_KNOWN)) return 0;
    int run = week_overlap_run(assets_view_week(lens->view, number), &lens->profile->times);
    int session = hot->session ? hot->session : 2;
    return (run >= session ? 1.0 : (double)run / session) * frequency(hot->flags);
}

static double welcome(const struct asset_hot *hot)
{
    if (!(hot->flags & AF_HOST)) return hot->flags & AF_WELCOME ? SOME_WELCOME : 0;
    double room = hot->host_room < 0 ? 2 : hot->host_room; /* not said: the default of two a month */
    return room / (room + 1) * ANSWERS_RATE * (hot->flags & AF_WELCOME ? 1 : .7);
}

/* A gift counts where it meets something of the same branch: a helper there is welcome. */
static double gives(const struct matching_lens *lens, const struct asset_hot *hot, int *ret_best)
{
    double best = 0;
    for (size_t p = 0; p < lens->profile->gives_n; p++) {
        if (lens->give_like[p] == NULL) continue;
        for (int c = 0; c < ASSET_CONCEPTS && hot->concepts[c]; c++) {
            double s = lens->give_like[p][hot->concepts[c]] / 255.0;
            if (s < .65 || .5 * s <= best) continue;
            best = .5 * s;
            *ret_best = (int)p;
        }
    }
    return best;
}

static double small_fit(const struct asset_hot *hot)
{
    int n = hot->usual_size;
    if (n == 0) return 0;
    if (n < 4) return .7;
    if (n <= 12) return 1;
    return n >= 40 ? .3 : 1 - .7 * (n - 12) / 28.0;
}

static double fresh(const struct matching_lens *lens, const struct asset_hot *hot)
{
    if (hot->checked == 0) return 0;
    double days = (double)lens->today - (double)hot->checked;
    return days <= FRESH_DAYS ? 1 : exp(-(days - FRESH_DAYS) / FRESH_FADE);
}

static double first_tie(const struct matching_lens *lens, const struct asset_hot *hot, struct matching_terms *terms)
{
    double need = lens->profile->turns_to == 0 ? 1 : lens->profile->turns_to == 1 ? .5 : 0;
    terms->small = hot->usual_size >= 4 && hot->usual_size <= 12;
    terms->regular = (hot->flags & AF_WEEKLY) != 0;
    terms->hosted = (hot->flags & (AF_HOST | AF_WELCOME)) != 0;
    return need * (terms->small + terms->regular + terms->hosted) / 3.0;
}

/* What it has in common with them: few share anything, and the other terms are for those. */
void matching_shared_of(const struct matching_lens *lens, const struct asset_hot *hot, bool text, struct matching_terms *ret_terms)
{
    struct matching_terms terms = {.loved = -1, .given = -1};
    double f = interest(lens, hot, &terms.loved);
    if (f <= 0 && text) f = TEXT_SHARE;
    terms.f[REASON_INTEREST] = quantise(f);
    terms.f[REASON_GIVES] = quantise(gives(lens, hot, &terms.given));
    *ret_terms = terms;
}

void matching_terms_of(const struct matching_lens *lens, uint32_t number, const struct asset_hot *hot, float distance,
                       struct matching_terms *terms)
{
    terms->f[REASON_TIME] = quantise(time_fit(lens, number, hot));
    terms->f[REASON_WELCOME] = quantise(welcome(hot));
    if (lens->located && hot->flags & AF_LOCATED) terms->f[REASON_NEAR] = quantise(exp(-distance / TRAVEL_METRES));
    terms->f[REASON_FIRST_TIE] = quantise(first_tie(lens, hot, terms));
    terms->f[REASON_SMALL] = quantise(small_fit(hot));
    /* Who usually comes is published by no module yet, so nobody is a bridge: 0 for all. */
    terms->f[REASON_FRESH] = quantise(fresh(lens, hot));
    terms->f[REASON_LEARNED] = quantise(.5); /* mean of the prior Beta(2,2), until five have settled */
}

int64_t matching_sum(const struct matching_terms *terms)
{
    int64_t sum = 0;
    for (int kind = 0; kind < REASON_KINDS; kind++) sum += (int64_t)matching_weights[kind] * terms->f[kind];
    return sum;
}

bool matching_shares(const struct matching_terms *terms, bool text)
{
    return text || terms->loved >= 0 || terms->given >= 0;
}

uint64_t matching_tie(uint64_t salt, struct str external_id)
{
    return str_hash(external_id, salt);
}
