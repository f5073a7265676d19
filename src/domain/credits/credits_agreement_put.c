/* Writing an agreement down. */
#include "domain/credits/credits_agreement.h"

#include "base/utf8.h"
#include "base/week.h"
#include "credits_sql.h"
#include "platform/journal/journal.h"

#define WORTH_MOST 100000000
#define SPANS 64

static enum status words_fit(struct ctx *ctx, struct str words, size_t most, const char *field)
{
    if (utf8_count(words) <= most) return OK;
    return ctx_fault(ctx, ERR_INVALID, str_from(field), SAY1("Please write at most {n} letters.", "n", text_number(ctx->arena, ctx->locale, (int64_t)most)));
}

static enum status numbers(struct ctx *ctx, const struct credits_agreement_put *p)
{
    enum status s = OK;
    if (p->minutes < 1 || p->minutes > 1440)
        s = ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("Write how much time it takes, up to 24 hours. For example: 60 minutes"));
    if (p->capacity < 0 || p->capacity > 100000) s = ctx_fault(ctx, ERR_INVALID, STR("capacity"), SAY("Write a whole number, or 0 for as many as come."));
    if (p->capacity_all < 0 || p->capacity_all > 1000000) s = ctx_fault(ctx, ERR_INVALID, STR("capacity_all"), SAY("Write a whole number, or 0 for as many as come."));
    if (p->trip && !day_is(p->until)) s = ctx_fault(ctx, ERR_INVALID, STR("until"), SAY("Write the day of the trip, so that it can be booked until then."));
    if (day_is(p->from) && day_is(p->until) && p->until.n < p->from.n)
        s = ctx_fault(ctx, ERR_INVALID, STR("until"), SAY("The last day is before the first. Look at both."));
    if (p->worth.n != PENCE_NONE.n && (p->worth.n < 0 || p->worth.n > WORTH_MOST))
        s = ctx_fault(ctx, ERR_INVALID, STR("worth"), SAY("Write whole pence, or leave it empty. For example: 450"));
    return s;
}

static enum status check(struct ctx *ctx, const struct credits_agreement_put *p)
{
    struct week_span spans[SPANS];
    struct str why;
    size_t n;
    enum status s = numbers(ctx, p);
    if (p->what.len == 0) s = ctx_fault(ctx, ERR_INVALID, STR("what"), SAY("Write what hours buy. For example: Swimming"));
    if (words_fit(ctx, p->what, 80, "what") != OK) s = ERR_INVALID;
    if (words_fit(ctx, p->about, 300, "about") != OK) s = ERR_INVALID;
    if (words_fit(ctx, p->rules, 300, "rules") != OK) s = ERR_INVALID;
    if (words_fit(ctx, p->contact, 120, "contact") != OK) s = ERR_INVALID;
    if (words_fit(ctx, p->worth_words, 300, "worth_words") != OK) s = ERR_INVALID;
    if (p->times.len > 0 && week_spans(p->times, spans, SPANS, &n, &why) != OK)
        s = ctx_fault(ctx, ERR_INVALID, STR("times"), SAY1("We cannot read “{words}”. Write for example: mon-fri 09:00-15:00", "words", why));
    return s;
}

static struct str or_none(struct str s)
{
    return s.len > 0 ? s : STR_NONE;
}

static enum status write(struct ctx *ctx, const struct credits_agreement_put *p, struct agreement_id id)
{
    if (p->id.v) {
        const struct credits_sql_agreement_change_in in = {id, p->trip, p->what, or_none(p->about), or_none(p->rules), p->minutes, p->capacity, p->capacity_all,
                                                           or_none(p->times), p->from, p->until, or_none(p->contact), p->worth, or_none(p->worth_words)};
        return credits_sql_agreement_change(ctx->db, &in);
    }
    const struct credits_sql_agreement_add_in in = {id, p->venue, p->trip, p->what, or_none(p->about), or_none(p->rules), p->minutes, p->capacity, p->capacity_all,
                                                    or_none(p->times), p->from, p->until, or_none(p->contact), p->worth, or_none(p->worth_words), ctx->now};
    return credits_sql_agreement_add(ctx->db, &in);
}

static enum status kept_by_actor(struct ctx *ctx, struct venue_id venue)
{
    struct credits_venue v;
    TRY(credits_venue_find(ctx, venue, &v));
    if (instant_is(v.ended_at)) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This venue takes hours no more."));
    if (credits_venue_may(ctx, &v)) return OK;
    return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Agreements are kept by those who look after the place, and by who stands for the venue."));
}

enum status credits_agreement_put(struct ctx *ctx, const struct credits_agreement_put *put, struct agreement_id *ret_id)
{
    struct credits_agreement_put p = *put;
    struct credits_agreement was;
    struct agreement_id id = p.id;
    if (id.v) {
        TRY(credits_agreement_find(ctx, id, &was));
        p.venue = was.venue;
    } else {
        id.v = ctx_id(ctx);
    }
    TRY(kept_by_actor(ctx, p.venue));
    TRY(check(ctx, &p));
    TRY(write(ctx, &p, id));
    *ret_id = id;
    return journal_record(ctx, put->id.v ? "credits.agreement_changed" : "credits.agreement_made", id.v, p.venue.v, STR_NONE);
}

enum status credits_agreement_end(struct ctx *ctx, struct agreement_id id)
{
    struct credits_agreement was;
    TRY(credits_agreement_find(ctx, id, &was));
    TRY(kept_by_actor(ctx, was.venue));
    if (instant_is(was.ended_at)) return OK;
    TRY(credits_sql_agreement_end(ctx->db, id, ctx->now));
    return journal_record(ctx, "credits.agreement_ended", id.v, was.venue.v, STR_NONE);
}

enum status credits_agreement_staff(struct ctx *ctx, struct agreement_id id, struct credits_agreement_put *ret_put)
{
    struct credits_sql_agreement_find r;
    TRY(credits_sql_agreement_find(ctx->db, ctx->arena, id, (struct day){0}, &r));
    TRY(kept_by_actor(ctx, r.venue_id));
    *ret_put = (struct credits_agreement_put){.id = r.id, .venue = r.venue_id, .trip = r.trip, .what = r.what, .about = r.about, .rules = r.rules,
                                              .times = r.times, .contact = r.contact, .worth_words = r.worth_words, .minutes = r.minutes,
                                              .capacity = r.capacity, .capacity_all = r.capacity_all, .from = r.from_day, .until = r.until_day, .worth = r.worth};
    return OK;
}
