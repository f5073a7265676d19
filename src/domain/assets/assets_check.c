/* What an asset's fields may hold. Every fault is noted, with what would put it right. */
#include "base/utf8.h"
#include "domain/assets/assets_own.h"
#include "domain/assets/assets_rule.h"

#include <ctype.h>
#include <math.h>

static void fault(struct ctx *ctx, const char *field, struct said said)
{
    (void)!ctx_fault(ctx, ERR_INVALID, str_from(field), said);
}

static void length_check(struct ctx *ctx, const char *field, struct str text, size_t max)
{
    if (!utf8_valid(text))
        fault(ctx, field, SAY("Some letters here cannot be read. Please type it again."));
    else if (utf8_count(text) > max)
        fault(ctx, field,
              SAY1("Please use at most {n} letters.", "n", str_int(ctx->arena, (int64_t)max)));
}

static void texts_check(struct ctx *ctx, const struct asset *a)
{
    const struct {
        const char *field;
        struct str text;
        size_t max;
    } texts[] = {{"name", a->name, 200},
                 {"description", a->description, 8000},
                 {"organization", a->organisation_name, 200},
                 {"location", a->location_name, 200},
                 {"address", a->address, 400},
                 {"city", a->city, 100},
                 {"postcode", a->postcode, 16},
                 {"outcode", a->outcode, 8},
                 {"phone", a->phone, 60},
                 {"email", a->email, 200},
                 {"url", a->url, 2000},
                 {"access", a->access_words, 1000},
                 {"cost", a->cost_words, 400},
                 {"languages", a->languages, 200},
                 {"host_name", a->host_name, 80},
                 {"source", a->source, ASSETS_SOURCE_MAX},
                 {"id", a->source_id, 200},
                 {"licence", a->licence, 200},
                 {"checked_by", a->checked_by, 200}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        length_check(ctx, texts[i].field, texts[i].text, texts[i].max);
    if (str_trim(a->name).len == 0)
        fault(ctx, "name", SAY("Write a name. For example: Tea and seeds at the Weir Garden"));
}

/* ---- where ---- */

static void point_check(struct ctx *ctx, struct asset *a, struct str country)
{
    struct str point = str_printf(ctx->arena, "%.5g, %.5g", a->lon, a->lat);
    bool sound = isfinite(a->lat) && isfinite(a->lon) && places_point_valid(a->lat, a->lon);
    bool here = sound && places_country_holds(ctx, country, a->lat, a->lon);
    bool other_way = isfinite(a->lat) && isfinite(a->lon) &&
                     places_point_valid(a->lon, a->lat) &&
                     places_country_holds(ctx, country, a->lon, a->lat);
    if (sound && a->lat == 0 && a->lon == 0)
        fault(ctx, "lat",
              SAY("Latitude 0 and longitude 0 is in the sea. Leave both empty if you do not "
                  "know them."));
    else if (!here && other_way)
        fault(ctx, "lat",
              SAY1("Latitude and longitude look swapped. Write {point}", "point", point));
    else if (!sound)
        fault(ctx, "lat",
              SAY("No such point: latitude is from -90 to 90, longitude from -180 to 180. For "
                  "example 52.50 and -1.79"));
    a->elsewhere = sound && !here;
}

static void place_check(struct ctx *ctx, struct asset *a)
{
    struct place place;
    if (a->place.v == 0) a->place.v = ctx->actor.place;
    enum status status =
        a->place.v ? places_find(ctx, a->place, &place) : places_first(ctx, &place);
    if (status != OK) {
        fault(ctx, "place", SAY("There is no such place here. Choose one from the list."));
        return;
    }
    a->place = place.id;
    a->elsewhere = false;
    if (a->located) point_check(ctx, a, place.country);
}

/* ---- when ---- */

static void line_check(struct ctx *ctx, const struct asset_schedule *line)
{
    if (line->rrule.len > 300 ||
        (line->rrule.len > 0 && !assets_rule_known(line->rrule)))
        fault(ctx, "days_times",
              SAY1("This rule cannot be read: {rule}", "rule", utf8_cut(line->rrule, 300)));
    if (minutes_is(line->opens) && (line->opens.n < 0 || line->opens.n >= 1440))
        fault(ctx, "days_times", SAY("A time of day is from 00:00 to 23:59."));
    if (minutes_is(line->closes) &&
        (!minutes_is(line->opens) || line->closes.n <= line->opens.n || line->closes.n > 2880))
        fault(
            ctx, "days_times",
            SAY("It ends before it begins. Write the beginning first, for example 2pm to 4pm"));
    if (day_is(line->from) && day_is(line->until) && line->until.n < line->from.n)
        fault(ctx, "days_times", SAY("The last day is before the first day."));
    length_check(ctx, "days_times", line->words, 2000);
}

static void when_check(struct ctx *ctx, const struct asset *a)
{
    if (a->schedules_n > ASSET_SCHEDULES)
        fault(ctx, "days_times",
              SAY1("Please use at most {n} lines of times.", "n",
                   str_int(ctx->arena, ASSET_SCHEDULES)));
    for (size_t i = 0; i < a->schedules_n && i < ASSET_SCHEDULES; i++)
        line_check(ctx, &a->schedules[i]);
    if (day_is(a->checked) && a->checked.n > ctx_today(ctx).n + 1)
        fault(ctx, "last_checked", SAY("The day it was checked lies in the future."));
}

/* ---- languages, addresses on the net, ages, cost ---- */

static bool language_sound(struct str code)
{
    struct str piece, rest = code;
    bool first = true;
    while (str_next(&rest, '-', &piece)) {
        if (piece.len < (first ? 2u : 1u) || piece.len > (first ? 3u : 8u)) return false;
        for (size_t i = 0; i < piece.len; i++)
            if (!(first ? isalpha((unsigned char)piece.ptr[i])
                        : isalnum((unsigned char)piece.ptr[i])))
                return false;
        first = false;
    }
    return !first;
}

static void languages_check(struct ctx *ctx, struct str languages)
{
    struct str code, rest = languages;
    while (str_next_word(&rest, &code))
        if (!language_sound(code))
            fault(ctx, "languages",
                  SAY1("Write languages as short codes, for example: en ur pl. Not understood: "
                       "{word}",
                       "word", utf8_cut(code, 40)));
}

static bool url_sound(struct str url)
{
    size_t host = str_starts(url, STR("http://"))    ? 7
                  : str_starts(url, STR("https://")) ? 8
                                                     : 0;
    if (host == 0 || url.len <= host || !isalnum((unsigned char)url.ptr[host])) return false;
    for (size_t i = 0; i < url.len; i++)
        if ((unsigned char)url.ptr[i] <= ' ' || url.ptr[i] == '"' || url.ptr[i] == '<' ||
            url.ptr[i] == '>' || url.ptr[i] == 127)
            return false;
    return true;
}

static bool email_sound(struct str email)
{
    size_t at = str_find(email, STR("@"), 0);
    if (at == SIZE_MAX || at == 0 || str_find(email, STR("@"), at + 1) != SIZE_MAX)
        return false;
    size_t dot = str_find(email, STR("."), at + 2);
    if (dot == SIZE_MAX || dot + 1 >= email.len) return false;
    for (size_t i = 0; i < email.len; i++)
        if ((unsigned char)email.ptr[i] <= ' ' || email.ptr[i] == ',' || email.ptr[i] == '<' ||
            email.ptr[i] == '>')
            return false;
    return true;
}

static void reach_check(struct ctx *ctx, const struct asset *a)
{
    if (a->url.len > 0 && !url_sound(a->url))
        fault(ctx, "url",
              SAY("A web address begins with http:// or https:// For example "
                  "https://example.org"));
    if (a->email.len > 0 && !email_sound(a->email))
        fault(ctx, "email", SAY("Write an email address. For example: joan@example.org"));
}

static bool within(int n, int low, int high)
{
    return n >= low && n <= high;
}

static void ages_check(struct ctx *ctx, const struct asset *a)
{
    if (!within(a->age_low, -1, 120) || !within(a->age_high, -1, 120))
        fault(ctx, "ages", SAY("Ages are from 0 to 120."));
    else if (a->age_low >= 0 && a->age_high >= 0 && a->age_low > a->age_high)
        fault(ctx, "ages",
              SAY("The ages are the wrong way round. Write the younger first, for example 5 to "
                  "11"));
}

static void numbers_check(struct ctx *ctx, const struct asset *a)
{
    if (a->price.n != PENCE_NONE.n && (a->price.n < 0 || a->price.n > 10000000))
        fault(ctx, "cost", SAY("A price is from nothing to 100,000 pounds."));
    if (a->cost == ASSET_COST_FREE && a->price.n > 0)
        fault(ctx, "cost", SAY("It cannot be free and have a price. Choose one."));
    if (a->access_yes & a->access_no)
        fault(ctx, "step_free",
              SAY("The same thing cannot be there and not there. Choose one."));
    if ((a->access_yes | a->access_no) > 15u)
        fault(ctx, "step_free", SAY("Choose from the list of access facts."));
    if (!within(a->host_room, -1, 100))
        fault(ctx, "host_room", SAY("Room for newcomers is from 0 to 100 a month."));
    if (!within(a->usual_size, -1, 10000))
        fault(ctx, "usual_size", SAY("How many usually come is from 0 to 10,000."));
}

static void links_check(struct ctx *ctx, const struct asset *a)
{
    if (a->concepts_n > ASSET_CONCEPTS) fault(ctx, "concepts", SAY("Choose at most four."));
    for (size_t i = 0; i < a->concepts_n && i < ASSET_CONCEPTS; i++)
        if (vocabulary_find(vocabulary_of(ctx), a->concepts[i]).v == 0 || a->quality[i] < 1 ||
            a->quality[i] > 100)
            fault(ctx, "concepts",
                  SAY1("Not in the list of interests: {word}", "word",
                       utf8_cut(a->concepts[i], 80)));
    if (a->external_id.len > 0 && !uuid_valid(a->external_id))
        fault(ctx, "id", SAY("This id is not a UUID."));
    if (a->organisation.v != 0 && a->organisation.v == a->id.v)
        fault(ctx, "organization", SAY("It cannot be run by itself. Leave this empty."));
}

enum status assets_fields_check(struct ctx *ctx, struct asset *asset)
{
    size_t before = ctx->faults.count;
    texts_check(ctx, asset);
    place_check(ctx, asset);
    when_check(ctx, asset);
    languages_check(ctx, asset->languages);
    reach_check(ctx, asset);
    ages_check(ctx, asset);
    numbers_check(ctx, asset);
    links_check(ctx, asset);
    return ctx->faults.count > before ? ERR_INVALID : OK;
}

struct str assets_external_make(struct ctx *ctx, const struct asset *a)
{
    if (a->external_id.len > 0) return str_lower(ctx->arena, a->external_id);
    if (a->source.len == 0) return uuid_random(ctx->arena, ctx->rand);
    struct str own = a->source_id.len > 0 ? a->source_id : utf8_fold(ctx->arena, a->name);
    struct str where =
        a->located ? str_printf(ctx->arena, "%.5f,%.5f", a->lat, a->lon) : STR("");
    struct str name = str_printf(ctx->arena, "%.*s\n%.*s\n%s\n%.*s", STR_ARG(a->source),
                                 STR_ARG(own), assets_kind_code(a->kind), STR_ARG(where));
    return uuid_v5(ctx->arena, STR("7f0c4d3e-0b8a-5d55-9a41-1f5e2c6b7a90"), name);
}
