/* What the pages about other places show. */
#ifndef DOMAIN_CREDITS_CREDITS_PEER_VIEW_H
#define DOMAIN_CREDITS_CREDITS_PEER_VIEW_H

#include "base/str.h"
#include "platform/html/parts.h"

struct peer_row {
    struct str id, name, between, apart, rate, floor, ceiling, url, waits;
    bool ended, names, sums, transfers, words;
};
struct peer_transfer_row {
    struct str uuid, who, time, words, state, until, file;
    bool waits, may_agree, may_erase, ask_who, out;
};
struct peer_admin_view {
    const struct peer_row *rows;
    const struct peer_transfer_row *transfers;
    const struct html_choice *places, *elsewhere;
    size_t rows_n, transfers_n, places_n, elsewhere_n;
    struct str name, rate, apart, file;
};
struct peer_give_view {
    const struct html_choice *peers;
    const struct peer_transfer_row *transfers;
    size_t peers_n, transfers_n;
    struct str to, minutes, words;
    bool show;                       /* the first name */
};

#endif
