/* Are the books right? Everything is counted anew from the entries: balances, what is held, the words'
   hashes and the chain. Anybody may ask; no name of a person is in the answer. */
#ifndef DOMAIN_CREDITS_CREDITS_VERIFY_H
#define DOMAIN_CREDITS_CREDITS_VERIFY_H

#include "domain/credits/credits_own.h"

#define CREDITS_FAULTS 100

struct credits_books_fault {
    const char *what;          /* "balance": short, for programs */
    const char *words;         /* what is wrong, for people; T_ */
    struct entry_id entry;     /* v = 0: none */
    struct account_id account; /* v = 0: none */
    struct pending_id pending; /* v = 0: none */
};
struct credits_books_ledger {
    struct ledger_id id;
    struct place_id place;     /* v = 0: the installation's */
    struct str name;
    int64_t entries;
    unsigned char head[CREDITS_HASH]; /* of the newest entry, as stored; zeros when there is none */
};
struct credits_books {
    int64_t accounts, entries, postings;
    int64_t sum;               /* of all balances; 0 when right */
    int64_t unbalanced;        /* accounts whose balance is not the sum of their postings */
    bool chain, ok;
    struct credits_books_ledger *ledgers;
    size_t ledgers_n;
    struct credits_books_fault *faults; /* the first CREDITS_FAULTS */
    size_t faults_n;
    int64_t faults_all;
};
/* One pass over the entries, in order; memory for the accounts only. In a reading transaction, which
   sees one moment. OK also when the books are wrong: look at `ok`. ERR_BUSY: the server stops. */
enum status credits_verify(struct ctx *ctx, struct credits_books *ret_books) MUST_USE;

#endif
