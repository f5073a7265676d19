/* Handlers of this module. */
#ifndef DOMAIN_MATCHING_WEB_OWN_H
#define DOMAIN_MATCHING_WEB_OWN_H

#include "platform/web/web.h"

enum status matching_web_weighed(struct web *w);
enum status matching_web_weights(struct web *w);
enum status matching_web_weights_prepare(struct web *w);
enum status matching_web_weights_apply(struct web *w);
enum status matching_web_gaps(struct web *w);
enum status matching_panel_today(struct ctx *ctx, struct html *h, int64_t subject);

#endif
