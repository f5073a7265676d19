#include "domain/matching/matching_own.h"

#include "base/json.h"
#include "matching_sql.h"
#include "platform/module/module.h"

static const struct module_command commands[] = {
    {"match", T_("Rank what is here for a profile, with reasons."), "--profile FILE.json [--limit N] [--three]",
     "profile= limit= three", matching_cli_match, CLI_READ},
    {0},
};

/* "My data": what was suggested to them, and where it stood. */
static enum status export(struct ctx *ctx, int64_t person, struct json *json)
{
    struct matching_sql_shown_of *rows;
    size_t count;
    TRY(matching_sql_shown_of(ctx->db, ctx->arena, (struct person_id){person}, &rows, &count));
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_put_str(json, "name", rows[i].name);
        json_put_int(json, "position", rows[i].position);
        json_put_str(json, "at", instant_format(ctx->arena, NULL, rows[i].at));
        json_end(json);
    }
    json_end(json);
    return OK;
}

static const struct module_subject subject = {export};

const struct module matching_module = {
    .name = "matching",
    .migrations = matching_migrations,
    .statements = matching_statements,
    .subject = &subject,
    .commands = commands,
};
