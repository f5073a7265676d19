/* Of the example: Dev has his Tuesdays on his phone. */
#include "domain/activities/activities_feed.h"

enum status activities_ical_seed(struct ctx *ctx, struct place_id place)
{
    struct person_id person;
    TRY(people_seed_find(ctx, place, STR("Dev"), &person));
    return activities_ical_key_make(ctx, person);
}
