/* Columns of the days of the week to words the schedule reader knows. */
#include "domain/assets/import.h"

#include "base/utf8.h"

static const char *const short_days[7] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

static bool closed(struct arena *arena, struct str cell) {
    bool yes;
    struct str folded = str_trim(utf8_fold(arena, utf8_cut(cell, 100)));
    if (assets_import_yes(arena, cell, &yes)) return !yes;
    return folded.len == 0 || str_is(folded, "closed") || str_is(folded, "-") ||
           str_is(folded, "n/a") || str_is(folded, "nieczynne") || str_is(folded, "ar gau") ||
           str_is(folded, "null");
}

static struct str hours(struct arena *arena, struct str opens, struct str closes) {
    int from, to;
    if (opens.len == 0 && closes.len == 0) return STR_NONE;
    if (closed(arena, opens) && closed(arena, closes)) return STR_NONE;
    bool sound =
        assets_import_clock_parse(opens, &from) && assets_import_clock_parse(closes, &to);
    if (sound && from == to && from == 0) return STR_NONE; /* 00:00 to 00:00: nothing said */
    if (sound)
        return str_printf(arena, "%02d:%02d-%02d:%02d", from / 60 % 24, from % 60, to / 60,
                          to % 60);
    return str_printf(arena, "%.*s-%.*s", STR_ARG(opens), STR_ARG(closes));
}

static struct str of_day(struct arena *arena, const struct import_cells *cells, int day) {
    struct str whole = cells->text[IF_DAY + day], pair;
    bool yes;
    pair = hours(arena, cells->text[IF_DAY_OPENS + day], cells->text[IF_DAY_CLOSES + day]);
    if (pair.len > 0) return pair;
    if (assets_import_yes(arena, whole, &yes) && yes)
        return STR(" "); /* a tick: on, hour unknown */
    return closed(arena, whole) ? STR_NONE : str_replace(arena, whole, STR("\n"), STR(" "));
}

struct str assets_import_week_words(struct arena *arena, const struct import_cells *cells) {
    struct str days[7];
    struct buf out;
    bool any = false;
    for (int day = 0; day < 7; day++) {
        days[day] = cells->text[IF_DAY + day].len || cells->text[IF_DAY_OPENS + day].len ||
                            cells->text[IF_DAY_CLOSES + day].len
                        ? of_day(arena, cells, day)
                        : STR_NONE;
        any = any || days[day].len > 0;
    }
    if (!any) return STR_NONE;
    buf_init(&out, arena, 4096);
    for (int day = 0, last; day < 7; day = last + 1) {
        for (last = day; last < 6 && str_eq(days[last + 1], days[day]);) last++;
        if (days[day].len == 0) continue;
        buf_printf(&out, "%s%s", out.len ? "; " : "", short_days[day]);
        if (last > day) buf_printf(&out, "-%s", short_days[last]);
        buf_printf(&out, " %.*s", STR_ARG(str_trim(days[day])));
    }
    return str_trim(buf_str(&out));
}
