/* What told hours hold of a person: their copy, and what is emptied when they leave. */
#include "domain/credits/credits_told_own.h"

#include "base/json.h"
#include "credits_sql.h"

#define ALL_MOST 10000

static void put_row(struct ctx *ctx, const struct credits_told *t, struct person_id person, struct json *json)
{
    static const char *const states[TOLD_STATES] = {"who", "waits", "done", "taken back", "not right", "lapsed"};
    bool own = t->teller.v == person.v;
    json_begin_object(json);
    json_put_str(json, "told_by", own ? STR("you") : t->teller_name);
    json_put_bool(json, "you_gave", own == t->gave);
    json_put_str(json, "other", own ? (t->other_name.len > 0 ? t->other_name : t->other_words) : t->teller_name);
    json_put_int(json, "minutes", t->minutes);
    json_put_str(json, "what", t->what);
    json_put_str(json, "thanks", t->thanks);
    json_put_str(json, "not_right", t->said);
    json_put_str(json, "day", day_format(ctx->arena, t->on));
    json_put_str(json, "via", t->via);
    json_put_str(json, "agreed_how", t->consent);
    json_put_str(json, "state", str_from(states[t->state]));
    json_put_str(json, "at", instant_format(ctx->arena, ctx->zone, t->told_at));
    json_end(json);
}

static enum status put_entries(struct ctx *ctx, struct account_id account, struct json *json)
{
    struct credits_sql_hours *rows;
    size_t n;
    TRY(credits_sql_hours(ctx->db, ctx->arena, account, INT64_MAX, ALL_MOST, &rows, &n));
    json_key(json, "entries");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_int(json, "minutes", rows[i].minutes);
        json_put_str(json, "what", rows[i].words);
        json_put_str(json, "kind", rows[i].kind);
        json_put_str(json, "gave", rows[i].to_name);
        json_put_str(json, "received", rows[i].from_name);
        json_put_str(json, "at", instant_format(ctx->arena, ctx->zone, rows[i].at));
        json_end(json);
    }
    json_end(json);
    return OK;
}

/* What they have, and every entry that passed through. */
static enum status put_accounts(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct credits_sql_account_of *rows;
    size_t n;
    TRY(credits_sql_account_of(ctx->db, ctx->arena, person, &rows, &n));
    json_key(json, "accounts");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "name_in_the_books", rows[i].name);
        json_put_int(json, "minutes", rows[i].balance);
        json_put_str(json, "since", instant_format(ctx->arena, ctx->zone, rows[i].opened_at));
        TRY(put_entries(ctx, rows[i].id, json));
        json_end(json);
    }
    json_end(json);
    return OK;
}

enum status credits_told_export(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct credits_told *rows;
    struct credits_sql_no_hours_of *wishes;
    struct credits_sql_told_known *known;
    size_t n;
    TRY(put_accounts(ctx, person, json));
    TRY(credits_told_all(ctx, person, ALL_MOST, &rows, &n));
    json_key(json, "told");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) put_row(ctx, &rows[i], person, json);
    json_end(json);
    TRY(credits_sql_no_hours_of(ctx->db, ctx->arena, person, &wishes, &n));
    json_key(json, "kept_no_hours");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "since", instant_format(ctx->arena, ctx->zone, wishes[i].since));
        json_put_str(json, "until", instant_is(wishes[i].until) ? instant_format(ctx->arena, ctx->zone, wishes[i].until) : STR_NONE);
        json_end(json);
    }
    json_end(json);
    TRY(credits_sql_told_known(ctx->db, ctx->arena, person, ALL_MOST, &known, &n));
    json_key(json, "a_first_name_is_enough_for");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) json_str(json, known[i].first_name);
    json_end(json);
    return OK;
}

/* ---- leaving ---- */

/* What waits for a word of theirs, or is theirs and waits, ends. */
static enum status end_open(struct ctx *ctx, struct person_id person)
{
    struct credits_sql_told_open_of *rows;
    size_t n;
    TRY(credits_sql_told_open_of(ctx->db, ctx->arena, person, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        if (rows[i].pending_id.v) {
            enum status status = credits_erase(ctx, rows[i].pending_id, STR("left"));
            if (status == ERR_CONFLICT) faults_init(&ctx->faults, ctx->arena);
            else TRY(status);
        }
        TRY(credits_sql_told_lapse_one(ctx->db, rows[i].id));
    }
    return OK;
}

/* The books keep who, how much and when: their sums must stand. Words become empty; the chain covers
   a salted hash of them, and the salt goes as well. */
enum status credits_told_forget(struct ctx *ctx, struct person_id person)
{
    struct account_id account;
    TRY(end_open(ctx, person));
    TRY(credits_sql_told_forget(ctx->db, person));
    TRY(credits_sql_told_forget_other(ctx->db, person));
    TRY(credits_sql_told_hush(ctx->db, person));
    TRY(credits_sql_no_hours_end(ctx->db, person, ctx->now));
    enum status status = credits_member_find(ctx, person, &account);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    TRY(credits_sql_entry_forget(ctx->db, person.v, STR(""), account));
    return credits_sql_pending_forget(ctx->db, person.v, account);
}
