/* One event of a calendar to one row. A date of a series that was moved or called off is told
   with the series, not beside it. */
#include "domain/assets/import_ical.h"

#include <string.h>

static void where_read(struct arena *arena, const struct import_event *e,
                       struct import_cells *c) {
    struct str geo = assets_import_ical_said(arena, e, "GEO"), place = assets_import_ical_said(arena, e, "LOCATION"), lat, lon;
    struct str apple = assets_import_ical_said(arena, e, "X-APPLE-STRUCTURED-LOCATION");
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
    const struct import_property *organiser = assets_import_ical_property(e, "ORGANIZER");
    c->text[IF_ID] = assets_import_ical_text(arena, e->uid);
    const struct import_property *one = assets_import_ical_property(e, "RECURRENCE-ID");
    if (one) /* one date of a series that is not in the file: never taken for the series */
        c->text[IF_ID] = str_printf(arena, "%.*s#%.*s", STR_ARG(c->text[IF_ID]), STR_ARG(str_trim(one->value)));
    c->text[IF_NAME] = assets_import_ical_said(arena, e, "SUMMARY");
    c->text[IF_DESCRIPTION] = assets_import_ical_said(arena, e, "DESCRIPTION");
    c->text[IF_URL] = assets_import_ical_said(arena, e, "URL");
    c->text[IF_COST] = assets_import_ical_said(arena, e, "X-COST");
    c->text[IF_TAGS] = categories(arena, e);
    c->text[IF_KIND] = STR("activity");
    if (organiser)
        c->text[IF_ORGANIZATION] =
            assets_import_ical_text(arena, assets_import_ical_param(organiser, "CN"));
    where_read(arena, e, c);
    if (str_ieq(assets_import_ical_said(arena, e, "STATUS"), STR("CANCELLED"))) {
        c->text[IF_STATUS] = STR("temporarily closed");
        assets_import_note(arena, row, "status",
                           SAY("It is called off: every date to come says so."));
    }
}

/* Everything that was said, for the checksum: a hash of it, as 10,000 dates are long. */
static uint64_t said_hash(const struct import_event *e, uint64_t hash) {
    for (size_t i = 0; i < e->n; i++) {
        const struct import_property *p = &e->properties[i];
        if (str_ieq(p->name, STR("DTSTAMP"))) continue;
        hash = str_hash(p->value, str_hash(p->params, str_hash(p->name, hash)));
    }
    return hash;
}

static struct str said(const struct import_file *file, struct arena *arena, const struct import_event *e) {
    uint64_t hash = said_hash(e, 7);
    size_t at = SIZE_MAX;
    const struct import_seen_entry *entry =
        e->moved ? NULL : assets_import_seen_find(&file->ical->moved, str_hash(e->uid, 5), &at);
    for (size_t i = entry ? (size_t)entry->line : SIZE_MAX; i != SIZE_MAX; i = file->ical->events[i].next)
        hash = said_hash(&file->ical->events[i], hash);
    return str_printf(arena, "%016llx", (unsigned long long)hash);
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
    ret_row->extra = said(file, arena, e);
    struct str class = assets_import_ical_said(arena, e, "CLASS");
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
    else assets_import_ical_when(file, arena, e, ret_row);
    assets_import_cells_read(arena, file->today, ret_row);
    return true;
}
