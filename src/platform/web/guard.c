/* May this request be acted on at all? Asked before any handler. */
#include "platform/web/web_own.h"

#include <sodium.h>


/* "http://host:port" out of an address. */
static struct str origin_of(struct str url)
{
    size_t host = str_find(url, STR("://"), 0);
    if (host == SIZE_MAX) return url;
    size_t end = str_find(url, STR("/"), host + 3);
    return end == SIZE_MAX ? url : str_slice(url, 0, end);
}

static bool is_ours(const struct web_task *t, struct str origin)
{
    if (origin.len == 0) return false;
    if (str_ieq(origin, t->server->origin)) return true;
    /* http has checked Host: it is the configured name or a loopback one, as in a demo. */
    struct str host = http_header_get(t->http, "host");
    struct str same = str_printf(t->ctx.arena, "%s://%.*s", t->http->tls ? "https" : "http",
                                 STR_ARG(host));
    return host.len > 0 && str_ieq(origin, same);
}

/* Browsers say where a form came from. Newer ones by Sec-Fetch-Site; others by Origin or
   Referer; one that says nothing is refused. */
enum status web_guard_origin(struct web_task *t)
{
    if (t->w.route->flags & (WEB_BEARER | WEB_SIGNED)) return OK;
    struct str site = http_header_get(t->http, "sec-fetch-site");
    bool fine;
    if (site.ptr) {
        fine = str_is(site, "same-origin") || str_is(site, "none");
    } else {
        struct str origin = http_header_get(t->http, "origin");
        if (!origin.ptr) origin = origin_of(http_header_get(t->http, "referer"));
        fine = is_ours(t, origin);
    }
    if (fine) return OK;
    return ctx_fault(&t->ctx, ERR_DENIED, STR_NONE,
                     SAY("This form did not come from our own pages, so nothing was done."));
}

enum status web_guard_form(struct web_task *t)
{
    if (t->w.route->flags & (WEB_BEARER | WEB_OPEN_POST | WEB_SIGNED)) return OK;
    struct str token = web_text(&t->w, "csrf");
    if (t->csrf.len > 0 && token.len == t->csrf.len &&
        sodium_memcmp(token.ptr, t->csrf.ptr, token.len) == 0)
        return OK;
    return ctx_fault(&t->ctx, ERR_DENIED, STR_NONE,
                     SAY("This page was open for a long time. Your words are kept: look them "
                         "over and send them again."));
}

/* An address by its neighbourhood: /24 of IPv4, /48 of IPv6. */
static struct str neighbourhood(struct str peer)
{
    bool six = str_find(peer, STR(":"), 0) != SIZE_MAX;
    char mark = six ? ':' : '.';
    size_t parts = 0;
    for (size_t i = 0; i < peer.len; i++)
        if (peer.ptr[i] == mark && ++parts == 3) return str_slice(peer, 0, i);
    return peer;
}

enum status web_guard_limit(struct web_task *t)
{
    int per_hour = t->w.route->per_hour;
    if (per_hour <= 0) return OK;
    int burst = per_hour / 4 > 5 ? per_hour / 4 : per_hour < 5 ? per_hour : 5;
    struct str who = t->ctx.actor.account != 0 ? str_int(t->ctx.arena, t->ctx.actor.account)
                                               : neighbourhood(t->http->peer);
    if (auth_buckets_take(t->server->buckets, t->w.route->path, who, per_hour, burst,
                          t->ctx.now, &t->wait_seconds))
        return OK;
    struct str minutes = str_int(t->ctx.arena, t->wait_seconds / 60 + 1);
    return ctx_fault(&t->ctx, ERR_LIMIT, STR_NONE,
                     SAY1("That was very often. Please wait {minutes} minutes and try again.",
                          "minutes", minutes));
}

/* A token of the installation opens the doors its scope names, and no others. */
static bool scope_may(const struct web_task *t)
{
    struct str scope = t->w.scope, key = str_from(t->w.route->permission);
    const struct auth_permission *row =
        module_permission(t->server->config.modules, t->w.route->permission);
    if (!row) return false;
    if (row->standing == 0 || str_is(scope, "admin")) return true;
    return key.len > scope.len && str_starts(key, scope) && key.ptr[scope.len] == '.';
}

bool web_guard_may(const struct web_task *t)
{
    if (t->w.scope.len > 0 && t->ctx.actor.account == 0) return scope_may(t);
    return module_may(&t->ctx, t->server->config.modules, t->w.route->permission);
}
