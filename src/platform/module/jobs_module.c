#include "platform/module/platform.h"

#include "jobs_sql.h"

const struct module jobs_module = {
    .name = "jobs",
    .migrations = jobs_migrations,
    .statements = jobs_statements,
};
