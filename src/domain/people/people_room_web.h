/* Pages about room, rest and what people are told of a handing over. */
#ifndef DOMAIN_PEOPLE_ROOM_WEB_H
#define DOMAIN_PEOPLE_ROOM_WEB_H

#include "platform/web/web.h"

enum status people_web_room(struct web *w);
enum status people_web_room_keep(struct web *w);
enum status people_web_walk_beside(struct web *w);
enum status people_web_others_seen(struct web *w);
enum status people_web_me_handed(struct web *w);
enum status people_web_me_along(struct web *w);
enum status people_panel_told_me(struct ctx *ctx, struct html *h, int64_t person);
enum status people_panel_along_me(struct ctx *ctx, struct html *h, int64_t person);
enum status people_panel_told_person(struct ctx *ctx, struct html *h, int64_t person);
enum status people_panel_others(struct ctx *ctx, struct html *h, int64_t subject);

#endif
