/* Handlers and panels about reaching somebody; the table takes them up. */
#ifndef DOMAIN_INTRODUCTIONS_TEXTS_WEB_H
#define DOMAIN_INTRODUCTIONS_TEXTS_WEB_H

#include "domain/introductions/introductions_own.h"
#include "domain/introductions/introductions_texts.h"
#include "platform/web/web.h"

enum status introductions_panel_reach(struct ctx *ctx, struct html *h, int64_t person);
enum status introductions_panel_my_reach(struct ctx *ctx, struct html *h, int64_t person);
enum status introductions_web_reach(struct web *w);
enum status introductions_web_my_reach(struct web *w);
enum status introductions_web_note_read(struct web *w);

#endif
