/* Cards to hand out: eight to a page of A4, each with the code of the series, which counts from any
   phone and at /come. Printed by those who run it, in the language of the page. */
#include "domain/activities/activities_signup_web.h"

#include "domain/activities/activities_own.h"
#include "domain/activities/activities_signup.h"
#include "platform/module/module.h"
#include "platform/worker/worker.h"

#define JSON_ROOM 8192
#define PLACE_MOST 90

static enum status run_by(struct web *w, struct asset *ret_asset)
{
    struct asset asset;
    struct activity_series series;
    TRY(activities_find(w->ctx, w->params[0], &asset, &series));
    if (!activities_may_run(w->ctx, &asset, &series))
        return ctx_fault(w->ctx, ERR_DENIED, STR_NONE, SAY("Only the people who run this activity print its cards."));
    *ret_asset = asset;
    return OK;
}

/* The code is made when it is first needed; pages that are only looked at make none. */
enum status activities_web_cards_make(struct web *w)
{
    struct asset asset;
    struct str code;
    TRY(run_by(w, &asset));
    TRY(activities_card_code(w->ctx, &asset, &code));
    return web_redirect(w, web_path(w, "/activities/%lld/cards.pdf", (long long)asset.id.v));
}

static struct str said(struct ctx *ctx, struct said words)
{
    return activities_signup_said(ctx, words);
}

/* Names and addresses keep their own direction. */
static struct str apart(struct ctx *ctx, struct str text)
{
    if (!ctx->locale->rtl || text.len == 0) return text;
    return str_printf(ctx->arena, "\xe2\x81\xa8%.*s\xe2\x81\xa9", STR_ARG(text));
}

static struct str when_of(struct ctx *ctx, const struct asset *a)
{
    for (size_t i = 0; i < a->schedules_n; i++) {
        const struct asset_schedule *line = &a->schedules[i];
        if (line->rrule.len == 0 || (day_is(line->until) && line->until.n < ctx_today(ctx).n)) continue;
        bool later = day_is(line->from) && line->from.n > ctx_today(ctx).n;
        return later ? assets_schedule_say_from(ctx->arena, ctx->locale, line) : assets_schedule_say(ctx->arena, ctx->locale, line);
    }
    return STR("");
}

static struct str where_of(struct ctx *ctx, const struct asset *a)
{
    bool both = a->location_name.len > 0 && a->address.len > 0 && a->location_name.len + a->address.len < PLACE_MOST;
    if (!both) return a->location_name.len > 0 ? a->location_name : a->address;
    return str_printf(ctx->arena, "%.*s, %.*s", STR_ARG(a->location_name), STR_ARG(a->address));
}

/* By text where the house has a number, always at /come; both count without an account. */
static struct str how_of(struct ctx *ctx, struct str code, struct str address)
{
    struct str number = STR("");
    bool texts = module_setting(ctx, "activities.text_number", STR(""), &number) == OK && number.len > 0;
    if (!texts) return said(ctx, SAY2("Say yes: type {code} at {address}", "code", code, "address", address));
    return said(ctx, SAY3("Say yes: text YES {code} to {number}, or type it at {address}", "code", code, "number", number, "address", address));
}

static void cards_json(struct web *w, const struct asset *a, struct str code, struct json *json)
{
    struct ctx *ctx = w->ctx;
    const struct str *origin = ctx_kept(ctx, "origin");
    struct str base = origin ? *origin : STR(""), where = where_of(ctx, a);
    size_t mark = str_find(base, STR("://"), 0);
    struct str host = mark == SIZE_MAX ? base : str_slice(base, mark + 3, base.len);
    json_begin_object(json);
    json_put_str(json, "language", str_from(ctx->locale->code));
    json_put_bool(json, "rtl", ctx->locale->rtl);
    json_put_str(json, "lead", said(ctx, SAY("Come along")));
    json_put_str(json, "title", apart(ctx, a->name));
    json_key(json, "lines");
    json_begin_array(json);
    json_str(json, when_of(ctx, a));
    if (where.len > 0) json_str(json, apart(ctx, where));
    if (a->cost == ASSET_COST_FREE) json_str(json, said(ctx, SAY("Free. You can bring somebody.")));
    else json_str(json, said(ctx, SAY("You can bring somebody.")));
    json_end(json);
    json_put_str(json, "code", code);
    json_put_str(json, "say", how_of(ctx, code, apart(ctx, str_cat(ctx->arena, host, STR("/come")))));
    json_put_str(json, "foot", said(ctx, SAY("It puts you on the list for the next time. You need no account.")));
    json_put_str(json, "qr", str_printf(ctx->arena, "%.*s/come?code=%.*s", STR_ARG(base), STR_ARG(code)));
    json_end(json);
}

enum status activities_web_cards(struct web *w)
{
    struct asset asset;
    struct str code, pdf;
    struct buf out;
    struct json json;
    TRY(run_by(w, &asset));
    if (activities_card_known(w->ctx, asset.id, &code) != OK) {
        faults_init(&w->ctx->faults, w->ctx->arena);
        return ctx_fault(w->ctx, ERR_MISSING, STR_NONE, SAY("It has no code yet. Press \"Print cards to hand out\" on the page of who comes."));
    }
    buf_init(&out, w->ctx->arena, JSON_ROOM);
    json_init(&json, &out);
    cards_json(w, &asset, code, &json);
    TRY(buf_check(&out));
    TRY(worker_run(w->ctx->arena, "cards", buf_str(&out), &pdf));
    return web_bytes(w, STR("application/pdf"), pdf, STR("cards.pdf"));
}
