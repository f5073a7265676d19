/* Who said which fields of an entry last: a list it came in with, or a person here. What a person
   said, no later list overwrites. */
#include "domain/assets/assets_sources.h"

#include "assets_sql.h"

#include <math.h>

#define PERSON STR("")

static const struct {
    enum assets_said group;
    const char *label;
} labels[] = {{SAID_NAME, T_("Name")},       {SAID_WORDS, T_("What happens there")},
              {SAID_PLACE, T_("Where")},     {SAID_CONTACT, T_("How to reach them")},
              {SAID_TIMES, T_("When")},      {SAID_COST, T_("Cost")},
              {SAID_ACCESS, T_("Getting in")}, {SAID_WHO, T_("Who it is for")}};

struct str assets_said_words(struct ctx *ctx, unsigned groups) {
    struct str words[sizeof labels / sizeof *labels];
    size_t n = 0;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        struct said said = {.id = labels[i].label};
        if (groups & labels[i].group) words[n++] = text_say(ctx->arena, ctx->locale, &said);
    }
    return str_join(ctx->arena, words, n, STR(", "));
}

/* ---- groups of two entries ---- */

/* A form shows five digits of a degree: what it rounds is no change. */
static bool same_point(const struct asset *a, const struct asset *b) {
    if (a->located != b->located) return false;
    return !a->located || (fabs(a->lat - b->lat) < 2e-5 && fabs(a->lon - b->lon) < 2e-5);
}

static bool same_place(const struct asset *a, const struct asset *b) {
    return same_point(a, b) && str_eq(a->location_name, b->location_name) &&
           str_eq(a->address, b->address) && str_eq(a->city, b->city) &&
           str_eq(a->postcode, b->postcode) && str_eq(a->outcode, b->outcode);
}

static bool same_times(const struct asset *a, const struct asset *b) {
    if (a->schedules_n != b->schedules_n) return false;
    for (size_t i = 0; i < a->schedules_n; i++) {
        const struct asset_schedule *x = &a->schedules[i], *y = &b->schedules[i];
        if (!str_eq(x->words, y->words) || !str_eq(x->rrule, y->rrule) ||
            x->opens.n != y->opens.n || x->closes.n != y->closes.n ||
            x->from.n != y->from.n || x->until.n != y->until.n)
            return false;
    }
    return true;
}

static bool same_who(const struct asset *a, const struct asset *b) {
    return str_eq(a->languages, b->languages) && a->age_low == b->age_low &&
           a->age_high == b->age_high && a->for_child == b->for_child &&
           a->audience == b->audience;
}

static bool same_reach(const struct asset *a, const struct asset *b) {
    return str_eq(a->phone, b->phone) && str_eq(a->email, b->email) && str_eq(a->url, b->url);
}

static bool same_cost(const struct asset *a, const struct asset *b) {
    return a->cost == b->cost && a->price.n == b->price.n && str_eq(a->cost_words, b->cost_words);
}

static bool same_access(const struct asset *a, const struct asset *b) {
    return a->access_yes == b->access_yes && a->access_no == b->access_no &&
           str_eq(a->access_words, b->access_words);
}

unsigned assets_said_differ(const struct asset *a, const struct asset *b) {
    const struct {
        enum assets_said group;
        bool same;
    } groups[] = {
        {SAID_NAME, str_eq(a->name, b->name)},
        {SAID_WORDS, str_eq(a->description, b->description) && a->kind == b->kind},
        {SAID_PLACE, same_place(a, b)},
        {SAID_CONTACT, same_reach(a, b)},
        {SAID_TIMES, same_times(a, b)},
        {SAID_COST, same_cost(a, b)},
        {SAID_ACCESS, same_access(a, b)},
        {SAID_WHO, same_who(a, b)}};
    unsigned differ = 0;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (!groups[i].same) differ |= groups[i].group;
    return differ;
}

static void place_take(struct asset *to, const struct asset *from) {
    to->located = from->located;
    to->lat = from->lat;
    to->lon = from->lon;
    to->elsewhere = from->elsewhere;
    to->location_name = from->location_name;
    to->address = from->address;
    to->city = from->city;
    to->postcode = from->postcode;
    to->outcode = from->outcode;
}

static void reach_take(struct asset *to, const struct asset *from) {
    to->phone = from->phone;
    to->email = from->email;
    to->url = from->url;
}

static void facts_take(struct asset *to, const struct asset *from, unsigned groups) {
    if (groups & SAID_TIMES) {
        to->schedules = from->schedules;
        to->schedules_n = from->schedules_n;
    }
    if (groups & SAID_COST) {
        to->cost = from->cost;
        to->price = from->price;
        to->cost_words = from->cost_words;
    }
    if (groups & SAID_ACCESS) {
        to->access_yes = from->access_yes;
        to->access_no = from->access_no;
        to->access_words = from->access_words;
    }
    if (!(groups & SAID_WHO)) return;
    to->languages = from->languages;
    to->age_low = from->age_low;
    to->age_high = from->age_high;
    to->for_child = from->for_child;
    to->audience = from->audience;
}

void assets_said_take(struct asset *to, const struct asset *from, unsigned groups) {
    if (groups & SAID_NAME) to->name = from->name;
    if (groups & SAID_WORDS) {
        to->description = from->description;
        to->kind = from->kind;
    }
    if (groups & SAID_PLACE) place_take(to, from);
    if (groups & SAID_CONTACT) reach_take(to, from);
    facts_take(to, from, groups);
}

/* ---- the table ---- */

enum status assets_said_put(struct ctx *ctx, struct asset_id id, struct str source,
                            unsigned groups, bool fresh) {
    int64_t account = source.len == 0 && ctx->actor.account ? ctx->actor.account : INT_NONE;
    if (groups == 0) return OK;
    if (!fresh)
        TRY(assets_sql_said_clear(ctx->db, id, source, groups, ~groups & SAID_ALL));
    return assets_sql_said_put(ctx->db, id, source, groups, account, ctx->now);
}

enum status assets_said_by_person(struct ctx *ctx, const struct asset *before,
                                  const struct asset *after) {
    static const struct asset nothing = {.price = {INT64_MIN}, .age_low = -1, .age_high = -1};
    unsigned groups = assets_said_differ(before ? before : &nothing, after);
    return assets_said_put(ctx, after->id, PERSON, groups, before == NULL);
}

enum status assets_said_list(struct ctx *ctx, struct asset_id id, struct assets_said_row **ret_rows,
                             size_t *ret_n) {
    struct assets_sql_said_list *found;
    size_t n;
    TRY(assets_sql_said_list(ctx->db, ctx->arena, id, &found, &n));
    struct assets_said_row *rows = ARENA_ARRAY(ctx->arena, struct assets_said_row, n);
    for (size_t i = 0; i < n; i++)
        rows[i] = (struct assets_said_row){found[i].source, (unsigned)found[i].fields,
                                           found[i].said_at};
    *ret_rows = rows;
    *ret_n = n;
    return OK;
}

enum status assets_said_kept(struct ctx *ctx, struct asset_id id, unsigned *ret_groups) {
    struct assets_said_row *rows;
    size_t n;
    unsigned groups = 0;
    TRY(assets_said_list(ctx, id, &rows, &n));
    for (size_t i = 0; i < n; i++)
        if (rows[i].source.len == 0) groups |= rows[i].groups;
    *ret_groups = groups;
    return OK;
}
