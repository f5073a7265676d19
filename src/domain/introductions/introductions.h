/* One introduction from suggestion to settled. Neither name is passed before both said yes.
   suggested -> offered -> person says yes -> host says yes -> meeting set -> came or did not ->
   followed up -> settled; "not this time" ends it quietly at either yes. */
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
const char *introductions_state_name(enum introduction_state state); /* "person-yes" */

enum introduction_buddy { BUDDY_NONE, BUDDY_ASKED, BUDDY_YES, BUDDY_NO };

/* What the actor may do and see about one introduction. */
enum introduction_side { SIDE_PERSON = 1, SIDE_CONNECTOR = 2, SIDE_HOST = 4, SIDE_LEAD = 8, SIDE_BUDDY = 16 };

struct introduction {
    struct introduction_id id; struct place_id place;
    struct person_id person, host;              /* host 0: a public group without a host in Kith */
    struct asset_id asset; struct str asset_name; bool gift; /* a neighbour's own gift: unnamed before two yeses */
    enum introduction_state state; int64_t version; /* two at once: the second is ERR_CONFLICT */
    struct str sentence, because;               /* because: one reason a line */
    struct day meet_day; struct minutes meet_at; struct str meet_where; bool meet_public, lead_agreed;
    struct day follow_up; struct str outcome, short_code;
    struct instant suggested_at, offered_at, person_yes_at, host_yes_at, settled_at;
    struct str person_name, host_name;          /* only when this actor may see them, else STR_NONE */
    unsigned sides;                             /* of this actor */
    struct instant came_at, came_again_at; struct day again_due; int again; /* -1 not asked yet */
    int along;                                  /* company the first time: 1 yes, 0 no, -1 not asked */
    struct person_id buddy; enum introduction_buddy buddy_state;
    struct str buddy_name;                      /* to the connector; to the others once they said yes */
    struct str rests_name;                      /* the actor stands in for this connector, who rests */
};

/* ---- suggesting ---- */
/* Three explained hellos for a person now; nothing is kept. Connector, proxy or self; needs
   consent to introduce. Leaves out pairs kept apart, what was declined or is under way, full hosts. */
enum status introductions_three(struct ctx *ctx, struct person_id person, struct suggestion **ret_three, size_t *ret_count,
                                struct matching_limits *ret_limits) MUST_USE;
enum introduction_answer { ANSWER_LATER, ANSWER_YES, ANSWER_NO };
/* Keep one of them with the person's answer: offered, person-yes or not-this-time. */
enum status introductions_add(struct ctx *ctx, struct person_id person, const struct suggestion *suggestion,
                              enum introduction_answer answer, struct introduction_id *ret_id) MUST_USE;

/* ---- the steps; each checks who may, the state before, pairs kept apart and consent again ---- */
enum status introductions_person_answers(struct ctx *ctx, struct introduction_id id, int64_t version, enum introduction_answer answer) MUST_USE;
/* By the host, or by the connector who asked the host or the group. */
enum status introductions_host_answers(struct ctx *ctx, struct introduction_id id, int64_t version, bool yes) MUST_USE;
struct meeting { struct day day; struct minutes at; struct str where; bool public_place, both_agree; };
/* The first meeting is in a public place unless both and the lead agree: then it waits for the lead. */
enum status introductions_set_meeting(struct ctx *ctx, struct introduction_id id, int64_t version, const struct meeting *meeting) MUST_USE;
enum status introductions_lead_agrees(struct ctx *ctx, struct introduction_id id, int64_t version) MUST_USE;
enum status introductions_came(struct ctx *ctx, struct introduction_id id, int64_t version, bool came) MUST_USE;
/* How it went; `turns_to_now` (-1 = not asked) updates whom they turn to and so the mission's
   figure; `friend_now` names the host as somebody they turn to. */
struct follow_up { struct str outcome; bool friend_now; int turns_to_now; bool again; /* have been again already */ };
enum status introductions_follow_up(struct ctx *ctx, struct introduction_id id, int64_t version, const struct follow_up *follow_up) MUST_USE;
/* Did they come again within 28 days? Asked on its day, whether settled or not; the outcome counted. */
enum status introductions_came_again(struct ctx *ctx, struct introduction_id id, int64_t version, bool again) MUST_USE;
enum status introductions_settle(struct ctx *ctx, struct introduction_id id, int64_t version) MUST_USE;

/* ---- reading ---- */
enum status introductions_find(struct ctx *ctx, struct introduction_id id, struct introduction *ret_row) MUST_USE;
enum introductions_list { LIST_WAITING, LIST_FOLLOW_UP, LIST_MINE, LIST_OF_PERSON, LIST_ASKED_OF_ME, LIST_FOR_LEAD, LIST_ALL,
                          LIST_AGAIN /* 28 days after a first visit */, LIST_ALONG /* asked to go along */ };
enum status introductions_list(struct ctx *ctx, enum introductions_list which, struct person_id person, int64_t limit,
                               struct introduction **ret_rows, size_t *ret_count) MUST_USE;
/* What kith-worker's "card" needs, as JSON; only after both said yes. */
enum status introductions_card_json(struct ctx *ctx, struct introduction_id id, struct str *ret_json) MUST_USE;

/* ---- concerns: to the named lead only ---- */
enum status introductions_concern(struct ctx *ctx, struct introduction_id id, struct str words) MUST_USE;
struct concern { int64_t id; struct introduction_id introduction; struct str by, words, asset_name; struct instant at; bool read; };
enum status introductions_concerns(struct ctx *ctx, struct concern **ret_rows, size_t *ret_count) MUST_USE;
enum status introductions_concern_read(struct ctx *ctx, int64_t id) MUST_USE;

struct module;
extern const struct module introductions_module;

#endif
