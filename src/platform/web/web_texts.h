/* Handlers of the text messages' page and of what a gateway sends. */
#ifndef PLATFORM_WEB_WEB_TEXTS_H
#define PLATFORM_WEB_WEB_TEXTS_H

#include "platform/web/web.h"

enum status web_texts_show(struct web *w);
enum status web_texts_retry(struct web *w);
enum status web_texts_panel(struct ctx *ctx, struct html *h, int64_t person);

enum status web_texts_in_prepare(struct web *w);
enum status web_texts_in(struct web *w);
enum status web_texts_in_again(struct web *w);
enum status web_texts_receipt_prepare(struct web *w);
enum status web_texts_receipt(struct web *w);

#endif
