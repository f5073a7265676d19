/* Asking for a place, and what people do with it. */
#include "domain/activities/activities_signup_own.h"

#include "domain/people/people_locale.h"
#include "platform/journal/journal.h"
#include "platform/mail/mime.h"
#include "platform/texts/texts.h"

#define AHEAD_DAYS 400
#define DAY_MS ((int64_t)86400000)
#define NOTE_MOST 400
#define ASKED_A_DAY 12
#define NAME_MOST 80

/* ---- may they, and is it all there? ---- */

/* How somebody without a record is called and reached. */
static enum status reach_boxes(struct ctx *ctx, struct signup_ask *ask)
{
    enum status status = OK;
    if (ask->first_name.len == 0 || ask->first_name.len > NAME_MOST)
        status = ctx_fault(ctx, ERR_INVALID, STR("first_name"), SAY("Write a first name. For example: Joan"));
    struct str number = ask->phone.len > 0 ? texts_number(ctx->arena, ask->phone) : STR("");
    if (ask->phone.len > 0 && !number.ptr)
        status = ctx_fault(ctx, ERR_INVALID, STR("phone"), SAY("This is no phone number we can use. For example: 07700 900123"));
    ask->phone = number;
    if (ask->email.len > 0 && !mime_address(ask->email))
        status = ctx_fault(ctx, ERR_INVALID, STR("email"), SAY("Write the whole mail address. For example: joan@example.org"));
    if (status == OK && ask->way == SIGNUP_TEXT && ask->phone.len == 0)
        status = ctx_fault(ctx, ERR_INVALID, STR("phone"), SAY("For texts we need a phone number."));
    if (status == OK && ask->way == SIGNUP_MAIL && ask->email.len == 0)
        status = ctx_fault(ctx, ERR_INVALID, STR("email"), SAY("For mail we need a mail address."));
    return status;
}

static enum status boxes(struct ctx *ctx, struct signup_ask *ask)
{
    enum status status = ask->person.v == 0 ? reach_boxes(ctx, ask) : OK;
    if (ask->companions < 0 || ask->companions > SIGNUP_COMPANIONS)
        status = ctx_fault(ctx, ERR_INVALID, STR("companions"), SAY("Write how many come with you: a number from 0 to 9."));
    if (ask->carer && ask->companions == 0) ask->companions = 1; /* the carer */
    if (ask->note.len > NOTE_MOST)
        status = ctx_fault(ctx, ERR_INVALID, STR("note"), SAY("Use at most 400 letters."));
    return status;
}

static enum status open_now(struct ctx *ctx, const struct activity_at *at, bool host)
{
    const struct asset_session *s = &at->session;
    if (at->code.len == 0) return OK;
    if (s->cancelled) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This date is called off. Look at the other dates."));
    if (s->day.n > ctx_today(ctx).n + AHEAD_DAYS)
        return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This date is more than a year away. Ask again nearer the day."));
    int64_t shut = host ? s->ends.ms + DAY_MS : s->begins.ms; /* a walk-up is written in when they stand there */
    if (ctx->now.ms >= shut) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This date has begun already. Look at the other dates."));
    return OK;
}

static bool may_ask(struct ctx *ctx, const struct activity_at *at, const struct signup_ask *ask)
{
    if (ask->person.v == 0) return true;
    if (people_is(ctx, ask->person)) return true;
    if (str_is(str_from(ask->how), "host")) return activities_may_run(ctx, &at->asset, &at->series) && people_may_change(ctx, ask->person);
    return people_may_change(ctx, ask->person);
}

/* Whoever types a number or an address need not be who is told there: one of them is written to about
   so many askings a day, and no more. Those who run it write in whom they like. */
static enum status often(struct ctx *ctx, const struct signup_ask *ask)
{
    int64_t n;
    struct str phone = ask->phone.len ? ask->phone : STR_NONE, email = ask->email.len ? ask->email : STR_NONE;
    if (ask->person.v || str_is(str_from(ask->how), "host") || (!phone.ptr && !email.ptr)) return OK;
    TRY(activities_sql_signups_lately(ctx->db, phone, email, (struct instant){ctx->now.ms - DAY_MS}, &n));
    if (n < ASKED_A_DAY) return OK;
    return ctx_fault(ctx, ERR_LIMIT, STR_NONE, SAY("Many places were asked for with this number or address today. Ask again tomorrow, or ring us."));
}

/* ---- are they on the list already? ---- */

static enum status standing_of(struct ctx *ctx, struct asset_id asset, struct person_id person, struct signup *ret_signup)
{
    struct activities_sql_signup_own own;
    TRY(activities_sql_signup_own(ctx->db, ctx->arena, asset, person, DAY_NONE, MINUTES_NONE, &own));
    return activities_signup_read(ctx, own.id, ret_signup);
}

enum status activities_signup_of(struct ctx *ctx, struct asset_id asset, struct person_id person, struct day day,
                                 struct minutes at, struct signup *ret_signup)
{
    struct activities_sql_signup_own own;
    struct signup standing;
    if (person.v == 0) return ERR_MISSING;
    enum status status = activities_sql_signup_own(ctx->db, ctx->arena, asset, person, day, at, &own);
    if (status == OK) return activities_signup_read(ctx, own.id, ret_signup);
    if (status != ERR_MISSING || !day_is(day)) return status;
    TRY(standing_of(ctx, asset, person, &standing));
    if (standing.since.n > day.n || standing.state == SIGNUP_WAITING) return ERR_MISSING;
    *ret_signup = standing;
    return OK;
}

static enum status known(struct ctx *ctx, const struct activity_at *at, const struct signup_ask *ask, struct signup *ret_signup)
{
    struct activities_sql_signup_same same;
    struct day day = at->code.len ? at->session.day : DAY_NONE;
    struct minutes minute = at->code.len ? at->session.at : MINUTES_NONE;
    if (ask->person.v) return activities_signup_of(ctx, at->asset.id, ask->person, day, minute, ret_signup);
    struct str phone = ask->phone.len ? ask->phone : STR_NONE, email = ask->email.len ? ask->email : STR_NONE;
    if (!phone.ptr && !email.ptr) return ERR_MISSING;
    TRY(activities_sql_signup_same(ctx->db, ctx->arena, at->asset.id, ask->first_name, phone, email, day, minute, &same));
    return activities_signup_read(ctx, same.id, ret_signup);
}

/* ---- a place, or the end of the line ---- */

static enum status place_or_line(struct ctx *ctx, const struct activity_at *at, struct signup *s, bool *ret_placed)
{
    const struct asset_session *session = day_is(s->day) ? &at->session : NULL;
    struct activity_room room;
    bool first;
    TRY(activities_room_now(ctx, &at->series, session, &room));
    TRY(activities_first_in_line(ctx, s->asset, session, &room, s->turn, &first));
    *ret_placed = activities_fits(&room, s->seats, s->newcomer) && !first;
    return OK;
}

static struct instant told_until(const struct activity_at *at, struct instant now)
{
    return at->code.len ? at->session.ends : (struct instant){now.ms + 2 * DAY_MS};
}

static enum status fresh(struct ctx *ctx, const struct activity_at *at, const struct signup_ask *ask, int64_t turn,
                         struct signup *ret_signup)
{
    bool date = at->code.len > 0;
    bool self = ask->person.v && people_is(ctx, ask->person);
    struct signup s = {
        .asset = at->asset.id, .place = at->asset.place, .day = date ? at->session.day : DAY_NONE,
        .at = date ? at->session.at : MINUTES_NONE, .since = date ? DAY_NONE : ctx_today(ctx), .person = ask->person,
        .first_name = ask->first_name, .phone = ask->phone, .email = ask->email, .language = str_from(ctx->locale->code),
        .seats = 1 + ask->companions, .carer = ask->carer, .note = ask->note, .turn = turn, .how = str_from(ask->how),
        .consent = ask->consent, .by = {self ? 0 : ctx->actor.person}, .way = ask->way, .offered_until = INSTANT_NONE};
    if (date) {
        bool yes = true;
        if (s.person.v) TRY(activities_is_newcomer(ctx, s.asset, s.person, s.day, &yes));
        s.newcomer = yes;
    }
    if (s.person.v) s.first_name = people_first_name(ctx, s.person);
    *ret_signup = s;
    return OK;
}

enum status activities_sign_up(struct ctx *ctx, const struct activity_at *at, const struct signup_ask *given,
                               struct signup *ret_signup)
{
    struct signup_ask ask = *given;
    struct signup s;
    int64_t turn;
    bool placed, host = str_is(str_from(ask.how), "host") && activities_may_run(ctx, &at->asset, &at->series);
    if (!may_ask(ctx, at, &ask)) return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("You can sign up yourself, or somebody you walk beside."));
    TRY(boxes(ctx, &ask));
    TRY(open_now(ctx, at, host));
    TRY(activities_turn(ctx, at->asset.id, at->asset.place, &turn));
    enum status status = known(ctx, at, &ask, &s);
    if (status == OK && s.state == SIGNUP_SKIPPED) {
        TRY(activities_signup_undo(ctx, &s));
        return activities_signup_read(ctx, s.id.v, ret_signup);
    }
    if (status == OK) {
        *ret_signup = s;
        return OK;
    }
    if (status != ERR_MISSING) return status;
    TRY(often(ctx, &ask));
    TRY(fresh(ctx, at, &ask, turn, &s));
    TRY(place_or_line(ctx, at, &s, &placed));
    s.state = placed ? SIGNUP_COMING : SIGNUP_WAITING;
    TRY(activities_signup_write(ctx, &s));
    if (placed && !day_is(s.day)) TRY(activities_standing_begins(ctx, &at->asset, &at->series, &s));
    if (s.person.v && !people_is(ctx, s.person)) TRY(people_record_acting(ctx, s.person, ask.consent.len ? ask.consent : STR("spoken")));
    TRY(activities_notice(ctx, &s, placed ? NOTICE_KEPT : NOTICE_WAITING, 0, told_until(at, ctx->now)));
    TRY(activities_look(ctx, s.asset, ctx->now));
    *ret_signup = s;
    return journal_record(ctx, placed ? "activities.signed_up" : "activities.waits", s.person.v, s.asset.v, STR_NONE);
}

/* ---- what they do with it ---- */

/* The series and, of a date, its session; the series is held. Read again: another may have been quicker. */
static enum status hold(struct ctx *ctx, const struct signup *signup, struct activity_at *ret_at, struct signup *ret_signup,
                        int64_t *ret_turn)
{
    struct activity_at at = {.code = STR_NONE};
    TRY(activities_find_id(ctx, signup->asset, &at.asset, &at.series));
    TRY(activities_turn(ctx, signup->asset, signup->place, ret_turn));
    TRY(activities_signup_read(ctx, signup->id.v, ret_signup));
    if (day_is(ret_signup->day) && assets_session_find(ctx, &at.asset, ret_signup->day, ret_signup->at, &at.session) == OK)
        at.code = assets_session_code(ctx->arena, at.asset.id, ret_signup->day, ret_signup->at);
    *ret_at = at;
    return OK;
}

static enum status freed(struct ctx *ctx, const struct activity_at *at, const struct signup *s, const char *fact)
{
    TRY(activities_settle(ctx, &at->asset, &at->series));
    TRY(activities_look(ctx, s->asset, ctx->now));
    return journal_record(ctx, fact, s->person.v, s->asset.v, STR_NONE);
}

enum status activities_signup_cancel(struct ctx *ctx, const struct signup *signup, const char *why)
{
    struct activity_at at;
    struct signup s;
    int64_t turn;
    TRY(hold(ctx, signup, &at, &s, &turn));
    if (s.state == SIGNUP_ENDED || s.state == SIGNUP_SKIPPED) return OK; /* sent twice */
    if (!day_is(s.day)) TRY(activities_standing_ends(ctx, &s, false));
    TRY(activities_signup_turns(ctx, &s, s.of.v ? SIGNUP_SKIPPED : SIGNUP_ENDED, why));
    if (str_is(str_from(why), "taken off"))
        TRY(activities_notice(ctx, &s, NOTICE_TAKEN_OFF, turn, told_until(&at, ctx->now)));
    return freed(ctx, &at, &s, "activities.cancelled");
}

enum status activities_signup_skip(struct ctx *ctx, const struct signup *standing, struct day day, struct minutes at_minute)
{
    struct activity_at at;
    struct signup s, date;
    struct activities_sql_signup_date row;
    int64_t turn;
    TRY(hold(ctx, standing, &at, &s, &turn));
    if (day_is(s.day) || (s.state != SIGNUP_COMING && s.state != SIGNUP_OFFERED)) return ERR_CONFLICT;
    if (assets_session_find(ctx, &at.asset, day, at_minute, &at.session) != OK) return ERR_MISSING;
    enum status status = activities_sql_signup_date(ctx->db, ctx->arena, s.id.v, day, at_minute, &row);
    if (status == OK) {
        TRY(activities_signup_read(ctx, row.id, &date));
        if (date.state == SIGNUP_SKIPPED) return OK;
        TRY(activities_signup_turns(ctx, &date, SIGNUP_SKIPPED, "cancelled"));
    } else {
        if (status != ERR_MISSING) return status;
        date = s;
        date.of = s.id;
        date.day = day;
        date.at = at_minute;
        date.since = DAY_NONE;
        date.state = SIGNUP_SKIPPED;
        date.turn = turn;
        date.how = STR("standing");
        TRY(activities_signup_write(ctx, &date));
    }
    return freed(ctx, &at, &date, "activities.cancelled");
}

static enum status given_on(struct ctx *ctx)
{
    return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("The place has gone to somebody else by now. You can ask again and wait."));
}

enum status activities_signup_undo(struct ctx *ctx, const struct signup *signup)
{
    struct activity_at at;
    struct signup s;
    int64_t turn;
    bool placed;
    TRY(hold(ctx, signup, &at, &s, &turn));
    if (s.state != SIGNUP_SKIPPED && s.state != SIGNUP_ENDED) return OK;
    if (s.state == SIGNUP_ENDED && !str_is(s.why, "cancelled")) return given_on(ctx);
    if (day_is(s.day)) {
        if (at.code.len == 0) return given_on(ctx);
        TRY(open_now(ctx, &at, false));
    }
    s.turn = turn;
    TRY(place_or_line(ctx, &at, &s, &placed));
    if (!placed && s.of.v == 0) return given_on(ctx);
    TRY(activities_signup_turns(ctx, &s, placed ? SIGNUP_COMING : SIGNUP_WAITING, NULL));
    if (!day_is(s.day)) TRY(activities_standing_begins(ctx, &at.asset, &at.series, &s));
    TRY(activities_look(ctx, s.asset, ctx->now));
    return journal_record(ctx, placed ? "activities.signed_up" : "activities.waits", s.person.v, s.asset.v, STR_NONE);
}

enum status activities_signup_take(struct ctx *ctx, const struct signup *signup)
{
    struct activity_at at;
    struct signup s;
    int64_t turn;
    TRY(hold(ctx, signup, &at, &s, &turn));
    if (s.state == SIGNUP_COMING) return OK;
    if (s.state != SIGNUP_OFFERED || s.offered_until.ms <= ctx->now.ms)
        return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This offer is over, and the place went to the next in line. You can ask again."));
    s.lapses = 0;
    TRY(activities_signup_turns(ctx, &s, SIGNUP_COMING, NULL));
    TRY(activities_notice(ctx, &s, NOTICE_KEPT, turn, told_until(&at, ctx->now)));
    TRY(activities_look(ctx, s.asset, ctx->now));
    return journal_record(ctx, "activities.signed_up", s.person.v, s.asset.v, STR_NONE);
}

enum status activities_signup_way_set(struct ctx *ctx, const struct signup *signup, enum signup_way way)
{
    return activities_sql_signup_way(ctx->db, signup->of.v ? signup->of.v : signup->id.v,
                                     str_from(activities_signup_way_name(way)), ctx->now);
}
