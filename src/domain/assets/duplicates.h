/* Two entries that may be one thing: candidates by keys they share, scored by what is alike and
   what is not. Pure: rows in, pairs out; nothing here touches the database. */
#ifndef DOMAIN_ASSETS_DUPLICATES_H
#define DOMAIN_ASSETS_DUPLICATES_H

#include "domain/assets/assets.h"

#define DUPLICATES_DEFAULT 74 /* from here on a person is asked, of 100 */
#define DUPLICATES_TOKENS 24  /* words of a name that count */
#define DUPLICATES_CLOSE 64   /* words of place, building and street */
#define DUPLICATES_ROWS_MAX 600000
#define DUPLICATES_PAIRS_MAX 8000000 /* looked at; more is a list of one name */
#define DUPLICATES_WHY_MAX 6

/* What is read of an entry. Texts must live as long as the finder. */
struct duplicates_row {
    struct asset_id id;
    struct place_id place;
    enum asset_kind kind;
    struct str name, description, location_name, address, city, postcode, outcode, phone, email,
        url;
    struct asset_id organisation;
    double lat, lon; /* NaN when not known */
};

/* Why two are thought alike, as codes: "name", "near", "phone", "url", "email", "postcode",
   "address", "words". */
struct duplicates_pair {
    uint32_t a, b; /* numbers of rows, in the order they were added */
    int score;     /* of 100 */
    const char *why[DUPLICATES_WHY_MAX];
    size_t why_n;
};

struct duplicates;

/* A finder whose memory is `arena`. */
struct duplicates *assets_duplicates_begin(struct arena *arena);
/* Read a row; only what is compared is kept, so the row's texts may go. */
enum status assets_duplicates_add(struct duplicates *d,
                                  const struct duplicates_row *row) MUST_USE;
/* All pairs scored at least `min`, best first. */
enum status assets_duplicates_find(struct duplicates *d, int min,
                                   struct duplicates_pair **ret_pairs,
                                   size_t *ret_count) MUST_USE;

#endif
