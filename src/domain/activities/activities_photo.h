/* Pictures of a session, seen by who agreed to that, and small wins by the register's count. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_PHOTO_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_PHOTO_H

#include "domain/activities/activities.h"

#define PHOTO_BODY_MAX ((size_t)13 << 20)  /* what a form may bring: a picture of 12 MB and its borders */
#define PHOTO_BYTES_MAX ((size_t)12 << 20)
#define PHOTOS_MAX 40                      /* of one session */
#define PHOTO_FACES_MAX 60
#define WIN_LEAST 5                        /* fewer are not counted aloud */

enum photo_faces { PHOTO_FACES_UNSAID, PHOTO_FACES_NONE, PHOTO_FACES_NAMED };
enum photo_agreed { PHOTO_NOT_ASKED = -1, PHOTO_NO, PHOTO_YES };
struct photo_face { struct person_id person; struct str name; enum photo_agreed agreed; bool open; struct str how; };

struct photo {
    int64_t id;
    struct place_id place; struct asset_id asset;
    struct day day; struct minutes at; /* the session, as first planned */
    struct person_id by;
    struct str words;                  /* who or what is on it; empty = not said yet */
    enum photo_faces faces;
    bool open;                         /* for everybody, as whoever put it there wished */
    int width, height, small_width, small_height;
    struct instant created_at, down_at;
    const struct photo_face *on; size_t on_n;
    bool agreed;                       /* by all who are on it */
    bool everybody;                    /* and to everybody seeing it */
};

/* What kith-worker made of it. */
struct photo_made { struct str large, small; int width, height, small_width, small_height; };

/* Was the person there by the register, or do they run it? Then they may add one, once it began. */
bool activities_photo_may_add(struct ctx *ctx, const struct activity_at *at);
/* Do they have a place on it, were they there, or do they run it? */
bool activities_photo_belongs(struct ctx *ctx, const struct activity_at *at);
/* Keep the picture; words and faces follow. Fails: ERR_DENIED, ERR_LIMIT (40 of a session, or the place's
   room: setting "photos.place_mb"). Fact "activities.photo". */
enum status activities_photo_add(struct ctx *ctx, const struct activity_at *at, const struct photo_made *made, int64_t *ret_id) MUST_USE;
/* ERR_MISSING also for whom it is not to be seen by. */
enum status activities_photo_find(struct ctx *ctx, int64_t id, struct activity_at *ret_at, struct photo *ret_photo) MUST_USE;
enum status activities_photo_bytes(struct ctx *ctx, int64_t id, bool small, struct str *ret_bytes) MUST_USE;
/* Those of a session that the actor may see. */
enum status activities_photos(struct ctx *ctx, const struct activity_at *at, struct photo **ret_photos, size_t *ret_count) MUST_USE;

/* The first name of whoever put it there, for the actor; empty: nobody's business, or they left. */
struct str activities_photo_by(struct ctx *ctx, struct person_id by);
bool activities_photo_mine(const struct ctx *ctx, const struct photo *photo);
/* Who may be named on one: those whom the register of its session names. For who does not run it:
   themselves, if they stand there. */
struct photo_there { struct person_id person; struct str name; };
enum status activities_photo_there(struct ctx *ctx, const struct activity_at *at, struct photo_there **ret_rows, size_t *ret_count) MUST_USE;
/* Say who or what is on it, and who of them said yes. What somebody said here themselves stays. Fails:
   ERR_INVALID (box by box), ERR_DENIED (not theirs and they do not run it). */
struct photo_say { struct str words; enum photo_faces faces; const struct photo_face *on; size_t on_n; bool open; };
enum status activities_photo_say(struct ctx *ctx, const struct activity_at *at, const struct photo *photo, const struct photo_say *say) MUST_USE;
/* One who is on it answers. A no takes it down at once. ERR_DENIED: they are not on it. */
enum status activities_photo_answer(struct ctx *ctx, int64_t id, bool yes, bool open) MUST_USE;
/* Anybody who may see it, or is on it: at once it is seen by nobody but its owner and the runners.
   Fact "activities.photo_down". */
enum status activities_photo_down(struct ctx *ctx, int64_t id) MUST_USE;
/* Empty its bytes and words for good: whoever put it there, or runs it. */
enum status activities_photo_delete(struct ctx *ctx, int64_t id) MUST_USE;
/* Those taken down a week ago are emptied. In a job, with no transaction open. */
enum status activities_photo_run(struct ctx *ctx) MUST_USE;

/* What a person is asked or has put there, newest first. */
struct photo_asked { int64_t id; struct asset_id asset; struct day day; struct minutes at; struct str words, by; enum photo_agreed agreed; };
enum status activities_photos_asked(struct ctx *ctx, struct person_id person, struct photo_asked **ret_rows, size_t *ret_count) MUST_USE;

/* ---- small wins: "28 of us came on Sunday", from five on ---- */
struct activity_win { struct asset_id asset; struct day day, on; struct minutes at; int count; struct str words; };
/* Of a session; ERR_MISSING: not kept yet, or fewer. */
enum status activities_win(struct ctx *ctx, const struct activity_at *at, struct activity_win *ret_win) MUST_USE;
enum status activities_win_last(struct ctx *ctx, struct asset_id asset, struct activity_win *ret_win) MUST_USE;
enum status activities_win_put(struct ctx *ctx, const struct activity_at *at, struct str words) MUST_USE;
enum status activities_wins_for(struct ctx *ctx, struct person_id person, struct activity_win **ret_wins, size_t *ret_count) MUST_USE;

#endif
