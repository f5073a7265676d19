/* kith assets duplicates: what may be one thing, the likeliest first. */
#include "domain/assets/assets_duplicates.h"
#include "domain/assets/assets_own.h"
#include "platform/module/cli.h"

static void end_json(struct json *json, const char *key, const struct assets_pair_end *end) {
    json_key(json, key);
    json_begin_object(json);
    json_put_str(json, "id", end->external_id);
    json_put_str(json, "name", end->name);
    json_put_str(json, "source", end->source);
    json_put_int(json, "source_line", end->line);
    json_put_real(json, "lat", end->lat);
    json_put_real(json, "lon", end->lon);
    json_end(json);
}

static void pair_json(struct json *json, const struct assets_pair *pair) {
    json_begin_object(json);
    end_json(json, "a", &pair->a);
    end_json(json, "b", &pair->b);
    json_key(json, "score");
    json_real_digits(json, pair->score / 100.0, 2);
    json_key(json, "why");
    json_begin_array(json);
    for (size_t i = 0; i < pair->why_n; i++) json_str(json, str_from(pair->why[i]));
    json_end(json);
    json_end(json);
}

static void pair_print(struct cli *cli, const struct assets_pair *pair) {
    buf_printf(&cli->out, "%d  %.*s  %.*s\n    %.*s  %.*s\n", pair->score,
               STR_ARG(pair->a.external_id), STR_ARG(pair->a.name),
               STR_ARG(pair->b.external_id), STR_ARG(pair->b.name));
}

/* "0.8" or "80". */
static enum status min_read(struct cli *cli, int *ret_min) {
    struct str said = cli_option(cli, "min", STR_NONE);
    double x;
    *ret_min = DUPLICATES_DEFAULT;
    if (said.len == 0) return OK;
    if (!str_to_real(said, &x) || !(x >= 0 && x <= 100))
        return ctx_fault(cli->ctx, ERR_INVALID, STR("min"),
                         SAY("Write a number from 0 to 1, for example 0.8"));
    *ret_min = (int)(x <= 1 ? x * 100 + 0.5 : x + 0.5);
    return OK;
}

static enum status place_read(struct cli *cli, struct place_id *ret_place) {
    struct str name = cli_option(cli, "place", STR_NONE);
    struct place place;
    *ret_place = (struct place_id){0};
    if (name.len == 0) return OK;
    if (places_find_by_name(cli->ctx, name, &place) != OK)
        return ctx_fault(cli->ctx, ERR_MISSING, STR("place"),
                         SAY("There is no place of this name."));
    *ret_place = place.id;
    return OK;
}

enum status assets_cli_duplicates(struct cli *cli) {
    struct arena arena;
    struct assets_pair *pairs;
    struct place_id place;
    size_t n = 0;
    int min;
    TRY(min_read(cli, &min));
    TRY(place_read(cli, &place));
    arena_init(&arena, ASSETS_DUPLICATES_ARENA);
    enum status status = assets_duplicates_list(cli->ctx, &arena, place, min, &pairs, &n);
    if (status == OK && cli->json) json_begin_array(&cli->doc);
    for (size_t i = 0; status == OK && i < n; i++)
        if (cli->json) pair_json(&cli->doc, &pairs[i]);
        else pair_print(cli, &pairs[i]);
    if (status == OK && cli->json) json_end(&cli->doc);
    arena_release(&arena);
    return status;
}
