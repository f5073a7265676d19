/* Which time of the week suits most: from the weeks of those who said yes to half hours ranked,
   exact for the group's own file, and a form for a page that tells nobody's week
   (docs/decisions/0013-best-times.md). Pure. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_TIMES_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_TIMES_H

#include "base/faults.h"
#include "base/week.h"

#define TIMES_SLOTS (7 * 48)
#define TIMES_PEOPLE 5000
#define TIMES_GROUPS 40
#define TIMES_GROUP_LEAST 5 /* fewer than these are no group to be told of */
#define TIMES_MINUTES 60

/* One bit a half hour: what begins then can be come to, to its end. */
struct times_can { uint64_t bit[(TIMES_SLOTS + 63) / 64]; };
struct times_person { struct times_can can; struct str group; bool alternate; };

/* A person's words ("tue 18:00-21:00", several by ";") to the minute; "any" and "" are always. A
   session may pass midnight, and Sunday's into Monday. ERR_INVALID: ret_why is the piece. */
enum status activities_times_parse(struct str words, int minutes, struct times_can *ret_can, struct str *ret_why) MUST_USE;
bool activities_times_at(const struct times_can *can, int slot);

struct times_share { int every, alternate, of; }; /* who can every week; who one week in two; of how many */
/* Twice the number it suits: who works one week in two counts half. */
static inline int activities_times_halves(struct times_share s) { return 2 * s.every + s.alternate; }

struct times_slot {
    int slot;                  /* day * 48 + half hour of its start */
    struct times_share all;
    int left_out;              /* of those who can make none of the earlier ones, twice the number it suits */
};
/* Best first: those that suit most; of equal ones the one that serves most who can make none of
   the ones before it; then by day and hour. Those that suit nobody are left out. `room` slots at
   most (TIMES_SLOTS holds all). */
size_t activities_times_rank(const struct times_person *people, size_t n, struct times_slot *out, size_t room);
/* The one that serves most of those who cannot make `first`; false when it would serve nobody. */
bool activities_times_second(const struct times_person *people, size_t n, int first, struct times_slot *ret_slot);

/* Groups of five and more, most first, their names in order of the people. */
struct times_group { struct str name; int n; };
size_t activities_times_groups(const struct times_person *people, size_t n, struct times_group *out, size_t room);
struct times_share activities_times_group_share(const struct times_person *people, size_t n, struct str group, int slot);

struct str activities_times_slot_name(struct arena *arena, int slot); /* "thu 15:30" */

/* ---- for a page that anybody reads ---- */

#define TIMES_SHOWN 5        /* slots on a page */
#define TIMES_SHOWN_GROUPS 4
enum times_said { TIMES_UNSAID, TIMES_COUNTED, TIMES_ABOUT, TIMES_MORE_THAN_HALF };
enum times_part { TIMES_NOT_TOLD, TIMES_FEW, TIMES_HALF, TIMES_MOST };
struct times_shown_group { struct str name; int of; enum times_part part; };
struct times_shown {
    int slot, last;            /* it may begin at any half hour from `slot` to `last`: they suit the same people */
    enum times_said said;
    int suits, of;             /* suits: -1 unless counted or about */
    struct times_shown_group groups[TIMES_SHOWN_GROUPS];
    size_t groups_n;
};
/* At most TIMES_SHOWN lines that do not overlap, or none at all below five people. `first`: no
   table of these people was shown before, so counts may be exact; else they are "about". */
size_t activities_times_show(const struct times_person *people, size_t n, int minutes, bool first, struct times_shown out[TIMES_SHOWN]);
/* A table may be made when this many people answered in all, and this many of them joined, changed
   or left since the one that is shown: never to be compared with one of four people more. */
bool activities_times_may_show(int64_t people, int64_t changed);

#endif
