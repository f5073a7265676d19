/* The administrator's calendar of holidays: by year, add, take off, put back, bring in a list. */
#include "domain/places/places_own.h"

#include "domain/places/holidays.h"
#include "places_pages.h"

#define LIST_MAX 500 /* holidays of one list brought in by the page */
#define REFUSALS_SHOWN 50

/* The place the page is about: the one named, else the administrator's own. */
static enum status place_of(struct web *w, struct place *ret_place) {
    struct place_id id = {w->ctx->actor.place};
    struct str said = web_text(w, "place");
    if (said.len > 0 && !str_to_int(said, &id.v)) return ERR_MISSING;
    if (id.v == 0) TRY(places_first(w->ctx, ret_place));
    else TRY(places_find(w->ctx, id, ret_place));
    return places_may_change(w->ctx, ret_place->id) ? OK : ERR_DENIED;
}

static int year_of(struct web *w) {
    int now = civil_from_day(ctx_today(w->ctx)).year;
    int64_t year = web_int(w, "year", now);
    return year < 1970 || year > 2200 ? now : (int)year;
}

static struct str origin(struct web *w, const struct holiday *h) {
    struct said said = h->weekend ? SAY("on a weekend; the bank holiday is another day")
                       : h->origin == HOLIDAY_OF_PLACE  ? SAY("added here")
                       : h->origin == HOLIDAY_OF_NATION ? SAY("added for the nation")
                       : h->typical                     ? SAY("typical")
                                                        : SAY("by rule");
    return text_say(w->ctx->arena, w->ctx->locale, &said);
}

static struct places_holiday_view row_of(struct web *w, const struct holiday *h) {
    return (struct places_holiday_view){
        .id = h->origin == HOLIDAY_OF_PLACE ? h->id.v : 0,
        .first = h->first,
        .last = h->last,
        .several = h->last.n > h->first.n,
        .name = h->name,
        .origin = origin(w, h),
        .kind = str_from(places_holiday_kind_code(h->kind)),
    };
}

static const struct places_holiday_view *rows_of(struct web *w, const struct holiday *list,
                                                 size_t n) {
    struct places_holiday_view *rows =
        ARENA_ARRAY(w->ctx->arena, struct places_holiday_view, n);
    for (size_t i = 0; i < n; i++) rows[i] = row_of(w, &list[i]);
    return rows;
}

/* Rows from a place above are not this page's to take back: they can be taken off. */
static void disown(struct places_holiday_view *rows, size_t n, const struct holiday_row *own,
                   size_t own_n) {
    for (size_t i = 0; i < n; i++) {
        bool mine = false;
        for (size_t k = 0; k < own_n; k++) mine = mine || own[k].id.v == rows[i].id;
        if (!mine) rows[i].id = 0;
    }
}

static enum status fill_rows(struct web *w, const struct place *place, int year,
                             struct places_holidays_view *view) {
    struct day from = day_from_civil(year, 1, 1), until = day_from_civil(year + 1, 1, 1);
    struct holidays h;
    struct holiday_row *own;
    size_t n;
    TRY(places_holidays(w->ctx, place->id, from, until, &h));
    TRY(places_holiday_rows(w->ctx, place->id, NATION_ENGLAND, from, until, &own, &n));
    struct places_holiday_view *bank =
        (struct places_holiday_view *)rows_of(w, h.bank, h.bank_n);
    struct places_holiday_view *school =
        (struct places_holiday_view *)rows_of(w, h.school, h.school_n);
    disown(bank, h.bank_n, own, n);
    disown(school, h.school_n, own, n);
    view->bank = bank;
    view->bank_n = h.bank_n;
    view->school = school;
    view->school_n = h.school_n;
    for (size_t i = 0; i < h.school_n; i++)
        view->typical = view->typical || h.school[i].typical;
    struct places_holiday_view *off = ARENA_ARRAY(w->ctx->arena, struct places_holiday_view, n),
                               *ended =
                                   ARENA_ARRAY(w->ctx->arena, struct places_holiday_view, n);
    for (size_t i = 0; i < n; i++) {
        struct places_holiday_view row = row_of(w, &own[i].holiday);
        if (own[i].ended && !own[i].holiday.off) ended[view->ended_n++] = row;
        else if (!own[i].ended && own[i].holiday.off) off[view->off_n++] = row;
    }
    view->off = off;
    view->ended = ended;
    return OK;
}

static enum status fill_places(struct web *w, const struct place *place, int year,
                               struct places_holidays_view *view) {
    struct place_id *ids;
    struct place one;
    size_t n;
    TRY(places_list_below(w->ctx, (struct place_id){w->ctx->actor.place}, &ids, &n));
    struct html_choice *links = ARENA_ARRAY(w->ctx->arena, struct html_choice, n);
    for (size_t i = 0; i < n; i++) {
        TRY(places_find(w->ctx, ids[i], &one));
        links[i] = (struct html_choice){
            web_path(w, "/holidays?place=%lld&year=%d", (long long)ids[i].v, year), one.name,
            ids[i].v == place->id.v};
    }
    view->places = links;
    view->places_n = n;
    return OK;
}

static struct html_choice *kinds_of(struct web *w, const char *box) {
    static const char *const labels[] = {T_("School holiday"),
                                         T_("Bank holiday, or another day off")};
    static const char *const values[] = {"school", "bank"};
    struct html_choice *kinds = ARENA_ARRAY(w->ctx->arena, struct html_choice, 2);
    struct str chosen = web_kept(w, box, STR("school"));
    for (int i = 0; i < 2; i++) {
        struct said label = {.id = labels[i]};
        kinds[i] = (struct html_choice){str_from(values[i]),
                                        text_say(w->ctx->arena, w->ctx->locale, &label),
                                        str_is(chosen, values[i])};
    }
    return kinds;
}

/* ---- a list ---- */

static struct str list_of(struct web *w) {
    const struct http_part *file = web_file(w, "file");
    return file && file->body.len > 0 ? file->body : web_text(w, "list");
}

static void fill_look(struct web *w, const struct holidays_read *read,
                      struct places_holidays_look *look) {
    struct arena *arena = w->ctx->arena;
    size_t n = read->refused_n < REFUSALS_SHOWN ? read->refused_n : REFUSALS_SHOWN;
    struct places_refusal_view *refused = ARENA_ARRAY(arena, struct places_refusal_view, n);
    for (size_t i = 0; i < n; i++)
        refused[i] = (struct places_refusal_view){
            str_int(arena, read->refused[i].line), read->refused[i].said,
            text_say(arena, w->ctx->locale, &read->refused[i].why)};
    *look = (struct places_holidays_look){.shown = true,
                                          .terms = read->terms,
                                          .rows = rows_of(w, read->spans, read->count),
                                          .rows_n = read->count,
                                          .refused = refused,
                                          .refused_n = n};
}

enum status places_holidays_list_prepare(struct web *w) {
    struct holidays_read *read = ARENA_NEW(w->ctx->arena, struct holidays_read);
    struct str bytes = list_of(w);
    if (bytes.len == 0)
        return ctx_fault(w->ctx, ERR_INVALID, STR("list"),
                         SAY("Paste the dates, or choose a file."));
    TRY(places_holidays_read(w->ctx, bytes, STR("list"), read));
    if (read->count > LIST_MAX)
        return ctx_fault(w->ctx, ERR_LIMIT, STR("list"),
                         SAY("At most 500 holidays at once. Bring them in in parts."));
    if (read->count == 0)
        return ctx_fault(w->ctx, ERR_INVALID, STR("list"),
                         SAY("There is no holiday in this list."));
    w->plan = read;
    /* First it is shown what was understood; the tick keeps it. */
    return web_on(w, "sure") ? OK : ERR_INVALID;
}

static enum status back_to(struct web *w, const struct place *place, int year,
                           struct said notice) {
    return web_redirect_saying(
        w, web_path(w, "/holidays?place=%lld&year=%d", (long long)place->id.v, year), notice);
}

enum status places_holidays_list(struct web *w) {
    const struct holidays_read *read = w->plan;
    struct place place;
    struct holiday_row like = {.holiday = {.kind = HOLIDAY_SCHOOL}};
    size_t added, ended;
    TRY(place_of(w, &place));
    (void)places_holiday_kind_parse(web_text(w, "list_kind"), &like.holiday.kind);
    like.place = place.id;
    like.holiday.first = read->first;
    like.holiday.last = read->last;
    TRY(places_holidays_replace(w->ctx, &like, read->spans, read->count, &added, &ended));
    return back_to(w, &place, civil_from_day(read->spans[0].first).year,
                   SAY("The dates are kept."));
}

/* ---- the page ---- */

enum status places_holidays_show(struct web *w) {
    struct places_holidays_view view = {0};
    struct place place;
    enum nation nation;
    int year = year_of(w);
    TRY(place_of(w, &place));
    TRY(places_nation(w->ctx, place.id, &nation));
    TRY(fill_rows(w, &place, year, &view));
    TRY(fill_places(w, &place, year, &view));
    struct said label = {.id = places_nation_label(nation)};
    view.place = place.name;
    view.place_id = place.id.v;
    view.nation = text_say(w->ctx->arena, w->ctx->locale, &label);
    view.year = year;
    view.earlier = web_path(w, "/holidays?place=%lld&year=%d", (long long)place.id.v, year - 1);
    view.later = web_path(w, "/holidays?place=%lld&year=%d", (long long)place.id.v, year + 1);
    view.kinds = kinds_of(w, "kind");
    view.list_kinds = kinds_of(w, "list_kind");
    view.kinds_n = view.list_kinds_n = 2;
    view.first = web_kept(w, "first", STR(""));
    view.last = web_kept(w, "last", STR(""));
    view.name = web_kept(w, "name", STR(""));
    if (w->plan) fill_look(w, w->plan, &view.look);
    struct str list = web_refused(w) ? list_of(w) : STR(""), text, encoding;
    if (utf8_from_bytes(w->ctx->arena, list, STR("auto"), &text, &encoding) == OK)
        view.list = text;
    places_page_holidays(
        web_page(w, SAY1("Holidays in {place}", "place", place.name), "/admin"), &view);
    return OK;
}

/* One day of a box; DAY_NONE when it is not understood. */
static struct day day_of(struct web *w, const char *box) {
    struct holidays_found found;
    places_days_find(web_text(w, box), &found);
    if (found.count == 1 && !found.no_year) return found.days[0];
    if (found.no_year)
        ctx_fault(w->ctx, ERR_INVALID, str_from(box),
                  SAY("Which year? Write it as 26 October 2026."));
    return DAY_NONE;
}

static enum status put(struct web *w, bool off) {
    struct place place;
    struct holiday_row row = {.holiday = {.kind = HOLIDAY_SCHOOL, .off = off}};
    struct holiday_id id;
    TRY(place_of(w, &place));
    row.place = place.id;
    (void)places_holiday_kind_parse(web_text(w, "kind"), &row.holiday.kind);
    row.holiday.first = day_of(w, "first");
    row.holiday.last = web_text(w, "last").len > 0 ? day_of(w, "last") : row.holiday.first;
    row.holiday.name = web_text(w, "name");
    TRY(places_holiday_add(w->ctx, &row, &id));
    return back_to(w, &place, civil_from_day(row.holiday.first).year,
                   off ? SAY("Taken off. It is not a holiday here.") : SAY("Kept."));
}

enum status places_holidays_put(struct web *w) {
    return put(w, false);
}
enum status places_holidays_off(struct web *w) {
    return put(w, true);
}

static enum status end(struct web *w, bool ended) {
    struct place place;
    TRY(place_of(w, &place));
    TRY(places_holiday_end(w->ctx, (struct holiday_id){web_id(w, 0)}, ended));
    return back_to(w, &place, year_of(w), ended ? SAY("Taken back.") : SAY("Put back."));
}

enum status places_holidays_end(struct web *w) {
    return end(w, true);
}
enum status places_holidays_back(struct web *w) {
    return end(w, false);
}
