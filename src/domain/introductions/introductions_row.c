#include "domain/introductions/introductions_own.h"

/* What every step begins with: the row, who may, the version that was seen. */

enum status introductions_step_row(struct ctx *ctx, struct introduction_id id, int64_t version, unsigned sides, struct introduction *ret_row)
{
    TRY(introductions_find(ctx, id, ret_row));
    if ((ret_row->sides & sides) == 0) return ERR_DENIED;
    if (ret_row->version != version)
        return ctx_fault(ctx, ERR_CONFLICT, STR("state"), SAY("Somebody was quicker. Here is how it stands now."));
    return OK;
}

enum status introductions_step_wrong(struct ctx *ctx)
{
    return ctx_fault(ctx, ERR_CONFLICT, STR("state"), SAY("This step is not next. Here is how it stands now."));
}
