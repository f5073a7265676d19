/* What a sentence is understood as: wishes, misspellings, open now; and that merging the index
   changes no answer. */
#include "assets_sql.h"
#include "domain/assets/assets_own.h"
#include "domain/assets/find_own.h"
#include "platform/journal/journal.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <stdlib.h>
#include <string.h>

extern const struct module assets_module;

struct example {
    const char *name, *description, *times, *languages;
    unsigned yes;
    enum asset_cost cost;
    bool host;
    const char *organisation;
};

static const struct example examples[] = {
    {"Tea and seeds", "Gardening for everybody", "Every Tuesday 10:00-12:00", "en ur",
     ASSET_STEP_FREE, ASSET_COST_FREE, true, "Weir trust"},
    {"Allotment holders", "Plots for growing", "Saturdays 9-11am", "en pl", 0, ASSET_COST_PAID,
     false, "Weir trust"},
    {"Knitting circle", "Wool and talk", "Thursdays 6-8pm", "en ur", 0, ASSET_COST_FREE, false,
     NULL},
    {"Tuesday lunch", "Soup on another day", "Fridays 12-2pm", NULL, 0, ASSET_COST_PAID, false,
     NULL},
    {"Night owls", "Company in the small hours", "Saturdays 22:00-02:00", NULL, 0,
     ASSET_COST_FREE, false, NULL},
    {"Sewing bee", "Needles and thread", "by arrangement", NULL, 0, ASSET_COST_UNKNOWN, false,
     NULL},
    {"Coffee morning", "Coffee", "Mondays 10-11am", NULL, 0, ASSET_COST_FREE, false, "Age trust"},
    {"Coffee morning", "Coffee", "Wednesdays 10-11am", NULL, 0, ASSET_COST_FREE, false,
     "Age trust"},
    {"Coffee morning", "Coffee", "Fridays 10-11am", NULL, 0, ASSET_COST_FREE, false, "Other"},
};
#define EXAMPLES (sizeof examples / sizeof *examples)

static struct asset_id put(struct testing *t, const struct example *e, size_t i)
{
    struct place_id place;
    struct asset_schedule *lines;
    struct asset_id id;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    struct asset a = {.place = place,
                      .name = str_from(e->name),
                      .description = str_from(e->description),
                      .organisation_name = str_from(e->organisation),
                      .located = true,
                      .lat = 52.5 + (double)i * 0.001,
                      .lon = -1.79,
                      .access_yes = e->yes,
                      .cost = e->cost,
                      .languages = str_from(e->languages),
                      .host_meets = e->host,
                      .age_low = -1,
                      .age_high = -1,
                      .host_room = -1,
                      .usual_size = -1,
                      .price = PENCE_NONE,
                      .checked = DAY_NONE,
                      .source = STR("test"),
                      .source_id = str_int(&t->arena, (int64_t)i)};
    assert_ok(assets_schedule_parse(&t->arena, str_from(e->times), ctx_today(&t->ctx), &lines,
                                    &a.schedules_n));
    a.schedules = lines;
    assert_ok(assets_put(&t->ctx, &a, &id));
    return id;
}

static void all(struct testing *t)
{
    for (size_t i = 0; i < EXAMPLES; i++) put(t, &examples[i], i);
}

static struct assets_query asked(const char *words)
{
    return (struct assets_query){.words = str_from(words),
                                 .day = -1,
                                 .from = -1,
                                 .to = -1,
                                 .limit = 50,
                                 .page = 1,
                                 .read = true};
}

static struct assets_found search(struct testing *t, const struct assets_query *q)
{
    struct assets_found found;
    assert_ok(assets_search(&t->ctx, q, &found));
    return found;
}

static struct str names_of(struct testing *t, const struct assets_found *found)
{
    struct buf buf;
    buf_init(&buf, &t->arena, 65536);
    for (size_t i = 0; i < found->hits_n; i++) {
        if (i > 0) buf_puts(&buf, "|");
        buf_put(&buf, found->hits[i].asset.name);
    }
    return buf_str(&buf);
}

static struct str names(struct testing *t, const char *words)
{
    struct assets_query q = asked(words);
    struct assets_found found = search(t, &q);
    return names_of(t, &found);
}

static bool has(struct str list, const char *name)
{
    return str_find(list, str_from(name), 0) != SIZE_MAX;
}

/* ---- wishes among the words ---- */

static void reads(struct testing *t, const char *text, size_t n, const char *rest)
{
    struct find_reading reading;
    assets_find_read(&t->ctx, str_from(text), &reading);
    if (reading.n != n) print_error("%s: %zu wishes\n", text, reading.n);
    assert_int_equal(reading.n, n);
    assert_str(assets_find_rest(&t->arena, str_from(text), &reading), rest);
}

static void sentences(struct testing *t)
{
    struct find_reading reading;
    struct place_id place;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    reads(t, "free gardening tuesday morning near B36", 4, "gardening");
    reads(t, "knitting in Urdu", 1, "knitting");
    reads(t, "no steps", 1, "");
    reads(t, "chess", 0, "chess");
    reads(t, "gluten free baking", 0, "gluten free baking"); /* not free of charge */
    reads(t, "step-free yoga", 1, "yoga");                   /* nor is this */
    reads(t, "sun and sea", 0, "sun and sea");
    reads(t, "garddio am ddim yn gymraeg", 2, "garddio");
    reads(t, "szachy za darmo w sobotę wieczorem", 3, "szachy");
    reads(t, "باغبانی مفت منگل کو", 2, "باغبانی");
    assets_find_read(&t->ctx, STR("this weekend"), &reading);
    assert_int_equal(reading.n, 1);
    assert_int_equal(reading.wishes[0].days, 32 | 64);
    assets_find_read(&t->ctx, STR("tea near nowhere special"), &reading);
    assert_int_equal(reading.n, 0); /* no such place: the words stay */
    assets_find_read(&t->ctx, STR("tea B36"), &reading);
    assert_int_equal(reading.n, 1);
    assert_str(reading.wishes[0].near, "B36");
    struct str text = STR("free gardening tuesday");
    assets_find_read(&t->ctx, text, &reading);
    assert_str(assets_find_without(&t->arena, text, &reading.wishes[0]), "gardening tuesday");
    assert_str(assets_find_without(&t->arena, text, &reading.wishes[1]), "free gardening");
}

static void wishes_limit(struct testing *t)
{
    all(t);
    assert_str(names(t, "free gardening tuesday morning"), "Tea and seeds");
    assert_str(names(t, "knitting in urdu"), "Knitting circle");
    assert_str(names(t, "no steps"), "Tea and seeds");
    assert_false(has(names(t, "gardening evening"), "Tea and seeds"));
    /* a name that holds the words is found whatever was read into them */
    struct str got = names(t, "tuesday lunch");
    assert_true(str_starts(got, STR("Tuesday lunch")));
    struct assets_query q = asked("gardening tuesday"); /* only a reason to come first */
    q.read = false;
    struct assets_found found = search(t, &q);
    assert_str(found.hits[0].asset.name, "Tea and seeds");
    assert_true(has(names_of(t, &found), "Allotment"));
    assert_str(found.words, "gardening");
    q = asked("free gardening tuesday"); /* just these words */
    q.exact = true;
    found = search(t, &q);
    assert_int_equal(found.total, 0);
    assert_int_equal(found.reading->n, 0);
    q = asked("gardening tuesday"); /* the field says more surely */
    q.day = 5;
    found = search(t, &q);
    assert_true(has(names_of(t, &found), "Allotment holders"));
    assert_false(has(names_of(t, &found), "Tea and seeds"));
}

/* ---- spelling ---- */

static void corrected(struct testing *t, const char *typed, const char *to, const char *first)
{
    struct assets_query q = asked(typed);
    struct assets_found found = search(t, &q);
    assert_int_equal(found.corrected_n, 1);
    assert_str(found.corrected[0].from, typed);
    assert_str(found.corrected[0].to, to);
    assert_str(found.words, to);
    assert_true(found.hits_n > 0);
    assert_str(found.hits[0].asset.name, first);
    q.exact = true;
    found = search(t, &q);
    assert_int_equal(found.corrected_n, 0);
    assert_str(found.words, typed);
}

static void spelling_twice(struct testing *t)
{
    corrected(t, "gardenning", "gardening", "Tea and seeds");
    corrected(t, "alotment", "allotment", "Allotment holders");
    corrected(t, "knitng", "knitting", "Knitting circle");
    corrected(t, "needels", "needles", "Sewing bee");
    struct assets_query q = asked("wul"); /* too short to be doubted */
    struct assets_found found = search(t, &q);
    assert_int_equal(found.corrected_n, 0);
    assert_int_equal(found.total, 0);
    q = asked("fishing"); /* a word people use is no misspelling, though nobody has it */
    found = search(t, &q);
    assert_int_equal(found.corrected_n, 0);
    q = asked("gardening");
    found = search(t, &q);
    assert_int_equal(found.corrected_n, 0);
}

static void spelling(struct testing *t)
{
    struct assets_view view;
    all(t);
    spelling_twice(t); /* its own, not committed */
    testing_commit(t);
    assets_index_settle(&t->ctx);
    assert_ok(assets_view_take(&t->ctx, &view));
    assert_int_equal(view.n, EXAMPLES);
    assets_view_release(&t->ctx, &view);
    spelling_twice(t); /* from the packed base */
}

/* ---- open now ---- */

static void at(struct testing *t, const char *instant)
{
    assert_true(instant_parse(str_from(instant), NULL, &t->ctx.now));
}

static struct str open_names(struct testing *t, enum assets_open open)
{
    struct assets_query q = asked("");
    q.open = open;
    struct assets_found found = search(t, &q);
    assert_int_equal(found.total, (int64_t)found.hits_n);
    for (size_t i = 0; i < found.hits_n; i++) {
        bool late = str_is(found.hits[i].asset.name, "Sewing bee");
        bool said = false, unknown = false;
        for (size_t k = 0; k < found.hits[i].why_n; k++) {
            said |= found.hits[i].why[k] == WHY_OPEN;
            unknown |= found.hits[i].why[k] == WHY_TIMES_UNKNOWN;
        }
        assert_int_equal(said, !late);
        assert_int_equal(unknown, late);
    }
    return names_of(t, &found);
}

static void open_now(struct testing *t)
{
    const struct zone *zone;
    all(t);
    assert_ok(zone_load(&t->arena, STR("Europe/London"), &zone));
    t->ctx.zone = zone;
    at(t, "2026-03-24T10:30:00Z"); /* a Tuesday in winter: 10:30 */
    assert_str(open_names(t, OPEN_NOW), "Tea and seeds|Sewing bee");
    at(t, "2026-03-31T09:30:00Z"); /* the Tuesday after the clocks went: 10:30 as well */
    assert_str(open_names(t, OPEN_NOW), "Tea and seeds|Sewing bee");
    at(t, "2026-03-31T11:10:00Z"); /* 12:10 by the clock on the wall: over */
    assert_str(open_names(t, OPEN_NOW), "Sewing bee");
    at(t, "2026-03-28T23:30:00Z"); /* Saturday night */
    assert_str(open_names(t, OPEN_NOW), "Night owls|Sewing bee");
    at(t, "2026-03-29T00:45:00Z"); /* Sunday, a quarter to one: still on */
    assert_str(open_names(t, OPEN_NOW), "Night owls|Sewing bee");
    at(t, "2026-03-29T01:15:00Z"); /* the hour from one to two is not there: 02:15 */
    assert_str(open_names(t, OPEN_NOW), "Sewing bee");
    at(t, "2026-10-25T00:30:00Z"); /* the hour that comes twice, first time: 01:30 */
    assert_str(open_names(t, OPEN_NOW), "Night owls|Sewing bee");
    at(t, "2026-10-25T01:30:00Z"); /* and the second time */
    assert_str(open_names(t, OPEN_NOW), "Night owls|Sewing bee");
    at(t, "2026-03-24T18:30:00Z");
    assert_str(open_names(t, OPEN_TODAY), "Tea and seeds|Sewing bee");
    at(t, "2026-03-24T09:45:00Z"); /* the half-hour is the same, the minute is not */
    assert_str(open_names(t, OPEN_NOW), "Sewing bee");
}

/* ---- order, repeats ---- */

static void order_and_repeats(struct testing *t)
{
    all(t);
    struct assets_query q = asked("coffee");
    struct assets_found found = search(t, &q);
    assert_int_equal(found.total, 3); /* the document has them all, the repeat last */
    assert_true(found.hits[2].asset.organisation_name.len > 0);
    assert_str(found.hits[2].asset.organisation_name, "Age trust");
    q.once = true;
    found = search(t, &q);
    assert_int_equal(found.total, 2);
    int more = 0;
    for (size_t i = 0; i < found.hits_n; i++) more += found.hits[i].more;
    assert_int_equal(more, 1);
    q = asked("weir");
    q.has_point = true;
    q.lat = 52.49;
    q.lon = -1.79;
    found = search(t, &q);
    assert_true(found.by_distance);
    assert_str(names_of(t, &found), "Tea and seeds|Allotment holders");
    q.lat = 52.52;
    found = search(t, &q);
    assert_str(names_of(t, &found), "Allotment holders|Tea and seeds");
    q = asked("weir trust");
    q.has_point = true;
    q.lat = 52.49;
    q.lon = -1.79;
    q.sort = SORT_FIT;
    found = search(t, &q);
    assert_false(found.by_distance);
}

static void odd_questions(struct testing *t)
{
    char *long_text = arena_alloc(&t->arena, 10001);
    all(t);
    assert_str(names(t, "the and of"), "");
    assert_str(names(t, "%"), "");
    assert_str(names(t, "_______"), "");
    assert_str(names(t, "' OR 1=1 --"), "");
    assert_str(names(t, "\xF0\x9F\x98\x80"), "");
    memset(long_text, 'x', 10000);
    assert_str(names(t, long_text), "");
    for (int i = 0; i < 9990; i += 10) memcpy(long_text + i, "gardening ", 10);
    assert_true(has(names(t, long_text), "Tea and seeds"));
    struct assets_query q = asked("gardening");
    q.page = 400;
    struct assets_found found = search(t, &q);
    assert_int_equal(found.hits_n, 0);
    assert_true(found.total > 0);
}

/* ---- merging ---- */

static struct str answers(struct testing *t)
{
    static const char *const texts[] = {"",        "coffee",    "gardening", "alotment",
                                        "evening", "free wool", "the trust holders"};
    struct buf buf;
    buf_init(&buf, &t->arena, 1 << 20);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        buf_put(&buf, names(t, texts[i]));
        buf_puts(&buf, "\n");
        struct assets_query q = asked(texts[i]);
        q.has_point = true;
        q.lat = 52.505;
        q.lon = -1.79;
        struct assets_found found = search(t, &q);
        buf_put(&buf, names_of(t, &found));
        buf_puts(&buf, "\n");
    }
    return buf_str(&buf);
}

static int by_id(const void *left, const void *right)
{
    const struct journal_change *a = left, *b = right;
    return a->id < b->id ? -1 : a->id > b->id;
}

/* A base merged from an older one and what changed is, byte for byte where it counts, the base
   that reading everything gives. */
static void merged_is_built(struct testing *t)
{
    struct index_base *old, *merged, *built;
    struct assets_query q = asked("knitting");
    for (size_t i = 0; i < 5; i++) put(t, &examples[i], i);
    testing_commit(t);
    assets_index_settle(&t->ctx);
    assert_ok(assets_index_build(&t->ctx, NULL, &old));
    for (size_t i = 5; i < EXAMPLES; i++) put(t, &examples[i], i);
    struct assets_found found = search(t, &q);
    struct asset a = found.hits[0].asset;
    struct asset_id id;
    a.name = STR("Crochet corner");
    assert_ok(assets_put(&t->ctx, &a, &id));
    q = asked("owls");
    found = search(t, &q);
    assert_ok(assets_end(&t->ctx, found.hits[0].asset.id, STR("over")));
    testing_commit(t);
    assets_index_settle(&t->ctx);
    assert_ok(assets_index_build(&t->ctx, NULL, &built));
    assert_ok(assets_index_renew(&t->ctx, old, NULL, &merged)); /* few: reads all */
    assets_index_base_release(merged);
    int64_t ids[EXAMPLES + 2];
    struct journal_change *changes;
    size_t n;
    assert_ok(journal_changes(&t->ctx, STR(ASSETS_CHANGE), old->head->change, 100, &changes, &n));
    qsort(changes, n, sizeof *changes, by_id);
    struct index_base *young;
    uint64_t dropped[1] = {0};
    for (size_t i = 0; i < n; i++) {
        ids[i] = changes[i].id;
        uint32_t number = assets_index_base_number(old, ids[i]);
        if (number != INDEX_UNLOCATED) dropped[0] |= (uint64_t)1 << number;
    }
    assert_ok(assets_index_build_some(&t->ctx, ids, n, old->head, NULL, &young));
    assert_ok(assets_index_merge(old, dropped, young, &merged));
    assert_int_equal(merged->head->n, built->head->n);
    assert_int_equal(merged->head->words_n, built->head->words_n);
    assert_true(assets_index_head_sound(merged->head, merged->head->size));
    static const enum index_section same[] = {
        IS_HOT,       IS_DAYS,       IS_ODD,       IS_IDS,       IS_TIES,      IS_BY_ID, IS_CELLS,
        IS_CELL_FROM, IS_NAMES,      IS_CONCEPTS,  IS_WORD_TEXT, IS_WORDS, IS_WORD_COUNT,
        IS_WORD_FROM, IS_CONCEPT_FROM, IS_SAY_TEXT, IS_SAY_MASK};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        uint64_t bytes = built->head->bytes[same[i]];
        assert_int_equal(merged->head->bytes[same[i]], bytes);
        assert_memory_equal(assets_index_section_of(merged, same[i]),
                            assets_index_section_of(built, same[i]), bytes);
    }
    assets_index_base_release(young);
    assets_index_base_release(merged);
    assets_index_base_release(built);
    assets_index_base_release(old);
}

/* Young rows, their own rows and a packed base answer alike. */
static void young_or_packed(struct testing *t)
{
    struct assets_view view;
    for (size_t i = 0; i < 4; i++) put(t, &examples[i], i);
    testing_commit(t);
    assets_index_settle(&t->ctx);
    assert_ok(assets_view_take(&t->ctx, &view));
    assets_view_release(&t->ctx, &view);
    for (size_t i = 4; i < EXAMPLES; i++) put(t, &examples[i], i);
    struct str own = answers(t);
    testing_commit(t);
    assets_index_settle(&t->ctx);
    struct str young = answers(t);
    assert_true(str_eq(own, young));
    assert_ok(assets_view_take(&t->ctx, &view));
    assert_int_equal(view.young_n, EXAMPLES - 4);
    assets_view_release(&t->ctx, &view);
    testing_later(t, (int64_t)(INDEX_DAYS_OLD + 1) * 86400000); /* too old: packed anew */
    struct str packed = answers(t);
    assert_ok(assets_view_take(&t->ctx, &view));
    assert_int_equal(view.n, EXAMPLES);
    assert_int_equal(view.young_n, 0);
    assets_view_release(&t->ctx, &view);
    assert_true(str_eq(young, packed));
}

int main(void)
{
    static const struct module *const modules[] = {
        &journal_module, &mail_module,       &auth_module,   &jobs_module,  &module_module,
        &places_module,  &vocabulary_module, &people_module, &assets_module};
    static const struct testing_case cases[] = {
        {"sentences", sentences},
        {"wishes limit", wishes_limit},
        {"spelling", spelling},
        {"open now", open_now},
        {"order and repeats", order_and_repeats},
        {"odd questions", odd_questions},
        {"merged is built", merged_is_built},
        {"young or packed", young_or_packed}};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
