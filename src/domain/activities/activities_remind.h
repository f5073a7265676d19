/* Reminders, offers and news: who is told what, once, by their own way. */
#ifndef DOMAIN_ACTIVITIES_REMIND_H
#define DOMAIN_ACTIVITIES_REMIND_H

#include "domain/activities/activities_signup.h"

/* ---- in a job, a transaction each ---- */
/* Offers that are over, what became free, reminders that are due. */
enum status activities_look_round(struct ctx *ctx);
/* Write what people are to be told into the outboxes; who cannot be reached is on the ring list. */
enum status activities_tell(struct ctx *ctx);

/* ---- listeners: "assets.session_cancelled", "assets.session_moved", "assets.session_back" ---- */
enum status activities_hear_off(struct ctx *ctx, int64_t asset, int64_t day);
enum status activities_hear_moved(struct ctx *ctx, int64_t asset, int64_t day);
enum status activities_hear_back(struct ctx *ctx, int64_t asset, int64_t day);

/* "activities.changed"; "assets.changed" and "assets.ended": its dates may be others. */
enum status activities_hear_room(struct ctx *ctx, int64_t asset, int64_t object);
enum status activities_hear_imported(struct ctx *ctx, int64_t run, int64_t place); /* "assets.imported" */

/* ---- whom to ring: for those who run it ---- */
struct activity_ring {
    int64_t id; struct signup signup;
    struct str kind;           /* offer off moved back passed "taken off" */
    struct day day; struct minutes at; struct instant until;
    struct str phone;          /* empty: we know none */
};
enum status activities_rings(struct ctx *ctx, struct asset_id asset, struct activity_ring **ret_rows, size_t *ret_count) MUST_USE;
enum status activities_rung(struct ctx *ctx, struct asset_id asset, int64_t id) MUST_USE;


/* A listener of "texts.came": YES or NO with the code of an own place, or of a card of the series. */
enum status activities_hear_text(struct ctx *ctx, int64_t text, int64_t object);
/* A listener of "people.left": their places go to the next in line, and what they wrote is emptied. */
enum status activities_signup_hear_left(struct ctx *ctx, int64_t person, int64_t object);

#endif
