/* The group that thinks a wish out: what was said, counted; the best times; what it becomes. */
#include "domain/activities/activities_wish.h"

#include "activities_sql.h"
#include "base/buf.h"
#include "platform/journal/journal.h"

#include <stdlib.h>

#define SHOWN_BYTES 4096
#define DESIGN 4000

static enum status may(struct ctx *ctx, const struct wish *wish)
{
    if (activities_wish_may_design(ctx, wish)) return OK;
    return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("This is for those who think it out together. Say that you would help."));
}

/* A connector of the place may begin it for those who thought it out. */
static enum status may_begin(struct ctx *ctx, const struct wish *wish)
{
    return activities_wish_may_read(ctx, wish) ? OK : may(ctx, wish);
}

static enum status still_open(struct ctx *ctx, const struct wish *wish)
{
    if (wish->state == WISH_OPEN) return OK;
    return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This wish is not open any more."));
}

enum status activities_wish_welcome(struct ctx *ctx, const struct wish *wish, struct wish_yes_id yes)
{
    TRY(may(ctx, wish));
    TRY(activities_sql_yes_welcome(ctx->db, yes, wish->id));
    return journal_record(ctx, "activities.wish_helper", wish->id.v, yes.v, STR_NONE);
}

enum status activities_wish_design(struct ctx *ctx, const struct wish *wish, struct str words)
{
    TRY(may(ctx, wish));
    if (words.len > DESIGN) return ctx_fault(ctx, ERR_INVALID, STR("design"), SAY("Use at most 4,000 letters."));
    return activities_sql_wish_design(ctx->db, wish->id, words.len > 0 ? words : STR_NONE);
}

enum status activities_wish_end(struct ctx *ctx, const struct wish *wish)
{
    TRY(may(ctx, wish));
    TRY(activities_sql_wish_end(ctx->db, wish->id, ctx->now));
    TRY(activities_sql_yes_clear(ctx->db, wish->id));
    return journal_record(ctx, "activities.wish_ended", wish->id.v, wish->place.v, STR_NONE);
}

/* ---- what was said ---- */

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static void put_words(struct str *list, size_t *n, struct str words)
{
    if (words.len > 0) list[(*n)++] = words;
}

static enum activity_designer designer(bool residents, bool staff)
{
    return residents && staff ? ACTIVITY_BY_BOTH : staff ? ACTIVITY_BY_STAFF : residents ? ACTIVITY_BY_RESIDENTS : ACTIVITY_DESIGN_UNKNOWN;
}

enum status activities_wish_group(struct ctx *ctx, const struct wish *wish, struct wish_group *ret_group)
{
    struct activities_sql_yeses *rows;
    struct wish_group group = {.designed_by = ACTIVITY_DESIGN_UNKNOWN};
    bool inside = activities_wish_may_design(ctx, wish), residents = false, staff = false;
    size_t n;
    TRY(activities_sql_yeses(ctx->db, ctx->arena, wish->id, WISH_YESES, &rows, &n));
    group.answers = (int64_t)n;
    struct str *words = ARENA_ARRAY(ctx->arena, struct str, n + 1), *places = ARENA_ARRAY(ctx->arena, struct str, 2 * n + 1);
    struct wish_helper *helpers = ARENA_ARRAY(ctx->arena, struct wish_helper, n + 1);
    for (size_t i = 0; i < n; i++) {
        const struct activities_sql_yeses *y = &rows[i];
        bool in = str_is(y->help, "in"), as_staff = str_is(y->helps_as, "staff");
        for (int b = 0; b < WISH_BARRIERS; b++) group.barriers[b] += y->barriers >> b & 1;
        if (str_is(y->weeks, "even")) group.even++;
        if (str_is(y->weeks, "odd")) group.odd++;
        staff = staff || (in && as_staff);
        residents = residents || (in && !as_staff);
        if (!inside) continue;
        if (y->words_ok) {
            put_words(words, &group.words_n, y->barrier_words);
            put_words(places, &group.places_n, y->place_words);
            put_words(places, &group.places_n, y->how_words);
        }
        if (!str_is(y->help, "no") && !people_apart(ctx, y->person_id, (struct person_id){ctx->actor.person})) helpers[group.helpers_n++] = (struct wish_helper){y->id, y->name, as_staff, in};
    }
    /* in order of the words, so that their order tells nobody */
    qsort(words, group.words_n, sizeof *words, by_bytes);
    qsort(places, group.places_n, sizeof *places, by_bytes);
    group.words = words;
    group.places = places;
    group.helpers = helpers;
    group.designed_by = designer(residents, staff);
    *ret_group = group;
    return OK;
}

/* ---- the best times ---- */

static enum status people_of(struct ctx *ctx, const struct wish *wish, struct times_person **ret_people, size_t *ret_n)
{
    struct activities_sql_yeses *rows;
    size_t n, count = 0;
    struct str why;
    TRY(activities_sql_yeses(ctx->db, ctx->arena, wish->id, WISH_YESES, &rows, &n));
    struct times_person *people = ARENA_ARRAY(ctx->arena, struct times_person, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (rows[i].times.len == 0) continue;
        struct times_person *p = &people[count];
        if (activities_times_parse(rows[i].times, wish->minutes.n, &p->can, &why) != OK) continue;
        p->group = rows[i].shift;
        p->alternate = !str_is(rows[i].weeks, "every");
        count++;
    }
    *ret_people = people;
    *ret_n = count;
    return OK;
}

/* A line: "slot last said suits of|group:of:part|..." */
static struct str shown_text(struct ctx *ctx, const struct times_shown *lines, size_t n)
{
    struct buf buf;
    buf_init(&buf, ctx->arena, SHOWN_BYTES);
    for (size_t i = 0; i < n; i++) {
        const struct times_shown *l = &lines[i];
        buf_printf(&buf, "%s%d %d %d %d %d", i ? "\n" : "", l->slot, l->last, (int)l->said, l->suits, l->of);
        for (size_t g = 0; g < l->groups_n; g++)
            buf_printf(&buf, "|%.*s:%d:%d", STR_ARG(l->groups[g].name), l->groups[g].of, (int)l->groups[g].part);
    }
    return buf_str(&buf);
}

static int next_int(struct str *rest, char sep)
{
    struct str piece;
    int64_t n;
    return str_next(rest, sep, &piece) && str_to_int(piece, &n) && n >= -1 && n < 100000 ? (int)n : -1;
}

static void read_line(struct str line, struct times_shown *out)
{
    struct str piece, name;
    if (!str_next(&line, '|', &piece)) return;
    out->slot = next_int(&piece, ' ');
    out->last = next_int(&piece, ' ');
    out->said = (enum times_said)next_int(&piece, ' ');
    out->suits = next_int(&piece, ' ');
    out->of = next_int(&piece, ' ');
    while (out->groups_n < TIMES_SHOWN_GROUPS && str_next(&line, '|', &piece)) {
        if (!str_next(&piece, ':', &name)) continue;
        int of = next_int(&piece, ':'), part = next_int(&piece, ':');
        out->groups[out->groups_n++] = (struct times_shown_group){name, of, (enum times_part)part};
    }
}

size_t activities_wish_shown(struct ctx *ctx, const struct wish *wish, struct times_shown out[TIMES_SHOWN])
{
    struct str rest = wish->shown, line;
    size_t n = 0;
    (void)ctx;
    while (n < TIMES_SHOWN && str_next(&rest, '\n', &line)) {
        out[n] = (struct times_shown){0};
        read_line(line, &out[n]);
        if (out[n].slot >= 0 && out[n].slot < TIMES_SLOTS && out[n].last < TIMES_SLOTS) n++;
    }
    return n;
}

enum status activities_wish_times(struct ctx *ctx, const struct wish *wish)
{
    struct times_person *people;
    struct times_shown lines[TIMES_SHOWN];
    size_t n;
    TRY(may(ctx, wish));
    TRY(still_open(ctx, wish));
    TRY(people_of(ctx, wish, &people, &n));
    if (!activities_times_may_show((int64_t)n, wish->changed))
        return ctx_fault(ctx, ERR_CONFLICT, STR_NONE,
                         SAY("Not yet. The times are worked out when five people said theirs, and again when five more did. So they tell nobody's week."));
    size_t shown = activities_times_show(people, n, wish->minutes.n, wish->tables == 0, lines);
    TRY(activities_sql_wish_shown(ctx->db, wish->id, shown_text(ctx, lines, shown), ctx->now));
    TRY(activities_sql_wish_count(ctx->db, wish->id));
    return journal_record(ctx, "activities.wish_times", wish->id.v, wish->place.v, STR_NONE);
}

/* ---- it becomes an activity ---- */

static struct str schedule_words(struct ctx *ctx, const struct wish *wish)
{
    static const char *const days[7] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    struct times_shown lines[TIMES_SHOWN];
    if (activities_wish_shown(ctx, wish, lines) == 0) return STR("");
    int slot = lines[0].slot, from = slot % 48 * 30, to = from + wish->minutes.n;
    return str_printf(ctx->arena, "Every %s %02d:%02d to %02d:%02d", days[slot / 48], from / 60, from % 60, to / 60 % 24, to % 60);
}

enum status activities_wish_fill(struct ctx *ctx, struct wish_id id, struct wish_fill *ret_fill)
{
    struct wish wish;
    struct wish_group group;
    TRY(activities_wish_find(ctx, id, &wish));
    TRY(may_begin(ctx, &wish));
    TRY(still_open(ctx, &wish));
    TRY(activities_wish_group(ctx, &wish, &group));
    *ret_fill = (struct wish_fill){.place = wish.place, .name = str_slice(wish.words, 0, wish.words.len < 100 ? wish.words.len : 0),
                                   .description = wish.words, .schedule = schedule_words(ctx, &wish), .design = wish.design,
                                   .designed_by = group.designed_by};
    return OK;
}

enum status activities_wish_became(struct ctx *ctx, struct wish_id id, struct asset_id asset_id)
{
    struct wish wish;
    struct asset asset;
    struct activity_series series;
    struct wish_group group;
    TRY(activities_wish_find(ctx, id, &wish));
    TRY(may_begin(ctx, &wish));
    TRY(still_open(ctx, &wish));
    TRY(activities_find_id(ctx, asset_id, &asset, &series));
    TRY(activities_wish_group(ctx, &wish, &group));
    TRY(activities_sql_wish_became(ctx->db, id, asset.id, ctx->now));
    if (activities_may_run(ctx, &asset, &series) && (series.design.len == 0 || series.designed_by == ACTIVITY_DESIGN_UNKNOWN)) {
        if (series.design.len == 0) series.design = wish.design;
        if (series.designed_by == ACTIVITY_DESIGN_UNKNOWN) series.designed_by = group.designed_by;
        TRY(activities_put(ctx, &asset, &series));
    }
    return journal_record(ctx, "activities.wish_became", id.v, asset.id.v, STR_NONE);
}

enum status activities_wish_of(struct ctx *ctx, struct asset_id asset, struct wish_id *ret_id, struct str *ret_words)
{
    struct activities_sql_wish_of row;
    TRY(activities_sql_wish_of(ctx->db, ctx->arena, asset, &row));
    *ret_id = row.id;
    *ret_words = row.words;
    return OK;
}
