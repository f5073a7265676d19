#include "base/zone_rule.h"

#include "base/clock.h"

#define DAY_SECONDS 86400
#define MAX_HOURS 167

static bool take(struct str *rest, char c) {
    if (rest->len == 0 || rest->ptr[0] != c) return false;
    *rest = str_slice(*rest, 1, rest->len);
    return true;
}

/* A name: three or more letters, or anything plain in angle brackets. */
static bool take_name(struct str *rest) {
    size_t at = 0;
    if (take(rest, '<')) {
        while (at < rest->len && rest->ptr[at] != '>') at++;
        *rest = str_slice(*rest, at, rest->len);
        return at > 0 && take(rest, '>');
    }
    while (at < rest->len && (rest->ptr[at] | 32) >= 'a' && (rest->ptr[at] | 32) <= 'z') at++;
    *rest = str_slice(*rest, at, rest->len);
    return at >= 3;
}

static bool take_number(struct str *rest, int min, int max, int *ret_n) {
    int n = 0;
    size_t at = 0;
    for (; at < rest->len && at < 4 && rest->ptr[at] >= '0' && rest->ptr[at] <= '9'; at++)
        n = n * 10 + (rest->ptr[at] - '0');
    if (at == 0 || n < min || n > max) return false;
    *rest = str_slice(*rest, at, rest->len);
    *ret_n = n;
    return true;
}

/* [+-]hh[:mm[:ss]] */
static bool take_hours(struct str *rest, int max, int32_t *ret_seconds) {
    bool minus = rest->len && rest->ptr[0] == '-';
    if (!minus) (void)take(rest, '+');
    else (void)take(rest, '-');
    int hours, minutes = 0, seconds = 0;
    if (!take_number(rest, 0, max, &hours)) return false;
    if (take(rest, ':')) {
        if (!take_number(rest, 0, 59, &minutes)) return false;
        if (take(rest, ':') && !take_number(rest, 0, 59, &seconds)) return false;
    }
    int32_t sum = hours * 3600 + minutes * 60 + seconds;
    *ret_seconds = minus ? -sum : sum;
    return true;
}

static bool take_day(struct str *rest, struct zone_change *change) {
    if (take(rest, 'M')) {
        change->kind = 'M';
        return take_number(rest, 1, 12, &change->month) && take(rest, '.') &&
               take_number(rest, 1, 5, &change->week) && take(rest, '.') &&
               take_number(rest, 0, 6, &change->day);
    }
    change->kind = take(rest, 'J') ? 'J' : 'N';
    return take_number(rest, change->kind == 'J', 365, &change->day);
}

static bool take_change(struct str *rest, struct zone_change *ret_change) {
    struct zone_change change = {.seconds = 2 * 3600};
    if (!take(rest, ',') || !take_day(rest, &change)) return false;
    if (take(rest, '/') && !take_hours(rest, MAX_HOURS, &change.seconds)) return false;
    *ret_change = change;
    return true;
}

bool zone_rule_parse(struct str words, struct zone_rule *ret_rule) {
    struct zone_rule rule = {.known = true};
    int32_t west;
    if (!take_name(&words) || !take_hours(&words, 24, &west)) return false;
    rule.offset = -west; /* POSIX counts westward */
    if (words.len) {
        rule.summer = true;
        rule.summer_offset = rule.offset + 3600;
        if (!take_name(&words)) return false;
        if (words.len && words.ptr[0] != ',') {
            if (!take_hours(&words, 24, &west)) return false;
            rule.summer_offset = -west;
        }
        if (!take_change(&words, &rule.begin) || !take_change(&words, &rule.end)) return false;
    }
    if (words.len) return false;
    *ret_rule = rule;
    return true;
}

static bool leap_year(int year) {
    return day_valid(year, 2, 29);
}

/* The local second, counted as if it were UTC, at which the change falls in a year. */
static int64_t change_in(const struct zone_change *change, int year) {
    int64_t day;
    if (change->kind == 'M') {
        struct day first = day_from_civil(year, change->month, 1);
        int weekday = (change->day + 6) % 7; /* theirs count from Sunday, ours from Monday */
        day = first.n + (weekday - day_weekday(first) + 7) % 7 + (change->week - 1) * 7;
        if (day >= day_from_civil(year, change->month + 1, 1).n)
            day -= 7; /* 5 means the last */
    } else {
        day = day_from_civil(year, 1, 1).n + change->day;
        if (change->kind == 'J') day -= !(leap_year(year) && change->day >= 60);
    }
    return day * DAY_SECONDS + change->seconds;
}

/* The UTC year of a second; far beyond all calendars it stays at the last day that can be told. */
static int year_of(int64_t seconds) {
    int64_t days = seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0);
    if (days <= INT32_MIN) days = INT32_MIN + 1;
    if (days > INT32_MAX) days = INT32_MAX;
    return civil_from_day((struct day){(int32_t)days}).year;
}

int32_t zone_rule_offset(const struct zone_rule *rule, int64_t seconds) {
    if (!rule->summer) return rule->offset;
    int year = year_of(seconds);
    /* Hours up to 167 let a change of one year fall into its neighbours: the last one at or
       before this second decides. */
    int64_t latest = INT64_MIN;
    bool summer = false;
    for (int y = year - 1; y <= year + 1; y++) {
        int64_t begin = change_in(&rule->begin, y) - rule->offset;
        int64_t end = change_in(&rule->end, y) - rule->summer_offset;
        if (end <= seconds && end >= latest) {
            latest = end;
            summer = false;
        }
        if (begin <= seconds && begin >= latest) { /* all-year summer: the beginning wins */
            latest = begin;
            summer = true;
        }
    }
    return summer ? rule->summer_offset : rule->offset;
}

void zone_rule_around(const struct zone_rule *rule, int64_t seconds, int64_t *ret_before,
                      int64_t *ret_after) {
    int64_t before = INT64_MIN, after = INT64_MAX;
    int year = rule->summer ? year_of(seconds) : 0;
    for (int y = year - 1; rule->summer && y <= year + 1; y++) {
        int64_t at[2] = {change_in(&rule->begin, y) - rule->offset,
                         change_in(&rule->end, y) - rule->summer_offset};
        for (int i = 0; i < 2; i++) {
            if (at[i] <= seconds && at[i] > before) before = at[i];
            if (at[i] > seconds && at[i] < after) after = at[i];
        }
    }
    *ret_before = before;
    *ret_after = after;
}
