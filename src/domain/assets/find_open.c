/* What is on at this minute, or today: by the lines of the schedule, in the time of the place.
   Bank holidays are not claimed: nobody has told us about them. */
#include "assets_sql.h"
#include "domain/assets/assets_rule.h"
#include "domain/assets/find_own.h"

#include <string.h>

#define DAY_MINUTES 1440
#define LENGTH_GUESS 60 /* when only the beginning is known */

static bool line_at(const struct asset_schedule *line, struct day day, int minute)
{
    bool on = assets_line_on(line, day, false);
    if (minute < 0) return on;
    if (!minutes_is(line->opens)) return false; /* the day is known, the hour is not */
    int opens = line->opens.n,
        closes = minutes_is(line->closes) ? line->closes.n : opens + LENGTH_GUESS;
    if (closes <= opens) closes += DAY_MINUTES;
    if (on && opens <= minute && minute < closes) return true;
    return closes > DAY_MINUTES && minute + DAY_MINUTES < closes &&
           assets_line_on(line, (struct day){day.n - 1}, false);
}

bool assets_open_at(const struct asset_schedule *lines, size_t n, struct day day, int minute)
{
    for (size_t i = 0; i < n; i++)
        if (line_at(&lines[i], day, minute)) return true;
    return false;
}

void assets_find_open_hours(const struct ctx *ctx, enum assets_open open, struct week *week)
{
    struct civil now = civil_from_instant(ctx->zone, ctx->now);
    int today = day_weekday(ctx_today(ctx)), minute = now.hour * 60 + now.minute;
    memset(week, 0, sizeof *week);
    if (open == OPEN_NOW)
        week_add(week, today, minute, minute + 1);
    else if (open == OPEN_TODAY)
        week_add(week, today, 0, DAY_MINUTES);
}

static enum status is_open(const struct search *s, uint32_t number, int minute, bool *ret_open)
{
    struct assets_sql_schedules *rows;
    size_t n;
    struct arena scratch;
    arena_init(&scratch, ARENA_REQUEST_CEILING);
    *ret_open = false;
    enum status status = assets_sql_schedules(
        s->ctx->db, &scratch, assets_view_id(&s->view, number), &rows, &n);
    for (size_t i = 0; status == OK && i < n; i++) {
        const struct asset_schedule line = {.rrule = rows[i].rrule,
                                            .from = rows[i].begins,
                                            .until = rows[i].until,
                                            .opens = rows[i].opens,
                                            .closes = rows[i].closes};
        *ret_open |= assets_open_at(&line, 1, ctx_today(s->ctx), minute);
    }
    arena_release(&scratch);
    return status;
}

enum status assets_find_open(struct search *s)
{
    struct civil now = civil_from_instant(s->ctx->zone, s->ctx->now);
    int minute = s->hard.open == OPEN_NOW ? now.hour * 60 + now.minute : -1;
    size_t kept = 0;
    for (size_t i = 0; i < s->best_n; i++) {
        bool open = s->best[i].late;
        if (!open) TRY(is_open(s, s->best[i].number, minute, &open));
        if (open)
            s->best[kept++] = s->best[i];
        else
            s->total--;
    }
    s->best_n = kept;
    return OK;
}
