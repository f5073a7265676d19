/* kith matching weights | refit | gaps */
#include "domain/matching/matching_cli_own.h"
#include "domain/matching/matching_gaps.h"
#include "domain/matching/matching_own.h"
#include "domain/matching/matching_refit.h"

#include "platform/module/cli.h"

static void put_weights(struct json *json, const char *key, const int w[REASON_KINDS])
{
    json_key(json, key);
    json_begin_object(json);
    for (int kind = 0; kind < REASON_KINDS; kind++) json_put_int(json, matching_reason_name((enum reason_kind)kind), w[kind]);
    json_end(json);
}

static enum status place_of(struct cli *cli, struct place_id *ret_place)
{
    struct str name = cli_option(cli, "place", STR_NONE);
    struct place place;
    *ret_place = (struct place_id){0};
    if (name.len == 0) return OK;
    TRY(places_find_by_name(cli->ctx, name, &place));
    *ret_place = place.id;
    return OK;
}

enum status matching_cli_weights(struct cli *cli)
{
    struct matching_past *past;
    struct place_id place;
    size_t count;
    int now[REASON_KINDS];
    TRY(place_of(cli, &place));
    TRY(matching_weights_now(cli->ctx, place, now));
    TRY(matching_weights_history(cli->ctx, &past, &count));
    for (int kind = 0; kind < REASON_KINDS && !cli->json; kind++)
        buf_printf(&cli->out, "%-10s %5.2f %%\n", matching_reason_name((enum reason_kind)kind), now[kind] / 100.0);
    if (!cli->json) return OK;
    json_begin_object(&cli->doc);
    put_weights(&cli->doc, "weights", now);
    json_key(&cli->doc, "history");
    json_begin_array(&cli->doc);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(&cli->doc);
        json_put_str(&cli->doc, "place", past[i].place_name);
        put_weights(&cli->doc, "weights", past[i].weights);
        json_put_int(&cli->doc, "outcomes", past[i].outcomes);
        json_put_str(&cli->doc, "adopted_at", instant_format(cli->ctx->arena, NULL, past[i].adopted_at));
        json_put_str(&cli->doc, "ended_at", instant_is(past[i].ended_at) ? instant_format(cli->ctx->arena, NULL, past[i].ended_at) : STR_NONE);
        json_put_bool(&cli->doc, "taken_back", past[i].taken_back);
        json_end(&cli->doc);
    }
    json_end(&cli->doc);
    json_end(&cli->doc);
    return OK;
}

static void put_refit(struct json *json, const struct matching_refit *refit, bool adopted)
{
    json_begin_object(json);
    json_put_int(json, "outcomes", refit->outcomes);
    json_put_int(json, "least", MATCHING_FIT_LEAST);
    json_put_bool(json, "enough", refit->enough);
    json_put_bool(json, "adopted", adopted);
    put_weights(json, "before", refit->before);
    if (refit->enough) {
        put_weights(json, "after", refit->after);
        json_key(json, "brier_before");
        json_real_digits(json, refit->brier_before, 6);
        json_key(json, "brier_after");
        json_real_digits(json, refit->brier_after, 6);
        json_put_bool(json, "fair", refit->fair);
        json_key(json, "groups");
        json_begin_array(json);
        for (size_t i = 0; i < refit->groups_n; i++) {
            json_begin_object(json);
            json_put_str(json, "kind", refit->groups[i].kind);
            json_put_str(json, "name", refit->groups[i].name);
            json_put_int(json, "n", refit->groups[i].n);
            json_key(json, "brier_before");
            json_real_digits(json, refit->groups[i].before, 6);
            json_key(json, "brier_after");
            json_real_digits(json, refit->groups[i].after, 6);
            json_end(json);
        }
        json_end(json);
    }
    json_end(json);
}

enum status matching_cli_refit(struct cli *cli)
{
    struct matching_refit refit;
    struct place_id place;
    bool adopt = cli_flag(cli, "adopt"), undo = cli_flag(cli, "undo");
    TRY(place_of(cli, &place));
    if (undo) TRY(matching_weights_undo(cli->ctx, place));
    TRY(matching_refit(cli->ctx, place, &refit));
    if (adopt && !undo) {
        if (!refit.enough)
            return ctx_fault(cli->ctx, ERR_INVALID, STR("adopt"), SAY("There are too few settled introductions: nothing is changed before 100."));
        if (!refit.fair)
            return ctx_fault(cli->ctx, ERR_INVALID, STR("adopt"), SAY("These weights would judge one group of people clearly worse. They are not adopted."));
        TRY(matching_weights_adopt(cli->ctx, place, refit.after, refit.outcomes));
    }
    if (cli->json) {
        put_refit(&cli->doc, &refit, adopt && !undo);
        return OK;
    }
    buf_printf(&cli->out, "%lld settled introductions%s\n", (long long)refit.outcomes, refit.enough ? "" : "; nothing is changed before 100");
    for (int kind = 0; kind < REASON_KINDS; kind++) {
        buf_printf(&cli->out, "%-10s %5d", matching_reason_name((enum reason_kind)kind), refit.before[kind]);
        if (refit.enough) buf_printf(&cli->out, " -> %5d", refit.after[kind]);
        buf_puts(&cli->out, "\n");
    }
    return OK;
}

static void put_gap(struct cli *cli, const struct matching_gap *gap)
{
    struct json *json = &cli->doc;
    json_begin_object(json);
    json_put_str(json, "took", gap->took);
    json_put_str(json, "need", gap->need);
    json_put_str(json, "concept", gap->concept);
    json_put_int(json, "weekday", gap->part < 0 ? -1 : gap->part / WEEK_PARTS);
    json_put_int(json, "part", gap->part < 0 ? -1 : gap->part % WEEK_PARTS);
    json_put_int(json, "people", gap->people);
    json_put_str(json, "words", matching_gap_words(cli->ctx, gap));
    json_end(json);
}

enum status matching_cli_gaps(struct cli *cli)
{
    struct ctx *ctx = cli->ctx;
    struct matching_gap *gaps;
    struct place_id place;
    size_t count;
    if (!cli_flag(cli, "kept")) TRY(matching_gaps_count(ctx));
    TRY(db_begin(ctx->db, DB_READ));
    enum status status = place_of(cli, &place);
    if (status == OK) status = matching_gaps_list(ctx, place, &gaps, &count);
    db_rollback(ctx->db);
    TRY(status);
    if (cli->json) json_begin_array(&cli->doc);
    for (size_t i = 0; i < count; i++) {
        if (cli->json) put_gap(cli, &gaps[i]);
        else buf_printf(&cli->out, "%lld or more  %.*s\n", (long long)gaps[i].people, STR_ARG(matching_gap_words(ctx, &gaps[i])));
    }
    if (cli->json) json_end(&cli->doc);
    else if (count == 0) cli_note(cli, "Nothing that five people or more are missing.");
    return OK;
}
