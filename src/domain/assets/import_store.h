/* Rows to the list: known again or new, written in short transactions, reported row by row. */
#ifndef DOMAIN_ASSETS_IMPORT_STORE_H
#define DOMAIN_ASSETS_IMPORT_STORE_H

#include "domain/assets/import.h"

struct json;

#define IMPORT_EXACT 3   /* exact keys of one asset: phone, web address, name in its cell */
#define IMPORT_COMMON 10 /* a key more assets share is a switchboard, not a duplicate */
#define IMPORT_BATCH 500
#define IMPORT_SLICE_MS 5      /* of writing beside the lane of the same server */
#define IMPORT_SLICE_CLI_MS 15 /* from another process: every commit costs as much again */

enum import_does { IMPORT_ADD, IMPORT_CHANGE, IMPORT_SAME, IMPORT_REFUSE };

struct import_exact {
    int64_t hash;
    const char *why;
};

/* A row made ready: everything that can be decided without writing. */
struct import_ready {
    struct import_row row;
    enum import_does does;
    struct str key;
    int64_t checksum;
    unsigned kept;   /* groups of fields a person said since, left as they are */
    bool was_unseen; /* absent from an earlier file, here again */
    bool again;      /* its key stands in this file already, in a batch before: */
    int64_t again_line, again_checksum;
    bool joined; /* sessions of an entry that stands: */
    const struct asset_date *names, *dates; /* of these names nothing else, then these */
    size_t names_n, dates_n;
    bool relined; /* and they gave it its lines */
    bool gone;    /* a series its feed took out */
    struct import_exact exact[IMPORT_EXACT], old[IMPORT_EXACT]; /* old: of a row that changes */
    size_t exact_n, old_n;
};

struct import_line {
    int64_t line;
    struct str field, reason;
    struct str file; /* of a folder; else STR_NONE */
};
struct import_report {
    struct str format, source, encoding;
    int64_t read, added, changed, unchanged, duplicates, not_seen, elsewhere;
    const struct import_column *columns;
    size_t columns_n;
    struct import_line *refused;
    size_t refused_n;
    struct import_line *noted;
    size_t noted_n, noted_all; /* stored, with something left out */
};

/* Keys seen in this file, and exact keys of rows a dry run did not write. */
struct import_seen_entry {
    uint64_t hash;
    int64_t line, checksum;
};
struct import_seen {
    struct import_seen_entry *items;
    size_t n, room;
};
/* The entry of a hash after `*at`, or NULL; begin with SIZE_MAX. */
const struct import_seen_entry *assets_import_seen_find(const struct import_seen *seen,
                                                        uint64_t hash, size_t *at);
void assets_import_seen_add(struct import_seen *seen, struct arena *arena, uint64_t hash,
                            int64_t line, int64_t checksum);

struct import_run {
    struct ctx *ctx;
    struct import_file *file;
    struct arena *lasting; /* the report and what was seen */
    struct arena slice;    /* one batch; give back with import_run_release */
    struct place place;
    struct str source;
    struct import_id id;
    bool dry;
    unsigned said; /* groups of fields this file tells at all: assets_sources.h */
    int64_t slice_ms;
    int64_t joined; /* rows that tell of single dates only */
    struct import_seen seen, exact;
    struct import_report report;
    struct import_ready *batch;
    size_t batch_n, batch_at;
    struct asset_id organisation;
    struct str organisation_key; /* looked up last */
    bool ended;
};

/* ---- import_keys.c ---- */
struct str assets_import_key(struct arena *arena, const struct import_row *row);
int64_t assets_import_checksum(const struct import_row *row, struct place_id place);
size_t assets_import_exact_keys(struct arena *arena, const struct asset *asset,
                                struct import_exact out[IMPORT_EXACT]);

/* ---- import_ready.c: reads only ---- */
/* The next rows into run->batch; an empty batch = the end. */
enum status assets_import_batch_make(struct import_run *run) MUST_USE;

/* ---- import_write.c ---- */
enum status assets_import_ready_write(struct import_run *run,
                                      struct import_ready *ready) MUST_USE;
/* What a dry run does instead. */
enum status assets_import_ready_count(struct import_run *run,
                                      const struct import_ready *ready) MUST_USE;
/* Mark what this file no longer has, `limit` keys after `*after`. False *ret_more at the end.
   */
enum status assets_import_unseen_mark(struct import_run *run, struct str *after,
                                      bool *ret_more) MUST_USE;

/* ---- import_dates.c ---- */
/* Has the list a newer version of this series than the file? */
enum status assets_import_told_older(struct ctx *ctx, struct asset_id id, const struct import_row *row,
                                     bool *ret_older) MUST_USE;
/* Single dates, what was called off, categories: as the file has them; what a person here said of
   a date stays. */
enum status assets_import_told_write(struct ctx *ctx, const struct import_row *row, bool add) MUST_USE;

/* ---- import_feed.c ---- */
/* Sessions of a series that stands on the list already, and what a feed took out: settled, else
   it is a row like any other. */
enum status assets_import_feed_ready(struct import_run *run, struct ctx *ctx, struct import_ready *r,
                                     bool *ret_settled) MUST_USE;
enum status assets_import_feed_write(struct import_run *run, struct ctx *ctx,
                                     const struct import_ready *r) MUST_USE;
/* What became of the items of a row that was written. */
enum status assets_import_items_write(struct import_run *run, struct ctx *ctx,
                                      const struct import_ready *r) MUST_USE;

/* ---- import_outline.c ---- */
enum status assets_import_outline_write(struct ctx *ctx, const struct import_row *row) MUST_USE;
/* As GeoJSON, STR_NONE when there is none. */
enum status assets_outline_find(struct ctx *ctx, struct asset_id id,
                                struct str *ret_geojson) MUST_USE;

/* ---- import_run.c ---- */
struct import_wish {
    struct place_id place_id; /* or its name */
    struct str place, source;
    bool dry;
    struct import_id id;
    int slice_ms; /* 0 = IMPORT_SLICE_MS */
};
/* Everything, in transactions of its own; none may be open. Makes the place when there is none.
   `progress` (may be NULL) is called between slices, outside any transaction. */
enum status assets_import(struct ctx *ctx, struct arena *lasting, struct import_file *file,
                          const struct import_wish *wish,
                          enum status (*progress)(void *cookie, int64_t rows), void *cookie,
                          struct import_report *ret_report) MUST_USE;
/* The first `limit` rows as they would be stored, in the transaction that is open; nothing is
   written. */
enum status assets_import_look(struct ctx *ctx, struct arena *lasting, struct import_file *file,
                               const struct place *place, struct str source, size_t limit,
                               struct asset **ret_sample, size_t sample_max,
                               size_t *ret_sample_n, struct import_report *ret_report) MUST_USE;
void assets_import_run_init(struct import_run *run, struct ctx *ctx, struct arena *lasting,
                            struct import_file *file);
void assets_import_run_release(struct import_run *run);
/* The document of the contract; at most `lines_max` refusals (SIZE_MAX = all). */
void assets_import_report_json(struct json *json, const struct import_report *report,
                               size_t lines_max);
/* The same shape for a file that cannot be understood: one refusal, at the line of the first
   fault. */
void assets_import_report_failed(struct ctx *ctx, struct import_report *ret_report);
void assets_import_report_columns(struct json *json, const struct import_report *report);

#endif
