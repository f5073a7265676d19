/* Sessions whose series is on the list already, and what a feed took out by its name alone. */
#include "domain/assets/import_feed.h"

#include "assets_sql.h"
#include "base/utf8.h"
#include "domain/assets/index_own.h"
#include "platform/journal/journal.h"

static struct str text_kept(struct str text, size_t max) {
    return text.len ? utf8_cut(text, max) : STR_NONE;
}

static struct str key_of(struct arena *arena, struct str id) {
    struct import_row row = {.line = 0};
    row.cells.text[IF_ID] = id;
    return assets_import_key(arena, &row);
}

/* ---- does a date stand as it is told? ---- */

static bool said_same(const struct assets_sql_feed_date *row, const struct asset_date *d) {
    static const char *const kinds[] = {"off", "cancelled", "moved", "extra"};
    return str_is(row->kind, kinds[d->kind]) && row->to_day.n == d->to_day.n &&
           row->opens.n == d->opens.n && row->closes.n == d->closes.n &&
           str_eq(row->location_name, text_kept(d->location_name, 200)) &&
           str_eq(row->words, text_kept(d->words, 400));
}

/* What a person here put on a date stays, so it never differs. */
static enum status differs(struct ctx *ctx, struct asset_id id, const struct asset_date *name,
                           const struct asset_date *wanted, bool *ret_differs) {
    struct assets_sql_feed_date row;
    enum status status = assets_sql_feed_date(ctx->db, ctx->arena, id, name->day, name->at, &row);
    if (status != OK && status != ERR_MISSING) return status;
    if (status == ERR_MISSING) *ret_differs = wanted != NULL;
    else *ret_differs = row.imported && (!wanted || !said_same(&row, wanted));
    return OK;
}

/* ---- what was told against the lines that stand ---- */

struct joining {
    struct import_run *run;
    struct ctx *ctx;
    struct import_ready *r;
    const struct asset_plan *plan;
    const struct zone *zone;
    struct asset_date *names, *dates;
};

static enum status join(struct joining *j, const struct import_session *session) {
    struct arena *arena = j->ctx->arena;
    struct asset_date *date = ARENA_NEW(arena, struct asset_date);
    bool wanted = assets_import_session_date(j->plan, j->zone, session, date), other;
    TRY(differs(j->ctx, j->r->row.asset.id, &session->date, wanted ? date : NULL, &other));
    if (!other) return OK;
    *ARENA_PUSH(arena, j->names, j->r->names_n) = session->date;
    if (wanted) *ARENA_PUSH(arena, j->dates, j->r->dates_n) = *date;
    j->r->does = IMPORT_CHANGE;
    return OK;
}

static enum status joining_begin(struct joining *j, const struct asset *asset) {
    TRY(places_zone(j->ctx, j->run->place.id, &j->zone));
    TRY(assets_plan_make(j->ctx->arena, asset->schedules, asset->schedules_n, &j->plan));
    j->r->joined = true;
    j->r->does = IMPORT_SAME;
    j->r->names_n = j->r->dates_n = 0;
    return OK;
}

static void joining_end(struct joining *j) {
    j->r->names = j->names;
    j->r->dates = j->dates;
}

/* A session that came before keeps the name it was planned under. */
static enum status named(struct joining *j, struct import_session *session) {
    struct assets_sql_feed_item row;
    if (session->named || session->item.len == 0) return OK;
    enum status status =
        assets_sql_feed_item(j->ctx->db, j->ctx->arena, j->run->source, session->item, &row);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    if (!day_is(row.day) || !str_eq(row.key, j->r->key)) return OK;
    session->date.day = row.day;
    session->date.at = row.at;
    session->named = true;
    return OK;
}

static enum status sessions_join(struct joining *j) {
    const struct import_feed *feed = j->r->row.feed;
    for (size_t i = 0; i < feed->n; i++) {
        struct import_session session = feed->sessions[i];
        TRY(named(j, &session));
        TRY(join(j, &session));
    }
    joining_end(j);
    return OK;
}

/* The entry of a key, as it stands. */
static enum status entry_find(struct import_run *run, struct ctx *ctx, struct import_ready *r,
                              struct asset *ret_asset) {
    struct assets_sql_source_find row;
    TRY(assets_sql_source_find(ctx->db, ctx->arena, run->source, r->key, &row));
    TRY(assets_find(ctx, row.asset_id, ret_asset));
    r->row.asset.id = row.asset_id;
    r->checksum = row.checksum;
    r->was_unseen = instant_is(row.not_seen_at);
    return OK;
}

/* ---- sessions apart from their series ---- */

/* An entry that never said when it is has the lines its sessions keep to. */
static void lines_take(struct import_ready *r, const struct asset *old) {
    struct asset whole = *old;
    whole.schedules = r->row.asset.schedules;
    whole.schedules_n = r->row.asset.schedules_n;
    r->row.asset = whole;
    r->names = r->dates = r->row.told->dates;
    r->names_n = r->dates_n = r->row.told->dates_n;
    r->relined = true;
    r->does = IMPORT_CHANGE;
}

static enum status apart_ready(struct joining *j, bool *ret_settled) {
    struct import_ready *r = j->r;
    struct asset old;
    r->key = key_of(j->ctx->arena, r->row.cells.text[IF_ID]);
    enum status status = entry_find(j->run, j->ctx, r, &old);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    r->row.refused = false;
    TRY(joining_begin(j, &old));
    if (!assets_is_series(&old) && r->row.asset.schedules_n > 0) lines_take(r, &old);
    else TRY(sessions_join(j));
    *ret_settled = true;
    return OK;
}

/* ---- taken out ---- */

static enum status session_gone(struct joining *j, const struct asset *asset,
                                const struct assets_sql_feed_item *item) {
    const struct import_session session = {
        .named = true,
        .date = {.day = item->day, .at = item->at, .kind = ASSET_DATE_OFF, .to_day = DAY_NONE,
                 .opens = MINUTES_NONE, .closes = MINUTES_NONE, .location_name = STR_NONE,
                 .words = STR_NONE}};
    TRY(joining_begin(j, asset));
    TRY(join(j, &session));
    joining_end(j);
    return OK;
}

static enum status deleted_ready(struct joining *j, bool *ret_settled) {
    struct assets_sql_feed_item item;
    struct import_ready *r = j->r;
    struct asset asset;
    enum status status =
        assets_sql_feed_item(j->ctx->db, j->ctx->arena, j->run->source, r->row.feed->item, &item);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    r->key = item.key;
    status = entry_find(j->run, j->ctx, r, &asset);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    r->row.refused = false;
    *ret_settled = true;
    if (day_is(item.day)) return session_gone(j, &asset, &item);
    r->gone = true;
    r->does = r->was_unseen ? IMPORT_SAME : IMPORT_CHANGE;
    return OK;
}

enum status assets_import_feed_ready(struct import_run *run, struct ctx *ctx, struct import_ready *r,
                                     bool *ret_settled) {
    struct joining j = {.run = run, .ctx = ctx, .r = r};
    r->joined = r->gone = r->relined = false;
    *ret_settled = false;
    if (!r->row.feed) return OK;
    if (r->row.feed->deleted) return r->row.feed->item.len ? deleted_ready(&j, ret_settled) : OK;
    return r->row.feed->apart ? apart_ready(&j, ret_settled) : OK;
}

/* ---- writing ---- */

enum status assets_import_items_write(struct import_run *run, struct ctx *ctx,
                                      const struct import_ready *r) {
    const struct import_feed *feed = r->row.feed;
    if (!feed) return OK;
    if (feed->item.len > 0 && !r->joined)
        TRY(assets_sql_feed_item_put(ctx->db, run->source, feed->item, r->key, DAY_NONE,
                                     MINUTES_NONE));
    for (size_t i = 0; i < feed->n; i++) {
        const struct import_session *s = &feed->sessions[i];
        if (s->item.len > 0)
            TRY(assets_sql_feed_item_put(ctx->db, run->source, s->item, r->key, s->date.day,
                                         s->date.at));
    }
    return OK;
}

static enum status date_write(struct ctx *ctx, struct asset_id id, const struct asset_date *d) {
    static const char *const kinds[] = {"off", "cancelled", "moved", "extra"};
    const struct assets_sql_told_date_add_in in = {
        .asset_id = id, .day = d->day, .at = d->at, .kind = str_from(kinds[d->kind]),
        .to_day = d->to_day, .opens = d->opens, .closes = d->closes,
        .location_name = text_kept(d->location_name, 200), .words = text_kept(d->words, 400),
        .sequence = d->sequence, .now = ctx->now};
    return assets_sql_told_date_add(ctx->db, &in);
}

static enum status dates_write(struct import_run *run, struct ctx *ctx, const struct import_ready *r) {
    struct asset_id id = r->row.asset.id;
    struct asset_series series;
    int64_t number;
    for (size_t i = 0; i < r->names_n; i++) {
        enum status status = assets_sql_feed_date_drop(ctx->db, id, r->names[i].day, r->names[i].at);
        if (status != OK && status != ERR_MISSING) return status;
    }
    for (size_t i = 0; i < r->dates_n; i++) TRY(date_write(ctx, id, &r->dates[i]));
    TRY(assets_series_find(ctx, id, &series));
    TRY(assets_sql_series_raise(ctx->db, id, series.uid, ctx->now));
    TRY(assets_import_items_write(run, ctx, r));
    assets_index_wrote(ctx);
    return journal_change(ctx, ASSETS_CHANGE, id.v, &number);
}

enum status assets_import_feed_write(struct import_run *run, struct ctx *ctx,
                                     const struct import_ready *r) {
    run->joined++;
    if (r->gone) {
        enum status status = assets_sql_unseen_mark(ctx->db, r->row.asset.id, ctx->now);
        if (status != OK && status != ERR_MISSING) return status;
        run->report.not_seen += status == OK;
        return OK;
    }
    if (r->relined) TRY(assets_store(ctx, &r->row.asset, false));
    if (r->does == IMPORT_CHANGE) TRY(dates_write(run, ctx, r));
    if (r->row.feed->deleted) return OK;
    TRY(assets_sql_source_seen(ctx->db, run->source, r->key, run->id.v, ctx->now));
    return r->was_unseen ? assets_sql_unseen_clear(ctx->db, r->row.asset.id) : OK;
}
