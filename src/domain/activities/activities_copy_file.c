/* An idea as a file: written here, read by another Kith. */
#include "domain/activities/activities_copy.h"

#include "base/json.h"

#include <jansson.h>

#define FILE_ROOM 65536
#define FORMAT "kith-idea-1"

static const char *const costs[] = {"unknown", "free", "donation", "paid"};
static const char *const audiences[] = {"anyone", "women", "men"};
static const char *const designers[] = {"unknown", "residents", "staff", "both"};
#define N(list) (int)(sizeof(list) / sizeof *(list))

static void put_lines(struct ctx *ctx, struct json *json, const struct asset *a)
{
    json_key(json, "schedule");
    json_begin_array(json);
    for (size_t i = 0; i < a->schedules_n; i++)
        json_str(json, assets_schedule_say(ctx->arena, text_locale(TEXT_EN), &a->schedules[i]));
    json_end(json);
}

struct str activities_copy_format(struct ctx *ctx, const struct asset *a, const struct activity_series *s)
{
    struct buf buf;
    struct json json;
    buf_init(&buf, ctx->arena, FILE_ROOM);
    json_init(&json, &buf);
    json_begin_object(&json);
    json_put_str(&json, "format", STR(FORMAT));
    json_put_str(&json, "name", a->name);
    json_put_str(&json, "description", a->description);
    json_put_str(&json, "kind", a->kind == ASSET_GROUP ? STR("group") : STR("activity"));
    put_lines(ctx, &json, a);
    json_put_str(&json, "cost", str_from(costs[a->cost]));
    json_put_int(&json, "price_pence", a->cost == ASSET_COST_PAID ? a->price.n : INT_NONE);
    json_put_str(&json, "cost_words", a->cost_words);
    json_put_int(&json, "access_yes", a->access_yes);
    json_put_int(&json, "access_no", a->access_no);
    json_put_str(&json, "access_words", a->access_words);
    json_put_str(&json, "languages", a->languages);
    json_put_int(&json, "age_low", a->age_low);
    json_put_int(&json, "age_high", a->age_high);
    json_put_bool(&json, "for_child", a->for_child);
    json_put_str(&json, "audience", str_from(audiences[a->audience]));
    json_put_bool(&json, "sign_up", s->joining == ACTIVITY_SIGN_UP);
    json_put_int(&json, "capacity", s->capacity == ACTIVITY_NO_LIMIT ? INT_NONE : s->capacity);
    json_put_int(&json, "newcomers", s->newcomers);
    json_put_str(&json, "bring", s->bring);
    json_put_str(&json, "designed_by", str_from(designers[s->designed_by]));
    json_put_str(&json, "design", s->design);
    json_end(&json);
    return buf_str(&buf);
}

/* ---- reading ---- */

struct reader { struct ctx *ctx; const json_t *root; enum status status; };

static void wrong(struct reader *r, const char *key, struct said said)
{
    r->status = ctx_fault(r->ctx, ERR_INVALID, str_from(key), said);
}

static struct str word(struct reader *r, const char *key)
{
    const json_t *value = json_object_get(r->root, key);
    if (value == NULL || json_is_null(value)) return STR_NONE;
    if (json_is_string(value)) return str_copy(r->ctx->arena, str_of(json_string_value(value), json_string_length(value)));
    wrong(r, key, SAY1("{key} is words.", "key", str_from(key)));
    return STR_NONE;
}

static int number(struct reader *r, const char *key, int fallback)
{
    const json_t *value = json_object_get(r->root, key);
    if (value == NULL || json_is_null(value)) return fallback;
    if (json_is_integer(value) && json_integer_value(value) >= -1 && json_integer_value(value) <= 10000000) return (int)json_integer_value(value);
    wrong(r, key, SAY1("{key} is a whole number.", "key", str_from(key)));
    return fallback;
}

static int choice(struct reader *r, const char *key, const char *const *list, int n)
{
    struct str said = word(r, key);
    for (int i = 0; i < n; i++)
        if (said.len == 0 || str_is(said, list[i])) return i;
    wrong(r, key, SAY1("{key} is none of the words we know.", "key", str_from(key)));
    return 0;
}

static bool yes(struct reader *r, const char *key)
{
    return json_is_true(json_object_get(r->root, key));
}

static struct str schedule(struct reader *r)
{
    const json_t *list = json_object_get(r->root, "schedule");
    struct buf buf;
    buf_init(&buf, r->ctx->arena, 4096);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *line = json_string_value(json_array_get(list, i));
        if (!line) wrong(r, "schedule", SAY("The schedule is a list of lines of words."));
        else buf_printf(&buf, "%s%s", buf.len ? "; " : "", line);
    }
    return buf_str(&buf);
}

static enum status read_all(struct reader *r, struct asset *a, struct activity_series *s)
{
    struct asset_schedule *lines;
    if (!json_is_object(r->root) || !str_is(word(r, "format"), FORMAT)) {
        wrong(r, "format", SAY1("This is not an idea of a Kith. Its format is {format}.", "format", STR(FORMAT)));
        return r->status;
    }
    *a = (struct asset){
        .kind = str_is(word(r, "kind"), "group") ? ASSET_GROUP : ASSET_ACTIVITY, .name = word(r, "name"), .description = word(r, "description"),
        .cost = (enum asset_cost)choice(r, "cost", costs, N(costs)), .price = {number(r, "price_pence", 0)}, .cost_words = word(r, "cost_words"),
        .access_yes = (unsigned)number(r, "access_yes", 0) & 15u, .access_no = (unsigned)number(r, "access_no", 0) & 15u,
        .access_words = word(r, "access_words"), .languages = word(r, "languages"), .age_low = number(r, "age_low", -1),
        .age_high = number(r, "age_high", -1), .for_child = yes(r, "for_child"),
        .audience = (enum asset_audience)choice(r, "audience", audiences, N(audiences)), .host_room = -1, .usual_size = -1, .checked = DAY_NONE};
    *s = (struct activity_series){
        .joining = yes(r, "sign_up") ? ACTIVITY_SIGN_UP : ACTIVITY_COME, .capacity = number(r, "capacity", ACTIVITY_NO_LIMIT),
        .newcomers = number(r, "newcomers", 0), .offer_hours = 24, .bring = word(r, "bring"), .names = true,
        .designed_by = (enum activity_designer)choice(r, "designed_by", designers, N(designers)), .design = word(r, "design")};
    struct str words = schedule(r);
    if (words.len > 0 && r->status == OK) {
        TRY(assets_schedule_parse(r->ctx->arena, words, ctx_today(r->ctx), &lines, &a->schedules_n));
        a->schedules = lines;
    }
    return r->status;
}

enum status activities_copy_parse(struct ctx *ctx, struct str text, struct asset *ret_asset, struct activity_series *ret_series)
{
    json_error_t why;
    json_t *root = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, &why);
    if (!root) return ctx_fault(ctx, ERR_INVALID, STR("file"), SAY1("This is not JSON: {why}", "why", str_copy(ctx->arena, str_from(why.text))));
    struct reader r = {ctx, root, OK};
    enum status status = read_all(&r, ret_asset, ret_series);
    json_decref(root);
    return status;
}
