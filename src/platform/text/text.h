/* Languages: catalogues, plurals, dates and times in words. */
#ifndef PLATFORM_TEXT_TEXT_H
#define PLATFORM_TEXT_TEXT_H

#include "base/clock.h"
#include "base/faults.h"

enum text_language { TEXT_EN, TEXT_CY, TEXT_PL, TEXT_UR, TEXT_PSEUDO, TEXT_LANGUAGES };

struct locale {
    enum text_language language;
    const char *code;    /* "en", "cy", "pl", "ur" */
    const char *html;    /* "en-GB", "cy", "pl", "ur" */
    const char *name;    /* in its own script */
    bool rtl;
};

/* Static tables; never NULL. Unknown codes give English. "en-GB" and "ur_PK" are understood. */
const struct locale *text_locale(enum text_language language);
const struct locale *text_locale_for(struct str code);
/* The best of an Accept-Language header, by quality. */
const struct locale *text_locale_accept(struct str header);
bool text_language_offered(enum text_language language); /* en and ur now; cy, pl with their catalogue */

/* The translation, else the English id itself. *ret_foreign (may be NULL): English was shown in
   another language's page, so the caller marks it lang="en". */
struct str text_get(const struct locale *locale, const char *id, bool *ret_foreign);
/* With a context for words that mean two things: "month\004May". */
struct str text_plural(const struct locale *locale, const char *one, const char *many, int64_t n);
/* Translate and fill {named} places. Values are isolated (U+2068/U+2069) in right-to-left pages. */
struct str text_say(struct arena *arena, const struct locale *locale, const struct said *said);
/* The same, telling whether English was shown; plurals take said->id for one, `many` for more and
   fill {n} as well. */
struct str text_say_marked(struct arena *arena, const struct locale *locale, const struct said *said, bool *ret_foreign);
struct str text_say_n(struct arena *arena, const struct locale *locale, const char *many, int64_t n,
                      const struct said *said, bool *ret_foreign);

/* One or many in C code, marked together so that a language gets all its forms; values may be NULL, {n}
   is filled. */
struct str text_many(struct arena *arena, const struct locale *locale, const char *one, const char *many, int64_t n,
                     const struct said *values);

/* "Tuesday 3 March", with the year when it is not that of `today` or today is DAY_NONE. */
struct str text_day(struct arena *arena, const struct locale *locale, struct day day, struct day today);
struct str text_weekday(const struct locale *locale, int weekday); /* 0 = Monday */
struct str text_weekday_short(const struct locale *locale, int weekday); /* for the date door: "Tue" */
struct str text_month(const struct locale *locale, int month);     /* 1 = January */
/* "Tuesday 3 March, 10am" in the zone. */
struct str text_instant(struct arena *arena, const struct locale *locale, const struct zone *zone,
                        struct instant at, struct day today);
struct str text_time(struct arena *arena, const struct locale *locale, struct minutes at); /* "10am", "12 noon", "2.30pm" */
struct str text_span(struct arena *arena, const struct locale *locale, struct minutes from, struct minutes to); /* "10am to 11.30am" */
struct str text_money(struct arena *arena, const struct locale *locale, struct pence amount); /* "£5", "£5.63" */
struct str text_km(struct arena *arena, const struct locale *locale, double km); /* "about 2 km", "400 m" */
/* Grouped from 10,000 up, so that years stay whole. */
struct str text_number(struct arena *arena, const struct locale *locale, int64_t n);
struct str text_real(struct arena *arena, const struct locale *locale, double x); /* "2.4"; two decimals at most */
/* 0 shown, under 5 "fewer than 5", else the number. */
struct str text_count(struct arena *arena, const struct locale *locale, int64_t n);

#endif
