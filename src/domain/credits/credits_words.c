/* Codes, limits that make sense, and hours in words. */
#include "domain/credits/credits_own.h"

#define LIMIT_MAX 100000000 /* minutes; some 190 years */

static const char *const entry_codes[ENTRY_KINDS] = {"give", "award", "spend", "gift", "donate", "pot", "print", "redeem", "void",
                                                     "reverse", "correct", "peer", "policy", "other"};

const char *credits_entry_code(enum credits_entry_kind kind)
{
    return kind < ENTRY_KINDS ? entry_codes[kind] : "other";
}

bool credits_entry_parse(struct str code, enum credits_entry_kind *ret_kind)
{
    for (int i = 0; i < ENTRY_KINDS; i++)
        if (str_is(code, entry_codes[i])) {
            *ret_kind = (enum credits_entry_kind)i;
            return true;
        }
    return false;
}

static const char *const kind_codes[CREDITS_KINDS] = {"issue", "member", "group", "pot", "venue", "paper", "peer"};

const char *credits_kind_code(enum credits_kind kind)
{
    return kind < CREDITS_KINDS ? kind_codes[kind] : "";
}

bool credits_kind_parse(struct str code, enum credits_kind *ret_kind)
{
    for (int i = 0; i < CREDITS_KINDS; i++)
        if (str_is(code, kind_codes[i])) {
            *ret_kind = (enum credits_kind)i;
            return true;
        }
    return false;
}

enum credits_entry_kind credits_kind_between(enum credits_kind from, enum credits_kind to)
{
    if (from == CREDITS_ISSUE) return to == CREDITS_PAPER ? ENTRY_PRINT : ENTRY_AWARD;
    if (from == CREDITS_PEER || to == CREDITS_PEER) return ENTRY_PEER;
    if (from == CREDITS_PAPER) return ENTRY_REDEEM;
    if (from == CREDITS_POT) return ENTRY_POT;
    if (to == CREDITS_POT) return ENTRY_DONATE;
    if (to == CREDITS_VENUE) return ENTRY_SPEND;
    return from == CREDITS_MEMBER && to == CREDITS_MEMBER ? ENTRY_GIVE : ENTRY_OTHER;
}

enum status credits_limits_check(struct ctx *ctx, int64_t floor, int64_t ceiling)
{
    if (floor != CREDITS_NO_LIMIT && (floor > 0 || floor < -LIMIT_MAX))
        return ctx_fault(ctx, ERR_INVALID, STR("floor"), SAY("A floor is 0 or below: so many minutes may be received before any are given. For example: -600"));
    if (ceiling != CREDITS_NO_LIMIT && (ceiling < 0 || ceiling > LIMIT_MAX))
        return ctx_fault(ctx, ERR_INVALID, STR("ceiling"), SAY("A ceiling is a whole number of minutes, 0 or more. For example: 6000"));
    return OK;
}

/* ---- words ---- */

struct str credits_time(const struct ctx *ctx, int64_t minutes)
{
    int64_t all = minutes < 0 ? -minutes : minutes, hours = all / 60, rest = all % 60;
    const struct locale *l = ctx->locale;
    struct arena *a = ctx->arena;
    if (all == 30) return text_get(l, T_("half an hour"), NULL);
    struct str h = text_many(a, l, "{n} hour", "{n} hours", hours, NULL), m = text_many(a, l, "{n} minute", "{n} minutes", rest, NULL);
    if (rest == 0) return h;
    if (hours == 0) return m;
    struct said both = SAY2("{hours} and {minutes}", "hours", h, "minutes", m);
    return text_say(a, l, &both);
}
