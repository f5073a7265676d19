/* The report of an import as the contract's document. */
#include "base/json.h"
#include "domain/assets/import_store.h"

/* {"lat":"LATITUDE","address":["ADDRESS1","CITY"]}: what each field is read from. */
void assets_import_report_columns(struct json *json, const struct import_report *r) {
    json_begin_object(json);
    for (int field = 0; field < IMPORT_FIELDS; field++) {
        size_t n = 0, first = 0, best = 0;
        for (size_t i = 0; i < r->columns_n; i++) {
            if ((int)r->columns[i].field != field) continue;
            if (n++ == 0 || (r->columns[i].said && !r->columns[best].said) ||
                r->columns[i].rank < r->columns[best].rank)
                best = i;
            if (n == 1) first = i;
        }
        if (n == 0) continue;
        json_key(json, assets_import_field_name((enum import_field)field));
        if (n == 1 || !assets_import_field_joins((enum import_field)field)) {
            json_str(json, r->columns[n == 1 ? first : best].header);
            continue;
        }
        json_begin_array(json);
        for (size_t i = first; i < r->columns_n; i++)
            if ((int)r->columns[i].field == field) json_str(json, r->columns[i].header);
        json_end(json);
    }
    json_end(json);
}

static void lines_put(struct json *json, const char *key, const struct import_line *lines,
                      size_t n) {
    json_key(json, key);
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        if (lines[i].file.len > 0) json_put_str(json, "file", lines[i].file);
        json_put_int(json, "line", lines[i].line);
        json_put_str(json, "reason", lines[i].reason);
        if (lines[i].field.len > 0) json_put_str(json, "field", lines[i].field);
        json_end(json);
    }
    json_end(json);
}

void assets_import_report_json(struct json *json, const struct import_report *r,
                               size_t lines_max) {
    json_begin_object(json);
    json_put_str(json, "format", r->format);
    json_put_int(json, "read", r->read);
    json_put_int(json, "added", r->added);
    json_put_int(json, "changed", r->changed);
    json_put_int(json, "unchanged", r->unchanged);
    json_put_int(json, "duplicates", r->duplicates);
    lines_put(json, "refused", r->refused, r->refused_n < lines_max ? r->refused_n : lines_max);
    json_key(json, "columns");
    assets_import_report_columns(json, r);
    json_put_str(json, "source", r->source);
    json_put_str(json, "encoding", r->encoding);
    json_put_int(json, "refused_count", (int64_t)r->refused_n);
    json_put_int(json, "not_seen", r->not_seen);
    json_put_int(json, "elsewhere", r->elsewhere);
    lines_put(json, "noted", r->noted, r->noted_n < lines_max ? r->noted_n : lines_max);
    json_put_int(json, "noted_count", (int64_t)r->noted_all);
    json_end(json);
}

void assets_import_report_failed(struct ctx *ctx, struct import_report *ret_report) {
    const struct fault *f = ctx->faults.first;
    struct import_report r = {.format = STR("unknown"), .read = 1};
    struct import_line *line = ARENA_NEW(ctx->arena, struct import_line);
    struct str words =
        f ? text_say(ctx->arena, ctx->locale, &f->said) : STR("The file cannot be read.");
    if (f && f->field.len > 0)
        words = str_printf(ctx->arena, "%.*s: %.*s", STR_ARG(f->field), STR_ARG(words));
    *line =
        (struct import_line){f && f->line > 0 ? f->line : 1, f ? f->field : STR_NONE, words,
                             STR_NONE};
    r.refused = line;
    r.refused_n = 1;
    *ret_report = r;
}
