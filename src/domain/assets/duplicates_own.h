/* Between the files that look for duplicates; nobody else includes it. */
#ifndef DOMAIN_ASSETS_DUPLICATES_OWN_H
#define DOMAIN_ASSETS_DUPLICATES_OWN_H

#include "domain/assets/duplicates.h"

/* A word of the list: each is kept once. */
struct duplicates_word {
    struct str text;
    uint32_t rows;   /* names that hold it */
    uint32_t places; /* places and streets that hold it */
    float weight;    /* rare words say more */
    bool wide;       /* a county or a big town: many places of the list are in it */
    bool generic;    /* "group", "the": says what sort, not which */
    bool sort;       /* generic, yet "volunteers" is not "support" */
    bool telling;    /* "north", "women", or with a digit: says which of several */
    bool digits;     /* holds a digit */
};

/* What is kept of a row. Words are numbers in the list of words. */
struct duplicates_entry {
    struct asset_id id, organisation;
    enum asset_kind kind;
    float lat, lon;          /* NaN when not known */
    uint32_t words, words_n; /* of the name, in order: from here in d->spans */
    uint32_t close, close_n; /* of place, building and street, sorted */
    uint64_t phone, url, host, email, postcode, address, city, text; /* 0 = not known */
    uint64_t core; /* of the name's telling words in any order */
};

struct duplicates {
    struct arena *arena;
    struct arena scratch;
    struct duplicates_entry *entries;
    size_t entries_n;
    struct duplicates_word *words;
    size_t words_n;
    uint32_t *slots;
    size_t slots_n; /* a power of two */
    uint32_t *spans;
    size_t spans_n;
    const uint64_t *phones, *urls, *emails; /* sorted, to count how many share one */
};

/* ---- duplicates_words.c ---- */
uint32_t assets_duplicates_word(struct duplicates *d, struct str text);
/* Words of a name: "Covid-19" and "coronavirus" are one, "&" is "and". */
size_t assets_duplicates_tokens(struct duplicates *d, struct str text, uint32_t out[],
                                size_t room);
void assets_duplicates_weigh(struct duplicates *d);
/* One or two letters apart in a long word. */
bool assets_duplicates_typo(struct str a, struct str b);

/* ---- duplicates_keys.c ---- */
uint64_t assets_duplicates_phone(struct arena *arena, struct str phone);
uint64_t assets_duplicates_url(struct arena *arena, struct str url, uint64_t *ret_host);
uint64_t assets_duplicates_plain(struct arena *arena, struct str text); /* folded, no blanks */

/* ---- duplicates_block.c ---- */
struct duplicates_seen {
    uint64_t *pairs; /* a << 32 | b, each once */
    size_t n, room;
};
enum status assets_duplicates_candidates(struct duplicates *d,
                                         struct duplicates_seen *ret_seen) MUST_USE;

/* ---- duplicates_score.c ---- */
/* False when they are surely two things. */
bool assets_duplicates_score(const struct duplicates *d, uint32_t a, uint32_t b,
                             struct duplicates_pair *ret_pair);
double assets_duplicates_km(const struct duplicates_entry *a, const struct duplicates_entry *b);

#endif
