/* The page of the hours a group holds, for those who look after it; and the way there from its entry. */
#include "domain/credits/credits_earn.h"

#include "credits_pages.h"
#include "credits_sql.h"
#include "domain/credits/credits_earn_view.h"
#include "platform/web/web.h"

#define PEOPLE_MAX 300

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

/* Its account, if it has one: looking opens none. */
static enum status look(struct ctx *ctx, struct asset_id asset, struct credits_account *ret_account)
{
    struct credits_sql_account_of_asset row;
    TRY(credits_sql_account_of_asset(ctx->db, ctx->arena, asset, STR("group"), &row));
    return credits_account_get(ctx, row.id, ret_account);
}

static enum status group_of(struct web *w, struct asset *ret_group)
{
    struct asset group;
    const struct asset_id id = {web_id(w, 0)};
    TRY(id.v ? assets_find(w->ctx, id, &group) : assets_find_external(w->ctx, w->params[0], &group));
    if (!credits_group_may(w->ctx, &group)) return ctx_fault(w->ctx, ERR_DENIED, STR_NONE, SAY("Only the people who look after this group can use its hours."));
    *ret_group = group;
    return OK;
}

static enum status people_fill(struct web *w, struct asset_id asset, struct earn_group_view *view)
{
    struct ctx *ctx = w->ctx;
    struct credits_sql_came_here *rows;
    size_t n;
    TRY(credits_sql_came_here(ctx->db, ctx->arena, asset, PEOPLE_MAX, &rows, &n));
    struct html_choice *all = ARENA_ARRAY(ctx->arena, struct html_choice, n + 1);
    struct str said = web_kept(w, "person", STR(""));
    if (n > 0) all[0] = (struct html_choice){STR(""), say(ctx, SAY("Choose a name")), said.len == 0};
    for (size_t i = 0; i < n; i++) {
        struct str id = str_int(ctx->arena, rows[i].id.v);
        all[i + 1] = (struct html_choice){id, rows[i].first_name, str_eq(id, said)};
    }
    view->people = all;
    view->people_n = n > 0 ? n + 1 : 0;
    return OK;
}

static enum status programmes_fill(struct web *w, const struct asset *group, struct earn_group_view *view)
{
    struct ctx *ctx = w->ctx;
    struct earn_programme *rows;
    size_t n;
    if (!ctx_has(ctx, STANDING_ADMIN) || ctx->actor.place != group->place.v) return OK;
    TRY(credits_earn_programmes(ctx, group->place, &rows, &n));
    struct html_choice *all = ARENA_ARRAY(ctx->arena, struct html_choice, n + 1);
    for (size_t i = 0; i < n; i++)
        if (!rows[i].ended) all[view->programmes_n++] = (struct html_choice){str_int(ctx->arena, rows[i].id.v), rows[i].name, false};
    view->programmes = all;
    return OK;
}

enum status credits_earn_web_group(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct asset group;
    struct credits_account account;
    TRY(group_of(w, &group));
    enum status status = look(ctx, group.id, &account);
    if (status != OK && status != ERR_MISSING) return status;
    int64_t holds = status == OK ? account.balance - account.held_out : 0;
    struct earn_group_view view = {
        .name = group.name, .entry = web_path(w, "/assets/%lld", (long long)group.id.v), .action = web_path(w, "/assets/%lld/hours", (long long)group.id.v),
        .account = status == OK ? account.name : STR(""), .has = holds > 0, .minutes = web_kept(w, "minutes", STR("60")),
        .words = web_kept(w, "words", STR("")), .account_name = web_kept(w, "account", STR("")),
        .holds = holds > 0 ? say(ctx, SAY1("This group holds {time}.", "time", credits_time(ctx, holds))) : say(ctx, SAY("This group holds no hours yet."))};
    TRY(people_fill(w, group.id, &view));
    TRY(programmes_fill(w, &group, &view));
    credits_page_earn_group(web_page(w, SAY("Hours this group holds"), NULL), &view);
    return OK;
}

enum status credits_earn_web_group_do(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct asset group;
    struct credits_posted posted;
    TRY(group_of(w, &group));
    struct str back = web_path(w, "/assets/%lld/hours", (long long)group.id.v), key = web_text(w, "key");
    if (!uuid_valid(key)) key = STR_NONE;
    if (str_is(web_text(w, "do"), "endow")) {
        TRY(credits_group_endow(ctx, &group, (struct programme_id){web_int(w, "programme", 0)}, web_int(w, "more", 0), key, &posted));
        return web_redirect_saying(w, back, SAY("The group has new hours."));
    }
    const struct credits_group_thanks thanks = {.key = key, .person = {web_int(w, "person", 0)}, .account = web_text(w, "account"),
                                                .minutes = web_int(w, "minutes", 0), .words = web_text(w, "words")};
    TRY(credits_group_thank(ctx, &group, &thanks, &posted));
    return web_redirect_saying(w, back, SAY("Thank you said. It stands on their page of hours."));
}

/* On the page of an entry: for those who look after it. */
enum status credits_earn_panel_asset(struct ctx *ctx, struct html *h, int64_t subject)
{
    struct asset group;
    struct credits_account account;
    enum status status = ctx->actor.person == 0 ? ERR_DENIED : assets_find(ctx, (struct asset_id){subject}, &group);
    if (status == ERR_MISSING || status == ERR_DENIED) return OK;
    TRY(status);
    if (group.kind == ASSET_GIFT || !credits_group_may(ctx, &group)) return OK;
    struct earn_line_view view = {.href = str_printf(ctx->arena, "/assets/%lld/hours", (long long)subject), .link = say(ctx, SAY("Hours this group holds"))};
    status = look(ctx, group.id, &account);
    if (status != OK && status != ERR_MISSING) return status;
    if (status == OK && account.balance > 0) view.text = say(ctx, SAY1("This group holds {time}.", "time", credits_time(ctx, account.balance)));
    credits_part_earn_line(h, &view);
    return OK;
}
