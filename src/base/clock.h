/* Instants, days, minutes and the zone rules between them. No global clock is read except by
   clock_now(), which only app calls; everyone else has ctx->now. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/str.h"

struct instant { int64_t ms; };     /* UTC, milliseconds since 1970 */
struct day { int32_t n; };          /* civil days since 1970-01-01 */
struct minutes { int32_t n; };      /* a length, or minutes after local midnight */
struct pence { int64_t n; };        /* money, in the smallest unit */

#define INSTANT_NONE ((struct instant){INT64_MIN})
#define DAY_NONE ((struct day){INT32_MIN})
#define INT_NONE INT64_MIN          /* SQL NULL of an integer column */
#define MINUTES_NONE ((struct minutes){INT32_MIN})
#define PENCE_NONE ((struct pence){INT64_MIN})
static inline bool instant_is(struct instant t) { return t.ms != INT64_MIN; }
static inline bool day_is(struct day d) { return d.n != INT32_MIN; }
static inline bool minutes_is(struct minutes m) { return m.n != INT32_MIN; }

struct civil { int year, month, day, hour, minute, second; }; /* month and day from 1 */

struct instant clock_now(void);
int64_t clock_cpu_us(void);         /* CPU time of this thread, for budgets and benches */
int64_t clock_mono_ms(void);

struct day day_from_civil(int year, int month, int day); /* proleptic Gregorian */
struct civil civil_from_day(struct day day);
bool day_valid(int year, int month, int day);
int day_weekday(struct day day);    /* 0 = Monday ... 6 = Sunday */
bool day_parse(struct str s, struct day *ret_day); /* YYYY-MM-DD */
struct str day_format(struct arena *arena, struct day day); /* YYYY-MM-DD */

/* A zone read from the system's TZif file (RFC 8536), e.g. "Europe/London". */
struct zone;
/* Fails: ERR_MISSING (no such zone or a name with "..", "/" at the start). */
enum status zone_load(struct arena *arena, struct str name, const struct zone **ret_zone) MUST_USE;
/* The same from the bytes of a TZif file. Fails: ERR_INVALID. */
enum status zone_parse(struct arena *arena, struct str bytes, const struct zone **ret_zone) MUST_USE;
int32_t zone_offset(const struct zone *zone, struct instant at); /* seconds east; NULL zone = UTC */
/* The stretch around an instant in which the offset does not change; UTC seconds, `until` is not
   in it; INT64_MIN and INT64_MAX where it has no end. Two neighbours may have one offset. */
struct zone_span { int64_t from, until; int32_t offset; };
struct zone_span zone_span(const struct zone *zone, struct instant at);
struct civil civil_from_instant(const struct zone *zone, struct instant at);
struct day day_from_instant(const struct zone *zone, struct instant at);
/* Local time to instant: a time that does not exist moves forward by the gap, one that exists
   twice is the first (RFC 5545 3.3.5). */
struct instant instant_from_civil(const struct zone *zone, struct civil local);
/* 2026-03-03T10:00:00+00:00 in the zone; Z for a NULL zone. */
struct str instant_format(struct arena *arena, const struct zone *zone, struct instant at);
/* ISO 8601 with Z or an offset; a bare date or date-time is taken in `zone`. */
bool instant_parse(struct str s, const struct zone *zone, struct instant *ret_at);

#endif
