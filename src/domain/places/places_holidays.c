/* The holidays of a place: what is shipped, what the nation has, what the place has itself. */
#include "domain/places/places_own.h"

#include "base/csv.h"
#include "base/embed.h"
#include "domain/places/holidays.h"
#include "places_sql.h"

#include <assert.h>
#include <stdlib.h>

extern const struct embed_file places_data_files[];

#define FILE_ROWS 1000
#define SQL_ROWS (HOLIDAYS_ROWS * (PLACES_DEPTH + 2))

struct list {
    struct holiday *items;
    size_t count;
};

struct holidays_shipped {
    struct list school[NATIONS], bank[NATIONS]; /* bank: only what no rule gives */
};

/* ---- what is shipped ---- */

static const struct embed_file *file_named(struct str end) {
    for (const struct embed_file *f = places_data_files; f->path; f++)
        if (str_ends(str_from(f->path), end)) return f;
    return NULL;
}

/* nation,first,last,name,works of one table; first,last,name,source of the others. */
static bool take_row(struct arena *arena, struct holidays_shipped *all, const struct str *f,
                     size_t n, const enum nation *nation) {
    struct holiday h = {.kind = nation ? HOLIDAY_SCHOOL : HOLIDAY_BANK};
    enum nation of = nation ? *nation : NATION_ENGLAND;
    size_t at = nation ? 0 : 1;
    if (n < at + 4 || (!nation && !places_nation_parse(f[0], &of))) return false;
    if (!day_parse(f[at], &h.first) || !day_parse(f[at + 1], &h.last)) return false;
    h.name = str_copy(arena, f[at + 2]);
    h.typical = nation;
    h.off = !nation && str_is(f[at + 3], "yes");
    struct list *list = nation ? &all->school[of] : &all->bank[of];
    *ARENA_PUSH(arena, list->items, list->count) = h;
    return h.last.n >= h.first.n;
}

static enum status take_file(struct arena *arena, struct holidays_shipped *all, struct str name,
                             const enum nation *nation) {
    const struct embed_file *file = file_named(name);
    if (!file) return ERR_BROKEN;
    struct csv csv;
    struct str *fields;
    struct arena row;
    size_t n;
    bool good = true, header = true;
    arena_init(&row, ARENA_REQUEST_CEILING);
    csv_init(&csv, str_of((const char *)file->bytes, file->size), ',');
    for (; good && csv_next(&csv, &row, &fields, &n); header = false)
        good = header || take_row(arena, all, fields, n, nation);
    arena_release(&row);
    return good && !header ? OK : ERR_BROKEN;
}

enum status places_holidays_open(struct ctx *ctx, struct arena *lasting, void **ret_ptr) {
    (void)ctx;
    struct holidays_shipped *all = ARENA_NEW(lasting, struct holidays_shipped);
    TRY(take_file(lasting, all, STR("bank-holidays.csv"), NULL));
    for (int i = 0; i < NATIONS; i++) {
        enum nation nation = (enum nation)i;
        TRY(take_file(lasting, all,
                      str_printf(lasting, "%s-school-holidays.csv", places_nation_code(nation)),
                      &nation));
    }
    *ret_ptr = all;
    return OK;
}

static const struct holidays_shipped *shipped_of(struct ctx *ctx) {
    void *kept = ctx_kept(ctx, "places.holidays");
    if (kept) return kept;
    enum status status = places_holidays_open(ctx, ctx->arena, &kept);
    assert(status == OK); /* the build embeds what the tests read */
    return kept;
}

/* ---- putting one over the other ---- */

static void cut_days(struct arena *arena, struct list *list, struct day first,
                     struct day last) {
    for (size_t i = 0, n = list->count; i < n; i++) {
        struct holiday *h = &list->items[i];
        if (h->last.n < first.n || h->first.n > last.n) continue;
        struct holiday after = *h;
        h->last.n = first.n - 1;
        after.first.n = last.n + 1;
        if (after.last.n < after.first.n) continue;
        if (h->last.n < h->first.n) *h = after;
        else *ARENA_PUSH(arena, list->items, list->count) = after;
    }
    size_t kept = 0; /* what has no day left goes */
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].last.n >= list->items[i].first.n)
            list->items[kept++] = list->items[i];
    list->count = kept;
}

static void lay(struct arena *arena, struct list *list, const struct holiday *h) {
    cut_days(arena, list, h->first, h->last);
    if (!h->off) *ARENA_PUSH(arena, list->items, list->count) = *h;
}

static void lay_shipped(struct ctx *ctx, enum nation nation, struct day from, struct day until,
                        struct list *bank, struct list *school) {
    const struct holidays_shipped *all = shipped_of(ctx);
    int last = civil_from_day((struct day){until.n - 1}).year;
    for (int year = civil_from_day(from).year; year <= last; year++) {
        struct holiday rule[HOLIDAYS_A_YEAR];
        size_t n = places_bank_holidays(nation, year, rule);
        for (size_t i = 0; i < n; i++) lay(ctx->arena, bank, &rule[i]);
    }
    for (size_t i = 0; i < all->bank[nation].count; i++)
        lay(ctx->arena, bank, &all->bank[nation].items[i]);
    for (size_t i = 0; i < all->school[nation].count; i++)
        lay(ctx->arena, school, &all->school[nation].items[i]);
}

static enum status lay_rows(struct ctx *ctx, struct place_id place, enum nation nation,
                            struct day from, struct day until, struct list *bank,
                            struct list *school) {
    struct places_sql_holidays *rows;
    size_t n;
    TRY(places_sql_holidays(ctx->db, ctx->arena, place, str_from(places_nation_code(nation)),
                            from, until, SQL_ROWS, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        struct holiday h = {.first = rows[i].first,
                            .last = rows[i].last,
                            .kind = HOLIDAY_BANK,
                            .origin =
                                rows[i].depth >= 99 ? HOLIDAY_OF_NATION : HOLIDAY_OF_PLACE,
                            .id = rows[i].id,
                            .off = rows[i].works,
                            .name = rows[i].name};
        (void)places_holiday_kind_parse(rows[i].kind, &h.kind);
        lay(ctx->arena, h.kind == HOLIDAY_BANK ? bank : school, &h);
    }
    return OK;
}

static int by_first(const void *a, const void *b) {
    int32_t x = ((const struct holiday *)a)->first.n, y = ((const struct holiday *)b)->first.n;
    return (x > y) - (x < y);
}

void places_holidays_join(struct holiday *spans, size_t *count) {
    size_t kept = 0;
    if (*count) qsort(spans, *count, sizeof *spans, by_first);
    for (size_t i = 0; i < *count; i++) {
        struct holiday *last = kept ? &spans[kept - 1] : NULL;
        if (!last || spans[i].first.n > last->last.n) spans[kept++] = spans[i];
        else if (spans[i].last.n > last->last.n) last->last = spans[i].last;
    }
    *count = kept;
}

static void finish(struct list *list, struct day from, struct day until) {
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct holiday *h = &list->items[i];
        if (h->first.n <= h->last.n && h->last.n >= from.n && h->first.n < until.n)
            list->items[kept++] = *h;
    }
    list->count = kept;
    if (kept) qsort(list->items, kept, sizeof *list->items, by_first);
}

enum status places_holidays(struct ctx *ctx, struct place_id place, struct day from,
                            struct day until, struct holidays *ret_holidays) {
    struct list bank = {0}, school = {0};
    enum nation nation = NATION_ENGLAND;
    *ret_holidays = (struct holidays){0};
    if (until.n <= from.n) return OK;
    if ((int64_t)until.n - from.n > HOLIDAYS_YEARS * 366) return ERR_LIMIT;
    TRY(places_nation(ctx, place, &nation));
    lay_shipped(ctx, nation, from, until, &bank, &school);
    TRY(lay_rows(ctx, place, nation, from, until, &bank, &school));
    finish(&bank, from, until);
    finish(&school, from, until);
    *ret_holidays = (struct holidays){bank.items, school.items, bank.count, school.count};
    return OK;
}

/* The outcode's country in our table; "SCT" is how some of its Scottish rows say it. */
enum status places_nation(struct ctx *ctx, struct place_id place, enum nation *ret_nation) {
    struct places_sql_holidays_outcode row;
    const struct places_outcode *outcode;
    *ret_nation = NATION_ENGLAND;
    if (place.v == 0) return OK;
    enum status status = places_sql_holidays_outcode(ctx->db, ctx->arena, place, &row);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    if (places_outcode_find(ctx, row.outcode, &outcode) != OK) return OK;
    if (str_is(outcode->country, "SCT")) *ret_nation = NATION_SCOTLAND;
    else (void)places_nation_parse(outcode->country, ret_nation);
    return OK;
}

/* ---- asking ---- */

static const struct holiday *in(const struct holiday *list, size_t n, struct day day) {
    size_t low = 0, high = n; /* those before `low` begin on or before the day */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list[middle].first.n <= day.n) low = middle + 1;
        else high = middle;
    }
    return low > 0 && list[low - 1].last.n >= day.n ? &list[low - 1] : NULL;
}

const struct holiday *places_holidays_find(const struct holidays *holidays, unsigned kinds,
                                           struct day day) {
    const struct holiday *found = NULL;
    if (!holidays) return NULL;
    if (kinds & HOLIDAY_BANK) found = in(holidays->bank, holidays->bank_n, day);
    if (!found && (kinds & HOLIDAY_SCHOOL))
        found = in(holidays->school, holidays->school_n, day);
    return found;
}
