/* The statement: month by month on paper, and as a table. Kept with the person: never shown to others. */
#include "domain/credits/credits_give_web.h"

#include "base/csv.h"
#include "credits_pages.h"
#include "credits_sql.h"

#define ALL_MOST 5000
#define CSV_ROOM ((size_t)2 << 20)

struct statement {
    struct credits_sql_hours *rows; /* newest first */
    size_t n;
    struct account_id account;
    struct person_id self;
    int64_t balance;                /* now */
    bool cut;
};

static enum status read(struct ctx *ctx, struct person_id self, struct statement *s)
{
    struct credits_account account;
    *s = (struct statement){.self = self};
    if (!people_may_see(ctx, self)) return ERR_DENIED;
    enum status status = credits_member_find(ctx, self, &s->account);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    TRY(credits_account_get(ctx, s->account, &account));
    s->balance = account.balance;
    TRY(credits_sql_hours(ctx->db, ctx->arena, s->account, INT64_MAX, ALL_MOST + 1, &s->rows, &s->n));
    s->cut = s->n > ALL_MOST;
    if (s->cut) s->n = ALL_MOST;
    return OK;
}

static int64_t signed_minutes(const struct statement *s, const struct credits_sql_hours *r)
{
    return r->payee.v == s->account.v ? r->minutes : -r->minutes;
}

/* "3 hours to use", "2 hours ahead": never a sign. */
static struct str stood(struct ctx *ctx, int64_t minutes)
{
    if (minutes == 0) return credits_web_say(ctx, SAY("given and received are the same."));
    if (minutes > 0) return credits_web_say(ctx, SAY1("{time} to use, keep, or give away.", "time", credits_time(ctx, minutes)));
    return credits_web_say(ctx, SAY1("{time} received ahead.", "time", credits_time(ctx, minutes)));
}

static struct str month_of(struct ctx *ctx, struct civil c)
{
    return str_printf(ctx->arena, "%.*s %d", STR_ARG(text_month(ctx->locale, c.month)), c.year);
}

/* Paper is read from the top: the oldest first, within a month as among months. */
static void turn(struct hours_month *months, size_t months_n)
{
    for (size_t i = 0; i < months_n; i++) {
        struct hours_line *lines = months[i].first;
        for (size_t a = 0, b = months[i].lines_n; a + 1 < b; a++) {
            struct hours_line line = lines[a];
            lines[a] = lines[--b];
            lines[b] = line;
        }
    }
    for (size_t a = 0, b = months_n; a + 1 < b; a++) {
        struct hours_month month = months[a];
        months[a] = months[--b];
        months[b] = month;
    }
}

enum status credits_web_hours_print(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct statement s;
    struct person_id self = credits_web_self(w);
    TRY(read(ctx, self, &s));
    struct hours_month *months = ARENA_ARRAY(ctx->arena, struct hours_month, s.n + 1);
    struct hours_line *lines = ARENA_ARRAY(ctx->arena, struct hours_line, s.n + 1);
    size_t months_n = 0;
    int64_t stands = s.balance;
    for (size_t i = 0; i < s.n;) {
        struct civil first = civil_from_instant(ctx->zone, s.rows[i].at);
        struct hours_month *m = &months[months_n++];
        *m = (struct hours_month){.name = month_of(ctx, first), .closing = stood(ctx, stands), .lines = &lines[i], .first = &lines[i]};
        for (; i < s.n; i++) {
            struct civil at = civil_from_instant(ctx->zone, s.rows[i].at);
            if (at.month != first.month || at.year != first.year) break;
            credits_web_line(ctx, &s.rows[i], self, &lines[i]);
            m->lines_n++;
            stands -= signed_minutes(&s, &s.rows[i]);
        }
        m->opening = stood(ctx, stands);
    }
    turn(months, months_n);
    const struct hours_print_view view = {.title = credits_web_say(ctx, SAY1("Hours of {name}", "name", people_first_name(ctx, self))),
                                          .seen = credits_web_say(ctx, SAY("An hour is an hour, whatever was done with it.")),
                                          .months = months, .months_n = months_n, .made = ctx_today(ctx), .cut = s.cut};
    w->paper = true;
    credits_page_hours_print(web_page(w, SAY("Your hours"), NULL), &view);
    return OK;
}

/* ---- as a table ---- */

static void put_int(struct ctx *ctx, struct buf *buf, int64_t n)
{
    csv_put(buf, n > 0 ? str_int(ctx->arena, n) : STR(""), false);
}

static void put_row(struct ctx *ctx, struct buf *buf, const struct statement *s, const struct credits_sql_hours *r, int64_t after)
{
    bool gave = r->payee.v == s->account.v;
    struct person_id other = gave ? r->from_person : r->to_person;
    struct str with = gave ? r->from_name : r->to_name;
    struct day on = day_is(r->on_day) ? r->on_day : day_from_instant(ctx->zone, r->at);
    csv_put(buf, day_format(ctx->arena, on), true);
    csv_put(buf, instant_format(ctx->arena, ctx->zone, r->at), false);
    csv_put(buf, r->kind, false);
    csv_put(buf, credits_what(ctx, r->words), false);
    csv_put(buf, people_apart(ctx, s->self, other) ? STR("") : with, false); /* as on the page */
    put_int(ctx, buf, gave ? r->minutes : 0);
    put_int(ctx, buf, gave ? 0 : r->minutes);
    put_int(ctx, buf, after);
    put_int(ctx, buf, -after);
    csv_put(buf, r->back.v ? STR("yes") : STR(""), false);
    csv_end(buf);
}

enum status credits_web_hours_csv(struct web *w)
{
    static const char *const heads[] = {"day", "written_down", "kind", "what", "with", "minutes_given", "minutes_received", "minutes_to_use_after",
                                        "minutes_ahead_after", "put_right"};
    struct ctx *ctx = w->ctx;
    struct statement s;
    struct buf buf;
    TRY(read(ctx, credits_web_self(w), &s));
    buf_init(&buf, ctx->arena, CSV_ROOM);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) csv_put(&buf, str_from(heads[i]), i == 0);
    csv_end(&buf);
    int64_t *after = ARENA_ARRAY(ctx->arena, int64_t, s.n + 1);
    int64_t stands = s.balance;
    for (size_t i = 0; i < s.n; i++) {
        after[i] = stands;
        stands -= signed_minutes(&s, &s.rows[i]);
    }
    for (size_t i = s.n; i-- > 0;) put_row(ctx, &buf, &s, &s.rows[i], after[i]);
    TRY(buf_check(&buf));
    return web_bytes(w, STR("text/csv; charset=utf-8"), buf_str(&buf), STR("hours.csv"));
}
