#include "domain/rounds/rounds_own.h"

#include "platform/module/cli.h"
#include "rounds_sql.h"

/* kith rounds list, and "my data". */

static void put_instant(struct ctx *ctx, struct json *json, const char *key, struct instant at) {
    json_put_str(json, key, instant_is(at) ? instant_format(ctx->arena, NULL, at) : STR_NONE);
}

/* Counts and codes only: who is in a round is nobody's list. */
static void put_circle(struct ctx *ctx, struct json *json, const struct circle *circle) {
    struct round_week week;
    json_begin_object(json);
    json_put_str(json, "id", str_int(ctx->arena, circle->id.v));
    json_put_str(json, "name", circle->name);
    json_put_str(json, "asset", str_int(ctx->arena, circle->asset.v));
    json_put_str(json, "coordinator", str_int(ctx->arena, circle->coordinator.v));
    json_put_int(json, "people", circle->people);
    json_put_int(json, "weeks", circle->weeks);
    json_put_int(json, "kept", circle->kept);
    if (rounds_week_now(ctx, circle->id, &week) == OK) {
        json_put_str(json, "week", day_format(ctx->arena, week.monday));
        json_put_str(json, "code", week.code);
        json_put_int(json, "asked", (int64_t)week.asks_n);
        put_instant(ctx, json, "kept_at", week.kept_at);
    }
    json_end(json);
}

enum status rounds_cli_list(struct cli *cli) {
    struct circle *rows;
    size_t n;
    TRY(rounds_circles(cli->ctx, &rows, &n));
    if (!cli->json) {
        for (size_t i = 0; i < n; i++)
            buf_printf(&cli->out, "%lld  %.*s: %lld people, %lld of %lld weeks kept\n",
                       (long long)rows[i].id.v, STR_ARG(rows[i].name), (long long)rows[i].people,
                       (long long)rows[i].kept, (long long)rows[i].weeks);
        return OK;
    }
    json_begin_array(&cli->doc);
    for (size_t i = 0; i < n; i++) put_circle(cli->ctx, &cli->doc, &rows[i]);
    json_end(&cli->doc);
    return OK;
}

/* ---- my data ---- */

static enum status put_answers(struct ctx *ctx, struct person_id person, struct json *json) {
    struct round_member *rows;
    size_t n;
    TRY(rounds_members_of(ctx, person, &rows, &n));
    json_key(json, "agreed");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "where", rows[i].circle_name);
        json_put_bool(json, "yes", rows[i].agreed);
        json_put_str(json, "how", rows[i].how);
        json_put_str(json, "asked_by", rows[i].asked_by);
        json_put_str(json, "language", rows[i].language);
        put_instant(ctx, json, "said", rows[i].said_at);
        put_instant(ctx, json, "ended", rows[i].ended_at);
        json_end(json);
    }
    json_end(json);
    return OK;
}

static enum status put_asks(struct ctx *ctx, struct person_id person, struct json *json) {
    struct rounds_sql_asks_of *rows;
    size_t n;
    TRY(rounds_sql_asks_of(ctx->db, ctx->arena, person, 1000, &rows, &n));
    json_key(json, "weeks");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "where", rows[i].circle_name);
        json_put_str(json, "week", day_format(ctx->arena, rows[i].monday));
        json_put_str(json, "answer",
                     str_from(rounds_answer_name((enum round_answer)rows[i].answer)));
        put_instant(ctx, json, "answered", rows[i].answered_at);
        put_instant(ctx, json, "talked", rows[i].done_at);
        json_end(json);
    }
    json_end(json);
    return OK;
}

enum status rounds_export(struct ctx *ctx, int64_t id, struct json *json) {
    struct circle *rows;
    const struct person_id person = {id};
    size_t n;
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    TRY(rounds_circles_of(ctx, person, &rows, &n));
    json_begin_object(json);
    json_key(json, "looks_after");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) json_str(json, rows[i].name);
    json_end(json);
    TRY(put_answers(ctx, person, json));
    TRY(put_asks(ctx, person, json));
    json_end(json);
    return OK;
}
