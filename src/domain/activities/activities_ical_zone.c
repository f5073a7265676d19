/* The frame of a calendar and its time zones, from the zone itself. */
#include "base/ical_line.h"
#include "domain/activities/activities_feed.h"

#define YEARS_BACK 12
#define YEARS_AHEAD 15
#define CHANGES_MAX 128
#define WEEK_MS ((int64_t)7 * 86400000)

struct change { int64_t ms; int32_t from, to; };

/* The millisecond of a change between two instants with different offsets. */
static int64_t change_at(const struct zone *zone, int64_t low, int64_t high)
{
    int32_t before = zone_offset(zone, (struct instant){low});
    while (high - low > 1000) {
        int64_t mid = (low + high) / 2;
        if (zone_offset(zone, (struct instant){mid}) == before) low = mid;
        else high = mid;
    }
    return high / 1000 * 1000;
}

static size_t changes_of(const struct zone *zone, int year, struct change *out)
{
    size_t n = 0;
    int64_t end = (int64_t)day_from_civil(year + YEARS_AHEAD, 1, 1).n * 86400000;
    for (int64_t at = (int64_t)day_from_civil(year - YEARS_BACK, 1, 1).n * 86400000; at < end && n < CHANGES_MAX;
         at += WEEK_MS) {
        int32_t from = zone_offset(zone, (struct instant){at});
        int32_t to = zone_offset(zone, (struct instant){at + WEEK_MS});
        if (from != to) out[n++] = (struct change){change_at(zone, at, at + WEEK_MS), from, to};
    }
    return n;
}

static void offset_put(struct buf *buf, const char *name, int32_t seconds)
{
    int minutes = (seconds < 0 ? -seconds : seconds) / 60;
    buf_printf(buf, "%s:%c%02d%02d\r\n", name, seconds < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

/* As the clock showed it before the change. */
static struct civil local_of(const struct change *c)
{
    return civil_from_instant(NULL, (struct instant){c->ms + (int64_t)c->from * 1000});
}

static void local_put(struct buf *buf, const struct change *c)
{
    struct civil t = local_of(c);
    buf_printf(buf, "%04d%02d%02dT%02d%02d%02d", t.year, t.month, t.day, t.hour, t.minute, t.second);
}

static int weekday_of(struct civil c)
{
    return day_weekday(day_from_civil(c.year, c.month, c.day));
}

static bool is_last(struct civil c)
{
    struct civil later = civil_from_day((struct day){day_from_civil(c.year, c.month, c.day).n + 7});
    return later.month != c.month;
}

/* "The last Sunday of March, every year", when all changes of this kind are on such a day. */
static bool rule_put(struct buf *buf, const struct change *all, size_t n, size_t first)
{
    static const char *const names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    struct civil a = local_of(&all[first]);
    bool last = true, nth = true;
    int years = 0;
    for (size_t i = first; i < n; i++) {
        if (all[i].from != all[first].from || all[i].to != all[first].to) continue;
        struct civil c = local_of(&all[i]);
        if (c.month != a.month || c.hour != a.hour || c.minute != a.minute || weekday_of(c) != weekday_of(a) ||
            c.year != a.year + years++)
            return false;
        last = last && is_last(c);
        nth = nth && (c.day - 1) / 7 == (a.day - 1) / 7;
    }
    if (years < YEARS_AHEAD || (!last && !nth)) return false;
    buf_printf(buf, "RRULE:FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s\r\n", a.month, last ? -1 : (a.day - 1) / 7 + 1,
               names[weekday_of(a)]);
    return true;
}

static void observance_put(struct buf *buf, const struct change *all, size_t n, size_t first)
{
    const char *kind = all[first].to > all[first].from ? "DAYLIGHT" : "STANDARD";
    buf_printf(buf, "BEGIN:%s\r\nDTSTART:", kind);
    local_put(buf, &all[first]);
    buf_puts(buf, "\r\n");
    offset_put(buf, "TZOFFSETFROM", all[first].from);
    offset_put(buf, "TZOFFSETTO", all[first].to);
    bool ruled = rule_put(buf, all, n, first);
    for (size_t i = first + 1; i < n && !ruled; i++) {
        if (all[i].from != all[first].from || all[i].to != all[first].to) continue;
        buf_puts(buf, "RDATE:"); /* one a line: some readers see the first only */
        local_put(buf, &all[i]);
        buf_puts(buf, "\r\n");
    }
    buf_printf(buf, "END:%s\r\n", kind);
}

void activities_ical_zone(struct buf *buf, struct str name, const struct zone *zone, int year)
{
    struct change all[CHANGES_MAX];
    size_t n = changes_of(zone, year, all);
    buf_printf(buf, "BEGIN:VTIMEZONE\r\nTZID:%.*s\r\n", STR_ARG(name));
    for (size_t i = 0; i < n; i++) {
        bool told = false;
        for (size_t k = 0; k < i; k++) told = told || (all[k].from == all[i].from && all[k].to == all[i].to);
        if (!told) observance_put(buf, all, n, i);
    }
    if (n == 0) {
        int32_t offset = zone_offset(zone, (struct instant){0});
        buf_puts(buf, "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n");
        offset_put(buf, "TZOFFSETFROM", offset);
        offset_put(buf, "TZOFFSETTO", offset);
        buf_puts(buf, "END:STANDARD\r\n");
    }
    buf_puts(buf, "END:VTIMEZONE\r\n");
}

void activities_ical_head(struct buf *buf, struct str name)
{
    buf_puts(buf, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kith//Kith " KITH_VERSION "//EN\r\nCALSCALE:GREGORIAN\r\n");
    ical_line_text(buf, "X-WR-CALNAME", name);
}
