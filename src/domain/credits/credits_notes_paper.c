/* The sheet of notes for the printer: the promise in each language, and the codes, which are written
   nowhere else. */
#include "domain/credits/credits_notes_own.h"

#include "base/json.h"
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_venue.h"
#include "platform/worker/worker.h"

#define JSON_ROOM ((size_t)512 << 10)
#define NAMED_VENUES 3

/* Names of the venues of a place while they are few; STR_NONE when they are many, or none yet. */
struct str credits_notes_where(struct ctx *ctx, struct place_id place, struct str words)
{
    struct credits_venue *venues;
    struct str names[NAMED_VENUES];
    size_t n, named = 0;
    if (words.len > 0) return words;
    if (place.v == 0 || credits_venue_list(ctx, place, &venues, &n) != OK) return STR_NONE;
    for (size_t i = 0; i < n; i++) {
        if (instant_is(venues[i].ended_at)) continue;
        if (named == NAMED_VENUES) return STR_NONE;
        names[named++] = venues[i].name;
    }
    return named > 0 ? str_join(ctx->arena, names, named, STR(", ")) : STR_NONE;
}

struct str credits_notes_ring(struct ctx *ctx, struct place_id id)
{
    struct place place;
    if ((id.v ? places_find(ctx, id, &place) : places_first(ctx, &place)) != OK || place.foot.phone.len == 0) return STR("");
    struct said said = place.foot.name.len > 0 ? SAY2("Questions? Ring {name} on {phone}.", "name", place.foot.name, "phone", place.foot.phone)
                                               : SAY1("Questions? Ring {phone}.", "phone", place.foot.phone);
    return text_say(ctx->arena, ctx->locale, &said);
}

struct str credits_notes_promise(struct ctx *ctx, int64_t minutes, struct str where)
{
    struct str time = credits_time(ctx, minutes);
    struct said said = where.len > 0 ? SAY2("Good for {time} at {where}.", "time", time, "where", where) : SAY1("Good for {time} at every venue of ours.", "time", time);
    return text_say(ctx->arena, ctx->locale, &said);
}

static struct str put_speech(struct ctx *ctx, struct json *json, const struct credits_sheet *sheet, struct str language)
{
    struct ctx in = *ctx; /* the same in the language of the paper */
    const struct credits_print *p = &sheet->print;
    struct str use_by = STR("");
    in.locale = text_locale_for(language);
    if (day_is(p->use_by)) {
        struct said said = SAY1("Use by {day}", "day", text_day(in.arena, in.locale, p->use_by, DAY_NONE));
        use_by = text_say(in.arena, in.locale, &said);
    }
    json_put_str(json, "language", str_from(in.locale->code));
    json_put_bool(json, "rtl", in.locale->rtl);
    json_put_str(json, "good", credits_time(&in, p->minutes));
    json_put_str(json, "promise", credits_notes_promise(&in, p->minutes, credits_notes_where(&in, p->place, str_trim(p->words))));
    json_put_str(json, "ring", credits_notes_ring(&in, p->place));
    json_put_str(json, "use_by", use_by);
    return text_get(in.locale, T_("Number"), NULL);
}

/* Without an address of ours a camera shows the code; the till reads it so as well. */
static struct str square(struct ctx *ctx, struct str base, struct str code)
{
    struct str plain = base;
    while (str_ends(plain, STR("/"))) plain = str_slice(plain, 0, plain.len - 1);
    if (plain.len > 0) return str_printf(ctx->arena, "%.*s/n/%.*s", STR_ARG(plain), STR_ARG(code));
    return str_printf(ctx->arena, "KITH %.*s", STR_ARG(credits_note_code_shown(ctx->arena, code)));
}

static void put_sheet(struct ctx *ctx, struct json *json, const struct credits_sheet *sheet, struct str base)
{
    const struct credits_print *p = &sheet->print;
    const struct locale *locale = text_locale_for(p->language);
    json_begin_object(json);
    struct str number = put_speech(ctx, json, sheet, p->language);
    json_put_str(json, "title", str_printf(ctx->arena, "%.*s %lld", STR_ARG(text_get(locale, T_("Paper notes"), NULL)), (long long)p->number));
    json_put_str(json, "no", number);
    json_put_str(json, "code_label", text_get(locale, T_("Code"), NULL));
    if (p->second.len > 0) {
        json_key(json, "second");
        json_begin_object(json);
        (void)put_speech(ctx, json, sheet, p->second);
        json_end(json);
    }
    json_key(json, "notes");
    json_begin_array(json);
    for (int64_t i = 0; i < p->count; i++) {
        json_begin_object(json);
        json_put_str(json, "serial", str_printf(ctx->arena, "%lld-%lld", (long long)p->number, (long long)i + 1));
        json_put_str(json, "code", credits_note_code_shown(ctx->arena, sheet->codes[i]));
        json_put_str(json, "qr", square(ctx, base, sheet->codes[i]));
        json_end(json);
    }
    json_end(json);
    json_end(json);
}

enum status credits_notes_pdf(struct ctx *ctx, const struct credits_sheet *sheet, struct str base, struct str *ret_pdf)
{
    struct buf buf;
    struct json json;
    if (base.len > 200 || (base.len > 0 && !str_starts(base, STR("http://")) && !str_starts(base, STR("https://"))))
        return ctx_fault(ctx, ERR_INVALID, STR("base"), SAY("Write the address of this Kith, at most 200 letters. For example: https://kith.example.org"));
    buf_init(&buf, ctx->arena, JSON_ROOM);
    json_init(&json, &buf);
    put_sheet(ctx, &json, sheet, base);
    TRY(buf_check(&buf));
    enum status status = worker_run(ctx->arena, "notes", buf_str(&buf), ret_pdf);
    if (status == OK) return OK;
    return ctx_fault(ctx, status == ERR_INVALID ? ERR_BROKEN : status, STR("pdf"), SAY("The notes could not be drawn, so none were printed and no hours moved. Try fewer at a time, or tell us."));
}
