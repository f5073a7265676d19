#include "base/rand.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <uuid/uuid.h>

#define MS_2020 INT64_C(1577836800000)
#define SALT_BITS 10
#define SEQ_BITS 12
#define UUID_TEXT 36

void rand_init(struct rand *rand) {
    if (sodium_init() < 0) abort(); /* no randomness, no secrets: better no program */
    *rand = (struct rand){.fixed = false};
}

void rand_init_fixed(struct rand *rand, uint64_t seed) {
    *rand = (struct rand){.fixed = true};
    crypto_generichash(rand->seed, sizeof rand->seed, (const unsigned char *)&seed, sizeof seed,
                       NULL, 0);
}

void rand_bytes(struct rand *rand, void *out, size_t size) {
    if (!rand->fixed) {
        randombytes_buf(out, size);
        return;
    }
    unsigned char nonce[crypto_stream_chacha20_NONCEBYTES] = {0};
    uint64_t turn = rand->counter++;
    memcpy(nonce, &turn, sizeof turn);
    crypto_stream_chacha20(out, size, nonce, rand->seed);
}

uint64_t rand_u64(struct rand *rand) {
    uint64_t x;
    rand_bytes(rand, &x, sizeof x);
    return x;
}

uint64_t rand_below(struct rand *rand, uint64_t limit) {
    if (limit < 2) return 0;
    uint64_t unfair =
        -limit % limit; /* so many of the lowest values would be drawn too often */
    uint64_t x;
    do x = rand_u64(rand);
    while (x < unfair);
    return x % limit;
}

void ids_init(struct ids *ids, struct rand *rand) {
    *ids = (struct ids){.salt = (uint32_t)rand_below(rand, 1u << SALT_BITS)};
}

int64_t ids_next(struct ids *ids, struct instant now) {
    int64_t ms = now.ms - MS_2020;
    if (now.ms < MS_2020 + 1) ms = 1; /* an id is never 0 */
    if (ms > ids->last_ms) {
        ids->last_ms = ms;
        ids->seq = 0;
    } else if (++ids->seq >> SEQ_BITS) { /* the millisecond is full, or the clock went back */
        ids->last_ms++;
        ids->seq = 0;
    }
    uint64_t time = (uint64_t)ids->last_ms & ((UINT64_C(1) << 41) - 1);
    return (int64_t)(time << (SALT_BITS + SEQ_BITS) | (uint64_t)ids->salt << SEQ_BITS |
                     ids->seq);
}

static struct str uuid_text(struct arena *arena, const uuid_t uuid) {
    char *text = arena_alloc(arena, UUID_TEXT + 1);
    uuid_unparse_lower(uuid, text);
    return str_of(text, UUID_TEXT);
}

struct str uuid_random(struct arena *arena, struct rand *rand) {
    uuid_t uuid;
    rand_bytes(rand, uuid, sizeof uuid);
    uuid[6] = (unsigned char)((uuid[6] & 0x0f) | 0x40); /* version 4 */
    uuid[8] = (unsigned char)((uuid[8] & 0x3f) | 0x80); /* RFC 4122 variant */
    return uuid_text(arena, uuid);
}

struct str uuid_v5(struct arena *arena, struct str namespace_uuid, struct str name) {
    uuid_t space, uuid;
    if (!uuid_valid(namespace_uuid) || uuid_parse(str_c(arena, namespace_uuid), space) != 0)
        return STR_NONE;
    uuid_generate_sha1(uuid, space, name.ptr ? name.ptr : "", name.len);
    return uuid_text(arena, uuid);
}

bool uuid_valid(struct str s) {
    if (s.len != UUID_TEXT) return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (dash ? c != '-' : !hex) return false;
    }
    return true;
}
