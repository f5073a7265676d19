/* Runs of paper notes and notes, as they stand. */
#include "domain/credits/credits_notes_own.h"

#include "credits_sql.h"

#define PER_RUN 1000 /* a note's id is its run times this plus its position */
#define PAYERS_MOST 60

static const char *const state_codes[NOTE_STATES] = {"issued", "given", "redeemed", "void", "expired"};

const char *credits_note_state_code(enum note_state state)
{
    return state < NOTE_STATES ? state_codes[state] : "";
}

static enum note_state state_of(struct str code)
{
    for (int i = 0; i < NOTE_STATES; i++)
        if (str_is(code, state_codes[i])) return (enum note_state)i;
    return NOTE_VOID;
}

struct str credits_note_serial(struct arena *arena, struct note_id id)
{
    return str_printf(arena, "%lld-%lld", (long long)(id.v / PER_RUN), (long long)(id.v % PER_RUN));
}

bool credits_notes_may_keep(const struct ctx *ctx, struct place_id place)
{
    if (ctx_has(ctx, STANDING_SYSTEM)) return true;
    return ctx_has(ctx, STANDING_ADMIN) && (place.v == 0 || place.v == ctx->actor.place);
}

/* ---- reading ---- */

#define NOTE(r)                                                                                                                        \
    ((struct credits_note){.id = (r)->id, .run = (r)->run_id, .position = (r)->position, .minutes = (r)->minutes,                      \
                           .state = state_of((r)->state), .person = (r)->person_id, .given_at = (r)->given_at,                         \
                           .ended_at = (r)->ended_at, .paper = (r)->account_id, .payer = (r)->payer_id, .taken_by = (r)->taken_by,     \
                           .entry = (r)->entry_id, .turn = (r)->turn, .replaces = (r)->replaces, .replaced_by = (r)->replaced_by,      \
                           .why = (r)->why, .use_by = (r)->use_by, .place = (r)->place_id, .words = (r)->words})

enum status credits_note_find(struct ctx *ctx, struct str code, struct str field, struct credits_note *ret_note)
{
    struct credits_sql_note_find row;
    struct str key;
    unsigned char hash[32];
    enum status status = credits_note_key(ctx, false, &key);
    if (status == OK) {
        credits_note_hash(key, code, hash);
        status = credits_sql_note_find(ctx->db, ctx->arena, str_of((const char *)hash, sizeof hash), &row);
    }
    if (status == ERR_MISSING)
        return ctx_fault(ctx, ERR_MISSING, field, SAY("No note of ours has this code. Look at it again, please. If it stands so on the paper, keep the paper and ring us."));
    TRY(status);
    *ret_note = NOTE(&row);
    return OK;
}

enum status credits_note_get(struct ctx *ctx, struct note_id id, struct credits_note *ret_note)
{
    struct credits_sql_note_get row;
    TRY(credits_sql_note_get(ctx->db, ctx->arena, id, &row));
    *ret_note = NOTE(&row);
    return OK;
}

enum status credits_note_asked(struct ctx *ctx, const struct credits_asker *asker, struct str typed, struct str field, struct credits_note *ret_note)
{
    struct str code;
    TRY(credits_note_code_read(ctx, typed, field, &code));
    TRY(credits_guess_may(ctx, asker, field));
    enum status status = credits_note_find(ctx, code, field, ret_note);
    if (status == ERR_MISSING) credits_guess_wrong(ctx, asker);
    return status;
}

static enum status run_states(struct ctx *ctx, struct credits_note_run *run)
{
    struct credits_sql_note_states *rows;
    size_t n;
    TRY(credits_sql_note_states(ctx->db, ctx->arena, run->id, &rows, &n));
    for (size_t i = 0; i < n; i++) run->states[state_of(rows[i].state)] = rows[i].n;
    return OK;
}

#define RUN(r)                                                                                                                        \
    ((struct credits_note_run){.id = (r)->id, .place = (r)->place_id, .paper = (r)->account_id, .payer = (r)->payer_id,               \
                               .minutes = (r)->minutes, .count = (r)->count, .use_by = (r)->use_by, .words = (r)->words,              \
                               .language = (r)->language, .printed_at = (r)->printed_at})

enum status credits_note_run_find(struct ctx *ctx, struct note_run_id id, struct credits_note_run *ret_run)
{
    struct credits_sql_note_run_find row;
    enum status status = credits_sql_note_run_find(ctx->db, ctx->arena, id, &row);
    if (status == ERR_MISSING) return ctx_fault(ctx, ERR_MISSING, STR("run"), SAY("There is no run of notes of this number. Look at the list of runs."));
    TRY(status);
    struct credits_note_run run = RUN(&row);
    TRY(run_states(ctx, &run));
    *ret_run = run;
    return OK;
}

enum status credits_note_runs(struct ctx *ctx, struct place_id place, int64_t before, int64_t limit, struct credits_note_run **ret_runs, size_t *ret_count)
{
    struct credits_sql_note_runs *rows;
    size_t n;
    TRY(credits_sql_note_runs(ctx->db, ctx->arena, place, before > 0 ? before : INT64_MAX, limit, &rows, &n));
    struct credits_note_run *runs = ARENA_ARRAY(ctx->arena, struct credits_note_run, n + 1);
    for (size_t i = 0; i < n; i++) {
        runs[i] = RUN(&rows[i]);
        TRY(run_states(ctx, &runs[i]));
    }
    *ret_runs = runs;
    *ret_count = n;
    return OK;
}

enum status credits_notes_of_run(struct ctx *ctx, struct note_run_id run, struct credits_note **ret_notes, size_t *ret_count)
{
    struct credits_sql_notes_of_run *rows;
    size_t n;
    TRY(credits_sql_notes_of_run(ctx->db, ctx->arena, run, &rows, &n));
    struct credits_note *notes = ARENA_ARRAY(ctx->arena, struct credits_note, n + 1);
    for (size_t i = 0; i < n; i++)
        notes[i] = (struct credits_note){.id = rows[i].id, .run = run, .position = rows[i].position, .state = state_of(rows[i].state), .person = rows[i].person_id,
                                         .given_at = rows[i].given_at, .ended_at = rows[i].ended_at, .replaces = rows[i].replaces,
                                         .replaced_by = rows[i].replaced_by, .why = rows[i].why};
    *ret_notes = notes;
    *ret_count = n;
    return OK;
}

enum status credits_notes_taken(struct ctx *ctx, struct account_id account, struct instant since, int64_t limit, struct credits_note_taken **ret_rows, size_t *ret_count,
                                struct credits_notes_sum *ret_sum)
{
    struct credits_sql_notes_taken *rows;
    struct credits_sql_notes_taken_sum sum;
    size_t n;
    TRY(credits_sql_notes_taken(ctx->db, ctx->arena, account, since, limit, &rows, &n));
    TRY(credits_sql_notes_taken_sum(ctx->db, ctx->arena, account, since, &sum));
    struct credits_note_taken *taken = ARENA_ARRAY(ctx->arena, struct credits_note_taken, n + 1);
    for (size_t i = 0; i < n; i++) taken[i] = (struct credits_note_taken){rows[i].id, rows[i].minutes, rows[i].ended_at};
    *ret_rows = taken;
    *ret_count = n;
    *ret_sum = (struct credits_notes_sum){sum.n, sum.minutes};
    return OK;
}

enum status credits_notes_due(struct ctx *ctx, int64_t limit, struct note_run_id **ret_runs, size_t *ret_count)
{
    struct credits_sql_note_runs_due *rows;
    size_t n;
    TRY(credits_sql_note_runs_due(ctx->db, ctx->arena, ctx_today(ctx), limit, &rows, &n));
    struct note_run_id *runs = ARENA_ARRAY(ctx->arena, struct note_run_id, n + 1);
    for (size_t i = 0; i < n; i++) runs[i] = rows[i].id;
    *ret_runs = runs;
    *ret_count = n;
    return OK;
}

enum status credits_note_payers(struct ctx *ctx, struct place_id place, struct credits_note_payer **ret_rows, size_t *ret_count)
{
    struct credits_sql_note_payers *rows;
    size_t n;
    TRY(credits_sql_note_payers(ctx->db, ctx->arena, place, PAYERS_MOST, &rows, &n));
    struct credits_note_payer *payers = ARENA_ARRAY(ctx->arena, struct credits_note_payer, n + 1);
    for (size_t i = 0; i < n; i++) payers[i] = (struct credits_note_payer){rows[i].id, rows[i].label.len > 0 ? rows[i].label : rows[i].name};
    *ret_rows = payers;
    *ret_count = n;
    return OK;
}

/* ---- a span as people write it ---- */

static bool note_said(struct str s, int64_t *ret_run, int64_t *ret_position)
{
    size_t mark = str_find(s, STR("-"), 0);
    if (mark == SIZE_MAX) return false;
    return str_to_int(str_trim(str_slice(s, 0, mark)), ret_run) && str_to_int(str_trim(str_slice(s, mark + 1, s.len)), ret_position);
}

static bool span_said(struct str typed, struct credits_note_span *span)
{
    struct str s = str_trim(typed);
    size_t dots = str_find(s, STR(".."), 0), to = str_find(s, STR(" to "), 0), mark = dots != SIZE_MAX ? dots : to;
    int64_t run, second;
    if (str_to_int(s, &span->run.v)) {
        span->first = 1;
        span->last = NOTES_RUN_MAX;
        return true;
    }
    if (!note_said(str_slice(s, 0, mark), &span->run.v, &span->first)) return false;
    span->last = span->first;
    if (mark == SIZE_MAX) return true;
    struct str end = str_trim(str_slice(s, mark + (dots != SIZE_MAX ? 2 : 4), s.len));
    if (str_to_int(end, &second)) span->last = second;
    else if (note_said(end, &run, &span->last) && run != span->run.v) return false;
    else if (!note_said(end, &run, &second)) return false;
    return true;
}

enum status credits_note_span_read(struct ctx *ctx, struct str typed, struct str field, struct credits_note_span *ret_span)
{
    struct credits_note_span span = {.last = 0};
    bool fine = span_said(typed, &span) && span.run.v >= 1 && span.run.v <= NOTES_NUMBER_MAX && span.first >= 1 && span.first <= span.last && span.last <= NOTES_RUN_MAX;
    if (!fine)
        return ctx_fault(ctx, ERR_INVALID, field, SAY("Write the number on the note, or the first and the last. For example: 12-7, or 12-7 to 12-15"));
    *ret_span = span;
    return OK;
}
