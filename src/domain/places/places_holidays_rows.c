/* Rows of the calendar: what an administrator adds, takes off, brings in. */
#include "domain/places/places_own.h"

#include "domain/places/holidays.h"
#include "places_sql.h"
#include "platform/journal/journal.h"

#define COVER_LONGEST 3700

/* The nation's rows belong to whoever runs the server; a place's to its administrators. */
static bool may(struct ctx *ctx, struct place_id place) {
    if (place.v == 0) return ctx_has(ctx, STANDING_SYSTEM);
    return places_may_change(ctx, place);
}

static struct str nation_of(const struct holiday_row *row) {
    return row->place.v ? STR_NONE : str_from(places_nation_code(row->nation));
}

static enum status check(struct ctx *ctx, const struct holiday *h, struct str name) {
    size_t before = ctx->faults.count;
    if (!day_is(h->first))
        ctx_fault(ctx, ERR_INVALID, STR("first"),
                  SAY("Which is the first day? For example 26 October 2026."));
    if (!day_is(h->last))
        ctx_fault(ctx, ERR_INVALID, STR("last"),
                  SAY("Which is the last day? For example 30 October 2026."));
    if (name.len == 0)
        ctx_fault(ctx, ERR_INVALID, STR("name"),
                  SAY("Give it a name. For example: Half-term."));
    else if (utf8_count(name) > HOLIDAYS_NAME || !utf8_valid(name))
        ctx_fault(ctx, ERR_INVALID, STR("name"), SAY("At most 80 letters."));
    if (!day_is(h->first) || !day_is(h->last)) return ERR_INVALID;
    if (h->last.n < h->first.n)
        ctx_fault(ctx, ERR_INVALID, STR("last"), SAY("The last day is before the first one."));
    else if (h->last.n - h->first.n >= HOLIDAYS_LONGEST)
        ctx_fault(ctx, ERR_INVALID, STR("last"),
                  SAY("That is longer than a year. Check the years."));
    int year = civil_from_day(h->first).year;
    if (year < 1970 || year > 2200)
        ctx_fault(ctx, ERR_INVALID, STR("first"), SAY("That year is not in our calendar."));
    return ctx->faults.count > before ? ERR_INVALID : OK;
}

static enum status store(struct ctx *ctx, const struct holiday_row *row,
                         struct holiday_id *ret_id) {
    const struct holiday *h = &row->holiday;
    struct holiday_id id = {ctx_id(ctx)};
    struct places_sql_holiday_add_in in = {.id = id,
                                           .place_id = row->place,
                                           .nation = nation_of(row),
                                           .kind = str_from(places_holiday_kind_code(h->kind)),
                                           .first = h->first,
                                           .last = h->last,
                                           .name = h->name,
                                           .works = h->off,
                                           .now = ctx->now};
    TRY(places_sql_holiday_add(ctx->db, &in));
    *ret_id = id;
    return OK;
}

static enum status room_for(struct ctx *ctx, const struct holiday_row *row, size_t more) {
    int64_t n;
    TRY(places_sql_holiday_count(ctx->db, row->place, nation_of(row), &n));
    if (n + (int64_t)more <= HOLIDAYS_ROWS) return OK;
    return ctx_fault(ctx, ERR_LIMIT, STR_NONE,
                     SAY("This calendar has 2,000 entries of its own. Take some back first."));
}

enum status places_holiday_add(struct ctx *ctx, const struct holiday_row *row,
                               struct holiday_id *ret_id) {
    struct holiday_row r = *row;
    if (!may(ctx, row->place)) return ERR_DENIED;
    r.holiday.name = str_trim(r.holiday.name);
    TRY(check(ctx, &r.holiday, r.holiday.name));
    TRY(room_for(ctx, &r, 1));
    TRY(store(ctx, &r, ret_id));
    return journal_record(ctx, "places.holidays", row->place.v, 0, STR("added"));
}

enum status places_holiday_end(struct ctx *ctx, struct holiday_id id, bool ended) {
    struct places_sql_holiday_find row;
    TRY(places_sql_holiday_find(ctx->db, ctx->arena, id, &row));
    if (!may(ctx, row.place_id)) return ERR_DENIED;
    TRY(places_sql_holiday_end(ctx->db, id, ended ? ctx->now : INSTANT_NONE));
    return journal_record(ctx, "places.holidays", row.place_id.v, 0,
                          ended ? STR("taken back") : STR("put back"));
}

/* The two statements that list rows name the same columns. */
#define TAKE(row, sql)                                                                         \
    do {                                                                                       \
        (row)->id = (sql)->id;                                                                 \
        (row)->ended = instant_is((sql)->ended_at);                                            \
        (row)->holiday = (struct holiday){.first = (sql)->first,                               \
                                          .last = (sql)->last,                                 \
                                          .kind = HOLIDAY_BANK,                                \
                                          .id = (sql)->id,                                     \
                                          .off = (sql)->works,                                 \
                                          .name = (sql)->name};                                \
        (void)places_holiday_kind_parse((sql)->kind, &(row)->holiday.kind);                    \
        (row)->holiday.origin = (row)->place.v ? HOLIDAY_OF_PLACE : HOLIDAY_OF_NATION;         \
    } while (0)

static enum status rows_of_place(struct ctx *ctx, struct place_id place, struct day from,
                                 struct day until, struct holiday_row **ret_rows,
                                 size_t *ret_count) {
    struct places_sql_holiday_place_rows *sql;
    TRY(places_sql_holiday_place_rows(ctx->db, ctx->arena, place, from, until,
                                      2 * HOLIDAYS_ROWS, &sql, ret_count));
    *ret_rows = ARENA_ARRAY(ctx->arena, struct holiday_row, *ret_count);
    for (size_t i = 0; i < *ret_count; i++) {
        struct holiday_row *row = &(*ret_rows)[i];
        row->place = place;
        TAKE(row, &sql[i]);
    }
    return OK;
}

static enum status rows_of_nation(struct ctx *ctx, enum nation nation, struct day from,
                                  struct day until, struct holiday_row **ret_rows,
                                  size_t *ret_count) {
    struct places_sql_holiday_nation_rows *sql;
    TRY(places_sql_holiday_nation_rows(ctx->db, ctx->arena,
                                       str_from(places_nation_code(nation)), from, until,
                                       2 * HOLIDAYS_ROWS, &sql, ret_count));
    *ret_rows = ARENA_ARRAY(ctx->arena, struct holiday_row, *ret_count);
    for (size_t i = 0; i < *ret_count; i++) {
        struct holiday_row *row = &(*ret_rows)[i];
        row->nation = nation;
        TAKE(row, &sql[i]);
    }
    return OK;
}

enum status places_holiday_rows(struct ctx *ctx, struct place_id place, enum nation nation,
                                struct day from, struct day until,
                                struct holiday_row **ret_rows, size_t *ret_count) {
    return place.v ? rows_of_place(ctx, place, from, until, ret_rows, ret_count)
                   : rows_of_nation(ctx, nation, from, until, ret_rows, ret_count);
}

/* ---- a whole list ---- */

static bool same(const struct holiday *a, const struct holiday *b) {
    return a->first.n == b->first.n && a->last.n == b->last.n && a->off == b->off &&
           str_eq(a->name, b->name);
}

/* Rows that the list has as well stay, and are taken from it; of the others those of a school
   list end. `wanted` keeps what is still to be added. */
static enum status end_others(struct ctx *ctx, const struct holiday_row *like,
                              struct holiday *wanted, size_t *wanted_n, size_t *ret_ended) {
    struct holiday_row *rows;
    size_t n, ended = 0;
    struct day from = wanted[0].first, until = {wanted[0].last.n + 1}; /* the cover has both */
    TRY(places_holiday_rows(ctx, like->place, like->nation, from, until, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        if (rows[i].ended || rows[i].holiday.kind != like->holiday.kind) continue;
        size_t k = 0;
        while (k < *wanted_n && !same(&rows[i].holiday, &wanted[k])) k++;
        if (k < *wanted_n) {
            wanted[k] = wanted[--*wanted_n];
        } else if (like->holiday.kind == HOLIDAY_SCHOOL) {
            TRY(places_sql_holiday_end(ctx->db, rows[i].id, ctx->now));
            ended += !rows[i].holiday.off;
        }
    }
    *ret_ended = ended;
    return OK;
}

static struct day last_of(const struct holiday *list, size_t count) {
    struct day last = list[0].last;
    for (size_t i = 1; i < count; i++)
        if (list[i].last.n > last.n) last = list[i].last;
    return last;
}

enum status places_holidays_replace(struct ctx *ctx, const struct holiday_row *like,
                                    const struct holiday *list, size_t count, size_t *ret_added,
                                    size_t *ret_ended) {
    if (!may(ctx, like->place)) return ERR_DENIED;
    *ret_added = *ret_ended = 0;
    if (count == 0) return OK;
    struct holiday *wanted = ARENA_ARRAY(ctx->arena, struct holiday, count + 1);
    size_t n = 0, ended = 0;
    struct holiday_id id;
    /* First what puts the shipped dates out of force, as far as the list speaks. */
    struct holiday cover = {.first = list[0].first, .last = last_of(list, count), .off = true};
    const struct holiday *said = &like->holiday;
    bool more = said->last.n > said->first.n;
    if (more && said->first.n < cover.first.n) cover.first = said->first;
    if (more && said->last.n > cover.last.n) cover.last = said->last;
    cover.name = STR("Typical dates, out of force");
    if (cover.last.n - cover.first.n >= COVER_LONGEST)
        return ctx_fault(ctx, ERR_INVALID, STR("list"),
                         SAY("The list is about more than ten years. Bring it in in parts."));
    wanted[n++] = cover;
    for (size_t i = 0; i < count; i++) {
        wanted[n] = list[i];
        if (wanted[n].name.len == 0) wanted[n].name = STR("Holiday");
        TRY(check(ctx, &wanted[n], wanted[n].name));
        n++;
    }
    TRY(end_others(ctx, like, wanted, &n, &ended));
    TRY(room_for(ctx, like, n));
    for (size_t i = 0; i < n; i++) {
        struct holiday_row row = *like;
        if (wanted[i].off && like->holiday.kind == HOLIDAY_BANK) continue;
        row.holiday = wanted[i];
        row.holiday.kind = like->holiday.kind;
        TRY(store(ctx, &row, &id));
        *ret_added += !wanted[i].off;
    }
    *ret_ended = ended;
    return journal_record(ctx, "places.holidays", like->place.v, 0, STR("list"));
}
