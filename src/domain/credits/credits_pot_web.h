/* Between the pages of pots. */
#ifndef DOMAIN_CREDITS_CREDITS_POT_WEB_H
#define DOMAIN_CREDITS_CREDITS_POT_WEB_H

#include "platform/html/parts.h"
#include "platform/web/web.h"

/* "2", "1.5", "0,25" hours to minutes; -1 when it is no such number. */
int64_t credits_hours_read(struct str typed);
/* How much was tapped, or typed as other hours: minutes; -1 or 0 when nothing that can be read. */
int64_t credits_web_long(struct web *w);
const struct html_choice *credits_web_long_choices(struct web *w, size_t *ret_n);
enum status credits_web_pot_say_again(struct web *w) MUST_USE;

#endif
