/* The queue filled in the background: after changes; a long list at night, for comparing all of it
   takes some 3 KB of memory an entry for a few seconds. Exact keys are compared while importing. */
#include "assets_sql.h"
#include "domain/assets/assets_duplicates.h"
#include "domain/assets/assets_own.h"
#include "platform/journal/journal.h"

#define SLICE 50                /* pairs a transaction */
#define SHORT 20000             /* entries that are looked through at once */
#define NIGHT_FROM 2            /* hours of the place's clock for longer ones */
#define NIGHT_TO 5
#define TOO_MANY 200000         /* entries from which places are looked through one by one */
#define SCAN_PLACES 1000

struct looking {
    struct ctx *ctx;
    struct arena arena;
    struct assets_pair *pairs;
    size_t n;
};

static bool night(const struct ctx *ctx) {
    int hour = civil_from_instant(ctx->zone, ctx->now).hour;
    return hour >= NIGHT_FROM && hour < NIGHT_TO;
}

/* Is there anything new, and is it quiet enough? */
static enum status due(struct ctx *ctx, int64_t *ret_number, bool *ret_due) {
    struct assets_sql_scan_find last;
    struct journal_change *changes;
    size_t n = 0;
    int64_t now, all;
    *ret_due = false;
    TRY(journal_change_last(ctx, &now));
    TRY(assets_sql_count_upto(ctx->db, SHORT + 1, &all)); /* every few seconds: not all of them */
    *ret_number = now;
    bool quiet = all <= SHORT || night(ctx);
    if (!quiet) return OK;
    enum status status = assets_sql_scan_find(ctx->db, ctx->arena, &last);
    if (status == OK)
        TRY(journal_changes(ctx, STR(ASSETS_CHANGE), last.change_number, 1, &changes, &n));
    else if (status != ERR_MISSING) return status;
    *ret_due = status == ERR_MISSING || n > 0;
    return OK;
}

static enum status pairs_read(struct looking *l, struct place_id place) {
    TRY(db_begin(l->ctx->db, DB_READ));
    enum status status =
        assets_duplicates_list(l->ctx, &l->arena, place, DUPLICATES_DEFAULT, &l->pairs, &l->n);
    db_rollback(l->ctx->db);
    return status;
}

static struct str why_join(struct arena *arena, const struct assets_pair *pair) {
    struct str words[DUPLICATES_WHY_MAX];
    for (size_t i = 0; i < pair->why_n; i++) words[i] = str_from(pair->why[i]);
    return pair->why_n == 0 ? STR("name") : str_join(arena, words, pair->why_n, STR(" "));
}

static enum status slice_write(struct looking *l, size_t from) {
    for (size_t i = from; i < l->n && i < from + SLICE; i++) {
        const struct assets_pair *p = &l->pairs[i];
        bool first = p->a.id.v < p->b.id.v;
        enum status status = assets_sql_pair_put(
            l->ctx->db, first ? p->a.id : p->b.id, first ? p->b.id : p->a.id,
            first ? p->b.place : p->a.place, why_join(&l->arena, p), p->score, l->ctx->now);
        if (status != OK && status != ERR_MISSING) return status;
    }
    return OK;
}

static enum status pairs_write(struct looking *l) {
    for (size_t from = 0; from < l->n; from += SLICE) {
        TRY(db_begin(l->ctx->db, DB_WRITE));
        enum status status = slice_write(l, from);
        if (status != OK) {
            db_rollback(l->ctx->db);
            return status;
        }
        TRY(db_commit(l->ctx->db));
    }
    return OK;
}

static enum status place_look(struct ctx *ctx, struct place_id place) {
    struct looking l = {.ctx = ctx};
    arena_init(&l.arena, ASSETS_DUPLICATES_ARENA);
    enum status status = pairs_read(&l, place);
    if (status == OK) status = pairs_write(&l);
    arena_release(&l.arena);
    return status == ERR_LIMIT ? OK : status; /* a place too big waits for the command */
}

static enum status scan_note(struct ctx *ctx, int64_t number) {
    TRY(db_begin(ctx->db, DB_WRITE));
    enum status status = assets_sql_scan_set(ctx->db, number, ctx->now);
    if (status == OK) return db_commit(ctx->db);
    db_rollback(ctx->db);
    return status;
}

/* Places of the list, when all at once would take too much memory; else one "all". */
static enum status places_read(struct ctx *ctx, struct place_id **ret_places, size_t *ret_n) {
    struct assets_sql_dup_places *rows;
    int64_t all;
    size_t n;
    TRY(assets_sql_count_all(ctx->db, &all));
    if (all <= TOO_MANY) {
        *ret_places = ARENA_ARRAY(ctx->arena, struct place_id, 1);
        *ret_n = 1;
        return OK;
    }
    TRY(assets_sql_dup_places(ctx->db, ctx->arena, SCAN_PLACES, &rows, &n));
    struct place_id *places = ARENA_ARRAY(ctx->arena, struct place_id, n);
    for (size_t i = 0; i < n; i++) places[i] = rows[i].place_id;
    *ret_places = places;
    *ret_n = n;
    return OK;
}

enum status assets_duplicates_job(struct ctx *ctx) {
    struct place_id *places;
    int64_t number;
    size_t n = 0;
    bool is_due = false;
    TRY(db_begin(ctx->db, DB_READ));
    enum status status = due(ctx, &number, &is_due);
    if (status == OK && is_due) status = places_read(ctx, &places, &n);
    db_rollback(ctx->db);
    TRY(status);
    if (!is_due) return OK;
    for (size_t i = 0; i < n; i++) TRY(place_look(ctx, places[i]));
    return scan_note(ctx, number);
}
