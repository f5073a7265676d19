/* One ready row to the tables, its exact pairs to the merge queue, its outcome to the report.
   */
#include "assets_sql.h"
#include "base/utf8.h"
#include "domain/assets/assets_sources.h"
#include "domain/assets/import_store.h"

#define PAIRS_MAX (IMPORT_EXACT * IMPORT_COMMON)
#define NOTED_MAX 200
#define UNSEEN_SLICE 100

/* ---- the report ---- */

static struct str reason_of(struct import_run *run, struct str field, const struct said *said) {
    struct str words = text_say(&run->slice, run->ctx->locale, said);
    if (field.len == 0) return str_copy(run->lasting, words);
    return str_printf(run->lasting, "%.*s: %.*s", STR_ARG(field), STR_ARG(words));
}

static void line_note(struct import_run *run, const struct import_row *row) {
    struct import_report *report = &run->report;
    for (size_t i = 0; i < row->notes_n; i++) {
        const struct import_note *note = &row->notes[i];
        report->noted_all++;
        if (report->noted_n >= NOTED_MAX) continue;
        *ARENA_PUSH(run->lasting, report->noted, report->noted_n) =
            (struct import_line){row->line, str_copy(run->lasting, note->field),
                                 reason_of(run, note->field, &note->said),
                                 str_copy(run->lasting, row->file)};
    }
}

static void outcome_count(struct import_run *run, const struct import_ready *r) {
    struct import_report *report = &run->report;
    if (r->does == IMPORT_REFUSE) {
        const struct import_note *why = &r->row.why;
        *ARENA_PUSH(run->lasting, report->refused, report->refused_n) =
            (struct import_line){r->row.line, str_copy(run->lasting, why->field),
                                 reason_of(run, why->field, &why->said),
                                 str_copy(run->lasting, r->row.file)};
        return;
    }
    report->added += r->does == IMPORT_ADD;
    report->changed += r->does == IMPORT_CHANGE;
    report->unchanged += r->does == IMPORT_SAME;
    report->elsewhere += r->row.asset.elsewhere;
    line_note(run, &r->row);
}

/* ---- pairs ---- */

struct pair {
    int64_t other;
    bool why[IMPORT_EXACT];
};
struct pairs {
    struct pair items[PAIRS_MAX];
    size_t n;
};

static void pair_add(struct pairs *pairs, int64_t other, size_t why) {
    size_t i = 0;
    while (i < pairs->n && pairs->items[i].other != other) i++;
    if (i == PAIRS_MAX) return;
    if (i == pairs->n) pairs->items[pairs->n++] = (struct pair){.other = other};
    pairs->items[i].why[why] = true;
}

/* Others with this key: rows of the table, and rows a dry run did not write. */
static enum status others_find(struct import_run *run, const struct import_ready *r, size_t key,
                               struct pairs *pairs) {
    struct assets_sql_exact_find *rows;
    int64_t extra[IMPORT_COMMON + 1];
    size_t n, extra_n = 0, at = SIZE_MAX;
    const struct import_seen_entry *entry;
    int64_t hash = r->exact[key].hash;
    TRY(assets_sql_exact_find(run->ctx->db, &run->slice, hash, r->row.asset.id,
                              IMPORT_COMMON + 1, &rows, &n));
    while (run->dry && extra_n <= IMPORT_COMMON &&
           (entry = assets_import_seen_find(&run->exact, (uint64_t)hash, &at)) != NULL)
        if (entry->line != r->row.asset.id.v) extra[extra_n++] = entry->line;
    if (n + extra_n > IMPORT_COMMON) return OK; /* everybody's number */
    for (size_t i = 0; i < n; i++) pair_add(pairs, rows[i].asset_id.v, key);
    for (size_t i = 0; i < extra_n; i++) pair_add(pairs, extra[i], key);
    return OK;
}

static struct str why_of(struct arena *arena, const struct import_ready *r,
                         const struct pair *pair) {
    struct buf out;
    buf_init(&out, arena, 100);
    for (size_t i = 0; i < r->exact_n; i++)
        if (pair->why[i]) buf_printf(&out, "%s%s", out.len ? " " : "", r->exact[i].why);
    return buf_str(&out);
}

static enum status pairs_queue(struct import_run *run, const struct import_ready *r) {
    struct pairs pairs = {.n = 0};
    struct asset_id id = r->row.asset.id;
    for (size_t i = 0; i < r->exact_n; i++) TRY(others_find(run, r, i, &pairs));
    for (size_t i = 0; i < pairs.n; i++) {
        struct asset_id other = {pairs.items[i].other}, low = other.v < id.v ? other : id,
                        high = other.v < id.v ? id : other;
        int64_t have = 0;
        enum status status = OK;
        if (!run->dry)
            status =
                assets_sql_queue_add(run->ctx->db, low, high, run->place.id,
                                     why_of(&run->slice, r, &pairs.items[i]), run->ctx->now);
        else if (low.v > 0) TRY(assets_sql_queue_has(run->ctx->db, low, high, &have));
        if (status == ERR_MISSING || have > 0) continue; /* in the queue, or settled, already */
        TRY(status);
        run->report.duplicates++;
    }
    return OK;
}

/* ---- writing ---- */

/* An organisation of the same file may have been written a moment ago. */
static enum status organisation_find(struct import_run *run, struct ctx *ctx,
                                     struct import_row *row) {
    struct assets_sql_source_find known;
    if (row->organisation_id.len == 0) return OK;
    if (!str_eq(run->organisation_key, row->organisation_id) || run->organisation.v == 0) {
        struct str key = str_cat(ctx->arena, STR("id:"), row->organisation_id);
        enum status status =
            assets_sql_source_find(ctx->db, ctx->arena, run->source, key, &known);
        if (status == ERR_MISSING) return OK;
        TRY(status);
        run->organisation = known.asset_id;
        run->organisation_key = str_copy(run->lasting, row->organisation_id);
    }
    row->asset.organisation = run->organisation;
    return OK;
}

static enum status exact_write(struct import_run *run, const struct import_ready *r) {
    struct asset_id id = r->row.asset.id;
    for (size_t i = 0; i < r->old_n; i++)
        TRY(assets_sql_exact_drop(run->ctx->db, r->old[i].hash, id));
    for (size_t i = 0; i < r->exact_n; i++)
        TRY(assets_sql_exact_add(run->ctx->db, r->exact[i].hash, id));
    return OK;
}

static enum status add(struct import_run *run, struct import_ready *r) {
    struct ctx ctx = *run->ctx;
    struct asset *a = &r->row.asset;
    ctx.arena = &run->slice;
    a->id.v = ctx_id(&ctx);
    a->external_id = assets_external_make(&ctx, a);
    enum status status = assets_store(&ctx, a, true);
    if (status == ERR_CONFLICT) { /* that id is taken: it was another entry's before */
        a->external_id = uuid_random(ctx.arena, ctx.rand);
        status = assets_store(&ctx, a, true);
    }
    return status;
}

enum status assets_import_ready_write(struct import_run *run, struct import_ready *r) {
    struct ctx ctx = *run->ctx;
    ctx.arena = &run->slice;
    faults_init(&ctx.faults, &run->slice);
    if (r->joined || r->gone) {
        TRY(assets_import_feed_write(run, &ctx, r));
        outcome_count(run, r);
        return OK;
    }
    if (r->does == IMPORT_ADD || r->does == IMPORT_CHANGE)
        TRY(organisation_find(run, &ctx, &r->row));
    if (r->does == IMPORT_ADD) TRY(add(run, r));
    if (r->does == IMPORT_CHANGE) TRY(assets_store(&ctx, &r->row.asset, false));
    if (r->does == IMPORT_ADD || r->does == IMPORT_CHANGE) {
        TRY(assets_sql_source_put(ctx.db, run->source, r->key, r->row.asset.id, r->checksum,
                                  run->id.v, ctx.now));
        TRY(assets_said_put(&ctx, r->row.asset.id, run->source, run->said & ~r->kept,
                            r->does == IMPORT_ADD));
        TRY(exact_write(run, r));
        TRY(assets_import_outline_write(&ctx, &r->row));
        TRY(assets_import_told_write(&ctx, &r->row, r->does == IMPORT_ADD));
        TRY(assets_import_items_write(run, &ctx, r));
        TRY(pairs_queue(run, r));
    } else if (r->row.asset.id.v != 0) {
        TRY(assets_sql_source_seen(ctx.db, run->source, r->key, run->id.v, ctx.now));
        if (r->was_unseen) TRY(assets_sql_unseen_clear(ctx.db, r->row.asset.id));
    }
    if (r->row.asset.id.v != 0)
        TRY(assets_sql_source_line(ctx.db, run->source, r->key, r->row.line));
    outcome_count(run, r);
    return OK;
}

enum status assets_import_ready_count(struct import_run *run,
                                      const struct import_ready *ready) {
    struct import_ready r = *ready;
    if (r.does == IMPORT_ADD) r.row.asset.id.v = -(run->report.added + 1);
    if ((r.does == IMPORT_ADD || r.does == IMPORT_CHANGE) && !r.joined && !r.gone) {
        TRY(pairs_queue(run, &r));
        for (size_t i = 0; i < r.exact_n; i++)
            assets_import_seen_add(&run->exact, run->lasting, (uint64_t)r.exact[i].hash,
                                   r.row.asset.id.v, 0);
    }
    outcome_count(run, &r);
    return OK;
}

enum status assets_import_unseen_mark(struct import_run *run, struct str *after,
                                      bool *ret_more) {
    struct assets_sql_source_unseen *rows;
    size_t n;
    TRY(assets_sql_source_unseen(run->ctx->db, &run->slice, run->source, *after, run->id.v,
                                 UNSEEN_SLICE, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        enum status status =
            assets_sql_unseen_mark(run->ctx->db, rows[i].asset_id, run->ctx->now);
        if (status != OK && status != ERR_MISSING) return status;
        run->report.not_seen += status == OK;
    }
    *ret_more = n == UNSEEN_SLICE;
    if (n > 0) *after = str_copy(run->lasting, rows[n - 1].key);
    return OK;
}
