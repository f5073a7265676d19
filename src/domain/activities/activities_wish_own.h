/* Wishes, copying and reach, between the files of this module. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_WISH_OWN_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_WISH_OWN_H

#include "domain/activities/activities_wish.h"

struct web;
struct cli;
struct html;
struct json;

/* ---- activities_wish_web.c, activities_wish_design_web.c ---- */
enum status activities_web_wishes(struct web *w);          /* GET /wish */
enum status activities_web_wish_add_prepare(struct web *w);
enum status activities_web_wish_add(struct web *w);        /* POST /wish */
enum status activities_web_wish(struct web *w);            /* GET /wish/{id} */
enum status activities_web_wish_yes_prepare(struct web *w);
enum status activities_web_wish_yes(struct web *w);        /* POST /wish/{id}/yes */
enum status activities_web_wish_back(struct web *w);       /* POST /wish/{id}/back */
enum status activities_web_wish_do(struct web *w);         /* POST /wish/{id}/group: what the group does */
enum status activities_web_wish_paper(struct web *w);      /* GET /wish/paper.pdf */
/* ---- activities_wish_begin_web.c: the form of a new activity, opened with ?wish=ID ---- */
enum status activities_wish_form_fill(struct web *w, struct asset *asset, struct activity_series *series);
/* Where that form goes, so that it still knows its wish. */
struct str activities_wish_form_action(struct web *w, const char *path);
enum status activities_wish_form_became(struct web *w, struct asset_id asset);
/* ---- activities_wish_tell.c ---- */
enum status activities_wish_tell_job(struct ctx *ctx);
enum status activities_wish_hear_text(struct ctx *ctx, int64_t subject, int64_t object); /* texts.came: "WISH ..." */
/* ---- activities_wish_subject.c ---- */
enum status activities_wish_export(struct ctx *ctx, struct person_id person, struct json *json); /* a key and its value */
enum status activities_wish_hear_left(struct ctx *ctx, int64_t subject, int64_t object);
/* ---- activities_wish_seed.c ---- */
enum status activities_wish_seed(struct ctx *ctx);
/* ---- activities_times_cli.c ---- */
enum status activities_times_cli(struct cli *cli);
/* ---- activities_wish_parts_web.c ---- */
enum status activities_wish_panel_me(struct ctx *ctx, struct html *h, int64_t person);
struct activity_at;
enum status activities_wish_part(struct web *w, const struct activity_at *at, bool session, struct html *h);

#endif
