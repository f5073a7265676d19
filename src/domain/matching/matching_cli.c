#include "domain/matching/matching_cli_own.h"
#include "domain/matching/matching_own.h"

#include "platform/module/cli.h"

#define PROFILE_BYTES ((size_t)1 << 20)

static void put_check(struct json *json, unsigned check)
{
    static const struct { unsigned bit; const char *word; } rows[] = {
        {CHECK_STEP_FREE, "step-free"}, {CHECK_FREE, "free"}, {CHECK_QUIET, "quiet"}, {CHECK_HEARING_LOOP, "hearing-loop"},
        {CHECK_CHILDCARE, "childcare"}, {CHECK_WOMEN_ONLY, "women-only"}, {CHECK_MEN_ONLY, "men-only"}};
    json_key(json, "check");
    json_begin_array(json);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (check & rows[i].bit) json_str(json, str_from(rows[i].word));
    json_end(json);
}

static void put(struct cli *cli, const struct suggestion *s)
{
    struct json *json = &cli->doc;
    struct ctx *ctx = cli->ctx;
    json_begin_object(json);
    json_put_str(json, "asset", s->row.external_id);
    json_put_str(json, "name", s->row.name);
    json_key(json, "score");
    json_real_digits(json, s->score, 6);
    json_key(json, "distance_km");
    json_real_digits(json, s->distance_km, 3);
    json_key(json, "reasons");
    json_begin_array(json);
    for (size_t i = 0; i < s->reasons_n; i++) {
        json_begin_object(json);
        json_put_str(json, "kind", str_from(matching_reason_name(s->reasons[i].kind)));
        json_key(json, "weight");
        json_real_digits(json, s->reasons[i].weight, 6);
        json_put_str(json, "detail", text_say(ctx->arena, ctx->locale, &s->reasons[i].detail));
        json_end(json);
    }
    json_end(json);
    put_check(json, s->check);
    json_put_str(json, "sentence", matching_sentence(ctx, s, ctx->locale));
    json_end(json);
}

/* What may not do stands below what does, and the score printed says so: it is scaled to that of
   the row above it, its reasons with it. */
static void below(struct suggestion *s, const struct suggestion *above)
{
    double share = s->score > above->score ? above->score / s->score : 1;
    s->score *= share;
    for (size_t i = 0; i < s->reasons_n; i++) s->reasons[i].weight *= share;
}

enum status matching_cli_match(struct cli *cli)
{
    struct suggestion *rows;
    struct matching_limits limits;
    struct profile profile;
    struct str path = cli_option(cli, "profile", STR_NONE), text;
    int64_t limit;
    size_t count;
    if (path.len == 0)
        return ctx_fault(cli->ctx, ERR_INVALID, STR("profile"), SAY("Name a profile: kith match --profile FILE.json"));
    TRY(cli_int(cli, "limit", 10, &limit));
    if (limit < 1 || limit > MATCHING_BEST)
        return ctx_fault(cli->ctx, ERR_INVALID, STR("limit"), SAY("Give a limit from 1 to 100000."));
    TRY(cli_read_file(cli, path, PROFILE_BYTES, &text));
    TRY(matching_profile_parse(cli->ctx, text, &profile));
    if (cli_flag(cli, "three")) TRY(matching_three(cli->ctx, &profile, &rows, &count, &limits));
    else TRY(matching_rank(cli->ctx, &profile, (int)limit, &rows, &count, &limits));
    if (!cli->json) {
        for (size_t i = 0; i < count; i++)
            buf_printf(&cli->out, "%.3f  %.*s\n       %.*s\n", rows[i].score, STR_ARG(rows[i].row.name),
                       STR_ARG(matching_sentence(cli->ctx, &rows[i], cli->ctx->locale)));
        if (count == 0) cli_note(cli, "Nothing fits all that was said. %lld were looked at.", (long long)limits.considered);
        return OK;
    }
    json_begin_array(&cli->doc);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && !cli_flag(cli, "three")) below(&rows[i], &rows[i - 1]);
        put(cli, &rows[i]);
    }
    json_end(&cli->doc);
    return OK;
}
