#include "domain/matching/matching_fit.h"

#include <math.h>

#define N (REASON_KINDS + 1)
#define SCALE 5.0           /* prior mean of a coefficient is this times its weight */
#define INTERCEPT_MEAN (-2.0)
#define INTERCEPT_SD 1.5
#define STEPS 30
#define CLOSE 1e-9

double matching_fit_chance(const struct matching_fit *fit, const struct matching_fit_row *row)
{
    double z = fit->beta[REASON_KINDS];
    for (int k = 0; k < REASON_KINDS; k++) z += fit->beta[k] * row->f[k];
    return 1 / (1 + exp(-z));
}

/* Solve A x = b for symmetric positive A, in place; A becomes its root (Cholesky). */
static void solve(double a[N][N], double b[N])
{
    for (int i = 0; i < N; i++) {
        for (int j = 0; j <= i; j++) {
            double sum = a[i][j];
            for (int k = 0; k < j; k++) sum -= a[i][k] * a[j][k];
            a[i][j] = i == j ? sqrt(sum) : sum / a[j][j];
        }
    }
    for (int i = 0; i < N; i++) {
        for (int k = 0; k < i; k++) b[i] -= a[i][k] * b[k];
        b[i] /= a[i][i];
    }
    for (int i = N - 1; i >= 0; i--) {
        for (int k = i + 1; k < N; k++) b[i] -= a[k][i] * b[k];
        b[i] /= a[i][i];
    }
}

static void add_row(const struct matching_fit *fit, const struct matching_fit_row *row, double a[N][N], double b[N])
{
    double p = matching_fit_chance(fit, row), left = row->came - p, curve = p * (1 - p);
    for (int i = 0; i < N; i++) {
        double x = i < REASON_KINDS ? row->f[i] : 1;
        b[i] += left * x;
        for (int j = 0; j <= i; j++) a[i][j] += curve * x * (j < REASON_KINDS ? row->f[j] : 1);
    }
}

/* Newton's method; the prior keeps every step well defined. */
struct matching_fit matching_fit_rows(const struct matching_fit_row *rows, size_t n, int without,
                                      const int prior[REASON_KINDS], double sd)
{
    struct matching_fit fit;
    double mean[N], spread[N];
    for (int k = 0; k < REASON_KINDS; k++) {
        mean[k] = SCALE * prior[k] / 10000.0;
        spread[k] = sd;
    }
    mean[REASON_KINDS] = INTERCEPT_MEAN;
    spread[REASON_KINDS] = INTERCEPT_SD;
    for (int k = 0; k < N; k++) fit.beta[k] = mean[k];
    for (int step = 0; step < STEPS; step++) {
        double a[N][N] = {{0}}, b[N], moved = 0;
        for (int k = 0; k < N; k++) {
            a[k][k] = 1 / (spread[k] * spread[k]);
            b[k] = (mean[k] - fit.beta[k]) * a[k][k];
        }
        for (size_t r = 0; r < n; r++)
            if (without < 0 || rows[r].fold != without) add_row(&fit, &rows[r], a, b);
        solve(a, b);
        for (int k = 0; k < N; k++) {
            fit.beta[k] += b[k];
            moved += fabs(b[k]);
        }
        if (moved < CLOSE) break;
    }
    return fit;
}

/* What is left over by rounding goes to those that lost most by it, in their order. */
void matching_fit_weights(const struct matching_fit *fit, int ret_weights[REASON_KINDS])
{
    double sum = 0, lost[REASON_KINDS];
    int left = 10000;
    for (int k = 0; k < REASON_KINDS; k++) sum += fit->beta[k] > 0 ? fit->beta[k] : 0;
    for (int k = 0; k < REASON_KINDS; k++) {
        double exact = sum > 0 && fit->beta[k] > 0 ? fit->beta[k] / sum * 10000 : 0;
        if (!(sum > 0)) exact = 10000.0 / REASON_KINDS;
        ret_weights[k] = (int)exact;
        lost[k] = exact - ret_weights[k];
        left -= ret_weights[k];
    }
    while (left > 0) {
        int most = 0;
        for (int k = 1; k < REASON_KINDS; k++)
            if (lost[k] > lost[most]) most = k;
        ret_weights[most]++;
        lost[most] -= 1;
        left--;
    }
}
