/* Every sample file and folder beside the tree, twice and dry, on both databases; the counts are
   the table of docs/import-formats.md. KITH_SAMPLES (a folder of folders) or KITH_SHARED say
   where; KITH_WRITE=1 writes the table instead of comparing it. */
#include "domain/assets/import_store.h"
#include "platform/journal/journal.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

extern const struct module assets_module;

static const char document[] = "docs/import-formats.md";
static const char begins[] = "<!-- counts -->\n", ends[] = "<!-- end of counts -->\n";

static bool is_folder(struct testing *t, struct str path) {
    struct stat about;
    return stat(str_c(&t->arena, path), &about) == 0 && S_ISDIR(about.st_mode);
}

static struct str samples_root(struct testing *t) {
    const char *said = getenv("KITH_SAMPLES"), *shared = getenv("KITH_SHARED");
    struct str tries[] = {str_from(said),
                          shared ? str_printf(&t->arena, "%s/data/assets", shared) : STR_NONE,
                          STR("../shared/data/assets"), STR("../../shared/data/assets"),
                          STR("../../../shared/data/assets")};
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        if (tries[i].len > 0 && is_folder(t, tries[i])) return tries[i];
    return STR_NONE;
}

/* What a folder holds, in order of name. */
static struct str *names_of(struct testing *t, struct str path, size_t *ret_n) {
    DIR *dir = opendir(str_c(&t->arena, path));
    struct str *names = NULL;
    size_t n = 0;
    assert_non_null(dir);
    for (const struct dirent *e; (e = readdir(dir)) != NULL;) {
        if (e->d_name[0] == '.') continue;
        struct str name = str_copy(&t->arena, str_from(e->d_name));
        *ARENA_PUSH(&t->arena, names, n) = name;
        size_t at = n - 1;
        for (; at > 0 && str_cmp(names[at - 1], name) > 0; at--) names[at] = names[at - 1];
        names[at] = name;
    }
    (void)closedir(dir);
    *ret_n = n;
    return names;
}

/* ---- one of them ---- */

static enum status import(struct testing *t, struct str path, struct str name, bool dry,
                          struct import_report *ret_report) {
    struct import_file *file;
    struct import_options o = {.today = ctx_today(&t->ctx), .words = vocabulary_of(&t->ctx)};
    struct import_wish wish = {.place = STR("Weirside"), .source = name, .dry = dry};
    faults_init(&t->ctx.faults, &t->arena);
    TRY(assets_import_open_path(&t->arena, &t->ctx.faults, path, &o, &file));
    assert_ok(db_commit(t->ctx.db));
    t->ctx.now.ms += 1000;
    assert_ok(assets_import(&t->ctx, &t->arena, file, &wish, NULL, NULL, ret_report));
    assets_import_close(file);
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    assert_int_equal(ret_report->read, ret_report->added + ret_report->changed +
                                           ret_report->unchanged +
                                           (int64_t)ret_report->refused_n);
    return OK;
}

static void row_put(struct buf *out, struct str name, const struct import_report *one) {
    buf_printf(out, "| %.*s | %.*s | %lld | %lld | %lld | %zu |\n", STR_ARG(name),
               STR_ARG(one->format), (long long)one->read, (long long)one->added,
               (long long)one->unchanged, one->refused_n);
}

static void sample(struct testing *t, struct str path, struct str name, struct buf *out) {
    struct import_report dry, one, two;
    if (import(t, path, name, true, &dry) != OK) {
        const struct fault *why = t->ctx.faults.first;
        assert_non_null(why);
        assert_true(str_find(text_say(&t->arena, t->ctx.locale, &why->said), STR("{"), 0) ==
                    SIZE_MAX);
        buf_printf(out, "| %.*s | not a list of assets | | | | |\n", STR_ARG(name));
        return;
    }
    assert_ok(import(t, path, name, false, &one));
    assert_ok(import(t, path, name, false, &two));
    assert_true(one.read == dry.read && one.added == dry.added &&
                one.unchanged == dry.unchanged && one.refused_n == dry.refused_n &&
                one.duplicates == dry.duplicates);
    assert_int_equal(one.changed, 0);
    assert_int_equal(two.read, one.read);
    assert_int_equal(two.added + two.changed + two.duplicates + two.not_seen, 0);
    assert_int_equal(two.unchanged, one.added + one.unchanged);
    assert_int_equal(two.refused_n, one.refused_n);
    row_put(out, name, &one);
}

/* ---- the table in the documents ---- */

static struct str text_of(struct testing *t, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) return STR_NONE;
    char *room = arena_alloc(&t->arena, 1 << 18);
    size_t n = fread(room, 1, 1 << 18, file);
    (void)fclose(file);
    return str_of(room, n);
}

static void table_check(struct testing *t, struct str table) {
    const char *said = getenv("KITH_ROOT");
    struct str paths[] = {said ? str_printf(&t->arena, "%s/%s", said, document) : STR_NONE,
                          str_printf(&t->arena, "../%s", document), str_from(document)};
    struct str path = STR_NONE, text = STR_NONE;
    for (size_t i = 0; i < 3 && text.len == 0; i++)
        if (paths[i].len > 0) text = text_of(t, (path = paths[i]).ptr);
    size_t from = str_find(text, str_from(begins), 0), to = str_find(text, str_from(ends), 0);
    if (from == SIZE_MAX || to == SIZE_MAX) {
        print_message("skipped: %s is not beside the build (KITH_ROOT)\n", document);
        return;
    }
    from += sizeof begins - 1;
    if (!getenv("KITH_WRITE")) {
        if (!str_eq(str_slice(text, from, to), table))
            print_error("%s differs (KITH_WRITE=1 writes it):\n%.*s", document, STR_ARG(table));
        assert_true(str_eq(str_slice(text, from, to), table));
        return;
    }
    struct str head = str_slice(text, 0, from), tail = str_slice(text, to, text.len);
    FILE *file = fopen(path.ptr, "wb");
    assert_non_null(file);
    (void)fprintf(file, "%.*s%.*s%.*s", STR_ARG(head), STR_ARG(table), STR_ARG(tail));
    (void)fclose(file);
}

static void every_sample_twice(struct testing *t) {
    struct str root = samples_root(t);
    struct buf table;
    size_t folders_n, n;
    if (root.len == 0) {
        print_message("skipped: the sample files are not beside the tree (KITH_SAMPLES)\n");
        return;
    }
    buf_init(&table, &t->arena, 100000);
    buf_puts(&table, "| file or folder | read as | rows | new | again in it | refused |\n"
                     "|---|---|---|---|---|---|\n");
    struct str *folders = names_of(t, root, &folders_n);
    for (size_t i = 0; i < folders_n; i++) {
        struct str folder =
            str_printf(&t->arena, "%.*s/%.*s", STR_ARG(root), STR_ARG(folders[i]));
        if (!is_folder(t, folder)) continue;
        struct str *names = names_of(t, folder, &n);
        sample(t, folder, folders[i], &table);
        for (size_t k = 0; k < n; k++) {
            struct str name =
                str_printf(&t->arena, "%.*s/%.*s", STR_ARG(folders[i]), STR_ARG(names[k]));
            if (str_find(names[k], STR("LICENCE"), 0) != SIZE_MAX) continue;
            sample(t, str_printf(&t->arena, "%.*s/%.*s", STR_ARG(root), STR_ARG(name)), name,
                   &table);
        }
    }
    table_check(t, buf_str(&table));
}

int main(void) {
    static const struct module *const modules[] = {
        &journal_module, &mail_module,       &auth_module,   &jobs_module,  &module_module,
        &places_module,  &vocabulary_module, &people_module, &assets_module};
    static const struct testing_case cases[] = {{"every sample twice", every_sample_twice}};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
