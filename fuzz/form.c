/* Forms and queries: what was read and is written again reads the same. */
#include "platform/http/http.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct http_pair *pairs = NULL, *again = NULL;
    size_t n = 0, m = 0;
    if (size > 1 << 16) return 0;
    arena_init(&arena, 64 << 20);
    if (http_form_parse(&arena, str_of((const char *)data, size), &pairs, &n) == OK) {
        struct buf out;
        buf_init(&out, &arena, 1 << 20);
        for (size_t i = 0; i < n; i++) {
            buf_put(&out, http_url_encode(&arena, pairs[i].name));
            buf_puts(&out, "=");
            buf_put(&out, http_url_encode(&arena, pairs[i].value));
            buf_puts(&out, "&");
        }
        if (http_form_parse(&arena, buf_str(&out), &again, &m) != OK || m != n) abort();
        for (size_t i = 0; i < n; i++)
            if (!str_eq(pairs[i].name, again[i].name) || !str_eq(pairs[i].value, again[i].value))
                abort();
    }
    arena_release(&arena);
    return 0;
}
