/* OpenActive items (RPDE): series, sessions, events, in the words of 2.0 and of the older forms.
   What a session does not say itself its series says, embedded or elsewhere in the file. */
#include "domain/assets/import_feed.h"

#include <string.h>

#define ABOVE 3 /* super events asked */

static const char *type_of(const json_t *r) {
    const json_t *type = assets_import_json_nth(assets_import_json_first(r, "@type type"), 0);
    const char *text = json_string_value(type);
    return text ? text : "";
}

static bool type_known(const char *type) {
    static const char *const types[] = {
        "SessionSeries", "ScheduledSession",     "Event",  "EventSeries",
        "HeadlineEvent", "CourseInstance",       "Course", "FacilityUse",
        "OnDemandEvent", "IndividualFacilityUse"};
    const char *colon = strchr(type, ':');
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(colon ? colon + 1 : type, types[i]) == 0) return true;
    return false;
}

bool assets_import_openactive_is(const json_t *record) {
    if (json_is_string(json_object_get(record, "state")) && json_object_get(record, "kind"))
        return true;
    return type_known(type_of(record)) &&
           assets_import_json_first(record,
                                    "@context activity eventSchedule startDate subEvent");
}

static const json_t *data_of(const json_t *item) {
    const json_t *data = json_object_get(item, "data");
    return json_is_object(data) ? data : item;
}

static const char *id_of(const json_t *data) {
    const char *id = json_string_value(assets_import_json_first(data, "@id id"));
    return id && *id ? id : NULL;
}

enum status assets_import_openactive_open(struct import_file *file) {
    static const enum import_field not_said[] = {IF_LICENCE, IF_HOST_MEETS, IF_LANGUAGES,
                                                 IF_LAST_CHECKED};
    for (int i = 0; i < IMPORT_FIELDS; i++) file->has[i] = true;
    for (size_t i = 0; i < sizeof not_said / sizeof *not_said; i++)
        file->has[not_said[i]] = false;
    return OK;
}

/* ---- what its series says ---- */

static const json_t *above(const struct import_file *file, const json_t *data) {
    const json_t *super = json_object_get(data, "superEvent");
    const char *id = json_string_value(super);
    if (!super) return NULL;
    if (!id && json_is_object(super)) id = id_of(super);
    const json_t *known = id ? json_object_get(file->known, id) : NULL;
    if (known && known != data) return known;
    return json_is_object(super) ? super : NULL;
}

static const json_t *member(const struct import_file *file, const json_t *data,
                            const char *names) {
    for (int i = 0; i < ABOVE && data; i++) {
        const json_t *value = assets_import_json_first(data, names);
        if (value && !(json_is_array(value) && json_array_size(value) == 0)) return value;
        data = above(file, data);
    }
    return NULL;
}

static struct str words(const struct import_file *file, struct arena *arena, const json_t *data,
                        const char *names) {
    return assets_import_json_text(arena, member(file, data, names));
}

/* "https://openactive.io/FemaleOnly" -> "FemaleOnly". */
static struct str last_part(struct str s) {
    for (size_t i = s.len; i > 0; i--)
        if (s.ptr[i - 1] == '/' || s.ptr[i - 1] == '#' || s.ptr[i - 1] == ':')
            return str_slice(s, i, s.len);
    return s;
}

/* Names of concepts, places, people: objects, or plain words. */
static struct str names_of(struct arena *arena, const json_t *list) {
    struct str out = STR_NONE;
    for (size_t i = 0; i < assets_import_json_many(list) && i < 30; i++) {
        const json_t *one = assets_import_json_nth(list, i);
        struct str name = json_is_object(one)
                              ? assets_import_json_any(arena, one, "prefLabel name value")
                              : last_part(assets_import_json_text(arena, one));
        out = assets_import_joined(arena, out, name, ", ");
    }
    return json_is_string(list) ? last_part(assets_import_json_text(arena, list)) : out;
}

/* ---- what it is about: the activity list is mapped to ours by its ids ---- */

static void activities_read(const struct vocabulary *v, struct arena *arena, const json_t *list,
                            struct import_row *row) {
    struct str out = STR_NONE;
    if (json_is_string(list)) out = assets_import_json_text(arena, list);
    for (size_t i = 0; i < assets_import_json_many(list) && i < 30; i++) {
        const json_t *one = assets_import_json_nth(list, i);
        struct str id = assets_import_json_any(arena, one, "@id id"),
                   label = json_is_string(one)
                               ? assets_import_json_text(arena, one)
                               : assets_import_json_any(arena, one, "prefLabel name");
        struct concept_id concept =
            v && id.len > 0 ? vocabulary_openactive(v, id) : (struct concept_id){0};
        if (concept.v)
            out = assets_import_joined(
                arena, out, vocabulary_label(v, concept, text_locale(TEXT_EN)), ", ");
        out = assets_import_joined(arena, out, label, ", ");
    }
    row->cells.text[IF_TAGS] = out;
}

/* ---- where ---- */

static bool is_point(struct str name) {
    struct str rest = name, lat, lon;
    double x, y;
    return str_next(&rest, ',', &lat) && str_next(&rest, ',', &lon) &&
           str_to_real(str_trim(lat), &x) && str_to_real(str_trim(lon), &y);
}

static void place_read(struct arena *arena, const json_t *place, struct import_cells *c) {
    const json_t *address = json_object_get(place, "address"),
                 *geo = json_object_get(place, "geo"),
                 *within = json_object_get(place, "containedInPlace");
    struct str name = json_is_string(place) ? assets_import_json_text(arena, place)
                                            : assets_import_json_get(arena, place, "name");
    if (!is_point(name)) c->text[IF_LOCATION] = name;
    c->text[IF_LAT] = assets_import_json_get(arena, geo, "latitude");
    c->text[IF_LON] = assets_import_json_get(arena, geo, "longitude");
    c->text[IF_ADDRESS] = json_is_string(address)
                              ? assets_import_json_text(arena, address)
                              : assets_import_json_get(arena, address, "streetAddress");
    c->text[IF_CITY] = assets_import_json_get(arena, address, "addressLocality");
    c->text[IF_POSTCODE] = assets_import_json_get(arena, address, "postalCode");
    if (c->text[IF_PHONE].len == 0)
        c->text[IF_PHONE] = assets_import_json_get(arena, place, "telephone");
    if (c->text[IF_LAT].len == 0 && c->text[IF_ADDRESS].len == 0 && json_is_object(within))
        place_read(arena, within, c);
}

/* ---- who and how much ---- */

static void ages_read(struct arena *arena, const json_t *range, struct import_cells *c) {
    struct str text = assets_import_json_text(arena, range);
    double x;
    c->text[IF_AGE_LOW] = assets_import_json_get(arena, range, "minValue");
    c->text[IF_AGE_HIGH] = assets_import_json_get(arena, range, "maxValue");
    if (text.len == 0) return;
    if (str_to_real(text, &x)) c->text[IF_AGE_LOW] = text; /* "18": from 18 on */
    else c->text[IF_AGES] = text;
}

static struct str offers_text(struct arena *arena, const json_t *offers, bool *ret_free) {
    struct str out = STR_NONE;
    double x;
    for (size_t i = 0; i < assets_import_json_many(offers) && i < 10; i++) {
        const json_t *offer = assets_import_json_nth(offers, i);
        struct str price = assets_import_json_get(arena, offer, "price"),
                   currency = assets_import_json_get(arena, offer, "priceCurrency"),
                   name = assets_import_json_get(arena, offer, "name");
        if (!str_to_real(price, &x) || x < 0) continue;
        *ret_free = *ret_free || x == 0;
        bool pounds = currency.len == 0 || str_ieq(currency, STR("GBP"));
        struct str amount =
            x == 0 ? STR("free")
                   : str_printf(arena, "%s%s%.2f", pounds ? "\xC2\xA3" : str_c(arena, currency),
                                pounds ? "" : " ", x);
        if (name.len > 0)
            amount = str_printf(arena, "%.*s: %.*s", STR_ARG(name), STR_ARG(amount));
        out = assets_import_joined(arena, out, amount, "; ");
    }
    return out;
}

static void cost_read(const struct import_file *file, struct arena *arena, const json_t *data,
                      struct import_cells *c) {
    bool some_free = false;
    struct str text = offers_text(arena, member(file, data, "offers"), &some_free);
    bool free = json_is_true(member(file, data, "isAccessibleForFree"));
    c->text[IF_COST] =
        free || (some_free && str_find(text, STR(";"), 0) == SIZE_MAX) ? STR("Free") : text;
}

static void who_read(const struct import_file *file, struct arena *arena, const json_t *data,
                     struct import_row *row) {
    struct import_cells *c = &row->cells;
    const json_t *organiser = assets_import_json_nth(member(file, data, "organizer"), 0);
    struct str gender = last_part(words(file, arena, data, "genderRestriction")),
               leader = names_of(arena, member(file, data, "leader"));
    c->text[IF_ORGANIZATION] =
        json_is_string(organiser) ? STR_NONE : assets_import_json_get(arena, organiser, "name");
    c->text[IF_PHONE] = assets_import_json_get(arena, organiser, "telephone");
    c->text[IF_EMAIL] = assets_import_json_get(arena, organiser, "email");
    if (c->text[IF_URL].len == 0)
        c->text[IF_URL] = assets_import_json_get(arena, organiser, "url");
    if (str_ieq(gender, STR("FemaleOnly")) || str_ieq(gender, STR("female")))
        c->text[IF_AUDIENCE] = STR("women");
    if (str_ieq(gender, STR("MaleOnly")) || str_ieq(gender, STR("male")))
        c->text[IF_AUDIENCE] = STR("men");
    ages_read(arena, member(file, data, "ageRange"), c);
    if (leader.len > 0)
        c->text[IF_DESCRIPTION] =
            str_printf(arena, "%.*s%sLed by %.*s.", STR_ARG(c->text[IF_DESCRIPTION]),
                       c->text[IF_DESCRIPTION].len ? "\n" : "", STR_ARG(leader));
}

static void status_read(struct arena *arena, const json_t *data, struct import_row *row) {
    struct str status = last_part(assets_import_json_get(arena, data, "eventStatus"));
    if (str_is(status, "EventCancelled")) {
        row->cells.text[IF_STATUS] = STR("temporarily closed");
        assets_import_note(arena, row, "status",
                           SAY("It is called off: every date to come says so."));
    } else if (str_is(status, "EventPostponed"))
        row->cells.text[IF_STATUS] = STR("temporarily closed");
}

/* ---- one item ---- */

static void item_read(struct import_file *file, struct arena *arena, const json_t *item,
                      struct import_row *row) {
    const json_t *data = data_of(item), *place = member(file, data, "location facilityUse");
    struct import_cells *c = &row->cells;
    c->text[IF_ID] = assets_import_json_any(arena, data, "@id id");
    if (c->text[IF_ID].len == 0)
        c->text[IF_ID] =
            assets_import_json_any(arena, data == item ? data : item, "id identifier");
    c->text[IF_NAME] = words(file, arena, data, "name");
    c->text[IF_DESCRIPTION] = words(file, arena, data, "description");
    c->text[IF_URL] = words(file, arena, data, "url");
    c->text[IF_KIND] = STR("activity");
    activities_read(file->words, arena, member(file, data, "activity"), row);
    who_read(file, arena, data, row);
    place_read(arena, assets_import_json_nth(place, 0), c);
    c->text[IF_STEP_FREE] =
        assets_import_joined(arena, names_of(arena, member(file, data, "accessibilitySupport")),
                             words(file, arena, data, "accessibilityInformation"), "\n");
    cost_read(file, arena, data, c);
    status_read(arena, data, row);
    assets_import_openactive_times(file, arena, data, row);
}

static struct import_feed *feed_read(struct arena *arena, const json_t *item, const json_t *data) {
    struct import_feed *feed = ARENA_NEW(arena, struct import_feed);
    feed->item = data == item ? assets_import_openactive_item(arena, item)
                              : assets_import_json_get(arena, data, IMPORT_ITEM);
    feed->deleted = str_is(assets_import_json_get(arena, item, "state"), "deleted");
    feed->apart = json_object_get(data, IMPORT_APART) != NULL;
    return feed;
}

bool assets_import_openactive_next(struct import_file *file, struct arena *arena,
                                   struct import_row *ret_row) {
    if (!file->grouped) assets_import_openactive_group(file);
    if (file->at >= json_array_size(file->grouped)) return false;
    const json_t *item = assets_import_json_object(file->grouped, file->at++);
    const json_t *line = json_object_get(item, IMPORT_LINE);
    *ret_row = (struct import_row){
        .line = line ? (int64_t)json_integer_value(line) : (int64_t)file->at, .today = file->today};
    if (item) {
        ret_row->file = assets_import_json_get(arena, item, IMPORT_FILE);
        ret_row->feed = feed_read(arena, item, data_of(item));
    }
    if (!item)
        assets_import_refuse(ret_row, "",
                             SAY("This is not an object. Each thing is written as { ... }."));
    else if (str_is(assets_import_json_get(arena, item, "state"), "deleted"))
        assets_import_refuse(ret_row, "state",
                             SAY("Its publisher has taken it out of the feed. Nothing to bring "
                                 "in."));
    else item_read(file, arena, item, ret_row);
    assets_import_cells_read(arena, file->today, ret_row);
    return true;
}
