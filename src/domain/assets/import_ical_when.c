/* When an event of a calendar is on: its rule as lines in its own zone, exceptions and changed
   dates by the local time they were planned for. */
#include "domain/assets/assets_rule.h"
#include "domain/assets/import_ical.h"
#include "domain/assets/import_when.h"

#include <stdlib.h>

#define WALKED 40000      /* occurrences looked at for the last one */
#define CUT 300
#define RANGES 8        /* changes of this and all later dates in one event */
#define LATER_DAYS 800  /* how far ahead they are told, and from their own day at least */
#define LATER_LEAST 366

struct range {
    const struct import_event *event;
    struct import_date was;
};

struct when {
    struct import_file *file;
    struct arena *arena;
    const struct import_event *e;
    struct import_row *row;
    struct import_when *lines;
    const struct import_zone *zone; /* of DTSTART */
    const struct zone *here;
    struct import_date first;       /* DTSTART, in `zone` */
    int length;                     /* minutes; 0 = not said */
    const struct asset_plan *plan;
    struct asset_date *dates;
    size_t dates_n;
    struct import_told *told;
    struct range ranges[RANGES];
    size_t ranges_n;
};

/* ---- moments ---- */

static bool day_read(struct str value, struct day *ret_day) {
    int64_t date;
    if (value.len < 8 || !str_to_int(str_slice(value, 0, 8), &date)) return false;
    int year = (int)(date / 10000), month = (int)(date / 100 % 100), day = (int)(date % 100);
    if (year < 1900 || year > 2200 || !day_valid(year, month, day)) return false;
    *ret_day = day_from_civil(year, month, day);
    return true;
}

/* 20260303, 20260303T100000, ...Z: as written; `utc` when it ends in Z. */
static bool wall_read(struct str value, struct import_date *ret_date, bool *ret_utc) {
    struct import_date date = {DAY_NONE, MINUTES_NONE, MINUTES_NONE};
    int64_t clock;
    value = str_trim(value);
    *ret_utc = str_ends(value, STR("Z"));
    if (*ret_utc) value.len--;
    if (!day_read(value, &date.day)) return false;
    if (value.len >= 13 && value.ptr[8] == 'T') {
        if (!str_to_int(str_slice(value, 9, 13), &clock) || clock < 0 || clock / 100 > 23 || clock % 100 > 59)
            return false;
        date.opens = (struct minutes){(int)(clock / 100 * 60 + clock % 100)};
    } else if (value.len != 8) return false;
    *ret_date = date;
    return true;
}

static struct instant instant_of(const struct zone *zone, const struct import_date *d) {
    struct civil c = civil_from_day(d->day);
    c.hour = minutes_is(d->opens) ? d->opens.n / 60 : 0;
    c.minute = minutes_is(d->opens) ? d->opens.n % 60 : 0;
    return instant_from_civil(zone, c);
}

static void told_in(const struct zone *from, const struct zone *to, struct import_date *d) {
    if (from == to || !minutes_is(d->opens)) return;
    struct civil c = civil_from_instant(to, instant_of(from, d));
    d->day = day_from_civil(c.year, c.month, c.day);
    d->opens = (struct minutes){c.hour * 60 + c.minute};
}

static struct str tzid_of(const struct when *w, const struct import_property *p) {
    struct str tzid = assets_import_ical_param(p, "TZID");
    return tzid.len > 0 ? tzid : w->zone ? w->zone->tzid : STR_NONE;
}

/* A moment in the time of the place. A day alone takes the hour the series has. */
static bool moment_here(const struct when *w, const struct import_property *p, struct str value,
                        struct import_date *ret_date) {
    bool utc;
    struct import_date date;
    if (!wall_read(value, &date, &utc)) return false;
    const struct import_zone *zone = utc ? NULL : assets_import_zone(w->file, tzid_of(w, p));
    if (!minutes_is(date.opens) && minutes_is(w->first.opens)) {
        date.opens = w->first.opens;
        zone = w->zone;
    }
    if (utc || (zone && !zone->here)) told_in(zone ? zone->zone : NULL, w->here, &date);
    *ret_date = date;
    return true;
}

static bool property_here(const struct when *w, const struct import_event *e, const char *name,
                          struct import_date *ret_date) {
    const struct import_property *p = assets_import_ical_property(e, name);
    return p && moment_here(w, p, p->value, ret_date);
}

/* ---- begin and length ---- */

/* Minutes from begin to end; 0 when none is said or it is days long. */
static int length_of(const struct when *w, const struct import_event *e) {
    struct import_date begin, end;
    int minutes;
    const struct import_property *length = assets_import_ical_property(e, "DURATION");
    if (property_here(w, e, "DTSTART", &begin) && property_here(w, e, "DTEND", &end)) {
        int64_t n = (instant_of(w->here, &end).ms - instant_of(w->here, &begin).ms) / 60000;
        return n > 0 && n <= 1440 ? (int)n : 0;
    }
    bool sound = length && assets_import_duration(str_trim(length->value), &minutes) && minutes > 0 && minutes <= 1440;
    return sound ? minutes : 0;
}

static bool first_read(struct when *w) {
    const struct import_property *p = assets_import_ical_property(w->e, "DTSTART");
    bool utc;
    if (!p || !wall_read(p->value, &w->first, &utc)) return false;
    w->zone = assets_import_zone(w->file, utc ? STR("Etc/UTC") : assets_import_ical_param(p, "TZID"));
    struct str tzid = w->zone->tzid.len ? w->zone->tzid : w->file->ical->wide;
    if (!w->zone->zone && minutes_is(w->first.opens))
        assets_import_note(w->arena, w->row, "TZID",
                           SAY1("The time zone \"{zone}\" is not known: its hours are taken as they are here.", "zone",
                                str_copy(w->arena, str_slice(tzid, 0, 60))));
    w->length = length_of(w, w->e);
    if (minutes_is(w->first.opens) && w->length) w->first.closes.n = w->first.opens.n + w->length;
    return true;
}

/* ---- the rule ---- */

static void words_keep(struct when *w, struct str rule, struct said why) {
    struct str from = day_format(w->arena, w->first.day);
    struct str shown = str_slice(rule, 0, CUT);
    assets_import_when_words(w->lines, minutes_is(w->first.opens)
                                           ? str_printf(w->arena, "%.*s %02d:%02d, %.*s", STR_ARG(from),
                                                        w->first.opens.n / 60, w->first.opens.n % 60, STR_ARG(shown))
                                           : str_printf(w->arena, "%.*s, %.*s", STR_ARG(from), STR_ARG(shown)));
    assets_import_note(w->arena, w->row, "days_times", why);
}

static struct said not_understood(struct when *w, struct str rule) {
    return SAY1("The times in \"{text}\" were not understood; the words are kept.", "text",
                str_copy(w->arena, str_slice(rule, 0, 60)));
}

/* The last day it is on, DAY_NONE when it never ends; how many there are, up to `WALKED`. */
static struct day last_of(const struct when *w, const struct recur *rule, int *ret_n) {
    struct recur_iter it;
    struct civil start = civil_from_day(w->first.day);
    struct day last = DAY_NONE;
    int64_t local;
    start.hour = minutes_is(w->first.opens) ? w->first.opens.n / 60 : 0;
    start.minute = minutes_is(w->first.opens) ? w->first.opens.n % 60 : 0;
    recur_begin(&it, rule, start, w->zone->here ? w->here : w->zone->zone);
    int most = recur_ends(rule) ? WALKED : 2;
    for (*ret_n = 0; *ret_n < most && recur_next(&it, &local); (*ret_n)++) {
        struct civil c = recur_civil(local);
        last = day_from_civil(c.year, c.month, c.day);
    }
    return recur_ends(rule) && *ret_n < WALKED ? last : DAY_NONE;
}

static void date_add(struct when *w, struct asset_date date) {
    *ARENA_PUSH(w->arena, w->dates, w->dates_n) = date;
}

static struct asset_date date_of(const struct import_date *was, enum asset_date_kind kind) {
    return (struct asset_date){.day = was->day, .at = was->opens, .kind = kind, .to_day = DAY_NONE,
                               .opens = MINUTES_NONE, .closes = MINUTES_NONE, .location_name = STR_NONE,
                               .words = STR_NONE};
}

/* One more date, its name its own beginning. */
static void extra_add(struct when *w, struct import_date here) {
    struct asset_date date = date_of(&here, ASSET_DATE_EXTRA);
    date.opens = here.opens;
    if (w->length) date.closes.n = here.opens.n + w->length;
    date_add(w, date);
}

/* A line of weeks or months: the count and the end are told by its last day. */
static bool plain_add(struct when *w, const struct recur *rule, struct day last) {
    struct recur open = *rule;
    struct assets_rule plain;
    open.count = 0;
    open.until_kind = RECUR_FOREVER;
    struct str text = recur_format(w->arena, &open);
    if (str_find(text, STR(";WKST="), 0) != SIZE_MAX && rule->interval > 1) return false; /* weeks begin elsewhere */
    if (!assets_rule_parse(text, &plain)) return false;
    if (!assets_import_when_rule(w->arena, w->lines, text, w->first, last, 0)) return false;
    struct asset_schedule *line = &w->lines->lines[w->lines->lines_n - 1];
    if (!assets_rule_parse(line->rrule, &plain)) return true;
    if (assets_rule_on(&plain, line, w->first.day, false) || !minutes_is(w->first.opens)) return true;
    struct import_date here = w->first; /* DTSTART is on, whether it fits or not */
    if (!w->zone->here) told_in(w->zone->zone, w->here, &here);
    extra_add(w, here);
    return true;
}

static bool beyond_add(struct when *w, const struct recur *rule, struct day last) {
    struct str text = recur_format(w->arena, rule);
    if (text.len > CUT || w->lines->lines_n >= ASSET_SCHEDULES) return false;
    struct asset_schedule *line = &w->lines->lines[w->lines->lines_n++];
    *line = (struct asset_schedule){.rrule = text, .from = w->first.day, .until = last, .opens = w->first.opens,
                                    .closes = w->first.closes};
    return true;
}

/* False when the event is refused. */
static bool rule_read(struct when *w, const struct import_property *p) {
    struct recur rule;
    struct said why;
    int n;
    if (recur_parse(str_trim(p->value), &rule, &why) != OK) {
        words_keep(w, p->value, not_understood(w, p->value));
        return true;
    }
    if (rule.freq < RECUR_HOURLY) {
        assets_import_refuse(w->row, "RRULE", SAY("It comes again within the hour. Sessions are an hour apart or more."));
        return false;
    }
    struct day last = last_of(w, &rule, &n);
    if (n < 2) {
        bool meant = rule.count == 1 || rule.until_kind != RECUR_FOREVER;
        if (!meant) assets_import_note(w->arena, w->row, "RRULE",
                                       SAY("The rule names no other day that exists: only the first date is kept."));
        struct import_date here = w->first;
        if (!w->zone->here) told_in(w->zone->zone, w->here, &here);
        if (minutes_is(here.opens) && w->length) here.closes.n = here.opens.n + w->length;
        assets_import_when_date(w->lines, here);
        w->zone = assets_import_zone(w->file, assets_import_zone_here(w->file));
        return true;
    }
    if (!plain_add(w, &rule, last) && !beyond_add(w, &rule, last)) {
        words_keep(w, p->value, not_understood(w, p->value));
        return true;
    }
    struct asset_schedule *line = &w->lines->lines[w->lines->lines_n - 1];
    if (!w->zone->here && minutes_is(w->first.opens)) line->zone = w->zone->name;
    if (str_is(line->zone, "Etc/UTC"))
        assets_import_note(w->arena, w->row, "TZID",
                           SAY("Its hours are fixed to UTC, so here they move when the clocks change."));
    return true;
}

/* ---- single dates ---- */

static void except_say(struct when *w, struct day day) {
    if (day.n >= w->file->today.n && w->lines->except.len < CUT)
        w->lines->except = assets_import_joined(w->arena, w->lines->except, day_format(w->arena, day), ", ");
}

static bool planned(const struct when *w, const struct import_date *d) {
    return minutes_is(d->opens) && w->plan && assets_plan_names(w->plan, w->here, NULL, d->day, d->opens);
}

/* Left out, of whatever made it: the rule, the one date there is, or one more date. */
static void exdate_take(struct when *w, const struct import_date *date) {
    bool named = planned(w, date);
    except_say(w, date->day);
    for (size_t i = 0; !named && minutes_is(date->opens) && i < w->lines->dates_n; i++)
        named = w->lines->dates[i].day.n == date->day.n && w->lines->dates[i].opens.n == date->opens.n;
    if (named) date_add(w, date_of(date, ASSET_DATE_OFF));
    for (size_t i = 0; !named && i < w->dates_n; i++) {
        const struct asset_date *d = &w->dates[i];
        if (d->kind != ASSET_DATE_EXTRA || d->day.n != date->day.n || d->at.n != date->opens.n) continue;
        w->dates[i] = w->dates[--w->dates_n];
        return;
    }
}

static void listed(struct when *w, const char *name, bool extra) {
    for (size_t i = 0; i < w->e->n; i++) {
        const struct import_property *p = &w->e->properties[i];
        struct str rest = p->value, one;
        struct import_date date;
        if (!str_ieq(p->name, str_from(name))) continue;
        while (str_next(&rest, ',', &one)) {
            if (!moment_here(w, p, str_slice(one, 0, str_find(one, STR("/"), 0)), &date)) continue;
            if (!extra) exdate_take(w, &date);
            else if (!minutes_is(date.opens)) assets_import_when_date(w->lines, date);
            else if (!planned(w, &date)) extra_add(w, date);
        }
    }
}

/* What this one date has that the others have not. */
static struct str differs(const struct when *w, const struct import_event *o, const char *name) {
    struct str now = assets_import_ical_said(w->arena, o, name);
    return now.len && !str_eq(now, assets_import_ical_said(w->arena, w->e, name)) ? now : STR_NONE;
}

/* All later dates change: kept for when the lines are known. */
static void range_keep(struct when *w, const struct import_event *o, struct import_date was) {
    if (minutes_is(was.opens) && w->ranges_n < RANGES) w->ranges[w->ranges_n++] = (struct range){o, was};
    else assets_import_note(w->arena, w->row, "RECURRENCE-ID",
                            SAY1("More than {n} changes of all later dates: the others were left out.", "n",
                                 str_int(w->arena, RANGES)));
}

/* When and how long it is now. False when nothing is different. */
static bool moved_read(struct when *w, const struct import_event *o, struct import_date was, struct import_date now,
                       struct asset_date *date) {
    int length = length_of(w, o);
    bool here = now.day.n == was.day.n && now.opens.n == was.opens.n;
    date->to_day = now.day;
    date->opens = now.opens;
    if (length) date->closes.n = now.opens.n + length;
    if (here && length == w->length && date->location_name.len == 0 && date->words.len == 0 && planned(w, &was)) return false;
    if (!here) except_say(w, was.day);
    return true;
}

static void override_read(struct when *w, const struct import_event *o) {
    const struct import_property *id = assets_import_ical_property(o, "RECURRENCE-ID");
    struct import_date was, now;
    if (!property_here(w, o, "RECURRENCE-ID", &was)) return;
    if (assets_import_ical_param(id, "RANGE").len > 0) {
        range_keep(w, o, was);
        return;
    }
    if (!minutes_is(was.opens)) {
        except_say(w, was.day);
        return;
    }
    struct asset_date date = date_of(&was, ASSET_DATE_MOVED);
    date.sequence = o->sequence > 0 ? o->sequence : 0;
    date.location_name = differs(w, o, "LOCATION");
    date.words = differs(w, o, "SUMMARY");
    if (date.words.len == 0) date.words = differs(w, o, "COMMENT");
    if (date.words.len == 0) date.words = differs(w, o, "DESCRIPTION");
    if (str_ieq(assets_import_ical_said(w->arena, o, "STATUS"), STR("CANCELLED"))) {
        date.kind = ASSET_DATE_CANCELLED;
        except_say(w, was.day);
    } else if (!property_here(w, o, "DTSTART", &now) || !minutes_is(now.opens) || !moved_read(w, o, was, now, &date)) {
        return;
    }
    date_add(w, date);
}

static void overrides_read(struct when *w) {
    const struct import_ical *cal = w->file->ical;
    size_t at = SIZE_MAX;
    const struct import_seen_entry *entry = assets_import_seen_find(&cal->moved, str_hash(w->e->uid, 5), &at);
    for (size_t i = entry ? (size_t)entry->line : SIZE_MAX; i != SIZE_MAX; i = cal->events[i].next)
        if (str_eq(cal->events[i].uid, w->e->uid)) override_read(w, &cal->events[i]);
}

/* ---- this and later: each of its dates is told by itself ---- */

struct later {
    struct when *w;
    const struct range *range;
    struct asset_date change; /* what each of them says; its name and days are the session's */
    int32_t days, minutes;    /* how far each is moved */
    size_t told;              /* dates told before, in order */
};

static bool told_before(const struct later *l, const struct asset_session *s) {
    for (size_t i = 0; i < l->told; i++)
        if (l->w->dates[i].day.n == s->day.n && l->w->dates[i].at.n == s->at.n) return true;
    return false;
}

static enum status later_add(void *cookie, const struct asset_session *s) {
    struct later *l = cookie;
    struct asset_date date = l->change;
    if (s->day.n == l->range->was.day.n && s->at.n < l->range->was.opens.n) return OK;
    if (told_before(l, s)) return OK;
    date.day = s->day;
    date.at = s->at;
    if (date.kind == ASSET_DATE_MOVED) {
        int32_t minute = s->at.n + l->minutes, over = minute < 0 ? -1 : minute / 1440;
        date.to_day = (struct day){s->day.n + l->days + over};
        date.opens = (struct minutes){minute - over * 1440};
        if (minutes_is(l->change.closes)) date.closes = (struct minutes){date.opens.n + l->change.closes.n};
    }
    date_add(l->w, date);
    return OK;
}

static void range_read(struct when *w, const struct range *range) {
    struct import_date now;
    struct later l = {.w = w, .range = range, .change = date_of(&range->was, ASSET_DATE_MOVED), .told = w->dates_n};
    struct day until = {w->file->today.n + LATER_DAYS};
    l.change.sequence = range->event->sequence > 0 ? range->event->sequence : 0;
    l.change.location_name = differs(w, range->event, "LOCATION");
    l.change.words = differs(w, range->event, "SUMMARY");
    if (str_ieq(assets_import_ical_said(w->arena, range->event, "STATUS"), STR("CANCELLED"))) {
        l.change.kind = ASSET_DATE_CANCELLED;
    } else if (property_here(w, range->event, "DTSTART", &now) && minutes_is(now.opens)) {
        int length = length_of(w, range->event);
        l.days = now.day.n - range->was.day.n;
        l.minutes = now.opens.n - range->was.opens.n;
        l.change.closes = length ? (struct minutes){length} : MINUTES_NONE;
    } else return;
    const struct asset_scan scan = {.plan = w->plan, .zone = w->here};
    if (until.n < range->was.day.n + LATER_LEAST) until.n = range->was.day.n + LATER_LEAST;
    if (!w->plan || assets_sessions_scan(&scan, range->was.day, until, later_add, &l) != OK) return;
    if (w->dates_n == l.told) return;
    assets_import_note(w->arena, w->row, "RECURRENCE-ID",
                       SAY1("A change of all later dates is told date by date, until {day}.", "day",
                            day_format(w->arena, until)));
}

static int latest_first(const void *a, const void *b) {
    const struct range *x = a, *y = b;
    if (x->was.day.n != y->was.day.n) return x->was.day.n > y->was.day.n ? -1 : 1;
    return (x->was.opens.n < y->was.opens.n) - (x->was.opens.n > y->was.opens.n);
}

/* The latest stands for the dates behind it; a date told by itself stands for itself. */
static void ranges_read(struct when *w) {
    if (w->ranges_n == 0) return;
    qsort(w->ranges, w->ranges_n, sizeof *w->ranges, latest_first);
    for (size_t i = 0; i < w->ranges_n; i++) range_read(w, &w->ranges[i]);
}

/* ---- in order, each once ---- */

/* What stands for a date that is told twice: the change, then one more, then left out. */
static int rank(const struct asset_date *d) {
    return d->kind == ASSET_DATE_MOVED || d->kind == ASSET_DATE_CANCELLED ? 0 : d->kind == ASSET_DATE_EXTRA ? 1 : 2;
}

static int by_name(const void *a, const void *b) {
    const struct asset_date *x = a, *y = b;
    if (x->day.n != y->day.n) return x->day.n < y->day.n ? -1 : 1;
    if (x->at.n != y->at.n) return x->at.n < y->at.n ? -1 : 1;
    if (rank(x) != rank(y)) return rank(x) - rank(y);
    return (x->sequence < y->sequence) - (x->sequence > y->sequence);
}

void assets_import_dates_settle(struct arena *arena, struct import_row *row, struct asset_date *dates, size_t n,
                                struct import_told *told) {
    size_t out = 0;
    if (n > 1) qsort(dates, n, sizeof *dates, by_name);
    for (size_t i = 0; i < n; i++) {
        bool again = out > 0 && dates[out - 1].day.n == dates[i].day.n && dates[out - 1].at.n == dates[i].at.n;
        if (!again) dates[out++] = dates[i];
    }
    size_t over = out > ASSET_DATES_MAX ? out - ASSET_DATES_MAX : 0;
    if (over)
        assets_import_note(arena, row, "days_times",
                           SAY("More than 10,000 dates differ from the rule: the oldest were left out."));
    told->dates = over ? dates + over : dates;
    told->dates_n = out - over;
}

static struct instant modified_of(const struct import_event *e) {
    struct import_date date;
    bool utc;
    if (e->modified.len == 0 || !wall_read(e->modified, &date, &utc)) return INSTANT_NONE;
    int64_t seconds = 0;
    if (e->modified.len >= 15 && !str_to_int(str_slice(e->modified, 13, 15), &seconds)) seconds = 0;
    return (struct instant){instant_of(NULL, &date).ms + seconds * 1000};
}

static void categories_read(struct when *w) {
    struct import_category *list = NULL;
    for (size_t i = 0; i < w->e->n; i++) {
        struct str rest, one;
        if (!str_ieq(w->e->properties[i].name, STR("CATEGORIES"))) continue;
        rest = assets_import_ical_text(w->arena, w->e->properties[i].value);
        while (str_next(&rest, ',', &one) && w->told->categories_n < 50)
            if (str_trim(one).len > 0)
                *ARENA_PUSH(w->arena, list, w->told->categories_n) = (struct import_category){str_trim(one), STR_NONE};
    }
    w->told->categories = list;
}

static void told_read(struct when *w) {
    struct import_told *told = w->told;
    bool any = assets_import_ical_property(w->e, "SEQUENCE") != NULL;
    told->uid = assets_import_ical_text(w->arena, w->e->uid);
    if (w->e->moved) told->uid = STR_NONE; /* one date alone is another thing */
    told->sequence = any ? w->e->sequence : INT_NONE;
    told->modified = modified_of(w->e);
    told->off = str_ieq(assets_import_ical_said(w->arena, w->e, "STATUS"), STR("CANCELLED"));
    told->off_words = assets_import_ical_said(w->arena, w->e, "COMMENT");
    categories_read(w);
    w->row->told = told;
}

void assets_import_ical_when(struct import_file *file, struct arena *arena, const struct import_event *e,
                             struct import_row *row) {
    const struct import_property *rule = assets_import_ical_property(e, "RRULE");
    struct when w = {.file = file, .arena = arena, .e = e, .row = row, .lines = ARENA_NEW(arena, struct import_when),
                     .here = assets_import_zone(file, assets_import_zone_here(file))->zone, .told = ARENA_NEW(arena, struct import_told)};
    if (!first_read(&w)) {
        assets_import_refuse(row, "DTSTART",
                             SAY("The event has no beginning that can be read. Write DTSTART like 20260303T100000."));
        return;
    }
    if (rule && !rule_read(&w, rule)) return;
    if (!rule) {
        struct import_date here = w.first;
        if (!w.zone->here) told_in(w.zone->zone, w.here, &here);
        if (minutes_is(here.opens) && w.length) here.closes.n = here.opens.n + w.length;
        assets_import_when_date(w.lines, here);
    }
    if (assets_plan_make(arena, w.lines->lines, w.lines->lines_n, &w.plan) != OK) w.plan = NULL;
    listed(&w, "RDATE", true);
    listed(&w, "EXDATE", false);
    if (!e->moved && e->uid.len > 0) overrides_read(&w);
    ranges_read(&w);
    assets_import_dates_settle(arena, row, w.dates, w.dates_n, w.told);
    for (size_t i = 0; i < w.told->dates_n; i++) {
        const struct asset_date *d = &w.told->dates[i];
        struct day on = day_is(d->to_day) ? d->to_day : d->day;
        w.lines->coming = w.lines->coming || (on.n >= file->today.n && d->kind >= ASSET_DATE_MOVED);
    }
    told_read(&w);
    assets_import_when_settle(arena, file->today, w.lines, row);
}
