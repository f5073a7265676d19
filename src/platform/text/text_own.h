/* Shared by text's own files. */
#ifndef PLATFORM_TEXT_TEXT_OWN_H
#define PLATFORM_TEXT_TEXT_OWN_H

#include "base/embed.h"
#include "platform/text/text.h"

/* Words that are rules of a language rather than texts of a page. */
struct text_words {
    const char *weekdays[7], *weekdays_short[7];
    const char *months[12];        /* as said inside a date */
    const char *comma;             /* between day and hour */
    const char *about_km, *metres; /* "about %s km" as before and after */
    const char *km_after, *metres_after;
    const char *fewer; /* than five */
    const char *to;    /* between two times */
    char decimal;
    const char *group; /* between thousands */
};
const struct text_words *text_words(const struct locale *locale);

/* Look up in a .mo file: the bytes of the translation (plural forms parted by NULs), or STR_NONE.
   Nothing in a damaged file is read past its end. */
struct str text_mo_find(struct str mo, const char *id);
/* The form of a plural translation, the first one when there are too few. */
struct str text_mo_form(struct str forms, int form);
/* Which form a count takes; the .po headers say the same. */
int text_plural_form(enum text_language language, int64_t n);
/* The catalogue of a language, or STR_NONE. */
struct str text_catalogue(enum text_language language);

extern const struct embed_file locale_files[];

#endif
