/* Between the files about paper notes. */
#ifndef DOMAIN_CREDITS_CREDITS_NOTES_OWN_H
#define DOMAIN_CREDITS_CREDITS_NOTES_OWN_H

#include "domain/credits/credits_notes.h"

struct web;
struct cli;
struct html;
struct json;

/* What codes are hashed with; ERR_MISSING before the first print, unless it is to be made. */
enum status credits_note_key(struct ctx *ctx, bool make, struct str *ret_key) MUST_USE;
void credits_note_hash(struct str key, struct str code, unsigned char ret_hash[32]);
/* End notes of a span and book their hours back; ret_ids: those, in order. */
enum status credits_notes_end(struct ctx *ctx, const struct credits_note_span *span, enum note_state state, struct str why, const char *via, struct note_id **ret_ids, size_t *ret_count) MUST_USE;
/* So many minutes in as few entries as they take; `like` has the rest. */
enum status credits_notes_move(struct ctx *ctx, struct account_id from, struct account_id to, int64_t minutes, const struct credits_post *like) MUST_USE;
/* The long-lived count of wrong codes. */
enum status credits_guess_open(struct ctx *ctx, struct arena *lasting, void **ret_ptr) MUST_USE;
/* Timer: notes whose last day is over. */
enum status credits_notes_job(struct ctx *ctx) MUST_USE;
enum status credits_seed_notes(struct ctx *ctx) MUST_USE; /* the example */
/* "My data", and what is emptied when somebody leaves. */
enum status credits_notes_export(struct ctx *ctx, struct person_id person, struct json *json) MUST_USE;
enum status credits_notes_forget(struct ctx *ctx, struct person_id person) MUST_USE;
/* Where they are good, whom to ring, and the promise, in words of ctx->locale. where: STR_NONE = at every
   venue. */
struct str credits_notes_where(struct ctx *ctx, struct place_id place, struct str words);
struct str credits_notes_ring(struct ctx *ctx, struct place_id place);
struct str credits_notes_promise(struct ctx *ctx, int64_t minutes, struct str where);

#endif
