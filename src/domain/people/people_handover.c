#include "domain/people/people_caseload.h"

#include "base/utf8.h"
#include "people_sql.h"
#include "platform/journal/journal.h"

/* Handing over: prepared as rows, looked at, then done in one transaction of a handful of
   statements, however many people it is. What hangs on a person (hellos, follow-ups, their place
   in the waiting list) follows the relation; later modules hear the fact and pass the rest. */

/* The connector themselves, or an administrator of the place they belong to. */
static bool may_hand_over(struct ctx *ctx, struct person_id from, struct place_id place)
{
    if (ctx_has(ctx, STANDING_SYSTEM)) return true;
    if (ctx->actor.on_behalf_of != 0 || ctx->actor.place != place.v) return false;
    return people_is(ctx, from) || ctx_has(ctx, STANDING_ADMIN);
}

static int turns(int64_t stored)
{
    return stored == INT_NONE ? -1 : (int)stored;
}

enum status people_held_by(struct ctx *ctx, struct person_id connector, struct people_held **ret_rows, size_t *ret_count)
{
    struct people_sql_find from;
    struct people_sql_held *rows;
    size_t count;
    if (people_sql_find(ctx->db, ctx->arena, connector, &from) != OK) return ERR_DENIED;
    if (!may_hand_over(ctx, connector, from.place_id)) return ERR_DENIED;
    TRY(people_sql_held(ctx->db, ctx->arena, connector, &rows, &count));
    struct people_held *out = ARENA_ARRAY(ctx->arena, struct people_held, count);
    for (size_t i = 0; i < count; i++)
        out[i] = (struct people_held){.id = rows[i].id, .first_name = rows[i].first_name, .turns_to = turns(rows[i].turns_to),
                                      .languages = rows[i].languages, .phone = rows[i].phone, .email = rows[i].email,
                                      .times = rows[i].times, .outcode = rows[i].outcode, .needs = (unsigned)rows[i].needs,
                                      .since = rows[i].since};
    *ret_rows = out;
    *ret_count = count;
    return OK;
}

/* Somebody who walks beside people of this place and is still here. */
static bool is_connector(struct ctx *ctx, struct person_id to, struct place_id place)
{
    struct people_sql_standing *rows;
    struct people_sql_find row;
    size_t count;
    if (to.v == 0 || people_sql_find(ctx->db, ctx->arena, to, &row) != OK || instant_is(row.ended_at)) return false;
    if (row.place_id.v != place.v || people_sql_standing(ctx->db, ctx->arena, to, &rows, &count) != OK) return false;
    for (size_t i = 0; i < count; i++)
        if (rows[i].kind == CONNECTOR_OF) return true;
    return false;
}

static void check_people(struct ctx *ctx, struct person_id from, const struct people_held *people, size_t count)
{
    if (count == 0)
        (void)ctx_fault(ctx, ERR_INVALID, STR("person"), SAY("Choose at least one person."));
    if (count > PEOPLE_HANDOVER_MOST)
        (void)ctx_fault(ctx, ERR_LIMIT, STR("person"), SAY("Please hand over at most 500 people in one go."));
    for (size_t i = 0; i < count && i < PEOPLE_HANDOVER_MOST; i++) {
        struct str field = str_printf(ctx->arena, "note-%lld", (long long)people[i].id.v);
        if (utf8_count(people[i].note) > 2000)
            (void)ctx_fault(ctx, ERR_INVALID, field, SAY("Please write fewer than 2,000 letters."));
        if (!people_related(ctx, from, CONNECTOR_OF, TO_PERSON, people[i].id.v)) {
            (void)ctx_fault(ctx, ERR_CONFLICT, STR("person"),
                            SAY("Somebody has been handed over meanwhile. Here is how it stands now."));
            return;
        }
    }
}

/* The refusal must not say which of the people it is, nor why. */
static enum status check_apart(struct ctx *ctx, struct handover_id id)
{
    int64_t apart;
    TRY(people_sql_handover_apart(ctx->db, id, &apart));
    if (apart == 0) return OK;
    return ctx_fault(ctx, ERR_INVALID, STR("to"),
                     SAY("Not all of these people can pass to them. Ask the place's named lead, or choose fewer people."));
}

enum status people_handover_prepare(struct ctx *ctx, struct person_id from, struct person_id to, struct str reason,
                                    const struct people_held *people, size_t count, struct handover_id *ret_id)
{
    enum status status;
    struct people_sql_find row;
    if (people_sql_find(ctx->db, ctx->arena, from, &row) != OK || !may_hand_over(ctx, from, row.place_id)) return ERR_DENIED;
    if (to.v == from.v || !is_connector(ctx, to, row.place_id))
        (void)ctx_fault(ctx, ERR_INVALID, STR("to"), SAY("Choose the connector who walks beside them from now on."));
    else if ((status = people_room_asks_reason(ctx, to, reason)) != OK && status != ERR_INVALID)
        return status;
    check_people(ctx, from, people, count);
    TRY(faults_status(&ctx->faults));
    struct handover_id id = {ctx_id(ctx)};
    TRY(people_sql_handover_add(ctx->db, &(struct people_sql_handover_add_in){
        .id = id, .place_id = row.place_id, .from_id = from, .to_id = to, .by_id = {ctx->actor.person},
        .reason = reason.len > 0 ? reason : STR_NONE, .now = ctx->now}));
    for (size_t i = 0; i < count; i++) {
        status = people_sql_handover_item_add(ctx->db, ctx_id(ctx), id, people[i].id,
                                              people[i].note.len > 0 ? people[i].note : STR_NONE);
        if (status == ERR_CONFLICT) continue; /* ticked twice is once */
        TRY(status);
    }
    TRY(check_apart(ctx, id));
    *ret_id = id;
    return OK;
}

static bool may_read(struct ctx *ctx, const struct people_sql_handover *row)
{
    if (may_hand_over(ctx, row->from_id, row->place_id)) return true;
    /* The new one reads it once it is theirs. */
    return people_is(ctx, row->to_id) && instant_is(row->done_at);
}

enum status people_handover_find(struct ctx *ctx, struct handover_id id, struct handover *ret_handover)
{
    struct people_sql_handover row;
    struct people_sql_handover_items *items;
    size_t count;
    /* None at all answers as one that is not theirs. */
    if (people_sql_handover(ctx->db, ctx->arena, id, &row) != OK || !may_read(ctx, &row)) return ERR_DENIED;
    TRY(people_sql_handover_items(ctx->db, ctx->arena, id, &items, &count));
    struct people_held *people = ARENA_ARRAY(ctx->arena, struct people_held, count);
    for (size_t i = 0; i < count; i++)
        people[i] = (struct people_held){.id = items[i].person_id, .first_name = items[i].first_name, .note = items[i].note,
                                         .turns_to = turns(items[i].turns_to), .languages = items[i].languages,
                                         .phone = items[i].phone, .email = items[i].email, .times = items[i].times,
                                         .outcode = items[i].outcode, .needs = (unsigned)items[i].needs};
    *ret_handover = (struct handover){id, row.place_id, row.from_id, row.to_id, row.from_name, row.to_name, row.reason,
                                      row.done_name, row.made_at, row.done_at, row.dropped_at, people, count};
    return OK;
}

enum status people_handover_open(struct ctx *ctx, struct person_id from, struct handover_line **ret_rows, size_t *ret_count)
{
    struct people_sql_handover_open *rows;
    struct people_sql_find row;
    size_t count;
    if (people_sql_find(ctx->db, ctx->arena, from, &row) != OK || !may_hand_over(ctx, from, row.place_id)) return ERR_DENIED;
    TRY(people_sql_handover_open(ctx->db, ctx->arena, from, &rows, &count));
    struct handover_line *out = ARENA_ARRAY(ctx->arena, struct handover_line, count);
    for (size_t i = 0; i < count; i++) out[i] = (struct handover_line){rows[i].id, rows[i].to_name, rows[i].made_at};
    *ret_rows = out;
    *ret_count = count;
    return OK;
}

static enum status quicker(struct ctx *ctx)
{
    return ctx_fault(ctx, ERR_CONFLICT, STR("state"), SAY("Somebody was quicker. Here is how it stands now."));
}

/* Still as it was when it was looked at: all of them with the old one, and nobody kept apart. */
static enum status check_ready(struct ctx *ctx, const struct people_sql_handover *row)
{
    struct people_sql_handover_ready ready;
    TRY(people_sql_handover_ready(ctx->db, ctx->arena, row->id, &ready));
    if (ready.wanted != ready.held || ready.wanted == 0) return quicker(ctx);
    if (!is_connector(ctx, row->to_id, row->place_id))
        return ctx_fault(ctx, ERR_CONFLICT, STR("to"), SAY("They no longer walk beside people here. Please choose somebody else."));
    TRY(people_room_asks_reason(ctx, row->to_id, row->reason));
    return check_apart(ctx, row->id);
}

/* Nothing is left with the old one: those they stood in for pass to the new one too. */
static enum status pass_rest(struct ctx *ctx, const struct people_sql_handover *row)
{
    int64_t left;
    TRY(people_sql_handover_left(ctx->db, row->from_id, &left));
    return left > 0 ? OK : people_sql_handover_stand_in(ctx->db, row->from_id, row->to_id);
}

enum status people_handover_do(struct ctx *ctx, struct handover_id id)
{
    struct people_sql_handover row;
    if (people_sql_handover(ctx->db, ctx->arena, id, &row) != OK || !may_hand_over(ctx, row.from_id, row.place_id)) return ERR_DENIED;
    if (instant_is(row.done_at) || instant_is(row.dropped_at)) return quicker(ctx);
    TRY(check_ready(ctx, &row));
    enum status status = people_sql_handover_done(ctx->db, id, (struct person_id){ctx->actor.person}, ctx->now);
    if (status == ERR_MISSING) return quicker(ctx);
    TRY(status);
    TRY(people_sql_handover_ends(ctx->db, id, row.from_id, ctx->now));
    TRY(people_sql_handover_begins(ctx->db, id, row.to_id, ctx->now));
    TRY(pass_rest(ctx, &row));
    return journal_record(ctx, "people.handed_over", id.v, row.to_id.v, STR_NONE);
}

enum status people_handover_drop(struct ctx *ctx, struct handover_id id)
{
    struct people_sql_handover row;
    if (people_sql_handover(ctx->db, ctx->arena, id, &row) != OK || !may_hand_over(ctx, row.from_id, row.place_id)) return ERR_DENIED;
    enum status status = people_sql_handover_drop(ctx->db, id, ctx->now);
    return status == ERR_MISSING ? quicker(ctx) : status;
}

/* ---- the person ---- */

enum status people_handover_told(struct ctx *ctx, struct person_id person, struct handover_told *ret_told)
{
    struct people_sql_told row;
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    TRY(people_sql_told(ctx->db, ctx->arena, person, &row));
    *ret_told = (struct handover_told){row.id, row.from_name, row.to_name, row.done_at, instant_is(row.words_at),
                                       instant_is(row.other_at), instant_is(row.seen_at)};
    return OK;
}

enum status people_handover_answer(struct ctx *ctx, struct person_id person, bool words, bool other)
{
    struct people_sql_told row;
    /* Theirs alone to say: the new connector may write it for them only as somebody acting for them. */
    bool own = people_is(ctx, person) || ctx->actor.on_behalf_of == person.v || ctx_has(ctx, STANDING_SYSTEM);
    if (!own || person.v == 0 || people_sql_told(ctx->db, ctx->arena, person, &row) != OK) return ERR_DENIED;
    TRY(people_sql_told_answer(ctx->db, row.id, words ? ctx->now : INSTANT_NONE, other ? ctx->now : INSTANT_NONE, ctx->now));
    return journal_record(ctx, other ? "people.wants_other" : "people.handover_answered", person.v, row.to_id.v, STR_NONE);
}

bool people_words_pass(struct ctx *ctx, struct person_id connector, struct person_id person, struct instant said_at)
{
    struct people_sql_passed row;
    enum status status = people_sql_passed(ctx->db, ctx->arena, connector, person, &row);
    if (status == ERR_MISSING) return true; /* theirs from the start */
    return status == OK && (instant_is(row.words_at) || said_at.ms >= row.done_at.ms);
}

enum status people_handover_others(struct ctx *ctx, struct handover_other **ret_rows, size_t *ret_count)
{
    struct people_sql_others *rows;
    size_t count;
    if (!ctx_has(ctx, STANDING_ADMIN)) return ERR_DENIED;
    TRY(people_sql_others(ctx->db, ctx->arena, (struct place_id){ctx->actor.place}, &rows, &count));
    struct handover_other *out = ARENA_ARRAY(ctx->arena, struct handover_other, count);
    for (size_t i = 0; i < count; i++)
        out[i] = (struct handover_other){rows[i].id, rows[i].person_id, rows[i].first_name, rows[i].to_name, rows[i].other_at};
    *ret_rows = out;
    *ret_count = count;
    return OK;
}

enum status people_handover_others_seen(struct ctx *ctx, int64_t item)
{
    if (!ctx_has(ctx, STANDING_ADMIN)) return ERR_DENIED;
    enum status status = people_sql_others_seen(ctx->db, item, (struct place_id){ctx->actor.place}, ctx->now);
    return status == ERR_MISSING ? ERR_DENIED : status;
}

enum status people_handover_history(struct ctx *ctx, struct person_id person, struct handover_past **ret_rows, size_t *ret_count)
{
    struct people_sql_history *rows;
    size_t count;
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    TRY(people_sql_history(ctx->db, ctx->arena, person, &rows, &count));
    struct handover_past *out = ARENA_ARRAY(ctx->arena, struct handover_past, count);
    for (size_t i = 0; i < count; i++) out[i] = (struct handover_past){rows[i].from_name, rows[i].to_name, rows[i].note, rows[i].done_at};
    *ret_rows = out;
    *ret_count = count;
    return OK;
}
