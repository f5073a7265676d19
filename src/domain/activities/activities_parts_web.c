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
    {.draw = activities_signup_part},
    {.draw = activities_register_part},
    {.draw = activities_photo_part},
    {.draw = activities_wish_part},
    {.draw = activities_leader_part},
    {.draw = activities_checklist_part},
    {.draw = activities_feed_part, .not_easy = true},
    {.draw = activities_reach_part, .not_easy = true},
    {.draw = activities_copy_part, .not_easy = true},
    {0},
};

enum status activities_parts(struct web *w, const struct activity_at *at, bool session,
                             struct html_markup *ret_markup)
{
    struct buf out;
    struct html aside = w->html;
    buf_init(&out, w->ctx->arena, PARTS_ROOM);
    aside.buf = &out;
    for (size_t i = 0; parts[i].draw; i++)
        if (!(aside.easy && parts[i].not_easy)) TRY(parts[i].draw(w, at, session, &aside));
    TRY(buf_check(&out));
    *ret_markup = (struct html_markup){buf_str(&out)};
    return OK;
}
