/* Shared by this module's web files. */
#ifndef DOMAIN_CONVERSATIONS_WEB_OWN_H
#define DOMAIN_CONVERSATIONS_WEB_OWN_H

#include "domain/conversations/conversations_own.h"
#include "domain/conversations/conversations_view.h"
#include "domain/people/people_choices.h"
#include "platform/web/web.h"

enum status conversations_web_heard(struct web *w);
enum status conversations_web_listen(struct web *w);
enum status conversations_web_hear(struct web *w);
enum status conversations_web_keep(struct web *w);
enum status conversations_web_paper(struct web *w);
enum status conversations_listen_view(struct web *w, struct listen_view *ret_view) MUST_USE;
enum status conversations_panel_person(struct ctx *ctx, struct html *h, int64_t person);
enum status conversations_panel_me(struct ctx *ctx, struct html *h, int64_t person);

/* Read the whole form. */
enum status conversations_read(struct web *w, struct conversation *ret_conversation) MUST_USE;
struct str conversations_said(struct web *w, struct said said);
struct str conversations_read_languages(struct web *w);
unsigned conversations_read_needs(struct web *w);

#endif
