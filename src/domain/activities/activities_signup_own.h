/* Between the sign-up's files; nobody else reads it. */
#ifndef DOMAIN_ACTIVITIES_SIGNUP_OWN_H
#define DOMAIN_ACTIVITIES_SIGNUP_OWN_H

#include "activities_sql.h"
#include "domain/activities/activities_signup.h"

/* ---- activities_signup_row.c ---- */
/* Hold the series: nobody else gives out its places until this transaction ends. ret_turn: the next
   number of asking. */
enum status activities_turn(struct ctx *ctx, struct asset_id asset, struct place_id place, int64_t *ret_turn) MUST_USE;
/* Look here again at this instant, or sooner if that was agreed before. */
enum status activities_look(struct ctx *ctx, struct asset_id asset, struct instant at) MUST_USE;
enum status activities_signup_read(struct ctx *ctx, int64_t id, struct signup *ret_signup) MUST_USE;
/* Another state; `why` for SIGNUP_ENDED. Notes it in *signup. */
enum status activities_signup_turns(struct ctx *ctx, struct signup *signup, enum signup_state state, const char *why) MUST_USE;
enum status activities_signup_write(struct ctx *ctx, struct signup *signup) MUST_USE; /* new; fills id, code, token */
struct str activities_code_new(struct ctx *ctx);
const char *activities_signup_way_name(enum signup_way way);
enum signup_state activities_signup_state_of(struct str name);
enum signup_way activities_signup_way_of(struct str name);
struct day activities_from_number(int64_t n); /* -1 = every time */

/* ---- activities_signup_room.c ---- */
/* Seats on one date, or (session NULL) of those who come every time. */
enum status activities_room_now(struct ctx *ctx, const struct activity_series *series, const struct asset_session *session,
                                struct activity_room *ret_room) MUST_USE;
bool activities_fits(const struct activity_room *room, int seats, bool newcomer);
/* Does anybody wait who asked before `turn` and whom the free seats would suit? */
enum status activities_first_in_line(struct ctx *ctx, struct asset_id asset, const struct asset_session *session,
                                     const struct activity_room *room, int64_t turn, bool *ret_first) MUST_USE;
/* Somebody has (or is offered) a place every time: on dates that are full they wait in their order. */
enum status activities_standing_begins(struct ctx *ctx, const struct asset *asset, const struct activity_series *series,
                                       const struct signup *standing) MUST_USE;
/* ...and no more: their dates end (or, `keep_own`, those they asked for alone stay). */
enum status activities_standing_ends(struct ctx *ctx, const struct signup *standing, bool keep_own) MUST_USE;
/* Offers that were not answered: the next in line. */
enum status activities_offers_over(struct ctx *ctx, const struct asset *asset, const struct activity_series *series) MUST_USE;
/* Nobody is woken: no offers are made, no texts sent. ret_until: when the morning comes. */
bool activities_quiet(struct ctx *ctx, struct place_id place, struct instant *ret_until);

/* ---- activities_remind.c ---- */
enum activity_notice { NOTICE_KEPT, NOTICE_WAITING, NOTICE_OFFER, NOTICE_PASSED, NOTICE_OFF, NOTICE_MOVED, NOTICE_BACK,
                       NOTICE_DAY, NOTICE_HOURS, NOTICE_TAKEN_OFF, NOTICES };
/* Tell them once: the same kind of the same date and mark again changes nothing. */
enum status activities_notice(struct ctx *ctx, const struct signup *signup, enum activity_notice kind, int64_t mark,
                              struct instant until) MUST_USE;
enum status activities_notice_on(struct ctx *ctx, const struct signup *signup, struct day day, struct minutes at,
                                 enum activity_notice kind, int64_t mark, struct instant until) MUST_USE;

#endif
