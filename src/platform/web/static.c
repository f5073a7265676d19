/* Style, script and pictures out of the binary. The hash is part of the name, so they may be
   kept for ever; a new build has new names. */
#include "platform/web/web_own.h"

#include "base/embed.h"
#include <string.h>

extern const struct embed_file web_assets_files[];

const struct embed_file *web_static_find(const char *name)
{
    for (const struct embed_file *f = web_assets_files; f->path; f++)
        if (strcmp(f->path, name) == 0) return f;
    return NULL;
}

struct str web_static_name(struct arena *arena, const struct embed_file *f)
{
    const char *dot = strrchr(f->path, '.');
    size_t stem = dot ? (size_t)(dot - f->path) : strlen(f->path);
    return str_printf(arena, "%.*s.%s%s", (int)stem, f->path, f->hash, dot ? dot : "");
}

struct str web_static_href(struct arena *arena, const char *name)
{
    const struct embed_file *f = web_static_find(name);
    if (!f) return STR("#");
    return str_cat(arena, STR("/static/"), web_static_name(arena, f));
}
