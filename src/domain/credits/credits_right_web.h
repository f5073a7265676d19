/* Pages of putting right: handlers, and what two of their files share. */
#ifndef DOMAIN_CREDITS_CREDITS_RIGHT_WEB_H
#define DOMAIN_CREDITS_CREDITS_RIGHT_WEB_H

#include "domain/credits/credits_right.h"
#include "domain/credits/credits_right_view.h"

struct web;

bool credits_web_hours(struct str typed, struct arena *arena, int64_t *ret_minutes);
struct str credits_web_hours_of(struct arena *arena, int64_t minutes); /* "1.50" */
struct right_card *credits_right_card(struct ctx *ctx, const struct credits_right *right);
struct str credits_right_who(struct ctx *ctx, const struct credits_right *right);
struct str credits_right_answer(struct ctx *ctx, const struct credits_right *right);

enum status credits_web_right(struct web *w) MUST_USE;
enum status credits_web_right_again(struct web *w) MUST_USE;
enum status credits_web_right_ask(struct web *w) MUST_USE;
enum status credits_web_right_agree(struct web *w) MUST_USE;
enum status credits_web_right_decline(struct web *w) MUST_USE;
enum status credits_web_right_withdraw(struct web *w) MUST_USE;
enum status credits_web_corrections(struct web *w) MUST_USE;
enum status credits_web_correction(struct web *w) MUST_USE;
enum status credits_web_correction_decide(struct web *w) MUST_USE;
enum status credits_panel_right_me(struct ctx *ctx, struct html *h, int64_t person) MUST_USE;
enum status credits_panel_right_today(struct ctx *ctx, struct html *h, int64_t person) MUST_USE;

#endif
