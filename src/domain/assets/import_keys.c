/* What a row is known by: its own key, a checksum of what it says, and keys two rows of one
   thing share. */
#include "base/utf8.h"
#include "domain/assets/import_store.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#define KEY_SEED 1 /* never changes: rows are known by it */
#define READER                                                                                 \
    3 /* raise it when the readers understand more, so that unchanged rows are read anew */
#define SEEN_FIRST 1024

/* ---- known again ---- */

static struct str position(struct arena *arena, const struct import_row *row) {
    const struct asset *a = &row->asset;
    if (a->located) return str_printf(arena, "%.5f,%.5f", a->lat, a->lon);
    struct str words[] = {a->postcode, a->address, a->location_name, a->city};
    return utf8_fold(arena, str_join(arena, words, 4, STR("|")));
}

struct str assets_import_key(struct arena *arena, const struct import_row *row) {
    struct str id = row->cells.text[IF_ID], key;
    if (id.len > 0) key = str_cat(arena, STR("id:"), id);
    else
        key = str_printf(arena, "at:%.*s@%.*s",
                         STR_ARG(utf8_fold(arena, str_trim(row->asset.name))),
                         STR_ARG(position(arena, row)));
    if (key.len <= 200) return key;
    return str_printf(arena, "%.*s#%016llx", STR_ARG(utf8_cut(key, 160)),
                      (unsigned long long)str_hash(key, KEY_SEED));
}

int64_t assets_import_checksum(const struct import_row *row, struct place_id place) {
    uint64_t hash = str_hash(str_of((const char *)&place.v, sizeof place.v), READER);
    for (size_t i = 0; i < IMPORT_FIELDS; i++)
        hash = str_hash(row->cells.text[i], hash * 31 + i);
    hash = str_hash(row->organisation_id, hash);
    return (int64_t)(str_hash(row->extra, hash) >> 1);
}

/* ---- exact keys ---- */

/* Digits up to what parts two numbers; answers how many. */
static size_t digits_take(struct str s, char *digits, size_t room) {
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (isdigit(c) && n < room) digits[n++] = (char)c;
        else if (c == '+' && n == 0) n = 0;
        else if (n >= 7 && strchr("/,;:xXoOeE\n", c)) break;
    }
    return n;
}

/* The first number of a text as national digits: "+44 (0)121 496 0118 or ..." -> 1214960118. */
static struct str phone_plain(struct arena *arena, struct str phone) {
    char digits[24];
    struct str s = str_replace(arena, phone, STR("(0)"), STR(""));
    struct str d = str_of(digits, digits_take(s, digits, sizeof digits));
    if (str_starts(d, STR("0044"))) d = str_slice(d, 4, d.len);
    else if (str_starts(d, STR("44")) && d.len > 10) d = str_slice(d, 2, d.len);
    while (d.len > 0 && d.ptr[0] == '0') d = str_slice(d, 1, d.len);
    bool same = true;
    for (size_t i = 1; i < d.len; i++) same = same && d.ptr[i] == d.ptr[0];
    return d.len < 6 || same ? STR_NONE : str_copy(arena, d);
}

static struct str url_plain(struct arena *arena, struct str url) {
    size_t at = str_find(url, STR("://"), 0);
    if (at == SIZE_MAX) return STR_NONE;
    url = str_slice(url, at + 3, url.len);
    size_t hash = str_find(url, STR("#"), 0), slash = 0;
    url = str_slice(url, 0, hash);
    while (slash < url.len && url.ptr[slash] != '/' && url.ptr[slash] != '?') slash++;
    struct str host = str_lower(arena, str_slice(url, 0, slash));
    if (str_starts(host, STR("www."))) host = str_slice(host, 4, host.len);
    struct str path = str_slice(url, slash, url.len);
    while (path.len > 0 && path.ptr[path.len - 1] == '/') path.len--;
    return str_cat(arena, host, path);
}

/* Cells of a kilometre: rows of latitude, columns as wide as the row's middle makes them. */
static struct str cell_of(struct arena *arena, const struct asset *a) {
    double row = floor(a->lat * 111.195), middle = (row + 0.5) / 111.195;
    double column = floor(a->lon * 111.195 * cos(middle * 3.14159265358979323846 / 180));
    return str_printf(arena, "%.0f,%.0f", row, column);
}

static void exact_add(struct arena *arena, struct import_exact *out, size_t *n, const char *why,
                      struct str value, enum asset_kind kind) {
    if (value.len == 0) return;
    /* an organisation shares its number and page with what it runs: they are not the same thing
       */
    struct str whole = str_printf(arena, "%s%s:%.*s", kind == ASSET_ORGANISATION ? "o" : "",
                                  why, STR_ARG(value));
    out[*n] = (struct import_exact){(int64_t)(str_hash(whole, 7) >> 1), why};
    (*n)++;
}

size_t assets_import_exact_keys(struct arena *arena, const struct asset *a,
                                struct import_exact out[IMPORT_EXACT]) {
    size_t n = 0;
    exact_add(arena, out, &n, "phone", phone_plain(arena, a->phone), a->kind);
    exact_add(arena, out, &n, "url", url_plain(arena, a->url), a->kind);
    if (a->located) {
        struct str name =
            str_printf(arena, "%.*s@%.*s", STR_ARG(utf8_fold(arena, str_trim(a->name))),
                       STR_ARG(cell_of(arena, a)));
        exact_add(arena, out, &n, "name", name, a->kind);
    }
    return n;
}

/* ---- what this file held already ---- */

static void seen_place(struct import_seen *seen, struct import_seen_entry entry) {
    size_t at = (size_t)entry.hash & (seen->room - 1);
    while (seen->items[at].hash) at = (at + 1) & (seen->room - 1);
    seen->items[at] = entry;
}

void assets_import_seen_add(struct import_seen *seen, struct arena *arena, uint64_t hash,
                            int64_t line, int64_t checksum) {
    if ((seen->n + 1) * 4 > seen->room * 3) {
        struct import_seen old = *seen;
        seen->room = old.room ? old.room * 2 : SEEN_FIRST;
        seen->items = ARENA_ARRAY(arena, struct import_seen_entry, seen->room);
        for (size_t i = 0; i < old.room; i++)
            if (old.items[i].hash) seen_place(seen, old.items[i]);
    }
    seen_place(seen, (struct import_seen_entry){hash ? hash : 1, line, checksum});
    seen->n++;
}

const struct import_seen_entry *assets_import_seen_find(const struct import_seen *seen,
                                                        uint64_t hash, size_t *at) {
    if (hash == 0) hash = 1;
    if (seen->room == 0) return NULL;
    size_t i = *at == SIZE_MAX ? (size_t)hash & (seen->room - 1) : (*at + 1) & (seen->room - 1);
    for (; seen->items[i].hash; i = (i + 1) & (seen->room - 1)) {
        if (seen->items[i].hash != hash) continue;
        *at = i;
        return &seen->items[i];
    }
    return NULL;
}
