/* HSDS 1.x, 2.0, 3.0 and Open Referral UK: services, organisations with services, services at
   locations, locations. One row a record, one for each service inside an organisation or place,
   and one for each place a service is at. */
#include "domain/assets/import_own.h"

#include "domain/assets/import_store.h"

#include <string.h>

#define SERVICE_PLACES 200 /* of one service */

bool assets_import_hsds_is(const json_t *record) {
    const json_t *service =
        assets_import_json_object(assets_import_json_list(record, "services"), 0);
    if (json_is_object(json_object_get(record, "organization")) ||
        json_is_object(json_object_get(record, "service")))
        return true;
    if (assets_import_json_first(service, "status service_at_locations schedules "
                                          "regular_schedules organization_id"))
        return true;
    return assets_import_json_first(
               record, "service_at_locations service_areas cost_options "
                       "organization_identifiers schedules location_type organization_id "
                       "fees_description taxonomy_detail term_uri parent_organization_id "
                       "regular_schedules regular_schedule physical_addresses physical_address "
                       "eligibilitys service_taxonomys accessibility_for_disabilities "
                       "services_at_location assured_date") != NULL;
}

const char *assets_import_hsds_other(const json_t *record) {
    if (!record || assets_import_json_first(record, "status service organization services "
                                                    "location_type website email address_1"))
        return NULL;
    if (assets_import_json_first(record, "term_uri taxonomy_terms taxonomy_detail") ||
        json_is_string(json_object_get(record, "taxonomy")) ||
        (json_object_get(record, "uri") && json_object_get(record, "version")))
        return T_("This is a list of topics, not of things to go to. Give the services or "
                  "organisations.");
    return NULL;
}

/* ---- what a record is ---- */

enum sort { SORT_SERVICE, SORT_AT, SORT_ORGANISATION, SORT_PLACE };

static enum sort sort_said(const char *table) {
    if (strcmp(table, "organizations") == 0) return SORT_ORGANISATION;
    return strcmp(table, "locations") == 0 ? SORT_PLACE : SORT_SERVICE;
}

/* A place with times of its own looks like a service, but for its address. */
static bool place_with_times(const json_t *r) {
    return assets_import_json_first(r, "physical_addresses physical_address") != NULL &&
           !assets_import_json_first(r, "status cost_options");
}

static enum sort sort_of(const json_t *r) {
    const char *said = json_string_value(json_object_get(r, IMPORT_SORT));
    if (said) return sort_said(said);
    if (json_is_object(json_object_get(r, "service"))) return SORT_AT;
    bool placed =
        assets_import_json_first(r, "location_type latitude coordinates physical_addresses "
                                    "physical_address") != NULL;
    if (json_is_array(json_object_get(r, "services"))) {
        bool direct = assets_import_json_first(r, "address addresses") != NULL;
        return placed || (direct && json_is_object(json_object_get(r, "organization")))
                   ? SORT_PLACE
                   : SORT_ORGANISATION;
    }
    if (json_object_get(r, "location_type")) return SORT_PLACE;
    if (assets_import_json_first(r, "status organization organization_id service_at_locations "
                                    "schedules regular_schedules"))
        return place_with_times(r) ? SORT_PLACE : SORT_SERVICE;
    if (placed) return SORT_PLACE;
    return assets_import_json_first(r, "organization_identifiers website tax_status "
                                       "legal_status year_incorporated parent_organization_id")
               ? SORT_ORGANISATION
               : SORT_SERVICE;
}

static const json_t *services_of(const json_t *record) {
    enum sort sort = record ? sort_of(record) : SORT_SERVICE;
    return sort == SORT_ORGANISATION || sort == SORT_PLACE
               ? assets_import_json_list(record, "services")
               : NULL;
}

/* ---- the places of a service ---- */

static const json_t *spots_list(const json_t *service, bool *ret_direct) {
    const json_t *list = assets_import_json_first(
        service, "service_at_locations services_at_location service_at_location");
    *ret_direct = list == NULL;
    return list ? list : assets_import_json_first(service, "locations location");
}

static bool elsewhere(const json_t *location) {
    const char *type = json_string_value(json_object_get(location, "location_type"));
    return type && strcmp(type, "physical") != 0;
}

static const json_t *location_at(const json_t *list, bool direct, size_t i) {
    const json_t *at = assets_import_json_nth(list, i),
                 *location = direct ? at : json_object_get(at, "location");
    return json_is_object(location) ? location : NULL;
}

static bool same_place(const json_t *a, const json_t *b) {
    const json_t *x = json_object_get(a, "id"), *y = json_object_get(b, "id");
    return a == b || (x && y && json_equal(x, y));
}

struct spots {
    const json_t *list;
    bool direct, physical;
};

static struct spots spots_of(const json_t *service) {
    struct spots p = {0};
    p.list = spots_list(service, &p.direct);
    for (size_t i = 0; i < assets_import_json_many(p.list) && i < SERVICE_PLACES; i++) {
        const json_t *location = location_at(p.list, p.direct, i);
        p.physical = p.physical || (location && !elsewhere(location));
    }
    return p;
}

/* The n-th place that is one of its own: each once, letter boxes and screens only when there is
   no door. SIZE_MAX = there are fewer. */
static size_t place_find(const struct spots *p, size_t n) {
    size_t many = assets_import_json_many(p->list);
    for (size_t i = 0; i < many && i < SERVICE_PLACES; i++) {
        const json_t *location = location_at(p->list, p->direct, i);
        bool counts = location && !(p->physical && elsewhere(location));
        for (size_t k = 0; k < i && counts; k++)
            counts = !same_place(location, location_at(p->list, p->direct, k));
        if (counts && n-- == 0) return i;
    }
    return SIZE_MAX;
}

/* ---- one row ---- */

static const json_t *schedules_list(const json_t *record) {
    return assets_import_json_first(record, "schedules regular_schedules regular_schedule");
}

/* The place's own times of this service, else the service's, else the place's. */
static void times_read(struct arena *arena, const json_t *service, const struct spots *p,
                       const json_t *location, const json_t *at, struct import_row *row) {
    json_t *all = json_array();
    size_t many = p ? assets_import_json_many(p->list) : 0;
    for (size_t i = 0; i < many && i < SERVICE_PLACES && !p->direct; i++)
        if (same_place(location, location_at(p->list, false, i))) {
            const json_t *some = schedules_list(assets_import_json_nth(p->list, i));
            for (size_t k = 0; k < assets_import_json_many(some); k++)
                (void)json_array_append(all, (json_t *)assets_import_json_nth(some, k));
        }
    const json_t *lists[] = {all, schedules_list(at), schedules_list(service),
                             schedules_list(location)};
    size_t best = 0;
    while (best < 3 && assets_import_json_many(lists[best]) == 0) best++;
    assets_import_hsds_schedules(arena, row->today, lists[best],
                                 assets_import_json_first(location ? location : service,
                                                          "holiday_schedules holiday_schedule"),
                                 row);
    json_decref(all);
}

static void service_read(struct arena *arena, const json_t *r, const struct spots *p,
                         const json_t *location, const json_t *at, struct import_row *row) {
    struct import_cells *c = &row->cells;
    assets_import_hsds_common(arena, r, c);
    c->text[IF_KIND] = STR("service");
    c->text[IF_STATUS] = assets_import_json_get(arena, r, "status");
    assets_import_hsds_ages(arena, r, c);
    c->text[IF_LAST_CHECKED] = assets_import_json_get(arena, r, "assured_date");
    c->text[IF_COST] = assets_import_hsds_costs(arena, r);
    const json_t *organisation = json_object_get(r, "organization");
    c->text[IF_ORGANIZATION] = json_is_string(organisation)
                                   ? assets_import_json_text(arena, organisation)
                                   : assets_import_json_get(arena, organisation, "name");
    row->organisation_id = assets_import_json_get(arena, organisation, "id");
    if (row->organisation_id.len == 0)
        row->organisation_id = assets_import_json_get(arena, r, "organization_id");
    if (location) assets_import_hsds_location(arena, location, row);
    const json_t *others[] = {at, location, organisation};
    for (size_t i = 0; i < 3 && c->text[IF_PHONE].len == 0; i++)
        c->text[IF_PHONE] = assets_import_hsds_phone(arena, others[i]);
    times_read(arena, r, p, location, at, row);
}

static void organisation_read(struct arena *arena, const json_t *r, struct import_row *row) {
    assets_import_hsds_common(arena, r, &row->cells);
    row->cells.text[IF_KIND] = STR("organisation");
    const json_t *location =
        assets_import_json_nth(assets_import_json_first(r, "locations location"), 0);
    if (location) assets_import_hsds_location(arena, location, row);
}

static void place_read(struct arena *arena, const json_t *r, struct import_row *row) {
    assets_import_hsds_common(arena, r, &row->cells);
    assets_import_hsds_location(arena, r, row);
    row->cells.text[IF_LOCATION] = STR_NONE;
    row->cells.text[IF_KIND] = STR("place");
    assets_import_hsds_schedules(
        arena, row->today, schedules_list(r),
        assets_import_json_first(r, "holiday_schedules holiday_schedule"), row);
}

/* Another place of a service that came before: its id, and that of the place. */
static void id_place(struct import_file *file, struct arena *arena, const json_t *location,
                     const json_t *at, struct import_row *row) {
    struct str *id = &row->cells.text[IF_ID], mark = assets_import_json_get(arena, at, "id");
    if (id->len == 0) return;
    if (mark.len == 0) mark = assets_import_json_get(arena, location, "id");
    if (assets_import_id_first(file, *id) || mark.len == 0) return;
    *id = str_printf(arena, "%.*s@%.*s", STR_ARG(*id), STR_ARG(mark));
}

/* A service at its n-th place; false when that was the last. */
static bool service_at(struct import_file *file, struct arena *arena, const json_t *r,
                       struct import_row *row) {
    struct spots p = spots_of(r);
    size_t i = place_find(&p, file->place);
    const json_t *location = NULL, *at = NULL;
    if (i != SIZE_MAX) {
        location = location_at(p.list, p.direct, i);
        at = p.direct ? NULL : assets_import_json_nth(p.list, i);
    }
    service_read(arena, r, &p, location, at, row);
    if (file->place > 0 && row->cells.text[IF_ID].len > 0) {
        struct str mark = assets_import_json_get(arena, at, "id");
        if (mark.len == 0) mark = assets_import_json_get(arena, location, "id");
        row->cells.text[IF_ID] =
            str_printf(arena, "%.*s@%.*s", STR_ARG(row->cells.text[IF_ID]),
                       STR_ARG(mark.len > 0 ? mark : str_int(arena, (int64_t)file->place)));
    }
    return i != SIZE_MAX && place_find(&p, file->place + 1) != SIZE_MAX;
}

static bool record_read(struct import_file *file, struct arena *arena, const json_t *r,
                        struct import_row *row) {
    enum sort sort = sort_of(r);
    if (sort == SORT_ORGANISATION) organisation_read(arena, r, row);
    if (sort == SORT_PLACE) place_read(arena, r, row);
    if (sort == SORT_SERVICE) return service_at(file, arena, r, row);
    if (sort != SORT_AT) return false;
    const json_t *location = json_object_get(r, "location");
    location = json_is_object(location) ? location : NULL;
    service_read(arena, json_object_get(r, "service"), NULL, location, r, row);
    id_place(file, arena, location, r, row);
    return false;
}

/* A service inside its organisation or place knows whose it is. */
static void inside_read(struct arena *arena, const json_t *outer, struct import_row *row) {
    if (sort_of(outer) == SORT_PLACE) {
        if (row->cells.text[IF_LAT].len + row->cells.text[IF_ADDRESS].len == 0)
            assets_import_hsds_location(arena, outer, row);
        if (row->asset.schedules_n == 0)
            assets_import_hsds_schedules(arena, row->today, schedules_list(outer), NULL, row);
        outer = json_object_get(outer, "organization");
    }
    if (row->cells.text[IF_ORGANIZATION].len == 0)
        row->cells.text[IF_ORGANIZATION] = assets_import_json_get(arena, outer, "name");
    if (row->organisation_id.len == 0)
        row->organisation_id = assets_import_json_get(arena, outer, "id");
}

static void row_begin(const struct import_file *file, struct arena *arena, const json_t *record,
                      struct import_row *row) {
    const json_t *line = json_object_get(record, IMPORT_LINE);
    *row = (struct import_row){.line = line ? json_integer_value(line) : (int64_t)file->at + 1,
                               .file = assets_import_json_get(arena, record, IMPORT_FILE),
                               .today = file->today};
}

bool assets_import_hsds_next(struct import_file *file, struct arena *arena,
                             struct import_row *ret_row) {
    const json_t *record = assets_import_json_object(file->list, file->at),
                 *services = services_of(record), *target = record;
    bool more = false;
    row_begin(file, arena, record, ret_row);
    if (file->inside > 0) target = assets_import_json_object(services, file->inside - 1);
    if (target) more = record_read(file, arena, target, ret_row);
    else
        assets_import_refuse(ret_row, file->inside > 0 ? "services" : "",
                             SAY("This is not an object. Each thing is written as { ... }."));
    if (target && target != record) inside_read(arena, record, ret_row);
    file->place = more ? file->place + 1 : 0;
    if (!more && ++file->inside > json_array_size(services)) {
        file->inside = 0;
        file->at++;
    }
    assets_import_cells_read(arena, file->today, ret_row);
    return true;
}
