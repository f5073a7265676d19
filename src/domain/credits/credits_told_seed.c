/* Hours of the example: given and received, one that waits for a word, one that was not right. */
#include "domain/credits/credits_told_own.h"

#include "credits_sql.h"

struct seed_hour {
    int days;                 /* ago */
    const char *teller;
    bool gave;
    const char *other;        /* a first name, or a group's name */
    int minutes;
    const char *what, *thanks;
};

/* The oldest first: the books know one order. */
static const struct seed_hour hours[] = {
    {33, "Grace", false, "Dev", 120, "garden", "The raised bed is the right height for me now."},
    {30, "Joan", false, "Grace", 120, "shopping", "You even found the good marmalade."},
    {26, "Joan", false, "Winston", 60, "mending", NULL},
    {22, "Yusuf", false, "Samina", 60, "paperwork", "Now I know which form is which."},
    {20, "Joan", false, "Amina", 120, "cooking", "The dal kept me warm for two days."},
    {16, "Yusuf", false, "Joan", 120, "reading", "Your stories are better than the book."},
    {14, "Joan", false, "Samina", 60, "mending", NULL},
    {12, "Amina", false, "Joan", 120, "company", "Thank you for the tea, and for listening."},
    {10, "Parveen", false, "Amina", 60, "company", "You found the right words for me at the clinic."},
    {7, "Joan", true, "Weir Garden workdays", 120, "garden", NULL},
    {6, "Grace", false, "Amina", 60, "cooking", NULL},
    {5, "Pearl", false, "Joan", 60, "a lift", "Thank you for the lift to the eye clinic. You made me laugh."},
    {4, "Amina", false, "Dev", 60, "computers", NULL},
    {3, "Marek", true, "Amina", 120, "mending", NULL},
    {2, "Dev", false, "Joan", 120, "garden", NULL},
    {1, "Grace", true, "Amina", 60, "company", "I liked our walk by the weir."},
    {0, "Dev", true, "Delroy", 60, "garden", NULL},
};

static enum status act(struct ctx *ctx, struct place_id place, const char *name)
{
    struct person_id person;
    TRY(people_seed_find(ctx, place, str_from(name), &person));
    ctx->actor = (struct actor){.person = person.v, .place = place.v, .standing = STANDING_SYSTEM | STANDING_MEMBER};
    return OK;
}

static enum status tell(struct ctx *ctx, struct place_id place, const struct seed_hour *row, struct credits_told *ret_told)
{
    struct credits_telling telling = {.gave = row->gave, .other_words = str_from(row->other), .minutes = row->minutes, .what = str_from(row->what),
                                      .thanks = str_from(row->thanks), .on = DAY_NONE, .via = "web", .key = STR_NONE, .consent = STR_NONE};
    TRY(act(ctx, place, row->teller));
    telling.teller = (struct person_id){ctx->actor.person};
    if (people_seed_find(ctx, place, telling.other_words, &telling.other) == OK) telling.other_words = STR_NONE;
    return credits_tell(ctx, &telling, ret_told);
}

/* Who gave told it: Lucy agrees for the garden, Amina says that an hour was not so. */
static enum status answer(struct ctx *ctx, struct place_id place, const struct credits_told *told)
{
    if (told->state != TOLD_WAITS) return OK;
    if (told->group.v) {
        TRY(act(ctx, place, "Lucy"));
        return credits_told_agree(ctx, told->id, "web", STR_NONE);
    }
    if (!str_is(told->teller_name, "Marek")) return OK;
    TRY(act(ctx, place, "Amina"));
    return credits_told_not_right(ctx, told->id, STR("It was one hour, and Ewa helped too."), "web");
}

static enum status all(struct ctx *ctx, struct place_id place)
{
    struct instant now = ctx->now;
    struct credits_told told;
    enum status status = OK;
    for (size_t i = 0; i < sizeof hours / sizeof *hours && status == OK; i++) {
        ctx->now = (struct instant){now.ms - hours[i].days * TOLD_DAY_MS};
        status = tell(ctx, place, &hours[i], &told);
        if (status == OK) status = answer(ctx, place, &told);
    }
    ctx->now = now;
    return status;
}

enum status credits_seed_told(struct ctx *ctx)
{
    struct place place;
    struct actor acting = ctx->actor;
    struct person_id amina, lucy, joan, winston;
    TRY(places_find_by_name(ctx, STR("Weirside"), &place));
    enum status status = all(ctx, place.id);
    ctx->actor = acting;
    TRY(status);
    TRY(people_seed_find(ctx, place.id, STR("Winston"), &winston));
    TRY(credits_keep_none(ctx, winston, true)); /* from now on */
    TRY(people_seed_find(ctx, place.id, STR("Amina"), &amina));
    TRY(people_seed_find(ctx, place.id, STR("Joan"), &joan));
    TRY(people_seed_find(ctx, place.id, STR("Lucy"), &lucy));
    TRY(credits_met(ctx, amina, lucy));
    TRY(credits_met(ctx, joan, lucy));
    return credits_sql_told_hush_all(ctx->db); /* the example writes to nobody */
}
