/* Tables of HSDS (1.x to 3.0) to nested records: rows hang where their keys point. Rows are
   shared, never copied, and hang downwards only: service, place at a service, place, its parts. */
#include "domain/assets/import_own.h"

#include <ctype.h>
#include <string.h>

static const char *const aliases[][2] = {
    {"services", "services service"},
    {"organizations", "organizations organization organisations organisation"},
    {"locations", "locations location"},
    {"addresses", "addresses address physical_addresses physical_address"},
    {"postal", "postal_addresses postal_address"},
    {"accessibility", "accessibility accessibility_for_disabilities"},
    {"schedules", "schedules schedule regular_schedules regular_schedule"},
    {"holidays", "holiday_schedules holiday_schedule"},
    {"phones", "phones phone"},
    {"contacts", "contacts contact"},
    {"languages", "languages language"},
    {"costs", "cost_options cost_option"},
    {"eligibility", "eligibility eligibilities eligibilitys"},
    {"at",
     "service_at_locations service_at_location services_at_location services_at_locations"},
    {"attributes", "attributes attribute link_taxonomy link_taxonomies"},
    {"topics", "service_taxonomies service_taxonomy service_taxonomys services_taxonomy"},
    {"terms", "taxonomy_terms taxonomy_term taxonomy taxonomies"}};

const char *assets_import_table_named(struct arena *arena, struct str name) {
    if (str_ends(name, STR(".csv")) || str_ends(name, STR(".CSV"))) name.len -= 4;
    struct str plain =
        str_replace(arena, str_replace(arena, str_lower(arena, name), STR("-"), STR("_")),
                    STR(" "), STR("_"));
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        struct str rest = str_from(aliases[i][1]), word;
        while (str_next_word(&rest, &word))
            if (str_eq(plain, word)) return aliases[i][0];
    }
    return NULL;
}

void assets_import_table_add(struct arena *arena, json_t *tables, struct str name,
                             const json_t *rows) {
    const char *table = assets_import_table_named(arena, name);
    if (!table || !json_is_array(rows)) return;
    bool postal = strcmp(table, "postal") == 0;
    json_t *list = json_object_get(tables, postal ? "addresses" : table);
    if (!list) {
        list = json_array();
        (void)json_object_set_new(tables, postal ? "addresses" : table, list);
    }
    for (size_t i = 0; i < json_array_size(rows); i++) {
        json_t *row = json_array_get(rows, i);
        if (!json_is_object(row)) continue;
        if (!json_object_get(row, IMPORT_LINE)) {
            (void)json_object_set_new(row, IMPORT_LINE, json_integer((json_int_t)i + 1));
            (void)json_object_set_new(row, IMPORT_FILE, json_string(str_c(arena, name)));
        }
        if (postal && !json_object_get(row, "address_type"))
            (void)json_object_set_new(row, "address_type", json_string("postal"));
        (void)json_array_append(list, row);
    }
}

/* ---- keys ---- */

static const char *key_of(const json_t *row, const char *column, char room[32]) {
    const json_t *value = json_object_get(row, column);
    const char *text = json_string_value(value);
    if (text) return *text ? text : NULL;
    if (!json_is_integer(value)) return NULL;
    int n = snprintf(room, 32, "%lld", (long long)json_integer_value(value));
    return n > 0 ? room : NULL;
}

/* Rows of a table by what one column says. */
static json_t *grouped(const json_t *tables, const char *table, const char *column) {
    const json_t *rows = json_object_get(tables, table);
    json_t *groups = json_object();
    char room[32];
    for (size_t i = 0; i < json_array_size(rows); i++) {
        json_t *row = json_array_get(rows, i);
        const char *key = key_of(row, column, room);
        json_t *group = key ? json_object_get(groups, key) : NULL;
        if (key && !group) {
            group = json_array();
            if (json_object_set_new(groups, key, group) != 0) continue;
        }
        if (group) (void)json_array_append(group, row);
    }
    return groups;
}

/* Hang the rows of `table` whose `column` names it on each row of `onto`, as a list. */
static void hang(const json_t *tables, const char *onto, const char *as, const char *table,
                 const char *column) {
    json_t *groups = grouped(tables, table, column);
    const json_t *rows = json_object_get(tables, onto);
    char room[32];
    for (size_t i = 0; i < json_array_size(rows); i++) {
        json_t *row = json_array_get(rows, i);
        const char *id = key_of(row, "id", room);
        json_t *group = id ? json_object_get(groups, id) : NULL;
        if (group && !json_is_array(json_object_get(row, as)))
            (void)json_object_set(row, as, group);
    }
    json_decref(groups);
}

/* Give each row of `onto` the one row of `table` its `column` names. */
static void point(const json_t *tables, const char *onto, const char *as, const char *table,
                  const char *column) {
    json_t *groups = grouped(tables, table, "id");
    const json_t *rows = json_object_get(tables, onto);
    char room[32];
    for (size_t i = 0; i < json_array_size(rows); i++) {
        json_t *row = json_array_get(rows, i);
        const char *id = key_of(row, column, room);
        json_t *group = id ? json_object_get(groups, id) : NULL;
        if (group && !json_is_object(json_object_get(row, as)))
            (void)json_object_set(row, as, json_array_get(group, 0));
    }
    json_decref(groups);
}

/* An organisation beside its services, without what hangs on it: no circles. */
static void organisations_point(const json_t *tables) {
    json_t *groups = grouped(tables, "organizations", "id");
    const json_t *rows = json_object_get(tables, "services");
    char room[32];
    for (size_t i = 0; i < json_array_size(rows); i++) {
        json_t *row = json_array_get(rows, i);
        const char *id = key_of(row, "organization_id", room);
        const json_t *whole = id ? json_array_get(json_object_get(groups, id), 0) : NULL;
        if (!whole || json_is_object(json_object_get(row, "organization"))) continue;
        json_t *brief = json_object();
        static const char *const kept[] = {"id", "name", "phones"};
        for (size_t k = 0; k < sizeof kept / sizeof *kept; k++)
            if (json_object_get(whole, kept[k]))
                (void)json_object_set(brief, kept[k], json_object_get(whole, kept[k]));
        (void)json_object_set_new(row, "organization", brief);
    }
    json_decref(groups);
}

static void all_hang(const json_t *tables) {
    static const char *const hangs[][4] = {
        {"contacts", "phones", "phones", "contact_id"},
        {"locations", "addresses", "addresses", "location_id"},
        {"locations", "accessibility", "accessibility", "location_id"},
        {"locations", "schedules", "schedules", "location_id"},
        {"locations", "holiday_schedules", "holidays", "location_id"},
        {"locations", "phones", "phones", "location_id"},
        {"locations", "contacts", "contacts", "location_id"},
        {"locations", "languages", "languages", "location_id"},
        {"at", "schedules", "schedules", "service_at_location_id"},
        {"at", "phones", "phones", "service_at_location_id"},
        {"at", "contacts", "contacts", "service_at_location_id"},
        {"organizations", "phones", "phones", "organization_id"},
        {"organizations", "contacts", "contacts", "organization_id"},
        {"services", "schedules", "schedules", "service_id"},
        {"services", "holiday_schedules", "holidays", "service_id"},
        {"services", "phones", "phones", "service_id"},
        {"services", "contacts", "contacts", "service_id"},
        {"services", "languages", "languages", "service_id"},
        {"services", "cost_options", "costs", "service_id"},
        {"services", "eligibility", "eligibility", "service_id"},
        {"services", "service_taxonomys", "topics", "service_id"},
        {"services", "attributes", "attributes", "link_id"},
        {"services", "service_at_locations", "at", "service_id"}};
    point(tables, "attributes", "taxonomy_term", "terms", "taxonomy_term_id");
    point(tables, "attributes", "taxonomy_term", "terms", "taxonomy_id");
    point(tables, "topics", "taxonomy", "terms", "taxonomy_id");
    point(tables, "topics", "taxonomy", "terms", "taxonomy_term_id");
    for (size_t i = 0; i < sizeof hangs / sizeof *hangs; i++)
        hang(tables, hangs[i][0], hangs[i][1], hangs[i][2], hangs[i][3]);
    point(tables, "at", "location", "locations", "location_id");
    hang(tables, "organizations", "locations", "locations", "organization_id");
    organisations_point(tables);
}

/* ---- the list ---- */

static void list_take(json_t *list, const json_t *tables, const char *table,
                      const json_t *except) {
    const json_t *rows = json_object_get(tables, table);
    char room[32];
    for (size_t i = 0; i < json_array_size(rows); i++) {
        json_t *row = json_array_get(rows, i);
        const char *id = key_of(row, "id", room);
        if (except && id && json_object_get(except, id)) continue;
        (void)json_object_set_new(row, IMPORT_SORT, json_string(table));
        (void)json_array_append(list, row);
    }
}

json_t *assets_import_tables_join(json_t *tables) {
    static const char *const ones[] = {"organizations", "services", "locations"};
    bool any = false;
    for (size_t i = 0; i < 3; i++)
        any = any || json_array_size(json_object_get(tables, ones[i])) > 0;
    if (!any) return NULL;
    all_hang(tables);
    json_t *list = json_array(), *visited = grouped(tables, "at", "location_id");
    list_take(list, tables, "organizations", NULL);
    list_take(list, tables, "services", NULL);
    list_take(list, tables, "locations", visited);
    json_decref(visited);
    return list;
}

json_t *assets_import_tables_of(struct arena *arena, const json_t *root) {
    const char *key;
    json_t *value, *tables = json_object(), *list = NULL;
    size_t known = 0;
    bool sure = false;
    if (json_is_object(root) && !json_object_get(root, "id") &&
        !json_object_get(root, "contents"))
        json_object_foreach((json_t *)root, key, value) {
            if (!json_is_object(json_array_get(value, 0)) ||
                !assets_import_table_named(arena, str_from(key)))
                continue;
            known++;
            sure = sure || str_ends(str_from(key), STR(".csv"));
            assets_import_table_add(arena, tables, str_from(key), value);
        }
    if (sure || known > 1) list = assets_import_tables_join(tables);
    json_decref(tables);
    return list;
}
