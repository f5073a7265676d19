#include "domain/matching/matching_own.h"

#include <math.h>

/* The ten terms of the score, each in [0,1]. */

const int matching_weights[REASON_KINDS] = {
    [REASON_INTEREST] = 3000, [REASON_TIME] = 1400, [REASON_WELCOME] = 1400, [REASON_NEAR] = 1200, [REASON_GIVES] = 800,
    [REASON_FIRST_TIE] = 600, [REASON_SMALL] = 500, [REASON_BRIDGE] = 400, [REASON_FRESH] = 400, [REASON_LEARNED] = 300};

#define TRAVEL_METRES 2500.0  /* L of exp(-d/L): by bus, until a person says how they get about */
#define ROOM_UNSAID 2         /* newcomers a month, where no host said how many */
#define LOAD_MOST 300         /* in thousandths: what many suggestions lately take at most */
#define FRESH_DAYS 90
#define FRESH_FADE 180.0
#define ANSWERS_RATE 0.8      /* mean of Beta(4,1): hosts answer until they are known not to */
#define SOME_WELCOME 0.4      /* somebody meets newcomers, but nobody named has agreed to */
#define GIFT_BESIDE 0.5       /* of a gift, beside what they love */
#define FOR_CHILD 0.3         /* made for a child like theirs */
#define FOR_OTHERS 0.65       /* meant for people in particular who are not them */
#define SETTING_LEAST 0.4     /* a warm welcome at what was not asked for is worth this share */

/* What is only related is a smaller likeness than the vocabulary's own, made for chips: a carers'
   group is company, and so is bingo, but who loves bingo did not ask for carers. */
#define WIDER 0.35
#define WIDER_TOP 0.2
#define ASIDE 0.6

/* A helper is welcome anywhere in the branch of what they offer, so a gift's wider ones stay. */
double matching_similarity(const struct vocabulary *v, struct concept_id said, const struct vocabulary_relative *r, bool gift)
{
    if (vocabulary_under(v, r->concept, said)) return r->similarity; /* itself and what is narrower */
    if (gift && vocabulary_under(v, said, r->concept)) return r->similarity;
    if (!vocabulary_under(v, said, r->concept)) return r->similarity * ASIDE;
    return vocabulary_top_of(v, r->concept).v == r->concept.v ? WIDER_TOP : WIDER;
}

static uint8_t quantise(double f)
{
    if (!(f > 0)) return 0;
    return (uint8_t)(f >= 1 ? 255 : f * 255 + .5);
}

/* What was read from words: the first is what it is about, the rest are said in passing. */
static double quality(const struct asset_hot *hot, int c)
{
    static const double place[ASSET_CONCEPTS] = {1, .85, .7, .6};
    return hot->quality[c] / 100.0 * (hot->quality[c] < 100 ? place[c] : 1);
}

static void nearer(struct matching_terms *terms, double likeness)
{
    if (likeness > terms->nearness) terms->nearness = likeness;
}

static double for_others(const struct matching_lens *lens, const struct asset_hot *hot)
{
    for (int c = 0; c < ASSET_CONCEPTS && hot->concepts[c]; c++)
        if (lens->others[hot->concepts[c]]) return FOR_OTHERS;
    return 1;
}

/* 1 - prod(1 - a*s*q*r) over the best three pairs; loved is the profile concept of the best. */
static double interest(const struct matching_lens *lens, const struct asset_hot *hot, struct matching_terms *terms)
{
    double best[3] = {0};
    for (int c = 0; c < ASSET_CONCEPTS && hot->concepts[c]; c++) {
        if (!lens->touch[hot->concepts[c]]) continue;
        double sure = quality(hot, c);
        for (size_t p = 0; p < lens->profile->loves_n; p++) {
            if (lens->love_like[p] == NULL || lens->love_like[p][hot->concepts[c]] == 0) continue;
            double s = lens->love_like[p][hot->concepts[c]] / 255.0;
            double value = lens->profile->loves[p].a * s * sure * lens->rarity[p];
            if (value > best[0]) {
                terms->loved = (int)p;
                terms->loved_like = s;
            }
            nearer(terms, s);
            for (int i = 0; i < 3; i++) {
                if (value <= best[i]) continue;
                double pushed = best[i];
                best[i] = value;
                value = pushed;
            }
        }
    }
    return for_others(lens, hot) * (1 - (1 - best[0]) * (1 - best[1]) * (1 - best[2]));
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
    double room = hot->host_room < 0 ? ROOM_UNSAID : hot->host_room;
    return room / (room + 1) * ANSWERS_RATE * (hot->flags & AF_WELCOME ? 1 : .7);
}

/* A gift counts where it meets something of the same branch: a helper there is welcome. Half,
   unless it is all they said of themselves. */
static double gives(const struct matching_lens *lens, const struct asset_hot *hot, struct matching_terms *terms)
{
    double best = 0, share = lens->profile->loves_n > 0 ? GIFT_BESIDE : 1;
    for (int c = 0; c < ASSET_CONCEPTS && hot->concepts[c]; c++) {
        if (!lens->touch[hot->concepts[c]]) continue;
        for (size_t p = 0; p < lens->profile->gives_n; p++) {
            if (lens->give_like[p] == NULL) continue;
            double s = lens->give_like[p][hot->concepts[c]] / 255.0, value = share * s * quality(hot, c);
            if (value <= best) continue;
            best = value;
            terms->given = (int)p;
            terms->given_like = s;
            nearer(terms, s);
        }
    }
    return best * for_others(lens, hot);
}

static double small_fit(const struct asset_hot *hot)
{
    int n = hot->usual_size;
    if (n == 0 || hot->flags & AF_PERSON) return 0; /* one neighbour is no group */
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

/* Two things that both speak for it: each takes a share of what the other leaves. */
static double either(double a, double b)
{
    return 1 - (1 - a) * (1 - b);
}

static void words_of(const struct matching_lens *lens, uint32_t number, double *love, double *give, struct matching_terms *terms)
{
    if (lens->words == NULL) return;
    struct matching_words said = lens->words[number];
    if (terms->loved < 0 && said.love < MATCHING_CONFIRMS) said.love = 0;
    if (terms->given < 0 && said.give < MATCHING_CONFIRMS) said.give = 0;
    *love = either(*love, said.love / 255.0);
    *give = either(*give, said.give / 255.0);
    if (terms->loved < 0) terms->loved_phrase = said.love_phrase - 1;
    if (terms->given < 0) terms->given_phrase = said.give_phrase - 1;
    nearer(terms, 2 * (said.love > said.give ? said.love : said.give) / 255.0);
}

/* What it has in common with them: few share anything, and the other terms are for those. */
void matching_shared_of(const struct matching_lens *lens, uint32_t number, const struct asset_hot *hot, struct matching_terms *ret_terms)
{
    struct matching_terms terms = {.loved = -1, .given = -1, .loved_phrase = -1, .given_phrase = -1};
    double love = interest(lens, hot, &terms), give = gives(lens, hot, &terms);
    words_of(lens, number, &love, &give, &terms);
    /* Made for a child like theirs; a reason by itself where they said nothing else. */
    bool said = lens->profile->loves_n + lens->profile->gives_n + lens->profile->phrases_n > 0;
    terms.child = lens->profile->child_low >= 0 && hot->flags & AF_FOR_CHILD && (love > 0 || !said);
    if (terms.child) love = either(love, FOR_CHILD);
    terms.f[REASON_INTEREST] = quantise(love);
    terms.f[REASON_GIVES] = quantise(give);
    *ret_terms = terms;
}

/* How much the setting counts: all of it at what was asked for, less at what is only related. */
static double setting(const struct matching_lens *lens, const struct matching_terms *terms)
{
    if (!lens->wants) return SETTING_LEAST; /* who said nothing never beats who said something */
    double near = terms->nearness > 1 ? 1 : terms->nearness;
    return SETTING_LEAST + (1 - SETTING_LEAST) * near * near;
}

void matching_terms_of(const struct matching_lens *lens, uint32_t number, const struct asset_hot *hot, float distance,
                       struct matching_terms *terms)
{
    double share = setting(lens, terms);
    terms->f[REASON_TIME] = quantise(share * time_fit(lens, number, hot));
    terms->f[REASON_WELCOME] = quantise(share * welcome(hot));
    if (lens->located && hot->flags & AF_LOCATED) terms->f[REASON_NEAR] = quantise(share * exp(-distance / TRAVEL_METRES));
    terms->f[REASON_FIRST_TIE] = quantise(share * first_tie(lens, hot, terms));
    terms->f[REASON_SMALL] = quantise(share * small_fit(hot));
    terms->f[REASON_FRESH] = quantise(share * fresh(lens, hot));
    const struct matching_live_row *live = matching_live_number(lens, number);
    /* Mean of the prior Beta(2,2), until five have settled. */
    terms->f[REASON_LEARNED] = quantise(share * (live && live->settled ? live->learned / 255.0 : .5));
    terms->f[REASON_BRIDGE] = live ? quantise(share * live->bridge / 255.0) : 0;
}

int64_t matching_sum(const int *weights, const struct matching_terms *terms)
{
    int64_t sum = 0;
    for (int kind = 0; kind < REASON_KINDS; kind++) sum += (int64_t)weights[kind] * terms->f[kind];
    return sum;
}

bool matching_neighbour(const struct asset_hot *hot)
{
    return hot->flags & AF_PERSON && hot->flags & AF_HOST && hot->usual_size == 1;
}

#define RELATIVES 256
/* What the asker published, as an entry that this neighbour would be shown. */
static double liked_back(const struct matching_lens *lens, const struct asset_hot *hot, double *ret_near)
{
    struct vocabulary_relative relatives[RELATIVES];
    double left = 1;
    *ret_near = 0;
    for (int c = 0; c < ASSET_CONCEPTS && hot->concepts[c]; c++) {
        struct concept_id theirs = {hot->concepts[c]};
        size_t n = vocabulary_relatives(lens->v, theirs, relatives, RELATIVES);
        for (size_t p = 0; p < lens->published_n; p++) {
            for (size_t i = 0; i < n; i++) {
                if (relatives[i].concept.v != lens->published[p].v) continue;
                double s = matching_similarity(lens->v, theirs, &relatives[i], false);
                left *= 1 - s;
                if (s > *ret_near) *ret_near = s;
            }
        }
    }
    return 1 - left;
}

/* 2ab/(a+b) in whole numbers: it punishes one-sidedness. Who published nothing is not suggested to
   a neighbour at all; that is a limit on the row. */
int64_t matching_both(const struct matching_lens *lens, const struct asset_hot *hot, const struct matching_terms *terms, int64_t sum)
{
    double near;
    if (!matching_neighbour(hot) || lens->published_n == 0) return sum;
    struct matching_terms back = {.loved = -1, .given = -1};
    double love = liked_back(lens, hot, &near);
    double share = SETTING_LEAST + (1 - SETTING_LEAST) * near * near;
    /* A common time, the way between them and the welcome are the same from either side. */
    back.f[REASON_INTEREST] = quantise(love);
    back.f[REASON_TIME] = terms->f[REASON_TIME];
    back.f[REASON_NEAR] = terms->f[REASON_NEAR];
    back.f[REASON_WELCOME] = terms->f[REASON_WELCOME];
    back.f[REASON_LEARNED] = quantise(share * .5);
    int64_t other = matching_sum(lens->weights, &back);
    return sum + other > 0 ? 2 * sum * other / (sum + other) : 0;
}

/* In whole thousandths, rounded down alike on every machine. */
int64_t matching_loaded(const struct asset_hot *hot, const struct matching_live_row *live, int64_t sum, bool *ret_busy)
{
    *ret_busy = false;
    if (live == NULL || live->suggested == 0) return sum;
    int64_t capacity = hot->host_room > 0 ? hot->host_room : ROOM_UNSAID, full = 3 * capacity;
    int64_t lost = LOAD_MOST * (live->suggested > full ? full : live->suggested) / full;
    *ret_busy = live->suggested >= full;
    return sum - sum * lost / 1000;
}

bool matching_shares(const struct matching_terms *terms)
{
    return terms->f[REASON_INTEREST] > 0 || terms->f[REASON_GIVES] > 0 || terms->loved >= 0 || terms->given >= 0;
}
