/* The fixed words of the module: what outside programs, tables and pages call things. */
#include "domain/assets/assets_own.h"

static const char *const kinds[ASSET_KINDS] = {"group",        "activity", "place", "service",
                                               "organisation", "network",  "gift"};
static const char *const statuses[] = {"active", "inactive", "defunct", "temporarily closed"};
static const char *const costs[] = {"", "free", "donation", "paid"};

static bool find(struct str code, const char *const *table, int n, int *ret_i)
{
    for (int i = 0; i < n; i++) {
        if (!str_ieq(code, str_from(table[i]))) continue;
        *ret_i = i;
        return true;
    }
    return false;
}

const char *assets_kind_code(enum asset_kind kind)
{
    return (unsigned)kind < ASSET_KINDS ? kinds[kind] : kinds[0];
}

struct said assets_kind_say(enum asset_kind kind)
{
    switch (kind) {
    case ASSET_GROUP: return SAY("Group");
    case ASSET_ACTIVITY: return SAY("Activity");
    case ASSET_PLACE: return SAY("Place");
    case ASSET_SERVICE: return SAY("Help and advice");
    case ASSET_ORGANISATION: return SAY("Organisation");
    case ASSET_NETWORK: return SAY("Network of neighbours");
    case ASSET_GIFT: return SAY("A neighbour's gift");
    case ASSET_KINDS: break;
    }
    return SAY("Group");
}

bool assets_kind_parse(struct str code, enum asset_kind *ret_kind)
{
    int i;
    if (!find(code, kinds, ASSET_KINDS, &i)) return false;
    *ret_kind = (enum asset_kind)i;
    return true;
}

const char *assets_status_code(enum asset_status status)
{
    return (unsigned)status < 4 ? statuses[status] : statuses[0];
}

bool assets_status_parse(struct str code, enum asset_status *ret_status)
{
    int i;
    if (!find(code, statuses, 4, &i)) return false;
    *ret_status = (enum asset_status)i;
    return true;
}

const char *assets_cost_code(enum asset_cost cost)
{
    return (unsigned)cost < 4 ? costs[cost] : costs[0];
}

bool assets_cost_parse(struct str code, enum asset_cost *ret_cost)
{
    int i;
    if (!find(code, costs, 4, &i)) return false;
    *ret_cost = (enum asset_cost)i;
    return true;
}
