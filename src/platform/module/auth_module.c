#include "platform/module/platform.h"

#include "auth_sql.h"

const struct module auth_module = {
    .name = "auth",
    .migrations = auth_migrations,
    .statements = auth_statements,
};
