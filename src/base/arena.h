/* Memory by lifetime: one arena per request, command, job step or test. Nobody frees. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/status.h"
#include <stdbool.h>
#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *block; /* newest; older ones hang behind it */
    size_t used;               /* bytes handed out since the last reset */
    size_t ceiling;            /* after this many bytes `over` is set */
    bool over;                 /* the holder asked for more than its ceiling: answer ERR_LIMIT */
};

#define ARENA_REQUEST_CEILING ((size_t)16 << 20)

/* Make an empty arena with a ceiling in bytes. */
void arena_init(struct arena *arena, size_t ceiling);
/* Return all memory. Fine on a zeroed arena. */
void arena_release(struct arena *arena);
/* Forget everything handed out, keep one block for the next use, clear `over`. */
void arena_reset(struct arena *arena);

/* Hand out zeroed memory aligned for any type; never NULL. Past the ceiling `over` is set and
   memory is still given up to 4 ceilings; beyond that, or out of memory, the process ends. */
void *arena_alloc(struct arena *arena, size_t size);
/* The same for an array; an overflowing product ends the process. */
void *arena_array(struct arena *arena, size_t count, size_t size);
/* Grow the newest allocation in place when it can, else move it. `old` may be NULL. */
void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size);
/* ERR_LIMIT once the ceiling was passed, else OK: loops over input ask this. */
enum status arena_check(const struct arena *arena) MUST_USE;

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_array((arena), (count), sizeof(type)))

/* Append one zeroed element to a growing array in the arena and return it.
   `items` and `count` are lvalues; capacity is the next power of two, so no third field. */
#define ARENA_PUSH(arena, items, count)                                                         \
    ((items) = arena_push_room((arena), (items), (count), sizeof *(items)), &(items)[(count)++])
void *arena_push_room(struct arena *arena, void *items, size_t count, size_t size);

#endif
