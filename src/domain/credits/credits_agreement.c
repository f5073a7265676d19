/* What hours buy at a venue, how much a week and when. A use is counted in the transaction that
   books it, with the agreement's row held, so that of many who come at once exactly so many fit. */
#include "domain/credits/credits_agreement.h"

#include "base/utf8.h"
#include "credits_sql.h"
#include "platform/journal/journal.h"

#define USES_MOST 1000

/* ---- reading ---- */

static int64_t left_of(int64_t capacity, int64_t used)
{
    if (capacity == 0) return -1;
    return used >= capacity ? 0 : capacity - used;
}

static int64_t fewer(int64_t a, int64_t b)
{
    if (a < 0) return b;
    return b < 0 || a < b ? a : b;
}

static bool days_open(const struct credits_agreement *a, struct day today)
{
    if (day_is(a->until) && today.n > a->until.n) return false;
    return a->trip || !day_is(a->from) || today.n >= a->from.n;
}

#define AGREEMENT(r)                                                                                                                    \
    ((struct credits_agreement){.id = (r)->id, .venue = (r)->venue_id, .venue_name = (r)->venue_name, .what = (r)->what,               \
                                .rules = (r)->rules, .minutes = (r)->minutes, .capacity = (r)->capacity, .times = (r)->times,          \
                                .from = (r)->from_day, .until = (r)->until_day, .trip = (r)->trip, .place = (r)->place_id,             \
                                .account = (r)->account_id, .about = (r)->about, .capacity_all = (r)->capacity_all, .used = (r)->used, \
                                .ended_at = (r)->ended_at,                                                                             \
                                .left = fewer(left_of((r)->capacity, (r)->week_uses), left_of((r)->capacity_all, (r)->used))})

static enum status now_of(struct ctx *ctx, struct credits_agreement *a, struct day today)
{
    const struct zone *zone;
    TRY(places_zone(ctx, a->place, &zone));
    a->now = !instant_is(a->ended_at) && days_open(a, today) && a->left != 0 && (a->trip || credits_times_now(a->times, zone, ctx->now));
    return OK;
}

enum status credits_agreement_find(struct ctx *ctx, struct agreement_id id, struct credits_agreement *ret_agreement)
{
    struct credits_sql_agreement_place place;
    struct credits_sql_agreement_find row;
    struct day monday, today;
    TRY(credits_sql_agreement_place(ctx->db, ctx->arena, id, &place));
    TRY(credits_week_of(ctx, place.place_id, &monday, &today));
    TRY(credits_sql_agreement_find(ctx->db, ctx->arena, id, monday, &row));
    *ret_agreement = AGREEMENT(&row);
    return now_of(ctx, ret_agreement, today);
}

enum status credits_agreement_list(struct ctx *ctx, struct place_id place, struct venue_id venue, struct credits_agreement **ret_rows, size_t *ret_count)
{
    struct credits_sql_agreement_list *rows;
    struct day monday, today;
    size_t n;
    TRY(credits_week_of(ctx, place, &monday, &today));
    TRY(credits_sql_agreement_list(ctx->db, ctx->arena, place, venue, monday, CREDITS_AGREEMENTS, &rows, &n));
    struct credits_agreement *list = ARENA_ARRAY(ctx->arena, struct credits_agreement, n + 1);
    for (size_t i = 0; i < n; i++) {
        list[i] = AGREEMENT(&rows[i]);
        TRY(now_of(ctx, &list[i], today));
    }
    *ret_rows = list;
    *ret_count = n;
    return OK;
}

/* ---- using ---- */

static enum status outside(struct ctx *ctx, const struct credits_agreement *a)
{
    if (instant_is(a->ended_at)) return ctx_fault(ctx, ERR_CONFLICT, STR("when"), SAY("This has ended. Look what else there is."));
    return ctx_fault(ctx, ERR_CONFLICT, STR("when"), SAY1("Not at this hour. It is for: {times}.", "times", credits_times_say(ctx, a->times)));
}

static enum status not_these_days(struct ctx *ctx, const struct credits_agreement *a, struct day today)
{
    struct str first = day_is(a->from) ? text_day(ctx->arena, ctx->locale, a->from, today) : STR("");
    if (day_is(a->until) && today.n > a->until.n) return ctx_fault(ctx, ERR_CONFLICT, STR("when"), SAY("This is over. Look what else there is."));
    return ctx_fault(ctx, ERR_CONFLICT, STR("when"), SAY1("Not yet. It begins on {day}.", "day", first));
}

static enum status full(struct ctx *ctx, const struct credits_agreement *a, struct day today)
{
    struct day next = {today.n - day_weekday(today) + 7};
    struct str day = text_day(ctx->arena, ctx->locale, next, today);
    bool week = a->capacity > 0 && (a->capacity_all == 0 || a->used < a->capacity_all) && (!day_is(a->until) || a->until.n >= next.n);
    if (a->left > 0)
        return ctx_fault(ctx, ERR_LIMIT, STR("people"), SAY1("There is room for {n} more. Choose fewer people.", "n", text_number(ctx->arena, ctx->locale, a->left)));
    if (week) return ctx_fault(ctx, ERR_LIMIT, STR("people"), SAY1("This week is full. There is room again from {day}.", "day", day));
    return ctx_fault(ctx, ERR_LIMIT, STR("people"), SAY("All places are taken. Look what else there is."));
}

enum status credits_agreement_open(struct ctx *ctx, const struct credits_agreement *a, int64_t uses)
{
    const struct zone *zone;
    struct day monday, today;
    if (uses < 1 || uses > USES_MOST) return ctx_fault(ctx, ERR_INVALID, STR("people"), SAY("Write for how many people: a whole number from 1."));
    TRY(credits_week_of(ctx, a->place, &monday, &today));
    TRY(places_zone(ctx, a->place, &zone));
    if (instant_is(a->ended_at)) return outside(ctx, a);
    if (!days_open(a, today)) return not_these_days(ctx, a, today);
    if (!a->trip && !credits_times_now(a->times, zone, ctx->now)) return outside(ctx, a);
    if (a->left >= 0 && a->left < uses) return full(ctx, a, today);
    return OK;
}

enum status credits_use_write(struct ctx *ctx, struct agreement_id id, int64_t uses, struct person_id person, struct entry_id entry, struct use_id *ret_id)
{
    struct credits_agreement a;
    struct day monday, today;
    TRY(credits_sql_agreement_count(ctx->db, id, 0)); /* holds the row: what is read below stands until we are in */
    TRY(credits_agreement_find(ctx, id, &a));
    TRY(credits_agreement_open(ctx, &a, uses));
    TRY(credits_week_of(ctx, a.place, &monday, &today));
    TRY(credits_sql_agreement_count(ctx->db, id, uses));
    const struct credits_sql_use_add_in in = {.id = {ctx_id(ctx)}, .agreement = id, .venue = a.venue, .place = a.place, .person = person, .uses = uses,
                                              .minutes = uses * a.minutes, .week = monday, .day = today, .now = ctx->now, .entry = entry,
                                              .by = {ctx->actor.person}};
    TRY(credits_sql_use_add(ctx->db, &in));
    *ret_id = in.id;
    return OK;
}

enum status credits_agreement_take(struct ctx *ctx, struct agreement_id id, int64_t uses, struct entry_id entry)
{
    struct credits_sql_use_of_entry known;
    struct use_id use;
    enum status status = credits_sql_use_of_entry(ctx->db, ctx->arena, entry, &known);
    if (status == OK) return known.agreement_id.v == id.v && known.uses == uses ? OK : ERR_CONFLICT;
    if (status != ERR_MISSING) return status;
    return credits_use_write(ctx, id, uses, (struct person_id){0}, entry, &use);
}

enum status credits_agreement_back(struct ctx *ctx, struct entry_id entry)
{
    struct credits_sql_use_of_entry use;
    enum status status = credits_sql_use_of_entry(ctx->db, ctx->arena, entry, &use);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    status = credits_sql_use_undo(ctx->db, use.id, ctx->now);
    if (status == ERR_MISSING) return OK; /* done already */
    TRY(status);
    return credits_sql_agreement_count(ctx->db, use.agreement_id, -use.uses);
}

enum status credits_uses_today(struct ctx *ctx, struct venue_id venue, int64_t limit, struct credits_use **ret_uses, size_t *ret_count)
{
    struct credits_sql_uses_today *rows;
    struct credits_venue v;
    struct day monday, today;
    size_t n;
    TRY(credits_venue_find(ctx, venue, &v));
    TRY(credits_week_of(ctx, v.place, &monday, &today));
    TRY(credits_sql_uses_today(ctx->db, ctx->arena, venue, today, limit, &rows, &n));
    struct credits_use *uses = ARENA_ARRAY(ctx->arena, struct credits_use, n + 1);
    for (size_t i = 0; i < n; i++)
        uses[i] = (struct credits_use){.id = rows[i].id, .agreement = rows[i].agreement_id, .venue = rows[i].venue_id, .place = rows[i].place_id,
                                       .venue_name = rows[i].venue_name, .what = rows[i].what, .about = rows[i].about, .trip = rows[i].trip,
                                       .people = rows[i].uses, .minutes = rows[i].minutes, .on = rows[i].on_day, .at = rows[i].at,
                                       .undone_at = rows[i].undone_at, .entry = rows[i].entry_id};
    *ret_uses = uses;
    *ret_count = n;
    return OK;
}
