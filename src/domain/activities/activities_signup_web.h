/* Pages of sign-up, for the module's table and its parts. */
#ifndef DOMAIN_ACTIVITIES_SIGNUP_WEB_H
#define DOMAIN_ACTIVITIES_SIGNUP_WEB_H

#include "domain/activities/activities_signup.h"
#include "domain/activities/activities_signup_view.h"
#include "platform/web/web.h"

/* ---- activities_signup_web.c ---- */
enum status activities_signup_part(struct web *w, const struct activity_at *at, bool session, struct html *h);
enum status activities_web_ask(struct web *w);      /* POST /sessions/{id}/come, /activities/{id}/come, and .../come-along */
struct str activities_signup_when(struct web *w, const struct asset_session *s);
struct str activities_signup_where(struct web *w, const struct asset *asset, const struct asset_session *s);
struct str activities_signup_said(struct ctx *ctx, struct said said);
struct str activities_signup_n(struct ctx *ctx, const char *one, const char *many, int64_t n);
struct html_choice *activities_signup_ways(struct web *w, enum signup_way now, bool mail, bool text, size_t *ret_count);
struct html_choice *activities_signup_companions(struct web *w, int now, size_t *ret_count);
/* "3 places left.", "Full. 2 people wait.", "There is room." */
struct str activities_room_words(struct ctx *ctx, const struct activity_room *room);
/* "You have a place." and so on, of one state. */
struct str activities_state_words(struct ctx *ctx, const struct signup *s);

struct str activities_state_of_them(struct ctx *ctx, const struct signup *s); /* for their connector */

/* ---- activities_come_web.c ---- */
enum status activities_web_code(struct web *w);     /* GET /come */
enum status activities_web_code_look(struct web *w); /* POST /come */
enum status activities_web_own(struct web *w);      /* GET /come/{token} */
enum status activities_web_own_do(struct web *w);   /* POST /come/{token} */
enum status activities_web_slip(struct web *w);     /* GET /come/{token}/slip.pdf */

/* ---- activities_coming_web.c ---- */
enum status activities_web_coming(struct web *w);     /* GET /activities/{id}/coming, /sessions/{id}/coming */
enum status activities_web_cards_make(struct web *w); /* POST /activities/{id}/cards */
enum status activities_web_cards(struct web *w);      /* GET /activities/{id}/cards.pdf */
enum status activities_web_coming_add(struct web *w); /* POST the same: the host writes somebody in */
enum status activities_web_coming_off(struct web *w); /* POST /sessions/{id}/coming/off, /activities/{id}/coming/off */
enum status activities_web_rung(struct web *w);       /* POST .../coming/told */
enum status activities_panel_comes_me(struct ctx *ctx, struct html *h, int64_t subject);
enum status activities_panel_comes_person(struct ctx *ctx, struct html *h, int64_t subject);

#endif
