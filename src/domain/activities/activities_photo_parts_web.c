/* Pictures and small wins on the pages of a series and of a session, on my page, and on paper. */
#include "domain/activities/activities_leader_own.h"
#include "domain/activities/activities_leader_view.h"
#include "domain/activities/activities_photo_web.h"
#include "domain/activities/activities_say.h"

#include "activities_pages.h"
#include "base/json.h"
#include "platform/web/web.h"
#include "platform/worker/worker.h"

#define SHOWN 6

/* "28 of us came on Sunday 1 March." */
static struct str win_say(struct ctx *ctx, const struct activity_win *win)
{
    struct str day = text_day(ctx->arena, ctx->locale, win->on, ctx_today(ctx));
    return activities_said(ctx, SAY2("{count} of us came on {day}.", "count", text_number(ctx->arena, ctx->locale, win->count), "day", day));
}

static enum status win_fill(struct web *w, const struct activity_at *at, bool session, struct photo_part_view *view)
{
    struct activity_win win;
    enum status status = session ? activities_win(w->ctx, at, &win) : activities_win_last(w->ctx, at->asset.id, &win);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    if (!session && win.words.len == 0) return OK; /* the list of who came says the number */
    struct str code = assets_session_code(w->ctx->arena, win.asset, win.day, win.at);
    view->win = win_say(w->ctx, &win);
    view->win_words = session ? web_kept(w, "win", win.words) : win.words;
    view->win_action = web_path(w, "/sessions/%.*s/win", STR_ARG(code));
    view->win_pdf = web_path(w, "/sessions/%.*s/win.pdf", STR_ARG(code));
    view->runs = session && activities_may_run(w->ctx, &at->asset, &at->series);
    return OK;
}

static enum status photos_fill(struct web *w, const struct activity_at *at, struct photo_part_view *view)
{
    struct photo *photos;
    size_t n, kept = 0;
    TRY(activities_photos(w->ctx, at, &photos, &n));
    bool add = activities_photo_may_add(w->ctx, at);
    if (n == 0 && !add) return OK;
    struct photo_row *rows = ARENA_ARRAY(w->ctx->arena, struct photo_row, SHOWN);
    for (size_t i = 0; i < n && kept < SHOWN; i++) rows[kept++] = activities_photo_row(w, &photos[i]);
    view->rows = rows;
    view->rows_n = kept;
    view->href = web_path(w, "/sessions/%.*s/photos", STR_ARG(at->code));
    view->more = activities_said(w->ctx, n == 0 ? SAY("Add the first picture") : add ? SAY("All pictures, and add one") : SAY("All pictures"));
    return OK;
}

enum status activities_photo_part(struct web *w, const struct activity_at *at, bool session, struct html *h)
{
    struct photo_part_view view = {.rows_n = 0};
    TRY(win_fill(w, at, session, &view));
    if (session) TRY(photos_fill(w, at, &view));
    if (view.win.len > 0 || view.href.len > 0) activities_part_photo_line(h, &view);
    return OK;
}

/* ---- the host's line ---- */

enum status activities_web_win(struct web *w)
{
    struct activity_at at;
    TRY(activities_at(w->ctx, w->params[0], &at));
    TRY(activities_win_put(w->ctx, &at, web_text(w, "win")));
    return web_redirect_saying(w, web_path(w, "/sessions/%.*s", STR_ARG(at.code)), SAY("Kept."));
}

static void put_said(struct web *w, struct json *json, const char *key, struct said said)
{
    json_put_str(json, key, activities_said(w->ctx, said));
}

static enum status next_say(struct web *w, const struct activity_at *at, struct json *json)
{
    struct asset_session next;
    enum status status = assets_session_next(w->ctx, &at->asset, w->ctx->now, &next);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    json_str(json, activities_said(w->ctx, SAY1("Come along next time: {when}.", "when", activities_say_when(w->ctx, &next))));
    return OK;
}

/* A picture may hang there only when everybody on it agreed to everybody seeing it; the newest first. */
static enum status picture_of(struct web *w, const struct activity_at *at, struct json *json, struct str *ret_bytes)
{
    struct photo *photos;
    size_t n;
    *ret_bytes = STR("");
    TRY(activities_photos(w->ctx, at, &photos, &n));
    for (size_t i = n; i-- > 0;) {
        if (!photos[i].agreed || !photos[i].everybody || instant_is(photos[i].down_at)) continue;
        TRY(activities_photo_bytes(w->ctx, photos[i].id, false, ret_bytes));
        json_put_int(json, "picture_width", photos[i].width);
        json_put_int(json, "picture_height", photos[i].height);
        return OK;
    }
    return OK;
}

static enum status win_sheet(struct web *w, struct str json, struct str picture, struct str *ret_pdf)
{
    struct worker_answer answer;
    TRY(worker_run_data(w->ctx->arena, "sheet", json, picture, &answer));
    if (answer.parts_n != 1) return ERR_BROKEN;
    *ret_pdf = answer.parts[0];
    return OK;
}

/* One page for the notice board: the count, the line, when it is on next, and a picture. */
enum status activities_web_win_pdf(struct web *w)
{
    struct activity_at at;
    struct activity_win win;
    struct buf buf;
    struct json json;
    struct str pdf, picture;
    TRY(activities_at(w->ctx, w->params[0], &at));
    if (!activities_may_run(w->ctx, &at.asset, &at.series)) return ERR_DENIED;
    TRY(activities_win(w->ctx, &at, &win));
    buf_init(&buf, w->ctx->arena, 16384);
    json_init(&json, &buf);
    json_begin_object(&json);
    json_put_str(&json, "language", str_from(w->ctx->locale->code));
    json_put_bool(&json, "rtl", w->ctx->locale->rtl);
    json_put_str(&json, "size", STR("A4"));
    json_put_str(&json, "title", win_say(w->ctx, &win));
    json_key(&json, "paragraphs");
    json_begin_array(&json);
    json_str(&json, at.asset.name);
    if (win.words.len > 0) json_str(&json, win.words);
    TRY(next_say(w, &at, &json));
    json_end(&json);
    put_said(w, &json, "foot", SAY("How many came stands in the list that is kept each time."));
    TRY(picture_of(w, &at, &json, &picture));
    json_end(&json);
    TRY(buf_check(&buf));
    TRY(picture.len > 0 ? win_sheet(w, buf_str(&buf), picture, &pdf) : worker_run(w->ctx->arena, "sheet", buf_str(&buf), &pdf));
    return web_bytes(w, STR("application/pdf"), pdf, STR("small-win.pdf"));
}

/* ---- my page ---- */

static struct str name_of(struct ctx *ctx, struct asset_id id)
{
    struct asset *assets;
    size_t n;
    return assets_list_by_ids(ctx, &id, 1, &assets, &n) == OK && n == 1 ? assets[0].name : STR("");
}

enum status activities_photo_panel_me(struct ctx *ctx, struct html *h, int64_t person)
{
    struct activity_win *wins;
    struct photo_asked *asked;
    size_t wins_n, asked_n;
    if (ctx->actor.person != person) return OK;
    TRY(activities_wins_for(ctx, (struct person_id){person}, &wins, &wins_n));
    TRY(activities_photos_asked(ctx, (struct person_id){person}, &asked, &asked_n));
    struct photo_ask_row *rows = ARENA_ARRAY(ctx->arena, struct photo_ask_row, asked_n + 1);
    struct photo_ask_row *lines = ARENA_ARRAY(ctx->arena, struct photo_ask_row, wins_n + 1);
    for (size_t i = 0; i < wins_n; i++) {
        struct str code = assets_session_code(ctx->arena, wins[i].asset, wins[i].day, wins[i].at);
        lines[i] = (struct photo_ask_row){
            str_printf(ctx->arena, "/sessions/%.*s", STR_ARG(code)),
            activities_said(ctx, SAY2("{name}: {words}", "name", name_of(ctx, wins[i].asset), "words", win_say(ctx, &wins[i]))),
            str_printf(ctx->arena, "/sessions/%.*s/photos", STR_ARG(code))};
    }
    for (size_t i = 0; i < asked_n; i++)
        rows[i] = (struct photo_ask_row){
            .href = str_printf(ctx->arena, "/photos/%lld", (long long)asked[i].id),
            .words = activities_said(ctx, asked[i].agreed == PHOTO_YES
                                     ? SAY1("{name}: you said yes. You can take it back.", "name", name_of(ctx, asked[i].asset))
                                     : SAY2("{name}: do you agree? {by} put it up.", "name", name_of(ctx, asked[i].asset), "by", asked[i].by.len > 0 ? asked[i].by : activities_said(ctx, SAY("Somebody"))))};
    const struct photo_me_view view = {rows, asked_n, lines, wins_n};
    if (wins_n + asked_n > 0) activities_page_photo_me(h, &view);
    return OK;
}
