#include "domain/introductions/introductions_handover_web.h"

#include "introductions_pages.h"

/* Company on a first visit, the second visit, and how a place welcomes. */

static struct introduction_id which(const struct web *w)
{
    return (struct introduction_id){web_id(w, 0)};
}

static enum status back(struct web *w)
{
    return web_redirect_saying(w, web_path(w, "/hellos/%lld", (long long)web_id(w, 0)), SAY("Kept."));
}

enum status introductions_web_along(struct web *w)
{
    TRY(introductions_along(w->ctx, which(w), web_int(w, "version", 0), str_is(web_text(w, "along"), "yes")));
    return back(w);
}

enum status introductions_web_ask_buddy(struct web *w)
{
    TRY(introductions_ask_buddy(w->ctx, which(w), web_int(w, "version", 0), (struct person_id){web_int(w, "buddy", 0)}));
    return back(w);
}

enum status introductions_web_buddy(struct web *w)
{
    bool yes = str_is(web_text(w, "answer"), "yes");
    struct introduction row;
    TRY(introductions_buddy_answers(w->ctx, which(w), web_int(w, "version", 0), yes));
    /* After a no there is nothing left for them to see. */
    if (introductions_find(w->ctx, which(w), &row) != OK) return web_redirect_saying(w, STR("/me"), SAY("Kept. Thank you."));
    return back(w);
}

enum status introductions_web_again(struct web *w)
{
    TRY(introductions_came_again(w->ctx, which(w), web_int(w, "version", 0), str_is(web_text(w, "again"), "yes")));
    return back(w);
}

enum status introductions_panel_asset(struct ctx *ctx, struct html *h, int64_t id)
{
    struct asset asset;
    struct introductions_welcome welcome;
    TRY(assets_find(ctx, (struct asset_id){id}, &asset));
    TRY(introductions_welcome_of(ctx, asset.id, &welcome));
    struct welcome_view view = {.action = str_printf(ctx->arena, "/assets/%lld/welcome", (long long)id),
                                .may = ctx->actor.account != 0 && assets_may_change(ctx, &asset),
                                .comes_along = welcome.comes_along, .bus_stop = welcome.bus_stop};
    introductions_page_welcome(h, &view);
    return OK;
}

enum status introductions_web_welcome(struct web *w)
{
    struct asset_id id = {web_id(w, 0)};
    struct asset asset;
    struct introductions_welcome welcome = {web_on(w, "comes_along"), web_on(w, "bus_stop")};
    if (assets_find(w->ctx, id, &asset) != OK) return ERR_DENIED;
    TRY(introductions_welcome_set(w->ctx, id, &welcome));
    return web_redirect_saying(w, str_cat(w->ctx->arena, STR("/assets/"), asset.external_id), SAY("Kept."));
}
