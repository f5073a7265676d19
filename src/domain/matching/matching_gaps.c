/* The gap list. Everybody's wishes are tried one by one; only sums of five or more different
   people are kept, rounded down to fives, so that no row is about anybody. */
#include "domain/matching/matching_gaps.h"
#include "domain/matching/matching_own.h"

#include "base/buf.h"
#include "base/disclose.h"
#include "matching_sql.h"

#include <stdlib.h>
#include <string.h>

#define SLICE 100
#define WISHES 4       /* of one person */
#define PARTS_MOST 6   /* who is free at more times is not short of a time */
#define KEYS ((size_t)1 << 15)
#define SCRATCH_MOST ((size_t)64 << 20)
#define WEEK_BITS (7 * WEEK_PARTS)

enum took { TOOK_NOTHING, TOOK_ACCESS, TOOK_COST, TOOK_FAR, TOOK_TIME, TOOK_LANGUAGE, TOOK_AGE, TOOK_AUDIENCE, TOOK_FULL, TOOK_CLOSED, TOOK_HOST, TOOKS };
static const char *const took_names[TOOKS] = {"nothing", "access", "cost", "far", "time", "language", "age", "audience", "full", "closed", "host"};

struct key { int64_t place; uint8_t took, need; uint16_t concept; int8_t part; };
struct cell { struct key key; int64_t people, last; }; /* last: the person counted last, once each */
struct counting { struct cell *cells; size_t used; int64_t person; struct key base; };

static bool same_key(const struct key *a, const struct key *b)
{
    return a->place == b->place && a->took == b->took && a->need == b->need && a->concept == b->concept && a->part == b->part;
}

static void add(struct counting *c, struct key key)
{
    uint64_t hash = ((uint64_t)key.place * 31 + key.took) * 31 + key.need;
    hash = ((hash * 31 + key.concept) * 31 + (uint64_t)(key.part + 1)) * 0x9E3779B97F4A7C15u;
    size_t at = (size_t)(hash >> 40) & (KEYS - 1);
    while (c->cells[at].people > 0 && !same_key(&c->cells[at].key, &key)) at = (at + 1) & (KEYS - 1);
    if (c->cells[at].last == c->person) return;
    if (c->cells[at].people == 0 && c->used > KEYS / 2) return; /* more kinds of gap than a list is good for */
    if (c->cells[at].people == 0) c->used++;
    c->cells[at].key = key;
    c->cells[at].people++;
    c->cells[at].last = c->person;
}

/* One gap at every breadth: with its times and without, with the wish and without. */
static void add_all(struct counting *c, enum took took, unsigned need, struct concept_id concept, uint32_t parts)
{
    struct key key = c->base;
    key.took = (uint8_t)took;
    for (int wish = 0; wish < (concept.v ? 2 : 1); wish++) {
        key.concept = wish ? concept.v : 0;
        for (int n = 0; n < (need ? 2 : 1); n++) {
            key.need = n ? (uint8_t)need : 0;
            key.part = -1;
            add(c, key);
            bool timed = (took == TOOK_TIME || took == TOOK_HOST) && __builtin_popcount(parts) <= PARTS_MOST;
            for (int part = 0; timed && part < WEEK_BITS; part++) {
                if (!(parts >> part & 1)) continue;
                key.part = (int8_t)part;
                add(c, key);
            }
        }
    }
}

/* Pairs kept apart, what was declined and what is not for them are nobody's gap. */
static enum took most_of(const struct matching_limits *l)
{
    const int64_t counts[TOOKS] = {[TOOK_ACCESS] = l->access, [TOOK_COST] = l->cost, [TOOK_FAR] = l->far, [TOOK_TIME] = l->time,
                                   [TOOK_LANGUAGE] = l->language, [TOOK_AGE] = l->age, [TOOK_AUDIENCE] = l->audience,
                                   [TOOK_FULL] = l->full, [TOOK_CLOSED] = l->closed};
    enum took most = TOOK_NOTHING;
    for (int i = 1; i < TOOKS; i++)
        if (counts[i] > counts[most]) most = (enum took)i;
    return most;
}

/* The need that stood in the way, where it is one alone. */
static unsigned need_of(unsigned needs)
{
    unsigned access = needs & (NEED_STEP_FREE | NEED_QUIET | NEED_HEARING_LOOP | NEED_CHILDCARE);
    return __builtin_popcount(access) == 1 ? access : 0;
}

static enum status try_wish(struct ctx *ctx, struct counting *c, const struct profile *person, size_t wish, uint32_t parts)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    const struct concept *concept = vocabulary_lookup(v, person->loves[wish].concept);
    struct profile one = *person;
    struct suggestion *rows;
    struct matching_limits limits;
    size_t n;
    one.loves[0] = person->loves[wish];
    one.loves_n = 1;
    one.gives_n = one.phrases_n = 0;
    TRY(matching_rank(ctx, &one, 1, &rows, &n, &limits));
    if (n > 0) return OK;
    enum took took = most_of(&limits);
    if (took == TOOK_NOTHING && limits.considered > 0) return OK; /* only what they declined themselves */
    struct concept_id id = concept == NULL || concept->sensitive ? (struct concept_id){0} : concept->id;
    add_all(c, took, took == TOOK_ACCESS ? need_of(person->needs) : 0, id, parts);
    return OK;
}

/* Somebody with nobody to turn to, and no place where anybody would look out for them. */
static enum status try_host(struct ctx *ctx, struct counting *c, const struct profile *person, uint32_t parts)
{
    struct suggestion *three;
    struct matching_limits limits;
    size_t n;
    if (person->turns_to != 0) return OK;
    TRY(matching_three(ctx, person, &three, &n, &limits));
    for (size_t i = 0; i < n; i++)
        if (three[i].row.host.v != 0 || three[i].row.host_meets) return OK;
    if (n > 0) add_all(c, TOOK_HOST, need_of(person->needs), (struct concept_id){0}, parts);
    return OK;
}

static enum status try_person(struct ctx *ctx, struct counting *c, struct person_id person, struct place_id place)
{
    struct profile profile;
    if (!people_consents(ctx, person, CONSENT_INTRODUCE)) return OK;
    TRY(matching_profile_of(ctx, person, &profile));
    c->person = person.v;
    c->base = (struct key){.place = place.v};
    uint32_t parts = profile.times_known ? week_to_parts(&profile.times) : 0;
    for (size_t i = 0; i < profile.loves_n && i < WISHES; i++) TRY(try_wish(ctx, c, &profile, i, parts));
    return try_host(ctx, c, &profile, parts);
}

/* A slice of people, reading only; *ret_last is where the next begins, 0 at the end. */
static enum status slice(struct ctx *ctx, struct counting *c, struct person_id after, struct person_id *ret_last)
{
    struct matching_sql_people *rows;
    size_t n;
    TRY(matching_sql_people(ctx->db, ctx->arena, after, SLICE, &rows, &n));
    *ret_last = (struct person_id){n == SLICE ? rows[n - 1].id.v : 0};
    for (size_t i = 0; i < n; i++) TRY(try_person(ctx, c, rows[i].id, rows[i].place_id));
    return OK;
}

static int by_people(const void *a, const void *b)
{
    const struct cell *left = a, *right = b;
    if (left->people != right->people) return left->people > right->people ? -1 : 1;
    return memcmp(&left->key, &right->key, sizeof left->key);
}

static enum status keep(struct ctx *ctx, struct counting *c)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    size_t n = 0;
    for (size_t i = 0; i < KEYS; i++)
        if (c->cells[i].people >= DISCLOSE_THRESHOLD) c->cells[n++] = c->cells[i];
    qsort(c->cells, n, sizeof *c->cells, by_people);
    TRY(matching_sql_gap_clear(ctx->db));
    for (size_t i = 0; i < n && i < 1000; i++) {
        const struct key *key = &c->cells[i].key;
        const struct concept *concept = key->concept ? vocabulary_concept(v, (struct concept_id){key->concept}) : NULL;
        TRY(matching_sql_gap_add(ctx->db, &(struct matching_sql_gap_add_in){
            .id = ctx_id(ctx), .place_id = {key->place}, .took = str_from(took_names[key->took]),
            .need = str_from(people_need_name(key->need)), .concept = concept ? concept->code : STR(""),
            .part = key->part, .people = c->cells[i].people / DISCLOSE_THRESHOLD * DISCLOSE_THRESHOLD, .at = ctx->now}));
    }
    return OK;
}

static enum status in_slices(struct ctx *ctx, struct counting *c)
{
    struct person_id at = {0};
    struct arena *lasting = ctx->arena, scratch;
    enum status status;
    do {
        arena_init(&scratch, SCRATCH_MOST);
        ctx->arena = &scratch;
        status = db_begin(ctx->db, DB_READ);
        if (status == OK) status = slice(ctx, c, at, &at);
        if (status == OK) status = db_commit(ctx->db);
        else db_rollback(ctx->db);
        ctx->arena = lasting;
        arena_release(&scratch);
    } while (status == OK && at.v != 0);
    return status;
}

enum status matching_gaps_count(struct ctx *ctx)
{
    struct counting c = {.cells = ARENA_ARRAY(ctx->arena, struct cell, KEYS)};
    TRY(in_slices(ctx, &c));
    TRY(db_begin(ctx->db, DB_WRITE));
    enum status status = keep(ctx, &c);
    if (status == OK) status = matching_learn(ctx);
    if (status == OK) return db_commit(ctx->db);
    db_rollback(ctx->db);
    return status;
}

enum status matching_gaps_list(struct ctx *ctx, struct place_id place, struct matching_gap **ret_rows, size_t *ret_count)
{
    struct matching_sql_gaps *rows;
    size_t count;
    TRY(matching_sql_gaps(ctx->db, ctx->arena, place, &rows, &count));
    struct matching_gap *out = ARENA_ARRAY(ctx->arena, struct matching_gap, count);
    for (size_t i = 0; i < count; i++)
        out[i] = (struct matching_gap){rows[i].place_id, rows[i].took, rows[i].need, rows[i].concept, (int)rows[i].part, rows[i].people, rows[i].at};
    *ret_rows = out;
    *ret_count = count;
    return OK;
}

/* ---- in words ---- */

static const char *need_words(struct str need)
{
    if (str_is(need, "step-free")) return T_("nothing without steps");
    if (str_is(need, "quiet")) return T_("nothing quiet");
    if (str_is(need, "hearing-loop")) return T_("nothing with a hearing loop");
    return T_("nothing where children can come");
}

static const char *host_words(struct str need)
{
    if (str_is(need, "step-free")) return T_("no host where there are no steps");
    if (str_is(need, "quiet")) return T_("no host where it is quiet");
    if (str_is(need, "hearing-loop")) return T_("no host where there is a hearing loop");
    if (str_is(need, "childcare")) return T_("no host where children can come");
    return T_("nobody who meets newcomers");
}

static const char *took_words(const struct matching_gap *gap)
{
    static const char *const words[TOOKS] = {T_("nobody offers it here"), T_("what there is has steps, or misses something that was asked for"),
        T_("what there is costs money"), T_("what there is is too far"), T_("what there is is on at other times"),
        T_("what there is is in other languages"), T_("what there is is for other ages"), T_("what there is is for women or for men only"),
        T_("the hosts have enough newcomers"), T_("what there was has closed"), T_("nobody who meets newcomers")};
    if (str_is(gap->took, "host")) return host_words(gap->need);
    if (gap->need.len > 0) return need_words(gap->need);
    for (int i = 0; i < TOOKS; i++)
        if (str_is(gap->took, took_names[i])) return words[i];
    return words[0];
}

static struct str part_words(struct ctx *ctx, int part)
{
    static const char *const words[WEEK_PARTS] = {T_("{day}, mornings"), T_("{day}, afternoons"), T_("{day}, evenings"), T_("{day}, nights")};
    struct said said = SAY1(words[part % WEEK_PARTS], "day", text_weekday(ctx->locale, part / WEEK_PARTS));
    return text_say(ctx->arena, ctx->locale, &said);
}

struct str matching_gap_words(struct ctx *ctx, const struct matching_gap *gap)
{
    struct buf out;
    buf_init(&out, ctx->arena, 2048);
    if (gap->concept.len > 0) buf_put(&out, vocabulary_label_of(vocabulary_of(ctx), gap->concept, ctx->locale));
    else buf_put(&out, text_get(ctx->locale, T_("Whatever was wished"), NULL));
    buf_puts(&out, " · ");
    buf_put(&out, text_get(ctx->locale, took_words(gap), NULL));
    if (gap->part >= 0 && gap->part < WEEK_BITS) {
        buf_puts(&out, " · ");
        buf_put(&out, part_words(ctx, gap->part));
    }
    return buf_str(&out);
}
