#include "platform/auth/auth.h"

#include "auth_sql.h"
#include "base/utf8.h"
#include "platform/auth/secret.h"
#include <pthread.h>
#include <sodium.h>
#include <string.h>

#define OPSLIMIT 2ULL
#define MEMLIMIT ((size_t)19 << 20)
#define AT_ONCE 2
#define MIN_CHARS 8
#define MAX_BYTES 1000

/* 19 MiB each: a gate keeps many sign-ins at once from taking all memory. Built once, found by
   name; a command line, which has no gate, hashes one at a time anyway. */
struct auth_gate {
    pthread_mutex_t lock;
    pthread_cond_t free;
    int busy;
};

struct auth_gate *auth_gate_new(struct arena *lasting) {
    struct auth_gate *gate = ARENA_NEW(lasting, struct auth_gate);
    pthread_mutex_init(&gate->lock, NULL);
    pthread_cond_init(&gate->free, NULL);
    return gate;
}

static struct auth_gate *gate_enter(const struct ctx *ctx) {
    struct auth_gate *gate = ctx_kept(ctx, AUTH_GATE);
    if (!gate) return NULL;
    pthread_mutex_lock(&gate->lock);
    while (gate->busy >= AT_ONCE) pthread_cond_wait(&gate->free, &gate->lock);
    gate->busy++;
    pthread_mutex_unlock(&gate->lock);
    return gate;
}

static void gate_leave(struct auth_gate *gate) {
    if (!gate) return;
    pthread_mutex_lock(&gate->lock);
    gate->busy--;
    pthread_cond_signal(&gate->free);
    pthread_mutex_unlock(&gate->lock);
}

enum status auth_password_hash(struct ctx *ctx, struct str password, struct str *ret_hash) {
    char out[crypto_pwhash_argon2id_STRBYTES];
    if (sodium_init() < 0) return ERR_BROKEN;
    if (password.len > MAX_BYTES) return ERR_INVALID;
    struct auth_gate *gate = gate_enter(ctx);
    int failed = crypto_pwhash_argon2id_str(out, password.ptr ? password.ptr : "", password.len,
                                            OPSLIMIT, MEMLIMIT);
    gate_leave(gate);
    if (failed) return ERR_LIMIT; /* out of memory */
    *ret_hash = str_copy(ctx->arena, str_from(out));
    return OK;
}

bool auth_password_verify(const struct ctx *ctx, struct str hash, struct str password) {
    char stored[crypto_pwhash_argon2id_STRBYTES] = "";
    if (sodium_init() < 0 || hash.len >= sizeof stored || password.len > MAX_BYTES)
        return false;
    if (hash.len > 0) memcpy(stored, hash.ptr, hash.len);
    struct auth_gate *gate = gate_enter(ctx);
    int failed = crypto_pwhash_argon2id_str_verify(stored, password.ptr ? password.ptr : "",
                                                   password.len);
    gate_leave(gate);
    return failed == 0;
}

enum status auth_password_set(struct ctx *ctx, int64_t account, struct str hash) {
    return auth_sql_password_set(ctx->db, account, hash);
}

/* Somebody unknown, or without a password, costs the same: this is the hash of random bytes
   that were thrown away. */
static const char decoy[] = "$argon2id$v=19$m=19456,t=2,p=1$tnr+8p8ivJX743V2NufOOA$"
                            "xPIsLDBfaab0eOf3rk5VeVt8pVs0eiLbH9PCUyp288c";

enum status auth_password_check(struct ctx *ctx, struct str who, struct str password,
                                int64_t *ret_account) {
    struct auth_sql_account_who account = {.id = 0};
    struct str name = secret_who(ctx->arena, who);
    if (name.ptr) {
        enum status status = auth_sql_account_who(ctx->db, ctx->arena, name, &account);
        if (status != OK && status != ERR_MISSING) return status;
    }
    bool has = account.id != 0 && account.password_hash.len > 0;
    bool right = auth_password_verify(ctx, has ? account.password_hash : str_from(decoy), password);
    if (!has || !right)
        return ctx_fault(ctx, ERR_MISSING, STR("password"),
                         SAY("The address and the password do not go together."));
    *ret_account = account.id;
    return OK;
}

/* Those every list of leaked passwords begins with, eight characters and longer. */
static const char *const common[] = {
    "password",       "password1",  "password12", "password123", "passw0rd",  "p@ssw0rd",
    "12345678",       "123456789",  "1234567890", "0123456789",  "987654321", "87654321",
    "11111111",       "00000000",   "12341234",   "11223344",    "88888888",  "66666666",
    "55555555",       "99999999",   "123123123",  "123454321",   "qwertyui",  "qwertyuiop",
    "qwerty123",      "qwerty12",   "asdfghjk",   "asdfghjkl",   "zxcvbnm1",  "zxcvbnm123",
    "1q2w3e4r",       "1q2w3e4r5t", "1qaz2wsx",   "q1w2e3r4",    "abcd1234",  "abc12345",
    "a1b2c3d4",       "aa123456",   "abcdefgh",   "abcdefghi",   "iloveyou",  "iloveyou1",
    "sunshine",       "sunshine1",  "princess",   "princess1",   "football",  "football1",
    "baseball",       "basketball", "superman",   "batman123",   "starwars",  "pokemon1",
    "liverpool",      "liverpool1", "arsenal1",   "chelsea1",    "everton1",  "rangers1",
    "celtic123",      "manchester", "manunited",  "birmingham",  "charlie1",  "michelle",
    "jennifer",       "danielle",   "jonathan",   "victoria",    "william1",  "samantha",
    "chocolate",      "computer",   "internet",   "whatever",    "trustno1",  "letmein1",
    "letmein123",     "welcome1",   "welcome123", "changeme",    "changeme1", "administrator",
    "administrator1", "admin123",   "admin1234",  "test1234",    "testtest",  "testing1",
    "secret123",      "mustang1",   "corvette",   "mercedes",    "dolphins",  "butterfly",
    "spiderman",      "midnight",   "america1",   "england1",    "scotland",  "summer12",
    "monkey123",      "dragon123",  "shadow12",   "master12",    "freedom1",  "november",
    "december",       "september",  "february",   "saturday",
};

static bool is_common(struct str folded) {
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (str_is(folded, common[i])) return true;
    for (size_t i = 1; i < folded.len; i++)
        if (folded.ptr[i] != folded.ptr[0]) return false;
    return true; /* one character again and again */
}

enum status auth_password_allowed(struct ctx *ctx, struct str password) {
    if (utf8_count(password) < MIN_CHARS)
        return ctx_fault(ctx, ERR_INVALID, STR("password"),
                         SAY("A password has at least 8 characters. Three words you can "
                             "remember are good."));
    if (password.len > MAX_BYTES)
        return ctx_fault(ctx, ERR_INVALID, STR("password"), SAY("This password is too long."));
    if (is_common(str_lower(ctx->arena, password)))
        return ctx_fault(ctx, ERR_INVALID, STR("password"),
                         SAY("Many people use this password, so it is soon guessed. "
                             "Choose another."));
    return OK;
}
