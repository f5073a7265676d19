/* One notice at a time into the outbox of its way. Who has no way is rung by those who run it. */
#include "domain/activities/activities_remind_own.h"

#include "domain/people/people_locale.h"
#include "platform/mail/mail.h"
#include "platform/texts/texts.h"

#define AT_ONCE 50

static const char *const kinds[NOTICES] = {"kept", "waiting", "offer", "passed", "off", "moved", "back", "day", "hours", "taken off"};

enum activity_notice activities_notice_kind(struct str name)
{
    enum activity_notice kind = NOTICE_KEPT;
    while (kind < NOTICES - 1 && !str_is(name, kinds[kind])) kind++;
    return kind;
}

struct reach { struct str phone, email; const struct locale *locale; int64_t person; };

/* Somebody with a record is reached as they say there, while they say yes to it. */
static enum status reach_of(struct ctx *ctx, const struct signup *s, struct reach *ret_reach)
{
    struct reach reach = {.phone = s->phone, .email = s->email, .locale = text_locale_for(s->language)};
    if (s->person.v) {
        struct person person;
        enum status status = people_find(ctx, s->person, &person);
        faults_init(&ctx->faults, ctx->arena);
        if (status != OK && status != ERR_MISSING && status != ERR_DENIED) return status;
        bool may = status == OK && !instant_is(person.ended_at) && people_consents(ctx, s->person, CONSENT_CONTACT);
        reach = (struct reach){.locale = status == OK ? people_locale(&person) : text_locale(TEXT_EN), .person = s->person.v};
        if (may) reach.phone = person.phone;
        if (may) reach.email = person.email;
    }
    *ret_reach = reach;
    return OK;
}

/* Have they a place on this date, if they come every time? */
static bool comes_then(struct ctx *ctx, const struct signup *s, struct day day, struct minutes at)
{
    struct signup date;
    if (s->state != SIGNUP_COMING) return false;
    if (day_is(s->day) || !day_is(day)) return true;
    return activities_signup_date(ctx, s, day, at, &date) != OK || date.state == SIGNUP_COMING;
}

/* Is it still true? A place given back needs no reminder. */
static bool stands(struct ctx *ctx, const struct signup *s, enum activity_notice kind, struct day day, struct minutes at)
{
    switch (kind) {
    case NOTICE_OFFER: return s->state == SIGNUP_OFFERED && s->offered_until.ms > ctx->now.ms;
    case NOTICE_WAITING: return s->state == SIGNUP_WAITING;
    case NOTICE_PASSED:
    case NOTICE_TAKEN_OFF: return true;
    case NOTICE_DAY:
    case NOTICE_HOURS:
    case NOTICE_KEPT: return comes_then(ctx, s, day, at);
    default: return s->state != SIGNUP_ENDED && s->state != SIGNUP_SKIPPED;
    }
}

static bool is_news(enum activity_notice kind)
{
    return kind == NOTICE_OFFER || kind == NOTICE_OFF || kind == NOTICE_MOVED || kind == NOTICE_BACK || kind == NOTICE_TAKEN_OFF;
}

static enum status put_mail(struct ctx *ctx, const struct notice_about *a, struct str to)
{
    int64_t id;
    const struct mail mail = {.to = to, .subject = activities_notice_subject(ctx, a), .text = activities_notice_mail(ctx, a),
                              .language = str_from(a->locale->code)};
    return mail_put(ctx, &mail, &id);
}

static enum status put_text(struct ctx *ctx, const struct notice_about *a, const struct reach *reach, struct instant until)
{
    int64_t id;
    const struct text_out text = {.to = reach->phone, .words = activities_notice_text(ctx, a), .locale = a->locale,
                                  .kind = is_news(a->kind) ? "news" : "reminder", .person = reach->person, .until = until};
    return texts_put(ctx, &text, &id);
}

static enum status send(struct ctx *ctx, const struct activities_sql_notice_find *n, struct notice_about *a, const struct signup *s)
{
    struct reach reach;
    struct instant morning;
    struct str number;
    TRY(reach_of(ctx, s, &reach));
    a->locale = reach.locale;
    number = texts_number(ctx->arena, reach.phone);
    if (s->way == SIGNUP_MAIL && reach.email.len > 0) {
        enum status status = put_mail(ctx, a, reach.email);
        if (status == OK) return activities_sql_notice_done(ctx->db, n->id, STR("mail"), ctx->now);
        /* An address nobody can write to: they are rung, and hold up nobody behind them. */
        if (status != ERR_INVALID) return status;
        faults_init(&ctx->faults, ctx->arena);
    }
    if (s->way == SIGNUP_TEXT && number.ptr && !texts_stopped(ctx, number)) {
        if (activities_quiet(ctx, s->place, &morning)) {
            bool late = morning.ms >= n->until.ms;
            return late ? activities_sql_notice_done(ctx->db, n->id, is_news(a->kind) ? STR("ring") : STR("late"), INSTANT_NONE)
                        : activities_sql_notice_later(ctx->db, n->id, morning);
        }
        reach.phone = number;
        TRY(put_text(ctx, a, &reach, n->until));
        return activities_sql_notice_done(ctx->db, n->id, STR("text"), ctx->now);
    }
    return activities_sql_notice_done(ctx->db, n->id, is_news(a->kind) ? STR("ring") : STR("none"), is_news(a->kind) ? INSTANT_NONE : ctx->now);
}

/* Codes and the own page of somebody who comes every time are those of the whole. */
static enum status with_code(struct ctx *ctx, struct signup *s)
{
    struct signup whole;
    if (s->of.v == 0) return OK;
    TRY(activities_signup_read(ctx, s->of.v, &whole));
    s->code = whole.code;
    s->token = whole.token;
    s->way = whole.way;
    return OK;
}

/* The series and the date it is about; ERR_MISSING: neither is as it would have to be. What is called
   off may be gone altogether, and its entry with it. */
static enum status about_what(struct ctx *ctx, const struct signup *s, struct day day, struct minutes at, struct notice_about *about,
                              struct activity_at *ret_at)
{
    struct activity_at what = {.code = STR_NONE};
    enum status status = activities_find_id(ctx, s->asset, &what.asset, &what.series);
    if (status == ERR_MISSING && about->kind == NOTICE_OFF) status = assets_find(ctx, s->asset, &what.asset);
    TRY(status);
    if (day_is(day)) {
        status = assets_session_find(ctx, &what.asset, day, at, &what.session);
        if (about->kind == NOTICE_OFF) {
            struct asset_session was;
            if (activities_seen_was(ctx, &what.asset, day, at, &was) == OK) what.session = was;
            else if (status == OK && !what.session.cancelled) status = ERR_MISSING;
            if (status == ERR_MISSING && what.session.cancelled) status = OK;
        }
        TRY(status);
    } else if (about->kind == NOTICE_MOVED) {
        TRY(assets_session_next(ctx, &what.asset, ctx->now, &what.session));
    }
    *ret_at = what;
    return OK;
}

static enum status tell_one(struct ctx *ctx, int64_t id)
{
    struct activities_sql_notice_find n;
    struct signup s;
    struct activity_at at = {.code = STR_NONE};
    TRY(activities_sql_notice_find(ctx->db, ctx->arena, id, &n));
    if (n.way.ptr) return OK; /* another was quicker */
    TRY(activities_signup_read(ctx, n.signup_id, &s));
    TRY(with_code(ctx, &s));
    struct day day = n.day < 0 ? DAY_NONE : (struct day){(int32_t)n.day};
    struct minutes minute = n.day < 0 ? MINUTES_NONE : (struct minutes){(int32_t)n.at};
    struct notice_about about = {.kind = activities_notice_kind(n.kind), .signup = &s, .at = &at, .zone = ctx->zone};
    bool late = n.until.ms <= ctx->now.ms || !stands(ctx, &s, about.kind, day, minute);
    if (!late) late = about_what(ctx, &s, day, minute, &about, &at) != OK;
    faults_init(&ctx->faults, ctx->arena);
    if (late) return activities_sql_notice_done(ctx->db, id, STR("late"), ctx->now);
    if (day_is(day)) about.session = &at.session;
    else if (about.kind == NOTICE_MOVED) about.next = &at.session;
    if (places_zone(ctx, s.place, &about.zone) != OK) about.zone = ctx->zone;
    return send(ctx, &n, &about, &s);
}

enum status activities_tell(struct ctx *ctx)
{
    struct activities_sql_notices_due *rows;
    size_t n;
    TRY(activities_sql_notices_due(ctx->db, ctx->arena, ctx->now, AT_ONCE, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        TRY(db_begin(ctx->db, DB_WRITE));
        enum status status = tell_one(ctx, rows[i].id);
        if (status == OK) status = db_commit(ctx->db);
        if (status == OK) continue;
        db_rollback(ctx->db);
        if (status != ERR_MISSING) return status; /* missing: another process told them meanwhile */
    }
    return OK;
}
