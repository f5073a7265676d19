#include "domain/rounds/rounds.h"

#include <stdlib.h>

/* Whose turn it is. Longest not asked comes first; who wished for something else counts as asked
   two weeks earlier than they were, so that nobody waits more than two weeks longer because of
   them. */

size_t rounds_want(size_t n) {
    return n > ROUNDS_THREE ? ROUNDS_THREE : n == ROUNDS_THREE ? ROUNDS_THREE - 1 : n;
}

static int64_t due(const struct rounds_turn *turn) {
    if (!day_is(turn->last)) return INT64_MIN; /* never asked */
    return (int64_t)turn->last.n - (turn->wish ? ROUNDS_WISH_DAYS : 0);
}

static int by_turn(const void *a, const void *b) {
    const struct rounds_turn *x = a, *y = b;
    if (due(x) != due(y)) return due(x) < due(y) ? -1 : 1;
    return x->person < y->person ? -1 : x->person > y->person;
}

static bool among(const int64_t *ids, size_t n, int64_t id) {
    for (size_t i = 0; i < n; i++)
        if (ids[i] == id) return true;
    return false;
}

static bool same_people(const int64_t *a, size_t a_n, const int64_t *b, size_t b_n) {
    if (a_n != b_n) return false;
    for (size_t i = 0; i < a_n; i++)
        if (!among(b, b_n, a[i])) return false;
    return true;
}

size_t rounds_pick(struct rounds_turn *people, size_t n, const int64_t *taken, size_t taken_n,
                   const int64_t *before, size_t before_n, size_t want,
                   int64_t ret_people[ROUNDS_THREE]) {
    int64_t all[ROUNDS_THREE];
    size_t all_n = 0, new_n = 0, next = 0;
    qsort(people, n, sizeof *people, by_turn);
    for (; all_n < taken_n && all_n < ROUNDS_THREE; all_n++) all[all_n] = taken[all_n];
    for (; next < n && all_n < want; next++) {
        if (among(taken, taken_n, people[next].person)) continue;
        ret_people[new_n++] = all[all_n++] = people[next].person;
    }
    while (next < n && among(taken, taken_n, people[next].person)) next++;
    if (new_n > 0 && next < n && all_n > 1 && same_people(all, all_n, before, before_n))
        ret_people[new_n - 1] = people[next].person;
    return new_n;
}
