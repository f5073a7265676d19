/* Who said what of two entries made one: what came from the other keeps its source. */
#include "assets_sql.h"
#include "domain/assets/assets_sources.h"
#include "domain/assets/merge_own.h"

/* The groups of fields that a merge took something of. */
static unsigned groups_of(unsigned taken, bool times, bool concepts) {
    static const struct {
        unsigned bits;
        enum assets_said group;
    } table[] = {{MERGE_NAME, SAID_NAME},
                 {MERGE_DESCRIPTION | MERGE_ORGANISATION, SAID_WORDS},
                 {MERGE_POINT | MERGE_LOCATION | MERGE_ADDRESS | MERGE_CITY | MERGE_POSTCODE |
                      MERGE_OUTCODE,
                  SAID_PLACE},
                 {MERGE_PHONE | MERGE_EMAIL | MERGE_URL, SAID_CONTACT},
                 {MERGE_TIMES, SAID_TIMES},
                 {MERGE_COST, SAID_COST},
                 {MERGE_ACCESS | MERGE_ACCESS_WON | MERGE_ACCESS_WORDS, SAID_ACCESS},
                 {MERGE_LANGUAGES | MERGE_AGES | MERGE_AUDIENCE, SAID_WHO},
                 {MERGE_CONCEPTS, SAID_WORDS}};
    unsigned groups = 0;
    taken |= (times ? MERGE_TIMES : 0u) | (concepts ? MERGE_CONCEPTS : 0u);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (taken & table[i].bits) groups |= table[i].group;
    return groups;
}

enum status assets_merge_said_carry(struct ctx *ctx, const struct assets_merged *m) {
    unsigned groups = groups_of(m->taken, m->times_united, m->concepts_united);
    struct assets_said_row *rows;
    size_t n;
    TRY(assets_said_list(ctx, m->b, &rows, &n));
    for (size_t i = 0; i < n; i++) /* beside what was said of the one that stays */
        TRY(assets_said_put(ctx, m->a, rows[i].source, rows[i].groups & groups, true));
    return OK;
}

enum status assets_merge_said_return(struct ctx *ctx, struct asset_id a, struct asset_id b,
                                     struct str own) {
    return assets_sql_said_return(ctx->db, a, b, own);
}
