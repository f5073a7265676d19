/* Between this module's files. */
#ifndef DOMAIN_ROUNDS_OWN_H
#define DOMAIN_ROUNDS_OWN_H

#include "base/json.h"
#include "domain/rounds/rounds.h"
#include "platform/html/html.h"
#include "platform/web/web.h"

struct cli;

extern const struct web_route rounds_web_routes[];
enum status rounds_cli_list(struct cli *cli);
enum status rounds_export(struct ctx *ctx, int64_t person, struct json *json);
enum status rounds_seed(struct ctx *ctx);
enum status rounds_run(struct ctx *ctx); /* next week's people */
enum status rounds_hear_gone(struct ctx *ctx, int64_t person, int64_t object);
enum status rounds_panel_me(struct ctx *ctx, struct html *h, int64_t person);
enum status rounds_panel_consents(struct ctx *ctx, struct html *h, int64_t person);
enum status rounds_panel_person(struct ctx *ctx, struct html *h, int64_t person);
enum status rounds_panel_today(struct ctx *ctx, struct html *h, int64_t person);

enum status rounds_web_round(struct web *w);
enum status rounds_web_keep(struct web *w);
enum status rounds_web_list(struct web *w);
enum status rounds_web_add(struct web *w);
enum status rounds_web_circle(struct web *w);
enum status rounds_web_answer(struct web *w);
enum status rounds_web_end(struct web *w);
enum status rounds_web_withdraw(struct web *w);
enum status rounds_web_done(struct web *w);
struct str rounds_said(struct ctx *ctx, struct said said);

#endif
