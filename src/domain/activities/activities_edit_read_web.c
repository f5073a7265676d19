/* What was typed about a series: each box read, each fault beside its box. */
#include "domain/activities/activities_edit_own.h"
#include "domain/assets/assets_facts.h"

#include <math.h>

static void wrong(struct web *w, const char *field, struct said said)
{
    (void)!ctx_fault(w->ctx, ERR_INVALID, str_from(field), said);
}

/* ---- when ---- */

struct str activities_form_words(struct arena *arena, const struct asset *a)
{
    struct str words = STR_NONE;
    for (size_t i = 0; i < a->schedules_n; i++) {
        struct str line = a->schedules[i].words;
        if (line.len == 0) line = assets_schedule_say(arena, text_locale(TEXT_EN), &a->schedules[i]);
        struct str parts[] = {words, line};
        words = words.len == 0 ? line : str_join(arena, parts, 2, STR("; "));
    }
    return words;
}

/* "weekly" and the first date as a rule: the common ones without words. */
static bool chosen_rule(struct arena *arena, struct str often, struct day first, struct asset_schedule *line)
{
    static const char codes[7][3] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    const char *day = codes[day_weekday(first)];
    if (str_is(often, "weekly")) line->rrule = str_printf(arena, "FREQ=WEEKLY;BYDAY=%s", day);
    else if (str_is(often, "other")) line->rrule = str_printf(arena, "FREQ=WEEKLY;INTERVAL=2;BYDAY=%s", day);
    else if (str_is(often, "third")) line->rrule = str_printf(arena, "FREQ=WEEKLY;INTERVAL=3;BYDAY=%s", day);
    else if (str_is(often, "month")) {
        int nth = (civil_from_day(first).day - 1) / 7 + 1;
        line->rrule = str_printf(arena, "FREQ=MONTHLY;BYDAY=%d%s", nth, day);
    } else if (str_is(often, "last")) line->rrule = str_printf(arena, "FREQ=MONTHLY;BYDAY=-1%s", day);
    else if (str_is(often, "once")) {
        line->rrule = STR("FREQ=DAILY");
        line->until = first;
    } else
        return false;
    return true;
}

static enum status choices_read(struct web *w, struct str often, struct activity_times *ret_times)
{
    struct arena *arena = w->ctx->arena;
    struct asset_schedule *line = ARENA_NEW(arena, struct asset_schedule);
    struct day first;
    size_t before = w->ctx->faults.count;
    *line = (struct asset_schedule){.until = DAY_NONE, .closes = MINUTES_NONE, .zone = STR_NONE, .words = STR("")};
    if (!day_parse(web_text(w, "first"), &first)) {
        wrong(w, "first", SAY("Choose the first date, or write it like 2026-03-03."));
        first = ctx_today(w->ctx);
    }
    if (!activities_time_parse(web_text(w, "from"), &line->opens))
        wrong(w, "from", SAY("Write when it begins, for example 10:00"));
    struct str to = web_text(w, "to");
    if (to.len > 0 && !activities_time_parse(to, &line->closes))
        wrong(w, "to", SAY("Write when it ends, for example 11:30"));
    else if (to.len > 0 && line->closes.n <= line->opens.n)
        wrong(w, "to", SAY("It ends before it begins. Look at both times once more."));
    if (w->ctx->faults.count > before) return OK;
    if (!chosen_rule(arena, often, first, line)) return OK;
    line->from = first;
    line->words = assets_schedule_say(arena, text_locale(TEXT_EN), line);
    *ret_times = (struct activity_times){line, 1, true};
    return OK;
}

static enum status words_read(struct web *w, const struct asset *before, struct str words, struct activity_times *ret_times)
{
    struct asset_schedule *lines;
    size_t n;
    bool ruled = false;
    TRY(assets_schedule_parse(w->ctx->arena, words, ctx_today(w->ctx), &lines, &n));
    for (size_t i = 0; i < n; i++) ruled = ruled || (lines[i].rrule.len > 0 && minutes_is(lines[i].opens));
    if (!ruled)
        wrong(w, "days_times",
              SAY("We could not read when it is. Write a day and a time, for example Every Tuesday 10 to 11.30. Or choose below."));
    *ret_times = (struct activity_times){lines, n, true};
    struct place_id place = before && before->place.v ? before->place : (struct place_id){w->ctx->actor.place};
    if (ruled) (void)!activities_times_check(w->ctx, place, ret_times, STR("days_times"));
    return OK;
}

static void skips_add(struct web *w, struct activity_times *times)
{
    unsigned skip = (web_on(w, "skip_school") ? (unsigned)ASSET_SKIP_SCHOOL : 0u) |
                    (web_on(w, "skip_bank") ? (unsigned)ASSET_SKIP_BANK : 0u);
    struct asset_schedule *lines = ARENA_ARRAY(w->ctx->arena, struct asset_schedule, times->n);
    for (size_t i = 0; i < times->n; i++) {
        lines[i] = times->lines[i];
        lines[i].skip = (lines[i].skip & ASSET_ONLY_SCHOOL) | skip;
    }
    times->lines = lines;
}

static bool same_skips(const struct asset *before, const struct activity_times *times)
{
    for (size_t i = 0; i < before->schedules_n; i++)
        if (times->n != before->schedules_n || before->schedules[i].skip != times->lines[i].skip) return false;
    return true;
}

enum status activities_form_times(struct web *w, const struct asset *before, struct activity_times *ret_times)
{
    struct str words = web_text(w, "days_times"), often = web_text(w, "often");
    bool same = before && before->id.v != 0 && str_eq(words, activities_form_words(w->ctx->arena, before));
    struct activity_times times = {NULL, 0, false};
    if (often.len > 0 && (words.len == 0 || same)) {
        TRY(choices_read(w, often, &times));
    } else if (same) {
        times = (struct activity_times){before->schedules, before->schedules_n, false};
    } else if (words.len > 0) {
        TRY(words_read(w, before, words, &times));
    } else {
        wrong(w, "days_times", SAY("Say when it is, or choose how often below."));
    }
    skips_add(w, &times);
    if (same && !times.changed) times.changed = !same_skips(before, &times);
    *ret_times = times;
    return OK;
}

/* ---- where, and for whom ---- */

static void point_read(struct web *w, struct asset *a)
{
    struct str postcode = web_text(w, "postcode");
    const struct places_outcode *outcode;
    struct places_postcode whole;
    if (str_eq(postcode, a->postcode)) return;
    a->postcode = postcode;
    a->located = false;
    a->outcode = STR_NONE;
    if (postcode.len == 0) return;
    if (places_outcode_find(w->ctx, postcode, &outcode) != OK) {
        wrong(w, "postcode", SAY("We do not know this postcode. Write it like B36 8AB, or leave it open."));
        return;
    }
    a->outcode = outcode->code;
    a->located = true;
    a->lat = outcode->lat;
    a->lon = outcode->lon;
    if (places_postcode_find(w->ctx, postcode, &whole) != OK) return;
    a->lat = whole.lat;
    a->lon = whole.lon;
}

static void access_read(struct web *w, struct asset *a)
{
    static const struct {
        const char *value;
        unsigned bit;
    } more[] = {{"quiet", ASSET_QUIET}, {"hearing-loop", ASSET_HEARING_LOOP}, {"childcare", ASSET_CHILDCARE}};
    struct str steps = web_text(w, "step_free");
    a->access_yes &= ~(unsigned)ASSET_STEP_FREE;
    a->access_no &= ~(unsigned)ASSET_STEP_FREE;
    if (str_is(steps, "yes")) a->access_yes |= ASSET_STEP_FREE;
    if (str_is(steps, "no")) a->access_no |= ASSET_STEP_FREE;
    for (size_t i = 0; i < 3; i++) {
        bool on = web_has(w, "access", str_from(more[i].value));
        a->access_yes = on ? a->access_yes | more[i].bit : a->access_yes & ~more[i].bit;
        if (on) a->access_no &= ~more[i].bit;
    }
    a->access_words = web_text(w, "access_words");
}

static int number_read(struct web *w, const char *name, int low, int high, int none)
{
    struct str text = web_text(w, name);
    int64_t n;
    if (text.len == 0) return none;
    if (str_to_int(text, &n) && n >= low && n <= high) return (int)n;
    wrong(w, name, SAY2("Write a whole number from {low} to {high}.", "low", str_int(w->ctx->arena, low), "high",
                        str_int(w->ctx->arena, high)));
    return none;
}

static void cost_read(struct web *w, struct asset *a)
{
    struct str cost = web_text(w, "cost"), price = web_text(w, "price");
    double pounds;
    a->cost = str_is(cost, "free")       ? ASSET_COST_FREE
              : str_is(cost, "donation") ? ASSET_COST_DONATION
              : str_is(cost, "paid")     ? ASSET_COST_PAID
                                         : ASSET_COST_UNKNOWN;
    a->price = PENCE_NONE;
    if (price.len > 2 && str_starts(price, STR("\xC2\xA3"))) price = str_slice(price, 2, price.len);
    if (price.len == 0) return;
    if (!str_to_real(price, &pounds) || pounds < 0 || pounds > 10000)
        wrong(w, "price", SAY("Write the price in pounds, for example 2.50"));
    else
        a->price.n = (int64_t)llround(pounds * 100);
}

static void languages_read(struct web *w, struct asset *a)
{
    struct str *codes;
    size_t n = web_texts(w, "language", &codes);
    a->languages = n > 0 ? str_join(w->ctx->arena, codes, n < 20 ? n : 20, STR(" ")) : STR_NONE;
}

/* ---- who ---- */

/* A person of a list: 0 = nobody. Only who stood on it may be chosen, or who was there before; oneself to lead. */
static struct person_id person_read(struct web *w, const char *name, struct person_id before, bool self)
{
    struct person_id person = {0};
    struct str text = web_text(w, name);
    if (text.len == 0) return person;
    if (!str_to_int(text, &person.v) || person.v < 0) person.v = 0;
    if (person.v == 0 || person.v == before.v) return person;
    if ((self && people_is(w->ctx, person)) || people_consents(w->ctx, person, CONSENT_BE_ASKED)) return person;
    wrong(w, name, SAY("Choose somebody who agreed to be asked."));
    return before;
}

static void people_read(struct web *w, struct activity_form *f)
{
    struct asset *a = &f->asset;
    struct person_id host = person_read(w, "host", a->host, false);
    bool someone = str_is(web_text(w, "host"), "someone");
    if (host.v != a->host.v) a->host_name = host.v ? people_first_name(w->ctx, host) : STR_NONE;
    a->host = host;
    a->host_meets = host.v != 0 || someone;
    if (someone) a->host_name = STR_NONE;
    f->series.leader = person_read(w, "leader", f->series.leader, true);
    f->series.co_leader = person_read(w, "co_leader", f->series.co_leader, true);
    if (f->series.leader.v != 0 && f->series.leader.v == f->series.co_leader.v)
        wrong(w, "co_leader", SAY("This is who leads already. Choose somebody else, or nobody."));
}

static void series_read(struct web *w, struct activity_series *s)
{
    static const char *const by[] = {"", "residents", "staff", "both"};
    struct str designer = web_text(w, "designed_by");
    s->bring = web_text(w, "bring");
    s->arrive = web_text(w, "arrive");
    s->joining = str_is(web_text(w, "joining"), "sign up") ? ACTIVITY_SIGN_UP : ACTIVITY_COME;
    s->capacity = number_read(w, "capacity", 1, 10000, ACTIVITY_NO_LIMIT);
    s->newcomers = number_read(w, "newcomers", 0, 10000, 0);
    s->offer_hours = number_read(w, "offer_hours", 1, 336, 24);
    s->names = web_on(w, "names");
    s->workplace = web_on(w, "workplace");
    s->design = web_text(w, "design");
    for (int i = 0; i <= ACTIVITY_BY_BOTH; i++)
        if (str_is(designer, by[i])) s->designed_by = (enum activity_designer)i;
}

enum status activities_form_read(struct web *w, struct activity_form *f)
{
    struct asset *a = &f->asset;
    struct str name = web_text(w, "name"), description = web_text(w, "description");
    struct str organisation = web_text(w, "organization");
    if (!str_eq(name, a->name) || !str_eq(description, a->description))
        if (a->concepts_n > 0 && a->quality[0] <= 50) a->concepts_n = 0;
    a->name = name;
    a->description = description;
    if (name.len == 0) wrong(w, "name", SAY("Write what people call it. For example: Thursday walk"));
    struct asset_id before = a->organisation;
    a->organisation.v = 0;
    if (organisation.len > 0 && !str_to_int(organisation, &a->organisation.v))
        wrong(w, "organization", SAY("This organisation is not on the list."));
    if (a->organisation.v != before.v) a->organisation_name = STR_NONE;
    a->location_name = web_text(w, "location");
    a->address = web_text(w, "address");
    point_read(w, a);
    access_read(w, a);
    cost_read(w, a);
    languages_read(w, a);
    a->age_low = number_read(w, "age_low", 0, 120, -1);
    a->age_high = number_read(w, "age_high", 0, 120, -1);
    a->phone = web_text(w, "phone");
    people_read(w, f);
    series_read(w, &f->series);
    return activities_form_times(w, a, &f->times);
}
