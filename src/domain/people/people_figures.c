/* The figures of people, whole or of one outcode. */
#include "domain/people/people_figures.h"

#include "people_sql.h"

static enum status figures(struct ctx *ctx, int64_t place, struct str outcode,
                           struct people_sql_figures *ret_row) {
    return people_sql_figures(ctx->db, ctx->arena, (struct place_id){place}, outcode, ret_row);
}

static enum status here_in(struct ctx *ctx, int64_t place, struct str outcode, int64_t *ret_n,
                           int64_t *ret_base) {
    struct people_sql_figures row;
    TRY(figures(ctx, place, outcode, &row));
    *ret_n = row.kept;
    *ret_base = row.here;
    return OK;
}

static enum status first_in(struct ctx *ctx, int64_t place, struct str outcode, int64_t *ret_n,
                            int64_t *ret_base) {
    struct people_sql_figures row;
    TRY(figures(ctx, place, outcode, &row));
    *ret_n = row.first_nobody;
    *ret_base = row.asked;
    return OK;
}

static enum status nobody_in(struct ctx *ctx, int64_t place, struct str outcode, int64_t *ret_n,
                             int64_t *ret_base) {
    struct people_sql_figures row;
    TRY(figures(ctx, place, outcode, &row));
    *ret_n = row.now_nobody;
    *ret_base = row.asked;
    return OK;
}

static enum status somebody_in(struct ctx *ctx, int64_t place, struct str outcode, int64_t *ret_n,
                               int64_t *ret_base) {
    struct people_sql_figures row;
    TRY(figures(ctx, place, outcode, &row));
    *ret_n = row.somebody;
    *ret_base = row.first_nobody;
    return OK;
}

static enum status here(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base) {
    return here_in(ctx, place, STR_NONE, ret_n, ret_base);
}

static enum status first(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base) {
    return first_in(ctx, place, STR_NONE, ret_n, ret_base);
}

static enum status nobody(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base) {
    return nobody_in(ctx, place, STR_NONE, ret_n, ret_base);
}

static enum status somebody(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base) {
    return somebody_in(ctx, place, STR_NONE, ret_n, ret_base);
}

const struct module_figure people_figures[] = {
    {"people.here", T_("People who agreed to be written down"),
     T_("People here now who agree that we keep what they tell us, of all people here now."), here},
    {"people.nobody_first", T_("People with nobody to turn to when first asked"),
     T_("People here now whose first answer to \"who do you turn to\" was nobody, of all people who were asked."),
     first},
    {"people.nobody", T_("People with nobody to turn to"),
     T_("People here now whose last answer to \"who do you turn to\" was nobody, of all people who were asked."),
     nobody},
    {"people.somebody", T_("People who had nobody and have somebody now"),
     T_("People here now whose first answer was nobody and whose last one was not, of all whose first answer was nobody."),
     somebody},
    {0},
};

const struct module_figure_in people_figures_in[] = {
    {"people.here", here_in},
    {"people.nobody_first", first_in},
    {"people.nobody", nobody_in},
    {"people.somebody", somebody_in},
    {0},
};
