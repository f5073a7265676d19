/* The page of who keeps the books: what waits, and whether all adds up. */
#include "domain/credits/credits_keep.h"
#include "domain/credits/credits_keep_view.h"

#include "credits_pages.h"
#include "domain/credits/credits_policy.h"
#include "domain/credits/credits_right.h"
#include "domain/credits/credits_rules.h"
#include "platform/web/web.h"

#define AT_ONCE 200
#define LINKS 12

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

/* Never a sign: what is below nothing is said in words. */
static struct str held(struct ctx *ctx, enum credits_kind kind, int64_t minutes)
{
    struct str time = credits_time(ctx, minutes);
    if (minutes >= 0) return time;
    return say(ctx, kind == CREDITS_ISSUE ? SAY1("{time} given out", "time", time) : SAY1("{time} more received than given", "time", time));
}

static struct said kind_said(enum credits_kind kind)
{
    switch (kind) {
    case CREDITS_ISSUE: return SAY("Programme");
    case CREDITS_GROUP: return SAY("Group");
    case CREDITS_POT: return SAY("Pot");
    case CREDITS_VENUE: return SAY("Venue");
    case CREDITS_PAPER: return SAY("Paper notes");
    case CREDITS_PEER: return SAY("Other place");
    default: return SAY("People");
    }
}

static enum status put_links(struct web *w, struct keep_view *v)
{
    struct ctx *ctx = w->ctx;
    struct credits_right *rights;
    size_t n;
    struct keep_link *links = ARENA_ARRAY(ctx->arena, struct keep_link, LINKS);
    TRY(credits_right_waiting(ctx, (struct place_id){ctx->actor.place}, 100, &rights, &n));
    struct str waits = n == 0 ? say(ctx, SAY("Nothing waits.")) : text_many(ctx->arena, ctx->locale, "{n} waits for you.", "{n} wait for you.", (int64_t)n, NULL);
    const struct keep_link all[] = {
        {STR("/credits/corrections"), say(ctx, SAY("Corrections that wait")), waits},
        {STR("/hours/waiting"), say(ctx, SAY("Hours that wait for a word")), STR_NONE},
        {STR("/credits/programmes"), say(ctx, SAY("Programmes")), say(ctx, SAY("Open one, close one."))},
        {STR("/credits/venues"), say(ctx, SAY("Venues and what hours buy there")), STR_NONE},
        {STR("/credits/notes"), say(ctx, SAY("Paper notes")), STR_NONE},
        {STR("/credits/peers"), say(ctx, SAY("Other places")), STR_NONE},
        {STR("/pots"), say(ctx, SAY("Community pots")), STR_NONE},
        {STR("/hours/sheet"), say(ctx, SAY("Green sheets")), STR_NONE},
        {STR("/credits/limits"), say(ctx, SAY("Limits")), say(ctx, SAY("How far hours may go either way."))},
        {STR("/credits/policy"), say(ctx, SAY("What was decided about hours")), STR_NONE},
        {STR("/find"), say(ctx, SAY("Hours of a group")), say(ctx, SAY("Find the group; its hours are on its page. An account opens with its first hour."))},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) links[i] = all[i];
    v->links = links;
    v->links_n = sizeof all / sizeof *all;
    return OK;
}

enum status credits_web_keep(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_trial t;
    struct keep_view v = {.lines_n = 0};
    TRY(credits_trial(ctx, (struct place_id){ctx->actor.place}, &t));
    TRY(put_links(w, &v));
    struct keep_line *lines = ARENA_ARRAY(ctx->arena, struct keep_line, t.rows_n + 1);
    for (size_t i = 0; i < t.rows_n; i++)
        lines[i] = (struct keep_line){say(ctx, kind_said(t.rows[i].kind)), t.rows[i].name, held(ctx, t.rows[i].kind, t.rows[i].balance),
                                      t.rows[i].closed ? say(ctx, SAY("Closed")) : t.rows[i].waits > 0 ? credits_time(ctx, t.rows[i].waits) : STR_NONE};
    v.lines = lines;
    v.lines_n = t.rows_n;
    v.members = text_many(ctx->arena, ctx->locale, "{n} person", "{n} people", t.members, NULL);
    v.members_time = held(ctx, CREDITS_MEMBER, t.members_balance);
    v.right = t.sum == 0;
    v.sum = say(ctx, v.right ? SAY("All added up is nothing: every hour that one has, another gave out.")
                             : SAY("Added up, something is left over: hours moved between this place and another, or something is not right. Look at Check our books."));
    credits_page_keep(web_page(w, SAY("Keep the books"), NULL), &v);
    return OK;
}

enum status credits_web_keep_members(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_keep_member *rows;
    struct credits_policy policy;
    size_t n;
    const struct place_id place = {ctx->actor.place};
    TRY(credits_keep_members(ctx, place, web_int(w, "after", 0), AT_ONCE, &rows, &n));
    TRY(credits_policy_of(ctx, place, &policy));
    struct keep_link *links = ARENA_ARRAY(ctx->arena, struct keep_link, n + 1);
    for (size_t i = 0; i < n; i++)
        links[i] = (struct keep_link){policy.keepers_see ? web_path(w, "/credits/accounts/%lld", (long long)rows[i].account.v) : STR_NONE, rows[i].name,
                                      say(ctx, SAY1("since {day}", "day", text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, rows[i].opened_at), ctx_today(ctx))))};
    const struct keep_members_view view = {links, n, n == AT_ONCE ? web_path(w, "/credits/accounts?after=%lld", (long long)rows[n - 1].account.v) : STR_NONE,
                                           policy.keepers_see};
    credits_page_keep_members(web_page(w, SAY("Accounts of people"), NULL), &view);
    return OK;
}

static struct str limits_words(struct ctx *ctx, int64_t floor, int64_t ceiling)
{
    struct str low = floor == CREDITS_NO_LIMIT ? say(ctx, SAY("As many hours as they need may be received."))
                                               : say(ctx, SAY1("{time} may be received before any are given.", "time", credits_time(ctx, floor)));
    struct str high = ceiling == CREDITS_NO_LIMIT ? say(ctx, SAY("As many as they like may be kept.")) : say(ctx, SAY1("{time} may be kept.", "time", credits_time(ctx, ceiling)));
    return str_join(ctx->arena, (struct str[]){low, high}, 2, STR(" "));
}

enum status credits_web_keep_account(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_account a;
    struct credits_sums sums;
    struct credits_warning warning;
    struct credits_rule rule;
    TRY(credits_keep_opens(ctx, (struct account_id){web_id(w, 0)}, &a));
    TRY(credits_sums(ctx, a.id, &sums));
    TRY(credits_warn(ctx, a.id, &warning));
    enum status status = credits_rule_of(ctx, &a, &rule);
    if (status != OK && status != ERR_MISSING) return status;
    w->seen_subject = a.person.v; /* they see who looked */
    struct str name = a.person.v ? people_first_name(ctx, a.person) : a.name;
    const struct keep_account_view v = {
        .title = name, .name = a.name, .time = held(ctx, CREDITS_MEMBER, a.balance), .limits = limits_words(ctx, a.floor, a.ceiling),
        .given = say(ctx, SAY1("{time} given.", "time", credits_time(ctx, sums.given))), .received = say(ctx, SAY1("{time} received.", "time", credits_time(ctx, sums.received))),
        .rule = status == OK ? say(ctx, SAY1("By the rule {name}.", "name", rule.name)) : STR_NONE, .warn = warning.near ? say(ctx, warning.said) : STR_NONE,
        .waits = a.held_in + a.held_out > 0 ? say(ctx, SAY1("{time} wait for a word.", "time", credits_time(ctx, a.held_in + a.held_out))) : STR_NONE};
    credits_page_keep_account(web_page(w, SAY1("{name}", "name", name), NULL), &v);
    return OK;
}
