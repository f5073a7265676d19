/* "My data" of this module, and what is emptied when somebody leaves. Each part adds its own function. */
#include "domain/credits/credits_subject.h"
#include "domain/credits/credits_notes_own.h"
#include "domain/credits/credits_earn.h"
#include "domain/credits/credits_right_own.h"
#include "domain/credits/credits_pot.h"
#include "domain/credits/credits_sheet.h"
#include "domain/credits/credits_told_own.h"
#include "domain/credits/credits_use.h"

#include "base/json.h"

/* Each writes a key and its value. */
static enum status (*const exports[])(struct ctx *ctx, struct person_id person, struct json *json) = {
    credits_earn_export,
    credits_told_export,
    credits_notes_export,
    credits_sheet_export,
    credits_right_export,
    credits_use_export,
    credits_pot_export,
    credits_part_export,
};

enum status credits_my_export(struct ctx *ctx, int64_t id, struct json *json)
{
    const struct person_id person = {id};
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    json_begin_object(json);
    for (size_t i = 0; i < sizeof exports / sizeof *exports; i++) TRY(exports[i](ctx, person, json));
    json_end(json);
    return OK;
}

static enum status (*const forgets[])(struct ctx *ctx, struct person_id person) = {
    credits_earn_forget,
    credits_told_forget,
    credits_notes_forget,
    credits_sheet_forget,
    credits_right_forget,
    credits_use_forget,
    credits_pot_forget,
};

enum status credits_hear_left(struct ctx *ctx, int64_t subject, int64_t object)
{
    (void)object;
    for (size_t i = 0; i < sizeof forgets / sizeof *forgets; i++) TRY(forgets[i](ctx, (struct person_id){subject}));
    return OK;
}
