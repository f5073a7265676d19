/* Posters, drawn by kith-worker: of one activity, and of what is on in a week. */
#include "domain/activities/activities_feed.h"

#include "domain/activities/activities_on.h"
#include "domain/activities/activities_say.h"
#include "platform/web/web.h"
#include "platform/worker/worker.h"

#define JSON_ROOM 65536
#define LEAD_MOST 160
#define NOT_ON_DAYS 60
#define NOT_ON_MOST 4
#define WEEK_ROWS 6
#define WEEK_READ 200

/* "Everybody is welcome", in the languages of our streets: a greeting, not a translation of the page. */
static const struct { const char *code, *words; } greetings[] = {
    {"en", "Everyone is welcome"}, {"ur", "سب کو خوش آمدید"}, {"pl", "Wszyscy mile widziani"},
    {"bn", "সবাইকে স্বাগতম"}, {"pa", "ਸਾਰਿਆਂ ਦਾ ਸੁਆਗਤ ਹੈ"}, {"cy", "Croeso i bawb"},
    {"ar", "أهلاً بالجميع"}, {"ro", "Toți sunt bineveniți"}};
#define GREETINGS_SHOWN 5 /* of a list, where rows need the room, 3 */
#define GREETINGS_FEW 3

/* ---- pieces ---- */

/* Words that are not the page's own keep their own direction. */
static struct str as_said(struct ctx *ctx, struct str text)
{
    if (!ctx->locale->rtl || text.len == 0) return text;
    return str_printf(ctx->arena, "\xe2\x81\xa8%.*s\xe2\x81\xa9", STR_ARG(text));
}

/* Addresses and numbers run from left to right. */
static struct str as_address(struct ctx *ctx, struct str text)
{
    if (!ctx->locale->rtl || text.len == 0) return text;
    return str_printf(ctx->arena, "\xe2\x81\xa6%.*s\xe2\x81\xa9", STR_ARG(text));
}

static void line_put(struct json *json, const char *icon, struct str text, bool bold)
{
    if (text.len == 0) return;
    json_begin_object(json);
    json_put_str(json, "icon", str_from(icon));
    json_put_str(json, "text", text);
    json_put_bool(json, "bold", bold);
    json_end(json);
}

static bool has_word(struct str words, const char *word)
{
    struct str one;
    while (str_next_word(&words, &one))
        if (str_is(one, word)) return true;
    return false;
}

/* Those the activity is held in first, then the others; never the page's own. */
static void welcome_put(struct web *w, struct json *json, struct str languages, size_t most)
{
    size_t n = 0;
    json_key(json, "welcome");
    json_begin_array(json);
    for (int turn = 0; turn < 2; turn++)
        for (size_t i = 0; i < sizeof greetings / sizeof *greetings && n < most; i++) {
            if (str_is(str_from(greetings[i].code), w->ctx->locale->code)) continue;
            if (has_word(languages, greetings[i].code) != (turn == 0)) continue;
            json_str(json, str_from(greetings[i].words));
            n++;
        }
    json_end(json);
}

static struct str without_scheme(struct str address)
{
    size_t mark = str_find(address, STR("://"), 0);
    return mark == SIZE_MAX ? address : str_slice(address, mark + 3, address.len);
}

/* The first sentences that fit. */
static struct str lead_of(struct str text)
{
    if (text.len <= LEAD_MOST) return text;
    for (size_t i = LEAD_MOST; i > 20; i--)
        if (text.ptr[i] == ' ' && (text.ptr[i - 1] == '.' || text.ptr[i - 1] == '!')) return str_slice(text, 0, i);
    return STR_NONE;
}

static void head_put(struct web *w, struct json *json, struct str title, struct str lead)
{
    const struct locale *locale = w->ctx->locale;
    json_put_str(json, "language", str_from(locale->code));
    json_put_bool(json, "rtl", locale->rtl);
    json_put_str(json, "size", str_is(web_text(w, "size"), "a3") ? STR("a3") : STR("a4"));
    json_put_str(json, "title", as_said(w->ctx, title));
    if (lead.len > 0) json_put_str(json, "lead", as_said(w->ctx, lead));
}

/* Who to ring, before any web address. */
static void reach_put(struct web *w, struct json *json, const struct place *place, struct str phone, struct str path,
                      struct str slip)
{
    struct ctx *ctx = w->ctx;
    struct str address = str_cat(ctx->arena, activities_feed_base(w), path);
    bool ours = phone.len == 0;
    if (ours) phone = place->foot.phone;
    if (phone.len > 0) {
        json_put_str(json, "ring", ours && place->foot.name.len > 0
                                       ? activities_said(ctx, SAY1("Ring or text {name}:", "name", place->foot.name))
                                       : activities_said(ctx, SAY("Ring:")));
        json_put_str(json, "phone", as_address(ctx, phone));
    }
    json_put_str(json, "note", activities_said(ctx, SAY("Or come on your own.")));
    json_put_str(json, "address", as_address(ctx, without_scheme(address)));
    json_put_str(json, "qr", address);
    json_key(json, "slip");
    json_begin_array(json);
    json_str(json, as_said(ctx, slip));
    json_str(json, phone.len > 0 ? as_address(ctx, phone) : place->name);
    json_str(json, as_address(ctx, without_scheme(activities_feed_base(w))));
    json_end(json);
}

static enum status print(struct web *w, const struct buf *json)
{
    struct str pdf;
    TRY(buf_check(json));
    enum status status = worker_run(w->ctx->arena, "poster", buf_str(json), &pdf);
    if (status != OK)
        return ctx_fault(w->ctx, status == ERR_INVALID ? ERR_BROKEN : status, STR_NONE,
                         SAY("The poster could not be drawn. Try again in a minute."));
    return web_bytes(w, STR("application/pdf"), pdf, STR_NONE);
}

/* ---- of one activity ---- */

static struct str when_say(struct ctx *ctx, const struct asset *a)
{
    struct str parts[ASSET_SCHEDULES];
    size_t n = 0;
    for (size_t i = 0; i < a->schedules_n && n < ASSET_SCHEDULES; i++) {
        if (day_is(a->schedules[i].until) && a->schedules[i].until.n < ctx_today(ctx).n) continue;
        parts[n++] = assets_schedule_say(ctx->arena, ctx->locale, &a->schedules[i]);
    }
    return str_join(ctx->arena, parts, n, STR("; "));
}

static struct str where_say(struct ctx *ctx, const struct asset *a)
{
    const struct str all[] = {a->location_name, a->address, a->city};
    struct str parts[3];
    size_t n = 0;
    for (size_t i = 0; i < 3; i++)
        if (all[i].len > 0) parts[n++] = all[i];
    return as_said(ctx, str_join(ctx->arena, parts, n, STR(", ")));
}

static struct str cost_say(struct ctx *ctx, const struct asset *a)
{
    if (a->cost == ASSET_COST_FREE) return activities_said(ctx, SAY("Free."));
    if (a->cost_words.len > 0) return as_said(ctx, a->cost_words);
    if (a->cost == ASSET_COST_DONATION) return activities_said(ctx, SAY("Give what you can."));
    if (a->cost == ASSET_COST_PAID && a->price.n != PENCE_NONE.n) return text_money(ctx->arena, ctx->locale, a->price);
    return STR_NONE;
}

/* Cost and access share a line: "Free. No steps." */
static struct str cost_and_access(struct ctx *ctx, const struct asset *a)
{
    struct str parts[2];
    size_t n = 0;
    struct str cost = cost_say(ctx, a);
    if (cost.len > 0) parts[n++] = cost;
    if (a->access_yes & ASSET_STEP_FREE) parts[n++] = activities_said(ctx, SAY("No steps."));
    return str_join(ctx->arena, parts, n, STR(" "));
}

/* "Not on Tuesday 7 April." and where it is held on a date it moved to. */
static enum status changes_put(struct ctx *ctx, const struct asset *a, struct json *json)
{
    struct asset_session *sessions;
    struct str off[NOT_ON_MOST];
    size_t n, off_n = 0;
    struct day today = ctx_today(ctx);
    TRY(assets_sessions(ctx, a, today, (struct day){today.n + NOT_ON_DAYS}, 200, &sessions, &n));
    for (size_t i = 0; i < n && off_n < NOT_ON_MOST; i++)
        if (sessions[i].cancelled) off[off_n++] = text_day(ctx->arena, ctx->locale, sessions[i].on, today);
    if (off_n > 0)
        line_put(json, "", activities_said(ctx, SAY1("Not on {days}.", "days", str_join(ctx->arena, off, off_n, STR(", ")))), true);
    for (size_t i = 0; i < n; i++) {
        if (!sessions[i].moved || sessions[i].cancelled) continue;
        line_put(json, "", activities_say_note(ctx, &sessions[i]), false);
        break;
    }
    return OK;
}

static struct str meets_say(struct ctx *ctx, const struct asset *a)
{
    if (!a->host_meets) return STR_NONE;
    if (a->host_name.len > 0) return activities_said(ctx, SAY1("{name} meets you at the door.", "name", a->host_name));
    return activities_said(ctx, SAY("Someone meets you at the door."));
}

enum status activities_poster_web(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct asset a;
    struct activity_series series;
    struct place place;
    struct buf buf;
    struct json json;
    TRY(activities_find(ctx, w->params[0], &a, &series));
    TRY(places_find(ctx, a.place, &place));
    buf_init(&buf, ctx->arena, JSON_ROOM);
    json_init(&json, &buf);
    json_begin_object(&json);
    head_put(w, &json, a.name, lead_of(a.description));
    json_key(&json, "lines");
    json_begin_array(&json);
    if (a.status != ASSET_ACTIVE) line_put(&json, "", activities_said(ctx, SAY("It is not on just now.")), true);
    line_put(&json, "clock", when_say(ctx, &a), true);
    TRY(changes_put(ctx, &a, &json));
    line_put(&json, "door", where_say(ctx, &a), false);
    line_put(&json, "cup", meets_say(ctx, &a), false);
    line_put(&json, "", cost_and_access(ctx, &a), false);
    line_put(&json, "", as_said(ctx, series.bring), false);
    json_end(&json);
    reach_put(w, &json, &place, a.phone, web_path(w, "/activities/%lld", (long long)a.id.v), a.name);
    welcome_put(w, &json, a.languages, GREETINGS_SHOWN);
    json_end(&json);
    return print(w, &buf);
}

/* ---- of what is on in a week ---- */

static void row_put(struct ctx *ctx, struct json *json, const struct asset *a, const struct on_hit *hit)
{
    struct civil c = civil_from_day(hit->on);
    struct str parts[2];
    size_t n = 0;
    parts[n++] = activities_said(
        ctx, SAY2("{day}, {hours}.", "day", text_weekday(ctx->locale, day_weekday(hit->on)), "hours",
                  hit->cancelled ? activities_said(ctx, SAY("called off"))
                                 : activities_say_hours(ctx, hit->opens, hit->closes)));
    if (a->location_name.len > 0) parts[n++] = as_said(ctx, str_cat(ctx->arena, a->location_name, STR(".")));
    json_begin_object(json);
    json_put_str(json, "day", str_int(ctx->arena, c.day));
    json_put_str(json, "month", text_month(ctx->locale, c.month));
    json_put_str(json, "title", as_said(ctx, a->name));
    json_put_str(json, "text", str_join(ctx->arena, parts, n, STR(" ")));
    json_end(json);
}

/* A week has more than fits: every day has its turn, and no series comes twice. */
static size_t rows_choose(const struct on_found *found, bool *chosen)
{
    size_t n = 0;
    for (bool some = true; n < WEEK_ROWS && some;) {
        int last = INT32_MIN;
        some = false;
        for (size_t i = 0; i < found->hits_n && n < WEEK_ROWS; i++) {
            const struct on_hit *hit = &found->hits[i];
            bool used = chosen[i] || hit->cancelled || hit->on.n == last;
            for (size_t k = 0; k < found->hits_n && !used; k++)
                used = chosen[k] && found->hits[k].asset.v == hit->asset.v;
            if (used) continue;
            chosen[i] = some = true;
            last = hit->on.n;
            n++;
        }
    }
    return n;
}

static enum status rows_put(struct ctx *ctx, struct json *json, const struct on_found *found)
{
    bool *chosen = ARENA_ARRAY(ctx->arena, bool, found->hits_n + 1);
    size_t n = rows_choose(found, chosen);
    json_key(json, "rows");
    json_begin_array(json);
    for (size_t i = 0; i < found->hits_n && n > 0; i++) {
        struct asset *assets;
        size_t count;
        if (!chosen[i]) continue;
        TRY(assets_list_by_ids(ctx, &found->hits[i].asset, 1, &assets, &count));
        if (count == 1) row_put(ctx, json, &assets[0], &found->hits[i]);
    }
    json_end(json);
    return OK;
}

static enum status place_of(struct web *w, struct place *ret_place)
{
    struct str said = web_text(w, "place");
    int64_t n;
    if (said.len == 0 && w->ctx->actor.place)
        return places_find(w->ctx, (struct place_id){w->ctx->actor.place}, ret_place);
    if (said.len == 0) return places_first(w->ctx, ret_place);
    if (str_to_int(said, &n) && places_find(w->ctx, (struct place_id){n}, ret_place) == OK) return OK;
    return places_find_by_name(w->ctx, said, ret_place);
}

enum status activities_poster_web_place(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct place place;
    struct on_found found;
    struct on_query query = {.from = DAY_NONE, .days = 7, .limit = WEEK_READ};
    struct buf buf;
    struct json json;
    TRY(place_of(w, &place));
    query.place = place.id;
    if (web_text(w, "from").len > 0) (void)day_parse(web_text(w, "from"), &query.from);
    TRY(activities_on(ctx, &query, &found));
    struct day today = ctx_today(ctx);
    struct str lead = activities_said(
        ctx, SAY2("{first} to {last}. All are welcome.", "first", text_day(ctx->arena, ctx->locale, found.from, today),
                  "last", text_day(ctx->arena, ctx->locale, (struct day){found.from.n + found.days - 1}, today)));
    buf_init(&buf, ctx->arena, JSON_ROOM);
    json_init(&json, &buf);
    json_begin_object(&json);
    head_put(w, &json, activities_said(ctx, SAY1("What's on in {place}", "place", place.name)), lead);
    TRY(rows_put(ctx, &json, &found));
    struct str kith = activities_said(ctx, SAY1("Kith in {place}", "place", place.name));
    reach_put(w, &json, &place, STR_NONE, STR("/on"), kith);
    welcome_put(w, &json, STR_NONE, GREETINGS_FEW);
    json_end(&json);
    return print(w, &buf);
}
