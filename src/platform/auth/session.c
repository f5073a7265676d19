#include "platform/auth/auth.h"

#include "auth_sql.h"
#include "platform/auth/secret.h"
#include <sodium.h>

#define MINUTE ((int64_t)60 * 1000)
#define DAY (24 * 60 * MINUTE)
#define IDLE_OWN (30 * DAY)
#define IDLE_SHARED (15 * MINUTE)
#define WHOLE (90 * DAY)
#define NOTE_OWN (60 * MINUTE) /* a use is noted no oftener than this */
#define NOTE_SHARED MINUTE

enum status auth_session_open(struct ctx *ctx, int64_t account, bool shared_device,
                              struct str *ret_cookie) {
    struct str cookie = secret_base32(ctx, 32);
    int64_t id = ctx_id(ctx);
    TRY(auth_sql_session_add(ctx->db, id, account, secret_hash(ctx->arena, cookie),
                             shared_device, ctx->now));
    *ret_cookie = cookie;
    return OK;
}

enum status auth_session_find(struct ctx *ctx, struct str cookie, struct actor *ret_actor) {
    struct auth_sql_session_find row;
    if (cookie.len == 0 || cookie.len > 100) return ERR_MISSING;
    TRY(auth_sql_session_find(ctx->db, ctx->arena, secret_hash(ctx->arena, cookie), &row));
    int64_t unused = ctx->now.ms - row.seen_at.ms;
    if (unused > (row.shared ? IDLE_SHARED : IDLE_OWN)) return ERR_MISSING;
    if (ctx->now.ms - row.made_at.ms > WHOLE) return ERR_MISSING;
    *ret_actor = (struct actor){
        .account = row.account, .person = row.person, .on_behalf_of = row.on_behalf_of,
        .session = row.id, .stale = unused > (row.shared ? NOTE_SHARED : NOTE_OWN),
    };
    return OK;
}

enum status auth_session_note(struct ctx *ctx, int64_t session) {
    return auth_sql_session_note(ctx->db, session, ctx->now);
}

enum status auth_session_end(struct ctx *ctx, int64_t session) {
    return auth_sql_session_end(ctx->db, session, ctx->now);
}

enum status auth_session_end_all(struct ctx *ctx, int64_t account) {
    return auth_sql_session_end_all(ctx->db, account, ctx->now);
}

enum status auth_session_act_for(struct ctx *ctx, int64_t session, int64_t person) {
    return auth_sql_session_act_for(ctx->db, session, person);
}

struct str auth_csrf(struct arena *arena, struct str secret, struct str cookie) {
    crypto_auth_hmacsha256_state state;
    unsigned char mac[crypto_auth_hmacsha256_BYTES];
    char *hex = arena_alloc(arena, sizeof mac * 2 + 1);
    crypto_auth_hmacsha256_init(&state, (const unsigned char *)secret.ptr, secret.len);
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)"form", 5);
    if (cookie.len > 0)
        crypto_auth_hmacsha256_update(&state, (const unsigned char *)cookie.ptr, cookie.len);
    crypto_auth_hmacsha256_final(&state, mac);
    sodium_bin2hex(hex, sizeof mac * 2 + 1, mac, sizeof mac);
    return str_from(hex);
}

enum status auth_token_make(struct ctx *ctx, int64_t account, struct str scope,
                            struct str *ret_token) {
    struct str token = str_cat(ctx->arena, STR("kith_"), secret_base32(ctx, 32));
    TRY(auth_sql_token_add(ctx->db, ctx_id(ctx), account, scope, secret_hash(ctx->arena, token),
                           ctx->now));
    *ret_token = token;
    return OK;
}

enum status auth_token_find(struct ctx *ctx, struct str token, struct actor *ret_actor,
                            struct str *ret_scope) {
    struct auth_sql_token_find row;
    struct actor actor = {.account = 0};
    if (token.len < 8 || token.len > 100) return ERR_MISSING;
    TRY(auth_sql_token_find(ctx->db, ctx->arena, secret_hash(ctx->arena, token), &row));
    if (row.account != 0) {
        struct auth_sql_account_mail account;
        TRY(auth_sql_account_mail(ctx->db, ctx->arena, row.account, &account));
        actor.account = row.account;
        actor.person = account.person;
    }
    *ret_actor = actor;
    *ret_scope = row.scope;
    return OK;
}
