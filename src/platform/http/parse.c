/* From bytes to one request, without sockets. The head is gathered whole and looked at byte by
   byte before llhttp reads it: llhttp alone lets some line ends and folds pass. */
#include "platform/http/http_own.h"
#include <string.h>

void http_parse_refuse(struct http_parse *parse, enum http_refusal refusal)
{
    parse->stage = STAGE_REFUSED;
    parse->refusal = refusal;
}

static bool control(char c)
{
    return ((unsigned char)c < ' ' && c != '\r' && c != '\n' && c != '\t') || c == 0x7f;
}

/* One more byte of the head; llhttp runs when its empty line is there. */
static enum http_refusal head_byte(struct http_parse *parse, char c)
{
    char before = parse->head_len > parse->line_at ? parse->head[parse->head_len - 1] : '\0';
    if (parse->head_len >= parse->config->limits.header_bytes)
        return parse->lines == 0 ? REFUSE_LONG_LINE : REFUSE_HEADERS;
    if (parse->lines == 0 && parse->head_len >= HTTP_LINE_MAX) return REFUSE_LONG_LINE;
    if ((before == '\r') != (c == '\n')) return REFUSE_LINE_END;
    if (control(c)) return REFUSE_CONTROL;
    if (parse->head_len == parse->line_at && (c == ' ' || c == '\t')) return REFUSE_FOLD;
    if (parse->head_len == parse->head_room) {
        size_t room = parse->head_room ? parse->head_room * 2 : 1024;
        parse->head = arena_grow(&parse->in, parse->head, parse->head_room, room);
        parse->head_room = room;
    }
    parse->head[parse->head_len++] = c;
    return REFUSE_NONE;
}

/* A line of the head is whole. */
static enum http_refusal head_line(struct http_parse *parse)
{
    struct str line = str_of(parse->head + parse->line_at, parse->head_len - parse->line_at - 2);
    parse->line_at = parse->head_len;
    if (line.len > 0) {
        if (parse->lines++ == 0) return http_policy_line(parse, line);
        return parse->lines > HTTP_HEADERS_MAX + 1 ? REFUSE_HEADERS : http_policy_field(line);
    }
    parse->head_whole = parse->lines > 0;
    if (parse->head_whole) return REFUSE_NONE;
    parse->head_len = parse->line_at = 0; /* RFC 9112 2.2: an empty line before is overlooked */
    return ++parse->blanks > 2 ? REFUSE_REQUEST_LINE : REFUSE_NONE;
}

/* llhttp's callbacks. The head is fed in one piece, so a span is whole when it is told. */
static int on_name(llhttp_t *llhttp, const char *at, size_t size)
{
    struct http_parse *parse = llhttp->data;
    if (parse->stage == STAGE_BODY) {
        http_parse_refuse(parse, REFUSE_TRAILER);
        return HPE_USER;
    }
    parse->name = str_of(at, size);
    parse->value = STR("");
    return 0;
}

static int on_value(llhttp_t *llhttp, const char *at, size_t size)
{
    struct http_parse *parse = llhttp->data;
    if (parse->value.len > 0) return HPE_USER; /* a second piece would be a fold */
    parse->value = str_of(at, size);
    return 0;
}

static int on_value_end(llhttp_t *llhttp)
{
    struct http_parse *parse = llhttp->data;
    if (parse->request->headers_n >= HTTP_HEADERS_MAX) return HPE_USER;
    parse->headers[parse->request->headers_n++] =
        (struct http_header){str_lower(&parse->in, parse->name), str_trim(parse->value)};
    return 0;
}

static int on_head_end(llhttp_t *llhttp)
{
    struct http_parse *parse = llhttp->data;
    parse->keep_alive = llhttp_should_keep_alive(llhttp);
    llhttp->upgrade = 0; /* Upgrade is overlooked: we go on in HTTP/1.1 */
    return 0;
}

/* What stands between the pieces of a chunked body: llhttp takes a bare LF at some places. */
static bool frame_fine(struct http_parse *parse, const char *end)
{
    for (const char *at = parse->frame; at < end; at++) {
        if ((parse->frame_last == '\r') != (*at == '\n')) return false;
        if ((unsigned char)*at < ' ' && *at != '\r' && *at != '\n') return false;
        if (*at == ';') parse->in_extension = true;
        if (*at == '\r') parse->in_extension = false;
        if (parse->in_extension && ++parse->extensions > HTTP_EXTENSIONS_MAX) return false;
        parse->frame_last = *at;
    }
    return true;
}

/* Room for the body grows with what came, not with what was announced. */
static int on_body(llhttp_t *llhttp, const char *at, size_t size)
{
    struct http_parse *parse = llhttp->data;
    if (size > parse->body_limit - parse->body_len) {
        http_parse_refuse(parse, REFUSE_TOO_BIG);
        return HPE_USER;
    }
    if (parse->chunked && !frame_fine(parse, at)) return HPE_USER;
    parse->frame = at + size;
    if (parse->body_len + size > parse->body_room) {
        size_t room = parse->body_room ? parse->body_room * 2 : 4096;
        while (room < parse->body_len + size) room *= 2;
        if (room > parse->body_limit) room = parse->body_limit;
        parse->body = arena_grow(&parse->in, parse->body, parse->body_len, room);
        parse->body_room = room;
    }
    memcpy(parse->body + parse->body_len, at, size);
    parse->body_len += size;
    return 0;
}

static int on_whole(llhttp_t *llhttp)
{
    ((struct http_parse *)llhttp->data)->whole = true;
    return HPE_PAUSED;
}

static const llhttp_settings_t settings = {
    .on_header_field = on_name,
    .on_header_value = on_value,
    .on_header_value_complete = on_value_end,
    .on_headers_complete = on_head_end,
    .on_body = on_body,
    .on_message_complete = on_whole,
};

void http_parse_begin(struct http_parse *parse, const struct http_config *config,
                      struct http_request *request)
{
    struct arena in = parse->in;
    *parse = (struct http_parse){.config = config, .request = request, .in = in};
    llhttp_init(&parse->llhttp, HTTP_REQUEST, &settings); /* lenient flags are all off */
    parse->llhttp.data = parse;
}

static void done(struct http_parse *parse)
{
    parse->stage = STAGE_DONE;
    parse->request->body = str_of(parse->body ? parse->body : "", parse->body_len);
}

/* The whole head is here: let llhttp read it, then ask the policy. */
static void head_finish(struct http_parse *parse)
{
    struct http_request *request = parse->request;
    parse->headers = ARENA_ARRAY(&parse->in, struct http_header, parse->lines);
    request->headers = parse->headers;
    llhttp_errno_t error = llhttp_execute(&parse->llhttp, parse->head, parse->head_len);
    bool fine = error == HPE_OK || (error == HPE_PAUSED && parse->whole);
    if (!fine || request->headers_n != parse->lines - 1) {
        http_parse_refuse(parse, REFUSE_SYNTAX);
        return;
    }
    request->method = str_of(parse->head, parse->method_len);
    parse->target = str_of(parse->head + parse->target_at, parse->target_len);
    enum http_refusal refusal = http_policy_head(parse);
    parse->in.ceiling = parse->config->limits.header_bytes * 16 + parse->body_limit * 4;
    parse->stage = STAGE_BODY;
    if (refusal) http_parse_refuse(parse, refusal);
    else if (parse->whole != (!parse->chunked && parse->left == 0))
        http_parse_refuse(parse, REFUSE_SYNTAX); /* llhttp and the policy must agree */
    else if (parse->whole) done(parse);
}

static size_t head_feed(struct http_parse *parse, const char *data, size_t size)
{
    size_t i = 0;
    while (i < size && parse->stage == STAGE_HEAD && !parse->head_whole) {
        char c = data[i++];
        enum http_refusal refusal = head_byte(parse, c);
        if (!refusal && c == '\n') refusal = head_line(parse);
        if (refusal) http_parse_refuse(parse, refusal);
    }
    if (parse->stage == STAGE_HEAD && parse->head_whole) head_finish(parse);
    return i;
}

static size_t body_feed(struct http_parse *parse, const char *data, size_t size)
{
    if (!parse->chunked && size > parse->left) size = parse->left;
    parse->frame = data;
    llhttp_errno_t error = llhttp_execute(&parse->llhttp, data, size);
    bool end = error == HPE_PAUSED && parse->whole;
    if (!parse->chunked) parse->left -= size;
    else if (end) size = (size_t)(llhttp_get_error_pos(&parse->llhttp) - data);
    if (parse->stage == STAGE_REFUSED) return size;
    if ((error != HPE_OK && !end) || (parse->chunked && !frame_fine(parse, data + size)))
        http_parse_refuse(parse, REFUSE_CHUNK);
    else if (end) done(parse);
    return size;
}

size_t http_parse_feed(struct http_parse *parse, const char *data, size_t size)
{
    size_t taken = parse->stage == STAGE_HEAD ? head_feed(parse, data, size) : 0;
    if (parse->stage == STAGE_BODY && taken < size)
        taken += body_feed(parse, data + taken, size - taken);
    return taken;
}
