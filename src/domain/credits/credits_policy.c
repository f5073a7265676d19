/* What a place decided about hours. */
#include "domain/credits/credits_policy.h"

#include "base/utf8.h"
#include "credits_sql.h"
#include "platform/journal/journal.h"

#define LIST_MAX 50

static int64_t setting(struct ctx *ctx, const char *key, int64_t fallback)
{
    struct str value;
    int64_t n;
    if (module_setting(ctx, key, STR(""), &value) != OK || !str_to_int(value, &n) || n < 1 || n > 90) return fallback;
    return n;
}

/* As Kith comes: nothing runs out. */
static struct credits_policy usual(struct ctx *ctx, struct place_id place)
{
    return (struct credits_policy){.place = place, .months = 0, .notice_days = 30, .silence_days = setting(ctx, "credits.silence_days", 7),
                                   .correction_days = setting(ctx, "credits.correction_days", 14), .keepers_see = true, .decided_by = STR_NONE,
                                   .since = INSTANT_NONE};
}

enum status credits_policy_list(struct ctx *ctx, struct place_id place, struct credits_policy **ret_rows, size_t *ret_count)
{
    struct credits_sql_policy_list *found;
    size_t n;
    TRY(credits_sql_policy_list(ctx->db, ctx->arena, place, LIST_MAX, &found, &n));
    struct credits_policy *rows = ARENA_ARRAY(ctx->arena, struct credits_policy, n + 1);
    for (size_t i = 0; i < n; i++)
        rows[i] = (struct credits_policy){.place = found[i].place_id, .months = found[i].months, .notice_days = found[i].notice_days,
                                          .silence_days = found[i].silence_days, .correction_days = found[i].correction_days,
                                          .keepers_see = str_is(found[i].balances, "keepers"), .decided_by = found[i].decided_by, .since = found[i].at};
    *ret_rows = rows;
    *ret_count = n;
    return OK;
}

enum status credits_policy_of(struct ctx *ctx, struct place_id place, struct credits_policy *ret_policy)
{
    struct credits_policy *rows;
    size_t n = 0;
    if (place.v) TRY(credits_policy_list(ctx, place, &rows, &n));
    *ret_policy = n > 0 ? rows[0] : usual(ctx, place);
    return OK;
}

enum status credits_policy_days(struct ctx *ctx, struct place_id place, enum credits_policy_number which, int64_t *ret_days)
{
    struct credits_policy policy;
    TRY(credits_policy_of(ctx, place, &policy));
    *ret_days = which == POLICY_SILENCE ? policy.silence_days : policy.correction_days;
    return OK;
}

static void days_check(struct ctx *ctx, int64_t days, struct str field)
{
    if (days < 1 || days > 90) (void)!ctx_fault(ctx, ERR_INVALID, field, SAY("Write a number of days from 1 to 90. For example: 14"));
}

static enum status check(struct ctx *ctx, const struct credits_policy *p)
{
    size_t before = ctx->faults.count;
    struct str by = str_trim(p->decided_by);
    if (p->months != 0 && (p->months < 6 || p->months > 120))
        (void)!ctx_fault(ctx, ERR_INVALID, STR("months"), SAY("At least 6 months, at most 120. Leave it empty and hours stay as long as it takes."));
    if (p->notice_days < 30 || p->notice_days > 365)
        (void)!ctx_fault(ctx, ERR_INVALID, STR("notice_days"), SAY("People are told at least 30 days before, at most 365."));
    days_check(ctx, p->silence_days, STR("silence_days"));
    days_check(ctx, p->correction_days, STR("correction_days"));
    if (by.len == 0 || utf8_count(by) > 120)
        (void)!ctx_fault(ctx, ERR_INVALID, STR("decided_by"), SAY("Say who decided this: everybody can read it. For example: the members' meeting in March"));
    return ctx->faults.count == before ? OK : ERR_INVALID;
}

enum status credits_policy_set(struct ctx *ctx, const struct credits_policy *p)
{
    bool may = ctx_has(ctx, STANDING_SYSTEM) || (ctx_has(ctx, STANDING_ADMIN) && p->place.v != 0 && ctx->actor.place == p->place.v);
    if (!may) return ERR_DENIED;
    TRY(check(ctx, p));
    const struct credits_sql_policy_add_in in = {
        .id = {ctx_id(ctx)}, .place = p->place, .months = p->months, .notice_days = p->notice_days, .silence_days = p->silence_days,
        .correction_days = p->correction_days, .balances = p->keepers_see ? STR("keepers") : STR("own"), .decided_by = str_trim(p->decided_by),
        .by = ctx->actor.person, .now = ctx->now};
    TRY(credits_sql_policy_add(ctx->db, &in));
    return journal_record(ctx, "credits.policy_set", in.id.v, p->place.v, STR(""));
}

enum status credits_policy_places(struct ctx *ctx, int64_t limit, struct credits_policy_place **ret_rows, size_t *ret_count)
{
    struct credits_sql_policy_all *found;
    size_t n;
    TRY(credits_sql_policy_all(ctx->db, ctx->arena, limit, &found, &n));
    struct credits_policy_place *rows = ARENA_ARRAY(ctx->arena, struct credits_policy_place, n + 1);
    for (size_t i = 0; i < n; i++) rows[i] = (struct credits_policy_place){found[i].place_id, found[i].place_name};
    *ret_rows = rows;
    *ret_count = n;
    return OK;
}

static struct str days_words(struct ctx *ctx, int64_t n)
{
    return text_many(ctx->arena, ctx->locale, "{n} day", "{n} days", n, NULL);
}

struct str credits_policy_words(struct ctx *ctx, const struct credits_policy *p)
{
    const struct said stay = SAY("Hours stay, as long as it takes.");
    const struct said go = SAY2("Hours that were not used for {n} months go to the community pot. People are told twice, {days} before; using an hour or a word stops it.",
                                "n", str_int(ctx->arena, p->months), "days", days_words(ctx, p->notice_days));
    const struct said waits = SAY2("A told hour waits {silence} for the other's word, a correction {correction}.", "silence", days_words(ctx, p->silence_days),
                                   "correction", days_words(ctx, p->correction_days));
    const struct said seen = p->keepers_see ? SAY("What somebody has, they see, who walks beside them, and who keeps the books.")
                                            : SAY("What somebody has, only they see and who walks beside them.");
    struct str words[] = {text_say(ctx->arena, ctx->locale, p->months > 0 ? &go : &stay), text_say(ctx->arena, ctx->locale, &waits),
                          text_say(ctx->arena, ctx->locale, &seen)};
    return str_join(ctx->arena, words, 3, STR(" "));
}
