/* Two entries made one, and taken apart again. Private to assets. */
#ifndef DOMAIN_ASSETS_MERGE_H
#define DOMAIN_ASSETS_MERGE_H

#include "domain/assets/assets.h"

struct cli;
struct web;

/* Fields that go together, as bits; assets_merge.sql knows the same numbers. */
enum merge_field {
    MERGE_NAME = 1 << 0,
    MERGE_DESCRIPTION = 1 << 1,
    MERGE_ORGANISATION = 1 << 2,
    MERGE_POINT = 1 << 3,
    MERGE_LOCATION = 1 << 4,
    MERGE_ADDRESS = 1 << 5,
    MERGE_CITY = 1 << 6,
    MERGE_POSTCODE = 1 << 7,
    MERGE_OUTCODE = 1 << 8,
    MERGE_PHONE = 1 << 9,
    MERGE_EMAIL = 1 << 10,
    MERGE_URL = 1 << 11,
    MERGE_ACCESS = 1 << 12, /* the other one fills what is not known */
    MERGE_ACCESS_WORDS = 1 << 13,
    MERGE_COST = 1 << 14,
    MERGE_LANGUAGES = 1 << 15,
    MERGE_AGES = 1 << 16,
    MERGE_AUDIENCE = 1 << 17,
    MERGE_HOST = 1 << 18,
    MERGE_SIZE = 1 << 19,
    MERGE_CHECKED = 1 << 20,
    MERGE_NOT_SEEN = 1 << 21,
    MERGE_ACCESS_WON = 1 << 22, /* the other one knows better */
    MERGE_TIMES = 1 << 23,
    MERGE_CONCEPTS = 1 << 24
};
/* What the outside calls a field ("phone"), for bits in order; NULL at the end. */
struct merge_name {
    unsigned bit;
    const char *name;
};
extern const struct merge_name assets_merge_names[];

struct assets_merged {
    struct merge_id id;
    struct asset_id a, b;
    struct str a_external, b_external, a_name, b_name;
    unsigned a_has, b_has, taken; /* of merge_field */
    bool times_united, concepts_united;
};
struct assets_undone {
    struct asset_id a, b;
    struct str a_external, b_external, b_name;
    unsigned changed_since; /* fields of the one that stayed that are kept as they are now */
};

/* May this actor say what is the same in this place? Administrators and connectors of it. */
bool assets_may_merge(const struct ctx *ctx, struct place_id place);
/* A merge by its number, or by the UUID or number of either entry; 0 when there is none. */
enum status assets_merge_said(struct ctx *ctx, struct str said, struct merge_id *ret_id) MUST_USE;
/* By UUID or number, also when it has ended. ERR_MISSING with a fault. */
enum status assets_merge_id(struct ctx *ctx, struct str id, struct asset_id *ret_id) MUST_USE;
/* A stays and gets what B knows more; B's id leads to A from now on. `name_of_b`: A is called
   as B was. Fails: ERR_MISSING, ERR_DENIED, ERR_CONFLICT (one is part of another, or ended),
   ERR_INVALID (the same twice, one runs the other, a personal gift). */
enum status assets_merge(struct ctx *ctx, struct asset_id a, struct asset_id b, bool name_of_b,
                         struct assets_merged *ret_merged) MUST_USE;
/* Both as they were. What people changed in A since stays and is named. Fails: ERR_MISSING,
   ERR_DENIED, ERR_CONFLICT (taken back already, or A is part of another by now). */
enum status assets_merge_undo(struct ctx *ctx, struct merge_id id,
                              struct assets_undone *ret_undone) MUST_USE;

/* The entry this one is part of now, or itself. */
enum status assets_merged_now(struct ctx *ctx, struct asset_id id,
                              struct asset_id *ret_now) MUST_USE;
/* What is part of this entry, in at most `room` ids. */
enum status assets_merged_of(struct ctx *ctx, struct asset_id id, struct asset_id *out,
                             size_t room, size_t *ret_n) MUST_USE;

/* ---- a pair of the queue ---- */
/* Two different ones: never asked again. Fails as assets_merge. */
enum status assets_pair_differ(struct ctx *ctx, struct asset_id a, struct asset_id b) MUST_USE;
/* Not sure: it comes last. */
enum status assets_pair_later(struct ctx *ctx, struct asset_id a, struct asset_id b) MUST_USE;

enum status assets_cli_merge(struct cli *cli);
enum status assets_cli_undo(struct cli *cli);

/* Was another entry asked for, that is part of this one now? Then 301 to it. */
bool assets_web_is_part(const struct web *w, struct str asked, const struct asset *now);
enum status assets_web_moved(struct web *w, const struct asset *now);
/* May the reader answer pairs, and how many wait? */
enum status assets_web_pairs(struct web *w, bool *ret_may, long *ret_n) MUST_USE;
enum status assets_web_same(struct web *w);
enum status assets_web_same_say(struct web *w);
enum status assets_web_same_undo(struct web *w);

#endif
