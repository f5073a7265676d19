/* Limits per group: how much may be received before any is given, how much may be kept, and a kind
   word before either stops somebody. "Members", "Newcomers (first 90 days)", "Groups". */
#ifndef DOMAIN_CREDITS_CREDITS_RULES_H
#define DOMAIN_CREDITS_CREDITS_RULES_H

#include "domain/credits/credits.h"


struct credits_rule {
    struct rule_id id;
    struct place_id place;
    struct str name;
    enum credits_kind kind;      /* member group pot venue */
    int64_t floor, ceiling;      /* CREDITS_NO_LIMIT = none */
    int64_t warn;                /* minutes of room left */
    int64_t first_days;          /* holds so long from an account's opening; 0 = always */
    bool chosen;                 /* only for those who are put into it */
    bool moving;                 /* its accounts are still being moved */
    int64_t accounts;            /* put into it by name */
    struct instant changed_at;
};
/* Add (id.v = 0) or change. Every fault noted: name kind floor ceiling warn first_days. By an
   administrator of the place. Its accounts follow in slices; nobody is made to pay. Fact
   credits.rule_set. Fails: ERR_INVALID, ERR_DENIED, ERR_CONFLICT (the name; a second rule for all). */
enum status credits_rule_put(struct ctx *ctx, const struct credits_rule *rule, struct rule_id *ret_id) MUST_USE;
/* Holds no more: its accounts fall under the rule of all, or keep what they had. */
enum status credits_rule_end(struct ctx *ctx, struct rule_id id) MUST_USE;
enum status credits_rule_find(struct ctx *ctx, struct rule_id id, struct credits_rule *ret_rule) MUST_USE;
enum status credits_rule_list(struct ctx *ctx, struct place_id place, struct credits_rule **ret_rows, size_t *ret_count) MUST_USE;
/* Put somebody into a rule, or back under that of all (v = 0). Their limits are set at once. */
enum status credits_rule_choose(struct ctx *ctx, struct person_id person, struct rule_id rule) MUST_USE;
struct credits_ruled { struct account_id account; struct person_id person; };
enum status credits_rule_people(struct ctx *ctx, struct rule_id rule, struct credits_ruled **ret_rows, size_t *ret_count) MUST_USE;
/* The rule that holds for an account. ERR_MISSING: none does, its limits are its own. */
enum status credits_rule_of(struct ctx *ctx, const struct credits_account *account, struct credits_rule *ret_rule) MUST_USE;
/* For an account about to be opened in a place: limits of the rule, untouched when there is none. */
enum status credits_rule_limits(struct ctx *ctx, struct place_id place, enum credits_kind kind, int64_t *floor, int64_t *ceiling) MUST_USE;
/* The rule of a kind in a place, of an account so many days old, put into none by name. ERR_MISSING. */
enum status credits_rule_usual(struct ctx *ctx, struct place_id place, enum credits_kind kind, int64_t days, struct credits_rule *ret_rule) MUST_USE;
/* Move at most `limit` accounts to the limits of their rules. ret_n: how many were moved. */
enum status credits_rules_move(struct ctx *ctx, int64_t limit, int64_t *ret_n) MUST_USE;

/* A kind word before a stop. near false: nothing to say, and `said` is empty. */
struct credits_warning { bool near; struct said said; int64_t room_out, room_in; /* CREDITS_NO_LIMIT = no end */ };
enum status credits_warn(struct ctx *ctx, struct account_id account, struct credits_warning *ret_warning) MUST_USE;

/* People the actor walks beside with whom a talk about hours might do good: near a limit, or long
   quiet. A talk, never a rule: nothing happens by itself. */
struct credits_talk { struct person_id person; struct str name; bool quiet; struct said said; };
enum status credits_talks(struct ctx *ctx, int64_t limit, struct credits_talk **ret_rows, size_t *ret_count) MUST_USE;
enum status credits_talked(struct ctx *ctx, struct person_id person) MUST_USE;

#endif
