/* Time that ran out, and the other who is told: once, by mail or text, in their language. */
#include "domain/credits/credits_told_own.h"

#include "credits_sql.h"
#include "domain/people/people_locale.h"
#include "platform/mail/mail.h"
#include "platform/texts/texts.h"

#define AT_ONCE 20
#define TEXT_FROM "9"
#define TEXT_TO "20"

/* ---- time ran out ---- */

/* Those whose word could not be heard after all are not booked by silence: they end first. */
static enum status end_unheard(struct ctx *ctx)
{
    struct credits_sql_told_unheard *rows;
    size_t n;
    TRY(credits_sql_told_unheard(ctx->db, ctx->arena, ctx->now, AT_ONCE, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        enum status status = credits_erase(ctx, rows[i].pending_id, STR("time"));
        if (status == ERR_CONFLICT) faults_init(&ctx->faults, ctx->arena); /* somebody was quicker */
        else TRY(status);
    }
    return OK;
}

/* Nor are those of two who are kept apart since: the one who is asked cannot see it to say no. */
static enum status end_apart(struct ctx *ctx)
{
    struct credits_sql_told_due *rows;
    size_t n, ended = 1;
    while (ended > 0) { /* until none is left among those whose time is over next */
        ended = 0;
        TRY(credits_sql_told_due(ctx->db, ctx->arena, ctx->now, AT_ONCE, &rows, &n));
        for (size_t i = 0; i < n; i++) {
            if (!people_apart(ctx, rows[i].teller_id, rows[i].other_id)) continue;
            TRY(credits_erase(ctx, rows[i].pending_id, STR("time")));
            ended++;
        }
    }
    return OK;
}

static enum status settle(struct ctx *ctx, size_t *ret_n)
{
    struct credits_sql_told_settle *rows;
    int64_t ended;
    TRY(end_unheard(ctx));
    TRY(end_apart(ctx));
    TRY(credits_timeouts(ctx, AT_ONCE, &ended));
    TRY(credits_sql_told_lapse(ctx->db, ctx->now));
    TRY(credits_sql_told_settle(ctx->db, ctx->arena, ctx->now, AT_ONCE, &rows, ret_n));
    for (size_t i = 0; i < *ret_n; i++) {
        bool done = str_is(rows[i].ended, "completed");
        enum status status = credits_sql_told_ended(ctx->db, rows[i].id, done ? STR("done") : STR("lapsed"), rows[i].became,
                                                    done ? credits_told_tomorrow(ctx, rows[i].place_id) : ctx->now);
        if (status != OK && status != ERR_MISSING) return status; /* missing: answered meanwhile */
    }
    *ret_n = *ret_n > (size_t)ended ? *ret_n : (size_t)ended;
    return OK;
}

enum status credits_told_job(struct ctx *ctx)
{
    size_t n = AT_ONCE;
    while (n >= AT_ONCE) {
        TRY(db_begin(ctx->db, DB_WRITE));
        enum status status = settle(ctx, &n);
        if (status == OK) status = db_commit(ctx->db);
        if (status == OK) continue;
        db_rollback(ctx->db);
        return status;
    }
    return OK;
}

/* ---- words ---- */

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

static struct str link_to(struct ctx *ctx, struct told_id id)
{
    const struct str *origin = ctx_kept(ctx, "origin");
    struct str begin = origin ? *origin : STR("");
    return str_printf(ctx->arena, "%.*s/hours/told/%lld", STR_ARG(begin), (long long)id.v);
}

/* "2 hours, garden" */
static struct str hours_of(struct ctx *ctx, const struct credits_told *t)
{
    return str_printf(ctx->arena, "%.*s, %.*s", STR_ARG(credits_time(ctx, t->minutes)), STR_ARG(credits_what(ctx, t->what)));
}

static struct str mail_words(struct ctx *ctx, const struct credits_told *t)
{
    struct str hours = hours_of(ctx, t), link = link_to(ctx, t->id);
    struct str first = t->gave ? say(ctx, SAY2("{name} told us about time given to you: {hours}.", "name", t->teller_name, "hours", hours))
                               : say(ctx, SAY2("{name} told us about time you gave: {hours}. Thank you.", "name", t->teller_name, "hours", hours));
    struct str thanks = t->thanks.len > 0 ? str_printf(ctx->arena, "\n\n“%.*s”", STR_ARG(t->thanks)) : STR("");
    struct str then = t->state != TOLD_WAITS ? say(ctx, SAY1("If something is not right, say so here:\n{link}", "link", link))
                      : t->silence_books
                          ? say(ctx, SAY2("Is that right? Say yes, or what is not right, here:\n{link}\n\nIf we hear nothing until {day}, we take it as a yes.", "link", link,
                                          "day", text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, t->until), ctx_today(ctx))))
                          : say(ctx, SAY1("Is that right? Say yes, or what is not right, here:\n{link}", "link", link));
    return str_printf(ctx->arena, "%.*s%.*s\n\n%.*s\n", STR_ARG(first), STR_ARG(thanks), STR_ARG(then));
}

static struct str text_words(struct ctx *ctx, const struct credits_told *t)
{
    struct str hours = hours_of(ctx, t);
    if (t->state != TOLD_WAITS)
        return say(ctx, SAY2("{name} thanks you for time you gave: {hours}. Not right? Tell your connector.", "name", t->teller_name, "hours", hours));
    return say(ctx, SAY2("{name} gave you time: {hours}. Is that right? Reply YES or NO.", "name", t->teller_name, "hours", hours));
}

/* ---- one of them ---- */

static bool quiet(struct ctx *ctx, struct instant *ret_morning)
{
    int64_t from = module_setting_hour(ctx, "credits.text_from", TEXT_FROM), to = module_setting_hour(ctx, "credits.text_to", TEXT_TO);
    struct civil now = civil_from_instant(ctx->zone, ctx->now);
    if (from >= to || (now.hour >= from && now.hour < to)) return false;
    struct day day = {day_from_instant(ctx->zone, ctx->now).n + (now.hour >= to)};
    struct civil morning = civil_from_day(day);
    morning.hour = (int)from;
    *ret_morning = instant_from_civil(ctx->zone, morning);
    return true;
}

static enum status by_mail(struct ctx *ctx, const struct credits_told *t, struct str to)
{
    int64_t id;
    const struct mail mail = {.to = to, .subject = t->gave ? say(ctx, SAY("An hour for you: is it right?")) : say(ctx, SAY("Thank you for your time")),
                              .text = mail_words(ctx, t), .language = str_from(ctx->locale->code)};
    return mail_put(ctx, &mail, &id);
}

static enum status by_text(struct ctx *ctx, const struct credits_told *t, const struct person *to)
{
    int64_t id;
    const struct text_out out = {.to = to->phone, .words = text_words(ctx, t), .locale = ctx->locale, .kind = "hours", .person = to->id.v, .about = t->id.v,
                                 .until = {ctx->now.ms + 3 * TOLD_DAY_MS}};
    return texts_put(ctx, &out, &id);
}

/* Nobody can tell them: then no word of theirs cannot mean yes. */
static enum status not_told(struct ctx *ctx, struct told_id id)
{
    TRY(credits_sql_told_no_silence(ctx->db, id));
    return credits_sql_told_heard(ctx->db, id, STR("none"));
}

static enum status tell_other(struct ctx *ctx, const struct credits_told *t, const struct person *to)
{
    struct instant morning;
    enum status status = ERR_INVALID;
    ctx->locale = people_locale_for(people_locale(to), "Thank you for your time");
    if (to->email.len > 0) status = by_mail(ctx, t, to->email);
    if (status == OK) return credits_sql_told_heard(ctx->db, t->id, STR("mail"));
    if (status != ERR_INVALID) return status;
    faults_init(&ctx->faults, ctx->arena); /* an address nobody can write to holds up nobody else */
    struct str number = texts_number(ctx->arena, to->phone);
    if (!number.ptr || texts_stopped(ctx, number)) return not_told(ctx, t->id);
    if (quiet(ctx, &morning)) return credits_sql_told_later(ctx->db, t->id, morning);
    TRY(by_text(ctx, t, to));
    return credits_sql_told_heard(ctx->db, t->id, STR("text"));
}

static enum status tell_one(struct ctx *ctx, struct told_id id)
{
    struct credits_told t;
    struct person to;
    const struct zone *zone = ctx->zone;
    const struct locale *locale = ctx->locale;
    TRY(credits_told_read(ctx, id, &t));
    bool stands = t.state == TOLD_WAITS || t.state == TOLD_DONE;
    if (!stands || t.other.v == 0 || people_apart(ctx, t.teller, t.other) || !credits_told_reach(ctx, t.other, &to)) return not_told(ctx, id);
    if (places_zone(ctx, to.place, &ctx->zone) != OK) ctx->zone = zone;
    enum status status = tell_other(ctx, &t, &to);
    ctx->zone = zone;
    ctx->locale = locale;
    return status;
}

static enum status tell_some(struct ctx *ctx, size_t *ret_n)
{
    struct credits_sql_told_untold *rows;
    TRY(credits_sql_told_untold(ctx->db, ctx->arena, ctx->now, AT_ONCE, &rows, ret_n));
    for (size_t i = 0; i < *ret_n; i++) TRY(tell_one(ctx, rows[i].id));
    return OK;
}

enum status credits_told_tell_job(struct ctx *ctx)
{
    size_t n = AT_ONCE;
    while (n == AT_ONCE) {
        TRY(db_begin(ctx->db, DB_WRITE));
        enum status status = tell_some(ctx, &n);
        if (status == OK) status = db_commit(ctx->db);
        if (status == OK) continue;
        db_rollback(ctx->db);
        return status;
    }
    return OK;
}
