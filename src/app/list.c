/* kith modules: the tables as they are, and what is wrong with them. */
#include "app/app.h"

static void put_standing(struct json *json, unsigned standing) {
    static const struct { unsigned bit; const char *name; } names[] = {
        {STANDING_MEMBER, "member"}, {STANDING_CONNECTOR, "connector"},
        {STANDING_STEWARD, "steward"}, {STANDING_ADMIN, "admin"}, {STANDING_LEAD, "lead"},
        {STANDING_SYSTEM, "system"}, {STANDING_LEARNING, "learning"},
    };
    json_key(json, "who");
    json_begin_array(json);
    if (standing == 0) json_str(json, STR("anyone"));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (standing & names[i].bit) json_str(json, str_from(names[i].name));
    json_end(json);
}

static void put_permissions(struct json *json, const struct module *m) {
    json_key(json, "permissions");
    json_begin_array(json);
    for (const struct auth_permission *p = m->permissions; p && p->key; p++) {
        json_begin_object(json);
        json_put_str(json, "key", str_from(p->key));
        json_put_str(json, "label", str_from(p->label));
        put_standing(json, p->standing);
        json_end(json);
    }
    json_end(json);
}

static void put_routes(struct json *json, const struct module *m) {
    json_key(json, "routes");
    json_begin_array(json);
    for (const struct web_route *r = m->routes; r && r->path; r++) {
        json_begin_object(json);
        json_put_str(json, "method", str_from(r->method));
        json_put_str(json, "path", str_from(r->path));
        json_put_str(json, "permission", str_from(r->permission));
        json_put_int(json, "per_hour", r->per_hour > 0 ? r->per_hour : INT_NONE);
        json_put_str(json, "seen", str_from(r->seen));
        json_put_bool(json, "bearer", r->flags & WEB_BEARER);
        json_end(json);
    }
    json_end(json);
}

static void put_rest(struct json *json, const struct module *m) {
    json_key(json, "commands");
    json_begin_array(json);
    for (const struct module_command *c = m->commands; c && c->words; c++) {
        json_begin_object(json);
        json_put_str(json, "words", str_from(c->words));
        json_put_str(json, "usage", str_from(c->usage));
        json_put_str(json, "help", str_from(c->help));
        json_end(json);
    }
    json_end(json);
    json_key(json, "listens");
    json_begin_array(json);
    for (const struct module_listener *l = m->listeners; l && l->fact; l++)
        json_str(json, str_from(l->fact));
    json_end(json);
    json_key(json, "facts");
    json_begin_array(json);
    for (const char *const *f = m->facts; f && *f; f++) json_str(json, str_from(*f));
    json_end(json);
    json_key(json, "jobs");
    json_begin_array(json);
    for (const struct jobs_timer *t = m->jobs; t && t->name; t++)
        json_str(json, str_from(t->name));
    json_end(json);
}

static void put_json(struct cli *cli, const struct str *problems, size_t problems_n) {
    struct json *json = &cli->doc;
    json_begin_object(json);
    json_key(json, "modules");
    json_begin_array(json);
    for (size_t i = 0; i < cli->modules.count; i++) {
        json_begin_object(json);
        json_put_str(json, "name", str_from(cli->modules.items[i]->name));
        put_permissions(json, cli->modules.items[i]);
        put_routes(json, cli->modules.items[i]);
        put_rest(json, cli->modules.items[i]);
        json_end(json);
    }
    json_end(json);
    json_key(json, "problems");
    json_begin_array(json);
    for (size_t i = 0; i < problems_n; i++) json_str(json, problems[i]);
    json_end(json);
    json_end(json);
}

static void put_words(struct cli *cli, const struct str *problems, size_t problems_n) {
    for (size_t i = 0; i < cli->modules.count; i++) {
        const struct module *m = cli->modules.items[i];
        buf_printf(&cli->out, "%s\n", m->name);
        for (const struct web_route *r = m->routes; r && r->path; r++)
            buf_printf(&cli->out, "  %-4s %-40s %s\n", r->method, r->path, r->permission);
        for (const struct module_listener *l = m->listeners; l && l->fact; l++)
            buf_printf(&cli->out, "  listens for %s\n", l->fact);
    }
    for (size_t i = 0; i < problems_n; i++)
        buf_printf(&cli->out, "WRONG: %.*s\n", STR_ARG(problems[i]));
}

enum status app_cli_modules(struct cli *cli) {
    struct str *problems;
    size_t n;
    TRY(module_validate(cli->ctx->arena, cli->modules, &problems, &n));
    if (cli->json) put_json(cli, problems, n);
    else put_words(cli, problems, n);
    return n == 0 ? OK : ERR_BROKEN;
}
