/* Hours as a network: how many people gave and received, and how many pairs met, not who has most.
   Of the last quarter; a share that rests on few people is shown by nobody (base/disclose says how). */
#include "domain/credits/credits_earn.h"

#include "credits_sql.h"

#define QUARTER_MS ((int64_t)91 * 24 * 60 * 60 * 1000)

static enum status quarter(struct ctx *ctx, int64_t place, struct credits_sql_figure_gave *ret_row)
{
    const struct instant since = {ctx->now.ms - QUARTER_MS};
    return credits_sql_figure_gave(ctx->db, ctx->arena, (struct place_id){place}, since, ret_row);
}

static int64_t people(const struct credits_sql_figure_gave *row)
{
    return row->gave + row->received - row->mutual;
}

static enum status hours(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base)
{
    struct credits_sql_figure_gave row;
    TRY(quarter(ctx, place, &row));
    *ret_n = row.minutes / 60;
    *ret_base = people(&row);
    return OK;
}

static enum status gave(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base)
{
    struct credits_sql_figure_gave row;
    TRY(quarter(ctx, place, &row));
    *ret_n = row.gave;
    *ret_base = people(&row);
    return OK;
}

static enum status received(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base)
{
    struct credits_sql_figure_gave row;
    TRY(quarter(ctx, place, &row));
    *ret_n = row.received;
    *ret_base = people(&row);
    return OK;
}

static enum status mutual(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base)
{
    struct credits_sql_figure_gave row;
    TRY(quarter(ctx, place, &row));
    *ret_n = row.mutual;
    *ret_base = people(&row);
    return OK;
}

static enum status pairs(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base)
{
    struct credits_sql_figure_gave row;
    TRY(quarter(ctx, place, &row));
    *ret_n = row.pairs;
    *ret_base = people(&row);
    return OK;
}

static enum status firsts(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base)
{
    struct credits_sql_figure_gave row;
    TRY(quarter(ctx, place, &row));
    *ret_n = row.firsts;
    *ret_base = row.pairs;
    return OK;
}

const struct module_figure credits_earn_figures[] = {
    {"credits.hours", T_("Hours given"), T_("Hours of the last 91 days that people gave, to each other or by taking part; what was put right is left out."), hours},
    {"credits.gave", T_("People who gave time"), T_("Different people who gave at least once in the last 91 days, of all who gave or received."), gave},
    {"credits.received", T_("People who received time"), T_("Different people who received at least once in the last 91 days, of all who gave or received."), received},
    {"credits.both", T_("People who gave and received"), T_("Of all who gave or received in the last 91 days, those who did both."), mutual},
    {"credits.pairs", T_("Different pairs"), T_("Pairs of two people, one of whom gave to the other in the last 91 days."), pairs},
    {"credits.first_pairs", T_("Pairs for the first time"), T_("Of these pairs, those where neither had an hour with the other before, this way round."), firsts},
    {0},
};
