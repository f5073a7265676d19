/* Text messages about introductions: who is asked what, when, and what a reply moves. */
#ifndef DOMAIN_INTRODUCTIONS_TEXTS_H
#define DOMAIN_INTRODUCTIONS_TEXTS_H

#include "domain/introductions/introductions.h"
#include "platform/texts/texts.h"

/* ---- how somebody likes to be reached ---- */
#define INTRODUCTIONS_REACHES 4
extern const char *const introductions_reaches[INTRODUCTIONS_REACHES]; /* "mail" "text" "paper" "ring" */
/* "" when not said. */
struct str introductions_reach(struct ctx *ctx, struct person_id person);
/* Themselves, or who may change their record. "text" needs a phone number and a yes to being reached. */
enum status introductions_reach_set(struct ctx *ctx, struct person_id person, struct str way) MUST_USE;

/* ---- going out: in a job, a transaction each ---- */
enum introductions_message { MESSAGE_ASKED, MESSAGE_HOST_ASKED, MESSAGE_BOTH_YES, MESSAGE_MEETING, MESSAGE_REMINDER, MESSAGE_FOLLOW_UP, MESSAGE_AGAIN, MESSAGES };
/* What is due by where each introduction stands: asked, host asked, both yes, meeting. */
enum status introductions_text_steps(struct ctx *ctx) MUST_USE;
/* What is due by the day: reminder, follow-up at 7 and at 28 days; by day only. */
enum status introductions_text_days(struct ctx *ctx) MUST_USE;
/* The words of one message, in a language. No name before both said yes. */
struct str introductions_text_words(struct ctx *ctx, const struct introduction *row, bool host, enum introductions_message kind,
                                    const struct locale *locale);

/* ---- coming in ---- */
/* A listener of "texts.came". */
enum status introductions_hear_text(struct ctx *ctx, int64_t text, int64_t object) MUST_USE;
/* ...of "texts.stopped", and of consents taken back: what waits does not go, their connector reads why. */
enum status introductions_hear_stopped(struct ctx *ctx, int64_t person, int64_t object) MUST_USE;
enum status introductions_hear_silence(struct ctx *ctx, int64_t person, int64_t object) MUST_USE;
enum status introductions_hear_gone(struct ctx *ctx, int64_t person, int64_t object) MUST_USE; /* ...who left */

/* ---- notes for connectors: what happened by text and wants a person ---- */
struct introductions_note { int64_t id; struct str kind, asset_name; struct instant at; };
/* Once until it is seen to. */
enum status introductions_note_add(struct ctx *ctx, struct person_id person, struct introduction_id about, const char *kind) MUST_USE;
enum status introductions_notes(struct ctx *ctx, struct person_id person, struct introductions_note **ret_rows, size_t *ret_count) MUST_USE;
/* Of everybody the actor walks beside, the oldest first; at most 20. */
struct introductions_heard { struct person_id person; struct str first_name, kind; };
enum status introductions_notes_mine(struct ctx *ctx, struct introductions_heard **ret_rows, size_t *ret_count) MUST_USE;
/* "Please ring them: they asked for it." */
struct str introductions_note_words(struct ctx *ctx, struct str kind);
enum status introductions_note_read(struct ctx *ctx, int64_t id) MUST_USE;

#endif
