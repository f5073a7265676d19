/* multipart/form-data: the first line is the Content-Type, the rest the body. Parts are views
   into the body, in order, and never overlap. */
#include "platform/http/http.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct http_part *parts = NULL;
    size_t n = 0;
    struct str all = str_of((const char *)data, size);
    size_t line = str_find(all, STR("\n"), 0);
    if (line == SIZE_MAX || size > 1 << 16) return 0;
    struct str type = str_slice(all, 0, line), body = str_slice(all, line + 1, size);
    arena_init(&arena, 64 << 20);
    if (http_multipart_parse(&arena, type, body, &parts, &n) == OK) {
        const char *at = body.ptr;
        if (n > 100) abort();
        for (size_t i = 0; i < n; i++) {
            struct str part = parts[i].body, file = parts[i].filename;
            if (!parts[i].name.ptr || part.ptr < at) abort();
            at = part.ptr + part.len;
            if (at > body.ptr + body.len) abort();
            for (size_t k = 0; k < file.len; k++)
                if ((unsigned char)file.ptr[k] < ' ' && file.ptr[k] != '\t') abort();
        }
    }
    arena_release(&arena);
    return 0;
}
