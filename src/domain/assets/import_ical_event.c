/* One event of a calendar to one row. A date of a series that was moved or called off is told
   with the series, not beside it. */
#include "domain/assets/import_ical.h"
#include "domain/assets/import_when.h"

#include <string.h>

static const struct import_property *property(const struct import_event *e, const char *name) {
    for (size_t i = 0; i < e->n; i++)
        if (str_ieq(e->properties[i].name, str_from(name))) return &e->properties[i];
    return NULL;
}

static struct str text_of(struct arena *arena, const struct import_event *e, const char *name) {
    const struct import_property *p = property(e, name);
    return p ? assets_import_ical_text(arena, p->value) : STR_NONE;
}

/* ---- times ---- */

/* A time told elsewhere (UTC when `tzid` is empty), as it is here. */
static void told_here(struct arena *arena, struct str tzid, struct import_date *date) {
    const struct zone *zone = NULL, *here = NULL;
    if (tzid.len > 0 && zone_load(arena, tzid, &zone) != OK) return;
    if (zone_load(arena, STR("Europe/London"), &here) != OK) return;
    struct civil local = civil_from_day(date->day);
    local.hour = date->opens.n / 60;
    local.minute = date->opens.n % 60;
    struct civil c = civil_from_instant(here, instant_from_civil(zone, local));
    date->day = day_from_civil(c.year, c.month, c.day);
    date->opens = (struct minutes){c.hour * 60 + c.minute};
}

/* The day of 20260303 or 20260303T100000. */
static bool day_read(struct str value, struct day *ret_day) {
    int64_t date;
    if (value.len < 8 || !str_to_int(str_slice(value, 0, 8), &date)) return false;
    int year = (int)(date / 10000), month = (int)(date / 100 % 100), day = (int)(date % 100);
    if (year < 1900 || year > 2200 || !day_valid(year, month, day)) return false;
    *ret_day = day_from_civil(year, month, day);
    return true;
}

/* 20260303, 20260303T100000, ...Z; TZID of another country is told in ours. */
static bool moment(struct arena *arena, struct str value, struct str tzid,
                   struct import_date *ret_date) {
    struct import_date date = {DAY_NONE, MINUTES_NONE, MINUTES_NONE};
    int64_t clock;
    value = str_trim(value);
    bool utc = str_ends(value, STR("Z"));
    if (utc) value.len--;
    if (!day_read(value, &date.day)) return false;
    if (value.len >= 13 && value.ptr[8] == 'T') {
        if (!str_to_int(str_slice(value, 9, 13), &clock) || clock < 0 || clock / 100 > 23 ||
            clock % 100 > 59)
            return false;
        date.opens = (struct minutes){(int)(clock / 100 * 60 + clock % 100)};
        if (utc) told_here(arena, STR_NONE, &date);
        else if (!str_is(tzid, "Europe/London") && tzid.len > 0) told_here(arena, tzid, &date);
    } else if (value.len != 8) return false;
    *ret_date = date;
    return true;
}

static bool moment_of(struct arena *arena, const struct import_event *e, const char *name,
                      struct import_date *ret_date) {
    const struct import_property *p = property(e, name);
    return p && moment(arena, p->value, assets_import_ical_param(p, "TZID"), ret_date);
}

/* The start with its end: DTEND, or DURATION. */
static bool span(struct arena *arena, const struct import_event *e,
                 struct import_date *ret_date) {
    struct import_date start, end;
    int minutes;
    const struct import_property *length = property(e, "DURATION");
    if (!moment_of(arena, e, "DTSTART", &start)) return false;
    if (minutes_is(start.opens) && moment_of(arena, e, "DTEND", &end) &&
        minutes_is(end.opens)) {
        int64_t n = (int64_t)(end.day.n - start.day.n) * 1440 + end.opens.n;
        if (n > start.opens.n && n <= start.opens.n + 1440) start.closes.n = (int32_t)n;
    } else if (minutes_is(start.opens) && length &&
               assets_import_duration(str_trim(length->value), &minutes) && minutes > 0 &&
               minutes <= 1440)
        start.closes.n = start.opens.n + minutes;
    *ret_date = start;
    return true;
}

/* Several dates in one property, in several properties of one name. */
static void each_date(struct arena *arena, const struct import_event *e, const char *name,
                      struct import_when *when, struct import_date first, struct day today) {
    for (size_t i = 0; i < e->n; i++) {
        const struct import_property *p = &e->properties[i];
        struct str rest = p->value, one;
        struct import_date date;
        if (!str_ieq(p->name, str_from(name))) continue;
        while (str_next(&rest, ',', &one)) {
            if (!moment(arena, str_slice(one, 0, str_find(one, STR("/"), 0)),
                        assets_import_ical_param(p, "TZID"), &date))
                continue;
            if (strcmp(name, "RDATE") == 0) {
                if (minutes_is(date.opens) && minutes_is(first.closes))
                    date.closes.n = date.opens.n + first.closes.n - first.opens.n;
                assets_import_when_date(when, date);
            } else if (date.day.n >= today.n)
                when->except = assets_import_joined(arena, when->except,
                                                    day_format(arena, date.day), ", ");
        }
    }
}

/* RRULE without what the line says beside it. */
static struct str rule_take(struct arena *arena, struct str rrule, struct day *ret_until,
                            int64_t *ret_count) {
    struct str rest = rrule, part;
    struct buf out;
    struct import_date date;
    buf_init(&out, arena, 400);
    *ret_until = DAY_NONE;
    *ret_count = 0;
    while (str_next(&rest, ';', &part)) {
        part = str_trim(part);
        if (str_starts(part, STR("UNTIL="))) {
            if (moment(arena, str_slice(part, 6, part.len), STR_NONE, &date))
                *ret_until = date.day;
        } else if (str_starts(part, STR("COUNT="))) {
            if (!str_to_int(str_slice(part, 6, part.len), ret_count)) *ret_count = 0;
        } else if (part.len > 0 && !str_starts(part, STR("WKST=")))
            buf_printf(&out, "%s%.*s", out.len ? ";" : "", STR_ARG(part));
    }
    return buf_str(&out);
}

/* Dates of this series that stand as events of their own. */
static void overrides_read(struct import_file *file, struct arena *arena,
                           const struct import_event *e, struct import_when *when) {
    const struct import_ical *cal = file->ical;
    size_t at = SIZE_MAX;
    const struct import_seen_entry *entry;
    while ((entry = assets_import_seen_find(&cal->moved, str_hash(e->uid, 5), &at)) != NULL) {
        const struct import_event *o = &cal->events[entry->line];
        struct import_date was, now;
        if (!str_eq(o->uid, e->uid)) continue;
        if (!moment_of(arena, o, "RECURRENCE-ID", &was)) continue;
        bool off = str_ieq(text_of(arena, o, "STATUS"), STR("CANCELLED"));
        if (was.day.n >= file->today.n)
            when->except =
                assets_import_joined(arena, when->except, day_format(arena, was.day), ", ");
        if (!off && span(arena, o, &now) && now.day.n >= file->today.n)
            assets_import_when_date(when, now);
    }
}

static void times_read(struct import_file *file, struct arena *arena,
                       const struct import_event *e, struct import_row *row) {
    const struct import_property *rule = property(e, "RRULE");
    struct import_when *when = ARENA_NEW(arena, struct import_when);
    struct import_date first;
    struct day until;
    int64_t count;
    if (!span(arena, e, &first)) {
        assets_import_refuse(row, "DTSTART",
                             SAY("The event has no beginning that can be read. Write DTSTART "
                                 "like 20260303T100000."));
        return;
    }
    if (!rule) assets_import_when_date(when, first);
    else {
        struct str plain = rule_take(arena, rule->value, &until, &count);
        if (!assets_import_when_rule(arena, when, plain, first, until, count)) {
            struct str from = day_format(arena, first.day);
            assets_import_when_words(
                when, minutes_is(first.opens)
                          ? str_printf(arena, "%.*s %02d:%02d, %.*s", STR_ARG(from),
                                       first.opens.n / 60, first.opens.n % 60,
                                       STR_ARG(str_slice(rule->value, 0, 300)))
                          : str_printf(arena, "%.*s, %.*s", STR_ARG(from),
                                       STR_ARG(str_slice(rule->value, 0, 300))));
            assets_import_note(
                arena, row, "days_times",
                SAY1("The times in \"{text}\" were not understood; the words are kept.", "text",
                     str_copy(arena, str_slice(rule->value, 0, 60))));
        }
    }
    each_date(arena, e, "RDATE", when, first, file->today);
    each_date(arena, e, "EXDATE", when, first, file->today);
    if (rule) overrides_read(file, arena, e, when);
    assets_import_when_settle(arena, file->today, when, row);
}

/* ---- the rest ---- */

static void where_read(struct arena *arena, const struct import_event *e,
                       struct import_cells *c) {
    struct str geo = text_of(arena, e, "GEO"), place = text_of(arena, e, "LOCATION"), lat, lon;
    struct str apple = text_of(arena, e, "X-APPLE-STRUCTURED-LOCATION");
    if (geo.len == 0 && str_starts(apple, STR("geo:")))
        geo = str_replace(arena, str_slice(apple, 4, apple.len), STR(","), STR(";"));
    if (str_next(&geo, ';', &lat) && str_next(&geo, ';', &lon)) {
        c->text[IF_LAT] = str_trim(lat);
        c->text[IF_LON] = str_trim(lon);
    }
    if (str_find(place, STR(","), 0) == SIZE_MAX && str_find(place, STR("\n"), 0) == SIZE_MAX)
        c->text[IF_LOCATION] = place;
    else c->text[IF_ADDRESS] = place;
}

static struct str categories(struct arena *arena, const struct import_event *e) {
    struct str words = STR_NONE;
    for (size_t i = 0; i < e->n; i++)
        if (str_ieq(e->properties[i].name, STR("CATEGORIES")))
            words = assets_import_joined(
                arena, words,
                str_replace(arena, assets_import_ical_text(arena, e->properties[i].value),
                            STR(","), STR(", ")),
                ", ");
    return words;
}

static void cells_read(struct arena *arena, const struct import_event *e,
                       struct import_row *row) {
    struct import_cells *c = &row->cells;
    const struct import_property *organiser = property(e, "ORGANIZER");
    c->text[IF_ID] = assets_import_ical_text(arena, e->uid);
    c->text[IF_NAME] = text_of(arena, e, "SUMMARY");
    c->text[IF_DESCRIPTION] = text_of(arena, e, "DESCRIPTION");
    c->text[IF_URL] = text_of(arena, e, "URL");
    c->text[IF_COST] = text_of(arena, e, "X-COST");
    c->text[IF_TAGS] = categories(arena, e);
    c->text[IF_KIND] = STR("activity");
    if (organiser)
        c->text[IF_ORGANIZATION] =
            assets_import_ical_text(arena, assets_import_ical_param(organiser, "CN"));
    where_read(arena, e, c);
    if (str_ieq(text_of(arena, e, "STATUS"), STR("CANCELLED"))) {
        c->text[IF_STATUS] = STR("inactive");
        assets_import_note(arena, row, "status",
                           SAY("It is called off, so it is kept as not active."));
    }
}

/* Everything that was said, for the checksum. */
static struct str said(struct arena *arena, const struct import_event *e) {
    struct buf out;
    buf_init(&out, arena, IMPORT_CELL_MAX);
    for (size_t i = 0; i < e->n; i++)
        if (!str_ieq(e->properties[i].name, STR("DTSTAMP")))
            buf_printf(&out, "%.*s%.*s:%.*s\n", STR_ARG(e->properties[i].name),
                       STR_ARG(e->properties[i].params), STR_ARG(e->properties[i].value));
    return buf_str(&out);
}

static bool told_elsewhere(const struct import_file *file, const struct import_event *e) {
    size_t at = SIZE_MAX;
    return e->moved && e->uid.len > 0 &&
           assets_import_seen_find(&file->ical->masters, str_hash(e->uid, 5), &at) != NULL;
}

bool assets_import_ical_next(struct import_file *file, struct arena *arena,
                             struct import_row *ret_row) {
    const struct import_ical *cal = file->ical;
    while (file->at < cal->events_n && told_elsewhere(file, &cal->events[file->at])) file->at++;
    if (file->at >= cal->events_n) return false;
    const struct import_event *e = &cal->events[file->at++];
    *ret_row = (struct import_row){.line = e->line, .today = file->today};
    cells_read(arena, e, ret_row);
    ret_row->extra = said(arena, e);
    struct str class = text_of(arena, e, "CLASS");
    if (!e->whole)
        assets_import_refuse(ret_row, "END",
                             SAY("The event is cut short: END:VEVENT is missing. Download the "
                                 "calendar again."));
    else if (e->newer)
        assets_import_refuse(ret_row, "SEQUENCE",
                             SAY1("A newer version of this event stands in line {line}.",
                                  "line", str_int(arena, e->newer)));
    else if (str_ieq(class, STR("PRIVATE")) || str_ieq(class, STR("CONFIDENTIAL")))
        assets_import_refuse(ret_row, "CLASS",
                             SAY("The event is marked private. Only public ones are taken."));
    else times_read(file, arena, e, ret_row);
    assets_import_cells_read(arena, file->today, ret_row);
    return true;
}
