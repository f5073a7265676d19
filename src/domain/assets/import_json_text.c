/* Members of a JSON record as cleaned text, lists and objects. */
#include "domain/assets/import_own.h"

/* Always a copy: of several files, one tree goes while its rows are still being written. */
static struct str string_text(struct arena *arena, const json_t *value, bool name) {
    struct str text = str_of(json_string_value(value), json_string_length(value));
    struct str clean =
        name ? assets_import_clean_name(arena, text) : assets_import_clean(arena, text);
    bool view = clean.len > 0 && clean.ptr >= text.ptr && clean.ptr <= text.ptr + text.len;
    return view ? str_copy(arena, clean) : clean;
}

struct str assets_import_json_text(struct arena *arena, const json_t *value) {
    if (json_is_string(value)) return string_text(arena, value, false);
    if (json_is_integer(value)) return str_int(arena, json_integer_value(value));
    if (json_is_real(value)) return str_printf(arena, "%.15g", json_real_value(value));
    if (json_is_boolean(value)) return json_is_true(value) ? STR("true") : STR("false");
    return STR_NONE;
}

struct str assets_import_json_get(struct arena *arena, const json_t *record, const char *key) {
    const json_t *value = json_object_get(record, key);
    if (json_is_string(value) && str_is(str_from(key), "name"))
        return string_text(arena, value, true);
    return assets_import_json_text(arena, value);
}

const json_t *assets_import_json_list(const json_t *record, const char *key) {
    const json_t *value = json_object_get(record, key);
    return json_is_array(value) ? value : NULL;
}

const json_t *assets_import_json_object(const json_t *list, size_t n) {
    const json_t *value = json_is_array(list) ? json_array_get(list, n) : NULL;
    return json_is_object(value) ? value : NULL;
}

bool assets_import_id_first(struct import_file *file, struct str id) {
    size_t at = SIZE_MAX;
    uint64_t hash = str_hash(id, 3);
    if (assets_import_seen_find(&file->ids, hash, &at)) return false;
    assets_import_seen_add(&file->ids, file->arena, hash, 0, 0);
    return true;
}
