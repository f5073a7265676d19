/* kith places holidays list | import */
#include "domain/places/places_own.h"

#include "domain/places/holidays.h"

static enum status place_of(struct cli *cli, struct place_id *ret_place) {
    struct str said = cli_option(cli, "place", STR_NONE);
    struct place place;
    if (said.len > 0) TRY(places_find_said(cli->ctx, said, STR("place"), &place));
    else TRY(places_first(cli->ctx, &place));
    *ret_place = place.id;
    return OK;
}

static void put(struct cli *cli, const struct holiday *h) {
    static const char *const origins[] = {"shipped", "nation", "place"};
    struct arena *arena = cli->ctx->arena;
    struct str first = day_format(arena, h->first), last = day_format(arena, h->last);
    if (!cli->json) {
        buf_printf(&cli->out, "%.*s  %.*s  %-6s  %.*s\n", STR_ARG(first), STR_ARG(last),
                   places_holiday_kind_code(h->kind), STR_ARG(h->name));
        return;
    }
    json_begin_object(&cli->doc);
    json_put_str(&cli->doc, "first", first);
    json_put_str(&cli->doc, "last", last);
    json_put_str(&cli->doc, "kind", str_from(places_holiday_kind_code(h->kind)));
    json_put_str(&cli->doc, "name", h->name);
    json_put_str(&cli->doc, "from", str_from(origins[h->origin]));
    json_put_bool(&cli->doc, "typical", h->typical);
    json_put_bool(&cli->doc, "weekend", h->weekend);
    json_end(&cli->doc);
}

enum status places_holidays_list_cli(struct cli *cli) {
    struct place_id place;
    struct holidays h;
    int64_t year;
    TRY(place_of(cli, &place));
    TRY(cli_int(cli, "year", civil_from_day(ctx_today(cli->ctx)).year, &year));
    if (year < 1970 || year > 2200)
        return ctx_fault(cli->ctx, ERR_INVALID, STR("year"),
                         SAY("That year is not in our calendar."));
    TRY(places_holidays(cli->ctx, place, day_from_civil((int)year, 1, 1),
                        day_from_civil((int)year + 1, 1, 1), &h));
    if (cli->json) json_begin_array(&cli->doc);
    for (size_t b = 0, s = 0; b < h.bank_n || s < h.school_n;) {
        bool bank =
            s == h.school_n || (b < h.bank_n && h.bank[b].first.n <= h.school[s].first.n);
        put(cli, bank ? &h.bank[b++] : &h.school[s++]);
    }
    if (cli->json) json_end(&cli->doc);
    return buf_check(&cli->out);
}

static enum status whose(struct cli *cli, struct holiday_row *like) {
    struct str nation = cli_option(cli, "nation", STR_NONE),
               kind = cli_option(cli, "kind", STR("school"));
    if (!places_holiday_kind_parse(kind, &like->holiday.kind))
        return ctx_fault(cli->ctx, ERR_INVALID, STR("kind"),
                         SAY("A kind is one of: school bank."));
    if (!nation.ptr && !cli_option(cli, "place", STR_NONE).ptr)
        return ctx_fault(cli->ctx, ERR_INVALID, STR("place"),
                         SAY("For which place? Say --place NAME, or --nation england."));
    if (!nation.ptr) return place_of(cli, &like->place);
    if (!places_nation_parse(nation, &like->nation))
        return ctx_fault(cli->ctx, ERR_INVALID, STR("nation"),
                         SAY("A nation is one of: england wales scotland northern-ireland."));
    return OK;
}

static void put_report(struct cli *cli, const struct holidays_read *read, size_t added,
                       size_t ended) {
    struct json *j = &cli->doc;
    json_begin_object(j);
    json_put_int(j, "read", (int64_t)(read->count + read->refused_n));
    json_put_int(j, "added", (int64_t)added);
    json_put_int(j, "unchanged", (int64_t)(read->count - added));
    json_put_int(j, "ended", (int64_t)ended);
    json_put_bool(j, "terms", read->terms);
    json_key(j, "refused");
    json_begin_array(j);
    for (size_t i = 0; i < read->refused_n; i++) {
        json_begin_object(j);
        json_put_int(j, "line", read->refused[i].line);
        json_put_str(j, "reason",
                     text_say(cli->ctx->arena, cli->ctx->locale, &read->refused[i].why));
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

enum status places_holidays_import_cli(struct cli *cli) {
    struct str path, bytes;
    struct holidays_read read;
    struct holiday_row like = {0};
    size_t added, ended;
    TRY(cli_word(cli, 0, "file", &path));
    TRY(whose(cli, &like));
    TRY(cli_read_file(cli, path, HOLIDAYS_FILE_MAX, &bytes));
    TRY(places_holidays_read(cli->ctx, bytes, STR("file"), &read));
    like.holiday.first = read.first;
    like.holiday.last = read.last;
    TRY(places_holidays_replace(cli->ctx, &like, read.spans, read.count, &added, &ended));
    if (cli->json) put_report(cli, &read, added, ended);
    else
        buf_printf(&cli->out,
                   "%zu added, %zu as before, %zu older ones ended, %zu lines not understood\n",
                   added, read.count - added, ended, read.refused_n);
    return buf_check(&cli->out);
}
