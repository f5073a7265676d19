/* A kind word before a limit stops anybody, and talks that might do good. */
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_rules.h"

#include "credits_sql.h"
#include "platform/journal/journal.h"

#define WARN_USUAL 120
#define QUIET_DAYS 60
#define TALK_DAYS 60
#define DAY_MS ((int64_t)86400000)
#define LOOK_AT 200 /* people of one walker */

static int64_t warn_at(struct ctx *ctx, const struct credits_account *a)
{
    struct credits_rule rule;
    return credits_rule_of(ctx, a, &rule) == OK ? rule.warn : WARN_USUAL;
}

static struct said word(struct ctx *ctx, const struct credits_warning *w, int64_t at)
{
    if (w->room_out != CREDITS_NO_LIMIT && w->room_out <= 0)
        return SAY("All the hours there are for now are used. Giving one, or asking the pot, brings new ones. Everyone has something to give.");
    if (w->room_out != CREDITS_NO_LIMIT && w->room_out <= at)
        return SAY1("There is room for {time} more before we ask you to give some. What would you like to give?", "time", credits_time(ctx, w->room_out));
    if (w->room_in != CREDITS_NO_LIMIT && w->room_in <= 0)
        return SAY("You have given so much that there is no room for more hours. Use some, or give them to a neighbour or a pot.");
    if (w->room_in != CREDITS_NO_LIMIT && w->room_in <= at)
        return SAY1("There is room for {time} more. Treat yourself, or give some to a neighbour or a pot.", "time", credits_time(ctx, w->room_in));
    return (struct said){.id = NULL};
}

enum status credits_warn(struct ctx *ctx, struct account_id account, struct credits_warning *ret_warning)
{
    struct credits_account a;
    TRY(credits_account_get(ctx, account, &a));
    struct credits_warning w = {.room_out = CREDITS_NO_LIMIT, .room_in = CREDITS_NO_LIMIT};
    if (a.floor != CREDITS_NO_LIMIT) w.room_out = a.balance - a.held_out - a.floor;
    if (a.ceiling != CREDITS_NO_LIMIT) w.room_in = a.ceiling - a.balance - a.held_in;
    w.said = word(ctx, &w, warn_at(ctx, &a));
    w.near = w.said.id != NULL;
    if (!w.near) w.said = SAY("");
    *ret_warning = w;
    return OK;
}

/* ---- a talk, not a rule ---- */

static enum status rested(struct ctx *ctx, struct person_id person, bool *ret_rested)
{
    struct credits_sql_talk_find talk;
    enum status status = credits_sql_talk_find(ctx->db, ctx->arena, person, &talk);
    if (status == ERR_MISSING) *ret_rested = false;
    else if (status == OK) *ret_rested = talk.at.ms > ctx->now.ms - TALK_DAYS * DAY_MS;
    return status == ERR_MISSING ? OK : status;
}

static enum status reason(struct ctx *ctx, struct person_id person, struct credits_talk *talk, bool *ret_found)
{
    struct account_id id;
    struct credits_account a;
    struct credits_warning w;
    struct credits_sql_last_moved last;
    *ret_found = false;
    enum status status = credits_member_find(ctx, person, &id);
    if (status != OK) return status == ERR_MISSING ? OK : status;
    TRY(credits_account_get(ctx, id, &a));
    TRY(credits_warn(ctx, id, &w));
    TRY(credits_sql_last_moved(ctx->db, ctx->arena, id, &last));
    struct instant since = instant_is(last.at) ? last.at : a.opened_at;
    *talk = (struct credits_talk){.person = person, .name = people_first_name(ctx, person)};
    if (w.near && w.room_out != CREDITS_NO_LIMIT && w.room_out <= warn_at(ctx, &a))
        talk->said = SAY1("{name} has received many hours. What would {name} like to give?", "name", talk->name);
    else if (w.near)
        talk->said = SAY1("{name} has given many hours. What would do {name} good?", "name", talk->name);
    else if (since.ms < ctx->now.ms - QUIET_DAYS * DAY_MS)
        talk->said = SAY1("{name} has given and received no hours for a while. How are things?", "name", talk->name);
    else return OK;
    talk->quiet = !w.near;
    *ret_found = true;
    return OK;
}

enum status credits_talks(struct ctx *ctx, int64_t limit, struct credits_talk **ret_rows, size_t *ret_count)
{
    struct relation *relations;
    size_t n, found = 0;
    const size_t most = limit < 1 ? 1 : limit > 50 ? 50 : (size_t)limit;
    struct credits_talk *rows = ARENA_ARRAY(ctx->arena, struct credits_talk, most + 1);
    *ret_rows = rows;
    *ret_count = 0;
    if (ctx->actor.person == 0 || !ctx_has(ctx, STANDING_CONNECTOR)) return OK;
    TRY(people_relations(ctx, (struct person_id){ctx->actor.person}, &relations, &n));
    for (size_t i = 0, seen = 0; i < n && found < most && seen < LOOK_AT; i++) {
        const struct relation *r = &relations[i];
        bool rests, is;
        if (r->kind != CONNECTOR_OF || r->to_kind != TO_PERSON || r->from.v != ctx->actor.person || instant_is(r->until)) continue;
        seen++;
        TRY(rested(ctx, (struct person_id){r->to}, &rests));
        if (rests) continue;
        TRY(reason(ctx, (struct person_id){r->to}, &rows[found], &is));
        found += is;
    }
    *ret_count = found;
    return OK;
}

enum status credits_talked(struct ctx *ctx, struct person_id person)
{
    if (!people_may_see(ctx, person) || people_is(ctx, person)) return ERR_DENIED;
    TRY(credits_sql_talk_put(ctx->db, person, ctx->actor.person, ctx->now));
    return journal_record(ctx, "credits.talked", person.v, 0, STR(""));
}
