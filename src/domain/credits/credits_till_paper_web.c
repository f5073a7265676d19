/* Paper for a venue: a sheet to copy codes on where there is no phone, and the card beside the till. */
#include "domain/credits/credits_notes_web.h"

#include "platform/web/web.h"
#include "platform/worker/worker.h"

#define JSON_ROOM 16384
#define SHEET_ROWS 20

static struct str say(struct web *w, struct said said)
{
    return text_say(w->ctx->arena, w->ctx->locale, &said);
}

static void begin(struct web *w, struct buf *buf, struct json *json, struct str title)
{
    buf_init(buf, w->ctx->arena, JSON_ROOM);
    json_init(json, buf);
    json_begin_object(json);
    json_put_str(json, "language", str_from(w->ctx->locale->code));
    json_put_bool(json, "rtl", w->ctx->locale->rtl);
    json_put_str(json, "title", title);
}

static enum status send(struct web *w, const char *task, struct buf *buf, struct str name)
{
    struct str pdf;
    TRY(buf_check(buf));
    TRY(worker_run(w->ctx->arena, task, buf_str(buf), &pdf));
    http_header_add((struct http_request *)(uintptr_t)w->http, &w->response, "Cache-Control", STR("private, no-store"));
    return web_bytes(w, STR("application/pdf"), pdf, name);
}

static struct str address(struct web *w)
{
    const struct str *origin = ctx_kept(w->ctx, "origin");
    return str_cat(w->ctx->arena, origin ? *origin : STR(""), STR("/till"));
}

enum status credits_till_web_sheet(struct web *w)
{
    struct credits_venue venue;
    struct buf buf;
    struct json json;
    struct str code, isolated;
    const struct said heads[] = {SAY("Row"), SAY("Code of the note, 13 signs"), SAY("Time")};
    if (!credits_till_of(w, &venue, &code)) return web_redirect(w, STR("/till"));
    isolated = say(w, SAY1("Tally sheet of {venue}", "venue", venue.name));
    begin(w, &buf, &json, isolated);
    json_put_str(&json, "page_words", say(w, SAY2("Page {n} of {m}", "n", STR("{n}"), "m", STR("{m}"))));
    json_put_str(&json, "intro", say(w, SAY("Copy the code of each note: four, four, four and one. Keep the notes. Date: __________")));
    json_put_int(&json, "row_mm", 11);
    json_key(&json, "columns");
    json_begin_array(&json);
    for (size_t i = 0; i < 3; i++) json_str(&json, say(w, heads[i]));
    json_end(&json);
    json_key(&json, "rows");
    json_begin_array(&json);
    for (int i = 0; i < SHEET_ROWS; i++) {
        json_begin_array(&json);
        json_str(&json, str_int(w->ctx->arena, i + 1));
        json_str(&json, STR("_ _ _ _ - _ _ _ _ - _ _ _ _ - _"));
        json_str(&json, STR(""));
        json_end(&json);
    }
    json_end(&json);
    json_put_str(&json, "foot", say(w, SAY1("To type it in: {address}", "address", str_cat(w->ctx->arena, address(w), STR("/tally")))));
    json_end(&json);
    return send(w, "list", &buf, STR("tally.pdf"));
}

enum status credits_till_web_card(struct web *w)
{
    struct credits_venue venue;
    struct buf buf;
    struct json json;
    struct str code;
    if (!credits_till_of(w, &venue, &code)) return web_redirect(w, STR("/till"));
    begin(w, &buf, &json, say(w, SAY1("Till of {venue}", "venue", venue.name)));
    json_put_str(&json, "size", STR("A5"));
    json_key(&json, "paragraphs");
    json_begin_array(&json);
    json_str(&json, say(w, SAY1("On a new phone: point its camera at the square, or go to {address}, and type this code once.", "address", address(w))));
    json_str(&json, say(w, SAY("To take a note: point the camera at its square, then press Take it.")));
    json_end(&json);
    json_put_str(&json, "code_label", say(w, SAY("Till code")));
    json_put_str(&json, "code", code.len == 10 ? str_printf(w->ctx->arena, "%.5s-%.5s", code.ptr, code.ptr + 5) : code);
    json_put_str(&json, "foot", say(w, SAY("Keep it where only you see it. If it is lost, ring us for a new one.")));
    json_put_str(&json, "qr", address(w));
    json_end(&json);
    return send(w, "sheet", &buf, STR("till.pdf"));
}
