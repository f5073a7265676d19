/* What is wrong with an input: a list, so that a form shows every problem at once. */
#ifndef BASE_FAULTS_H
#define BASE_FAULTS_H

#include "base/str.h"

#define SAID_ARGS 3

/* A sentence before translation: English id with {named} places. Made with the SAY macros, which
   tools/pagegen's extraction and xgettext read. */
struct said {
    const char *id;
    const char *names[SAID_ARGS];
    struct str values[SAID_ARGS];
};
#define SAY(text) ((struct said){.id = (text)})
#define SAY1(text, n1, v1) ((struct said){.id = (text), .names = {(n1)}, .values = {(v1)}})
#define SAY2(text, n1, v1, n2, v2)                                                              \
    ((struct said){.id = (text), .names = {(n1), (n2)}, .values = {(v1), (v2)}})
#define SAY3(text, n1, v1, n2, v2, n3, v3)                                                      \
    ((struct said){.id = (text), .names = {(n1), (n2), (n3)}, .values = {(v1), (v2), (v3)}})
/* Mark a text for extraction where the macro above is not used (tables of labels). */
#define T_(text) text

struct fault {
    struct fault *next;
    enum status status;
    struct str field;  /* as named in the input; STR_NONE = the whole */
    struct said said;  /* shown to people */
    struct str detail; /* for the log only; never shown */
    int64_t line;      /* of a file, from 1; 0 = none */
};

struct faults {
    struct arena *arena;
    struct fault *first, *last;
    size_t count;
};

void faults_init(struct faults *faults, struct arena *arena);
/* Note a problem and return its status: `return fault_add(&ctx->faults, ERR_INVALID, ...)`.
   At most 100 are kept; more are counted. Field and values are copied. */
enum status fault_add(struct faults *faults, enum status status, struct str field,
                      struct said said);
/* The same with a note for the log. */
enum status fault_broken(struct faults *faults, struct str detail);
const struct fault *fault_find(const struct faults *faults, struct str field); /* or NULL */
/* OK when the list is empty, else the first one's status. */
enum status faults_status(const struct faults *faults) MUST_USE;
/* Fill the {named} places of a pattern. */
struct str said_fill(struct arena *arena, struct str pattern, const struct said *said);

#endif
