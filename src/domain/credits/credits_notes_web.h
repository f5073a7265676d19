/* Handlers of the till and of the pages about paper notes; rows of credits_module.c. */
#ifndef DOMAIN_CREDITS_CREDITS_NOTES_WEB_H
#define DOMAIN_CREDITS_CREDITS_NOTES_WEB_H

#include "domain/credits/credits_notes_own.h"
#include "domain/credits/credits_venue.h"

/* ---- till (credits_till_web.c, credits_till_paper_web.c) ---- */
enum status credits_till_web(struct web *w);
enum status credits_till_web_open_prepare(struct web *w);
enum status credits_till_web_open(struct web *w);
enum status credits_till_web_close(struct web *w);
enum status credits_till_web_take_prepare(struct web *w);
enum status credits_till_web_take(struct web *w);
enum status credits_till_web_back(struct web *w);
enum status credits_till_web_tally(struct web *w);
enum status credits_till_web_tally_prepare(struct web *w);
enum status credits_till_web_tally_take(struct web *w);
enum status credits_till_web_sheet(struct web *w);
enum status credits_till_web_card(struct web *w);
enum status credits_note_web(struct web *w);
enum status credits_note_web_keep_prepare(struct web *w);
enum status credits_note_web_keep(struct web *w);
/* Whose till this device is, and its code; false = nobody's. Needs a transaction. */
bool credits_till_of(struct web *w, struct credits_venue *ret_venue, struct str *ret_code);

/* ---- for who keeps the books (credits_notes_web.c) ---- */
enum status credits_notes_web(struct web *w);
enum status credits_notes_web_print_prepare(struct web *w);
enum status credits_notes_web_print(struct web *w);
enum status credits_notes_web_run(struct web *w);
enum status credits_notes_web_run_prepare(struct web *w);
enum status credits_notes_web_run_do(struct web *w);
enum status credits_notes_web_give(struct web *w);
enum status credits_notes_web_give_do(struct web *w);
enum status credits_notes_panel_person(struct ctx *ctx, struct html *h, int64_t subject);

#endif
