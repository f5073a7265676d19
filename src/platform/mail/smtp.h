/* One message to one server, by libcurl. */
#ifndef PLATFORM_MAIL_SMTP_H
#define PLATFORM_MAIL_SMTP_H

#include "platform/mail/mail.h"

/* Hand the message over. Fails: ERR_BUSY (no answer, or "try later"), ERR_INVALID (refused for
   good); ret_why is what went wrong, in words, in the arena. Never in the lane or a loop
   thread. */
enum status smtp_send(struct arena *arena, const struct mail_settings *settings, struct str to,
                      struct str message, struct str *ret_why) MUST_USE;

#endif
