/* The safety checklist of a series: reading, keeping, copying. */
#include "domain/activities/activities_checklist.h"

#include "activities_sql.h"
#include "platform/journal/journal.h"

#define WORDS_MAX 400
#define MONTHS_USUAL 12

static const char *const codes[] = {"", "yes", "no", "not needed", "ask"};

const char *activities_checklist_said_code(enum checklist_said said)
{
    return codes[said];
}

bool activities_checklist_said_parse(struct str code, enum checklist_said *ret_said)
{
    for (int i = 0; i <= CHECKLIST_ASK; i++)
        if (str_is(code, codes[i]) || (i == 0 && code.len == 0)) {
            *ret_said = (enum checklist_said)i;
            return true;
        }
    return false;
}

/* The same day of the month some months on; the 31st becomes the last of a shorter one. */
static struct day months_on(struct day day, int months)
{
    struct civil c = civil_from_day(day);
    int month = c.month - 1 + months;
    struct day first = day_from_civil(c.year + month / 12, month % 12 + 1, 1);
    struct day next = day_from_civil(c.year + (month + 1) / 12, (month + 1) % 12 + 1, 1);
    struct day on = {first.n + c.day - 1};
    return on.n < next.n ? on : (struct day){next.n - 1};
}

static void answer_put(struct checklist *list, const struct activities_sql_checklist_answers *row)
{
    for (size_t i = 0; i < list->of->questions_n; i++) {
        if (!str_is(row->question, list->of->questions[i]->key)) continue;
        (void)activities_checklist_said_parse(row->answer, &list->answers[i].said);
        list->answers[i].words = row->words;
    }
}

static void count(struct checklist *list)
{
    list->open = list->todo = 0;
    for (size_t i = 0; i < list->of->questions_n; i++) {
        list->open += list->answers[i].said == CHECKLIST_OPEN;
        list->todo += list->answers[i].said == CHECKLIST_NO || list->answers[i].said == CHECKLIST_ASK;
    }
}

enum status activities_checklist_find(struct ctx *ctx, struct asset_id asset, struct checklist *ret_list)
{
    struct activities_sql_checklist row;
    struct activities_sql_checklist_answers *answers;
    size_t n;
    struct checklist list = {.asset = asset, .looked_on = DAY_NONE, .review_on = DAY_NONE, .review_months = MONTHS_USUAL};
    enum status status = activities_sql_checklist(ctx->db, ctx->arena, asset, &row);
    if (status != OK && status != ERR_MISSING) return status;
    if (status == OK) list.of = activities_checklist_template_find(row.template);
    if (list.of) {
        TRY(activities_sql_checklist_answers(ctx->db, ctx->arena, asset, &answers, &n));
        for (size_t i = 0; i < n; i++) answer_put(&list, &answers[i]);
        list.review_months = (int)row.review_months;
        list.looked_on = row.looked_on;
        list.looked_by = row.looked_by;
        list.parent = row.parent_id;
        if (day_is(list.looked_on)) list.review_on = months_on(list.looked_on, list.review_months);
        count(&list);
    }
    *ret_list = list;
    return OK;
}

static enum status may(struct ctx *ctx, const struct activity_at *at)
{
    if (activities_may_run(ctx, &at->asset, &at->series)) return OK;
    return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Only the people who run this activity can fill in its safety checklist."));
}

enum status activities_checklist_begin(struct ctx *ctx, const struct activity_at *at, struct str template_key)
{
    struct checklist list;
    TRY(may(ctx, at));
    const struct checklist_template *of = activities_checklist_template_find(template_key);
    if (!of) return ctx_fault(ctx, ERR_INVALID, STR("template"), SAY("Tap the one that is nearest to what you do."));
    TRY(activities_checklist_find(ctx, at->asset.id, &list));
    if (list.of == of) return OK; /* what was answered stays */
    return activities_sql_checklist_begin(ctx->db, at->asset.id, at->asset.place, str_from(of->key), list.parent, ctx->now);
}

static enum status fields_check(struct ctx *ctx, const struct checklist *list, const struct checklist *kept)
{
    enum status status = OK;
    for (size_t i = 0; i < kept->of->questions_n; i++)
        if (list->answers[i].words.len > WORDS_MAX)
            status = ctx_fault(ctx, ERR_INVALID, str_printf(ctx->arena, "words-%s", kept->of->questions[i]->key),
                               SAY("Use at most 400 letters."));
    if (list->review_months != 3 && list->review_months != 6 && list->review_months != 12)
        status = ctx_fault(ctx, ERR_INVALID, STR("review"), SAY("Look at it again in 3, 6 or 12 months."));
    return status;
}

enum status activities_checklist_put(struct ctx *ctx, const struct activity_at *at, const struct checklist *list)
{
    struct checklist kept;
    TRY(may(ctx, at));
    TRY(activities_checklist_find(ctx, at->asset.id, &kept));
    if (!kept.of) return ERR_MISSING;
    TRY(fields_check(ctx, list, &kept));
    bool open = false;
    for (size_t i = 0; i < kept.of->questions_n; i++) {
        const struct checklist_answer *a = &list->answers[i];
        struct str said = a->said ? str_from(codes[a->said]) : STR_NONE;
        open = open || !a->said;
        TRY(activities_sql_checklist_answer(ctx->db, at->asset.id, str_from(kept.of->questions[i]->key), said,
                                            a->words.len > 0 ? a->words : STR_NONE, ctx->now));
    }
    struct day looked = open ? kept.looked_on : ctx_today(ctx);
    struct person_id by = open ? kept.looked_by : (struct person_id){ctx->actor.person};
    TRY(activities_sql_checklist_keep(ctx->db, at->asset.id, list->review_months, looked, by, ctx->now));
    return open ? OK : journal_record(ctx, "activities.checklist", at->asset.id.v, at->asset.place.v, STR_NONE);
}

enum status activities_checklist_copy(struct ctx *ctx, struct asset_id from_asset, struct asset_id to_asset)
{
    struct checklist from, to;
    struct asset asset;
    TRY(activities_checklist_find(ctx, from_asset, &from));
    if (!from.of) return OK;
    TRY(activities_checklist_find(ctx, to_asset, &to));
    if (to.of) return OK;
    TRY(assets_find(ctx, to_asset, &asset));
    TRY(activities_sql_checklist_begin(ctx->db, to_asset, asset.place, str_from(from.of->key), from_asset, ctx->now));
    for (size_t i = 0; i < from.of->questions_n; i++)
        if (from.answers[i].words.len > 0)
            TRY(activities_sql_checklist_answer(ctx->db, to_asset, str_from(from.of->questions[i]->key), STR_NONE,
                                                from.answers[i].words, ctx->now));
    return activities_sql_checklist_keep(ctx->db, to_asset, from.review_months, DAY_NONE, (struct person_id){0}, ctx->now);
}
