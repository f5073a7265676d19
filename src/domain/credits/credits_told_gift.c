/* Hours as a present. */
#include "domain/credits/credits_told_own.h"

#include "base/utf8.h"
#include "platform/journal/journal.h"

static enum status check(struct ctx *ctx, const struct credits_giving *g)
{
    size_t before = ctx->faults.count;
    if (g->minutes < 1 || g->minutes > TOLD_MINUTES_MAX)
        (void)!ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("Say how many hours, up to 24. For example: 1 hour"));
    if (g->other.v == 0 && str_trim(g->other_words).len == 0)
        (void)!ctx_fault(ctx, ERR_INVALID, STR("other"), SAY("Write the first name of the other. For example: Dev"));
    if (utf8_count(g->other_words) > 80) (void)!ctx_fault(ctx, ERR_INVALID, STR("other"), SAY("A first name is enough here. For example: Dev"));
    if (utf8_count(g->line) > CREDITS_WORDS_MAX) (void)!ctx_fault(ctx, ERR_INVALID, STR("line"), SAY("Write the line in at most 200 letters."));
    if (!people_is(ctx, g->giver) && !ctx_has(ctx, STANDING_SYSTEM) && str_trim(g->consent).len == 0)
        (void)!ctx_fault(ctx, ERR_INVALID, STR("consent"), SAY("Say how they agreed: spoken, on paper, or on the telephone."));
    return ctx->faults.count == before ? OK : ERR_INVALID;
}

static enum status whom(struct ctx *ctx, const struct credits_giving *g, struct person_id *ret_other)
{
    struct place_id place;
    struct credits_told meant = {.group = {0}};
    const struct credits_telling words = {.teller = g->giver, .other = g->other, .other_words = g->other_words};
    TRY(people_home(ctx, g->giver, &place));
    TRY(credits_told_meant(ctx, &words, place, &meant));
    if (meant.other.v == 0 || meant.other.v == g->giver.v)
        return ctx_fault(ctx, ERR_INVALID, STR("other"), SAY("We do not know yet whom you mean. Write the first name of somebody you had hours with, or ask your connector."));
    if (credits_keeps_none(ctx, meant.other))
        return ctx_fault(ctx, ERR_INVALID, STR("other"), SAY("They keep no hours. A line of thanks is a present too."));
    if (!people_is(ctx, g->giver) && people_is(ctx, meant.other)) /* who acts for somebody is not given by it */
        return ctx_fault(ctx, ERR_DENIED, STR("other"), SAY("You have part in this, so somebody else who keeps the books decides."));
    *ret_other = meant.other;
    return OK;
}

enum status credits_gift(struct ctx *ctx, const struct credits_giving *g, struct credits_posted *ret_posted, struct str *ret_name)
{
    struct person_id other;
    struct account_id from, to;
    struct credits_account own;
    if (!people_may_change(ctx, g->giver)) return ERR_DENIED;
    TRY(check(ctx, g));
    TRY(whom(ctx, g, &other));
    TRY(credits_member(ctx, g->giver, &from));
    TRY(credits_member(ctx, other, &to));
    TRY(credits_turn(ctx, from)); /* two presents at once: the second sees what the first left */
    TRY(credits_account_get(ctx, from, &own));
    int64_t have = own.balance - own.held_out;
    if (have < g->minutes)
        return have > 0 ? ctx_fault(ctx, ERR_LIMIT, STR("minutes"), SAY1("You can give up to {time} now.", "time", credits_time(ctx, have)))
                        : ctx_fault(ctx, ERR_LIMIT, STR("minutes"), SAY("You have no hours to give just now. A line of thanks is a present too."));
    struct str line = str_trim(g->line);
    const struct credits_post post = {.key = g->key, .from = from, .to = to, .minutes = g->minutes, .kind = ENTRY_GIFT,
                                      .words = line.len > 0 ? line : text_get(ctx->locale, T_("a present"), NULL), .via = g->via, .for_whom = g->giver,
                                      .consent = str_trim(g->consent)};
    TRY(credits_post(ctx, &post, ret_posted));
    *ret_name = people_first_name(ctx, other);
    return journal_record(ctx, "credits.gift", ret_posted->entry.v, 0, STR_NONE);
}
