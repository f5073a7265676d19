/* Pages about one's own data. */
#ifndef DOMAIN_PEOPLE_MY_WEB_H
#define DOMAIN_PEOPLE_MY_WEB_H

#include "platform/web/web.h"

enum status people_web_my_consents(struct web *w);
enum status people_web_my_looked(struct web *w);
enum status people_web_my_copy(struct web *w);
/* Everything of every module, as JSON text. */
enum status people_my_export(struct web *w, int64_t person, struct json *json) MUST_USE;
enum status people_panel_left(struct ctx *ctx, struct html *h, int64_t subject);

#endif
