#include "platform/auth/secret.h"

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

/* Digits and a leading +; STR_NONE when there is anything but the usual marks between them. */
static struct str dialled(struct arena *arena, struct str s)
{
    struct buf out;
    buf_init(&out, arena, 32);
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if ((c >= '0' && c <= '9') || (c == '+' && out.len == 0)) buf_putc(&out, c);
        else if (str_find(STR(" -()."), str_of(&c, 1), 0) == SIZE_MAX) return STR_NONE;
    }
    return out.over ? STR_NONE : buf_str(&out);
}

/* "07700 900123", "+44 7700 900123" and "0044..." are one number. */
static struct str phone(struct arena *arena, struct str s)
{
    struct str n = dialled(arena, s);
    if (str_starts(n, STR("00"))) n = str_cat(arena, STR("+"), str_slice(n, 2, n.len));
    else if (str_starts(n, STR("0"))) n = str_cat(arena, STR("+44"), str_slice(n, 1, n.len));
    return n.len >= 8 && n.len <= 16 && n.ptr[0] == '+' ? n : STR_NONE;
}

struct str secret_who(struct arena *arena, struct str email_or_phone) {
    struct str s = str_trim(email_or_phone);
    if (s.len == 0 || s.len > 254) return STR_NONE;
    if (str_find(s, STR("@"), 0) != SIZE_MAX) return str_lower(arena, s);
    return phone(arena, s);
}
