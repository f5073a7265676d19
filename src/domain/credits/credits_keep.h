/* Keeping the books: timers, panels and pages. */
#ifndef DOMAIN_CREDITS_CREDITS_KEEP_H
#define DOMAIN_CREDITS_CREDITS_KEEP_H

#include "domain/credits/credits.h"

struct html;
struct web;

enum status credits_rules_job(struct ctx *ctx) MUST_USE;
enum status credits_policy_job(struct ctx *ctx) MUST_USE;

/* What is in one account of the actor's place without a person's name; members as a sum. */
struct credits_held { struct account_id account; enum credits_kind kind; struct str name; int64_t balance, waits; bool closed; };
struct credits_trial { struct credits_held *rows; size_t rows_n; int64_t members, members_balance, sum; };
enum status credits_trial(struct ctx *ctx, struct place_id place, struct credits_trial *ret_trial) MUST_USE;
/* Members' accounts after one, without what is in them. */
struct credits_keep_member { struct account_id account; struct person_id person; struct str name; struct instant opened_at; };
enum status credits_keep_members(struct ctx *ctx, struct place_id place, int64_t after, int64_t limit, struct credits_keep_member **ret_rows, size_t *ret_count) MUST_USE;
/* May the actor open a member's account? As their place decided; else ERR_DENIED. */
enum status credits_keep_opens(struct ctx *ctx, struct account_id account, struct credits_account *ret_account) MUST_USE;

enum status credits_web_keep(struct web *w) MUST_USE;
enum status credits_web_keep_members(struct web *w) MUST_USE;
enum status credits_web_keep_account(struct web *w) MUST_USE;
enum status credits_web_rules(struct web *w) MUST_USE;
enum status credits_web_rules_add(struct web *w) MUST_USE;
enum status credits_web_rule(struct web *w) MUST_USE;
enum status credits_web_rule_put(struct web *w) MUST_USE;
enum status credits_web_rule_people(struct web *w) MUST_USE;
enum status credits_web_rule_end(struct web *w) MUST_USE;
enum status credits_web_policy(struct web *w) MUST_USE;
enum status credits_web_policy_set(struct web *w) MUST_USE;
enum status credits_web_letters(struct web *w) MUST_USE;
enum status credits_web_notice_written(struct web *w) MUST_USE;
enum status credits_web_notice_keep(struct web *w) MUST_USE;
enum status credits_web_talked(struct web *w) MUST_USE;
enum status credits_panel_notice_me(struct ctx *ctx, struct html *h, int64_t person) MUST_USE;
enum status credits_panel_warn_me(struct ctx *ctx, struct html *h, int64_t person) MUST_USE;
enum status credits_panel_talks(struct ctx *ctx, struct html *h, int64_t person) MUST_USE;

#endif
