/* The inside of the index: building, keeping and handing out. Private to assets. */
#ifndef DOMAIN_ASSETS_INDEX_OWN_H
#define DOMAIN_ASSETS_INDEX_OWN_H

#include "domain/assets/index_base.h"
#include "domain/assets/index_hits.h"

/* ---- index_build.c ---- */
/* Read the whole list into one packed block (anonymous memory). ERR_BUSY once *stop is set. */
enum status assets_index_build(struct ctx *ctx, const atomic_bool *stop,
                               struct index_base **ret_base) MUST_USE;

/* The changed rows alone, ids rising, placed as in `like`: what a merge takes in. Ended ones are
   left out. */
enum status assets_index_build_some(struct ctx *ctx, const int64_t *ids, size_t n,
                                    const struct index_head *like, const atomic_bool *stop,
                                    struct index_base **ret_base) MUST_USE;

/* ---- index_pack.c: gathered rows to the packed block ---- */
struct index_gather;
struct index_base *assets_index_pack(struct arena *arena, struct index_gather *gather);
/* Bytes of what the counts in the head do not say. */
struct index_sizes {
    uint64_t links, word_text, say_text, words;
};
/* How long each section is, and where it goes. */
void assets_index_lay(struct index_head *head, const struct index_sizes *sizes);
/* The sections that follow from the columns: days, cells and concepts. */
void assets_index_derive(const struct index_head *head, char *block, uint32_t *next);

/* ---- index_merge.c: two packed blocks to one ---- */
/* What `old` holds and is not dropped (a bit a number), and all of `young`; ids of young are not
   living in old any more. Reads no database. ERR_LIMIT: no memory. */
enum status assets_index_merge(const struct index_base *old, const uint64_t *dropped,
                               const struct index_base *young,
                               struct index_base **ret_base) MUST_USE;

/* ---- index_snapshot.c ---- */
/* A handle over a packed block of `reserved` bytes that has room for one behind it; sets the
   head's own marks. */
struct index_base *assets_index_base_over(void *block, const struct index_head *head,
                                          size_t reserved);
uint64_t assets_index_checksum(const struct index_head *head);
bool assets_index_head_sound(const struct index_head *head, size_t size);
/* The file beside the database (or in the cache), STR_NONE when there can be none. */
struct str assets_index_snapshot_path(struct ctx *ctx, struct str identity);
enum status assets_index_snapshot_write(struct arena *arena, struct str path,
                                        const struct index_base *base) MUST_USE;
/* ERR_MISSING when there is none that fits this list, vocabulary and day. */
enum status assets_index_snapshot_map(struct ctx *ctx, struct str path, struct str identity,
                                      struct index_base **ret_base) MUST_USE;
void assets_index_base_release(struct index_base *base);

/* ---- index_gen.c: a base and the young ones since ---- */
/* Takes the base over, also when it fails. */
enum status assets_index_gen_over(struct index_base *base, struct index_gen **ret_gen) MUST_USE;
void assets_index_gen_release(struct index_gen *gen);
/* Take in at most `most` changes; *ret_behind when there are more, or no room for them. */
enum status assets_index_gen_catch_up(struct ctx *ctx, struct index_gen *gen, size_t most,
                                      bool *ret_behind) MUST_USE;
/* The number an id has in the base, or INDEX_UNLOCATED. */
uint32_t assets_index_base_number(const struct index_base *base, int64_t id);

/* ---- index.c ---- */
/* The keep "assets.index": opened empty, filled by the first view. */
enum status assets_index_open(struct ctx *ctx, struct arena *lasting, void **ret_ptr) MUST_USE;
void assets_index_close(void *ptr);
/* This connection has written: what it reads may yet be undone, so it gets views of its own. */
void assets_index_wrote(struct ctx *ctx);
/* It has committed: forget that. For tests and the end of an import. */
void assets_index_settle(struct ctx *ctx);
/* Is there a file of it that fits, or a list so short that none is needed? */
bool assets_index_waits(struct ctx *ctx);
/* Make the snapshot now, after an import. */
enum status assets_index_refresh(struct ctx *ctx) MUST_USE;
uint32_t assets_index_view_name(const struct assets_view *view, uint32_t number);

/* ---- index_renew.c: a newer base, at once or beside the readers ---- */
/* From here on pages are answered beside each other: build on a thread of its own. */
void assets_index_background(struct ctx *ctx);
void assets_index_worker_close(struct index_store *store);
/* There is more than the young segment should hold, or the weeks are old. */
void assets_index_worker_wake(struct index_store *store, struct ctx *ctx);
/* The base with all changes since: merged when they are few, else read anew. */
enum status assets_index_renew(struct ctx *ctx, const struct index_base *old,
                               const atomic_bool *stop, struct index_base **ret_base) MUST_USE;
enum status assets_index_base_open(struct ctx *ctx, struct index_base **ret_base) MUST_USE;

#endif
