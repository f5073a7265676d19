/* The life of notes after printing: handed out, taken, taken back, void, expired. A note's own row is
   changed first: whoever changes it holds it, so two tills at once book it once. */
#include "domain/credits/credits_notes_own.h"

#include "base/utf8.h"
#include "credits_sql.h"
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_venue.h"
#include "domain/people/people.h"
#include "platform/journal/journal.h"

#define MINUTE_MS ((int64_t)60 * 1000)
#define DUE_AT_ONCE 20

/* ---- is it good? ---- */

static struct str day_words(struct ctx *ctx, struct instant at)
{
    return text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, at), ctx_today(ctx));
}

enum status credits_note_good(struct ctx *ctx, const struct credits_note *note, struct str field)
{
    switch (note->state) {
    case NOTE_REDEEMED:
        return ctx_fault(ctx, ERR_CONFLICT, field,
                         SAY1("This note was taken already, on {when}. Thank you for looking. If that is a surprise, keep the paper and ring us.",
                              "when", text_instant(ctx->arena, ctx->locale, ctx->zone, note->ended_at, ctx_today(ctx))));
    case NOTE_VOID:
        if (note->replaced_by.v)
            return ctx_fault(ctx, ERR_CONFLICT, field, SAY("This sheet was printed again, so another note stands for this one. Please keep the paper and ring us: we put it right."));
        return ctx_fault(ctx, ERR_CONFLICT, field, SAY("This note is not good any more; the sheet it is from was reported lost. Please keep the paper and ring us: we put it right."));
    case NOTE_EXPIRED:
        return ctx_fault(ctx, ERR_CONFLICT, field, SAY1("This note was good until {day}. Ring us, please: we look what can be done.", "day",
                                                        day_is(note->use_by) ? text_day(ctx->arena, ctx->locale, note->use_by, ctx_today(ctx)) : day_words(ctx, note->ended_at)));
    default: break;
    }
    if (day_is(note->use_by) && note->use_by.n < ctx_today(ctx).n)
        return ctx_fault(ctx, ERR_CONFLICT, field, SAY1("This note was good until {day}. Ring us, please: we look what can be done.", "day",
                                                        text_day(ctx->arena, ctx->locale, note->use_by, ctx_today(ctx))));
    return OK;
}

/* ---- taking ---- */

/* The same note in the same turn has the same key, whoever asks and however often. */
static struct str take_key(struct ctx *ctx, const struct credits_note *note)
{
    return uuid_v5(ctx->arena, STR("5f0c1f0e-6c1d-5a53-9d0a-7e4b7f3c2d10"), str_printf(ctx->arena, "note %lld turn %lld", (long long)note->id.v, (long long)note->turn));
}

static struct credits_post take_post(struct ctx *ctx, const struct credits_note *note, struct account_id to, const char *via)
{
    return (struct credits_post){.key = take_key(ctx, note), .from = note->paper, .to = to, .minutes = note->minutes, .kind = ENTRY_REDEEM,
                                 .words = str_printf(ctx->arena, "Paper note %.*s", STR_ARG(credits_note_serial(ctx->arena, note->id))), .via = via};
}

static enum status take_one(struct ctx *ctx, struct note_id id, struct account_id to, struct credits_note *ret_note)
{
    TRY(credits_note_get(ctx, id, ret_note));
    TRY(credits_note_good(ctx, ret_note, STR("code")));
    enum status status = credits_sql_note_take(ctx->db, id, to, ctx->now);
    if (status != ERR_MISSING) return status;
    TRY(credits_note_get(ctx, id, ret_note)); /* somebody was quicker */
    TRY(credits_note_good(ctx, ret_note, STR("code")));
    return ERR_BUSY;
}

enum status credits_note_redeem(struct ctx *ctx, struct note_id id, struct account_id to, const char *via, struct entry_id *ret_entry)
{
    struct credits_note note;
    struct credits_posted posted;
    TRY(take_one(ctx, id, to, &note));
    const struct credits_post post = take_post(ctx, &note, to, via);
    TRY(credits_post(ctx, &post, &posted));
    TRY(credits_sql_note_taken(ctx->db, id, posted.entry));
    TRY(journal_record(ctx, "credits.note_redeemed", id.v, 0, STR_NONE));
    *ret_entry = posted.entry;
    return OK;
}

/* One of several: its refusal is its own, and is taken out of the faults of the whole. */
static struct credits_note_answer try_one(struct ctx *ctx, struct note_id id, struct account_id to, int64_t room, struct credits_note *ret_note)
{
    struct credits_note_answer answer = {.status = ERR_LIMIT, .said = SAY("There is no room for more hours just now. Keep the note and ring us.")};
    if (ret_note->minutes > room) return answer;
    answer.status = take_one(ctx, id, to, ret_note);
    if (ctx->faults.last) answer.said = ctx->faults.last->said;
    faults_init(&ctx->faults, ctx->arena);
    return answer;
}

enum status credits_notes_redeem(struct ctx *ctx, const struct note_id *ids, size_t n, struct account_id to, const char *via, struct credits_note_answer *ret_answers)
{
    struct credits_account account;
    size_t taken = 0;
    if (n > NOTES_TALLY_MAX) return ctx_fault(ctx, ERR_LIMIT, STR("codes"), SAY("Type in at most 60 codes at a time. The rest can follow."));
    struct credits_post *posts = ARENA_ARRAY(ctx->arena, struct credits_post, n + 1);
    struct credits_posted *posted = ARENA_ARRAY(ctx->arena, struct credits_posted, n + 1);
    struct note_id *done = ARENA_ARRAY(ctx->arena, struct note_id, n + 1);
    TRY(credits_account_get(ctx, to, &account));
    int64_t room = account.ceiling == CREDITS_NO_LIMIT ? INT64_MAX : account.ceiling - account.balance - account.held_in;
    for (size_t i = 0; i < n; i++) {
        struct credits_note note;
        TRY(credits_note_get(ctx, ids[i], &note));
        ret_answers[i] = try_one(ctx, ids[i], to, room, &note);
        if (ret_answers[i].status == ERR_BROKEN || ret_answers[i].status == ERR_BUSY) return ret_answers[i].status;
        if (ret_answers[i].status != OK) continue;
        room -= room == INT64_MAX ? 0 : note.minutes;
        posts[taken] = take_post(ctx, &note, to, via);
        done[taken++] = ids[i];
    }
    TRY(credits_post_all(ctx, posts, taken, posted, NULL));
    for (size_t i = 0; i < taken; i++) TRY(credits_sql_note_taken(ctx->db, done[i], posted[i].entry));
    if (taken == 0) return OK;
    return journal_record(ctx, "credits.tally_taken", to.v, 0, str_int(ctx->arena, (int64_t)taken));
}

enum status credits_note_back(struct ctx *ctx, struct note_id id, struct account_id to, const char *via)
{
    struct credits_note note;
    struct credits_posted posted;
    enum status status = credits_note_get(ctx, id, &note);
    if (status != OK && status != ERR_MISSING) return status;
    bool mine = status == OK && note.state == NOTE_REDEEMED && note.taken_by.v == to.v;
    bool soon = mine && note.ended_at.ms + NOTES_BACK_MINUTES * MINUTE_MS >= ctx->now.ms;
    if (!mine) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This note was taken back already, or was never taken here. Nothing was changed."));
    if (!soon) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("That was more than 15 minutes ago. Ring us, please: we put it right."));
    const char *state = instant_is(note.given_at) ? "given" : "issued";
    status = credits_sql_note_back(ctx->db, id, to, str_from(state));
    if (status == ERR_MISSING) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This note was taken back already, or was never taken here. Nothing was changed."));
    TRY(status);
    const struct credits_reverse reverse = {.entry = note.entry, .reason = STR("taken back at the till"), .via = via};
    TRY(credits_reverse(ctx, &reverse, &posted));
    TRY(credits_agreement_back(ctx, note.entry));
    return journal_record(ctx, "credits.note_back", id.v, 0, STR_NONE);
}

/* ---- handed out ---- */

static enum status count_out(struct ctx *ctx, const struct credits_note_span *span, int64_t *ret_n)
{
    struct credits_sql_notes_out *rows;
    size_t n;
    TRY(credits_sql_notes_out(ctx->db, ctx->arena, span->run, span->first, span->last, &rows, &n));
    if (n == 0) return ctx_fault(ctx, ERR_MISSING, STR("notes"), SAY("None of these notes is still out. Look at the run: it says what became of each."));
    *ret_n = (int64_t)n;
    return OK;
}

enum status credits_notes_give(struct ctx *ctx, const struct credits_note_span *span, struct person_id person, int64_t *ret_n)
{
    struct credits_note_run run;
    TRY(credits_note_run_find(ctx, span->run, &run));
    bool walks = ctx_has(ctx, STANDING_CONNECTOR | STANDING_STEWARD) && (run.place.v == 0 || run.place.v == ctx->actor.place);
    if (!credits_notes_may_keep(ctx, run.place) && !walks) return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Only who works in this place hands out its notes."));
    if (person.v && !people_may_see(ctx, person)) return ctx_fault(ctx, ERR_DENIED, STR("person"), SAY("Only who walks beside this person notes what they were given."));
    TRY(count_out(ctx, span, ret_n));
    TRY(credits_sql_notes_give(ctx->db, span->run, span->first, span->last, person, ctx->now));
    return journal_record(ctx, "credits.notes_given", span->run.v, 0, STR_NONE);
}

/* ---- void and expired ---- */

/* In one entry, or in as many as it takes where that is more than an entry holds. */
enum status credits_notes_move(struct ctx *ctx, struct account_id from, struct account_id to, int64_t minutes, const struct credits_post *like)
{
    size_t n = (size_t)((minutes + CREDITS_MINUTES_MAX - 1) / CREDITS_MINUTES_MAX);
    struct credits_post *posts = ARENA_ARRAY(ctx->arena, struct credits_post, n + 1);
    struct credits_posted *posted = ARENA_ARRAY(ctx->arena, struct credits_posted, n + 1);
    for (size_t i = 0; i < n; i++) {
        posts[i] = *like;
        posts[i].from = from;
        posts[i].to = to;
        posts[i].minutes = minutes > CREDITS_MINUTES_MAX ? CREDITS_MINUTES_MAX : minutes;
        minutes -= posts[i].minutes;
    }
    return credits_post_all(ctx, posts, n, posted, NULL);
}

enum status credits_notes_end(struct ctx *ctx, const struct credits_note_span *span, enum note_state state, struct str why, const char *via, struct note_id **ret_ids, size_t *ret_count)
{
    struct credits_note_run run;
    struct credits_sql_notes_ended *rows;
    size_t n;
    int64_t batch = ctx_id(ctx);
    TRY(credits_note_run_find(ctx, span->run, &run));
    TRY(credits_sql_notes_end(ctx->db, &(struct credits_sql_notes_end_in){.run = span->run, .first = span->first, .last = span->last,
                              .state = str_from(credits_note_state_code(state)), .why = why, .batch = batch, .now = ctx->now}));
    TRY(credits_sql_notes_ended(ctx->db, ctx->arena, batch, &rows, &n));
    if (n == 0) return ctx_fault(ctx, ERR_MISSING, STR("notes"), SAY("None of these notes is still out. Look at the run: it says what became of each."));
    struct note_id *ids = ARENA_ARRAY(ctx->arena, struct note_id, n);
    for (size_t i = 0; i < n; i++) ids[i] = rows[i].id;
    struct str words = state == NOTE_VOID ? str_printf(ctx->arena, "Paper notes, run %lld: %.*s", (long long)run.id.v, STR_ARG(why))
                                          : str_printf(ctx->arena, "Paper notes, run %lld: their last day is over", (long long)run.id.v);
    const struct credits_post like = {.kind = ENTRY_VOID, .words = words, .via = via};
    TRY(credits_notes_move(ctx, run.paper, run.payer, (int64_t)n * run.minutes, &like));
    TRY(journal_record(ctx, state == NOTE_VOID ? "credits.notes_void" : "credits.notes_expired", run.id.v, 0, STR_NONE));
    *ret_ids = ids;
    *ret_count = n;
    return OK;
}

static enum status may_end(struct ctx *ctx, struct note_run_id id, struct credits_note_run *ret_run)
{
    TRY(credits_note_run_find(ctx, id, ret_run));
    if (credits_notes_may_keep(ctx, ret_run->place)) return OK;
    return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Only who keeps the books of this place changes its notes."));
}

enum status credits_notes_void(struct ctx *ctx, const struct credits_note_span *span, struct str why, const char *via, int64_t *ret_n)
{
    struct credits_note_run run;
    struct note_id *ids;
    size_t n;
    struct str reason = str_trim(why);
    if (reason.len == 0 || utf8_count(reason) > NOTES_WORDS_MAX || str_find(reason, STR("\n"), 0) != SIZE_MAX)
        return ctx_fault(ctx, ERR_INVALID, STR("reason"), SAY("Say why in one line of at most 120 letters. For example: the sheet was lost"));
    TRY(may_end(ctx, span->run, &run));
    TRY(credits_notes_end(ctx, span, NOTE_VOID, reason, via, &ids, &n));
    *ret_n = (int64_t)n;
    return OK;
}

enum status credits_notes_expire(struct ctx *ctx, struct note_run_id id, const char *via, int64_t *ret_n)
{
    struct credits_note_run run;
    struct note_id *ids;
    size_t n;
    const struct credits_note_span span = {id, 1, NOTES_RUN_MAX};
    TRY(may_end(ctx, id, &run));
    if (!day_is(run.use_by)) return ctx_fault(ctx, ERR_CONFLICT, STR("run"), SAY("These notes never expire. Say a last day first, with notice, if that is what was agreed."));
    if (run.use_by.n >= ctx_today(ctx).n)
        return ctx_fault(ctx, ERR_CONFLICT, STR("run"), SAY1("These notes are good until {day}.", "day", text_day(ctx->arena, ctx->locale, run.use_by, ctx_today(ctx))));
    TRY(credits_notes_end(ctx, &span, NOTE_EXPIRED, STR_NONE, via, &ids, &n));
    *ret_n = (int64_t)n;
    return OK;
}

/* A later day, or none, is a kindness and needs no notice. */
enum status credits_notes_use_by(struct ctx *ctx, struct note_run_id id, struct day use_by)
{
    struct credits_note_run run;
    TRY(may_end(ctx, id, &run));
    bool kinder = !day_is(use_by) || (day_is(run.use_by) && use_by.n >= run.use_by.n);
    if (!kinder && use_by.n < ctx_today(ctx).n + NOTES_NOTICE_DAYS)
        return ctx_fault(ctx, ERR_INVALID, STR("use-by"), SAY1("People need time to hear of it. The first day that can be chosen is {day}.", "day",
                                                               text_day(ctx->arena, ctx->locale, (struct day){ctx_today(ctx).n + NOTES_NOTICE_DAYS}, ctx_today(ctx))));
    TRY(credits_sql_note_run_use_by(ctx->db, id, use_by));
    return journal_record(ctx, "credits.notes_use_by", id.v, 0, day_is(use_by) ? day_format(ctx->arena, use_by) : STR("none"));
}

/* Each run by itself: one whose payer may take nothing back does not hold up the others. */
enum status credits_notes_job(struct ctx *ctx)
{
    struct note_run_id *runs;
    size_t n;
    int64_t count;
    TRY(db_begin(ctx->db, DB_READ));
    enum status status = credits_notes_due(ctx, DUE_AT_ONCE, &runs, &n);
    db_rollback(ctx->db);
    TRY(status);
    for (size_t i = 0; i < n; i++) {
        TRY(db_begin(ctx->db, DB_WRITE));
        status = credits_notes_expire(ctx, runs[i], "timer", &count);
        if (status == OK) status = db_commit(ctx->db);
        db_rollback(ctx->db);
        if (status == ERR_BROKEN || status == ERR_BUSY) return status;
        faults_init(&ctx->faults, ctx->arena);
    }
    return OK;
}
