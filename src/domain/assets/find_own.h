/* One search on its way: between the files of find. Private to assets. */
#ifndef DOMAIN_ASSETS_FIND_OWN_H
#define DOMAIN_ASSETS_FIND_OWN_H

#include "domain/assets/find_read.h"
#include "domain/assets/index_own.h"

#define RANKED_MAX 500
/* The scale of a score: every word in the name is worth this much together. */
#define SCORE_NAMES 1000
#define SCORE_TEXTS 300
#define SCORE_MEANT 800  /* what it is mainly about */
#define SCORE_ASIDE 320  /* what it is about as well */
#define SCORE_LITERAL 600 /* its name holds all that was typed */
#define SCORE_WISH 150   /* each wish among the words that fits */

struct candidate {
    uint32_t number;
    float distance;
    uint32_t tie;
    uint16_t score;
    bool late; /* hours unknown */
    int more;  /* repeats of it that are left out */
};

/* What must hold: the query's own wishes, or those read from the words. */
struct limits {
    struct week wanted;
    bool timed;
    unsigned whole; /* days asked for from end to end, and nothing finer; 0: look at the hours */
    uint32_t flags; /* that must be set */
    uint32_t languages; /* any of these; 0: whatever */
    enum assets_open open;
};

struct search {
    struct ctx *ctx;
    const struct assets_query *q;
    struct assets_found *found;
    struct assets_view view;
    struct find_reading reading;
    struct places_point point;
    bool has_point, has_words, members, by_distance, only_wishes, limiting;
    float x, y, radius;
    const struct index_region *region; /* NULL: everywhere */
    struct limits hard, read; /* read: from the words; a limit when `limiting`, else only a reason to
                               come first */
    /* words */
    struct index_asked asked[INDEX_ASKED_MAX];
    bool wish[INDEX_ASKED_MAX]; /* stands in a wish that was read */
    size_t asked_n;
    uint32_t literal; /* name bits of all that was typed; 0: nothing */
    struct index_hits hits;
    /* answers */
    struct candidate *best;
    size_t best_n; /* a heap, worst on top */
    int64_t total;
};

/* ---- find_words.c ---- */
/* The wishes among the words; what is left is found->words. */
void assets_find_words_read(struct search *search);
/* Words, corrections and meanings to hits; fills what was understood. */
enum status assets_find_words(struct search *search) MUST_USE;

/* ---- find_open.c ---- */
/* Is one of the lines on at this minute of the day, or (minute < 0) at all that day? */
bool assets_open_at(const struct asset_schedule *lines, size_t n, struct day day, int minute);
/* Leave out, of the ranked, what is not open after all: the index knows half-hours of any week. */
enum status assets_find_open(struct search *search) MUST_USE;
/* The half-hours to look in for what is open now or today. */
void assets_find_open_hours(const struct ctx *ctx, enum assets_open open, struct week *week);

#endif
