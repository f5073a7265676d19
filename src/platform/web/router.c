#include "platform/web/web_own.h"

#include <string.h>

/* Cut "/a/{b}/c" into "a", any, "c". */
static enum status cut(const char *path, struct web_pattern *pattern)
{
    struct str rest = str_from(path), piece;
    size_t names = 0;
    rest = str_slice(rest, 1, rest.len);
    while (str_next(&rest, '/', &piece)) {
        if (pattern->segments_n == WEB_SEGMENTS_MAX) return ERR_LIMIT;
        bool name = piece.len > 2 && piece.ptr[0] == '{' && piece.ptr[piece.len - 1] == '}';
        if (name && ++names > WEB_PARAMS_MAX) return ERR_LIMIT;
        pattern->segments[pattern->segments_n++] = name ? STR_NONE : piece;
    }
    return OK;
}

enum status web_router_make(struct arena *arena, struct module_list list,
                            struct web_router *ret_router, struct str *ret_why)
{
    struct web_router router = {.count = 0};
    for (size_t i = 0; i < list.count; i++) {
        const struct web_route *route = list.items[i]->routes;
        for (; route && route->path; route++) {
            struct web_pattern *pattern = ARENA_PUSH(arena, router.patterns, router.count);
            *pattern = (struct web_pattern){.route = route};
            if (cut(route->path, pattern) != OK) {
                *ret_why = str_printf(arena, "%s has too many segments", route->path);
                return ERR_LIMIT;
            }
        }
    }
    *ret_router = router;
    return OK;
}

/* How well a pattern fits: 0 not at all, else more for each fixed word, early ones first. */
static unsigned fit(const struct web_pattern *pattern, const struct str *segments, size_t n)
{
    unsigned score = 1;
    if (pattern->segments_n != n) return 0;
    for (size_t i = 0; i < n; i++) {
        score <<= 1;
        if (!pattern->segments[i].ptr) {
            if (segments[i].len == 0) return 0;
        } else if (str_eq(pattern->segments[i], segments[i])) {
            score |= 1;
        } else {
            return 0;
        }
    }
    return score;
}

static bool cut_path(struct str path, struct str *segments, size_t *ret_count)
{
    struct str rest = str_slice(path, 1, path.len), piece;
    size_t n = 0;
    while (str_next(&rest, '/', &piece)) {
        if (n == WEB_SEGMENTS_MAX) return false;
        segments[n++] = piece;
    }
    *ret_count = n;
    return true;
}

const struct web_route *web_router_find(const struct web_router *router, struct str method,
                                        struct str path, struct str params[WEB_PARAMS_MAX],
                                        bool *ret_other)
{
    struct str segments[WEB_SEGMENTS_MAX];
    size_t n;
    unsigned best = 0;
    const struct web_pattern *found = NULL;
    *ret_other = false;
    if (path.len == 0 || !cut_path(path, segments, &n)) return NULL;
    struct str wanted = str_is(method, "HEAD") ? STR("GET") : method;
    for (size_t i = 0; i < router->count; i++) {
        const struct web_pattern *pattern = &router->patterns[i];
        unsigned score = fit(pattern, segments, n);
        if (score == 0) continue;
        if (!str_is(wanted, pattern->route->method)) {
            *ret_other = true;
        } else if (score > best) {
            best = score;
            found = pattern;
        }
    }
    if (!found) return NULL;
    for (size_t i = 0, p = 0; i < n; i++)
        if (!found->segments[i].ptr) params[p++] = segments[i];
    return found->route;
}
