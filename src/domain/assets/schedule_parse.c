/* Plain words to schedule lines. The words are always kept; only what is sure becomes a rule. */
#include "domain/assets/schedule_words.h"

#include <string.h>

struct line {
    unsigned days, nth[7], ordinals; /* ordinals: bits waiting for their weekday */
    uint32_t monthdays;
    int interval;
    bool monthly, every, every_second, plural, time, time_first, closed;
    int opens, closes; /* closes -1 when not said */
    struct day from, until, on;
    size_t at; /* where its words begin */
};

struct reader {
    struct arena *arena;
    struct str text;
    struct token *t;
    size_t n, i;
    struct line line;
    struct asset_schedule *out;
    size_t out_n;
};

static struct line line_new(size_t at)
{
    return (struct line){.interval = 1,
                         .from = DAY_NONE,
                         .until = DAY_NONE,
                         .on = DAY_NONE,
                         .at = at,
                         .closes = -1};
}

static enum token_kind kind_at(const struct reader *r, size_t i)
{
    return i < r->n ? r->t[i].kind : TOKEN_OTHER_WORD;
}

static bool dated(const struct line *line)
{
    bool nth = line->monthdays != 0;
    for (int day = 0; day < 7; day++) nth = nth || line->nth[day];
    return line->days || nth || day_is(line->on);
}

static bool complete(const struct line *line)
{
    return line->time && dated(line);
}

/* ---- a line is whole ---- */

static void second_settle(struct line *line)
{
    if (!line->every_second || line->monthly) return;
    for (int day = 0; day < 7; day++) {
        if (line->nth[day] != 1u << 2) continue;
        line->nth[day] = 0;
        line->days |= 1u << day;
        line->interval = 2;
    }
}

/* One date and no sign of coming again: once only. */
static bool once_only(struct line *line)
{
    if (!day_is(line->on)) return false;
    bool again = line->every || line->plural || line->interval > 1 || line->monthly;
    if (again) {
        if (!day_is(line->from)) line->from = line->on;
        return false;
    }
    line->from = line->until = line->on;
    line->days = 1u << day_weekday(line->on);
    return true;
}

static struct str rule_of(struct arena *arena, struct line *line)
{
    if (line->closed) return STR_NONE;
    second_settle(line);
    struct assets_rule rule = {
        .interval = line->interval, .freq = ASSETS_WEEKLY, .until = DAY_NONE};
    bool once = once_only(line);
    if (!once) {
        for (int day = 0; day < 7; day++) {
            rule.nth[day] = line->nth[day];
            if (line->nth[day]) rule.freq = ASSETS_MONTHLY;
        }
        rule.monthdays = line->monthdays;
        if (line->monthdays) rule.freq = ASSETS_MONTHLY;
    }
    if (rule.freq == ASSETS_WEEKLY) rule.days = line->days;
    if (rule.freq == ASSETS_WEEKLY && (line->days == 0 || (line->monthly && !once)))
        return STR_NONE;
    return assets_rule_format(arena, &rule);
}

static struct str words_of(struct str text, size_t from, size_t to)
{
    struct str words = str_trim(str_slice(text, from, to));
    while (words.len > 0 && strchr(",;|\n\r& ", words.ptr[words.len - 1])) words.len--;
    while (words.len > 0 && strchr(",;|\n\r& ", words.ptr[0]))
        words = str_slice(words, 1, words.len);
    if (words.len > 4 && str_ieq(str_slice(words, words.len - 4, words.len), STR(" and")))
        words.len -= 4;
    return str_trim(words);
}

/* "Daily 10-4, closed Mondays": the day is taken out of what was said before. */
static void days_close(struct reader *r, unsigned days)
{
    for (size_t i = 0; i < r->out_n; i++) {
        struct assets_rule rule;
        if (!assets_rule_parse(r->out[i].rrule, &rule) || rule.freq != ASSETS_WEEKLY) continue;
        if (!(rule.days & days) || !(rule.days & ~days)) continue;
        rule.days &= ~days;
        r->out[i].rrule = assets_rule_format(r->arena, &rule);
    }
}

static void line_end(struct reader *r, size_t to)
{
    struct line *line = &r->line;
    bool something = line->time || dated(line) || (line->closed && line->days);
    bool full = r->out_n == ASSET_SCHEDULES;
    if (r->out_n > 0 && (!something || full)) { /* the words belong to the line before */
        size_t from = (size_t)(r->out[r->out_n - 1].words.ptr - r->text.ptr);
        r->out[r->out_n - 1].words = words_of(r->text, from, to);
        r->line = line_new(to);
        return;
    }
    if (line->closed) days_close(r, line->days);
    struct str words = words_of(r->text, line->at, to);
    if (words.len > 0 && !full) {
        struct asset_schedule *out = &r->out[r->out_n++];
        out->rrule = rule_of(r->arena, line);
        bool ruled = out->rrule.len > 0;
        out->words = words;
        out->from = line->from;
        out->until = line->until;
        out->opens = ruled && line->time ? (struct minutes){line->opens} : MINUTES_NONE;
        out->closes = ruled && line->time && line->closes >= 0 ? (struct minutes){line->closes}
                                                               : MINUTES_NONE;
    }
    r->line = line_new(to);
}

/* ---- times of day ---- */

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
    return t->digits >= 3 ? m : -1;
}

static int after(int m, int start)
{
    m %= 720;
    while (m <= start) m += 720;
    return m;
}

static void span_settle(const struct token *a, const struct token *b, int *ret_opens,
                        int *ret_closes)
{
    int opens = sure(a, false), closes = sure(b, true), m = minutes_of(a);
    if (opens < 0 && closes >= 0 && b->half == HALF_24)
        opens = m;
    else if (opens < 0 && closes >= 0)
        opens = m % 720 + 720 < closes ? m % 720 + 720 : m % 720;
    else if (opens < 0)
        opens = m < 8 * 60 ? m + 720 : m;
    if (closes < 0) closes = after(minutes_of(b), opens);
    if (closes <= opens) closes += 1440;
    *ret_opens = opens;
    *ret_closes = closes;
}

/* May a bare number here be an hour? Not after money or ages, nor before years or weeks. */
static bool bare_allowed(const struct reader *r, size_t from, size_t to)
{
    enum token_kind before = from > 0 ? r->t[from - 1].kind : TOKEN_FILLER,
                    next = kind_at(r, to);
    return before != TOKEN_MONEY && before != TOKEN_AGE && next != TOKEN_AGE &&
           next != TOKEN_WEEKS && next != TOKEN_MONTHLY;
}

static bool joins(const struct reader *r, size_t i)
{
    enum token_kind kind = kind_at(r, i);
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

/* Tokens used by the time that begins at r->i; 0 = none does. */
static size_t time_read(const struct reader *r, int *ret_opens, int *ret_closes)
{
    const struct token *a = &r->t[r->i];
    enum token_kind before = r->i > 0 ? r->t[r->i - 1].kind : TOKEN_OTHER_WORD;
    if (!number_sound(a) || before == TOKEN_MONEY) return 0;
    if (r->i + 2 < r->n && joins(r, r->i + 1) && number_sound(&r->t[r->i + 2]))
        return span_read(r, ret_opens, ret_closes);
    bool called = (before == TOKEN_AT || before == TOKEN_FROM) && a->digits < 3;
    if (!plain_clock(a) && !(called && bare_allowed(r, r->i, r->i + 1))) return 0;
    int m = sure(a, false);
    *ret_opens = m >= 0                   ? m % 1440
                 : minutes_of(a) < 8 * 60 ? minutes_of(a) + 720
                                          : minutes_of(a);
    *ret_closes = -1;
    return 1;
}

static void time_take(struct reader *r, int opens, int closes)
{
    if (complete(&r->line)) {
        struct line same = r->line;
        line_end(r, r->t[r->i].at);
        if (!same.time_first) {
            same.at = r->line.at;
            r->line = same;
        }
    }
    r->line.time_first = !dated(&r->line);
    r->line.time = true;
    r->line.opens = opens;
    r->line.closes = closes;
}

/* ---- days ---- */

/* Do the words from here lead to a weekday ("every other Thu", "1st and 3rd Sat")? */
static bool leads_to_day(const struct reader *r, size_t i)
{
    for (;; i++) {
        switch (kind_at(r, i)) {
        case TOKEN_DAY: return true;
        case TOKEN_EVERY:
        case TOKEN_ALTERNATE:
        case TOKEN_ORDINAL:
        case TOKEN_AND:
        case TOKEN_MONTHLY:
        case TOKEN_WEEKLY:
        case TOKEN_OF:
            if (i + 1 < r->n) continue;
            return false;
        case TOKEN_FILLER:
            if (i + 1 < r->n && r->t[i].number == 0) continue;
            return i < r->n && r->t[i].number == 1;
        default: return false;
        }
    }
}

static void line_break_before_day(struct reader *r)
{
    if (complete(&r->line) && !r->line.time_first && leads_to_day(r, r->i))
        line_end(r, r->t[r->i].at);
}

static unsigned days_between(unsigned first, unsigned last)
{
    unsigned days = first;
    for (unsigned day = first; day != last;) {
        day = day == 64 ? 1 : day << 1;
        days |= day;
    }
    return days;
}

static bool one_day(unsigned days)
{
    return days != 0 && (days & (days - 1)) == 0;
}

/* One day, or "Mon - Fri" in one: how many tokens it took. */
static size_t days_read(const struct reader *r, unsigned *ret_days)
{
    unsigned days = r->t[r->i].days;
    bool range = kind_at(r, r->i + 1) == TOKEN_RANGE && kind_at(r, r->i + 2) == TOKEN_DAY;
    range = range && one_day(days) && one_day(r->t[r->i + 2].days);
    *ret_days = range ? days_between(days, r->t[r->i + 2].days) : days;
    return range ? 3 : 1;
}

static size_t day_take(struct reader *r)
{
    const struct token *t = &r->t[r->i];
    unsigned days;
    if (complete(&r->line) && !r->line.time_first) line_end(r, t->at);
    size_t used = days_read(r, &days);
    struct line *line = &r->line;
    line->plural = line->plural || t->plural || used == 3 || !one_day(days);
    for (int day = 0; line->ordinals && day < 7; day++)
        if (days >> day & 1) line->nth[day] |= line->ordinals;
    if (!line->ordinals) line->days |= days;
    bool more =
        kind_at(r, r->i + used) == TOKEN_AND && kind_at(r, r->i + used + 1) == TOKEN_DAY;
    if (!more) line->ordinals = 0; /* "1st Mon and Tue" are both firsts */
    return used;
}

static void ordinal_take(struct reader *r)
{
    const struct token *t = &r->t[r->i];
    line_break_before_day(r);
    bool day = leads_to_day(r, r->i);
    if (day && t->number <= 5) {
        r->line.ordinals |= 1u << t->number;
        if (t->number == 2 && r->i > 0 && r->t[r->i - 1].kind == TOKEN_EVERY)
            r->line.every_second = true;
    } else if (!day && kind_at(r, r->i + 1) == TOKEN_OF && t->number >= 1 && t->number <= 31) {
        r->line.monthdays |= (uint32_t)1 << t->number;
    }
}

static void alternate_take(struct reader *r)
{
    line_break_before_day(r);
    r->line.interval = 2;
    r->line.every = true;
}

/* "every 2 weeks", "every day", "every week". */
static size_t every_take(struct reader *r)
{
    line_break_before_day(r);
    r->line.every = true;
    const struct token *next = r->i + 1 < r->n ? &r->t[r->i + 1] : NULL;
    if (next && next->kind == TOKEN_FILLER && next->number == 1) {
        r->line.days = 127;
        r->line.plural = true;
        return 2;
    }
    if (next && next->kind == TOKEN_NUMBER && kind_at(r, r->i + 2) == TOKEN_WEEKS &&
        next->number > 1 && next->number < 9) {
        r->line.interval = next->number;
        return 3;
    }
    return 1;
}

static void date_take(struct reader *r)
{
    struct line *line = &r->line;
    enum token_kind before = r->i > 0 ? r->t[r->i - 1].kind : TOKEN_OTHER_WORD;
    struct day day = r->t[r->i].day;
    if (before == TOKEN_AND && complete(line) && day_is(line->on)) {
        line_end(r, r->t[r->i].at);
        line = &r->line;
    }
    bool pair = before == TOKEN_RANGE && r->i > 1 && r->t[r->i - 2].kind == TOKEN_DATE;
    if (before == TOKEN_UNTIL || pair) {
        line->until = day;
        if (pair && day_is(line->on)) {
            line->from = line->on;
            line->on = DAY_NONE;
        }
    } else if (before == TOKEN_FROM) {
        line->from = day;
    } else {
        line->on = day;
    }
}

/* "except Mondays" takes days out of this line; "closed Mondays" is a line of its own. */
static size_t closed_take(struct reader *r)
{
    bool except = r->t[r->i].number == 1;
    if (except && kind_at(r, r->i + 1) == TOKEN_DAY && (r->line.days & ~r->t[r->i + 1].days)) {
        r->line.days &= ~r->t[r->i + 1].days;
        return 2;
    }
    if (except) return 1;
    if (complete(&r->line)) line_end(r, r->t[r->i].at);
    r->line.closed = true;
    if (r->line.days) line_end(r, r->t[r->i].end);
    return 1;
}

static void clock_round(struct reader *r)
{
    if (complete(&r->line)) return;
    if (!dated(&r->line)) r->line.days = 127;
    r->line.plural = r->line.time = true;
    r->line.opens = 0;
    r->line.closes = 1440;
}

static size_t token_step(struct reader *r)
{
    int opens, closes;
    size_t used;
    switch (r->t[r->i].kind) {
    case TOKEN_DAY: return day_take(r);
    case TOKEN_EVERY: return every_take(r);
    case TOKEN_ORDINAL: ordinal_take(r); break;
    case TOKEN_ALTERNATE: alternate_take(r); break;
    case TOKEN_WEEKLY: r->line.every = true; break;
    case TOKEN_MONTHLY: r->line.monthly = true; break;
    case TOKEN_DATE: date_take(r); break;
    case TOKEN_CLOSED: return closed_take(r);
    case TOKEN_ROUND_THE_CLOCK: clock_round(r); break;
    case TOKEN_BREAK:
        if (complete(&r->line) || r->line.closed) line_end(r, r->t[r->i].at);
        break;
    case TOKEN_NUMBER:
        used = time_read(r, &opens, &closes);
        if (used == 0) break;
        time_take(r, opens, closes);
        return used;
    default: break;
    }
    return 1;
}

enum status assets_schedule_parse(struct arena *arena, struct str words, struct day today,
                                  struct asset_schedule **ret_lines, size_t *ret_count)
{
    struct reader r = {.arena = arena, .text = words};
    assets_schedule_tokens(arena, words, today, &r.t, &r.n);
    r.out = ARENA_ARRAY(arena, struct asset_schedule, ASSET_SCHEDULES);
    r.line = line_new(0);
    while (r.i < r.n) r.i += token_step(&r);
    line_end(&r, words.len);
    TRY(arena_check(arena));
    *ret_lines = r.out;
    *ret_count = r.out_n;
    return OK;
}

bool assets_schedule_has_more(struct arena *arena, struct str words)
{
    struct token *tokens;
    size_t n;
    assets_schedule_tokens(arena, words, (struct day){0}, &tokens, &n);
    for (size_t i = 0; i < n; i++)
        if (tokens[i].kind == TOKEN_OTHER_WORD || tokens[i].kind == TOKEN_CLOSED) return true;
    return false;
}
