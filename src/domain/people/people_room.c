#include "domain/people/people_caseload.h"

#include "people_sql.h"
#include "platform/journal/journal.h"

/* Room and rest: champions are overloaded first, so each says how many people they have room for,
   and rests without losing anybody: a stand-in sees their list meanwhile. */

#define REST_DAYS_MOST 366

enum status people_room_find(struct ctx *ctx, struct person_id person, struct people_room *ret_room)
{
    struct people_sql_room row;
    enum status status = people_sql_room(ctx->db, ctx->arena, person, &row);
    if (status == ERR_MISSING) {
        *ret_room = (struct people_room){-1, DAY_NONE, DAY_NONE, {0}};
        return OK;
    }
    TRY(status);
    *ret_room = (struct people_room){row.room == INT_NONE ? -1 : row.room, row.rest_from,
                                     row.rest_until, row.stand_in_id};
    return OK;
}

static bool rests(const struct people_room *room, struct day today)
{
    return day_is(room->rest_until) && room->rest_until.n >= today.n && room->rest_from.n <= today.n;
}

static void check_stand_in(struct ctx *ctx, struct person_id stand_in)
{
    struct people_sql_find row;
    bool fine = stand_in.v != ctx->actor.person &&
                people_sql_find(ctx->db, ctx->arena, stand_in, &row) == OK &&
                !instant_is(row.ended_at) && row.place_id.v == ctx->actor.place;
    if (!fine)
        (void)ctx_fault(ctx, ERR_INVALID, STR("stand_in"),
                        SAY("Choose another connector of this place, or nobody."));
}

static void check_rest(struct ctx *ctx, const struct people_room *room)
{
    struct day today = ctx_today(ctx);
    if (!day_is(room->rest_until)) return;
    if (room->rest_until.n < today.n || room->rest_until.n > today.n + REST_DAYS_MOST)
        (void)ctx_fault(ctx, ERR_INVALID, STR("rest_until"),
                        SAY("Choose the last day of your rest, from today on and within a year."));
    else if (!day_is(room->rest_from) || room->rest_from.n > room->rest_until.n)
        (void)ctx_fault(ctx, ERR_INVALID, STR("rest_from"),
                        SAY("The first day of your rest comes before the last."));
}

enum status people_room_set(struct ctx *ctx, const struct people_room *room)
{
    struct person_id self = {ctx->actor.person};
    if (self.v == 0 || !ctx_has(ctx, STANDING_CONNECTOR) || ctx->actor.on_behalf_of != 0)
        return ERR_DENIED;
    if (room->room < -1 || room->room > PEOPLE_HANDOVER_MOST)
        (void)ctx_fault(ctx, ERR_INVALID, STR("room"),
                        SAY("Write how many people you have room for, from 0 to 500, or leave it open."));
    check_rest(ctx, room);
    if (room->stand_in.v != 0) check_stand_in(ctx, room->stand_in);
    TRY(faults_status(&ctx->faults));
    bool rest = day_is(room->rest_until);
    TRY(people_sql_room_set(ctx->db, self, room->room < 0 ? INT_NONE : room->room,
                            rest ? room->rest_from : DAY_NONE, room->rest_until, room->stand_in,
                            ctx->now));
    return journal_record(ctx, rest ? "people.rests" : "people.room", self.v, room->stand_in.v,
                          STR_NONE);
}

enum status people_walkers(struct ctx *ctx, struct people_walker **ret_rows, size_t *ret_count)
{
    struct people_sql_walkers *rows;
    size_t count, kept = 0;
    struct day today = ctx_today(ctx);
    struct place_id place = {ctx->actor.place};
    if (!ctx_has(ctx, STANDING_CONNECTOR | STANDING_ADMIN | STANDING_LEAD | STANDING_SYSTEM))
        return ERR_DENIED;
    TRY(people_sql_walkers(ctx->db, ctx->arena, place, &rows, &count));
    struct people_walker *out = ARENA_ARRAY(ctx->arena, struct people_walker, count);
    for (size_t i = 0; i < count; i++) {
        if (rows[i].ended && rows[i].people == 0) continue;
        struct people_walker walker = {
            .id = rows[i].id, .first_name = rows[i].first_name, .people = rows[i].people,
            .room = {rows[i].room == INT_NONE ? -1 : rows[i].room, rows[i].rest_from,
                     rows[i].rest_until, rows[i].stand_in_id},
            .ended = rows[i].ended};
        walker.resting = rests(&walker.room, today);
        walker.full = walker.room.room >= 0 && walker.people >= walker.room.room;
        out[kept++] = walker;
    }
    *ret_rows = out;
    *ret_count = kept;
    return OK;
}

static struct str said_of(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

struct str people_walker_words(struct ctx *ctx, const struct people_walker *walker)
{
    const struct locale *locale = ctx->locale;
    struct said n = {.id = "", .names = {"n", "name"},
                     .values = {text_count(ctx->arena, locale, walker->people), walker->first_name}};
    struct str words = said_fill(ctx->arena,
                                 text_plural(locale, T_("{name} walks beside {n} person"),
                                             T_("{name} walks beside {n} people"), walker->people), &n);
    if (walker->room.room >= 0)
        words = said_of(ctx, SAY2("{words}, room for {n}", "words", words, "n",
                                  text_count(ctx->arena, locale, walker->room.room)));
    if (walker->resting)
        words = said_of(ctx, SAY2("{words}. Resting until {day}", "words", words, "day",
                                  text_day(ctx->arena, locale, walker->room.rest_until, ctx_today(ctx))));
    if (walker->ended) words = said_of(ctx, SAY1("{words}. Has left", "words", words));
    return words;
}

enum status people_room_asks_reason(struct ctx *ctx, struct person_id connector, struct str reason)
{
    struct people_room room;
    int64_t people;
    if (reason.len > 500)
        return ctx_fault(ctx, ERR_INVALID, STR("reason"), SAY("Please write the reason in fewer than 500 letters."));
    if (reason.len > 0) return OK;
    TRY(people_room_find(ctx, connector, &room));
    if (rests(&room, ctx_today(ctx)))
        return ctx_fault(ctx, ERR_INVALID, STR("reason"),
                         SAY1("{name} is resting. Choose somebody else, or say why it has to be them.",
                              "name", people_first_name(ctx, connector)));
    if (room.room < 0) return OK;
    TRY(people_sql_handover_left(ctx->db, connector, &people));
    if (people < room.room) return OK;
    return ctx_fault(ctx, ERR_INVALID, STR("reason"),
                     SAY1("{name} has no room left. Choose somebody else, or say why it has to be them.",
                          "name", people_first_name(ctx, connector)));
}

enum status people_walk_beside(struct ctx *ctx, struct person_id person, struct str reason)
{
    struct people_sql_find row;
    struct person_id self = {ctx->actor.person}, other;
    if (!ctx_has(ctx, STANDING_CONNECTOR) || self.v == 0 || person.v == self.v) return ERR_DENIED;
    if (people_sql_find(ctx->db, ctx->arena, person, &row) != OK || instant_is(row.ended_at) ||
        row.place_id.v != ctx->actor.place || people_apart(ctx, self, person))
        return ERR_DENIED;
    /* Of two at once the second is told. */
    if (people_connector_of(ctx, person, &other) == OK)
        return ctx_fault(ctx, ERR_CONFLICT, STR("person"),
                         SAY("Somebody else walks beside them already. Thank you for offering."));
    TRY(people_room_asks_reason(ctx, self, reason));
    struct relation_id id = {ctx_id(ctx)};
    TRY(people_sql_relate(ctx->db, &(struct people_sql_relate_in){
        .id = id, .from_id = self, .kind = CONNECTOR_OF, .to_kind = TO_PERSON,
        .to_id = person.v, .to_name = STR_NONE, .how = STR("offered"), .since = ctx->now}));
    return journal_record(ctx, "people.related", self.v, person.v,
                          str_from(people_relation_name(CONNECTOR_OF)));
}

enum status people_stand_ins(struct ctx *ctx, struct people_stand_in **ret_rows, size_t *ret_count)
{
    struct people_sql_walks_list *rows;
    size_t count;
    TRY(people_sql_walks_list(ctx->db, ctx->arena, (struct person_id){ctx->actor.person},
                              ctx_today(ctx), &rows, &count));
    struct people_stand_in *out = ARENA_ARRAY(ctx->arena, struct people_stand_in, count);
    for (size_t i = 0; i < count; i++)
        out[i] = (struct people_stand_in){rows[i].person_id, rows[i].connector_id, rows[i].connector, rows[i].rest_until};
    *ret_rows = out;
    *ret_count = count;
    return OK;
}

/* ---- going along ---- */

bool people_goes_along(struct ctx *ctx, struct person_id person)
{
    int64_t count = 0;
    return people_sql_goes_along(ctx->db, person, &count) == OK && count > 0;
}

enum status people_goes_along_set(struct ctx *ctx, struct person_id person, bool on)
{
    if (!people_may_change(ctx, person)) return ERR_DENIED;
    if (people_goes_along(ctx, person) == on) return OK;
    if (on)
        TRY(people_sql_goes_along_add(ctx->db, ctx_id(ctx), person, ctx->now));
    else
        TRY(people_sql_goes_along_end(ctx->db, person, ctx->now));
    return journal_record(ctx, on ? "people.goes_along" : "people.goes_along_ended", person.v, 0, STR_NONE);
}

enum status people_along_list(struct ctx *ctx, struct place_id place, struct person_id person,
                              struct people_name **ret_rows, size_t *ret_count)
{
    struct people_sql_along_list *rows;
    size_t count, kept = 0;
    TRY(people_sql_along_list(ctx->db, ctx->arena, place, person, &rows, &count));
    struct people_name *out = ARENA_ARRAY(ctx->arena, struct people_name, count);
    for (size_t i = 0; i < count; i++)
        if (!people_apart(ctx, person, rows[i].id))
            out[kept++] = (struct people_name){rows[i].id, rows[i].first_name};
    *ret_rows = out;
    *ret_count = kept;
    return OK;
}
