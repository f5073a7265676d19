#include "domain/people/people_caseload.h"

#include "people_sql.h"
#include "platform/journal/journal.h"

/* Stewards of the place give and end relations; a connector may hand on only people they walk
   beside (handing over is the next module's act), and SYSTEM seeds. */
static bool may_relate(struct ctx *ctx)
{
    return ctx_has(ctx, STANDING_ADMIN | STANDING_SYSTEM);
}

/* Still here, and of the actor's place. */
static enum status check_end(struct ctx *ctx, struct person_id id, struct str field,
                             struct said unknown)
{
    struct people_sql_find row;
    if (people_sql_find(ctx->db, ctx->arena, id, &row) != OK || instant_is(row.ended_at))
        return ctx_fault(ctx, ERR_INVALID, field, unknown);
    return ctx_has(ctx, STANDING_SYSTEM) || row.place_id.v == ctx->actor.place ? OK : ERR_DENIED;
}

static enum status check_other(struct ctx *ctx, const struct relation *relation)
{
    struct person_id other = {relation->to};
    if (other.v == relation->from.v)
        return ctx_fault(ctx, ERR_INVALID, STR("to"), SAY("Choose two different people."));
    TRY(check_end(ctx, other, STR("to"), SAY("We do not know the second person.")));
    /* A pair kept apart gets no relation; the refusal must not say why. */
    if (people_apart(ctx, relation->from, other))
        return ctx_fault(ctx, ERR_INVALID, STR("to"),
                         SAY("We cannot join these two. Ask the place's named lead."));
    return OK;
}

static enum status check_relation(struct ctx *ctx, const struct relation *relation)
{
    if ((unsigned)relation->kind >= RELATION_KINDS || relation->to == 0)
        return ctx_fault(ctx, ERR_INVALID, STR("kind"), SAY("Choose what they are to each other."));
    TRY(check_end(ctx, relation->from, STR("from"), SAY("We do not know the first person.")));
    if (relation->to_kind == TO_PERSON) TRY(check_other(ctx, relation));
    if (relation->kind == LEAD_OF && relation->to_kind != TO_PLACE)
        return ctx_fault(ctx, ERR_INVALID, STR("to"), SAY("A named lead is the lead of a place."));
    if (relation->kind == PROXY_FOR && relation->how.len == 0)
        return ctx_fault(ctx, ERR_INVALID, STR("how"),
                         SAY("Say how they agreed: spoken, on paper, or on the web."));
    return OK;
}

enum status people_relate(struct ctx *ctx, const struct relation *relation,
                          struct relation_id *ret_id)
{
    if (!may_relate(ctx)) return ERR_DENIED;
    TRY(check_relation(ctx, relation));
    /* Nobody new for a connector who rests or is full, but for a person's reason. */
    if (relation->kind == CONNECTOR_OF && relation->to_kind == TO_PERSON && !ctx_has(ctx, STANDING_SYSTEM))
        TRY(people_room_asks_reason(ctx, relation->from, relation->reason));
    struct relation_id id = {ctx_id(ctx)};
    enum status status =
        people_sql_relate(ctx->db, &(struct people_sql_relate_in){.id = id,
                                                                  .from_id = relation->from,
                                                                  .kind = relation->kind,
                                                                  .to_kind = relation->to_kind,
                                                                  .to_id = relation->to,
                                                                  .to_name = relation->to_name,
                                                                  .how = relation->how,
                                                                  .since = ctx->now});
    if (status == ERR_CONFLICT)
        return ctx_fault(ctx, ERR_CONFLICT, STR("to"), SAY("That is already so."));
    TRY(status);
    TRY(journal_record(ctx, "people.related", relation->from.v, relation->to,
                       str_from(people_relation_name(relation->kind))));
    *ret_id = id;
    return OK;
}

enum status people_unrelate(struct ctx *ctx, struct relation_id id)
{
    struct people_sql_relation row;
    /* None at all answers as one that is not theirs. */
    if (people_sql_relation(ctx->db, ctx->arena, id, &row) != OK) return ERR_DENIED;
    struct person_id from = row.from_id;
    /* A person may end what others are to them. */
    bool own = row.to_kind == TO_PERSON && people_is(ctx, (struct person_id){row.to_id}) &&
               row.kind != LEAD_OF;
    if (!own) {
        if (!may_relate(ctx)) return ERR_DENIED;
        struct people_sql_find person;
        TRY(people_sql_find(ctx->db, ctx->arena, from, &person));
        if (!ctx_has(ctx, STANDING_SYSTEM) && person.place_id.v != ctx->actor.place)
            return ERR_DENIED;
    }
    TRY(people_sql_unrelate(ctx->db, id, ctx->now));
    return journal_record(ctx, "people.unrelated", from.v, row.to_id,
                          str_from(people_relation_name((enum relation_kind)row.kind)));
}

enum status people_relations(struct ctx *ctx, struct person_id person,
                             struct relation **ret_relations, size_t *ret_count)
{
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    struct people_sql_relations *rows;
    size_t count;
    TRY(people_sql_relations(ctx->db, ctx->arena, person, &rows, &count));
    struct relation *out = ARENA_ARRAY(ctx->arena, struct relation, count);
    for (size_t i = 0; i < count; i++)
        out[i] = (struct relation){.id = rows[i].id,
                                   .from = rows[i].from_id,
                                   .kind = (enum relation_kind)rows[i].kind,
                                   .to_kind = (enum relation_end)rows[i].to_kind,
                                   .to = rows[i].to_id,
                                   .from_name = rows[i].from_name,
                                   .to_name = rows[i].named,
                                   .how = rows[i].how,
                                   .since = rows[i].since,
                                   .until = INSTANT_NONE};
    *ret_relations = out;
    *ret_count = count;
    return OK;
}
