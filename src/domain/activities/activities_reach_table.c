/* The table of reach as a file. */
#include "domain/activities/activities_reach.h"

#include "base/csv.h"

static struct str shown(struct ctx *ctx, int64_t n)
{
    int64_t number = n < 0 ? -1 : activities_reach_number(n);
    return n < 0 ? STR("") : number < 0 ? STR("fewer than 5") : str_int(ctx->arena, number);
}

static void put_line(struct ctx *ctx, struct buf *buf, struct str name, const char *kind, const struct reach_row *row)
{
    csv_put(buf, name, true);
    csv_put(buf, str_from(kind), false);
    csv_put(buf, row->label, false);
    csv_put(buf, shown(ctx, row->came), false);
    csv_put(buf, shown(ctx, row->here), false);
    csv_end(buf);
}

void activities_reach_csv(struct ctx *ctx, const struct reach *r, struct buf *buf, bool heads)
{
    static const char *const names[] = {"name", "by", "group", "take_part", "live_or_work_here"};
    const struct reach_row first = {STR("first time in 90 days"), r->newcomers, -1};
    for (size_t i = 0; heads && i < sizeof names / sizeof *names; i++) csv_put(buf, str_from(names[i]), i == 0);
    if (heads) csv_end(buf);
    put_line(ctx, buf, r->name, "all", &r->total);
    put_line(ctx, buf, r->name, "new", &first);
    for (size_t i = 0; i < r->ages_n; i++) put_line(ctx, buf, r->name, "age", &r->ages[i]);
    for (size_t i = 0; i < r->areas_n; i++) put_line(ctx, buf, r->name, "area", &r->areas[i]);
    for (size_t i = 0; i < r->bands_n; i++) put_line(ctx, buf, r->name, "pay band", &r->bands[i]);
}
