/* One introduction from suggestion to settled. Neither name is passed before both said yes. */
#ifndef DOMAIN_INTRODUCTIONS_INTRODUCTIONS_H
#define DOMAIN_INTRODUCTIONS_INTRODUCTIONS_H

#include "domain/assets/assets.h"
#include "domain/matching/matching.h"
#include "domain/people/people.h"

struct introduction_id { int64_t v; };

enum introduction_state {
    INTRO_SUGGESTED, INTRO_OFFERED, INTRO_PERSON_YES, INTRO_BOTH_YES, INTRO_MEETING_SET,
    INTRO_CAME, INTRO_DID_NOT_COME, INTRO_FOLLOWED_UP, INTRO_SETTLED, INTRO_NOT_THIS_TIME, INTRO_STATES
};
const char *introductions_state_name(enum introduction_state state);

struct introduction {
    struct introduction_id id; struct place_id place;
    struct person_id person, host, connector;   /* host 0: a public group without a host in Kith */
    struct asset_id asset; struct str asset_name;
    enum introduction_state state; int64_t version; /* optimistic: two at once -> ERR_CONFLICT */
    struct str sentence; double score;
    struct day meet_day; struct minutes meet_at; struct str meet_where; bool meet_public;
    struct day follow_up; struct str outcome;   /* "friend" "came-again" "not-for-me" ... words */
    struct str short_code;                      /* printed on the card */
    struct instant suggested_at, offered_at, person_yes_at, host_yes_at, settled_at;
    /* names only when this actor may see them, else STR_NONE */
    struct str person_name, host_name;
};

/* Keep three suggestions for a person as rows (once a day per asset); connector or self. */
enum status introductions_suggest(struct ctx *ctx, struct person_id person, struct introduction **ret_rows, size_t *ret_count) MUST_USE;
enum status introductions_find(struct ctx *ctx, struct introduction_id id, struct introduction *ret_row) MUST_USE;
/* The steps; each checks who may, the state before, kept-apart pairs and both consents again. */
enum status introductions_offer(struct ctx *ctx, struct introduction_id id, int64_t version) MUST_USE;
enum status introductions_person_answers(struct ctx *ctx, struct introduction_id id, int64_t version, bool yes) MUST_USE;
enum status introductions_host_answers(struct ctx *ctx, struct introduction_id id, int64_t version, bool yes) MUST_USE;
/* The first meeting is in a public place unless both and the lead agree. */
enum status introductions_set_meeting(struct ctx *ctx, struct introduction_id id, int64_t version, struct day day, struct minutes at, struct str where, bool public_place) MUST_USE;
enum status introductions_lead_agrees(struct ctx *ctx, struct introduction_id id, bool agrees) MUST_USE; /* lead only: a first meeting that is not in public */
enum status introductions_came(struct ctx *ctx, struct introduction_id id, int64_t version, bool came) MUST_USE;
/* How it went; `turns_to_now` (-1 = not asked) updates whom they turn to and so the mission figure;
   `friend` names the host as a support when the person says so. */
enum status introductions_follow_up(struct ctx *ctx, struct introduction_id id, int64_t version, struct str outcome, bool friend_now, int turns_to_now) MUST_USE;
enum status introductions_settle(struct ctx *ctx, struct introduction_id id, int64_t version) MUST_USE;
enum status introductions_concern(struct ctx *ctx, struct introduction_id id, struct str words) MUST_USE; /* to the named lead only */

/* Lists for Today, at most `limit`. */
enum introductions_list { LIST_WAITING, LIST_FOLLOW_UP, LIST_MINE, LIST_OF_PERSON, LIST_ASKED_OF_ME };
enum status introductions_list(struct ctx *ctx, enum introductions_list which, struct person_id person, int64_t limit, struct introduction **ret_rows, size_t *ret_count) MUST_USE;
/* The printed card as PDF bytes (both said yes). */
enum status introductions_card_json(struct ctx *ctx, struct introduction_id id, struct str *ret_json) MUST_USE;

#endif
