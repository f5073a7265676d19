/* Pictures of a session: the page of all, the upload, the bytes. */
#include "domain/activities/activities_leader_own.h"
#include "domain/activities/activities_leader_view.h"
#include "domain/activities/activities_photo_web.h"
#include "domain/activities/activities_say.h"

#include "activities_pages.h"
#include "base/picture.h"
#include "platform/web/web.h"
#include "platform/worker/worker.h"

#include <jansson.h>

/* ---- rows ---- */

static struct str note_say(struct web *w, const struct photo *p)
{
    if (instant_is(p->down_at)) return activities_said(w->ctx, SAY("Taken down. Only you and those who run this see it."));
    if (p->words.len == 0 || p->faces == PHOTO_FACES_UNSAID) return activities_said(w->ctx, SAY("Not kept yet: say who or what is on it."));
    if (!p->agreed) return activities_said(w->ctx, SAY("Waits until everybody on it said yes."));
    return p->everybody ? activities_said(w->ctx, SAY("Everybody can see it.")) : STR_NONE;
}

struct photo_row activities_photo_row(struct web *w, const struct photo *p)
{
    struct str words = p->words.len > 0 ? p->words : activities_said(w->ctx, SAY("A picture without words yet"));
    return (struct photo_row){.href = web_path(w, "/photos/%lld", (long long)p->id),
                              .src = web_path(w, "/photos/%lld/small", (long long)p->id),
                              .words = words, .note = note_say(w, p), .width = p->small_width, .height = p->small_height};
}

enum status activities_web_photos(struct web *w)
{
    struct activity_at at;
    struct photo *photos;
    size_t n;
    TRY(activities_at(w->ctx, w->params[0], &at));
    TRY(activities_photos(w->ctx, &at, &photos, &n));
    struct photo_row *rows = ARENA_ARRAY(w->ctx->arena, struct photo_row, n + 1);
    for (size_t i = 0; i < n; i++) rows[i] = activities_photo_row(w, &photos[i]);
    const struct photos_view view = {
        .name = at.asset.name, .when = activities_say_when(w->ctx, &at.session),
        .session = web_path(w, "/sessions/%.*s", STR_ARG(at.code)), .add = web_path(w, "/sessions/%.*s/photos", STR_ARG(at.code)),
        .rows = rows, .rows_n = n, .may_add = activities_photo_may_add(w->ctx, &at), .full = n >= PHOTOS_MAX};
    activities_page_photos(web_page(w, SAY1("Pictures: {name}", "name", at.asset.name), "/find"), &view);
    return OK;
}

/* ---- upload ---- */

struct plan { struct activity_at at; struct photo_made made; };

static enum status wrong_say(struct web *w, enum picture_wrong wrong)
{
    struct said said = SAY("This picture is cut off or damaged. Open it, save a copy, and choose the copy.");
    if (wrong == PICTURE_EMPTY) said = SAY("Choose a picture first.");
    if (wrong == PICTURE_NONE) said = SAY("This is not a picture. Choose a photo: JPEG, PNG, WebP or HEIC.");
    if (wrong == PICTURE_STRANGE) said = SAY("We cannot take this kind of picture. Choose a photo as JPEG, PNG, WebP or HEIC, or take a screenshot of it.");
    if (wrong == PICTURE_MOVES) said = SAY("This picture moves. Choose one that stands still, or take a screenshot of it.");
    if (wrong == PICTURE_HUGE) said = SAY("This picture is too large across: at most 20,000 dots a side and 64 million in all. Choose a smaller one.");
    if (wrong == PICTURE_MORE) said = SAY("There is something else in this file beside the picture. Take a screenshot of it, and choose that.");
    return ctx_fault(w->ctx, ERR_INVALID, STR("picture"), said);
}

static enum status facts_read(struct str json, struct photo_made *made)
{
    json_t *facts = json_loadb(json.ptr, json.len, 0, NULL);
    made->width = (int)json_integer_value(json_object_get(facts, "width"));
    made->height = (int)json_integer_value(json_object_get(facts, "height"));
    made->small_width = (int)json_integer_value(json_object_get(facts, "small_width"));
    made->small_height = (int)json_integer_value(json_object_get(facts, "small_height"));
    json_decref(facts);
    return made->width > 0 && made->height > 0 && made->small_width > 0 && made->small_height > 0 ? OK : ERR_BROKEN;
}

/* Slow, and in another program: on a worker, before the write lane. */
static enum status make(struct web *w, struct str bytes, struct photo_made *made)
{
    struct worker_answer answer;
    struct picture_look look = picture_look(bytes);
    if (look.wrong) return wrong_say(w, look.wrong);
    enum status status = worker_run_data(w->ctx->arena, "picture", STR("{}"), bytes, &answer);
    if (status == ERR_INVALID || status == ERR_LIMIT)
        return ctx_fault(w->ctx, ERR_INVALID, STR("picture"), SAY("We could not read this picture. Take a screenshot of it, and choose that."));
    TRY(status);
    if (answer.parts_n != 3) return ERR_BROKEN;
    made->large = answer.parts[1];
    made->small = answer.parts[2];
    return facts_read(answer.parts[0], made);
}

enum status activities_web_photo_prepare(struct web *w)
{
    struct plan *plan = ARENA_NEW(w->ctx->arena, struct plan);
    *plan = (struct plan){.at = {.code = STR_NONE}};
    TRY(activities_at(w->ctx, w->params[0], &plan->at));
    if (!activities_photo_may_add(w->ctx, &plan->at))
        return ctx_fault(w->ctx, ERR_DENIED, STR_NONE, SAY("Pictures are added by those who were there, once it began."));
    const struct http_part *file = web_file(w, "picture");
    if (file && file->body.len > PHOTO_BYTES_MAX)
        return ctx_fault(w->ctx, ERR_INVALID, STR("picture"), SAY("Choose a smaller picture: up to 12 MB."));
    TRY(make(w, file ? file->body : STR_NONE, &plan->made));
    w->plan = plan;
    return OK;
}

enum status activities_web_photo_add(struct web *w)
{
    const struct plan *plan = w->plan;
    int64_t id;
    TRY(activities_photo_add(w->ctx, &plan->at, &plan->made, &id));
    return web_redirect(w, web_path(w, "/photos/%lld", (long long)id));
}

/* ---- bytes ---- */

/* Never kept by anybody between, and by no browser either: one that is taken down is gone at once. */
static enum status bytes(struct web *w, bool small)
{
    struct str jpeg;
    TRY(activities_photo_bytes(w->ctx, web_id(w, 0), small, &jpeg));
    TRY(web_bytes(w, STR("image/jpeg"), jpeg, STR_NONE));
    struct http_request *http = (struct http_request *)(uintptr_t)w->http;
    http_header_add(http, &w->response, "Content-Disposition", STR("inline; filename=\"picture.jpg\""));
    http_header_add(http, &w->response, "Cache-Control", STR("private, no-store"));
    return OK;
}

enum status activities_web_photo_large(struct web *w)
{
    return bytes(w, false);
}

enum status activities_web_photo_small(struct web *w)
{
    return bytes(w, true);
}
