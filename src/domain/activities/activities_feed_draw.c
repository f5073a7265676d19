/* A series and its sessions in the words of OpenActive's Modelling Opportunity Data 2.0. Our own
   address stands as FEED_BASE until a page is copied out. */
#include "domain/activities/activities_feed.h"
#include "domain/activities/activities_signup.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define CONTEXT "https://openactive.io/"
#define LIST CONTEXT "activity-list"
#define DATA_MAX 65536

static const char *const days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

/* ---- pieces ---- */

static void address_put(struct json *json, const char *key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* An address of ours: the byte that stands for its beginning is not escaped. */
static void address_put(struct json *json, const char *key, const char *format, ...)
{
    char text[200];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    json_key(json, key);
    if (n > 0 && (size_t)n < sizeof text) json_raw(json, str_of(text, (size_t)n));
    else json_none(json);
}

static void said_put(struct json *json, const char *key, struct str s)
{
    if (s.len > 0) json_put_str(json, key, s);
}

static void type_put(struct json *json, const char *type)
{
    json_put_str(json, "@type", str_from(type));
}

static void begin(struct json *json, const char *key, const char *type)
{
    json_key(json, key);
    json_begin_object(json);
    type_put(json, type);
}

static struct str clock_of(struct arena *arena, struct minutes at)
{
    return str_printf(arena, "%02d:%02d", at.n % 1440 / 60, at.n % 60);
}

static struct str length_of(struct arena *arena, struct minutes opens, struct minutes closes)
{
    int n = closes.n > opens.n ? closes.n - opens.n : closes.n + 1440 - opens.n;
    if (n % 60 == 0) return str_printf(arena, "PT%dH", n / 60);
    return n < 60 ? str_printf(arena, "PT%dM", n) : str_printf(arena, "PT%dH%dM", n / 60, n % 60);
}

/* ---- parts of a series ---- */

static void activity_put(struct json *json, const struct feed_source *s)
{
    json_key(json, "activity");
    json_begin_array(json);
    for (size_t i = 0; i < s->kinds_n; i++) {
        json_begin_object(json);
        type_put(json, "Concept");
        json_key(json, "@id");
        char id[100];
        snprintf(id, sizeof id, LIST "#%.*s", STR_ARG(s->kinds[i]->id));
        json_str(json, str_from(id));
        json_put_str(json, "prefLabel", s->kinds[i]->label);
        json_put_str(json, "inScheme", STR(LIST));
        json_end(json);
    }
    json_end(json);
}

/* The model wants the whole address or none; the region is that of the outcode. */
static void postal_put(struct ctx *ctx, struct json *json, const struct feed_source *s)
{
    const struct asset *a = &s->asset;
    const struct places_outcode *o;
    struct str code = a->postcode.len > 0 ? a->postcode : a->outcode;
    if (code.len == 0) code = s->place.outcode;
    bool known = code.len > 0 && places_outcode_find(ctx, code, &o) == OK;
    struct str street = a->address.len > 0 ? a->address : a->location_name;
    struct str town = a->city.len > 0 ? a->city : known && o->town.len > 0 ? o->town : s->place.name;
    struct str region = known && o->region.len > 0 ? o->region : town;
    if (street.len == 0 || a->postcode.len == 0) return;
    begin(json, "address", "PostalAddress");
    json_put_str(json, "streetAddress", street);
    json_put_str(json, "addressLocality", town);
    json_put_str(json, "addressRegion", region);
    json_put_str(json, "postalCode", a->postcode);
    json_put_str(json, "addressCountry", s->place.country.len == 2 ? s->place.country : STR("GB"));
    json_end(json);
}

static void geo_put(struct ctx *ctx, struct json *json, const struct feed_source *s)
{
    const struct asset *a = &s->asset;
    const struct places_outcode *o;
    double lat = a->lat, lon = a->lon;
    bool known = a->located || a->about;
    struct str code = a->outcode.len > 0 ? a->outcode : s->place.outcode;
    if (!known && code.len > 0 && places_outcode_find(ctx, code, &o) == OK) {
        known = true;
        lat = o->lat;
        lon = o->lon;
    }
    if (!known && s->place.located) {
        known = true;
        lat = s->place.lat;
        lon = s->place.lon;
    }
    if (!known) return;
    begin(json, "geo", "GeoCoordinates");
    json_key(json, "latitude");
    json_real_digits(json, lat, 6);
    json_key(json, "longitude");
    json_real_digits(json, lon, 6);
    json_end(json);
}

static void location_put(struct ctx *ctx, struct json *json, const struct feed_source *s, struct str elsewhere)
{
    const struct asset *a = &s->asset;
    struct str name = a->location_name.len > 0 ? a->location_name : a->address.len > 0 ? a->address : s->place.name;
    begin(json, "location", "Place");
    json_put_str(json, "name", elsewhere.len > 0 ? elsewhere : name);
    if (elsewhere.len == 0) postal_put(ctx, json, s);
    geo_put(ctx, json, s);
    json_end(json);
}

static void organizer_put(struct json *json, const struct feed_source *s)
{
    const struct asset *a = &s->asset;
    begin(json, "organizer", "Organization");
    if (a->organisation.v) address_put(json, "@id", "\"" FEED_BASE "/assets/%lld\"", (long long)a->organisation.v);
    else address_put(json, "@id", "\"" FEED_BASE "/activities/%lld#organizer\"", (long long)a->id.v);
    json_put_str(json, "name", a->organisation_name.len > 0 ? a->organisation_name : s->place.name);
    said_put(json, "telephone", a->phone);
    json_end(json);
}

/* A price nobody stated is said to be so in words: the model asks for a number. */
static void offers_put(struct json *json, const struct feed_source *s)
{
    const struct asset *a = &s->asset;
    bool free = a->cost == ASSET_COST_FREE, priced = a->cost == ASSET_COST_PAID && a->price.n != PENCE_NONE.n;
    json_key(json, "offers");
    json_begin_array(json);
    json_begin_object(json);
    type_put(json, "Offer");
    address_put(json, "@id", "\"" FEED_BASE "/activities/%lld#offer\"", (long long)a->id.v);
    json_put_str(json, "name", free                             ? STR("Free")
                               : priced                         ? STR("Standard")
                               : a->cost == ASSET_COST_DONATION ? STR("Pay what you can")
                                                                : STR("Price not stated: please ask"));
    said_put(json, "description", a->cost_words);
    json_key(json, "price");
    json_real_digits(json, priced ? (double)a->price.n / 100 : 0, 2);
    json_put_str(json, "priceCurrency", STR("GBP"));
    json_end(json);
    json_end(json);
    if (free) json_put_bool(json, "isAccessibleForFree", true);
}

static void who_put(struct json *json, const struct feed_source *s)
{
    const struct asset *a = &s->asset;
    if (a->age_low >= 0 || a->age_high >= 0) {
        begin(json, "ageRange", "QuantitativeValue");
        if (a->age_low >= 0) json_put_int(json, "minValue", a->age_low);
        if (a->age_high >= 0) json_put_int(json, "maxValue", a->age_high);
        json_end(json);
    }
    json_put_str(json, "genderRestriction", a->audience == ASSET_WOMEN ? STR(CONTEXT "FemaleOnly")
                                            : a->audience == ASSET_MEN ? STR(CONTEXT "MaleOnly")
                                                                       : STR(CONTEXT "NoRestriction"));
    said_put(json, "accessibilityInformation", a->access_words);
}

/* ---- its times ---- */

static struct str rule_part(struct str rrule, const char *name)
{
    struct str part;
    size_t n = strlen(name);
    while (str_next(&rrule, ';', &part))
        if (part.len > n && str_starts(part, str_from(name)) && part.ptr[n] == '=') return str_slice(part, n + 1, part.len);
    return STR_NONE;
}

static void by_day_put(struct json *json, struct str by_day)
{
    static const char codes[] = "MOTUWETHFRSASU";
    struct str one;
    bool begun = false;
    while (str_next(&by_day, ',', &one))
        for (size_t i = 0; i < 7; i++) {
            if (one.len != 2 || strncmp(one.ptr, codes + i * 2, 2) != 0) continue;
            if (!begun) {
                json_key(json, "byDay");
                json_begin_array(json);
            }
            char text[40];
            snprintf(text, sizeof text, "https://schema.org/%s", days[i]);
            json_str(json, str_from(text));
            begun = true;
        }
    if (begun) json_end(json);
}

static void line_put(struct ctx *ctx, struct json *json, const struct feed_source *s,
                     const struct asset_schedule *line)
{
    struct str freq = rule_part(line->rrule, "FREQ"), interval = rule_part(line->rrule, "INTERVAL");
    const char *unit = str_is(freq, "MONTHLY") ? "M" : str_is(freq, "DAILY") ? "D" : str_is(freq, "YEARLY") ? "Y" : "W";
    struct arena *arena = ctx->arena;
    bool whole = minutes_is(line->closes);
    json_begin_object(json);
    type_put(json, whole ? "Schedule" : "PartialSchedule");
    if (day_is(line->from)) json_put_str(json, "startDate", day_format(arena, line->from));
    if (day_is(line->until)) json_put_str(json, "endDate", day_format(arena, line->until));
    json_put_str(json, "startTime", clock_of(arena, line->opens));
    if (whole) {
        json_put_str(json, "endTime", clock_of(arena, line->closes));
        json_put_str(json, "duration", length_of(arena, line->opens, line->closes));
        json_put_str(json, "scheduledEventType", STR("ScheduledSession"));
    }
    json_put_str(json, "scheduleTimezone", s->place.zone.len > 0 ? s->place.zone : STR("Europe/London"));
    json_put_str(json, "repeatFrequency", str_printf(arena, "P%.*s%s", interval.len ? (int)interval.len : 1,
                                                     interval.len ? interval.ptr : "1", unit));
    by_day_put(json, rule_part(line->rrule, "BYDAY"));
    json_end(json);
}

static void schedule_put(struct ctx *ctx, struct json *json, const struct feed_source *s)
{
    json_key(json, "eventSchedule");
    json_begin_array(json);
    for (size_t i = 0; i < s->asset.schedules_n; i++)
        if (minutes_is(s->asset.schedules[i].opens) && s->asset.schedules[i].rrule.len > 0)
            line_put(ctx, json, s, &s->asset.schedules[i]);
    json_end(json);
}

static void head_put(struct json *json, const char *type)
{
    json_begin_object(json);
    json_put_str(json, "@context", STR(CONTEXT));
    type_put(json, type);
}

static enum status series_draw(struct ctx *ctx, const struct feed_source *s, struct str *ret_data)
{
    struct buf buf;
    struct json json;
    buf_init(&buf, ctx->arena, DATA_MAX);
    json_init(&json, &buf);
    head_put(&json, "SessionSeries");
    address_put(&json, "@id", "\"" FEED_BASE "/activities/%lld\"", (long long)s->asset.id.v);
    address_put(&json, "url", "\"" FEED_BASE "/activities/%lld\"", (long long)s->asset.id.v);
    json_put_str(&json, "name", s->asset.name);
    said_put(&json, "description", s->asset.description);
    activity_put(&json, s);
    location_put(ctx, &json, s, STR_NONE);
    organizer_put(&json, s);
    offers_put(&json, s);
    who_put(&json, s);
    schedule_put(ctx, &json, s);
    if (s->cancelled || s->off_now) json_put_str(&json, "eventStatus", STR("https://schema.org/EventCancelled"));
    json_end(&json);
    TRY(buf_check(&buf));
    *ret_data = buf_str(&buf);
    return OK;
}

/* ---- a session ---- */

/* Who has room is asked of dates to come only. */
static enum status room_put(struct ctx *ctx, struct json *json, const struct feed_source *s, const struct asset_session *at)
{
    struct activity_room room;
    if (s->series.capacity == ACTIVITY_NO_LIMIT) return OK;
    json_put_int(json, "maximumAttendeeCapacity", s->series.capacity);
    if (at->begins.ms < ctx->now.ms || at->cancelled || s->cancelled) return OK;
    TRY(activities_room(ctx, &s->series, at, &room));
    if (room.left >= 0) json_put_int(json, "remainingAttendeeCapacity", room.left);
    return OK;
}

static enum status session_draw(struct ctx *ctx, const struct feed_source *s, const struct asset_session *at,
                                struct str *ret_data)
{
    struct buf buf;
    struct json json;
    struct arena *arena = ctx->arena;
    struct str code = assets_session_code(arena, at->asset, at->day, at->at);
    bool cancelled = at->cancelled || s->cancelled;
    buf_init(&buf, arena, DATA_MAX);
    json_init(&json, &buf);
    head_put(&json, "ScheduledSession");
    address_put(&json, "@id", "\"" FEED_BASE "/sessions/%.*s\"", STR_ARG(code));
    address_put(&json, "url", "\"" FEED_BASE "/sessions/%.*s\"", STR_ARG(code));
    address_put(&json, "superEvent", "\"" FEED_BASE "/activities/%lld\"", (long long)at->asset.v);
    json_put_str(&json, "startDate", instant_format(arena, s->zone, at->begins));
    if (minutes_is(at->closes)) {
        json_put_str(&json, "endDate", instant_format(arena, s->zone, at->ends));
        json_put_str(&json, "duration", length_of(arena, at->opens, at->closes));
    }
    json_put_str(&json, "eventStatus",
                 cancelled ? STR("https://schema.org/EventCancelled") : STR("https://schema.org/EventScheduled"));
    if (at->location_name.len > 0) location_put(ctx, &json, s, at->location_name);
    said_put(&json, "schedulingNote", at->words);
    TRY(room_put(ctx, &json, s, at));
    json_end(&json);
    TRY(buf_check(&buf));
    *ret_data = buf_str(&buf);
    return OK;
}

static int by_name(const struct feed_item *a, const struct feed_item *b)
{
    return a->day.n != b->day.n ? (a->day.n > b->day.n) - (a->day.n < b->day.n) : (a->at.n > b->at.n) - (a->at.n < b->at.n);
}

/* Sessions come by their hour; items stand by the name they keep. They are nearly in order. */
static void item_insert(struct feed_item *items, size_t n, struct feed_item item)
{
    size_t at = n;
    while (at > 0 && by_name(&items[at - 1], &item) > 0) {
        items[at] = items[at - 1];
        at--;
    }
    items[at] = item;
}

enum status activities_feed_draw(struct ctx *ctx, const struct feed_source *s, struct str *ret_series,
                                 struct feed_item **ret_items, size_t *ret_count)
{
    struct asset_session *sessions;
    size_t n;
    struct day today = day_from_instant(s->zone, ctx->now);
    *ret_series = STR_NONE;
    *ret_items = NULL;
    *ret_count = 0;
    if (s->ended || s->kinds_n == 0) return OK;
    TRY(assets_sessions(ctx, &s->asset, (struct day){today.n - FEED_BACK}, (struct day){today.n + FEED_AHEAD},
                        ASSET_SESSIONS_MAX, &sessions, &n));
    struct feed_item *items = ARENA_ARRAY(ctx->arena, struct feed_item, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct feed_item item = {sessions[i].day, sessions[i].at, STR_NONE};
        TRY(session_draw(ctx, s, &sessions[i], &item.data));
        item_insert(items, i, item);
    }
    TRY(series_draw(ctx, s, ret_series));
    *ret_items = items;
    *ret_count = n;
    return OK;
}
