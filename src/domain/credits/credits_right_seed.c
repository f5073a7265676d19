/* The example: one put right by both, one that waits for a broker, and limits with names. */
#include "domain/credits/credits_right_own.h"
#include "domain/credits/credits_rules.h"

struct seed_right {
    const char *gave, *received, *what;
    int minutes, should_be;
    const char *reason, *no; /* no: what the other says against it; NULL = agrees */
};

static const struct seed_right rows[] = {
    {"Samina", "Joan", "mending a coat", 120, 60, "it was one hour, not two", NULL},
    {"Dev", "Amina", "a lift", 60, 30, "it was half an hour", "with the way back it was an hour"},
    {"Lucy", "Amina", "filling in forms", 60, 60, "", NULL}, /* nothing is asked yet */
};

static void act(struct ctx *ctx, struct person_id person, struct place_id place)
{
    ctx->actor = (struct actor){.person = person.v, .place = place.v, .standing = STANDING_SYSTEM | STANDING_MEMBER};
}

static enum status one(struct ctx *ctx, struct place_id place, const struct seed_right *s)
{
    struct person_id gave, received;
    struct account_id from, to;
    struct credits_posted posted;
    struct right_id id;
    TRY(people_seed_find(ctx, place, str_from(s->gave), &gave));
    TRY(people_seed_find(ctx, place, str_from(s->received), &received));
    TRY(credits_member(ctx, received, &from));
    TRY(credits_member(ctx, gave, &to));
    act(ctx, received, place);
    const struct credits_post post = {.from = from, .to = to, .minutes = s->minutes, .words = str_from(s->what), .via = "web", .for_whom = received};
    TRY(credits_post(ctx, &post, &posted));
    if (s->minutes == s->should_be) return OK;
    const struct credits_righting ask = {.entry = posted.entry, .side = RIGHT_PAYER, .be = {.minutes = s->should_be, .who = RIGHT_NOBODY},
                                         .reason = str_from(s->reason), .fit = true, .via = "web"};
    TRY(credits_right_propose(ctx, &ask, &id));
    act(ctx, gave, place);
    const struct credits_word word = {.id = id, .words = s->no ? str_from(s->no) : STR_NONE, .fit = true, .via = "web"};
    return s->no ? credits_right_decline(ctx, &word) : credits_right_agree(ctx, &word);
}

static enum status limits(struct ctx *ctx, struct place_id place)
{
    struct rule_id id;
    const struct credits_rule members = {.place = place, .name = STR("Members"), .kind = CREDITS_MEMBER, .floor = -1200, .ceiling = CREDITS_NO_LIMIT, .warn = 120},
                              fresh = {.place = place, .name = STR("Newcomers (first 90 days)"), .kind = CREDITS_MEMBER, .floor = -600, .ceiling = CREDITS_NO_LIMIT,
                                       .warn = 120, .first_days = 90};
    ctx->actor = (struct actor){.place = place.v, .standing = STANDING_SYSTEM};
    TRY(credits_rule_put(ctx, &members, &id));
    return credits_rule_put(ctx, &fresh, &id);
}

enum status credits_seed_right(struct ctx *ctx)
{
    struct place place;
    const struct actor acting = ctx->actor;
    enum status status = OK;
    TRY(places_find_by_name(ctx, STR("Weirside"), &place));
    for (size_t i = 0; i < sizeof rows / sizeof *rows && status == OK; i++) status = one(ctx, place.id, &rows[i]);
    if (status == OK) status = limits(ctx, place.id);
    ctx->actor = acting;
    return status;
}
