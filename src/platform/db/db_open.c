/* Which database a target names. The only place that knows both. */
#include "db_own.h"

enum status db_open(struct arena *arena, struct str target, enum db_mode mode,
                    struct db **ret_db, struct str *ret_why) {
    bool pg =
        str_starts(target, STR("postgresql://")) || str_starts(target, STR("postgres://"));
    return pg ? db_pg_open(arena, target, mode, ret_db, ret_why)
              : db_sqlite_open(arena, target, mode, ret_db, ret_why);
}
