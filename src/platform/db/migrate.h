/* Numbered, forward-only, checksummed migrations, run in ORDER inside one transaction. */
#ifndef PLATFORM_DB_MIGRATE_H
#define PLATFORM_DB_MIGRATE_H

#include "platform/db/db.h"

/* Apply what is missing. Lists are NULL-name-terminated arrays, one a module, in ORDER.
   On PostgreSQL the portable text is rewritten: INTEGER to BIGINT, REAL to DOUBLE PRECISION,
   BLOB to BYTEA, STRICT dropped; whole file replaced by its .pg.sql twin where there is one.
   Fails: ERR_CONFLICT (a file changed after it was applied, or the database is newer than this
   program), ERR_BUSY, ERR_BROKEN; the reason in ret_why. */
enum status db_migrate(struct db *db, const struct db_migration *const *lists, size_t count,
                       struct instant now, struct arena *arena, struct str *ret_why) MUST_USE;
/* Is the schema exactly what the files say? OK or ERR_CONFLICT with the reason. PostgreSQL needs a
   WRITE connection that may create a schema; nothing of it stays. */
enum status db_migrate_check(struct db *db, const struct db_migration *const *lists, size_t count,
                             struct arena *arena, struct str *ret_why) MUST_USE;
/* The rewriting above, exposed for tests. */
struct str db_pg_text(struct arena *arena, struct str portable);

#endif
