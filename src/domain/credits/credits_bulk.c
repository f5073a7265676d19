/* Entries on their way to a server: gathered, and sent many at a time. */
#include "domain/credits/credits_own.h"

#include "credits_sql.h"
#include <stdlib.h>
#include <string.h>

#define ROOM ((size_t)4 << 20)

static int by_bytes(const void *a, const void *b)
{
    return memcmp(a, b, CREDITS_KEY);
}

static struct str hex(struct arena *arena, struct str bytes)
{
    static const char digits[] = "0123456789abcdef";
    char *out = arena_alloc(arena, 2 * bytes.len + 1);
    for (size_t i = 0; i < bytes.len; i++) {
        out[2 * i] = digits[(unsigned char)bytes.ptr[i] >> 4];
        out[2 * i + 1] = digits[(unsigned char)bytes.ptr[i] & 15];
    }
    return str_of(out, 2 * bytes.len);
}

enum status credits_bulk_fresh(struct ctx *ctx, struct arena *scratch, const struct str *uuids, size_t n, bool *ret_fresh)
{
    unsigned char(*keys)[CREDITS_KEY] = arena_array(scratch, n + 1, CREDITS_KEY);
    struct buf buf;
    struct json json;
    int64_t known = 0;
    buf_init(&buf, scratch, ROOM);
    json_init(&json, &buf);
    json_begin_array(&json);
    bool fresh = db_kind_of(ctx->db) == DB_POSTGRES;
    for (size_t i = 0; fresh && i < n; i++) {
        fresh = credits_key_read(uuids[i], keys[i]);
        if (fresh) json_str(&json, hex(scratch, str_of((const char *)keys[i], CREDITS_KEY)));
    }
    json_end(&json);
    if (fresh) qsort(keys, n, CREDITS_KEY, by_bytes);
    for (size_t i = 1; fresh && i < n; i++) fresh = memcmp(keys[i - 1], keys[i], CREDITS_KEY) != 0;
    if (fresh) TRY(credits_sql_keys_known(ctx->db, buf_str(&buf), &known));
    *ret_fresh = fresh && known == 0;
    return OK;
}

void credits_bulk_begin(struct credits_bulk *bulk, struct arena *scratch)
{
    bulk->scratch = scratch;
    buf_init(&bulk->buf, scratch, ROOM);
    json_init(&bulk->json, &bulk->buf);
    json_begin_array(&bulk->json);
}

void credits_bulk_add(struct credits_bulk *bulk, const struct credits_sql_entry_add_in *in)
{
    struct json *json = &bulk->json;
    struct arena *a = bulk->scratch;
    json_begin_object(json);
    json_put_int(json, "id", in->id.v);
    json_put_str(json, "key", hex(a, in->key));
    json_put_int(json, "payer", in->payer.v);
    json_put_int(json, "payee", in->payee.v);
    json_put_int(json, "minutes", in->minutes);
    json_put_str(json, "kind", in->kind);
    json_put_str(json, "words", in->words);
    json_put_str(json, "behalf", in->behalf);
    json_put_str(json, "consent", in->consent);
    json_put_str(json, "salt", hex(a, in->salt));
    json_put_str(json, "said", hex(a, in->said));
    json_put_int(json, "actor", in->actor);
    json_put_int(json, "for_whom", in->for_whom);
    json_put_str(json, "via", in->via);
    json_put_int(json, "reverses", in->reverses.v ? in->reverses.v : INT_NONE);
    json_put_int(json, "at", in->at.ms);
    json_put_str(json, "hash", hex(a, in->hash));
    json_end(json);
}

enum status credits_bulk_end(struct credits_bulk *bulk, struct ctx *ctx)
{
    json_end(&bulk->json);
    TRY(buf_check(&bulk->buf));
    return credits_sql_entries_add(ctx->db, buf_str(&bulk->buf));
}
