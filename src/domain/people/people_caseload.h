/* What one connector carries: room and rest, who stands in, who goes along to a first visit, and
   handing the people they walk beside to another connector in one go. */
#ifndef DOMAIN_PEOPLE_CASELOAD_H
#define DOMAIN_PEOPLE_CASELOAD_H

#include "domain/people/people.h"

#define PEOPLE_HANDOVER_MOST 500 /* people in one handing over */

/* ---- room and rest ---- */
struct people_room {
    int64_t room;               /* people they have room for; -1 not said */
    struct day rest_from, rest_until;
    struct person_id stand_in;  /* 0 = nobody */
};
struct people_walker {
    struct person_id id; struct str first_name;
    int64_t people;             /* they walk beside now */
    struct people_room room;
    bool resting, full, ended;  /* full: as many as they said, or more */
};
enum status people_room_find(struct ctx *ctx, struct person_id person, struct people_room *ret_room) MUST_USE;
/* A connector for themselves. Rest may begin today or later and last a year; the stand-in is another connector of the place. */
enum status people_room_set(struct ctx *ctx, const struct people_room *room) MUST_USE;
/* Everybody who walks beside somebody in the actor's place, with room and rest, by name; those who
   have left but still hold people among them. Connectors, administrators, leads. */
enum status people_walkers(struct ctx *ctx, struct people_walker **ret_rows, size_t *ret_count) MUST_USE;
/* "walks beside 9 people, room for 12", and "rests until Friday" when so. */
struct str people_walker_words(struct ctx *ctx, const struct people_walker *walker);
/* Somebody new for a connector who rests or is full: needs a reason of a person. */
enum status people_room_asks_reason(struct ctx *ctx, struct person_id connector, struct str reason) MUST_USE;
/* Take on somebody of the place whom nobody walks beside; a connector for themselves. */
enum status people_walk_beside(struct ctx *ctx, struct person_id person, struct str reason) MUST_USE;

/* Walks beside, or stands in just now for the one who does. */
bool people_walks(struct ctx *ctx, struct person_id walker, struct person_id person);
/* Whom the actor stands in for today: person -> resting connector. */
struct people_stand_in { struct person_id person, connector; struct str connector_name; struct day until; };
enum status people_stand_ins(struct ctx *ctx, struct people_stand_in **ret_rows, size_t *ret_count) MUST_USE;

/* ---- going along to a first visit ---- */
bool people_goes_along(struct ctx *ctx, struct person_id person);
enum status people_goes_along_set(struct ctx *ctx, struct person_id person, bool on) MUST_USE;
/* Who offered, or supports this person; never one kept apart from them. No permission asked. */
struct people_name { struct person_id id; struct str first_name; };
enum status people_along_list(struct ctx *ctx, struct place_id place, struct person_id person, struct people_name **ret_rows, size_t *ret_count) MUST_USE;

/* ---- handing over ---- */
struct people_held {
    struct person_id id; struct str first_name, note;
    int turns_to; struct str languages, phone, email, times, outcode; unsigned needs;
    struct instant since;
};
struct handover {
    struct handover_id id; struct place_id place;
    struct person_id from, to; struct str from_name, to_name, reason, done_name;
    struct instant made_at, done_at, dropped_at;
    const struct people_held *people; size_t people_n;
};
/* Those a connector walks beside, to be chosen from: the connector or an administrator of the place. */
enum status people_held_by(struct ctx *ctx, struct person_id connector, struct people_held **ret_rows, size_t *ret_count) MUST_USE;
/* Write down what is to pass; nothing passes yet. Only id and note of `people` count. */
enum status people_handover_prepare(struct ctx *ctx, struct person_id from, struct person_id to, struct str reason,
                                    const struct people_held *people, size_t count, struct handover_id *ret_id) MUST_USE;
/* Readable by the two connectors and the administrators; the notes by nobody else. */
enum status people_handover_find(struct ctx *ctx, struct handover_id id, struct handover *ret_handover) MUST_USE;
struct handover_line { struct handover_id id; struct str to_name; struct instant made_at; };
enum status people_handover_open(struct ctx *ctx, struct person_id from, struct handover_line **ret_rows, size_t *ret_count) MUST_USE;
/* All of it in this transaction; fact people.handed_over (subject: the handover). ERR_CONFLICT: done already, or somebody else was quicker. */
enum status people_handover_do(struct ctx *ctx, struct handover_id id) MUST_USE;
enum status people_handover_drop(struct ctx *ctx, struct handover_id id) MUST_USE;

/* ---- what the person is told, and may say ---- */
struct handover_told {
    int64_t item; struct str from_name, to_name; struct instant at;
    bool words, other, seen;    /* earlier words may be read; somebody else is wished for */
};
enum status people_handover_told(struct ctx *ctx, struct person_id person, struct handover_told *ret_told) MUST_USE; /* ERR_MISSING when never */
enum status people_handover_answer(struct ctx *ctx, struct person_id person, bool words, bool other) MUST_USE; /* the person */
/* May this connector read what was said then? Not what was said to another before a handover,
   until the person says so. For conversations and supports, no further permission asked. */
bool people_words_pass(struct ctx *ctx, struct person_id connector, struct person_id person, struct instant said_at);
/* People who would rather have somebody else: administrators of the place. */
struct handover_other { int64_t item; struct person_id person; struct str first_name, to_name; struct instant at; };
enum status people_handover_others(struct ctx *ctx, struct handover_other **ret_rows, size_t *ret_count) MUST_USE;
enum status people_handover_others_seen(struct ctx *ctx, int64_t item) MUST_USE;
struct handover_past { struct str from_name, to_name, note; struct instant at; };
enum status people_handover_history(struct ctx *ctx, struct person_id person, struct handover_past **ret_rows, size_t *ret_count) MUST_USE;

#endif
