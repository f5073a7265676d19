#include "domain/assets/assets_facts.h"

#include <math.h>

struct str assets_say(const struct web *w, struct said said)
{
    return text_say(w->ctx->arena, w->ctx->locale, &said);
}

const char *const assets_languages_offered[] = {"ur", "pa", "bn", "hi",  "ar", "so", "pl",
                                                "cy", "ro", "fa", "bfi", "en", NULL};

struct str assets_language_say(const struct web *w, struct str code)
{
    static const struct {
        const char *code, *name;
    } names[] = {
        {"en", T_("English")},   {"cy", T_("Welsh")},      {"pl", T_("Polish")},
        {"ur", T_("Urdu")},      {"pa", T_("Punjabi")},    {"bn", T_("Bengali")},
        {"gu", T_("Gujarati")},  {"hi", T_("Hindi")},      {"ar", T_("Arabic")},
        {"so", T_("Somali")},    {"ro", T_("Romanian")},   {"pt", T_("Portuguese")},
        {"es", T_("Spanish")},   {"fr", T_("French")},     {"de", T_("German")},
        {"it", T_("Italian")},   {"tr", T_("Turkish")},    {"fa", T_("Farsi")},
        {"ps", T_("Pashto")},    {"ku", T_("Kurdish")},    {"ta", T_("Tamil")},
        {"zh", T_("Chinese")},   {"yue", T_("Cantonese")}, {"lt", T_("Lithuanian")},
        {"bg", T_("Bulgarian")}, {"hu", T_("Hungarian")},  {"uk", T_("Ukrainian")},
        {"ru", T_("Russian")},   {"vi", T_("Vietnamese")}, {"bfi", T_("British Sign Language")},
        {"ti", T_("Tigrinya")}};
    size_t dash = str_find(code, STR("-"), 0);
    struct str primary = dash == SIZE_MAX ? code : str_slice(code, 0, dash);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_ieq(primary, str_from(names[i].code)))
            return text_get(w->ctx->locale, names[i].name, NULL);
    return code;
}

/* ---- one line each ---- */

static struct str joined(const struct web *w, struct str a, struct str b)
{
    if (a.len == 0) return b;
    if (b.len == 0) return a;
    struct str parts[] = {a, b};
    return str_join(w->ctx->arena, parts, 2, STR(". "));
}

static struct str when_say(const struct web *w, const struct asset *a)
{
    struct str words = STR_NONE;
    for (size_t i = 0; i < a->schedules_n && i < 2; i++) {
        struct str line = assets_schedule_say(w->ctx->arena, w->ctx->locale, &a->schedules[i]);
        words = joined(w, words, line);
    }
    struct day today = ctx_today(w->ctx),
               next = assets_schedule_next(a->schedules, a->schedules_n, today);
    if (words.len == 0 || !day_is(next)) return words;
    struct str day = text_day(w->ctx->arena, w->ctx->locale, next, today);
    struct said said = next.n == today.n ? SAY("Next: today") : SAY1("Next: {day}", "day", day);
    return joined(w, words, assets_say(w, said));
}

static struct str distance_say(const struct web *w, double km, bool about)
{
    if (isnan(km)) return STR_NONE;
    struct str far = text_km(w->ctx->arena, w->ctx->locale, km);
    (void)about; /* text_km says "about" from a kilometre up */
    return assets_say(w, SAY1("{distance} away", "distance", far));
}

static struct str where_say(const struct web *w, const struct asset *a, double km, bool about)
{
    struct str parts[3];
    size_t n = 0;
    if (a->location_name.len > 0) parts[n++] = a->location_name;
    if (a->address.len > 0 && !str_eq(a->address, a->location_name)) parts[n++] = a->address;
    if (a->city.len > 0 && !(n > 0 && str_eq(parts[n - 1], a->city))) parts[n++] = a->city;
    struct str place = n > 0 ? str_join(w->ctx->arena, parts, n, STR(", ")) : a->outcode;
    return joined(w, place, distance_say(w, km, about));
}

static struct str cost_say(const struct web *w, const struct asset *a)
{
    struct str words = STR_NONE;
    if (a->cost == ASSET_COST_FREE)
        words = assets_say(w, SAY("Free"));
    else if (a->cost == ASSET_COST_DONATION)
        words = assets_say(w, SAY("Give what you can"));
    else if (a->price.n > 0)
        words = text_money(w->ctx->arena, w->ctx->locale, a->price);
    if (a->cost_words.len == 0 || str_ieq(a->cost_words, words)) return words;
    return joined(w, words, a->cost_words);
}

static struct str access_say(const struct web *w, const struct asset *a)
{
    const struct {
        unsigned bit;
        struct said yes, no;
    } facts[] = {
        {ASSET_STEP_FREE, SAY("No steps"), SAY("There are steps")},
        {ASSET_QUIET, SAY("A quiet place"), SAY("It can be loud")},
        {ASSET_HEARING_LOOP, SAY("Hearing loop"), SAY("No hearing loop")},
        {ASSET_CHILDCARE, SAY("Someone minds the children"), SAY("Nobody minds children")}};
    struct str words = STR_NONE;
    for (size_t i = 0; i < 4; i++) {
        if (a->access_yes & facts[i].bit)
            words = joined(w, words, assets_say(w, facts[i].yes));
        else if (a->access_no & facts[i].bit)
            words = joined(w, words, assets_say(w, facts[i].no));
    }
    return joined(w, words, a->access_words);
}

static struct str languages_say(const struct web *w, const struct asset *a)
{
    struct str words = STR_NONE, code, rest = a->languages;
    while (str_next_word(&rest, &code)) {
        struct str parts[] = {words, assets_language_say(w, code)};
        words = words.len == 0 ? parts[1] : str_join(w->ctx->arena, parts, 2, STR(", "));
    }
    return words;
}

static struct str ages_say(const struct web *w, const struct asset *a)
{
    struct str low = str_int(w->ctx->arena, a->age_low),
               high = str_int(w->ctx->arena, a->age_high), words = STR_NONE;
    if (a->age_low > 0 && a->age_high > 0 && a->age_high < 120)
        words = assets_say(w, SAY2("Ages {low} to {high}", "low", low, "high", high));
    else if (a->age_low > 0)
        words = assets_say(w, SAY1("From age {low}", "low", low));
    else if (a->age_high >= 0 && a->age_high < 120)
        words = assets_say(w, SAY1("Up to age {high}", "high", high));
    if (a->for_child)
        words = joined(w, words, assets_say(w, SAY("For children with a grown-up")));
    if (a->audience == ASSET_WOMEN) words = joined(w, words, assets_say(w, SAY("For women")));
    if (a->audience == ASSET_MEN) words = joined(w, words, assets_say(w, SAY("For men")));
    return words;
}

struct str assets_welcome_say(const struct web *w, const struct asset *a)
{
    if (!a->host_meets) return STR_NONE;
    if (a->host_name.len > 0)
        return assets_say(w, SAY1("{name} will meet you at the door.", "name", a->host_name));
    return assets_say(w, SAY("Someone will meet you at the door."));
}

struct assets_fact_view *assets_facts(const struct web *w, const struct asset *a,
                                      double distance_km, bool about, size_t *ret_n)
{
    struct str when = when_say(w, a);
    if (when.len == 0) when = assets_say(w, SAY("We do not know the times. Ask first."));
    const struct {
        int icon;
        struct said label;
        struct str text;
    } rows[] = {{HTML_ICON_CLOCK, SAY("When"), when},
                {HTML_ICON_PIN, SAY("Where"), where_say(w, a, distance_km, about)},
                {HTML_ICON_RAMP, SAY("Getting in"), access_say(w, a)},
                {HTML_ICON_COIN, SAY("Cost"), cost_say(w, a)},
                {HTML_ICON_SPEECH, SAY("Languages"), languages_say(w, a)},
                {HTML_ICON_DOOR, SAY("Who it is for"), ages_say(w, a)},
                {HTML_ICON_DOOR, SAY("Welcome"), assets_welcome_say(w, a)}};
    struct assets_fact_view *facts = ARENA_ARRAY(w->ctx->arena, struct assets_fact_view, 7);
    size_t n = 0;
    for (size_t i = 0; i < 7; i++)
        if (rows[i].text.len > 0)
            facts[n++] = (struct assets_fact_view){rows[i].icon, assets_say(w, rows[i].label),
                                                   rows[i].text};
    *ret_n = n;
    return facts;
}

struct str assets_checked_say(const struct web *w, const struct asset *a, bool *ret_old)
{
    struct day today = ctx_today(w->ctx);
    *ret_old = !day_is(a->checked) || today.n - a->checked.n > ASSETS_FRESH_DAYS;
    if (!day_is(a->checked))
        return assets_say(
            w, SAY("Nobody has told us when this was last checked. Please ask first."));
    struct str day = text_day(w->ctx->arena, w->ctx->locale, a->checked, today);
    if (*ret_old)
        return assets_say(w,
                          SAY1("The last check was on {day}. Please ask first.", "day", day));
    if (a->checked_by.len > 0)
        return assets_say(
            w, SAY2("Checked by {name} on {day}", "name", a->checked_by, "day", day));
    return assets_say(w, SAY1("Checked on {day}", "day", day));
}

struct str assets_tag_say(const struct web *w, const struct asset *a, bool old)
{
    if (a->status == ASSET_TEMPORARILY_CLOSED) return assets_say(w, SAY("Closed for now"));
    if (a->status == ASSET_INACTIVE || a->status == ASSET_DEFUNCT)
        return assets_say(w, SAY("No longer on"));
    if (a->kind == ASSET_GIFT) return assets_say(w, SAY("A neighbour's gift"));
    return old ? assets_say(w, SAY("Not checked lately")) : STR_NONE;
}

struct str assets_tel(const struct web *w, struct str phone)
{
    struct buf buf;
    buf_init(&buf, w->ctx->arena, 128);
    buf_puts(&buf, "tel:");
    for (size_t i = 0; i < phone.len; i++)
        if ((phone.ptr[i] >= '0' && phone.ptr[i] <= '9') ||
            (phone.ptr[i] == '+' && buf.len == 4))
            buf_putc(&buf, phone.ptr[i]);
    return buf.len > 6 ? buf_str(&buf) : STR_NONE;
}
