/* HSDS 3.0 and Open Referral UK 3.0: services, organisations with services, services at
   locations,
   locations. One row a record, and one for each service inside an organisation. */
#include "domain/assets/import_own.h"

#include "base/utf8.h"

#include <string.h>

static bool has_any(const json_t *record, const char *keys) {
    struct str rest = str_from(keys), key;
    char room[40];
    while (str_next_word(&rest, &key)) {
        memcpy(room, key.ptr, key.len);
        room[key.len] = '\0';
        if (json_object_get(record, room)) return true;
    }
    return false;
}

bool assets_import_hsds_is(const json_t *record) {
    const json_t *service =
        assets_import_json_object(assets_import_json_list(record, "services"), 0);
    if (json_is_object(json_object_get(record, "organization")) ||
        json_is_object(json_object_get(record, "service")))
        return true;
    if (has_any(service, "status service_at_locations schedules")) return true;
    return has_any(record,
                   "service_at_locations service_areas cost_options organization_identifiers "
                   "schedules location_type organization_id fees_description taxonomy_detail "
                   "term_uri parent_organization_id");
}

const char *assets_import_hsds_other(const json_t *record) {
    if (!record ||
        has_any(record,
                "status service organization services location_type website email address_1"))
        return NULL;
    if (has_any(record, "term_uri taxonomy taxonomy_terms taxonomy_detail") ||
        (has_any(record, "uri") && has_any(record, "version")))
        return T_(
            "This is a list of topics, not of things to go to. Give the services or "
            "organisations.");
    return NULL;
}

static bool is_organisation(const json_t *r) {
    if (json_is_array(json_object_get(r, "services"))) return true;
    if (has_any(r, "status organization organization_id service_at_locations schedules"))
        return false;
    return has_any(
        r,
        "organization_identifiers website tax_status legal_status year_incorporated "
        "parent_organization_id");
}

static struct str joined(struct arena *arena, struct str a, struct str b, const char *with) {
    if (a.len == 0 || b.len == 0 || str_eq(a, b)) return a.len == 0 ? b : a;
    return str_printf(arena, "%.*s%s%.*s", STR_ARG(a), with, STR_ARG(b));
}

/* ---- where ---- */

static void address_read(struct arena *arena, const json_t *location, struct import_cells *c) {
    const json_t *list = assets_import_json_list(location, "addresses"),
                 *best = assets_import_json_object(list, 0);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *address = assets_import_json_object(list, i);
        if (str_is(assets_import_json_get(arena, address, "address_type"), "physical")) {
            best = address;
            break;
        }
    }
    struct str street = joined(arena, assets_import_json_get(arena, best, "address_1"),
                               assets_import_json_get(arena, best, "address_2"), ", ");
    c->text[IF_ADDRESS] = street;
    c->text[IF_CITY] = assets_import_json_get(arena, best, "city");
    c->text[IF_POSTCODE] = assets_import_json_get(arena, best, "postal_code");
}

static void access_read(struct arena *arena, const json_t *location, struct import_cells *c) {
    const json_t *list = assets_import_json_list(location, "accessibility");
    struct str words = STR_NONE;
    for (size_t i = 0; i < json_array_size(list) && i < 20; i++) {
        const json_t *item = assets_import_json_object(list, i);
        struct str text = assets_import_json_get(arena, item, "description");
        if (text.len == 0) text = assets_import_json_get(arena, item, "accessibility");
        words = joined(
            arena, words,
            joined(arena, text, assets_import_json_get(arena, item, "details"), ". "), "\n");
    }
    c->text[IF_STEP_FREE] = words;
}

static void location_read(struct arena *arena, const json_t *location, struct import_row *row) {
    struct import_cells *c = &row->cells;
    c->text[IF_LOCATION] = assets_import_json_get(arena, location, "name");
    c->text[IF_LAT] = assets_import_json_get(arena, location, "latitude");
    c->text[IF_LON] = assets_import_json_get(arena, location, "longitude");
    address_read(arena, location, c);
    access_read(arena, location, c);
}

/* The first place with a point, else the first; the others are said in a note. */
static const json_t *place_of(struct arena *arena, const json_t *service,
                              struct import_row *row, const json_t **ret_at) {
    const json_t *list = assets_import_json_list(service, "service_at_locations"), *best = NULL;
    bool direct = list == NULL;
    if (direct) list = assets_import_json_list(service, "locations");
    *ret_at = NULL;
    size_t places = 0;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *at = assets_import_json_object(list, i),
                     *location = direct ? at : json_object_get(at, "location");
        if (!json_is_object(location)) continue;
        places++;
        if (best && (json_is_number(json_object_get(best, "latitude")) ||
                     !json_is_number(json_object_get(location, "latitude"))))
            continue;
        best = location;
        *ret_at = direct ? NULL : at;
    }
    if (places > 1)
        assets_import_note(arena, row, "location",
                           SAY1("It is at {n} places; only one of them is kept.", "n",
                                str_int(arena, (int64_t)places)));
    return best;
}

/* ---- what is the same for every record ---- */

static struct str phone_of(struct arena *arena, const json_t *record) {
    struct str number = assets_import_json_get(
        arena, assets_import_json_object(assets_import_json_list(record, "phones"), 0),
        "number");
    const json_t *contacts = assets_import_json_list(record, "contacts");
    for (size_t i = 0; i < json_array_size(contacts) && number.len == 0; i++)
        number = assets_import_json_get(
            arena,
            assets_import_json_object(
                assets_import_json_list(assets_import_json_object(contacts, i), "phones"), 0),
            "number");
    return number;
}

static struct str languages_of(struct arena *arena, const json_t *record) {
    const json_t *list = assets_import_json_list(record, "languages");
    struct str words = STR_NONE;
    for (size_t i = 0; i < json_array_size(list) && i < 30; i++) {
        const json_t *item = assets_import_json_object(list, i);
        struct str code = assets_import_json_get(arena, item, "code");
        words = joined(arena, words,
                       code.len > 0 ? code : assets_import_json_get(arena, item, "name"), ", ");
    }
    return words;
}

static struct str topics_of(struct arena *arena, const json_t *record) {
    const json_t *list = assets_import_json_list(record, "attributes");
    struct str words = STR_NONE;
    for (size_t i = 0; i < json_array_size(list) && i < 50; i++) {
        const json_t *item = assets_import_json_object(list, i),
                     *term = json_object_get(item, "taxonomy_term");
        struct str name = assets_import_json_get(arena, term, "name");
        if (name.len == 0)
            name = joined(arena, assets_import_json_get(arena, item, "label"),
                          assets_import_json_get(arena, item, "value"), ", ");
        words = joined(arena, words, name, ", ");
    }
    return words;
}

static void common_read(struct arena *arena, const json_t *record, struct import_cells *c) {
    c->text[IF_ID] = assets_import_json_get(arena, record, "id");
    c->text[IF_NAME] = assets_import_json_get(arena, record, "name");
    c->text[IF_DESCRIPTION] = assets_import_json_get(arena, record, "description");
    c->text[IF_EMAIL] = assets_import_json_get(arena, record, "email");
    c->text[IF_URL] = assets_import_json_get(arena, record, "url");
    if (c->text[IF_URL].len == 0)
        c->text[IF_URL] = assets_import_json_get(arena, record, "website");
    c->text[IF_PHONE] = phone_of(arena, record);
    c->text[IF_LANGUAGES] = languages_of(arena, record);
    c->text[IF_TAGS] = topics_of(arena, record);
}

/* ---- the three kinds ---- */

static void organisation_read(struct arena *arena, const json_t *r, struct import_row *row) {
    common_read(arena, r, &row->cells);
    row->cells.text[IF_KIND] = STR("organisation");
    const json_t *location =
        assets_import_json_object(assets_import_json_list(r, "locations"), 0);
    if (location) location_read(arena, location, row);
}

static void place_read(struct arena *arena, const json_t *r, struct import_row *row) {
    common_read(arena, r, &row->cells);
    location_read(arena, r, row);
    row->cells.text[IF_LOCATION] = STR_NONE;
    row->cells.text[IF_KIND] = STR("place");
    assets_import_hsds_schedules(arena, assets_import_json_list(r, "schedules"), row);
}

static void service_read(struct arena *arena, const json_t *r, const json_t *location,
                         const json_t *at, struct import_row *row) {
    struct import_cells *c = &row->cells;
    common_read(arena, r, c);
    c->text[IF_KIND] = STR("service");
    c->text[IF_STATUS] = assets_import_json_get(arena, r, "status");
    c->text[IF_AGE_LOW] = assets_import_json_get(arena, r, "minimum_age");
    c->text[IF_AGE_HIGH] = assets_import_json_get(arena, r, "maximum_age");
    c->text[IF_LAST_CHECKED] = assets_import_json_get(arena, r, "assured_date");
    c->text[IF_COST] = assets_import_hsds_costs(arena, r);
    const json_t *organisation = json_object_get(r, "organization");
    c->text[IF_ORGANIZATION] = assets_import_json_get(arena, organisation, "name");
    row->organisation_id = assets_import_json_get(arena, organisation, "id");
    if (row->organisation_id.len == 0)
        row->organisation_id = assets_import_json_get(arena, r, "organization_id");
    if (location) location_read(arena, location, row);
    if (c->text[IF_PHONE].len == 0) c->text[IF_PHONE] = phone_of(arena, at);
    if (c->text[IF_PHONE].len == 0) c->text[IF_PHONE] = phone_of(arena, location);
    const json_t *lists[] = {assets_import_json_list(r, "schedules"),
                             assets_import_json_list(at, "schedules"),
                             assets_import_json_list(location, "schedules")};
    for (size_t i = 0; i < 3; i++)
        if (json_array_size(lists[i]) > 0) {
            assets_import_hsds_schedules(arena, lists[i], row);
            break;
        }
}

static void record_read(struct arena *arena, const json_t *r, struct import_row *row) {
    const json_t *inner = json_object_get(r, "service"), *at, *location;
    if (is_organisation(r)) organisation_read(arena, r, row);
    else if (json_is_object(inner)) {
        location = json_object_get(r, "location");
        service_read(arena, inner, json_is_object(location) ? location : NULL, r, row);
    } else if (json_object_get(r, "location_type")) place_read(arena, r, row);
    else {
        location = place_of(arena, r, row, &at);
        service_read(arena, r, location, at, row);
    }
}

/* A service inside its organisation knows whose it is. */
static void inside_read(struct arena *arena, const json_t *organisation, const json_t *service,
                        struct import_row *row) {
    record_read(arena, service, row);
    if (row->cells.text[IF_ORGANIZATION].len == 0)
        row->cells.text[IF_ORGANIZATION] = assets_import_json_get(arena, organisation, "name");
    if (row->organisation_id.len == 0)
        row->organisation_id = assets_import_json_get(arena, organisation, "id");
}

bool assets_import_hsds_next(struct import_file *file, struct arena *arena,
                             struct import_row *ret_row) {
    const json_t *record = assets_import_json_object(file->list, file->at);
    const json_t *services =
        record && is_organisation(record) ? assets_import_json_list(record, "services") : NULL;
    *ret_row = (struct import_row){.line = (int64_t)file->at + 1};
    if (file->inside == 0 && record) record_read(arena, record, ret_row);
    else if (record) {
        const json_t *service = assets_import_json_object(services, file->inside - 1);
        if (service) inside_read(arena, record, service, ret_row);
        else
            assets_import_refuse(
                ret_row, "services",
                SAY("This is not an object. Each thing is written as { ... }."));
    } else
        assets_import_refuse(ret_row, "",
                             SAY("This is not an object. Each thing is written as { ... }."));
    if (++file->inside > json_array_size(services)) {
        file->inside = 0;
        file->at++;
    }
    assets_import_cells_read(arena, file->today, ret_row);
    return true;
}
