/* A list of holidays, or of terms, as a council or a calendar program gives it. */
#include "domain/places/places_own.h"

#include "base/csv.h"
#include "domain/places/holidays.h"

#include <jansson.h>
#include <stdlib.h>

#define MAX_CELLS 64
#define NO_COLUMN SIZE_MAX

struct columns {
    bool known;
    size_t first, last, name;
};

struct reader {
    struct ctx *ctx;
    struct holidays_read *read;
    struct columns columns;
    size_t terms, holidays; /* rows that say "term"; rows that say "holiday", "half", ... */
    bool seen;              /* a row was read: the header is behind us */
    bool digits;            /* somewhere there is a number */
};

static bool has_word(struct str folded, const char *const *words) {
    struct str rest = folded, word;
    while (utf8_next_word(&rest, &word))
        for (size_t i = 0; words[i]; i++)
            if (str_is(word, words[i])) return true;
    return false;
}

static const char *const last_words[] = {"last",    "end",      "ends",   "until",
                                         "finish",  "finishes", "to",     "dtend",
                                         "through", "diwedd",   "koniec", NULL};
static const char *const first_words[] = {
    "first", "start", "starts", "from",    "begin",   "begins",   "dtstart", "date", "dates",
    "day",   "days",  "closed", "dechrau", "dyddiad", "poczatek", "data",    NULL};
static const char *const name_words[] = {"name",    "holiday",     "title", "event",
                                         "summary", "description", "term",  "what",
                                         "enw",     "gwyliau",     "nazwa", NULL};

static struct str plain(struct arena *arena, struct str cell) {
    return str_replace(arena, utf8_fold(arena, str_trim(cell)), STR("_"), STR(" "));
}

static bool any_digit(struct str s) {
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] >= '0' && s.ptr[i] <= '9') return true;
    return false;
}

/* The first row names its columns when it holds no number and one of them means a day. */
static bool take_header(struct reader *r, const struct str *cells, size_t n) {
    struct columns c = {true, NO_COLUMN, NO_COLUMN, NO_COLUMN};
    for (size_t i = 0; i < n; i++) {
        struct str words = plain(r->ctx->arena, cells[i]);
        if (any_digit(words)) return false;
        if (c.last == NO_COLUMN && has_word(words, last_words)) c.last = i;
        else if (c.first == NO_COLUMN && has_word(words, first_words)) c.first = i;
        else if (c.name == NO_COLUMN && has_word(words, name_words)) c.name = i;
    }
    if (c.first == NO_COLUMN) return false;
    r->columns = c;
    r->read->first_column = cells[c.first];
    if (c.last != NO_COLUMN) r->read->last_column = cells[c.last];
    if (c.name != NO_COLUMN) r->read->name_column = cells[c.name];
    return true;
}

static enum status refuse(struct reader *r, int64_t line, struct str said, struct said why) {
    struct holidays_read *read = r->read;
    *ARENA_PUSH(r->ctx->arena, read->refused, read->refused_n) =
        (struct holidays_refusal){line, str_copy(r->ctx->arena, utf8_cut(said, 80)), why};
    return arena_check(r->ctx->arena);
}

static struct str cell_at(const struct str *cells, size_t n, size_t i) {
    return i < n ? str_trim(cells[i]) : STR_NONE;
}

/* What stands before the first day, without the day of the week and the signs around it. */
static struct str leading(struct arena *arena, struct str text, size_t end) {
    static const char *const extra[] = {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "mon",    "tue",     "tues",      "wed",      "thu",    "thur",     "thurs",
        "fri",    "sat",     "sun",       "from",     "on",     NULL};
    struct str name = str_trim(str_slice(text, 0, end));
    for (bool again = true; again && name.len > 0;) {
        char last = name.ptr[name.len - 1];
        size_t word = name.len;
        again = last == ':' || last == '-' || last == ',' || last == '(' || last == ';';
        if (again) {
            name = str_trim(str_slice(name, 0, name.len - 1));
            continue;
        }
        while (word > 0 && name.ptr[word - 1] != ' ' && name.ptr[word - 1] != ',' &&
               name.ptr[word - 1] != ':')
            word--;
        again = has_word(utf8_fold(arena, str_slice(name, word, name.len)), extra);
        if (again) name = str_trim(str_slice(name, 0, word));
    }
    return name;
}

static void count_words(struct reader *r, struct str name) {
    static const char *const term[] = {"term", "terms", "tymor", NULL};
    static const char *const free[] = {"half",  "holiday", "holidays", "break",
                                       "inset", "closed",  "closure",  "vacation",
                                       "day",   "hanner",  "gwyliau",  NULL};
    struct str folded = plain(r->ctx->arena, name);
    if (has_word(folded, free)) r->holidays++;
    else if (has_word(folded, term)) r->terms++;
}

static enum status keep(struct reader *r, int64_t line, struct str text, struct str name,
                        const struct holidays_found *found) {
    struct holiday h = {
        .first = found->days[0], .last = found->days[found->count - 1], .kind = HOLIDAY_SCHOOL};
    if (found->count > 2)
        return refuse(
            r, line, text,
            SAY("There are more than two days in this line. Write one holiday a line."));
    if (h.last.n < h.first.n)
        return refuse(r, line, text, SAY("The last day is before the first one."));
    if (h.last.n - h.first.n >= HOLIDAYS_LONGEST)
        return refuse(r, line, text, SAY("That is longer than a year. Check the years."));
    if (r->read->count >= HOLIDAYS_FILE_ROWS)
        return refuse(r, line, text, SAY("The list is too long. Bring it in in parts."));
    count_words(r, name);
    h.name = str_copy(r->ctx->arena, utf8_cut(name, HOLIDAYS_NAME));
    *ARENA_PUSH(r->ctx->arena, r->read->spans, r->read->count) = h;
    return arena_check(r->ctx->arena);
}

static enum status take_row(struct reader *r, const struct str *cells, size_t n, int64_t line) {
    struct arena *arena = r->ctx->arena;
    struct holidays_found found;
    struct str text = str_join(arena, cells, n < MAX_CELLS ? n : MAX_CELLS, STR(", ")),
               days = text, name;
    if (!r->seen && take_header(r, cells, n)) return r->seen = true, OK;
    if (!any_digit(text)) return OK; /* a heading, or nothing */
    r->seen = r->digits = true;
    if (r->columns.known) {
        struct str last = cell_at(cells, n, r->columns.last);
        days = cell_at(cells, n, r->columns.first);
        if (last.len > 0)
            days = str_printf(arena, "%.*s to %.*s", STR_ARG(days), STR_ARG(last));
    }
    places_days_find(days, &found);
    if (found.count == 0 || found.no_year)
        return refuse(
            r, line, text,
            found.no_year
                ? SAY("Which year? Write it as 26 October 2026.")
                : SAY("No day is understood here. Write it as 2026-10-26 or 26 October 2026."));
    name = r->columns.known ? cell_at(cells, n, r->columns.name)
                            : leading(arena, text, found.begin);
    return keep(r, line, text, name, &found);
}

/* [{"first": "2026-10-26", "last": ...}, "2026-12-25"]: each object brings its own header. */
static enum status take_json(struct reader *r, const json_t *array) {
    size_t i;
    const json_t *item, *value;
    const char *key;
    json_array_foreach(array, i, item) {
        struct str names[MAX_CELLS], cells[MAX_CELLS];
        size_t n = 0;
        if (json_is_string(item)) {
            names[0] = STR("date");
            cells[n++] = str_copy(r->ctx->arena, str_from(json_string_value(item)));
        }
        json_object_foreach((json_t *)item, key, value) {
            if (n == MAX_CELLS || !json_is_string(value)) continue;
            names[n] = str_copy(r->ctx->arena, str_from(key));
            cells[n++] = str_copy(r->ctx->arena, str_from(json_string_value(value)));
        }
        (void)take_header(r, names, n);
        r->seen = true;
        TRY(take_row(r, cells, n, (int64_t)i + 1));
    }
    return OK;
}

static int by_first(const void *a, const void *b) {
    const struct holiday *x = a, *y = b;
    if (x->first.n != y->first.n) return x->first.n < y->first.n ? -1 : 1;
    return (x->last.n > y->last.n) - (x->last.n < y->last.n);
}

/* The list told when school is open: what lies between is holiday. */
static void gaps(struct holidays_read *read) {
    size_t n = 0;
    read->terms = true;
    int32_t open = read->count ? read->spans[0].last.n : 0;
    for (size_t i = 1; i < read->count; i++) {
        struct day first = {open + 1}, last = {read->spans[i].first.n - 1};
        bool weekend = last.n - first.n < 2 && day_weekday(first) >= 5;
        if (read->spans[i].last.n > open) open = read->spans[i].last.n;
        if (last.n < first.n || weekend || last.n - first.n >= HOLIDAYS_LONGEST) continue;
        read->spans[n++] = (struct holiday){.first = first,
                                            .last = last,
                                            .kind = HOLIDAY_SCHOOL,
                                            .name = STR("School holiday")};
    }
    read->count = n;
}

static enum status take_text(struct reader *r, struct str text) {
    struct csv csv;
    struct str *cells;
    size_t n;
    csv_init(&csv, text, 0);
    while (csv_next(&csv, r->ctx->arena, &cells, &n)) TRY(take_row(r, cells, n, csv.line));
    return OK;
}

static enum status take(struct reader *r, struct str text, struct str field) {
    struct str start = str_trim(text);
    if (start.len == 0 || start.ptr[0] != '[') return take_text(r, text);
    json_error_t why;
    json_t *root = json_loadb(start.ptr, start.len, JSON_REJECT_DUPLICATES, &why);
    if (!root)
        return ctx_fault(r->ctx, ERR_INVALID, field,
                         SAY1("This JSON ends too early or is broken at line {line}.", "line",
                              str_int(r->ctx->arena, why.line)));
    enum status status = take_json(r, root);
    json_decref(root);
    return status;
}

enum status places_holidays_read(struct ctx *ctx, struct str bytes, struct str field,
                                 struct holidays_read *ret_read) {
    struct holidays_read read = {0};
    struct reader r = {
        .ctx = ctx, .read = &read, .columns = {false, NO_COLUMN, NO_COLUMN, NO_COLUMN}};
    struct str text, encoding;
    if (bytes.len > HOLIDAYS_FILE_MAX)
        return ctx_fault(ctx, ERR_LIMIT, field, SAY("The list is larger than 1 MB."));
    if (utf8_from_bytes(ctx->arena, bytes, STR("auto"), &text, &encoding) != OK)
        return ctx_fault(ctx, ERR_INVALID, field,
                         SAY("This is not a text file. Save it as CSV."));
    TRY(take(&r, text, field));
    if (read.count == 0 && (read.refused_n > 0 || !r.columns.known))
        return ctx_fault(
            ctx, ERR_INVALID, field,
            SAY("No day is understood in this list. Write one holiday a line, for example: Half-term, 2026-10-26, 2026-10-30"));
    if (read.count) qsort(read.spans, read.count, sizeof *read.spans, by_first);
    for (size_t i = 0; i < read.count; i++) {
        if (i == 0) read.first = read.spans[0].first;
        if (i == 0 || read.spans[i].last.n > read.last.n) read.last = read.spans[i].last;
    }
    if (r.terms > 1 && r.holidays == 0) gaps(&read);
    *ret_read = read;
    return OK;
}
