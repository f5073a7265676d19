/* Shared by this module's web files. */
#ifndef DOMAIN_INTRODUCTIONS_WEB_OWN_H
#define DOMAIN_INTRODUCTIONS_WEB_OWN_H

#include "domain/introductions/introductions_view.h"
#include "platform/web/web.h"

enum status introductions_web_hellos(struct web *w);
enum status introductions_web_choose(struct web *w);
enum status introductions_web_keep(struct web *w);
enum status introductions_web_hello(struct web *w);
enum status introductions_web_answer(struct web *w);
enum status introductions_web_host(struct web *w);
enum status introductions_web_meeting(struct web *w);
enum status introductions_web_lead(struct web *w);
enum status introductions_web_came(struct web *w);
enum status introductions_web_follow_up(struct web *w);
enum status introductions_web_settle(struct web *w);
enum status introductions_web_concern(struct web *w);
enum status introductions_web_card(struct web *w);
enum status introductions_web_today(struct web *w);
enum status introductions_web_concerns(struct web *w);
enum status introductions_web_concern_read(struct web *w);
enum status introductions_panel_person(struct ctx *ctx, struct html *h, int64_t person);
enum status introductions_panel_me(struct ctx *ctx, struct html *h, int64_t person);

struct str introductions_said(struct ctx *ctx, struct said said);
struct str introductions_state_words(struct ctx *ctx, enum introduction_state state);
/* Rows of a list as lines; `days` says how long each has waited. */
struct hello_line *introductions_lines(struct ctx *ctx, const struct introduction *rows, size_t count);
/* Lines of text cut at newlines, as reasons. */
struct hello_reason *introductions_reasons(struct ctx *ctx, struct str lines, size_t *ret_count);

#endif
