/* Green sheets: made, copied in line by line, and settled by somebody who knows who was meant. */
#include "domain/credits/credits_sheet.h"

#include "base/json.h"
#include "base/utf8.h"
#include "credits_sql.h"
#include "domain/credits/credits_told_own.h"

#define LIST_MAX 200
#define CALLED_MAX 20
#define SEEN_MAX 1000
#define SPACE "6b1e5a0c-4f7b-5c7e-9a51-6d1c0e5d7a10" /* keys of lines: of their sheet and number */

static bool may(const struct ctx *ctx)
{
    return ctx_has(ctx, STANDING_CONNECTOR | STANDING_STEWARD | STANDING_ADMIN | STANDING_SYSTEM);
}

/* ---- sheets ---- */

static enum status check_words(struct ctx *ctx, struct str field, struct str words, bool required, struct said missing)
{
    if (required && words.len == 0) return ctx_fault(ctx, ERR_INVALID, field, missing);
    if (utf8_count(words) > SHEET_WORDS_MAX)
        return ctx_fault(ctx, ERR_INVALID, field, SAY1("Write at most {n} letters.", "n", str_int(ctx->arena, SHEET_WORDS_MAX)));
    return OK;
}

enum status credits_sheet_add(struct ctx *ctx, struct str at, struct str ring, int64_t lines, struct sheet_id *ret_id)
{
    int64_t number;
    const struct place_id place = {ctx->actor.place};
    const struct sheet_id id = {ctx_id(ctx)};
    enum status status = OK;
    if (!may(ctx) || place.v == 0) return ERR_DENIED;
    at = str_trim(at);
    ring = str_trim(ring);
    status = check_words(ctx, STR("at"), at, true, SAY("Write where the sheet lies. For example: Mill Lane Hall"));
    if (check_words(ctx, STR("ring"), ring, false, SAY("")) != OK) status = ERR_INVALID;
    if (lines < 1 || lines > SHEET_LINES_MAX)
        status = ctx_fault(ctx, ERR_INVALID, STR("lines"), SAY("A sheet has 1 to 400 lines. For example: 20"));
    TRY(status);
    TRY(credits_sql_sheet_next(ctx->db, place, &number));
    const struct credits_sql_sheet_add_in in = {.id = id, .place = place, .number = number, .at_words = at, .ring = ring, .room = lines,
                                                .made_by = ctx->actor.person, .now = ctx->now};
    TRY(credits_sql_sheet_add(ctx->db, &in));
    *ret_id = id;
    return OK;
}

#define SHEET(r)                                                                                                                       \
    ((struct credits_green){.id = (r)->id, .place = (r)->place_id, .number = (r)->number, .at = (r)->at_words, .ring = (r)->ring,      \
                            .lines = (r)->room, .copied = (r)->copied, .waits = (r)->waits, .made_at = (r)->made_at})

enum status credits_sheet_find(struct ctx *ctx, struct sheet_id id, struct credits_green *ret_sheet)
{
    struct credits_sql_sheet_find row;
    if (!may(ctx)) return ERR_DENIED;
    TRY(credits_sql_sheet_find(ctx->db, ctx->arena, id, &row));
    if (row.place_id.v != ctx->actor.place && !ctx_has(ctx, STANDING_SYSTEM)) return ERR_MISSING;
    *ret_sheet = SHEET(&row);
    return OK;
}

enum status credits_sheet_list(struct ctx *ctx, int64_t limit, struct credits_green **ret_rows, size_t *ret_count)
{
    struct credits_sql_sheet_list *rows;
    size_t n;
    if (!may(ctx)) return ERR_DENIED;
    TRY(credits_sql_sheet_list(ctx->db, ctx->arena, (struct place_id){ctx->actor.place}, limit, &rows, &n));
    struct credits_green *out = ARENA_ARRAY(ctx->arena, struct credits_green, n + 1);
    for (size_t i = 0; i < n; i++) out[i] = SHEET(&rows[i]);
    *ret_rows = out;
    *ret_count = n;
    return OK;
}

/* ---- names ---- */

enum status credits_called(struct ctx *ctx, struct str name, struct people_row **ret_rows, size_t *ret_count)
{
    struct people_row *rows, *out = ARENA_ARRAY(ctx->arena, struct people_row, CALLED_MAX);
    size_t n, kept = 0;
    struct str wanted = utf8_fold(ctx->arena, str_trim(name));
    *ret_rows = out;
    *ret_count = 0;
    if (wanted.len == 0) return OK;
    TRY(people_list(ctx, STR_NONE, SEEN_MAX, 0, &rows, &n));
    for (size_t i = 0; i < n && kept < CALLED_MAX; i++)
        if (str_eq(utf8_fold(ctx->arena, rows[i].first_name), wanted)) out[kept++] = rows[i];
    *ret_count = kept;
    return OK;
}

/* The id that was chosen, if the actor may see them; else the only one of this name. */
static enum status meant(struct ctx *ctx, struct str name, struct person_id *id)
{
    struct people_row *rows;
    size_t n;
    if (id->v != 0) return people_may_see(ctx, *id) ? OK : ERR_DENIED;
    TRY(credits_called(ctx, name, &rows, &n));
    if (n == 1) *id = rows[0].id;
    return OK;
}

/* ---- a line ---- */

static enum status check_line(struct ctx *ctx, const struct credits_green *sheet, const struct credits_sheet_line *l)
{
    enum status status = OK;
    struct day today = ctx_today(ctx);
    if (l->line < 1 || l->line > sheet->lines)
        status = ctx_fault(ctx, ERR_INVALID, STR("line"), SAY1("The lines of this sheet have the numbers 1 to {n}.", "n", str_int(ctx->arena, sheet->lines)));
    if (check_words(ctx, STR("gave"), l->gave, true, SAY("Write who gave, as it stands on the paper. For example: Dev")) != OK) status = ERR_INVALID;
    if (check_words(ctx, STR("received"), l->received, true, SAY("Write who received, as it stands on the paper. For example: Joan")) != OK) status = ERR_INVALID;
    if (l->minutes < 1 || l->minutes > TOLD_MINUTES_MAX)
        status = ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("Write how long. For example: 2, or half an hour, or 45 min"));
    if (l->what.len == 0) status = ctx_fault(ctx, ERR_INVALID, STR("what"), SAY("Write what was done. For example: garden"));
    else if (utf8_count(l->what) > 120) status = ctx_fault(ctx, ERR_INVALID, STR("what"), SAY("Write it shorter, in a few words."));
    if (!day_is(l->on) || l->on.n > today.n || l->on.n < today.n - TOLD_DAYS_BACK)
        status = ctx_fault(ctx, ERR_INVALID, STR("on"), SAY("Choose a day of the last two months."));
    return status;
}

/* Whose hour it is: who received, where they signed; else who gave, and it waits for the other's word.
   A signature alone of nobody we know decides nothing. */
static bool tells(struct ctx *ctx, const struct credits_sheet_line *l, struct credits_telling *t)
{
    bool by_thanks = l->thanked && l->received_id.v && people_may_change(ctx, l->received_id);
    if (!by_thanks && (l->gave_id.v == 0 || !people_may_change(ctx, l->gave_id))) return false;
    t->gave = !by_thanks;
    t->teller = by_thanks ? l->received_id : l->gave_id;
    t->other = by_thanks ? l->gave_id : l->received_id;
    t->other_words = t->other.v ? STR_NONE : by_thanks ? l->gave : l->received;
    return true;
}

static struct str key_of(struct ctx *ctx, const struct credits_sheet_line *l)
{
    return uuid_v5(ctx->arena, STR(SPACE), str_printf(ctx->arena, "%lld/%lld", (long long)l->sheet.v, (long long)l->line));
}

/* Tell it, if that can be done now: l->state says what came of it. What the rule refuses for want of
   room is kept all the same: paper is not handed back. A limit is looked at before anything but an
   account that holds nothing is written. */
static enum status tell(struct ctx *ctx, struct credits_sheet_line *l)
{
    struct credits_told told;
    struct credits_telling t = {.key = key_of(ctx, l), .minutes = l->minutes, .what = l->what, .thanks = STR_NONE, .on = l->on, .via = "paper",
                                .consent = STR("paper")};
    l->state = SHEET_NAME;
    if (l->gave_id.v && l->gave_id.v == l->received_id.v)
        return ctx_fault(ctx, ERR_INVALID, STR("received"), SAY("Who gave and who received are the same person here. Look at the paper again."));
    if (!tells(ctx, l, &t)) return OK;
    enum status status = credits_tell(ctx, &t, &told);
    if (status == OK) {
        l->state = SHEET_TOLD;
        l->told = told.id;
        return OK;
    }
    if (status != ERR_LIMIT && status != ERR_DENIED) return status;
    faults_init(&ctx->faults, ctx->arena);
    l->state = status == ERR_LIMIT ? SHEET_ROOM : SHEET_NAME;
    return OK;
}

static const char *const whys[] = {"", "name", "room", "left"};

#define LINE(r)                                                                                                                             \
    ((struct credits_sheet_line){.sheet = (r)->sheet_id, .number = (r)->number, .line = (r)->line, .gave = (r)->gave,                        \
                                 .received = (r)->received, .gave_id = (r)->gave_id, .received_id = (r)->received_id,                        \
                                 .minutes = (r)->minutes, .what = (r)->what, .thanked = (r)->thanked, .on = (r)->on_day,                     \
                                 .state = state_of((r)->why), .told = (r)->told_id, .mine = is_mine(ctx, (r)->copied_by, (r)->gave_id, (r)->received_id)})

static enum sheet_line_state state_of(struct str why)
{
    for (int i = SHEET_NAME; i <= SHEET_LEFT; i++)
        if (str_is(why, whys[i])) return (enum sheet_line_state)i;
    return SHEET_TOLD;
}

static bool is_mine(struct ctx *ctx, int64_t by, struct person_id gave, struct person_id received)
{
    if (ctx_has(ctx, STANDING_ADMIN | STANDING_SYSTEM) || (by != 0 && by == ctx->actor.person)) return true;
    return (gave.v && people_may_see(ctx, gave)) || (received.v && people_may_see(ctx, received));
}

/* The same line again: the same words change nothing. */
static enum status again(struct ctx *ctx, const struct credits_sheet_line *l, struct credits_sheet_line *ret_line, bool *ret_known)
{
    struct credits_sql_sheet_line row;
    enum status status = credits_sql_sheet_line(ctx->db, ctx->arena, l->sheet, l->line, &row);
    *ret_known = status == OK;
    if (status == ERR_MISSING) return OK;
    TRY(status);
    bool same = str_eq(row.gave, l->gave) && str_eq(row.received, l->received) && row.minutes == l->minutes && str_eq(row.what, l->what);
    if (!same)
        return ctx_fault(ctx, ERR_CONFLICT, STR("line"), SAY1("Line {n} was copied already. Look at the number on the paper.", "n", str_int(ctx->arena, l->line)));
    *ret_line = LINE(&row);
    return OK;
}

enum status credits_sheet_keep(struct ctx *ctx, struct sheet_id id, const struct credits_sheet_line *in, struct credits_sheet_line *ret_line)
{
    struct credits_green sheet;
    struct credits_sheet_line l = *in;
    bool known;
    TRY(credits_sheet_find(ctx, id, &sheet));
    l.sheet = id;
    l.number = sheet.number;
    l.gave = str_trim(l.gave);
    l.received = str_trim(l.received);
    l.what = str_trim(l.what);
    TRY(check_line(ctx, &sheet, &l));
    TRY(again(ctx, &l, ret_line, &known));
    if (known) return OK;
    TRY(meant(ctx, l.gave, &l.gave_id));
    TRY(meant(ctx, l.received, &l.received_id));
    TRY(tell(ctx, &l));
    const struct credits_sql_sheet_line_add_in row = {
        .sheet = id, .line = l.line, .gave = l.gave, .received = l.received, .gave_id = l.gave_id, .received_id = l.received_id, .minutes = l.minutes,
        .what = l.what, .thanked = l.thanked, .on = l.on, .told = l.told, .why = str_from(whys[l.state]), .by = ctx->actor.person, .now = ctx->now};
    TRY(credits_sql_sheet_line_add(ctx->db, &row));
    l.mine = true;
    *ret_line = l;
    return OK;
}

static enum status find_line(struct ctx *ctx, struct sheet_id id, int64_t line, struct credits_sheet_line *ret_line)
{
    struct credits_green sheet;
    struct credits_sql_sheet_line row;
    TRY(credits_sheet_find(ctx, id, &sheet));
    TRY(credits_sql_sheet_line(ctx->db, ctx->arena, id, line, &row));
    *ret_line = LINE(&row);
    if (ret_line->state != SHEET_NAME && ret_line->state != SHEET_ROOM) return ERR_CONFLICT;
    return OK;
}

enum status credits_sheet_settle(struct ctx *ctx, struct sheet_id id, int64_t line, struct person_id gave, struct person_id received,
                                 struct credits_sheet_line *ret_line)
{
    struct credits_sheet_line l;
    TRY(find_line(ctx, id, line, &l));
    if (gave.v) l.gave_id = gave;
    if (received.v) l.received_id = received;
    TRY(meant(ctx, l.gave, &l.gave_id));
    TRY(meant(ctx, l.received, &l.received_id));
    TRY(tell(ctx, &l));
    TRY(credits_sql_sheet_line_settle(ctx->db, id, line, l.gave_id, l.received_id, l.told, str_from(whys[l.state])));
    *ret_line = l;
    return OK;
}

enum status credits_sheet_leave(struct ctx *ctx, struct sheet_id id, int64_t line)
{
    struct credits_sheet_line l;
    TRY(find_line(ctx, id, line, &l));
    if (!l.mine) return ERR_DENIED;
    return credits_sql_sheet_line_settle(ctx->db, id, line, l.gave_id, l.received_id, (struct told_id){0}, STR("left"));
}

enum status credits_sheet_lines(struct ctx *ctx, struct sheet_id id, struct credits_sheet_line **ret_rows, size_t *ret_count)
{
    struct credits_green sheet;
    struct credits_sql_sheet_lines *rows;
    size_t n;
    TRY(credits_sheet_find(ctx, id, &sheet));
    TRY(credits_sql_sheet_lines(ctx->db, ctx->arena, id, &rows, &n));
    struct credits_sheet_line *out = ARENA_ARRAY(ctx->arena, struct credits_sheet_line, n + 1);
    for (size_t i = 0; i < n; i++) out[i] = LINE(&rows[i]);
    *ret_rows = out;
    *ret_count = n;
    return OK;
}

static bool named(struct ctx *ctx, const struct people_row *seen, size_t n, struct str name)
{
    struct str wanted = utf8_fold(ctx->arena, name);
    for (size_t i = 0; i < n; i++)
        if (str_eq(utf8_fold(ctx->arena, seen[i].first_name), wanted)) return true;
    return false;
}

enum status credits_sheet_waiting(struct ctx *ctx, int64_t limit, struct credits_sheet_line **ret_rows, size_t *ret_count)
{
    struct credits_sql_sheet_waits *rows;
    struct people_row *seen;
    size_t n, seen_n, count = 0;
    if (!may(ctx)) return ERR_DENIED;
    TRY(credits_sql_sheet_waits(ctx->db, ctx->arena, (struct place_id){ctx->actor.place}, LIST_MAX, &rows, &n));
    TRY(people_list(ctx, STR_NONE, SEEN_MAX, 0, &seen, &seen_n));
    struct credits_sheet_line *out = ARENA_ARRAY(ctx->arena, struct credits_sheet_line, n + 1);
    for (size_t i = 0; i < n && count < (size_t)limit; i++) {
        struct credits_sheet_line l = LINE(&rows[i]);
        bool theirs = l.mine || named(ctx, seen, seen_n, l.gave) || named(ctx, seen, seen_n, l.received);
        if (theirs) out[count++] = l;
    }
    *ret_rows = out;
    *ret_count = count;
    return OK;
}

/* ---- their own copy, and leaving ---- */

enum status credits_sheet_export(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct credits_sql_sheet_of_person *rows;
    size_t n;
    TRY(credits_sql_sheet_of_person(ctx->db, ctx->arena, person, &rows, &n));
    json_key(json, "green_sheets");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_int(json, "sheet", rows[i].number);
        json_put_int(json, "line", rows[i].line);
        json_put_bool(json, "you_gave", rows[i].gave_id.v == person.v);
        json_put_int(json, "minutes", rows[i].minutes);
        json_put_str(json, "what", rows[i].what);
        json_put_str(json, "day", day_format(ctx->arena, rows[i].on_day));
        json_end(json);
    }
    json_end(json);
    return OK;
}

enum status credits_sheet_forget(struct ctx *ctx, struct person_id person)
{
    TRY(credits_sql_sheet_forget_gave(ctx->db, person));
    return credits_sql_sheet_forget_received(ctx->db, person);
}
