/* kith activities list, kith activities show. */
#include "activities_sql.h"
#include "domain/activities/activities_own.h"
#include "domain/activities/activities_say.h"
#include "platform/module/cli.h"

#define DATES 10
#define AHEAD 400

static struct str clock_text(struct arena *arena, struct minutes at)
{
    return minutes_is(at) ? str_printf(arena, "%02d:%02d", at.n / 60 % 24, at.n % 60) : STR_NONE;
}

static void session_put(struct cli *cli, const struct zone *zone, const struct asset_session *s)
{
    struct arena *arena = cli->ctx->arena;
    json_begin_object(&cli->doc);
    json_put_str(&cli->doc, "session", assets_session_code(arena, s->asset, s->day, s->at));
    json_put_str(&cli->doc, "day", day_format(arena, s->on));
    json_put_str(&cli->doc, "opens", clock_text(arena, s->opens));
    json_put_str(&cli->doc, "closes", clock_text(arena, s->closes));
    json_put_str(&cli->doc, "begins", instant_format(arena, zone, s->begins));
    json_put_bool(&cli->doc, "cancelled", s->cancelled);
    json_put_bool(&cli->doc, "moved", s->moved);
    json_put_bool(&cli->doc, "extra", s->extra);
    json_put_str(&cli->doc, "location_name", s->location_name);
    json_put_str(&cli->doc, "words", s->words);
    json_end(&cli->doc);
}

enum status activities_cli_list(struct cli *cli)
{
    struct ctx *ctx = cli->ctx;
    struct activities_sql_series_list *rows;
    size_t n;
    int64_t limit, offset;
    TRY(cli_int(cli, "limit", 100, &limit));
    TRY(cli_int(cli, "offset", 0, &offset));
    if (offset < 0) return ctx_fault(ctx, ERR_INVALID, STR("offset"), SAY("Write a whole number from 0"));
    if (limit < 1 || limit > 1000)
        return ctx_fault(ctx, ERR_INVALID, STR("limit"), SAY("Write a whole number from 1 to 1000"));
    TRY(activities_sql_series_list(ctx->db, ctx->arena, limit, offset, &rows, &n));
    if (cli->json) json_begin_array(&cli->doc);
    for (size_t i = 0; i < n; i++) {
        struct asset asset;
        struct asset_session next;
        TRY(assets_find(ctx, rows[i].id, &asset));
        enum status status = assets_session_next(ctx, &asset, ctx->now, &next);
        if (status != OK && status != ERR_MISSING) return status;
        struct str day = status == OK ? day_format(ctx->arena, next.on) : STR_NONE;
        if (!cli->json) {
            buf_printf(&cli->out, "%.*s  %.*s  %.*s\n", STR_ARG(asset.external_id), STR_ARG(day.len ? day : STR("-")), STR_ARG(asset.name));
            continue;
        }
        json_begin_object(&cli->doc);
        json_put_str(&cli->doc, "id", asset.external_id);
        json_put_str(&cli->doc, "name", asset.name);
        json_put_str(&cli->doc, "next", day);
        json_put_str(&cli->doc, "session", status == OK ? assets_session_code(ctx->arena, next.asset, next.day, next.at) : STR_NONE);
        json_end(&cli->doc);
    }
    if (cli->json) json_end(&cli->doc);
    return OK;
}

static void show_json(struct cli *cli, const struct asset *a, const struct activity_series *s, const struct zone *zone,
                      const struct asset_session *sessions, size_t n)
{
    static const char *const by[] = {NULL, "residents", "staff", "both"};
    struct json *json = &cli->doc;
    json_begin_object(json);
    json_put_str(json, "id", a->external_id);
    json_put_str(json, "name", a->name);
    json_key(json, "when");
    json_begin_array(json);
    for (size_t i = 0; i < a->schedules_n; i++)
        json_str(json, assets_schedule_say(cli->ctx->arena, text_locale(TEXT_EN), &a->schedules[i]));
    json_end(json);
    json_put_str(json, "location_name", a->location_name);
    json_put_str(json, "joining", s->joining == ACTIVITY_COME ? STR("come") : STR("sign up"));
    json_put_int(json, "capacity", s->capacity == ACTIVITY_NO_LIMIT ? INT_NONE : s->capacity);
    json_put_int(json, "newcomers", s->newcomers);
    json_put_int(json, "offer_hours", s->offer_hours);
    json_put_str(json, "bring", s->bring);
    json_put_str(json, "arrive", s->arrive);
    json_put_bool(json, "names", s->names);
    json_put_bool(json, "workplace", s->workplace);
    json_put_str(json, "designed_by", by[s->designed_by] ? str_from(by[s->designed_by]) : STR_NONE);
    json_key(json, "sessions");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) session_put(cli, zone, &sessions[i]);
    json_end(json);
    json_end(json);
}

enum status activities_cli_show(struct cli *cli)
{
    struct ctx *ctx = cli->ctx;
    struct asset asset;
    struct activity_series series;
    struct asset_session *sessions;
    const struct zone *zone;
    struct str id;
    size_t n;
    struct day today = ctx_today(ctx);
    TRY(cli_word(cli, 0, "id", &id));
    enum status status = activities_find(ctx, id, &asset, &series);
    if (status == ERR_MISSING) return ctx_fault(ctx, ERR_MISSING, STR("id"), SAY("There is no activity with this id."));
    TRY(status);
    TRY(places_zone(ctx, asset.place, &zone));
    TRY(assets_sessions(ctx, &asset, today, (struct day){today.n + AHEAD}, DATES, &sessions, &n));
    if (cli->json) {
        show_json(cli, &asset, &series, zone, sessions, n);
        return OK;
    }
    buf_printf(&cli->out, "%.*s  %.*s\n", STR_ARG(asset.external_id), STR_ARG(asset.name));
    for (size_t i = 0; i < asset.schedules_n; i++) {
        struct str line = assets_schedule_say(ctx->arena, ctx->locale, &asset.schedules[i]);
        buf_printf(&cli->out, "  %.*s\n", STR_ARG(line));
    }
    for (size_t i = 0; i < n; i++) {
        struct str code = assets_session_code(ctx->arena, asset.id, sessions[i].day, sessions[i].at);
        struct str when = activities_say_when(ctx, &sessions[i]), note = activities_say_note(ctx, &sessions[i]);
        buf_printf(&cli->out, "%.*s  %.*s%s%.*s\n", STR_ARG(code), STR_ARG(when), note.len ? ". " : "", STR_ARG(note));
    }
    return OK;
}
