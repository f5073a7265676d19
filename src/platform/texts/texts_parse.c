#include "platform/texts/texts.h"

#include "base/utf8.h"
#include <jansson.h>

#define BODY_MAX ((size_t)16 << 10)
#define ID_MAX 100

/* A text of a field; false when it is absent or no text. */
static bool field(const json_t *object, const char *name, struct arena *arena, struct str *ret_text)
{
    const json_t *value = json_object_get(object, name);
    if (!json_is_string(value)) return false;
    *ret_text = str_copy(arena, str_of(json_string_value(value), json_string_length(value)));
    return true;
}

/* Names of the gateway: printable ASCII, so that they can stand in a log and an address. */
static bool id_fine(struct str id)
{
    for (size_t i = 0; i < id.len; i++)
        if (id.ptr[i] <= ' ' || id.ptr[i] > '~') return false;
    return id.len >= 1 && id.len <= ID_MAX;
}

static enum status no(struct str *ret_why, const char *words)
{
    *ret_why = str_from(words);
    return ERR_INVALID;
}

static enum status read_object(struct str body, json_t **ret_object, struct str *ret_why)
{
    json_error_t error;
    if (body.len == 0) return no(ret_why, "The body is empty. Send a JSON object.");
    if (body.len > BODY_MAX) return no(ret_why, "The body is longer than 16 KB.");
    json_t *object = json_loadb(body.ptr, body.len, JSON_REJECT_DUPLICATES, &error);
    if (!object) return no(ret_why, "The body is not a JSON object in UTF-8, each name once.");
    if (!json_is_object(object)) {
        json_decref(object);
        return no(ret_why, "The body is not a JSON object.");
    }
    *ret_object = object;
    return OK;
}

static enum status read_text(struct arena *arena, const json_t *object, struct text_in *text,
                             struct str *ret_why)
{
    struct str from, at;
    const json_t *when = json_object_get(object, "at");
    if (!field(object, "id", arena, &text->id) || !id_fine(text->id))
        return no(ret_why, "\"id\" must be a text of 1 to 100 letters, without blanks.");
    if (!field(object, "from", arena, &from)) return no(ret_why, "\"from\" must be a text: a phone number.");
    text->from = texts_number(arena, from);
    if (!text->from.ptr) return no(ret_why, "\"from\" is not a phone number. Write it like +447700900123.");
    if (!field(object, "text", arena, &text->words)) return no(ret_why, "\"text\" must be a text.");
    if (utf8_count(text->words) > TEXTS_WORDS_MAX)
        return no(ret_why, "\"text\" is longer than 1,600 letters.");
    if (!when || json_is_null(when)) return OK;
    if (!field(object, "at", arena, &at) || !instant_parse(at, NULL, &text->at))
        return no(ret_why, "\"at\" must be a time like 2026-03-03T10:00:00Z.");
    return OK;
}

enum status texts_parse(struct arena *arena, struct str body, struct text_in *ret_text,
                        struct str *ret_why)
{
    json_t *object;
    struct text_in text = {.at = INSTANT_NONE};
    TRY(read_object(body, &object, ret_why));
    enum status status = read_text(arena, object, &text, ret_why);
    json_decref(object);
    if (status == OK) *ret_text = text;
    return status;
}

enum status texts_parse_receipt(struct arena *arena, struct str body, struct str *ret_id,
                                bool *ret_arrived, struct str *ret_why)
{
    json_t *object;
    struct str id, state;
    TRY(read_object(body, &object, ret_why));
    bool named = field(object, "id", arena, &id) && id_fine(id), said = field(object, "state", arena, &state);
    json_decref(object);
    if (!named) return no(ret_why, "\"id\" must be the id of a text that was sent.");
    if (!said || (!str_is(state, "delivered") && !str_is(state, "failed")))
        return no(ret_why, "\"state\" must be \"delivered\" or \"failed\".");
    *ret_id = id;
    *ret_arrived = str_is(state, "delivered");
    return OK;
}
