/* The rows of the example neighbourhood's assets. Private to assets. */
#ifndef DOMAIN_ASSETS_ASSETS_SEED_H
#define DOMAIN_ASSETS_ASSETS_SEED_H

#include "domain/assets/assets_own.h"

/* Buildings and open places: metres from the middle of Weirside. */
struct assets_seed_site {
    const char *name, *address;
    double east, north;
    unsigned access_yes, access_no;
    const char *access;
};
enum assets_seed_where {
    HALL, GARDEN, LIBRARY, CHURCH, MOSQUE, PARK, CAFE, SURGERY, MILL, SCHOOL, GURDWARA, BATHS,
    CHAPEL, INN, COURT, BASIN,
    ABOUT, /* somewhere in Weirside, not said where */
    SEED_SITES
};
extern const struct assets_seed_site assets_seed_sites[SEED_SITES];

struct assets_seed_row {
    enum asset_kind kind;
    enum assets_seed_where where;
    const char *name, *words, *times, *concepts;
    enum asset_cost cost;
    int pence;             /* 0 = no price */
    const char *languages; /* NULL = not stated */
    int low, high;         /* ages; 0,0 = not stated */
    const char *host;      /* first name of a person in Kith */
    int room, size;        /* 0 = not said */
    int days;              /* since checked; 0 = never */
    const char *phone, *cost_words, *by;
    bool hall;             /* run by Mill Lane Hall */
    bool meets;            /* somebody meets newcomers, named or not */
    bool for_child, women, men, no_access_known, closed;
};
extern const struct assets_seed_row assets_seed_rows[];
extern const size_t assets_seed_rows_n;

#endif
