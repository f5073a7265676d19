/* Files made part of the binary by tools/embed. */
#ifndef BASE_EMBED_H
#define BASE_EMBED_H

#include <stddef.h>

struct embed_file {
    const char *path;         /* "kith.css"; NULL ends a list */
    const unsigned char *bytes; size_t size;
    const unsigned char *gzip; size_t gzip_size; /* NULL when it does not help */
    const char *hash;         /* first 12 hex of SHA-256, for /assets-of/kith.HASH.css */
    const char *type;         /* "text/css; charset=utf-8" */
};

#endif
