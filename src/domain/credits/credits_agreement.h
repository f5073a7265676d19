/* Making and keeping agreements: for administrators of the place and stewards of the venue. */
#ifndef DOMAIN_CREDITS_CREDITS_AGREEMENT_H
#define DOMAIN_CREDITS_CREDITS_AGREEMENT_H

#include "domain/credits/credits_venue.h"

#define CREDITS_TILL 10      /* signs of a till code */
#define CREDITS_VENUES 200   /* of a place */
#define CREDITS_AGREEMENTS 500

/* The venue that is this thing of the map. ERR_MISSING. */
enum status credits_venue_of_asset(struct ctx *ctx, struct asset_id asset, struct credits_venue *ret_venue) MUST_USE;
/* What on the map of their place the actor could make a venue: id and name only. */
enum status credits_venue_assets(struct ctx *ctx, struct asset **ret_assets, size_t *ret_count) MUST_USE;
/* May the actor keep this venue? Administrators of its place; who may change it on the map. */
bool credits_venue_may(struct ctx *ctx, const struct credits_venue *venue);
/* Add: of an asset (its name) or a name of its own. The code of its till is told this once, as
   "7K3F9-QX2MT". Fails with faults on name and asset: ERR_INVALID, ERR_DENIED, ERR_CONFLICT. */
enum status credits_venue_add(struct ctx *ctx, struct place_id place, struct asset_id asset, struct str name, struct venue_id *ret_id, struct str *ret_till) MUST_USE;
enum status credits_venue_change(struct ctx *ctx, struct venue_id id, struct str name) MUST_USE;
/* A new code; the old one opens nothing more. */
enum status credits_venue_till(struct ctx *ctx, struct venue_id id, struct str *ret_till) MUST_USE;
/* A venue with this code, for the example neighbourhood. */
enum status credits_venue_till_set(struct ctx *ctx, struct venue_id id, struct str till) MUST_USE;
enum status credits_venue_end(struct ctx *ctx, struct venue_id id) MUST_USE;

struct credits_agreement_put {
    struct agreement_id id;      /* v = 0 adds */
    struct venue_id venue;
    bool trip;
    struct str what, about, rules, times, contact, worth_words; /* STR_NONE or "" = none */
    int64_t minutes, capacity, capacity_all;
    struct day from, until;
    struct pence worth;          /* PENCE_NONE = not said */
};
/* Every fault noted: what, about, rules, minutes, capacity, capacity_all, times, from, until, contact,
   worth, worth_words. */
enum status credits_agreement_put(struct ctx *ctx, const struct credits_agreement_put *put, struct agreement_id *ret_id) MUST_USE;
/* With what staff see; ERR_DENIED for others. */
enum status credits_agreement_staff(struct ctx *ctx, struct agreement_id id, struct credits_agreement_put *ret_put) MUST_USE;
enum status credits_agreement_end(struct ctx *ctx, struct agreement_id id) MUST_USE;
/* Refuse, in words, what cannot be used now; no row is held. */
enum status credits_agreement_open(struct ctx *ctx, const struct credits_agreement *a, int64_t uses) MUST_USE;

/* How often it was used, newest week first. */
struct credits_week { struct day monday; int64_t uses, paper, minutes; };
enum status credits_venue_weeks(struct ctx *ctx, struct venue_id id, int64_t limit, struct credits_week **ret_weeks, size_t *ret_count) MUST_USE;

/* Give hours the venue took back to the programme: "thanked and closed". minutes 0 = all it has. */
enum status credits_venue_thank(struct ctx *ctx, struct venue_id id, int64_t minutes) MUST_USE;

/* Hours the venue took, given to somebody who helped there. Faults on minutes, person. */
enum status credits_venue_gift(struct ctx *ctx, struct venue_id id, struct person_id person, int64_t minutes) MUST_USE;
/* Paper notes redeemed there so far. */
enum status credits_venue_notes(struct ctx *ctx, const struct credits_venue *venue, int64_t *ret_n) MUST_USE;

/* ---- between the files of agreements ---- */
/* The Monday of an instant, and its day, on the place's clock. */
enum status credits_week_of(struct ctx *ctx, struct place_id place, struct day *ret_monday, struct day *ret_today) MUST_USE;
/* Does base/week text hold this moment, to the minute? None holds always. */
bool credits_times_now(struct str times, const struct zone *zone, struct instant now);
/* "Monday to Friday, 9am to 3pm": in the reader's language; "" for none. */
struct str credits_times_say(const struct ctx *ctx, struct str times);
/* A use is written, counted and checked with the row held. person v = 0: paper notes. */
enum status credits_use_write(struct ctx *ctx, struct agreement_id id, int64_t uses, struct person_id person, struct entry_id entry, struct use_id *ret_id) MUST_USE;

#endif
