/* Of the example: a checklist nearly done, people who grow, papers, a drawn picture, a small win. */
#include "domain/activities/activities_checklist.h"
#include "domain/activities/activities_leader_own.h"

#include "activities_sql.h"
#include "base/embed.h"

#define DAY_MS ((int64_t)86400000)

extern const struct embed_file activities_data_files[];

static enum status person(struct ctx *ctx, struct place_id place, const char *name, struct person_id *ret_id)
{
    return people_seed_find(ctx, place, str_from(name), ret_id);
}

/* Do what follows as this person, who runs it or not. */
static void act(struct ctx *ctx, struct person_id who, struct place_id place)
{
    ctx->actor = (struct actor){.person = who.v, .place = place.v, .standing = STANDING_MEMBER};
}

static enum status checklist(struct ctx *ctx, const struct activity_at *at)
{
    struct checklist list;
    TRY(activities_checklist_begin(ctx, at, STR("cooking")));
    TRY(activities_checklist_find(ctx, at->asset.id, &list));
    for (size_t i = 0; i < list.of->questions_n; i++) {
        const char *key = list.of->questions[i]->key;
        list.answers[i].said = CHECKLIST_YES;
        if (str_is(STR("raw"), key) || str_is(STR("hot"), key) || str_is(STR("gas"), key)) list.answers[i].said = CHECKLIST_NOT_NEEDED;
        if (str_is(STR("first-aid"), key)) list.answers[i].words = STR("In the shed, on the nail beside the hose.");
        if (!str_is(STR("hygiene"), key)) continue;
        list.answers[i].said = CHECKLIST_ASK;
        list.answers[i].words = STR("Only tea and bought biscuits. Ask Tom whether we need one.");
    }
    return activities_checklist_put(ctx, at, &list);
}

static enum status ladder(struct ctx *ctx, const struct activity_at *at)
{
    static const struct { const char *name; enum leader_step self, leader; const char *small_step; } rows[] = {
        {"Harjit", LEADER_TOGETHER, LEADER_TOGETHER, NULL},
        {"Harjit", LEADER_SUPPORTED, LEADER_SUPPORTED, "Open up alone on the last Tuesday of the month; Dev comes at three."},
        {"Kasia", LEADER_HELPED, LEADER_HELPED, NULL},
        {"Kasia", LEADER_NONE, LEADER_TOGETHER, "Say hello at the gate with Dev, and show the newcomers round."},
        {"Yusuf", LEADER_HELPED, LEADER_NONE, NULL},
    };
    const struct person_id dev = at->series.leader;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct person_id who;
        if (person(ctx, at->asset.place, rows[i].name, &who) != OK) continue;
        act(ctx, who, at->asset.place);
        if (rows[i].self) TRY(activities_step_say(ctx, at, who, rows[i].self, STR_NONE));
        act(ctx, dev, at->asset.place);
        if (rows[i].leader) TRY(activities_step_say(ctx, at, who, rows[i].leader, str_from(rows[i].small_step)));
    }
    return OK;
}

static enum status papers(struct ctx *ctx, const struct activity_at *at)
{
    static const struct { const char *whose, *seen_by; enum held_kind kind; int days; } rows[] = {
        {"Dev", "Nadia", HELD_FIRST_AID, 40}, {"Dev", NULL, HELD_FOOD_HYGIENE, 500}, {"Harjit", "Nadia", HELD_FIRST_AID, 400},
        {"Samina", "Nadia", HELD_DBS, 10}};
    struct day today = ctx_today(ctx);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct person_id whose, seen = {0};
        if (person(ctx, at->asset.place, rows[i].whose, &whose) != OK) continue;
        if (rows[i].seen_by) TRY(person(ctx, at->asset.place, rows[i].seen_by, &seen));
        act(ctx, seen.v ? seen : whose, at->asset.place);
        if (seen.v) ctx->actor.standing |= STANDING_ADMIN;
        TRY(activities_held_put(ctx, whose, rows[i].kind, (struct day){today.n + rows[i].days}));
    }
    return OK;
}

static struct str drawn(const char *name)
{
    for (const struct embed_file *f = activities_data_files; f->path; f++)
        if (str_ends(str_from(f->path), str_from(name))) return str_of((const char *)f->bytes, f->size);
    return STR_NONE;
}

static enum status picture(struct ctx *ctx, const struct activity_at *at, const struct photo_say *say)
{
    const struct photo_made made = {drawn("example-picture.jpg"), drawn("example-picture-small.jpg"), 960, 640, 480, 320};
    struct activity_at found;
    struct photo photo;
    int64_t id;
    TRY(activities_photo_add(ctx, at, &made, &id));
    TRY(activities_photo_find(ctx, id, &found, &photo));
    return activities_photo_say(ctx, at, &photo, say);
}

/* Of the last date of which a list is kept: a drawing for everybody, and one that waits for a yes. */
static enum status pictures(struct ctx *ctx, struct activity_at *at)
{
    struct activity_win win;
    struct person_id joan;
    enum status status = activities_win_last(ctx, at->asset.id, &win);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    TRY(activities_at(ctx, assets_session_code(ctx->arena, win.asset, win.day, win.at), at));
    act(ctx, at->series.leader, at->asset.place);
    TRY(activities_win_put(ctx, at, STR("The first chillies are red. The kettle did not stop once.")));
    const struct photo_say open = {.words = STR("Chillies on the sill and the first seedlings, drawn by Gwen"), .faces = PHOTO_FACES_NONE, .open = true};
    TRY(picture(ctx, at, &open));
    if (person(ctx, at->asset.place, "Joan", &joan) != OK) return OK;
    const struct photo_face face = {.person = joan, .agreed = PHOTO_NOT_ASKED};
    const struct photo_say waits = {.words = STR("Joan with her tray of seedlings, as Gwen drew her"), .faces = PHOTO_FACES_NAMED, .on = &face, .on_n = 1};
    return picture(ctx, at, &waits);
}

enum status activities_leader_seed(struct ctx *ctx, struct asset_id tea)
{
    struct activity_at at = {.code = STR_NONE};
    const struct actor actor = ctx->actor;
    const struct instant now = ctx->now;
    TRY(activities_find_id(ctx, tea, &at.asset, &at.series));
    act(ctx, at.series.leader, at.asset.place);
    ctx->now.ms -= 21 * DAY_MS;
    enum status status = checklist(ctx, &at);
    if (status == OK) status = ladder(ctx, &at);
    ctx->now = now;
    if (status == OK) status = papers(ctx, &at);
    if (status == OK) status = pictures(ctx, &at);
    ctx->actor = actor;
    return status;
}
