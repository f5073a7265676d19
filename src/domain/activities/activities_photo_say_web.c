/* The page of one picture: who is on it, who agrees, away with it. */
#include "domain/activities/activities_leader_own.h"
#include "domain/activities/activities_leader_view.h"
#include "domain/activities/activities_photo_web.h"
#include "domain/activities/activities_say.h"

#include "activities_pages.h"
#include "platform/web/web.h"

static struct str box(struct web *w, const char *what, struct person_id person)
{
    return str_printf(w->ctx->arena, "%s-%lld", what, (long long)person.v);
}

static bool ticked(struct web *w, const char *what, struct person_id person)
{
    return web_on(w, str_c(w->ctx->arena, box(w, what, person)));
}

static const struct photo_face *face_of(const struct photo *photo, struct person_id person)
{
    for (size_t i = 0; i < photo->on_n; i++)
        if (photo->on[i].person.v == person.v) return &photo->on[i];
    return NULL;
}

static enum status people_fill(struct web *w, const struct activity_at *at, const struct photo *photo, struct photo_view *view)
{
    struct photo_there *there;
    size_t n;
    bool again = web_refused(w);
    TRY(activities_photo_there(w->ctx, at, &there, &n));
    struct photo_person *people = ARENA_ARRAY(w->ctx->arena, struct photo_person, n + 1);
    for (size_t i = 0; i < n; i++) {
        const struct photo_face *f = face_of(photo, there[i].person);
        people[i] = (struct photo_person){
            .name = there[i].name, .on_name = box(w, "on", there[i].person), .agree_name = box(w, "yes", there[i].person),
            .open_name = box(w, "open", there[i].person), .on = again ? ticked(w, "on", there[i].person) : f != NULL,
            .agreed = again ? ticked(w, "yes", there[i].person) : f && f->agreed == PHOTO_YES,
            .open = again ? ticked(w, "open", there[i].person) : f && f->open,
            .own = f && str_is(f->how, "web") && f->person.v != w->ctx->actor.person};
    }
    view->people = people;
    view->people_n = n;
    return OK;
}

static void faces_fill(struct web *w, const struct photo *photo, struct photo_view *view)
{
    struct html_choice *faces = ARENA_ARRAY(w->ctx->arena, struct html_choice, 2);
    struct str said = web_kept(w, "faces", photo->faces == PHOTO_FACES_NONE ? STR("none") : photo->faces == PHOTO_FACES_NAMED ? STR("named") : STR(""));
    faces[0] = (struct html_choice){STR("none"), activities_said(w->ctx, SAY("No faces")), str_is(said, "none")};
    faces[1] = (struct html_choice){STR("named"), activities_said(w->ctx, view->runs ? SAY("Yes, of those I tick below") : SAY("Yes")), str_is(said, "named")};
    view->faces = faces;
    view->faces_n = 2;
    view->open = web_refused(w) ? web_on(w, "open") : photo->open;
}

static struct str state_say(struct web *w, const struct photo *p, bool owner)
{
    if (!owner) return STR_NONE;
    if (instant_is(p->down_at)) return activities_said(w->ctx, SAY("Somebody asked for it to come down. Nobody sees it but you and those who run this. In a week it is deleted."));
    if (p->words.len == 0) return activities_said(w->ctx, SAY("It is not shown to anybody yet."));
    if (!p->agreed) return activities_said(w->ctx, SAY("It waits until everybody on it said yes. Until then you and those who run this see it."));
    return p->everybody ? activities_said(w->ctx, SAY("Everybody can see it.")) : activities_said(w->ctx, SAY("Those who signed up or were there can see it."));
}

static bool asked(const struct ctx *ctx, const struct photo *photo)
{
    return ctx->actor.person != 0 && face_of(photo, (struct person_id){ctx->actor.person}) && !instant_is(photo->down_at);
}

static struct str by_say(struct ctx *ctx, struct person_id by)
{
    struct str name = activities_photo_by(ctx, by);
    return name.len > 0 ? name : activities_said(ctx, SAY("Somebody"));
}

enum status activities_web_photo(struct web *w)
{
    struct activity_at at;
    struct photo p;
    struct ctx *ctx = w->ctx;
    enum status status = activities_photo_find(ctx, web_id(w, 0), &at, &p);
    if (status != OK && status != ERR_DENIED) return status;
    bool owner = activities_photo_mine(ctx, &p) || activities_may_run(ctx, &at.asset, &at.series);
    struct photo_view view = {
        .name = at.asset.name, .when = activities_say_when(ctx, &at.session), .seen = status == OK, .mine = owner,
        .photos = web_path(w, "/sessions/%.*s/photos", STR_ARG(at.code)), .src = web_path(w, "/photos/%lld/large", (long long)p.id),
        .say = web_path(w, "/photos/%lld", (long long)p.id), .answer = web_path(w, "/photos/%lld/answer", (long long)p.id),
        .down = web_path(w, "/photos/%lld/down", (long long)p.id), .remove = web_path(w, "/photos/%lld/delete", (long long)p.id),
        .words = web_kept(w, "words", p.words), .by = by_say(ctx, p.by), .runs = activities_may_run(ctx, &at.asset, &at.series), .width = p.width, .height = p.height,
        .first = p.words.len == 0, .state = state_say(w, &p, owner), .asked = asked(ctx, &p) && !activities_photo_mine(ctx, &p)};
    const struct photo_face *own = face_of(&p, (struct person_id){ctx->actor.person});
    view.agreed = own && own->agreed == PHOTO_YES;
    view.may_down = status == OK && ctx->actor.person != 0 && !instant_is(p.down_at) && !view.first && activities_photo_belongs(ctx, &at);
    if (owner) TRY(people_fill(w, &at, &p, &view));
    faces_fill(w, &p, &view);
    activities_page_photo(web_page(w, SAY1("A picture: {name}", "name", at.asset.name), "/find"), &view);
    return OK;
}

/* Of the form: everybody ticked as being on it. */
static enum status say_read(struct web *w, const struct activity_at *at, struct photo_say *say)
{
    struct photo_there *there;
    size_t n;
    struct str faces = web_text(w, "faces");
    TRY(activities_photo_there(w->ctx, at, &there, &n));
    struct photo_face *on = ARENA_ARRAY(w->ctx->arena, struct photo_face, n + 1);
    *say = (struct photo_say){.words = web_text(w, "words"), .open = web_on(w, "open"), .on = on};
    if (str_is(faces, "none")) say->faces = PHOTO_FACES_NONE;
    if (str_is(faces, "named")) say->faces = PHOTO_FACES_NAMED;
    for (size_t i = 0; i < n; i++) {
        if (!ticked(w, "on", there[i].person)) continue;
        on[say->on_n++] = (struct photo_face){.person = there[i].person, .open = ticked(w, "open", there[i].person),
                                              .agreed = ticked(w, "yes", there[i].person) ? PHOTO_YES : PHOTO_NOT_ASKED};
    }
    return OK;
}

enum status activities_web_photo_say(struct web *w)
{
    struct activity_at at;
    struct photo photo;
    struct photo_say say;
    TRY(activities_photo_find(w->ctx, web_id(w, 0), &at, &photo));
    TRY(say_read(w, &at, &say));
    TRY(activities_photo_say(w->ctx, &at, &photo, &say));
    return web_redirect_saying(w, web_path(w, "/sessions/%.*s/photos", STR_ARG(at.code)), SAY("Kept."));
}

enum status activities_web_photo_answer(struct web *w)
{
    bool yes = str_is(web_text(w, "do"), "yes");
    TRY(activities_photo_answer(w->ctx, web_id(w, 0), yes, web_on(w, "open")));
    return web_redirect_saying(w, STR("/me"), yes ? SAY("Thank you. You can take it back at any time.") : SAY("It is taken down. Nobody is told why."));
}

enum status activities_web_photo_down(struct web *w)
{
    TRY(activities_photo_down(w->ctx, web_id(w, 0)));
    return web_redirect_saying(w, STR("/me"), SAY("It is taken down. Nobody is told who asked."));
}

enum status activities_web_photo_delete(struct web *w)
{
    TRY(activities_photo_delete(w->ctx, web_id(w, 0)));
    return web_redirect_saying(w, STR("/me"), SAY("The picture is deleted for good."));
}
