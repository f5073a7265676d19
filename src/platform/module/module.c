#include "platform/module/module.h"

#include "module_sql.h"
#include <string.h>

static const struct auth_permission *find_permission(struct module_list list, const char *key) {
    for (size_t i = 0; i < list.count; i++) {
        const struct auth_permission *p = list.items[i]->permissions;
        for (; p && p->key; p++)
            if (strcmp(p->key, key) == 0) return p;
    }
    return NULL;
}

bool module_may(const struct ctx *ctx, struct module_list list, const char *permission) {
    const struct auth_permission *p = permission ? find_permission(list, permission) : NULL;
    if (!p) return false;
    return p->standing == 0 || (ctx->actor.standing & p->standing) != 0;
}

const struct auth_permission *module_permission(struct module_list list, const char *key) {
    return key ? find_permission(list, key) : NULL;
}

enum status module_setting(struct ctx *ctx, const char *key, struct str fallback,
                           struct str *ret_value) {
    struct module_sql_setting row;
    enum status status = module_sql_setting(ctx->db, ctx->arena, str_from(key), &row);
    if (status != OK && status != ERR_MISSING) return status;
    *ret_value = status == OK ? row.value : fallback;
    return OK;
}

int64_t module_setting_hour(struct ctx *ctx, const char *key, const char *fallback) {
    struct str value;
    int64_t hour = 0;
    if (module_setting(ctx, key, str_from(fallback), &value) != OK || !str_to_int(value, &hour) || hour < 0 || hour > 24)
        (void)str_to_int(str_from(fallback), &hour);
    return hour;
}

enum status module_settings(struct ctx *ctx, struct str prefix,
                            struct module_value **ret_values, size_t *ret_count) {
    struct module_sql_settings *rows;
    size_t n;
    TRY(module_sql_settings(ctx->db, ctx->arena, prefix, &rows, &n));
    struct module_value *values = ARENA_ARRAY(ctx->arena, struct module_value, n + 1);
    for (size_t i = 0; i < n; i++)
        values[i] = (struct module_value){.key = rows[i].key, .value = rows[i].value};
    *ret_values = values;
    *ret_count = n;
    return OK;
}

enum status module_setting_set(struct ctx *ctx, const char *key, struct str value) {
    return module_sql_setting_set(ctx->db, str_from(key), value.ptr ? value : STR(""),
                                  ctx->now);
}

enum status module_tell(struct ctx *ctx, struct module_list list, const char *fact,
                        int64_t subject, int64_t object) {
    for (size_t i = 0; i < list.count; i++) {
        const struct module_listener *l = list.items[i]->listeners;
        for (; l && l->fact; l++)
            if (strcmp(l->fact, fact) == 0) TRY(l->hear(ctx, subject, object));
    }
    return OK;
}
