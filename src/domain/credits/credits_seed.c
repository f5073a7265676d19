/* The example neighbourhood's hours. Each part adds its own rows. */
#include "domain/credits/credits_notes_own.h"
#include "domain/credits/credits_subject.h"
#include "domain/credits/credits_earn.h"
#include "domain/credits/credits_right_own.h"
#include "domain/credits/credits_told_own.h"
#include "domain/credits/credits_walk.h"
#include "domain/credits/credits_use.h"
#include "domain/credits/credits_pot.h"

enum status credits_seed(struct ctx *ctx)
{
    TRY(credits_seed_told(ctx));
    TRY(credits_seed_walk(ctx));
    TRY(credits_seed_venues(ctx));
    TRY(credits_seed_right(ctx));
    TRY(credits_seed_earn(ctx));
    TRY(credits_seed_pots(ctx));
    return credits_seed_notes(ctx);
}
