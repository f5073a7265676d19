#include "base/faults.h"

#include "base/buf.h"

#define FAULTS_KEPT 100
#define SAID_MAX ((size_t)64 << 10)

void faults_init(struct faults *faults, struct arena *arena) {
    *faults = (struct faults){.arena = arena};
}

static struct fault *fault_keep(struct faults *faults, enum status status) {
    if (faults->count++ >= FAULTS_KEPT) return NULL;
    struct fault *fault = ARENA_NEW(faults->arena, struct fault);
    fault->status = status;
    if (faults->last) faults->last->next = fault;
    else faults->first = fault;
    return faults->last = fault;
}

enum status fault_add(struct faults *faults, enum status status, struct str field,
                      struct said said) {
    struct fault *fault = fault_keep(faults, status);
    if (!fault) return status;
    fault->field = str_copy(faults->arena, field);
    fault->said = said;
    for (size_t i = 0; i < SAID_ARGS; i++)
        fault->said.values[i] = str_copy(faults->arena, said.values[i]);
    return status;
}

enum status fault_broken(struct faults *faults, struct str detail) {
    struct fault *fault = fault_keep(faults, ERR_BROKEN);
    if (fault) {
        fault->said = SAY("Something went wrong on our side. Nothing was changed.");
        fault->detail = str_copy(faults->arena, detail);
    }
    return ERR_BROKEN;
}

const struct fault *fault_find(const struct faults *faults, struct str field) {
    for (const struct fault *fault = faults->first; fault; fault = fault->next)
        if (str_eq(fault->field, field)) return fault;
    return NULL;
}

enum status faults_status(const struct faults *faults) {
    return faults->first ? faults->first->status : OK;
}

static const struct str *said_value(const struct said *said, struct str name) {
    for (size_t i = 0; i < SAID_ARGS; i++)
        if (said->names[i] && str_is(name, said->names[i])) return &said->values[i];
    return NULL;
}

struct str said_fill(struct arena *arena, struct str pattern, const struct said *said) {
    struct buf buf;
    buf_init(&buf, arena, SAID_MAX);
    size_t at = 0;
    while (at < pattern.len) {
        size_t open = str_find(pattern, STR("{"), at), close = str_find(pattern, STR("}"), at);
        if (open != SIZE_MAX) close = str_find(pattern, STR("}"), open);
        if (open == SIZE_MAX || close == SIZE_MAX) break;
        buf_put(&buf, str_slice(pattern, at, open));
        const struct str *value = said_value(said, str_slice(pattern, open + 1, close));
        buf_put(&buf, value ? *value : str_slice(pattern, open, close + 1));
        at = close + 1;
    }
    buf_put(&buf, str_slice(pattern, at, pattern.len));
    return buf_str(&buf);
}
