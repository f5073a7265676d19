/* Between the files of leaders, checklists and pictures. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_LEADER_OWN_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_LEADER_OWN_H

#include "domain/activities/activities_leader.h"
#include "domain/activities/activities_photo.h"
#include "platform/html/html.h"

struct json;
struct web;

/* ---- my data: each writes keys and values ---- */
enum status activities_leader_export(struct ctx *ctx, struct person_id person, struct json *json) MUST_USE;
enum status activities_photo_export(struct ctx *ctx, struct person_id person, struct json *json) MUST_USE;

/* ---- parts of the pages of a series and of a session ---- */
enum status activities_photo_part(struct web *w, const struct activity_at *at, bool session, struct html *h);
enum status activities_leader_part(struct web *w, const struct activity_at *at, bool session, struct html *h);
enum status activities_checklist_part(struct web *w, const struct activity_at *at, bool session, struct html *h);

/* ---- panels ---- */
enum status activities_leader_panel_me(struct ctx *ctx, struct html *h, int64_t person);
enum status activities_photo_panel_me(struct ctx *ctx, struct html *h, int64_t person);
enum status activities_leader_panel_today(struct ctx *ctx, struct html *h, int64_t person);

/* ---- pages ---- */
enum status activities_web_photos(struct web *w);          /* /sessions/{id}/photos */
enum status activities_web_photo_prepare(struct web *w);
enum status activities_web_photo_add(struct web *w);
enum status activities_web_photo(struct web *w);           /* /photos/{id} */
enum status activities_web_photo_say(struct web *w);
enum status activities_web_photo_answer(struct web *w);
enum status activities_web_photo_down(struct web *w);
enum status activities_web_photo_delete(struct web *w);
enum status activities_web_photo_large(struct web *w);     /* /photos/{id}/large */
enum status activities_web_photo_small(struct web *w);
enum status activities_web_win(struct web *w);             /* POST /sessions/{id}/win */
enum status activities_web_win_pdf(struct web *w);         /* /sessions/{id}/win.pdf */
enum status activities_web_checklist(struct web *w);       /* /activities/{id}/safety */
enum status activities_web_checklist_keep(struct web *w);
enum status activities_web_checklist_begin(struct web *w); /* POST /activities/{id}/safety/kind */
enum status activities_web_checklist_pdf(struct web *w);   /* /activities/{id}/safety.pdf, ?empty=yes */
enum status activities_web_leaders(struct web *w);         /* /activities/{id}/leaders */
enum status activities_web_leaders_say(struct web *w);
enum status activities_web_step_answer(struct web *w);     /* POST /activities/{id}/step, of oneself */
enum status activities_web_my_checks(struct web *w);       /* /me/checks */
enum status activities_web_my_checks_keep(struct web *w);
enum status activities_web_checks(struct web *w);          /* /people/{id}/checks */
enum status activities_web_checks_keep(struct web *w);
enum status activities_web_checks_due(struct web *w);      /* /checks */

/* ---- activities_leader_seed.c ---- */
enum status activities_leader_seed(struct ctx *ctx, struct asset_id tea) MUST_USE;

#endif
