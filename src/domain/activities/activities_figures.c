/* Figures of who came in the last year, whole or of those who live in one outcode. Walk-ins and people
   of no record live nowhere we know: they count with the whole only. */
#include "domain/activities/activities_register.h"

#include "activities_sql.h"

#define YEAR 365

static enum status figures(struct ctx *ctx, int64_t place, struct str outcode, struct activities_sql_figure_people *ret_row)
{
    const struct day since = {ctx_today(ctx).n - YEAR};
    return activities_sql_figure_people(ctx->db, ctx->arena, (struct place_id){place}, outcode, since, ret_row);
}

static enum status people_in(struct ctx *ctx, int64_t place, struct str outcode, int64_t *ret_n, int64_t *ret_base)
{
    struct activities_sql_figure_people row;
    TRY(figures(ctx, place, outcode, &row));
    *ret_n = row.came;
    *ret_base = row.here;
    return OK;
}

static enum status newcomers_in(struct ctx *ctx, int64_t place, struct str outcode, int64_t *ret_n, int64_t *ret_base)
{
    struct activities_sql_figure_people row;
    TRY(figures(ctx, place, outcode, &row));
    *ret_n = row.newcomers;
    *ret_base = row.times;
    return OK;
}

enum status activities_figure_people(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base)
{
    return people_in(ctx, place, STR_NONE, ret_n, ret_base);
}

const struct module_figure_in activities_figures_in[] = {
    {"activities.people", people_in},
    {"activities.newcomers", newcomers_in},
    {0},
};
