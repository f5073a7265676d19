/* Between the reminders' files. */
#ifndef DOMAIN_ACTIVITIES_REMIND_OWN_H
#define DOMAIN_ACTIVITIES_REMIND_OWN_H

#include "domain/activities/activities_remind.h"
#include "domain/activities/activities_signup_own.h"

/* What one message is about. `session` is NULL for every time. */
struct notice_about {
    enum activity_notice kind;
    const struct signup *signup;
    const struct activity_at *at;
    const struct asset_session *session;
    const struct asset_session *next; /* MOVED without a session: the dates have changed */
    const struct locale *locale;
    const struct zone *zone;
};
enum activity_notice activities_notice_kind(struct str name);
/* One short text, and the mail: subject and lines. */
struct str activities_notice_text(struct ctx *ctx, const struct notice_about *about);
struct str activities_notice_subject(struct ctx *ctx, const struct notice_about *about);
struct str activities_notice_mail(struct ctx *ctx, const struct notice_about *about);

/* ---- activities_seen.c ---- */
/* An offer for a date that is not held waits again, in its order. */
enum status activities_held_back(struct ctx *ctx, int64_t signup, struct str state) MUST_USE;
/* Compare its dates with those it had when last looked at, and have told what is gone, called off or
   on again since. `over`: none of them is held. ret_told: `about` was among them. */
enum status activities_seen_look(struct ctx *ctx, const struct asset *asset, bool over, struct day about, bool *ret_told) MUST_USE;
/* A date that is gone, as it was. ERR_MISSING: it is not. */
enum status activities_seen_was(struct ctx *ctx, const struct asset *asset, struct day day, struct minutes at,
                                struct asset_session *ret_session) MUST_USE;

#endif
