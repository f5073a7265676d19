#include "platform/texts/texts.h"

#include "base/buf.h"
#include <sodium.h>

#define WINDOW_MS ((int64_t)5 * 60 * 1000)
#define MARK "sha256="

static void mac_of(struct str secret, struct str timestamp, struct str body,
                   unsigned char out[crypto_auth_hmacsha256_BYTES])
{
    crypto_auth_hmacsha256_state state;
    const unsigned char *none = (const unsigned char *)"";
    crypto_auth_hmacsha256_init(&state, secret.len > 0 ? (const unsigned char *)secret.ptr : none, secret.len);
    if (timestamp.len > 0)
        crypto_auth_hmacsha256_update(&state, (const unsigned char *)timestamp.ptr, timestamp.len);
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)".", 1);
    if (body.len > 0) crypto_auth_hmacsha256_update(&state, (const unsigned char *)body.ptr, body.len);
    crypto_auth_hmacsha256_final(&state, out);
    sodium_memzero(&state, sizeof state);
}

struct str texts_sign(struct arena *arena, struct str secret, struct str timestamp,
                      struct str body)
{
    unsigned char mac[crypto_auth_hmacsha256_BYTES];
    char hex[sizeof mac * 2 + 1];
    mac_of(secret, timestamp, body, mac);
    sodium_bin2hex(hex, sizeof hex, mac, sizeof mac);
    return str_printf(arena, MARK "%s", hex);
}

/* Seconds since 1970 as plain digits: nothing else may stand in what was signed. */
static bool in_time(struct str timestamp, struct instant now)
{
    int64_t seconds;
    if (timestamp.len == 0 || timestamp.len > 12) return false;
    for (size_t i = 0; i < timestamp.len; i++)
        if (timestamp.ptr[i] < '0' || timestamp.ptr[i] > '9') return false;
    if (!str_to_int(timestamp, &seconds)) return false;
    int64_t apart = seconds * 1000 - now.ms;
    return apart >= -WINDOW_MS && apart <= WINDOW_MS;
}

bool texts_signed(struct str secret, struct str timestamp, struct str body,
                  struct str signature, struct instant now)
{
    unsigned char ours[crypto_auth_hmacsha256_BYTES], theirs[crypto_auth_hmacsha256_BYTES];
    struct str hex = str_slice(signature, sizeof MARK - 1, signature.len);
    size_t len = 0;
    bool shaped = secret.len > 0 && str_starts(signature, STR(MARK)) && hex.len == 2 * sizeof theirs &&
                  sodium_hex2bin(theirs, sizeof theirs, hex.ptr, hex.len, NULL, &len, NULL) == 0 &&
                  len == sizeof theirs;
    if (!shaped || !in_time(timestamp, now)) return false;
    mac_of(secret, timestamp, body, ours);
    return sodium_memcmp(ours, theirs, sizeof ours) == 0;
}
