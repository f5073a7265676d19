/* Between the files of this module. */
#ifndef DOMAIN_INTRODUCTIONS_OWN_H
#define DOMAIN_INTRODUCTIONS_OWN_H

#include "base/json.h"
#include "domain/introductions/introductions.h"
#include "introductions_sql.h"

struct cli;

/* The row with its names as this actor may see them; ERR_DENIED when they have no side in it. */
enum status introductions_load(struct ctx *ctx, const struct introductions_sql_find *row, struct introduction *ret_row) MUST_USE;
/* Fails when the pair may not meet or consent to introduce was taken back; never says which. */
enum status introductions_still_may(struct ctx *ctx, const struct introduction *row) MUST_USE;
enum status introductions_hear_withdrawn(struct ctx *ctx, int64_t subject, int64_t object) MUST_USE;
enum status introductions_seed(struct ctx *ctx);
enum status introductions_cli_list(struct cli *cli);
enum status introductions_export(struct ctx *ctx, int64_t person, struct json *json);

#endif
