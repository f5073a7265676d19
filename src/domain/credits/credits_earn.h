/* Earning by taking part: what a series gives those who come, programmes, and hours a group holds. */
#ifndef DOMAIN_CREDITS_CREDITS_EARN_H
#define DOMAIN_CREDITS_CREDITS_EARN_H

#include "domain/credits/credits.h"

struct json;
struct web;

#define EARN_MINUTES_MAX 480 /* of one date */

/* ---- what a series gives ---- */
enum earn_whom { EARN_CAME, EARN_ALL, EARN_HELPERS, EARN_WHOMS };
const char *credits_earn_whom_code(enum earn_whom whom); /* "came" "all" "helpers" */
bool credits_earn_whom_parse(struct str code, enum earn_whom *ret_whom);

struct credits_earn {
    struct asset_id asset;
    struct day from;                 /* dates of this day and later; an older line holds before it */
    bool gives;
    int64_t minutes;                 /* of one date; 0 = as long as the date lasts */
    enum earn_whom whom;             /* who comes; also who leads it; only who helps or leads */
    struct programme_id programme;   /* where the hours come from */
    struct str programme_name;
    struct account_id issue;
};
/* What holds on a day, also of an entry that is part of this one now. ERR_MISSING: nothing was ever
   said. A programme that ended gives nothing. */
enum status credits_earn_on(struct ctx *ctx, struct asset_id asset, struct day day, struct credits_earn *ret_earn) MUST_USE;
/* The change that comes next after a day. ERR_MISSING. */
enum status credits_earn_next(struct ctx *ctx, struct asset_id asset, struct day day, struct credits_earn *ret_earn) MUST_USE;
/* Say what it gives from a day on; what was said for later days is dropped. Who may: the caller asked
   whether the actor runs the series. Fails with faults on minutes, whom, programme, from: ERR_INVALID
   (a day gone by, a programme that series may not use), ERR_CONFLICT (hours were given for that day or
   a later one already). Fact "credits.earn_set". */
enum status credits_earn_set(struct ctx *ctx, const struct asset *series, const struct credits_earn *earn) MUST_USE;
/* "1 hour", or "" when it gives none on that day or the date's length decides and `lasts` is 0. */
struct str credits_earn_time(const struct ctx *ctx, const struct credits_earn *earn, int64_t lasts);

/* ---- programmes ---- */
struct earn_programme {
    struct programme_id id;
    struct account_id issue;
    struct str name, allowed_by;     /* first name of who let series use it, or "" */
    bool series, ended;
    int64_t given;                   /* minutes given out, less what was taken back */
    int64_t people;                  /* accounts it went to */
};
/* Of a place and of the installation, those that ended last. */
enum status credits_earn_programmes(struct ctx *ctx, struct place_id place, struct earn_programme **ret_rows, size_t *ret_count) MUST_USE;
/* Those that series of the place may use. */
enum status credits_earn_usable(struct ctx *ctx, struct place_id place, struct earn_programme **ret_rows, size_t *ret_count) MUST_USE;
/* Series may (or may no longer) let hours come from it; end it. By an administrator of its place.
   Facts "credits.programme". ERR_DENIED, ERR_MISSING. */
enum status credits_earn_allow(struct ctx *ctx, struct programme_id id, bool series) MUST_USE;
enum status credits_earn_end(struct ctx *ctx, struct programme_id id) MUST_USE;

/* ---- hours a group holds ---- */
/* May the actor thank people with them: who may change the entry. */
bool credits_group_may(struct ctx *ctx, const struct asset *group);
struct credits_group_thanks {
    struct str key;                  /* of the form */
    struct person_id person;         /* one who came there; v = 0: by `account` */
    struct str account;              /* their name in the books, "m-7k3f9qx2vd" */
    int64_t minutes;
    struct str words;
};
enum status credits_group_thank(struct ctx *ctx, const struct asset *group, const struct credits_group_thanks *thanks, struct credits_posted *ret_posted) MUST_USE;
/* New hours for the group from a programme, by an administrator. */
enum status credits_group_endow(struct ctx *ctx, const struct asset *group, struct programme_id programme, int64_t minutes, struct str key, struct credits_posted *ret_posted) MUST_USE;

/* ---- in words (credits_earn_say.c); activities draws the page where it is set ---- */
/* "Coming gives 1 hour." as a sentence of its own. */
struct str credits_earn_words(struct ctx *ctx, const struct credits_earn *earn);
/* The same of a series, or "" when it gives none on that day. */
struct str credits_earn_say(struct ctx *ctx, struct asset_id series, struct day day);

/* ---- pages ---- */
enum status credits_earn_web_programmes(struct web *w);
enum status credits_earn_web_programmes_do(struct web *w);
enum status credits_earn_web_group(struct web *w);
enum status credits_earn_web_group_do(struct web *w);
enum status credits_earn_panel_asset(struct ctx *ctx, struct html *h, int64_t subject);

/* ---- figures (credits_earn_figures.c) ---- */
extern const struct module_figure credits_earn_figures[];

/* Rows about a person, within an object of "my data"; what is emptied when they leave; the example. */
enum status credits_earn_export(struct ctx *ctx, struct person_id person, struct json *json);
enum status credits_earn_forget(struct ctx *ctx, struct person_id person);
enum status credits_seed_earn(struct ctx *ctx);

#endif
