/* The example's green sheet at Mill Lane Hall: one line signed, one that waits for a word, one for a name. */
#include "domain/credits/credits_walk.h"

#include "credits_sql.h"

static const struct { const char *gave, *received; int64_t minutes; const char *what; bool thanked; } lines[] = {
    {"Pearl", "Grace", 60, "ironing", true},
    {"Grace", "Yusuf", 90, "cooking", false},
    {"Zosia", "Amina", 30, "shopping", false},
};

static enum status as_lucy(struct ctx *ctx)
{
    struct sheet_id sheet;
    struct credits_sheet_line kept;
    TRY(credits_sheet_add(ctx, STR("Mill Lane Hall"), STR("Lucy, 07700 900142"), 36, &sheet));
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const struct credits_sheet_line line = {.line = (int64_t)i + 1, .gave = str_from(lines[i].gave), .received = str_from(lines[i].received),
                                                .minutes = lines[i].minutes, .what = str_from(lines[i].what), .thanked = lines[i].thanked,
                                                .on = {ctx_today(ctx).n - 1}};
        TRY(credits_sheet_keep(ctx, sheet, &line, &kept));
    }
    return credits_sql_sheet_hush(ctx->db, STR("paper")); /* the example writes to nobody */
}

enum status credits_seed_walk(struct ctx *ctx)
{
    struct place place;
    struct person_id lucy;
    const struct actor acting = ctx->actor;
    TRY(places_find_by_name(ctx, STR("Weirside"), &place));
    TRY(people_seed_find(ctx, place.id, STR("Lucy"), &lucy));
    ctx->actor = (struct actor){.person = lucy.v, .place = place.id.v, .standing = STANDING_MEMBER | STANDING_CONNECTOR};
    enum status status = as_lucy(ctx);
    ctx->actor = acting;
    return status;
}
