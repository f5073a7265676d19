#include "platform/mail/mail.h"

#include "mail_sql.h"
#include "platform/mail/mime.h"
#include "platform/mail/smtp.h"

#define CLAIM_MS (120 * 1000) /* longer than one delivery may take */
#define TRIES_MAX 10

/* Minutes to wait after the n-th failure: soon first, then a day in all. */
static int64_t wait_ms(int64_t tries) {
    static const int64_t minutes[] = {1, 2, 5, 15, 30, 60, 120, 240, 480};
    size_t n = sizeof minutes / sizeof *minutes;
    size_t i = tries < 1 ? 0 : (size_t)tries - 1;
    return minutes[i < n ? i : n - 1] * 60 * 1000;
}

enum status mail_put(struct ctx *ctx, const struct mail *mail, int64_t *ret_id) {
    /* A row for nobody keeps the work the same whether an address is known or not. */
    bool dropped = mail->to.len == 0;
    if (!dropped && !mime_address(mail->to))
        return ctx_fault(ctx, ERR_INVALID, STR("email"),
                         SAY("This does not look like an email address."));
    for (size_t i = 0; i < mail->subject.len; i++)
        if ((unsigned char)mail->subject.ptr[i] < ' ')
            return ctx_fault(ctx, ERR_INVALID, STR("subject"),
                             SAY("A subject is one line, without line breaks."));
    const struct mail_sql_add_in in = {
        .id = ctx_id(ctx), .to_address = dropped ? STR_NONE : mail->to,
        .subject = mail->subject, .body = dropped ? STR("") : mail->text,
        .language = mail->language.ptr ? mail->language : STR("en"),
        .state = dropped ? STR("dropped") : STR("waiting"), .at = ctx->now,
    };
    TRY(mail_sql_add(ctx->db, &in));
    *ret_id = in.id;
    return OK;
}

static enum status note_failure(struct ctx *ctx, const struct mail_sql_waiting *row,
                                enum status how, struct str why) {
    bool over = how == ERR_INVALID || row->tries + 1 >= TRIES_MAX;
    struct instant next = {ctx->now.ms + wait_ms(row->tries + 1)};
    TRY(db_begin(ctx->db, DB_WRITE));
    enum status status = mail_sql_again(ctx->db, row->id, over ? STR("failed") : STR("waiting"),
                                        str_slice(why, 0, 300), next);
    if (status != OK) return status;
    return db_commit(ctx->db);
}

static enum status claim(struct ctx *ctx, int64_t id) {
    TRY(db_begin(ctx->db, DB_WRITE));
    TRY(mail_sql_claim(ctx->db, id, ctx->now, (struct instant){ctx->now.ms + CLAIM_MS}));
    return db_commit(ctx->db);
}

static enum status send_one(struct ctx *ctx, const struct mail_settings *settings,
                            const struct mail_sql_waiting *row, int *sent) {
    enum status claimed = claim(ctx, row->id);
    if (claimed != OK) db_rollback(ctx->db);
    if (claimed == ERR_MISSING) return OK; /* another process has it */
    TRY(claimed);
    struct str message, why = STR("The message could not be written.");
    const struct mail mail = {.to = row->to_address, .subject = row->subject,
                              .text = row->body, .language = row->language};
    enum status how = mime_write(ctx->arena, &mail, settings->from, row->id, row->at, &message);
    if (how == OK) how = smtp_send(ctx->arena, settings, row->to_address, message, &why);
    if (how != OK) return note_failure(ctx, row, how, why);
    TRY(db_begin(ctx->db, DB_WRITE));
    TRY(mail_sql_sent(ctx->db, row->id));
    TRY(db_commit(ctx->db));
    (*sent)++;
    return OK;
}

enum status mail_send_waiting(struct ctx *ctx, const struct mail_settings *settings, int limit,
                              int *ret_sent) {
    int sent = 0;
    if (settings->smtp_url.len == 0) {
        TRY(mail_sql_unsent(ctx->db, STR("No mail server is set up.")));
        *ret_sent = 0;
        return OK;
    }
    struct mail_sql_waiting *rows;
    size_t n;
    TRY(mail_sql_waiting(ctx->db, ctx->arena, ctx->now, limit, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        enum status status = send_one(ctx, settings, &rows[i], &sent);
        if (status != OK) db_rollback(ctx->db);
        TRY(status);
    }
    *ret_sent = sent;
    return OK;
}

enum status mail_list(struct ctx *ctx, int64_t limit, struct mail_row **ret_rows,
                      size_t *ret_count) {
    struct mail_sql_list *rows;
    size_t n;
    TRY(mail_sql_list(ctx->db, ctx->arena, limit, &rows, &n));
    struct mail_row *out = ARENA_ARRAY(ctx->arena, struct mail_row, n + 1);
    for (size_t i = 0; i < n; i++)
        out[i] = (struct mail_row){.id = rows[i].id, .to = rows[i].to_address,
                                   .subject = rows[i].subject, .state = rows[i].state,
                                   .why = rows[i].why, .at = rows[i].at};
    *ret_rows = out;
    *ret_count = n;
    return OK;
}
