/* Between this module's files. */
#ifndef DOMAIN_ORGANISATIONS_OWN_H
#define DOMAIN_ORGANISATIONS_OWN_H

#include "base/json.h"
#include "domain/organisations/organisations.h"
#include "platform/web/web.h"

struct cli;

enum status organisations_standing(struct ctx *ctx, struct actor *actor);
enum status organisations_hear_related(struct ctx *ctx, int64_t from, int64_t to);
enum status organisations_hear_added(struct ctx *ctx, int64_t person, int64_t object);
enum status organisations_hear_handed(struct ctx *ctx, int64_t handover, int64_t to);
enum status organisations_hear_left(struct ctx *ctx, int64_t person, int64_t object);
enum status organisations_export(struct ctx *ctx, int64_t person, struct json *json);
enum status organisations_seed(struct ctx *ctx);
enum status organisations_cli_figures(struct cli *cli);
enum status organisations_cli_list(struct cli *cli);

/* The table of figures as one JSON value, and as CSV. */
void organisations_figures_json(struct ctx *ctx, const struct figure_table *table, struct json *json);
struct str organisations_figures_csv(struct ctx *ctx, const struct figure_table *table);
/* "fewer than 5", "12"; in the reader's language. */
struct str organisations_cell_words(struct ctx *ctx, int64_t n, enum figure_shown shown);

enum status organisations_web_show(struct web *w);
enum status organisations_web_join(struct web *w);
enum status organisations_web_leave(struct web *w);
enum status organisations_web_patch(struct web *w);
enum status organisations_web_patch_end(struct web *w);
enum status organisations_web_figures(struct web *w);
enum status organisations_web_figures_csv(struct web *w);
enum status organisations_web_figures_json(struct web *w);

#endif
