/* Random numbers and time-ordered ids, injected so that tests and seeds are repeatable. */
#ifndef BASE_RAND_H
#define BASE_RAND_H

#include "base/clock.h"

struct rand { uint8_t seed[32]; uint64_t counter; bool fixed; };

void rand_init(struct rand *rand);                    /* from the system */
void rand_init_fixed(struct rand *rand, uint64_t seed); /* the same numbers every run */
void rand_bytes(struct rand *rand, void *out, size_t size);
uint64_t rand_u64(struct rand *rand);
uint64_t rand_below(struct rand *rand, uint64_t limit); /* 0 .. limit-1, without bias */

/* 63-bit ids, ordered by time: 41 bits of milliseconds since 2020, 10 of salt, 12 of sequence. */
struct ids { int64_t last_ms; uint32_t seq, salt; };
void ids_init(struct ids *ids, struct rand *rand);
int64_t ids_next(struct ids *ids, struct instant now);

/* UUIDs as 36 lower-case characters. v5 is RFC 4122 SHA-1 of a name in a namespace; STR_NONE when
   the namespace is no UUID. uuid_valid takes either case: str_lower before comparing. */
struct str uuid_random(struct arena *arena, struct rand *rand);
struct str uuid_v5(struct arena *arena, struct str namespace_uuid, struct str name);
bool uuid_valid(struct str s);

#endif
