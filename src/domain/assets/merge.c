/* Two entries made one. Nothing of either is lost: what they were is kept beside them. */
#include "assets_sql.h"
#include "domain/assets/import_store.h"
#include "domain/assets/index_own.h"
#include "domain/assets/merge_own.h"
#include "platform/journal/journal.h"

bool assets_may_merge(const struct ctx *ctx, struct place_id place) {
    if (ctx_has(ctx, STANDING_SYSTEM)) return true;
    return ctx_has(ctx, STANDING_ADMIN | STANDING_CONNECTOR) && place.v == ctx->actor.place;
}

static enum status missing(struct ctx *ctx) {
    return ctx_fault(ctx, ERR_MISSING, STR("id"), SAY("There is nothing with this id."));
}

enum status assets_merge_id(struct ctx *ctx, struct str id, struct asset_id *ret_id) {
    struct assets_sql_find_external row;
    struct assets_sql_merge_state state;
    struct asset_id number = {0};
    enum status status = ERR_MISSING;
    if (str_to_int(id, &number.v)) {
        status = assets_sql_merge_state(ctx->db, ctx->arena, number, &state);
    } else if (uuid_valid(id)) {
        status = assets_sql_find_external(ctx->db, ctx->arena, str_lower(ctx->arena, id), &row);
        if (status == OK) number = row.id;
    }
    if (status == ERR_MISSING) return missing(ctx);
    TRY(status);
    *ret_id = number;
    return OK;
}

/* By its own number, or by either entry: the last one that stands. */
enum status assets_merge_said(struct ctx *ctx, struct str said, struct merge_id *ret_id) {
    struct assets_sql_merge_find row;
    struct assets_sql_merge_of of;
    struct merge_id id = {0};
    struct asset_id asset;
    size_t before = ctx->faults.count;
    if (str_to_int(said, &id.v)) {
        enum status status = assets_sql_merge_find(ctx->db, ctx->arena, id, &row);
        if (status != ERR_MISSING) {
            *ret_id = id;
            return status;
        }
    }
    enum status status = assets_merge_id(ctx, said, &asset);
    if (status == OK) status = assets_sql_merge_of(ctx->db, ctx->arena, asset, &of);
    if (status == OK) id = of.id;
    else if (status != ERR_MISSING) return status;
    if (ctx->faults.count > before) faults_init(&ctx->faults, ctx->arena);
    *ret_id = id; /* none: undo says so */
    return OK;
}

/* ---- may they become one? ---- */

static enum status one_check(struct ctx *ctx, struct asset_id id,
                             struct assets_sql_merge_state *ret_state) {
    enum status status = assets_sql_merge_state(ctx->db, ctx->arena, id, ret_state);
    if (status == ERR_MISSING) return missing(ctx);
    TRY(status);
    if (!assets_may_merge(ctx, ret_state->place_id))
        return ctx_fault(ctx, ERR_DENIED, STR_NONE,
                         SAY("Only connectors and administrators of a place can say what is "
                             "the same there."));
    return OK;
}

static enum status living_check(struct ctx *ctx, const struct assets_sql_merge_state *state) {
    if (state->merged_into.v != 0)
        return ctx_fault(
            ctx, ERR_CONFLICT, STR("id"),
            SAY1("\"{name}\" is part of another entry already.", "name", state->name));
    if (instant_is(state->ended_at))
        return ctx_fault(ctx, ERR_CONFLICT, STR("id"),
                         SAY1("\"{name}\" has been taken off the list.", "name", state->name));
    return OK;
}

static enum status pair_read(struct ctx *ctx, struct asset_id a_id, struct asset_id b_id,
                             struct asset *a, struct asset *b,
                             struct assets_sql_merge_state states[2]) {
    TRY(one_check(ctx, a_id, &states[0]));
    TRY(one_check(ctx, b_id, &states[1]));
    TRY(living_check(ctx, &states[0]));
    TRY(living_check(ctx, &states[1]));
    if (a_id.v == b_id.v)
        return ctx_fault(ctx, ERR_INVALID, STR("id"), SAY("Name two entries."));
    TRY(assets_find(ctx, a_id, a));
    TRY(assets_find(ctx, b_id, b));
    if (a->kind == ASSET_GIFT || b->kind == ASSET_GIFT)
        return ctx_fault(ctx, ERR_INVALID, STR("id"),
                         SAY("What one person offers is never made one with another entry."));
    if (a->organisation.v == b->id.v || b->organisation.v == a->id.v)
        return ctx_fault(ctx, ERR_INVALID, STR("id"),
                         SAY("One of them runs the other: they are two things."));
    return OK;
}

/* ---- writing ---- */

static enum status copies_keep(struct ctx *ctx, struct merge_id id, int64_t part,
                               struct asset_id a) {
    TRY(assets_sql_merge_copy(ctx->db, id, part, a));
    TRY(assets_sql_merge_copy_schedules(ctx->db, id, part, a));
    TRY(assets_sql_merge_copy_concepts(ctx->db, id, part, a));
    return assets_merge_dates_keep(ctx, id, part, a);
}

static enum status times_write(struct ctx *ctx, const struct asset *a,
                               const struct asset_schedule *lines, size_t n) {
    TRY(assets_sql_merge_schedules_clear(ctx->db, a->id));
    for (size_t i = 0; i < n; i++) {
        const struct assets_sql_schedule_add_in in = {
            .asset_id = a->id,
            .seq = (int64_t)i,
            .rrule = lines[i].rrule.len ? lines[i].rrule : STR_NONE,
            .begins = lines[i].from,
            .until = lines[i].until,
            .opens = lines[i].opens,
            .closes = lines[i].closes,
            .words = lines[i].words.ptr ? lines[i].words : STR(""),
            .skip = lines[i].skip,
            .zone = lines[i].zone.len ? lines[i].zone : STR_NONE};
        TRY(assets_sql_schedule_add(ctx->db, &in));
    }
    return OK;
}

static enum status lists_unite(struct ctx *ctx, const struct asset *a, const struct asset *b,
                               struct assets_merged *merged) {
    struct asset_schedule *lines;
    struct str codes[ASSET_CONCEPTS];
    int quality[ASSET_CONCEPTS];
    size_t n = assets_merge_times(ctx->arena, a, b, &lines);
    if (n > a->schedules_n) {
        TRY(times_write(ctx, a, lines, n));
        merged->times_united = a->schedules_n > 0;
        if (a->schedules_n == 0) merged->taken |= MERGE_TIMES;
    }
    n = assets_merge_concepts(a, b, codes, quality);
    if (n == a->concepts_n) return OK;
    TRY(assets_sql_merge_concepts_clear(ctx->db, a->id));
    for (size_t i = 0; i < n; i++)
        TRY(assets_sql_concept_add(ctx->db, a->id, (int64_t)i, codes[i], quality[i]));
    merged->concepts_united = a->concepts_n > 0;
    if (a->concepts_n == 0) merged->taken |= MERGE_CONCEPTS;
    return OK;
}

/* Keys of the entry as it is now, so that a third row of it is seen when it comes. */
static enum status keys_add(struct ctx *ctx, struct merge_id id, struct asset_id a_id) {
    struct import_exact keys[IMPORT_EXACT];
    struct asset a;
    int64_t have;
    TRY(assets_find(ctx, a_id, &a));
    size_t n = assets_import_exact_keys(ctx->arena, &a, keys);
    for (size_t i = 0; i < n; i++) {
        TRY(assets_sql_merge_exact_has(ctx->db, keys[i].hash, a_id, &have));
        if (have > 0) continue;
        TRY(assets_sql_exact_add(ctx->db, keys[i].hash, a_id));
        TRY(assets_sql_merge_exact_note(ctx->db, id, keys[i].hash));
    }
    return OK;
}

static enum status changes_tell(struct ctx *ctx, struct merge_id id, const char *fact,
                                struct asset_id a, struct asset_id b) {
    struct assets_sql_merge_runs *runs;
    size_t n;
    int64_t number;
    assets_index_wrote(ctx);
    TRY(journal_change(ctx, ASSETS_CHANGE, a.v, &number));
    TRY(journal_change(ctx, ASSETS_CHANGE, b.v, &number));
    TRY(assets_sql_merge_runs(ctx->db, ctx->arena, id, &runs, &n));
    for (size_t i = 0; i < n; i++)
        TRY(journal_change(ctx, ASSETS_CHANGE, runs[i].asset_id.v, &number));
    return journal_record(ctx, fact, a.v, b.v, STR_NONE);
}

/* What pointed to B points to A. */
static enum status pointers_move(struct ctx *ctx, struct merge_id id, struct asset_id a,
                                 struct asset_id b) {
    TRY(assets_sql_merge_sources_note(ctx->db, id, b));
    TRY(assets_sql_merge_sources_move(ctx->db, id, b, a));
    TRY(assets_sql_merge_runs_note(ctx->db, id, b, a));
    return assets_sql_merge_runs_move(ctx->db, id, b, a);
}

static enum status pair_state(struct ctx *ctx, struct asset_id a, struct asset_id b,
                              struct place_id place, const char *state) {
    bool first = a.v < b.v;
    return assets_sql_pair_say(ctx->db, first ? a : b, first ? b : a, place, str_from(state),
                               ctx->actor.account ? ctx->actor.account : INT_NONE, ctx->now);
}

static enum status merge_note(struct ctx *ctx, const struct assets_sql_merge_state states[2],
                              const struct assets_merged *m) {
    const struct assets_sql_merge_add_in in = {
        .id = m->id,
        .a_id = m->a,
        .b_id = m->b,
        .place_id = states[0].place_id,
        .account = ctx->actor.account ? ctx->actor.account : INT_NONE,
        .taken = m->taken,
        .a_changed_at = states[0].changed_at,
        .b_changed_at = states[1].changed_at,
        .now = ctx->now};
    return assets_sql_merge_add(ctx->db, &in);
}

enum status assets_merge(struct ctx *ctx, struct asset_id a_id, struct asset_id b_id,
                         bool name_of_b, struct assets_merged *ret_merged) {
    struct assets_sql_merge_state states[2];
    struct asset a, b;
    TRY(pair_read(ctx, a_id, b_id, &a, &b, states));
    struct assets_merged m = {.id = {ctx_id(ctx)},
                              .a = a_id,
                              .b = b_id,
                              .a_external = a.external_id,
                              .b_external = b.external_id,
                              .a_name = name_of_b ? b.name : a.name,
                              .b_name = b.name,
                              .a_has = assets_merge_has(&a),
                              .b_has = assets_merge_has(&b),
                              .taken = assets_merge_take(&a, &b, name_of_b)};
    TRY(merge_note(ctx, states, &m));
    TRY(copies_keep(ctx, m.id, 0, a_id));
    TRY(assets_sql_merge_take(ctx->db, a_id, b_id, m.taken, ctx->now));
    TRY(lists_unite(ctx, &a, &b, &m));
    TRY(assets_merge_dates_take(ctx, a_id, b_id));
    TRY(assets_sql_merge_close(ctx->db, b_id, a_id, ctx->now));
    TRY(copies_keep(ctx, m.id, 1, a_id));
    TRY(pointers_move(ctx, m.id, a_id, b_id));
    TRY(assets_merge_said_carry(ctx, &m));
    TRY(keys_add(ctx, m.id, a_id));
    TRY(assets_sql_merge_differents(ctx->db, m.id, a_id, b_id, ctx->now));
    TRY(pair_state(ctx, a_id, b_id, states[0].place_id, "same"));
    TRY(changes_tell(ctx, m.id, "assets.merged", a_id, b_id));
    *ret_merged = m;
    return OK;
}

/* ---- undo ---- */

static enum status undo_check(struct ctx *ctx, struct merge_id id,
                              struct assets_sql_merge_find *m,
                              struct assets_sql_merge_state states[2]) {
    enum status status = assets_sql_merge_find(ctx->db, ctx->arena, id, m);
    if (status == ERR_MISSING)
        return ctx_fault(ctx, ERR_MISSING, STR("id"), SAY("There is no merge with this id."));
    TRY(status);
    TRY(one_check(ctx, m->a_id, &states[0]));
    TRY(one_check(ctx, m->b_id, &states[1]));
    if (instant_is(m->undone_at))
        return ctx_fault(ctx, ERR_CONFLICT, STR("id"),
                         SAY("This has been taken back already."));
    if (states[0].merged_into.v != 0)
        return ctx_fault(ctx, ERR_CONFLICT, STR("id"),
                         SAY1("\"{name}\" became part of another entry later. Take that back "
                              "first.",
                              "name", states[0].name));
    if (states[1].merged_into.v != m->a_id.v)
        return ctx_fault(ctx, ERR_CONFLICT, STR("id"),
                         SAY1("\"{name}\" is no longer part of it.", "name", states[1].name));
    return OK;
}

/* Lists that are as the merge left them become what they were. */
static enum status lists_restore(struct ctx *ctx, struct merge_id id, struct asset_id a,
                                 unsigned *changed) {
    int64_t since, merged;
    TRY(assets_sql_merge_schedules_differ(ctx->db, id, 1, a, &since));
    TRY(assets_sql_merge_schedules_differ(ctx->db, id, 0, a, &merged));
    if (since == 0 && merged > 0) {
        TRY(assets_sql_merge_schedules_clear(ctx->db, a));
        TRY(assets_sql_merge_restore_schedules(ctx->db, id, a));
    }
    if (since > 0) *changed |= MERGE_TIMES;
    TRY(assets_sql_merge_concepts_differ(ctx->db, id, 1, a, &since));
    TRY(assets_sql_merge_concepts_differ(ctx->db, id, 0, a, &merged));
    if (since == 0 && merged > 0) {
        TRY(assets_sql_merge_concepts_clear(ctx->db, a));
        TRY(assets_sql_merge_restore_concepts(ctx->db, id, a));
    }
    if (since > 0) *changed |= MERGE_CONCEPTS;
    return OK;
}

static enum status fields_restore(struct ctx *ctx, const struct assets_sql_merge_find *m,
                                  unsigned *ret_changed) {
    struct assets_sql_merge_differs since, merged;
    unsigned changed;
    TRY(assets_sql_merge_differs(ctx->db, ctx->arena, m->id, 1, m->a_id, &since));
    TRY(assets_sql_merge_differs(ctx->db, ctx->arena, m->id, 0, m->a_id, &merged));
    changed = (unsigned)since.fields & ~(unsigned)MERGE_NOT_SEEN;
    TRY(lists_restore(ctx, m->id, m->a_id, &changed));
    TRY(assets_sql_merge_restore(ctx->db, m->id, m->a_id, merged.fields & ~since.fields,
                                 changed == 0 ? m->a_changed_at : ctx->now));
    *ret_changed = changed;
    return OK;
}

enum status assets_merge_undo(struct ctx *ctx, struct merge_id id,
                              struct assets_undone *ret_undone) {
    struct assets_sql_merge_state states[2];
    struct assets_sql_merge_find m;
    struct asset a, b;
    unsigned changed;
    TRY(undo_check(ctx, id, &m, states));
    TRY(fields_restore(ctx, &m, &changed));
    TRY(assets_merge_dates_restore(ctx, id, m.a_id));
    TRY(assets_sql_merge_open(ctx->db, m.b_id, m.b_changed_at));
    TRY(assets_find(ctx, m.a_id, &a));
    TRY(assets_merge_said_return(ctx, m.a_id, m.b_id, a.source));
    TRY(assets_sql_merge_sources_move(ctx->db, id, m.a_id, m.b_id));
    TRY(assets_sql_merge_runs_move(ctx->db, id, m.a_id, m.b_id));
    TRY(assets_sql_merge_exact_drop(ctx->db, id, m.a_id));
    TRY(assets_sql_merge_differents_drop(ctx->db, id));
    TRY(pair_state(ctx, m.a_id, m.b_id, m.place_id, "waiting"));
    TRY(assets_sql_merge_undone(ctx->db, id, ctx->now,
                                ctx->actor.account ? ctx->actor.account : INT_NONE));
    TRY(changes_tell(ctx, id, "assets.unmerged", m.a_id, m.b_id));
    TRY(assets_find(ctx, m.a_id, &a));
    TRY(assets_find(ctx, m.b_id, &b));
    *ret_undone = (struct assets_undone){.a = m.a_id,
                                         .b = m.b_id,
                                         .a_external = a.external_id,
                                         .b_external = b.external_id,
                                         .b_name = b.name,
                                         .changed_since = changed};
    return OK;
}

/* ---- the two other answers ---- */

enum status assets_pair_differ(struct ctx *ctx, struct asset_id a_id, struct asset_id b_id) {
    struct assets_sql_merge_state states[2];
    struct asset a, b;
    TRY(pair_read(ctx, a_id, b_id, &a, &b, states));
    TRY(pair_state(ctx, a_id, b_id, states[1].place_id, "different"));
    return journal_record(ctx, "assets.told_apart", a_id.v, b_id.v, STR_NONE);
}

enum status assets_pair_later(struct ctx *ctx, struct asset_id a_id, struct asset_id b_id) {
    struct assets_sql_merge_state states[2];
    struct asset a, b;
    TRY(pair_read(ctx, a_id, b_id, &a, &b, states));
    bool first = a_id.v < b_id.v;
    return assets_sql_pair_later(ctx->db, first ? a_id : b_id, first ? b_id : a_id,
                                 ctx->actor.account ? ctx->actor.account : INT_NONE, ctx->now);
}
