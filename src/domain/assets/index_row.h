/* One row of the list on its way into the index: to columns, and to words. Private to assets. */
#ifndef DOMAIN_ASSETS_INDEX_ROW_H
#define DOMAIN_ASSETS_INDEX_ROW_H

#include "domain/assets/index.h"

/* What the builder needs of a row. */
struct index_row {
    struct asset_id id;
    struct str external_id, kind, life, name, description, organisation_name, location_name,
        address, city, outcode, cost;
    struct str languages, audience;
    struct asset_id organisation;
    double lat, lon;
    int64_t access_yes, access_no, age_low, age_high, host_room, usual_size;
    bool for_child, host_meets, host;
    struct day checked;
    struct instant changed_at, ended_at;
};
/* Rows of the two statements have the same fields under different types. */
#define INDEX_ROW(r)                                                 \
    ((struct index_row){.id = (r)->id,                               \
                        .external_id = (r)->external_id,             \
                        .kind = (r)->kind,                           \
                        .life = (r)->life,                           \
                        .name = (r)->name,                           \
                        .description = (r)->description,             \
                        .organisation_name = (r)->organisation_name, \
                        .location_name = (r)->location_name,         \
                        .address = (r)->address,                     \
                        .city = (r)->city,                           \
                        .outcode = (r)->outcode,                     \
                        .cost = (r)->cost,                           \
                        .languages = (r)->languages,                 \
                        .audience = (r)->audience,                   \
                        .organisation = (r)->organisation_id,        \
                        .lat = (r)->lat,                             \
                        .lon = (r)->lon,                             \
                        .access_yes = (r)->access_yes,               \
                        .access_no = (r)->access_no,                 \
                        .age_low = (r)->age_low,                     \
                        .age_high = (r)->age_high,                   \
                        .host_room = (r)->host_room,                 \
                        .usual_size = (r)->usual_size,               \
                        .for_child = (r)->for_child,                 \
                        .host_meets = (r)->host_meets,               \
                        .host = (r)->host_id.v != 0,                 \
                        .checked = (r)->checked,                     \
                        .changed_at = (r)->changed_at,               \
                        .ended_at = (r)->ended_at})

/* ---- assets_about.c ---- */
/* A row without a point but with an outcode gets the middle of that; see struct asset's `about`. */
void assets_about(struct ctx *ctx, struct str outcode, double *lat, double *lon, bool *ret_about);

/* ---- index_hot.c: one row to columns ---- */
bool assets_index_row_living(const struct index_row *row);
/* Everything but the position, week and concepts. */
struct asset_hot assets_index_hot_of(struct arena *scratch, const struct index_row *row);
void assets_index_hot_schedule(struct asset_hot *hot, const struct asset_schedule *line);
void assets_index_hot_concept(struct asset_hot *hot, const struct vocabulary *v, struct str code,
                       int64_t quality, size_t seq);
void assets_index_hot_place(struct asset_hot *hot, double origin_lat, double origin_lon, double lat,
                     double lon);
uint32_t assets_index_cell(const struct asset_hot *hot);
uint32_t assets_index_tie(const struct index_row *row);
uint32_t assets_index_name(struct arena *scratch, struct str name); /* the same for the same name */

/* ---- index_words.c: text to stems ---- */
struct index_word {
    struct str stem, word; /* word: as written, folded */
    bool in_name;
};
/* Distinct stems of a row's texts, those of its name first. Words of the language's joints ("the",
   "and") are left out. Views live in the arena. */
struct index_stem {
    struct str word, stem;
};
struct index_stems {
    struct arena *arena; /* as long as the words are needed */
    struct index_stem *slots;
    size_t slots_n, count; /* open addressing */
};
size_t assets_index_words_of(struct index_stems *stems, struct arena *scratch,
                             const struct index_row *row, struct index_word *out, size_t max);
/* The next word of a folded text worth indexing, with its stem; false at the end. */
bool assets_index_word_next(struct str *rest, struct str *ret_word, char room[VOCABULARY_WORD_MAX],
                     struct str *ret_stem);
struct str assets_index_fold(struct arena *arena, struct str text);

#endif
