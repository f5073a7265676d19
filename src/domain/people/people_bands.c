#include "domain/people/people_bands.h"

#include "people_sql.h"

struct bands { enum status (*each)(void *cookie, const struct people_band *band); void *cookie; };

static enum status one(void *cookie, const struct people_sql_bands *row)
{
    const struct bands *bands = cookie;
    const struct people_band band = {row->id, row->age_band, row->area};
    return bands->each(bands->cookie, &band);
}

enum status people_bands(struct ctx *ctx, struct place_id place, enum status (*each)(void *cookie, const struct people_band *band), void *cookie)
{
    struct bands bands = {each, cookie};
    return people_sql_bands(ctx->db, ctx->arena, place, one, &bands);
}
