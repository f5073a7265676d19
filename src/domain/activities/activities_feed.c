/* Keeping the drawn calendars and feed items true: what changed is drawn again, what is the same
   keeps its number, what is gone becomes a deleted item. One process at a time does it (the job's
   lease); numbers are taken by changing one row, which is held until the commit. */
#include "domain/activities/activities_feed.h"

#include "activities_sql.h"
#include "platform/journal/journal.h"

#include <stdatomic.h>
#include <string.h>

#define ASSETS_KIND "assets.asset"
#define BATCH 100
#define BATCHES 200         /* in one run */
#define SLICE_MS 4
#define SLICE_ITEMS 64      /* between two looks at the clock */
#define DELETED_DAYS 14
#define DAY_MS ((int64_t)86400000)
#define ROOM ((size_t)64 << 20)
#define CALENDAR_MAX ((size_t)6 << 20)
#define PULSE "activities.pulse"
#define FRESH_MS 10000

/* ---- one series ---- */

struct drawn {
    struct asset_id id;
    struct feed_source source;
    bool series;            /* false: it is none any more */
    struct str calendar, data;
    struct feed_item *items;
    size_t items_n;
};

struct change { int64_t id; int feed; struct day day; struct minutes at; struct str data; bool add; };

struct changes { struct change *rows; size_t n, done; };

static enum status draw(struct ctx *ctx, struct asset_id id, struct drawn *d)
{
    struct buf buf;
    *d = (struct drawn){.id = id, .data = STR_NONE, .calendar = STR_NONE};
    enum status status = activities_feed_source(ctx, id, &d->source);
    if (status == ERR_MISSING || status == ERR_DENIED) return OK;
    TRY(status);
    d->series = true;
    buf_init(&buf, ctx->arena, CALENDAR_MAX);
    TRY(activities_ical_series(ctx, &d->source, &buf));
    d->calendar = buf_str(&buf);
    return activities_feed_draw(ctx, &d->source, &d->data, &d->items, &d->items_n);
}

static void change_add(struct ctx *ctx, struct changes *all, struct change change)
{
    *ARENA_PUSH(ctx->arena, all->rows, all->n) = change;
}

static int name_cmp(struct day day, struct minutes at, const struct feed_item *b)
{
    return day.n != b->day.n ? (day.n > b->day.n) - (day.n < b->day.n) : (at.n > b->at.n) - (at.n < b->at.n);
}

/* What stands against what should stand: both in order of day and hour. */
static enum status compare(struct ctx *ctx, struct asset_id id, int feed, const struct feed_item *items, size_t n,
                           struct changes *all)
{
    struct activities_sql_feed_items *old;
    size_t old_n, i = 0;
    TRY(activities_sql_feed_items(ctx->db, ctx->arena, feed, id, &old, &old_n));
    for (size_t k = 0; k < old_n; k++) {
        while (i < n && name_cmp(old[k].day, old[k].at, &items[i]) > 0) {
            change_add(ctx, all, (struct change){0, feed, items[i].day, items[i].at, items[i].data, true});
            i++;
        }
        bool same = i < n && name_cmp(old[k].day, old[k].at, &items[i]) == 0;
        struct str data = same ? items[i++].data : STR_NONE;
        if (!same && !old[k].data.ptr) continue;
        if (same && old[k].data.ptr && str_eq(old[k].data, data)) continue;
        change_add(ctx, all, (struct change){old[k].id, feed, old[k].day, old[k].at, data, false});
    }
    for (; i < n; i++) change_add(ctx, all, (struct change){0, feed, items[i].day, items[i].at, items[i].data, true});
    return OK;
}

static enum status change_write(struct ctx *ctx, struct asset_id id, const struct change *c, int64_t number)
{
    if (!c->add)
        return activities_sql_feed_item_put(ctx->db, c->id, number, c->data, c->data.ptr ? INSTANT_NONE : ctx->now);
    const struct activities_sql_feed_item_add_in in = {ctx_id(ctx), c->feed, id, c->day, c->at, number, c->data};
    return activities_sql_feed_item_add(ctx->db, &in);
}

/* Some more changes; their numbers are taken at once. */
static enum status changes_some(struct ctx *ctx, struct asset_id id, struct changes *all)
{
    int64_t last;
    size_t most = all->n - all->done < SLICE_ITEMS ? all->n - all->done : SLICE_ITEMS;
    TRY(activities_sql_feed_counter_add(ctx->db, (int64_t)most));
    TRY(activities_sql_feed_counter(ctx->db, STR("number"), &last));
    for (size_t i = 0; i < most; i++) {
        TRY(change_write(ctx, id, &all->rows[all->done], last - (int64_t)(most - 1 - i)));
        all->done++;
    }
    return OK;
}

static enum status slice(struct ctx *ctx, struct asset_id id, struct changes *all)
{
    int64_t begun = clock_mono_ms();
    TRY(db_begin(ctx->db, DB_WRITE));
    while (all->done < all->n && clock_mono_ms() - begun < SLICE_MS) {
        enum status status = changes_some(ctx, id, all);
        if (status != OK) {
            db_rollback(ctx->db);
            return status;
        }
    }
    return db_commit(ctx->db);
}

static enum status series_row(struct ctx *ctx, const struct drawn *d)
{
    struct activities_sql_feed_series old;
    enum status status = activities_sql_feed_series(ctx->db, ctx->arena, d->id, &old);
    if (status != OK && status != ERR_MISSING) return status;
    if (!d->series && status == ERR_MISSING) return OK;
    bool same = status == OK && d->calendar.ptr && str_eq(d->calendar, old.calendar);
    const bool kept = same && d->source.asset.place.v == old.place_id.v && str_eq(d->source.asset.location_name, old.location_name);
    if (!kept) TRY(activities_sql_feed_counter_add(ctx->db, 1)); /* calendars are told apart by this number, too */
    const struct activities_sql_feed_series_put_in in = {
        .asset_id = d->id,
        .place_id = d->series ? d->source.asset.place : old.place_id,
        .location_name = d->series ? d->source.asset.location_name : old.location_name,
        .ended = !d->series || d->source.ended,
        .listed = d->data.len > 0,
        .calendar = d->calendar,
        .modified_at = same ? old.modified_at : status == OK ? ctx->now : d->source.id.modified_at,
        .drawn_on = ctx_today(ctx)};
    return activities_sql_feed_series_put(ctx->db, &in);
}

static enum status compared(struct ctx *ctx, struct asset_id id, struct drawn *d, struct changes *all)
{
    TRY(draw(ctx, id, d));
    const struct feed_item series = {.day = {0}, .at = {0}, .data = d->data};
    TRY(compare(ctx, id, 0, &series, d->data.len > 0 ? 1 : 0, all));
    return compare(ctx, id, 1, d->items, d->items_n, all);
}

static enum status row_write(struct ctx *ctx, const struct drawn *d)
{
    TRY(db_begin(ctx->db, DB_WRITE));
    enum status status = series_row(ctx, d);
    if (status == OK) return db_commit(ctx->db);
    db_rollback(ctx->db);
    return status;
}

static enum status series_renew(struct ctx *ctx, struct asset_id id)
{
    struct drawn d;
    struct changes all = {0};
    TRY(db_begin(ctx->db, DB_READ));
    enum status status = compared(ctx, id, &d, &all);
    db_rollback(ctx->db);
    TRY(status);
    while (all.done < all.n) TRY(slice(ctx, id, &all));
    return row_write(ctx, &d);
}

/* One that is too much for a calendar stays as it was: the others are not kept waiting by it. */
static enum status passed_over(struct ctx *ctx, struct asset_id id)
{
    db_rollback(ctx->db);
    TRY(db_begin(ctx->db, DB_WRITE));
    enum status status = activities_sql_feed_drawn(ctx->db, id, ctx_today(ctx));
    if (status == OK) return db_commit(ctx->db);
    db_rollback(ctx->db);
    return status;
}

/* In memory of its own, so that a long run stays small. */
static enum status renew(struct ctx *ctx, struct asset_id id)
{
    struct arena arena;
    struct ctx inner = *ctx;
    arena_init(&arena, ROOM);
    inner.arena = &arena;
    faults_init(&inner.faults, &arena);
    enum status status = series_renew(&inner, id);
    if (status == ERR_LIMIT || status == ERR_INVALID) status = passed_over(&inner, id);
    arena_release(&arena);
    return status;
}

/* ---- what is due ---- */

static enum status cursor_set(struct ctx *ctx, const char *name, int64_t value)
{
    TRY(db_begin(ctx->db, DB_WRITE));
    enum status status = activities_sql_feed_counter_set(ctx->db, str_from(name), value);
    if (status == OK) return db_commit(ctx->db);
    db_rollback(ctx->db);
    return status;
}

static enum status changes_read(struct ctx *ctx, const char *name, const char *kind,
                                struct journal_change **ret_changes, size_t *ret_count, bool *wanted)
{
    int64_t after, n;
    TRY(activities_sql_feed_counter(ctx->db, str_from(name), &after));
    TRY(journal_changes(ctx, str_from(kind), after, BATCH, ret_changes, ret_count));
    for (size_t i = 0; i < *ret_count; i++) {
        struct activities_sql_feed_series row;
        TRY(activities_sql_feed_is_series(ctx->db, (struct asset_id){(*ret_changes)[i].id}, &n));
        wanted[i] = n > 0 || activities_sql_feed_series(ctx->db, ctx->arena, (struct asset_id){(*ret_changes)[i].id},
                                                        &row) == OK;
    }
    return OK;
}

static enum status changes_renew(struct ctx *ctx, const char *name, const char *kind, bool *ret_more)
{
    struct journal_change *changes = NULL;
    bool wanted[BATCH];
    size_t n = 0;
    TRY(db_begin(ctx->db, DB_READ));
    enum status status = changes_read(ctx, name, kind, &changes, &n, wanted);
    db_rollback(ctx->db);
    TRY(status);
    for (size_t i = 0; i < n; i++)
        if (wanted[i]) TRY(renew(ctx, (struct asset_id){changes[i].id}));
    if (n > 0) TRY(cursor_set(ctx, name, changes[n - 1].number));
    *ret_more = n == BATCH;
    return OK;
}

/* The window moves on by a day. */
static enum status due_renew(struct ctx *ctx, bool *ret_more)
{
    struct activities_sql_feed_due *rows = NULL;
    size_t n = 0;
    TRY(db_begin(ctx->db, DB_READ));
    enum status status = activities_sql_feed_due(ctx->db, ctx->arena, ctx_today(ctx), BATCH, &rows, &n);
    db_rollback(ctx->db);
    TRY(status);
    for (size_t i = 0; i < n; i++) TRY(renew(ctx, rows[i].asset_id));
    *ret_more = n == BATCH;
    return OK;
}

static enum status purge(struct ctx *ctx)
{
    TRY(db_begin(ctx->db, DB_WRITE));
    enum status status = activities_sql_feed_purge(ctx->db, (struct instant){ctx->now.ms - DELETED_DAYS * DAY_MS});
    if (status == OK) return db_commit(ctx->db);
    db_rollback(ctx->db);
    return status;
}

struct pulse { _Atomic int64_t at_ms; atomic_bool waited; };

enum status activities_feed_pulse_open(struct ctx *ctx, struct arena *lasting, void **ret_ptr)
{
    struct pulse *pulse = ARENA_NEW(lasting, struct pulse);
    (void)ctx;
    atomic_store(&pulse->at_ms, clock_mono_ms());
    *ret_ptr = pulse;
    return OK;
}

bool activities_feed_beats(struct ctx *ctx)
{
    struct pulse *pulse = ctx_kept(ctx, PULSE);
    return pulse && clock_mono_ms() - atomic_load(&pulse->at_ms) < FRESH_MS;
}

bool activities_feed_wait(struct ctx *ctx)
{
    struct pulse *pulse = ctx_kept(ctx, PULSE);
    return pulse && !atomic_exchange(&pulse->waited, true);
}

void activities_feed_waited(struct ctx *ctx)
{
    struct pulse *pulse = ctx_kept(ctx, PULSE);
    if (pulse) atomic_store(&pulse->waited, false);
}

enum status activities_feed_job(struct ctx *ctx)
{
    struct pulse *pulse = ctx_kept(ctx, PULSE);
    bool more = true;
    if (pulse) atomic_store(&pulse->at_ms, clock_mono_ms());
    for (int i = 0; i < BATCHES && more; i++) {
        bool some[3] = {false, false, false};
        TRY(changes_renew(ctx, "assets", ASSETS_KIND, &some[0]));
        TRY(changes_renew(ctx, "activities", FEED_CHANGE, &some[1]));
        TRY(due_renew(ctx, &some[2]));
        more = some[0] || some[1] || some[2];
    }
    return purge(ctx);
}

/* ---- asked by others ---- */

enum status activities_feed_hear(struct ctx *ctx, int64_t subject, int64_t object)
{
    int64_t number;
    (void)object;
    return journal_change(ctx, FEED_CHANGE, subject, &number);
}

enum status activities_feed_hear_signup(struct ctx *ctx, int64_t subject, int64_t object)
{
    return activities_feed_hear(ctx, object, subject);
}

static enum status behind(struct ctx *ctx, const char *name, const char *kind, int64_t most, int64_t *ret_n)
{
    struct journal_change *changes;
    int64_t after;
    size_t n;
    TRY(activities_sql_feed_counter(ctx->db, str_from(name), &after));
    TRY(journal_changes(ctx, str_from(kind), after, most, &changes, &n));
    *ret_n = (int64_t)n;
    return OK;
}

enum status activities_feed_pending(struct ctx *ctx, int64_t most, int64_t *ret_n)
{
    int64_t assets, activities;
    TRY(behind(ctx, "assets", ASSETS_KIND, most, &assets));
    TRY(behind(ctx, "activities", FEED_CHANGE, most, &activities));
    *ret_n = assets + activities;
    return OK;
}

void activities_feed_fill(struct buf *buf, struct str text, struct str base)
{
    while (text.len > 0) {
        const char *mark = memchr(text.ptr, '\1', text.len);
        size_t n = mark ? (size_t)(mark - text.ptr) : text.len;
        buf_put(buf, str_slice(text, 0, n));
        if (mark) buf_put(buf, base);
        text = str_slice(text, n + 1, text.len);
    }
}
