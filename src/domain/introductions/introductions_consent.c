#include "domain/introductions/introductions_consent.h"

#include "introductions_sql.h"

enum status introductions_hear_unasked(struct ctx *ctx, int64_t person, int64_t object)
{
    const struct person_id host = {person};
    (void)object;
    if (people_consents(ctx, host, CONSENT_BE_ASKED)) return OK;
    return introductions_sql_end_asked(ctx->db, host, ctx->now);
}

enum status introductions_hear_left(struct ctx *ctx, int64_t person, int64_t object)
{
    (void)object;
    return introductions_sql_end_left(ctx->db, (struct person_id){person}, ctx->now);
}
