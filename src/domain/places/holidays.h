/* Bank and school holidays of the four nations: by rule and by shipped table, with what an
   administrator added or took off for a place. Series are left out on them. */
#ifndef DOMAIN_PLACES_HOLIDAYS_H
#define DOMAIN_PLACES_HOLIDAYS_H

#include "domain/places/places.h"

enum holiday_kind { HOLIDAY_BANK = 1, HOLIDAY_SCHOOL = 2 }; /* bits: a series may heed both */
enum nation { NATION_ENGLAND, NATION_WALES, NATION_SCOTLAND, NATION_NORTHERN_IRELAND, NATIONS };
/* Where one came from: a rule or the shipped table; a row of the nation, or of a place. */
enum holiday_origin { HOLIDAY_SHIPPED, HOLIDAY_OF_NATION, HOLIDAY_OF_PLACE };

#define HOLIDAYS_YEARS 100     /* most years asked about at once */
#define HOLIDAYS_ROWS 2000     /* most rows of one place or nation */
#define HOLIDAYS_NAME 80       /* letters of a name */
#define HOLIDAYS_LONGEST 400   /* days of one holiday */

struct holiday {
    struct day first, last;    /* both belong to it */
    enum holiday_kind kind;
    enum holiday_origin origin;
    struct holiday_id id;      /* v = 0 for what is shipped */
    bool off;                  /* a row that says: not a holiday here */
    bool typical;              /* shipped school dates: to be checked against the council's */
    bool weekend;              /* Christmas, Boxing or New Year's Day itself, on a weekend: the
                                  bank holiday is the substitute day, but nobody meets today */
    struct str name;
};

/* By first day; spans of one kind do not overlap. */
struct holidays {
    const struct holiday *bank, *school;
    size_t bank_n, school_n;
};

/* The holidays of a place that touch the days from..until (until is not among them). The nation
   is that of the place's outcode, or of the place it lies in, else England. What a place has
   itself wins over the place it lies in, and that over the nation: rows that say "not a holiday"
   take days away, the others add days under their own name. An id with v = 0 asks for
   England's. Texts live in ctx->arena.
   Fails: ERR_LIMIT (more than HOLIDAYS_YEARS years). */
enum status places_holidays(struct ctx *ctx, struct place_id place, struct day from,
                            struct day until, struct holidays *ret_holidays) MUST_USE;
/* The holiday of these kinds (bits) that the day is in, bank first; NULL when it is in none, or
   there are no holidays. Two binary searches. */
const struct holiday *places_holidays_find(const struct holidays *holidays, unsigned kinds, struct day day);
static inline bool holidays_on(const struct holidays *holidays, unsigned kinds, struct day day) {
    return places_holidays_find(holidays, kinds, day) != NULL;
}
/* Spans of any origin, put in order and apart, so that places_holidays_find can search them. */
void places_holidays_join(struct holiday *spans, size_t *count);

enum status places_nation(struct ctx *ctx, struct place_id place, enum nation *ret_nation) MUST_USE;
const char *places_nation_code(enum nation nation);   /* "northern-ireland" */
const char *places_nation_label(enum nation nation);  /* T_() text */
bool places_nation_parse(struct str code, enum nation *ret_nation); /* code or name, any case */
const char *places_holiday_kind_code(enum holiday_kind kind);       /* "bank", "school" */
bool places_holiday_kind_parse(struct str code, enum holiday_kind *ret_kind);

/* The bank holidays of a year by today's rules, in order; 0 to HOLIDAYS_A_YEAR of them. Single
   days by proclamation, and those moved by one, are not among them: they are in the table. */
#define HOLIDAYS_A_YEAR 16
size_t places_bank_holidays(enum nation nation, int year, struct holiday out[HOLIDAYS_A_YEAR]);
struct day places_easter(int year);          /* Easter Sunday, Gregorian */

/* ---- what administrators change ---- */
/* A row as stored. place.v = 0: the nation's, for the command line only. */
struct holiday_row {
    struct holiday_id id;
    struct place_id place;
    enum nation nation;        /* when place.v = 0 */
    struct holiday holiday;
    bool ended;                /* taken back: shown so that it can be put back */
};
/* Add a holiday (off: a day that is none here). Records places.holidays.
   Fails: ERR_INVALID (faults on first, last, name), ERR_DENIED, ERR_LIMIT (HOLIDAYS_ROWS). */
enum status places_holiday_add(struct ctx *ctx, const struct holiday_row *row,
                               struct holiday_id *ret_id) MUST_USE;
/* End a row, or put an ended one back. Fails: ERR_MISSING, ERR_DENIED. */
enum status places_holiday_end(struct ctx *ctx, struct holiday_id id, bool ended) MUST_USE;
/* Rows of one place (v = 0: of the nation) that touch the days, ended ones too, by first day. */
enum status places_holiday_rows(struct ctx *ctx, struct place_id place, enum nation nation,
                                struct day from, struct day until,
                                struct holiday_row **ret_rows, size_t *ret_count) MUST_USE;
/* A whole list at once, for like->place (or nation) and like->holiday.kind. School: from the
   list's first day to its last (those of like->holiday, where it says more) it is all there is: older rows there end, and a row is added that
   puts the shipped dates out of force. Bank: the list is added to what is there. The same list
   again changes nothing. */
enum status places_holidays_replace(struct ctx *ctx, const struct holiday_row *like,
                                    const struct holiday *list, size_t count,
                                    size_t *ret_added, size_t *ret_ended) MUST_USE;

/* ---- reading a list ---- */
#define HOLIDAYS_FILE_MAX ((size_t)1 << 20)
#define HOLIDAYS_FILE_ROWS 20000
struct holidays_refusal { int64_t line; struct str said; struct said why; };
struct holidays_read {
    struct holiday *spans;     /* by first day; they may overlap, as the file said */
    size_t count;
    struct holidays_refusal *refused; size_t refused_n;
    bool terms;                /* the file told when school is open: spans are the gaps */
    struct day first, last;    /* of all its rows: what the list speaks about */
    struct str first_column, last_column, name_column; /* as understood; STR_NONE = by place */
};
/* CSV, the same as a JSON array, or lines of words: single days, or spans with a first and a last day, with header names
   by meaning (date, first, start, from, begins; last, end, to, until, finishes; name, holiday,
   title), or without a header. Days as 2026-10-26, 26/10/2026, "26 October 2026". A list that
   names terms ("Autumn term", and no holiday or half-term) gives the gaps between them. Rows not understood
   are refused one by one. Fails: ERR_INVALID (nothing in it is a date), ERR_LIMIT, with a fault
   on `field`. */
enum status places_holidays_read(struct ctx *ctx, struct str bytes, struct str field,
                          struct holidays_read *ret_read) MUST_USE;
/* The days in a text as people write them, in the orders above; a day without a month or year
   takes it from the next one that has it ("26 to 30 October 2026"). At most `max`; ret_first and
   ret_end are where the first begins and the last ends. A day whose year nobody says is not
   counted and sets ret_no_year. */
struct holidays_found { struct day days[4]; size_t count; size_t begin; bool no_year; };
void places_days_find(struct str text, struct holidays_found *ret_found);

#endif
