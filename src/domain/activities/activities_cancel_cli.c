/* kith activities cancel, kith activities end: a date, all dates to come, or the series itself. */
#include "domain/activities/activities_lines_cli.h"

#include "platform/module/cli.h"

#define WORDS_MAX 400

static enum status series_said(struct cli *cli, struct asset *ret_asset)
{
    struct str id;
    struct activity_series series;
    TRY(cli_word(cli, 0, "id", &id));
    if (cli->words_n > 1) /* a date without its name must not call everything off */
        return ctx_fault(cli->ctx, ERR_INVALID, STR("date"),
                         SAY1("What is \"{word}\"? One date is named with --date 2026-03-03.", "word", cli->words[1]));
    enum status status = activities_find(cli->ctx, id, ret_asset, &series);
    if (status == OK) {
        bool ended;
        TRY(assets_series_ended(cli->ctx, ret_asset->id, &ended));
        return ended ? ctx_fault(cli->ctx, ERR_CONFLICT, STR("id"), SAY("This activity has ended already.")) : OK;
    }
    if (status != ERR_MISSING) return status;
    struct asset asset;
    if (assets_find_external(cli->ctx, id, &asset) == OK)
        return ctx_fault(cli->ctx, ERR_MISSING, STR("id"),
                         SAY1("\"{name}\" is no activity with dates: it has no times that come again.", "name", asset.name));
    return ctx_fault(cli->ctx, ERR_MISSING, STR("id"), SAY1("There is no activity {id}.", "id", id));
}

static enum status why_said(struct cli *cli, struct str *ret_why)
{
    struct str why = str_trim(cli_option(cli, "why", STR_NONE));
    if (why.len > WORDS_MAX) return ctx_fault(cli->ctx, ERR_INVALID, STR("why"), SAY("Use at most 400 letters."));
    *ret_why = why;
    return OK;
}

/* ---- one date ---- */

struct said_date {
    struct day day;
    struct minutes at; /* MINUTES_NONE = any of that day */
};

static bool date_read(struct str text, struct said_date *ret_date)
{
    struct said_date date = {DAY_NONE, MINUTES_NONE};
    text = str_trim(text);
    if (!day_parse(str_slice(text, 0, 10), &date.day)) return false;
    if (text.len > 10) {
        int64_t hour, minute;
        bool sound = text.len == 16 && (text.ptr[10] == 'T' || text.ptr[10] == ' ') && text.ptr[13] == ':' &&
                     str_to_int(str_slice(text, 11, 13), &hour) && str_to_int(str_slice(text, 14, 16), &minute);
        if (!sound || hour < 0 || hour > 23 || minute < 0 || minute > 59) return false;
        date.at.n = (int32_t)(hour * 60 + minute);
    }
    *ret_date = date;
    return true;
}

static struct str hours_of(struct arena *arena, const struct asset_session *sessions, size_t n)
{
    struct str hours = STR_NONE;
    for (size_t i = 0; i < n && i < 10; i++)
        hours = str_printf(arena, "%.*s%s%02d:%02d", STR_ARG(hours), i ? ", " : "", sessions[i].opens.n / 60,
                           sessions[i].opens.n % 60);
    return hours;
}

/* As planned, else as it is now. */
static enum status session_said(struct cli *cli, const struct asset *asset, struct str said,
                                struct asset_session *ret_session)
{
    struct ctx *ctx = cli->ctx;
    struct said_date date;
    struct asset_session *sessions;
    size_t n, found = SIZE_MAX;
    if (!date_read(said, &date))
        return ctx_fault(ctx, ERR_INVALID, STR("date"), SAY("Write the date like 2026-03-03, or 2026-03-03T10:00."));
    if (minutes_is(date.at) && assets_session_find(ctx, asset, date.day, date.at, ret_session) == OK) return OK;
    TRY(assets_sessions(ctx, asset, date.day, date.day, 100, &sessions, &n));
    for (size_t i = 0; i < n; i++)
        if (!minutes_is(date.at) ? n == 1 : sessions[i].opens.n == date.at.n) found = i;
    if (n > 1 && found == SIZE_MAX && !minutes_is(date.at))
        return ctx_fault(ctx, ERR_INVALID, STR("date"),
                         SAY2("It is on more than once on {day}: at {hours}. Write the hour too, like 2026-03-03T10:00.", "day",
                              said, "hours", hours_of(ctx->arena, sessions, n)));
    if (found == SIZE_MAX) return ctx_fault(ctx, ERR_MISSING, STR("date"), SAY1("It is not on {day}.", "day", said));
    *ret_session = sessions[found];
    return OK;
}

/* ---- what is told ---- */

static void told(struct cli *cli, const struct asset *asset, const char *what, const struct asset_session *session)
{
    struct arena *arena = cli->ctx->arena;
    struct str date = STR_NONE;
    if (session)
        date = str_printf(arena, "%.*sT%02d:%02d", STR_ARG(day_format(arena, session->day)), session->at.n / 60,
                          session->at.n % 60);
    if (!cli->json) {
        buf_printf(&cli->out, "%.*s%s%.*s: %s\n", STR_ARG(asset->name), session ? ", " : "", STR_ARG(date), what);
        return;
    }
    json_begin_object(&cli->doc);
    json_put_str(&cli->doc, "id", asset->external_id);
    json_put_str(&cli->doc, "name", asset->name);
    json_put_str(&cli->doc, "date", date);
    if (session) json_put_str(&cli->doc, "session", assets_session_code(arena, asset->id, session->day, session->at));
    json_put_str(&cli->doc, "status", str_from(what));
    json_end(&cli->doc);
}

enum status activities_cancel_cli(struct cli *cli)
{
    struct ctx *ctx = cli->ctx;
    struct asset asset;
    struct asset_session session;
    struct asset_series series;
    struct str why, date = cli_option(cli, "date", STR_NONE);
    TRY(series_said(cli, &asset));
    TRY(why_said(cli, &why));
    if (!date.ptr) {
        struct day today = ctx_today(ctx);
        TRY(assets_series_find(ctx, asset.id, &series));
        if (series.off && series.off_from.n <= today.n)
            return ctx_fault(ctx, ERR_CONFLICT, STR("id"), SAY("All its dates are called off already."));
        TRY(assets_series_call_off(ctx, &asset, today, why));
        told(cli, &asset, "cancelled", NULL);
        return OK;
    }
    TRY(session_said(cli, &asset, date, &session));
    if (session.cancelled) return ctx_fault(ctx, ERR_CONFLICT, STR("date"), SAY("This date is called off already."));
    const struct asset_date off = {.day = session.day, .at = session.at, .kind = ASSET_DATE_CANCELLED,
                                   .to_day = DAY_NONE, .opens = MINUTES_NONE, .closes = MINUTES_NONE,
                                   .location_name = STR_NONE, .words = why};
    TRY(assets_date_put(ctx, &asset, &off));
    told(cli, &asset, "cancelled", &session);
    return OK;
}

enum status activities_end_cli(struct cli *cli)
{
    struct asset asset;
    struct str why;
    TRY(series_said(cli, &asset));
    TRY(why_said(cli, &why));
    TRY(assets_end(cli->ctx, asset.id, why.len ? why : STR("it has ended")));
    told(cli, &asset, "ended", NULL);
    return OK;
}
