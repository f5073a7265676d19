/* Handing over, waiting and welcoming: between their web files. */
#ifndef DOMAIN_INTRODUCTIONS_HANDOVER_WEB_H
#define DOMAIN_INTRODUCTIONS_HANDOVER_WEB_H

#include "base/json.h"
#include "domain/introductions/introductions_handover_view.h"
#include "domain/introductions/introductions_web_own.h"

/* All open hellos of the people concerned, read once. */
struct passing { const struct held_hello *hellos; size_t hellos_n; };
enum status introductions_passing(struct ctx *ctx, const struct passing *all, struct person_id person,
                                  struct handover_text **ret_lines, size_t *ret_count) MUST_USE;
enum status introductions_pack(struct ctx *ctx, const struct handover *handover, const struct passing *all, struct pack *ret_pack) MUST_USE;
enum status introductions_pack_json(struct ctx *ctx, const struct pack *pack, struct str *ret_json) MUST_USE;
/* Language, direction, title, date and foot of a paper. */
void introductions_paper_head(struct ctx *ctx, struct json *json, struct str title, struct str date, struct str foot);

enum status introductions_web_handover(struct web *w);
enum status introductions_web_handover_keep(struct web *w);
enum status introductions_web_handover_look(struct web *w);
enum status introductions_web_handover_do(struct web *w);
enum status introductions_web_handover_drop(struct web *w);
enum status introductions_web_handover_pack(struct web *w);
enum status introductions_web_waiting(struct web *w);
enum status introductions_web_waiting_paper(struct web *w);
enum status introductions_web_along(struct web *w);
enum status introductions_web_ask_buddy(struct web *w);
enum status introductions_web_buddy(struct web *w);
enum status introductions_web_again(struct web *w);
enum status introductions_web_welcome(struct web *w);
enum status introductions_panel_asset(struct ctx *ctx, struct html *h, int64_t asset);

#endif
