/* Days as people write them: 2026-10-26, 26/10/2026, 26 October 2026, "26 to 30 October 2026". */
#include "domain/places/places_own.h"

#include "domain/places/holidays.h"

#define TOKENS 96

struct token {
    char kind; /* '0' a number, 'a' a word, else the sign itself */
    int value; /* of a number; 0 when it is too long */
    struct str text;
    size_t at;
};

struct tokens {
    struct token items[TOKENS];
    size_t count;
};

/* A day that was found; 0 = not said. */
struct said_day {
    int year, month, day;
    size_t at;
};

static bool digit(char c) {
    return c >= '0' && c <= '9';
}
static bool letter(char c) {
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static void cut(struct str text, struct tokens *t) {
    for (size_t i = 0; i < text.len && t->count < TOKENS;) {
        size_t from = i;
        char c = text.ptr[i];
        struct token token = {.kind = c, .at = from};
        if (digit(c)) {
            token.kind = '0';
            for (; i < text.len && digit(text.ptr[i]); i++)
                if (i - from < 8) token.value = token.value * 10 + (text.ptr[i] - '0');
            if (i - from > 8) token.value = 0;
        } else if (letter(c)) {
            token.kind = 'a';
            while (i < text.len && letter(text.ptr[i])) i++;
        } else {
            i++;
        }
        token.text = str_slice(text, from, i);
        if (c != ' ' && c != '\t' && c != ',') t->items[t->count++] = token;
    }
}

static const struct token *at(const struct tokens *t, size_t i) {
    static const struct token none = {0};
    return i < t->count ? &t->items[i] : &none;
}

/* "oct", "Sept", "October": three letters at least. */
static int month_named(struct str word) {
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    for (int m = 0; m < 12; m++) {
        struct str name = str_from(names[m]);
        if (word.len >= 3 && word.len <= name.len &&
            str_ieq(word, str_slice(name, 0, word.len)))
            return m + 1;
    }
    return 0;
}

static bool word_is(const struct token *t, const char *word) {
    return t->kind == 'a' && str_ieq(t->text, str_from(word));
}

static bool day_number(const struct token *t) {
    return t->kind == '0' && t->text.len <= 2 && t->value >= 1 && t->value <= 31;
}

static bool year_number(const struct token *t) {
    return t->kind == '0' && t->text.len == 4 && t->value >= 1900 && t->value <= 2200;
}

/* 2026-10-26, 26/10/2026, 26.10.26: how many tokens it takes, 0 = it is none. */
static size_t numeric(const struct tokens *t, size_t i, struct said_day *d) {
    const struct token *a = at(t, i), *b = at(t, i + 2), *c = at(t, i + 4);
    char sign = at(t, i + 1)->kind;
    if (a->kind != '0' || b->kind != '0' || c->kind != '0' || at(t, i + 3)->kind != sign ||
        (sign != '-' && sign != '/' && sign != '.'))
        return 0;
    if (year_number(a)) *d = (struct said_day){a->value, b->value, c->value, a->at};
    else if (year_number(c)) *d = (struct said_day){c->value, b->value, a->value, a->at};
    else if (c->text.len == 2)
        *d = (struct said_day){2000 + c->value, b->value, a->value, a->at};
    else return 0;
    return d->month >= 1 && d->month <= 12 && d->day >= 1 && d->day <= 31 ? 5 : 0;
}

static bool ordinal(const struct token *t) {
    return word_is(t, "st") || word_is(t, "nd") || word_is(t, "rd") || word_is(t, "th");
}

static bool joins(const struct token *t) {
    return word_is(t, "to") || word_is(t, "until") || word_is(t, "till") || word_is(t, "and") ||
           t->kind == '-' || t->kind == (char)0xE2; /* a dash in UTF-8 */
}

/* "26th of October 2026", "26 October", "October 26 2026", "26" before "to". */
static size_t worded(const struct tokens *t, size_t i, struct said_day *d) {
    size_t from = i;
    const struct token *first = at(t, i);
    bool month_first = first->kind == 'a' && month_named(first->text);
    if (month_first) d->month = month_named(at(t, i++)->text);
    if (!day_number(at(t, i))) return 0;
    *d = (struct said_day){0, d->month, at(t, i++)->value, first->at};
    if (ordinal(at(t, i))) i++;
    if (!month_first) {
        d->month = 0;
        if (word_is(at(t, i), "of")) i++;
        if (at(t, i)->kind == 'a') d->month = month_named(at(t, i)->text);
        if (d->month) i++;
        else if (!joins(at(t, i))) return 0;
    }
    if (d->month && year_number(at(t, i))) d->year = at(t, i++)->value;
    return i - from;
}

static size_t compact(const struct tokens *t, size_t i, struct said_day *d) {
    const struct token *a = at(t, i);
    if (a->kind != '0' || a->text.len != 8) return 0;
    *d = (struct said_day){a->value / 10000, a->value / 100 % 100, a->value % 100, a->at};
    return d->year >= 1900 && d->year <= 2200 ? 1 : 0;
}

/* What a day leaves out it takes from the one after; December before January is the year before. */
static void complete(struct said_day *d, const struct said_day *next) {
    if (!d->month) d->month = next->month;
    if (!d->year && next->year) d->year = next->year - (d->month > next->month);
}

static size_t say_days(const struct tokens *t, struct said_day said[4]) {
    size_t n = 0;
    for (size_t i = 0, used; i < t->count && n < 4; i += used ? used : 1) {
        struct said_day d = {0};
        if (!(used = numeric(t, i, &d)) && !(used = compact(t, i, &d)) &&
            !(used = worded(t, i, &d)))
            continue;
        said[n++] = d;
    }
    return n;
}

/* What each leaves out comes from the next; a last one without a year takes the one before. */
static void complete_all(struct said_day *said, size_t n) {
    for (size_t i = n; i-- > 0;) {
        if (i + 1 < n) complete(&said[i], &said[i + 1]);
        if (i > 0 && !said[i].year && said[i - 1].year)
            said[i].year = said[i - 1].year + (said[i].month < said[i - 1].month);
    }
}

void places_days_find(struct str text, struct holidays_found *ret_found) {
    struct tokens t = {0};
    struct said_day said[4];
    struct holidays_found found = {0};
    cut(text, &t);
    size_t n = say_days(&t, said);
    complete_all(said, n);
    for (size_t i = 0; i < n; i++) {
        if (!said[i].year || !said[i].month) {
            found.no_year = true;
        } else if (day_valid(said[i].year, said[i].month, said[i].day)) {
            if (found.count == 0) found.begin = said[i].at;
            found.days[found.count++] =
                day_from_civil(said[i].year, said[i].month, said[i].day);
        }
    }
    *ret_found = found;
}
