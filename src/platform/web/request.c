/* What was sent, cleaned once: UTF-8, NFC, no control characters, trimmed. */
#include "platform/web/web_own.h"

#include "base/utf8.h"
#include "base/week.h"

#include <sodium.h>

/* Line ends become \n, odd blanks plain ones. Control characters go, and with them what nobody
   sees: a name of nothing else would be a link without words. Marks that turn the writing round
   go too, as they turn round whatever stands beside the text; ZWJ, ZWNJ and the two direction
   marks stay, for Urdu and Arabic need them. 0 = leave it out. */
static uint32_t plain(uint32_t c)
{
    if (c == '\n') return c;
    if (c == '\t' || c == 0xa0 || c == 0x3000) return ' ';
    bool control = c < ' ' || (c >= 0x7f && c <= 0x9f);
    bool unseen = c == 0x200b || c == 0x2060 || c == 0xfeff;
    bool turns = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    return control || unseen || turns ? 0 : c;
}

/* Is there a control, or a byte that one of the characters above begins with? */
static bool plain_already(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if ((c < ' ' && c != '\n') || c == 0x7f || c == 0xc2 || c == 0xe2 || c == 0xe3 ||
            c == 0xef)
            return false;
    }
    return true;
}

/* `s` is valid UTF-8; nothing gets longer. */
static struct str without_controls(struct arena *arena, struct str s)
{
    if (plain_already(s)) return s;
    char *out = arena_alloc(arena, s.len + 4);
    size_t len = 0;
    uint32_t code;
    for (struct str rest = s; utf8_next(&rest, &code);) {
        bool pair = code == '\r' && rest.len > 0 && rest.ptr[0] == '\n';
        if (code == '\r') code = pair ? 0 : '\n';
        else code = plain(code);
        if (code) len += utf8_encode(code, out + len);
    }
    return str_of(out, len);
}

static struct str clean(struct arena *arena, struct str s)
{
    struct str text = s, name;
    if (!utf8_valid(s) && utf8_from_bytes(arena, s, STR("auto"), &text, &name) != OK)
        return STR("");
    text = str_trim(utf8_nfc(arena, without_controls(arena, text)));
    return text.ptr ? text : STR("");
}

static void clean_pairs(struct arena *arena, struct http_pair *pairs, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        pairs[i].name = clean(arena, pairs[i].name);
        pairs[i].value = clean(arena, pairs[i].value);
    }
}

/* Boxes go to the form, files to the files. A file box left empty is neither. */
static void sort_parts(struct web_task *t, const struct http_part *parts, size_t n)
{
    struct arena *arena = t->ctx.arena;
    struct http_pair *form = ARENA_ARRAY(arena, struct http_pair, n + 1);
    struct http_part *files = ARENA_ARRAY(arena, struct http_part, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (!parts[i].filename.ptr) {
            form[t->w.form_n++] = (struct http_pair){parts[i].name, parts[i].body};
        } else if (parts[i].filename.len > 0 || parts[i].body.len > 0) {
            files[t->w.files_n] = parts[i];
            files[t->w.files_n].name = clean(arena, parts[i].name);
            files[t->w.files_n++].filename = clean(arena, parts[i].filename);
        }
    }
    clean_pairs(arena, form, t->w.form_n);
    t->w.form = form;
    t->w.files = files;
}

static enum status parse_body(struct web_task *t)
{
    struct arena *arena = t->ctx.arena;
    struct str type = http_header_get(t->http, "content-type");
    struct str form_type = STR("application/x-www-form-urlencoded");
    if ((t->w.route->flags & WEB_MULTIPART) &&
        str_ieq(str_slice(type, 0, 19), STR("multipart/form-data"))) {
        struct http_part *parts;
        size_t n;
        TRY(http_multipart_parse(arena, type, t->http->body, &parts, &n));
        sort_parts(t, parts, n);
        return OK;
    }
    if (t->http->body.len == 0 || t->w.route->flags & WEB_BEARER) return OK; /* a program's is the handler's */
    if (!str_ieq(str_trim(str_slice(type, 0, str_find(type, STR(";"), 0))), form_type))
        return t->w.route->flags & WEB_SIGNED ? OK : ERR_INVALID; /* JSON is the handler's */
    struct http_pair *pairs;
    TRY(http_form_parse(arena, t->http->body, &pairs, &t->w.form_n));
    clean_pairs(arena, pairs, t->w.form_n);
    t->w.form = pairs;
    return OK;
}

enum status web_request_parse(struct web_task *t)
{
    struct http_pair *pairs;
    if (t->http->query.len > 0) {
        TRY(http_form_parse(t->ctx.arena, t->http->query, &pairs, &t->w.query_n));
        clean_pairs(t->ctx.arena, pairs, t->w.query_n);
        t->w.query = pairs;
    }
    return t->posted ? parse_body(t) : OK;
}

static void hash_text(crypto_hash_sha256_state *state, struct str s)
{
    uint64_t len = s.len;
    crypto_hash_sha256_update(state, (const unsigned char *)&len, sizeof len);
    if (s.len > 0) crypto_hash_sha256_update(state, (const unsigned char *)s.ptr, s.len);
}

/* Over what was said, not how it was packed: the two hidden boxes and multipart borders differ
   from one showing of the form to the next. */
void web_request_hash(struct web_task *t)
{
    crypto_hash_sha256_state state;
    unsigned char *out = arena_alloc(t->ctx.arena, crypto_hash_sha256_BYTES);
    crypto_hash_sha256_init(&state);
    hash_text(&state, t->http->path);
    for (size_t i = 0; i < t->w.form_n; i++) {
        if (str_is(t->w.form[i].name, "csrf") || str_is(t->w.form[i].name, "key")) continue;
        hash_text(&state, t->w.form[i].name);
        hash_text(&state, t->w.form[i].value);
    }
    for (size_t i = 0; i < t->w.files_n; i++) {
        hash_text(&state, t->w.files[i].name);
        hash_text(&state, t->w.files[i].filename);
        hash_text(&state, t->w.files[i].body);
    }
    crypto_hash_sha256_final(&state, out);
    t->body_hash = str_of((const char *)out, crypto_hash_sha256_BYTES);
}

struct str web_text(const struct web *w, const char *name)
{
    for (size_t i = 0; i < w->form_n; i++)
        if (str_is(w->form[i].name, name)) return w->form[i].value;
    for (size_t i = 0; i < w->query_n; i++)
        if (str_is(w->query[i].name, name)) return w->query[i].value;
    return STR_NONE;
}

static size_t collect(const struct http_pair *pairs, size_t n, const char *name,
                      struct str *out)
{
    size_t found = 0;
    for (size_t i = 0; i < n; i++)
        if (str_is(pairs[i].name, name)) out[found++] = pairs[i].value;
    return found;
}

size_t web_texts(const struct web *w, const char *name, struct str **ret_values)
{
    struct str *values = ARENA_ARRAY(w->ctx->arena, struct str, w->form_n + w->query_n + 1);
    size_t n = collect(w->form, w->form_n, name, values);
    if (n == 0) n = collect(w->query, w->query_n, name, values);
    *ret_values = values;
    return n;
}

bool web_on(const struct web *w, const char *name)
{
    struct str value = web_text(w, name);
    return value.len > 0 && !str_is(value, "0") && !str_is(value, "off");
}

bool web_has(const struct web *w, const char *name, struct str value)
{
    for (size_t i = 0; i < w->form_n; i++)
        if (str_is(w->form[i].name, name) && str_eq(w->form[i].value, value)) return true;
    for (size_t i = 0; i < w->query_n; i++)
        if (str_is(w->query[i].name, name) && str_eq(w->query[i].value, value)) return true;
    return false;
}

int64_t web_int(const struct web *w, const char *name, int64_t fallback)
{
    int64_t n;
    return str_to_int(web_text(w, name), &n) ? n : fallback;
}

int64_t web_id(const struct web *w, size_t param)
{
    int64_t n;
    if (param >= WEB_PARAMS_MAX || !str_to_int(w->params[param], &n)) return 0;
    return n > 0 ? n : 0;
}

const struct http_part *web_file(const struct web *w, const char *name)
{
    for (size_t i = 0; i < w->files_n; i++)
        if (str_is(w->files[i].name, name)) return &w->files[i];
    return NULL;
}

struct str web_kept(const struct web *w, const char *name, struct str stored)
{
    struct str typed = web_text(w, name);
    if (!web_refused(w)) return stored;
    return typed.ptr ? typed : STR("");
}

bool web_refused(const struct web *w)
{
    return web_task_of(w)->refused;
}

struct str web_week(const struct web *w, const char *name)
{
    static const char *const days[7] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    static const char *const parts[WEEK_PARTS] = {"morning", "afternoon", "evening", "night"};
    uint32_t bits = 0;
    for (unsigned day = 0; day < 7; day++)
        for (unsigned part = 0; part < WEEK_PARTS; part++)
            if (web_has(w, name, str_printf(w->ctx->arena, "%s-%s", days[day], parts[part])))
                bits |= 1u << (day * WEEK_PARTS + part);
    if (bits == 0) return STR_NONE;
    struct week week;
    week_from_parts(&week, bits);
    return week_format(w->ctx->arena, &week);
}
