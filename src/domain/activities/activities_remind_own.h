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
    const struct locale *locale;
    const struct zone *zone;
};
enum activity_notice activities_notice_kind(struct str name);
/* One short text, and the mail: subject and lines. */
struct str activities_notice_text(struct ctx *ctx, const struct notice_about *about);
struct str activities_notice_subject(struct ctx *ctx, const struct notice_about *about);
struct str activities_notice_mail(struct ctx *ctx, const struct notice_about *about);

#endif
