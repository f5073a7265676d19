/* From what a person said to explained introductions. Hard limits first and never softened; then
   one weighted sum of ten terms in [0,1] whose weights add to 1; a reason is a term's real
   contribution. Source of the terms and weights: Kith's matching notes, docs/decisions. */
#ifndef DOMAIN_MATCHING_MATCHING_H
#define DOMAIN_MATCHING_MATCHING_H

#include "domain/assets/assets.h"
#include "domain/people/people.h"
#include "domain/vocabulary/vocabulary.h"

#define MATCHING_CONCEPTS 12
#define MATCHING_SPANS 64
#define MATCHING_PHRASES 24

struct profile_concept { struct str concept; double a; /* confirmed 1, hope .8, used to .7, unconfirmed .6 */ bool unconfirmed, used_to; bool language, child; /* spoken, or theirs: not said */ };
/* Words as they were said, for the text of an entry. */
struct profile_phrase {
    struct str words;
    bool given;  /* an offer, else something loved or hoped for */
    bool linked; /* a concept covers it: the words only confirm */
};
struct profile {
    struct profile_concept loves[MATCHING_CONCEPTS]; size_t loves_n;
    struct profile_concept gives[MATCHING_CONCEPTS]; size_t gives_n;
    struct str not_for_me[MATCHING_CONCEPTS]; size_t not_for_me_n;
    struct profile_phrase phrases[MATCHING_PHRASES]; size_t phrases_n;
    struct str not_words[MATCHING_CONCEPTS]; size_t not_words_n; /* not-for-me words no concept covers */
    bool located; double lat, lon; bool about; /* about = from an outcode's centre */
    double within_km;             /* 0 = 10 km when located */
    bool times_known; struct week times;
    struct week_span spans[MATCHING_SPANS]; size_t spans_n; /* the same, to the minute */
    unsigned needs;
    struct str languages;         /* STR_NONE = no limit */
    int age_low, age_high;        /* -1 = not said */
    int child_low, child_high;    /* -1 = none */
    int turns_to;                 /* 0..3, -1 not said */
    struct person_id person;      /* 0 = stateless */
    const struct person_id *apart; size_t apart_n; /* hosts never to be met */
    const struct asset_id *skip; size_t skip_n;    /* declined, left, or already under way */
    const struct asset_id *full; size_t full_n;    /* hosts without room this month */
    /* what they let others find them by; none unless they agreed to be asked themselves */
    struct str published[ASSET_CONCEPTS]; size_t published_n;
    struct place_id place;
    const int *weights;           /* to try others than those in force; NULL = those */
};

enum reason_kind { REASON_INTEREST, REASON_TIME, REASON_WELCOME, REASON_NEAR, REASON_GIVES, REASON_FIRST_TIE, REASON_SMALL, REASON_BRIDGE, REASON_FRESH, REASON_LEARNED, REASON_KINDS };
const char *matching_reason_name(enum reason_kind kind); /* "interest" "time" ... */
struct reason { enum reason_kind kind; double weight; /* w*f */ struct said detail; };
enum check_kind { CHECK_STEP_FREE = 1, CHECK_FREE = 2, CHECK_QUIET = 4, CHECK_HEARING_LOOP = 8, CHECK_CHILDCARE = 16, CHECK_TIMES = 32, CHECK_WOMEN_ONLY = 64, CHECK_MEN_ONLY = 128 };

struct suggestion {
    struct asset_id asset; struct asset row; /* row is filled for what is returned */
    double score, distance_km; /* NaN without a point */
    struct reason reasons[REASON_KINDS]; size_t reasons_n; /* w*f >= .03 or the largest, that first */
    unsigned check;            /* ask first: unknown where a need was said */
    uint32_t number;
    struct str loved, given; bool loved_past, loved_unconfirmed, loved_need, loved_words, loved_beside, loved_language, loved_child, given_words, given_beside, child, small, regular, hosted;
    uint8_t f[REASON_KINDS];  /* the ten terms, of 255 */
    bool settled; double learned, learned_weight; /* five or more have settled, and their mean; its w*f */
    bool busy;                /* many were sent there lately: a plain fact for a connector, never for a resident */
    int position;             /* on the list it was shown in, from 1 */
    double chance;            /* how likely it was to be shown there; 1 but for an exploring third */
    uint64_t seed;            /* of that chance */
};
/* How many candidates each hard limit took, so that an empty list can say which to relax. */
struct matching_limits { int64_t considered, access, age, language, cost, far, time, not_for_me, audience, apart, declined, full, closed; };

/* The best `limit` (1..100000), best first. */
enum status matching_rank(struct ctx *ctx, const struct profile *profile, int limit, struct suggestion **ret_suggestions,
                          size_t *ret_count, struct matching_limits *ret_limits) MUST_USE;
/* The diversified three a page shows (fewer when fewer are good). */
enum status matching_three(struct ctx *ctx, const struct profile *profile, struct suggestion **ret_three, size_t *ret_count,
                           struct matching_limits *ret_limits) MUST_USE;
/* From a person's record and what they told; needs consent to introduce. */
enum status matching_profile_of(struct ctx *ctx, struct person_id person, struct profile *ret_profile) MUST_USE;
/* From the JSON of `kith match --profile`; all faults noted by key. */
enum status matching_profile_parse(struct ctx *ctx, struct str json, struct profile *ret_profile) MUST_USE;
/* Short independent clauses from the three largest reasons; nothing that was not in the score. */
struct str matching_sentence(struct ctx *ctx, const struct suggestion *suggestion, const struct locale *locale);

/* ---- what came of it: called by introductions, inside its transaction ---- */
/* A hello was kept: where each stood, its score, terms and chance of being shown. A position that
   is 0 is its place in `suggestions`. */
enum status matching_shown(struct ctx *ctx, struct person_id person, const struct suggestion *suggestions, size_t n,
                           uint64_t seed) MUST_USE;
/* It is settled whether they came again within 28 days. Told again, the newest answer stands. Not
   for one the host took back. */
enum status matching_outcome(struct ctx *ctx, int64_t introduction, struct asset_id asset, struct person_id person,
                             bool came_again) MUST_USE;

struct module;
extern const struct module matching_module;

#endif
