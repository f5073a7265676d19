/* One date: another time, day or place, called off, one more, or as planned again. And from one date
   on, or all. */
#include "activities_pages.h"
#include "domain/activities/activities_edit_own.h"
#include "domain/activities/activities_edit_view.h"
#include "domain/activities/activities_own.h"
#include "domain/activities/activities_say.h"

static void wrong(struct web *w, const char *field, struct said said)
{
    (void)!ctx_fault(w->ctx, ERR_INVALID, str_from(field), said);
}

static enum status denied(struct web *w)
{
    return ctx_fault(w->ctx, ERR_DENIED, STR_NONE, SAY("Only the people who run this activity can change it."));
}

/* ---- showing it ---- */

struct label {
    const char *value, *text;
};

static const struct html_choice *taps_of(struct web *w, const char *name, const char *stored, const struct label *labels, size_t n)
{
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, n);
    struct str on = web_kept(w, name, str_from(stored));
    for (size_t i = 0; i < n; i++)
        choices[i] = (struct html_choice){str_from(labels[i].value), text_get(w->ctx->locale, labels[i].text, NULL),
                                          str_is(on, labels[i].value)};
    return choices;
}

static struct str clock_text(struct arena *arena, struct minutes at)
{
    return minutes_is(at) ? str_printf(arena, "%02d:%02d", at.n / 60 % 24, at.n % 60) : STR_NONE;
}

static enum status date_find(struct web *w, struct activity_at *at)
{
    TRY(activities_at(w->ctx, w->params[0], at));
    return activities_may_edit(w->ctx, &at->asset, &at->series) ? OK : denied(w);
}

static bool differs(const struct asset_session *s)
{
    return s->cancelled || s->moved || s->extra;
}

enum status activities_web_date(struct web *w)
{
    static const struct label scopes[] = {{"one", T_("Only this date")}, {"later", T_("This and all later dates")}, {"all", T_("All dates from today on")}};
    static const struct label whats[] = {{"move", T_("Another time, day or place")}, {"off", T_("It is called off")}};
    struct activity_at at;
    struct arena *arena = w->ctx->arena;
    TRY(date_find(w, &at));
    const struct asset_session *s = &at.session;
    struct activities_date_view v = {
        .title = at.asset.name, .when = activities_say_when(w->ctx, s), .note = activities_say_note(w->ctx, s),
        .action = web_path(w, "/sessions/%.*s/change", STR_ARG(at.code)), .back = web_path(w, "/sessions/%.*s", STR_ARG(at.code)),
        .scopes = taps_of(w, "scope", "one", scopes, 3), .scopes_n = s->extra ? 0 : 3,
        .whats = taps_of(w, "what", "move", whats, 2), .whats_n = 2, .once = s->extra,
        .day = web_kept(w, "day", day_format(arena, s->on)), .from = web_kept(w, "from", clock_text(arena, s->opens)),
        .to = web_kept(w, "to", clock_text(arena, s->closes)), .location = web_kept(w, "location", s->location_name),
        .words = web_kept(w, "words", s->words), .times = web_kept(w, "days_times", STR_NONE)};
    if (differs(s)) v.take_back = web_path(w, "/sessions/%.*s/back", STR_ARG(at.code));
    activities_page_date(web_page(w, SAY1("Change: {name}", "name", at.asset.name), "/find"), &v);
    return OK;
}

static enum status series_find(struct web *w, struct activity_at *at)
{
    at->code = STR_NONE;
    TRY(activities_find(w->ctx, w->params[0], &at->asset, &at->series));
    return activities_may_edit(w->ctx, &at->asset, &at->series) ? OK : denied(w);
}

enum status activities_web_extra(struct web *w)
{
    struct activity_at at;
    TRY(series_find(w, &at));
    long long id = (long long)at.asset.id.v;
    struct activities_date_view v = {
        .is_new = true, .title = at.asset.name, .action = web_path(w, "/activities/%lld/date", id),
        .back = web_path(w, "/activities/%lld", id), .day = web_kept(w, "day", STR_NONE), .from = web_kept(w, "from", STR_NONE),
        .to = web_kept(w, "to", STR_NONE), .location = web_kept(w, "location", STR_NONE), .words = web_kept(w, "words", STR_NONE)};
    activities_page_date(web_page(w, SAY1("One more date: {name}", "name", at.asset.name), "/find"), &v);
    return OK;
}

/* ---- reading it ---- */

struct typed {
    struct day day;
    struct minutes opens, closes;
    struct str location, words;
};

static void typed_read(struct web *w, struct typed *t)
{
    struct day today = ctx_today(w->ctx);
    struct str to = web_text(w, "to");
    *t = (struct typed){.day = today, .opens = MINUTES_NONE, .closes = MINUTES_NONE, .location = web_text(w, "location"), .words = web_text(w, "words")};
    if (!day_parse(web_text(w, "day"), &t->day))
        wrong(w, "day", SAY("Choose the day, or write it like 2026-03-03."));
    else if (t->day.n < today.n || t->day.n > today.n + ACTIVITY_AHEAD_DAYS)
        wrong(w, "day", SAY("Choose a day from today on, at most a year ahead."));
    if (!activities_time_parse(web_text(w, "from"), &t->opens)) wrong(w, "from", SAY("Write when it begins, for example 10:00"));
    if (to.len > 0 && !activities_time_parse(to, &t->closes))
        wrong(w, "to", SAY("Write when it ends, for example 11:30"));
    else if (to.len > 0 && minutes_is(t->opens) && t->closes.n <= t->opens.n)
        wrong(w, "to", SAY("It ends before it begins. Look at both times once more."));
    if (t->location.len > 200) wrong(w, "location", SAY("Use at most 200 letters."));
    if (t->words.len > 400) wrong(w, "words", SAY("Use at most 400 letters."));
}

static struct asset_date date_of(const struct asset_session *s, const struct typed *t)
{
    return (struct asset_date){.day = s->day, .at = s->at, .kind = s->extra ? ASSET_DATE_EXTRA : ASSET_DATE_MOVED,
                               .to_day = t->day, .opens = t->opens, .closes = t->closes,
                               .location_name = t->location.len > 0 ? t->location : STR_NONE,
                               .words = t->words.len > 0 ? t->words : STR_NONE};
}

/* ---- one ---- */

static enum status one_change(struct web *w, const struct activity_at *at, bool off)
{
    struct typed t;
    typed_read(w, &t);
    if (off) { /* the boxes of the new time do not count */
        faults_init(&w->ctx->faults, w->ctx->arena);
        if (t.words.len > 400) wrong(w, "words", SAY("Use at most 400 letters."));
    }
    TRY(faults_status(&w->ctx->faults));
    struct asset_date date = date_of(&at->session, &t);
    if (off)
        date = (struct asset_date){.day = at->session.day, .at = at->session.at, .kind = ASSET_DATE_CANCELLED,
                                   .to_day = DAY_NONE, .opens = MINUTES_NONE, .closes = MINUTES_NONE,
                                   .location_name = STR_NONE, .words = date.words};
    TRY(assets_date_put(w->ctx, &at->asset, &date));
    return web_redirect_saying(w, web_path(w, "/sessions/%.*s", STR_ARG(at->code)),
                               off ? SAY("This date is called off. Tell those who might come.") : SAY("This date is changed. Tell those who might come."));
}

/* ---- from a day on ---- */

/* The same lines with other hours, where the line is the one of this date. */
static enum status lines_at(struct web *w, const struct activity_at *at, const struct typed *t, struct activity_times *ret_times)
{
    struct arena *arena = w->ctx->arena;
    struct asset_schedule *lines = ARENA_ARRAY(arena, struct asset_schedule, at->asset.schedules_n);
    size_t n = 0;
    for (size_t i = 0; i < at->asset.schedules_n; i++) {
        struct asset_schedule line = at->asset.schedules[i];
        if (day_is(line.until) && line.until.n < ctx_today(w->ctx).n) continue; /* over */
        if (minutes_is(line.opens) && line.opens.n == at->session.at.n) {
            line.opens = t->opens;
            line.closes = t->closes;
            line.words = assets_schedule_say(arena, text_locale(TEXT_EN), &line);
        }
        lines[n++] = line;
    }
    *ret_times = (struct activity_times){lines, n, true};
    return OK;
}

static enum status words_lines(struct web *w, const struct activity_at *at, struct activity_times *ret_times)
{
    struct activity_times times;
    struct asset_schedule *lines;
    bool ruled = false;
    unsigned skip = 0;
    TRY(assets_schedule_parse(w->ctx->arena, web_text(w, "days_times"), ctx_today(w->ctx), &lines, &times.n));
    for (size_t i = 0; i < at->asset.schedules_n; i++) skip |= at->asset.schedules[i].skip;
    for (size_t i = 0; i < times.n; i++) {
        lines[i].skip |= skip;
        ruled = ruled || (lines[i].rrule.len > 0 && minutes_is(lines[i].opens));
    }
    if (!ruled)
        wrong(w, "days_times", SAY("We could not read when it is. Write a day and a time, for example Every Tuesday 10 to 11.30."));
    times.lines = lines;
    times.changed = true;
    *ret_times = times;
    if (ruled) TRY(activities_times_check(w->ctx, at->asset.place, &times, STR("days_times")));
    return faults_status(&w->ctx->faults);
}

static enum status later_off(struct web *w, const struct activity_at *at, struct day from)
{
    struct str words = web_text(w, "words");
    if (words.len > 400) wrong(w, "words", SAY("Use at most 400 letters."));
    TRY(faults_status(&w->ctx->faults));
    TRY(assets_series_call_off(w->ctx, &at->asset, from, words));
    return web_redirect_saying(w, web_path(w, "/activities/%lld", (long long)at->asset.id.v), SAY("It is called off from that day on. Tell those who might come."));
}

static enum status later_change(struct web *w, const struct activity_at *at, struct day from)
{
    struct activity_times times;
    struct typed t;
    bool words = web_text(w, "days_times").len > 0;
    typed_read(w, &t);
    if (words) {
        faults_init(&w->ctx->faults, w->ctx->arena); /* the words stand for day and times */
        TRY(words_lines(w, at, &times));
    } else {
        if (t.day.n != at->session.on.n)
            wrong(w, "days_times", SAY("Another day from then on? Write it in words, for example every Friday 2pm to 4pm."));
        if (t.location.len > 0)
            wrong(w, "location", SAY("Another place for all later dates is changed with the activity itself."));
        TRY(faults_status(&w->ctx->faults));
        TRY(lines_at(w, at, &t, &times));
    }
    TRY(activities_times_from(w->ctx, &at->asset, from, &times));
    return web_redirect_saying(w, web_path(w, "/activities/%lld", (long long)at->asset.id.v), SAY("The times are changed. Tell those who might come."));
}

enum status activities_web_date_put(struct web *w)
{
    struct activity_at at;
    TRY(date_find(w, &at));
    struct str scope = web_text(w, "scope");
    bool off = str_is(web_text(w, "what"), "off"), later = str_is(scope, "later"), all = str_is(scope, "all");
    if (at.session.begins.ms < w->ctx->now.ms && at.session.ends.ms <= w->ctx->now.ms)
        return ctx_fault(w->ctx, ERR_CONFLICT, STR_NONE, SAY("This one is over. Open a later date."));
    if (at.session.extra || !(later || all)) return one_change(w, &at, off);
    struct day from = all ? ctx_today(w->ctx) : at.session.day;
    return off ? later_off(w, &at, from) : later_change(w, &at, from);
}

enum status activities_web_date_back(struct web *w)
{
    struct activity_at at;
    struct asset_series series;
    TRY(date_find(w, &at));
    TRY(assets_series_find(w->ctx, at.asset.id, &series));
    struct str path = web_path(w, "/activities/%lld", (long long)at.asset.id.v);
    enum status status = assets_date_back(w->ctx, &at.asset, at.session.day, at.session.at);
    if (status == ERR_MISSING && series.off && at.session.cancelled) {
        TRY(assets_series_call_off(w->ctx, &at.asset, DAY_NONE, STR_NONE));
        return web_redirect_saying(w, path, SAY("Taken back. It goes on as planned."));
    }
    if (status == ERR_MISSING) return web_redirect(w, path);
    TRY(status);
    return web_redirect_saying(w, path, SAY("Taken back. This date is as planned again."));
}

enum status activities_web_extra_put(struct web *w)
{
    struct activity_at at;
    struct asset_session there;
    struct typed t;
    TRY(series_find(w, &at));
    typed_read(w, &t);
    TRY(faults_status(&w->ctx->faults));
    enum status status = assets_session_find(w->ctx, &at.asset, t.day, t.opens, &there);
    if (status == OK) wrong(w, "from", SAY("There is one on this day at this time already."));
    else if (status != ERR_MISSING) return status;
    TRY(faults_status(&w->ctx->faults));
    const struct asset_session as = {.day = t.day, .at = t.opens, .extra = true};
    struct asset_date date = date_of(&as, &t);
    TRY(assets_date_put(w->ctx, &at.asset, &date));
    struct str code = assets_session_code(w->ctx->arena, at.asset.id, t.day, t.opens);
    return web_redirect_saying(w, web_path(w, "/sessions/%.*s", STR_ARG(code)), SAY("One more date is on the list."));
}
