/* What credits brings to the house. */
#include "domain/credits/credits_own.h"

#include "credits_sql.h"

static const struct auth_permission permissions[] = {
    {"credits.books", T_("Check the books: sums, corrections, the chain, without a name"), 0},
    {"credits.own", T_("See their own hours, tell about an hour, use and give away hours"), STANDING_MEMBER},
    {"credits.walk", T_("Tell about hours, and read them, for somebody they walk beside"), STANDING_CONNECTOR | STANDING_STEWARD | STANDING_ADMIN},
    {"credits.keep", T_("Keep the books: programmes, limits, paper notes, venues, corrections that wait"), STANDING_ADMIN},
    {"credits.till", T_("Take paper notes and hours at a venue, with its till code"), 0},
    {"credits.entries", T_("Post entries and read accounts from a program"), STANDING_ADMIN},
    {0},
};

static const char *const facts[] = {NULL};

const struct module credits_module = {
    .name = "credits",
    .migrations = credits_migrations,
    .statements = credits_statements,
    .permissions = permissions,
    .facts = facts,
};
