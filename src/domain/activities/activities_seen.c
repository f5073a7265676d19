/* Dates that are gone, whoever took them: this and later, a change of all, an import, a holiday. A
   series with places given out remembers its dates; what is missing of them is told once. */
#include "domain/activities/activities_remind_own.h"

#include "base/buf.h"

#include <stdio.h>

#define SEEN_DAYS 400
#define SEEN_MOST 400   /* sessions of the rule */
#define ASKED_MOST 1000 /* dates somebody asked for */
#define TOLD_MOST 10000
#define EACH_MOST 2 /* more at once: who comes every time is told in one message */
#define LINE_MOST 60
#define WEEK_MS ((int64_t)7 * 24 * 3600000)

enum stand { STANDS = '+', CALLED_OFF = 'c', GONE = '-' };

struct seen { struct day day; struct minutes at; struct day on; struct minutes opens; enum stand stand; int64_t sequence; };

struct look {
    struct ctx *ctx;
    const struct asset *asset;
    const struct zone *zone;
    bool over;                             /* nothing of it is held any more */
    struct seen *old; size_t old_n;
    struct seen *now; size_t now_n;
    struct seen *gone; size_t gone_n;      /* of those kept from last time, what is new to say */
    struct seen *off; size_t off_n;
    struct seen *back; size_t back_n;
};

/* ---- kept as text ---- */

static bool seen_read(struct str line, struct seen *ret_seen)
{
    char text[LINE_MOST + 1];
    int day, at, on, opens;
    char stand;
    if (line.len > LINE_MOST) return false;
    snprintf(text, sizeof text, "%.*s", STR_ARG(line));
    if (sscanf(text, "%d %d %d %d %c", &day, &at, &on, &opens, &stand) != 5) return false;
    *ret_seen = (struct seen){{day}, {at}, {on}, {opens}, (enum stand)stand, 0};
    return true;
}

static enum status seen_load(struct ctx *ctx, struct asset_id id, struct seen **ret_seen, size_t *ret_count)
{
    struct activities_sql_seen row;
    size_t n = 0;
    *ret_seen = NULL;
    *ret_count = 0;
    enum status status = activities_sql_seen(ctx->db, ctx->arena, id, &row);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    struct seen *out = ARENA_ARRAY(ctx->arena, struct seen, row.dates.len / 10 + 1);
    for (struct str rest = row.dates; rest.len > 0;) {
        size_t end = str_find(rest, STR("\n"), 0);
        struct str line = end == SIZE_MAX ? rest : str_slice(rest, 0, end);
        n += seen_read(line, &out[n]);
        rest = end == SIZE_MAX ? STR("") : str_slice(rest, end + 1, rest.len);
    }
    *ret_seen = out;
    *ret_count = n;
    return OK;
}

static enum status seen_keep(struct look *l)
{
    struct buf out;
    buf_init(&out, l->ctx->arena, 200000);
    for (size_t i = 0; i < l->now_n; i++) {
        const struct seen *s = &l->now[i];
        buf_put(&out, str_printf(l->ctx->arena, "%d %d %d %d %c\n", (int)s->day.n, (int)s->at.n, (int)s->on.n, (int)s->opens.n,
                                 (char)s->stand));
    }
    return activities_sql_seen_put(l->ctx->db, l->asset->id, l->asset->place, buf_str(&out), l->ctx->now);
}

/* ---- as it was, as it is ---- */

static struct instant begins(const struct zone *zone, const struct seen *s)
{
    struct civil c = civil_from_day(s->on);
    c.hour = s->opens.n / 60;
    c.minute = s->opens.n % 60;
    return instant_from_civil(zone, c);
}

static struct seen seen_of(const struct asset_session *s)
{
    return (struct seen){s->day, s->at, s->on, s->opens, s->cancelled ? CALLED_OFF : STANDS, s->sequence};
}

static struct seen *same(struct seen *rows, size_t n, const struct seen *as)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i].day.n == as->day.n && rows[i].at.n == as->at.n) return &rows[i];
    return NULL;
}

/* How it stands now; what is no longer held keeps when it was. */
static enum status stands_now(struct look *l, const struct seen *was, struct seen *ret_now)
{
    struct asset_session session;
    struct seen *now = same(l->now, l->now_n, was), gone = *was;
    gone.stand = GONE;
    enum status status = now || l->over ? ERR_MISSING
                                        : assets_session_find(l->ctx, l->asset, was->day, was->at, &session);
    if (status != OK && status != ERR_MISSING) return status;
    *ret_now = now ? *now : status == OK ? seen_of(&session) : gone;
    return OK;
}

/* Beside the dates of the rule: those remembered, and those asked for. */
static enum status was(struct look *l, const struct seen *before, bool remembered)
{
    struct seen now;
    bool listed = same(l->now, l->now_n, before) != NULL;
    TRY(stands_now(l, before, &now));
    if (!listed) l->now[l->now_n++] = now;
    if (now.stand == before->stand) return OK;
    if (now.stand == GONE && before->stand == STANDS) l->gone[l->gone_n++] = now;
    if (now.stand == CALLED_OFF && before->stand == STANDS) l->off[l->off_n++] = now;
    if (now.stand == STANDS && remembered) l->back[l->back_n++] = now;
    return OK;
}

static enum status compare(struct look *l, const struct activities_sql_seen_asked *asked, size_t asked_n)
{
    for (size_t i = 0; i < l->old_n; i++)
        if (begins(l->zone, &l->old[i]).ms > l->ctx->now.ms) TRY(was(l, &l->old[i], true));
    for (size_t i = 0; i < asked_n; i++) {
        const struct seen before = {asked[i].day, asked[i].at, asked[i].day, asked[i].at, STANDS, 0};
        if (same(l->old, l->old_n, &before) || begins(l->zone, &before).ms <= l->ctx->now.ms) continue;
        TRY(was(l, &before, false));
    }
    return OK;
}

/* ---- told ---- */

enum status activities_held_back(struct ctx *ctx, int64_t signup, struct str state)
{
    struct signup s;
    if (!str_is(state, "offered")) return OK;
    TRY(activities_signup_read(ctx, signup, &s));
    return day_is(s.day) ? activities_signup_turns(ctx, &s, SIGNUP_WAITING, NULL) : OK;
}

static enum status tell_date(struct look *l, const struct seen *s, enum activity_notice kind, bool every_too)
{
    struct activities_sql_seen_by *rows;
    struct ctx *ctx = l->ctx;
    size_t n;
    int64_t mark = kind == NOTICE_OFF && s->stand == CALLED_OFF ? s->sequence : ctx->now.ms;
    TRY(activities_sql_seen_by(ctx->db, ctx->arena, l->asset->id, s->day, s->at, TOLD_MOST, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        const struct signup to = {.id = {rows[i].id}, .asset = l->asset->id, .place = l->asset->place};
        if (!day_is(rows[i].day) && !every_too) continue;
        if (kind == NOTICE_OFF) TRY(activities_held_back(ctx, rows[i].id, rows[i].state));
        TRY(activities_notice_on(ctx, &to, s->day, s->at, kind, mark, begins(l->zone, s)));
    }
    return OK;
}

static enum status tell_every(struct look *l, enum activity_notice kind)
{
    struct activities_sql_seen_every *rows;
    struct ctx *ctx = l->ctx;
    size_t n;
    TRY(activities_sql_seen_every(ctx->db, ctx->arena, l->asset->id, TOLD_MOST, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        const struct signup to = {.id = {rows[i].id}, .asset = l->asset->id, .place = l->asset->place};
        TRY(activities_notice_on(ctx, &to, DAY_NONE, MINUTES_NONE, kind, ctx->now.ms, (struct instant){ctx->now.ms + WEEK_MS}));
    }
    return OK;
}

static enum status tell_all(struct look *l, const struct seen *rows, size_t n, enum activity_notice kind, enum activity_notice many)
{
    for (size_t i = 0; i < n; i++) TRY(tell_date(l, &rows[i], kind, n <= EACH_MOST));
    return n > EACH_MOST ? tell_every(l, many) : OK;
}

/* Dates that are gone, and others in their stead: "the dates have changed"; else it is off. */
static enum activity_notice many_gone(const struct look *l)
{
    for (size_t i = 0; i < l->now_n; i++)
        if (l->now[i].stand == STANDS) return NOTICE_MOVED;
    return NOTICE_OFF;
}

/* ---- one series ---- */

static bool holds(const struct seen *rows, size_t n, struct day day)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i].day.n == day.n) return true;
    return false;
}

static enum status sessions_now(struct look *l)
{
    struct asset_session *sessions;
    struct ctx *ctx = l->ctx;
    size_t n;
    struct day today = ctx_today(ctx);
    if (l->over) return OK;
    TRY(assets_sessions(ctx, l->asset, today, (struct day){today.n + SEEN_DAYS}, SEEN_MOST, &sessions, &n));
    for (size_t i = 0; i < n; i++)
        if (sessions[i].begins.ms > ctx->now.ms) l->now[l->now_n++] = seen_of(&sessions[i]);
    return OK;
}

enum status activities_seen_look(struct ctx *ctx, const struct asset *asset, bool over, struct day about, bool *ret_told)
{
    struct look l = {.ctx = ctx, .asset = asset, .over = over};
    struct activities_sql_seen_asked *asked;
    size_t asked_n;
    TRY(places_zone(ctx, asset->place, &l.zone));
    TRY(seen_load(ctx, asset->id, &l.old, &l.old_n));
    TRY(activities_sql_seen_asked(ctx->db, ctx->arena, asset->id, ctx_today(ctx), ASKED_MOST, &asked, &asked_n));
    size_t room = SEEN_MOST + ASKED_MOST + l.old_n;
    l.now = ARENA_ARRAY(ctx->arena, struct seen, room);
    l.gone = ARENA_ARRAY(ctx->arena, struct seen, room);
    l.off = ARENA_ARRAY(ctx->arena, struct seen, room);
    l.back = ARENA_ARRAY(ctx->arena, struct seen, room);
    TRY(sessions_now(&l));
    TRY(compare(&l, asked, asked_n));
    TRY(tell_all(&l, l.gone, l.gone_n, NOTICE_OFF, many_gone(&l)));
    TRY(tell_all(&l, l.off, l.off_n, NOTICE_OFF, NOTICE_OFF));
    TRY(tell_all(&l, l.back, l.back_n, NOTICE_BACK, l.gone_n > EACH_MOST ? NOTICE_MOVED : NOTICE_BACK));
    TRY(seen_keep(&l));
    *ret_told = holds(l.gone, l.gone_n, about) || holds(l.off, l.off_n, about) || holds(l.back, l.back_n, about);
    return OK;
}

enum status activities_seen_was(struct ctx *ctx, const struct asset *asset, struct day day, struct minutes at,
                                struct asset_session *ret_session)
{
    const struct seen as = {.day = day, .at = at};
    struct seen *rows, *row;
    const struct zone *zone;
    size_t n;
    TRY(seen_load(ctx, asset->id, &rows, &n));
    row = same(rows, n, &as);
    if (row == NULL || row->stand != GONE) return ERR_MISSING;
    TRY(places_zone(ctx, asset->place, &zone));
    struct instant then = begins(zone, row);
    *ret_session = (struct asset_session){.asset = asset->id, .day = day, .at = at, .on = row->on, .opens = row->opens,
                                          .closes = MINUTES_NONE, .begins = then, .ends = then, .cancelled = true,
                                          .location_name = STR_NONE, .words = STR_NONE};
    return OK;
}

/* ---- listener ---- */

enum status activities_hear_imported(struct ctx *ctx, int64_t run, int64_t place)
{
    (void)run;
    return activities_sql_seen_look(ctx->db, (struct place_id){place}, ctx->now);
}
