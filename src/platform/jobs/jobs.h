/* Timers claimed by lease rows, so that several processes never do one thing twice. */
#ifndef PLATFORM_JOBS_JOBS_H
#define PLATFORM_JOBS_JOBS_H

#include "platform/ctx/ctx.h"

#define JOBS_STOPPING "jobs.stopping" /* the name of what is kept for jobs_stopping */

struct jobs_timer {
    const char *name;      /* "mail.send" */
    int every_seconds;
    /* Runs on its own thread with its own write connection, in slices of <= 5 ms of SQL.
       No transaction is open: begin and commit each slice. */
    enum status (*run)(struct ctx *ctx);
};
/* Take the lease of a timer that is due. ERR_CONFLICT when another process holds it or it is
   not due. The lease lasts `every_seconds` or 60 s, whichever is longer. */
enum status jobs_claim(struct ctx *ctx, const struct jobs_timer *timer) MUST_USE;
/* Give the lease back: it ran to its end, or the process that ran it stops in good order. */
enum status jobs_done(struct ctx *ctx, const struct jobs_timer *timer) MUST_USE;

/* The server is to stop: a timer at long work ends at once, and does it again another time. */
bool jobs_stopping(const struct ctx *ctx);

#endif
