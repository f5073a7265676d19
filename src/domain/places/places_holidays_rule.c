/* Bank holidays by rule: the Banking and Financial Dealings Act 1971 as GOV.UK publishes it. */
#include "domain/places/places_own.h"

#include "domain/places/holidays.h"

#define SATURDAY 5

static const struct {
    const char *code, *label;
} nations[NATIONS] = {
    {"england", T_("England")},
    {"wales", T_("Wales")},
    {"scotland", T_("Scotland")},
    {"northern-ireland", T_("Northern Ireland")},
};

const char *places_nation_code(enum nation nation) {
    return nations[nation].code;
}
const char *places_nation_label(enum nation nation) {
    return nations[nation].label;
}

bool places_nation_parse(struct str code, enum nation *ret_nation) {
    for (int i = 0; i < NATIONS; i++) {
        if (!str_ieq(code, str_from(nations[i].code)) &&
            !str_ieq(code, str_from(nations[i].label)))
            continue;
        *ret_nation = (enum nation)i;
        return true;
    }
    return false;
}

const char *places_holiday_kind_code(enum holiday_kind kind) {
    return kind == HOLIDAY_BANK ? "bank" : "school";
}

bool places_holiday_kind_parse(struct str code, enum holiday_kind *ret_kind) {
    if (!str_ieq(code, STR("bank")) && !str_ieq(code, STR("school"))) return false;
    *ret_kind = str_ieq(code, STR("bank")) ? HOLIDAY_BANK : HOLIDAY_SCHOOL;
    return true;
}

/* Butcher's form of the Gregorian computus. */
struct day places_easter(int year) {
    int a = year % 19, b = year / 100, c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return day_from_civil(year, n / 31, n % 31 + 1);
}

struct year_of {
    enum nation nation;
    int year;
    struct holiday *out;
    size_t n;
};

static struct holiday *put(struct year_of *y, struct day day, struct str name) {
    y->out[y->n] =
        (struct holiday){.first = day, .last = day, .kind = HOLIDAY_BANK, .name = name};
    return &y->out[y->n++];
}

/* The first Monday on or after a day of the year. */
static struct day monday_from(int year, int month, int day) {
    struct day d = day_from_civil(year, month, day);
    d.n += (7 - day_weekday(d)) % 7;
    return d;
}

/* On a weekend the next Monday is taken instead. */
static void put_or_monday(struct year_of *y, int month, int day, struct str name,
                          struct str instead) {
    struct day d = day_from_civil(y->year, month, day);
    int weekday = day_weekday(d);
    if (weekday < SATURDAY) put(y, d, name);
    else put(y, (struct day){d.n + 7 - weekday}, instead);
}

/* Two days in a row, such as Christmas and Boxing Day: one on a weekend moves by two days, past
   the other one or its substitute. Nobody meets on the day itself either. */
static void put_pair(struct year_of *y, struct day one, const struct str names[4]) {
    for (int i = 0; i < 2; i++) {
        struct day d = {one.n + i};
        struct holiday *h = put(y, d, names[i]);
        if (day_weekday(d) < SATURDAY) continue;
        h->weekend = true;
        put(y, (struct day){d.n + 2}, names[2 + i]);
    }
}

static void put_new_year(struct year_of *y) {
    static const struct str names[4] = {STR_INIT("New Year's Day"), STR_INIT("2nd January"),
                                        STR_INIT("New Year's Day (substitute day)"),
                                        STR_INIT("2nd January (substitute day)")};
    struct day first = day_from_civil(y->year, 1, 1);
    if (y->nation == NATION_SCOTLAND) {
        put_pair(y, first, names);
        return;
    }
    if (day_weekday(first) >= SATURDAY) put(y, first, names[0])->weekend = true;
    put_or_monday(y, 1, 1, names[0], names[2]);
}

static void put_spring(struct year_of *y) {
    struct day easter = places_easter(y->year);
    if (y->nation == NATION_NORTHERN_IRELAND)
        put_or_monday(y, 3, 17, STR("St Patrick's Day"),
                      STR("St Patrick's Day (substitute day)"));
    put(y, (struct day){easter.n - 2}, STR("Good Friday"));
    if (y->nation != NATION_SCOTLAND) put(y, (struct day){easter.n + 1}, STR("Easter Monday"));
    put(y, monday_from(y->year, 5, 1), STR("Early May bank holiday"));
    put(y, monday_from(y->year, 5, 25), STR("Spring bank holiday"));
}

static void put_rest(struct year_of *y) {
    static const struct str names[4] = {STR_INIT("Christmas Day"), STR_INIT("Boxing Day"),
                                        STR_INIT("Christmas Day (substitute day)"),
                                        STR_INIT("Boxing Day (substitute day)")};
    if (y->nation == NATION_NORTHERN_IRELAND)
        put_or_monday(y, 7, 12, STR("Battle of the Boyne (Orangemen's Day)"),
                      STR("Battle of the Boyne (Orangemen's Day, substitute day)"));
    put(y, monday_from(y->year, 8, y->nation == NATION_SCOTLAND ? 1 : 25),
        STR("Summer bank holiday"));
    if (y->nation == NATION_SCOTLAND)
        put_or_monday(y, 11, 30, STR("St Andrew's Day"),
                      STR("St Andrew's Day (substitute day)"));
    put_pair(y, day_from_civil(y->year, 12, 25), names);
}

static void sort_days(struct holiday *list, size_t n) {
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && list[k].first.n < list[k - 1].first.n; k--) {
            struct holiday swap = list[k];
            list[k] = list[k - 1];
            list[k - 1] = swap;
        }
}

size_t places_bank_holidays(enum nation nation, int year, struct holiday out[HOLIDAYS_A_YEAR]) {
    struct year_of y = {nation, year, out, 0};
    put_new_year(&y);
    put_spring(&y);
    put_rest(&y);
    sort_days(out, y.n);
    return y.n;
}
