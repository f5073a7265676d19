/* Times of day in a schedule text: which numbers are hours, and which half of the day is meant. */
#include "domain/assets/schedule_own.h"

enum token_kind assets_schedule_kind(const struct reader *r, size_t i)
{
    return i < r->n ? r->t[i].kind : TOKEN_OTHER_WORD;
}

static bool number_sound(const struct token *t)
{
    if (t->kind != TOKEN_NUMBER || t->minute > 59) return false;
    if (t->digits >= 3)
        return t->digits <= 4 && t->minute < 0 && t->number / 100 <= 24 && t->number % 100 < 60;
    return t->number <= 24;
}

static bool plain_clock(const struct token *t)
{
    return t->digits < 3 && (t->minute >= 0 || (t->half != HALF_NONE && t->half != HALF_24));
}

static int minutes_of(const struct token *t)
{
    if (t->digits >= 3) return t->number / 100 * 60 + t->number % 100;
    return t->number * 60 + (t->minute > 0 ? t->minute : 0);
}

/* Minutes when it is certain which half of the day is meant, else -1. */
static int sure(const struct token *t, bool closing)
{
    int m = minutes_of(t);
    switch (t->half) {
    case HALF_AM: return m % 720;
    case HALF_PM: return m % 720 + 720;
    case HALF_NOON: return 720;
    case HALF_MIDNIGHT: return closing ? 1440 : 0;
    case HALF_24: return m;
    case HALF_NONE: break;
    }
    if (t->digits >= 3) return m;
    return t->lean == HALF_AM ? (m >= 720 ? 720 : m) : t->lean == HALF_PM ? m % 720 + 720 : -1;
}

static int after(int m, int start)
{
    m %= 720;
    while (m <= start) m += 720;
    return m;
}

static bool long_form(const struct token *t)
{
    return t->half == HALF_NONE && t->lean == HALF_NONE && t->digits == 2 && t->minute >= 0;
}

static void span_settle(const struct token *a, const struct token *b, int *ret_opens,
                        int *ret_closes)
{
    int opens = sure(a, false), closes = sure(b, true), m = minutes_of(a);
    /* "14:00-10:00", "10:00-10:00": whoever writes so counts to 24 */
    if (long_form(b) && (a->half == HALF_24 || long_form(a))) closes = minutes_of(b);
    if (opens < 0 && closes >= 0 && b->half == HALF_24)
        opens = m;
    else if (opens < 0 && closes >= 0)
        opens = m % 720 + 720 < closes ? m % 720 + 720 : m % 720;
    else if (opens < 0)
        opens = m < 8 * 60 ? m + 720 : m;
    if (closes < 0) closes = after(minutes_of(b), opens);
    *ret_opens = opens;
    *ret_closes = closes < opens ? closes + 1440 : closes;
}

/* May a bare number here be an hour? Not after money or ages, nor before years or weeks. */
static bool bare_allowed(const struct reader *r, size_t from, size_t to)
{
    enum token_kind before = from > 0 ? r->t[from - 1].kind : TOKEN_FILLER,
                    next = assets_schedule_kind(r, to);
    return before != TOKEN_MONEY && before != TOKEN_AGE && next != TOKEN_AGE &&
           next != TOKEN_WEEKS && next != TOKEN_MONTHLY;
}

static bool joins(const struct reader *r, size_t i)
{
    enum token_kind kind = assets_schedule_kind(r, i);
    bool between = i >= 2 && r->t[i - 2].kind == TOKEN_BETWEEN;
    return kind == TOKEN_RANGE || kind == TOKEN_UNTIL || (between && kind == TOKEN_AND);
}

/* "2-4", "10 to 11.30": 3 tokens, or 0 when they are something else. */
static size_t span_read(const struct reader *r, int *ret_opens, int *ret_closes)
{
    const struct token *a = &r->t[r->i], *b = &r->t[r->i + 2];
    bool clock = plain_clock(a) || plain_clock(b);
    if (!clock && !bare_allowed(r, r->i, r->i + 3)) return 0;
    if (!clock && (a->digits > 2) != (b->digits > 2)) return 0;
    span_settle(a, b, ret_opens, ret_closes);
    return 3;
}

/* "10 بجے سے 12 بجے": a word between the number and the dash. */
static bool joins_clock(const struct reader *r)
{
    return assets_schedule_kind(r, r->i + 1) == TOKEN_CLOCK && r->i + 3 < r->n && joins(r, r->i + 2) &&
           number_sound(&r->t[r->i + 3]);
}

static size_t span_over_clock(const struct reader *r, int *ret_opens, int *ret_closes)
{
    span_settle(&r->t[r->i], &r->t[r->i + 3], ret_opens, ret_closes);
    return 4;
}

/* "7 for 7.30pm": doors at seven. */
static bool for_clock(const struct reader *r)
{
    const struct token *word = &r->t[r->i + 1];
    return r->i + 2 < r->n && word->kind == TOKEN_OTHER_WORD && word->end - word->at == 3 &&
           str_ieq(str_slice(r->text, word->at, word->end), STR("for")) &&
           number_sound(&r->t[r->i + 2]) && plain_clock(&r->t[r->i + 2]);
}

static size_t time_for(const struct reader *r, int *ret_opens, int *ret_closes)
{
    int closes;
    span_settle(&r->t[r->i], &r->t[r->i + 2], ret_opens, &closes);
    *ret_closes = -1;
    return closes - *ret_opens <= 90 ? 3 : 0;
}

/* Is the number alone an hour? "10am", "18:00"; "at 10", "10 o'clock". */
static bool called(const struct reader *r)
{
    const struct token *a = &r->t[r->i];
    enum token_kind before = r->i > 0 ? r->t[r->i - 1].kind : TOKEN_OTHER_WORD;
    if (plain_clock(a)) return true;
    bool said = before == TOKEN_AT || before == TOKEN_FROM || before == TOKEN_CLOCK ||
                assets_schedule_kind(r, r->i + 1) == TOKEN_CLOCK;
    return said && a->digits < 3 && bare_allowed(r, r->i, r->i + 1);
}

size_t assets_schedule_time(const struct reader *r, int *ret_opens, int *ret_closes)
{
    const struct token *a = &r->t[r->i];
    if (!number_sound(a) || (r->i > 0 && r->t[r->i - 1].kind == TOKEN_MONEY)) return 0;
    if (r->i + 2 < r->n && joins(r, r->i + 1) && number_sound(&r->t[r->i + 2]))
        return span_read(r, ret_opens, ret_closes);
    if (joins_clock(r)) return span_over_clock(r, ret_opens, ret_closes);
    if (for_clock(r)) return time_for(r, ret_opens, ret_closes);
    if (!called(r)) return 0;
    int m = sure(a, false), plain = minutes_of(a);
    *ret_opens = m >= 0 ? m % 1440 : plain < 8 * 60 ? plain + 720 : plain;
    *ret_closes = -1;
    return 1;
}
