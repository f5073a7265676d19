/* Dates and rules of feeds to schedule lines. */
#include "domain/assets/import_when.h"

#include "base/utf8.h"
#include "domain/assets/assets_rule.h"

#include <ctype.h>
#include <stdlib.h>

#define COUNTED_DAYS 4000 /* how far a counted rule is followed */

struct str assets_import_zone_here(const struct import_file *file) {
    return file->here.len > 0 ? file->here : STR("Europe/London");
}

const struct zone *assets_import_clock_here(const struct import_file *file, struct arena *arena) {
    const struct zone *zone = NULL;
    return zone_load(arena, assets_import_zone_here(file), &zone) == OK ? zone : NULL;
}

bool assets_import_moment(const struct zone *zone, struct str text, struct import_date *ret_date) {
    struct instant at;
    struct day day;
    text = str_trim(text);
    if (text.len == 10 && day_parse(text, &day)) {
        *ret_date = (struct import_date){day, MINUTES_NONE, MINUTES_NONE};
        return true;
    }
    if (!instant_parse(text, zone, &at)) return false;
    struct civil c = civil_from_instant(zone, at);
    *ret_date = (struct import_date){
        day_from_civil(c.year, c.month, c.day), {c.hour * 60 + c.minute}, MINUTES_NONE};
    return true;
}

/* Minutes of one letter of a duration; -1 = it has no place there. Seconds are none. */
static int64_t unit_of(char c, bool time) {
    if (!time) return c == 'W' ? 7 * 1440 : c == 'D' ? 1440 : -1;
    return c == 'H' ? 60 : c == 'M' ? 1 : c == 'S' ? 0 : -1;
}

bool assets_import_duration(struct str text, int *ret_minutes) {
    int64_t sum = 0, n;
    bool any = false, time = false;
    if (text.len < 3 || text.len > 30 || text.ptr[0] != 'P') return false;
    for (size_t i = 1, from; i < text.len; i++) {
        if (text.ptr[i] == 'T' && !time) {
            time = true;
            continue;
        }
        for (from = i; i < text.len && isdigit((unsigned char)text.ptr[i]);) i++;
        int64_t unit = i < text.len ? unit_of(text.ptr[i], time) : -1;
        if (unit < 0 || i - from > 6 || !str_to_int(str_slice(text, from, i), &n)) return false;
        sum += n * unit;
        any = true;
    }
    if (!any || sum > 10 * 366 * 1440) return false;
    *ret_minutes = (int)sum;
    return true;
}

void assets_import_when_date(struct import_when *when, struct import_date date) {
    if (when->dates_n < IMPORT_DATES) when->dates[when->dates_n++] = date;
    else when->dates_left++;
}

static void line_add(struct import_when *when, const struct asset_schedule *line) {
    if (when->lines_n < ASSET_SCHEDULES) when->lines[when->lines_n++] = *line;
    else when->lines_left++;
}

static struct asset_schedule line_of(const struct import_date *d) {
    struct asset_schedule line = {
        .from = d->day, .until = DAY_NONE, .opens = d->opens, .closes = d->closes};
    if (minutes_is(line.opens) && minutes_is(line.closes)) {
        if (line.closes.n <= line.opens.n) line.closes.n += 1440;            /* past midnight */
        if (line.closes.n > line.opens.n + 1440) line.closes = MINUTES_NONE; /* several days */
    }
    if (!minutes_is(line.opens)) line.closes = MINUTES_NONE;
    return line;
}

void assets_import_when_words(struct import_when *when, struct str words) {
    struct asset_schedule line = {.from = DAY_NONE,
                                  .until = DAY_NONE,
                                  .opens = MINUTES_NONE,
                                  .closes = MINUTES_NONE,
                                  .words = utf8_cut(words, 1000)};
    if (words.len > 0) line_add(when, &line);
}

/* COUNT=10: the day of the tenth. */
static struct day counted(const struct assets_rule *rule, const struct asset_schedule *line,
                          int64_t count) {
    for (int n = line->from.n; n < line->from.n + COUNTED_DAYS; n++) {
        bool on = n == line->from.n || assets_rule_on(rule, line, (struct day){n}, false);
        if (on && --count <= 0) return (struct day){n};
    }
    return DAY_NONE;
}

/* A rule without its day is on the day it begins. */
static bool day_settle(struct assets_rule *rule, struct day first) {
    bool any = rule->days || rule->monthdays || rule->freq == ASSETS_DAILY;
    for (int d = 0; d < 7; d++) any = any || rule->nth[d];
    if (any) return true;
    if (!day_is(first)) return false;
    if (rule->freq == ASSETS_WEEKLY) rule->days = 1u << day_weekday(first);
    else rule->monthdays = (uint32_t)1 << civil_from_day(first).day;
    return true;
}

bool assets_import_when_rule(struct arena *arena, struct import_when *when, struct str rrule,
                             struct import_date first, struct day until, int64_t count) {
    struct assets_rule rule;
    struct asset_schedule line = line_of(&first);
    if (!assets_rule_parse(rrule, &rule) || !day_settle(&rule, first.day)) return false;
    if (day_is(rule.until) && !day_is(until)) until = rule.until;
    rule.until = DAY_NONE;
    if (count > 0 && day_is(first.day)) until = counted(&rule, &line, count);
    if (day_is(until) && day_is(line.from) && until.n < line.from.n) until = line.from;
    line.rrule = assets_rule_format(arena, &rule);
    line.until = until;
    line_add(when, &line);
    return true;
}

/* ---- single dates ---- */

static int date_cmp(const void *a, const void *b) {
    const struct import_date *x = a, *y = b;
    if (x->opens.n != y->opens.n) return x->opens.n < y->opens.n ? -1 : 1;
    if (x->closes.n != y->closes.n) return x->closes.n < y->closes.n ? -1 : 1;
    int wx = day_weekday(x->day), wy = day_weekday(y->day);
    if (wx != wy) return wx < wy ? -1 : 1;
    return x->day.n < y->day.n ? -1 : x->day.n > y->day.n;
}

static bool alike(const struct import_date *a, const struct import_date *b) {
    return a->opens.n == b->opens.n && a->closes.n == b->closes.n &&
           day_weekday(a->day) == day_weekday(b->day);
}

/* Dates from `at` on that follow each other by the same number of weeks. */
static size_t run_length(const struct import_when *w, size_t at, int *ret_weeks) {
    size_t n = 1;
    int gap = 0;
    while (at + n < w->dates_n && alike(&w->dates[at], &w->dates[at + n])) {
        int step = w->dates[at + n].day.n - w->dates[at + n - 1].day.n;
        if (step == 0 || step > 28 || (gap && step != gap)) break;
        gap = step;
        n++;
    }
    *ret_weeks = gap / 7;
    return n;
}

static void dates_add(struct arena *arena, struct import_when *w) {
    static const char *const codes[7] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    qsort(w->dates, w->dates_n, sizeof *w->dates, date_cmp);
    for (size_t at = 0, n; at < w->dates_n; at += n) {
        int weeks = 1;
        n = run_length(w, at, &weeks);
        if (n < 3) n = 1;
        struct asset_schedule line = line_of(&w->dates[at]);
        line.until = w->dates[at + n - 1].day;
        line.rrule = str_printf(
            arena, "FREQ=WEEKLY;%s%sBYDAY=%s",
            n > 1 && weeks > 1 ? str_c(arena, str_printf(arena, "INTERVAL=%d", weeks)) : "",
            n > 1 && weeks > 1 ? ";" : "", codes[day_weekday(line.from)]);
        line_add(w, &line);
    }
}

/* Those to come first, those over last: what has no room is the past. */
static void past_last(struct import_date *dates, size_t *n, struct day today, size_t room) {
    size_t kept = 0;
    if (*n <= room) return;
    for (size_t i = 0; i < *n; i++)
        if (dates[i].day.n >= today.n) dates[kept++] = dates[i];
    if (kept > 0) *n = kept;
}

static bool over(const struct import_when *w, struct day today, struct day *ret_last) {
    struct day last = DAY_NONE;
    for (size_t i = 0; i < w->lines_n; i++) {
        const struct asset_schedule *line = &w->lines[i];
        if (line->rrule.len == 0 || !day_is(line->until) || line->until.n >= today.n)
            return false;
        if (!day_is(last) || line->until.n > last.n) last = line->until;
    }
    *ret_last = last;
    return w->lines_n > 0;
}

void assets_import_when_settle(struct arena *arena, struct day today, struct import_when *when,
                               struct import_row *row) {
    struct day last;
    past_last(when->dates, &when->dates_n, today, ASSET_SCHEDULES);
    dates_add(arena, when);
    struct asset_schedule *lines = ARENA_ARRAY(arena, struct asset_schedule, when->lines_n + 1);
    for (size_t i = 0; i < when->lines_n; i++) {
        lines[i] = when->lines[i];
        if (lines[i].words.len == 0)
            lines[i].words = assets_schedule_say(arena, text_locale(TEXT_EN), &lines[i]);
        if (i == 0 && when->except.len > 0)
            lines[i].words = str_printf(arena, "%.*s (not on %.*s)", STR_ARG(lines[i].words),
                                        STR_ARG(utf8_cut(when->except, 500)));
    }
    row->asset.schedules = lines;
    row->asset.schedules_n = when->lines_n;
    if (when->lines_left + when->dates_left > 0)
        assets_import_note(arena, row, "days_times",
                           SAY1("More than {n} lines of times: the others were left out.", "n",
                                str_int(arena, ASSET_SCHEDULES)));
    if (when->coming || !over(when, today, &last)) return;
    struct str status = row->cells.text[IF_STATUS];
    if (status.len == 0 || str_is(status, "temporarily closed")) row->cells.text[IF_STATUS] = STR("inactive");
    assets_import_note(
        arena, row, "days_times",
        SAY1("It was on for the last time on {day}, so it is kept as not active.", "day",
             day_format(arena, last)));
}
