/* What people wished and could not be given, by the limit that took the candidates: the
   neighbourhood's to-do list. Counted by a timer; sums of five or more people only. */
#ifndef DOMAIN_MATCHING_GAPS_H
#define DOMAIN_MATCHING_GAPS_H

#include "domain/matching/matching.h"

struct matching_gap {
    struct place_id place;
    struct str took;    /* the limit: "access" "time" ..., "host", or "nothing": there was none at all */
    struct str need;    /* "step-free" or "" */
    struct str concept; /* or "" = whatever was wished */
    int part;           /* of the week, day*4+part, or -1 */
    int64_t people;     /* rounded down to fives */
    struct instant at;
};
/* Ask for everybody who agreed, and keep the sums. No transaction may be open. */
enum status matching_gaps_count(struct ctx *ctx) MUST_USE;
/* Of a place (0 = all), most people first. */
enum status matching_gaps_list(struct ctx *ctx, struct place_id place, struct matching_gap **ret_rows, size_t *ret_count) MUST_USE;
/* In the reader's language: "Fishing · not step-free · Tuesday evening". */
struct str matching_gap_words(struct ctx *ctx, const struct matching_gap *gap);

#endif
