/* A week as 7 x 48 half-hours of local time, Monday first: when something happens, when a person
   is free. Bit i of day d is the half-hour that begins i*30 minutes after midnight. */
#ifndef BASE_WEEK_H
#define BASE_WEEK_H

#include "base/faults.h"

struct week { uint64_t day[7]; /* 48 bits each */ };

bool week_empty(const struct week *week);
void week_add(struct week *week, int weekday, int from_minute, int to_minute); /* to may pass midnight; half-hours touched are set */
/* Half-hours in common. */
int week_overlap(const struct week *a, const struct week *b);
/* The longest unbroken run of half-hours in common. */
int week_overlap_run(const struct week *a, const struct week *b);
int week_count(const struct week *week);

/* "tue 18:00-21:00", "mon-fri 09:00-12:00", "sat", "fri 22:00-06:00", "any"; several joined by ";".
   Day names mon..sun (or whole English names). "any" and "" leave the week full of ones.
   Fails: ERR_INVALID; *ret_why is the piece not understood. */
enum status week_parse(struct str text, struct week *ret_week, struct str *ret_why) MUST_USE;
/* The same kept to the minute: one span a day named. "any" and "" give none. ERR_LIMIT past max. */
struct week_span { int weekday, from, to; /* minutes after midnight; `to` may pass 24 h */ };
enum status week_spans(struct str text, struct week_span *out, size_t max, size_t *ret_count,
                       struct str *ret_why) MUST_USE;
/* Minutes two spans have in common, wherever they fall in the week. */
int week_span_overlap(const struct week_span *a, const struct week_span *b);
/* The canonical text of a week: "tue 18:00-21:00; sat 00:00-24:00". */
struct str week_format(struct arena *arena, const struct week *week);

/* The seven-by-four grid people tick: parts morning 08-12, afternoon 12-17, evening 17-22, night
   22-08. Bit day*4+part; a part is on when at least half of it is in the week. */
#define WEEK_PARTS 4
uint32_t week_to_parts(const struct week *week);
void week_from_parts(struct week *week, uint32_t parts);
/* The parts of a week's words; 0 when there are none or they cannot be read. */
uint32_t week_parts_of(struct str text);

#endif
