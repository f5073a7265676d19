/* HTML out, escaped by type and position. pagegen's code calls the html_put_* functions; people
   write .html files. A bare char * has no association in html_put and does not compile. */
#ifndef PLATFORM_HTML_HTML_H
#define PLATFORM_HTML_HTML_H

#include "base/buf.h"
#include "platform/text/text.h"

#define HTML_CEILING ((size_t)4 << 20)

struct html {
    struct buf *buf;
    struct arena *arena;
    const struct locale *locale;
    const struct zone *zone;   /* of the place the page is about */
    struct day today;          /* in that zone */
    bool easy;                 /* easy read: few words, a picture beside each */
    struct str csrf;           /* token of this session, for {use keys} */
    struct str key;            /* idempotency key made with this page */
    const struct faults *faults; /* of a refused form, or NULL */
};

/* Markup that is already safe; only platform/html and generated code make one. */
struct html_markup { struct str text; };

/* Text position: the types that may be written, and no others. */
#define html_put(h, x)                                                                          \
    _Generic((x), struct str: html_put_str, struct html_markup: html_put_markup,                \
        struct day: html_put_day, struct instant: html_put_instant,                             \
        struct minutes: html_put_minutes, struct pence: html_put_pence, int: html_put_int,      \
        long: html_put_long, long long: html_put_llong, unsigned long: html_put_ulong,          \
        double: html_put_real, struct said: html_put_said)((h), (x))
void html_put_str(struct html *h, struct str s);
void html_put_markup(struct html *h, struct html_markup m);
void html_put_day(struct html *h, struct day d);         /* <time datetime> in words */
void html_put_instant(struct html *h, struct instant t); /* <time datetime> day and hour in words */
void html_put_minutes(struct html *h, struct minutes m); /* time of day in words */
void html_put_pence(struct html *h, struct pence p);
void html_put_int(struct html *h, int n);
void html_put_long(struct html *h, long n);
void html_put_llong(struct html *h, long long n);
void html_put_ulong(struct html *h, unsigned long n);
void html_put_real(struct html *h, double x);
void html_put_said(struct html *h, struct said said);

/* Attribute position, inside double quotes: text, numbers. */
#define html_attr(h, x)                                                                         \
    _Generic((x), struct str: html_attr_str, int: html_attr_int, long: html_attr_long,          \
        long long: html_attr_llong, unsigned long: html_attr_ulong, double: html_attr_real,     \
        struct day: html_attr_day, struct said: html_attr_said)((h), (x))
void html_attr_str(struct html *h, struct str s);
void html_attr_int(struct html *h, int n);
void html_attr_long(struct html *h, long n);
void html_attr_llong(struct html *h, long long n);
void html_attr_ulong(struct html *h, unsigned long n);
void html_attr_real(struct html *h, double x); /* "1.5", for SVG */
void html_attr_day(struct html *h, struct day d); /* YYYY-MM-DD */
void html_attr_said(struct html *h, struct said said);

/* Whole URL attribute (href, src, action): allows "/", "#", "?", http:, https:, mailto:, tel:,
   sms:; anything else becomes "#". */
void html_url(struct html *h, struct str url);
/* One piece of a URL (path segment or query value): percent-encoded. */
void html_url_piece(struct html *h, struct str piece);
void html_url_int(struct html *h, int n);
void html_url_long(struct html *h, long n);
void html_url_llong(struct html *h, long long n);
void html_url_ulong(struct html *h, unsigned long n);
void html_url_day(struct html *h, struct day d); /* YYYY-MM-DD */
#define html_url_put(h, x)                                                                      \
    _Generic((x), struct str: html_url_piece, int: html_url_int, long: html_url_long,           \
        long long: html_url_llong, unsigned long: html_url_ulong, struct day: html_url_day)((h), (x))

/* Literal markup from a template. */
void html_raw(struct html *h, const char *text, size_t len);
/* Translated text with {named} places, each escaped; marked lang="en" when not translated. */
void html_say(struct html *h, const struct said *said);
/* The same for an attribute value. */
void html_attr_say(struct html *h, const struct said *said);
struct str html_said(struct html *h, const struct said *said); /* as text, for a part's argument */
/* Plurals: said->id is the text for one, `many` the other; {n} in them is the count. At most two
   further {named} places. */
void html_say_n(struct html *h, const char *many, int64_t n, const struct said *said);
void html_attr_say_n(struct html *h, const char *many, int64_t n, const struct said *said);

/* The words for a value, as a {named} place of a text takes them; not escaped yet. */
#define html_text(h, x)                                                                         \
    _Generic((x), struct str: html_text_str, int: html_text_int, long: html_text_long,          \
        long long: html_text_llong, unsigned long: html_text_ulong, double: html_text_real,     \
        struct day: html_text_day, struct instant: html_text_instant,                           \
        struct minutes: html_text_minutes, struct pence: html_text_pence,                       \
        struct said: html_text_said)((h), (x))
struct str html_text_str(struct html *h, struct str s);
struct str html_text_int(struct html *h, int n);
struct str html_text_long(struct html *h, long n);
struct str html_text_llong(struct html *h, long long n);
struct str html_text_ulong(struct html *h, unsigned long n);
struct str html_text_real(struct html *h, double x);
struct str html_text_day(struct html *h, struct day d);
struct str html_text_instant(struct html *h, struct instant t);
struct str html_text_minutes(struct html *h, struct minutes m);
struct str html_text_pence(struct html *h, struct pence p);
struct str html_text_said(struct html *h, struct said said);

/* What was refused about this box, or NULL. */
const struct said *html_fault(const struct html *h, struct str name);

#endif
