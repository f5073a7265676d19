#include "domain/assets/schedule_words.h"

#include "base/utf8.h"

#include <ctype.h>
#include <stdlib.h>

#define EVERY_DAY 127

struct lexer {
    struct arena *arena;
    struct str text;     /* lower case, digits of every script as ours */
    const size_t *where; /* of each byte in the text as given; NULL = the same */
    size_t at;
    struct token *token;
};

static char ahead(const struct lexer *l, size_t by)
{
    return l->at + by < l->text.len ? l->text.ptr[l->at + by] : '\0';
}

static bool has(const struct lexer *l, const char *word)
{
    struct str rest = str_slice(l->text, l->at, l->text.len);
    return str_starts(rest, str_from(word));
}

static void blanks_skip(struct lexer *l)
{
    while (ahead(l, 0) == ' ' || ahead(l, 0) == '\t') l->at++;
}

/* A word that ends here: the next byte is no letter. */
static bool take_word(struct lexer *l, const char *word)
{
    size_t len = str_from(word).len;
    if (!has(l, word) || isalpha((unsigned char)ahead(l, len))) return false;
    l->at += len;
    return true;
}

static enum token_half half_take(struct lexer *l)
{
    static const struct {
        const char *text;
        enum token_half half;
    } halves[] = {{"a.m.", HALF_AM},   {"p.m.", HALF_PM},     {"a.m", HALF_AM},
                  {"p.m", HALF_PM},    {"am", HALF_AM},       {"pm", HALF_PM},
                  {"yb", HALF_AM},     {"yh", HALF_PM},       {"yp", HALF_PM},
                  {"y.b.", HALF_AM},
                  {"y.h.", HALF_PM},   {"noon", HALF_NOON},   {"midday", HALF_NOON},
                  {"midnight", HALF_MIDNIGHT},  {"hanner dydd", HALF_NOON}, {"hanner nos", HALF_MIDNIGHT},
                  {"hrs", HALF_24},    {"h", HALF_24}};
    size_t before = l->at;
    blanks_skip(l);
    for (size_t i = 0; i < sizeof halves / sizeof *halves; i++)
        if (take_word(l, halves[i].text)) return halves[i].half;
    l->at = before;
    return HALF_NONE;
}

static int digits_take(struct lexer *l, int *ret_count)
{
    int n = 0, count = 0;
    while (isdigit((unsigned char)ahead(l, 0))) {
        if (count < 8) n = n * 10 + (ahead(l, 0) - '0');
        count++;
        l->at++;
    }
    *ret_count = count;
    return n;
}

static int year_near(int month, int day, struct day today)
{
    int year = civil_from_day(today).year, best = year, gap = 1000;
    for (int y = year - 1; y <= year + 1; y++) {
        if (!day_valid(y, month, day)) continue;
        int apart = abs(day_from_civil(y, month, day).n - today.n);
        if (apart < gap) {
            gap = apart;
            best = y;
        }
    }
    return best;
}

/* year 0 = none given: the one that brings the date nearest. */
static bool date_make(int year, int month, int day, struct day today, struct day *ret_day)
{
    if (month < 1 || month > 12 || day < 1 || day > 31) return false;
    if (year == 0) year = year_near(month, day, today);
    if (year < 100) year += 2000;
    if (year < 1990 || year > 2200 || !day_valid(year, month, day)) return false;
    *ret_day = day_from_civil(year, month, day);
    return true;
}

/* After "24": "/7". After "3": "/3" or "/3/26". */
static bool slashes_take(struct lexer *l, int first, struct day today)
{
    int count;
    if (ahead(l, 0) != '/' || !isdigit((unsigned char)ahead(l, 1))) return false;
    l->at++;
    int second = digits_take(l, &count);
    if (first == 24 && second == 7) {
        l->token->kind = TOKEN_ROUND_THE_CLOCK;
        return true;
    }
    int year = 0;
    if (ahead(l, 0) == '/' && isdigit((unsigned char)ahead(l, 1))) {
        l->at++;
        year = digits_take(l, &count);
    }
    bool sound = date_make(year, second, first, today, &l->token->day);
    bool meant = year > 0 && first <= 31 && second <= 12; /* 30/2/26 is no day */
    l->token->yearless = year == 0;
    l->token->kind = sound ? TOKEN_DATE : meant ? TOKEN_NO_DATE : TOKEN_OTHER_WORD;
    return true;
}

/* After "2026": "-11-26". */
static bool iso_take(struct lexer *l, int year, int digits)
{
    static const char shape[] = "-dd-dd";
    int count;
    if (digits != 4) return false;
    for (size_t i = 0; i < sizeof shape - 1; i++) {
        bool digit = isdigit((unsigned char)ahead(l, i));
        if (shape[i] == 'd' ? !digit : ahead(l, i) != '-') return false;
    }
    if (isdigit((unsigned char)ahead(l, sizeof shape - 1))) return false;
    l->at++;
    int month = digits_take(l, &count);
    l->at++;
    int day = digits_take(l, &count);
    bool sound = year >= 1990 && year <= 2200 && day_valid(year, month, day);
    if (sound) l->token->day = day_from_civil(year, month, day);
    l->token->kind = sound ? TOKEN_DATE : TOKEN_NO_DATE;
    return true;
}

static bool ordinal_take(struct lexer *l)
{
    return take_word(l, "st") || take_word(l, "nd") || take_word(l, "rd") || take_word(l, "th");
}

/* ".30", ":30" or "h30", two digits and no more. */
static void minute_take(struct lexer *l)
{
    int count;
    char mark = ahead(l, 0);
    if ((mark != '.' && mark != ':' && mark != 'h') || !isdigit((unsigned char)ahead(l, 1))) return;
    if (!isdigit((unsigned char)ahead(l, 2)) || isdigit((unsigned char)ahead(l, 3))) return;
    l->at++;
    l->token->minute = digits_take(l, &count);
}

static void number_take(struct lexer *l, struct day today)
{
    int count;
    struct token *t = l->token;
    bool zero = ahead(l, 0) == '0';
    t->number = digits_take(l, &count);
    t->digits = count;
    t->minute = -1;
    t->kind = TOKEN_NUMBER;
    if (iso_take(l, t->number, count) || slashes_take(l, t->number, today)) return;
    if (ordinal_take(l)) {
        t->kind = TOKEN_ORDINAL;
        return;
    }
    minute_take(l);
    t->half = half_take(l);
    if (t->number == 24 && t->minute < 0 && t->half == HALF_24) { /* "24h", "24 hrs" */
        t->kind = TOKEN_ROUND_THE_CLOCK;
        return;
    }
    if (t->half == HALF_NONE && (t->number > 12 || (zero && t->digits == 2))) t->half = HALF_24;
    size_t before = l->at;
    blanks_skip(l);
    if (t->number == 24 && t->minute < 0 && (take_word(l, "hours") || take_word(l, "hour"))) {
        t->kind = TOKEN_ROUND_THE_CLOCK;
        return;
    }
    l->at = before;
}

/* "M-F", "M/W/F": one letter counts as a day only beside a dash or a stroke. */
static bool letter_day(const struct lexer *l, struct str word, unsigned *ret_days)
{
    static const char letters[] = "mtwfs";
    static const unsigned days[] = {1, 2, 4, 16, 32};
    if (word.len != 1) return false;
    size_t at = (size_t)(word.ptr - l->text.ptr);
    char before = at > 0 ? l->text.ptr[at - 1] : ' ',
         after = at + 1 < l->text.len ? l->text.ptr[at + 1] : ' ';
    bool beside = before == '-' || before == '/' || after == '-' || after == '/' ||
                  (unsigned char)after == 0xE2 || (unsigned char)before == 0x93;
    for (int i = 0; beside && letters[i]; i++) {
        if (letters[i] != word.ptr[0]) continue;
        *ret_days = days[i];
        return true;
    }
    return false;
}

/* Beyond ASCII, and no dash or quotation mark. */
static bool wide_letter(const struct lexer *l)
{
    return (unsigned char)ahead(l, 0) >= 0xC3 && (unsigned char)ahead(l, 0) != 0xE2;
}

/* Most words are ASCII and lower case already. */
static struct str folded_word(const struct lexer *l, struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 0x80) return utf8_fold(l->arena, text);
    return text;
}

static void word_take(struct lexer *l)
{
    size_t from = l->at;
    struct token *t = l->token;
    while (isalpha((unsigned char)ahead(l, 0)) || wide_letter(l)) {
        bool wide = wide_letter(l);
        l->at++;
        while (wide && ((unsigned char)ahead(l, 0) & 0xC0) == 0x80) l->at++;
    }
    struct str text = str_slice(l->text, from, l->at);
    t->kind = TOKEN_OTHER_WORD;
    if (letter_day(l, text, &t->days)) {
        t->kind = TOKEN_DAY;
        return;
    }
    if (str_is(text, "noon") || str_is(text, "midday") || str_is(text, "midnight")) {
        *t = (struct token){.kind = TOKEN_NUMBER,
                            .at = t->at,
                            .number = 12,
                            .minute = 0,
                            .half = str_is(text, "midnight") ? HALF_MIDNIGHT : HALF_NOON};
        return;
    }
    const struct schedule_word *word = assets_schedule_word(folded_word(l, text), &t->plural);
    if (word == NULL) return;
    t->kind = word->kind;
    t->number = word->number;
    t->tag = word->tag;
    t->days = word->kind == TOKEN_DAY ? (unsigned)word->number : 0;
    if (t->days == EVERY_DAY) t->plural = true;
}

static bool mark_take(struct lexer *l)
{
    static const struct {
        const char *text;
        enum token_kind kind;
    } marks[] = {{"\n", TOKEN_BREAK},
                 {"\r", TOKEN_BREAK},
                 {";", TOKEN_BREAK},
                 {"\xE2\x80\x93", TOKEN_RANGE},
                 {"\xE2\x80\x94", TOKEN_RANGE},
                 {"\xE2\x80\x91", TOKEN_RANGE},
                 {"-", TOKEN_RANGE},
                 {",", TOKEN_AND},
                 {"&", TOKEN_AND},
                 {"/", TOKEN_AND},
                 {"+", TOKEN_AND},
                 {"|", TOKEN_BREAK},
                 {"\xC2\xA3", TOKEN_MONEY},
                 {"\xD8\x8C", TOKEN_AND},
                 {"\xDB\x94", TOKEN_BREAK},
                 {"@", TOKEN_AT}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!has(l, marks[i].text)) continue;
        l->at += str_from(marks[i].text).len;
        l->token->kind = marks[i].kind;
        return true;
    }
    return false;
}

static bool token_take(struct lexer *l, struct day today)
{
    blanks_skip(l);
    while (l->at < l->text.len) {
        *l->token = (struct token){.at = l->at, .minute = -1, .day = DAY_NONE};
        unsigned char c = (unsigned char)ahead(l, 0);
        bool taken = true;
        if (isdigit(c))
            number_take(l, today);
        else if (!(taken = mark_take(l)) && (isalpha(c) || c >= 0xC3) && c != 0xE2) {
            word_take(l);
            taken = true;
        }
        if (taken) {
            l->token->end = l->at;
            return true;
        }
        l->at++; /* brackets, full stops, quotes */
    }
    return false;
}

static bool day_of_month(const struct token *t)
{
    if (t->kind == TOKEN_ORDINAL) return true;
    if (t->kind != TOKEN_NUMBER || t->minute >= 0 || t->digits > 2) return false;
    return t->half == HALF_NONE || t->half == HALF_24;
}

static int year_of(const struct token *t)
{
    bool year = t->kind == TOKEN_NUMBER && t->digits == 4 && t->number > 1989;
    return year && t->number < 2201 ? t->number : 0;
}

/* Of which some months have none: "30 February". */
static bool never(int day) { return day >= 29 && day <= 31; }

/* Which of the first tokens is the day, which the month; false when they are no date. */
static bool date_order(const struct token *t, size_t n, size_t *day, size_t *month)
{
    bool first = t[0].kind == TOKEN_MONTH; /* "March 3" */
    *day = first ? 1 : 0;
    *month = first ? 0 : !first && n > 2 && t[1].kind == TOKEN_OF ? 2 : 1;
    size_t used = (*day > *month ? *day : *month) + 1;
    if (used > n || t[1].at > t[0].end + 1) return false; /* "10-12 (September to July)" */
    return t[*month].kind == TOKEN_MONTH && day_of_month(&t[*day]);
}

/* "3 March [2026]", "3rd of March", "March 3": one token in place of several. */
static size_t date_join(const struct token *t, size_t n, struct day today,
                        struct token *ret_date)
{
    size_t day, month;
    if (!date_order(t, n, &day, &month)) return 0;
    bool first = month == 0;
    size_t used = (day > month ? day : month) + 1;
    const struct token *d = &t[day];
    int year = used < n ? year_of(&t[used]) : 0;
    if (year) used++;
    bool sound = date_make(year, t[month].number, d->number, today, &ret_date->day);
    if (!sound && (first || !never(d->number))) return 0;
    ret_date->kind = sound ? TOKEN_DATE : TOKEN_NO_DATE;
    ret_date->yearless = year == 0;
    ret_date->at = t[0].at;
    ret_date->end = t[used - 1].end;
    return used;
}

/* "20 Mawrth 2028", "dydd Llun 20 Mawrth": Tuesday is March in Welsh. */
static void march_settle(struct token *t, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        if (t[i].kind != TOKEN_DAY || t[i].tag != WORD_WELSH || t[i].days != 2 || !day_of_month(&t[i - 1])) continue;
        bool year = i + 1 < n && year_of(&t[i + 1]) != 0, day = i > 1 && t[i - 2].kind == TOKEN_DAY;
        if (!year && !day) continue;
        t[i].kind = TOKEN_MONTH;
        t[i].number = 3;
    }
}

/* "from March 2026": its first day; "until March 2026": its last. */
static size_t month_join(const struct token *t, size_t n, const struct token *before, struct day today,
                         struct token *ret_date)
{
    bool until = before && before->kind == TOKEN_UNTIL;
    if (!before || (!until && before->kind != TOKEN_FROM) || n < 2 || t[0].kind != TOKEN_MONTH) return 0;
    int year = year_of(&t[1]), month = t[0].number;
    if (year == 0 || !date_make(until && month == 12 ? year + 1 : year, until ? month % 12 + 1 : month, 1, today,
                                &ret_date->day))
        return 0;
    if (until) ret_date->day.n--;
    ret_date->kind = TOKEN_DATE;
    ret_date->at = t[0].at;
    ret_date->end = t[1].end;
    return 2;
}

static size_t dates_join(struct token *tokens, size_t n, struct day today)
{
    size_t out = 0;
    march_settle(tokens, n);
    for (size_t i = 0; i < n;) {
        struct token date = {.minute = -1};
        size_t used = date_join(&tokens[i], n - i, today, &date);
        if (!used) used = month_join(&tokens[i], n - i, out ? &tokens[out - 1] : NULL, today, &date);
        tokens[out++] = used ? date : tokens[i];
        i += used ? used : 1;
    }
    return out;
}

/* ---- words that mean what stands beside them ---- */

/* Bank holidays, a whole word of two; "holiday club" alone is no bank holiday. */
static bool bank(const struct token *t, struct str text)
{
    struct str word = str_slice(text, t->at, t->end);
    return t->kind == TOKEN_OTHER_WORD &&
           (str_ieq(word, STR("bank")) || str_ieq(word, STR("public")) ||
            str_ieq(word, STR("b")));
}

/* The number before token i, past fillers and "o'clock"; 0 when there is none, else one past it. */
static size_t number_before(const struct token *t, size_t i)
{
    while (i > 0 && t[i - 1].kind == TOKEN_FILLER) i--;
    if (i > 0 && t[i - 1].kind == TOKEN_CLOCK) i--;
    return i > 0 && t[i - 1].kind == TOKEN_NUMBER ? i : 0;
}

/* "evening 6" and "10 in the morning": the number leans; it is not thereby a time. */
static void lean(struct token *t, size_t n, size_t i)
{
    enum token_half half = t[i].number == 1 ? HALF_AM : HALF_PM;
    if (i + 1 < n && t[i + 1].kind == TOKEN_NUMBER) {
        t[i + 1].lean = half;
        bool midnight = t[i].number == 3 && t[i + 1].number == 12; /* "raat 12" */
        if (midnight && t[i + 1].half == HALF_NONE) t[i + 1].half = HALF_MIDNIGHT;
        return;
    }
    size_t back = number_before(t, i);
    if (back == 0) return;
    struct token *hour = &t[back - 1];
    hour->lean = half;
    bool alone = back < 2 || (t[back - 2].kind != TOKEN_RANGE && t[back - 2].kind != TOKEN_UNTIL);
    if (alone && hour->half == HALF_NONE && hour->number < 12) hour->half = half;
}

/* "i" is "to" behind a Welsh day or a number, else the Polish "and"; "a" is the Welsh "and". */
static void resolve_link(struct token *t, const struct token *before)
{
    bool welsh = before && before->tag == WORD_WELSH,
         number = before && before->kind == TOKEN_NUMBER;
    if (t->number != 1) return;
    if (t->kind == TOKEN_RANGE && !welsh && !number) t->kind = TOKEN_AND;
    else if (t->kind == TOKEN_AND && !welsh) t->kind = TOKEN_FILLER;
}

static void resolve_holiday(struct token *t, const struct token *before, struct str text)
{
    if (t->number == 0 && !(before && bank(before, text))) t->kind = TOKEN_OTHER_WORD;
}

/* "o'clock" comes as two. */
static void resolve_clock(struct token *before)
{
    if (before && before->kind == TOKEN_FILLER && before->end - before->at == 1)
        before->kind = TOKEN_CLOCK;
}

/* Is a day named beside the one at i that belongs to no date? */
static bool other_day(const struct token *t, size_t n, size_t i)
{
    for (size_t k = 0; k < n; k++) {
        bool date = k + 2 < n && t[k + 1].kind == TOKEN_NUMBER && t[k + 2].kind == TOKEN_MONTH;
        if (k != i && t[k].kind == TOKEN_DAY && t[k].tag != WORD_WEEK && !date) return true;
    }
    return false;
}

/* "ہفتہ" behind "every" is a week where another day is named, else Saturday. */
static void resolve_week(struct token *t, size_t n, size_t i)
{
    if (t[i].tag != WORD_WEEK || i == 0) return;
    bool other = other_day(t, n, i);
    enum token_kind before = t[i - 1].kind;
    bool count = before == TOKEN_NUMBER || before == TOKEN_COUNT || (before == TOKEN_ORDINAL && other);
    if (other && before == TOKEN_EVERY) t[i].kind = TOKEN_WEEKLY;
    if (count && i > 1 && t[i - 2].kind == TOKEN_EVERY) t[i].kind = TOKEN_WEEKS; /* "ہر تیسرے ہفتے" */
}

static void resolve(struct token *t, size_t n, size_t i, struct str text)
{
    struct token *before = i > 0 ? &t[i - 1] : NULL;
    switch (t[i].kind) {
    case TOKEN_RANGE:
    case TOKEN_AND: resolve_link(&t[i], before); break;
    case TOKEN_AGE: /* "6 yr hwyr" */
        if (t[i].number == 1 && i + 1 < n && t[i + 1].kind == TOKEN_HALF)
            t[i].kind = TOKEN_FILLER;
        break;
    case TOKEN_DAY:
        resolve_week(t, n, i);
        break;
    case TOKEN_HOLIDAY: resolve_holiday(&t[i], before, text); break;
    case TOKEN_CLOCK: resolve_clock(before); break;
    case TOKEN_NUMBER: /* "od 7:45 do 10:15" */
        if (before && before->tag == WORD_CLOCK_24 && t[i].minute >= 0 && t[i].half == HALF_NONE)
            t[i].half = HALF_24;
        break;
    case TOKEN_HALF: lean(t, n, i); break;
    default: break;
    }
}

/* "Monday 5 January to Friday 13 February": the days only name the dates. */
static void named_dates(struct token *t, size_t n)
{
    for (size_t i = 0; i + 4 < n; i++) {
        if (t[i].kind != TOKEN_DAY || t[i + 1].kind != TOKEN_DATE) continue;
        bool range = t[i + 2].kind == TOKEN_RANGE || t[i + 2].kind == TOKEN_UNTIL;
        if (!range || t[i + 3].kind != TOKEN_DAY || t[i + 4].kind != TOKEN_DATE) continue;
        struct token range_mark = t[i + 2], last = t[i + 4];
        t[i].kind = TOKEN_FILLER;
        t[i + 2] = (struct token){.kind = TOKEN_FILLER, .at = range_mark.at, .end = range_mark.end};
        t[i + 3] = range_mark;
        t[i + 3].kind = TOKEN_UNTIL;
        t[i + 4] = last;
        if (i == 0 || t[i - 1].kind != TOKEN_FROM) t[i].kind = TOKEN_FROM;
    }
}

/* A digit of another script in two bytes, as ours; 0 when it is none. */
static char wide_digit(struct str text, size_t i)
{
    if (i + 1 >= text.len) return '\0';
    unsigned char c = (unsigned char)text.ptr[i], d = (unsigned char)text.ptr[i + 1];
    if (c == 0xDB && d >= 0xB0 && d <= 0xB9) return (char)('0' + d - 0xB0);
    if (c == 0xD9 && d >= 0xA0 && d <= 0xA9) return (char)('0' + d - 0xA0);
    return '\0';
}

/* Digits of other scripts become ours; where each byte stood is kept. */
static struct str digits_fold(struct arena *arena, struct str text, const size_t **ret_where)
{
    size_t first = 0;
    while (first < text.len && !wide_digit(text, first)) first++;
    if (first == text.len) return text;
    size_t *where = ARENA_ARRAY(arena, size_t, text.len + 1), n = 0;
    char *bytes = arena_alloc(arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++) {
        char digit = wide_digit(text, i);
        where[n] = i;
        bytes[n++] = digit ? digit : text.ptr[i];
        if (digit) i++;
    }
    where[n] = text.len;
    *ret_where = where;
    return str_of(bytes, n);
}

void assets_schedule_tokens(struct arena *arena, struct str text, struct day today,
                            struct token **ret_tokens, size_t *ret_count)
{
    struct lexer l = {.arena = arena};
    l.text = digits_fold(arena, str_lower(arena, text), &l.where);
    size_t room = text.len < TOKENS_MAX ? text.len + 1 : TOKENS_MAX, n = 0;
    struct token *tokens = ARENA_ARRAY(arena, struct token, room);
    while (n < room) {
        l.token = &tokens[n];
        if (!token_take(&l, today)) break;
        n++;
    }
    n = assets_schedule_skips(arena, l.text, tokens, n);
    for (size_t i = 0; i < n; i++) resolve(tokens, n, i, l.text);
    n = dates_join(tokens, n, today);
    named_dates(tokens, n);
    n = assets_schedule_dates_settle(tokens, n);
    for (size_t i = 0; l.where && i < n; i++) {
        tokens[i].at = l.where[tokens[i].at];
        tokens[i].end = l.where[tokens[i].end];
    }
    *ret_tokens = tokens;
    *ret_count = n;
}

bool assets_schedule_has_more(struct arena *arena, struct str words)
{
    struct token *tokens;
    size_t n;
    assets_schedule_tokens(arena, words, (struct day){0}, &tokens, &n);
    for (size_t i = 0; i < n; i++)
        switch (tokens[i].kind) {
        case TOKEN_OTHER_WORD:
        case TOKEN_CLOSED:
        case TOKEN_AFTER:
        case TOKEN_HOLIDAY:
        case TOKEN_SKIP:
        case TOKEN_SEASON:
        case TOKEN_UNSURE: return true;
        default: break;
        }
    return false;
}
