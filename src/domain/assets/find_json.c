/* Reading a search from any source of names and values, and writing the answers as JSON. */
#include "domain/assets/find_json.h"

#include "domain/assets/find_read.h"

#include <math.h>

#define PAGE_LAST 100000
#define LIMIT_MAX 500

static int day_number(struct str word)
{
    static const char *const names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    for (int day = 0; day < 7; day++)
        if (str_ieq(word, str_from(names[day]))) return day;
    return -1;
}

static enum status fault(struct ctx *ctx, const char *field, struct said said)
{
    return ctx_fault(ctx, ERR_INVALID, str_from(field), said);
}

bool assets_clock_parse(struct str text, int *ret_minutes)
{
    size_t colon = str_find(text, STR(":"), 0);
    int64_t hour, minute = 0;
    if (!str_to_int(str_slice(text, 0, colon == SIZE_MAX ? text.len : colon), &hour))
        return false;
    if (colon != SIZE_MAX &&
        (text.len - colon != 3 || !str_to_int(str_slice(text, colon + 1, text.len), &minute)))
        return false;
    if (hour < 0 || minute < 0 || minute > 59 || hour * 60 + minute > 1440) return false;
    *ret_minutes = (int)(hour * 60 + minute);
    return true;
}

/* A whole number from 1 to `most` into *n; nothing said leaves it. */
static enum status count_read(struct ctx *ctx, const char *field, struct str text, int64_t most,
                              struct said said, int *n)
{
    int64_t value;
    if (text.len == 0) return OK;
    if (!str_to_int(text, &value) || value < 1 || value > most) return fault(ctx, field, said);
    *n = (int)value;
    return OK;
}

static enum status clock_read(struct ctx *ctx, const char *field, struct str text, int *minutes)
{
    if (text.len == 0 || assets_clock_parse(text, minutes)) return OK;
    return fault(ctx, field, SAY("Write a time as 10:00 or 18:30"));
}

static enum status sort_read(struct ctx *ctx, struct str text, enum assets_sort *sort)
{
    if (text.len == 0) return OK;
    if (!str_is(text, "near") && !str_is(text, "fit"))
        return fault(ctx, "sort", SAY("Write near or fit"));
    *sort = str_is(text, "near") ? SORT_NEAR : SORT_FIT;
    return OK;
}

static enum status open_read(struct ctx *ctx, struct str text, enum assets_open *open)
{
    if (text.len == 0) return OK;
    if (!str_is(text, "now") && !str_is(text, "today"))
        return fault(ctx, "open", SAY("Write now or today"));
    *open = str_is(text, "now") ? OPEN_NOW : OPEN_TODAY;
    return OK;
}

enum status assets_query_parse(struct ctx *ctx,
                               struct str (*get)(const void *from, const char *name),
                               const void *from, struct assets_query *ret_query)
{
    struct assets_query q = {.day = -1, .from = -1, .to = -1, .limit = 20, .page = 1};
    struct str text;
    size_t before = ctx->faults.count;
    q.near = get(from, "near");
    if ((text = get(from, "within_km")).len > 0 &&
        (!str_to_real(text, &q.within_km) || !(q.within_km > 0) || q.within_km > 2000))
        (void)!fault(ctx, "within_km", SAY("Write how many kilometres, for example 5"));
    if ((text = get(from, "day")).len > 0 && (q.day = day_number(text)) < 0)
        (void)!fault(ctx, "day", SAY("Write a day as mon, tue, wed, thu, fri, sat or sun"));
    (void)!clock_read(ctx, "from", get(from, "from"), &q.from);
    (void)!clock_read(ctx, "to", get(from, "to"), &q.to);
    q.language = get(from, "language");
    (void)!sort_read(ctx, get(from, "sort"), &q.sort);
    (void)!open_read(ctx, get(from, "open"), &q.open);
    (void)!count_read(ctx, "limit", get(from, "limit"), 1000000,
                      SAY("Write a whole number from 1 to 1000"), &q.limit);
    (void)!count_read(ctx, "page", get(from, "page"), 1000000000,
                      SAY("Write a whole number from 1"), &q.page);
    if (q.limit > LIMIT_MAX) q.limit = LIMIT_MAX; /* more are never ranked */
    if (q.page > PAGE_LAST) q.page = PAGE_LAST; /* nothing is there either */
    if (ctx->faults.count > before) return ERR_INVALID;
    *ret_query = q;
    return OK;
}

static const char *why_code(enum asset_why why)
{
    static const char *const codes[] = {"name",    "words",        "concept", "near",
                                        "day",     "step-free",    "free",    "language",
                                        "welcome", "times-unknown", "open-now"};
    return codes[why];
}

static struct str wish_code(struct arena *arena, const struct find_wish *wish)
{
    static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    struct buf buf;
    switch (wish->sort) {
    case READ_DAY:
        buf_init(&buf, arena, 64);
        for (int day = 0; day < 7; day++)
            if (wish->days >> day & 1) buf_printf(&buf, "%s%s", buf.len ? "," : "day:", days[day]);
        return buf_str(&buf);
    case READ_HOURS:
        return str_printf(arena, "hours:%02d:%02d-%02d:%02d", wish->begins / 60,
                          wish->begins % 60, wish->ends / 60, wish->ends % 60);
    case READ_OPEN: return STR("open-now");
    case READ_TODAY: return wish->ends > 0 ? STR("tonight") : STR("today");
    case READ_FREE: return STR("free");
    case READ_STEP_FREE: return STR("step-free");
    case READ_WELCOME: return STR("welcome");
    case READ_LANGUAGE: return str_cat(arena, STR("language:"), wish->language);
    case READ_NEAR: break;
    }
    return wish->near.len > 0 ? str_cat(arena, STR("near:"), wish->near) : STR("near");
}

/* How the question was read, so that whoever asked can put it right. */
static void understood_json(struct json *json, const struct assets_found *found)
{
    json_key(json, "understood");
    json_begin_object(json);
    json_put_str(json, "words", found->words.ptr ? found->words : STR(""));
    json_key(json, "corrected");
    json_begin_array(json);
    for (size_t i = 0; i < found->corrected_n; i++) {
        json_begin_object(json);
        json_put_str(json, "from", found->corrected[i].from);
        json_put_str(json, "to", found->corrected[i].to);
        json_end(json);
    }
    json_end(json);
    json_put_str(json, "near", found->understood_near);
    json_key(json, "concepts");
    json_begin_array(json);
    for (size_t i = 0; i < found->concepts_n; i++) json_str(json, found->concepts[i]);
    json_end(json);
    json_key(json, "wishes"); /* among the words: what fits them comes first */
    json_begin_array(json);
    for (size_t i = 0; found->reading && i < found->reading->n; i++)
        json_str(json, wish_code(json->buf->arena, &found->reading->wishes[i]));
    json_end(json);
    json_end(json);
}

void assets_found_json(struct json *json, const struct assets_found *found)
{
    json_begin_object(json);
    json_put_int(json, "total", found->total);
    json_put_bool(json, "capped", found->capped);
    json_key(json, "results");
    json_begin_array(json);
    for (size_t i = 0; i < found->hits_n; i++) {
        const struct assets_hit *hit = &found->hits[i];
        json_begin_object(json);
        json_put_str(json, "id", hit->asset.external_id);
        json_put_str(json, "name", hit->asset.name);
        json_put_str(json, "kind", str_from(assets_kind_code(hit->asset.kind)));
        json_key(json, "distance_km");
        json_real_digits(json, hit->distance_km, 2);
        json_put_str(json, "last_checked",
                     assets_day_text(json->buf->arena, hit->asset.checked));
        json_key(json, "why");
        json_begin_array(json);
        for (size_t k = 0; k < hit->why_n; k++) json_str(json, str_from(why_code(hit->why[k])));
        json_end(json);
        json_end(json);
    }
    json_end(json);
    understood_json(json, found);
    json_end(json);
}

struct str assets_day_text(struct arena *arena, struct day day)
{
    return day_is(day) ? day_format(arena, day) : STR_NONE;
}

/* ---- one asset ---- */

static void schedules_json(struct json *json, struct arena *arena, const struct asset *a)
{
    json_key(json, "schedules");
    json_begin_array(json);
    for (size_t i = 0; i < a->schedules_n; i++) {
        const struct asset_schedule *line = &a->schedules[i];
        json_begin_object(json);
        json_put_str(json, "words", line->words);
        json_put_str(json, "rrule", line->rrule.len > 0 ? line->rrule : STR_NONE);
        json_put_str(json, "from", assets_day_text(arena, line->from));
        json_put_str(json, "until", assets_day_text(arena, line->until));
        json_put_str(json, "opens", assets_clock_text(arena, line->opens));
        json_put_str(json, "closes", assets_clock_text(arena, line->closes));
        json_end(json);
    }
    json_end(json);
}

struct str assets_clock_text(struct arena *arena, struct minutes m)
{
    return minutes_is(m) ? str_printf(arena, "%02d:%02d", m.n / 60, m.n % 60) : STR_NONE;
}

static void access_json(struct json *json, const struct asset *a)
{
    static const struct {
        const char *key;
        unsigned bit;
    } facts[] = {{"step_free", ASSET_STEP_FREE},
                 {"quiet", ASSET_QUIET},
                 {"hearing_loop", ASSET_HEARING_LOOP},
                 {"childcare", ASSET_CHILDCARE}};
    json_key(json, "access");
    json_begin_object(json);
    for (size_t i = 0; i < 4; i++) {
        json_key(json, facts[i].key);
        if (a->access_yes & facts[i].bit)
            json_bool(json, true);
        else if (a->access_no & facts[i].bit)
            json_bool(json, false);
        else
            json_none(json);
    }
    json_put_str(json, "words", a->access_words);
    json_end(json);
}

static void place_json(struct json *json, const struct asset *a)
{
    json_put_real(json, "lat", a->located ? a->lat : NAN);
    json_put_real(json, "lon", a->located ? a->lon : NAN);
    json_put_str(json, "location", a->location_name);
    json_put_str(json, "address", a->address);
    json_put_str(json, "city", a->city);
    json_put_str(json, "postcode", a->postcode);
    json_put_str(json, "outcode", a->outcode);
    json_put_bool(json, "elsewhere", a->elsewhere);
}

static void words_json(struct json *json, const char *key, struct str list)
{
    struct str word;
    json_key(json, key);
    json_begin_array(json);
    while (str_next_word(&list, &word)) json_str(json, word);
    json_end(json);
}

static void who_json(struct json *json, const struct asset *a)
{
    static const char *const audiences[] = {"anyone", "women", "men"};
    json_put_str(json, "cost", a->cost ? str_from(assets_cost_code(a->cost)) : STR_NONE);
    json_put_int(json, "price_pence", a->price.n);
    json_put_str(json, "cost_words", a->cost_words);
    words_json(json, "languages", a->languages);
    json_put_int(json, "age_low", a->age_low < 0 ? INT_NONE : a->age_low);
    json_put_int(json, "age_high", a->age_high < 0 ? INT_NONE : a->age_high);
    json_put_bool(json, "for_child", a->for_child);
    json_put_str(json, "audience", str_from(audiences[a->audience]));
    json_put_bool(json, "host_meets_newcomers", a->host_meets);
    json_put_str(json, "host_name", a->host_name);
}

void assets_json(struct json *json, struct arena *arena, const struct asset *a,
                 struct str outline)
{
    json_begin_object(json);
    json_put_str(json, "id", a->external_id);
    json_put_str(json, "name", a->name);
    json_put_str(json, "kind", str_from(assets_kind_code(a->kind)));
    json_put_str(json, "status", str_from(assets_status_code(a->status)));
    json_put_str(json, "description", a->description);
    json_put_str(json, "organization", a->organisation_name);
    place_json(json, a);
    if (outline.len > 0) {
        json_key(json, "outline");
        json_raw(json, outline);
    }
    schedules_json(json, arena, a);
    who_json(json, a);
    access_json(json, a);
    json_put_str(json, "phone", a->phone);
    json_put_str(json, "email", a->email);
    json_put_str(json, "url", a->url);
    json_key(json, "concepts");
    json_begin_array(json);
    for (size_t i = 0; i < a->concepts_n; i++) json_str(json, a->concepts[i]);
    json_end(json);
    json_put_str(json, "last_checked", assets_day_text(arena, a->checked));
    json_put_str(json, "checked_by", a->checked_by);
    json_put_str(json, "source", a->source);
    json_put_str(json, "source_id", a->source_id);
    json_put_str(json, "licence", a->licence);
    json_put_str(json, "changed_at", instant_format(arena, NULL, a->changed_at));
    json_end(json);
}
