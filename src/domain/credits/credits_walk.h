/* Hours of somebody as a connector says them, reads them aloud and prints them; what came by text. */
#ifndef DOMAIN_CREDITS_CREDITS_WALK_H
#define DOMAIN_CREDITS_CREDITS_WALK_H

#include "domain/credits/credits_sheet.h"
#include "domain/credits/credits_told.h"

struct web;
struct html;

struct walk_line {
    struct day on;
    bool gave;               /* they gave; else they received */
    bool put_right;          /* taken back later: it counts no more */
    int64_t minutes;
    struct str what, with;   /* with: "" where the books know no name */
};
struct walk_statement {
    struct person person;
    struct credits_sums sums;
    int64_t now, opening;    /* minutes: above 0 to use, below 0 received ahead; opening: before the first line */
    struct day since;        /* of the first line */
    const struct walk_line *lines; size_t lines_n; /* oldest first */
    const struct credits_told *waits; size_t waits_n;
    bool keeps_none;
};
#define WALK_LINES_MAX 1500
/* Of whom the actor may see, from this day on (DAY_NONE = all). Fails: ERR_DENIED. */
enum status credits_walk_statement(struct ctx *ctx, struct person_id person, struct day since, struct walk_statement *ret_statement) MUST_USE;
/* "Garden, with Dev": one line in words, with its day. */
struct str credits_walk_line(struct ctx *ctx, const struct walk_line *line);
/* The same about them, for who walks beside them. */
struct str credits_walk_line_of(struct ctx *ctx, const struct walk_line *line, struct str name);
/* "You can use 2 hours." and what is said when there is nothing, or less: never a sign. */
struct str credits_walk_use(struct ctx *ctx, int64_t minutes);
/* A few plain sentences in ctx->locale, to be read aloud. */
enum status credits_walk_aloud(struct ctx *ctx, const struct walk_statement *s, struct str **ret_lines, size_t *ret_count) MUST_USE;
/* The statement as JSON for kith-worker. */
enum status credits_walk_paper(struct ctx *ctx, const struct walk_statement *s, bool large, struct str *ret_json) MUST_USE;
/* The green sheet as JSON for kith-worker, in ctx->locale. */
enum status credits_sheet_paper(struct ctx *ctx, const struct credits_green *sheet, struct str *ret_json) MUST_USE;

/* "Dev gave, Joan received: 2 hours, garden" */
struct str credits_told_line(struct ctx *ctx, const struct credits_told *t);
struct str credits_told_standing(struct ctx *ctx, const struct credits_told *t);

/* ---- texts: a listener of "texts.came" ---- */
enum status credits_hear_text(struct ctx *ctx, int64_t text, int64_t object);

/* ---- pages ---- */
enum status credits_web_walk(struct web *w);
enum status credits_web_walk_tell(struct web *w);
enum status credits_web_walk_aloud(struct web *w);
enum status credits_web_walk_pdf(struct web *w);
enum status credits_web_waiting(struct web *w);
enum status credits_web_waiting_answer(struct web *w);
enum status credits_web_waiting_who(struct web *w);
enum status credits_web_sheets(struct web *w);
enum status credits_web_sheet_add(struct web *w);
enum status credits_web_sheet(struct web *w);
enum status credits_web_sheet_keep(struct web *w);
enum status credits_web_sheet_line(struct web *w);
enum status credits_web_sheet_pdf(struct web *w);
enum status credits_panel_walk(struct ctx *ctx, struct html *h, int64_t person);
enum status credits_panel_walk_today(struct ctx *ctx, struct html *h, int64_t person);
enum status credits_seed_walk(struct ctx *ctx);

#endif
