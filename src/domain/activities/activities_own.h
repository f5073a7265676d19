/* Between the files of this module; nobody else reads it. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_OWN_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_OWN_H

#include "domain/activities/activities.h"
#include "platform/html/html.h"

struct json;
struct web;

/* A part of the page of a series (at->code empty: no session) or of one session. Draws nothing
   when it has nothing to say. */
struct activities_part {
    enum status (*draw)(struct web *w, const struct activity_at *at, bool session, struct html *h);
    bool not_easy; /* left out in easy read, where a page says when, where, who and how to come */
};
/* All parts in order, drawn aside for the page's `panels`: activities_parts_web.c lists them. */
enum status activities_parts(struct web *w, const struct activity_at *at, bool session,
                             struct html_markup *ret_markup) MUST_USE;

/* ---- activities_web.c ---- */
enum status activities_web_series(struct web *w);  /* /activities/{id} */
enum status activities_web_session(struct web *w); /* /sessions/{id} */

/* ---- activities_series_cli.c ---- */
struct cli;
enum status activities_cli_list(struct cli *cli);
enum status activities_cli_show(struct cli *cli);
/* ---- activities_series_web.c ---- */
enum status activities_panel_asset(struct ctx *ctx, struct html *h, int64_t subject);
/* What coming gives (activities_hours_web.c). */
enum status activities_panel_hours(struct ctx *ctx, struct html *h, int64_t subject);
enum status activities_web_hours(struct web *w);
enum status activities_web_hours_set(struct web *w);

/* ---- activities_edit_web.c ---- */
enum status activities_web_edit(struct web *w); /* /activities/new, /activities/{id}/edit */
enum status activities_web_put_prepare(struct web *w);
enum status activities_web_put(struct web *w);
enum status activities_web_back(struct web *w);
/* ---- activities_edit_date_web.c ---- */
enum status activities_web_date(struct web *w); /* /sessions/{id}/change */
enum status activities_web_date_put(struct web *w);
enum status activities_web_date_back(struct web *w);
enum status activities_web_extra(struct web *w); /* /activities/{id}/date */
enum status activities_web_extra_put(struct web *w);

/* ---- activities_on_web.c ---- */
enum status activities_web_on(struct web *w);      /* /on */
enum status activities_web_on_json(struct web *w); /* /on.json */
enum status activities_web_embed(struct web *w);   /* /embed/on */

/* ---- activities_subject.c: each part adds its own function there ---- */
enum status activities_my_export(struct ctx *ctx, int64_t person, struct json *json);

/* ---- activities_seed.c ---- */
enum status activities_seed(struct ctx *ctx);

#endif
