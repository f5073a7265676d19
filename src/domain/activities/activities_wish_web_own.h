/* Between the pages of wishes. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_WISH_WEB_OWN_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_WISH_WEB_OWN_H

#include "domain/activities/activities_wish_own.h"
#include "domain/activities/activities_wish_view.h"

struct str activities_wish_say(struct ctx *ctx, struct said said);
/* Weeks by turns, counted from a Monday long ago: the same for everybody and over New Year. */
bool activities_wish_odd_week(struct day day);
/* Fill the form with what they said before, or with what was typed. */
void activities_wish_form(struct web *w, const struct wish_yes *had, struct wish_form_view *form);
void activities_wish_read_yes(struct web *w, struct wish_yes *ret_yes);
/* What the page of a wish shows of those who said me too. */
enum status activities_wish_counts(struct web *w, const struct wish *wish, struct wish_view *view) MUST_USE;
/* Best times in words. */
struct str activities_wish_time_say(struct ctx *ctx, const struct times_shown *line);
/* "7 people say me too." */
struct str activities_wish_yeses_say(struct ctx *ctx, int64_t n);

#endif
