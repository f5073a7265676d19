/* "My data" of what was put right, limits and notices; and what is emptied when somebody leaves. */
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_right_own.h"
#include "domain/credits/credits_rules.h"

#include "base/json.h"
#include "credits_sql.h"

#define OWN_MAX 500

static void put_instant(struct ctx *ctx, struct json *json, const char *key, struct instant at)
{
    json_put_str(json, key, instant_is(at) ? instant_format(ctx->arena, NULL, at) : STR_NONE);
}

static enum status rights(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct credits_right *rows;
    size_t n;
    TRY(credits_right_of_person(ctx, person, OWN_MAX, &rows, &n));
    json_key(json, "put_right");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        const struct credits_right *r = &rows[i];
        if (r->asker.v != person.v && r->payer.v != person.v && r->payee.v != person.v) continue; /* of a group they host */
        json_begin_object(json);
        json_put_int(json, "entry", r->entry.number);
        json_put_bool(json, "asked_by_me", r->asker.v == person.v);
        put_instant(ctx, json, "asked_at", r->asked_at);
        json_put_int(json, "minutes_were", r->entry.minutes);
        json_put_int(json, "minutes_should_be", r->be.minutes);
        json_put_str(json, "reason", r->reason);
        json_put_str(json, "answer", r->answer);
        json_put_str(json, "answer_words", r->answer_words);
        json_put_str(json, "decision", r->decision);
        json_put_str(json, "decision_words", r->decision_words);
        json_put_str(json, "state", str_from(credits_right_state_code(r->state)));
        put_instant(ctx, json, "ended_at", r->ended_at);
        json_end(json);
    }
    json_end(json);
    return OK;
}

static enum status limits(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct account_id id;
    struct credits_account a;
    struct credits_rule rule;
    enum status status = credits_member_find(ctx, person, &id);
    if (status != OK) return status == ERR_MISSING ? OK : status;
    TRY(credits_account_get(ctx, id, &a));
    status = credits_rule_of(ctx, &a, &rule);
    if (status != OK && status != ERR_MISSING) return status;
    json_key(json, "limits");
    json_begin_object(json);
    json_put_str(json, "rule", status == OK ? rule.name : STR_NONE);
    json_put_int(json, "floor_minutes", a.floor);
    json_put_int(json, "ceiling_minutes", a.ceiling);
    json_end(json);
    return OK;
}

static enum status notices(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct credits_sql_notices_of_person *rows;
    size_t n;
    TRY(credits_sql_notices_of_person(ctx->db, ctx->arena, person, OWN_MAX, &rows, &n));
    json_key(json, "unused_hours_notices");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        put_instant(ctx, json, "told_at", rows[i].first_at);
        put_instant(ctx, json, "told_again_at", rows[i].second_at);
        put_instant(ctx, json, "not_before", rows[i].due_at);
        json_put_str(json, "state", rows[i].state);
        json_end(json);
    }
    json_end(json);
    return OK;
}

enum status credits_right_export(struct ctx *ctx, struct person_id person, struct json *json)
{
    TRY(rights(ctx, person, json));
    TRY(limits(ctx, person, json));
    return notices(ctx, person, json);
}

/* What they wrote is emptied; what was booked stands. */
enum status credits_right_forget(struct ctx *ctx, struct person_id person)
{
    return credits_sql_right_forget(ctx->db, person.v);
}
