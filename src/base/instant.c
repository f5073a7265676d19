/* Instants and local time: the zone's offset applied and taken away again. */
#include "base/clock.h"

#define DAY_SECONDS 86400

static int64_t floor_div(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

struct civil civil_from_instant(const struct zone *zone, struct instant at) {
    int64_t seconds = floor_div(at.ms, 1000) + zone_offset(zone, at);
    int64_t days = floor_div(seconds, DAY_SECONDS), rest = seconds - days * DAY_SECONDS;
    if (days <= INT32_MIN) days = INT32_MIN + 1;
    if (days > INT32_MAX) days = INT32_MAX;
    struct civil c = civil_from_day((struct day){(int32_t)days});
    c.hour = (int)(rest / 3600);
    c.minute = (int)(rest / 60 % 60);
    c.second = (int)(rest % 60);
    return c;
}

struct day day_from_instant(const struct zone *zone, struct instant at) {
    if (!instant_is(at)) return DAY_NONE;
    struct civil c = civil_from_instant(zone, at);
    return day_from_civil(c.year, c.month, c.day);
}

static int32_t offset_at(const struct zone *zone, int64_t seconds) {
    return zone_offset(zone, (struct instant){seconds * 1000});
}

/* The rule before and the rule after any change near the local time are tried. The larger
   offset is the earlier instant. When neither holds the time fell into a gap: the rule before
   it, applied all the same, lands as far behind the gap as the time was inside it. */
struct instant instant_from_civil(const struct zone *zone, struct civil local) {
    int64_t day = day_from_civil(local.year, local.month, local.day).n;
    int64_t seconds = day * DAY_SECONDS + (int64_t)local.hour * 3600 +
                      (int64_t)local.minute * 60 + local.second;
    int32_t before = offset_at(zone, seconds - DAY_SECONDS);
    int32_t after = offset_at(zone, seconds + DAY_SECONDS);
    int32_t early = before > after ? before : after, late = before > after ? after : before;
    int32_t offset = before;
    if (offset_at(zone, seconds - early) == early) offset = early;
    else if (offset_at(zone, seconds - late) == late) offset = late;
    return (struct instant){(seconds - offset) * 1000};
}

struct str instant_format(struct arena *arena, const struct zone *zone, struct instant at) {
    if (!instant_is(at)) return STR_NONE;
    struct civil c = civil_from_instant(zone, at);
    char offset[16] = "Z";
    if (zone) {
        int32_t minutes = zone_offset(zone, at) / 60, size = minutes < 0 ? -minutes : minutes;
        struct str text =
            str_printf(arena, "%c%02d:%02d", minutes < 0 ? '-' : '+', size / 60, size % 60);
        for (size_t i = 0; i < text.len && i + 1 < sizeof offset; i++) offset[i] = text.ptr[i];
    }
    return str_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d%s", c.year, c.month, c.day, c.hour,
                      c.minute, c.second, offset);
}

static bool two_digits(struct str *rest, int max, int *ret_n) {
    if (rest->len < 2) return false;
    int tens = rest->ptr[0] - '0', ones = rest->ptr[1] - '0';
    if (tens < 0 || tens > 9 || ones < 0 || ones > 9 || tens * 10 + ones > max) return false;
    *rest = str_slice(*rest, 2, rest->len);
    *ret_n = tens * 10 + ones;
    return true;
}

static bool take(struct str *rest, char c) {
    if (rest->len == 0 || rest->ptr[0] != c) return false;
    *rest = str_slice(*rest, 1, rest->len);
    return true;
}

/* HH:MM[:SS[.fraction]]; a comma may stand for the full stop. */
static bool parse_time(struct str *rest, struct civil *civil, int *ret_ms) {
    int ms = 0;
    if (!two_digits(rest, 23, &civil->hour) || !take(rest, ':') ||
        !two_digits(rest, 59, &civil->minute))
        return false;
    if (take(rest, ':')) {
        if (!two_digits(rest, 60, &civil->second)) return false;
        if (take(rest, '.') || take(rest, ',')) {
            int weight = 100;
            size_t digits = 0;
            for (; rest->len && rest->ptr[0] >= '0' && rest->ptr[0] <= '9'; digits++) {
                ms += (rest->ptr[0] - '0') * weight;
                weight /= 10;
                *rest = str_slice(*rest, 1, rest->len);
            }
            if (digits == 0) return false;
        }
    }
    *ret_ms = ms;
    return true;
}

/* Z, +HH, +HHMM or +HH:MM, to the end of the text. */
static bool parse_offset(struct str rest, int64_t *ret_seconds) {
    if (str_is(rest, "Z") || str_is(rest, "z")) {
        *ret_seconds = 0;
        return true;
    }
    bool minus = rest.len && rest.ptr[0] == '-';
    if (!take(&rest, '+') && !take(&rest, '-')) return false;
    int hours, minutes = 0;
    if (!two_digits(&rest, 23, &hours)) return false;
    bool colon = take(&rest, ':');
    if ((colon || rest.len) && !two_digits(&rest, 59, &minutes)) return false;
    if (rest.len) return false;
    int64_t seconds = (int64_t)hours * 3600 + minutes * 60;
    *ret_seconds = minus ? -seconds : seconds;
    return true;
}

bool instant_parse(struct str s, const struct zone *zone, struct instant *ret_at) {
    struct day day;
    if (!day_parse(str_slice(s, 0, 10), &day)) return false;
    struct civil civil = civil_from_day(day);
    struct str rest = str_slice(s, 10, s.len);
    if (rest.len == 0) {
        *ret_at = instant_from_civil(zone, civil);
        return true;
    }
    int ms;
    int64_t offset;
    if (!take(&rest, 'T') && !take(&rest, 't') && !take(&rest, ' ')) return false;
    if (!parse_time(&rest, &civil, &ms)) return false;
    if (rest.len && !parse_offset(rest, &offset)) return false;
    struct instant at = instant_from_civil(rest.len ? NULL : zone, civil);
    at.ms += ms - (rest.len ? offset * 1000 : 0);
    *ret_at = at;
    return true;
}
