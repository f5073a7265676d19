#include "domain/people/people_my_web.h"

#include "domain/people/people_my_view.h"
#include "domain/people/people_web_own.h"
#include "people_pages.h"

#include <jansson.h>

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

struct lines { struct arena *arena; struct people_my_line *items; size_t n; };

static struct str shown(struct arena *arena, const json_t *value)
{
    if (json_is_string(value)) return str_copy(arena, str_of(json_string_value(value), json_string_length(value)));
    if (json_is_integer(value)) return str_int(arena, json_integer_value(value));
    if (json_is_real(value)) return str_printf(arena, "%g", json_real_value(value));
    return json_is_true(value) ? STR("yes") : STR("no");
}

static void add(struct lines *lines, struct str what, struct str value, int depth, bool heading)
{
    *ARENA_PUSH(lines->arena, lines->items, lines->n) = (struct people_my_line){what, value, depth, heading};
}

/* The writer's depth is bounded (JSON_DEPTH), so this is. What was never said is left out. */
static void walk(struct lines *lines, struct str what, json_t *value, int depth)
{
    const char *key;
    json_t *item;
    size_t i;
    if (json_is_null(value) || depth > JSON_DEPTH) return;
    if (!json_is_object(value) && !json_is_array(value)) {
        struct str words = shown(lines->arena, value);
        if (words.len > 0) add(lines, what, words, depth, false);
        return;
    }
    size_t n = json_is_object(value) ? json_object_size(value) : json_array_size(value);
    if (n == 0) return;
    if (what.len > 0) add(lines, what, STR(""), depth, true);
    json_array_foreach(value, i, item)
        walk(lines, json_is_object(item) ? str_int(lines->arena, (int64_t)i + 1) : STR(""), item, depth + 1);
    json_object_foreach(value, key, item) {
        struct str name = str_copy(lines->arena, str_from(key));
        walk(lines, str_replace(lines->arena, name, STR("_"), STR(" ")), item, depth + 1);
    }
}

enum status people_web_my_copy(struct web *w)
{
    const struct person_id self = people_web_self(w);
    struct buf buf;
    struct json json;
    struct lines lines = {.arena = w->ctx->arena};
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
