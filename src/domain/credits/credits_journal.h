/* The books to take away: as an hledger journal, or as CSV with all that is needed to count the chain
   again. Accounts go by their names in the books, which tell nobody's; no person is in either. */
#ifndef DOMAIN_CREDITS_CREDITS_JOURNAL_H
#define DOMAIN_CREDITS_CREDITS_JOURNAL_H

#include "domain/credits/credits_own.h"

enum credits_format { CREDITS_HLEDGER, CREDITS_CSV };
struct credits_journal_ask {
    enum credits_format format;
    bool words; /* what it was for, as told; false: the kind only, since words and reasons may hold names */
};
/* In pieces of some ten kilobytes, in order of the entries; `write` keeps what it needs of a piece. */
enum status credits_journal_write(struct ctx *ctx, const struct credits_journal_ask *ask, enum status (*write)(void *cookie, struct str piece), void *cookie) MUST_USE;

#endif
