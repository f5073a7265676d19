/* What places brings to the house. */
#include "domain/places/places_own.h"

#include "places_sql.h"

static const struct auth_permission places_permissions[] = {
    {"places.change", T_("Add and change places"), STANDING_ADMIN},
    {0},
};

static const char *const places_facts[] = {"places.added", "places.changed", "places.postcodes",
                                           "places.holidays", NULL};

static enum status open_outcodes(struct ctx *ctx, struct arena *lasting, void **ret_ptr) {
    (void)ctx;
    struct places_outcodes *o;
    TRY(places_outcodes_open(lasting, &o));
    *ret_ptr = o;
    return OK;
}

static const struct module_keep places_keeps[] = {
    {"places.outcodes", open_outcodes, NULL},
    {"places.holidays", places_holidays_open, NULL},
    {0},
};

const struct module places_module = {
    .name = "places",
    .migrations = places_migrations,
    .statements = places_statements,
    .permissions = places_permissions,
    .routes = places_web_routes,
    .commands = places_cli_commands,
    .facts = places_facts,
    .keeps = places_keeps,
    .frame = places_frame,
    .seed = places_seed,
};
