/* The handbook, out of docs/handbook: part of the binary, shown as pages. */
#include "platform/web/web_signin.h"

#include "base/embed.h"
#include "platform/web/signin_view.h"
#include "web_pages.h"
#include <cmark-gfm.h>
#include <stdlib.h>
#include <string.h>

extern const struct embed_file handbook_files[];

/* The first heading names the page. */
static struct str title_of(const struct embed_file *f)
{
    struct str rest = str_of((const char *)f->bytes, f->size), line;
    while (str_next(&rest, '\n', &line))
        if (str_starts(line, STR("# "))) return str_trim(str_slice(line, 2, line.len));
    return str_from(f->path);
}

static struct str name_of(const struct embed_file *f)
{
    return str_slice(str_from(f->path), 0, strlen(f->path) - strlen(".md"));
}

static void add_pages(struct web *w, const struct embed_file *now, struct web_handbook_view *v)
{
    struct web_handbook_page *pages = NULL;
    for (const struct embed_file *f = handbook_files; f->path; f++) {
        struct web_handbook_page *page = ARENA_PUSH(w->ctx->arena, pages, v->pages_n);
        page->href = str_printf(w->ctx->arena, "/handbook/%.*s", STR_ARG(name_of(f)));
        page->title = title_of(f);
        page->now = f == now;
    }
    v->pages = pages;
}

static enum status show(struct web *w, const struct embed_file *f)
{
    struct web_handbook_view v = {.pages_n = 0};
    /* Safe mode is cmark's default: raw HTML and script addresses are left out. */
    char *made = cmark_markdown_to_html((const char *)f->bytes, f->size,
                                        CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8);
    if (!made) return ERR_LIMIT;
    v.text = (struct html_markup){str_copy(w->ctx->arena, str_from(made))};
    free(made);
    add_pages(w, f, &v);
    struct said title = SAY1("Handbook: {title}", "title", title_of(f));
    web_page_handbook(web_page(w, title, NULL), &v);
    return OK;
}

enum status web_handbook_index(struct web *w)
{
    for (const struct embed_file *f = handbook_files; f->path; f++)
        if (str_is(name_of(f), "index")) return show(w, f);
    return ERR_MISSING;
}

enum status web_handbook_show(struct web *w)
{
    for (const struct embed_file *f = handbook_files; f->path; f++)
        if (str_eq(name_of(f), w->params[0])) return show(w, f);
    return ERR_MISSING;
}
