#include "base/week.h"

#include "base/buf.h"

#include <stdlib.h>
#include <string.h>

#define HALF_HOURS 48
#define DAY_BITS (((uint64_t)1 << HALF_HOURS) - 1)

static const char day_names[7][4] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
static const int part_from[WEEK_PARTS] = {8 * 60, 12 * 60, 17 * 60, 22 * 60};
static const int part_to[WEEK_PARTS] = {12 * 60, 17 * 60, 22 * 60, 32 * 60};

bool week_empty(const struct week *week)
{
    return week_count(week) == 0;
}

int week_count(const struct week *week)
{
    int count = 0;
    for (int day = 0; day < 7; day++) count += __builtin_popcountll(week->day[day]);
    return count;
}

void week_add(struct week *week, int weekday, int from_minute, int to_minute)
{
    int first = from_minute / 30, end = (to_minute + 29) / 30;
    for (int slot = first; slot < end && slot < 2 * HALF_HOURS; slot++) {
        int day = (weekday + slot / HALF_HOURS) % 7;
        week->day[day] |= (uint64_t)1 << (slot % HALF_HOURS);
    }
}

int week_overlap(const struct week *a, const struct week *b)
{
    int count = 0;
    for (int day = 0; day < 7; day++) count += __builtin_popcountll(a->day[day] & b->day[day]);
    return count;
}

/* The longest run of ones within one day: each step takes the last one off every run. */
static int longest_within(uint64_t bits)
{
    int n = 0;
    for (; bits; bits &= bits << 1) n++;
    return n;
}

int week_overlap_run(const struct week *a, const struct week *b)
{
    int best = 0, run = 0; /* run: ones up to the end of the day before */
    /* Twice round, so that a run over Sunday midnight is seen whole. */
    for (int day = 0; day < 14; day++) {
        uint64_t both = a->day[day % 7] & b->day[day % 7] & DAY_BITS;
        if (both == DAY_BITS) {
            run += HALF_HOURS;
            continue;
        }
        int first = run + __builtin_ctzll(~both), within = longest_within(both);
        if (first > best) best = first;
        if (within > best) best = within;
        run = __builtin_clzll(~(both << (64 - HALF_HOURS)));
    }
    if (run > best) best = run;
    return best > 7 * HALF_HOURS ? 7 * HALF_HOURS : best;
}

static int day_number(struct str name)
{
    if (name.len < 3) return -1;
    static const char *const whole[7] = {"monday", "tuesday",  "wednesday", "thursday",
                                         "friday", "saturday", "sunday"};
    for (int day = 0; day < 7; day++)
        if (str_ieq(name, str_from(day_names[day])) || str_ieq(name, str_from(whole[day])))
            return day;
    return -1;
}

/* "18:00" or "24:00" to minutes, -1 when it is not a time. */
static int minute_of(struct str text)
{
    int64_t hour, minute = 0;
    size_t colon = str_find(text, STR(":"), 0);
    struct str left = colon == SIZE_MAX ? text : str_slice(text, 0, colon);
    if (left.len == 0 || left.len > 2 || !str_to_int(left, &hour)) return -1;
    if (colon != SIZE_MAX) {
        struct str right = str_slice(text, colon + 1, text.len);
        if (right.len != 2 || !str_to_int(right, &minute)) return -1;
    }
    if (hour < 0 || minute < 0 || minute > 59 || hour * 60 + minute > 24 * 60) return -1;
    return (int)(hour * 60 + minute);
}

static bool hours_of(struct str text, int *ret_from, int *ret_to)
{
    if (text.len == 0) {
        *ret_from = 0;
        *ret_to = 24 * 60;
        return true;
    }
    size_t dash = str_find(text, STR("-"), 0);
    if (dash == SIZE_MAX) return false;
    int from = minute_of(str_trim(str_slice(text, 0, dash)));
    int to = minute_of(str_trim(str_slice(text, dash + 1, text.len)));
    if (from < 0 || to < 0 || from == to) return false;
    *ret_from = from;
    *ret_to = to < from ? to + 24 * 60 : to;
    return true;
}

/* One piece ("mon-fri 09:00-12:00") to a span a day; false when it is not one or passes max. */
static bool piece_spans(struct str piece, struct week_span *out, size_t max, size_t *count)
{
    struct str days;
    if (!str_next_word(&piece, &days)) return true;
    int from, to;
    if (!hours_of(str_trim(piece), &from, &to)) return false;
    size_t dash = str_find(days, STR("-"), 0);
    int first = day_number(dash == SIZE_MAX ? days : str_slice(days, 0, dash));
    int last = dash == SIZE_MAX ? first : day_number(str_slice(days, dash + 1, days.len));
    if (first < 0 || last < 0) return false;
    for (int day = first;; day = (day + 1) % 7) {
        if (*count == max) return false;
        out[(*count)++] = (struct week_span){day, from, to};
        if (day == last) return true;
    }
}

enum status week_spans(struct str text, struct week_span *out, size_t max, size_t *ret_count,
                       struct str *ret_why)
{
    struct str rest = str_trim(text), piece;
    size_t count = 0;
    bool any = rest.len == 0;
    while (str_next(&rest, ';', &piece)) {
        piece = str_trim(piece);
        if (str_ieq(piece, STR("any"))) {
            any = true;
        } else if (!piece_spans(piece, out, max, &count)) {
            *ret_why = piece;
            return count == max ? ERR_LIMIT : ERR_INVALID;
        }
    }
    *ret_count = any ? 0 : count;
    return OK;
}

int week_span_overlap(const struct week_span *a, const struct week_span *b)
{
    int minutes = 0;
    /* A span may pass Sunday midnight, so the second is tried a week before and after. */
    for (int week = -1; week <= 1; week++) {
        int shift = week * 7 * 24 * 60;
        int a_from = a->weekday * 24 * 60 + a->from, a_to = a->weekday * 24 * 60 + a->to;
        int b_from = b->weekday * 24 * 60 + b->from + shift, b_to = b->weekday * 24 * 60 + b->to + shift;
        int from = a_from > b_from ? a_from : b_from, to = a_to < b_to ? a_to : b_to;
        if (to > from) minutes += to - from;
    }
    return minutes;
}

#define SPANS_MAX 256

enum status week_parse(struct str text, struct week *ret_week, struct str *ret_why)
{
    struct week_span spans[SPANS_MAX];
    struct week week = {0};
    size_t count;
    TRY(week_spans(text, spans, SPANS_MAX, &count, ret_why));
    for (size_t i = 0; i < count; i++) week_add(&week, spans[i].weekday, spans[i].from, spans[i].to);
    if (count == 0)
        for (int day = 0; day < 7; day++) week.day[day] = DAY_BITS;
    *ret_week = week;
    return OK;
}

struct str week_format(struct arena *arena, const struct week *week)
{
    struct buf buf;
    buf_init(&buf, arena, 16384);
    for (int day = 0; day < 7; day++) {
        for (int slot = 0; slot < HALF_HOURS;) {
            if (!(week->day[day] >> slot & 1)) {
                slot++;
                continue;
            }
            int end = slot;
            while (end < HALF_HOURS && (week->day[day] >> end & 1)) end++;
            if (buf.len > 0) buf_puts(&buf, "; ");
            buf_printf(&buf, "%s %02d:%02d-%02d:%02d", day_names[day], slot / 2, slot % 2 * 30,
                       end / 2, end % 2 * 30);
            slot = end;
        }
    }
    return buf_str(&buf);
}

uint32_t week_to_parts(const struct week *week)
{
    uint32_t parts = 0;
    for (int day = 0; day < 7; day++) {
        for (int part = 0; part < WEEK_PARTS; part++) {
            struct week only = {0};
            week_add(&only, day, part_from[part], part_to[part]);
            if (2 * week_overlap(week, &only) >= week_count(&only))
                parts |= (uint32_t)1 << (day * WEEK_PARTS + part);
        }
    }
    return parts;
}

void week_from_parts(struct week *week, uint32_t parts)
{
    memset(week, 0, sizeof *week);
    for (int day = 0; day < 7; day++)
        for (int part = 0; part < WEEK_PARTS; part++)
            if (parts >> (day * WEEK_PARTS + part) & 1)
                week_add(week, day, part_from[part], part_to[part]);
}

uint32_t week_parts_of(struct str text)
{
    struct week week;
    struct str why;
    if (text.len == 0 || week_parse(text, &week, &why) != OK) return 0;
    return week_to_parts(&week);
}
