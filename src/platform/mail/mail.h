/* The outbox: mail is a row first, sent later by a job through SMTP (libcurl), retried, never
 * lost. */
#ifndef PLATFORM_MAIL_MAIL_H
#define PLATFORM_MAIL_MAIL_H

#include "platform/ctx/ctx.h"

/* `to` empty: kept as dropped, so that an unknown address costs the same work as a known one.
 */
struct mail { struct str to, subject, text; struct str language; };
enum status mail_put(struct ctx *ctx, const struct mail *mail, int64_t *ret_id) MUST_USE;
/* Send what waits, at most `limit`; each claimed by a lease. Runs in a job, not in the lane,
   with no transaction open: it begins and commits its own. smtp_url "smtp://host:port"; empty =
   nothing configured, mails wait and say so. */
struct mail_settings { struct str smtp_url, from, user, password; };
enum status mail_send_waiting(struct ctx *ctx, const struct mail_settings *settings, int limit,
                              int *ret_sent) MUST_USE;
struct mail_row { int64_t id; struct str to, subject, state, why; struct instant at; };
enum status mail_list(struct ctx *ctx, int64_t limit, struct mail_row **ret_rows,
                      size_t *ret_count) MUST_USE;

#endif
