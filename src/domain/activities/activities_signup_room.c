/* Room: how many seats are taken on a date, who is next in line, and giving out what is free.

   General rule of a date: seats taken, and those still kept for newcomers, are never more than there
   are. Those who come every time are counted on every date but where a row of that date says
   otherwise. The order of asking is one number for each series. */
#include "domain/activities/activities_signup_own.h"

#include "platform/journal/journal.h"
#include "platform/module/module.h"

#define HOUR_MS ((int64_t)3600000)
#define RESERVE_ENDS_MS (24 * HOUR_MS) /* the day before, what is kept for newcomers is for whoever waits */
#define LINE_MOST 2000
#define DATES_MOST 400
#define LAPSES_MOST 2 /* after two offers without an answer they are not asked a third time */

enum status activities_room_now(struct ctx *ctx, const struct activity_series *series, const struct asset_session *session,
                                struct activity_room *ret_room)
{
    struct activities_sql_room row;
    struct activity_room room = {.capacity = series->capacity};
    if (session) {
        TRY(activities_sql_room(ctx->db, ctx->arena, series->asset, session->day, session->at, &row));
        if (session->begins.ms - ctx->now.ms > RESERVE_ENDS_MS) room.reserve = series->newcomers;
    } else {
        struct activities_sql_room_standing every;
        TRY(activities_sql_room_standing(ctx->db, ctx->arena, series->asset, &every));
        row = (struct activities_sql_room){every.taken, every.held, every.newcomers, every.waiting};
        if (room.capacity != ACTIVITY_NO_LIMIT) room.capacity -= series->newcomers; /* never theirs */
    }
    room.taken = (int)row.taken;
    room.held = (int)row.held;
    room.waiting = (int)row.waiting;
    room.newcomers = (int)row.newcomers;
    room.left = room.left_newcomers = ACTIVITY_NO_LIMIT;
    if (room.capacity != ACTIVITY_NO_LIMIT) {
        int kept = room.reserve > room.newcomers ? room.reserve - room.newcomers : 0, all = room.capacity - room.taken;
        room.left = all > kept ? all - kept : 0;
        room.left_newcomers = all > 0 ? (kept > 0 ? all - kept + 1 : all) : 0;
        if (room.left_newcomers < 0) room.left_newcomers = 0;
    }
    *ret_room = room;
    return OK;
}

/* A companion of a newcomer takes none of what is kept for newcomers. */
bool activities_fits(const struct activity_room *room, int seats, bool newcomer)
{
    if (room->capacity == ACTIVITY_NO_LIMIT) return true;
    int kept = room->reserve - room->newcomers - (newcomer ? 1 : 0);
    return room->taken + seats + (kept > 0 ? kept : 0) <= room->capacity;
}

static enum status line_of(struct ctx *ctx, struct asset_id asset, const struct asset_session *session,
                           struct activities_sql_waiting **ret_rows, size_t *ret_count)
{
    return activities_sql_waiting(ctx->db, ctx->arena, asset, session ? session->day : DAY_NONE,
                                  session ? session->at : MINUTES_NONE, LINE_MOST, ret_rows, ret_count);
}

enum status activities_first_in_line(struct ctx *ctx, struct asset_id asset, const struct asset_session *session,
                                     const struct activity_room *room, int64_t turn, bool *ret_first)
{
    struct activities_sql_waiting *line;
    size_t n;
    bool first = false;
    if (room->waiting > 0) {
        TRY(line_of(ctx, asset, session, &line, &n));
        for (size_t i = 0; i < n && line[i].turn < turn && !first; i++)
            first = activities_fits(room, (int)line[i].seats, line[i].newcomer);
    }
    *ret_first = first;
    return OK;
}

/* ---- every time ---- */

static bool own_date(const struct signup *standing, const struct activities_sql_signup *row)
{
    return row->person_id.v != 0 && row->person_id.v == standing->person.v;
}

/* Their own asking for this date becomes a date of theirs; else they wait where it is full. */
static enum status begins_on(struct ctx *ctx, const struct activity_series *series, const struct signup *standing,
                             const struct asset_session *session)
{
    struct activities_sql_signup row;
    struct activities_sql_signup_own mine;
    struct activity_room room;
    bool first = false;
    enum status status = ERR_MISSING;
    if (standing->person.v)
        status = activities_sql_signup_own(ctx->db, ctx->arena, standing->asset, standing->person, session->day, session->at, &mine);
    if (status == OK) {
        TRY(activities_sql_signup(ctx->db, ctx->arena, mine.id, &row));
        return own_date(standing, &row) ? activities_sql_signup_link(ctx->db, mine.id, standing->id.v, ctx->now) : OK;
    }
    if (status != ERR_MISSING) return status;
    TRY(activities_room_now(ctx, series, session, &room));
    if (session->day.n >= standing->since.n) room.taken -= standing->seats; /* counted there already */
    TRY(activities_first_in_line(ctx, standing->asset, session, &room, standing->turn, &first));
    if (activities_fits(&room, standing->seats, false) && !first) return OK;
    struct signup date = *standing;
    date.of = standing->id;
    date.day = session->day;
    date.at = session->at;
    date.since = DAY_NONE;
    date.state = SIGNUP_WAITING;
    date.newcomer = false;
    date.how = STR("standing");
    return activities_signup_write(ctx, &date);
}

enum status activities_standing_begins(struct ctx *ctx, const struct asset *asset, const struct activity_series *series,
                                       const struct signup *standing)
{
    struct activities_sql_signup_dates *dates;
    size_t n;
    TRY(activities_sql_signup_dates(ctx->db, ctx->arena, asset->id, ctx_today(ctx), DATES_MOST, &dates, &n));
    for (size_t i = 0; i < n; i++) {
        struct asset_session session;
        enum status status = assets_session_find(ctx, asset, dates[i].day, dates[i].at, &session);
        if (status == OK && session.begins.ms > ctx->now.ms) status = begins_on(ctx, series, standing, &session);
        if (status != OK && status != ERR_MISSING) return status;
    }
    return OK;
}

enum status activities_standing_ends(struct ctx *ctx, const struct signup *standing, bool keep_own)
{
    struct activities_sql_signup_of *dates;
    size_t n;
    TRY(activities_sql_signup_of(ctx->db, ctx->arena, standing->id.v, ctx_today(ctx), &dates, &n));
    for (size_t i = 0; i < n; i++) {
        struct signup date;
        TRY(activities_signup_read(ctx, dates[i].id, &date));
        if (keep_own && !str_is(date.how, "standing")) {
            TRY(activities_sql_signup_link(ctx->db, date.id.v, INT_NONE, ctx->now));
            continue;
        }
        TRY(activities_signup_turns(ctx, &date, SIGNUP_ENDED, "cancelled"));
    }
    return OK;
}

/* ---- giving out ---- */

bool activities_quiet(struct ctx *ctx, struct place_id place, struct instant *ret_until)
{
    const struct zone *zone = ctx->zone;
    int64_t from = module_setting_hour(ctx, "activities.text_from", "9"), to = module_setting_hour(ctx, "activities.text_to", "20");
    if (places_zone(ctx, place, &zone) != OK) zone = ctx->zone;
    struct civil now = civil_from_instant(zone, ctx->now);
    if (from >= to || (now.hour >= from && now.hour < to)) return false;
    struct civil morning = now;
    if (now.hour >= to) {
        struct day next = day_from_civil(now.year, now.month, now.day);
        morning = civil_from_day((struct day){next.n + 1});
    }
    morning.hour = (int)from;
    morning.minute = morning.second = 0;
    *ret_until = instant_from_civil(zone, morning);
    return true;
}

/* Shorter when the session is near, so that the next one still has time; never past its start. */
static struct instant offer_until(struct ctx *ctx, const struct activity_series *series, const struct asset_session *session)
{
    int64_t length = series->offer_hours * HOUR_MS;
    if (session) {
        int64_t left = session->begins.ms - ctx->now.ms, half = left / 2 > HOUR_MS ? left / 2 : HOUR_MS;
        if (length > half) length = half;
        if (length > left) length = left;
    }
    return (struct instant){ctx->now.ms + length};
}

static enum status offer(struct ctx *ctx, const struct asset *asset, const struct activity_series *series,
                         const struct asset_session *session, int64_t id)
{
    struct signup s;
    TRY(activities_signup_read(ctx, id, &s));
    s.offered_until = offer_until(ctx, series, session);
    TRY(activities_signup_turns(ctx, &s, SIGNUP_OFFERED, NULL));
    if (!session) TRY(activities_standing_begins(ctx, asset, series, &s));
    TRY(activities_look(ctx, asset->id, s.offered_until));
    TRY(activities_notice(ctx, &s, NOTICE_OFFER, s.turn * (LAPSES_MOST + 1) + s.lapses, s.offered_until));
    return journal_record(ctx, "activities.offered", s.person.v, asset->id.v, STR_NONE);
}

/* One line: offers down it as long as somebody fits. */
static enum status settle_line(struct ctx *ctx, const struct asset *asset, const struct activity_series *series,
                               const struct asset_session *session)
{
    struct activity_room room;
    struct activities_sql_waiting *line;
    size_t n;
    TRY(activities_room_now(ctx, series, session, &room));
    if (room.waiting == 0 || (room.capacity != ACTIVITY_NO_LIMIT && room.taken >= room.capacity)) return OK;
    TRY(line_of(ctx, asset->id, session, &line, &n));
    for (size_t i = 0; i < n; i++) {
        if (!activities_fits(&room, (int)line[i].seats, line[i].newcomer)) continue;
        TRY(offer(ctx, asset, series, session, line[i].id));
        room.taken += (int)line[i].seats;
        room.newcomers += line[i].newcomer && session;
    }
    return OK;
}

static enum status settle_date(struct ctx *ctx, const struct asset *asset, const struct activity_series *series,
                               struct day day, struct minutes at, bool quiet, struct instant morning)
{
    struct asset_session session;
    enum status status = assets_session_find(ctx, asset, day, at, &session);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    if (session.cancelled || session.begins.ms <= ctx->now.ms) return OK;
    if (quiet && session.begins.ms > morning.ms + HOUR_MS) return OK;
    return settle_line(ctx, asset, series, &session);
}

enum status activities_settle(struct ctx *ctx, const struct asset *asset, const struct activity_series *series)
{
    struct activities_sql_waiting_dates *dates;
    struct instant morning = ctx->now;
    size_t n;
    bool quiet = activities_quiet(ctx, asset->place, &morning);
    if (!quiet) TRY(settle_line(ctx, asset, series, NULL));
    TRY(activities_sql_waiting_dates(ctx->db, ctx->arena, asset->id, (struct day){ctx_today(ctx).n - 60}, DATES_MOST, &dates, &n));
    for (size_t i = 0; i < n; i++) TRY(settle_date(ctx, asset, series, dates[i].day, dates[i].at, quiet, morning));
    return quiet ? activities_look(ctx, asset->id, morning) : OK;
}

/* ---- what was not answered ---- */

static enum status passed_on(struct ctx *ctx, const struct asset *asset, struct signup *s)
{
    s->lapses++;
    if (s->day.n == DAY_NONE.n) TRY(activities_standing_ends(ctx, s, true));
    if (s->lapses >= LAPSES_MOST) {
        TRY(activities_signup_turns(ctx, s, s->of.v ? SIGNUP_SKIPPED : SIGNUP_ENDED, "lapsed"));
    } else {
        TRY(activities_turn(ctx, asset->id, asset->place, &s->turn));
        TRY(activities_signup_turns(ctx, s, SIGNUP_WAITING, NULL));
    }
    TRY(activities_notice(ctx, s, NOTICE_PASSED, s->turn * (LAPSES_MOST + 1) + s->lapses, (struct instant){ctx->now.ms + 48 * HOUR_MS}));
    return journal_record(ctx, "activities.passed_on", s->person.v, asset->id.v, STR_NONE);
}

enum status activities_offers_over(struct ctx *ctx, const struct asset *asset, const struct activity_series *series)
{
    struct activities_sql_offers_over *rows;
    size_t n;
    int64_t turn;
    TRY(activities_turn(ctx, asset->id, asset->place, &turn));
    TRY(activities_sql_offers_over(ctx->db, ctx->arena, asset->id, ctx->now, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        struct signup s;
        TRY(activities_signup_read(ctx, rows[i].id, &s));
        if (s.state != SIGNUP_OFFERED) continue; /* a date of somebody whose whole offer just ended */
        TRY(passed_on(ctx, asset, &s));
    }
    return activities_settle(ctx, asset, series);
}
