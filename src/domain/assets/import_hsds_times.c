/* Schedules and costs of HSDS. */
#include "domain/assets/import_own.h"

#include "base/utf8.h"
#include "domain/assets/assets_rule.h"

/* ---- one schedule to one rule ---- */

#include <ctype.h>
#include <string.h>

static struct day day_get(struct arena *arena, const json_t *s, const char *key) {
    struct day day;
    struct str text = assets_import_json_get(arena, s, key);
    return text.len > 0 && assets_import_day_parse(text, &day) ? day : DAY_NONE;
}

/* 1.x and 2.0: weekday 1 to 7 from Monday, or a name; 3.0: byday. */
static struct str weekdays(struct arena *arena, const json_t *s) {
    static const char *const codes[7] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    struct str byday = assets_import_json_get(arena, s, "byday"),
               day = assets_import_json_any(arena, s, "weekday day_of_week day");
    int64_t n;
    if (byday.len > 0 || day.len == 0) return byday;
    if (str_to_int(day, &n) && n >= 0 && n <= 7) return str_from(codes[(n + 6) % 7]);
    for (size_t i = 0; i < 7 && day.len >= 2; i++)
        if (str_ieq(str_slice(day, 0, 2), str_from(codes[i]))) return str_from(codes[i]);
    return STR_NONE;
}

/* "2000-01-01T09:00:00.000Z" of older exports is nine o'clock. */
static struct str clock_text(struct arena *arena, const json_t *s, const char *key) {
    struct str text = assets_import_json_get(arena, s, key);
    bool dated = text.len > 15 && text.ptr[10] == 'T' && text.ptr[4] == '-';
    return dated ? str_slice(text, 11, 16) : text;
}

static struct str rule_parts(struct arena *arena, const json_t *s, bool with_days,
                             bool with_monthdays) {
    struct str freq = assets_import_json_get(arena, s, "freq"), byday = weekdays(arena, s);
    struct str monthdays = assets_import_json_get(arena, s, "bymonthday"),
               interval = assets_import_json_get(arena, s, "interval");
    if (freq.len == 0) freq = byday.len > 0 ? STR("WEEKLY") : STR("");
    if (freq.len == 0 || freq.len > 20) return STR_NONE;
    struct buf out;
    buf_init(&out, arena, 300);
    buf_printf(&out, "FREQ=%.*s", STR_ARG(freq));
    if (interval.len > 0 && !str_is(interval, "1"))
        buf_printf(&out, ";INTERVAL=%.*s", STR_ARG(interval));
    if (with_days && byday.len > 0) buf_printf(&out, ";BYDAY=%.*s", STR_ARG(byday));
    if (with_monthdays && monthdays.len > 0)
        buf_printf(&out, ";BYMONTHDAY=%.*s", STR_ARG(monthdays));
    return out.over ? STR_NONE : buf_str(&out);
}

/* Everything that was said, else without the days of the month a weekly rule cannot have. */
static bool rule_of(struct arena *arena, const json_t *s, struct assets_rule *ret_rule) {
    static const bool tries[3][2] = {{true, true}, {true, false}, {false, true}};
    for (size_t i = 0; i < 3; i++) {
        struct str text = rule_parts(arena, s, tries[i][0], tries[i][1]);
        if (text.len > 0 && assets_rule_parse(text, ret_rule)) return true;
    }
    return false;
}

/* A weekly or monthly rule without its day is on the day it began. */
static bool days_fill(struct assets_rule *rule, struct day from) {
    bool any = rule->days || rule->monthdays;
    for (int d = 0; d < 7; d++) any = any || rule->nth[d];
    if (any || rule->freq == ASSETS_DAILY) return true;
    if (!day_is(from)) return false;
    if (rule->freq == ASSETS_WEEKLY) rule->days = 1u << day_weekday(from);
    else rule->monthdays = (uint32_t)1 << civil_from_day(from).day;
    return true;
}

/* COUNT of a rule with one day a week: its last day. */
static struct day counted_until(struct arena *arena, const json_t *s,
                                const struct assets_rule *rule, struct day from) {
    int64_t count;
    bool one = rule->days != 0 && (rule->days & (rule->days - 1)) == 0;
    if (!str_to_int(assets_import_json_get(arena, s, "count"), &count) || count < 1 ||
        count > 1000)
        return DAY_NONE;
    if (!one || !day_is(from) || rule->freq != ASSETS_WEEKLY ||
        !(rule->days >> day_weekday(from) & 1))
        return DAY_NONE;
    return (struct day){(int32_t)(from.n + 7 * rule->interval * (count - 1))};
}

static void clock_get(struct arena *arena, const json_t *s, struct asset_schedule *line,
                      struct import_row *row) {
    int opens, closes;
    struct str from = clock_text(arena, s, "opens_at"), to = clock_text(arena, s, "closes_at");
    bool begins = assets_import_clock_parse(from, &opens) && opens < 1440,
         ends = assets_import_clock_parse(to, &closes);
    if ((from.len > 0 && !begins) || (to.len > 0 && !ends))
        assets_import_note(arena, row, "days_times",
                           SAY1("The time \"{text}\" was not understood; the words are kept.",
                                "text", utf8_cut(begins ? to : from, 40)));
    if (!begins) return;
    line->opens = (struct minutes){opens};
    if (!ends) return;
    if (closes <= opens) closes += 1440; /* past midnight */
    line->closes = (struct minutes){closes};
}

static struct str words_of(struct arena *arena, const json_t *s,
                           const struct asset_schedule *line) {
    struct str words = assets_import_json_get(arena, s, "description");
    if (words.len == 0) words = assets_import_json_get(arena, s, "notes");
    if (words.len > 2000) words = utf8_cut(words, 2000);
    if (words.len > 0) return words;
    if (line->rrule.len > 0) return STR_NONE; /* said when all lines are known */
    struct str opens = clock_text(arena, s, "opens_at");
    return opens.len > 0 ? str_printf(arena, "%.*s-%.*s", STR_ARG(opens),
                                      STR_ARG(clock_text(arena, s, "closes_at")))
                         : STR_NONE;
}

static bool line_of(struct arena *arena, const json_t *s, struct import_row *row,
                    struct asset_schedule *ret_line) {
    struct assets_rule rule;
    struct asset_schedule line = {.from = day_get(arena, s, "dtstart"),
                                  .until = day_get(arena, s, "valid_to"),
                                  .opens = MINUTES_NONE,
                                  .closes = MINUTES_NONE};
    if (!day_is(line.from)) line.from = day_get(arena, s, "valid_from");
    if (!day_is(line.until)) line.until = day_get(arena, s, "until");
    if (rule_of(arena, s, &rule) && days_fill(&rule, line.from)) {
        line.rrule = assets_rule_format(arena, &rule);
        if (!day_is(line.until)) line.until = counted_until(arena, s, &rule, line.from);
        clock_get(arena, s, &line, row);
    }
    if (day_is(line.from) && day_is(line.until) && line.until.n < line.from.n)
        line.until = DAY_NONE;
    line.words = words_of(arena, s, &line);
    *ret_line = line;
    return line.rrule.len > 0 || line.words.len > 0;
}

/* Monday to Friday at the same hours is one line, not five. */
static bool line_joins(struct arena *arena, struct asset_schedule *into,
                       const struct asset_schedule *line) {
    struct assets_rule a, b;
    if (into->words.len > 0 || line->words.len > 0 || into->opens.n != line->opens.n ||
        into->closes.n != line->closes.n || into->from.n != line->from.n ||
        into->until.n != line->until.n)
        return false;
    if (!assets_rule_parse(into->rrule, &a) || !assets_rule_parse(line->rrule, &b))
        return false;
    if (a.freq != ASSETS_WEEKLY || b.freq != ASSETS_WEEKLY || a.interval != b.interval)
        return false;
    a.days |= b.days;
    into->rrule = assets_rule_format(arena, &a);
    return true;
}

/* A day that is not as usual, told as it stands: "Closed 2026-12-25". */
static bool holiday_of(struct arena *arena, struct day today, const json_t *h,
                       struct asset_schedule *ret_line) {
    struct day from = day_get(arena, h, "start_date"), to = day_get(arena, h, "end_date");
    if (!day_is(from)) return false;
    if (!day_is(to) || to.n < from.n) to = from;
    if (to.n < today.n) return false;
    bool closed,
        said = assets_import_yes(arena, assets_import_json_get(arena, h, "closed"), &closed);
    struct str hours = assets_import_joined(arena, clock_text(arena, h, "opens_at"),
                                            clock_text(arena, h, "closes_at"), "-");
    struct str days =
        assets_import_joined(arena, day_format(arena, from), day_format(arena, to), " to ");
    if (said && !closed && hours.len == 0) return false;
    *ret_line = (struct asset_schedule){
        .from = DAY_NONE, .until = DAY_NONE, .opens = MINUTES_NONE, .closes = MINUTES_NONE};
    ret_line->words = (said && closed) || hours.len == 0
                          ? str_printf(arena, "Closed %.*s", STR_ARG(days))
                          : str_printf(arena, "%.*s: %.*s", STR_ARG(days), STR_ARG(hours));
    return true;
}

static void extra_add(struct arena *arena, const json_t *list, struct import_row *row) {
    size_t size = json_dumpb(list, NULL, 0, JSON_COMPACT | JSON_SORT_KEYS);
    char *text = arena_alloc(arena, size + 1);
    struct str dump = str_of(text, json_dumpb(list, text, size, JSON_COMPACT | JSON_SORT_KEYS));
    row->extra = row->extra.len > 0 ? str_cat(arena, row->extra, dump) : dump;
}

/* The lines of a list; how many had no room comes along. */
static size_t lines_read(struct arena *arena, const json_t *list, struct import_row *row,
                         struct asset_schedule *lines, size_t *ret_left) {
    size_t count = 0;
    struct asset_schedule line;
    for (size_t i = 0; i < assets_import_json_many(list); i++) {
        bool joined = false;
        if (!line_of(arena, assets_import_json_nth(list, i), row, &line)) continue;
        for (size_t k = 0; k < count && !joined; k++)
            joined = line_joins(arena, &lines[k], &line);
        if (!joined && count < ASSET_SCHEDULES) lines[count++] = line;
        else if (!joined) (*ret_left)++;
    }
    for (size_t i = 0; i < count; i++)
        if (lines[i].words.len == 0)
            lines[i].words = assets_schedule_say(arena, text_locale(TEXT_EN), &lines[i]);
    return count;
}

void assets_import_hsds_schedules(struct arena *arena, struct day today, const json_t *list,
                                  const json_t *holidays, struct import_row *row) {
    size_t n = assets_import_json_many(list), h = assets_import_json_many(holidays), left = 0;
    if (n + h == 0) return;
    struct asset_schedule *lines = ARENA_ARRAY(arena, struct asset_schedule, ASSET_SCHEDULES),
                          line;
    size_t count = lines_read(arena, list, row, lines, &left);
    for (size_t i = 0; i < h && count > 0 && count < ASSET_SCHEDULES; i++)
        if (holiday_of(arena, today, assets_import_json_nth(holidays, i), &line))
            lines[count++] = line;
    if (left > 0)
        assets_import_note(arena, row, "days_times",
                           SAY1("More than {n} lines of times: the others were left out.", "n",
                                str_int(arena, ASSET_SCHEDULES)));
    row->asset.schedules = lines;
    row->asset.schedules_n = count;
    if (n > 0) extra_add(arena, list, row);
    if (h > 0) extra_add(arena, holidays, row);
}

/* ---- what it costs ---- */

static struct str amount_of(struct arena *arena, const json_t *option) {
    double x;
    struct str amount = assets_import_json_get(arena, option, "amount"),
               currency = assets_import_json_get(arena, option, "currency");
    if (amount.len == 0 || !str_to_real(amount, &x) || x < 0 || x > 100000) return STR_NONE;
    if (x == 0) return STR("Free");
    bool pounds = currency.len == 0 || str_ieq(currency, STR("GBP"));
    struct str number =
        x == (double)(int)x ? str_printf(arena, "%d", (int)x) : str_printf(arena, "%.2f", x);
    return pounds ? str_cat(arena, STR("\xC2\xA3"), number)
                  : str_printf(arena, "%.*s %.*s", STR_ARG(utf8_cut(currency, 8)),
                               STR_ARG(number));
}

struct str assets_import_hsds_costs(struct arena *arena, const json_t *service) {
    const json_t *list = assets_import_json_list(service, "cost_options");
    struct buf out;
    buf_init(&out, arena, 2000);
    for (size_t i = 0; i < json_array_size(list) && i < 10; i++) {
        const json_t *option = assets_import_json_object(list, i);
        struct str amount = amount_of(arena, option),
                   what = assets_import_json_get(arena, option, "option");
        struct str how = assets_import_json_get(arena, option, "amount_description");
        if (amount.len + what.len + how.len == 0) continue;
        buf_printf(&out, "%s%.*s%s%.*s%s%.*s", out.len ? "; " : "", STR_ARG(what),
                   what.len && amount.len ? ": " : "", STR_ARG(amount),
                   how.len && (amount.len || what.len) ? " " : "", STR_ARG(how));
    }
    if (out.len > 0) return buf_str(&out);
    return assets_import_json_any(arena, service, "fees_description fees");
}
