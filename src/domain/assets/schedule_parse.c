/* Plain words to schedule lines. The words are always kept; only what is sure becomes a rule. */
#include "domain/assets/schedule_own.h"

#include <string.h>

static struct line line_new(size_t at)
{
    return (struct line){.interval = 1,
                         .from = DAY_NONE,
                         .until = DAY_NONE,
                         .on = DAY_NONE,
                         .at = at,
                         .closes = -1};
}

static bool complete(const struct line *line)
{
    return line->time && (assets_line_dated(line) || line->unsure);
}

static void doubt(struct reader *r, enum schedule_doubt why)
{
    r->line.unsure = true;
    if (r->doubt == SCHEDULE_SOUND) r->doubt = why;
}

/* ---- a line is whole ---- */

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


static void line_put(struct reader *r, struct line *line, struct str words)
{
    if (words.len == 0 || r->out_n == ASSET_SCHEDULES) return;
    struct asset_schedule *out = &r->out[r->out_n++];
    out->rrule = assets_line_rule(r->arena, line);
    bool ruled = out->rrule.len > 0;
    out->words = words;
    out->from = line->from;
    out->until = line->until;
    out->skip = ruled ? line->skip : 0;
    out->opens = ruled && line->time ? (struct minutes){line->opens} : MINUTES_NONE;
    out->closes =
        ruled && line->time && line->closes >= 0 ? (struct minutes){line->closes} : MINUTES_NONE;
}

static void dates_judge(struct reader *r)
{
    struct line *line = &r->line;
    if (!day_is(line->from) || !day_is(line->until) || line->until.n >= line->from.n) return;
    doubt(r, SCHEDULE_BACKWARDS);
    line->from = line->until = DAY_NONE;
}

/* "Tuesdays and 1st Saturday": two rules of the same words. */
static void lines_put(struct reader *r, struct str words)
{
    struct line *line = &r->line, weekly = *line;
    if (line->days && assets_line_dated_nth(line) && !line->every_second) {
        memset(weekly.nth, 0, sizeof weekly.nth);
        weekly.monthdays = 0;
        line->days = 0;
        line_put(r, &weekly, words);
    }
    line_put(r, line, words);
}

/* "Saturday 10-12 (first Saturday only)": the second tells which of the first. */
static bool narrows(struct reader *r, size_t to)
{
    struct line *line = &r->line;
    struct assets_rule rule;
    if (r->out_n == 0 || line->time || line->days || !assets_line_dated_nth(line) || line->monthdays)
        return false;
    struct asset_schedule *before = &r->out[r->out_n - 1];
    if (!assets_rule_parse(before->rrule, &rule) || rule.freq != ASSETS_WEEKLY) return false;
    for (int day = 0; day < 7; day++)
        if (((rule.days >> day) & 1) != (line->nth[day] != 0)) return false;
    before->rrule = assets_line_rule(r->arena, line);
    before->words = words_of(r->text, (size_t)(before->words.ptr - r->text.ptr), to);
    return true;
}

/* Lines that are said already heed it too. */
static void lines_skip(struct reader *r, size_t from, unsigned skip)
{
    for (size_t i = from; i < r->out_n; i++)
        if (r->out[i].rrule.len > 0) r->out[i].skip |= skip;
}

static void line_end(struct reader *r, size_t to)
{
    struct line *line = &r->line;
    bool something =
        line->time || assets_line_dated(line) || line->unsure || (line->closed && line->days);
    bool full = r->out_n == ASSET_SCHEDULES;
    if (narrows(r, to)) {
        r->line = line_new(to);
        return;
    }
    if (r->out_n > 0 && (!something || full)) { /* the words belong to the line before */
        lines_skip(r, something ? r->out_n : 0, line->skip);
        size_t from = (size_t)(r->out[r->out_n - 1].words.ptr - r->text.ptr);
        r->out[r->out_n - 1].words = words_of(r->text, from, to);
        r->line = line_new(to);
        return;
    }
    if (line->closed) days_close(r, line->days);
    struct str words = words_of(r->text, line->at, to);
    dates_judge(r);
    if (r->seasons) line->unsure = true;
    lines_put(r, words);
    r->line = line_new(to);
}

/* ---- times of day ---- */

/* Over midnight goes what ends in the small hours, as pubs do, or begins late and ends by noon, as
   shelters do; anything else that ends before it begins is a slip of somebody's pen. */
static bool overnight(int opens, int closes)
{
    int end = closes - 1440;
    return end <= 5 * 60 || (opens >= 15 * 60 && end <= 12 * 60);
}

static void span_judge(struct reader *r, int opens, int closes)
{
    if (closes == opens) doubt(r, SCHEDULE_NO_TIME);
    else if (opens >= 1440 || closes > opens + 1440) doubt(r, SCHEDULE_BACKWARDS);
    else if (closes > 1440 && !overnight(opens, closes)) doubt(r, SCHEDULE_BACKWARDS);
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
    r->line.time_first = !assets_line_dated(&r->line) && !r->line.unsure;
    if (closes >= 0) span_judge(r, opens, closes);
    r->line.time = true;
    r->line.opens = opens;
    r->line.closes = closes;
}

/* ---- days ---- */

/* Do the words from here lead to a weekday ("every other Thu", "1st and 3rd Sat")? */
static bool leads_to_day(const struct reader *r, size_t i)
{
    for (;; i++) {
        switch (assets_schedule_kind(r, i)) {
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
    size_t to = r->i + 2; /* "dydd Mawrth i ddydd Sadwrn" */
    if (assets_schedule_kind(r, to) == TOKEN_FILLER && to < r->n && r->t[to].number == 1) to++;
    bool range = assets_schedule_kind(r, r->i + 1) == TOKEN_RANGE && assets_schedule_kind(r, to) == TOKEN_DAY;
    range = range && one_day(days) && one_day(r->t[to].days);
    *ret_days = range ? days_between(days, r->t[to].days) : days;
    return range ? to + 1 - r->i : 1;
}

/* "10-2 Mon to Thurs, Fri 10-1": a time behind these days, and no day behind that time. */
static bool time_of_its_own(struct reader *r)
{
    int opens, closes;
    size_t i = r->i, before = r->i;
    for (;;) {
        if (assets_schedule_kind(r, i) != TOKEN_DAY) return false;
        i++;
        enum token_kind kind = assets_schedule_kind(r, i);
        bool more = (kind == TOKEN_AND || kind == TOKEN_RANGE) && assets_schedule_kind(r, i + 1) == TOKEN_DAY;
        if (!more) break;
        i++;
    }
    if (i >= r->n || r->t[i].kind != TOKEN_NUMBER) return false;
    r->i = i;
    size_t used = assets_schedule_time(r, &opens, &closes);
    r->i = before;
    if (used == 0) return false;
    enum token_kind next = assets_schedule_kind(r, i + used);
    return next != TOKEN_DAY && next != TOKEN_EVERY;
}

static size_t day_take(struct reader *r)
{
    const struct token *t = &r->t[r->i];
    unsigned days;
    bool own = r->line.time_first && time_of_its_own(r);
    if (complete(&r->line) && (!r->line.time_first || own)) line_end(r, t->at);
    size_t used = days_read(r, &days);
    struct line *line = &r->line;
    line->plural = line->plural || t->plural || used >= 3 || !one_day(days);
    for (int day = 0; line->ordinals && day < 7; day++)
        if (days >> day & 1) line->nth[day] |= line->ordinals;
    if (!line->ordinals) line->days |= days;
    bool more =
        assets_schedule_kind(r, r->i + used) == TOKEN_AND && assets_schedule_kind(r, r->i + used + 1) == TOKEN_DAY;
    if (!more) line->ordinals = 0; /* "1st Mon and Tue" are both firsts */
    return used;
}

/* "dydd Sadwrn cyntaf": in Welsh the first stands behind its day. */
static bool ordinal_behind(struct reader *r)
{
    const struct token *day = r->i > 0 ? &r->t[r->i - 1] : NULL;
    if (!day || day->kind != TOKEN_DAY || day->tag != WORD_WELSH || !one_day(day->days) ||
        r->t[r->i].number > 5)
        return false;
    r->line.days &= ~day->days;
    for (int n = 0; n < 7; n++)
        if (day->days >> n & 1) r->line.nth[n] |= 1u << r->t[r->i].number;
    return true;
}

static void ordinal_take(struct reader *r)
{
    const struct token *t = &r->t[r->i];
    if (ordinal_behind(r)) return;
    line_break_before_day(r);
    bool day = leads_to_day(r, r->i);
    if (day && t->number <= 5) {
        r->line.ordinals |= 1u << t->number;
        if (t->number == 2 && r->i > 0 && r->t[r->i - 1].kind == TOKEN_EVERY)
            r->line.every_second = true;
    } else if (!day && t->number >= 1 && t->number <= 31 && assets_schedule_of_month(r)) {
        r->line.monthdays |= (uint32_t)1 << t->number;
    }
}

static void alternate_take(struct reader *r)
{
    line_break_before_day(r);
    if (r->line.days && leads_to_day(r, r->i)) r->line.unsure = true; /* "Mon and every other Sat" */
    r->line.interval = 2;
    r->line.every = true;
}

/* "co", "bob": every other one in these is said with "second". */
static bool foreign(const struct reader *r, size_t i)
{
    struct str word = str_slice(r->text, r->t[i].at, r->t[i].end);
    return str_ieq(word, STR("co")) || str_ieq(word, STR("bob"));
}

/* "co drugi czwartek" is every other one, "bob yn ail ddydd Iau" too: tokens used, or 0. */
static size_t every_other(struct reader *r)
{
    size_t at = r->i + 1;
    if (!foreign(r, r->i)) return 0;
    if (assets_schedule_kind(r, at) == TOKEN_FILLER) at++;
    if (at >= r->n || r->t[at].kind != TOKEN_ORDINAL || r->t[at].number != 2) return 0;
    r->line.interval = 2;
    return at + 1 - r->i;
}

/* "every 2 weeks", "every day", "every week". */
static size_t every_take(struct reader *r)
{
    line_break_before_day(r);
    r->line.every = true;
    const struct token *next = r->i + 1 < r->n ? &r->t[r->i + 1] : NULL;
    if (next && next->kind == TOKEN_FILLER && next->number == 1) {
        enum token_kind then = assets_schedule_kind(r, r->i + 2);
        if (then == TOKEN_DAY || then == TOKEN_ORDINAL) return 2; /* "bob dydd Mawrth" */
        r->line.days = 127;
        r->line.plural = true;
        return 2;
    }
    size_t other = every_other(r), used = other ? other : assets_schedule_every(r);
    return used ? used : 1;
}

/* The first day of this date at or after `from`; the date as it is when `from` is open. */
static struct day year_after(struct day from, struct day date)
{
    if (!day_is(from)) return date;
    struct civil c = civil_from_day(date);
    for (int year = civil_from_day(from).year, n = 0; n < 3; n++, year++) {
        if (!day_valid(year, c.month, c.day)) continue;
        struct day day = day_from_civil(year, c.month, c.day);
        if (day.n >= from.n) return day;
    }
    return date;
}

/* The last day: behind "until", or behind a dash after the first day. */
static void until_take(struct reader *r, bool pair)
{
    struct line *line = &r->line;
    struct day day = r->t[r->i].day;
    if (r->t[r->i].yearless) day = year_after(day_is(line->from) ? line->from : line->on, day);
    else assets_schedule_year_before(r, pair);
    line->until = day;
    if (!pair || !day_is(line->on)) return;
    line->from = line->on;
    line->on = DAY_NONE;
}

static void date_take(struct reader *r)
{
    struct line *line = &r->line;
    enum token_kind before = r->i > 0 ? r->t[r->i - 1].kind : TOKEN_OTHER_WORD;
    bool pair = before == TOKEN_RANGE && r->i > 1 && r->t[r->i - 2].kind == TOKEN_DATE;
    if (before == TOKEN_AND && complete(line) && day_is(line->on))
        line_end(r, r->t[r->i].at);
    if (before == TOKEN_UNTIL || pair) {
        until_take(r, pair);
    } else if (before == TOKEN_FROM) {
        line->from = r->t[r->i].day;
    } else {
        if (day_is(line->on)) line->unsure = true; /* several dates of one time */
        line->on = r->t[r->i].day;
    }
}

static bool bank_holiday(const struct reader *r, size_t i)
{
    return assets_schedule_kind(r, i) == TOKEN_OTHER_WORD && assets_schedule_kind(r, i + 1) == TOKEN_HOLIDAY;
}

/* What is on at bank holidays is on at no day of the week. */
static size_t holiday_take(struct reader *r)
{
    size_t back = r->i;
    while (back > 0 && assets_schedule_kind(r, back - 1) == TOKEN_OTHER_WORD) back--;
    enum token_kind before = back > 0 ? r->t[back - 1].kind : TOKEN_OTHER_WORD;
    if (before == TOKEN_CLOSED || before == TOKEN_INCLUDING || before == TOKEN_AFTER) return 1;
    bool ahead = r->i + 1 < r->n && assets_schedule_kind(r, r->i + 1) != TOKEN_CLOSED;
    if (!ahead) return 1;
    if (complete(&r->line)) line_end(r, r->t[back].at);
    r->line.unsure = true;
    return 1;
}

/* "closed in August", "closed school holidays": not these days of every week. */
static bool names_other(const struct reader *r, size_t i)
{
    if (i >= r->n) return false;
    enum token_kind k = r->t[i].kind;
    return k == TOKEN_OTHER_WORD || k == TOKEN_MONTH || k == TOKEN_DATE || k == TOKEN_SEASON;
}

/* "Wed and Thu" out of the days before; a day with a time of its own is not meant. Answers where
   they end. */
static size_t days_except(struct reader *r, size_t first)
{
    size_t end = first, at = r->i;
    for (size_t i = first; assets_schedule_kind(r, i) == TOKEN_DAY;) {
        unsigned days = r->t[i].days;
        r->i = i;
        bool own = i > first && time_of_its_own(r);
        r->i = at;
        if (own || !(r->line.days & days) || !(r->line.days & ~days)) break;
        r->line.days &= ~days;
        end = ++i;
        if (assets_schedule_kind(r, i) == TOKEN_AND) i++;
    }
    return end;
}

/* "except Mondays" takes days out of this line; "closed Mondays" is a line of its own. */
static size_t closed_take(struct reader *r)
{
    bool except = r->t[r->i].number == 1;
    size_t next = r->i + 1;
    while (next < r->n && r->t[next].kind == TOKEN_FILLER) next++;
    if (bank_holiday(r, next)) next++;
    if (assets_schedule_kind(r, next) == TOKEN_HOLIDAY) /* "closed Easter Monday" */
        return next + 1 - r->i + (assets_schedule_kind(r, next + 1) == TOKEN_DAY);
    if (except) return days_except(r, next) - r->i;
    if (r->line.days && names_other(r, next)) return 1;
    if (complete(&r->line)) line_end(r, r->t[r->i].at);
    r->line.closed = true;
    if (r->line.days) line_end(r, r->t[r->i].end);
    return 1;
}

static void clock_round(struct reader *r)
{
    if (complete(&r->line)) return;
    if (!assets_line_dated(&r->line)) r->line.days = 127;
    r->line.plural = r->line.time = true;
    r->line.opens = 0;
    r->line.closes = 1440;
}

/* "April to October": this year's while it lasts, else the next. */
static size_t months_take(struct reader *r)
{
    if (assets_schedule_kind(r, r->i + 1) != TOKEN_RANGE ||
        assets_schedule_kind(r, r->i + 2) != TOKEN_MONTH)
        return 1;
    int first = r->t[r->i].number, last = r->t[r->i + 2].number,
        year = civil_from_day(r->today).year - 1;
    struct day until = DAY_NONE;
    for (int n = 0; n < 3 && (!day_is(until) || until.n < r->today.n); n++, year++) {
        int end = last < first ? year + 1 : year;
        until = day_from_civil(last == 12 ? end + 1 : end, last % 12 + 1, 1);
        until.n--;
        r->line.from = day_from_civil(year, first, 1);
    }
    r->line.until = until;
    return 3;
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
    case TOKEN_HOLIDAY: return holiday_take(r);
    case TOKEN_MONTH: return months_take(r);
    case TOKEN_SEASON: /* "weekends in winter" */
        if (r->i > 0 && r->t[r->i - 1].kind == TOKEN_FILLER) r->line.unsure = true;
        break;
    case TOKEN_UNSURE: r->line.unsure = true; break;
    case TOKEN_NO_DATE: doubt(r, SCHEDULE_NO_DAY); break;
    case TOKEN_SKIP:
        r->line.skip |= (unsigned)r->t[r->i].number;
        lines_skip(r, r->since, (unsigned)r->t[r->i].number);
        break;
    case TOKEN_BREAK:
        if (complete(&r->line) || r->line.closed) {
            line_end(r, r->t[r->i].at);
            r->since = r->out_n;
        }
        break;
    case TOKEN_COUNT:
    case TOKEN_NUMBER:
        used = assets_schedule_lasts(r);
        if (used == 0) used = assets_schedule_day_of_month(r);
        if (used > 0) return used;
        if (r->t[r->i].kind == TOKEN_COUNT) break;
        used = assets_schedule_time(r, &opens, &closes);
        if (used == 0) break;
        time_take(r, opens, closes);
        return used;
    default: break;
    }
    return 1;
}

/* Are both summer and winter named? Then neither's hours are the year's. */
static bool seasons_differ(const struct reader *r)
{
    int seen = 0;
    for (size_t i = 0; i < r->n; i++)
        if (r->t[i].kind == TOKEN_SEASON) seen |= r->t[i].number;
    return seen == 3;
}

enum status assets_schedule_read(struct arena *arena, struct str words, struct day today,
                                 struct asset_schedule **ret_lines, size_t *ret_count,
                                 enum schedule_doubt *ret_doubt)
{
    struct reader r = {.arena = arena, .text = words, .today = today};
    assets_schedule_tokens(arena, words, today, &r.t, &r.n);
    r.out = ARENA_ARRAY(arena, struct asset_schedule, ASSET_SCHEDULES);
    r.line = line_new(0);
    r.seasons = seasons_differ(&r);
    while (r.i < r.n) r.i += token_step(&r);
    line_end(&r, words.len);
    TRY(arena_check(arena));
    *ret_lines = r.out;
    *ret_count = r.out_n;
    *ret_doubt = r.doubt;
    return OK;
}

enum status assets_schedule_parse(struct arena *arena, struct str words, struct day today,
                                  struct asset_schedule **ret_lines, size_t *ret_count)
{
    enum schedule_doubt ignored;
    return assets_schedule_read(arena, words, today, ret_lines, ret_count, &ignored);
}
