/* Every living asset in memory as columns, in cell order (1-km cells, row-major), with postings by
   concept and by word: find and matching read these, then fetch only the rows they show.
   A generation is immutable and may be mapped from a snapshot file; changes since then sit in a
   young segment (linear, at most 4,096) with tombstones. Both databases feed the same arrays. */
#ifndef DOMAIN_ASSETS_INDEX_H
#define DOMAIN_ASSETS_INDEX_H

#include "domain/assets/assets.h"

enum asset_flag {
    AF_STEP_FREE_YES = 1 << 0, AF_STEP_FREE_NO = 1 << 1,
    AF_QUIET_YES = 1 << 2, AF_QUIET_NO = 1 << 3,
    AF_LOOP_YES = 1 << 4, AF_LOOP_NO = 1 << 5,
    AF_CHILDCARE_YES = 1 << 6, AF_CHILDCARE_NO = 1 << 7,
    AF_FREE = 1 << 8, AF_PAID = 1 << 9,        /* free includes donation; neither = unknown */
    AF_WOMEN = 1 << 10, AF_MEN = 1 << 11,
    AF_WELCOME = 1 << 12,                      /* someone meets newcomers */
    AF_HOST = 1 << 13,                         /* named consenting host in Kith */
    AF_TIMES_KNOWN = 1 << 14, AF_LOCATED = 1 << 15,
    AF_WEEKLY = 1 << 16, AF_FORTNIGHTLY = 1 << 17, AF_MONTHLY = 1 << 18,
    AF_FOR_CHILD = 1 << 19, AF_CLOSED = 1 << 20, AF_PERSON = 1 << 21 /* a person's gift */
};

struct asset_hot {
    float x, y;               /* metres east and north of the index origin */
    uint32_t flags;
    uint32_t languages;       /* bit set of index->language codes; 0 = not stated */
    uint32_t checked;         /* days since 1970; 0 = never */
    uint16_t concepts[ASSET_CONCEPTS]; /* concept index + 1; 0 = none */
    uint8_t quality[ASSET_CONCEPTS];
    uint8_t age_low, age_high; /* 255 = not stated */
    uint8_t kind, session;     /* session: half-hours of one session, 0 unknown */
    int8_t host_room;          /* -1 not said */
    uint8_t usual_size;        /* 0 not said */
    uint32_t organisation;     /* hash; 0 none: same number = same organisation */
};

/* What a reader holds: one generation plus the young segment. Numbers 0..n-1 are base, n..n+young_n-1
   young. Valid until assets_view_release. */
struct assets_view {
    size_t n, young_n;
    double origin_lat, origin_lon;
    int64_t change;                 /* newest change number it knows */
    const void *generation;         /* opaque */
};

/* Take the newest view for this request; catches up with the change numbers first. */
enum status assets_view_take(struct ctx *ctx, struct assets_view *ret_view) MUST_USE;
/* Before a server answers anybody: where no file of the index fits the list it is built and left,
   with a line in the log, so that no request waits for it. */
enum status assets_index_prepare(struct ctx *ctx) MUST_USE;
void assets_view_release(struct ctx *ctx, struct assets_view *view);

const struct asset_hot *assets_view_hot(const struct assets_view *view, uint32_t number);
const struct week *assets_view_week(const struct assets_view *view, uint32_t number); /* all zero when unknown */
/* It will be read soon: columns of numbers taken from postings lie far apart, so ask for them some
   sixteen ahead. */
void assets_view_ahead(const struct assets_view *view, uint32_t number);
struct asset_id assets_view_id(const struct assets_view *view, uint32_t number);
/* The same on every machine, whatever the order of the rows: for ties. */
uint32_t assets_index_view_tie(const struct assets_view *view, uint32_t number);
bool assets_view_alive(const struct assets_view *view, uint32_t number); /* not tombstoned */
void assets_view_point(const struct assets_view *view, double lat, double lon, float *ret_x, float *ret_y);
int assets_language_bit(struct str code); /* -1 unknown; static table of at most 32 codes */

/* Numbers (ascending) of base assets carrying a concept; young ones are scanned by the caller. */
const uint32_t *assets_view_concept(const struct assets_view *view, uint16_t concept, size_t *ret_n);
double assets_view_concept_share(const struct assets_view *view, uint16_t concept); /* of all assets, for rarity */
/* Visit base numbers within `radius` metres of a point, cell by cell, then all young ones. */
void assets_view_near(const struct assets_view *view, float x, float y, float radius,
                      void (*visit)(void *cookie, uint32_t number, float distance), void *cookie);
/* A bit a base number: set where it is alive, surely farther than `radius` metres from the point, and
   this is all there is to know first: not closed, not without room, no person's gift.
   Told by its cell, so that no column is read. Numbers without a bit are to be looked at. */
const uint64_t *assets_view_far(struct arena *arena, const struct assets_view *view, float x, float y, float radius);
/* Numbers (ascending) holding every word of the text (folded, English stems, last word as prefix);
   words nobody has are left out and counted. At most `limit`. */
enum status assets_view_words(struct ctx *ctx, const struct assets_view *view, struct str text, size_t limit,
                              uint32_t **ret_numbers, size_t *ret_count, bool *ret_capped) MUST_USE;
/* Visit the living numbers holding every word of the text as written (folded, English stems; no
   beginnings): score is 8 for each word in the name, 2 elsewhere. Nobody when one word is nobody's. */
void assets_view_words_visit(struct ctx *ctx, const struct assets_view *view, struct str text,
                             void (*visit)(void *cookie, uint32_t number, unsigned score, size_t words), void *cookie);

/* ---- find ---- */
enum assets_open { OPEN_ANY, OPEN_NOW, OPEN_TODAY };
enum assets_sort { SORT_OWN, SORT_NEAR, SORT_FIT }; /* own: near where there is a point, else fit */
struct assets_query {
    struct str words; struct str near; bool has_point; double lat, lon; /* near wins; its words as typed */
    double within_km;          /* 0 = any when there is no point, else 5 */
    int day; int from, to;     /* -1 = any; minutes */
    bool step_free, free, welcome;
    struct str language;
    int limit, page;           /* 500 at most a page; page from 1 */
    enum assets_open open;
    enum assets_sort sort;
    bool read;                 /* "free", "tuesday", "near B36" among the words are limits, not only
                                  a reason to come first */
    bool exact;                /* just these words: nothing read, corrected or meant */
    bool once;                 /* the same name of the same organisation is shown once */
};
enum asset_why { WHY_NAME, WHY_WORDS, WHY_CONCEPT, WHY_NEAR, WHY_DAY, WHY_STEP_FREE, WHY_FREE, WHY_LANGUAGE, WHY_WELCOME, WHY_TIMES_UNKNOWN, WHY_OPEN };
struct assets_hit { struct asset asset; double distance_km; /* NaN when not asked */ enum asset_why why[9]; size_t why_n; int more; /* the same elsewhere, not shown */ };
struct assets_corrected { struct str from, to; };
#define ASSETS_CORRECTED 6
#define ASSETS_MEANT 6
struct find_reading;
struct assets_found { int64_t total; bool capped; struct assets_hit *hits; size_t hits_n; struct str understood_near; /* the place as read */
                      struct str understood_what; /* concepts the words stood for, in the reader's words */
                      struct str words;           /* what was looked for: corrected, without the wishes */
                      struct assets_corrected corrected[ASSETS_CORRECTED]; size_t corrected_n;
                      struct str concepts[ASSETS_MEANT]; size_t concepts_n; /* their codes */
                      const struct find_reading *reading; /* wishes found in the words; never NULL */
                      bool about; bool by_distance; };
/* Living assets that fit every wish, nearest first with a point, else best words first. Unknown
   times, access or cost do not fit a wish for them, but unknown hours are listed last with
   WHY_TIMES_UNKNOWN when a day is asked. A broad word never ranks more than 500 candidates. An
   entry whose name holds every word as typed is found whatever was read into the words. */
enum status assets_search(struct ctx *ctx, const struct assets_query *query, struct assets_found *ret_found) MUST_USE;

#endif
