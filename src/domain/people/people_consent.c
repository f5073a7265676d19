#include "domain/people/people_caseload.h"

#include "people_sql.h"
#include "platform/journal/journal.h"

/* Consents are rows with dates: given once, withdrawn once, given again as a new row. */

enum status people_consent_give(struct ctx *ctx, struct person_id person, enum consent_purpose purpose, struct str how)
{
    if (!people_may_change(ctx, person)) return ERR_DENIED;
    if ((unsigned)purpose >= CONSENT_PURPOSES) return ERR_INVALID;
    if (!str_is(how, "spoken") && !str_is(how, "paper") && !str_is(how, "web"))
        return ctx_fault(ctx, ERR_INVALID, STR("how"), SAY("Say how they agreed: spoken, on paper, or on the web."));
    if (people_consents(ctx, person, purpose)) return OK; /* already so: the first date stands */
    struct person_id asker = {people_is(ctx, person) ? 0 : ctx->actor.person};
    struct consent_id id = {ctx_id(ctx)};
    TRY(people_sql_consent_add(ctx->db, &(struct people_sql_consent_add_in){
        .id = id, .person_id = person, .purpose = purpose, .how = how, .asked_by = asker,
        .language = str_from(ctx->locale->code), .given_at = ctx->now}));
    return journal_record(ctx, "people.consent_given", person.v, 0, str_from(people_consent_name(purpose)));
}

enum status people_consent_withdraw(struct ctx *ctx, struct person_id person, enum consent_purpose purpose)
{
    if (!people_may_change(ctx, person)) return ERR_DENIED;
    enum status status = people_sql_consent_withdraw(ctx->db, person, purpose, ctx->now);
    if (status == ERR_MISSING) return OK; /* it was not given: nothing to stop */
    TRY(status);
    return journal_record(ctx, "people.consent_withdrawn", person.v, 0, str_from(people_consent_name(purpose)));
}

bool people_consents(struct ctx *ctx, struct person_id person, enum consent_purpose purpose)
{
    int64_t count = 0;
    return people_sql_consent_now(ctx->db, person, purpose, &count) == OK && count > 0;
}

enum status people_consent_list(struct ctx *ctx, struct person_id person, struct consent **ret_consents, size_t *ret_count)
{
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    struct people_sql_consents *rows;
    size_t count;
    TRY(people_sql_consents(ctx->db, ctx->arena, person, &rows, &count));
    struct consent *out = ARENA_ARRAY(ctx->arena, struct consent, count);
    for (size_t i = 0; i < count; i++)
        out[i] = (struct consent){rows[i].id, (enum consent_purpose)rows[i].purpose, rows[i].given_at,
                                  rows[i].withdrawn_at, rows[i].how, rows[i].asked_name, rows[i].language};
    *ret_consents = out;
    *ret_count = count;
    return OK;
}

/* ---- whom they turn to: the teller and their connector, nobody else, not even an administrator ---- */

static bool may_hear(struct ctx *ctx, struct person_id person)
{
    struct person_id actor = {ctx->actor.person};
    return ctx_has(ctx, STANDING_SYSTEM) || people_is(ctx, person) ||
           people_related(ctx, actor, CONNECTOR_OF, TO_PERSON, person.v);
}

enum status people_support_add(struct ctx *ctx, struct person_id person, struct str name, struct str tie,
                               struct support_id *ret_id)
{
    static const char *const ties[] = {"family", "friend", "neighbour", "group", "worker", "other"};
    if (!may_hear(ctx, person)) return ERR_DENIED;
    bool known = tie.len == 0;
    for (size_t i = 0; i < sizeof ties / sizeof *ties; i++) known = known || str_is(tie, ties[i]);
    if (name.len == 0 || name.len > 80 || !known)
        return ctx_fault(ctx, ERR_INVALID, STR("supports"), SAY("Write a first name with fewer than 80 letters."));
    struct support_id id = {ctx_id(ctx)};
    struct person_id hearer = {people_is(ctx, person) ? 0 : ctx->actor.person};
    TRY(people_sql_support_add(ctx->db, id, person, name, tie.len > 0 ? tie : STR("other"), hearer, ctx->now));
    *ret_id = id;
    return OK;
}

enum status people_support_end(struct ctx *ctx, struct support_id id)
{
    struct people_sql_support row;
    if (people_sql_support(ctx->db, ctx->arena, id, &row) != OK) return ERR_DENIED;
    if (!may_hear(ctx, row.person_id)) return ERR_DENIED;
    return people_sql_support_end(ctx->db, id, ctx->now);
}

enum status people_supports(struct ctx *ctx, struct person_id person, struct support **ret_supports, size_t *ret_count)
{
    if (!may_hear(ctx, person)) return ERR_DENIED;
    struct people_sql_supports *rows;
    size_t count;
    TRY(people_sql_supports(ctx->db, ctx->arena, person, &rows, &count));
    struct support *out = ARENA_ARRAY(ctx->arena, struct support, count);
    struct person_id actor = {ctx->actor.person};
    bool all = ctx_has(ctx, STANDING_SYSTEM) || people_is(ctx, person);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        /* Names told to the connector before a handing over stay unread until the person says so. */
        if (!all && !people_words_pass(ctx, actor, person, rows[i].told_at)) continue;
        out[kept++] = (struct support){rows[i].id, rows[i].name, rows[i].tie, rows[i].told_at};
    }
    *ret_supports = out;
    *ret_count = kept;
    return OK;
}

enum status people_turns_to(struct ctx *ctx, struct person_id person, int turns_to)
{
    if (!people_may_change(ctx, person)) return ERR_DENIED;
    if (turns_to < 0 || turns_to > 3)
        return ctx_fault(ctx, ERR_INVALID, STR("turns_to"), SAY("Choose nobody, one, two, or three or more."));
    TRY(people_sql_turns_to(ctx->db, person, turns_to, ctx->now));
    return journal_record(ctx, "people.turns_to", person.v, 0, STR_NONE);
}
