/* Wrong codes are counted, in memory. Who is a till, or signed in, is counted by itself, so that
   nobody's guesses lock a counter; all others by their neighbourhood and all together. */
#include "domain/credits/credits_notes_own.h"

#define SLOTS 16384
#define TILL_HOUR 60
#define TILL_BURST 30
#define ADDRESS_HOUR 20
#define ADDRESS_BURST 10
#define ALL_HOUR 200
#define ALL_BURST 100
#define FEW_HOUR 1 /* a till code, while others guess */
#define FEW_BURST 1

enum status credits_guess_open(struct ctx *ctx, struct arena *lasting, void **ret_ptr)
{
    (void)ctx;
    *ret_ptr = auth_buckets_new(lasting, SLOTS);
    return OK;
}

/* /24 of IPv4, /48 of IPv6. */
struct str credits_guess_address(struct str peer)
{
    bool six = str_find(peer, STR(":"), 0) != SIZE_MAX;
    size_t parts = 0;
    for (size_t i = 0; i < peer.len; i++)
        if (peer.ptr[i] == (six ? ':' : '.') && ++parts == 3) return str_slice(peer, 0, i);
    return peer;
}

struct bucket { const char *name; struct str who; int per_hour, burst; };

static bool left(const struct ctx *ctx, const struct bucket *b, int *seconds)
{
    struct auth_buckets *buckets = ctx_kept(ctx, NOTES_GUESSES);
    return !buckets || auth_buckets_left(buckets, b->name, b->who, b->per_hour, b->burst, ctx->now, seconds);
}

static void take(const struct ctx *ctx, const struct bucket *b)
{
    struct auth_buckets *buckets = ctx_kept(ctx, NOTES_GUESSES);
    int seconds;
    if (buckets) (void)auth_buckets_take(buckets, b->name, b->who, b->per_hour, b->burst, ctx->now, &seconds);
}

static enum status slowly(struct ctx *ctx, struct str field, int seconds)
{
    struct str minutes = str_int(ctx->arena, seconds / 60 + 1);
    return ctx_fault(ctx, ERR_LIMIT, field,
                     SAY1("That were many codes we do not know. Nothing is lost: write them on a tally sheet, and try again in {minutes} minutes.", "minutes", minutes));
}

static struct bucket own_bucket(struct ctx *ctx, const struct credits_asker *asker)
{
    if (asker->till.v) return (struct bucket){"note.till", str_int(ctx->arena, asker->till.v), TILL_HOUR, TILL_BURST};
    return (struct bucket){asker->known ? "note.known" : "note.address", asker->address, ADDRESS_HOUR, ADDRESS_BURST};
}

static const struct bucket all_notes = {"note.all", STR_INIT("all"), ALL_HOUR, ALL_BURST};
static const struct bucket all_tills = {"till.all", STR_INIT("all"), ALL_HOUR, ALL_BURST};

enum status credits_guess_may(struct ctx *ctx, const struct credits_asker *asker, struct str field)
{
    int seconds = 0;
    const struct bucket own = own_bucket(ctx, asker);
    if (left(ctx, &own, &seconds) && (asker->till.v || asker->known || left(ctx, &all_notes, &seconds))) return OK;
    return slowly(ctx, field, seconds);
}

void credits_guess_wrong(struct ctx *ctx, const struct credits_asker *asker)
{
    const struct bucket own = own_bucket(ctx, asker);
    take(ctx, &own);
    if (!asker->till.v && !asker->known) take(ctx, &all_notes);
}

/* A till says its code once a year: while many guess, each address still has one try an hour. */
enum status credits_guess_till_may(struct ctx *ctx, struct str address)
{
    int seconds = 0;
    const struct bucket own = {"till.address", address, ADDRESS_HOUR, ADDRESS_BURST}, few = {"till.few", address, FEW_HOUR, FEW_BURST};
    if (left(ctx, &own, &seconds) && (left(ctx, &all_tills, &seconds) || left(ctx, &few, &seconds))) return OK;
    struct str minutes = str_int(ctx->arena, seconds / 60 + 1);
    return ctx_fault(ctx, ERR_LIMIT, STR("till"), SAY1("That were many till codes we do not know. Please try again in {minutes} minutes, or ring us.", "minutes", minutes));
}

void credits_guess_till_wrong(struct ctx *ctx, struct str address)
{
    int seconds;
    const struct bucket own = {"till.address", address, ADDRESS_HOUR, ADDRESS_BURST}, few = {"till.few", address, FEW_HOUR, FEW_BURST};
    take(ctx, &own);
    if (left(ctx, &all_tills, &seconds)) take(ctx, &all_tills);
    else take(ctx, &few);
}
