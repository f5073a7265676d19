/* A whole import in short transactions: a batch is read and made ready, then written a few
   milliseconds at a time, so that a running server stays quick. */
#include "assets_sql.h"
#include "base/utf8.h"
#include "domain/assets/assets_sources.h"
#include "domain/assets/import_store.h"
#include "domain/assets/index_own.h"
#include "platform/journal/journal.h"

#include <time.h>

#define SLICE_CEILING ((size_t)512 << 20)
#define BUSY_TRIES 20
#define GAP_NS 2000000

/* Which groups of fields the file says anything about. */
static unsigned groups_told(const struct import_file *file) {
    static const struct {
        enum import_field first, last;
        unsigned group;
    } told[] = {{IF_DESCRIPTION, IF_KIND, SAID_WORDS},   {IF_TAGS, IF_TAGS, SAID_WORDS},
                {IF_DAYS_TIMES, IF_DAYS_TIMES, SAID_TIMES}, {IF_DAY, IMPORT_FIELDS - 1, SAID_TIMES},
                {IF_COST, IF_COST, SAID_COST},           {IF_FREE, IF_FREE, SAID_COST},
                {IF_STEP_FREE, IF_STEP_FREE, SAID_ACCESS}, {IF_LANGUAGES, IF_AGES, SAID_WHO},
                {IF_AUDIENCE, IF_AGE_HIGH, SAID_WHO},    {IF_OUTCODE, IF_LON, SAID_PLACE},
                {IF_POINT, IF_LOCATION, SAID_PLACE},     {IF_EASTING, IF_NORTHING, SAID_PLACE},
                {IF_PHONE, IF_URL, SAID_CONTACT}};
    unsigned groups = SAID_NAME;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        for (int field = (int)told[i].first; field <= (int)told[i].last; field++)
            if (assets_import_has(file, (enum import_field)field)) groups |= told[i].group;
    return groups;
}

void assets_import_run_init(struct import_run *run, struct ctx *ctx, struct arena *lasting,
                            struct import_file *file) {
    *run = (struct import_run){.ctx = ctx, .lasting = lasting, .file = file};
    arena_init(&run->slice, SLICE_CEILING);
    run->said = groups_told(file);
    run->report.format = str_from(assets_import_format_name(assets_import_format_of(file)));
    run->report.encoding = assets_import_encoding(file);
    run->report.columns = assets_import_columns(file, &run->report.columns_n);
}

void assets_import_run_release(struct import_run *run) {
    arena_release(&run->slice);
}

/* ---- in transactions of its own ---- */

static enum status in_transaction(struct import_run *run, enum db_mode mode,
                                  enum status (*step)(struct import_run *)) {
    TRY(db_begin(run->ctx->db, mode));
    enum status status = step(run);
    if (status == OK && mode == DB_WRITE) return db_commit(run->ctx->db);
    db_rollback(run->ctx->db);
    return status;
}

/* What was counted before a slice that is written again. */
struct mark {
    struct import_report report;
    size_t at;
    int64_t joined;
};

static enum status slice_write(struct import_run *run) {
    int64_t begun = clock_mono_ms();
    while (run->batch_at < run->batch_n) {
        TRY(assets_import_ready_write(run, &run->batch[run->batch_at++]));
        if (clock_mono_ms() - begun >= run->slice_ms) break;
    }
    return OK;
}

/* Somebody else held the lock, or wrote the same row: once more, from the beginning of the
   slice. */
static enum status slice_try(struct import_run *run) {
    for (int tries = 0;; tries++) {
        struct mark mark = {run->report, run->batch_at, run->joined};
        enum status status = in_transaction(run, DB_WRITE, slice_write);
        bool again = (status == ERR_BUSY || db_conflicted(run->ctx->db)) && tries < BUSY_TRIES;
        if (status == OK || !again) return status;
        run->report = mark.report;
        run->joined = mark.joined;
        for (size_t i = mark.at; i < run->batch_n; i++)
            if (run->batch[i].does == IMPORT_ADD) run->batch[i].row.asset.id.v = 0;
        run->batch_at = mark.at;
    }
}

static enum status dry_batch(struct import_run *run) {
    for (; run->batch_at < run->batch_n; run->batch_at++)
        TRY(assets_import_ready_count(run, &run->batch[run->batch_at]));
    return OK;
}

static enum status make(struct import_run *run) {
    return assets_import_batch_make(run);
}

/* Between two slices the lock is free for longer than whoever waits sleeps. */
static void gap_leave(const struct import_run *run) {
    const struct timespec gap = {.tv_nsec = GAP_NS};
    if (db_kind_of(run->ctx->db) == DB_SQLITE) (void)nanosleep(&gap, NULL);
}

static enum status rows_write(struct import_run *run, enum status (*progress)(void *, int64_t),
                              void *cookie) {
    do {
        TRY(in_transaction(run, DB_READ, make));
        while (run->batch_at < run->batch_n) {
            TRY(slice_try(run));
            gap_leave(run);
        }
        if (progress) TRY(progress(cookie, run->report.read));
    } while (run->batch_n > 0);
    return OK;
}

static enum status unseen_step(struct import_run *run) {
    bool more;
    struct str after = run->organisation_key; /* free by now: holds the last key */
    TRY(assets_import_unseen_mark(run, &after, &more));
    run->organisation_key = after;
    run->ended = !more;
    return OK;
}

/* A file of which nothing could be used tells nothing about the others. */
static enum status rest_mark(struct import_run *run) {
    const struct import_report *r = &run->report;
    run->organisation_key = STR("");
    run->ended = r->added + r->changed + r->unchanged == run->joined;
    while (!run->ended) {
        TRY(in_transaction(run, DB_WRITE, unseen_step));
        arena_reset(&run->slice);
    }
    return OK;
}

/* ---- beginning and end ---- */

static enum status begin_step(struct import_run *run) {
    if (run->place.id.v == 0) {
        TRY(places_init(run->ctx, run->place.name, STR_NONE, &run->place.id));
        TRY(places_find(run->ctx, run->place.id, &run->place));
    }
    struct str identity = uuid_random(run->lasting, run->ctx->rand);
    TRY(assets_sql_identity_set(run->ctx->db, identity));
    int64_t account = run->ctx->actor.account ? run->ctx->actor.account : INT_NONE;
    return assets_sql_run_add(run->ctx->db, run->id, run->place.id, run->source, account,
                              run->report.format, run->ctx->now);
}

static enum status end_step(struct import_run *run) {
    struct buf out;
    struct json json;
    buf_init(&out, run->lasting, 190000);
    for (size_t lines = 200; lines > 0; lines /= 4) { /* until it fits */
        out.len = 0;
        out.over = false;
        json_init(&json, &out);
        assets_import_report_json(&json, &run->report, lines);
        if (!out.over) break;
    }
    TRY(assets_sql_run_end(run->ctx->db, run->id, run->ctx->now,
                           out.over ? STR_NONE : buf_str(&out)));
    return journal_record(run->ctx, "assets.imported", run->id.v, run->place.id.v, STR_NONE);
}

static enum status place_find(struct import_run *run, const struct import_wish *wish) {
    struct str name = wish->place;
    if (wish->place_id.v) return places_find(run->ctx, wish->place_id, &run->place);
    enum status status = places_find_by_name(run->ctx, name, &run->place);
    if (status != ERR_MISSING) return status;
    run->place = (struct place){.name = str_copy(run->lasting, str_trim(name))};
    return OK;
}

static enum status write_all(struct import_run *run, enum status (*progress)(void *, int64_t),
                             void *cookie) {
    TRY(in_transaction(run, DB_WRITE, begin_step));
    db_bulk(run->ctx->db, true);
    enum status status = rows_write(run, progress, cookie);
    if (status == OK) status = rest_mark(run);
    db_bulk(run->ctx->db, false); /* the last commit makes the others last */
    TRY(status);
    TRY(in_transaction(run, DB_WRITE, end_step));
    assets_index_settle(run->ctx);
    return OK;
}

/* In one transaction that is undone: a place that does not exist is made for as long as it
   lasts. */
static enum status dry_all(struct import_run *run) {
    int64_t sum;
    if (run->place.id.v == 0) TRY(begin_step(run));
    do {
        TRY(assets_import_batch_make(run));
        TRY(dry_batch(run));
    } while (run->batch_n > 0);
    TRY(assets_sql_unseen_count(run->ctx->db, run->source, &sum));
    return OK;
}

static enum status run_all(struct import_run *run, const struct import_wish *wish,
                           enum status (*progress)(void *, int64_t), void *cookie) {
    TRY(db_begin(run->ctx->db, DB_READ));
    enum status status = place_find(run, wish);
    db_rollback(run->ctx->db);
    TRY(status);
    assets_import_here(run->file, run->place.zone);
    struct str source =
        str_trim(wish->source.len > 0 ? wish->source : assets_import_publisher(run->file));
    run->source = str_copy(
        run->lasting, utf8_cut(source.len > 0 ? source : run->place.name, ASSETS_SOURCE_MAX));
    run->report.source = run->source;
    run->dry = wish->dry;
    run->slice_ms = wish->slice_ms ? wish->slice_ms : IMPORT_SLICE_MS;
    run->id.v = wish->id.v ? wish->id.v : ctx_id(run->ctx);
    if (!run->dry) return write_all(run, progress, cookie);
    TRY(db_begin(run->ctx->db, run->place.id.v ? DB_READ : DB_WRITE));
    status = dry_all(run);
    db_rollback(run->ctx->db);
    return status;
}

enum status assets_import(struct ctx *ctx, struct arena *lasting, struct import_file *file,
                          const struct import_wish *wish,
                          enum status (*progress)(void *, int64_t), void *cookie,
                          struct import_report *ret_report) {
    struct import_run run;
    assets_import_run_init(&run, ctx, lasting, file);
    db_cache(ctx->db, 32768); /* rows and their indexes lie all over the file */
    enum status status = run_all(&run, wish, progress, cookie);
    db_cache(ctx->db, 0);
    assets_import_run_release(&run);
    if (status == OK) *ret_report = run.report;
    return status;
}

/* ---- looking only ---- */

static void sample_take(struct import_run *run, struct asset *sample, size_t max, size_t *n) {
    for (size_t i = 0; i < run->batch_n && *n < max; i++) {
        const struct asset *a = &run->batch[i].row.asset;
        if (run->batch[i].does == IMPORT_REFUSE) continue;
        struct asset *copy = &sample[(*n)++];
        *copy = (struct asset){.kind = a->kind,
                               .name = str_copy(run->lasting, a->name),
                               .located = a->located,
                               .lat = a->lat,
                               .lon = a->lon,
                               .address = str_copy(run->lasting, a->address),
                               .city = str_copy(run->lasting, a->city),
                               .postcode = str_copy(run->lasting, a->postcode),
                               .phone = str_copy(run->lasting, a->phone),
                               .url = str_copy(run->lasting, a->url),
                               .cost = a->cost,
                               .elsewhere = a->elsewhere};
        struct asset_schedule *lines =
            ARENA_ARRAY(run->lasting, struct asset_schedule, a->schedules_n);
        for (size_t k = 0; k < a->schedules_n; k++) {
            lines[k] = a->schedules[k];
            lines[k].rrule = str_copy(run->lasting, a->schedules[k].rrule);
            lines[k].words = str_copy(run->lasting, a->schedules[k].words);
        }
        copy->schedules = lines;
        copy->schedules_n = a->schedules_n;
    }
}

static enum status look(struct import_run *run, size_t limit, struct asset *sample, size_t max,
                        size_t *ret_n) {
    do {
        TRY(assets_import_batch_make(run));
        sample_take(run, sample, max, ret_n);
        TRY(dry_batch(run));
    } while (run->batch_n > 0 && (size_t)run->report.read < limit);
    return OK;
}

enum status assets_import_look(struct ctx *ctx, struct arena *lasting, struct import_file *file,
                               const struct place *place, struct str source, size_t limit,
                               struct asset **ret_sample, size_t sample_max,
                               size_t *ret_sample_n, struct import_report *ret_report) {
    struct import_run run;
    struct asset *sample = ARENA_ARRAY(lasting, struct asset, sample_max);
    size_t n = 0;
    assets_import_run_init(&run, ctx, lasting, file);
    run.dry = true;
    run.place = *place;
    assets_import_here(file, place->zone);
    run.source = run.report.source = source;
    enum status status = look(&run, limit, sample, sample_max, &n);
    assets_import_run_release(&run);
    TRY(status);
    *ret_sample = sample;
    *ret_sample_n = n;
    *ret_report = run.report;
    return OK;
}
