#include "platform/module/platform.h"

#include "auth_sql.h"

static enum status open_gate(struct ctx *ctx, struct arena *lasting, void **ret_ptr) {
    (void)ctx;
    *ret_ptr = auth_gate_new(lasting);
    return OK;
}

static const struct module_keep keeps[] = {
    {.name = AUTH_GATE, .open = open_gate},
    {.name = NULL},
};

const struct module auth_module = {
    .name = "auth",
    .migrations = auth_migrations,
    .statements = auth_statements,
    .keeps = keeps,
};
