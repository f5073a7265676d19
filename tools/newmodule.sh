#!/bin/sh
# Begin a module: newmodule.sh NAME. Makes src/domain/NAME with one small feature that works from
# the table to the page, puts NAME last in src/domain/ORDER and into src/app/modules.c.
set -eu
cd "$(dirname "$0")/.."
name=${1:-}
case $name in
'' | *[!a-z]*) echo "usage: tools/newmodule.sh NAME (small letters, a word from the reports)" >&2; exit 64 ;;
esac
folder=src/domain/$name
[ ! -e "$folder" ] || { echo "$folder is there already" >&2; exit 1; }
! grep -qxF "$name" src/platform/ORDER src/domain/ORDER || { echo "$name is a module already" >&2; exit 1; }
NAME=$(echo "$name" | tr a-z A-Z)
mkdir -p "$folder/migrations" "$folder/pages"
put() { sed -e "s/@NAME@/$NAME/g" -e "s/@name@/$name/g" > "$folder/$1"; }

put README.md <<'END'
# @name@

Why: which report asks for it, in its words.

- **Nouns**: a *line* is something worth keeping, in somebody's own words.
- **Rules**: a line has 1 to 200 characters.
- **Who may**: a connector adds and reads.
- **Facts**: `@name@.added`.
END

put "$name.h" <<'END'
/* Lines worth keeping, in somebody's own words. */
#ifndef DOMAIN_@NAME@_@NAME@_H
#define DOMAIN_@NAME@_@NAME@_H

#include "platform/ctx/ctx.h"
#include "platform/module/module.h"

#define @NAME@_LINE_MAX 200
#define @NAME@_LIST_MAX 100

struct @name@_line_id { int64_t v; };
struct @name@_line { struct @name@_line_id id; struct str words; struct instant added; };

/* Keep a line. Records "@name@.added". Fails: ERR_INVALID (no words, or more than 200 characters). */
enum status @name@_add(struct ctx *ctx, struct str words, struct @name@_line_id *ret_id) MUST_USE;
/* The lines, newest first, at most 100; they live in ctx->arena. */
enum status @name@_list(struct ctx *ctx, struct @name@_line **ret_lines, size_t *ret_count) MUST_USE;

extern const struct module @name@_module;

#endif
END

put "$name.c" <<'END'
/* The rules of lines. */
#include "domain/@name@/@name@.h"

#include "@name@_sql.h"
#include "base/utf8.h"
#include "platform/journal/journal.h"

enum status @name@_add(struct ctx *ctx, struct str words, struct @name@_line_id *ret_id) {
    words = str_trim(words);
    if (words.len == 0)
        return ctx_fault(ctx, ERR_INVALID, STR("words"), SAY("Write a line. For example: The garden gate is open."));
    if (utf8_count(words) > @NAME@_LINE_MAX)
        return ctx_fault(ctx, ERR_INVALID, STR("words"), SAY("Write at most 200 letters."));
    struct @name@_line_id id = {ctx_id(ctx)};
    TRY(@name@_sql_add(ctx->db, id, words, ctx->now));
    TRY(journal_record(ctx, "@name@.added", id.v, 0, STR_NONE));
    *ret_id = id;
    return OK;
}

enum status @name@_list(struct ctx *ctx, struct @name@_line **ret_lines, size_t *ret_count) {
    struct @name@_sql_list *rows;
    size_t count;
    TRY(@name@_sql_list(ctx->db, ctx->arena, @NAME@_LIST_MAX, &rows, &count));
    struct @name@_line *lines = ARENA_ARRAY(ctx->arena, struct @name@_line, count);
    for (size_t i = 0; i < count; i++)
        lines[i] = (struct @name@_line){rows[i].id, rows[i].words, rows[i].added_at};
    *ret_lines = lines;
    *ret_count = count;
    return OK;
}
END

put "$name.sql" <<'END'
-- @name@_sql_add(id: @name@_line_id, words: text, added_at: instant) run
INSERT INTO @name@_line (id, words, added_at) VALUES (:id, :words, :added_at);

-- @name@_sql_list(limit: int) many
SELECT id, words, added_at FROM @name@_line ORDER BY id DESC LIMIT :limit;
END

put "migrations/001-$name.sql" <<'END'
CREATE TABLE @name@_line (
    id INTEGER PRIMARY KEY,    -- [public] @name@_line_id. The line.
    words TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 200), -- [public] text. As somebody said it.
    added_at INTEGER NOT NULL  -- [derived] instant. When it was kept.
) STRICT;
END

put "${name}_view.h" <<'END'
/* What the pages of @name@ show. */
#ifndef DOMAIN_@NAME@_@NAME@_VIEW_H
#define DOMAIN_@NAME@_@NAME@_VIEW_H

#include "platform/html/parts.h"

struct @name@_row { struct str words; struct instant added; };
struct @name@_list_view {
    const struct @name@_row *rows; size_t rows_n;
    struct str words; /* as typed, when it was refused */
};

#endif
END

put "pages/$name.html" <<'END'
{include "domain/@name@/@name@_view.h"}

{page list (const struct @name@_list_view *v) staff}
<h1>{t "Lines worth keeping"}</h1>
{use wrong unused=0}
<form method="post" action="/@name@">
{use keys unused=0}
{use field name="words" label=t"A line" value=v->words required=true max=200}
{use button label=t"Keep"}
</form>
{if v->rows_n > 0}<ul class="plain">
{each r in v->rows}<li>{r->words} <span class="small">{r->added}</span></li>
{/each}</ul>
{else}<p>{t "Nothing is kept yet."}</p>{/if}
{/page}
END

put "${name}_web.c" <<'END'
/* The page of lines: parse, call, show. */
#include "domain/@name@/@name@_web.h"

#include "@name@_pages.h"
#include "domain/@name@/@name@.h"

static enum status show(struct web *w) {
    struct @name@_line *lines;
    size_t count;
    TRY(@name@_list(w->ctx, &lines, &count));
    struct @name@_row *rows = ARENA_ARRAY(w->ctx->arena, struct @name@_row, count);
    for (size_t i = 0; i < count; i++) rows[i] = (struct @name@_row){lines[i].words, lines[i].added};
    struct @name@_list_view view = {.rows = rows, .rows_n = count, .words = web_kept(w, "words", STR_NONE)};
    @name@_page_list(web_page(w, SAY("Lines worth keeping"), NULL), &view);
    return OK;
}

static enum status apply(struct web *w) {
    struct @name@_line_id id;
    TRY(@name@_add(w->ctx, web_text(w, "words"), &id));
    return web_redirect_saying(w, STR("/@name@"), SAY("Kept."));
}

const struct web_route @name@_web_routes[] = {
    {.method = "GET", .path = "/@name@", .permission = "@name@.see", .show = show},
    {.method = "POST", .path = "/@name@", .permission = "@name@.add", .apply = apply, .again = show, .per_hour = 60},
    {0},
};
END

put "${name}_web.h" <<'END'
/* The routes, for the table. */
#ifndef DOMAIN_@NAME@_@NAME@_WEB_H
#define DOMAIN_@NAME@_@NAME@_WEB_H

#include "platform/web/web.h"

extern const struct web_route @name@_web_routes[];

#endif
END

put "${name}_module.c" <<'END'
/* What @name@ brings to the house. */
#include "domain/@name@/@name@.h"
#include "domain/@name@/@name@_web.h"

#include "@name@_sql.h"

static const struct auth_permission @name@_permissions[] = {
    {"@name@.see", T_("See the lines worth keeping"), STANDING_CONNECTOR | STANDING_ADMIN},
    {"@name@.add", T_("Keep a line"), STANDING_CONNECTOR | STANDING_ADMIN},
    {0},
};
static const char *const @name@_facts[] = {"@name@.added", NULL};

const struct module @name@_module = {
    .name = "@name@",
    .migrations = @name@_migrations,
    .statements = @name@_statements,
    .permissions = @name@_permissions,
    .routes = @name@_web_routes,
    .facts = @name@_facts,
};
END

put "${name}_test.c" <<'END'
#include "domain/@name@/@name@.h"

#include "platform/module/platform.h"
#include "testing/testing.h"

static void a_line_is_kept(struct testing *t) {
    struct @name@_line_id id;
    struct @name@_line *lines;
    size_t count;
    assert_ok(@name@_add(&t->ctx, STR("  The gate is open.  "), &id));
    assert_ok(@name@_list(&t->ctx, &lines, &count));
    assert_int_equal(count, 1);
    assert_str(lines[0].words, "The gate is open.");
}

static void an_empty_line_is_refused(struct testing *t) {
    struct @name@_line_id id = {7};
    assert_int_equal(@name@_add(&t->ctx, STR("   "), &id), ERR_INVALID);
    assert_int_equal(id.v, 7);
}

int main(void) {
    static const struct testing_case cases[] = {
        {"a line is kept", a_line_is_kept},
        {"an empty line is refused", an_empty_line_is_refused},
    };
    static const struct module *const modules[] = {&journal_module, &@name@_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, 2});
}
END

echo "$name" >> src/domain/ORDER
table=src/app/modules.c
sed -i -e "s/^    &app_module,/    \&${name}_module,\n&/" \
    -e "s/^extern const struct module places_module;/&\nextern const struct module ${name}_module;/" "$table"
grep -q "    &${name}_module," "$table" || { echo "add &${name}_module to $table by hand" >&2; exit 1; }
echo "Made $folder, and its line in $table. Next: ninja -C build, then ./check --quick."
