#include "domain/introductions/introductions_web_own.h"

#include "introductions_pages.h"

struct str introductions_said(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

struct str introductions_state_words(struct ctx *ctx, enum introduction_state state)
{
    static const char *const words[INTRO_STATES] = {
        T_("an idea"), T_("asked"), T_("waiting for the host"), T_("both said yes"), T_("meeting set"),
        T_("they met"), T_("they did not meet"), T_("asked how it went"), T_("done"), T_("not this time")};
    return text_get(ctx->locale, words[state], NULL);
}

static struct str waited(struct ctx *ctx, const struct introduction *row)
{
    if (day_is(row->meet_day) && row->state == INTRO_MEETING_SET)
        return text_day(ctx->arena, ctx->locale, row->meet_day, ctx_today(ctx));
    struct instant since = instant_is(row->person_yes_at) ? row->person_yes_at : row->suggested_at;
    int64_t days = (ctx->now.ms - since.ms) / 86400000;
    struct said said = {.id = "", .names = {"n"}, .values = {text_number(ctx->arena, ctx->locale, days)}};
    return said_fill(ctx->arena, text_plural(ctx->locale, "{n} day", "{n} days", days), &said);
}

struct hello_line *introductions_lines(struct ctx *ctx, const struct introduction *rows, size_t count)
{
    struct hello_line *lines = ARENA_ARRAY(ctx->arena, struct hello_line, count);
    for (size_t i = 0; i < count; i++)
        lines[i] = (struct hello_line){
            .href = str_printf(ctx->arena, "/hellos/%lld", (long long)rows[i].id.v), .name = rows[i].person_name,
            .title = rows[i].asset_name, .state = introductions_state_words(ctx, rows[i].state), .when = waited(ctx, &rows[i]),
            .lit = rows[i].state == INTRO_BOTH_YES};
    return lines;
}

struct hello_reason *introductions_reasons(struct ctx *ctx, struct str lines, size_t *ret_count)
{
    struct hello_reason *reasons = NULL;
    struct str line;
    size_t count = 0;
    while (str_next(&lines, '\n', &line))
        if (line.len > 0) *ARENA_PUSH(ctx->arena, reasons, count) = (struct hello_reason){line};
    *ret_count = count;
    return reasons;
}

static enum status draw(struct ctx *ctx, struct html *h, struct person_id person, bool own)
{
    struct introduction *rows;
    size_t count, kept = 0;
    TRY(introductions_list(ctx, LIST_OF_PERSON, person, 50, &rows, &count));
    for (size_t i = 0; i < count; i++)
        if (rows[i].state < INTRO_SETTLED) rows[kept++] = rows[i];
    struct hellos_view view = {.self = own, .going = introductions_lines(ctx, rows, kept), .going_n = kept,
                               .action = own ? STR("/hellos") : str_printf(ctx->arena, "/people/%lld/hellos", (long long)person.v)};
    if (own && people_is(ctx, person)) {
        TRY(introductions_list(ctx, LIST_ALONG, person, 20, &rows, &count));
        view.along = introductions_lines(ctx, rows, count);
        view.along_n = count;
    }
    introductions_page_mine(h, &view);
    return OK;
}

enum status introductions_panel_person(struct ctx *ctx, struct html *h, int64_t person)
{
    return draw(ctx, h, (struct person_id){person}, false);
}

enum status introductions_panel_me(struct ctx *ctx, struct html *h, int64_t person)
{
    return draw(ctx, h, (struct person_id){person}, true);
}
