/* What vocabulary brings to the house. It has no tables: the words are files of the program. */
#include "domain/vocabulary/vocabulary_own.h"

static enum status open_forms(struct ctx *ctx, struct arena *lasting, void **ret_ptr) {
    const struct vocabulary *v;
    struct str why = STR_NONE;
    enum status status = vocabulary_open(lasting, &v, &why);
    if (status != OK) return fault_broken(&ctx->faults, why);
    *ret_ptr = (void *)(uintptr_t)v; /* kept read-only; the keep's pointer is not const */
    return OK;
}

static const struct module_keep vocabulary_keeps[] = {
    {"vocabulary.forms", open_forms, NULL},
    {0},
};

const struct module vocabulary_module = {
    .name = "vocabulary",
    .commands = vocabulary_cli_commands,
    .keeps = vocabulary_keeps,
};
