/* The parts of the pages of a series and of a session, in order. */
#include "domain/activities/activities_leader_own.h"
#include "domain/activities/activities_feed.h"
#include "domain/activities/activities_own.h"
#include "domain/activities/activities_signup_web.h"
#include "domain/activities/activities_register.h"
#include "domain/activities/activities_wish_own.h"
#include "domain/activities/activities_copy.h"
#include "domain/activities/activities_reach.h"
#include "platform/web/web.h"

#define PARTS_ROOM 262144

static const struct activities_part parts[] = {
    {activities_signup_part},
    {activities_register_part},
    {activities_photo_part},
    {activities_wish_part},
    {activities_leader_part},
    {activities_checklist_part},
    {activities_feed_part},
    {activities_reach_part},
    {activities_copy_part},
    {NULL},
};

enum status activities_parts(struct web *w, const struct activity_at *at, bool session,
                             struct html_markup *ret_markup)
{
    struct buf out;
    struct html aside = w->html;
    buf_init(&out, w->ctx->arena, PARTS_ROOM);
    aside.buf = &out;
    for (size_t i = 0; parts[i].draw; i++) TRY(parts[i].draw(w, at, session, &aside));
    TRY(buf_check(&out));
    *ret_markup = (struct html_markup){buf_str(&out)};
    return OK;
}
