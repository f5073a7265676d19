/* What is refused before any handler sees it. Everything here is stricter than RFC 9112 asks,
   because a proxy in front may read an odd request differently from us. */
#include "platform/http/http_own.h"
#include "base/utf8.h"
#include <arpa/inet.h>
#include <string.h>

const struct http_refusal_row *http_policy_row(enum http_refusal refusal)
{
    static const struct http_refusal_row rows[] = {
        [REFUSE_NONE] = {200, ""},
        [REFUSE_LINE_END] = {400, "Lines of a request must end with CR LF."},
        [REFUSE_CONTROL] = {400, "A request must not hold control characters."},
        [REFUSE_FOLD] = {400, "A header line must not begin with a blank."},
        [REFUSE_REQUEST_LINE] = {400, "The first line is not an HTTP request."},
        [REFUSE_VERSION] = {505, "This server speaks HTTP/1.1."},
        [REFUSE_METHOD] = {405, "This server answers GET, HEAD, POST and OPTIONS."},
        [REFUSE_METHOD_UNKNOWN] = {501, "This method is not known here."},
        [REFUSE_TARGET] = {400, "The address asked for is not well formed."},
        [REFUSE_LONG_LINE] = {414, "The address asked for is too long."},
        [REFUSE_HEADERS] = {431, "The headers of the request are too large or too many."},
        [REFUSE_SYNTAX] = {400, "The request is not well formed."},
        [REFUSE_TWICE] = {400, "A header that may be sent once was sent twice."},
        [REFUSE_HOST] = {400, "The request needs one well formed Host header."},
        [REFUSE_OTHER_HOST] = {400, "This server does not answer for that host."},
        [REFUSE_LENGTH] = {400, "The Content-Length is not well formed."},
        [REFUSE_CODING] = {400, "This Transfer-Encoding is not accepted."},
        [REFUSE_NO_LENGTH] = {411, "The request needs a Content-Length."},
        [REFUSE_EXPECT] = {417, "Send the request without an Expect header."},
        [REFUSE_BODY_HERE] = {400, "Only POST may carry a body."},
        [REFUSE_TOO_BIG] = {413, "What was sent is too large."},
        [REFUSE_CHUNK] = {400, "The chunks of the body are not well formed."},
        [REFUSE_TRAILER] = {400, "Trailers are not accepted."},
        [REFUSE_SLOW] = {408, "The request took too long to arrive."},
        [REFUSE_FULL] = {503, "The server is full. Please try again in a moment."},
    };
    return &rows[refusal];
}

void http_policy_limits(struct http_limits *limits)
{
    if (!limits->header_bytes) limits->header_bytes = 16 << 10;
    if (!limits->body_bytes) limits->body_bytes = 1 << 20;
    if (!limits->header_seconds) limits->header_seconds = 10;
    if (!limits->body_seconds) limits->body_seconds = 30;
    if (!limits->idle_seconds) limits->idle_seconds = 15;
    if (!limits->connections) limits->connections = 10000;
    if (!limits->per_address) limits->per_address = 200;
}

static bool token_is(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        bool word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (!word && (c == 0 || !strchr("!#$%&'*+-.^_`|~", c))) return false;
    }
    return s.len > 0;
}

static enum http_refusal method_check(struct str method)
{
    static const char *const ours[] = {"GET", "HEAD", "POST", "OPTIONS"};
    static const char *const others[] = {"PUT", "DELETE", "PATCH", "TRACE", "CONNECT"};
    if (!token_is(method)) return REFUSE_REQUEST_LINE;
    for (size_t i = 0; i < 4; i++)
        if (str_is(method, ours[i])) return REFUSE_NONE;
    for (size_t i = 0; i < 5; i++)
        if (str_is(method, others[i])) return REFUSE_METHOD;
    return REFUSE_METHOD_UNKNOWN;
}

static bool digit_is(char c)
{
    return c >= '0' && c <= '9';
}

static enum http_refusal version_check(struct http_parse *parse, struct str version)
{
    if (version.len != 8 || !str_starts(version, STR("HTTP/")) || !digit_is(version.ptr[5]) ||
        version.ptr[6] != '.' || !digit_is(version.ptr[7]))
        return REFUSE_REQUEST_LINE;
    parse->old = str_is(version, "HTTP/1.0");
    return parse->old || str_is(version, "HTTP/1.1") ? REFUSE_NONE : REFUSE_VERSION;
}

/* The request line without its CR LF: exactly two blanks, a version, a method of ours. */
enum http_refusal http_policy_line(struct http_parse *parse, struct str line)
{
    struct str rest = line, method, target, version;
    if (!str_next(&rest, ' ', &method) || !str_next(&rest, ' ', &target) ||
        !str_next(&rest, ' ', &version) || method.len + target.len + 10 != line.len)
        return REFUSE_REQUEST_LINE;
    enum http_refusal refusal = version_check(parse, version);
    if (refusal) return refusal;
    for (size_t i = 0; i < target.len; i++)
        if ((unsigned char)target.ptr[i] >= 0x7f || target.ptr[i] < '!') return REFUSE_TARGET;
    if (target.len == 0) return REFUSE_TARGET;
    parse->method_len = method.len;
    parse->target_at = (size_t)(target.ptr - line.ptr);
    parse->target_len = target.len;
    return method_check(method);
}

/* A header line: a token, a colon, anything. llhttp alone lets an empty name pass. */
enum http_refusal http_policy_field(struct str line)
{
    size_t colon = str_find(line, STR(":"), 0);
    return colon != SIZE_MAX && token_is(str_slice(line, 0, colon)) ? REFUSE_NONE : REFUSE_SYNTAX;
}

static bool host_char(char c, bool six)
{
    bool word = digit_is(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.';
    return word || c == (six ? ':' : '-');
}

/* "" = -1, ":80" = 80 */
static bool port_parse(struct str s, int *ret_port)
{
    int64_t n = 0;
    if (s.len == 0) n = -1;
    else if (s.ptr[0] != ':' || s.len < 2 || s.len > 6) return false;
    for (size_t i = 1; i < s.len; i++) {
        if (!digit_is(s.ptr[i])) return false;
        n = n * 10 + (s.ptr[i] - '0');
    }
    if (n == 0 || n > 65535) return false;
    *ret_port = (int)n;
    return true;
}

/* "name", "name:port", "[v6]", "[v6]:port"; port -1 when there is none. */
static bool authority_split(struct str s, struct str *ret_name, int *ret_port)
{
    bool six = s.len > 0 && s.ptr[0] == '[';
    size_t at = six ? 1 : 0, end;
    if (s.len > 260) return false;
    for (end = at; end < s.len && host_char(s.ptr[end], six); end++) continue;
    if (end == at) return false;
    if (six && (end == s.len || s.ptr[end++] != ']')) return false;
    *ret_name = str_slice(s, 0, end);
    return port_parse(str_slice(s, end, s.len), ret_port);
}

/* Cut "http://" or "https://" off; 80 or 443, or 0 when there is neither. */
static int scheme_cut(struct str *url)
{
    static const struct str schemes[] = {STR_INIT("http://"), STR_INIT("https://")};
    for (int i = 0; i < 2; i++)
        if (str_ieq(str_slice(*url, 0, schemes[i].len), schemes[i])) {
            *url = str_slice(*url, schemes[i].len, url->len);
            return i ? 443 : 80;
        }
    return 0;
}

static bool loopback_is(struct str name)
{
    return str_ieq(name, STR("localhost")) || str_is(name, "127.0.0.1") || str_is(name, "[::1]");
}

static enum http_refusal host_check(const struct http_parse *parse, struct str host)
{
    struct str name, own, url = parse->config->origin;
    int port, own_port, usual = scheme_cut(&url);
    if (!authority_split(host, &name, &port)) return REFUSE_HOST;
    if (url.len == 0 || loopback_is(name)) return REFUSE_NONE;
    if (!authority_split(url, &own, &own_port)) return REFUSE_OTHER_HOST;
    if (port < 0) port = usual;
    if (own_port < 0) own_port = usual;
    return str_ieq(name, own) && port == own_port ? REFUSE_NONE : REFUSE_OTHER_HOST;
}

static int hex_value(char c)
{
    if (digit_is(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Is every % followed by two hex digits, and none of them an encoded NUL? */
static bool escapes_fine(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] != '%') continue;
        if (s.len - i < 3) return false;
        int high = hex_value(s.ptr[i + 1]), low = hex_value(s.ptr[i + 2]);
        if (high < 0 || low < 0 || high + low == 0) return false;
    }
    return true;
}

/* A decoded path: no dot segments, no control characters, no backslash, UTF-8. */
static bool path_fine(struct str path)
{
    for (size_t i = 0; i < path.len; i++)
        if ((unsigned char)path.ptr[i] < ' ' || path.ptr[i] == 0x7f || path.ptr[i] == '\\')
            return false;
    struct str rest = path, piece;
    while (str_next(&rest, '/', &piece))
        if (str_is(piece, ".") || str_is(piece, "..")) return false;
    return utf8_valid(path);
}

/* To a proxy, a path with an encoded slash is another path. */
static bool slash_hidden(struct str path)
{
    return str_find(path, STR("%2f"), 0) != SIZE_MAX || str_find(path, STR("%2F"), 0) != SIZE_MAX;
}

/* Absolute form to origin form; its authority must be the Host. */
static bool absolute_cut(struct arena *arena, struct str *target, struct str host)
{
    size_t end = 0;
    if (!scheme_cut(target)) return true;
    while (end < target->len && target->ptr[end] != '/' && target->ptr[end] != '?') end++;
    if (!str_ieq(str_slice(*target, 0, end), host)) return false;
    *target = str_slice(*target, end, target->len);
    if (!str_starts(*target, STR("/"))) *target = str_cat(arena, STR("/"), *target);
    return true;
}

static enum http_refusal target_check(struct http_parse *parse, struct str host)
{
    struct str target = parse->target;
    if (str_find(target, STR("#"), 0) != SIZE_MAX) return REFUSE_TARGET;
    if (!absolute_cut(&parse->in, &target, host)) return REFUSE_TARGET;
    size_t ask = str_find(target, STR("?"), 0);
    struct str path = str_slice(target, 0, ask);
    struct str query = ask == SIZE_MAX ? STR("") : str_slice(target, ask + 1, target.len);
    if (!str_starts(path, STR("/")) || str_starts(path, STR("//"))) return REFUSE_TARGET;
    if (!escapes_fine(path) || !escapes_fine(query) || slash_hidden(path)) return REFUSE_TARGET;
    parse->request->query = query;
    parse->request->path = http_url_decode(&parse->in, path, false);
    return path_fine(parse->request->path) ? REFUSE_NONE : REFUSE_TARGET;
}

/* Content-Length: digits only, and small enough to count. */
static bool length_parse(struct str s, size_t *ret_length)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (!digit_is(s.ptr[i])) return false;
        n = n * 10 + (size_t)(s.ptr[i] - '0');
    }
    if (s.len == 0 || s.len > 18) return false;
    *ret_length = n;
    return true;
}

static size_t limit_of(const struct http_config *config, const struct http_request *request)
{
    size_t limit = config->limits.body_bytes;
    if (config->body_limit)
        limit = config->body_limit(config->cookie, request->method, request->path);
    return limit < HTTP_BODIES_MAX ? limit : HTTP_BODIES_MAX;
}

/* Where does the body end? One clear answer, or none. */
static enum http_refusal framing_check(struct http_parse *parse)
{
    const struct http_request *request = parse->request;
    struct str length = http_header_get(request, "content-length");
    struct str coding = http_header_get(request, "transfer-encoding");
    parse->chunked = coding.ptr != NULL;
    if (parse->chunked && (length.ptr || parse->old || !str_ieq(coding, STR("chunked"))))
        return REFUSE_CODING;
    if (length.ptr && !length_parse(length, &parse->left)) return REFUSE_LENGTH;
    if (!str_is(request->method, "POST"))
        return parse->chunked || parse->left > 0 ? REFUSE_BODY_HERE : REFUSE_NONE;
    if (!parse->chunked && !length.ptr) return REFUSE_NO_LENGTH;
    parse->body_limit = limit_of(parse->config, request);
    return parse->left > parse->body_limit ? REFUSE_TOO_BIG : REFUSE_NONE;
}

enum http_refusal http_policy_head(struct http_parse *parse)
{
    static const char *const once[] = {"host", "content-length", "transfer-encoding",
        "content-type", "authorization", "origin", "referer", "expect", "range",
        "x-forwarded-proto"};
    const struct http_request *request = parse->request;
    size_t seen[sizeof once / sizeof *once] = {0};
    for (size_t i = 0; i < request->headers_n; i++)
        for (size_t k = 0; k < sizeof once / sizeof *once; k++)
            if (str_is(request->headers[i].name, once[k]) && ++seen[k] > 1)
                return k == 0 ? REFUSE_HOST : REFUSE_TWICE;
    struct str host = http_header_get(request, "host");
    enum http_refusal refusal = host_check(parse, host);
    if (!refusal) refusal = target_check(parse, host);
    if (!refusal) refusal = framing_check(parse);
    if (!refusal && http_header_get(request, "expect").ptr) refusal = REFUSE_EXPECT;
    return refusal;
}

/* The last address is the one the trusted proxy saw itself; those before it may be invented. */
void http_policy_peer(struct http_request *request, const struct http_config *config,
                      struct str peer)
{
    request->peer = peer;
    if (config->trusted_proxy.len == 0 || !str_eq(peer, config->trusted_proxy)) return;
    struct str proto = str_trim(http_header_get(request, "x-forwarded-proto"));
    request->tls = str_ieq(proto, STR("https"));
    struct str last = STR_NONE;
    for (size_t i = 0; i < request->headers_n; i++)
        if (str_is(request->headers[i].name, "x-forwarded-for")) last = request->headers[i].value;
    for (size_t at; (at = str_find(last, STR(","), 0)) != SIZE_MAX;)
        last = str_slice(last, at + 1, last.len);
    last = str_trim(last);
    char text[INET6_ADDRSTRLEN] = "";
    unsigned char bytes[16];
    if (last.len == 0 || last.len >= sizeof text) return;
    memcpy(text, last.ptr, last.len);
    if (inet_pton(strchr(text, ':') ? AF_INET6 : AF_INET, text, bytes) == 1)
        request->peer = last;
}
