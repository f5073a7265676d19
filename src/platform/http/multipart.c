/* multipart/form-data (RFC 7578) as browsers send it; anything odd is refused, nothing guessed. */
#include "platform/http/http.h"
#include <string.h>

#define PARTS_MAX 100
#define PART_HEADERS_MAX 16
#define PART_LINE_MAX 4096

/* Where the quoted text at the start of s ends: the place of its second quote, or s.len. */
static size_t quoted_end(struct str s)
{
    size_t end = 1;
    while (end < s.len && s.ptr[end] != '"')
        end += str_starts(str_slice(s, end, s.len), STR("\\\"")) ? 2 : 1;
    return end < s.len ? end : s.len;
}

/* Cut `name` or `name="value"` from a header's parameters; false at the end or when malformed,
   which leaves something in *rest. A quoted value keeps its escapes. */
static bool param_next(struct str *rest, struct str *ret_name, struct str *ret_value)
{
    struct str s = str_trim(*rest);
    if (s.len < 2 || s.ptr[0] != ';') return false;
    s = str_trim(str_slice(s, 1, s.len));
    size_t eq = str_find(s, STR("="), 0);
    if (eq == SIZE_MAX || eq == 0) return false;
    struct str name = str_slice(s, 0, eq);
    s = str_slice(s, eq + 1, s.len);
    bool quoted = str_starts(s, STR("\""));
    size_t end = quoted ? quoted_end(s) : str_find(s, STR(";"), 0);
    if (end > s.len) end = s.len;
    if (quoted && end == s.len) return false;
    *ret_name = name;
    *ret_value = quoted ? str_slice(s, 1, end) : str_trim(str_slice(s, 0, end));
    *rest = str_slice(s, quoted ? end + 1 : end, s.len);
    return true;
}

/* Find one parameter. Fails: ERR_INVALID (malformed, or the name twice). */
static enum status param_find(struct str params, const char *wanted, struct str *ret_value)
{
    struct str rest = params, name, value, found = STR_NONE;
    while (param_next(&rest, &name, &value)) {
        if (!str_ieq(name, str_from(wanted))) continue;
        if (found.ptr) return ERR_INVALID;
        found = value;
    }
    if (str_trim(rest).len > 0 && !str_is(str_trim(rest), ";")) return ERR_INVALID;
    *ret_value = found;
    return OK;
}

/* Browsers write a quote as %22 (curl: \") and leave the rest as it is. */
static struct str unquote(struct arena *arena, struct str s)
{
    if (!s.ptr) return s;
    return str_replace(arena, str_replace(arena, s, STR("%22"), STR("\"")), STR("\\\""),
                       STR("\""));
}

static bool text_fine(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (((unsigned char)s.ptr[i] < ' ' && s.ptr[i] != '\t') || s.ptr[i] == 0x7f) return false;
    return true;
}

static struct str type_cut(struct str s)
{
    size_t semi = str_find(s, STR(";"), 0);
    return str_trim(semi == SIZE_MAX ? s : str_slice(s, 0, semi));
}

static struct str params_of(struct str s)
{
    size_t semi = str_find(s, STR(";"), 0);
    return semi == SIZE_MAX ? STR("") : str_slice(s, semi, s.len);
}

/* 1 to 70 characters of RFC 2046's set. */
static enum status boundary_read(struct str content_type, struct str *ret_boundary)
{
    struct str boundary;
    if (!str_ieq(type_cut(content_type), STR("multipart/form-data"))) return ERR_INVALID;
    TRY(param_find(params_of(content_type), "boundary", &boundary));
    if (boundary.len == 0 || boundary.len > 70) return ERR_INVALID;
    for (size_t i = 0; i < boundary.len; i++) {
        char c = boundary.ptr[i];
        bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!word && (c == '\0' || !strchr("'()+_,-./:=? ", c))) return ERR_INVALID;
    }
    *ret_boundary = boundary;
    return OK;
}

static enum status disposition_read(struct arena *arena, struct str value, struct http_part *part)
{
    if (part->name.ptr || !str_ieq(type_cut(value), STR("form-data"))) return ERR_INVALID;
    struct str name, filename;
    TRY(param_find(params_of(value), "name", &name));
    TRY(param_find(params_of(value), "filename", &filename));
    if (!name.ptr) return ERR_INVALID;
    part->name = unquote(arena, name);
    part->filename = unquote(arena, filename);
    for (size_t i = part->filename.len; i > 0; i--) /* some send the whole path: keep the end */
        if (part->filename.ptr[i - 1] == '/' || part->filename.ptr[i - 1] == '\\') {
            part->filename = str_slice(part->filename, i, part->filename.len);
            break;
        }
    return OK;
}

static enum status header_read(struct arena *arena, struct str line, struct http_part *part)
{
    size_t colon = str_find(line, STR(":"), 0);
    if (colon == SIZE_MAX || colon == 0 || line.len > PART_LINE_MAX) return ERR_INVALID;
    if (!text_fine(line) || line.ptr[0] == ' ' || line.ptr[0] == '\t') return ERR_INVALID;
    struct str name = str_slice(line, 0, colon);
    struct str value = str_trim(str_slice(line, colon + 1, line.len));
    if (str_ieq(name, STR("content-disposition"))) return disposition_read(arena, value, part);
    if (str_ieq(name, STR("content-type"))) {
        if (part->content_type.ptr) return ERR_INVALID;
        part->content_type = value;
    }
    /* an encoded body would be stored as it is: RFC 7578 4.7 says nobody sends one */
    if (str_ieq(name, STR("content-transfer-encoding")) && !str_ieq(value, STR("binary")) &&
        !str_ieq(value, STR("8bit")) && !str_ieq(value, STR("7bit")))
        return ERR_INVALID;
    return OK;
}

/* The headers of a part, up to and with their empty line. */
static enum status headers_read(struct arena *arena, struct str *rest, struct http_part *part)
{
    for (int n = 0; n <= PART_HEADERS_MAX; n++) {
        size_t end = str_find(*rest, STR("\r\n"), 0);
        if (end == SIZE_MAX) return ERR_INVALID;
        struct str line = str_slice(*rest, 0, end);
        *rest = str_slice(*rest, end + 2, rest->len);
        if (line.len == 0) return part->name.ptr ? OK : ERR_INVALID;
        TRY(header_read(arena, line, part));
    }
    return ERR_LIMIT;
}

enum status http_multipart_parse(struct arena *arena, struct str content_type, struct str body,
                                 struct http_part **ret_parts, size_t *ret_count)
{
    struct http_part *parts = NULL;
    size_t count = 0;
    struct str boundary;
    TRY(boundary_read(content_type, &boundary));
    struct str mark = str_cat(arena, STR("\r\n--"), boundary);
    struct str rest = str_starts(body, STR("\r\n")) ? str_slice(body, 2, body.len) : body;
    if (!str_starts(rest, str_slice(mark, 2, mark.len))) return ERR_INVALID;
    rest = str_slice(rest, mark.len - 2, rest.len);
    while (!str_starts(rest, STR("--"))) {
        if (!str_starts(rest, STR("\r\n"))) return ERR_INVALID;
        rest = str_slice(rest, 2, rest.len);
        if (count == PARTS_MAX) return ERR_LIMIT;
        struct http_part part = {STR_NONE, STR_NONE, STR_NONE, STR_NONE};
        TRY(headers_read(arena, &rest, &part));
        const char *end = memmem(rest.ptr, rest.len, mark.ptr, mark.len);
        if (!end) return ERR_INVALID;
        part.body = str_slice(rest, 0, (size_t)(end - rest.ptr));
        rest = str_slice(rest, part.body.len + mark.len, rest.len);
        *ARENA_PUSH(arena, parts, count) = part;
        TRY(arena_check(arena));
    }
    *ret_parts = parts;
    *ret_count = count;
    return OK;
}
