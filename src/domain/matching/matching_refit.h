/* The table of weights: in force, its history, what outcomes would make of it, adopting and taking
   back. Nothing changes by itself: a person adopts. */
#ifndef DOMAIN_MATCHING_REFIT_H
#define DOMAIN_MATCHING_REFIT_H

#include "domain/matching/matching_fit.h"

#define MATCHING_EXAMPLES 10
#define MATCHING_FIRST 3

struct matching_group { struct str kind, name; int64_t n; double before, after; }; /* kind: "language" "age" */
struct matching_refit {
    struct place_id place;          /* whose weights; 0 = the installation's */
    bool own;                       /* fitted to the place's own outcomes, else to everybody's */
    int64_t outcomes;
    bool enough;                    /* else nothing below is set */
    int before[REASON_KINDS], after[REASON_KINDS];
    double brier_before, brier_after; /* of what each fold's fit had not seen */
    struct matching_group *groups; size_t groups_n; /* of five or more */
    bool fair;                      /* no group of twenty or more is judged clearly worse */
};
enum status matching_refit(struct ctx *ctx, struct place_id place, struct matching_refit *ret_refit) MUST_USE;

/* One made-up person whose list would change. */
struct matching_example { struct str wish; struct str before[MATCHING_FIRST], after[MATCHING_FIRST]; size_t before_n, after_n; };
enum status matching_examples(struct ctx *ctx, struct place_id place, const int after[REASON_KINDS],
                              struct matching_example **ret_examples, size_t *ret_count) MUST_USE;

struct matching_past {
    struct place_id place; struct str place_name; int weights[REASON_KINDS];
    int64_t outcomes; struct instant adopted_at, ended_at; bool taken_back;
};
/* Newest first; without the table Kith comes with. */
enum status matching_weights_history(struct ctx *ctx, struct matching_past **ret_rows, size_t *ret_count) MUST_USE;
/* Put these in force for a place. ERR_INVALID unless they are whole numbers that add to 10000;
   ERR_CONFLICT when another table was adopted less than 28 days ago. Administrators and SYSTEM. */
enum status matching_weights_adopt(struct ctx *ctx, struct place_id place, const int weights[REASON_KINDS], int64_t outcomes) MUST_USE;
/* The last adopted is taken back, and the one before it is in force again. ERR_MISSING without one. */
enum status matching_weights_undo(struct ctx *ctx, struct place_id place) MUST_USE;

#endif
