/* What the public books show. */
#ifndef DOMAIN_CREDITS_CREDITS_OPEN_VIEW_H
#define DOMAIN_CREDITS_CREDITS_OPEN_VIEW_H

#include "platform/html/parts.h"

struct books_line { struct str label, time, note; };
struct books_right { struct str title, when, reason; };
struct books_ledger {
    struct str name, given, held, head, entries;
    bool right, titled;
    const struct books_line *kinds; size_t kinds_n;
    const struct books_line *programmes; size_t programmes_n;
    const struct books_right *rights; size_t rights_n;
    struct str more;             /* earlier corrections */
};
struct books_policy { struct str place, words, decided; };
struct books_view {
    struct str proved;           /* "Last counted on ..." */
    bool good, ever;
    const struct books_ledger *ledgers; size_t ledgers_n;
    const struct books_policy *policies; size_t policies_n;
};

#endif
