/* A feed before it is read: its pages one after the other, of each item the newest version, and
   each session under its series. */
#include "domain/assets/import_feed.h"

#include <string.h>

#define GROUPED 40000 /* sessions of one series */

/* ---- pages ---- */

static const json_t *items_of(const json_t *page) {
    const json_t *items = json_object_get(page, "items");
    return json_object_get(page, "next") && json_is_array(items) ? items : NULL;
}

json_t *assets_import_openactive_pages(const json_t *root) {
    size_t n = json_array_size(root);
    if (n == 0) return NULL;
    for (size_t i = 0; i < n; i++)
        if (!items_of(json_array_get(root, i))) return NULL;
    json_t *all = json_array();
    for (size_t i = 0; i < n; i++)
        (void)json_array_extend(all, (json_t *)(uintptr_t)items_of(json_array_get(root, i)));
    return all;
}

/* ---- versions ---- */

struct str assets_import_openactive_item(struct arena *arena, const json_t *item) {
    struct str kind = assets_import_json_get(arena, item, "kind"),
               id = assets_import_json_get(arena, item, "id");
    if (kind.len == 0 || id.len == 0 || kind.len + id.len > 300) return STR_NONE;
    return str_printf(arena, "%.*s %.*s", STR_ARG(kind), STR_ARG(id));
}

static bool is_newer(struct arena *arena, const json_t *a, const json_t *b) {
    struct str x = assets_import_json_get(arena, a, "modified"),
               y = assets_import_json_get(arena, b, "modified");
    int64_t n, m;
    if (str_to_int(x, &n) && str_to_int(y, &m)) return n >= m;
    return str_cmp(x, y) >= 0;
}

static bool is_deleted(const json_t *item) {
    const char *state = json_string_value(json_object_get(item, "state"));
    return state && strcmp(state, "deleted") == 0;
}

static json_t *data_in(const json_t *item) {
    json_t *data = json_object_get(item, "data");
    return json_is_object(data) ? data : NULL;
}

/* Taken out after it was told: what was told says which date it was. */
static void gone_mark(const json_t *older, json_t *deleted) {
    json_t *data = data_in(older);
    if (!data || data_in(deleted)) return;
    json_t *copy = json_copy(data);
    (void)json_object_set_new(copy, IMPORT_GONE, json_true());
    (void)json_object_set_new(deleted, "data", copy);
}

static void newest_keep(struct import_file *file, struct arena *arena) {
    json_t *latest = json_object();
    for (size_t i = 0; i < json_array_size(file->list); i++) {
        json_t *item = json_array_get(file->list, i);
        struct str name = json_is_object(item) ? assets_import_openactive_item(arena, item) : STR_NONE;
        if (name.len == 0) continue;
        const char *key = str_c(arena, name);
        json_t *before = json_object_get(latest, key);
        size_t at = (size_t)json_integer_value(before);
        if (before) {
            json_t *other = json_array_get(file->list, at);
            bool newer = is_newer(arena, item, other);
            json_t *drop = newer ? other : item, *keep = newer ? item : other;
            if (is_deleted(keep)) gone_mark(drop, keep);
            (void)json_array_set_new(file->list, newer ? at : i, json_null());
            if (!newer) continue;
        }
        (void)json_object_set_new(latest, key, json_integer((json_int_t)i));
    }
    json_decref(latest);
}

/* ---- sessions under their series ---- */

static const char *text_of(const json_t *record, const char *names) {
    const char *text = json_string_value(assets_import_json_first(record, names));
    return text && *text ? text : NULL;
}

static bool is_session(const json_t *data) {
    const char *type = text_of(data, "@type type"), *colon = type ? strchr(type, ':') : NULL;
    return type && strcmp(colon ? colon + 1 : type, "ScheduledSession") == 0;
}

static void known_find(struct import_file *file) {
    json_decref(file->known);
    file->known = json_object();
    for (size_t i = 0; i < json_array_size(file->list); i++) {
        json_t *item = json_array_get(file->list, i), *data = data_in(item);
        if (!data) data = item;
        const char *id = text_of(data, "@id id");
        if (json_is_object(data) && id && !is_session(data) && !is_deleted(item))
            (void)json_object_set(file->known, id, data);
    }
}

/* The key a thing without an id is remembered by: what it says. */
static const char *key_of(struct arena *arena, const json_t *record) {
    char *text = json_dumps(record, JSON_COMPACT | JSON_SORT_KEYS);
    if (!text) return "\1";
    struct str key = str_printf(arena, "\1%016llx", (unsigned long long)str_hash(str_from(text), 9));
    json_free_t release;
    json_get_alloc_funcs(NULL, &release);
    release(text);
    return str_c(arena, key);
}

static json_t *series_add(struct import_file *file, json_t *rows, const char *key, json_t *series,
                          size_t line) {
    json_t *item = json_object();
    if (!json_object_get(series, "@type") && !json_object_get(series, "type"))
        (void)json_object_set_new(series, "@type", json_string("SessionSeries"));
    (void)json_object_set(file->known, key, series);
    (void)json_object_set_new(item, IMPORT_LINE, json_integer((json_int_t)line));
    (void)json_object_set_new(item, "data", series);
    (void)json_array_append_new(rows, item);
    return series;
}

/* A series of which only its sessions are there: it is what the first of them says. */
static json_t *apart_of(const json_t *session, const char *id) {
    static const char *const own[] = {"@id",      "id",       "@type",       "type",       "identifier",
                                      "startDate", "endDate", "duration",    "eventStatus", "superEvent",
                                      "schedulingNote", "url", IMPORT_ITEM,  IMPORT_GONE};
    json_t *series = json_copy((json_t *)(uintptr_t)session);
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) (void)json_object_del(series, own[i]);
    (void)json_object_set_new(series, "@id", json_string(id));
    (void)json_object_set_new(series, IMPORT_APART, json_true());
    return series;
}

/* In the file, inside the session itself, or elsewhere and known by its id only. */
static json_t *series_of(struct import_file *file, struct arena *arena, json_t *rows,
                         const json_t *data, size_t line) {
    const json_t *super = json_object_get(data, "superEvent");
    const char *id = json_is_string(super) ? json_string_value(super) : text_of(super, "@id id");
    json_t *known = id ? json_object_get(file->known, id) : NULL;
    if (known && known != data) return known;
    bool inside = json_is_object(super) && text_of(super, "name") && !is_session(super);
    if (!inside && (!id || !*id)) return NULL;
    const char *key = id && *id ? id : key_of(arena, super);
    known = json_object_get(file->known, key);
    if (known) return known;
    return series_add(file, rows, key, inside ? json_deep_copy(super) : apart_of(data, id), line);
}

/* Sessions need the hour they begin; anything else stays a row and says what is missing. */
static bool session_join(struct import_file *file, struct arena *arena, json_t *rows, json_t *item,
                         size_t line) {
    json_t *data = data_in(item), *list;
    if (!data) data = item;
    const char *start = text_of(data, "startDate");
    if (!is_session(data) || !start || strlen(start) < 16) return false;
    if (is_deleted(item) && !json_object_get(data, IMPORT_GONE)) return false;
    json_t *series = series_of(file, arena, rows, data, line);
    if (!series) return false;
    list = json_object_get(series, IMPORT_SESSIONS);
    if (!list) {
        list = json_array();
        (void)json_object_set_new(series, IMPORT_SESSIONS, list);
    }
    return json_array_size(list) < GROUPED && json_array_append(list, data) == 0;
}

static void item_mark(struct arena *arena, json_t *item, size_t line) {
    struct str name = assets_import_openactive_item(arena, item);
    if (!json_object_get(item, IMPORT_LINE))
        (void)json_object_set_new(item, IMPORT_LINE, json_integer((json_int_t)line));
    if (name.len > 0 && data_in(item))
        (void)json_object_set_new(data_in(item), IMPORT_ITEM, json_stringn(name.ptr, name.len));
}

void assets_import_openactive_group(struct import_file *file) {
    struct arena arena;
    json_t *rows = json_array();
    arena_init(&arena, (size_t)1 << 30);
    newest_keep(file, &arena);
    known_find(file);
    for (size_t i = 0; i < json_array_size(file->list); i++) {
        json_t *item = json_array_get(file->list, i);
        if (json_is_null(item)) continue; /* an older version */
        if (json_is_object(item)) item_mark(&arena, item, i + 1);
        size_t line = (size_t)json_integer_value(json_object_get(item, IMPORT_LINE));
        if (json_is_object(item) && session_join(file, &arena, rows, item, line)) continue;
        (void)json_array_append(rows, item);
    }
    arena_release(&arena);
    file->grouped = rows;
    file->at = 0;
}
