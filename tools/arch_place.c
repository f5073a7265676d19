/* Where a file belongs in the house, and who may know whom (ARCHITECTURE.md, "One way"). */
#include "arch.h"

#include <string.h>

static void read_order(struct arch *arch, const char *path) {
    struct str rest = arch_read(arch, path), line;
    if (!rest.ptr) arch_wrong(arch, "%s cannot be read", path);
    while (str_next(&rest, '\n', &line) && arch->modules_n < ARCH_MODULES_MAX) {
        line = str_trim(line);
        if (line.len > 0) arch->modules[arch->modules_n++] = line;
    }
}

bool arch_orders(struct arch *arch) {
    read_order(arch, "src/platform/ORDER");
    arch->platform_n = arch->modules_n;
    read_order(arch, "src/domain/ORDER");
    return arch->wrong == 0;
}

static int order_of(const struct arch *arch, struct str module) {
    for (size_t i = 0; i < arch->modules_n; i++)
        if (str_eq(arch->modules[i], module)) return (int)i + 1;
    return -1;
}

static enum arch_role role_named(struct str word) {
    static const struct { const char *word; enum arch_role role; } roles[] = {
        {"sql", ROLE_SQL}, {"pages", ROLE_PAGES}, {"web", ROLE_WEB}, {"cli", ROLE_CLI},
        {"seed", ROLE_SEED}, {"export", ROLE_EXPORT}, {"module", ROLE_MODULE},
    };
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (str_is(word, roles[i].word)) return roles[i].role;
    return ROLE_CORE;
}

/* people_web_me.c and people_me_web.c both show pages: the role is the first word after the
   module's name, else the last. A module's own file (web.c in web) is its core. */
static enum arch_role role_of(struct str name, struct str module) {
    struct str stem = str_slice(name, 0, name.len - 2), word = STR_NONE, first = STR_NONE;
    if (str_ends(stem, STR("_test"))) return ROLE_TEST;
    if (str_eq(stem, module)) return ROLE_CORE;
    bool own = str_starts(stem, module) && stem.len > module.len && stem.ptr[module.len] == '_';
    struct str rest = own ? str_slice(stem, module.len + 1, stem.len) : stem;
    while (str_next(&rest, '_', &word))
        if (!first.ptr) first = word;
    if (own && role_named(first) != ROLE_CORE) return role_named(first);
    return own || !str_eq(word, stem) ? role_named(word) : ROLE_CORE;
}

static void place_module(const struct arch *arch, struct arch_file *file, struct str module) {
    file->module = module;
    file->order = order_of(arch, module);
    if (file->order < 0) file->layer = LAYER_NONE;
    else file->layer = file->order <= (int)arch->platform_n ? LAYER_PLATFORM : LAYER_DOMAIN;
}

struct arch_file arch_placed(const struct arch *arch, struct str path) {
    struct arch_file file = {.path = path, .layer = LAYER_NONE, .order = -1, .role = ROLE_CORE};
    struct str rest = path, part, layer = STR_NONE, module = STR_NONE;
    if (!str_next(&rest, '/', &part) || !str_is(part, "src") || !str_next(&rest, '/', &layer)) return file;
    struct str name = rest;
    if (str_is(layer, "platform") || str_is(layer, "domain")) {
        if (!str_next(&rest, '/', &module)) return file;
        place_module(arch, &file, module);
        if (file.layer != (str_is(layer, "domain") ? LAYER_DOMAIN : LAYER_PLATFORM)) file.layer = LAYER_NONE;
        file.role = role_of(rest, module);
        return file;
    }
    file.module = layer;
    if (str_is(layer, "base")) file.layer = LAYER_BASE, file.order = 0;
    if (str_is(layer, "worker")) file.layer = LAYER_WORKER, file.order = ARCH_MODULES_MAX + 1;
    if (str_is(layer, "app")) file.layer = LAYER_APP, file.order = ARCH_MODULES_MAX + 2;
    if (str_ends(name, STR("_test.c"))) file.role = ROLE_TEST;
    return file;
}

static struct arch_file *keep(struct arch *arch, struct arch_file file) {
    if (arch->files_n == ARCH_FILES_MAX) return NULL;
    arch->files[arch->files_n] = file;
    return &arch->files[arch->files_n++];
}

struct arch_file *arch_add(struct arch *arch, struct str path) {
    return keep(arch, arch_placed(arch, path));
}

struct arch_file *arch_add_generated(struct arch *arch, struct str module, struct str name) {
    struct arch_file file = {.path = name, .generated = true, .role = ROLE_DATA}; /* embedded files */
    if (str_ends(name, STR("_sql.c"))) file.role = ROLE_SQL;
    if (str_ends(name, STR("_pages.c"))) file.role = ROLE_PAGES;
    place_module(arch, &file, module);
    return file.layer == LAYER_NONE ? NULL : keep(arch, file);
}

static int rank_of(enum arch_role role) {
    switch (role) {
    case ROLE_DATA: case ROLE_SQL: return 0;
    case ROLE_CORE: return 1;
    case ROLE_PAGES: return 2;
    case ROLE_WEB: case ROLE_CLI: case ROLE_SEED: case ROLE_EXPORT: return 3;
    default: return 4;
    }
}

static const char *refusal_inside(const struct arch_file *from, const struct arch_file *to) {
    if (from->role == to->role || rank_of(to->role) < rank_of(from->role)) return NULL;
    if (from->layer == LAYER_PLATFORM && to->role == ROLE_PAGES) return NULL; /* its frame, its parts */
    return rank_of(to->role) == rank_of(from->role) ? "sideways in its module" : "upward in its module";
}

/* What lies below is known by its promise; what else of another module may be known, and by whom. */
static bool may_look_inside(const struct arch_file *from, const struct arch_file *to) {
    if (to->role == ROLE_CORE || to->role == ROLE_PAGES) return true;
    /* what the example says of people, later examples name: docs/decisions/0007 */
    if (to->role == ROLE_SEED) return from->role == ROLE_SEED;
    if (to->role == ROLE_MODULE) return from->layer == LAYER_APP;
    /* the tables of db, auth, journal... live in platform/module, which they cannot know */
    return to->role == ROLE_SQL && from->layer == LAYER_PLATFORM && from->role == ROLE_MODULE;
}

const char *arch_refusal(const struct arch_file *from, const struct arch_file *to) {
    if (from->layer == LAYER_NONE || to->layer == LAYER_NONE) return "not in ORDER";
    if (from->order == to->order) return refusal_inside(from, to);
    if (from->layer == LAYER_WORKER && to->layer != LAYER_BASE) return "kith-worker knows only base";
    if (to->layer == LAYER_WORKER) return "kith-worker is a program apart";
    if (to->order > from->order) return "upward";
    return may_look_inside(from, to) ? NULL : "into the inside of another module";
}

static bool has_stem(const char *symbol, struct str stem) {
    struct str s = str_from(symbol);
    return str_starts(s, stem) && (s.len == stem.len || s.ptr[stem.len] == '_');
}

/* base and platform hold several nouns a folder: `struct instant` in clock.h gives instant_*.
   base has no prefix of its own: what its headers declare is its promise. */
static bool is_noun_of(struct arch *arch, const struct arch_file *file, const char *symbol) {
    struct str s = str_from(symbol), folder = file->path;
    while (folder.len > 0 && folder.ptr[folder.len - 1] != '/') folder.len--;
    for (size_t i = 0; i < arch->files_n; i++) {
        struct str path = arch->files[i].path;
        if (!str_starts(path, folder) || !str_ends(path, STR(".h"))) continue;
        struct str noun = str_slice(path, folder.len, path.len - 2);
        if (has_stem(symbol, noun)) return true;
        struct str text = arch_read(arch, str_c(arch->arena, path));
        struct str call = str_printf(arch->arena, "%s(", symbol);
        if (file->layer == LAYER_BASE && str_find(text, call, 0) != SIZE_MAX) return true;
        size_t cut = str_find(s, STR("_"), 0);
        struct str head = str_slice(s, 0, cut == SIZE_MAX ? s.len : cut);
        if (str_find(text, str_printf(arch->arena, "struct %.*s {", STR_ARG(head)), 0) != SIZE_MAX) return true;
    }
    return false;
}

bool arch_named_well(struct arch *arch, const struct arch_file *file, const char *symbol) {
    if (has_stem(symbol, file->module)) return true;
    if (file->role == ROLE_DATA) return str_ends(str_from(symbol), STR("_files"));
    if (file->layer == LAYER_DOMAIN || file->generated) return false;
    struct str stem = file->path;
    for (size_t i = 0; i < file->path.len; i++)
        if (file->path.ptr[i] == '/') stem = str_slice(file->path, i + 1, file->path.len - 2);
    if (has_stem(symbol, stem)) return true;
    if (strcmp(symbol, "main") == 0) return file->layer == LAYER_APP || file->layer == LAYER_WORKER;
    return is_noun_of(arch, file, symbol);
}
