/* Words a place taught Kith. Private to vocabulary. */
#ifndef DOMAIN_VOCABULARY_LOCAL_H
#define DOMAIN_VOCABULARY_LOCAL_H

#include "domain/vocabulary/vocabulary_own.h"

#include <pthread.h>
#include <stdatomic.h>

#define VOCABULARY_LOCAL_MAX 2000

struct local_form {
    uint64_t key; /* of its folded words, one after the other */
    uint16_t concept, words;
};
struct local_words {
    struct arena arena; /* holds this and the forms */
    struct local_form *forms; /* by key */
    size_t n, longest;
    struct instant retired_at;
    struct local_words *next;
};
struct vocabulary_shelf {
    _Atomic(struct local_words *) front;
    struct local_words *retired;
    _Atomic int64_t looked; /* ms; 0 = look at once */
    int64_t n, changed;     /* of the table as it was read last */
    pthread_mutex_t lock;
};

enum status vocabulary_shelf_open(struct arena *lasting,
                                  struct vocabulary_shelf **ret_shelf) MUST_USE;
void vocabulary_shelf_close(struct vocabulary_shelf *shelf);
/* Take in what changed, every few seconds at most. A vocabulary without a shelf has no such words. */
void vocabulary_local_refresh(struct ctx *ctx, const struct vocabulary *v);
/* Something was just written: look at the next use. */
void vocabulary_local_changed(const struct vocabulary *v);

const struct local_words *vocabulary_local_of(const struct vocabulary *v); /* or NULL */
uint64_t vocabulary_local_key(uint64_t before, struct str folded);
/* The longest taught form that begins with these folded words, or NULL. */
const struct local_form *vocabulary_local_find(const struct local_words *list,
                                               const struct str *folded, size_t n);

#endif
