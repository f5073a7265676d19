/* Pictures of a session: who may see, add, name, take down. */
#include "domain/activities/activities_photo.h"

#include "activities_sql.h"
#include "platform/journal/journal.h"
#include "platform/module/module.h"

#define WORDS_MAX 300
#define PLACE_MB "2000"
#define DOWN_DAYS 7
#define DAY_MS ((int64_t)86400000)
#define SLICE 20

/* ---- who ---- */

static bool counted(struct ctx *ctx, const struct activity_at *at,
                    enum status (*count)(struct db *, struct asset_id, struct day, struct minutes, struct person_id, int64_t *))
{
    int64_t n = 0;
    const struct person_id self = {ctx->actor.person};
    return self.v != 0 && count(ctx->db, at->asset.id, at->session.day, at->session.at, self, &n) == OK && n > 0;
}

bool activities_photo_may_add(struct ctx *ctx, const struct activity_at *at)
{
    if (at->code.len == 0 || at->session.begins.ms > ctx->now.ms) return false;
    return activities_may_run(ctx, &at->asset, &at->series) || counted(ctx, at, activities_sql_photo_came);
}

bool activities_photo_belongs(struct ctx *ctx, const struct activity_at *at)
{
    return activities_may_run(ctx, &at->asset, &at->series) || counted(ctx, at, activities_sql_photo_came) ||
           counted(ctx, at, activities_sql_photo_signed);
}

bool activities_photo_mine(const struct ctx *ctx, const struct photo *photo)
{
    return photo->by.v != 0 && photo->by.v == ctx->actor.person;
}

struct str activities_photo_by(struct ctx *ctx, struct person_id by)
{
    if (people_apart(ctx, by, (struct person_id){ctx->actor.person})) return STR("");
    return people_first_name(ctx, by);
}

static bool on_it(const struct ctx *ctx, const struct photo *photo)
{
    for (size_t i = 0; i < photo->on_n; i++)
        if (photo->on[i].person.v == ctx->actor.person) return ctx->actor.person != 0;
    return false;
}

/* Until all on it said yes, and once one asked for it to come down, only these two see it. */
static bool owns(struct ctx *ctx, const struct activity_at *at, const struct photo *photo)
{
    return activities_photo_mine(ctx, photo) || activities_may_run(ctx, &at->asset, &at->series);
}

static bool may_see(struct ctx *ctx, const struct activity_at *at, const struct photo *photo)
{
    if (owns(ctx, at, photo)) return true;
    if (!photo->agreed || instant_is(photo->down_at)) return false;
    return photo->everybody || activities_photo_belongs(ctx, at);
}

/* ---- reading ---- */

static enum status faces_read(struct ctx *ctx, struct photo *photo)
{
    struct activities_sql_photo_faces *rows;
    size_t n;
    TRY(activities_sql_photo_faces(ctx->db, ctx->arena, photo->id, &rows, &n));
    struct photo_face *on = ARENA_ARRAY(ctx->arena, struct photo_face, n + 1);
    photo->agreed = photo->words.len > 0 && photo->faces != PHOTO_FACES_UNSAID;
    photo->everybody = photo->open;
    for (size_t i = 0; i < n; i++) {
        enum photo_agreed agreed = rows[i].agreed == INT_NONE ? PHOTO_NOT_ASKED : rows[i].agreed ? PHOTO_YES : PHOTO_NO;
        on[i] = (struct photo_face){rows[i].person_id, rows[i].first_name, agreed, rows[i].open, rows[i].how};
        photo->agreed = photo->agreed && agreed == PHOTO_YES;
        photo->everybody = photo->everybody && rows[i].open;
    }
    photo->on = on;
    photo->on_n = n;
    if (photo->faces == PHOTO_FACES_NAMED && n == 0) photo->agreed = false;
    photo->everybody = photo->everybody && photo->agreed;
    return OK;
}

static enum photo_faces faces_parse(struct str word)
{
    return str_is(word, "none") ? PHOTO_FACES_NONE : str_is(word, "named") ? PHOTO_FACES_NAMED : PHOTO_FACES_UNSAID;
}

/* The two queries answer rows of the same fields. */
#define PHOTO_OF(row)                                                                                              \
    (struct photo)                                                                                                 \
    {                                                                                                              \
        .id = (row).id, .place = (row).place_id, .asset = (row).asset_id, .day = (row).day, .at = (row).at,        \
        .by = (row).by_id, .words = (row).words, .faces = faces_parse((row).faces), .open = (row).open,            \
        .width = (int)(row).width, .height = (int)(row).height, .small_width = (int)(row).small_width,             \
        .small_height = (int)(row).small_height, .created_at = (row).created_at, .down_at = (row).down_at          \
    }

/* Whoever may see it or not: with its session. */
static enum status find(struct ctx *ctx, int64_t id, struct activity_at *ret_at, struct photo *ret_photo)
{
    struct activities_sql_photo_find row;
    TRY(activities_sql_photo_find(ctx->db, ctx->arena, id, &row));
    if (instant_is(row.ended_at)) return ERR_MISSING;
    struct photo photo = PHOTO_OF(row);
    TRY(faces_read(ctx, &photo));
    TRY(activities_at(ctx, assets_session_code(ctx->arena, photo.asset, photo.day, photo.at), ret_at));
    *ret_photo = photo;
    return OK;
}

enum status activities_photo_find(struct ctx *ctx, int64_t id, struct activity_at *ret_at, struct photo *ret_photo)
{
    TRY(find(ctx, id, ret_at, ret_photo));
    if (may_see(ctx, ret_at, ret_photo)) return OK;
    return on_it(ctx, ret_photo) && !instant_is(ret_photo->down_at) ? ERR_DENIED : ERR_MISSING;
}

enum status activities_photo_bytes(struct ctx *ctx, int64_t id, bool small, struct str *ret_bytes)
{
    struct activity_at at;
    struct photo photo;
    struct activities_sql_photo_bytes row;
    TRY(find(ctx, id, &at, &photo));
    if (!may_see(ctx, &at, &photo)) return ERR_MISSING;
    TRY(activities_sql_photo_bytes(ctx->db, ctx->arena, id, small, &row));
    if (row.bytes.len == 0) return ERR_MISSING;
    *ret_bytes = row.bytes;
    return OK;
}

enum status activities_photos(struct ctx *ctx, const struct activity_at *at, struct photo **ret_photos, size_t *ret_count)
{
    struct activities_sql_photos *rows;
    size_t n, kept = 0;
    TRY(activities_sql_photos(ctx->db, ctx->arena, at->asset.id, at->session.day, at->session.at, PHOTOS_MAX, &rows, &n));
    struct photo *photos = ARENA_ARRAY(ctx->arena, struct photo, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct photo photo = PHOTO_OF(rows[i]);
        TRY(faces_read(ctx, &photo));
        if (may_see(ctx, at, &photo)) photos[kept++] = photo;
    }
    *ret_photos = photos;
    *ret_count = kept;
    return OK;
}

/* The list of who came is for who runs it; anybody else finds themselves on it, and nobody else. */
enum status activities_photo_there(struct ctx *ctx, const struct activity_at *at, struct photo_there **ret_rows, size_t *ret_count)
{
    struct activities_sql_photo_there *rows;
    size_t n, kept = 0;
    bool runs = activities_may_run(ctx, &at->asset, &at->series);
    TRY(activities_sql_photo_there(ctx->db, ctx->arena, at->asset.id, at->session.day, at->session.at, PHOTO_FACES_MAX, &rows, &n));
    struct photo_there *there = ARENA_ARRAY(ctx->arena, struct photo_there, n + 1);
    for (size_t i = 0; i < n; i++)
        if (runs || rows[i].person_id.v == ctx->actor.person) there[kept++] = (struct photo_there){rows[i].person_id, rows[i].first_name};
    *ret_rows = there;
    *ret_count = kept;
    return OK;
}

/* ---- adding ---- */

static enum status room_check(struct ctx *ctx, const struct activity_at *at, size_t size)
{
    struct activities_sql_photo_total total;
    struct str setting;
    int64_t n, most;
    TRY(activities_sql_photo_room(ctx->db, at->asset.id, at->session.day, at->session.at, &n));
    if (n >= PHOTOS_MAX)
        return ctx_fault(ctx, ERR_LIMIT, STR("picture"), SAY("There are 40 pictures of this day already. Delete one first."));
    TRY(module_setting(ctx, "photos.place_mb", STR(PLACE_MB), &setting));
    if (!str_to_int(setting, &most) || most < 0) (void)str_to_int(STR(PLACE_MB), &most);
    TRY(activities_sql_photo_total(ctx->db, ctx->arena, at->asset.place, &total));
    if (total.bytes + (int64_t)size > most * 1000000)
        return ctx_fault(ctx, ERR_LIMIT, STR("picture"), SAY("There is no room for more pictures here. Ask an administrator to make room."));
    return OK;
}

enum status activities_photo_add(struct ctx *ctx, const struct activity_at *at, const struct photo_made *made, int64_t *ret_id)
{
    if (!activities_photo_may_add(ctx, at))
        return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Pictures are added by those who were there, once it began."));
    size_t size = made->large.len + made->small.len;
    TRY(room_check(ctx, at, size));
    const struct activities_sql_photo_add_in in = {
        .id = ctx_id(ctx), .place_id = at->asset.place, .asset_id = at->asset.id, .day = at->session.day,
        .at = at->session.at, .by_id = {ctx->actor.person}, .width = made->width, .height = made->height,
        .small_width = made->small_width, .small_height = made->small_height, .size = (int64_t)size, .now = ctx->now};
    TRY(activities_sql_photo_add(ctx->db, &in));
    TRY(activities_sql_photo_bytes_add(ctx->db, in.id, false, made->large));
    TRY(activities_sql_photo_bytes_add(ctx->db, in.id, true, made->small));
    TRY(journal_record(ctx, "activities.photo", in.id, at->asset.id.v, STR_NONE));
    *ret_id = in.id;
    return OK;
}

/* ---- who is on it ---- */

static enum status say_check(struct ctx *ctx, const struct photo *photo, const struct photo_say *say, bool runs)
{
    enum status status = OK;
    if (str_trim(say->words).len == 0)
        status = ctx_fault(ctx, ERR_INVALID, STR("words"), SAY("Say who or what is on it. For example: Joan and Dev at the gate"));
    if (say->words.len > WORDS_MAX) status = ctx_fault(ctx, ERR_INVALID, STR("words"), SAY("Use at most 300 letters."));
    if (say->faces == PHOTO_FACES_UNSAID)
        status = ctx_fault(ctx, ERR_INVALID, STR("faces"), SAY("Say whether faces can be seen on it."));
    if (say->faces == PHOTO_FACES_NONE && !runs && photo->on_n > 0)
        status = ctx_fault(ctx, ERR_INVALID, STR("faces"), SAY("Those who run it said who is on it. Ask them to change that."));
    if (say->faces == PHOTO_FACES_NAMED && say->on_n == 0 && runs)
        status = ctx_fault(ctx, ERR_INVALID, STR("on"), SAY("Tick everybody whose face can be seen."));
    return status;
}

static const struct photo_face *face_of(const struct photo_face *faces, size_t n, struct person_id person)
{
    for (size_t i = 0; i < n; i++)
        if (faces[i].person.v == person.v) return &faces[i];
    return NULL;
}

static enum status named(const struct photo_there *there, size_t n, struct person_id person)
{
    for (size_t i = 0; i < n; i++)
        if (there[i].person.v == person.v) return OK;
    return ERR_INVALID;
}

static enum status faces_put(struct ctx *ctx, const struct activity_at *at, const struct photo *photo, const struct photo_say *say)
{
    struct photo_there *there;
    size_t n;
    bool runs = activities_may_run(ctx, &at->asset, &at->series);
    TRY(activities_photo_there(ctx, at, &there, &n));
    for (size_t i = 0; i < photo->on_n; i++)
        if (runs && (say->faces == PHOTO_FACES_NONE || !face_of(say->on, say->on_n, photo->on[i].person)))
            TRY(activities_sql_photo_face_off(ctx->db, photo->id, photo->on[i].person));
    for (size_t i = 0; say->faces == PHOTO_FACES_NAMED && i < say->on_n; i++) {
        const struct photo_face *f = &say->on[i], *was = face_of(photo->on, photo->on_n, f->person);
        if (was && str_is(was->how, "web")) continue; /* their own word counts, not what somebody says of them */
        if (named(there, n, f->person) != OK)
            return ctx_fault(ctx, ERR_INVALID, STR("on"), SAY("Only people whom the register names can be ticked."));
        bool self = f->person.v == ctx->actor.person;
        TRY(activities_sql_photo_face_put(ctx->db, photo->id, f->person, f->agreed == PHOTO_YES ? 1 : INT_NONE,
                                          f->agreed == PHOTO_YES && f->open, self ? STR("web") : STR("spoken"), ctx->now));
    }
    return OK;
}

enum status activities_photo_say(struct ctx *ctx, const struct activity_at *at, const struct photo *photo, const struct photo_say *say)
{
    if (!owns(ctx, at, photo))
        return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Whoever put it there says what is on it."));
    TRY(say_check(ctx, photo, say, activities_may_run(ctx, &at->asset, &at->series)));
    TRY(faces_put(ctx, at, photo, say));
    struct str faces = say->faces == PHOTO_FACES_NONE ? STR("none") : STR("named");
    return activities_sql_photo_say(ctx->db, photo->id, str_trim(say->words), faces, say->open);
}

enum status activities_photo_answer(struct ctx *ctx, int64_t id, bool yes, bool open)
{
    struct activity_at at;
    struct photo photo;
    TRY(find(ctx, id, &at, &photo));
    if (!on_it(ctx, &photo)) return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Only those who are on it are asked."));
    const struct person_id self = {ctx->actor.person};
    TRY(activities_sql_photo_face_put(ctx->db, id, self, yes ? 1 : 0, yes && open, STR("web"), ctx->now));
    return yes ? OK : activities_photo_down(ctx, id);
}

/* ---- away ---- */

enum status activities_photo_down(struct ctx *ctx, int64_t id)
{
    struct activity_at at;
    struct photo photo;
    TRY(find(ctx, id, &at, &photo));
    if (!on_it(ctx, &photo) && !may_see(ctx, &at, &photo)) return ERR_MISSING;
    if (ctx->actor.person == 0 && !ctx_has(ctx, STANDING_SYSTEM)) return ERR_DENIED;
    if (!on_it(ctx, &photo) && !owns(ctx, &at, &photo) && !activities_photo_belongs(ctx, &at))
        return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Those who signed up or were there can take it down."));
    TRY(activities_sql_photo_down(ctx->db, id, (struct person_id){ctx->actor.person}, ctx->now));
    return journal_record(ctx, "activities.photo_down", id, photo.asset.v, STR_NONE);
}

static enum status empty(struct ctx *ctx, int64_t id)
{
    TRY(activities_sql_photo_bytes_empty(ctx->db, id));
    return activities_sql_photo_empty(ctx->db, id, ctx->now);
}

enum status activities_photo_delete(struct ctx *ctx, int64_t id)
{
    struct activity_at at;
    struct photo photo;
    TRY(find(ctx, id, &at, &photo));
    if (!owns(ctx, &at, &photo)) return may_see(ctx, &at, &photo) ? ERR_DENIED : ERR_MISSING;
    TRY(empty(ctx, id));
    return journal_record(ctx, "activities.photo_deleted", id, photo.asset.v, STR_NONE);
}

enum status activities_photo_run(struct ctx *ctx)
{
    struct activities_sql_photo_due *rows;
    size_t n;
    TRY(db_begin(ctx->db, DB_WRITE));
    TRY(activities_sql_photo_due(ctx->db, ctx->arena, (struct instant){ctx->now.ms - DOWN_DAYS * DAY_MS}, SLICE, &rows, &n));
    for (size_t i = 0; i < n; i++) TRY(empty(ctx, rows[i].id));
    return db_commit(ctx->db);
}

/* ---- asked ---- */

enum status activities_photos_asked(struct ctx *ctx, struct person_id person, struct photo_asked **ret_rows, size_t *ret_count)
{
    struct activities_sql_photos_of *rows;
    size_t n, kept = 0;
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    TRY(activities_sql_photos_of(ctx->db, ctx->arena, person, PHOTO_FACES_MAX, &rows, &n));
    struct photo_asked *asked = ARENA_ARRAY(ctx->arena, struct photo_asked, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (instant_is(rows[i].ended_at) || instant_is(rows[i].down_at)) continue;
        enum photo_agreed agreed = rows[i].agreed == INT_NONE ? PHOTO_NOT_ASKED : rows[i].agreed ? PHOTO_YES : PHOTO_NO;
        asked[kept++] = (struct photo_asked){rows[i].photo_id, rows[i].asset_id, rows[i].day, rows[i].at, rows[i].words,
                                             activities_photo_by(ctx, rows[i].by_id), agreed};
    }
    *ret_rows = asked;
    *ret_count = kept;
    return OK;
}
