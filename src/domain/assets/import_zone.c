/* Time zones as calendars name them: of the IANA list, of Windows, behind a maker's prefix, or by
   rules in the file. */
#include "domain/assets/import_ical.h"

#include <limits.h>

#define NAME_MAX_BYTES 200

static const struct {
    const char *windows, *name;
} windows[] = {{"GMT Standard Time", "Europe/London"},
               {"Greenwich Standard Time", "Africa/Abidjan"},
               {"GMT", "Europe/London"},
               {"London", "Europe/London"},
               {"(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/London"},
               {"(GMT) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London", "Europe/London"},
               {"UTC", "Etc/UTC"},
               {"Coordinated Universal Time", "Etc/UTC"},
               {"W. Europe Standard Time", "Europe/Berlin"},
               {"Romance Standard Time", "Europe/Paris"},
               {"Central Europe Standard Time", "Europe/Budapest"},
               {"Central European Standard Time", "Europe/Warsaw"},
               {"E. Europe Standard Time", "Europe/Chisinau"},
               {"FLE Standard Time", "Europe/Kiev"},
               {"GTB Standard Time", "Europe/Bucharest"},
               {"Russian Standard Time", "Europe/Moscow"},
               {"Turkey Standard Time", "Europe/Istanbul"},
               {"Israel Standard Time", "Asia/Jerusalem"},
               {"South Africa Standard Time", "Africa/Johannesburg"},
               {"Arabian Standard Time", "Asia/Dubai"},
               {"Arab Standard Time", "Asia/Riyadh"},
               {"Pakistan Standard Time", "Asia/Karachi"},
               {"India Standard Time", "Asia/Kolkata"},
               {"Bangladesh Standard Time", "Asia/Dhaka"},
               {"China Standard Time", "Asia/Shanghai"},
               {"Tokyo Standard Time", "Asia/Tokyo"},
               {"AUS Eastern Standard Time", "Australia/Sydney"},
               {"New Zealand Standard Time", "Pacific/Auckland"},
               {"Atlantic Standard Time", "America/Halifax"},
               {"Eastern Standard Time", "America/New_York"},
               {"Central Standard Time", "America/Chicago"},
               {"Mountain Standard Time", "America/Denver"},
               {"Pacific Standard Time", "America/Los_Angeles"}};

/* Rules in the file, by their hours: winter and summer. */
static const struct {
    int standard, daylight;
    const char *name;
} hours[] = {{0, 60, "Europe/London"}, {60, 120, "Europe/Paris"}, {120, 180, "Europe/Athens"}, {0, 0, "Etc/UTC"},
             {-240, -180, "America/Halifax"}, {-300, -240, "America/New_York"}, {-360, -300, "America/Chicago"},
             {-420, -360, "America/Denver"}, {-480, -420, "America/Los_Angeles"}, {330, 330, "Asia/Kolkata"},
             {300, 300, "Asia/Karachi"}, {360, 360, "Asia/Dhaka"}, {180, 180, "Europe/Moscow"}};

/* "/mozilla.org/20050126_1/Europe/London": the last two parts. */
static struct str without_maker(struct str tzid) {
    size_t at = tzid.len, parts = 0;
    if (tzid.len == 0 || tzid.ptr[0] != '/') return tzid;
    while (at > 0 && parts < 2) parts += tzid.ptr[--at] == '/';
    return str_slice(tzid, at + 1, tzid.len);
}

static bool named(struct arena *arena, struct str name, struct import_zone *z) {
    if (name.len == 0 || name.len > NAME_MAX_BYTES || zone_load(arena, name, &z->zone) != OK) return false;
    z->name = str_copy(arena, name);
    return true;
}

static bool by_windows(struct arena *arena, struct str name, struct import_zone *z) {
    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++)
        if (str_ieq(name, str_from(windows[i].windows))) return named(arena, str_from(windows[i].name), z);
    return false;
}

static bool by_rules(struct arena *arena, const struct import_ical *cal, struct str tzid, struct import_zone *z) {
    for (size_t i = 0; i < cal->vtimezones_n; i++) {
        const struct import_vtimezone *v = &cal->vtimezones[i];
        if (!str_eq(v->tzid, tzid)) continue;
        if (named(arena, without_maker(v->location), z)) return true;
        int standard = v->standard, daylight = v->daylight == INT_MAX ? standard : v->daylight;
        for (size_t k = 0; k < sizeof hours / sizeof *hours; k++)
            if (hours[k].standard == standard && hours[k].daylight == daylight)
                return named(arena, str_from(hours[k].name), z);
    }
    return false;
}

/* Do both clocks show the same through the years around now? */
static bool same_clock(const struct zone *a, const struct zone *b, struct day today) {
    for (int month = -12; month < 60; month++) {
        struct instant at = {((int64_t)today.n + month * 30) * 86400000};
        if (zone_offset(a, at) != zone_offset(b, at)) return false;
    }
    return true;
}

const struct import_zone *assets_import_zone(struct import_file *file, struct str tzid) {
    struct import_ical *cal = file->ical;
    struct import_zone z = {.tzid = tzid};
    const struct zone *here = NULL;
    for (size_t i = 0; i < cal->zones_n; i++)
        if (str_eq(cal->zones[i].tzid, tzid)) return &cal->zones[i];
    size_t room = cal->zones_n < IMPORT_ZONES ? cal->zones_n++ : IMPORT_ZONES - 1;
    struct str said = tzid.len > 0 ? tzid : cal->wide.len > 0 ? cal->wide : assets_import_zone_here(file);
    bool known = named(file->arena, said, &z) || named(file->arena, without_maker(said), &z) ||
                 by_windows(file->arena, said, &z) || by_rules(file->arena, cal, said, &z);
    if (zone_load(file->arena, assets_import_zone_here(file), &here) != OK) here = NULL;
    z.here = !known || same_clock(z.zone, here, file->today);
    if (!known) z.zone = NULL;
    cal->zones[room] = z;
    return &cal->zones[room];
}
