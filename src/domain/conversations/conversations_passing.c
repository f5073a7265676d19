#include "domain/conversations/conversations_passing.h"

#include "conversations_sql.h"

enum status conversations_passing(struct ctx *ctx, struct person_id person, int64_t *ret_talks, int64_t *ret_open)
{
    struct conversations_sql_passing row;
    TRY(conversations_sql_passing(ctx->db, ctx->arena, person, &row));
    *ret_talks = row.talks;
    *ret_open = row.open;
    return OK;
}
