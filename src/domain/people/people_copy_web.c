#include "domain/people/people_my_web.h"

#include "domain/people/people_my_view.h"
#include "domain/people/people_web_own.h"
#include "people_pages.h"

#include <jansson.h>
#include <string.h>

/* A copy of all that is held, module by module: as one file, and as a page to read or print. */

#define COPY_MAX ((size_t)8 << 20)

enum status people_my_export(struct web *w, int64_t person, struct json *json)
{
    struct module_list modules = web_modules(w);
    json_begin_object(json);
    json_key(json, "about");
    json_begin_object(json);
    json_put_str(json, "what", people_web_said(w, SAY("All that Kith holds about one person, module by module.")));
    json_put_str(json, "made", instant_format(w->ctx->arena, w->ctx->zone, w->ctx->now));
    json_put_str(json, "how_to_read", people_web_said(w, SAY("Times are ISO 8601; a null was never said.")));
    json_end(json);
    for (size_t i = 0; i < modules.count; i++) {
        const struct module *module = modules.items[i];
        if (module->subject == NULL) continue;
        json_key(json, module->name);
        TRY(module->subject->export(w->ctx, person, json));
    }
    json_end(json);
    return OK;
}

struct lines { struct ctx *ctx; struct people_my_line *items; size_t n; };

/* An instant of the file as a day and a time of the place. */
static struct str worded(struct ctx *ctx, struct str text)
{
    struct instant at;
    struct day day;
    if (text.len > 18 && text.ptr[10] == 'T' && instant_parse(text, NULL, &at))
        return text_instant(ctx->arena, ctx->locale, ctx->zone, at, ctx_today(ctx));
    if (text.len == 10 && day_parse(text, &day)) return text_day(ctx->arena, ctx->locale, day, ctx_today(ctx));
    return text;
}

static struct str shown(struct ctx *ctx, const json_t *value)
{
    struct arena *arena = ctx->arena;
    if (json_is_string(value))
        return worded(ctx, str_copy(arena, str_of(json_string_value(value), json_string_length(value))));
    if (json_is_integer(value)) return str_int(arena, json_integer_value(value));
    if (json_is_real(value)) return str_printf(arena, "%g", json_real_value(value));
    return text_get(ctx->locale, json_is_true(value) ? T_("yes") : T_("no"), NULL);
}

/* The parts of the file as a reader calls them; other keys are plain words already. */
static struct str heading(struct ctx *ctx, const char *key)
{
    static const struct { const char *key, *words; } known[] = {
        {"about", T_("This copy")}, {"people", T_("About you")}, {"conversations", T_("What you told")},
        {"introductions", T_("Introductions")}, {"matching", T_("What was shown to you")},
        {"rounds", T_("Rounds")}, {"organisations", T_("Where you work")}, {"consents", T_("What you said yes to")},
        {"who_looked_or_wrote", T_("Who looked or wrote")}, {"texts", T_("Text messages")},
        {"relations", T_("Who is what to you")}, {"turns_to_names", T_("Whom you turn to")}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].key, key) == 0) return text_get(ctx->locale, known[i].words, NULL);
    struct str name = str_copy(ctx->arena, str_from(key));
    return str_replace(ctx->arena, name, STR("_"), STR(" "));
}

static void add(struct lines *lines, struct str what, struct str value, int depth, bool is_heading)
{
    *ARENA_PUSH(lines->ctx->arena, lines->items, lines->n) =
        (struct people_my_line){what, value, depth, is_heading};
}

/* One thing of a list in one line: "from: Lucy; relation: connector-of". */
static struct str joined(struct ctx *ctx, json_t *object)
{
    struct buf buf;
    const char *key;
    json_t *item;
    buf_init(&buf, ctx->arena, (size_t)1 << 20);
    json_object_foreach(object, key, item) {
        if (json_is_null(item) || json_is_object(item) || json_is_array(item)) continue;
        if (buf.len > 0) buf_puts(&buf, "; ");
        struct str name = heading(ctx, key), value = shown(ctx, item);
        buf_printf(&buf, "%.*s: %.*s", STR_ARG(name), STR_ARG(value));
    }
    return buf_str(&buf);
}

/* The writer's depth is bounded (JSON_DEPTH), so this is. What was never said is left out. */
static void walk(struct lines *lines, struct str what, json_t *value, int depth)
{
    const char *key;
    json_t *item;
    size_t i, before = lines->n;
    if (json_is_null(value) || depth > JSON_DEPTH) return;
    if (!json_is_object(value) && !json_is_array(value)) {
        struct str words = shown(lines->ctx, value);
        if (words.len > 0) add(lines, what, words, depth, false);
        return;
    }
    if (what.len > 0) add(lines, what, STR(""), depth, true);
    json_array_foreach(value, i, item) {
        if (json_is_object(item)) add(lines, STR(""), joined(lines->ctx, item), depth + 1, false);
        else walk(lines, STR(""), item, depth + 1);
    }
    json_object_foreach(value, key, item) walk(lines, heading(lines->ctx, key), item, depth + 1);
    if (what.len > 0 && lines->n == before + 1) lines->n = before; /* nothing under it */
}

enum status people_web_my_copy(struct web *w)
{
    const struct person_id self = people_web_self(w);
    struct buf buf;
    struct json json;
    struct lines lines = {.ctx = w->ctx};
    if (!people_may_see(w->ctx, self)) return ERR_DENIED;
    buf_init(&buf, w->ctx->arena, COPY_MAX);
    json_init(&json, &buf);
    TRY(people_my_export(w, self.v, &json));
    TRY(buf_check(&buf));
    json_t *root = json_loadb(buf_str(&buf).ptr, buf_str(&buf).len, 0, NULL);
    if (!root) return ERR_BROKEN;
    walk(&lines, STR(""), root, -1);
    json_decref(root);
    w->paper = web_on(w, "paper");
    struct people_my_copy_view view = {.name = people_first_name(w->ctx, self), .paper = w->paper,
                                       .lines = lines.items, .lines_n = lines.n};
    people_page_my_copy(web_page(w, SAY("All of it"), "/me"), &view);
    return OK;
}
