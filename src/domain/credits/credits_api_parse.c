/* What a program sends: untrusted JSON to the fields of a post. */
#include "domain/credits/credits_api.h"

#include "base/utf8.h"

#include <jansson.h>

static struct said minutes_words(void)
{
    return SAY("Minutes must be a whole number from 1 to 525,600. One hour is 60.");
}

static void no_text(struct ctx *ctx, const char *field)
{
    (void)!ctx_fault(ctx, ERR_INVALID, str_from(field), SAY1("Write {field} as a text in quotes.", "field", str_from(field)));
}

/* A text, STR_NONE when it is absent or null. */
static struct str text_of(struct ctx *ctx, const json_t *root, const char *field)
{
    const json_t *value = json_object_get(root, field);
    if (!value || json_is_null(value)) return STR_NONE;
    if (!json_is_string(value)) {
        no_text(ctx, field);
        return STR_NONE;
    }
    return str_trim(utf8_nfc(ctx->arena, str_copy(ctx->arena, str_of(json_string_value(value), json_string_length(value)))));
}

/* By name or id; an id may be a number as well. */
static struct str named_of(struct ctx *ctx, const json_t *root, const char *field)
{
    const json_t *value = json_object_get(root, field);
    return json_is_integer(value) ? str_int(ctx->arena, json_integer_value(value)) : text_of(ctx, root, field);
}

static struct str account_of(struct ctx *ctx, const json_t *root, const char *field)
{
    size_t before = ctx->faults.count;
    struct str name = named_of(ctx, root, field);
    if (name.len == 0 && ctx->faults.count == before)
        (void)!ctx_fault(ctx, ERR_INVALID, str_from(field), SAY1("Say which account {field} is, by its name or id.", "field", str_from(field)));
    return name;
}

/* `reals`: some number was too large for 64 bits, so that all were read as reals. */
static int64_t minutes_of(struct ctx *ctx, const json_t *root, bool reals)
{
    const json_t *value = json_object_get(root, "minutes");
    double n = reals && json_is_real(value) ? json_real_value(value) : 0;
    if (json_is_integer(value)) return json_integer_value(value);
    if (n >= 1 && n <= CREDITS_MINUTES_MAX && (double)(int64_t)n >= n) return (int64_t)n;
    (void)!ctx_fault(ctx, ERR_INVALID, STR("minutes"), minutes_words());
    return 0;
}

static void read_fields(struct ctx *ctx, const json_t *root, bool reals, struct credits_api_body *body)
{
    body->from = account_of(ctx, root, "from");
    body->to = account_of(ctx, root, "to");
    body->minutes = minutes_of(ctx, root, reals);
    body->words = text_of(ctx, root, "for");
    body->behalf = named_of(ctx, root, "on_behalf_of");
    body->consent = text_of(ctx, root, "consent");
}

/* A number that no real holds ends the reading, and only minutes are a number. */
static enum status unreadable(struct ctx *ctx, const json_error_t *error)
{
    if (json_error_code(error) == json_error_numeric_overflow) return ctx_fault(ctx, ERR_INVALID, STR("minutes"), minutes_words());
    return ctx_fault(ctx, ERR_INVALID, STR("body"),
                     SAY1("The body is no JSON object: look at line {line}. Send one with from, to, minutes and for.", "line", str_int(ctx->arena, error->line > 0 ? error->line : 1)));
}

enum status credits_api_parse(struct ctx *ctx, struct str text, struct credits_api_body *ret_body)
{
    struct credits_api_body body = {.minutes = 0};
    json_error_t error = {.line = 1};
    size_t before = ctx->faults.count;
    json_t *root = json_loadb(text.ptr ? text.ptr : "", text.len, JSON_REJECT_DUPLICATES, &error);
    bool reals = !root && json_error_code(&error) == json_error_numeric_overflow;
    if (reals) root = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &error);
    if (!json_is_object(root)) {
        enum status status = unreadable(ctx, &error);
        json_decref(root);
        return status;
    }
    read_fields(ctx, root, reals, &body);
    json_decref(root);
    if (ctx->faults.count != before) return ERR_INVALID;
    *ret_body = body;
    return OK;
}
