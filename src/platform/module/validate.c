/* Is the set of tables right? One sentence a problem. */
#include "platform/module/module.h"

#include <string.h>

struct report {
    struct arena *arena;
    struct module_list list;
    struct str *problems;
    size_t count;
};

static void problem(struct report *r, struct str words) {
    *ARENA_PUSH(r->arena, r->problems, r->count) = words;
}

static bool known_fact(const struct report *r, const char *fact) {
    for (size_t i = 0; i < r->list.count; i++) {
        const char *const *f = r->list.items[i]->facts;
        for (; f && *f; f++)
            if (strcmp(*f, fact) == 0) return true;
        const struct web_route *route = r->list.items[i]->routes;
        for (; route && route->path; route++)
            if (route->seen && strcmp(route->seen, fact) == 0) return true;
    }
    return false;
}

static void check_guard(struct report *r, const struct web_route *route, struct str where) {
    unsigned guards = route->flags & (WEB_BEARER | WEB_OPEN_POST | WEB_SIGNED);
    bool checks = strcmp(route->method, "POST") == 0 && route->prepare && (route->flags & WEB_BARE);
    if ((route->flags & WEB_SIGNED) && !checks)
        problem(r, str_printf(r->arena, "%.*s: a signed call is a bare POST whose prepare checks it.",
                              STR_ARG(where)));
    if (guards & (guards - 1))
        problem(r, str_printf(r->arena, "%.*s: one guard, bearer, signature or form.",
                              STR_ARG(where)));
}

static void check_route(struct report *r, const struct module *m,
                        const struct web_route *route) {
    struct str where = str_printf(r->arena, "%s %s", route->method, route->path);
    bool post = strcmp(route->method, "POST") == 0;
    if (!post && strcmp(route->method, "GET") != 0)
        problem(r, str_printf(r->arena, "%.*s: the method is GET or POST.", STR_ARG(where)));
    if (route->path[0] != '/')
        problem(r, str_printf(r->arena, "%.*s: a path begins with /.", STR_ARG(where)));
    if (!module_permission(r->list, route->permission))
        problem(r, str_printf(r->arena, "%.*s (%s): no permission row for its permission.",
                              STR_ARG(where), m->name));
    if (!post && !route->show)
        problem(r, str_printf(r->arena, "%.*s: a GET needs show.", STR_ARG(where)));
    if (post && !route->apply && !route->prepare)
        problem(r,
                str_printf(r->arena, "%.*s: a POST needs apply or prepare.", STR_ARG(where)));
    if (post && route->per_hour <= 0)
        problem(r,
                str_printf(r->arena, "%.*s: a POST needs a limit per hour.", STR_ARG(where)));
    check_guard(r, route, where);
}

static bool routes_clash(const struct web_route *a, const struct web_route *b) {
    if (a == b || strcmp(a->method, b->method) != 0) return false;
    const char *p = a->path, *q = b->path;
    while (*p && *q) {
        if (*p == '{' && *q == '{') {
            p = strchr(p, '}') ? strchr(p, '}') + 1 : p + strlen(p);
            q = strchr(q, '}') ? strchr(q, '}') + 1 : q + strlen(q);
        } else if (*p++ != *q++) {
            return false;
        }
    }
    return *p == *q;
}

static void check_clashes(struct report *r, const struct web_route *route) {
    bool after = false;
    for (size_t i = 0; i < r->list.count; i++) {
        const struct web_route *other = r->list.items[i]->routes;
        for (; other && other->path; other++) {
            if (after && routes_clash(route, other))
                problem(r, str_printf(r->arena, "%s %s: two routes for one address.",
                                      route->method, route->path));
            if (other == route) after = true;
        }
    }
}

static void check_permissions(struct report *r, const struct module *m) {
    const struct auth_permission *p = m->permissions;
    for (; p && p->key; p++) {
        if (!p->label || !p->label[0])
            problem(r, str_printf(r->arena, "%s: a permission needs a label.", p->key));
        if (module_permission(r->list, p->key) != p)
            problem(r, str_printf(r->arena, "%s: two permission rows.", p->key));
    }
}

static void check_rest(struct report *r, const struct module *m) {
    const struct module_listener *l = m->listeners;
    for (; l && l->fact; l++)
        if (!known_fact(r, l->fact))
            problem(r, str_printf(r->arena, "%s listens for %s, which nobody records.", m->name,
                                  l->fact));
    const struct module_command *c = m->commands;
    for (; c && c->words; c++)
        if (!c->help || !c->run)
            problem(r,
                    str_printf(r->arena, "kith %s: a command needs help and run.", c->words));
    const struct jobs_timer *t = m->jobs;
    for (; t && t->name; t++)
        if (t->every_seconds <= 0 || !t->run)
            problem(r, str_printf(r->arena, "%s: a timer needs seconds and run.", t->name));
    const struct module_setting *s = m->settings;
    for (; s && s->key; s++)
        if (!s->label) problem(r, str_printf(r->arena, "%s: a setting needs a label.", s->key));
}

enum status module_validate(struct arena *arena, struct module_list list,
                            struct str **ret_problems, size_t *ret_count) {
    struct report r = {.arena = arena, .list = list};
    for (size_t i = 0; i < list.count; i++) {
        const struct module *m = list.items[i];
        check_permissions(&r, m);
        for (const struct web_route *route = m->routes; route && route->path; route++) {
            check_route(&r, m, route);
            check_clashes(&r, route);
        }
        check_rest(&r, m);
    }
    *ret_problems = r.problems;
    *ret_count = r.count;
    return OK;
}
