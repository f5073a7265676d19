/* Between the files of this module; nobody else reads it. */
#ifndef DOMAIN_ASSETS_ASSETS_OWN_H
#define DOMAIN_ASSETS_ASSETS_OWN_H

#include "base/json.h"
#include "domain/assets/assets.h"

struct cli;
struct web;

#define ASSETS_SOURCE_MAX 200
#define ASSETS_CHANGE "assets.asset" /* the kind of its change numbers */

const char *assets_kind_code(enum asset_kind kind); /* "group" */
struct said assets_kind_say(enum asset_kind kind);  /* "Group" */
bool assets_kind_parse(struct str code, enum asset_kind *ret_kind);
const char *assets_status_code(enum asset_status status); /* "temporarily closed" */
bool assets_status_parse(struct str code, enum asset_status *ret_status);
const char *assets_cost_code(enum asset_cost cost); /* "free"; "" when unknown */
bool assets_cost_parse(struct str code, enum asset_cost *ret_cost);

/* Note every fault of the fields; fills place and elsewhere of the copy. */
enum status assets_fields_check(struct ctx *ctx, struct asset *asset) MUST_USE;
/* The id the outside sees when none was given. */
struct str assets_external_make(struct ctx *ctx, const struct asset *asset);
/* What it is about, from name and description. */
void assets_concepts_link(struct ctx *ctx, struct asset *asset);
/* Write the row, its schedules and concepts as they are, and a change number: no checks, no fact. */
enum status assets_store(struct ctx *ctx, const struct asset *asset, bool add) MUST_USE;
/* May the actor see a personal gift? Members only. */
bool assets_may_see(const struct ctx *ctx, const struct asset *asset);

/* Lists of ids behind the steward's page and the command line. */
enum status assets_list_oldest(struct ctx *ctx, struct place_id place, int64_t limit,
                               int64_t offset, struct asset **ret_assets,
                               size_t *ret_count) MUST_USE;
enum status assets_list_all(struct ctx *ctx, int64_t limit, int64_t offset,
                            struct asset **ret_assets, size_t *ret_count) MUST_USE;
enum status assets_count(struct ctx *ctx, struct place_id place,
                         int64_t *ret_n) MUST_USE; /* place.v = 0: all */

enum status assets_seed(struct ctx *ctx);
enum status assets_cli_find(struct cli *cli);
enum status assets_cli_list(struct cli *cli);
enum status assets_cli_check(struct cli *cli);

enum status assets_web_find(struct web *w);
enum status assets_web_find_json(struct web *w);
enum status assets_web_show(struct web *w);
enum status assets_web_list(struct web *w);
enum status assets_web_new(struct web *w);
enum status assets_web_edit(struct web *w);
enum status assets_web_put(struct web *w);
enum status assets_web_put_again(struct web *w);
enum status assets_web_check(struct web *w);
enum status assets_web_end(struct web *w);

#endif
