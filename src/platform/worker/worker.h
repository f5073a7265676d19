/* The client of kith-worker: pictures, sound, paper and networks in another program, started on
   demand over a pipe, limited in memory and time. A task is a line of JSON and bytes in, a line of
   JSON and bytes out. */
#ifndef PLATFORM_WORKER_WORKER_H
#define PLATFORM_WORKER_WORKER_H

#include "base/buf.h"

/* Run one task ("card") and wait. Fails: ERR_LIMIT (10 s or 512 MB), ERR_BROKEN (it ended),
   ERR_INVALID (it refused; ret_bytes is its sentence). Never in the lane or a loop thread. */
enum status worker_run(struct arena *arena, const char *task, struct str json, struct str *ret_bytes) MUST_USE;

/* The same with bytes beside the JSON (a picture, at most 16 MB) and several results. Of ERR_INVALID
   the one part is its sentence. */
#define WORKER_PARTS 4
struct worker_answer { enum status status; struct str parts[WORKER_PARTS]; size_t parts_n; };
enum status worker_run_data(struct arena *arena, const char *task, struct str json, struct str data,
                            struct worker_answer *ret_answer) MUST_USE;
/* What the worker said, whole: {"status":"OK","bytes":N} or {"status":"OK","bytes":N,"parts":[a,b]}, a
   line end, N bytes. Fails: ERR_BROKEN (anything else). Fuzzed. */
enum status worker_answer_parse(struct str said, struct worker_answer *ret_answer) MUST_USE;

#endif
