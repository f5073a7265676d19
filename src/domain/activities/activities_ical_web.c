/* Calendars: of everything here, of a place, a series, a date, and of one person by a secret
   address. Kept text is copied; a single series is drawn as it is now. */
#include "base/ical_line.h"
#include "domain/activities/activities_feed.h"

#include "activities_pages.h"
#include "activities_sql.h"
#include "domain/activities/activities_feed_view.h"
#include "domain/activities/activities_signup.h"
#include "platform/auth/auth.h"
#include "platform/web/web.h"

#define SERIES_MOST 5000
#define SERIES_READ 100000 /* of a place, where one building of it is asked for */
#define ROOM ((size_t)4 << 20) /* of a whole calendar */
#define MINE_MOST 200
#define KEYS "activities.keys"
#define KEYS_HOUR 240
#define KEYS_AT_ONCE 60
#define KEYS_SLOTS 4096

/* ---- writing one out ---- */

struct calendar {
    struct web *w;
    struct buf out, filled;
    struct str base, tag;
    struct instant newest;
    struct str location; /* only those here; empty = all */
    size_t series_n;
};

static enum status begin(struct web *w, struct str name, struct calendar *c)
{
    struct place *places;
    size_t n;
    *c = (struct calendar){.w = w, .base = activities_feed_base(w), .newest = {0}};
    struct buf head;
    buf_init(&head, w->ctx->arena, 1 << 18);
    buf_init(&c->out, w->ctx->arena, ROOM);
    buf_init(&c->filled, w->ctx->arena, ROOM);
    activities_ical_head(&head, name);
    TRY(places_list(w->ctx, &places, &n));
    for (size_t i = 0; i < n; i++) {
        const struct zone *zone;
        struct str tzid = places[i].zone.len > 0 ? places[i].zone : STR("Europe/London");
        bool told = false;
        for (size_t k = 0; k < i && !told; k++)
            told = str_eq(places[k].zone.len > 0 ? places[k].zone : STR("Europe/London"), tzid);
        if (told) continue;
        TRY(places_zone(w->ctx, places[i].id, &zone));
        activities_ical_zone(&head, tzid, zone, civil_from_day(ctx_today(w->ctx)).year);
    }
    ical_line_fold(&c->out, buf_str(&head));
    return OK;
}

static void put(struct calendar *c, struct str lines, struct instant at)
{
    if (c->out.over || c->filled.over) return; /* end() says so */
    c->filled.len = 0;
    activities_feed_fill(&c->filled, lines, c->base);
    ical_line_fold(&c->out, buf_str(&c->filled));
    if (at.ms > c->newest.ms) c->newest = at;
}

static struct str http_date(struct arena *arena, struct instant at)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct civil c = civil_from_instant(NULL, at);
    return str_printf(arena, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[day_weekday(day_from_instant(NULL, at))],
                      c.day, months[c.month - 1], c.year, c.hour, c.minute, c.second);
}

static struct str tag_of(struct arena *arena, struct str text)
{
    return str_printf(arena, "\"%016llx\"", (unsigned long long)str_hash(text, 7));
}

static bool had_already(const struct calendar *c)
{
    struct str had = http_header_get(c->w->http, "if-none-match");
    return had.ptr && str_find(had, c->tag, 0) != SIZE_MAX;
}

static enum status sent(struct calendar *c, bool same)
{
    struct web *w = c->w;
    activities_feed_header(w, "ETag", c->tag);
    activities_feed_header(w, "Cache-Control", STR("private, max-age=300"));
    activities_feed_header(w, "Access-Control-Allow-Origin", STR("*"));
    if (same) w->response.status = 304;
    return web_bytes(w, STR("text/calendar; charset=utf-8"), same ? STR("") : buf_str(&c->out), STR_NONE);
}

/* The same calendar again is not sent again. */
static enum status end(struct calendar *c)
{
    struct web *w = c->w;
    struct arena *arena = w->ctx->arena;
    buf_puts(&c->out, "END:VCALENDAR\r\n");
    if (c->out.over || c->filled.over || c->series_n > SERIES_MOST)
        return ctx_fault(w->ctx, ERR_INVALID, STR_NONE,
                         SAY("That is too much for one calendar. Take the calendar of one place, one building or one activity."));
    if (!c->tag.ptr) c->tag = tag_of(arena, buf_str(&c->out));
    struct str date = http_date(arena, c->newest);
    activities_feed_header(w, "Last-Modified", date);
    return sent(c, had_already(c) || (!http_header_get(w->http, "if-none-match").ptr &&
                                      str_eq(http_header_get(w->http, "if-modified-since"), date)));
}

/* Whoever has it as it stands at this change number is told so before anything is drawn. */
static enum status tag_by_number(struct calendar *c, int64_t place)
{
    struct arena *arena = c->w->ctx->arena;
    int64_t number;
    TRY(activities_sql_feed_counter(c->w->ctx->db, STR("number"), &number));
    c->tag = tag_of(arena, str_printf(arena, "%lld %lld %.*s %.*s\n%.*s", (long long)number, (long long)place,
                                      STR_ARG(c->base), STR_ARG(c->location), STR_ARG(buf_str(&c->out))));
    return OK;
}

/* ---- everything, or of a place ---- */

static enum status row_put(void *cookie, const struct activities_sql_feed_calendar *row)
{
    struct calendar *c = cookie;
    c->series_n++;
    put(c, row->calendar, row->modified_at);
    return OK;
}

static enum status row_of_put(void *cookie, const struct activities_sql_feed_calendar_of *row)
{
    struct calendar *c = cookie;
    if (c->location.len > 0 && !str_ieq(row->location_name, c->location)) return OK;
    c->series_n++;
    put(c, row->calendar, row->modified_at);
    return OK;
}

static enum status of_place(struct web *w, int64_t place, struct str location, struct str name)
{
    struct calendar c;
    TRY(activities_feed_settle(w));
    TRY(begin(w, name, &c));
    c.location = location;
    TRY(tag_by_number(&c, place));
    if (had_already(&c)) return sent(&c, true);
    TRY(place == 0 ? activities_sql_feed_calendar(w->ctx->db, w->ctx->arena, SERIES_MOST + 1, row_put, &c)
                   : activities_sql_feed_calendar_of(w->ctx->db, w->ctx->arena, (struct place_id){place}, SERIES_READ,
                                                     row_of_put, &c));
    return end(&c);
}

enum status activities_ical_web_place(struct web *w)
{
    struct str id = w->params[0];
    struct place place;
    struct asset asset;
    int64_t n;
    if (!str_ends(id, STR(".ics"))) return ERR_MISSING;
    id = str_slice(id, 0, id.len - 4);
    if (str_to_int(id, &n) && places_find(w->ctx, (struct place_id){n}, &place) == OK)
        return of_place(w, n, STR_NONE, place.name);
    if (places_find_by_name(w->ctx, id, &place) == OK) return of_place(w, place.id.v, STR_NONE, place.name);
    TRY(assets_find_external(w->ctx, id, &asset)); /* a building of the list */
    if (asset.kind != ASSET_PLACE) return ERR_MISSING;
    return of_place(w, asset.place.v, asset.location_name.len > 0 ? asset.location_name : asset.name, asset.name);
}

/* ---- one series, one date ---- */

static enum status live(struct web *w, struct asset_id id, struct calendar *c, struct feed_source *ret_source)
{
    struct buf lines;
    buf_init(&lines, w->ctx->arena, ROOM);
    TRY(activities_feed_source(w->ctx, id, ret_source));
    TRY(activities_ical_series(w->ctx, ret_source, &lines));
    put(c, buf_str(&lines), ret_source->id.modified_at);
    return OK;
}

/* One that was taken off the list still says that it is cancelled. */
static enum status kept(struct web *w, struct asset_id id, struct calendar *c)
{
    struct activities_sql_feed_series row;
    TRY(activities_sql_feed_series(w->ctx->db, w->ctx->arena, id, &row));
    if (!row.calendar.ptr) return ERR_MISSING;
    put(c, row.calendar, row.modified_at);
    return OK;
}

enum status activities_ical_web_series(struct web *w, struct str id)
{
    struct asset asset;
    struct calendar c;
    struct feed_source source;
    struct asset_id number;
    id = str_slice(id, 0, id.len - 4);
    enum status status = assets_find_external(w->ctx, id, &asset);
    if (status == OK && !assets_is_series(&asset)) return ERR_MISSING;
    if (status != OK && status != ERR_DENIED) return status;
    TRY(begin(w, status == OK ? asset.name : STR("Kith"), &c));
    if (status == OK) TRY(live(w, asset.id, &c, &source));
    else {
        TRY(assets_series_number(w->ctx, id, &number));
        TRY(kept(w, number, &c));
    }
    return end(&c);
}

enum status activities_ical_web_session(struct web *w, struct str code)
{
    struct activity_at at;
    struct calendar c;
    struct feed_source source;
    struct buf lines;
    TRY(activities_at(w->ctx, str_slice(code, 0, code.len - 4), &at));
    TRY(begin(w, at.asset.name, &c));
    TRY(activities_feed_source(w->ctx, at.asset.id, &source));
    buf_init(&lines, w->ctx->arena, ROOM);
    TRY(activities_ical_session(w->ctx, &source, &at.session, &lines));
    put(&c, buf_str(&lines), source.id.modified_at);
    return end(&c);
}

/* ---- one person's own ---- */

static enum status mine_put(struct web *w, struct asset_id id, struct calendar *c)
{
    struct feed_source source;
    enum status status = c->out.over ? OK : live(w, id, c, &source);
    return status == ERR_MISSING || status == ERR_DENIED ? OK : status;
}

static bool new_one(struct asset_id *ids, size_t *n, struct asset_id id)
{
    for (size_t i = 0; i < *n; i++)
        if (ids[i].v == id.v) return false;
    if (*n == MINE_MOST) return false;
    ids[(*n)++] = id;
    return true;
}

static enum status date_put(struct web *w, const struct signup *s, struct calendar *c)
{
    struct feed_source source;
    struct asset_session session;
    struct buf lines;
    buf_init(&lines, w->ctx->arena, ROOM);
    enum status status = activities_feed_source(w->ctx, s->asset, &source);
    if (status == OK) status = assets_session_find(w->ctx, &source.asset, s->day, s->at, &session);
    if (status != OK) return status == ERR_MISSING || status == ERR_DENIED ? OK : status;
    TRY(activities_ical_session(w->ctx, &source, &session, &lines));
    put(c, buf_str(&lines), source.id.modified_at);
    return OK;
}

/* Every time is the whole series; one date is that date. Waiting is not coming. */
static enum status coming_put(struct web *w, struct person_id person, struct calendar *c, struct asset_id *ids, size_t *n)
{
    struct signup *rows;
    size_t rows_n;
    TRY(activities_signups_of(w->ctx, person, &rows, &rows_n));
    for (size_t i = 0; i < rows_n; i++)
        if (rows[i].state == SIGNUP_COMING && !day_is(rows[i].day) && new_one(ids, n, rows[i].asset))
            TRY(mine_put(w, rows[i].asset, c));
    for (size_t i = 0; i < rows_n; i++) {
        bool whole = false;
        if (rows[i].state != SIGNUP_COMING || !day_is(rows[i].day)) continue;
        for (size_t k = 0; k < *n; k++) whole = whole || ids[k].v == rows[i].asset.v;
        if (!whole) TRY(date_put(w, &rows[i], c));
    }
    return OK;
}

static enum status mine(struct web *w, struct person_id person, struct calendar *c)
{
    struct asset_id ids[MINE_MOST], *led;
    struct asset *hosted;
    size_t n = 0, led_n, hosted_n;
    TRY(activities_list_led(w->ctx, person, &led, &led_n));
    for (size_t i = 0; i < led_n; i++)
        if (new_one(ids, &n, led[i])) TRY(mine_put(w, led[i], c));
    TRY(assets_list_hosted(w->ctx, person, MINE_MOST, &hosted, &hosted_n));
    for (size_t i = 0; i < hosted_n; i++)
        if (new_one(ids, &n, hosted[i].id)) TRY(mine_put(w, hosted[i].id, c));
    return coming_put(w, person, c, ids, &n);
}

/* Nobody finds an address by trying: each place that asks has only so many goes. */
static bool may_try(struct web *w)
{
    struct auth_buckets *buckets = ctx_kept(w->ctx, KEYS);
    int seconds;
    return !buckets || auth_buckets_take(buckets, KEYS, w->http->peer, KEYS_HOUR, KEYS_AT_ONCE, w->ctx->now, &seconds);
}

enum status activities_ical_keys_open(struct ctx *ctx, struct arena *lasting, void **ret_ptr)
{
    (void)ctx;
    *ret_ptr = auth_buckets_new(lasting, KEYS_SLOTS);
    return OK;
}

enum status activities_ical_web_all(struct web *w)
{
    struct str key = web_text(w, "key");
    struct activities_sql_feed_key_find row;
    struct calendar c;
    if (key.len == 0) return of_place(w, 0, STR_NONE, STR("Kith"));
    if (!may_try(w)) return ctx_fault(w->ctx, ERR_LIMIT, STR("key"), SAY("Too many goes in one hour. Try again later."));
    TRY(activities_sql_feed_key_find(w->ctx->db, w->ctx->arena, key, &row));
    TRY(begin(w, text_say(w->ctx->arena, w->ctx->locale, &SAY("My calendar")), &c));
    TRY(mine(w, row.person_id, &c));
    return end(&c);
}

/* Made and taken back on "my page". */
enum status activities_ical_web_key_apply(struct web *w)
{
    struct person_id self = {w->ctx->actor.person};
    if (!self.v) return ERR_DENIED;
    if (!web_on(w, "off")) {
        TRY(activities_ical_key_make(w->ctx, self));
        return web_redirect_saying(w, STR("/me"), SAY("Your calendar has an address now."));
    }
    TRY(activities_sql_feed_key_drop(w->ctx->db, self));
    return web_redirect_saying(w, STR("/me"), SAY("The address of your calendar works no more."));
}

enum status activities_ical_panel_me(struct ctx *ctx, struct html *h, int64_t subject)
{
    const struct str *origin = ctx_kept(ctx, "origin");
    struct activities_sql_feed_key_of row;
    struct activities_ical_key_view view = {.address = STR_NONE};
    if (ctx->actor.person != subject) return OK; /* nobody else's business */
    enum status status = activities_sql_feed_key_of(ctx->db, ctx->arena, (struct person_id){subject}, &row);
    if (status != OK && status != ERR_MISSING) return status;
    if (status == OK) {
        view.href = str_printf(ctx->arena, "/calendar.ics?key=%.*s", STR_ARG(row.secret));
        view.address = str_cat(ctx->arena, origin ? *origin : STR(""), view.href);
    }
    activities_part_ical_key(h, &view);
    return OK;
}
