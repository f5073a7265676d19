/* The clocks, and days counted on the proleptic Gregorian calendar. */
#include "base/clock.h"

#include <time.h>

#define DAYS_400 146097 /* days in 400 years, after which the calendar repeats */
#define DAYS_100 36524
#define DAYS_4 1461
#define YEAR_LIMIT 1000000

static int64_t read_clock(clockid_t id, int64_t per_second) {
    struct timespec t;
    clock_gettime(id, &t);
    return t.tv_sec * per_second + t.tv_nsec / (1000000000 / per_second);
}

struct instant clock_now(void) {
    return (struct instant){read_clock(CLOCK_REALTIME, 1000)};
}

int64_t clock_cpu_us(void) {
    return read_clock(CLOCK_THREAD_CPUTIME_ID, 1000000);
}

int64_t clock_mono_ms(void) {
    return read_clock(CLOCK_MONOTONIC, 1000);
}

/* Years begin in March here, so that the leap day is the last of its year. */
static const int before_month[12] = {0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337};
#define MARCH_0_TO_1970 719468 /* days from 1 March of year 0 to 1 January 1970 */

static int64_t floor_div(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

struct day day_from_civil(int year, int month, int day) {
    int64_t y = year,
            m = (int64_t)month - 3; /* months from March; any number is brought home */
    y += floor_div(m, 12);
    m -= floor_div(m, 12) * 12;
    if (y < -YEAR_LIMIT) y = -YEAR_LIMIT;
    if (y > YEAR_LIMIT) y = YEAR_LIMIT;
    int64_t leap_days = floor_div(y, 4) - floor_div(y, 100) + floor_div(y, 400);
    int64_t n = y * 365 + leap_days + before_month[m] + day - 1 - MARCH_0_TO_1970;
    if (n <= INT32_MIN) n = INT32_MIN + 1;
    return (struct day){(int32_t)(n > INT32_MAX ? INT32_MAX : n)};
}

struct civil civil_from_day(struct day day) {
    int64_t n = (int64_t)day.n + MARCH_0_TO_1970;
    int64_t cycle = floor_div(n, DAYS_400), rest = n - cycle * DAYS_400;
    int64_t centuries = rest / DAYS_100 > 3 ? 3 : rest / DAYS_100;
    rest -= centuries * DAYS_100;
    int64_t fours = rest / DAYS_4;
    rest -= fours * DAYS_4;
    int64_t years = rest / 365 > 3 ? 3 : rest / 365;
    rest -= years * 365;
    int month = 11;
    while (before_month[month] > rest) month--;
    int64_t year = cycle * 400 + centuries * 100 + fours * 4 + years + (month >= 10);
    return (struct civil){.year = (int)year,
                          .month = month >= 10 ? month - 9 : month + 3,
                          .day = (int)rest - before_month[month] + 1};
}

bool day_valid(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > 31) return false;
    struct civil c = civil_from_day(day_from_civil(year, month, day));
    return c.year == year && c.month == month && c.day == day;
}

int day_weekday(struct day day) {
    int64_t n = (int64_t)day.n + 3; /* 1 January 1970 was a Thursday */
    return (int)(n - floor_div(n, 7) * 7);
}

bool day_parse(struct str s, struct day *ret_day) {
    static const char shape[] = "dddd-dd-dd";
    if (s.len != sizeof shape - 1) return false;
    int part[3] = {0, 0, 0}, which = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (shape[i] == '-') {
            if (c != '-') return false;
            which++;
        } else {
            if (c < '0' || c > '9') return false;
            part[which] = part[which] * 10 + (c - '0');
        }
    }
    if (!day_valid(part[0], part[1], part[2])) return false;
    *ret_day = day_from_civil(part[0], part[1], part[2]);
    return true;
}

struct str day_format(struct arena *arena, struct day day) {
    if (!day_is(day)) return STR_NONE;
    struct civil c = civil_from_day(day);
    return str_printf(arena, "%04d-%02d-%02d", c.year, c.month, c.day);
}
