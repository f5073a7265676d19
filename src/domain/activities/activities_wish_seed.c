/* Two wishes of the example: a walk that people who work nights could come to, and a bread oven. */
#include "domain/activities/activities_wish_own.h"

struct said_too {
    const char *name, *times;
    int shift;                 /* of activities_wish_shifts, -1 = not said */
    unsigned barriers;
    const char *words;
    enum wish_help help;
};

#define BIT(b) (1u << (b))

static enum status too(struct ctx *ctx, struct place_id place, struct wish_id wish, const struct said_too *row)
{
    struct wish_yes yes = {.times = str_from(row->times), .shift = row->shift, .barriers = row->barriers, .barrier_words = str_from(row->words),
                           .words_ok = row->words != NULL, .help = row->help, .told_how = STR("spoken")};
    if (row->name) TRY(people_seed_find(ctx, place, str_from(row->name), &yes.person));
    return activities_wish_yes_put(ctx, wish, &yes);
}

static enum status wished(struct ctx *ctx, struct place_id place, const char *who, const char *words, const struct wish_yes *first, struct wish_id *ret_id)
{
    struct wish_yes yes = *first;
    TRY(people_seed_find(ctx, place, str_from(who), &yes.person));
    return activities_wish_add(ctx, place, str_from(words), (struct minutes){60}, &yes, ret_id);
}

static enum status walk(struct ctx *ctx, struct place_id place)
{
    static const struct said_too rows[] = {
        {"Harjit", "thu 15:30-17:00; sun 09:00-12:00", 2, BIT(WISH_TIMES), "Everything is in the morning, when I come off shift and sleep.", WISH_HELP_ASKED},
        {"Bola", "thu 15:30-18:00", 2, BIT(WISH_TIMES), NULL, WISH_HELP_NO},
        {"Walter", "thu 12:00-17:00; tue 12:00-17:00", -1, BIT(WISH_TRAVEL), "The bus stops at 6.", WISH_HELP_NO},
        {"Grace", "thu 12:00-17:00", -1, BIT(WISH_TRAVEL) | BIT(WISH_CONFIDENCE), NULL, WISH_HELP_NO},
        {"Zofia", "thu 12:00-17:00; sat 12:00-17:00", 0, BIT(WISH_TRAVEL), NULL, WISH_HELP_NO},
        {NULL, "sat 08:00-12:00; sun 08:00-12:00", 2, BIT(WISH_TIMES) | BIT(WISH_MONEY), NULL, WISH_HELP_NO},
        {NULL, "thu 15:30-17:00", 2, BIT(WISH_TIMES), NULL, WISH_HELP_NO},
        {NULL, "thu 15:30-17:00; tue 17:00-22:00", 2, BIT(WISH_TIMES), NULL, WISH_HELP_NO},
        {NULL, "thu 12:00-17:00", 2, BIT(WISH_TRAVEL), NULL, WISH_HELP_NO},
        {NULL, "sat 08:00-17:00", 0, BIT(WISH_CHILDCARE), NULL, WISH_HELP_NO},
        {NULL, "sat 10:00-14:00", 0, BIT(WISH_TRAVEL) | BIT(WISH_KNOWS_NOBODY), NULL, WISH_HELP_NO},
        {NULL, "sun 10:00-14:00; sat 10:00-14:00", 0, 0, NULL, WISH_HELP_NO},
        {NULL, "thu 12:00-17:00; fri 12:00-17:00", 0, BIT(WISH_TRAVEL), NULL, WISH_HELP_NO},
        {NULL, "thu 14:00-18:00", 0, 0, NULL, WISH_HELP_NO},
        {NULL, "thu 12:00-17:00", -1, BIT(WISH_CONFIDENCE), NULL, WISH_HELP_NO},
        {NULL, "thu 12:00-22:00", 0, 0, NULL, WISH_HELP_NO},
        {NULL, "thu 15:00-17:00", 0, BIT(WISH_MONEY), NULL, WISH_HELP_NO},
        {NULL, "sat 10:00-12:00", 0, 0, NULL, WISH_HELP_NO},
    };
    const struct wish_yes first = {.times = STR("thu 15:30-17:00; sat 15:00-18:00"), .shift = 2, .barriers = BIT(WISH_TIMES), .help = WISH_HELP_IN,
                                   .told_how = STR("web")};
    struct wish_id id;
    struct wish wish;
    TRY(wished(ctx, place, "Amina", "A walk for people who work nights", &first, &id));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum status status = too(ctx, place, id, &rows[i]);
        if (status != ERR_MISSING) TRY(status);
    }
    TRY(activities_wish_find(ctx, id, &wish));
    TRY(activities_wish_times(ctx, &wish));
    return activities_wish_design(ctx, &wish, STR("Half past three is after the school run and before the bus gets full. Short first, with a bench half way."));
}

static enum status oven(struct ctx *ctx, struct place_id place)
{
    static const struct said_too rows[] = {{"Eileen", "sat 08:00-12:00", -1, 0, NULL, WISH_HELP_NO},
                                           {NULL, "sat 08:00-12:00; wed 17:00-22:00", 0, BIT(WISH_MONEY), NULL, WISH_HELP_NO}};
    const struct wish_yes first = {.times = STR("sat 08:00-12:00"), .shift = -1, .barriers = BIT(WISH_KNOWS_NOBODY), .told_how = STR("spoken")};
    struct wish_id id;
    TRY(wished(ctx, place, "Yusuf", "A bread oven we bake in together", &first, &id));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum status status = too(ctx, place, id, &rows[i]);
        if (status != ERR_MISSING) TRY(status);
    }
    return OK;
}

enum status activities_wish_seed(struct ctx *ctx)
{
    struct place place;
    TRY(places_find_by_name(ctx, STR("Weirside"), &place));
    TRY(walk(ctx, place.id));
    return oven(ctx, place.id);
}
