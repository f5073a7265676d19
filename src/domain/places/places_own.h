/* Shared between the files of this module only. */
#ifndef DOMAIN_PLACES_PLACES_OWN_H
#define DOMAIN_PLACES_PLACES_OWN_H

#include "base/utf8.h"
#include "domain/places/places.h"
#include "platform/module/cli.h"
#include "platform/web/web.h"

struct places_outcodes {
    struct places_outcode *rows; /* by code */
    size_t count;
    const struct zone *london;
};

/* The kept table, or a fresh one where nothing is kept (pure commands). Never NULL. */
const struct places_outcodes *places_outcodes_of(struct ctx *ctx);
/* The middle of all outcodes of a town of this folded name. */
bool places_outcodes_town(const struct places_outcodes *o, struct arena *arena, struct str folded, struct places_point *ret);

/* An administrator looks after their own place and what lies in it; the system after all. */
bool places_may_change(struct ctx *ctx, struct place_id id);

struct holiday;
struct holidays_shipped; /* the tables of data/places; the keep "places.holidays" */
enum status places_holidays_open(struct ctx *ctx, struct arena *lasting, void **ret_ptr) MUST_USE;

/* Routes and commands of the calendar; places_web.c and places_cli.c list them. */
enum status places_holidays_show(struct web *w);      /* GET /holidays */
enum status places_holidays_put(struct web *w);       /* POST /holidays */
enum status places_holidays_off(struct web *w);       /* POST /holidays/off */
enum status places_holidays_end(struct web *w);       /* POST /holidays/{id}/end */
enum status places_holidays_back(struct web *w);      /* POST /holidays/{id}/back */
enum status places_holidays_list_prepare(struct web *w); /* POST /holidays/list */
enum status places_holidays_list(struct web *w);
enum status places_holidays_list_cli(struct cli *cli);
enum status places_holidays_import_cli(struct cli *cli);

enum status places_seed(struct ctx *ctx);
enum status places_frame(struct ctx *ctx, struct module_frame *frame);

extern const struct web_route places_web_routes[];
extern const struct module_command places_cli_commands[];

#endif
