/* Clock times and days of the calendar, as lists write them. */
#include "domain/assets/import.h"

#include <ctype.h>
#include <string.h>

static bool digit_at(struct str s, size_t i) {
    return i < s.len && isdigit((unsigned char)s.ptr[i]);
}

/* ":30", ".30", ":30:00" behind the hour; answers how many bytes it is long. */
static size_t minutes_read(struct str s, int *minute) {
    if (s.len < 3 || (s.ptr[0] != ':' && s.ptr[0] != '.')) return 0;
    if (!digit_at(s, 1) || !digit_at(s, 2)) return 0;
    *minute = (s.ptr[1] - '0') * 10 + s.ptr[2] - '0';
    bool seconds = s.len > 5 && s.ptr[3] == ':' && digit_at(s, 4);
    return seconds ? 6 : 3;
}

/* "am", "PM" or a zone; anything else behind the figures makes them no time. */
static bool half_read(struct str tail, int *hour) {
    if (tail.len == 0 || strchr("Z+-", tail.ptr[0])) return true;
    int half = tolower((unsigned char)tail.ptr[0]);
    if (half == 'p' && *hour < 12) *hour += 12;
    if (half == 'a' && *hour == 12) *hour = 0;
    return half == 'a' || half == 'p';
}

bool assets_import_clock_parse(struct str text, int *ret_minutes) {
    int hour = 0, minute = 0;
    size_t n = 0;
    text = str_trim(text);
    for (; n < 4 && digit_at(text, n); n++) hour = hour * 10 + text.ptr[n] - '0';
    struct str rest = str_slice(text, n, text.len);
    if (n == 0) return false;
    if (n >= 3) {
        minute = hour % 100;
        hour /= 100;
    } else {
        rest = str_slice(rest, minutes_read(rest, &minute), rest.len);
    }
    if (!half_read(str_trim(rest), &hour)) return false;
    if (minute > 59 || hour > 24 || (hour == 24 && minute > 0)) return false;
    *ret_minutes = hour * 60 + minute;
    return true;
}

static bool day_make(int64_t year, int64_t month, int64_t day, struct day *ret_day) {
    if (year < 100) year += 2000;
    if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    if (!day_valid((int)year, (int)month, (int)day)) return false;
    *ret_day = day_from_civil((int)year, (int)month, (int)day);
    return true;
}

static bool day_of_numbers(struct str text, char sep, struct day *ret_day) {
    struct str a, b, c;
    int64_t day, month, year;
    if (!str_next(&text, sep, &a) || !str_next(&text, sep, &b) || !str_next(&text, sep, &c))
        return false;
    size_t blank = str_find(c, STR(" "), 0);
    if (blank != SIZE_MAX) c = str_slice(c, 0, blank);
    if (!str_to_int(a, &day) || !str_to_int(b, &month) || !str_to_int(c, &year)) return false;
    return day_make(year, month, day, ret_day);
}

/* From 1; 0 = no month begins so. */
static int month_named(struct str word) {
    static const char *const months[12] = {"jan", "feb", "mar", "apr", "may", "jun",
                                           "jul", "aug", "sep", "oct", "nov", "dec"};
    for (int m = 0; word.len >= 3 && m < 12; m++)
        if (str_ieq(str_slice(word, 0, 3), str_from(months[m]))) return m + 1;
    return 0;
}

/* "3 March 2026", "3rd Mar 26"; "March 2026" is not one. */
static bool day_of_words(struct str text, struct day *ret_day) {
    struct str day, month, year;
    int64_t d, y;
    if (!str_next_word(&text, &day) || !str_next_word(&text, &month) ||
        !str_next_word(&text, &year))
        return false;
    while (day.len > 0 && isalpha((unsigned char)day.ptr[day.len - 1])) day.len--;
    if (!str_to_int(day, &d) || !str_to_int(year, &y)) return false;
    return day_make(y, month_named(month), d, ret_day);
}

bool assets_import_day_parse(struct str text, struct day *ret_day) {
    text = str_trim(text);
    if (text.len >= 10 && day_parse(str_slice(text, 0, 10), ret_day)) return true;
    return day_of_numbers(text, '/', ret_day) || day_of_numbers(text, '.', ret_day) ||
           day_of_words(text, ret_day);
}
