/* Escaping by position. Every byte that did not come from a template passes through put_escaped
   or the percent encoder; there is no other way into the page. */
#include "platform/html/html.h"

#include <math.h>
#include <string.h>

void html_raw(struct html *h, const char *text, size_t len) {
    buf_put(h->buf, str_of(text, len));
}

/* A byte's replacement in text and in quoted values alike, or NULL when it may stand. */
static const char *escape(unsigned char c) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    case '\t':
    case '\n':
    case '\r': return NULL;
    default: return c < 0x20 || c == 0x7f ? "\xef\xbf\xbd" : NULL; /* control: U+FFFD */
    }
}

static void put_escaped(struct html *h, struct str s) {
    size_t from = 0;
    for (size_t i = 0; i < s.len; i++) {
        const char *instead = escape((unsigned char)s.ptr[i]);
        if (!instead) continue;
        buf_put(h->buf, str_slice(s, from, i));
        buf_puts(h->buf, instead);
        from = i + 1;
    }
    buf_put(h->buf, str_slice(s, from, s.len));
}

/* ---- text ---- */

void html_put_str(struct html *h, struct str s) { put_escaped(h, s); }
void html_put_markup(struct html *h, struct html_markup m) { buf_put(h->buf, m.text); }

static void put_time(struct html *h, struct str machine, struct str words) {
    buf_puts(h->buf, "<time datetime=\"");
    put_escaped(h, machine);
    buf_puts(h->buf, "\">");
    put_escaped(h, words);
    buf_puts(h->buf, "</time>");
}

void html_put_day(struct html *h, struct day d) {
    if (day_is(d)) put_time(h, day_format(h->arena, d), html_text_day(h, d));
}

void html_put_instant(struct html *h, struct instant t) {
    if (instant_is(t))
        put_time(h, instant_format(h->arena, h->zone, t), html_text_instant(h, t));
}

void html_put_minutes(struct html *h, struct minutes m) {
    if (!minutes_is(m)) return;
    int32_t at = ((m.n % 1440) + 1440) % 1440;
    put_time(h, str_printf(h->arena, "%02d:%02d", at / 60, at % 60), html_text_minutes(h, m));
}

void html_put_pence(struct html *h, struct pence p) { put_escaped(h, html_text_pence(h, p)); }
void html_put_int(struct html *h, int n) { put_escaped(h, html_text_int(h, n)); }
void html_put_long(struct html *h, long n) { put_escaped(h, html_text_long(h, n)); }
void html_put_llong(struct html *h, long long n) { put_escaped(h, html_text_llong(h, n)); }
void html_put_ulong(struct html *h, unsigned long n) { put_escaped(h, html_text_ulong(h, n)); }
void html_put_real(struct html *h, double x) { put_escaped(h, html_text_real(h, x)); }
void html_put_said(struct html *h, struct said said) { html_say(h, &said); }

/* ---- attributes ---- */

void html_attr_str(struct html *h, struct str s) { put_escaped(h, s); }
void html_attr_int(struct html *h, int n) { buf_int(h->buf, n); }
void html_attr_long(struct html *h, long n) { buf_int(h->buf, n); }
void html_attr_llong(struct html *h, long long n) { buf_int(h->buf, n); }
void html_attr_ulong(struct html *h, unsigned long n) { buf_printf(h->buf, "%lu", n); }
void html_attr_said(struct html *h, struct said said) { html_attr_say(h, &said); }

/* Two decimals without trailing zeros, and a point whatever the C locale says. */
void html_attr_real(struct html *h, double x) {
    int64_t n = isfinite(x) && fabs(x) < 1e13 ? llround(x * 100) : 0;
    int64_t rest = n < 0 ? -(n % 100) : n % 100;
    if (n < 0) buf_putc(h->buf, '-');
    buf_int(h->buf, n < 0 ? -(n / 100) : n / 100);
    if (rest == 0) return;
    buf_putc(h->buf, '.');
    buf_putc(h->buf, (char)('0' + rest / 10));
    if (rest % 10) buf_putc(h->buf, (char)('0' + rest % 10));
}

void html_attr_day(struct html *h, struct day d) {
    if (day_is(d)) put_escaped(h, day_format(h->arena, d));
}

/* ---- addresses ---- */

static bool clean(struct str s) {
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c < 0x20 || c == 0x7f) return false;
    }
    return true;
}

static bool url_allowed(struct str url) {
    static const char *const schemes[] = {"http:", "https:", "mailto:", "tel:", "sms:"};
    if (url.len == 0 || !clean(url)) return false;
    if (strchr("/#?", url.ptr[0])) return true;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (str_ieq(str_slice(url, 0, strlen(schemes[i])), str_from(schemes[i]))) return true;
    }
    return false;
}

void html_url(struct html *h, struct str url) {
    put_escaped(h, url_allowed(url) ? url : STR("#"));
}

static bool unreserved(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '_' || c == '.' || c == '~';
}

void html_url_piece(struct html *h, struct str piece) {
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < piece.len; i++) {
        unsigned char c = (unsigned char)piece.ptr[i];
        if (unreserved(c)) {
            buf_putc(h->buf, (char)c);
        } else {
            buf_putc(h->buf, '%');
            buf_putc(h->buf, hex[c >> 4]);
            buf_putc(h->buf, hex[c & 15]);
        }
    }
}

void html_url_int(struct html *h, int n) { buf_int(h->buf, n); }
void html_url_long(struct html *h, long n) { buf_int(h->buf, n); }
void html_url_llong(struct html *h, long long n) { buf_int(h->buf, n); }
void html_url_ulong(struct html *h, unsigned long n) { buf_printf(h->buf, "%lu", n); }
void html_url_day(struct html *h, struct day d) { html_attr_day(h, d); }

/* ---- words ---- */

static void put_words(struct html *h, struct str words, bool foreign) {
    if (foreign) buf_puts(h->buf, "<span lang=\"en\" dir=\"ltr\">");
    put_escaped(h, words);
    if (foreign) buf_puts(h->buf, "</span>");
}

void html_say(struct html *h, const struct said *said) {
    bool foreign = false;
    struct str words = text_say_marked(h->arena, h->locale, said, &foreign);
    put_words(h, words, foreign);
}

void html_say_n(struct html *h, const char *many, int64_t n, const struct said *said) {
    bool foreign = false;
    struct str words = text_say_n(h->arena, h->locale, many, n, said, &foreign);
    put_words(h, words, foreign);
}

void html_attr_say(struct html *h, const struct said *said) {
    put_escaped(h, html_said(h, said));
}

void html_attr_say_n(struct html *h, const char *many, int64_t n, const struct said *said) {
    put_escaped(h, text_say_n(h->arena, h->locale, many, n, said, NULL));
}

struct str html_said(struct html *h, const struct said *said) {
    return text_say(h->arena, h->locale, said);
}

struct str html_text_str(struct html *h, struct str s) {
    (void)h;
    return s;
}
struct str html_text_int(struct html *h, int n) {
    return text_number(h->arena, h->locale, n);
}
struct str html_text_long(struct html *h, long n) {
    return text_number(h->arena, h->locale, n);
}
struct str html_text_llong(struct html *h, long long n) {
    return text_number(h->arena, h->locale, n);
}

struct str html_text_ulong(struct html *h, unsigned long n) {
    return text_number(h->arena, h->locale, n > INT64_MAX ? INT64_MAX : (int64_t)n);
}

struct str html_text_real(struct html *h, double x) {
    return text_real(h->arena, h->locale, x);
}
struct str html_text_day(struct html *h, struct day d) {
    return text_day(h->arena, h->locale, d, h->today);
}

struct str html_text_instant(struct html *h, struct instant t) {
    return text_instant(h->arena, h->locale, h->zone, t, h->today);
}

struct str html_text_minutes(struct html *h, struct minutes m) {
    return text_time(h->arena, h->locale, m);
}
struct str html_text_pence(struct html *h, struct pence p) {
    return text_money(h->arena, h->locale, p);
}
struct str html_text_said(struct html *h, struct said said) {
    return html_said(h, &said);
}

const struct said *html_fault(const struct html *h, struct str name) {
    const struct fault *fault = h->faults && name.len ? fault_find(h->faults, name) : NULL;
    return fault ? &fault->said : NULL;
}
