/* Bytes to requests: the same verdict however they are cut, and what comes through is clean. */
#include "platform/http/http_own.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct taken { struct http_request request; struct http_parse parse; size_t used; };

static void check(bool fine)
{
    if (!fine) abort();
}

/* The first byte says how the rest is cut: 0 = not at all. */
static void take(struct taken *taken, const struct http_config *config, const char *bytes,
                 size_t size, size_t step)
{
    memset(taken, 0, sizeof *taken);
    arena_init(&taken->parse.in, 4 << 20);
    http_parse_begin(&taken->parse, config, &taken->request);
    while (taken->used < size && taken->parse.stage < STAGE_DONE) {
        size_t n = step && step < size - taken->used ? step : size - taken->used;
        char *piece = malloc(n);
        memcpy(piece, bytes + taken->used, n);
        size_t used = http_parse_feed(&taken->parse, piece, n);
        check(used <= n && (used == n || taken->parse.stage >= STAGE_DONE));
        taken->used += used;
        free(piece);
    }
}

static void check_request(const struct http_request *request, const struct http_config *config)
{
    check(str_is(request->method, "GET") || str_is(request->method, "HEAD") ||
          str_is(request->method, "POST") || str_is(request->method, "OPTIONS"));
    check(str_starts(request->path, STR("/")) && !memchr(request->path.ptr, 0, request->path.len));
    check(str_find(request->path, STR("/../"), 0) == SIZE_MAX);
    check(!str_ends(request->path, STR("/..")));
    check(request->body.len <= config->limits.body_bytes);
    check(request->body.len == 0 || str_is(request->method, "POST"));
    check(http_header_get(request, "host").len > 0);
    for (size_t i = 0; i < request->headers_n; i++) {
        const struct http_header *header = &request->headers[i];
        check(header->name.len > 0);
        for (size_t k = 0; k < header->value.len; k++)
            check((unsigned char)header->value.ptr[k] >= ' ' || header->value.ptr[k] == '\t');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct http_config config = {.origin = STR("http://h"), .trusted_proxy = STR("10.0.0.1"),
                                 .limits = {.header_bytes = 2048, .body_bytes = 2048}};
    if (size < 1) return 0;
    http_policy_limits(&config.limits);
    const char *bytes = (const char *)data + 1;
    size_t step = data[0], from = 0;
    size--;
    for (int n = 0; n < 8 && from < size; n++) { /* pipelined requests */
        struct taken whole, cut;
        take(&whole, &config, bytes + from, size - from, 0);
        take(&cut, &config, bytes + from, size - from, step ? step : 1);
        check(whole.parse.stage == cut.parse.stage);
        if (whole.parse.stage == STAGE_REFUSED)
            check(http_policy_row(whole.parse.refusal)->status >= 400);
        if (whole.parse.stage == STAGE_DONE) {
            check(whole.used == cut.used && str_eq(whole.request.body, cut.request.body));
            check_request(&whole.request, &config);
            http_policy_peer(&whole.request, &config, STR("10.0.0.1"));
            (void)http_cookie_get(&whole.request, "session");
        }
        from += whole.used;
        bool on = whole.parse.stage == STAGE_DONE;
        arena_release(&whole.parse.in);
        arena_release(&cut.parse.in);
        if (!on) break;
    }
    return 0;
}
