/* Looking round: offers that are over, reminders that are due, news of a date. Each series says
   itself when there is next something to do, so that nothing is looked at for nothing. */
#include "domain/activities/activities_remind_own.h"

#include "platform/module/module.h"

#define AT_ONCE 20
#define TOLD_MOST 10000
#define AHEAD_DAYS 3
#define HOUR_MS ((int64_t)3600000)
#define DAY_MS (24 * HOUR_MS)
#define IDLE_MS (6 * HOUR_MS) /* a rule may have been changed meanwhile */
#define JUST_MS (3 * HOUR_MS) /* who asked just before needs no reminder */
#define KEEP_DAYS 30          /* what somebody without a record told us is emptied then */

static int64_t number(struct ctx *ctx, const char *key, const char *fallback, int64_t most)
{
    struct str value;
    int64_t n = 0;
    if (module_setting(ctx, key, str_from(fallback), &value) != OK || !str_to_int(value, &n) || n < 0 || n > most)
        (void)str_to_int(str_from(fallback), &n);
    return n;
}

/* ---- reminders ---- */

/* From this hour of the day before; and so many hours before it begins. INSTANT_NONE: not wanted. */
static struct instant due_at(struct ctx *ctx, const struct zone *zone, const struct asset_session *s, enum activity_notice kind)
{
    if (kind == NOTICE_HOURS) {
        int64_t hours = number(ctx, "activities.remind_hours", "2", 48);
        return hours > 0 ? (struct instant){s->begins.ms - hours * HOUR_MS} : INSTANT_NONE;
    }
    int64_t hour = number(ctx, "activities.remind_day", "16", 23);
    if (hour == 0) return INSTANT_NONE;
    struct civil before = civil_from_day((struct day){s->on.n - 1});
    before.hour = (int)hour;
    return instant_from_civil(zone, before);
}

static enum status remind(struct ctx *ctx, const struct activity_at *at, enum activity_notice kind, struct instant due)
{
    struct activities_sql_reminded *rows;
    size_t n;
    const struct asset_session *s = &at->session;
    TRY(activities_sql_reminded(ctx->db, ctx->arena, at->asset.id, s->day, s->at, TOLD_MOST, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        const struct signup to = {.id = {rows[i].id}, .asset = at->asset.id, .place = at->asset.place};
        if (rows[i].created_at.ms > due.ms - JUST_MS) continue;
        TRY(activities_notice_on(ctx, &to, s->day, s->at, kind, s->sequence, s->begins));
    }
    return OK;
}

/* Those that are due; *next becomes the moment of the next one, if that is sooner. */
static enum status remind_session(struct ctx *ctx, struct activity_at *at, const struct zone *zone, struct instant *next)
{
    static const enum activity_notice kinds[] = {NOTICE_DAY, NOTICE_HOURS};
    for (size_t k = 0; k < 2; k++) {
        struct instant due = due_at(ctx, zone, &at->session, kinds[k]);
        struct instant over = k == 0 ? due_at(ctx, zone, &at->session, NOTICE_HOURS) : at->session.begins;
        if (!instant_is(over)) over = at->session.begins;
        if (!instant_is(due) || over.ms <= ctx->now.ms) continue;
        if (due.ms <= ctx->now.ms) TRY(remind(ctx, at, kinds[k], due));
        else if (due.ms < next->ms) *next = due;
    }
    return OK;
}

static enum status remind_all(struct ctx *ctx, struct activity_at *at, struct instant *next)
{
    const struct zone *zone;
    struct asset_session *sessions;
    size_t n;
    struct day today = ctx_today(ctx);
    TRY(places_zone(ctx, at->asset.place, &zone));
    TRY(assets_sessions(ctx, &at->asset, today, (struct day){today.n + AHEAD_DAYS}, 50, &sessions, &n));
    for (size_t i = 0; i < n; i++) {
        if (sessions[i].cancelled || sessions[i].begins.ms <= ctx->now.ms) continue;
        at->session = sessions[i];
        TRY(remind_session(ctx, at, zone, next));
    }
    return OK;
}

/* ---- one series ---- */

/* ret_over: it was ended, or has no times any more: its people are told, and nothing else is done. */
static enum status open_series(struct ctx *ctx, struct asset_id id, struct asset *asset, struct activity_series *series, bool *ret_over)
{
    bool ended = false;
    enum status status = activities_find_id(ctx, id, asset, series);
    faults_init(&ctx->faults, ctx->arena);
    if (status == ERR_MISSING) status = assets_find(ctx, id, asset);
    else if (status == OK) TRY(assets_series_ended(ctx, asset->id, &ended));
    faults_init(&ctx->faults, ctx->arena);
    TRY(status);
    *ret_over = ended || !assets_is_series(asset);
    return OK;
}

static enum status look_at(struct ctx *ctx, struct asset_id id)
{
    struct activity_at at = {.code = STR_NONE};
    struct activities_sql_offers_next offers;
    struct instant next = {ctx->now.ms + IDLE_MS}, morning;
    int64_t any;
    bool over, told;
    enum status status = open_series(ctx, id, &at.asset, &at.series, &over);
    if (status == ERR_MISSING || status == ERR_DENIED) return activities_sql_looked(ctx->db, id, INSTANT_NONE);
    TRY(status);
    if (at.asset.id.v == id.v) TRY(activities_seen_look(ctx, &at.asset, over, DAY_NONE, &told));
    if (over) return activities_sql_looked(ctx->db, id, INSTANT_NONE);
    TRY(activities_offers_over(ctx, &at.asset, &at.series));
    TRY(remind_all(ctx, &at, &next));
    TRY(activities_sql_offers_next(ctx->db, ctx->arena, id, &offers));
    if (instant_is(offers.until) && offers.until.ms < next.ms) next = offers.until;
    if (offers.waiting > 0 && activities_quiet(ctx, at.asset.place, &morning) && morning.ms < next.ms) next = morning;
    if (next.ms <= ctx->now.ms) next.ms = ctx->now.ms + 1000;
    TRY(activities_sql_signups_over(ctx->db, id, (struct day){ctx_today(ctx).n - KEEP_DAYS}));
    TRY(activities_sql_signups_any(ctx->db, id, &any));
    return activities_sql_looked(ctx->db, id, any > 0 ? next : INSTANT_NONE);
}

/* ---- news of a date ---- */

static enum status tell_session(struct ctx *ctx, const struct asset *asset, const struct asset_session *s, enum activity_notice kind)
{
    struct activities_sql_concerned *rows;
    size_t n;
    if (s->ends.ms <= ctx->now.ms) return OK;
    TRY(activities_sql_concerned(ctx->db, ctx->arena, asset->id, s->day, s->at, TOLD_MOST, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        const struct signup to = {.id = {rows[i].id}, .asset = asset->id, .place = asset->place};
        if (kind == NOTICE_OFF) TRY(activities_held_back(ctx, rows[i].id, rows[i].state));
        TRY(activities_notice_on(ctx, &to, s->day, s->at, kind, kind == NOTICE_BACK ? ctx->now.ms : s->sequence, s->ends));
    }
    return OK;
}

static enum activity_notice what(const struct asset_session *s)
{
    return s->cancelled ? NOTICE_OFF : s->moved || s->words.len > 0 || s->location_name.len > 0 ? NOTICE_MOVED : NOTICE_BACK;
}

#define SAME_DAY_MOST 50

/* Hours of sessions first planned for a day: by a rule, or by a single date. */
static enum status planned(struct ctx *ctx, const struct asset *asset, struct day day, struct minutes *hours, size_t *ret_count)
{
    struct asset_session *sessions;
    struct asset_date *dates;
    size_t n, dates_n, count = 0;
    TRY(assets_sessions(ctx, asset, day, day, SAME_DAY_MOST, &sessions, &n));
    TRY(assets_dates(ctx, asset->id, &dates, &dates_n));
    for (size_t i = 0; i < n && count < SAME_DAY_MOST; i++)
        if (sessions[i].day.n == day.n) hours[count++] = sessions[i].at;
    for (size_t i = 0; i < dates_n && count < SAME_DAY_MOST; i++) {
        bool seen = dates[i].day.n != day.n;
        for (size_t k = 0; k < count && !seen; k++) seen = hours[k].n == dates[i].at.n;
        if (!seen) hours[count++] = dates[i].at;
    }
    *ret_count = count;
    return OK;
}

/* The dates of that day as they are now: a change taken back before anybody heard is no news. */
static enum status news_of(struct ctx *ctx, const struct activities_sql_news *news)
{
    struct asset asset;
    struct activity_series series = {0};
    struct minutes hours[SAME_DAY_MOST];
    size_t n;
    int64_t turn;
    bool over, told = false;
    enum status status = open_series(ctx, news->asset_id, &asset, &series, &over);
    if (status != OK) return status == ERR_MISSING || status == ERR_DENIED ? OK : status;
    TRY(activities_turn(ctx, asset.id, asset.place, &turn));
    if (asset.id.v == news->asset_id.v) TRY(activities_seen_look(ctx, &asset, over, news->day, &told));
    if (over) return OK;
    TRY(planned(ctx, &asset, news->day, hours, &n));
    for (size_t i = 0; i < n; i++) {
        struct asset_session s;
        if (assets_session_find(ctx, &asset, news->day, hours[i], &s) != OK) continue;
        if (told && what(&s) != NOTICE_MOVED) continue; /* by what was seen */
        if (what(&s) == NOTICE_BACK && s.begins.ms <= ctx->now.ms) continue;
        bool back = str_is(news->kind, "back");
        if ((what(&s) == NOTICE_BACK) == back) TRY(tell_session(ctx, &asset, &s, what(&s)));
    }
    TRY(activities_settle(ctx, &asset, &series));
    return activities_look(ctx, asset.id, ctx->now);
}

/* ---- the job ---- */

static enum status ended(struct ctx *ctx, enum status status)
{
    if (status == OK) status = db_commit(ctx->db);
    if (status != OK) db_rollback(ctx->db);
    return status;
}

static enum status news_one(struct ctx *ctx, const struct activities_sql_news *news)
{
    TRY(news_of(ctx, news));
    return activities_sql_news_done(ctx->db, news->id);
}

enum status activities_look_round(struct ctx *ctx)
{
    struct activities_sql_news *news;
    struct activities_sql_looks *looks;
    size_t n;
    TRY(activities_sql_news(ctx->db, ctx->arena, AT_ONCE, &news, &n));
    for (size_t i = 0; i < n; i++) {
        TRY(db_begin(ctx->db, DB_WRITE));
        TRY(ended(ctx, news_one(ctx, &news[i])));
    }
    TRY(activities_sql_looks(ctx->db, ctx->arena, ctx->now, AT_ONCE, &looks, &n));
    for (size_t i = 0; i < n; i++) {
        TRY(db_begin(ctx->db, DB_WRITE));
        TRY(ended(ctx, look_at(ctx, looks[i].asset_id)));
    }
    return OK;
}

/* ---- listeners: only noted here; who is told is found by the job ---- */

static enum status heard(struct ctx *ctx, int64_t asset, int64_t day, const char *kind)
{
    const struct asset_id id = {asset};
    struct asset row;
    int64_t any;
    TRY(activities_sql_signups_any(ctx->db, id, &any));
    if (any == 0) return OK;
    if (assets_find(ctx, id, &row) != OK) return OK;
    return activities_sql_news_add(ctx->db, ctx_id(ctx), row.place, id, (struct day){(int32_t)day}, str_from(kind), ctx->now);
}

enum status activities_hear_off(struct ctx *ctx, int64_t asset, int64_t day)
{
    return heard(ctx, asset, day, "off");
}

enum status activities_hear_moved(struct ctx *ctx, int64_t asset, int64_t day)
{
    return heard(ctx, asset, day, "moved");
}

enum status activities_hear_back(struct ctx *ctx, int64_t asset, int64_t day)
{
    return heard(ctx, asset, day, "back");
}

/* Room was changed: whoever waits is looked at soon. A day long gone stands for no date at all. */
enum status activities_hear_room(struct ctx *ctx, int64_t asset, int64_t object)
{
    (void)object;
    return heard(ctx, asset, 0, "back");
}

/* ---- whom to ring ---- */

static struct str phone_of(struct ctx *ctx, const struct signup *s)
{
    struct person person;
    if (s->person.v == 0) return s->phone;
    bool may = people_find(ctx, s->person, &person) == OK && people_consents(ctx, s->person, CONSENT_CONTACT);
    faults_init(&ctx->faults, ctx->arena);
    return may ? person.phone : STR("");
}

enum status activities_rings(struct ctx *ctx, struct asset_id asset, struct activity_ring **ret_rows, size_t *ret_count)
{
    struct activities_sql_rings *rows;
    size_t n, count = 0;
    TRY(activities_sql_rings(ctx->db, ctx->arena, asset, ctx->now, 100, &rows, &n));
    struct activity_ring *out = ARENA_ARRAY(ctx->arena, struct activity_ring, n);
    for (size_t i = 0; i < n; i++) {
        struct activity_ring *ring = &out[count];
        *ring = (struct activity_ring){.id = rows[i].id, .kind = rows[i].kind, .until = rows[i].until,
                                       .day = rows[i].day < 0 ? DAY_NONE : (struct day){(int32_t)rows[i].day},
                                       .at = rows[i].day < 0 ? MINUTES_NONE : (struct minutes){(int32_t)rows[i].at}};
        TRY(activities_signup_read(ctx, rows[i].signup_id, &ring->signup));
        if (str_is(ring->kind, "offer") && ring->signup.state != SIGNUP_OFFERED) continue; /* answered meanwhile */
        ring->phone = phone_of(ctx, &ring->signup);
        count++;
    }
    *ret_rows = out;
    *ret_count = count;
    return OK;
}

enum status activities_rung(struct ctx *ctx, struct asset_id asset, int64_t id)
{
    return activities_sql_ring_done(ctx->db, id, asset, (struct person_id){ctx->actor.person}, ctx->now);
}
