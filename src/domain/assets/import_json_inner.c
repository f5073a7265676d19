/* Things that hold their services as a list of their own: what each is and when it is open goes
   to the thing itself. Hours as {"1": [[900, 1700]]}, 0 = Sunday, or words. */
#include "domain/assets/import_own.h"

#include <ctype.h>

#define INNER_MAX 20
#define SPANS_MAX 6 /* of one day */

static const json_t *inner_of(const json_t *record) {
    const json_t *list = assets_import_json_list(record, "services"),
                 *first = assets_import_json_object(list, 0);
    return first && assets_import_json_first(first, "name description openHours") ? list : NULL;
}

bool assets_import_inner_is(const json_t *record) {
    return inner_of(record) != NULL;
}

static bool figure(const json_t *value, int *ret_minutes) {
    if (!json_is_integer(value)) return false;
    json_int_t n = json_integer_value(value);
    if (n < 0 || n > 2400 || n % 100 > 59) return false;
    *ret_minutes = (int)(n / 100 * 60 + n % 100);
    return true;
}

/* "09:00-12:00, 13:00-17:00". */
static struct str day_words(struct arena *arena, const json_t *spans) {
    struct str words = STR_NONE;
    int from, to;
    for (size_t i = 0; i < json_array_size(spans) && i < SPANS_MAX; i++) {
        const json_t *span = json_array_get(spans, i);
        if (!figure(json_array_get(span, 0), &from) || !figure(json_array_get(span, 1), &to))
            continue;
        words = assets_import_joined(
            arena, words,
            str_printf(arena, "%02d:%02d-%02d:%02d", from / 60, from % 60, to / 60, to % 60),
            ", ");
    }
    return words;
}

static bool hours_read(struct arena *arena, const json_t *service, struct str days[7]) {
    static const char *const keys[7] = {"1", "2", "3", "4", "5", "6", "0"};
    const json_t *hours = json_object_get(service, "openHours");
    bool any = false;
    for (int d = 0; d < 7; d++) {
        days[d] = day_words(arena, json_object_get(hours, keys[d]));
        any = any || days[d].len > 0;
    }
    return any;
}

/* Days of one service; the same of the next adds nothing, others stand beside. */
static void hours_add(struct arena *arena, const json_t *service, struct import_cells *c) {
    struct str days[7];
    if (!hours_read(arena, service, days)) return;
    for (int d = 0; d < 7; d++) {
        struct str *cell = &c->text[IF_DAY + d];
        if (str_find(*cell, days[d], 0) == SIZE_MAX || cell->len == 0)
            *cell = assets_import_joined(arena, *cell, days[d], ", ");
    }
}

void assets_import_inner_read(struct arena *arena, const json_t *record,
                              struct import_cells *c) {
    const json_t *list = inner_of(record);
    struct str about = c->text[IF_DESCRIPTION], tags = c->text[IF_TAGS];
    for (size_t i = 0; i < json_array_size(list) && i < INNER_MAX; i++) {
        const json_t *service = assets_import_json_object(list, i);
        struct str name = assets_import_json_any(arena, service, "name title"),
                   text = assets_import_json_get(arena, service, "description"),
                   notes = assets_import_json_get(arena, service, "notes");
        if (str_eq(name, about)) name = STR_NONE; /* said above already */
        text = assets_import_joined(arena, text, notes, " ");
        about = assets_import_joined(arena, about,
                                     assets_import_joined(arena, name, text, ": "), "\n");
        tags = assets_import_joined(
            arena, tags, assets_import_json_any(arena, service, "category categories"), ", ");
        hours_add(arena, service, c);
    }
    c->text[IF_DESCRIPTION] = about;
    c->text[IF_TAGS] = tags;
}
