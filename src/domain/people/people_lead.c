#include "domain/people/people.h"

#include "people_sql.h"

/* Who leads a place and who walks beside a person: questions that relations, kept-apart pairs
   and other modules ask. */

static enum status from_of(struct ctx *ctx, enum relation_kind kind, enum relation_end to_kind,
                           int64_t to, struct person_id *ret_from)
{
    struct people_sql_from_of row;
    TRY(people_sql_from_of(ctx->db, ctx->arena, kind, to_kind, to, &row));
    *ret_from = row.from_id;
    return OK;
}

enum status people_connector_of(struct ctx *ctx, struct person_id person,
                                struct person_id *ret_connector)
{
    return from_of(ctx, CONNECTOR_OF, TO_PERSON, person.v, ret_connector);
}

enum status people_lead_of(struct ctx *ctx, struct place_id place, struct person_id *ret_lead)
{
    return from_of(ctx, LEAD_OF, TO_PLACE, place.v, ret_lead);
}

bool people_is_lead(struct ctx *ctx, struct place_id place)
{
    return people_related(ctx, (struct person_id){ctx->actor.person}, LEAD_OF, TO_PLACE, place.v);
}

struct str people_lead_email(struct ctx *ctx, struct person_id lead)
{
    struct people_sql_find row;
    if (people_sql_find(ctx->db, ctx->arena, lead, &row) != OK) return STR("");
    if (!people_related(ctx, lead, LEAD_OF, TO_PLACE, row.place_id.v) || row.email.ptr == NULL)
        return STR("");
    return row.email;
}
