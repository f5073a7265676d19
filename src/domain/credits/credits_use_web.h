/* Pages of using hours, of venues and of pots: handlers for the module's table. */
#ifndef DOMAIN_CREDITS_CREDITS_USE_WEB_H
#define DOMAIN_CREDITS_CREDITS_USE_WEB_H

#include "domain/credits/credits_venue.h"
#include "platform/web/web.h"

enum status credits_web_uses(struct web *w) MUST_USE;
enum status credits_web_use(struct web *w) MUST_USE;
enum status credits_web_use_book(struct web *w) MUST_USE;
enum status credits_web_used(struct web *w) MUST_USE;
enum status credits_web_use_undo(struct web *w) MUST_USE;

enum status credits_web_venues(struct web *w) MUST_USE;
enum status credits_web_venue_add(struct web *w) MUST_USE;
enum status credits_web_venue(struct web *w) MUST_USE;
enum status credits_web_venue_do(struct web *w) MUST_USE;
enum status credits_web_venue_till(struct web *w) MUST_USE;
enum status credits_web_agreement(struct web *w) MUST_USE;
enum status credits_web_agreement_new(struct web *w) MUST_USE;
enum status credits_web_agreement_put(struct web *w) MUST_USE;
enum status credits_web_agreement_end(struct web *w) MUST_USE;
enum status credits_web_agreement_paper(struct web *w) MUST_USE;

enum status credits_web_pots(struct web *w) MUST_USE;
enum status credits_web_pot(struct web *w) MUST_USE;
enum status credits_web_pot_add(struct web *w) MUST_USE;
enum status credits_web_pot_change(struct web *w) MUST_USE;
enum status credits_web_pot_give(struct web *w) MUST_USE;
enum status credits_web_pot_ask(struct web *w) MUST_USE;
enum status credits_web_pot_ask_put(struct web *w) MUST_USE;
enum status credits_web_pot_say(struct web *w) MUST_USE;

/* What hours buy there: on the page of a venue that is on the map. */
enum status credits_use_panel_asset(struct ctx *ctx, struct html *h, int64_t subject) MUST_USE;

/* "Swimming: 1 hour", "4 places left this week" of an agreement, in the reader's language. */
struct str credits_agreement_name(struct ctx *ctx, const struct credits_agreement *a);
struct str credits_agreement_left(struct ctx *ctx, const struct credits_agreement *a);
/* "You have 3 hours." of a person's account; "" before the first hour. */
struct str credits_have_say(struct ctx *ctx, struct person_id person, struct str name);
/* Whom the page is for: ?for= where the actor may write for them, else whom they act for, else they. */
enum status credits_web_person(struct web *w, struct person_id *ret_person, struct str *ret_name) MUST_USE;

#endif
