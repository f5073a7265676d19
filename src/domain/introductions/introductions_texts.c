#include "domain/introductions/introductions_own.h"
#include "domain/introductions/introductions_texts.h"

#include "domain/people/people_locale.h"
#include "platform/module/module.h"

/* What goes out. A job looks where introductions stand and writes the texts that are due, so that
   a step taken on a page, on paper or by text is followed alike. */

#define AT_ONCE 50
#define DAY_MS ((int64_t)86400000)
#define FRESH_MS (30 * DAY_MS)           /* what was asked longer ago is not asked by text */
#define LATELY_MS ((int64_t)2 * 3600000) /* a meeting just said needs no reminder yet */
#define FROM_HOUR "9"
#define TO_HOUR "20"

const char *const introductions_reaches[INTRODUCTIONS_REACHES] = {"mail", "text", "paper", "ring"};

/* ---- how somebody likes to be reached ---- */

struct str introductions_reach(struct ctx *ctx, struct person_id person)
{
    struct introductions_sql_reach row;
    return introductions_sql_reach(ctx->db, ctx->arena, person, &row) == OK ? row.way : STR("");
}

enum status introductions_reach_set(struct ctx *ctx, struct person_id person, struct str way)
{
    struct person row;
    bool known = false;
    TRY(people_find(ctx, person, &row));
    if (!people_may_change(ctx, person)) return ERR_DENIED;
    for (int i = 0; i < INTRODUCTIONS_REACHES; i++) known = known || str_is(way, introductions_reaches[i]);
    if (!known)
        return ctx_fault(ctx, ERR_INVALID, STR("reach"), SAY("Choose mail, text, paper, or a ring."));
    if (str_is(way, "text") && !texts_number(ctx->arena, row.phone).ptr)
        return ctx_fault(ctx, ERR_INVALID, STR("reach"), SAY("For texts we need a phone number. Write it down first, then choose this."));
    if (str_is(way, "text") && !people_consents(ctx, person, CONSENT_CONTACT))
        return ctx_fault(ctx, ERR_INVALID, STR("reach"), SAY("For texts we need a yes to being reached. Ask for it first, then choose this."));
    return introductions_sql_reach_set(ctx->db, person, way, ctx->now);
}

/* ---- one message ---- */

static const char *kind_name(enum introductions_message kind)
{
    static const char *const names[MESSAGES] = {"hello", "hello", "hello", "meeting", "reminder", "follow-up", "follow-up"};
    return names[kind];
}

/* A reminder is worth nothing once they have met; a question is for some days. */
static struct instant until(struct ctx *ctx, const struct introduction *row, enum introductions_message kind)
{
    int64_t days = kind == MESSAGE_REMINDER ? 1 : kind == MESSAGE_MEETING ? row->meet_day.n - ctx_today(ctx).n + 1 : 5;
    return (struct instant){ctx->now.ms + days * DAY_MS};
}

static enum status note_done(struct ctx *ctx, const struct introduction *row, bool host, enum introductions_message kind, int64_t text)
{
    bool meeting = kind == MESSAGE_MEETING || kind == MESSAGE_REMINDER;
    return introductions_sql_text_add(ctx->db, &(struct introductions_sql_text_add_in){
        .id = ctx_id(ctx), .introduction_id = row->id, .side = host, .kind = kind, .text_id = text != 0 ? text : INT_NONE,
        .meet_day = meeting ? row->meet_day : DAY_NONE, .meet_at = meeting ? row->meet_at : MINUTES_NONE,
        .meet_where = meeting ? row->meet_where : STR_NONE, .at = ctx->now});
}

/* May this be said to them by text now? What ended, or may not go on, is passed over in silence. */
static bool may_text(struct ctx *ctx, const struct introduction *row, const struct person *to, enum introductions_message kind)
{
    if (instant_is(to->ended_at) || to->phone.len == 0 || !people_consents(ctx, to->id, CONSENT_CONTACT)) return false;
    if (kind >= MESSAGE_FOLLOW_UP) return true;
    bool may = introductions_still_may(ctx, row) == OK;
    if (kind == MESSAGE_HOST_ASKED) may = may && people_consents(ctx, to->id, CONSENT_BE_ASKED);
    faults_init(&ctx->faults, ctx->arena);
    return may;
}

static enum status text_one(struct ctx *ctx, struct introduction_id id, bool host, enum introductions_message kind)
{
    struct introduction row;
    struct person to;
    int64_t text = 0;
    TRY(introductions_find(ctx, id, &row));
    TRY(people_find(ctx, host ? row.host : row.person, &to));
    if (may_text(ctx, &row, &to, kind)) {
        const struct locale *locale = people_locale(&to);
        const struct text_out out = {.to = to.phone, .words = introductions_text_words(ctx, &row, host, kind, locale), .locale = locale,
                                     .kind = kind_name(kind), .person = to.id.v, .about = row.id.v, .until = until(ctx, &row, kind)};
        TRY(texts_put(ctx, &out, &text));
    }
    return note_done(ctx, &row, host, kind, text);
}

static enum status text_each(struct ctx *ctx, const struct introduction_id *ids, size_t count, bool host, enum introductions_message kind)
{
    for (size_t i = 0; i < count; i++) {
        TRY(db_begin(ctx->db, DB_WRITE));
        enum status status = text_one(ctx, ids[i], host, kind);
        if (status == OK) status = db_commit(ctx->db);
        if (status == OK) continue;
        db_rollback(ctx->db);
        return status;
    }
    return OK;
}

/* ---- what is due ---- */

static enum status text_kind(struct ctx *ctx, bool host, enum introductions_message kind, enum introduction_state from, enum introduction_state to)
{
    struct introductions_sql_text_due *rows;
    size_t count;
    TRY(introductions_sql_text_due(ctx->db, ctx->arena, &(struct introductions_sql_text_due_in){
        .side = host, .kind = kind, .from_state = from, .to_state = to, .since = {ctx->now.ms - FRESH_MS}, .today = ctx_today(ctx),
        .lately = {ctx->now.ms - LATELY_MS}, .limit = AT_ONCE}, &rows, &count));
    struct introduction_id *ids = ARENA_ARRAY(ctx->arena, struct introduction_id, count + 1);
    for (size_t i = 0; i < count; i++) ids[i] = rows[i].id;
    return text_each(ctx, ids, count, host, kind);
}

enum status introductions_text_steps(struct ctx *ctx)
{
    TRY(text_kind(ctx, false, MESSAGE_ASKED, INTRO_OFFERED, INTRO_OFFERED));
    TRY(text_kind(ctx, true, MESSAGE_HOST_ASKED, INTRO_PERSON_YES, INTRO_PERSON_YES));
    for (int host = 0; host < 2; host++) {
        TRY(text_kind(ctx, host, MESSAGE_BOTH_YES, INTRO_BOTH_YES, INTRO_BOTH_YES));
        TRY(text_kind(ctx, host, MESSAGE_MEETING, INTRO_MEETING_SET, INTRO_MEETING_SET));
    }
    return OK;
}

enum status introductions_text_days(struct ctx *ctx)
{
    struct introductions_sql_text_again *rows;
    size_t count;
    int hour = civil_from_instant(ctx->zone, ctx->now).hour;
    if (hour < module_setting_hour(ctx, "introductions.text_from", FROM_HOUR) || hour >= module_setting_hour(ctx, "introductions.text_to", TO_HOUR)) return OK;
    for (int host = 0; host < 2; host++) TRY(text_kind(ctx, host, MESSAGE_REMINDER, INTRO_MEETING_SET, INTRO_MEETING_SET));
    TRY(text_kind(ctx, false, MESSAGE_FOLLOW_UP, INTRO_MEETING_SET, INTRO_CAME));
    TRY(introductions_sql_text_again(ctx->db, ctx->arena, ctx_today(ctx), AT_ONCE, &rows, &count));
    struct introduction_id *ids = ARENA_ARRAY(ctx->arena, struct introduction_id, count + 1);
    for (size_t i = 0; i < count; i++) ids[i] = rows[i].id;
    return text_each(ctx, ids, count, false, MESSAGE_AGAIN);
}

/* ---- notes for connectors ---- */

enum status introductions_note_add(struct ctx *ctx, struct person_id person, struct introduction_id about, const char *kind)
{
    int64_t open;
    TRY(introductions_sql_note_open(ctx->db, person, str_from(kind), &open));
    return open > 0 ? OK : introductions_sql_note_add(ctx->db, ctx_id(ctx), person, about, str_from(kind), ctx->now);
}

enum status introductions_notes(struct ctx *ctx, struct person_id person, struct introductions_note **ret_rows, size_t *ret_count)
{
    struct introductions_sql_notes *rows;
    size_t count;
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    TRY(introductions_sql_notes(ctx->db, ctx->arena, person, &rows, &count));
    struct introductions_note *out = ARENA_ARRAY(ctx->arena, struct introductions_note, count + 1);
    for (size_t i = 0; i < count; i++)
        out[i] = (struct introductions_note){rows[i].id, rows[i].kind, rows[i].asset_name, rows[i].at};
    *ret_rows = out;
    *ret_count = count;
    return OK;
}

enum status introductions_notes_mine(struct ctx *ctx, struct introductions_heard **ret_rows, size_t *ret_count)
{
    struct introductions_sql_notes_of *rows;
    size_t count;
    TRY(introductions_sql_notes_of(ctx->db, ctx->arena, (struct person_id){ctx->actor.person}, &rows, &count));
    struct introductions_heard *out = ARENA_ARRAY(ctx->arena, struct introductions_heard, count + 1);
    for (size_t i = 0; i < count; i++)
        out[i] = (struct introductions_heard){rows[i].person_id, rows[i].first_name, rows[i].kind};
    *ret_rows = out;
    *ret_count = count;
    return OK;
}

enum status introductions_note_read(struct ctx *ctx, int64_t id)
{
    struct introductions_sql_note row;
    if (introductions_sql_note(ctx->db, ctx->arena, id, &row) != OK) return ERR_DENIED;
    if (people_is(ctx, row.person_id) || !people_may_change(ctx, row.person_id)) return ERR_DENIED;
    return introductions_sql_note_read(ctx->db, id, ctx->now);
}
