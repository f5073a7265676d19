/* What phones send and what people type: untrusted text to ticks. */
#include "domain/activities/activities_register.h"

#include "base/utf8.h"

#include <jansson.h>

#define SENT_MAX ((size_t)256 << 10)
#define AGE_MAX_MS ((int64_t)60 * 24 * 60 * 60 * 1000)
#define NAMES_MAX 100
#define MORE_MAX 10000

struct sending {
    struct ctx *ctx;
    struct instant arrival, last; /* last: of the tick before, on our clock */
    int64_t now;                  /* what the phone believes */
    struct register_tick *ticks;
    struct register_numbers *numbers;
    size_t ticks_n, numbers_n;
};

static enum status odd(struct sending *s, size_t at, struct said said)
{
    return ctx_fault(s->ctx, ERR_INVALID, str_printf(s->ctx->arena, "ops[%zu]", at), said);
}

/* A text of the phone's: valid, not too long; STR_NONE when absent. */
static bool text_of(struct sending *s, const json_t *op, const char *name, size_t max, struct str *ret_text)
{
    const json_t *value = json_object_get(op, name);
    if (!value || json_is_null(value)) return true;
    if (!json_is_string(value) || json_string_length(value) > max) return false;
    struct str text = str_of(json_string_value(value), json_string_length(value));
    if (!utf8_valid(text)) return false;
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] < ' ' && text.ptr[i] != '\n') return false;
    *ret_text = str_trim(utf8_nfc(s->ctx->arena, str_copy(s->ctx->arena, text)));
    return true;
}

static bool number_of(const json_t *op, const char *name, int max, int *ret_n)
{
    const json_t *value = json_object_get(op, name);
    if (!value) return true;
    if (!json_is_integer(value) || json_integer_value(value) < 0 || json_integer_value(value) > max) return false;
    *ret_n = (int)json_integer_value(value);
    return true;
}

/* A moment a clock can mean at all, so that a difference of two is a number. */
static int64_t sane(int64_t ms)
{
    const int64_t last = INT64_C(253402300799000); /* the year 9999 */
    return ms < 0 ? 0 : ms > last ? last : ms;
}

/* How long ago it was by the phone's own clock, counted back from now on ours; never later than
   now, never before the tick before it. */
static struct instant our_clock(struct sending *s, int64_t at)
{
    int64_t age = s->now > at ? (s->now - at > AGE_MAX_MS ? AGE_MAX_MS : s->now - at) : 0;
    struct instant when = {s->arrival.ms - age};
    if (instant_is(s->last) && when.ms < s->last.ms) when = s->last;
    s->last = when;
    return when;
}

static bool take_tick(struct sending *s, const json_t *op, struct register_tick *tick)
{
    struct str person = STR_NONE;
    int64_t id = 0;
    if (!text_of(s, op, "person", 32, &person) || !text_of(s, op, "walk_in", 64, &tick->walk_in) || !text_of(s, op, "name", 400, &tick->name) ||
        !number_of(op, "with", 20, &tick->with_n))
        return false;
    if (person.ptr && (!str_to_int(person, &id) || id <= 0 || tick->walk_in.ptr)) return false;
    if (!person.ptr && !uuid_valid(tick->walk_in)) return false;
    if (!json_is_boolean(json_object_get(op, "came"))) return false;
    tick->person.v = id;
    if (id == 0) tick->walk_in = str_lower(s->ctx->arena, tick->walk_in);
    tick->came = json_is_true(json_object_get(op, "came"));
    tick->newcomer = json_is_true(json_object_get(op, "first"));
    s->ticks[s->ticks_n++] = *tick;
    return true;
}

static bool take_numbers(struct sending *s, const json_t *op, struct instant at)
{
    struct register_numbers said = {REGISTER_NUMBER, REGISTER_NUMBER, REGISTER_NUMBER, STR_NONE, at};
    if (!number_of(op, "others", MORE_MAX, &said.others) || !number_of(op, "adults", MORE_MAX, &said.adults) ||
        !number_of(op, "children", MORE_MAX, &said.children) || !text_of(s, op, "note", 4000, &said.note))
        return false;
    s->numbers[s->numbers_n++] = said;
    return true;
}

static enum status take_op(struct sending *s, size_t i, const json_t *op)
{
    struct register_tick tick = {.op = STR_NONE, .walk_in = STR_NONE, .name = STR_NONE, .with_n = REGISTER_NUMBER};
    const json_t *at = json_object_get(op, "at");
    if (!text_of(s, op, "id", 64, &tick.op) || tick.op.len < 8 || !json_is_integer(at))
        return odd(s, i, SAY("Each tick needs its id and when it was."));
    tick.at = our_clock(s, sane(json_integer_value(at)));
    bool names = json_object_get(op, "person") || json_object_get(op, "walk_in");
    if (!(names ? take_tick(s, op, &tick) : take_numbers(s, op, tick.at)))
        return odd(s, i, SAY("A tick says who, by a number or a walk-in's own id, and whether they came."));
    return OK;
}

static enum status take_all(struct sending *s, const json_t *root, struct register_sent *sent)
{
    const json_t *ops = json_object_get(root, "ops"), *op;
    const json_t *now = json_object_get(root, "now");
    size_t i, n = json_array_size(ops);
    if (!text_of(s, root, "device", 64, &sent->keep.device) || sent->keep.device.len < 8 || !json_is_integer(now) || !json_is_array(ops))
        return ctx_fault(s->ctx, ERR_INVALID, STR("ops"), SAY("What was sent is no list of ticks."));
    if (n > REGISTER_TICKS) return ctx_fault(s->ctx, ERR_LIMIT, STR("ops"), SAY("Send at most 200 ticks at once."));
    s->now = sane(json_integer_value(now));
    s->ticks = ARENA_ARRAY(s->ctx->arena, struct register_tick, n + 1);
    s->numbers = ARENA_ARRAY(s->ctx->arena, struct register_numbers, n + 1);
    json_array_foreach(ops, i, op) TRY(take_op(s, i, op));
    sent->keep.ticks = s->ticks;
    sent->keep.ticks_n = s->ticks_n;
    sent->keep.numbers = s->numbers;
    sent->keep.numbers_n = s->numbers_n;
    sent->ops_n = n;
    return OK;
}

enum status activities_register_ops_parse(struct ctx *ctx, struct str text, struct instant arrival, struct register_sent *ret_sent)
{
    struct sending s = {.ctx = ctx, .arrival = arrival, .last = INSTANT_NONE};
    struct register_sent sent = {.keep = {.device = STR_NONE, .held = -1}};
    json_error_t error;
    if (text.len > SENT_MAX) return ctx_fault(ctx, ERR_LIMIT, STR("ops"), SAY("Send at most 200 ticks at once."));
    json_t *root = json_loadb(text.ptr ? text.ptr : "", text.len, JSON_REJECT_DUPLICATES, &error);
    if (!root) return ctx_fault(ctx, ERR_INVALID, STR("ops"), SAY("What was sent is no list of ticks."));
    enum status status = take_all(&s, root, &sent);
    json_decref(root);
    TRY(status);
    *ret_sent = sent;
    return OK;
}

/* ---- typed ---- */

static bool row_piece(struct str piece, size_t n, bool *rows)
{
    int64_t from, to;
    size_t dash = str_find(piece, STR("-"), 0);
    struct str first = str_trim(dash == SIZE_MAX ? piece : str_slice(piece, 0, dash));
    struct str last = str_trim(dash == SIZE_MAX ? piece : str_slice(piece, dash + 1, piece.len));
    if (!str_to_int(first, &from) || !str_to_int(last, &to) || from < 1 || to < from || (uint64_t)to > n) return false;
    for (int64_t i = from; i <= to; i++) rows[i - 1] = true;
    return true;
}

bool activities_register_rows(struct str text, size_t n, bool *rows, struct str *ret_bad)
{
    for (size_t i = 0; i < text.len;) {
        size_t end = i;
        while (end < text.len && text.ptr[end] != ',' && text.ptr[end] != ';' && text.ptr[end] != '\n') end++;
        struct str piece = str_trim(str_slice(text, i, end));
        i = end + 1;
        if (piece.len == 0 || row_piece(piece, n, rows)) continue;
        /* "1 2 3-5": blanks between numbers will do as well. */
        struct str rest = piece, word;
        while (str_next_word(&rest, &word))
            if (!row_piece(word, n, rows)) {
                *ret_bad = word;
                return false;
            }
    }
    return true;
}

/* The number in "2", "2 more" or "and 2 more"; -1 for a name, "Joan 2" too. */
static int number_in(struct str piece)
{
    struct str rest = piece, word;
    int64_t n;
    bool capital = piece.ptr[0] >= 'A' && piece.ptr[0] <= 'Z';
    while (!capital && str_next_word(&rest, &word))
        if (str_to_int(word, &n) && n >= 0) return n > MORE_MAX ? MORE_MAX + 1 : (int)n;
    return -1;
}

static size_t separator(struct str text, size_t at)
{
    char c = text.ptr[at];
    if (c == ',' || c == ';' || c == '\n') return 1;
    if (str_starts(str_slice(text, at, text.len), STR("\xd8\x8c"))) return 2; /* Arabic comma */
    return 0;
}

enum status activities_register_names(struct ctx *ctx, struct str field, struct str text, struct str **ret_names, size_t *ret_count, int *ret_more)
{
    struct str *names = ARENA_ARRAY(ctx->arena, struct str, NAMES_MAX);
    size_t n = 0, from = 0;
    int more = 0;
    for (size_t i = 0; i <= text.len; i++) {
        size_t skip = i < text.len ? separator(text, i) : 1;
        if (skip == 0) continue;
        struct str piece = str_trim(str_slice(text, from, i));
        from = i + skip;
        if (piece.len == 0) continue;
        int number = number_in(piece);
        if (number >= 0) {
            more += number;
            if (more > MORE_MAX) return ctx_fault(ctx, ERR_INVALID, field, SAY("Write a number from 0 to 10,000."));
            continue;
        }
        if (n == NAMES_MAX) return ctx_fault(ctx, ERR_LIMIT, field, SAY("Write at most 100 names at once."));
        if (utf8_count(piece) > 80)
            return ctx_fault(ctx, ERR_INVALID, field, SAY("Write first names with commas between them. For example: Ali, Joan"));
        names[n++] = piece;
    }
    *ret_names = names;
    *ret_count = n;
    *ret_more = more;
    return OK;
}
