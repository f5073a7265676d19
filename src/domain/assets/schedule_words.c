#include "domain/assets/schedule_words.h"

#include <ctype.h>
#include <stdlib.h>

struct word {
    const char *text;
    enum token_kind kind;
    int number;
};

#define EVERY_DAY 127
static const struct word words[] = {
    {"mon", TOKEN_DAY, 1},
    {"monday", TOKEN_DAY, 1},
    {"mo", TOKEN_DAY, 1},
    {"tue", TOKEN_DAY, 2},
    {"tues", TOKEN_DAY, 2},
    {"tuesday", TOKEN_DAY, 2},
    {"tu", TOKEN_DAY, 2},
    {"wed", TOKEN_DAY, 4},
    {"weds", TOKEN_DAY, 4},
    {"wednesday", TOKEN_DAY, 4},
    {"thu", TOKEN_DAY, 8},
    {"thur", TOKEN_DAY, 8},
    {"thurs", TOKEN_DAY, 8},
    {"thursday", TOKEN_DAY, 8},
    {"th", TOKEN_DAY, 8},
    {"fri", TOKEN_DAY, 16},
    {"friday", TOKEN_DAY, 16},
    {"fr", TOKEN_DAY, 16},
    {"sat", TOKEN_DAY, 32},
    {"saturday", TOKEN_DAY, 32},
    {"sa", TOKEN_DAY, 32},
    {"sun", TOKEN_DAY, 64},
    {"sunday", TOKEN_DAY, 64},
    {"su", TOKEN_DAY, 64},
    {"weekday", TOKEN_DAY, 31},
    {"weekend", TOKEN_DAY, 96},
    {"daily", TOKEN_DAY, EVERY_DAY},
    {"everyday", TOKEN_DAY, EVERY_DAY},
    {"first", TOKEN_ORDINAL, 1},
    {"second", TOKEN_ORDINAL, 2},
    {"third", TOKEN_ORDINAL, 3},
    {"fourth", TOKEN_ORDINAL, 4},
    {"fifth", TOKEN_ORDINAL, 5},
    {"last", TOKEN_ORDINAL, 0},
    {"january", TOKEN_MONTH, 1},
    {"jan", TOKEN_MONTH, 1},
    {"february", TOKEN_MONTH, 2},
    {"feb", TOKEN_MONTH, 2},
    {"march", TOKEN_MONTH, 3},
    {"mar", TOKEN_MONTH, 3},
    {"april", TOKEN_MONTH, 4},
    {"apr", TOKEN_MONTH, 4},
    {"may", TOKEN_MONTH, 5},
    {"june", TOKEN_MONTH, 6},
    {"jun", TOKEN_MONTH, 6},
    {"july", TOKEN_MONTH, 7},
    {"jul", TOKEN_MONTH, 7},
    {"august", TOKEN_MONTH, 8},
    {"aug", TOKEN_MONTH, 8},
    {"september", TOKEN_MONTH, 9},
    {"sept", TOKEN_MONTH, 9},
    {"sep", TOKEN_MONTH, 9},
    {"october", TOKEN_MONTH, 10},
    {"oct", TOKEN_MONTH, 10},
    {"november", TOKEN_MONTH, 11},
    {"nov", TOKEN_MONTH, 11},
    {"december", TOKEN_MONTH, 12},
    {"dec", TOKEN_MONTH, 12},
    {"to", TOKEN_RANGE, 0},
    {"through", TOKEN_RANGE, 0},
    {"thru", TOKEN_RANGE, 0},
    {"until", TOKEN_UNTIL, 0},
    {"till", TOKEN_UNTIL, 0},
    {"til", TOKEN_UNTIL, 0},
    {"ending", TOKEN_UNTIL, 0},
    {"ends", TOKEN_UNTIL, 0},
    {"and", TOKEN_AND, 0},
    {"or", TOKEN_AND, 0},
    {"plus", TOKEN_AND, 0},
    {"every", TOKEN_EVERY, 0},
    {"each", TOKEN_EVERY, 0},
    {"other", TOKEN_ALTERNATE, 2},
    {"alternate", TOKEN_ALTERNATE, 2},
    {"alternating", TOKEN_ALTERNATE, 2},
    {"fortnightly", TOKEN_ALTERNATE, 2},
    {"fortnight", TOKEN_ALTERNATE, 2},
    {"biweekly", TOKEN_ALTERNATE, 2},
    {"week", TOKEN_WEEKS, 0},
    {"wk", TOKEN_WEEKS, 0},
    {"weekly", TOKEN_WEEKLY, 0},
    {"monthly", TOKEN_MONTHLY, 0},
    {"month", TOKEN_MONTHLY, 0},
    {"from", TOKEN_FROM, 0},
    {"starting", TOKEN_FROM, 0},
    {"start", TOKEN_FROM, 0},
    {"begins", TOKEN_FROM, 0},
    {"beginning", TOKEN_FROM, 0},
    {"since", TOKEN_FROM, 0},
    {"commencing", TOKEN_FROM, 0},
    {"closed", TOKEN_CLOSED, 0},
    {"except", TOKEN_CLOSED, 1},
    {"excluding", TOKEN_CLOSED, 1},
    {"not", TOKEN_CLOSED, 1},
    {"at", TOKEN_AT, 0},
    {"@", TOKEN_AT, 0},
    {"between", TOKEN_BETWEEN, 0},
    {"of", TOKEN_OF, 0},
    {"age", TOKEN_AGE, 0},
    {"aged", TOKEN_AGE, 0},
    {"year", TOKEN_AGE, 0},
    {"yr", TOKEN_AGE, 0},
    {"old", TOKEN_AGE, 0},
    {"day", TOKEN_FILLER, 1},
    {"on", TOKEN_FILLER, 0},
    {"the", TOKEN_FILLER, 0},
    {"in", TOKEN_FILLER, 0},
    {"a", TOKEN_FILLER, 0},
    {"open", TOKEN_FILLER, 0},
    {"opening", TOKEN_FILLER, 0},
    {"hour", TOKEN_FILLER, 0},
    {"time", TOKEN_FILLER, 0},
    {"hrs", TOKEN_FILLER, 0},
    {"meeting", TOKEN_FILLER, 0},
    {"meet", TOKEN_FILLER, 0},
    {"we", TOKEN_FILLER, 0},
    {"session", TOKEN_FILLER, 0},
    {"run", TOKEN_FILLER, 0},
    {"held", TOKEN_FILLER, 0},
    {"only", TOKEN_FILLER, 0},
    {"is", TOKEN_FILLER, 0},
    {"are", TOKEN_FILLER, 0},
    {"pm", TOKEN_FILLER, 0},
    {"am", TOKEN_FILLER, 0},
    {"o", TOKEN_FILLER, 0},
    {"clock", TOKEN_FILLER, 0},
    {"evening", TOKEN_FILLER, 0},
    {"morning", TOKEN_FILLER, 0},
    {"afternoon", TOKEN_FILLER, 0},
};

struct lexer {
    struct str text;
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
                  {"noon", HALF_NOON}, {"midday", HALF_NOON}, {"midnight", HALF_MIDNIGHT},
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
    l->token->kind =
        date_make(year, second, first, today, &l->token->day) ? TOKEN_DATE : TOKEN_OTHER_WORD;
    return true;
}

static bool ordinal_take(struct lexer *l)
{
    return take_word(l, "st") || take_word(l, "nd") || take_word(l, "rd") || take_word(l, "th");
}

/* ".30" or ":30", two digits and no more. */
static void minute_take(struct lexer *l)
{
    int count;
    char mark = ahead(l, 0);
    if ((mark != '.' && mark != ':') || !isdigit((unsigned char)ahead(l, 1))) return;
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
    if (slashes_take(l, t->number, today)) return;
    if (ordinal_take(l)) {
        t->kind = TOKEN_ORDINAL;
        return;
    }
    minute_take(l);
    t->half = half_take(l);
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

static const struct word *word_find(struct str text, bool *ret_plural)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct str word = str_from(words[i].text);
        bool plural =
            text.len == word.len + 1 && text.ptr[word.len] == 's' && str_starts(text, word);
        if (!plural && !str_eq(text, word)) continue;
        *ret_plural = plural;
        return &words[i];
    }
    return NULL;
}

/* Beyond ASCII, and no dash or quotation mark. */
static bool wide_letter(const struct lexer *l)
{
    return (unsigned char)ahead(l, 0) >= 0xC3 && (unsigned char)ahead(l, 0) != 0xE2;
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
    const struct word *word = word_find(text, &t->plural);
    if (word == NULL) return;
    t->kind = word->kind;
    t->number = word->number;
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

/* "3 March [2026]", "3rd of March", "March 3": one token in place of several. */
static size_t date_join(const struct token *t, size_t n, struct day today,
                        struct token *ret_date)
{
    bool first = t[0].kind == TOKEN_MONTH; /* "March 3" */
    size_t day = first ? 1 : 0, month = first ? 0 : 1;
    if (!first && n > 2 && t[1].kind == TOKEN_OF) month = 2;
    size_t used = (day > month ? day : month) + 1;
    if (used > n || t[month].kind != TOKEN_MONTH || !day_of_month(&t[day])) return 0;
    const struct token *d = &t[day];
    int year = used < n ? year_of(&t[used]) : 0;
    if (year) used++;
    if (!date_make(year, t[month].number, d->number, today, &ret_date->day)) return 0;
    ret_date->kind = TOKEN_DATE;
    ret_date->at = t[0].at;
    ret_date->end = t[used - 1].end;
    return used;
}

static size_t dates_join(struct token *tokens, size_t n, struct day today)
{
    size_t out = 0;
    for (size_t i = 0; i < n;) {
        struct token date = {.minute = -1};
        size_t used = date_join(&tokens[i], n - i, today, &date);
        tokens[out++] = used ? date : tokens[i];
        i += used ? used : 1;
    }
    return out;
}

void assets_schedule_tokens(struct arena *arena, struct str text, struct day today,
                            struct token **ret_tokens, size_t *ret_count)
{
    struct lexer l = {.text = str_lower(arena, text)};
    size_t room = text.len < TOKENS_MAX ? text.len + 1 : TOKENS_MAX, n = 0;
    struct token *tokens = ARENA_ARRAY(arena, struct token, room);
    while (n < room) {
        l.token = &tokens[n];
        if (!token_take(&l, today)) break;
        n++;
    }
    *ret_tokens = tokens;
    *ret_count = dates_join(tokens, n, today);
}
