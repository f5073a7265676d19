#include "domain/introductions/introductions_own.h"

#include <stdlib.h>

#define DAY_MS ((int64_t)86400000)

/* Who waits, for what, how long, and whose step is next. Two statements, put together and put in
   order here: nobody to turn to first, then the longest wait. */

static const char *const names[WAITS_FORS] = {"first-conversation", "first-hello", "host", "meeting", "lead",
                                              "company", "how-it-went", "follow-up", "came-again"};

const char *introductions_waits_name(enum waits_for what)
{
    return (unsigned)what < WAITS_FORS ? names[what] : "";
}

struct list {
    struct waiting *items;
    size_t count;
    struct people_stand_in *stand_ins; size_t stand_ins_n;
    struct person_id lead; struct str lead_name;
    bool sees_all;
};

/* Whose step: the connector's, or the actor's who stands in for them. */
static void own(struct ctx *ctx, const struct list *list, struct waiting *row, struct person_id connector, struct str name)
{
    row->owner = connector;
    row->owner_name = name;
    row->mine = connector.v != 0 && connector.v == ctx->actor.person;
    for (size_t i = 0; i < list->stand_ins_n && !row->mine; i++) {
        if (list->stand_ins[i].person.v != row->person.v) continue;
        row->mine = true;
        row->while_rests = list->stand_ins[i].connector_name;
        row->owner = (struct person_id){ctx->actor.person};
        row->owner_name = people_first_name(ctx, row->owner);
    }
}

/* A first name is for those who walk beside them, and for whoever might begin to. */
static void hide(const struct list *list, struct waiting *row)
{
    if (row->mine || list->sees_all || row->owner.v == 0) return;
    row->name = STR_NONE;
    row->title = STR_NONE;
}

static int64_t days_since(struct ctx *ctx, struct instant since)
{
    int64_t days = (ctx->now.ms - since.ms) / DAY_MS;
    return days < 0 ? 0 : days;
}

static struct instant later(struct instant a, struct instant b)
{
    if (!instant_is(a)) return b;
    return instant_is(b) && b.ms > a.ms ? b : a;
}

static enum status add_people(struct ctx *ctx, struct place_id place, struct list *list)
{
    struct introductions_sql_waiting_people *rows;
    size_t count;
    TRY(introductions_sql_waiting_people(ctx->db, ctx->arena, place, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        bool heard = instant_is(rows[i].listened_at);
        struct instant since = heard ? later(later(rows[i].listened_at, rows[i].introduce_at), rows[i].last_no) : rows[i].created_at;
        struct waiting *row = ARENA_PUSH(ctx->arena, list->items, list->count);
        *row = (struct waiting){.what = heard ? WAITS_HELLO : WAITS_CONVERSATION, .person = rows[i].id, .name = rows[i].first_name,
                                .outcode = rows[i].outcode, .nobody = rows[i].turns_to == 0, .since = since,
                                .days = days_since(ctx, since)};
        own(ctx, list, row, rows[i].connector_id, rows[i].connector);
        hide(list, row);
    }
    return OK;
}

static struct instant of_day(struct ctx *ctx, struct day day)
{
    return (struct instant){ctx->now.ms - (int64_t)(ctx_today(ctx).n - day.n) * DAY_MS};
}

/* What this hello waits for and since when; false when for nothing of ours just now. */
static bool waits(struct ctx *ctx, const struct introductions_sql_waiting_hellos *row, enum waits_for *ret_what, struct instant *ret_since)
{
    struct day today = ctx_today(ctx);
    switch ((enum introduction_state)row->state) {
    case INTRO_PERSON_YES:
        *ret_what = WAITS_HOST;
        *ret_since = row->person_yes_at;
        break;
    case INTRO_BOTH_YES:
        *ret_what = !row->meet_public && day_is(row->meet_day) ? WAITS_LEAD : row->buddy_state == BUDDY_ASKED ? WAITS_COMPANY : WAITS_MEETING;
        *ret_since = *ret_what == WAITS_COMPANY ? row->buddy_asked_at : row->host_yes_at;
        break;
    case INTRO_MEETING_SET:
        *ret_what = row->meet_day.n <= today.n ? WAITS_MET : WAITS_COMPANY;
        *ret_since = *ret_what == WAITS_MET ? of_day(ctx, row->meet_day) : row->buddy_asked_at;
        break;
    case INTRO_CAME:
    case INTRO_DID_NOT_COME:
        if (day_is(row->follow_up) && row->follow_up.n <= today.n) {
            *ret_what = WAITS_FOLLOW_UP;
            *ret_since = of_day(ctx, row->follow_up);
            break;
        }
        return false;
    default:
        *ret_what = WAITS_AGAIN;
        *ret_since = of_day(ctx, row->again_due);
    }
    if (!instant_is(*ret_since)) *ret_since = row->suggested_at;
    return true;
}

static enum status add_hellos(struct ctx *ctx, struct place_id place, struct list *list)
{
    struct introductions_sql_waiting_hellos *rows;
    size_t count;
    TRY(introductions_sql_waiting_hellos(ctx->db, ctx->arena, place, ctx_today(ctx), &rows, &count));
    for (size_t i = 0; i < count; i++) {
        enum waits_for what;
        struct instant since;
        if (!waits(ctx, &rows[i], &what, &since)) continue;
        /* A pair kept apart is on no list but the lead's. */
        if (!ctx_has(ctx, STANDING_LEAD | STANDING_SYSTEM) && people_apart(ctx, rows[i].person_id, rows[i].host_id)) continue;
        struct waiting *row = ARENA_PUSH(ctx->arena, list->items, list->count);
        *row = (struct waiting){.what = what, .person = rows[i].person_id, .name = rows[i].first_name, .nobody = rows[i].turns_to == 0,
                                .introduction = rows[i].id, .title = rows[i].asset_name, .since = since, .days = days_since(ctx, since)};
        own(ctx, list, row, rows[i].connector_id, rows[i].connector);
        if (what == WAITS_LEAD && list->lead.v != 0) {
            row->mine = row->mine || list->lead.v == ctx->actor.person;
            row->owner = list->lead;
            row->owner_name = list->lead_name;
        }
        hide(list, row);
    }
    return OK;
}

static int in_order(const void *a, const void *b)
{
    const struct waiting *x = a, *y = b;
    if (x->nobody != y->nobody) return x->nobody ? -1 : 1;
    if (x->since.ms != y->since.ms) return x->since.ms < y->since.ms ? -1 : 1;
    if (x->person.v != y->person.v) return x->person.v < y->person.v ? -1 : 1;
    return (x->introduction.v > y->introduction.v) - (x->introduction.v < y->introduction.v);
}

enum status introductions_waiting(struct ctx *ctx, bool mine, struct waiting **ret_rows, size_t *ret_count, size_t *ret_more)
{
    struct list list = {.sees_all = ctx_has(ctx, STANDING_ADMIN | STANDING_LEAD | STANDING_SYSTEM)};
    struct place_id place = {ctx->actor.place};
    size_t kept = 0;
    if (!ctx_has(ctx, STANDING_CONNECTOR | STANDING_ADMIN | STANDING_LEAD | STANDING_SYSTEM)) return ERR_DENIED;
    if (place.v == 0 && !ctx_has(ctx, STANDING_SYSTEM)) return ERR_DENIED;
    if (place.v != 0 && people_lead_of(ctx, place, &list.lead) == OK) list.lead_name = people_first_name(ctx, list.lead);
    TRY(people_stand_ins(ctx, &list.stand_ins, &list.stand_ins_n));
    TRY(add_people(ctx, place, &list));
    TRY(add_hellos(ctx, place, &list));
    for (size_t i = 0; i < list.count; i++)
        if (!mine || list.items[i].mine) list.items[kept++] = list.items[i];
    if (kept > 1) qsort(list.items, kept, sizeof *list.items, in_order);
    *ret_rows = list.items;
    *ret_count = kept < WAITING_MOST ? kept : WAITING_MOST;
    *ret_more = kept - *ret_count;
    return OK;
}

enum status introductions_new_people(struct ctx *ctx, int64_t *ret_n)
{
    if (!ctx_has(ctx, STANDING_CONNECTOR | STANDING_ADMIN)) return ERR_DENIED;
    return introductions_sql_with_nobody(ctx->db, (struct place_id){ctx->actor.place}, ret_n);
}
