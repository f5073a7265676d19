/* Who said which fields of an entry last, and the columns people chose for a list. Private to
   assets. */
#ifndef DOMAIN_ASSETS_ASSETS_SOURCES_H
#define DOMAIN_ASSETS_ASSETS_SOURCES_H

#include "domain/assets/assets_own.h"

struct import_column;
struct import_options;

/* ---- assets_sources.c ---- */
/* Groups of fields, as bits. */
enum assets_said {
    SAID_NAME = 1,
    SAID_WORDS = 2,
    SAID_PLACE = 4,
    SAID_CONTACT = 8,
    SAID_TIMES = 16,
    SAID_COST = 32,
    SAID_ACCESS = 64,
    SAID_WHO = 128,
    SAID_ALL = 255
};
/* "Name, When" in the reader's words. */
struct str assets_said_words(struct ctx *ctx, unsigned groups);
/* Groups in which the two differ. */
unsigned assets_said_differ(const struct asset *a, const struct asset *b);
/* The fields of these groups from `from` into `to`. */
void assets_said_take(struct asset *to, const struct asset *from, unsigned groups);

/* What an import (its name) or a person (STR("")) says of an entry from now on is theirs. */
enum status assets_said_put(struct ctx *ctx, struct asset_id id, struct str source,
                            unsigned groups, bool fresh) MUST_USE;
/* A person changed `before` (NULL: added it) to `after`. */
enum status assets_said_by_person(struct ctx *ctx, const struct asset *before,
                                  const struct asset *after) MUST_USE;
/* Groups a person said last; 0 when none. */
enum status assets_said_kept(struct ctx *ctx, struct asset_id id, unsigned *ret_groups) MUST_USE;

struct assets_said_row {
    struct str source; /* empty: a person */
    unsigned groups;
    struct instant at;
};
enum status assets_said_list(struct ctx *ctx, struct asset_id id, struct assets_said_row **ret_rows,
                             size_t *ret_n) MUST_USE;

/* ---- import_mapping.c ---- */
/* Of the names of all columns, whatever their order; and the first of them for people. */
int64_t assets_mapping_headers(struct arena *arena, const struct import_column *columns, size_t n);
struct str assets_mapping_shown(struct arena *arena, const struct import_column *columns, size_t n);
/* Lines of field=column that were chosen for these headers, or for this source as far as its
   columns are still there. ERR_MISSING when nothing was. */
enum status assets_mapping_find(struct ctx *ctx, struct place_id place, struct str source,
                                const struct import_column *columns, size_t n,
                                struct str *ret_maps) MUST_USE;
enum status assets_mapping_keep(struct ctx *ctx, struct place_id place, struct str source,
                                int64_t headers, struct str shown, struct str maps) MUST_USE;
/* For the command: what was chosen before, behind what is said now. `path` is looked at only when
   anything was chosen for this place. No transaction may be open. */
enum status assets_mapping_recall(struct ctx *ctx, struct str place, struct str source,
                                  struct str path, struct import_options *options) MUST_USE;
/* And what was said now is kept for the next file. */
enum status assets_mapping_learn(struct ctx *ctx, struct str place, struct str source,
                                 const struct import_column *columns, size_t n,
                                 const struct import_options *said) MUST_USE;

#endif
