/* Company on a first visit, how hosts welcome, who waits, and the figure of the second visit. */
#ifndef DOMAIN_INTRODUCTIONS_FOLLOW_H
#define DOMAIN_INTRODUCTIONS_FOLLOW_H

#include "domain/introductions/introductions.h"
#include "domain/people/people_caseload.h"

/* ---- somebody goes along the first time ---- */
/* The person's own answer, or what they told their connector. "No" lets go whoever was asked. */
enum status introductions_along(struct ctx *ctx, struct introduction_id id, int64_t version, bool yes) MUST_USE;
/* The connector asks one of those who offered, once person and host have said yes. */
enum status introductions_ask_buddy(struct ctx *ctx, struct introduction_id id, int64_t version, struct person_id buddy) MUST_USE;
/* The one who was asked, or the connector who asked them. Names pass by this yes. */
enum status introductions_buddy_answers(struct ctx *ctx, struct introduction_id id, int64_t version, bool yes) MUST_USE;
enum status introductions_buddies(struct ctx *ctx, const struct introduction *row, struct people_name **ret_rows, size_t *ret_count) MUST_USE;

/* ---- how a place welcomes, ticked by its host or steward ---- */
struct introductions_welcome { bool comes_along, bus_stop; };
enum status introductions_welcome_of(struct ctx *ctx, struct asset_id asset, struct introductions_welcome *ret_welcome) MUST_USE;
enum status introductions_welcome_set(struct ctx *ctx, struct asset_id asset, const struct introductions_welcome *welcome) MUST_USE;

/* ---- came again within 28 days, of those who came once ---- */
/* Base: first visits whose 28 days are over, or that were answered before. */
struct came_again { int64_t came, again; };
enum status introductions_came_again_figure(struct ctx *ctx, struct place_id place, struct came_again *ret_figure) MUST_USE;

/* ---- who waits, for what, how long, and whose step is next ---- */
enum waits_for { WAITS_CONVERSATION, WAITS_HELLO, WAITS_HOST, WAITS_MEETING, WAITS_LEAD, WAITS_COMPANY, WAITS_MET, WAITS_FOLLOW_UP, WAITS_AGAIN, WAITS_FORS };
const char *introductions_waits_name(enum waits_for what); /* "first-hello" */
struct waiting {
    enum waits_for what;
    struct person_id person; struct str name; /* STR_NONE: walks with somebody else, and the actor is no administrator */
    struct str outcode; bool nobody;          /* has nobody to turn to */
    struct introduction_id introduction; struct str title;
    struct instant since; int64_t days;
    struct person_id owner; struct str owner_name; /* 0: nobody yet */
    struct str while_rests;                   /* the connector who rests, when a stand-in owns it */
    bool mine;
};
/* Nobody to turn to first, then the longest wait. `mine`: only what is the actor's next step.
   At most WAITING_MOST rows; *ret_more says how many were left out. */
#define WAITING_MOST 300
enum status introductions_waiting(struct ctx *ctx, bool mine, struct waiting **ret_rows, size_t *ret_count, size_t *ret_more) MUST_USE;

/* People of the place who wait for a first conversation and whom nobody walks beside. */
enum status introductions_new_people(struct ctx *ctx, int64_t *ret_n) MUST_USE;

/* ---- what a connector holds, for handing over ---- */
struct held_hello { struct introduction_id id; struct person_id person; struct str title; enum introduction_state state; struct day next; bool again; };
enum status introductions_held(struct ctx *ctx, struct person_id connector, struct held_hello **ret_rows, size_t *ret_count) MUST_USE;
/* How many first visits they have promised to go along to. A count: no permission asked. */
enum status introductions_promised(struct ctx *ctx, struct person_id connector, int64_t *ret_n) MUST_USE;

#endif
