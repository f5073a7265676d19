/* Sessions and series in the reader's words. Between the files of this module. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_SAY_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_SAY_H

#include "domain/activities/activities.h"

struct str activities_said(struct ctx *ctx, struct said said);
/* "10am to 11.30am", or the beginning alone. */
struct str activities_say_hours(struct ctx *ctx, struct minutes opens, struct minutes closes);
/* "Today, Tuesday 3 March, 10am to 11.30am": as it is now. */
struct str activities_say_when(struct ctx *ctx, const struct asset_session *session);
/* What is different this time: "Called off: the hall is shut.", "Moved from Tuesday 3 March, 10am."
   STR_NONE when nothing is. */
struct str activities_say_note(struct ctx *ctx, const struct asset_session *session);
/* "Dev leads it, with Harjit.": only who agreed to be asked is named; STR_NONE when nobody is. */
struct str activities_say_leaders(struct ctx *ctx, const struct activity_series *series);
/* May this person be named in public? */
bool activities_may_name(struct ctx *ctx, struct person_id person);
/* "Room for 12. 2 places are kept for people who come for the first time." STR_NONE: no limit. */
struct str activities_say_room(struct ctx *ctx, const struct activity_series *series);

#endif
