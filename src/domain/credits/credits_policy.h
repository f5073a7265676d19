/* What a place decided about hours. Nothing runs out unless it decided so, and then only after two
   notices, and a word or a movement stops it. Public on /books. */
#ifndef DOMAIN_CREDITS_CREDITS_POLICY_H
#define DOMAIN_CREDITS_CREDITS_POLICY_H

#include "domain/credits/credits.h"


struct credits_policy {
    struct place_id place;
    int64_t months;              /* 0 = hours stay, as long as it takes */
    int64_t notice_days;         /* at least 30 */
    int64_t silence_days, correction_days;
    bool keepers_see;            /* who keeps the books may open a member's account */
    struct str decided_by;       /* STR_NONE = never decided: as Kith comes */
    struct instant since;
};
/* As it stands, or as Kith comes. v = 0: as Kith comes. */
enum status credits_policy_of(struct ctx *ctx, struct place_id place, struct credits_policy *ret_policy) MUST_USE;
/* Decide anew; every fault noted: months notice_days silence_days correction_days decided_by. By an
   administrator of the place. Fact credits.policy_set. */
enum status credits_policy_set(struct ctx *ctx, const struct credits_policy *policy) MUST_USE;
/* All decisions of a place, newest first. */
enum status credits_policy_list(struct ctx *ctx, struct place_id place, struct credits_policy **ret_rows, size_t *ret_count) MUST_USE;

/* Places that decided something, by name. */
struct credits_policy_place { struct place_id place; struct str name; };
enum status credits_policy_places(struct ctx *ctx, int64_t limit, struct credits_policy_place **ret_rows, size_t *ret_count) MUST_USE;
/* "Hours stay, as long as it takes." and the rest, in the reader's language. */
struct str credits_policy_words(struct ctx *ctx, const struct credits_policy *policy);

enum credits_policy_number { POLICY_SILENCE, POLICY_CORRECTION };
enum status credits_policy_days(struct ctx *ctx, struct place_id place, enum credits_policy_number which, int64_t *ret_days) MUST_USE;

/* ---- unused hours ---- */
enum notice_state { NOTICE_TOLD, NOTICE_MOVED_ON, NOTICE_HOURS_KEPT, NOTICE_GONE };
struct credits_notice {
    struct notice_id id;
    struct account_id account;
    struct person_id person;
    int64_t minutes;             /* what would go */
    struct instant first_at, second_at, due_at, written_at;
    bool letter;                 /* nobody can be reached but by a letter or a visit */
};
/* The one that runs for a person. ERR_MISSING. May: who may see them. */
enum status credits_notice_of(struct ctx *ctx, struct person_id person, struct credits_notice *ret_notice) MUST_USE;
/* Those who are told by letter in the actor's place, oldest first. */
enum status credits_notice_letters(struct ctx *ctx, int64_t limit, struct credits_notice **ret_rows, size_t *ret_count) MUST_USE;
/* The letter was handed over. Without it hours do not go. */
enum status credits_notice_written(struct ctx *ctx, struct notice_id id) MUST_USE;
/* A word: they keep their hours. By them or who may write for them. */
enum status credits_notice_keep(struct ctx *ctx, struct notice_id id) MUST_USE;
/* One slice of all of it: who moved is let go, who was not told is told, who was told twice and is due
   gives to the pot. ret_n: how many steps were taken. */
enum status credits_policy_run(struct ctx *ctx, int64_t limit, int64_t *ret_n) MUST_USE;

#endif
