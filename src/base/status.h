/* What every fallible function answers: 1:1 with HTTP answers and CLI exit codes. */
#ifndef BASE_STATUS_H
#define BASE_STATUS_H

enum status {
    OK = 0,
    ERR_INVALID = 1,  /* 422: something to put right; faults say where */
    ERR_DENIED = 2,   /* 403 */
    ERR_MISSING = 3,  /* 404 */
    ERR_CONFLICT = 4, /* 409: a unique key, or somebody was quicker */
    ERR_LIMIT = 5,    /* 429 or 413: a ceiling was reached */
    ERR_BUSY = 6,     /* 503: try again; nothing was kept */
    ERR_BROKEN = 7    /* 500 */
};

#define MUST_USE __attribute__((warn_unused_result))

/* Return early when a call did not answer OK. Safe because nothing is owned by the function:
   arena and transaction belong to the caller at the top. */
#define TRY(call)                                                                               \
    do {                                                                                        \
        enum status try_status_ = (call);                                                       \
        if (try_status_ != OK) return try_status_;                                              \
    } while (0)

/* "INVALID", "DENIED"... as the contracts spell them. */
const char *status_name(enum status status);

#endif
