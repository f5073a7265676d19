/* What a place decided about hours, and what follows for unused ones. */
#include "domain/credits/credits_keep.h"
#include "domain/credits/credits_keep_view.h"
#include "domain/credits/credits_policy.h"
#include "domain/credits/credits_rules.h"

#include "credits_pages.h"
#include "platform/web/web.h"

#define LETTERS 100

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

static struct str day_of(struct ctx *ctx, struct instant at)
{
    return text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, at), ctx_today(ctx));
}

static struct str decided(struct ctx *ctx, const struct credits_policy *p)
{
    if (!instant_is(p->since)) return say(ctx, SAY("Nobody has decided otherwise: so Kith comes."));
    return say(ctx, SAY2("Since {day}. Decided by: {who}", "day", day_of(ctx, p->since), "who", p->decided_by));
}

static struct str number(struct web *w, const char *name, int64_t stored)
{
    return web_kept(w, name, stored == 0 ? STR_NONE : str_int(w->ctx->arena, stored));
}

static void put_boxes(struct web *w, const struct credits_policy *p, struct policy_view *v)
{
    struct ctx *ctx = w->ctx;
    v->months = number(w, "months", p->months);
    v->notice_days = number(w, "notice_days", p->notice_days);
    v->silence_days = number(w, "silence_days", p->silence_days);
    v->correction_days = number(w, "correction_days", p->correction_days);
    v->decided_by = web_kept(w, "decided_by", STR_NONE);
    struct str on = web_kept(w, "sees", p->keepers_see ? STR("keepers") : STR("own"));
    v->sees = ARENA_ARRAY(ctx->arena, struct html_choice, 2);
    v->sees[0] = (struct html_choice){STR("own"), say(ctx, SAY("They, and who walks beside them")), str_is(on, "own")};
    v->sees[1] = (struct html_choice){STR("keepers"), say(ctx, SAY("Also who keeps the books")), str_is(on, "keepers")};
    v->sees_n = 2;
}

enum status credits_web_policy(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_policy now, *rows;
    struct credits_notice *letters;
    size_t n, letters_n;
    const struct place_id place = {ctx->actor.place};
    TRY(credits_policy_of(ctx, place, &now));
    TRY(credits_policy_list(ctx, place, &rows, &n));
    TRY(credits_notice_letters(ctx, LETTERS, &letters, &letters_n));
    struct policy_view v = {.now = credits_policy_words(ctx, &now), .since = decided(ctx, &now)};
    put_boxes(w, &now, &v);
    struct policy_line *lines = ARENA_ARRAY(ctx->arena, struct policy_line, n + 1);
    for (size_t i = 1; i < n; i++) lines[v.rows_n++] = (struct policy_line){credits_policy_words(ctx, &rows[i]), decided(ctx, &rows[i])};
    v.rows = lines;
    if (letters_n > 0) v.letters = text_many(ctx->arena, ctx->locale, "{n} person is to be told by a letter or a visit", "{n} people are to be told by a letter or a visit", (int64_t)letters_n, NULL);
    credits_page_keep_policy(web_page(w, SAY("What was decided about hours"), NULL), &v);
    return OK;
}

enum status credits_web_policy_set(struct web *w)
{
    struct ctx *ctx = w->ctx;
    const struct credits_policy p = {.place = {ctx->actor.place}, .months = web_text(w, "months").len == 0 ? 0 : web_int(w, "months", -1),
                                     .notice_days = web_int(w, "notice_days", -1), .silence_days = web_int(w, "silence_days", -1),
                                     .correction_days = web_int(w, "correction_days", -1), .keepers_see = str_is(web_text(w, "sees"), "keepers"),
                                     .decided_by = web_text(w, "decided_by")};
    TRY(credits_policy_set(ctx, &p));
    return web_redirect_saying(w, STR("/credits/policy"), SAY("Kept. Everybody can read it under Check our books."));
}

/* ---- unused hours ---- */

static struct str words_of(struct ctx *ctx, const struct credits_notice *n)
{
    return say(ctx, SAY2("{time} were not used for long. On {day} they go to the community pot, for anyone. Using an hour or a word keeps them.", "time",
                         credits_time(ctx, n->minutes), "day", day_of(ctx, n->due_at)));
}

enum status credits_web_letters(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_notice *rows;
    size_t n;
    TRY(credits_notice_letters(ctx, LETTERS, &rows, &n));
    struct letter_line *lines = ARENA_ARRAY(ctx->arena, struct letter_line, n + 1);
    for (size_t i = 0; i < n; i++)
        lines[i] = (struct letter_line){rows[i].id.v, people_first_name(ctx, rows[i].person), web_path(w, "/people/%lld", (long long)rows[i].person.v),
                                        words_of(ctx, &rows[i]), instant_is(rows[i].written_at)};
    const struct letters_view view = {lines, n};
    credits_page_keep_letters(web_page(w, SAY("Letters and visits"), NULL), &view);
    return OK;
}

enum status credits_web_notice_written(struct web *w)
{
    TRY(credits_notice_written(w->ctx, (struct notice_id){web_id(w, 0)}));
    return web_redirect_saying(w, STR("/credits/policy/letters"), SAY("Noted."));
}

enum status credits_web_notice_keep(struct web *w)
{
    TRY(credits_notice_keep(w->ctx, (struct notice_id){web_id(w, 0)}));
    return web_redirect_saying(w, ctx_has(w->ctx, STANDING_ADMIN) ? STR("/credits/policy/letters") : STR("/me"), SAY("Kept. The hours stay."));
}

/* A kind word before a limit stops them. */
enum status credits_panel_warn_me(struct ctx *ctx, struct html *h, int64_t person)
{
    struct account_id id;
    struct credits_warning warning;
    if (ctx->actor.person != person) return OK;
    enum status status = credits_member_find(ctx, (struct person_id){person}, &id);
    if (status != OK) return status == ERR_MISSING ? OK : status;
    TRY(credits_warn(ctx, id, &warning));
    const struct notice_view view = {0, say(ctx, warning.said)};
    if (warning.near) credits_page_keep_warn(h, &view);
    return OK;
}

enum status credits_panel_notice_me(struct ctx *ctx, struct html *h, int64_t person)
{
    struct credits_notice n;
    enum status status = credits_notice_of(ctx, (struct person_id){person}, &n);
    if (status != OK) return status == ERR_MISSING || status == ERR_DENIED ? OK : status;
    const struct notice_view view = {n.id.v, words_of(ctx, &n)};
    credits_page_keep_notice(h, &view);
    return OK;
}
