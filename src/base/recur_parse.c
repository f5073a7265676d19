/* Rules as text, RFC 5545 3.3.10. Strict: what a calendar program would read in two ways is
   refused with the name of the part. */
#include "base/buf.h"
#include "base/recur_own.h"

#include <string.h>

enum part {
    FREQ,
    UNTIL,
    COUNT,
    INTERVAL,
    BYSECOND,
    BYMINUTE,
    BYHOUR,
    BYDAY,
    BYMONTHDAY,
    BYYEARDAY,
    BYWEEKNO,
    BYMONTH,
    BYSETPOS,
    WKST,
    PARTS
};

static const char *const names[PARTS] = {
    "FREQ",  "UNTIL",      "COUNT",     "INTERVAL", "BYSECOND", "BYMINUTE", "BYHOUR",
    "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH",  "BYSETPOS", "WKST"};
static const char *const freqs[] = {"SECONDLY", "MINUTELY", "HOURLY", "DAILY",
                                    "WEEKLY",   "MONTHLY",  "YEARLY"};
static const char days[] = "MOTUWETHFRSASU";

#define MAX_NUMBER INT32_MAX

struct reader {
    struct recur rule;
    unsigned seen; /* parts, by bit */
    struct str name, value;
    struct said *why;
};

static bool wrong(struct reader *r, struct said why) {
    *r->why = why;
    return false;
}

#define WRONG_VALUE(r)                                                                         \
    wrong(r, SAY2("The rule's {part} cannot be \"{value}\".", "part", (r)->name, "value",      \
                  (r)->value))

/* Digits alone, from 1 when `min` is 1. */
static bool read_number(struct str s, int64_t min, int64_t max, int64_t *ret_n) {
    int64_t n = 0;
    if (s.len == 0 || s.len > 10) return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') return false;
        n = n * 10 + (s.ptr[i] - '0');
    }
    if (n < min || n > max) return false;
    *ret_n = n;
    return true;
}

/* With a sign: -last..-1, 1..last. */
static bool read_signed(struct str s, int64_t last, int64_t *ret_n) {
    bool minus = s.len && s.ptr[0] == '-', sign = minus || (s.len && s.ptr[0] == '+');
    int64_t n;
    if (!read_number(str_slice(s, sign, s.len), 1, last, &n)) return false;
    *ret_n = minus ? -n : n;
    return true;
}

/* The next piece of "a,b,c"; an empty one is handed on, to be refused. */
static bool next_piece(struct str *rest, bool *first, struct str *ret_piece) {
    if (!*first && rest->ptr == NULL) return false;
    *first = false;
    size_t comma = str_find(*rest, STR(","), 0);
    *ret_piece = str_slice(*rest, 0, comma == SIZE_MAX ? rest->len : comma);
    *rest = comma == SIZE_MAX ? STR_NONE : str_slice(*rest, comma + 1, rest->len);
    if (comma != SIZE_MAX && rest->ptr == NULL) *rest = STR("");
    return true;
}

static bool read_bits(struct reader *r, int64_t min, int64_t max, uint64_t *ret_bits) {
    struct str rest = r->value, piece;
    bool first = true;
    int64_t n;
    while (next_piece(&rest, &first, &piece)) {
        if (!read_number(piece, min, max, &n)) return WRONG_VALUE(r);
        *ret_bits |= UINT64_C(1) << n;
    }
    return true;
}

static bool read_set(struct reader *r, int64_t last, struct recur_set *set) {
    struct str rest = r->value, piece;
    bool first = true;
    int64_t n;
    while (next_piece(&rest, &first, &piece)) {
        if (!read_signed(piece, last, &n)) return WRONG_VALUE(r);
        uint64_t *bits = n < 0 ? set->back : set->front;
        if (n < 0) n = -n;
        bits[n >> 6] |= UINT64_C(1) << (n & 63);
    }
    return true;
}

static bool read_weekday(struct str s, int *ret_day) {
    for (int i = 0; s.len == 2 && i < 7; i++) {
        if (!str_ieq(s, str_of(days + (ptrdiff_t)2 * i, 2))) continue;
        *ret_day = i;
        return true;
    }
    return false;
}

static bool read_days(struct reader *r) {
    struct str rest = r->value, piece;
    bool first = true;
    int64_t n;
    int day;
    while (next_piece(&rest, &first, &piece)) {
        size_t at = piece.len < 2 ? 0 : piece.len - 2;
        if (!read_weekday(str_slice(piece, at, piece.len), &day)) return WRONG_VALUE(r);
        if (at == 0) {
            r->rule.weekdays |= 1u << day;
            continue;
        }
        if (!read_signed(str_slice(piece, 0, at), 53, &n)) return WRONG_VALUE(r);
        r->rule.numbered = true;
        if (n < 0) r->rule.nth_last[day] |= UINT64_C(1) << -n;
        else r->rule.nth[day] |= UINT64_C(1) << n;
    }
    return true;
}

static bool read_freq(struct reader *r) {
    for (int i = 0; i <= RECUR_YEARLY; i++) {
        if (!str_ieq(r->value, str_from(freqs[i]))) continue;
        r->rule.freq = (enum recur_freq)i;
        return true;
    }
    return WRONG_VALUE(r);
}

static bool read_digits(struct str s, size_t at, size_t n, int64_t max, int *ret_n) {
    int64_t value;
    if (!read_number(str_slice(s, at, at + n), 0, max, &value)) return false;
    *ret_n = (int)value;
    return true;
}

static bool read_clock(struct str s, struct civil *c) {
    bool good = (s.ptr[8] | 32) == 't' && read_digits(s, 9, 2, 23, &c->hour) &&
                read_digits(s, 11, 2, 59, &c->minute) && read_digits(s, 13, 2, 60, &c->second);
    if (good && c->second == 60) c->second = 59;
    return good && (s.len == 15 || (s.ptr[15] | 32) == 'z');
}

/* 20260430, 20260430T100000, 20260430T100000Z */
static bool read_until(struct reader *r) {
    struct str s = r->value;
    struct civil c = {.hour = 23, .minute = 59, .second = 59};
    bool time = s.len == 15 || s.len == 16;
    bool good = (time || s.len == 8) && read_digits(s, 0, 4, 9999, &c.year) &&
                read_digits(s, 4, 2, 12, &c.month) && read_digits(s, 6, 2, 31, &c.day) &&
                day_valid(c.year, c.month, c.day);
    if (!good || (time && !read_clock(s, &c))) return WRONG_VALUE(r);
    r->rule.until = c;
    r->rule.until_kind = !time         ? RECUR_UNTIL_DAY
                         : s.len == 15 ? RECUR_UNTIL_LOCAL
                                       : RECUR_UNTIL_UTC;
    return true;
}

static bool read_int(struct reader *r, int32_t *ret_n) {
    int64_t n;
    if (!read_number(r->value, 1, MAX_NUMBER, &n)) return WRONG_VALUE(r);
    *ret_n = (int32_t)n;
    return true;
}

static bool read_time(struct reader *r, enum part part) {
    struct recur *rule = &r->rule;
    uint64_t bits = 0;
    if (part == BYSECOND) {
        if (!read_bits(r, 0, 60, &bits)) return false;
        if (bits >> 60 & 1) bits |= UINT64_C(1) << 59; /* we have no leap seconds: 3.3.12 */
        rule->seconds = bits & ((UINT64_C(1) << 60) - 1);
        return true;
    }
    if (part == BYMINUTE) return read_bits(r, 0, 59, &rule->minutes);
    bool good = part == BYHOUR ? read_bits(r, 0, 23, &bits) : read_bits(r, 1, 12, &bits);
    if (part == BYHOUR) rule->hours = (uint32_t)bits;
    else rule->months = (uint32_t)bits;
    return good;
}

static bool read_part(struct reader *r, enum part part) {
    struct recur *rule = &r->rule;
    switch (part) {
    case FREQ: return read_freq(r);
    case UNTIL: return read_until(r);
    case COUNT: return read_int(r, &rule->count);
    case INTERVAL: return read_int(r, &rule->interval);
    case BYDAY: return read_days(r);
    case BYMONTHDAY: return read_set(r, 31, &rule->month_days);
    case BYYEARDAY: return read_set(r, 366, &rule->year_days);
    case BYWEEKNO: return read_set(r, 53, &rule->weeks);
    case BYSETPOS: return read_set(r, 366, &rule->positions);
    case WKST: return read_weekday(r->value, &rule->week_start) || WRONG_VALUE(r);
    default: return read_time(r, part);
    }
}

static bool read_pair(struct reader *r, struct str pair) {
    size_t mark = str_find(pair, STR("="), 0);
    r->name = str_trim(str_slice(pair, 0, mark == SIZE_MAX ? pair.len : mark));
    r->value = mark == SIZE_MAX ? STR_NONE : str_trim(str_slice(pair, mark + 1, pair.len));
    for (int i = 0; i < PARTS; i++) {
        if (!str_ieq(r->name, str_from(names[i]))) continue;
        if (r->seen >> i & 1)
            return wrong(r, SAY1("The rule says {part} twice.", "part", r->name));
        r->seen |= 1u << i;
        return read_part(r, (enum part)i);
    }
    if (r->name.len == 0)
        return wrong(r, SAY("The rule has an empty part. Write it as FREQ=WEEKLY;BYDAY=TU."));
    return wrong(r, SAY1("The rule has a part \"{part}\", which is not one of RFC 5545.",
                         "part", r->name));
}

/* ---- what does not go together (3.3.10) ---- */

static bool clash(struct reader *r, enum part part, const char *with) {
    return wrong(r, SAY2("The rule's {part} does not go with {other}.", "part",
                         str_from(names[part]), "other", str_from(with)));
}

/* Parts that only some frequencies have. */
static bool check_freq(struct reader *r) {
    const struct recur *rule = &r->rule;
    const char *freq = freqs[rule->freq];
    if (rule->numbered && rule->freq < RECUR_MONTHLY)
        return wrong(
            r,
            SAY1(
                "The rule's BYDAY may have numbers, such as 2TU, in monthly and yearly rules only, not with {freq}.",
                "freq", str_from(freq)));
    if (rule->by_month_day && rule->freq == RECUR_WEEKLY) return clash(r, BYMONTHDAY, freq);
    if (rule->by_year_day && rule->freq >= RECUR_DAILY && rule->freq <= RECUR_MONTHLY)
        return clash(r, BYYEARDAY, freq);
    if (rule->by_week && rule->freq != RECUR_YEARLY) return clash(r, BYWEEKNO, freq);
    return true;
}

static bool check(struct reader *r) {
    const struct recur *rule = &r->rule;
    unsigned by = r->seen & ((1u << BYSETPOS) - (1u << BYSECOND));
    if (!(r->seen & 1u << FREQ))
        return wrong(r, SAY("The rule has no FREQ, for example FREQ=WEEKLY."));
    if (rule->count && rule->until_kind != RECUR_FOREVER) return clash(r, COUNT, "UNTIL");
    if (!check_freq(r)) return false;
    if (rule->numbered && rule->by_week) return clash(r, BYWEEKNO, "BYDAY with numbers");
    if (rule->by_position && !by)
        return wrong(r, SAY("The rule's BYSETPOS needs another part, such as BYDAY."));
    return true;
}

static bool read_all(struct reader *r, struct str text) {
    if (text.len == 0)
        return wrong(r, SAY("The rule is empty. For example: FREQ=WEEKLY;BYDAY=TU"));
    if (text.len > RECUR_MAX_TEXT) return wrong(r, SAY("The rule is too long."));
    if (memchr(text.ptr, 0, text.len)) return wrong(r, SAY("The rule has a NUL in it."));
    for (bool more = true; more;) {
        size_t end = str_find(text, STR(";"), 0);
        more = end != SIZE_MAX;
        if (!read_pair(r, str_slice(text, 0, more ? end : text.len))) return false;
        if (more) text = str_slice(text, end + 1, text.len);
    }
    r->rule.by_month_day = r->seen >> BYMONTHDAY & 1;
    r->rule.by_year_day = r->seen >> BYYEARDAY & 1;
    r->rule.by_week = r->seen >> BYWEEKNO & 1;
    r->rule.by_position = r->seen >> BYSETPOS & 1;
    return check(r);
}

enum status recur_parse(struct str text, struct recur *ret_rule, struct said *ret_why) {
    struct said why = {0};
    struct reader r = {.rule = {.interval = 1}, .why = &why};
    text = str_trim(text);
    if (str_ieq(str_slice(text, 0, 6), STR("RRULE:"))) text = str_slice(text, 6, text.len);
    if (!read_all(&r, text)) {
        *ret_why = why;
        return ERR_INVALID;
    }
    *ret_rule = r.rule;
    return OK;
}

bool recur_ends(const struct recur *rule) {
    return rule->count > 0 || rule->until_kind != RECUR_FOREVER;
}

/* ---- and back ---- */

struct writer {
    struct buf buf;
    bool any; /* the list that is being written has something */
};

static void put_item(struct writer *w, enum part part, int64_t n, const char *day) {
    if (w->any) buf_putc(&w->buf, ',');
    else buf_printf(&w->buf, ";%s=", names[part]);
    w->any = true;
    if (n || !day) buf_int(&w->buf, n);
    if (day) buf_put(&w->buf, str_of(day, 2));
}

static void put_bits(struct writer *w, enum part part, uint64_t bits) {
    w->any = false;
    for (; bits; bits &= bits - 1) put_item(w, part, __builtin_ctzll(bits), NULL);
}

static void put_set(struct writer *w, enum part part, bool on, const struct recur_set *set) {
    w->any = false;
    for (int n = 383; on && n > 0; n--)
        if (set->back[n >> 6] >> (n & 63) & 1) put_item(w, part, -n, NULL);
    for (int n = 1; on && n < 384; n++)
        if (set->front[n >> 6] >> (n & 63) & 1) put_item(w, part, n, NULL);
}

static void put_days(struct writer *w, const struct recur *rule) {
    w->any = false;
    for (int d = 0; d < 7; d++) {
        const char *name = days + (ptrdiff_t)2 * d;
        if (rule->weekdays >> d & 1) put_item(w, BYDAY, 0, name);
        for (int n = 1; n <= 53; n++)
            if (rule->nth[d] >> n & 1) put_item(w, BYDAY, n, name);
        for (int n = 53; n >= 1; n--)
            if (rule->nth_last[d] >> n & 1) put_item(w, BYDAY, -n, name);
    }
}

static void put_until(struct writer *w, const struct recur *rule) {
    const struct civil *c = &rule->until;
    if (rule->until_kind == RECUR_FOREVER) return;
    buf_printf(&w->buf, ";UNTIL=%04d%02d%02d", c->year, c->month, c->day);
    if (rule->until_kind == RECUR_UNTIL_DAY) return;
    buf_printf(&w->buf, "T%02d%02d%02d", c->hour, c->minute, c->second);
    if (rule->until_kind == RECUR_UNTIL_UTC) buf_putc(&w->buf, 'Z');
}

struct str recur_format(struct arena *arena, const struct recur *rule) {
    struct writer w = {0};
    buf_init(&w.buf, arena, (size_t)4 * RECUR_MAX_TEXT);
    buf_printf(&w.buf, "FREQ=%s", freqs[rule->freq]);
    put_until(&w, rule);
    if (rule->count) buf_printf(&w.buf, ";COUNT=%d", (int)rule->count);
    if (rule->interval > 1) buf_printf(&w.buf, ";INTERVAL=%d", (int)rule->interval);
    put_bits(&w, BYSECOND, rule->seconds);
    put_bits(&w, BYMINUTE, rule->minutes);
    put_bits(&w, BYHOUR, rule->hours);
    put_days(&w, rule);
    put_set(&w, BYMONTHDAY, rule->by_month_day, &rule->month_days);
    put_set(&w, BYYEARDAY, rule->by_year_day, &rule->year_days);
    put_set(&w, BYWEEKNO, rule->by_week, &rule->weeks);
    put_bits(&w, BYMONTH, rule->months);
    put_set(&w, BYSETPOS, rule->by_position, &rule->positions);
    if (rule->week_start) {
        buf_puts(&w.buf, ";WKST=");
        buf_put(&w.buf, str_of(days + (ptrdiff_t)2 * rule->week_start, 2));
    }
    return buf_str(&w.buf);
}
