#include "platform/ctx/ctx.h"

#include <string.h>

void *ctx_kept(const struct ctx *ctx, const char *name) {
    for (size_t i = 0; i < ctx->kept_n; i++)
        if (strcmp(ctx->kept[i].name, name) == 0) return ctx->kept[i].ptr;
    return NULL;
}

int64_t ctx_id(struct ctx *ctx) {
    return ids_next(ctx->ids, ctx->now);
}

struct day ctx_today(const struct ctx *ctx) {
    return day_from_instant(ctx->zone, ctx->now);
}

bool ctx_has(const struct ctx *ctx, unsigned standing) {
    return (ctx->actor.standing & standing) != 0;
}
