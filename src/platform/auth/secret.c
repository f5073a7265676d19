#include "platform/auth/secret.h"

#include "platform/texts/texts.h"
#include <sodium.h>

#define SECRET_BYTES_MAX 64

struct str secret_base32(struct ctx *ctx, size_t bytes) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
    unsigned char raw[SECRET_BYTES_MAX];
    size_t n = bytes < sizeof raw ? bytes : sizeof raw;
    char *out = arena_alloc(ctx->arena, n * 8 / 5 + 2);
    size_t len = 0;
    unsigned bits = 0, have = 0;
    rand_bytes(ctx->rand, raw, n);
    for (size_t i = 0; i < n; i++) {
        bits = bits << 8 | raw[i];
        for (have += 8; have >= 5; have -= 5) out[len++] = letters[bits >> (have - 5) & 31];
    }
    if (have > 0) out[len++] = letters[bits << (5 - have) & 31];
    sodium_memzero(raw, sizeof raw);
    return str_of(out, len);
}

struct str secret_digits(struct ctx *ctx) {
    return str_printf(ctx->arena, "%08u", (unsigned)rand_below(ctx->rand, 100000000));
}

struct str secret_hash(struct arena *arena, struct str secret) {
    unsigned char *out = arena_alloc(arena, crypto_hash_sha256_BYTES);
    crypto_hash_sha256(out, (const unsigned char *)(secret.ptr ? secret.ptr : ""), secret.len);
    return str_of((const char *)out, crypto_hash_sha256_BYTES);
}

struct str secret_typed(struct arena *arena, struct str typed) {
    char *out = arena_alloc(arena, typed.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < typed.len; i++) {
        char c = typed.ptr[i];
        if (c == ' ' || c == '-' || c == '\t') continue;
        out[len++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return str_of(out, len);
}

struct str secret_who(struct arena *arena, struct str email_or_phone) {
    struct str s = str_trim(email_or_phone);
    if (s.len == 0 || s.len > 254) return STR_NONE;
    if (str_find(s, STR("@"), 0) != SIZE_MAX) return str_lower(arena, s);
    return texts_number(arena, s);
}
