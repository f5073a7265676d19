/* Which fields of two entries go into the one that stays. */
#include "domain/assets/merge_own.h"

#include <math.h>

#define PLACE_KM 1.0 /* farther apart, words of the two places are not mixed */

const struct merge_name assets_merge_names[] = {
    {MERGE_NAME, "name"},
    {MERGE_DESCRIPTION, "description"},
    {MERGE_TIMES, "days_times"},
    {MERGE_COST, "cost"},
    {MERGE_ACCESS, "step_free"},
    {MERGE_ACCESS_WORDS, "access"},
    {MERGE_LANGUAGES, "languages"},
    {MERGE_AGES, "ages"},
    {MERGE_AUDIENCE, "audience"},
    {MERGE_OUTCODE, "outcode"},
    {MERGE_POSTCODE, "postcode"},
    {MERGE_ADDRESS, "address"},
    {MERGE_CITY, "city"},
    {MERGE_LOCATION, "location"},
    {MERGE_POINT, "lat"},
    {MERGE_POINT, "lon"},
    {MERGE_HOST, "host_meets_newcomers"},
    {MERGE_SIZE, "usual_size"},
    {MERGE_PHONE, "phone"},
    {MERGE_EMAIL, "email"},
    {MERGE_URL, "url"},
    {MERGE_CHECKED, "last_checked"},
    {MERGE_ORGANISATION, "organization"},
    {MERGE_CONCEPTS, "concepts"},
    {0, NULL},
};

/* Texts of an entry and their bits. */
static const struct {
    unsigned bit;
    size_t at;
} texts[] = {
    {MERGE_NAME, offsetof(struct asset, name)},
    {MERGE_DESCRIPTION, offsetof(struct asset, description)},
    {MERGE_LOCATION, offsetof(struct asset, location_name)},
    {MERGE_ADDRESS, offsetof(struct asset, address)},
    {MERGE_CITY, offsetof(struct asset, city)},
    {MERGE_POSTCODE, offsetof(struct asset, postcode)},
    {MERGE_OUTCODE, offsetof(struct asset, outcode)},
    {MERGE_PHONE, offsetof(struct asset, phone)},
    {MERGE_EMAIL, offsetof(struct asset, email)},
    {MERGE_URL, offsetof(struct asset, url)},
    {MERGE_ACCESS_WORDS, offsetof(struct asset, access_words)},
    {MERGE_LANGUAGES, offsetof(struct asset, languages)},
};
#define TEXTS (sizeof texts / sizeof *texts)
#define PLACE_WORDS                                                                            \
    (MERGE_LOCATION | MERGE_ADDRESS | MERGE_CITY | MERGE_POSTCODE | MERGE_OUTCODE | MERGE_POINT)

static struct str text_of(const struct asset *a, size_t i) {
    return *(const struct str *)((const char *)a + texts[i].at);
}

unsigned assets_merge_has(const struct asset *a) {
    const struct {
        unsigned bit;
        bool is;
    } others[] = {
        {MERGE_POINT, a->located},
        {MERGE_ORGANISATION, a->organisation.v != 0 || a->organisation_name.len > 0},
        {MERGE_ACCESS, (a->access_yes | a->access_no) != 0},
        {MERGE_COST, a->cost != ASSET_COST_UNKNOWN || a->cost_words.len > 0},
        {MERGE_AGES, a->age_low >= 0 || a->age_high >= 0},
        {MERGE_AUDIENCE, a->audience != ASSET_ANYONE},
        {MERGE_HOST, a->host.v != 0 || a->host_name.len > 0 || a->host_meets},
        {MERGE_SIZE, a->usual_size >= 0},
        {MERGE_CHECKED, day_is(a->checked)},
        {MERGE_TIMES, a->schedules_n > 0},
        {MERGE_CONCEPTS, a->concepts_n > 0},
    };
    unsigned has = 0;
    for (size_t i = 0; i < TEXTS; i++)
        if (text_of(a, i).len > 0) has |= texts[i].bit;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i].is) has |= others[i].bit;
    return has;
}

static double apart_km(const struct asset *a, const struct asset *b) {
    double across =
        (a->lon - b->lon) * cos((a->lat + b->lat) / 2 * 3.14159265358979323846 / 180);
    return hypot(across, a->lat - b->lat) * 111.195;
}

/* What A lacks comes from B. What both have comes from whoever was checked later; the name, who
   meets newcomers and the kind are A's. */
unsigned assets_merge_take(const struct asset *a, const struct asset *b, bool name_of_b) {
    unsigned a_has = assets_merge_has(a), b_has = assets_merge_has(b);
    bool newer = day_is(b->checked) && (!day_is(a->checked) || b->checked.n > a->checked.n);
    unsigned taken = newer ? b_has & ~(unsigned)MERGE_HOST : b_has & ~a_has;
    taken |= b_has & ~a_has;
    if (!newer && a->located && b->located && apart_km(a, b) > PLACE_KM)
        taken &= ~(unsigned)PLACE_WORDS;
    taken &= ~(unsigned)(MERGE_NAME | MERGE_TIMES | MERGE_CONCEPTS);
    if (name_of_b) taken |= MERGE_NAME;
    if (b_has & MERGE_ACCESS) {
        taken &= ~(unsigned)MERGE_ACCESS;
        taken |= newer ? MERGE_ACCESS_WON : MERGE_ACCESS;
    }
    return taken;
}

static bool line_same(const struct asset_schedule *x, const struct asset_schedule *y) {
    if (x->rrule.len == 0 || y->rrule.len == 0)
        return x->rrule.len == y->rrule.len && str_ieq(str_trim(x->words), str_trim(y->words));
    return str_eq(x->rrule, y->rrule) && x->opens.n == y->opens.n && x->closes.n == y->closes.n &&
           x->skip == y->skip && str_eq(x->zone, y->zone);
}

size_t assets_merge_times(struct arena *arena, const struct asset *a, const struct asset *b,
                          struct asset_schedule **ret_lines) {
    struct asset_schedule *lines =
        ARENA_ARRAY(arena, struct asset_schedule, ASSET_SCHEDULES + a->schedules_n);
    size_t n = 0;
    for (size_t i = 0; i < a->schedules_n; i++) lines[n++] = a->schedules[i];
    for (size_t i = 0; i < b->schedules_n && n < ASSET_SCHEDULES; i++) {
        size_t k = 0;
        while (k < n && !line_same(&lines[k], &b->schedules[i])) k++;
        if (k == n) lines[n++] = b->schedules[i];
    }
    *ret_lines = lines;
    return n;
}

size_t assets_merge_concepts(const struct asset *a, const struct asset *b,
                             struct str codes[ASSET_CONCEPTS], int quality[ASSET_CONCEPTS]) {
    size_t n = 0;
    for (size_t i = 0; i < a->concepts_n; i++, n++) {
        codes[n] = a->concepts[i];
        quality[n] = a->quality[i];
    }
    for (size_t i = 0; i < b->concepts_n && n < ASSET_CONCEPTS; i++) {
        size_t k = 0;
        while (k < n && !str_eq(codes[k], b->concepts[i])) k++;
        if (k < n) continue;
        codes[n] = b->concepts[i];
        quality[n++] = b->quality[i];
    }
    return n;
}
