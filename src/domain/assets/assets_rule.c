#include "domain/assets/assets_rule.h"

static const char codes[7][3] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

static bool day_code(struct str text, int *ret_day)
{
    for (int day = 0; day < 7; day++) {
        if (!str_ieq(text, str_from(codes[day]))) continue;
        *ret_day = day;
        return true;
    }
    return false;
}

/* "TU", "1SA", "+2MO", "-1FR". */
static bool byday_add(struct assets_rule *rule, struct str piece)
{
    int day;
    if (piece.len < 2 || !day_code(str_slice(piece, piece.len - 2, piece.len), &day))
        return false;
    struct str number = str_slice(piece, 0, piece.len - 2);
    if (number.len == 0) {
        rule->days |= 1u << day;
        return true;
    }
    if (number.ptr[0] == '+') number = str_slice(number, 1, number.len);
    int64_t n;
    if (!str_to_int(number, &n) || n == 0 || n < -1 || n > 5) return false;
    rule->nth[day] |= 1u << (n < 0 ? 0 : n);
    return true;
}

static bool list_add(struct assets_rule *rule, struct str list, bool monthdays)
{
    struct str piece;
    while (str_next(&list, ',', &piece)) {
        int64_t n;
        if (!monthdays) {
            if (!byday_add(rule, str_trim(piece))) return false;
        } else {
            if (!str_to_int(str_trim(piece), &n) || n < 1 || n > 31) return false;
            rule->monthdays |= (uint32_t)1 << n;
        }
    }
    return true;
}

/* UNTIL=20260401 or 20260401T100000Z. */
static bool until_parse(struct str text, struct day *ret_day)
{
    int64_t n;
    if (text.len < 8 || !str_to_int(str_slice(text, 0, 8), &n)) return false;
    int year = (int)(n / 10000), month = (int)(n / 100 % 100), day = (int)(n % 100);
    if (!day_valid(year, month, day)) return false;
    *ret_day = day_from_civil(year, month, day);
    return true;
}

static bool freq_parse(struct str value, enum assets_freq *ret_freq)
{
    static const char *const names[] = {"DAILY", "WEEKLY", "MONTHLY"};
    for (int i = 0; i < 3; i++) {
        if (!str_ieq(value, str_from(names[i]))) continue;
        *ret_freq = (enum assets_freq)i;
        return true;
    }
    return false;
}

static bool part_parse(struct assets_rule *rule, struct str name, struct str value, bool *freq)
{
    int64_t n;
    if (str_ieq(name, STR("FREQ"))) return *freq = freq_parse(value, &rule->freq);
    if (str_ieq(name, STR("BYDAY"))) return list_add(rule, value, false);
    if (str_ieq(name, STR("BYMONTHDAY"))) return list_add(rule, value, true);
    if (str_ieq(name, STR("UNTIL"))) return until_parse(value, &rule->until);
    if (str_ieq(name, STR("WKST"))) {
        rule->weeks_else = !str_ieq(str_trim(value), STR("MO"));
        return true;
    }
    if (!str_ieq(name, STR("INTERVAL"))) return false;
    if (!str_to_int(value, &n) || n < 1 || n > 52) return false;
    rule->interval = (int)n;
    return true;
}

bool assets_rule_parse(struct str rrule, struct assets_rule *ret_rule)
{
    struct assets_rule rule = {.interval = 1, .until = DAY_NONE};
    bool freq = false;
    rrule = str_trim(rrule);
    if (str_starts(rrule, STR("RRULE:"))) rrule = str_slice(rrule, 6, rrule.len);
    struct str part;
    while (str_next(&rrule, ';', &part)) {
        size_t equals = str_find(part, STR("="), 0);
        if (equals == SIZE_MAX) return false;
        struct str name = str_slice(part, 0, equals);
        if (!part_parse(&rule, name, str_slice(part, equals + 1, part.len), &freq))
            return false;
    }
    if (!freq) return false;
    bool nth = false;
    for (int day = 0; day < 7; day++) nth = nth || rule.nth[day] != 0;
    if (rule.freq != ASSETS_MONTHLY && (nth || rule.monthdays)) return false;
    if (rule.weeks_else && rule.interval > 1 && rule.freq == ASSETS_WEEKLY) return false; /* ours begin on Monday */
    rule.weeks_else = false;
    *ret_rule = rule;
    return true;
}

static void byday_put(struct buf *buf, const struct assets_rule *rule)
{
    const char *before = ";BYDAY=";
    for (int day = 0; day < 7; day++) {
        if (rule->days >> day & 1) {
            buf_printf(buf, "%s%s", before, codes[day]);
            before = ",";
        }
        for (int n = 1; n <= 6; n++) {
            if (!(rule->nth[day] >> (n % 6) & 1)) continue;
            buf_printf(buf, "%s%d%s", before, n == 6 ? -1 : n, codes[day]);
            before = ",";
        }
    }
}

struct str assets_rule_format(struct arena *arena, const struct assets_rule *rule)
{
    static const char *const names[] = {"DAILY", "WEEKLY", "MONTHLY"};
    struct buf buf;
    buf_init(&buf, arena, 512);
    buf_printf(&buf, "FREQ=%s", names[rule->freq]);
    if (rule->interval > 1) buf_printf(&buf, ";INTERVAL=%d", rule->interval);
    byday_put(&buf, rule);
    const char *before = ";BYMONTHDAY=";
    for (int n = 1; n <= 31; n++) {
        if (!(rule->monthdays >> n & 1)) continue;
        buf_printf(&buf, "%s%d", before, n);
        before = ",";
    }
    return buf_str(&buf);
}

static bool month_on(const struct assets_rule *rule, const struct asset_schedule *line,
                     struct day day)
{
    struct civil civil = civil_from_day(day);
    if (rule->interval > 1 && day_is(line->from)) {
        struct civil first = civil_from_day(line->from);
        int months = (civil.year - first.year) * 12 + civil.month - first.month;
        if (months % rule->interval != 0) return false;
    }
    if (rule->monthdays >> civil.day & 1) return true;
    int weekday = day_weekday(day);
    if (rule->days >> weekday & 1) return true;
    unsigned nth = rule->nth[weekday];
    if (nth >> ((civil.day - 1) / 7 + 1) & 1) return true;
    return (nth & 1) && !day_valid(civil.year, civil.month, civil.day + 7);
}

static bool week_on(const struct assets_rule *rule, const struct asset_schedule *line,
                    struct day day, bool guess)
{
    unsigned days = rule->days;
    if (days == 0 && day_is(line->from)) days = 1u << day_weekday(line->from);
    if (!(days >> day_weekday(day) & 1)) return false;
    if (rule->interval <= 1) return true;
    if (!day_is(line->from)) return guess;
    int first = line->from.n - day_weekday(line->from), here = day.n - day_weekday(day);
    return (here - first) / 7 % rule->interval == 0;
}

bool assets_rule_on(const struct assets_rule *rule, const struct asset_schedule *line,
                    struct day day, bool guess)
{
    if (day_is(line->from) && day.n < line->from.n) return false;
    if (day_is(line->until) && day.n > line->until.n) return false;
    if (day_is(rule->until) && day.n > rule->until.n) return false;
    if (rule->freq == ASSETS_MONTHLY) return month_on(rule, line, day);
    if (rule->freq == ASSETS_WEEKLY) return week_on(rule, line, day, guess);
    if (rule->days && !(rule->days >> day_weekday(day) & 1)) return false;
    if (rule->interval <= 1) return true;
    if (!day_is(line->from)) return guess;
    return (day.n - line->from.n) % rule->interval == 0;
}
