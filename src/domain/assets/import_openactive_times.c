/* Schedules, sub-events and single dates of OpenActive. */
#include "domain/assets/import_feed.h"

#include <string.h>

static const char *const codes[7] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

/* "https://schema.org/Thursday", "schema:Thursday", "TH", "1TH". */
static struct str day_code(struct arena *arena, struct str text) {
    for (size_t i = text.len; i > 0; i--)
        if (text.ptr[i - 1] == '/' || text.ptr[i - 1] == ':') {
            text = str_slice(text, i, text.len);
            break;
        }
    for (size_t i = 0; i < 7 && text.len >= 3; i++)
        if (str_ieq(str_slice(text, 0, 2), str_from(codes[i])) &&
            str_ieq(str_slice(text, text.len - 3, text.len), STR("day")))
            return str_from(codes[i]);
    return text.len >= 2 && text.len <= 4 ? text : str_copy(arena, STR(""));
}

/* P7D and P1W are a week; P1M a month. */
static bool frequency(struct str text, const char **ret_freq, int64_t *ret_interval) {
    int64_t n;
    if (text.len < 3 || text.ptr[0] != 'P' ||
        !str_to_int(str_slice(text, 1, text.len - 1), &n) || n < 1 || n > 366)
        return false;
    char unit = text.ptr[text.len - 1];
    if (unit == 'D' && n % 7 == 0) {
        unit = 'W';
        n /= 7;
    }
    *ret_freq = unit == 'D' ? "DAILY" : unit == 'W' ? "WEEKLY" : unit == 'M' ? "MONTHLY" : NULL;
    *ret_interval = n;
    return *ret_freq != NULL;
}

static struct str list_words(struct arena *arena, const json_t *list, bool days) {
    struct str out = STR_NONE;
    for (size_t i = 0; i < assets_import_json_many(list) && i < 40; i++) {
        struct str one = assets_import_json_text(arena, assets_import_json_nth(list, i));
        if (days) one = day_code(arena, one);
        out = assets_import_joined(arena, out, one, ",");
    }
    if (json_is_string(list) || json_is_integer(list))
        out = days ? day_code(arena, assets_import_json_text(arena, list))
                   : assets_import_json_text(arena, list);
    return out;
}

static struct str rule_words(struct arena *arena, const json_t *s) {
    const char *freq = NULL;
    int64_t interval = 1;
    struct str days = list_words(arena, json_object_get(s, "byDay"), true),
               monthdays = list_words(arena, json_object_get(s, "byMonthDay"), false);
    if (!frequency(assets_import_json_get(arena, s, "repeatFrequency"), &freq, &interval))
        freq = monthdays.len > 0 ? "MONTHLY" : days.len > 0 ? "WEEKLY" : NULL;
    if (!freq) return STR_NONE;
    struct buf out;
    buf_init(&out, arena, 500);
    buf_printf(&out, "FREQ=%s", freq);
    if (interval > 1) buf_printf(&out, ";INTERVAL=%lld", (long long)interval);
    if (days.len > 0) buf_printf(&out, ";BYDAY=%.*s", STR_ARG(days));
    if (monthdays.len > 0 && strcmp(freq, "MONTHLY") == 0)
        buf_printf(&out, ";BYMONTHDAY=%.*s", STR_ARG(monthdays));
    return buf_str(&out);
}

static struct minutes clock_of(struct arena *arena, const json_t *s, const char *key) {
    int n;
    struct str text = assets_import_json_get(arena, s, key);
    return text.len > 0 && assets_import_clock_parse(text, &n) && n < 1440 ? (struct minutes){n}
                                                                           : MINUTES_NONE;
}

static void length_fill(struct arena *arena, const json_t *s, struct import_date *date) {
    int length;
    if (minutes_is(date->opens) && !minutes_is(date->closes) &&
        assets_import_duration(assets_import_json_get(arena, s, "duration"), &length) &&
        length > 0 && length <= 1440)
        date->closes.n = date->opens.n + length;
}

struct singles {
    struct asset_date *dates;
    size_t n;
};

static void single_add(struct arena *arena, struct singles *out, struct import_date was, enum asset_date_kind kind) {
    if (minutes_is(was.opens))
        *ARENA_PUSH(arena, out->dates, out->n) = (struct asset_date){
            .day = was.day, .at = was.opens, .kind = kind, .to_day = DAY_NONE, .opens = MINUTES_NONE,
            .closes = MINUTES_NONE, .location_name = STR_NONE, .words = STR_NONE};
}

/* Left out: at its own hour, or at that of the schedule when only the day is said. */
static void except_read(struct arena *arena, const struct zone *here, struct day today, const json_t *s, struct minutes opens,
                        struct import_when *when, struct singles *out) {
    const json_t *list = json_object_get(s, "exceptDate");
    for (size_t i = 0; i < assets_import_json_many(list) && i <= ASSET_DATES_MAX; i++) {
        struct import_date date;
        struct str text = assets_import_json_text(arena, assets_import_json_nth(list, i));
        if (!assets_import_moment(here, text, &date)) continue;
        if (!minutes_is(date.opens)) date.opens = opens;
        single_add(arena, out, date, ASSET_DATE_OFF);
        if (date.day.n >= today.n && when->except.len < 300)
            when->except = assets_import_joined(arena, when->except, day_format(arena, date.day), ", ");
    }
}

/* Sessions called off one by one. */
static void called_off_read(struct arena *arena, const struct zone *here, const json_t *events, struct singles *out) {
    for (size_t i = 0; i < assets_import_json_many(events) && i <= ASSET_DATES_MAX; i++) {
        const json_t *event = assets_import_json_nth(events, i);
        struct import_date date;
        if (str_ends(assets_import_json_get(arena, event, "eventStatus"), STR("EventCancelled")) &&
            assets_import_moment(here, assets_import_json_get(arena, event, "startDate"), &date))
            single_add(arena, out, date, ASSET_DATE_CANCELLED);
    }
}

static void categories_read(struct arena *arena, const json_t *data, struct import_told *told) {
    const json_t *list = json_object_get(data, "activity");
    struct import_category *out = NULL;
    for (size_t i = 0; i < assets_import_json_many(list) && i < 30; i++) {
        const json_t *one = assets_import_json_nth(list, i);
        struct str label = json_is_string(one) ? assets_import_json_text(arena, one)
                                               : assets_import_json_any(arena, one, "prefLabel name"),
                   id = json_is_string(one) ? STR_NONE : assets_import_json_any(arena, one, "@id id");
        if (label.len > 0 || id.len > 0)
            *ARENA_PUSH(arena, out, told->categories_n) = (struct import_category){label.len ? label : id, id};
    }
    told->categories = out;
}

static void schedule_read(struct arena *arena, const struct zone *here, struct day today, const json_t *s,
                          struct import_when *when, struct singles *out) {
    struct import_date first = {DAY_NONE, clock_of(arena, s, "startTime"),
                                clock_of(arena, s, "endTime")},
                       date;
    struct day until = DAY_NONE;
    int64_t count = 0;
    struct str rule = rule_words(arena, s);
    if (assets_import_moment(here, assets_import_json_get(arena, s, "startDate"), &date))
        first.day = date.day;
    if (assets_import_moment(here, assets_import_json_get(arena, s, "endDate"), &date))
        until = date.day;
    if (!str_to_int(assets_import_json_get(arena, s, "repeatCount"), &count)) count = 0;
    length_fill(arena, s, &first);
    if (rule.len > 0 && assets_import_when_rule(arena, when, rule, first, until, count)) {
        except_read(arena, here, today, s, first.opens, when, out);
        return;
    }
    if (day_is(first.day) && rule.len == 0) assets_import_when_date(when, first);
    else if (rule.len > 0)
        assets_import_when_words(
            when, assets_import_joined(arena, assets_import_json_get(arena, s, "startTime"),
                                       rule, ", "));
}

/* When it begins, and closes if that is said and within a day. */
static bool moment_read(struct arena *arena, const struct zone *here, const json_t *event,
                        struct import_date *ret_date) {
    struct import_date start, end;
    if (!assets_import_moment(here, assets_import_json_get(arena, event, "startDate"), &start))
        return false;
    if (assets_import_moment(here, assets_import_json_get(arena, event, "endDate"), &end) &&
        minutes_is(start.opens) && minutes_is(end.opens)) {
        int64_t n = (int64_t)(end.day.n - start.day.n) * 1440 + end.opens.n;
        if (n > start.opens.n && n <= start.opens.n + 1440) start.closes.n = (int32_t)n;
    }
    length_fill(arena, event, &start);
    *ret_date = start;
    return true;
}

static bool is_off(struct arena *arena, const json_t *event) {
    return str_ends(assets_import_json_get(arena, event, "eventStatus"), STR("EventCancelled"));
}

static void date_read(struct arena *arena, const struct zone *here, const json_t *event,
                      struct import_when *when) {
    struct import_date start;
    if (!moment_read(arena, here, event, &start)) return;
    if (!is_off(arena, event) || when->dates_n + when->lines_n == 0)
        assets_import_when_date(when, start);
}

/* ---- sessions ---- */

static struct str place_name(struct arena *arena, const json_t *event) {
    const json_t *place = assets_import_json_nth(json_object_get(event, "location"), 0);
    return json_is_string(place) ? assets_import_json_text(arena, place)
                                 : assets_import_json_get(arena, place, "name");
}

/* Said of this session, and not of all of them. */
static struct str own_words(struct arena *arena, const json_t *event, const json_t *series,
                            const char *key) {
    struct str now = assets_import_json_get(arena, event, key),
               always = assets_import_json_get(arena, series, key);
    return now.len == 0 || str_eq(now, always) ? STR_NONE : now;
}

/* A feed of Kith names its sessions by the date they were planned for. */
static bool name_read(struct arena *arena, const json_t *event, struct asset_date *date) {
    struct str id = assets_import_json_any(arena, event, "@id id");
    struct asset_id asset;
    size_t at = id.len;
    while (at > 0 && id.ptr[at - 1] != '/') at--;
    if (!str_ends(str_slice(id, 0, at), STR("/sessions/"))) return false;
    return assets_session_parse(str_slice(id, at, id.len), &asset, &date->day, &date->at);
}

bool assets_import_openactive_session(struct import_file *file, struct arena *arena,
                                      const json_t *event, const json_t *series,
                                      struct import_session *ret_session) {
    struct import_date on;
    struct str where = place_name(arena, event), always = place_name(arena, series);
    if (!moment_read(arena, assets_import_clock_here(file, arena), event, &on) || !minutes_is(on.opens))
        return false;
    struct asset_date date = {.day = on.day, .at = on.opens, .to_day = on.day, .opens = on.opens,
                              .closes = on.closes, .kind = ASSET_DATE_MOVED, .words = STR_NONE,
                              .location_name = STR_NONE};
    if (series && where.len > 0 && !str_eq(where, always)) date.location_name = where;
    date.words = own_words(arena, event, series, "schedulingNote");
    if (series && date.words.len == 0 && assets_import_json_get(arena, series, "name").len > 0)
        date.words = own_words(arena, event, series, "name");
    if (is_off(arena, event)) date.kind = ASSET_DATE_CANCELLED;
    if (json_object_get(event, IMPORT_GONE)) date.kind = ASSET_DATE_OFF;
    bool named = name_read(arena, event, &date);
    *ret_session = (struct import_session){assets_import_json_get(arena, event, IMPORT_ITEM), named, date};
    return true;
}

/* All sessions of a series, and what they say, for the checksum. */
static struct import_session *sessions_read(struct import_file *file, struct arena *arena,
                                            const json_t *data, size_t *ret_n, struct str *ret_text) {
    const json_t *list = json_object_get(data, IMPORT_SESSIONS);
    size_t many = json_array_size(list), n = 0;
    struct import_session *out = ARENA_ARRAY(arena, struct import_session, many + 1);
    struct buf text;
    buf_init(&text, arena, many * 700 + 16);
    for (size_t i = 0; i < many; i++) {
        if (!assets_import_openactive_session(file, arena, json_array_get(list, i), data, &out[n])) continue;
        const struct asset_date *d = &out[n++].date;
        buf_printf(&text, "%d %d %d %d %d %d %.*s %.*s;", d->day.n, d->at.n, (int)d->kind, d->to_day.n,
                   d->opens.n, d->closes.n, STR_ARG(str_slice(d->location_name, 0, 200)),
                   STR_ARG(str_slice(d->words, 0, 300)));
    }
    *ret_n = n;
    *ret_text = buf_str(&text);
    return out;
}

static void extra_add(struct arena *arena, const json_t *data, struct str sessions, struct import_row *row) {
    static const char *const parts[] = {"eventSchedule", "subEvent", "startDate", "endDate"};
    row->extra = str_cat(arena, row->extra, sessions);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const json_t *part = json_object_get(data, parts[i]);
        char *text =
            part ? json_dumps(part, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY) : NULL;
        if (!text) continue;
        row->extra = str_printf(arena, "%.*s%s", STR_ARG(row->extra), text);
        json_free_t release;
        json_get_alloc_funcs(NULL, &release);
        release(text);
    }
}

/* What the series says of itself: its rules, and the dates it lists inside. */
static void own_read(struct import_file *file, struct arena *arena, const json_t *data,
                     struct import_when *when, struct singles *singles) {
    const struct zone *here = assets_import_clock_here(file, arena);
    const json_t *schedules = assets_import_json_first(data, "eventSchedule schedule"),
                 *inner = json_object_get(data, "subEvent");
    bool sessions = json_object_get(data, IMPORT_SESSIONS) != NULL;
    if (json_is_object(schedules) || json_is_array(schedules))
        for (size_t i = 0; i < assets_import_json_many(schedules) && i < 100; i++)
            schedule_read(arena, here, file->today, assets_import_json_nth(schedules, i), when, singles);
    if (when->lines_n > 0) called_off_read(arena, here, inner, singles);
    if (when->lines_n + when->dates_n > 0) return;
    for (size_t i = 0; i < assets_import_json_many(inner); i++)
        date_read(arena, here, assets_import_json_nth(inner, i), when);
    if (when->dates_n == 0 && !sessions) date_read(arena, here, data, when);
}

void assets_import_openactive_times(struct import_file *file, struct arena *arena,
                                    const json_t *data, struct import_row *row) {
    struct import_when *when = ARENA_NEW(arena, struct import_when);
    struct import_told *told = ARENA_NEW(arena, struct import_told);
    struct import_feed *feed = (struct import_feed *)(uintptr_t)row->feed;
    struct singles singles = {0};
    struct str text = STR_NONE;
    size_t n = 0;
    own_read(file, arena, data, when, &singles);
    struct import_session *sessions = sessions_read(file, arena, data, &n, &text);
    assets_import_sessions_settle(arena, assets_import_clock_here(file, arena), file->today, sessions, n,
                                  when, &singles.dates, &singles.n);
    *told = (struct import_told){.sequence = INT_NONE, .modified = INSTANT_NONE,
                                 .off = is_off(arena, data), .partly = n + singles.n == 0};
    categories_read(arena, data, told);
    assets_import_dates_settle(arena, row, singles.dates, singles.n, told);
    row->told = told;
    if (n > 0) {
        feed->sessions = sessions;
        feed->n = n;
    }
    if (when->lines_n + when->dates_n == 0) return;
    assets_import_when_settle(arena, file->today, when, row);
    extra_add(arena, data, text, row);
}
