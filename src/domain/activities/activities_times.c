/* Ranking the half hours of a week by whom they suit. No clock, no database. */
#include "domain/activities/activities_times.h"

#include "base/disclose.h"

#include <string.h>

#define WEEK_MINUTES (7 * 24 * 60)
#define SPANS 256
#define BATCH DISCLOSE_THRESHOLD
#define APART 180 /* minutes between two lines of a page */

/* ---- one person ---- */

static void set_slot(struct times_can *can, int slot)
{
    can->bit[slot / 64] |= (uint64_t)1 << (slot % 64);
}

bool activities_times_at(const struct times_can *can, int slot)
{
    return can->bit[slot / 64] >> (slot % 64) & 1;
}

static void free_minutes(const struct week_span *spans, size_t n, bool room[WEEK_MINUTES])
{
    for (size_t i = 0; i < n; i++)
        for (int m = spans[i].from; m < spans[i].to; m++)
            room[(spans[i].weekday * 24 * 60 + m) % WEEK_MINUTES] = true;
}

enum status activities_times_parse(struct str words, int minutes, struct times_can *ret_can, struct str *ret_why)
{
    struct week_span spans[SPANS];
    size_t n;
    bool room[WEEK_MINUTES] = {false};
    struct times_can can = {{0}};
    TRY(week_spans(words, spans, SPANS, &n, ret_why));
    if (n == 0) memset(room, 1, sizeof room);
    free_minutes(spans, n, room);
    /* Twice round from the end: how long it stays free from each minute, over Sunday midnight too. */
    for (int m = 2 * WEEK_MINUTES - 1, run = 0; m >= 0; m--) {
        run = room[m % WEEK_MINUTES] ? run + 1 : 0;
        if (m < WEEK_MINUTES && m % 30 == 0 && run >= minutes) set_slot(&can, m / 30);
    }
    *ret_can = can;
    return OK;
}

/* ---- counting ---- */

/* left (may be NULL): only those marked are counted. */
static struct times_share share_at(const struct times_person *people, size_t n, int slot, const bool *left)
{
    struct times_share share = {0, 0, 0};
    for (size_t i = 0; i < n; i++) {
        if (left && !left[i]) continue;
        share.of++;
        if (!activities_times_at(&people[i].can, slot)) continue;
        if (people[i].alternate) share.alternate++;
        else share.every++;
    }
    return share;
}

struct times_share activities_times_group_share(const struct times_person *people, size_t n, struct str group, int slot)
{
    struct times_share share = {0, 0, 0};
    for (size_t i = 0; i < n; i++) {
        if (!str_eq(people[i].group, group)) continue;
        share.of++;
        if (!activities_times_at(&people[i].can, slot)) continue;
        if (people[i].alternate) share.alternate++;
        else share.every++;
    }
    return share;
}

size_t activities_times_groups(const struct times_person *people, size_t n, struct times_group *out, size_t room)
{
    struct times_group all[TIMES_GROUPS];
    size_t all_n = 0, shown = 0;
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        if (people[i].group.len == 0) continue;
        while (k < all_n && !str_eq(all[k].name, people[i].group)) k++;
        if (k == TIMES_GROUPS) continue;
        if (k == all_n) all[all_n++] = (struct times_group){people[i].group, 0};
        all[k].n++;
    }
    for (size_t k = 0; k < all_n; k++)
        if (all[k].n >= TIMES_GROUP_LEAST && shown < room) out[shown++] = all[k];
    return shown;
}

/* ---- ranking ---- */

/* Of the slots not taken that suit as many as the best of them, the one that serves most of those
   still left out. */
static int next_best(const struct times_person *people, size_t n, const bool *left, const bool *taken,
                     const struct times_share *shares, int *ret_left_out)
{
    int best = -1, best_left = 0;
    bool any_left = n > 0 && memchr(left, 1, n) != NULL;
    for (int s = 0; s < TIMES_SLOTS; s++) {
        if (taken[s] || activities_times_halves(shares[s]) == 0) continue;
        if (best >= 0 && activities_times_halves(shares[s]) < activities_times_halves(shares[best])) continue;
        bool more = best < 0 || activities_times_halves(shares[s]) > activities_times_halves(shares[best]);
        int served = any_left ? activities_times_halves(share_at(people, n, s, left)) : 0;
        if (!more && served <= best_left) continue;
        best = s;
        best_left = served;
    }
    *ret_left_out = best_left;
    return best;
}

size_t activities_times_rank(const struct times_person *people, size_t n, struct times_slot *out, size_t room)
{
    struct times_share shares[TIMES_SLOTS];
    bool taken[TIMES_SLOTS] = {false}, left[TIMES_PEOPLE];
    size_t count = 0;
    int served;
    if (n > TIMES_PEOPLE) n = TIMES_PEOPLE;
    for (size_t i = 0; i < n; i++) left[i] = true;
    for (int s = 0; s < TIMES_SLOTS; s++) shares[s] = share_at(people, n, s, NULL);
    while (count < room) {
        int s = next_best(people, n, left, taken, shares, &served);
        if (s < 0) break;
        taken[s] = true;
        out[count++] = (struct times_slot){s, shares[s], served};
        for (size_t i = 0; i < n; i++)
            if (activities_times_at(&people[i].can, s)) left[i] = false;
    }
    return count;
}

bool activities_times_second(const struct times_person *people, size_t n, int first, struct times_slot *ret_slot)
{
    bool left[TIMES_PEOPLE];
    struct times_slot best = {.slot = -1};
    if (n > TIMES_PEOPLE) n = TIMES_PEOPLE;
    for (size_t i = 0; i < n; i++) left[i] = !activities_times_at(&people[i].can, first);
    for (int s = 0; s < TIMES_SLOTS; s++) {
        struct times_share all = share_at(people, n, s, NULL);
        int served = activities_times_halves(share_at(people, n, s, left));
        if (served < best.left_out || served == 0) continue;
        if (served == best.left_out && activities_times_halves(all) <= activities_times_halves(best.all)) continue;
        best = (struct times_slot){s, all, served};
    }
    if (best.slot < 0) return false;
    *ret_slot = best;
    return true;
}

struct str activities_times_slot_name(struct arena *arena, int slot)
{
    static const char *const days[7] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    return str_printf(arena, "%s %02d:%02d", days[slot / 48], slot % 48 / 2, slot % 2 * 30);
}

/* ---- for a page that anybody reads ---- */

bool activities_times_may_show(int64_t people, int64_t changed)
{
    return people >= BATCH && changed >= BATCH;
}

static void say_share(struct times_share share, bool first, struct times_shown *line)
{
    int can = share.every + share.alternate;
    int whole = activities_times_halves(share) / 2;
    line->of = share.of;
    line->suits = -1;
    line->said = TIMES_UNSAID;
    if (can >= BATCH && share.of - can >= BATCH) {
        bool exact = first && share.alternate == 0;
        line->said = exact ? TIMES_COUNTED : TIMES_ABOUT;
        line->suits = exact ? whole : (whole + BATCH / 2) / BATCH * BATCH;
        /* rounded down to nothing it would say that it suits nobody */
        if (line->suits == 0) line->suits = BATCH;
    } else if (2 * can > share.of) {
        line->said = TIMES_MORE_THAN_HALF;
    }
}

/* A group is told of when it and all who are in none that is told of are five or more, so that
   nobody is left over by subtraction; and in words, so that two of them do not make a third. */
static void say_groups(const struct times_person *people, size_t n, struct times_shown *line)
{
    struct times_group groups[TIMES_SHOWN_GROUPS];
    size_t count = activities_times_groups(people, n, groups, TIMES_SHOWN_GROUPS);
    int in = 0;
    for (size_t i = 0; i < count; i++) in += groups[i].n;
    if ((int)n - in > 0 && (int)n - in < BATCH && count > 0) {
        size_t most = 0; /* of the largest all the others say nearly the same */
        for (size_t i = 1; i < count; i++)
            if (groups[i].n > groups[most].n) most = i;
        memmove(&groups[most], &groups[most + 1], (count - most - 1) * sizeof *groups);
        count--;
    }
    for (size_t i = 0; i < count; i++) {
        struct times_share share = activities_times_group_share(people, n, groups[i].name, line->slot);
        int halves = activities_times_halves(share);
        enum times_part part = 3 * halves >= 4 * share.of ? TIMES_MOST : 3 * halves > 2 * share.of ? TIMES_HALF : TIMES_FEW;
        line->groups[line->groups_n++] = (struct times_shown_group){groups[i].name, groups[i].n, part};
    }
}

/* On a page, hours that are near each other say nearly the same. */
static bool near(const struct times_shown *line, int slot, int minutes)
{
    for (int s = line->slot; s <= line->last; s++) {
        int apart = s > slot ? s - slot : slot - s;
        if (apart > TIMES_SLOTS / 2) apart = TIMES_SLOTS - apart;
        if (apart * 30 < minutes) return true;
    }
    return false;
}

static bool same_people(const struct times_person *people, size_t n, int a, int b)
{
    for (size_t i = 0; i < n; i++)
        if (activities_times_at(&people[i].can, a) != activities_times_at(&people[i].can, b)) return false;
    return true;
}

size_t activities_times_show(const struct times_person *people, size_t n, int minutes, bool first, struct times_shown out[TIMES_SHOWN])
{
    struct times_slot ranked[TIMES_SLOTS];
    size_t count = 0;
    if (n < BATCH || n > TIMES_PEOPLE) return 0;
    size_t ranked_n = activities_times_rank(people, n, ranked, TIMES_SLOTS);
    for (size_t i = 0; i < ranked_n && count < TIMES_SHOWN; i++) {
        struct times_shown line = {.slot = ranked[i].slot, .last = ranked[i].slot};
        bool apart = true;
        for (size_t k = 0; k < count; k++) apart = apart && !near(&out[k], line.slot, minutes > APART ? minutes : APART);
        if (!apart) continue;
        while ((line.last + 1) % 48 != 0 && same_people(people, n, line.slot, line.last + 1)) line.last++;
        say_share(ranked[i].all, first, &line);
        if (line.said == TIMES_UNSAID) continue;
        say_groups(people, n, &line);
        out[count++] = line;
    }
    return count;
}
