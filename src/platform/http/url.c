/* Percent-encoding and cookies. */
#include "platform/http/http.h"

static int hex(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

struct str http_url_decode(struct arena *arena, struct str s, bool plus_is_space)
{
    char *out = arena_alloc(arena, s.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '+' && plus_is_space) c = ' ';
        if (c == '%') {
            if (s.len - i < 3 || hex(s.ptr[i + 1]) < 0 || hex(s.ptr[i + 2]) < 0) return STR_NONE;
            c = (char)(hex(s.ptr[i + 1]) * 16 + hex(s.ptr[i + 2]));
            i += 2;
        }
        if (c == '\0') return STR_NONE;
        out[n++] = c;
    }
    return str_of(out, n);
}

struct str http_url_encode(struct arena *arena, struct str piece)
{
    static const char digits[] = "0123456789ABCDEF";
    char *out = arena_array(arena, piece.len + 1, 3);
    size_t n = 0;
    for (size_t i = 0; i < piece.len; i++) {
        unsigned char c = (unsigned char)piece.ptr[i];
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     c == '-' || c == '.' || c == '_' || c == '~';
        if (!plain) {
            out[n++] = '%';
            out[n++] = digits[c >> 4];
            out[n++] = digits[c & 15];
        } else {
            out[n++] = (char)c;
        }
    }
    return str_of(out, n);
}

struct str http_header_get(const struct http_request *request, const char *name)
{
    for (size_t i = 0; i < request->headers_n; i++)
        if (str_is(request->headers[i].name, name)) return request->headers[i].value;
    return STR_NONE;
}

/* The first cookie of that name. Quotes around a value are the sender's, not ours. */
struct str http_cookie_get(const struct http_request *request, const char *name)
{
    for (size_t i = 0; i < request->headers_n; i++) {
        if (!str_is(request->headers[i].name, "cookie")) continue;
        struct str rest = request->headers[i].value, pair;
        while (str_next(&rest, ';', &pair)) {
            size_t eq = str_find(pair, STR("="), 0);
            if (eq == SIZE_MAX || !str_is(str_trim(str_slice(pair, 0, eq)), name)) continue;
            struct str value = str_trim(str_slice(pair, eq + 1, pair.len));
            if (value.len >= 2 && value.ptr[0] == '"' && value.ptr[value.len - 1] == '"')
                value = str_slice(value, 1, value.len - 1);
            return value;
        }
    }
    return STR_NONE;
}
