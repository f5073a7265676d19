/* A program posts thousands of times a second with one token: what it opens is remembered for a
   second, so that one that is withdrawn works that much longer and no more. Tokens of a person are
   looked up every time, as their standing may change. */
#include "platform/web/web_own.h"

#include <sodium.h>
#include <string.h>

#define SLOTS 64
#define LIFE_MS 1000
#define SCOPE_MAX 40
#define TOKEN_MAX 100

struct slot { unsigned char hash[crypto_generichash_BYTES]; int64_t until_ms; char scope[SCOPE_MAX]; size_t scope_n; };

struct web_tokens {
    pthread_mutex_t lock;
    unsigned char key[crypto_generichash_KEYBYTES]; /* so that nobody chooses who shares a slot */
    struct slot slots[SLOTS];
};

struct web_tokens *web_tokens_make(struct arena *arena)
{
    struct web_tokens *tokens = ARENA_NEW(arena, struct web_tokens);
    pthread_mutex_init(&tokens->lock, NULL);
    randombytes_buf(tokens->key, sizeof tokens->key);
    return tokens;
}

static struct slot *slot_of(struct web_tokens *tokens, struct str token, unsigned char *ret_hash)
{
    crypto_generichash(ret_hash, crypto_generichash_BYTES, (const unsigned char *)token.ptr, token.len, tokens->key, sizeof tokens->key);
    return &tokens->slots[ret_hash[0] % SLOTS];
}

static bool recall(struct web_tokens *tokens, const struct slot *slot, const unsigned char *hash, char *ret_scope, size_t *ret_n)
{
    pthread_mutex_lock(&tokens->lock);
    bool known = slot->until_ms > clock_mono_ms() && memcmp(slot->hash, hash, sizeof slot->hash) == 0;
    if (known) {
        *ret_n = slot->scope_n;
        memcpy(ret_scope, slot->scope, slot->scope_n);
    }
    pthread_mutex_unlock(&tokens->lock);
    return known;
}

static void note(struct web_tokens *tokens, struct slot *slot, const unsigned char *hash, struct str scope)
{
    if (scope.len > SCOPE_MAX) return;
    pthread_mutex_lock(&tokens->lock);
    *slot = (struct slot){.until_ms = clock_mono_ms() + LIFE_MS, .scope_n = scope.len};
    memcpy(slot->hash, hash, sizeof slot->hash);
    memcpy(slot->scope, scope.ptr, scope.len);
    pthread_mutex_unlock(&tokens->lock);
}

static bool known(struct web_task *t, const struct slot *slot, const unsigned char *hash)
{
    char scope[SCOPE_MAX];
    size_t n;
    if (!recall(t->server->tokens, slot, hash, scope, &n)) return false;
    t->ctx.actor = (struct actor){.account = 0};
    t->w.scope = str_copy(t->ctx.arena, str_of(scope, n));
    return true;
}

bool web_tokens_known(struct web_task *t)
{
    unsigned char hash[crypto_generichash_BYTES];
    struct str header = http_header_get(t->http, "authorization");
    if (!str_ieq(str_slice(header, 0, 7), STR("Bearer "))) return false;
    struct str token = str_trim(str_slice(header, 7, header.len));
    if (token.len == 0 || token.len > TOKEN_MAX) return false;
    const struct slot *slot = slot_of(t->server->tokens, token, hash);
    return t->known = known(t, slot, hash);
}

enum status web_tokens_find(struct web_task *t, struct str token)
{
    struct web_tokens *tokens = t->server->tokens;
    unsigned char hash[crypto_generichash_BYTES];
    if (t->known) return OK;
    if (token.len == 0 || token.len > TOKEN_MAX) return ERR_MISSING;
    struct slot *slot = slot_of(tokens, token, hash);
    if (known(t, slot, hash)) return OK;
    TRY(auth_token_find(&t->ctx, token, &t->ctx.actor, &t->w.scope));
    if (t->ctx.actor.account == 0) note(tokens, slot, hash, t->w.scope);
    return OK;
}
