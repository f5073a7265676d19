/* "Check our books": for everybody, without signing in. */
#include "domain/credits/credits_open.h"
#include "domain/credits/credits_open_view.h"
#include "domain/credits/credits_open_web.h"

#include "credits_pages.h"
#include "domain/credits/credits_journal.h"
#include "domain/credits/credits_policy.h"
#include "domain/credits/credits_right.h"
#include "platform/web/web.h"

#define SHOWN 20
#define POLICIES 50
#define TAKE_MOST ((size_t)10 << 20) /* what one answer holds */

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

static struct str day_of(struct ctx *ctx, struct instant at)
{
    return text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, at), ctx_today(ctx));
}

/* ---- one set of books ---- */

static struct said kind_label(enum credits_kind kind)
{
    switch (kind) {
    case CREDITS_MEMBER: return SAY("People");
    case CREDITS_GROUP: return SAY("Groups");
    case CREDITS_POT: return SAY("Community pots");
    case CREDITS_VENUE: return SAY("Venues");
    case CREDITS_PAPER: return SAY("On paper notes");
    case CREDITS_PEER: return SAY("Other places");
    default: return SAY("People, groups and pots");
    }
}

/* Never a sign: what is below nothing is said in words. */
static struct str held(struct ctx *ctx, int64_t minutes)
{
    struct str time = credits_time(ctx, minutes);
    return minutes < 0 ? say(ctx, SAY1("{time} more received than given", "time", time)) : time;
}

static void put_kinds(struct ctx *ctx, const struct credits_open_ledger *l, struct books_ledger *b)
{
    struct books_line *lines = ARENA_ARRAY(ctx->arena, struct books_line, l->kinds_n + 1);
    for (size_t i = 0; i < l->kinds_n; i++) {
        const struct credits_open_kind *k = &l->kinds[i];
        lines[i] = (struct books_line){say(ctx, kind_label(k->kind)), held(ctx, k->balance), STR_NONE};
        if (k->kind == CREDITS_KINDS) lines[i].note = say(ctx, SAY("Too few people to be shown on their own."));
    }
    b->kinds = lines;
    b->kinds_n = l->kinds_n;
}

static void put_programmes(struct ctx *ctx, const struct credits_open_ledger *l, struct books_ledger *b)
{
    struct books_line *lines = ARENA_ARRAY(ctx->arena, struct books_line, l->programmes_n + 1);
    for (size_t i = 0; i < l->programmes_n; i++) {
        const struct credits_open_programme *p = &l->programmes[i];
        lines[i] = (struct books_line){p->name, held(ctx, p->given), p->ended ? say(ctx, SAY("Closed")) : p->place};
    }
    b->programmes = lines;
    b->programmes_n = l->programmes_n;
}

static struct str reason_of(struct ctx *ctx, const struct credits_shown_right *r)
{
    struct str words[3];
    size_t n = 0;
    if (r->both) words[n++] = say(ctx, SAY("Both agreed."));
    if (r->over) words[n++] = say(ctx, SAY("Somebody who keeps the books let it pass a limit, with a reason."));
    words[n++] = r->reason.ptr ? say(ctx, SAY1("Why: {reason}", "reason", r->reason)) : say(ctx, SAY("The reason is kept with the two."));
    return str_join(ctx->arena, words, n, STR(" "));
}

static struct str right_title(struct ctx *ctx, const struct credits_shown_right *r)
{
    struct str number = str_int(ctx->arena, r->of_number), was = credits_time(ctx, r->minutes);
    if (r->now == 0) return say(ctx, SAY2("Line {number}: {was} taken back", "number", number, "was", was));
    return say(ctx, SAY3("Line {number}: {now}, not {was}", "number", number, "now", credits_time(ctx, r->now), "was", was));
}

static enum status put_rights(struct web *w, const struct credits_open_ledger *l, struct books_ledger *b)
{
    struct ctx *ctx = w->ctx;
    struct credits_shown_right *rows;
    size_t n;
    int64_t before = web_int(w, "ledger", 1) == l->id.v ? web_int(w, "before", 0) : 0;
    TRY(credits_right_shown(ctx, l->id, before, SHOWN + 1, &rows, &n));
    if (n > SHOWN) b->more = web_path(w, "/books?ledger=%lld&before=%lld", (long long)l->id.v, (long long)rows[SHOWN - 1].number);
    b->rights_n = n > SHOWN ? SHOWN : n;
    struct books_right *lines = ARENA_ARRAY(ctx->arena, struct books_right, n + 1);
    for (size_t i = 0; i < b->rights_n; i++) lines[i] = (struct books_right){right_title(ctx, &rows[i]), say(ctx, SAY1("{day}.", "day", day_of(ctx, rows[i].at))), reason_of(ctx, &rows[i])};
    b->rights = lines;
    return OK;
}

static enum status put_ledgers(struct web *w, struct books_view *v)
{
    struct ctx *ctx = w->ctx;
    struct credits_open_ledger *rows;
    size_t n;
    TRY(credits_open_ledgers(ctx, &rows, &n));
    struct books_ledger *ledgers = ARENA_ARRAY(ctx->arena, struct books_ledger, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct str count = text_number(ctx->arena, ctx->locale, rows[i].entries);
        ledgers[i] = (struct books_ledger){.name = rows[i].name, .titled = n > 1, .right = rows[i].sum == 0, .given = held(ctx, rows[i].given),
                                           .held = held(ctx, rows[i].held), .head = rows[i].head};
        ledgers[i].entries = rows[i].entries > 0 ? say(ctx, SAY1("There are {n} lines. The newest one carries:", "n", count)) : say(ctx, SAY("There is no line yet."));
        put_kinds(ctx, &rows[i], &ledgers[i]);
        put_programmes(ctx, &rows[i], &ledgers[i]);
        TRY(put_rights(w, &rows[i], &ledgers[i]));
    }
    v->ledgers = ledgers;
    v->ledgers_n = n;
    return OK;
}

/* ---- what was decided ---- */

static enum status put_policies(struct web *w, struct books_view *v)
{
    struct ctx *ctx = w->ctx;
    struct credits_policy_place *places;
    size_t n;
    TRY(credits_policy_places(ctx, POLICIES, &places, &n));
    struct books_policy *rows = ARENA_ARRAY(ctx->arena, struct books_policy, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct credits_policy p;
        TRY(credits_policy_of(ctx, places[i].place, &p));
        rows[i] = (struct books_policy){places[i].name, credits_policy_words(ctx, &p),
                                        say(ctx, SAY2("Since {day}. Decided by: {who}", "day", day_of(ctx, p.since), "who", p.decided_by))};
    }
    v->policies = rows;
    v->policies_n = n;
    return OK;
}

enum status credits_web_books(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_proof proof;
    struct books_view v = {.ever = true};
    enum status status = credits_proof_last(ctx, &proof);
    if (status == ERR_MISSING) v.ever = false;
    else if (status != OK) return status;
    else {
        v.good = proof.good;
        v.proved = say(ctx, SAY2("Counted anew on {day}: {n} lines.", "day", text_instant(ctx->arena, ctx->locale, ctx->zone, proof.at, ctx_today(ctx)), "n",
                                 text_number(ctx->arena, ctx->locale, proof.entries)));
    }
    TRY(put_ledgers(w, &v));
    TRY(put_policies(w, &v));
    credits_page_books(web_page(w, SAY("Check our books"), NULL), &v);
    return OK;
}

/* ---- to take away ---- */

static enum status add(void *cookie, struct str piece)
{
    struct buf *buf = cookie;
    buf_put(buf, piece);
    return buf_check(buf);
}

static enum status take(struct web *w, enum credits_format format, struct str type, struct str name)
{
    struct ctx *ctx = w->ctx;
    struct buf buf;
    const struct credits_journal_ask ask = {.format = format, .words = false};
    buf_init(&buf, ctx->arena, TAKE_MOST);
    enum status status = credits_journal_write(ctx, &ask, add, &buf);
    if (status == ERR_LIMIT)
        return ctx_fault(ctx, ERR_LIMIT, STR_NONE,
                         SAY("The books are too large for one page by now. Ask who runs this: the command kith credits journal writes all of them."));
    TRY(status);
    return web_bytes(w, type, buf_str(&buf), name);
}

enum status credits_web_books_journal(struct web *w)
{
    return take(w, CREDITS_HLEDGER, STR("text/plain; charset=utf-8"), STR("books.journal"));
}

enum status credits_web_books_csv(struct web *w)
{
    return take(w, CREDITS_CSV, STR("text/csv; charset=utf-8"), STR("books.csv"));
}

static void put_ledger(struct json *json, const struct credits_open_ledger *l)
{
    json_begin_object(json);
    json_put_str(json, "name", l->name);
    json_put_int(json, "entries", l->entries);
    json_put_int(json, "sum", l->sum);
    json_put_str(json, "head", l->head.len > 0 ? l->head : STR_NONE);
    json_put_int(json, "given_out", l->given);
    json_key(json, "held");
    json_begin_object(json);
    for (size_t i = 0; i < l->kinds_n; i++)
        json_put_int(json, l->kinds[i].kind == CREDITS_KINDS ? "member_group_pot" : credits_kind_code(l->kinds[i].kind), l->kinds[i].balance);
    json_end(json);
    json_end(json);
}

enum status credits_web_books_json(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_open_ledger *rows;
    struct credits_proof proof;
    size_t n;
    TRY(credits_open_ledgers(ctx, &rows, &n));
    enum status status = credits_proof_last(ctx, &proof);
    if (status != OK && status != ERR_MISSING) return status;
    struct json *json = web_json(w);
    json_begin_object(json);
    json_put_str(json, "unit", STR("min"));
    json_key(json, "ledgers");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) put_ledger(json, &rows[i]);
    json_end(json);
    if (status == OK) {
        json_put_str(json, "counted_at", instant_format(ctx->arena, NULL, proof.at));
        json_put_int(json, "counted_entries", proof.entries);
        json_put_bool(json, "ok", proof.good);
    }
    json_end(json);
    return OK;
}
