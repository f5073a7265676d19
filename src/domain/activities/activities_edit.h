/* Making and changing a series: who may, writing it whole, and taking the last change of its times
   back. Between the files of this module. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_EDIT_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_EDIT_H

#include "domain/activities/activities.h"

#define ACTIVITY_AHEAD_DAYS 400 /* how far ahead one date may be moved */

/* Start a new one? Administrators, stewards, connectors, who hosts or leads something already, and who
   welcomes people at an entry. */
bool activities_may_add(struct ctx *ctx);
/* May the actor say that this entry stands behind an activity: who looks after it, or welcomes there? */
bool activities_speaks_for(struct ctx *ctx, struct asset_id organisation);
/* Change it? Who runs it, and a connector of its place where it belongs to no organisation. */
bool activities_may_edit(struct ctx *ctx, const struct asset *asset, const struct activity_series *series);

/* Write a new one (id.v = 0) or a changed one whole. With `times` the lines hold from today on, what
   was before stays as it was, and the change can be taken back; else the entry's lines stay. Fails
   as assets_put and activities_put; ERR_DENIED. */
struct activity_times { const struct asset_schedule *lines; size_t n; bool changed; };
enum status activities_save(struct ctx *ctx, const struct asset *asset, const struct activity_series *series,
                            const struct activity_times *times, struct asset_id *ret_id) MUST_USE;
/* The first dates of lines nobody has kept yet, at most `max`, from a day on. */
enum status activities_times_dates(struct ctx *ctx, struct place_id place, const struct activity_times *times, struct day from,
                                   size_t max, struct asset_session **ret_sessions, size_t *ret_count) MUST_USE;
/* Refuse, with a fault on `field`, lines nobody could come to: no date in the year to come. */
enum status activities_times_check(struct ctx *ctx, struct place_id place, const struct activity_times *times, struct str field) MUST_USE;
/* This and later, or (from = today) all: every second week keeps its weeks. Remembered, so that it
   can be taken back. */
enum status activities_times_from(struct ctx *ctx, const struct asset *asset, struct day from,
                                  const struct activity_times *times) MUST_USE;
/* May the last change of its times be taken back: until tomorrow, unless somebody changed a date
   since? */
bool activities_may_take_back(struct ctx *ctx, struct asset_id id);
enum status activities_take_back(struct ctx *ctx, const struct asset *asset) MUST_USE;

/* "10:00", "10.30am", "3pm", "15": minutes after midnight. */
bool activities_time_parse(struct str text, struct minutes *ret_at);

#endif
