/* What holds for any profile and any list: hard limits, the range of the terms, the order of rows,
   and that nothing private of anybody else is computed with. KITH_LONG=1 asks a million times in all. */
#include "base/buf.h"
#include "domain/conversations/conversations.h"
#include "domain/matching/matching_own.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const topics[] = {"singing", "fishing", "growing",  "cooking", "walking",
                                     "chess",   "reading", "knitting", "music",   "company"};
static const char *const tongues[] = {NULL, "en", "pl", "ur en", "cy en"};
static const char *const whens[] = {"",
                                    "Every Tuesday 19:10 to 20:25",
                                    "Every Saturday 9am to 5pm",
                                    "Mondays 13:00-13:40",
                                    "1st Thursday 10am to 12",
                                    "by arrangement"};
static const int lows[] = {-1, 0, 5, 16, 50, 65};

#define PICK(t, list) list[rand_below(&(t)->rand, sizeof list / sizeof *list)]

static int rounds(int short_run)
{
    const char *asked = getenv("KITH_LONG");
    return asked != NULL && asked[0] == '1' ? short_run * 1250 : short_run;
}

static struct place_id begin(struct testing *t)
{
    struct place_id home;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    return home;
}

/* One entry made of chance; `i` gives it a name. */
static struct asset chance(struct testing *t, struct place_id home, int i)
{
    struct asset a = {.place = home, .kind = ASSET_GROUP, .location_name = STR_NONE};
    struct asset_schedule *lines;
    size_t n = 0;
    a.name = str_printf(&t->arena, "Thing %d %s", i, PICK(t, topics));
    a.description = str_from(i % 4 == 0 ? "Newcomers welcome, tea at the end" : "");
    a.located = rand_below(&t->rand, 8) > 0;
    if (a.located) {
        a.lat = 52.49 + (double)rand_below(&t->rand, 120) / 1000;
        a.lon = -1.79;
    }
    assert_ok(assets_schedule_parse(&t->arena, str_from(PICK(t, whens)), ctx_today(&t->ctx),
                                    &lines, &n));
    a.schedules = lines;
    a.schedules_n = n;
    a.access_yes = (unsigned)rand_below(&t->rand, 16);
    a.access_no = (unsigned)rand_below(&t->rand, 16) & ~a.access_yes;
    a.cost = (enum asset_cost)rand_below(&t->rand, 4);
    a.price = PENCE_NONE;
    a.audience = (enum asset_audience)rand_below(&t->rand, 3);
    a.languages = str_from(PICK(t, tongues));
    a.age_low = PICK(t, lows);
    a.age_high = a.age_low < 0 || rand_below(&t->rand, 2) ? -1 : a.age_low + 15;
    a.host_meets = rand_below(&t->rand, 2) == 1;
    a.host_room = -1;
    a.usual_size = (int)rand_below(&t->rand, 50) - 1;
    a.concepts[0] = str_from(PICK(t, topics));
    a.quality[0] = rand_below(&t->rand, 2) ? 100 : 50;
    a.concepts_n = 1;
    a.checked = DAY_NONE;
    return a;
}

static struct profile wish(struct testing *t)
{
    static const char *const bands[] = {"5-10", "18-24", "35-44", "65-74", "85+"};
    struct profile p;
    struct str why;
    assert_ok(matching_profile_parse(&t->ctx, STR("{\"near\":\"B36\"}"), &p));
    for (size_t n = rand_below(&t->rand, 3); p.loves_n < n;)
        p.loves[p.loves_n++] =
            (struct profile_concept){.concept = str_from(PICK(t, topics)), .a = 1};
    if (rand_below(&t->rand, 3) == 0)
        p.gives[p.gives_n++] =
            (struct profile_concept){.concept = str_from(PICK(t, topics)), .a = 1};
    if (rand_below(&t->rand, 3) == 0)
        p.phrases[p.phrases_n++] =
            (struct profile_phrase){.words = STR("tea"), .given = rand_below(&t->rand, 2) == 1};
    if (rand_below(&t->rand, 4) == 0) p.not_for_me[p.not_for_me_n++] = STR("singing");
    p.within_km = (double)rand_below(&t->rand, 12);
    p.needs = (unsigned)rand_below(&t->rand, 128);
    p.languages = str_from(PICK(t, tongues));
    p.turns_to = (int)rand_below(&t->rand, 5) - 1;
    if (rand_below(&t->rand, 2))
        (void)people_age_band_parse(str_from(PICK(t, bands)), &p.age_low, &p.age_high);
    if (rand_below(&t->rand, 2)) {
        struct str when = str_printf(t->ctx.arena, "tue %02d:%02d-21:00",
                                     12 + (int)rand_below(&t->rand, 9),
                                     (int)rand_below(&t->rand, 60));
        assert_ok(week_spans(when, p.spans, MATCHING_SPANS, &p.spans_n, &why));
        assert_ok(week_parse(when, &p.times, &why));
        p.times_known = true;
    }
    return p;
}

static bool shared_tongue(struct str a, struct str b)
{
    struct str rest, one, other;
    if (a.len == 0 || b.len == 0) return true;
    while (str_next_word(&a, &one)) {
        rest = b;
        while (str_next_word(&rest, &other))
            if (str_eq(one, other)) return true;
    }
    return false;
}

static void within_limits(const struct profile *p, const struct suggestion *s)
{
    const struct asset *a = &s->row;
    int low = a->age_low < 0 ? 0 : a->age_low, high = a->age_high < 0 ? 130 : a->age_high;
    unsigned must = 0;
    if (p->needs & NEED_STEP_FREE) must |= ASSET_STEP_FREE;
    if (p->needs & NEED_QUIET) must |= ASSET_QUIET;
    if (p->needs & NEED_HEARING_LOOP) must |= ASSET_HEARING_LOOP;
    if (p->needs & NEED_CHILDCARE) must |= ASSET_CHILDCARE;
    assert_int_equal(must & a->access_no, 0);
    assert_false(p->needs & NEED_FREE && a->cost == ASSET_COST_PAID);
    assert_false(a->audience == ASSET_WOMEN && !(p->needs & NEED_WOMEN_ONLY));
    assert_false(a->audience == ASSET_MEN && !(p->needs & NEED_MEN_ONLY));
    assert_false(p->within_km > 0 && a->located && s->distance_km > p->within_km + .001);
    assert_true(p->age_low < 0 || (p->age_low <= high && p->age_high >= low));
    assert_true(shared_tongue(p->languages, a->languages));
    assert_true(matching_times_meet(p, a));
    assert_false(p->not_for_me_n > 0 && str_is(a->concepts[0], "singing"));
}

/* Each reason is a share of its own weight, and together they are no more than the score. */
static void within_range(const struct suggestion *s)
{
    double sum = 0;
    assert_true(s->score >= 0 && s->score <= 1);
    for (size_t i = 0; i < s->reasons_n; i++) {
        enum reason_kind kind = s->reasons[i].kind;
        if (kind == REASON_GIVES) kind = REASON_INTEREST; /* who only gives: the two change places */
        double most = matching_weights[kind] / 10000.0;
        assert_true((s->reasons[i].weight >= .03 || s->reasons[0].weight < .03) && s->reasons[i].weight <= most + 1e-9);
        assert_true(i == 0 || s->reasons[i - 1].weight >= s->reasons[i].weight);
        sum += s->reasons[i].weight;
    }
    assert_true(sum <= s->score + 1e-9);
}

static int unknown_needs(const struct suggestion *s)
{
    return __builtin_popcount(s->check & ~(unsigned)CHECK_TIMES);
}

struct found { struct suggestion *rows; size_t n; };

static struct found rank(struct testing *t, const struct profile *p)
{
    struct found f;
    struct matching_limits limits;
    assert_ok(matching_rank(&t->ctx, p, 50, &f.rows, &f.n, &limits));
    return f;
}

static void any_profile_keeps_the_rules(struct testing *t)
{
    struct place_id home = begin(t);
    struct asset_id id;
    for (int i = 0; i < 80; i++) {
        struct asset a = chance(t, home, i);
        assert_ok(assets_put(&t->ctx, &a, &id));
    }
    struct arena scratch;
    arena_init(&scratch, (size_t)64 << 20);
    t->ctx.arena = &scratch;
    for (int round = rounds(400); round > 0; round--) {
        struct profile p = wish(t);
        struct found f = rank(t, &p);
        for (size_t i = 0; i < f.n; i++) {
            within_limits(&p, &f.rows[i]);
            within_range(&f.rows[i]);
            if (i == 0) continue;
            /* What is known to suit comes before what must be asked; then the better score. */
            int before = unknown_needs(&f.rows[i - 1]), now = unknown_needs(&f.rows[i]);
            assert_true(before <= now);
            assert_true(before < now || f.rows[i - 1].score >= f.rows[i].score);
        }
        arena_reset(&scratch);
    }
    t->ctx.arena = &t->arena;
    arena_release(&scratch);
}

static double score_of(const struct found *f, struct asset_id id)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->rows[i].asset.v == id.v) return f->rows[i].score;
    return -1;
}

/* Somebody who told us nothing is on no list above somebody who told us something. */
static void an_empty_profile_beats_nobody(struct testing *t)
{
    struct place_id home = begin(t);
    struct asset_id id;
    for (int i = 0; i < 40; i++) {
        struct asset a = chance(t, home, i);
        assert_ok(assets_put(&t->ctx, &a, &id));
    }
    for (int round = 0; round < 60; round++) {
        struct profile full = wish(t), empty = full;
        if (full.loves_n + full.gives_n + full.phrases_n == 0) continue;
        empty.loves_n = empty.gives_n = empty.phrases_n = 0;
        struct found told = rank(t, &full), blank = rank(t, &empty);
        for (size_t i = 0; i < told.n; i++)
            assert_true(told.rows[i].score >= score_of(&blank, told.rows[i].asset) - 1e-9);
    }
}

/* The list, its scores, reasons and sentences as one text. */
static struct str as_text(struct testing *t, const struct profile *p)
{
    struct found f = rank(t, p);
    struct buf out;
    buf_init(&out, t->ctx.arena, 1 << 20);
    for (size_t i = 0; i < f.n; i++) {
        struct str said = matching_sentence(&t->ctx, &f.rows[i], text_locale(TEXT_EN));
        buf_printf(&out, "%.*s %.9f %u %.*s\n", STR_ARG(f.rows[i].row.name), f.rows[i].score,
                   f.rows[i].check, STR_ARG(said));
    }
    return buf_str(&out);
}

/* One list, entered forwards and backwards, on each database: one answer. */
#define ASKED 12
static struct answers { bool known; size_t len[ASKED]; char text[ASKED][16384]; } first;

/* Of these nothing but the name differs, so that only ties order them. */
static struct asset twin(struct place_id home, struct str name)
{
    return (struct asset){.place = home, .kind = ASSET_GROUP, .name = name, .price = PENCE_NONE,
                          .age_low = -1, .age_high = -1, .host_room = -1, .usual_size = -1,
                          .concepts = {STR("singing")}, .quality = {100}, .concepts_n = 1,
                          .checked = DAY_NONE};
}

static void same_list(struct testing *t, bool backwards)
{
    struct place_id home = begin(t);
    struct asset_id id;
    for (int n = 0; n < 60; n++) {
        int i = backwards ? 59 - n : n;
        rand_init_fixed(&t->rand, 1000 + (uint64_t)i);
        struct asset a = chance(t, home, i);
        if (i % 3 == 0) a = twin(home, a.name);
        a.external_id = str_printf(&t->arena, "00000000-0000-5000-8000-%012d", i);
        assert_ok(assets_put(&t->ctx, &a, &id));
    }
    rand_init_fixed(&t->rand, 7);
    for (size_t i = 0; i < ASKED; i++) {
        struct profile p = wish(t);
        if (i == 0)
            assert_ok(matching_profile_parse(&t->ctx, STR("{\"loves\":[\"singing\"]}"), &p));
        struct str text = as_text(t, &p);
        assert_true(text.len < sizeof first.text[i]);
        if (first.known) {
            assert_true(str_eq(text, str_of(first.text[i], first.len[i])));
        } else {
            memcpy(first.text[i], text.ptr, text.len);
            first.len[i] = text.len;
        }
    }
    first.known = true;
}

static void forwards(struct testing *t)
{
    same_list(t, false);
}

static void backwards(struct testing *t)
{
    same_list(t, true);
}

static struct person_id person(struct testing *t, struct place_id home, const char *name)
{
    struct person_id id;
    struct person who = {.place = home, .first_name = str_from(name), .turns_to = -1};
    assert_ok(people_put(&t->ctx, &who, &id));
    return id;
}

/* Another person's private fields: whoever changes them, this viewer's list stays as it was. */
static void nothing_private_is_computed_with(struct testing *t)
{
    struct place_id home = begin(t);
    struct person_id host = person(t, home, "Dev"), other = person(t, home, "Joan");
    struct asset_id id;
    for (int i = 0; i < 40; i++) {
        struct asset a = chance(t, home, i);
        if (i % 3 == 0) {
            a.host = host;
            a.host_name = STR("Dev");
            a.host_room = 2;
        }
        assert_ok(assets_put(&t->ctx, &a, &id));
    }
    struct profile p[8];
    struct str before[8];
    for (size_t i = 0; i < 8; i++) {
        p[i] = wish(t);
        before[i] = as_text(t, &p[i]);
    }
    const struct person secret[] = {
        {.turns_to = 0},
        {.turns_to = 3, .needs = 127},
        {.turns_to = -1, .outcode = STR("B36"), .address = STR("1 Tenter Row")},
        {.turns_to = -1, .phone = STR("01632 960123"), .email = STR("a@weirside.example")},
        {.turns_to = -1, .age_band = STR("85+"), .for_child = STR("0-4")},
        {.turns_to = -1, .languages = STR("ur"), .times = STR("mon 09:00-10:00")},
    };
    const struct person_id whose[] = {host, other};
    const char *const names[] = {"Dev", "Joan"};
    for (size_t who = 0; who < 2; who++) {
        for (size_t s = 0; s < sizeof secret / sizeof *secret; s++) {
            struct person changed = secret[s];
            changed.id = whose[who];
            changed.place = home;
            changed.first_name = str_from(names[who]);
            struct person_id same;
            assert_ok(people_put(&t->ctx, &changed, &same));
            for (size_t i = 0; i < 8; i++) assert_true(str_eq(as_text(t, &p[i]), before[i]));
        }
        assert_ok(people_consent_give(&t->ctx, whose[who], CONSENT_KEEP, STR("spoken")));
        assert_ok(people_consent_give(&t->ctx, whose[who], CONSENT_INTRODUCE, STR("spoken")));
        struct told told[] = {{.kind = TOLD_LOVE, .concept = STR("singing"), .confirmed = true},
                              {.kind = TOLD_NOT_FOR_ME, .concept = STR("music"), .confirmed = true}};
        assert_ok(conversations_tell(&t->ctx, whose[who], told, 2));
        for (size_t i = 0; i < 8; i++) assert_true(str_eq(as_text(t, &p[i]), before[i]));
    }
}

/* ---- neighbours who agreed to be asked ---- */

static const char *const bands[] = {NULL, "18-24", "65-74"};

/* What Joan publishes stays; everything else about her is `round`'s. */
static void joan_is(struct testing *t, struct place_id home, struct person_id joan, int round)
{
    struct support_id support;
    struct person_id same;
    struct person changed = {.id = joan, .place = home, .first_name = str_from(round % 2 ? "Joan" : "Jo"),
                             .turns_to = round % 4, .needs = (unsigned)(round * 37) & 127, .outcode = STR("B36"),
                             .languages = STR("en"), .times = STR("tue 18:00-21:00"), .age_band = str_from(bands[round % 3]),
                             .for_child = str_from(round % 2 ? "0-4" : NULL), .email = str_from(round % 3 ? "j@weirside.example" : NULL),
                             .phone = str_from(round % 5 ? NULL : "01632 960123"), .address = str_from(round % 2 ? "1 Tenter Row" : NULL)};
    assert_ok(people_put(&t->ctx, &changed, &same));
    static const char *const hopes[] = {"chess", "reading", "swimming"}, *const nots[] = {"walking", "music", "cooking"};
    struct told told[] = {{.kind = TOLD_LOVE, .concept = STR("singing"), .confirmed = true},
                          {.kind = TOLD_HOPE, .concept = str_from(hopes[round % 3]), .confirmed = true},
                          {.kind = TOLD_NOT_FOR_ME, .concept = str_from(nots[round % 3]), .confirmed = true},
                          {.kind = TOLD_BARRIER, .concept = STR("money"), .confirmed = round % 2 == 1}};
    assert_ok(conversations_tell(&t->ctx, joan, told, round % 2 ? 4 : 3));
    assert_ok(people_support_add(&t->ctx, joan, STR("Ann"), STR("friend"), &support));
    if (round % 2) assert_ok(people_consent_give(&t->ctx, joan, CONSENT_CONTACT, STR("spoken")));
    else assert_ok(people_consent_withdraw(&t->ctx, joan, CONSENT_CONTACT));
}

static void asked_too(struct testing *t, struct person_id who)
{
    assert_ok(people_consent_give(&t->ctx, who, CONSENT_KEEP, STR("spoken")));
    assert_ok(people_consent_give(&t->ctx, who, CONSENT_INTRODUCE, STR("spoken")));
    assert_ok(people_consent_give(&t->ctx, who, CONSENT_BE_ASKED, STR("spoken")));
}

static void a_neighbour_is_what_they_publish(struct testing *t)
{
    struct place_id home = begin(t);
    struct person_id joan = person(t, home, "Joan"), viewer = person(t, home, "Viv");
    struct profile p;
    struct asset_id id;
    for (int i = 0; i < 30; i++) {
        struct asset a = chance(t, home, i);
        assert_ok(assets_put(&t->ctx, &a, &id));
    }
    asked_too(t, joan);
    asked_too(t, viewer);
    struct told told = {.kind = TOLD_LOVE, .concept = STR("singing"), .confirmed = true};
    assert_ok(conversations_tell(&t->ctx, viewer, &told, 1));
    joan_is(t, home, joan, 0);
    assert_ok(matching_profile_of(&t->ctx, viewer, &p));
    struct str before = as_text(t, &p);
    assert_true(str_find(before, STR("A neighbour who loves singing"), 0) != SIZE_MAX);
    assert_int_equal(str_find(before, STR("Jo"), 0), SIZE_MAX);
    for (int round = 1; round < 24; round++) {
        joan_is(t, home, joan, round);
        assert_true(str_eq(as_text(t, &p), before));
    }
}

/* Many suggestions and outcomes: limits, ranges and order hold with every term at work. */
static void any_history_keeps_the_rules(struct testing *t)
{
    struct place_id home = begin(t);
    struct asset_id ids[40];
    struct person_id who[8];
    int64_t number = 1;
    for (size_t i = 0; i < 8; i++) who[i] = person(t, home, "Guest");
    for (int i = 0; i < 40; i++) {
        struct asset a = chance(t, home, i);
        a.host_room = (int)rand_below(&t->rand, 4) - 1;
        assert_ok(assets_put(&t->ctx, &a, &ids[i]));
    }
    for (int i = 0; i < 300; i++) {
        struct asset_id asset = ids[rand_below(&t->rand, 40)];
        struct suggestion s = {.asset = asset, .score = .5, .chance = 1};
        assert_ok(matching_shown(&t->ctx, who[i % 8], &s, 1, (uint64_t)i));
        assert_ok(matching_outcome(&t->ctx, number++, asset, who[i % 8], rand_below(&t->rand, 2) == 1));
    }
    assert_ok(matching_learn(&t->ctx));
    struct arena scratch;
    arena_init(&scratch, (size_t)64 << 20);
    t->ctx.arena = &scratch;
    for (int round = rounds(60); round > 0; round--) {
        struct profile p = wish(t);
        struct found f = rank(t, &p);
        for (size_t i = 0; i < f.n; i++) {
            within_limits(&p, &f.rows[i]);
            within_range(&f.rows[i]);
            assert_true(f.rows[i].row.host_room != 0);
            if (i > 0 && unknown_needs(&f.rows[i - 1]) == unknown_needs(&f.rows[i]))
                assert_true(f.rows[i - 1].score >= f.rows[i].score);
        }
        arena_reset(&scratch);
    }
    t->ctx.arena = &t->arena;
    arena_release(&scratch);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"any profile keeps the rules", any_profile_keeps_the_rules},
        {"an empty profile beats nobody", an_empty_profile_beats_nobody},
        {"one list, forwards", forwards},
        {"one list, backwards", backwards},
        {"nothing private is computed with", nothing_private_is_computed_with},
        {"a neighbour is what they publish", a_neighbour_is_what_they_publish},
        {"any history keeps the rules", any_history_keeps_the_rules},
    };
    static const struct module *const modules[] = {
        &journal_module, &places_module,        &vocabulary_module, &people_module,
        &assets_module,  &conversations_module, &matching_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, 7});
}
