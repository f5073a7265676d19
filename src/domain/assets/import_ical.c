/* Calendars (RFC 5545): folded lines, escapes and parameters to events. Ours rather than
   libical's: what is needed is the content line, and every byte stays below the ceilings of the
   arena; rules are read by the code that reads every other schedule. */
#include "domain/assets/import_ical.h"

#include <limits.h>
#include <string.h>

#define EVENTS_MAX 100000
#define ICAL_DEPTH 8

/* ---- content lines ---- */

/* Lines joined again where they were folded, so that names and values stand whole. */
static struct str unfolded(struct arena *arena, struct str s) {
    char *out = arena_alloc(arena, s.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        size_t end = s.ptr[i] == '\r' && i + 1 < s.len && s.ptr[i + 1] == '\n' ? 2
                     : s.ptr[i] == '\n' || s.ptr[i] == '\r'                    ? 1
                                                                               : 0;
        if (end && i + end < s.len && (s.ptr[i + end] == ' ' || s.ptr[i + end] == '\t')) {
            i += end;
            out[n++] = '\1'; /* a fold: counted as a line, then taken out */
            continue;
        }
        if (end == 2) i++;
        out[n++] = end ? '\n' : s.ptr[i] == '\1' ? ' ' : s.ptr[i];
    }
    return str_of(out, n);
}

static struct str folds_drop(struct str s) {
    char *p = (char *)(uintptr_t)s.ptr;
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        if (p[i] != '\1') p[n++] = p[i];
    return str_of(p, n);
}

/* "DTSTART;TZID=Europe/London:20260303T100000": the name, its parameters, the value. */
static bool line_split(struct str line, struct import_property *ret_property) {
    size_t at = 0, params;
    bool quoted = false;
    while (at < line.len && line.ptr[at] != ';' && line.ptr[at] != ':') at++;
    struct str name = str_slice(line, 0, at);
    params = at;
    for (; at < line.len && (quoted || line.ptr[at] != ':'); at++)
        if (line.ptr[at] == '"') quoted = !quoted;
    if (at >= line.len || name.len == 0) return false;
    *ret_property = (struct import_property){name, str_slice(line, params, at),
                                             str_slice(line, at + 1, line.len)};
    return true;
}

struct str assets_import_ical_param(const struct import_property *p, const char *name) {
    struct str rest = p->params, one;
    while (str_next(&rest, ';', &one)) {
        size_t mark = str_find(one, STR("="), 0);
        if (mark == SIZE_MAX || !str_ieq(str_slice(one, 0, mark), str_from(name))) continue;
        struct str value = str_slice(one, mark + 1, one.len);
        if (value.len >= 2 && value.ptr[0] == '"') value = str_slice(value, 1, value.len - 1);
        return value;
    }
    return STR_NONE;
}

/* "\n" and "\," of texts. */
struct str assets_import_ical_text(struct arena *arena, struct str value) {
    char *out = arena_alloc(arena, value.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        if (c == '\\' && i + 1 < value.len) {
            c = value.ptr[++i];
            if (c == 'n' || c == 'N') c = '\n';
        }
        out[n++] = c;
    }
    return str_copy(arena, assets_import_clean(arena, str_of(out, n)));
}

const struct import_property *assets_import_ical_property(const struct import_event *e, const char *name) {
    for (size_t i = 0; i < e->n; i++)
        if (str_ieq(e->properties[i].name, str_from(name))) return &e->properties[i];
    return NULL;
}

struct str assets_import_ical_said(struct arena *arena, const struct import_event *e, const char *name) {
    const struct import_property *p = assets_import_ical_property(e, name);
    return p ? assets_import_ical_text(arena, p->value) : STR_NONE;
}

/* ---- events ---- */

static void property_take(struct import_file *file, struct import_event *event,
                          const struct import_property *p) {
    *ARENA_PUSH(file->arena, event->properties, event->n) = *p;
    if (str_ieq(p->name, STR("UID"))) event->uid = str_trim(p->value);
    if (str_ieq(p->name, STR("RECURRENCE-ID"))) event->moved = true;
    if (str_ieq(p->name, STR("LAST-MODIFIED"))) event->modified = str_trim(p->value);
    if (str_ieq(p->name, STR("SEQUENCE")) && !str_to_int(str_trim(p->value), &event->sequence))
        event->sequence = 0;
}

static void calendar_take(struct import_file *file, const struct import_property *p) {
    if (str_ieq(p->name, STR("X-WR-CALNAME")) && file->publisher.len == 0)
        file->publisher = str_slice(assets_import_ical_text(file->arena, p->value), 0, 190);
    if (str_ieq(p->name, STR("X-WR-TIMEZONE"))) file->ical->wide = str_trim(p->value);
}

/* "+0130": minutes. */
static int offset_read(struct str text) {
    int64_t n;
    text = str_trim(text);
    bool west = str_starts(text, STR("-"));
    if (text.len < 5 || !str_to_int(str_slice(text, 1, 5), &n) || n < 0 || n > 1500) return INT_MAX;
    int minutes = (int)(n / 100 * 60 + n % 100);
    return west ? -minutes : minutes;
}

struct reading {
    struct import_event *event; /* the one that is open */
    int depth;                  /* of components inside it */
    int64_t line;
    struct import_vtimezone *zone; /* the one that is open */
    bool daylight;                 /* inside its summer time */
};

static void zone_take(struct reading *r, const struct import_property *p) {
    struct import_vtimezone *z = r->zone;
    if (str_ieq(p->name, STR("TZID"))) z->tzid = str_trim(p->value);
    if (str_ieq(p->name, STR("X-LIC-LOCATION"))) z->location = str_trim(p->value);
    if (!str_ieq(p->name, STR("TZOFFSETTO"))) return;
    if (r->daylight) z->daylight = offset_read(p->value);
    else z->standard = offset_read(p->value);
}

static void zone_begin(struct import_file *file, struct import_ical *cal, struct reading *r,
                       struct str name) {
    if (str_ieq(name, STR("DAYLIGHT"))) r->daylight = true;
    if (!str_ieq(name, STR("VTIMEZONE")) || cal->vtimezones_n >= IMPORT_ZONES) return;
    r->zone = ARENA_PUSH(file->arena, cal->vtimezones, cal->vtimezones_n);
    r->zone->standard = r->zone->daylight = INT_MAX;
    r->daylight = false;
}

static bool is_event(const struct import_property *p) {
    return str_ieq(str_trim(p->value), STR("VEVENT"));
}

static void component_begin(struct import_file *file, struct import_ical *cal,
                            struct reading *r, const struct import_property *p) {
    if (r->event) {
        if (r->depth < ICAL_DEPTH) r->depth++; /* an alarm inside */
        return;
    }
    zone_begin(file, cal, r, str_trim(p->value));
    if (!is_event(p) || cal->events_n >= EVENTS_MAX) return;
    r->event = ARENA_PUSH(file->arena, cal->events, cal->events_n);
    r->event->line = r->line;
    r->event->next = SIZE_MAX;
    r->zone = NULL;
    r->depth = 0;
}

static void component_end(struct reading *r, const struct import_property *p) {
    if (str_ieq(str_trim(p->value), STR("DAYLIGHT"))) r->daylight = false;
    if (str_ieq(str_trim(p->value), STR("VTIMEZONE"))) r->zone = NULL;
    if (!r->event) return;
    if (r->depth > 0) r->depth--;
    else if (is_event(p)) {
        r->event->whole = true;
        r->event = NULL;
    }
}

static void line_take(struct import_file *file, struct import_ical *cal, struct reading *r,
                      const struct import_property *p) {
    if (str_ieq(p->name, STR("BEGIN"))) component_begin(file, cal, r, p);
    else if (str_ieq(p->name, STR("END"))) component_end(r, p);
    else if (r->zone) zone_take(r, p);
    else if (!r->event) calendar_take(file, p);
    else if (r->depth == 0) property_take(file, r->event, p);
}

static int64_t folds_count(struct str line) {
    int64_t n = 0;
    for (size_t i = 0; i < line.len; i++) n += line.ptr[i] == '\1';
    return n;
}

static void events_read(struct import_file *file, struct import_ical *cal, struct str text) {
    struct reading r = {.line = 1};
    struct str line;
    struct import_property p;
    while (str_next(&text, '\n', &line)) {
        int64_t lines = 1 + folds_count(line);
        if (line_split(folds_drop(line), &p)) line_take(file, cal, &r, &p);
        r.line += lines;
    }
}

/* Dates of one series that stand apart, the last of the file first: at most IMPORT_OVERRIDES. */
static void moved_remember(struct import_file *file, struct import_ical *cal, size_t i) {
    size_t at = SIZE_MAX;
    uint64_t hash = str_hash(cal->events[i].uid, 5);
    struct import_seen_entry *entry =
        (struct import_seen_entry *)(uintptr_t)assets_import_seen_find(&cal->moved, hash, &at);
    if (!entry) {
        assets_import_seen_add(&cal->moved, file->arena, hash, (int64_t)i, 1);
        return;
    }
    if (entry->checksum >= IMPORT_OVERRIDES) return;
    cal->events[i].next = (size_t)entry->line;
    entry->line = (int64_t)i;
    entry->checksum++;
}

/* Is `a` the newer version of the two? */
static int version_cmp(const struct import_event *a, const struct import_event *b) {
    if (a->sequence != b->sequence) return a->sequence < b->sequence ? -1 : 1;
    return a->modified.len && b->modified.len ? str_cmp(a->modified, b->modified) : 0;
}

/* Of one event in several versions the newest counts. */
static void versions_settle(struct import_file *file, struct import_ical *cal) {
    struct import_seen seen = {0};
    for (size_t i = 0; i < cal->events_n; i++) {
        struct import_event *e = &cal->events[i];
        size_t at = SIZE_MAX;
        if (e->uid.len == 0) continue;
        if (e->moved) {
            moved_remember(file, cal, i);
            continue;
        }
        uint64_t hash = str_hash(e->uid, 5);
        const struct import_seen_entry *other = assets_import_seen_find(&seen, hash, &at);
        if (!other) {
            assets_import_seen_add(&seen, file->arena, hash, (int64_t)i, 0);
            continue;
        }
        struct import_event *first = &cal->events[other->line];
        if (version_cmp(e, first) > 0) {
            first->newer = e->line;
            ((struct import_seen_entry *)(uintptr_t)other)->line = (int64_t)i;
        } else if (version_cmp(e, first) < 0) e->newer = first->line;
    }
    cal->masters = seen;
}

enum status assets_import_ical_open(struct import_file *file) {
    struct str text;
    struct import_ical *cal = ARENA_NEW(file->arena, struct import_ical);
    if (assets_import_text_all(file->arena, &file->text, IMPORT_JSON_MAX, &text) != OK)
        return assets_import_fault(file, 1, NULL,
                                   SAY("The calendar is larger than 64 MB. Split it."));
    text = str_trim(text);
    if (text.len < 15 || !str_ieq(str_slice(text, 0, 15), STR("BEGIN:VCALENDAR")))
        return assets_import_fault(
            file, 1, NULL,
            SAY("This is not a calendar: the first line must be BEGIN:VCALENDAR."));
    file->ical = cal;
    events_read(file, cal, unfolded(file->arena, text));
    if (cal->events_n == 0)
        return assets_import_fault(file, 1, NULL, SAY("The calendar holds no events."));
    versions_settle(file, cal);
    file->format = IMPORT_ICAL;
    static const enum import_field says[] = {
        IF_ID,  IF_NAME, IF_DESCRIPTION, IF_DAYS_TIMES, IF_ADDRESS,
        IF_LAT, IF_LON,  IF_URL,         IF_TAGS,       IF_STATUS};
    for (size_t i = 0; i < sizeof says / sizeof *says; i++) file->has[says[i]] = true;
    return OK;
}
