/* What archcheck knows of the tree: files with their place in the house, and the arrows between. */
#ifndef TOOLS_ARCH_H
#define TOOLS_ARCH_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

#define ARCH_FILES_MAX 1500
#define ARCH_MODULES_MAX 100

enum arch_layer { LAYER_BASE, LAYER_PLATFORM, LAYER_DOMAIN, LAYER_WORKER, LAYER_APP, LAYER_NONE };
/* Within a module: SQL < rules < pages < web, cli, seed, export < the table. */
enum arch_role { ROLE_DATA, ROLE_SQL, ROLE_CORE, ROLE_PAGES, ROLE_WEB, ROLE_CLI, ROLE_SEED, ROLE_EXPORT, ROLE_MODULE, ROLE_TEST };

struct arch_file {
    struct str path;     /* "src/domain/people/people.c", or "people_sql.c" for a generated one */
    struct str module;   /* "people"; "base", "app" and "worker" for those layers */
    enum arch_layer layer;
    int order;           /* of the module over all layers: lower is known to higher */
    enum arch_role role;
    bool generated;
    bool compiled;       /* an object was read */
    const char **needs;  /* symbols it asks for */
    size_t needs_n;
};
struct arch_symbol { const char *name; size_t file; };

struct arch {
    struct arena *arena;
    const char *build;                    /* folder of the objects */
    struct str modules[ARCH_MODULES_MAX]; /* platform's, then the domain's, as ORDER says */
    size_t platform_n, modules_n;
    struct arch_file *files;
    size_t files_n;
    struct arch_symbol *symbols;          /* who defines what */
    size_t symbols_n;
    const char **arrows;                  /* files_n x files_n: the first symbol, or NULL */
    int wrong;                            /* things printed that must be put right */
};

void arch_wrong(struct arch *arch, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A whole file in the arena; STR_NONE when it cannot be read. */
struct str arch_read(struct arch *arch, const char *path);
/* Call `each` for every file below a folder, in order of name. */
void arch_walk(struct arch *arch, const char *folder, int depth,
               void (*each)(struct arch *arch, const char *path));

/* arch_place.c: where a file belongs */
bool arch_orders(struct arch *arch);                   /* read both ORDER files */
struct arch_file *arch_add(struct arch *arch, struct str path);
struct arch_file *arch_add_generated(struct arch *arch, struct str module, struct str name);
struct arch_file arch_placed(const struct arch *arch, struct str path);
/* NULL when `from` may know `to`, else why not. */
const char *arch_refusal(const struct arch_file *from, const struct arch_file *to);
bool arch_named_well(struct arch *arch, const struct arch_file *file, const char *symbol);

/* arch_objects.c: ELF symbol tables */
void arch_object(struct arch *arch, const char *path);
void arch_arrows(struct arch *arch);

/* arch_words.c: #include lines, forbidden words, sizes */
void arch_source(struct arch *arch, const char *path);
void arch_css(struct arch *arch, const char *path);

/* arch_draw.c */
bool arch_draw(struct arch *arch, const char *path);

#endif
