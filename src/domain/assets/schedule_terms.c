/* How often and for how long, in a schedule text: weeks, months, minutes; days of the month. */
#include "domain/assets/schedule_own.h"

static bool says(const struct reader *r, size_t i, const char *word)
{
    return i < r->n && str_ieq(str_slice(r->text, r->t[i].at, r->t[i].end), str_from(word));
}

/* A number and nothing beside it; from 13 on it could be an hour of 24. */
static bool bare(const struct token *t)
{
    return t->minute < 0 && (t->half == HALF_NONE || t->half == HALF_24);
}

size_t assets_schedule_every(struct reader *r)
{
    enum token_kind kind = assets_schedule_kind(r, r->i + 1), what = assets_schedule_kind(r, r->i + 2);
    if (kind != TOKEN_NUMBER && kind != TOKEN_COUNT && kind != TOKEN_ORDINAL) return 0;
    int n = r->t[r->i + 1].number;
    bool months = what == TOKEN_MONTHLY && kind != TOKEN_ORDINAL && !says(r, r->i + 2, "monthly");
    if ((what != TOKEN_WEEKS && !months) || n < 2 || n > (months ? 12 : 8)) return 0;
    r->line.interval = n;
    r->line.monthly = r->line.monthly || months;
    return 3;
}

/* Minutes one of these words counts, 0 = none. */
static int length_word(const struct reader *r, size_t i)
{
    if (says(r, i, "minutes") || says(r, i, "minute") || says(r, i, "mins") || says(r, i, "min")) return 1;
    return says(r, i, "hours") || says(r, i, "hour") || says(r, i, "hrs") ? 60 : 0;
}

size_t assets_schedule_lasts(struct reader *r)
{
    const struct token *t = &r->t[r->i];
    struct line *line = &r->line;
    if (r->i == 0 || !says(r, r->i - 1, "for")) return 0;
    if (t->kind == TOKEN_NUMBER && (!bare(t) || t->number < 1)) return 0;
    if (says(r, r->i + 1, "weeks") && t->number <= 104) {
        line->weeks = t->number;
        return 2;
    }
    int length = t->number <= 720 ? t->number * length_word(r, r->i + 1) : 0;
    if (length < 5 || length > 720 || !line->time || line->closes >= 0) return 0;
    line->closes = line->opens + length;
    return 2;
}

size_t assets_schedule_day_of_month(struct reader *r)
{
    const struct token *t = &r->t[r->i];
    size_t i = r->i + 2;
    if (t->kind != TOKEN_NUMBER || !bare(t) || t->number < 1 || t->number > 31) return 0;
    if (r->i == 0 || !says(r, r->i - 1, "day") || assets_schedule_kind(r, r->i + 1) != TOKEN_OF) return 0;
    while (assets_schedule_kind(r, i) == TOKEN_FILLER && i < r->n) i++;
    if (assets_schedule_kind(r, i) == TOKEN_EVERY) i++;
    if (assets_schedule_kind(r, i) != TOKEN_MONTHLY) return 0;
    r->line.monthdays |= (uint32_t)1 << t->number;
    return i + 1 - r->i;
}

bool assets_schedule_of_month(const struct reader *r)
{
    if (assets_schedule_kind(r, r->i + 1) == TOKEN_OF) return true;
    return r->line.monthly && r->i >= 2 && says(r, r->i - 1, "the") && says(r, r->i - 2, "on") &&
           (r->i + 1 >= r->n || assets_schedule_kind(r, r->i + 1) != TOKEN_OTHER_WORD);
}

void assets_schedule_year_before(struct reader *r, bool pair)
{
    struct line *line = &r->line;
    struct day *first = pair && day_is(line->on) ? &line->on : &line->from, last = r->t[r->i].day;
    if (r->i < 2 || r->t[r->i - 2].kind != TOKEN_DATE || !r->t[r->i - 2].yearless || !day_is(*first)) return;
    struct civil c = civil_from_day(*first);
    for (int year = civil_from_day(last).year, n = 0; n < 2; n++, year--) {
        if (!day_valid(year, c.month, c.day)) continue;
        struct day day = day_from_civil(year, c.month, c.day);
        if (day.n > last.n) continue;
        *first = day;
        return;
    }
}
