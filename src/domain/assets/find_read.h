/* What a sentence typed in the box asks for beside its words: days, times, "free", "no steps",
   "in Urdu", "near B36". Only what is sure is read. Private to assets. */
#ifndef DOMAIN_ASSETS_FIND_READ_H
#define DOMAIN_ASSETS_FIND_READ_H

#include "domain/assets/index.h"

enum find_sort_of {
    READ_DAY,
    READ_HOURS,
    READ_OPEN,
    READ_TODAY,
    READ_FREE,
    READ_STEP_FREE,
    READ_WELCOME,
    READ_LANGUAGE,
    READ_NEAR
};
#define FIND_READS 12

/* One wish and where it stands. */
struct find_wish {
    enum find_sort_of sort;
    size_t from, to;      /* bytes of the text */
    unsigned days;        /* READ_DAY: bit 0 = Monday */
    int begins, ends;     /* READ_HOURS: minutes after midnight */
    struct str language;  /* READ_LANGUAGE: code */
    struct str near;      /* READ_NEAR: as typed; STR_NONE: "near me" */
};
struct find_reading {
    struct find_wish wishes[FIND_READS];
    size_t n;
};

/* Read a text; `today` is the day "tonight" stands for. */
void assets_find_read(struct ctx *ctx, struct str text, struct find_reading *ret_reading);
/* The text without what the wishes stand on. */
struct str assets_find_rest(struct arena *arena, struct str text,
                            const struct find_reading *reading);
/* The text without one of them: for a link that takes it off. */
struct str assets_find_without(struct arena *arena, struct str text,
                               const struct find_wish *wish);

#endif
