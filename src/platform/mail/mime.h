/* One mail as RFC 5322 bytes: UTF-8, CRLF, no line longer than 76. */
#ifndef PLATFORM_MAIL_MIME_H
#define PLATFORM_MAIL_MIME_H

#include "base/buf.h"
#include "platform/mail/mail.h"

/* One plain address: local@domain in ASCII, no blanks, brackets, commas or controls. */
bool mime_address(struct str address);
/* Write the message. Fails: ERR_INVALID (an address that is not one, a line break in the
 * subject). */
enum status mime_write(struct arena *arena, const struct mail *mail, struct str from,
                       int64_t id, struct instant at, struct str *ret_message) MUST_USE;

#endif
