/* The client of kith-worker: pictures, sound, paper and networks in another program, started on
   demand over a pipe, limited in memory and time. A task is a line of JSON and bytes in, a line of
   JSON and bytes out. */
#ifndef PLATFORM_WORKER_WORKER_H
#define PLATFORM_WORKER_WORKER_H

#include "base/buf.h"

/* Run one task ("card") and wait. Fails: ERR_LIMIT (10 s or 512 MB), ERR_BROKEN (it ended),
   ERR_INVALID (it refused; ret_bytes is its sentence). Never in the lane or a loop thread. */
enum status worker_run(struct arena *arena, const char *task, struct str json, struct str *ret_bytes) MUST_USE;

#endif
