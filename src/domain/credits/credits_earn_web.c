/* The page of programmes, for who keeps the books. */
#include "domain/credits/credits_earn.h"

#include "credits_pages.h"
#include "domain/credits/credits_earn_view.h"
#include "platform/web/web.h"

#define FEW 5

static struct place_id home(const struct ctx *ctx)
{
    return (struct place_id){ctx->actor.place};
}

enum status credits_earn_web_programmes(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct earn_programme *rows;
    size_t n;
    TRY(credits_earn_programmes(ctx, home(ctx), &rows, &n));
    struct earn_programme_row *all = ARENA_ARRAY(ctx->arena, struct earn_programme_row, n + 1);
    for (size_t i = 0; i < n; i++)
        all[i] = (struct earn_programme_row){.id = str_int(ctx->arena, rows[i].id.v), .name = rows[i].name, .allowed_by = rows[i].allowed_by,
                                             .sum = credits_time(ctx, rows[i].given), .people = (long)rows[i].people, .few = rows[i].people < FEW,
                                             .series = rows[i].series, .ended = rows[i].ended};
    const struct earn_programmes_view view = {.name = web_kept(w, "name", STR("")), .rows = all, .rows_n = n};
    credits_page_earn_programmes(web_page(w, SAY("Programmes"), NULL), &view);
    return OK;
}

enum status credits_earn_web_programmes_do(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct programme_id id = {web_int(w, "programme", 0)};
    struct account_id issue;
    struct str what = web_text(w, "do");
    if (str_is(what, "add")) {
        TRY(credits_programme_add(ctx, home(ctx), web_text(w, "name"), &id, &issue));
    } else if (str_is(what, "end")) {
        TRY(credits_earn_end(ctx, id));
    } else {
        TRY(credits_earn_allow(ctx, id, str_is(what, "allow")));
    }
    return web_redirect_saying(w, STR("/credits/programmes"), SAY("Saved."));
}
