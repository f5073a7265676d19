/* The cells of one record to an asset. What cannot be kept is noted; only what makes the row
   useless
   or misleading refuses it: no name, an impossible point, ages backwards. */
#include "domain/assets/import_ages.h"
#include "domain/assets/import.h"
#include "domain/assets/schedule_words.h"

#include "base/utf8.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

void assets_import_refuse(struct import_row *row, const char *field, struct said said) {
    if (row->refused) return;
    row->refused = true;
    row->why = (struct import_note){str_from(field), said};
}

void assets_import_note(struct arena *arena, struct import_row *row, const char *field,
                        struct said said) {
    if (row->notes_n >= IMPORT_NOTES) return;
    struct import_note *notes = ARENA_ARRAY(arena, struct import_note, row->notes_n + 1);
    for (size_t i = 0; i < row->notes_n; i++) notes[i] = row->notes[i];
    notes[row->notes_n] = (struct import_note){str_from(field), said};
    row->notes = notes;
    row->notes_n++;
}

static struct str shown(struct arena *arena, struct str cell) {
    struct str cut = utf8_cut(cell, 60);
    return cut.len < cell.len ? str_cat(arena, cut, STR("...")) : cut;
}

/* One line, at most `max` letters; a longer one is cut and noted. */
static struct str line_of(struct arena *arena, struct import_row *row, enum import_field field,
                          size_t max) {
    struct str s = row->cells.text[field];
    if (memchr(s.ptr ? s.ptr : "", '\n', s.len)) {
        s = str_replace(arena, str_replace(arena, s, STR("\n"), STR(", ")), STR(",,"),
                        STR(","));
        s = str_replace(arena, s, STR(", , "), STR(", "));
    }
    if (s.len <= max) return s.len > 0 ? s : STR_NONE;
    struct str rest = s;
    uint32_t code;
    for (size_t n = 0; n < max; n++)
        if (!utf8_next(&rest, &code)) return s;
    if (rest.len == 0) return s;
    assets_import_note(arena, row, assets_import_field_name(field),
                       SAY1("Longer than {n} letters: the end was left out.", "n",
                            str_int(arena, (int64_t)max)));
    return str_trim(str_slice(s, 0, s.len - rest.len));
}

/* ---- what ---- */

static void name_read(struct arena *arena, struct import_row *row) {
    struct str name = str_replace(arena, row->cells.text[IF_NAME], STR("\n"), STR(" "));
    row->asset.name = name;
    if (name.len == 0)
        assets_import_refuse(row, "name",
                             SAY("There is no name. Write one, or take the row out."));
    else if (utf8_count(name) > 200)
        assets_import_refuse(
            row, "name",
            SAY("The name is longer than 200 letters. Shorten it; what it is about belongs in "
                "the description."));
}

static void text_read(struct arena *arena, struct import_row *row) {
    struct asset *a = &row->asset;
    struct str d = row->cells.text[IF_DESCRIPTION];
    if (d.len == 0) d = row->cells.text[IF_TAGS];
    if (d.len > 8000 && utf8_count(d) > 8000) {
        struct str rest = d;
        uint32_t code;
        for (int n = 0; n < 8000; n++) (void)utf8_next(&rest, &code);
        d = str_slice(d, 0, d.len - rest.len);
        assets_import_note(
            arena, row, "description",
            SAY1("Longer than {n} letters: the end was left out.", "n", STR("8000")));
    }
    a->description = d.len > 0 ? d : STR_NONE;
    struct str kind = row->cells.text[IF_KIND];
    a->kind = assets_import_kind_of(arena, kind.len > 0 ? kind : row->cells.text[IF_NAME]);
    if (row->cells.text[IF_STATUS].len > 0)
        (void)assets_import_status_parse(arena, row->cells.text[IF_STATUS], &a->status);
    a->audience =
        assets_import_audience_of(arena, row->cells.text[IF_AUDIENCE], a->name, a->description);
    a->organisation_name = line_of(arena, row, IF_ORGANIZATION, 200);
    a->licence = line_of(arena, row, IF_LICENCE, 200);
    a->source_id = line_of(arena, row, IF_ID, 200);
}

/* ---- where ---- */

static bool has_digit(struct str s) {
    for (size_t i = 0; i < s.len; i++)
        if (isdigit((unsigned char)s.ptr[i])) return true;
    return false;
}

/* Does a code without blanks end in "8AB"? */
static bool has_inward(struct str code) {
    if (code.len < 5 || code.len > 7) return false;
    const char *end = code.ptr + code.len - 3;
    return isdigit((unsigned char)end[0]) && isalpha((unsigned char)end[1]) &&
           isalpha((unsigned char)end[2]);
}

/* "b36 8ab", "B36", "SW1A1AA": the outcode in capitals, or nothing for other countries' codes.
   */
static struct str outcode_of(struct arena *arena, struct str postcode) {
    char room[12];
    size_t n = 0;
    for (size_t i = 0; i < postcode.len; i++) {
        unsigned char c = (unsigned char)postcode.ptr[i];
        if (c == ' ') continue;
        if (!isalnum(c) || n >= 8) return STR_NONE;
        room[n++] = (char)toupper(c);
    }
    struct str code = str_of(room, n);
    if (has_inward(code)) code.len -= 3;
    if (code.len < 2 || code.len > 4 || !isalpha((unsigned char)room[0])) return STR_NONE;
    return has_digit(code) ? str_copy(arena, code) : STR_NONE;
}

/* "Village Hall, High St, Birmingham B36 9AA, UK": the last whole postcode an address says. */
static struct str postcode_in(struct arena *arena, struct str text) {
    struct str rest = str_replace(arena, text, STR(","), STR(" ")), before = STR_NONE, word,
               found = STR_NONE;
    while (str_next_word(&rest, &word)) {
        struct str both = str_cat(arena, before, word);
        bool two = word.len == 3 && isdigit((unsigned char)word.ptr[0]) && before.len <= 4 &&
                   before.len >= 2;
        if (two && has_inward(both) && outcode_of(arena, both).len == before.len)
            found = str_printf(arena, "%.*s %.*s", STR_ARG(before), STR_ARG(word));
        before = word;
    }
    return found;
}

static void degrees_read(struct arena *arena, struct import_row *row, struct str lat,
                         struct str lon) {
    struct asset *a = &row->asset;
    if (lat.len == 0 && lon.len == 0) return;
    if (lat.len == 0 || lon.len == 0) {
        assets_import_refuse(
            row, lat.len == 0 ? "lat" : "lon",
            SAY("Only one of latitude and longitude is there. Write both, or leave both empty."));
        return;
    }
    bool north = assets_import_degrees_parse(lat, &a->lat),
         east = assets_import_degrees_parse(lon, &a->lon);
    a->located = north && east;
    if (a->located) return;
    assets_import_refuse(
        row, north ? "lon" : "lat",
        SAY1(
            "\"{text}\" is not a number of degrees. Write it like 52.4862, or leave latitude "
            "and longitude empty.",
            "text", shown(arena, north ? lon : lat)));
}

/* "52.5, -1.8", "POINT(-1.8 52.5)" in one cell; of other shapes in words the first corner. */
static void point_read(struct arena *arena, struct import_row *row, struct str point) {
    struct str lat = STR_NONE, lon = STR_NONE;
    bool wkt = point.len > 6 && isalpha((unsigned char)point.ptr[0]) &&
               str_find(point, STR("("), 0) != SIZE_MAX;
    size_t open = str_find(point, STR("("), 0), close = str_find(point, STR(")"), 0);
    while (open != SIZE_MAX && open + 1 < point.len && point.ptr[open + 1] == '(') open++;
    if (open != SIZE_MAX && close != SIZE_MAX && close > open)
        point = str_slice(point, open + 1, close);
    struct str rest = str_replace(arena, point, STR(","), STR(" "));
    if (!str_next_word(&rest, &lat) || !str_next_word(&rest, &lon)) lon = STR_NONE;
    if (wkt) degrees_read(arena, row, lon, lat);
    else degrees_read(arena, row, lat, lon);
}

/* Eastings and northings, as councils have them. */
static void grid_read(struct arena *arena, struct import_row *row) {
    struct asset *a = &row->asset;
    struct str e = row->cells.text[IF_EASTING], n = row->cells.text[IF_NORTHING];
    double east, north;
    if (e.len == 0 || n.len == 0) return;
    e = str_replace(arena, e, STR(","), STR(""));
    n = str_replace(arena, n, STR(","), STR(""));
    a->located = str_to_real(e, &east) && str_to_real(n, &north) && east > 0 && east < 700000 &&
                 north > 0 && north < 1300000;
    if (a->located) places_grid_to_degrees(east, north, &a->lat, &a->lon);
    else
        assets_import_note(arena, row, "lat",
                           SAY1("\"{text}\" is not on the national grid. The point was left out.",
                                "text", shown(arena, str_printf(arena, "%.*s, %.*s", STR_ARG(e),
                                                                STR_ARG(n)))));
}

static void where_read(struct arena *arena, struct import_row *row) {
    struct asset *a = &row->asset;
    a->location_name = line_of(arena, row, IF_LOCATION, 200);
    a->address = line_of(arena, row, IF_ADDRESS, 400);
    a->city = line_of(arena, row, IF_CITY, 100);
    a->postcode = line_of(arena, row, IF_POSTCODE, 16);
    struct str said = row->cells.text[IF_OUTCODE];
    if (a->postcode.len == 0 && said.len == 0) a->postcode = postcode_in(arena, a->address);
    if (a->postcode.len == 0 && said.len == 0) a->postcode = postcode_in(arena, a->location_name);
    a->outcode = outcode_of(arena, said.len > 0 ? said : a->postcode);
    if (said.len > 0 && a->outcode.len == 0)
        assets_import_note(
            arena, row, "outcode",
            SAY1("\"{text}\" is not the first half of a postcode. It was left out.", "text",
                 shown(arena, said)));
    if (row->cells.text[IF_LAT].len > 0 || row->cells.text[IF_LON].len > 0)
        degrees_read(arena, row, row->cells.text[IF_LAT], row->cells.text[IF_LON]);
    else if (row->cells.text[IF_POINT].len > 0)
        point_read(arena, row, row->cells.text[IF_POINT]);
    else grid_read(arena, row);
}

/* ---- how to reach them ---- */

static void phone_read(struct arena *arena, struct import_row *row) {
    struct asset *a = &row->asset;
    struct str phone = line_of(arena, row, IF_PHONE, 60);
    int digits = 0;
    for (size_t i = 0; i < phone.len; i++) digits += isdigit((unsigned char)phone.ptr[i]) != 0;
    while (phone.len > 1 && phone.ptr[0] == '"' && phone.ptr[phone.len - 1] == '"')
        phone = str_slice(phone, 1, phone.len - 1);
    a->phone = digits >= 3 ? phone : STR_NONE;
    if (phone.len > 0 && digits < 3)
        assets_import_note(arena, row, "phone",
                           SAY1("\"{text}\" is not a telephone number. It was left out.",
                                "text", shown(arena, phone)));
}

static void reach_read(struct arena *arena, struct import_row *row) {
    struct asset *a = &row->asset;
    struct str email = row->cells.text[IF_EMAIL], url = row->cells.text[IF_URL];
    phone_read(arena, row);
    a->email = email.len > 0 ? assets_import_email_mend(arena, email) : STR_NONE;
    if (email.len > 0 && (a->email.len == 0 || a->email.len > 200)) {
        a->email = STR_NONE;
        assets_import_note(arena, row, "email",
                           SAY1("\"{text}\" is not an email address. It was left out.", "text",
                                shown(arena, email)));
    }
    a->url = url.len > 0 ? assets_import_url_mend(arena, url) : STR_NONE;
    if (url.len > 0 && (a->url.len == 0 || a->url.len > 2000)) {
        a->url = STR_NONE;
        assets_import_note(arena, row, "url",
                           SAY1("\"{text}\" is not a web address. It was left out.", "text",
                                shown(arena, url)));
    }
}

/* ---- who it is for ---- */

static bool age_cell(struct str text, int *ret_age) {
    double x;
    if (!str_to_real(text, &x) || x < 0 || x > 1000) return false;
    *ret_age = (int)x;
    return true;
}

/* What no age can be is left out or refused. */
static void ages_settle(struct arena *arena, struct import_row *row) {
    struct asset *a = &row->asset;
    if (a->age_low > 120) {
        a->age_low = -1;
        assets_import_note(arena, row, "ages",
                           SAY("Ages are from 0 to 120. They were left out."));
    }
    if (a->age_high > 120)
        a->age_high = a->age_high < 1000 && a->age_low >= 0 ? 120 : -1; /* 999 = no end */
    if (a->age_low >= 0 && a->age_high >= 0 && a->age_low > a->age_high)
        assets_import_refuse(
            row, "ages",
            SAY("The ages are the wrong way round. Write the younger first, for example 5 to "
                "11"));
    if (a->age_high >= 0 && a->age_high <= 4) a->for_child = true;
}

static void ages_unread(struct arena *arena, struct import_row *row, struct str text) {
    assets_import_note(
        arena, row, "ages",
        SAY1("The ages in \"{text}\" were not understood. Write them like 5-11 or 18+.", "text",
             shown(arena, text)));
}

static void ages_read(struct arena *arena, struct import_row *row) {
    struct asset *a = &row->asset;
    struct str ages = row->cells.text[IF_AGES], low = row->cells.text[IF_AGE_LOW],
               high = row->cells.text[IF_AGE_HIGH];
    a->age_low = a->age_high = -1;
    if (ages.len > 0 && !assets_import_ages_parse(arena, ages, a))
        ages_unread(arena, row, ages);
    if ((low.len > 0 && !age_cell(low, &a->age_low)) ||
        (high.len > 0 && !age_cell(high, &a->age_high)))
        ages_unread(arena, row, low.len ? low : high);
    if (ages.len + low.len + high.len == 0)
        assets_import_ages_of_words(arena, a->name, a->description, a);
    ages_settle(arena, row);
}

static void facts_read(struct arena *arena, struct import_row *row) {
    struct asset *a = &row->asset;
    bool yes;
    struct str host = row->cells.text[IF_HOST_MEETS];
    assets_import_access_read(arena, row->cells.text[IF_STEP_FREE], a);
    if (a->access_words.len > 1000) a->access_words = utf8_cut(a->access_words, 1000);
    assets_import_cost_read(arena, row->cells.text[IF_COST], a);
    struct str free = row->cells.text[IF_FREE];
    if (free.len > 0 && a->cost == ASSET_COST_UNKNOWN && assets_import_yes(arena, free, &yes))
        a->cost = yes ? ASSET_COST_FREE : ASSET_COST_PAID;
    else if (free.len > 0 && a->cost == ASSET_COST_UNKNOWN) assets_import_cost_read(arena, free, a);
    if (a->cost_words.len > 400) a->cost_words = utf8_cut(a->cost_words, 400);
    if (!assets_import_languages_read(arena, row->cells.text[IF_LANGUAGES], a))
        assets_import_note(
            arena, row, "languages",
            SAY1(
                "Not every language in \"{text}\" was understood. Use names or short codes "
                "with commas between.",
                "text", shown(arena, row->cells.text[IF_LANGUAGES])));
    a->host_meets = host.len > 0 && (!assets_import_yes(arena, host, &yes) || yes);
    a->host_room = a->usual_size = -1;
}

/* ---- when ---- */

/* What nobody could attend is told, so that somebody mends the list. */
static void doubt_note(struct arena *arena, struct import_row *row, enum schedule_doubt doubt,
                       struct str words)
{
    static const char *const why[] = {
        [SCHEDULE_BACKWARDS] =
            T_("\"{text}\" ends before it begins. The words are kept; write the beginning first."),
        [SCHEDULE_NO_TIME] =
            T_("\"{text}\" ends when it begins. The words are kept; write how long it is on."),
        [SCHEDULE_NO_DAY] =
            T_("There is no such day as in \"{text}\". The words are kept; look at the date.")};
    if (doubt == SCHEDULE_SOUND) return;
    struct said said = {.id = why[doubt], .names = {"text"}, .values = {shown(arena, words)}};
    assets_import_note(arena, row, "days_times", said);
}

/* Words to lines; a text without a rule keeps its words, and says so when it held figures. */
static void when_read(struct arena *arena, struct day today, struct import_row *row) {
    struct asset *a = &row->asset;
    struct asset_schedule *lines;
    size_t n;
    bool yes, ruled = false;
    struct str said = row->cells.text[IF_DAYS_TIMES],
               week = assets_import_week_words(arena, &row->cells);
    if (assets_import_yes(arena, said, &yes)) said = STR_NONE;
    struct str words = said.len == 0 ? week
                       : week.len == 0
                           ? said
                           : str_printf(arena, "%.*s; %.*s", STR_ARG(week), STR_ARG(said));
    if (words.len == 0 || a->schedules_n > 0) return;
    if (words.len > 2000) {
        words = utf8_cut(words, 2000);
        assets_import_note(
            arena, row, "days_times",
            SAY1("Longer than {n} letters: the end was left out.", "n", STR("2000")));
    }
    enum schedule_doubt doubt = SCHEDULE_SOUND;
    if (assets_schedule_read(arena, words, today, &lines, &n, &doubt) != OK || n == 0) {
        lines = ARENA_NEW(arena, struct asset_schedule);
        *lines = (struct asset_schedule){.from = DAY_NONE,
                                         .until = DAY_NONE,
                                         .opens = MINUTES_NONE,
                                         .closes = MINUTES_NONE,
                                         .words = words};
        n = 1;
    }
    a->schedules = lines;
    a->schedules_n = n < ASSET_SCHEDULES ? n : ASSET_SCHEDULES;
    for (size_t i = 0; i < a->schedules_n; i++) ruled = ruled || lines[i].rrule.len > 0;
    doubt_note(arena, row, doubt, words);
    if (!ruled && doubt == SCHEDULE_SOUND && has_digit(words))
        assets_import_note(
            arena, row, "days_times",
            SAY1("The times in \"{text}\" were not understood; the words are kept.", "text",
                 shown(arena, words)));
}

static void checked_read(struct arena *arena, struct day today, struct import_row *row) {
    struct str text = row->cells.text[IF_LAST_CHECKED];
    row->asset.checked = DAY_NONE;
    if (text.len == 0) return;
    if (!assets_import_day_parse(text, &row->asset.checked))
        assets_import_note(arena, row, "last_checked",
                           SAY1("\"{text}\" is not a date. Write it like 2026-03-03.", "text",
                                shown(arena, text)));
    else if (row->asset.checked.n > today.n) {
        row->asset.checked = DAY_NONE;
        assets_import_note(arena, row, "last_checked",
                           SAY("The day it was checked lies in the future. It was left out."));
    }
}

void assets_import_cells_read(struct arena *arena, struct day today, struct import_row *row) {
    name_read(arena, row);
    text_read(arena, row);
    where_read(arena, row);
    reach_read(arena, row);
    ages_read(arena, row);
    facts_read(arena, row);
    when_read(arena, today, row);
    checked_read(arena, today, row);
    if (uuid_valid(row->asset.source_id))
        row->asset.external_id = str_lower(arena, row->asset.source_id);
}
