/* The index and the search: the same answers however the rows came and wherever they are held. */
#include "assets_sql.h"
#include "domain/assets/assets_own.h"
#include "domain/assets/index_own.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

extern const struct module assets_module;

struct example {
    const char *name, *description, *times;
    double lat, lon;
    unsigned yes;
    enum asset_cost cost;
    const char *languages;
    bool host;
};

static const struct example examples[] = {
    {"Weir Anglers", "Rods and reels by the river", "Saturdays 6-9am", 52.500, -1.790, 0,
     ASSET_COST_PAID, NULL, false},
    {"Tea and seeds", "Gardening for everybody", "Every Tuesday 2-4pm", 52.501, -1.791,
     ASSET_STEP_FREE, ASSET_COST_FREE, "en ur", true},
    {"Bring and grow", "Gardening with soup", "Thursdays 6-7.30pm", 52.502, -1.785, 0,
     ASSET_COST_DONATION, "en pl", true},
    {"Allotment holders", "Plots for growing", "by arrangement", 52.503, -1.786, 0,
     ASSET_COST_UNKNOWN, NULL, false},
    {"Chess at the library", "Board games for all", "Tuesdays 10-12", 52.510, -1.800,
     ASSET_STEP_FREE, ASSET_COST_FREE, NULL, false},
    {"Far gardening club", "Gardening elsewhere", "Tuesdays 2-4pm", 52.700, -1.900,
     ASSET_STEP_FREE, ASSET_COST_FREE, NULL, false},
};
#define EXAMPLES (sizeof examples / sizeof *examples)

static struct asset_id put(struct testing *t, const struct example *e)
{
    struct place_id place;
    struct asset_schedule *lines;
    struct asset_id id;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    struct asset a = {.place = place,
                      .name = str_from(e->name),
                      .description = str_from(e->description),
                      .located = true,
                      .lat = e->lat,
                      .lon = e->lon,
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
                      .source_id = str_from(e->name)};
    assert_ok(assets_schedule_parse(&t->arena, str_from(e->times), ctx_today(&t->ctx), &lines,
                                    &a.schedules_n));
    a.schedules = lines;
    assert_ok(assets_put(&t->ctx, &a, &id));
    return id;
}

static struct assets_query query(const char *words)
{
    return (struct assets_query){
        .words = str_from(words), .day = -1, .from = -1, .to = -1, .limit = 20, .page = 1};
}

/* Names found, "|" between. */
static struct str names(struct testing *t, const struct assets_query *q)
{
    struct assets_found found;
    struct buf buf;
    assert_ok(assets_search(&t->ctx, q, &found));
    buf_init(&buf, &t->arena, 65536);
    for (size_t i = 0; i < found.hits_n; i++) {
        if (i > 0) buf_puts(&buf, "|");
        buf_put(&buf, found.hits[i].asset.name);
    }
    assert_int_equal(found.total, (int64_t)found.hits_n);
    return buf_str(&buf);
}

static void all(struct testing *t, bool backwards)
{
    for (size_t i = 0; i < EXAMPLES; i++) put(t, &examples[backwards ? EXAMPLES - 1 - i : i]);
}

static bool has(struct str list, const char *name)
{
    return str_find(list, str_from(name), 0) != SIZE_MAX;
}

static void words_and_meanings(struct testing *t)
{
    all(t, false);
    struct assets_query q = query("chess");
    assert_str(names(t, &q), "Chess at the library");
    q = query("rods");
    assert_true(has(names(t, &q), "Weir Anglers"));
    q = query("fishing"); /* no such word in the entry: the meaning finds it */
    assert_true(has(names(t, &q), "Weir Anglers"));
    q = query("w\xC4\x99"
              "dkarstwo");
    assert_true(has(names(t, &q), "Weir Anglers"));
    q = query("gardens");
    struct str got = names(t, &q);
    assert_true(has(got, "Tea and seeds") && has(got, "Bring and grow") &&
                has(got, "Far gardening club"));
    assert_false(has(got, "Chess"));
    q = query("soup xyzzyq"); /* a word nobody has is left out */
    assert_str(names(t, &q), "Bring and grow");
    q = query("xyzzyq");
    assert_str(names(t, &q), "");
    q = query("lib"); /* the last word may be unfinished */
    assert_str(names(t, &q), "Chess at the library");
}

static void wishes_are_limits(struct testing *t)
{
    all(t, false);
    struct assets_query q = query("");
    q.has_point = true;
    q.lat = 52.5;
    q.lon = -1.79;
    struct str got = names(t, &q); /* 5 km when nothing is said: nearest first */
    assert_true(str_starts(got, STR("Weir Anglers|Tea and seeds|")));
    assert_false(has(got, "Far gardening"));
    q.within_km = 60;
    assert_true(has(names(t, &q), "Far gardening"));
    q.day = 1;
    got = names(t, &q); /* Tuesday: those that are on, then those nobody knows */
    assert_str(got, "Tea and seeds|Chess at the library|Far gardening club|Allotment holders");
    q.from = 9 * 60;
    q.to = 13 * 60;
    assert_str(names(t, &q), "Chess at the library|Allotment holders");
    q = query("");
    q.free = true;
    got = names(t, &q);
    assert_true(has(got, "Bring and grow") &&
                has(got, "Tea and seeds"));                     /* a donation is free */
    assert_false(has(got, "Allotment") || has(got, "Anglers")); /* unknown is not free */
    q = query("");
    q.step_free = true;
    q.language = STR("ur");
    assert_str(names(t, &q), "Tea and seeds");
    q = query("");
    q.welcome = true;
    got = names(t, &q);
    assert_true(has(got, "Tea and seeds") && has(got, "Bring and grow"));
    assert_false(has(got, "Chess"));
}

static void unreadable_questions(struct testing *t)
{
    struct assets_found found;
    all(t, false);
    struct assets_query q = query("");
    q.near = STR("nowhere at all");
    assert_int_equal(assets_search(&t->ctx, &q, &found), ERR_INVALID);
    assert_non_null(fault_find(&t->ctx.faults, STR("near")));
    q = query("");
    q.language = STR("klingon");
    assert_int_equal(assets_search(&t->ctx, &q, &found), ERR_INVALID);
    q = query("");
    q.has_point = true;
    q.lat = 95;
    assert_int_equal(assets_search(&t->ctx, &q, &found), ERR_INVALID);
}

static void pages_and_ceilings(struct testing *t)
{
    struct assets_found found, other;
    for (int i = 0; i < 520; i++) {
        char name[40];
        (void)snprintf(name, sizeof name, "Walking group %d", i);
        put(t, &(struct example){name, "A walk", "by arrangement", 52.5 + i * 0.00001, -1.79, 0,
                                 ASSET_COST_FREE, NULL, false});
    }
    struct assets_query q = query("walking");
    assert_ok(assets_search(&t->ctx, &q, &found));
    assert_int_equal(found.total, 520);
    assert_true(found.capped);
    assert_int_equal(found.hits_n, 20);
    q.page = 2;
    assert_ok(assets_search(&t->ctx, &q, &other));
    assert_int_equal(other.hits_n, 20);
    assert_false(found.hits[0].asset.id.v == other.hits[0].asset.id.v);
    q.page = 26;
    assert_ok(assets_search(&t->ctx, &q, &other));
    assert_int_equal(other.hits_n, 0);
    q.page = 1;
    q.limit = 5000;
    assert_ok(assets_search(&t->ctx, &q, &other));
    assert_int_equal(other.hits_n, 500);
}

static const char *const questions[] = {"",        "gardening", "tuesday chess",
                                        "growing", "for all",   "weir"};

static struct str everything(struct testing *t)
{
    struct buf buf;
    buf_init(&buf, &t->arena, 1 << 20);
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        struct assets_query q = query(questions[i]);
        buf_put(&buf, names(t, &q));
        buf_puts(&buf, "\n");
        q.has_point = true;
        q.lat = 52.505;
        q.lon = -1.79;
        q.within_km = 30;
        buf_put(&buf, names(t, &q));
        buf_puts(&buf, "\n");
    }
    return buf_str(&buf);
}

static const char *first_answers;
static void order_of_rows(struct testing *t, bool backwards)
{
    static char kept[1 << 16];
    all(t, backwards);
    struct str got = everything(t);
    assert_true(got.len > 100 && got.len < sizeof kept);
    if (first_answers == NULL) {
        memcpy(kept, got.ptr, got.len);
        kept[got.len] = '\0';
        first_answers = kept;
    }
    assert_str(got, first_answers); /* also between the two databases */
}

static void rows_forwards(struct testing *t)
{
    order_of_rows(t, false);
}
static void rows_backwards(struct testing *t)
{
    order_of_rows(t, true);
}

/* Young rows beside an older base give what one base of all gives; so do changes and ends. */
static void young_and_merged(struct testing *t)
{
    struct assets_view view;
    for (size_t i = 0; i < 3; i++) put(t, &examples[i]);
    testing_commit(t);
    assets_index_settle(&t->ctx);
    assert_ok(assets_view_take(&t->ctx, &view)); /* base of three */
    assert_int_equal(view.n, 3);
    assert_int_equal(view.young_n, 0);
    assets_view_release(&t->ctx, &view);
    for (size_t i = 3; i < EXAMPLES; i++) put(t, &examples[i]);
    struct asset a;
    struct assets_query q = query("anglers");
    struct assets_found found;
    assert_ok(assets_search(&t->ctx, &q, &found)); /* its own writes are seen at once */
    a = found.hits[0].asset;
    a.name = STR("River Anglers");
    struct asset_id id;
    assert_ok(assets_put(&t->ctx, &a, &id));
    testing_commit(t);
    assets_index_settle(&t->ctx);
    assert_ok(assets_view_take(&t->ctx, &view));
    assert_int_equal(view.n, 3);
    assert_int_equal(view.young_n, 4);
    struct str young = everything(t);
    struct index_base *base;
    assert_ok(assets_index_build(&t->ctx, NULL, &base)); /* what a rebuild would hold */
    assert_int_equal(base->head->n, EXAMPLES);
    assert_true(base->head->change >= view.change);
    assets_index_base_release(base);
    assert_true(has(young, "River Anglers"));
    assert_false(has(young, "Weir Anglers"));
    assert_ok(assets_end(&t->ctx, id, STR("over")));
    testing_commit(t);
    assets_index_settle(&t->ctx);
    assert_false(has(everything(t), "River Anglers"));
    size_t alive = 0; /* the view taken before still sees what it saw */
    for (uint32_t i = 0; i < view.n + view.young_n; i++) alive += assets_view_alive(&view, i);
    assert_int_equal(alive, EXAMPLES);
    assets_view_release(&t->ctx, &view);
}

static void undone_writes_stay_private(struct testing *t)
{
    struct assets_view view;
    put(t, &examples[0]);
    testing_commit(t);
    assets_index_settle(&t->ctx);
    assert_ok(assets_view_take(&t->ctx, &view));
    assets_view_release(&t->ctx, &view);
    put(t, &examples[1]); /* never committed */
    struct assets_query q = query("seeds");
    assert_str(names(t, &q), "Tea and seeds");
    db_rollback(t->ctx.db);
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    assets_index_settle(&t->ctx);
    assert_str(names(t, &q), "");
}

static void snapshots(struct testing *t)
{
    struct index_base *base, *mapped;
    struct assets_sql_identity identity;
    char path[64];
    (void)snprintf(path, sizeof path, "/tmp/kith-index-test-%ld", (long)getpid());
    all(t, false);
    testing_commit(t);
    assert_ok(assets_sql_identity(t->ctx.db, &t->arena, &identity));
    assert_ok(assets_index_build(&t->ctx, NULL, &base));
    assert_ok(assets_index_snapshot_write(&t->arena, str_from(path), base));
    assert_ok(assets_index_snapshot_map(&t->ctx, str_from(path), identity.identity, &mapped));
    assert_int_equal(mapped->head->n, EXAMPLES);
    assert_memory_equal(mapped->map, base->map, base->head->size);
    assets_index_base_release(mapped);
    /* another list, another day, a damaged head, a cut file: built again instead */
    assert_int_equal(assets_index_snapshot_map(&t->ctx, str_from(path),
                                               STR("7f0c4d3e-0b8a-5d55-9a41-1f5e2c6b7a90"),
                                               &mapped),
                     ERR_MISSING);
    testing_later(t, (int64_t)(INDEX_DAYS_OLD + 2) * 86400000);
    assert_int_equal(
        assets_index_snapshot_map(&t->ctx, str_from(path), identity.identity, &mapped),
        ERR_MISSING);
    testing_later(t, -(int64_t)(INDEX_DAYS_OLD + 2) * 86400000);
    struct index_head head = *base->head;
    head.n++;
    assert_false(assets_index_head_sound(&head, head.size));
    head.checksum = assets_index_checksum(&head);
    assert_false(assets_index_head_sound(&head, head.size)); /* sections no longer fit */
    assert_true(assets_index_head_sound(base->head, base->head->size));
    assert_false(assets_index_head_sound(base->head, base->head->size - 1));
    assert_int_equal(truncate(path, 300), 0);
    assert_int_equal(
        assets_index_snapshot_map(&t->ctx, str_from(path), identity.identity, &mapped),
        ERR_MISSING);
    (void)unlink(path);
    assert_int_equal(
        assets_index_snapshot_map(&t->ctx, str_from(path), identity.identity, &mapped),
        ERR_MISSING);
    assets_index_base_release(base);
}

static void seen(void *cookie, uint32_t number, float distance)
{
    (void)number;
    size_t *n = cookie;
    assert_true(distance <= 2000.5f);
    (*n)++;
}

static void columns(struct testing *t)
{
    struct assets_view view;
    uint32_t *numbers;
    size_t n, near = 0;
    bool capped;
    float x, y;
    all(t, false);
    assert_ok(assets_view_take(&t->ctx, &view));
    assert_ok(assets_view_words(&t->ctx, &view, STR("seeds"), 10, &numbers, &n, &capped));
    assert_int_equal(n, 1);
    assert_false(capped);
    const struct asset_hot *hot = assets_view_hot(&view, numbers[0]);
    assert_true(hot->flags & AF_STEP_FREE_YES && hot->flags & AF_FREE &&
                hot->flags & AF_WELCOME && hot->flags & AF_WEEKLY);
    assert_int_equal(hot->session, 4);
    assert_int_equal(hot->languages, 1u << assets_language_bit(STR("en")) |
                                         1u << assets_language_bit(STR("ur-PK")));
    assert_int_equal(week_count(assets_view_week(&view, numbers[0])), 4);
    assets_view_point(&view, 52.5, -1.79, &x, &y);
    assets_view_near(&view, x, y, 2000, seen, &near);
    assert_int_equal(near, 5); /* the chess club at 1.3 km counts, the far one does not */
    struct concept_id fishing = vocabulary_find(vocabulary_of(&t->ctx), STR("fishing"));
    const uint32_t *with = assets_view_concept(&view, fishing.v, &n);
    size_t young = 0;
    for (size_t i = 0; i < n; i++) assert_true(with[i] < view.n);
    for (uint32_t i = (uint32_t)view.n; i < view.n + view.young_n; i++)
        young += assets_view_hot(&view, i)->concepts[0] == fishing.v;
    assert_true(n + young >= 1);
    assert_true(assets_view_concept_share(&view, fishing.v) > 0);
    assets_view_release(&t->ctx, &view);
}

/* A postcode alone is enough to be near: the middle of its outcode, said as "about". */
static void an_outcode_is_a_place(struct testing *t)
{
    struct place_id place;
    struct asset_id id;
    struct asset found;
    struct assets_found answer;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    struct asset a = {.place = place, .name = STR("Lantern makers"), .description = STR(""),
                      .outcode = STR("B36"), .lat = NAN, .lon = NAN, .price = PENCE_NONE, .age_low = -1,
                      .age_high = -1, .host_room = -1, .usual_size = -1, .checked = DAY_NONE};
    assert_ok(assets_put(&t->ctx, &a, &id));
    assert_ok(assets_find(&t->ctx, id, &found));
    assert_false(found.located);
    assert_true(found.about);
    struct assets_query query = {.words = STR("lantern"), .near = STR("B36"), .within_km = 2, .day = -1,
                                 .from = -1, .to = -1, .limit = 10, .page = 1};
    assert_ok(assets_search(&t->ctx, &query, &answer));
    assert_int_equal(answer.total, 1);
    query.near = STR("B1");
    assert_ok(assets_search(&t->ctx, &query, &answer));
    assert_int_equal(answer.total, 0);
    /* Kept again as it was read, nothing has become exact. */
    assert_ok(assets_put(&t->ctx, &found, &id));
    assert_ok(assets_find(&t->ctx, id, &found));
    assert_false(found.located);
}

int main(void)
{
    static const struct module *const modules[] = {
        &journal_module, &mail_module,       &auth_module,   &jobs_module,  &module_module,
        &places_module,  &vocabulary_module, &people_module, &assets_module};
    static const struct testing_case cases[] = {
        {"words and meanings", words_and_meanings},
        {"wishes are limits", wishes_are_limits},
        {"unreadable questions", unreadable_questions},
        {"pages and ceilings", pages_and_ceilings},
        {"rows forwards", rows_forwards},
        {"rows backwards", rows_backwards},
        {"young and merged", young_and_merged},
        {"undone writes stay private", undone_writes_stay_private},
        {"snapshots", snapshots},
        {"columns", columns},
        {"an outcode is a place", an_outcode_is_a_place}};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
