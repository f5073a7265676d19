#include "platform/auth/auth.h"

#include "auth_sql.h"
#include "platform/auth/secret.h"
#include "platform/mail/mail.h"
#include "platform/texts/texts.h"
#include <sodium.h>

#define CODE_MS ((int64_t)10 * 60 * 1000)
#define CARD_MS ((int64_t)30 * 24 * 60 * 60 * 1000)
#define TRIES_MAX 5
#define DIGITS 8

enum status auth_code_draw(struct ctx *ctx, struct auth_code *ret_code) {
    struct auth_code code = {.token = secret_base32(ctx, 16)};
    /* Two live codes with the same digits would let one open the other's door. */
    for (int tries = 0; tries < 20; tries++) {
        int64_t taken;
        code.digits = secret_digits(ctx);
        TRY(auth_sql_code_taken(ctx->db, secret_hash(ctx->arena, code.digits), ctx->now, &taken));
        if (taken == 0) break;
    }
    *ret_code = code;
    return OK;
}

enum status auth_code_keep(struct ctx *ctx, int64_t account, enum auth_code_way way,
                           const struct auth_code *code) {
    const struct auth_sql_code_add_in in = {
        .id = ctx_id(ctx), .account = account, .way = way, .made_at = ctx->now,
        .digits_hash = secret_hash(ctx->arena, code->digits),
        .token_hash = secret_hash(ctx->arena, code->token),
        .ends_at = {ctx->now.ms + (way == AUTH_CARD ? CARD_MS : CODE_MS)},
    };
    return auth_sql_code_add(ctx->db, &in);
}

enum status auth_code_make(struct ctx *ctx, int64_t account, enum auth_code_way way,
                           struct auth_code *ret_code) {
    struct auth_code code;
    TRY(auth_code_draw(ctx, &code));
    TRY(auth_code_keep(ctx, account, way, &code));
    *ret_code = code;
    return OK;
}

static struct str code_words(struct ctx *ctx, const struct auth_code *code) {
    const struct str *origin = ctx_kept(ctx, "origin");
    struct str digits = str_printf(ctx->arena, "%.*s %.*s", 4, code->digits.ptr, 4,
                                   code->digits.ptr + 4);
    struct str words = text_say(
        ctx->arena, ctx->locale,
        &SAY1("Your sign-in code is {code}. It works once, for ten minutes.", "code", digits));
    if (origin) {
        struct str link = str_printf(ctx->arena, "%.*s/signin/%.*s", STR_ARG(*origin),
                                     STR_ARG(code->token));
        struct str open = text_say(ctx->arena, ctx->locale,
                                   &SAY1("Or open this address: {address}", "address", link));
        words = str_printf(ctx->arena, "%.*s\n\n%.*s", STR_ARG(words), STR_ARG(open));
    }
    struct str not_you = text_say(ctx->arena, ctx->locale,
                                  &SAY("If you did not ask for it, you need do nothing."));
    return str_printf(ctx->arena, "%.*s\n\n%.*s\n", STR_ARG(words), STR_ARG(not_you));
}

static enum status mail_code(struct ctx *ctx, const struct auth_sql_account_who *account,
                             const struct auth_code *code) {
    int64_t id;
    const struct mail mail = {
        .to = account->id ? account->email : STR_NONE,
        .subject = text_say(ctx->arena, ctx->locale, &SAY("Your sign-in code")),
        .text = code_words(ctx, code), .language = str_from(ctx->locale->code),
    };
    return mail_put(ctx, &mail, &id);
}

/* No address in it: a link in a text is what we ask people not to press. */
static enum status text_code(struct ctx *ctx, const struct auth_sql_account_who *account,
                             const struct auth_code *code) {
    int64_t id;
    struct str digits = str_printf(ctx->arena, "%.4s %.4s", code->digits.ptr, code->digits.ptr + 4);
    const struct said words =
        SAY1("Kith: your sign-in code is {code}. It works once, for ten minutes. Nobody from Kith "
             "will ask you for it.", "code", digits);
    const struct text_out text = {
        .to = account->id ? account->phone : STR_NONE,
        .words = text_say(ctx->arena, ctx->locale, &words), .locale = ctx->locale, .kind = "code",
        .person = account->id ? account->person : 0, .until = {ctx->now.ms + CODE_MS}};
    return texts_put(ctx, &text, &id);
}

/* The same rows are written whether the address is known or not; an unknown one gets a code of
   nobody and a mail or text that is dropped. */
enum status auth_code_ask(struct ctx *ctx, struct str email_or_phone) {
    struct str who = secret_who(ctx->arena, email_or_phone);
    if (!who.ptr)
        return ctx_fault(ctx, ERR_INVALID, STR("who"),
                         SAY("Write an email address or a phone number."));
    struct auth_sql_account_who account = {.id = 0};
    enum status status = auth_sql_account_who(ctx->db, ctx->arena, who, &account);
    if (status != OK && status != ERR_MISSING) return status;
    bool by_text = who.ptr[0] == '+';
    struct auth_code code;
    TRY(auth_code_make(ctx, account.id, by_text ? AUTH_TEXT : AUTH_MAIL, &code));
    return by_text ? text_code(ctx, &account, &code) : mail_code(ctx, &account, &code);
}

static enum status spend_token(struct ctx *ctx, struct str token, int64_t *ret_account) {
    struct auth_sql_code_token row;
    TRY(auth_sql_code_token(ctx->db, ctx->arena, secret_hash(ctx->arena, token), ctx->now,
                            &row));
    TRY(auth_sql_code_use(ctx->db, row.id, ctx->now));
    *ret_account = row.account;
    return OK;
}

static enum status spend_card(struct ctx *ctx, struct str digits, int64_t *ret_account) {
    struct auth_sql_code_card row;
    TRY(auth_sql_code_card(ctx->db, ctx->arena, secret_hash(ctx->arena, digits), AUTH_CARD,
                           ctx->now, &row));
    TRY(auth_sql_code_use(ctx->db, row.id, ctx->now));
    *ret_account = row.account;
    return OK;
}

/* A wrong try counts against every code of the account that could be typed, so that asking for
   more codes gives no more tries at the old ones. */
static enum status spend_typed(struct ctx *ctx, struct str digits, struct str who,
                               int64_t *ret_account) {
    struct auth_sql_account_who account;
    struct auth_sql_code_typed *codes;
    size_t n;
    TRY(auth_sql_account_who(ctx->db, ctx->arena, who, &account));
    TRY(auth_sql_code_typed(ctx->db, ctx->arena, account.id, AUTH_CARD, ctx->now, &codes, &n));
    struct str hash = secret_hash(ctx->arena, digits);
    bool worn = false;
    for (size_t i = 0; i < n; i++) {
        if (codes[i].tries >= TRIES_MAX) {
            worn = true;
        } else if (codes[i].digits_hash.len == hash.len &&
                   sodium_memcmp(codes[i].digits_hash.ptr, hash.ptr, hash.len) == 0) {
            TRY(auth_sql_code_use(ctx->db, codes[i].id, ctx->now));
            *ret_account = account.id;
            return OK;
        }
    }
    TRY(auth_sql_code_wrong(ctx->db, account.id, AUTH_CARD, ctx->now));
    return worn ? ERR_LIMIT : ERR_MISSING;
}

static bool is_digits(struct str s) {
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9') return false;
    return s.len == DIGITS;
}

enum status auth_code_spend(struct ctx *ctx, struct str token_or_digits, struct str who,
                            int64_t *ret_account) {
    struct str code = secret_typed(ctx->arena, token_or_digits);
    struct str name = secret_who(ctx->arena, who);
    enum status status = !is_digits(code) ? spend_token(ctx, code, ret_account)
                         : name.ptr       ? spend_typed(ctx, code, name, ret_account)
                                          : spend_card(ctx, code, ret_account);
    if (status != ERR_MISSING && status != ERR_LIMIT) return status;
    return ctx_fault(ctx, status, STR("code"),
                     SAY("That code did not work. It may be used or out of date: "
                         "ask for a new one."));
}

bool auth_code_by_text(struct ctx *ctx, int64_t account) {
    struct auth_sql_code_spent row;
    enum status status = auth_sql_code_spent(ctx->db, ctx->arena, account, ctx->now, &row);
    return status != OK || row.way == AUTH_TEXT;
}
