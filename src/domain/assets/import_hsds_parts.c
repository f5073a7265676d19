/* The parts an HSDS record is made of, under the names of 1.x, 2.0 and 3.0: where, how to reach
   them, in which language, about what, for whom. */
#include "domain/assets/import_own.h"

#include <string.h>

struct str assets_import_joined(struct arena *arena, struct str a, struct str b,
                                const char *with) {
    if (a.len == 0 || b.len == 0 || str_eq(a, b)) return a.len == 0 ? b : a;
    return str_printf(arena, "%.*s%s%.*s", STR_ARG(a), with, STR_ARG(b));
}

const json_t *assets_import_json_first(const json_t *record, const char *names) {
    struct str rest = str_from(names), name;
    char room[48];
    while (str_next_word(&rest, &name)) {
        memcpy(room, name.ptr, name.len);
        room[name.len] = '\0';
        const json_t *value = json_object_get(record, room);
        if (value && !json_is_null(value)) return value;
    }
    return NULL;
}

struct str assets_import_json_any(struct arena *arena, const json_t *record,
                                  const char *names) {
    struct str rest = str_from(names), name;
    while (str_next_word(&rest, &name)) {
        struct str text = assets_import_json_get(arena, record, str_c(arena, name));
        if (text.len > 0) return text;
    }
    return STR_NONE;
}

size_t assets_import_json_many(const json_t *value) {
    return json_is_array(value) ? json_array_size(value) : json_is_object(value) ? 1 : 0;
}

const json_t *assets_import_json_nth(const json_t *value, size_t n) {
    return json_is_array(value) ? json_array_get(value, n) : n == 0 ? value : NULL;
}

/* ---- where ---- */

static const json_t *address_best(struct arena *arena, const json_t *location) {
    const json_t *physical =
        assets_import_json_first(location, "physical_addresses physical_address");
    if (assets_import_json_many(physical) > 0) return assets_import_json_nth(physical, 0);
    const json_t *list =
        assets_import_json_first(location, "addresses address postal_addresses postal_address");
    for (size_t i = 0; i < assets_import_json_many(list); i++) {
        const json_t *address = assets_import_json_nth(list, i);
        if (str_is(assets_import_json_any(arena, address, "address_type type"), "physical"))
            return address;
    }
    return assets_import_json_nth(list, 0);
}

static void address_read(struct arena *arena, const json_t *location, struct import_cells *c) {
    const json_t *best = address_best(arena, location);
    struct str street =
        assets_import_json_any(arena, best, "address_1 street_address street street_1");
    static const char *const more[] = {"address_2", "address_3", "address_4"};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        street = assets_import_joined(arena, street,
                                      assets_import_json_get(arena, best, more[i]), ", ");
    c->text[IF_ADDRESS] = json_is_string(best) ? assets_import_json_text(arena, best) : street;
    c->text[IF_CITY] = assets_import_json_any(arena, best, "city town locality");
    c->text[IF_POSTCODE] = assets_import_json_any(arena, best, "postal_code postcode zip");
}

static void access_read(struct arena *arena, const json_t *location, struct import_cells *c) {
    const json_t *list =
        assets_import_json_first(location, "accessibility accessibility_for_disabilities");
    struct str words = json_is_string(list) ? assets_import_json_text(arena, list) : STR_NONE;
    for (size_t i = 0; i < assets_import_json_many(list) && i < 20; i++) {
        const json_t *item = assets_import_json_nth(list, i);
        struct str text =
            json_is_string(item)
                ? assets_import_json_text(arena, item)
                : assets_import_json_any(arena, item, "description accessibility");
        text = assets_import_joined(arena, text, assets_import_json_get(arena, item, "details"),
                                    ". ");
        words = assets_import_joined(arena, words, text, "\n");
    }
    c->text[IF_STEP_FREE] = words;
}

void assets_import_hsds_location(struct arena *arena, const json_t *location,
                                 struct import_row *row) {
    struct import_cells *c = &row->cells;
    const json_t *pair = json_object_get(location, "coordinates");
    c->text[IF_LOCATION] = assets_import_json_get(arena, location, "name");
    c->text[IF_LAT] = assets_import_json_any(arena, location, "latitude lat");
    c->text[IF_LON] = assets_import_json_any(arena, location, "longitude lng lon long");
    if (c->text[IF_LAT].len == 0 && json_array_size(pair) == 2) {
        c->text[IF_LON] = assets_import_json_text(arena, json_array_get(pair, 0));
        c->text[IF_LAT] = assets_import_json_text(arena, json_array_get(pair, 1));
    }
    address_read(arena, location, c);
    access_read(arena, location, c);
}

/* ---- how to reach them ---- */

static struct str number_of(struct arena *arena, const json_t *phones) {
    const json_t *first = assets_import_json_nth(phones, 0);
    if (json_is_string(first)) return assets_import_json_text(arena, first);
    return assets_import_json_any(arena, first, "number phone telephone");
}

struct str assets_import_hsds_phone(struct arena *arena, const json_t *record) {
    struct str number =
        number_of(arena, assets_import_json_first(record, "phones phone telephone"));
    const json_t *contacts = assets_import_json_first(record, "contacts contact");
    for (size_t i = 0; i < assets_import_json_many(contacts) && number.len == 0; i++)
        number = number_of(arena, assets_import_json_first(assets_import_json_nth(contacts, i),
                                                           "phones phone"));
    return number;
}

/* ---- languages, topics ---- */

static struct str languages_of(struct arena *arena, const json_t *record) {
    const json_t *list = assets_import_json_first(record, "languages language");
    struct str words = json_is_string(list) ? assets_import_json_text(arena, list) : STR_NONE;
    for (size_t i = 0; i < assets_import_json_many(list) && i < 30; i++) {
        const json_t *item = assets_import_json_nth(list, i);
        struct str name = json_is_string(item)
                              ? assets_import_json_text(arena, item)
                              : assets_import_json_any(arena, item, "code language name");
        words = assets_import_joined(arena, words, name, ", ");
    }
    return words;
}

static struct str topic_of(struct arena *arena, const json_t *item) {
    if (json_is_string(item)) return assets_import_json_text(arena, item);
    const json_t *term = assets_import_json_first(item, "taxonomy_term taxonomy");
    struct str name = json_is_object(term)
                          ? assets_import_json_any(arena, term, "name term")
                          : assets_import_json_any(arena, item, "name term taxonomy_name");
    if (name.len > 0) return name;
    return assets_import_joined(arena, assets_import_json_get(arena, item, "label"),
                                assets_import_json_get(arena, item, "value"), ", ");
}

static struct str topics_of(struct arena *arena, const json_t *record) {
    static const char *const lists[] = {
        "attributes", "taxonomy_terms",     "taxonomy",        "service_taxonomys",
        "categories", "service_taxonomies", "service_taxonomy"};
    struct str words = STR_NONE;
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        const json_t *list = json_object_get(record, lists[k]);
        for (size_t i = 0; i < assets_import_json_many(list) && i < 50; i++)
            words = assets_import_joined(
                arena, words, topic_of(arena, assets_import_json_nth(list, i)), ", ");
    }
    return words;
}

void assets_import_hsds_common(struct arena *arena, const json_t *record,
                               struct import_cells *c) {
    const json_t *contacts = assets_import_json_first(record, "contacts contact");
    c->text[IF_ID] = assets_import_json_get(arena, record, "id");
    c->text[IF_NAME] = assets_import_json_any(arena, record, "name title");
    c->text[IF_DESCRIPTION] =
        assets_import_json_any(arena, record, "description short_desc short_description");
    c->text[IF_EMAIL] = assets_import_json_get(arena, record, "email");
    if (c->text[IF_EMAIL].len == 0)
        c->text[IF_EMAIL] =
            assets_import_json_get(arena, assets_import_json_nth(contacts, 0), "email");
    c->text[IF_URL] = assets_import_json_any(arena, record, "url website");
    c->text[IF_PHONE] = assets_import_hsds_phone(arena, record);
    c->text[IF_LANGUAGES] = languages_of(arena, record);
    c->text[IF_TAGS] = topics_of(arena, record);
}

/* ---- for whom ---- */

/* Ages as numbers, of the record or its eligibility; else of a short sentence. */
void assets_import_hsds_ages(struct arena *arena, const json_t *service,
                             struct import_cells *c) {
    const json_t *list = assets_import_json_first(service,
                                                  "eligibility eligibilities eligibilitys"),
                 *first = assets_import_json_nth(list, 0);
    struct str words = json_is_string(first)
                           ? assets_import_json_text(arena, first)
                           : assets_import_json_any(arena, first, "eligibility description");
    struct asset none = {0};
    c->text[IF_AGE_LOW] = assets_import_json_get(arena, service, "minimum_age");
    c->text[IF_AGE_HIGH] = assets_import_json_get(arena, service, "maximum_age");
    if (c->text[IF_AGE_LOW].len == 0)
        c->text[IF_AGE_LOW] = assets_import_json_get(arena, first, "minimum_age");
    if (c->text[IF_AGE_HIGH].len == 0)
        c->text[IF_AGE_HIGH] = assets_import_json_get(arena, first, "maximum_age");
    if (words.len == 0)
        words = assets_import_json_get(arena, service, "eligibility_description");
    if (c->text[IF_AGE_LOW].len + c->text[IF_AGE_HIGH].len == 0 && words.len > 0 &&
        words.len <= 60 && assets_import_ages_parse(arena, words, &none))
        c->text[IF_AGES] = words;
}
