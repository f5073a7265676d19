/* The example neighbourhood: Weirside, and Millbank beside it. Both are invented. */
#include "domain/places/places_own.h"

static enum status frame(struct ctx *ctx, const struct place_foot *foot) {
    TRY(module_setting_set(ctx, "frame.place", STR("Weirside")));
    TRY(module_setting_set(ctx, "frame.helper", foot->name));
    TRY(module_setting_set(ctx, "frame.phone", foot->phone));
    return module_setting_set(ctx, "frame.words", foot->words);
}

enum status places_seed(struct ctx *ctx) {
    const struct str weirside = STR("Weirside");
    const struct place_foot lucy = {
        STR("Lucy"), STR("07700 900142"),
        STR("Monday to Friday. Or come to Mill Lane Hall on a Tuesday. The kettle is on.")};
    const struct place_foot hana = {STR("Hana"), STR("07700 900391"), STR("Weekday mornings.")};
    struct place_id id;
    TRY(places_init(ctx, weirside, STR("B36"), &id)); /* --place may have named it already */
    TRY(places_set_foot(ctx, id, &lucy));
    TRY(frame(ctx, &lucy));
    TRY(places_init(ctx, STR("Millbank"), STR("B37"), &id));
    return places_set_foot(ctx, id, &hana);
}
