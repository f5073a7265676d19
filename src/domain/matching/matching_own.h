/* Between the files of this module. */
#ifndef DOMAIN_MATCHING_OWN_H
#define DOMAIN_MATCHING_OWN_H

#include "domain/assets/index.h"
#include "domain/matching/matching.h"

#define MATCHING_HEAP 160      /* best kept before the cold rows are read */
#define MATCHING_BEST 100000 /* of one answer; a page shows ten */
#define MATCHING_MANY 50     /* up to here the usual heap is enough */

/* What changes hourly, by entry: how often suggested lately, and the published sums of who came
   again. Small, and read for each request. */
struct matching_live_row {
    struct asset_id asset;
    uint16_t suggested;  /* in 28 days */
    uint8_t learned;     /* Beta mean of "came again", of 255 */
    uint8_t bridge;      /* of 255: who usually comes is of other ages than the asker */
    bool settled;        /* five or more have settled */
};
struct matching_live { struct matching_live_row *slots; size_t slots_n; }; /* open addressing; 0 = nothing known */
enum status matching_live_read(struct ctx *ctx, const struct profile *profile, struct matching_live *ret_live) MUST_USE;
const struct matching_live_row *matching_live_of(const struct matching_live *live, struct asset_id asset); /* or NULL */
/* Count anew what is published of outcomes. */
enum status matching_learn(struct ctx *ctx) MUST_USE;

/* A profile prepared for the columns. */
struct matching_lens {
    const struct profile *profile;
    const struct vocabulary *v;
    const struct assets_view *view;
    bool located; float x, y, radius;  /* metres; 0 = no limit */
    uint32_t languages;                /* bits; 0 = no limit */
    uint32_t today;
    uint64_t salt;                     /* of ties: person and week */
    struct concept_id loves[MATCHING_CONCEPTS], gives[MATCHING_CONCEPTS], not_for_me[MATCHING_CONCEPTS];
    double rarity[MATCHING_CONCEPTS];
    /* similarity of each loved concept to every concept, 0..255, or NULL */
    const uint8_t *love_like[MATCHING_CONCEPTS], *give_like[MATCHING_CONCEPTS];
    const uint8_t *touch;              /* concepts that any of these is like; most are not */
    const uint8_t *others;             /* concepts of somebody in particular that the profile is not */
    const uint8_t *never;              /* concepts under a not-for-me one */
    const struct asset_id *skip; size_t skip_n, full_n; const struct asset_id *full;
    bool wants;                        /* something was loved, given or written */
    struct concept_id published[ASSET_CONCEPTS]; size_t published_n;
    const int *weights;                /* of this place, in 1/10000 */
    const struct matching_live *live;
    /* By number, once a phrase was found: how far the entry says it in its own words. */
    struct matching_words *words;
};

/* Of one entry: 0..255, and which phrase said most (index + 1). Less than MATCHING_CONFIRMS only
   confirms what a concept found. */
#define MATCHING_CONFIRMS 64
struct matching_words { uint8_t love, give, love_phrase, give_phrase; };
/* Look the phrases up, if there are any. */
void matching_words_find(struct ctx *ctx, struct matching_lens *lens);

enum matching_limit { LIMIT_NONE, LIMIT_ACCESS, LIMIT_AGE, LIMIT_LANGUAGE, LIMIT_COST, LIMIT_FAR, LIMIT_TIME, LIMIT_NOT_FOR_ME, LIMIT_AUDIENCE, LIMIT_APART, LIMIT_DECLINED, LIMIT_FULL, LIMIT_CLOSED };

/* Which hard limit an asset breaks, cheapest first; *ret_check is what to ask first. */
enum matching_limit matching_limit_of(const struct matching_lens *lens, uint32_t number, const struct asset_hot *hot,
                                      float distance, unsigned *ret_check);
/* To the minute, from the cold row: half an hour, or half the session if that is shorter. */
bool matching_times_meet(const struct profile *profile, const struct asset *row);

/* The same by number; where nothing is known of anything the id is not read either. */
static inline const struct matching_live_row *matching_live_number(const struct matching_lens *lens, uint32_t number)
{
    return lens->live->slots_n ? matching_live_of(lens->live, assets_view_id(lens->view, number)) : NULL;
}

/* The ten terms. f is quantised to 1/255 and the sum done in whole numbers, so that the answer is
   the same on every machine. */
struct matching_terms {
    uint8_t f[REASON_KINDS];
    int loved, given;                  /* index of the profile's concept, -1 none */
    int loved_phrase, given_phrase;    /* or of its phrase, where no concept is shared */
    double nearness;                   /* 1 the very thing, less for what is only related */
    double loved_like, given_like;     /* of the loved, the given concept to the entry's */
    bool small, regular, hosted, child;
};
extern const int matching_weights[REASON_KINDS]; /* in 1/10000; sum 10000: before any were adopted */
/* Those in force for a place (0 = the installation): adopted ones, else these. */
enum status matching_weights_now(struct ctx *ctx, struct place_id place, int ret_weights[REASON_KINDS]) MUST_USE;
/* First what is shared; the rest only of what shares something and passes the limits. */
void matching_shared_of(const struct matching_lens *lens, uint32_t number, const struct asset_hot *hot, struct matching_terms *ret_terms);
void matching_terms_of(const struct matching_lens *lens, uint32_t number, const struct asset_hot *hot, float distance,
                       struct matching_terms *terms);
/* A neighbour found by what they published, and how far the asker suits them, seen with nothing but
   what both published; the two are drawn together by their harmonic mean. */
double matching_similarity(const struct vocabulary *v, struct concept_id said, const struct vocabulary_relative *r, bool gift);
bool matching_neighbour(const struct asset_hot *hot);
int64_t matching_both(const struct matching_lens *lens, const struct asset_hot *hot, const struct matching_terms *terms, int64_t sum);
int64_t matching_sum(const int *weights, const struct matching_terms *terms); /* of weight * f: 0 .. 2550000 */
/* The sum less what many suggestions lately take from it: `1 - .3*min(1, suggested/(3*capacity))`. */
int64_t matching_loaded(const struct asset_hot *hot, const struct matching_live_row *live, int64_t sum, bool *ret_busy);
bool matching_shares(const struct matching_terms *terms); /* interest, gift or words in common */

/* Reasons in words, once the cold row is known. `share`: of the plain sum that is left. */
void matching_reasons(struct ctx *ctx, const struct matching_lens *lens, const struct matching_terms *terms, double share,
                      struct suggestion *s);




/* The third of three, now and then another that is nearly as good and new. */
#define REASONS_SAID 5 /* reasons that a page shows */
uint64_t matching_explore_seed(const struct profile *profile, struct day today);
void matching_explore(const struct profile *profile, struct day today, const struct suggestion *best, size_t best_n,
                      bool (*may)(void *cookie, const struct suggestion *s), void *cookie, struct suggestion *third);

#endif
