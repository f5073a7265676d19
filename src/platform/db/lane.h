/* The write lane: one thread, one write connection, group commit. SQL only, 5 ms a write.
   SQLite: jobs queued while a commit waits for the disk share the next commit, each in its own
   savepoint; ceilings 128 jobs or 5 ms; the lane never waits for more. Answers go out only after
   the commit; a failed commit turns the whole group into ERR_BUSY.
   PostgreSQL: several lane threads, one transaction each, retried on 40001 and 40P01 up to 8
   times with jitter. Jobs of one group wait for the same lock anyway: one thread takes them
   together as SQLite does, the others go on with the rest; a conflict repeats the whole group. */
#ifndef PLATFORM_DB_LANE_H
#define PLATFORM_DB_LANE_H

#include "platform/db/db.h"

struct lane;
struct lane_job {
    /* Do the SQL. OK keeps it, anything else undoes just this job. May be called again (retry). */
    enum status (*apply)(struct lane_job *job, struct db *db);
    /* After the commit or the undo, on the lane thread: hand the answer on, quickly. */
    void (*done)(struct lane_job *job, enum status status);
    void *cookie;
    int group;             /* 1 to 31: shares a transaction with others of it; 0 = its own */
    struct lane_job *next; /* the lane's */
    enum status status;
};

struct lane_figures { int64_t jobs, groups, over_budget, longest_us; };

/* Start. `threads` is 1 for SQLite whatever is asked. */
enum status lane_open(struct arena *arena, struct str target, int threads,
                      struct lane **ret_lane, struct str *ret_why) MUST_USE;
/* Queue a job. ERR_LIMIT when 4,096 wait already (answer "busy"), ERR_BUSY when closing. */
enum status lane_push(struct lane *lane, struct lane_job *job) MUST_USE;
/* Queue those linked by `next`, in order, as many as there is room for; the first that is not queued, or NULL. */
struct lane_job *lane_push_all(struct lane *lane, struct lane_job *first) MUST_USE;
/* Finish what is queued, checkpoint, stop. */
void lane_close(struct lane *lane);
/* Called on a lane thread once all jobs of a commit were told; set before the first push. */
void lane_after(struct lane *lane, void (*after)(void *cookie), void *cookie);
struct lane_figures lane_figures(const struct lane *lane);

#endif
