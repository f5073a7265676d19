/* What vocabulary brings to the house. The words themselves are files of the program; its tables
   hold what people here said beside them. */
#include "domain/vocabulary/vocabulary_local.h"

#include "base/json.h"
#include "vocabulary_sql.h"

static enum status open_forms(struct ctx *ctx, struct arena *lasting, void **ret_ptr) {
    const struct vocabulary *v;
    struct str why = STR_NONE;
    enum status status = vocabulary_open(lasting, &v, &why);
    if (status != OK) return fault_broken(&ctx->faults, why);
    struct vocabulary *kept = (void *)(uintptr_t)v; /* its words are const, its shelf is not */
    TRY(vocabulary_shelf_open(lasting, &kept->shelf));
    *ret_ptr = kept;
    return OK;
}

static void close_forms(void *ptr) {
    struct vocabulary *v = ptr;
    vocabulary_shelf_close(v->shelf);
}

static const struct module_keep vocabulary_keeps[] = {
    {"vocabulary.forms", open_forms, close_forms},
    {0},
};

static const struct auth_permission permissions[] = {
    {"vocabulary.keep", T_("See which words are not known yet, and teach them"), STANDING_ADMIN},
    {0},
};

static const char *const facts[] = {"vocabulary.taught", "vocabulary.untaught", NULL};

/* My data: words of theirs that are being counted. */
static enum status export(struct ctx *ctx, int64_t person, struct json *json) {
    struct vocabulary_sql_unlinked_of *rows;
    size_t n;
    TRY(vocabulary_sql_unlinked_of(ctx->db, ctx->arena, person, &rows, &n));
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) json_str(json, rows[i].word);
    json_end(json);
    return OK;
}

static const struct module_subject subject = {export};

const struct module vocabulary_module = {
    .name = "vocabulary",
    .migrations = vocabulary_migrations,
    .statements = vocabulary_statements,
    .permissions = permissions,
    .routes = vocabulary_web_routes,
    .commands = vocabulary_cli_commands,
    .facts = facts,
    .subject = &subject,
    .keeps = vocabulary_keeps,
};
