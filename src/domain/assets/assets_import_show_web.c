/* One file on its way: the preview, how far it is, the report. */
#include "assets_pages.h"
#include "base/utf8.h"
#include "domain/assets/assets_facts.h"
#include "domain/assets/assets_import_own.h"

#include <jansson.h>

#define SAMPLE 20
#define REASONS 100
#define COLUMNS_OFFERED 100

/* ---- the preview ---- */

static struct said field_say(enum import_field field) {
    static const struct {
        enum import_field field;
        const char *label;
    } labels[] = {{IF_NAME, T_("Name")},
                  {IF_DESCRIPTION, T_("What happens there")},
                  {IF_KIND, T_("What sort of thing")},
                  {IF_DAYS_TIMES, T_("When")},
                  {IF_COST, T_("Cost")},
                  {IF_STEP_FREE, T_("No steps")},
                  {IF_LANGUAGES, T_("Languages spoken")},
                  {IF_AGES, T_("Ages")},
                  {IF_OUTCODE, T_("First half of the postcode")},
                  {IF_POSTCODE, T_("Postcode")},
                  {IF_ADDRESS, T_("Street")},
                  {IF_CITY, T_("Town")},
                  {IF_LAT, T_("Latitude")},
                  {IF_LON, T_("Longitude")},
                  {IF_HOST_MEETS, T_("Someone meets newcomers at the door")},
                  {IF_PHONE, T_("Telephone")},
                  {IF_EMAIL, T_("Email")},
                  {IF_URL, T_("Web page")},
                  {IF_LAST_CHECKED, T_("Last checked")},
                  {IF_ORGANIZATION, T_("Who runs it")},
                  {IF_LICENCE, T_("Licence")},
                  {IF_LOCATION, T_("Building or ground")},
                  {IF_ID, T_("Its number or id there")}};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (labels[i].field == field) return (struct said){.id = labels[i].label};
    return (struct said){0};
}

/* The column a field is read from first. */
static struct str column_of(const struct import_report *r, enum import_field field) {
    const struct import_column *best = NULL;
    for (size_t i = 0; i < r->columns_n; i++) {
        const struct import_column *c = &r->columns[i];
        if (c->field == field && (!best || (c->said && !best->said) || c->rank < best->rank))
            best = c;
    }
    return best ? best->header : STR("");
}

static void fields_fill(struct web *w, const struct import_report *r,
                        struct assets_import_view *view) {
    struct arena *arena = w->ctx->arena;
    struct assets_field_view *fields =
        ARENA_ARRAY(arena, struct assets_field_view, IMPORT_FIELDS);
    size_t offered = r->columns_n < COLUMNS_OFFERED ? r->columns_n : COLUMNS_OFFERED;
    for (int i = 0; i < IMPORT_FIELDS && r->columns_n > 0; i++) {
        struct said label = field_say((enum import_field)i);
        if (!label.id) continue;
        struct assets_field_view *f = &fields[view->fields_n++];
        const char *name = assets_import_field_name((enum import_field)i);
        struct html_choice *choices = ARENA_ARRAY(arena, struct html_choice, offered + 1);
        *f = (struct assets_field_view){str_printf(arena, "map_%s", name),
                                        str_printf(arena, "was_%s", name),
                                        str_copy(arena, column_of(r, (enum import_field)i)),
                                        assets_say(w, label),
                                        choices,
                                        offered + 1};
        choices[0] =
            (struct html_choice){STR(""), assets_say(w, SAY("No column")), f->was.len == 0};
        for (size_t k = 0; k < offered; k++) {
            struct str header = str_copy(arena, r->columns[k].header);
            choices[k + 1] = (struct html_choice){header, header, str_eq(header, f->was)};
        }
    }
    view->fields = fields;
}

static struct str where_of(struct arena *arena, const struct asset *a) {
    struct str parts[4], words;
    size_t n = 0;
    if (a->address.len > 0) parts[n++] = a->address;
    if (a->city.len > 0) parts[n++] = a->city;
    if (a->postcode.len > 0) parts[n++] = a->postcode;
    words = str_join(arena, parts, n, STR(", "));
    if (words.len > 0 || !a->located) return str_copy(arena, words);
    return str_printf(arena, "%.4f, %.4f", a->lat, a->lon);
}

static void sample_fill(struct web *w, const struct asset *sample, size_t n,
                        struct assets_import_view *view) {
    struct arena *arena = w->ctx->arena;
    struct assets_sample_view *rows = ARENA_ARRAY(arena, struct assets_sample_view, n);
    for (size_t i = 0; i < n; i++) {
        const struct asset *a = &sample[i];
        struct str when = a->schedules_n > 0
                              ? assets_schedule_say(arena, w->ctx->locale, &a->schedules[0])
                              : STR("");
        rows[i] = (struct assets_sample_view){
            str_copy(arena, a->name), assets_say(w, assets_kind_say(a->kind)),
            str_copy(arena, utf8_cut(when, 200)), where_of(arena, a),
            str_copy(arena, a->phone.len ? a->phone : a->url)};
    }
    view->sample = rows;
    view->sample_n = n;
}

static const struct assets_reason_view *lines_fill(struct arena *arena,
                                                   const struct import_line *lines, size_t n) {
    struct assets_reason_view *rows = ARENA_ARRAY(arena, struct assets_reason_view, n);
    for (size_t i = 0; i < n; i++)
        rows[i] = (struct assets_reason_view){str_int(arena, lines[i].line),
                                              str_copy(arena, lines[i].reason)};
    return rows;
}

static void counts_fill(struct arena *arena, const struct import_report *r,
                        struct assets_import_view *view) {
    view->rows = view->looked = (long)r->read;
    view->added = (long)r->added;
    view->changed = (long)r->changed;
    view->unchanged = (long)r->unchanged;
    view->duplicates = (long)r->duplicates;
    view->elsewhere = (long)r->elsewhere;
    view->refused = (long)r->refused_n;
    view->noted = (long)r->noted_all;
    view->reasons_n = r->refused_n < REASONS ? r->refused_n : REASONS;
    view->refused_shown = (long)view->reasons_n;
    view->notes_n = r->noted_n < REASONS ? r->noted_n : REASONS;
    view->reasons = lines_fill(arena, r->refused, view->reasons_n);
    view->notes = lines_fill(arena, r->noted, view->notes_n);
}

static enum status look(struct web *w, struct arena *arena,
                        const struct assets_sql_upload_find *upload,
                        struct assets_import_view *view) {
    struct assets_sql_upload_bytes row;
    struct import_file *file;
    struct import_options o = {.today = ctx_today(w->ctx), .look = true};
    struct import_report report;
    struct place place;
    struct asset *sample;
    size_t n;
    TRY(places_find(w->ctx, upload->place_id, &place));
    TRY(assets_sql_upload_bytes(w->ctx->db, arena, upload->id, &row));
    assets_import_maps_parse(arena, upload->maps, &o);
    struct faults faults;
    faults_init(&faults, w->ctx->arena);
    if (assets_import_open(arena, &faults, row.bytes, &o, &file) != OK) {
        view->wrong = faults.first ? assets_say(w, faults.first->said) : STR("?");
        return OK;
    }
    enum status status = assets_import_look(w->ctx, arena, file, &place, upload->source,
                                            ASSETS_IMPORT_LOOKED, &sample, SAMPLE, &n, &report);
    if (status == OK) {
        sample_fill(w, sample, n, view);
        counts_fill(w->ctx->arena, &report, view);
        fields_fill(w, &report, view);
        view->format = str_copy(w->ctx->arena, report.format);
        if (report.columns_n > 0 && !assets_import_has(file, IF_NAME))
            view->wrong = assets_say(
                w, SAY("No column holds the name yet. Choose it below, then look again."));
        view->more = report.read >= ASSETS_IMPORT_LOOKED;
    }
    assets_import_close(file);
    return status;
}

static enum status preview_fill(struct web *w, const struct assets_sql_upload_find *upload,
                                struct assets_import_view *view) {
    struct arena arena;
    arena_init(&arena, ASSETS_IMPORT_ARENA);
    view->preview = true;
    enum status status = look(w, &arena, upload, view);
    arena_release(&arena);
    return status;
}

/* ---- the report ---- */

static long number(const json_t *doc, const char *key) {
    return (long)json_integer_value(json_object_get(doc, key));
}

static const struct assets_reason_view *stored_lines(struct arena *arena, const json_t *list,
                                                     size_t *ret_n) {
    size_t n = json_array_size(list) < REASONS ? json_array_size(list) : REASONS;
    struct assets_reason_view *rows = ARENA_ARRAY(arena, struct assets_reason_view, n);
    for (size_t i = 0; i < n; i++) {
        const json_t *item = json_array_get(list, i);
        rows[i].line = str_int(arena, number(item, "line"));
        rows[i].reason =
            str_copy(arena, str_from(json_string_value(json_object_get(item, "reason"))));
    }
    *ret_n = n;
    return rows;
}

static enum status report_fill(struct web *w, struct import_id id,
                               struct assets_import_view *view) {
    struct assets_sql_run_find run;
    enum status status = assets_sql_run_find(w->ctx->db, w->ctx->arena, id, &run);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    json_t *doc = json_loadb(run.report.ptr ? run.report.ptr : "", run.report.len,
                             JSON_REJECT_DUPLICATES, NULL);
    view->rows = number(doc, "read");
    view->added = number(doc, "added");
    view->changed = number(doc, "changed");
    view->unchanged = number(doc, "unchanged");
    view->duplicates = number(doc, "duplicates");
    view->refused = number(doc, "refused_count");
    view->elsewhere = number(doc, "elsewhere");
    view->not_seen = number(doc, "not_seen");
    view->noted = number(doc, "noted_count");
    view->reasons =
        stored_lines(w->ctx->arena, json_object_get(doc, "refused"), &view->reasons_n);
    view->notes = stored_lines(w->ctx->arena, json_object_get(doc, "noted"), &view->notes_n);
    view->refused_shown = (long)view->reasons_n;
    json_decref(doc);
    return OK;
}

enum status assets_import_web_show(struct web *w) {
    struct assets_sql_upload_find upload;
    TRY(assets_import_upload_own(w->ctx, (struct import_id){web_id(w, 0)}, &upload));
    struct assets_import_view view = {
        .name = upload.name,
        .source = web_kept(w, "source", upload.source),
        .action = web_path(w, "/map/import/%lld", (long long)upload.id.v)};
    if (str_is(upload.state, "done")) {
        view.done = true;
        if (module_may(w->ctx, web_modules(w), "assets.merge"))
            view.same_href = STR("/map/same");
        TRY(report_fill(w, upload.id, &view));
    } else if (str_is(upload.state, "shown") || str_is(upload.state, "failed")) {
        TRY(preview_fill(w, &upload, &view));
        if (str_is(upload.state, "failed") && view.wrong.len == 0)
            view.wrong = assets_say(
                w, SAY("It could not be brought in. Look at the columns, then try again."));
    } else {
        view.waiting = true;
        view.rows = (long)upload.done;
    }
    assets_page_import_show(
        web_page(w, SAY1("Bring in: {name}", "name", upload.name), "/assets"), &view);
    return OK;
}
