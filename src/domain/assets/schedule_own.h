/* Between the two readers of schedule texts; nobody else includes it. */
#ifndef DOMAIN_ASSETS_SCHEDULE_OWN_H
#define DOMAIN_ASSETS_SCHEDULE_OWN_H

#include "domain/assets/schedule_words.h"

struct line {
    unsigned days, nth[7], ordinals; /* ordinals: bits waiting for their weekday */
    uint32_t monthdays;
    int interval;
    bool monthly, every, every_second, plural, time, time_first, closed;
    bool unsure; /* something in it no rule can hold: words only */
    int opens, closes; /* closes -1 when not said */
    struct day from, until, on;
    unsigned skip;
    size_t at; /* where its words begin */
    int weeks; /* "for 10 weeks"; 0 = not said */
};

struct reader {
    struct arena *arena;
    struct str text;
    struct token *t;
    size_t n, i;
    struct line line;
    struct asset_schedule *out;
    size_t out_n, since; /* since: lines before the last break */
    struct day today;
    enum schedule_doubt doubt;
    bool seasons; /* summer and winter differ */
};

/* ---- schedule_line.c ---- */
bool assets_line_dated_nth(const struct line *line); /* first Saturdays, days of the month */
bool assets_line_dated(const struct line *line);     /* any day at all */
/* The rule of a whole line, which it settles; STR_NONE = words only. */
struct str assets_line_rule(struct arena *arena, struct line *line);

/* The kind of token i; TOKEN_OTHER_WORD behind the last. */
enum token_kind assets_schedule_kind(const struct reader *r, size_t i);
/* Tokens used by the time that begins at r->i; 0 = none does. Closes -1 when not said. */
size_t assets_schedule_time(const struct reader *r, int *ret_opens, int *ret_closes);

/* ---- schedule_terms.c: each answers how many tokens it used, 0 = none ---- */
/* "every 2 weeks", "every four weeks", "every two months". */
size_t assets_schedule_every(struct reader *r);
/* "for 10 weeks", "for 90 minutes", "for 2 hours". */
size_t assets_schedule_lasts(struct reader *r);
/* "Day 1 of each month". */
size_t assets_schedule_day_of_month(struct reader *r);
/* "on the 1st of", "every month on the 15th": is the ordinal here a day of the month? */
bool assets_schedule_of_month(const struct reader *r);
/* "from 3 March to 28 July 2026": the first day is of the year the last one names. */
void assets_schedule_year_before(struct reader *r, bool pair);

#endif
