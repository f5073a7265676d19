/* kith activities times: exact counts, for the group's own file. */
#include "domain/activities/activities_times.h"
#include "domain/activities/activities_wish_own.h"

#include "platform/module/cli.h"

#include <jansson.h>

#define FILE_BYTES ((size_t)16 << 20)
#define WORDS_MAX 4000

static enum status bad(struct ctx *ctx, size_t i, const char *what, struct said said)
{
    struct str field = str_printf(ctx->arena, "people[%zu]%s%s", i, what[0] ? "." : "", what);
    enum status status = ctx_fault(ctx, ERR_INVALID, field, said);
    if (ctx->faults.last) ctx->faults.last->line = (int64_t)i + 1;
    return status;
}

static struct str text_of(struct ctx *ctx, const json_t *value)
{
    return str_copy(ctx->arena, str_of(json_string_value(value), json_string_length(value)));
}

/* All times of a person as one text, each tried by itself so that the one at fault is named. */
static enum status times_of(struct ctx *ctx, const json_t *row, size_t i, int minutes, struct times_can *ret_can)
{
    const json_t *times = json_object_get(row, "times");
    struct buf all;
    struct str why = STR_NONE;
    if (!json_is_array(times)) return bad(ctx, i, "times", SAY("Give a list of times, for example \"tue 18:00-21:00\"; an empty list is any time."));
    buf_init(&all, ctx->arena, WORDS_MAX);
    for (size_t k = 0; k < json_array_size(times); k++) {
        const json_t *item = json_array_get(times, k);
        const char *at = str_c(ctx->arena, str_printf(ctx->arena, "times[%zu]", k));
        struct str piece = json_is_string(item) ? text_of(ctx, item) : STR_NONE;
        if (!piece.ptr) return bad(ctx, i, at, SAY("A time is words, for example \"tue 18:00-21:00\"."));
        if (activities_times_parse(piece, minutes, ret_can, &why) != OK)
            return bad(ctx, i, at, SAY1("We could not read {part}. Write times like tue 18:00-21:00.", "part", why));
        if (k > 0) buf_putc(&all, ';');
        buf_put(&all, str_trim(piece).len > 0 ? piece : STR("any"));
    }
    if (buf_check(&all) != OK || activities_times_parse(buf_str(&all), minutes, ret_can, &why) != OK)
        return bad(ctx, i, "times", SAY("These are more times than we can read. Join those that touch."));
    return OK;
}

static enum status person_of(struct ctx *ctx, const json_t *row, size_t i, int minutes, struct times_person *ret_person)
{
    struct times_person person = {.group = STR_NONE};
    const json_t *group = json_object_get(row, "group"), *alternate = json_object_get(row, "alternate_weeks");
    if (!json_is_object(row)) return bad(ctx, i, "", SAY("Each person is an object with person, group and times."));
    if (group && !json_is_string(group) && !json_is_null(group)) return bad(ctx, i, "group", SAY("A group is a word, or left out."));
    if (alternate && !json_is_boolean(alternate) && !json_is_null(alternate))
        return bad(ctx, i, "alternate_weeks", SAY("Write true or false."));
    if (json_is_string(group)) person.group = str_trim(text_of(ctx, group));
    person.alternate = json_is_true(alternate);
    TRY(times_of(ctx, row, i, minutes, &person.can));
    *ret_person = person;
    return OK;
}

/* The same name twice would count one person as two. */
static enum status names_check(struct ctx *ctx, const json_t *root)
{
    json_t *seen = json_object();
    enum status status = OK;
    for (size_t i = 0; i < json_array_size(root) && status == OK; i++) {
        const json_t *name = json_object_get(json_array_get(root, i), "person");
        if (!json_is_string(name)) continue;
        if (json_object_get(seen, json_string_value(name)))
            status = bad(ctx, i, "person", SAY1("{name} is here twice. One person, one row.", "name", text_of(ctx, name)));
        (void)json_object_set_new(seen, json_string_value(name), json_true());
    }
    json_decref(seen);
    return status;
}

static enum status people_of(struct ctx *ctx, const json_t *root, int minutes, struct times_person **ret_people, size_t *ret_n)
{
    if (!json_is_array(root)) return ctx_fault(ctx, ERR_INVALID, STR("people"), SAY("The file is a list of people: [{\"person\", \"group\", \"times\"}]."));
    size_t n = json_array_size(root);
    if (n > TIMES_PEOPLE) return ctx_fault(ctx, ERR_LIMIT, STR("people"), SAY("At most 5,000 people at once."));
    struct times_person *people = ARENA_ARRAY(ctx->arena, struct times_person, n + 1);
    for (size_t i = 0; i < n; i++) TRY(person_of(ctx, json_array_get(root, i), i, minutes, &people[i]));
    TRY(names_check(ctx, root));
    *ret_people = people;
    *ret_n = n;
    return OK;
}

static void put_half(struct json *json, const char *key, int halves)
{
    json_key(json, key);
    if (halves % 2 == 0) json_int(json, halves / 2);
    else json_real_digits(json, halves / 2.0, 1);
}

static void put_slot(struct cli *cli, const struct times_person *people, size_t n, const struct times_slot *slot,
                     const struct times_group *groups, size_t groups_n)
{
    struct json *json = &cli->doc;
    json_begin_object(json);
    json_put_str(json, "slot", activities_times_slot_name(cli->ctx->arena, slot->slot));
    put_half(json, "suits", activities_times_halves(slot->all));
    json_put_int(json, "of", slot->all.of);
    json_put_int(json, "every_week", slot->all.every);
    json_put_int(json, "one_week_in_two", slot->all.alternate);
    put_half(json, "left_out_before", slot->left_out);
    json_key(json, "by_group");
    json_begin_object(json);
    for (size_t i = 0; i < groups_n; i++) {
        struct times_share share = activities_times_group_share(people, n, groups[i].name, slot->slot);
        json_key(json, str_c(cli->ctx->arena, groups[i].name));
        json_begin_object(json);
        put_half(json, "suits", activities_times_halves(share));
        json_put_int(json, "of", share.of);
        json_end(json);
    }
    json_end(json);
    json_end(json);
}

static void say_slot(struct cli *cli, const struct times_person *people, size_t n, const struct times_slot *slot,
                     const struct times_group *groups, size_t groups_n)
{
    struct arena *arena = cli->ctx->arena;
    buf_printf(&cli->out, "%.*s suits %g of %d", STR_ARG(activities_times_slot_name(arena, slot->slot)), activities_times_halves(slot->all) / 2.0, slot->all.of);
    for (size_t i = 0; i < groups_n; i++) {
        struct times_share share = activities_times_group_share(people, n, groups[i].name, slot->slot);
        buf_printf(&cli->out, ", %g of the %d of %.*s", activities_times_halves(share) / 2.0, share.of, STR_ARG(groups[i].name));
    }
    if (slot->all.alternate > 0) buf_printf(&cli->out, "; %d of them one week in two, counted half", slot->all.alternate);
    buf_puts(&cli->out, "\n");
}

static enum status file_read(struct cli *cli, int minutes, struct times_person **ret_people, size_t *ret_n)
{
    struct ctx *ctx = cli->ctx;
    struct str path = cli_option(cli, "people", STR_NONE), text;
    json_error_t why;
    if (path.len == 0)
        return ctx_fault(ctx, ERR_INVALID, STR("people"), SAY("Name a file: kith activities times --people FILE.json"));
    TRY(cli_read_file(cli, path, FILE_BYTES, &text));
    json_t *root = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, &why);
    if (!root) {
        enum status bad_file = ctx_fault(ctx, ERR_INVALID, STR("people"), SAY1("This is not JSON: {why}", "why", str_copy(ctx->arena, str_from(why.text))));
        if (ctx->faults.last) ctx->faults.last->line = why.line;
        return bad_file;
    }
    enum status status = people_of(ctx, root, minutes, ret_people, ret_n);
    json_decref(root);
    return status;
}

static void put_all(struct cli *cli, const struct times_person *people, size_t n, size_t limit)
{
    struct times_group groups[TIMES_GROUPS];
    struct times_slot slots[TIMES_SLOTS], second;
    size_t count = activities_times_rank(people, n, slots, limit), groups_n = activities_times_groups(people, n, groups, TIMES_GROUPS);
    if (cli->json) json_begin_array(&cli->doc);
    for (size_t i = 0; i < count; i++) {
        if (cli->json) put_slot(cli, people, n, &slots[i], groups, groups_n);
        else say_slot(cli, people, n, &slots[i], groups, groups_n);
    }
    if (cli->json) json_end(&cli->doc);
    else if (count > 0 && activities_times_second(people, n, slots[0].slot, &second))
        buf_printf(&cli->out, "Of those who cannot then, most can on %.*s: %g.\n", STR_ARG(activities_times_slot_name(cli->ctx->arena, second.slot)),
                   second.left_out / 2.0);
}

enum status activities_times_cli(struct cli *cli)
{
    struct ctx *ctx = cli->ctx;
    struct times_person *people = NULL;
    int64_t minutes, limit;
    size_t n = 0;
    TRY(cli_int(cli, "minutes", TIMES_MINUTES, &minutes));
    TRY(cli_int(cli, "limit", TIMES_SLOTS, &limit));
    if (minutes < 1 || minutes > 24 * 60) return ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("Give minutes from 1 to 1440."));
    if (limit < 1) return ctx_fault(ctx, ERR_INVALID, STR("limit"), SAY("Give a limit of 1 or more."));
    TRY(file_read(cli, (int)minutes, &people, &n));
    put_all(cli, people, n, limit < TIMES_SLOTS ? (size_t)limit : TIMES_SLOTS);
    return OK;
}
