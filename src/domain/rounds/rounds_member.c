#include "domain/rounds/rounds_own.h"

#include "platform/journal/journal.h"
#include "rounds_sql.h"

/* Who is in a round: only with their own yes. */

struct said rounds_consent_words(void) {
    return SAY("Once in a while somebody there says in one tap how I am: happy, something else, or talk to me");
}

struct said rounds_consent_stops(void) {
    return SAY("If you switch this off, nobody there is asked about you any more.");
}

static enum status check_answer(struct ctx *ctx, const struct circle *circle,
                                struct person_id person_id, struct str how) {
    struct person person;
    TRY(people_find(ctx, person_id, &person));
    if (instant_is(person.ended_at) || person.place.v != circle->place.v) return ERR_DENIED;
    /* The refusal must not say why. */
    if (people_apart(ctx, person_id, circle->coordinator))
        return ctx_fault(ctx, ERR_INVALID, STR("person"),
                         SAY("We cannot join these two. Ask the place's named lead."));
    if (!str_is(how, "spoken") && !str_is(how, "paper") && !str_is(how, "web"))
        return ctx_fault(ctx, ERR_INVALID, STR("how"),
                         SAY("Say how they answered: spoken, on paper, or on the web."));
    return OK;
}

static enum status put_answer(struct ctx *ctx, struct circle_id circle, struct person_id person,
                              bool agreed, struct str how) {
    struct round_member_id id = {ctx_id(ctx)};
    struct person_id asker = {people_is(ctx, person) ? 0 : ctx->actor.person};
    enum status status = rounds_sql_member_end(ctx->db, circle, person, ctx->now);
    if (status != OK && status != ERR_MISSING) return status;
    TRY(rounds_sql_member_add(ctx->db, &(struct rounds_sql_member_add_in){
                                           .id = id,
                                           .circle_id = circle,
                                           .person_id = person,
                                           .agreed = agreed,
                                           .how = how,
                                           .asked_by = asker,
                                           .language = str_from(ctx->locale->code),
                                           .said_at = ctx->now}));
    if (!agreed) TRY(rounds_sql_ask_leave_circle(ctx->db, person, circle, ctx->now));
    return journal_record(ctx, agreed ? "rounds.agreed" : "rounds.declined", person.v, circle.v,
                          how);
}

enum status rounds_answer(struct ctx *ctx, struct circle_id circle_id, struct person_id person,
                          bool agreed, struct str how) {
    struct circle circle;
    if (!people_may_change(ctx, person)) return ERR_DENIED;
    TRY(rounds_circle_known(ctx, circle_id, &circle));
    TRY(check_answer(ctx, &circle, person, how));
    TRY(put_answer(ctx, circle_id, person, agreed, how));
    return agreed ? rounds_week_fill(ctx, circle_id) : OK;
}

enum status rounds_withdraw(struct ctx *ctx, struct round_member_id id) {
    struct rounds_sql_member row;
    if (id.v == 0 || rounds_sql_member(ctx->db, ctx->arena, id, &row) != OK) return ERR_DENIED;
    if (!people_may_change(ctx, row.person_id)) return ERR_DENIED;
    if (instant_is(row.ended_at) || !row.agreed) return OK; /* nothing to take back */
    bool own = people_is(ctx, row.person_id);
    return put_answer(ctx, row.circle_id, row.person_id, false, own ? STR("web") : STR("spoken"));
}

/* Who leaves Kith, or no longer agrees to be written down, is in no round. A circle whose
   coordinator leaves waits for a new one. */
enum status rounds_hear_gone(struct ctx *ctx, int64_t person, int64_t object) {
    struct person_id id = {person};
    (void)object;
    struct person found;
    bool left = people_find(ctx, id, &found) == OK && instant_is(found.ended_at);
    if (!left && people_consents(ctx, id, CONSENT_KEEP)) return OK;
    TRY(rounds_sql_member_end_all(ctx->db, id, ctx->now));
    TRY(rounds_sql_ask_leave(ctx->db, id, ctx->now));
    return left ? rounds_sql_circle_end_of(ctx->db, id, ctx->now) : OK;
}

/* ---- reading ---- */

#define COPY_MEMBER(row)                                                                         \
    ((struct round_member){.id = (row).id,                                                       \
                           .circle = (row).circle_id,                                            \
                           .person = (row).person_id,                                            \
                           .circle_name = (row).circle_name,                                     \
                           .name = (row).name,                                                   \
                           .how = (row).how,                                                     \
                           .asked_by = (row).asked_name,                                         \
                           .language = (row).language,                                           \
                           .agreed = (row).agreed,                                               \
                           .said_at = (row).said_at,                                             \
                           .ended_at = (row).ended_at})

enum status rounds_members(struct ctx *ctx, struct circle_id id, struct round_member **ret_rows,
                           size_t *ret_count) {
    struct circle circle;
    struct rounds_sql_members *rows;
    size_t count, kept = 0;
    TRY(rounds_circle_find(ctx, id, &circle));
    TRY(rounds_sql_members(ctx->db, ctx->arena, id, ROUNDS_PEOPLE_MAX, &rows, &count));
    struct round_member *out = ARENA_ARRAY(ctx->arena, struct round_member, count);
    for (size_t i = 0; i < count; i++)
        if (people_may_see(ctx, rows[i].person_id)) out[kept++] = COPY_MEMBER(rows[i]);
    *ret_rows = out;
    *ret_count = kept;
    return OK;
}

enum status rounds_members_of(struct ctx *ctx, struct person_id person,
                              struct round_member **ret_rows, size_t *ret_count) {
    struct rounds_sql_members_of *rows;
    size_t count;
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    TRY(rounds_sql_members_of(ctx->db, ctx->arena, person, ROUNDS_PEOPLE_MAX, &rows, &count));
    struct round_member *out = ARENA_ARRAY(ctx->arena, struct round_member, count);
    for (size_t i = 0; i < count; i++) out[i] = COPY_MEMBER(rows[i]);
    *ret_rows = out;
    *ret_count = count;
    return OK;
}
