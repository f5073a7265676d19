/* Handing out what static.c names. */
#include "platform/web/web_own.h"

#include "base/embed.h"

extern const struct embed_file web_assets_files[];

static enum status send_file(struct web *w, const struct embed_file *f, const char *keep)
{
    struct web_task *t = web_task_of(w);
    struct str accept = http_header_get(w->http, "accept-encoding");
    bool packed = f->gzip && str_find(accept, STR("gzip"), 0) != SIZE_MAX &&
                  str_find(accept, STR("gzip;q=0"), 0) == SIZE_MAX;
    http_header_add(t->http, &w->response, "Cache-Control", str_from(keep));
    http_header_add(t->http, &w->response, "Vary", STR("Accept-Encoding"));
    if (packed) http_header_add(t->http, &w->response, "Content-Encoding", STR("gzip"));
    struct str bytes = packed ? str_of((const char *)f->gzip, f->gzip_size)
                              : str_of((const char *)f->bytes, f->size);
    /* The same for everybody: no cookie, so that a proxy may keep it too. */
    t->cookie = STR_NONE;
    t->drop_notice = false;
    t->set_language = NULL;
    t->set_easy = NULL;
    return web_bytes(w, str_from(f->type), bytes, STR_NONE);
}

enum status web_static_show(struct web *w)
{
    for (const struct embed_file *f = web_assets_files; f->path; f++)
        if (str_eq(web_static_name(w->ctx->arena, f), w->params[0]))
            return send_file(w, f, "public, max-age=31536000, immutable");
    return ERR_MISSING;
}

struct str web_static(struct web *w, const char *name)
{
    return web_static_href(w->ctx->arena, name);
}

enum status web_static_send(struct web *w, const char *name, const char *keep)
{
    const struct embed_file *f = web_static_find(name);
    return f ? send_file(w, f, keep) : ERR_MISSING;
}

enum status web_static_icon(struct web *w)
{
    const struct embed_file *f = web_static_find("icon.svg");
    return f ? send_file(w, f, "public, max-age=86400") : ERR_MISSING;
}
