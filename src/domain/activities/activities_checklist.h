/* A one-page safety checklist for a series, that a resident can finish: plain questions, why they
   are asked, and what to do when the answer is no. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_CHECKLIST_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_CHECKLIST_H

#include "domain/activities/activities.h"

#define CHECKLIST_QUESTIONS 14 /* of one template at most */

/* One question, in English, marked for translation. `held`: what one of those who lead must hold
   for a yes ("dbs", see activities_leader.h), or NULL. */
struct checklist_question { const char *key, *ask, *why, *no, *held; };
struct checklist_template {
    const char *key, *label;
    const struct checklist_question *const *questions;
    size_t questions_n;
};
/* ---- activities_checklist_words.c ---- */
extern const struct checklist_template activities_checklist_templates[];
extern const size_t activities_checklist_templates_n;
const struct checklist_template *activities_checklist_template_find(struct str key); /* or NULL */

enum checklist_said { CHECKLIST_OPEN, CHECKLIST_YES, CHECKLIST_NO, CHECKLIST_NOT_NEEDED, CHECKLIST_ASK };
const char *activities_checklist_said_code(enum checklist_said said); /* "not needed"; "" when open */
bool activities_checklist_said_parse(struct str code, enum checklist_said *ret_said);

struct checklist_answer { enum checklist_said said; struct str words; };
struct checklist {
    struct asset_id asset;
    const struct checklist_template *of; /* NULL: none was begun */
    struct checklist_answer answers[CHECKLIST_QUESTIONS]; /* in the order of `of` */
    int review_months;                   /* 3, 6 or 12 */
    struct day looked_on;                /* DAY_NONE: not looked through yet */
    struct person_id looked_by;
    struct asset_id parent;              /* copied from; v = 0 = no */
    struct day review_on;                /* DAY_NONE until it was looked through */
    size_t open, todo;                   /* not answered; answered "no" or "ask" */
};

/* The checklist of a series; `of` NULL when there is none yet. */
enum status activities_checklist_find(struct ctx *ctx, struct asset_id asset, struct checklist *ret_list) MUST_USE;
/* Begin with a template, or change to another: answers to questions both have are kept. The actor
   must be one who may run it. Fails: ERR_INVALID (no such template), ERR_DENIED. */
enum status activities_checklist_begin(struct ctx *ctx, const struct activity_at *at, struct str template_key) MUST_USE;
/* Keep the answers as far as they go. When none is open any more it is looked through: today, by
   the actor; fact "activities.checklist". Fails: ERR_INVALID, ERR_DENIED, ERR_MISSING (none begun). */
enum status activities_checklist_put(struct ctx *ctx, const struct activity_at *at, const struct checklist *list) MUST_USE;
/* For a copy in another place: the same questions and words, every answer open again, because it
   was not looked through there. Nothing when there is none, or when the copy has one of its own.
   The caller has asked whether the actor may. */
enum status activities_checklist_copy(struct ctx *ctx, struct asset_id from_asset, struct asset_id to_asset) MUST_USE;

#endif
