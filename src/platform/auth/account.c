#include "platform/auth/auth.h"

#include "auth_sql.h"
#include "platform/auth/secret.h"
#include "platform/mail/mime.h"

static enum status read_reach(struct ctx *ctx, struct str email, struct str phone,
                              struct str *ret_email, struct str *ret_phone) {
    size_t before = ctx->faults.count;
    struct str mail = str_trim(email), number = str_trim(phone);
    *ret_email = mail.len > 0 ? secret_who(ctx->arena, mail) : STR_NONE;
    *ret_phone = number.len > 0 ? secret_who(ctx->arena, number) : STR_NONE;
    if (mail.len > 0 && !mime_address(*ret_email))
        (void)!ctx_fault(ctx, ERR_INVALID, STR("email"),
                         SAY("This does not look like an email address."));
    if (number.len > 0 && (!ret_phone->ptr || ret_phone->ptr[0] != '+'))
        (void)!ctx_fault(ctx, ERR_INVALID, STR("phone"),
                         SAY("This does not look like a phone number."));
    return ctx->faults.count > before ? ERR_INVALID : OK;
}

enum status auth_account_open(struct ctx *ctx, int64_t person, struct str email,
                              struct str phone, int64_t *ret_account) {
    struct str mail, number;
    TRY(read_reach(ctx, email, phone, &mail, &number));
    int64_t id = ctx_id(ctx);
    enum status status = auth_sql_account_add(ctx->db, id, person, mail, number, ctx->now);
    if (status == ERR_CONFLICT)
        return ctx_fault(ctx, ERR_CONFLICT, mail.ptr ? STR("email") : STR("phone"),
                         SAY("Somebody signs in with this already."));
    TRY(status);
    *ret_account = id;
    return OK;
}

struct str auth_who(struct arena *arena, struct str email_or_phone) {
    return secret_who(arena, email_or_phone);
}

enum status auth_account_find(struct ctx *ctx, int64_t person, int64_t *ret_account) {
    struct auth_sql_account_of row;
    TRY(auth_sql_account_of(ctx->db, ctx->arena, person, &row));
    *ret_account = row.id;
    return OK;
}

enum status auth_account_person(struct ctx *ctx, int64_t account, int64_t *ret_person) {
    struct auth_sql_account_mail row;
    TRY(auth_sql_account_mail(ctx->db, ctx->arena, account, &row));
    *ret_person = row.person;
    return OK;
}

enum status auth_account_reach(struct ctx *ctx, int64_t account, struct str email,
                               struct str phone) {
    struct str mail, number;
    TRY(read_reach(ctx, email, phone, &mail, &number));
    enum status status = auth_sql_reach_set(ctx->db, account, mail, number);
    if (status == ERR_CONFLICT)
        return ctx_fault(ctx, ERR_CONFLICT, mail.ptr ? STR("email") : STR("phone"),
                         SAY("Somebody signs in with this already."));
    return status;
}
