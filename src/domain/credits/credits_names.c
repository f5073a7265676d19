/* A bounded table of names; the newest takes the place of an older one. */
#include "domain/credits/credits_names.h"

#include <pthread.h>
#include <string.h>

#define SLOTS 4096
#define PROBES 4
#define NAME_MAX_BYTES 60

struct slot { int64_t id, ledger; unsigned char kind, len; char name[NAME_MAX_BYTES]; };

struct credits_names {
    pthread_mutex_t lock;
    uint32_t turn;
    struct slot slots[SLOTS];
};

enum status credits_names_open(struct ctx *ctx, struct arena *lasting, void **ret_ptr)
{
    struct credits_names *names = ARENA_NEW(lasting, struct credits_names);
    (void)ctx;
    pthread_mutex_init(&names->lock, NULL);
    *ret_ptr = names;
    return OK;
}

void credits_names_close(void *ptr)
{
    struct credits_names *names = ptr;
    pthread_mutex_destroy(&names->lock);
}

static struct slot *slot_of(struct credits_names *names, uint64_t hash, size_t probe)
{
    return &names->slots[(hash + probe) % SLOTS];
}

static bool recall(struct credits_names *names, struct ctx *ctx, struct str name, struct credits_named *ret_named)
{
    uint64_t hash = str_hash(name, 1);
    bool found = false;
    pthread_mutex_lock(&names->lock);
    for (size_t i = 0; i < PROBES && !found; i++) {
        const struct slot *s = slot_of(names, hash, i);
        found = s->len == name.len && memcmp(s->name, name.ptr, name.len) == 0;
        if (found) *ret_named = (struct credits_named){.id = {s->id}, .ledger = {s->ledger}, .kind = (enum credits_kind)s->kind};
    }
    pthread_mutex_unlock(&names->lock);
    if (found) ret_named->name = str_copy(ctx->arena, name);
    return found;
}

static void note(struct credits_names *names, const struct credits_account *account)
{
    uint64_t hash = str_hash(account->name, 1);
    pthread_mutex_lock(&names->lock);
    struct slot *into = slot_of(names, hash, names->turn++ % PROBES);
    for (size_t i = 0; i < PROBES; i++)
        if (slot_of(names, hash, i)->len == 0) {
            into = slot_of(names, hash, i);
            break;
        }
    *into = (struct slot){.id = account->id.v, .ledger = account->ledger.v, .kind = (unsigned char)account->kind, .len = (unsigned char)account->name.len};
    memcpy(into->name, account->name.ptr, account->name.len);
    pthread_mutex_unlock(&names->lock);
}

enum status credits_named(struct ctx *ctx, struct str name_or_id, struct str field, struct credits_named *ret_named)
{
    struct credits_names *names = ctx_kept(ctx, CREDITS_NAMES);
    struct credits_account account;
    if (names && name_or_id.len > 0 && name_or_id.len <= NAME_MAX_BYTES && recall(names, ctx, name_or_id, ret_named)) return OK;
    TRY(credits_account_said(ctx, name_or_id, field, &account));
    if (names && account.name.len > 0 && account.name.len <= NAME_MAX_BYTES) note(names, &account);
    *ret_named = (struct credits_named){account.id, account.ledger, account.kind, account.name};
    return OK;
}
