/* What the chain covers. Words and persons are covered by a salted hash of their own, so that they can
   be forgotten, or kept to oneself, and the chain still holds. */
#include "domain/credits/credits_own.h"

/* The plain functions are the quick ones for a few hundred bytes: the newer way costs more to begin
   than to hash. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
#include <stdio.h>
#include <string.h>

#define LINK_MAX 400

static int digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool credits_key_read(struct str uuid, unsigned char ret_key[CREDITS_KEY])
{
    if (uuid.len != 36) return false;
    unsigned char key[CREDITS_KEY];
    size_t n = 0;
    for (size_t i = 0; i < 36;) {
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (uuid.ptr[i++] != '-') return false;
            continue;
        }
        int high = digit(uuid.ptr[i]), low = digit(uuid.ptr[i + 1]);
        if (high < 0 || low < 0) return false;
        key[n++] = (unsigned char)(high << 4 | low);
        i += 2;
    }
    memcpy(ret_key, key, CREDITS_KEY);
    return true;
}

struct str credits_key_write(struct arena *arena, struct str key)
{
    static const char digits[] = "0123456789abcdef";
    char *out = arena_alloc(arena, 37);
    size_t at = 0;
    if (!out || key.len != CREDITS_KEY) return STR_NONE;
    for (size_t i = 0; i < CREDITS_KEY; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) out[at++] = '-';
        out[at++] = digits[(unsigned char)key.ptr[i] >> 4];
        out[at++] = digits[(unsigned char)key.ptr[i] & 15];
    }
    return str_of(out, at);
}

static void add_number(SHA256_CTX *state, uint64_t n)
{
    unsigned char bytes[8];
    for (size_t i = 0; i < 8; i++) bytes[i] = (unsigned char)(n >> (8 * i));
    SHA256_Update(state, bytes, sizeof bytes);
}

static void add_text(SHA256_CTX *state, struct str s)
{
    add_number(state, s.len);
    if (s.len > 0) SHA256_Update(state, (const unsigned char *)s.ptr, s.len);
}

void credits_said(const struct credits_saying *saying, unsigned char ret_said[CREDITS_HASH])
{
    SHA256_CTX state;
    SHA256_Init(&state);
    add_text(&state, saying->salt);
    add_text(&state, saying->words);
    add_text(&state, saying->behalf);
    add_text(&state, saying->consent);
    add_number(&state, (uint64_t)saying->actor);
    add_number(&state, (uint64_t)saying->for_whom);
    SHA256_Final(ret_said, &state);
}

/* ---- the line: by hand, since printf would be half the cost of a post ---- */

struct line { char text[LINK_MAX]; size_t n; };

static void put_bytes(struct line *l, struct str s)
{
    size_t n = s.len < LINK_MAX - l->n ? s.len : LINK_MAX - l->n;
    if (n > 0) memcpy(l->text + l->n, s.ptr, n);
    l->n += n;
}

static void put_int(struct line *l, int64_t n)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = n < 0 ? (uint64_t)0 - (uint64_t)n : (uint64_t)n;
    digits[--at] = '|';
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (n < 0) digits[--at] = '-';
    put_bytes(l, str_of(digits + at, sizeof digits - at));
}

static void put_hex(struct line *l, struct str bytes, char end)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < bytes.len && l->n + 3 < LINK_MAX; i++) {
        l->text[l->n++] = digits[(unsigned char)bytes.ptr[i] >> 4];
        l->text[l->n++] = digits[(unsigned char)bytes.ptr[i] & 15];
    }
    l->text[l->n++] = end;
}

void credits_chain(const unsigned char before[CREDITS_HASH], const struct credits_link *link, unsigned char ret_hash[CREDITS_HASH])
{
    struct line line = {.n = 0};
    SHA256_CTX state;
    put_int(&line, link->number);
    put_int(&line, link->at.ms);
    put_hex(&line, link->key, '|');
    put_bytes(&line, link->kind);
    put_bytes(&line, STR("|"));
    put_int(&line, link->payer);
    put_int(&line, link->payee);
    put_int(&line, link->minutes);
    put_int(&line, link->reverses);
    put_bytes(&line, link->via);
    put_bytes(&line, STR("|"));
    put_hex(&line, link->said, '\n');
    SHA256_Init(&state);
    SHA256_Update(&state, before, CREDITS_HASH);
    SHA256_Update(&state, (const unsigned char *)line.text, line.n);
    SHA256_Final(ret_hash, &state);
}
