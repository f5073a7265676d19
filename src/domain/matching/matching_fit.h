/* How outcomes move the weights: logistic, most likely under a tight prior round the weights in
   force, so that few outcomes move little. Pure arithmetic, no database. */
#ifndef DOMAIN_MATCHING_FIT_H
#define DOMAIN_MATCHING_FIT_H

#include "domain/matching/matching.h"

#define MATCHING_FIT_LEAST 100    /* settled outcomes; with fewer nothing is changed */
#define MATCHING_FIT_MOST 20000   /* the newest are read */
#define MATCHING_SD 0.35          /* of the prior of a coefficient */

struct matching_fit_row {
    double f[REASON_KINDS];
    bool came;
    int fold;                      /* each fold is judged by a fit that has not seen it */
    struct str language, age_band; /* STR_NONE = not said */
};
/* Intercept last. */
struct matching_fit { double beta[REASON_KINDS + 1]; };

/* Fit the rows whose fold is not `without` (-1 = all). `sd` near 0 moves the intercept alone. */
struct matching_fit matching_fit_rows(const struct matching_fit_row *rows, size_t n, int without,
                                      const int prior[REASON_KINDS], double sd);
double matching_fit_chance(const struct matching_fit *fit, const struct matching_fit_row *row);
/* Coefficients to weights: none below 0, in 1/10000, sum 10000. */
void matching_fit_weights(const struct matching_fit *fit, int ret_weights[REASON_KINDS]);

#endif
