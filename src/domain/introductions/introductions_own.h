/* Between the files of this module. */
#ifndef DOMAIN_INTRODUCTIONS_OWN_H
#define DOMAIN_INTRODUCTIONS_OWN_H

#include "base/json.h"
#include "domain/introductions/introductions.h"
#include "domain/introductions/introductions_follow.h"
#include "domain/people/people_caseload.h"
#include "introductions_sql.h"

struct cli;

/* The row with its names as this actor may see them; ERR_DENIED when they have no side in it. */
enum status introductions_load(struct ctx *ctx, const struct introductions_sql_find *row, struct introduction *ret_row) MUST_USE;
/* Fails when the pair may not meet or consent to introduce was taken back; never says which. */
enum status introductions_still_may(struct ctx *ctx, const struct introduction *row) MUST_USE;
enum status introductions_hear_withdrawn(struct ctx *ctx, int64_t subject, int64_t object) MUST_USE;
/* The buddy has been asked and has not said no. */
bool introductions_buddy_told(const struct introductions_sql_find *row);
/* Nobody kept apart from the person or the host goes along; 0 fits. */
bool introductions_buddy_fits(struct ctx *ctx, const struct introduction *row, struct person_id buddy);
/* The row, when the actor is of one of these sides and names its version; shared by the steps. */
enum status introductions_step_row(struct ctx *ctx, struct introduction_id id, int64_t version, unsigned sides, struct introduction *ret_row);
enum status introductions_step_wrong(struct ctx *ctx);
enum status introductions_again_figure(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base);
enum status introductions_hear_handed(struct ctx *ctx, int64_t subject, int64_t object);
enum status introductions_cli_waiting(struct cli *cli);
enum status introductions_seed(struct ctx *ctx);
enum status introductions_cli_list(struct cli *cli);

#endif
