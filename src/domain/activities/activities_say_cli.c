/* kith activities say "WORDS": plain words to a rule, and the rule back to words. */
#include "domain/activities/activities_lines_cli.h"

#include "platform/module/cli.h"

static enum status nothing_said(struct cli *cli, struct str words)
{
    if (str_trim(words).len == 0)
        return ctx_fault(cli->ctx, ERR_INVALID, STR("words"),
                         SAY("Say when it is on, for example: every other Thursday from 3 March 2026, 10 to 11.30"));
    return ctx_fault(cli->ctx, ERR_INVALID, STR("words"),
                     SAY1("No day that comes again was understood in \"{words}\". Write it like: every other Thursday "
                          "from 3 March 2026, 10 to 11.30",
                          "words", str_slice(words, 0, 200)));
}

/* The rule with the end that stands beside it. One date is a rule of one. */
static struct str whole_rule(struct arena *arena, const struct asset_schedule *line)
{
    if (day_is(line->from) && line->from.n == line->until.n) return STR("FREQ=DAILY;COUNT=1");
    if (!day_is(line->until)) return line->rrule;
    struct civil c = civil_from_day(line->until);
    return str_printf(arena, "%.*s;UNTIL=%04d%02d%02dT235959", STR_ARG(line->rrule), c.year, c.month, c.day);
}

static struct str start_of(struct arena *arena, struct day day, struct minutes at)
{
    struct str text = day_format(arena, day);
    if (!minutes_is(at)) return text;
    return str_printf(arena, "%.*sT%02d:%02d", STR_ARG(text), at.n / 60, at.n % 60);
}

static void skip_put(struct json *doc, unsigned skip)
{
    json_key(doc, "skip");
    json_begin_array(doc);
    if (skip & ASSET_SKIP_BANK) json_str(doc, STR("bank"));
    if (skip & ASSET_SKIP_SCHOOL) json_str(doc, STR("school"));
    json_end(doc);
    json_put_bool(doc, "school_holidays_only", skip & ASSET_ONLY_SCHOOL);
}

static void line_put(struct json *doc, struct arena *arena, const struct locale *locale,
                     const struct asset_schedule *line, struct day first)
{
    bool ends = minutes_is(line->opens) && minutes_is(line->closes);
    json_put_str(doc, "rrule", whole_rule(arena, line));
    json_put_str(doc, "dtstart", start_of(arena, first, line->opens));
    json_put_int(doc, "duration_minutes", ends ? line->closes.n - line->opens.n : INT_NONE);
    if (!ends)
        json_put_str(doc, "why", minutes_is(line->opens) ? STR("No end was said.") : STR("No hour was said."));
    json_put_str(doc, "words", assets_schedule_say_from(arena, locale, line));
    skip_put(doc, line->skip);
}

/* Lines with a rule, each with its first date; those over before they begin are none. */
static size_t firsts(struct asset_schedule *lines, size_t n, struct day today, struct day *firsts)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        struct asset_schedule line = lines[i];
        struct day first = assets_schedule_first(&line, today);
        if (line.rrule.len == 0 || !day_is(first)) continue;
        if (day_is(line.from)) line.from = first;
        firsts[kept] = first;
        lines[kept++] = line;
    }
    return kept;
}

static void text_put(struct cli *cli, const struct locale *locale, const struct asset_schedule *line,
                     struct day first)
{
    struct arena *arena = cli->ctx->arena;
    struct str words = assets_schedule_say_from(arena, locale, line);
    buf_printf(&cli->out, "%.*s\n  %.*s\n  begins %.*s\n", STR_ARG(words), STR_ARG(whole_rule(arena, line)),
               STR_ARG(start_of(arena, first, line->opens)));
}

enum status activities_say_cli(struct cli *cli)
{
    struct arena *arena = cli->ctx->arena;
    struct asset_schedule *lines;
    size_t n;
    struct str words = str_join(arena, cli->words, cli->words_n, STR(" ")),
               lang = cli_option(cli, "lang", STR_NONE);
    const struct locale *locale = lang.len ? text_locale_for(lang) : cli->ctx->locale;
    struct day today = ctx_today(cli->ctx), first[ASSET_SCHEDULES];
    if (words.len > 1000)
        return ctx_fault(cli->ctx, ERR_INVALID, STR("words"), SAY("Use at most 1,000 letters."));
    TRY(assets_schedule_parse(arena, words, today, &lines, &n));
    n = firsts(lines, n, today, first);
    if (n == 0) return nothing_said(cli, words);
    for (size_t i = 0; !cli->json && i < n; i++) text_put(cli, locale, &lines[i], first[i]);
    if (!cli->json) return OK;
    json_begin_object(&cli->doc);
    line_put(&cli->doc, arena, locale, &lines[0], first[0]);
    if (n > 1) {
        json_key(&cli->doc, "more");
        json_begin_array(&cli->doc);
        for (size_t i = 1; i < n; i++) {
            json_begin_object(&cli->doc);
            line_put(&cli->doc, arena, locale, &lines[i], first[i]);
            json_end(&cli->doc);
        }
        json_end(&cli->doc);
    }
    json_end(&cli->doc);
    return OK;
}
