/* kith activities expand: a rule as instants, for scripts. Needs no database. */
#include "domain/activities/activities_expand.h"

#include "base/recur.h"
#include "base/utf8.h"
#include "domain/places/holidays.h"

#define MOST 100000 /* dates of one answer */
#define CHUNK 8192
#define MOST_EXCEPTIONS 100000

struct expand {
    struct cli *cli;
    struct recur rule;
    struct recur_series series;
    struct instant until;
    int64_t count;         /* most dates; MOST + 1 = not said */
    struct holiday *spans; /* whole days that are left out, ascending, apart */
    size_t spans_n;
    struct instant *exact; /* single occurrences that are left out */
    size_t exact_n;
};

static enum status bad(struct cli *cli, const char *field, struct said said) {
    return ctx_fault(cli->ctx, ERR_INVALID, str_from(field), said);
}

/* 20260303T100000 as 2026-03-03T10:00:00; anything else as it came. */
static struct str dashed(struct arena *arena, struct str s) {
    for (size_t i = 0; i < 8; i++)
        if (s.len < 8 || s.ptr[i] < '0' || s.ptr[i] > '9') return s;
    struct str day = str_printf(arena, "%.4s-%.2s-%.2s", s.ptr, s.ptr + 4, s.ptr + 6);
    if (s.len < 15 || (s.ptr[8] | 32) != 't') return s.len == 8 ? day : s;
    return str_printf(arena, "%.*sT%.2s:%.2s:%.2s%.*s", STR_ARG(day), s.ptr + 9, s.ptr + 11,
                      s.ptr + 13, STR_ARG(str_slice(s, 15, s.len)));
}

/* What the clock of the zone shows: "2026-03-03T10:00" as it stands, even if the clock jumps over
   it; with an offset or Z, what the clock shows then. A bare day is its midnight. */
static enum status read_clock(struct expand *e, const char *field, struct str said,
                              struct civil *ret_clock, bool *ret_whole_day) {
    struct arena *arena = e->cli->ctx->arena;
    struct str text = dashed(arena, str_trim(said));
    struct instant plain, zoned;
    if (!instant_parse(text, NULL, &plain) || !instant_parse(text, e->series.zone, &zoned))
        return bad(e->cli, field,
                   SAY1("\"{said}\" is not a date and time. Write it as 2026-03-03T10:00.",
                        "said", utf8_cut(said, 80)));
    char last = text.ptr[text.len - 1];
    bool offset = (last | 32) == 'z' || str_find(text, STR("+"), 10) != SIZE_MAX ||
                  str_find(text, STR("-"), 10) != SIZE_MAX;
    *ret_clock = civil_from_instant(offset ? e->series.zone : NULL, offset ? zoned : plain);
    *ret_whole_day = text.len == 10;
    return OK;
}

static enum status read_rule(struct expand *e) {
    struct said why;
    struct str text = cli_option(e->cli, "rule", STR_NONE),
               zone = cli_option(e->cli, "tz", STR("Europe/London")),
               start = cli_option(e->cli, "start", STR_NONE);
    bool whole_day;
    if (text.len == 0)
        return bad(e->cli, "rule",
                   SAY("Which rule? For example --rule \"FREQ=WEEKLY;BYDAY=TU\""));
    if (start.len == 0)
        return bad(e->cli, "start",
                   SAY("When does it begin? For example --start 2026-03-03T10:00"));
    if (recur_parse(text, &e->rule, &why) != OK) return bad(e->cli, "rule", why);
    if (zone_load(e->cli->ctx->arena, zone, &e->series.zone) != OK)
        return bad(e->cli, "tz",
                   SAY1("\"{zone}\" is not a time zone. Write it as in Europe/London.", "zone",
                        utf8_cut(zone, 80)));
    e->series.rule = &e->rule;
    return read_clock(e, "start", start, &e->series.start, &whole_day);
}

static enum status read_limits(struct expand *e) {
    struct str until = cli_option(e->cli, "until", STR_NONE);
    struct civil clock;
    bool whole_day, counted = cli_option(e->cli, "count", STR_NONE).ptr != NULL;
    e->until = INSTANT_NONE;
    e->count = MOST + 1;
    if (counted) TRY(cli_int(e->cli, "count", 0, &e->count));
    if (counted && (e->count < 0 || e->count > MOST))
        return ctx_fault(e->cli->ctx, e->count < 0 ? ERR_INVALID : ERR_LIMIT, STR("count"),
                         SAY("Ask for 0 to 100,000 dates."));
    if (until.ptr) {
        TRY(read_clock(e, "until", until, &clock, &whole_day));
        e->until = instant_from_civil(e->series.zone, clock);
    }
    if (!counted && !until.ptr && !recur_ends(&e->rule))
        return bad(
            e->cli, "rule",
            SAY("This rule never ends. Say how far: --until 2027-04-01, or --count 20."));
    return OK;
}

static enum status add_span(struct expand *e, const struct holiday *h) {
    struct arena *arena = e->cli->ctx->arena;
    if (e->spans_n + e->exact_n >= MOST_EXCEPTIONS)
        return ctx_fault(e->cli->ctx, ERR_LIMIT, STR("except"),
                         SAY("There are more than 100,000 exceptions."));
    *ARENA_PUSH(arena, e->spans, e->spans_n) = *h;
    return OK;
}

static enum status read_file(struct expand *e, struct str path) {
    struct cli *cli = e->cli;
    struct holidays_read read;
    struct str bytes;
    TRY(cli_read_file(cli, path, HOLIDAYS_FILE_MAX, &bytes));
    TRY(places_holidays_read(cli->ctx, bytes, STR("except"), &read));
    for (size_t i = 0; i < read.refused_n; i++) {
        struct str why = text_say(cli->ctx->arena, cli->ctx->locale, &read.refused[i].why);
        cli_note(cli, "%.*s, line %lld left out: %.*s", STR_ARG(path),
                 (long long)read.refused[i].line, STR_ARG(why));
    }
    for (size_t i = 0; i < read.count; i++) TRY(add_span(e, &read.spans[i]));
    return OK;
}

static enum status read_exceptions(struct expand *e) {
    struct str said;
    for (size_t i = 0; cli_repeat(e->cli, "except", i, &said); i++) TRY(read_file(e, said));
    for (size_t i = 0; cli_repeat(e->cli, "exdate", i, &said); i++) {
        struct civil clock;
        bool whole_day;
        TRY(read_clock(e, "exdate", said, &clock, &whole_day));
        struct day day = day_from_civil(clock.year, clock.month, clock.day);
        if (whole_day) TRY(add_span(e, &(struct holiday){.first = day, .last = day}));
        else
            *ARENA_PUSH(e->cli->ctx->arena, e->exact, e->exact_n) =
                instant_from_civil(e->series.zone, clock);
    }
    recur_sort_instants(e->exact, e->exact_n);
    e->series.except = e->exact;
    e->series.except_n = e->exact_n;
    places_holidays_join(e->spans, &e->spans_n);
    return OK;
}

static bool left_out(const struct expand *e, int64_t local) {
    struct day day = {(int32_t)(local / 86400 - (local % 86400 < 0))};
    const struct holidays spans = {.school = e->spans, .school_n = e->spans_n};
    return holidays_on(&spans, HOLIDAY_SCHOOL, day);
}

static void put(struct cli *cli, const struct zone *zone, struct instant at) {
    struct str text = instant_format(cli->ctx->arena, zone, at);
    if (cli->json) json_str(&cli->doc, text);
    else buf_printf(&cli->out, "%.*s\n", STR_ARG(text));
}

static enum status answer(struct expand *e) {
    struct recur_time *chunk = ARENA_ARRAY(e->cli->ctx->arena, struct recur_time, CHUNK);
    struct instant from = INSTANT_NONE;
    int64_t given = 0;
    size_t n;
    bool more = true;
    if (e->cli->json) json_begin_array(&e->cli->doc);
    while (more && given < e->count) {
        more = recur_expand(&e->series, from, e->until, chunk, CHUNK, &n);
        for (size_t i = 0; i < n && given < e->count; i++) {
            if (left_out(e, chunk[i].local)) continue;
            if (++given > MOST)
                return ctx_fault(
                    e->cli->ctx, ERR_LIMIT, STR("rule"),
                    SAY("That is more than 100,000 dates. Choose a nearer --until, or a --count."));
            put(e->cli, e->series.zone, chunk[i].at);
        }
        if (n) from = (struct instant){chunk[n - 1].at.ms + 1};
    }
    if (e->cli->json) json_end(&e->cli->doc);
    return buf_check(&e->cli->out);
}

enum status activities_expand_cli(struct cli *cli) {
    struct expand *e = ARENA_NEW(cli->ctx->arena, struct expand);
    e->cli = cli;
    TRY(read_rule(e));
    TRY(read_limits(e));
    TRY(read_exceptions(e));
    return answer(e);
}
