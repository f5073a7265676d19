/* archcheck [BUILD] [--svg]: is the house as ARCHITECTURE.md draws it? Run from the root of the
   tree. Prints every wrong arrow and the largest knot; answers 0 only when there is none. */
#include "arch.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define READ_MAX ((size_t)64 << 20)
#define NAMES_MAX 4000

void arch_wrong(struct arch *arch, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
    arch->wrong++;
}

struct str arch_read(struct arch *arch, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) return STR_NONE;
    struct str text = STR_NONE;
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    if (size >= 0 && (size_t)size <= READ_MAX && fseek(file, 0, SEEK_SET) == 0) {
        char *bytes = arena_alloc(arch->arena, (size_t)size + 1);
        if (fread(bytes, 1, (size_t)size, file) == (size_t)size) text = str_of(bytes, (size_t)size);
    }
    fclose(file);
    return text;
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void arch_walk(struct arch *arch, const char *folder, int depth,
               void (*each)(struct arch *arch, const char *path)) {
    DIR *dir = opendir(folder);
    if (!dir) return;
    const char **names = NULL;
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(dir)) && count < NAMES_MAX;)
        if (entry->d_name[0] != '.')
            *ARENA_PUSH(arch->arena, names, count) = str_c(arch->arena, str_from(entry->d_name));
    closedir(dir);
    if (count > 0) qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; i < count; i++) {
        struct stat st;
        const char *path = str_printf(arch->arena, "%s/%s%c", folder, names[i], 0).ptr;
        if (stat(path, &st) != 0) continue;
        if (S_ISREG(st.st_mode)) each(arch, path);
        else if (S_ISDIR(st.st_mode) && depth > 0) arch_walk(arch, path, depth - 1, each);
    }
}

static void add_file(struct arch *arch, const char *path) {
    struct str name = str_from(path);
    if (str_starts(name, STR("src/testing/"))) return;
    if (!str_ends(name, STR(".c")) && !str_ends(name, STR(".h"))) return;
    if (!arch_add(arch, name)) arch_wrong(arch, "%s is one file too many (%d)", path, ARCH_FILES_MAX);
}

static bool has_build(const char *folder) {
    char path[600];
    struct stat st;
    snprintf(path, sizeof path, "%s/build.ninja", folder);
    return stat(path, &st) == 0;
}

/* ./build, else the build-* folder that ninja wrote to last. */
static const char *find_build(struct arch *arch) {
    if (has_build("build")) return "build";
    const char *best = NULL;
    time_t newest = 0;
    DIR *dir = opendir(".");
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        char log[600];
        struct stat st;
        if (strncmp(entry->d_name, "build-", 6) != 0 || !has_build(entry->d_name)) continue;
        snprintf(log, sizeof log, "%s/.ninja_log", entry->d_name);
        if (stat(log, &st) != 0 || (best && st.st_mtime <= newest)) continue;
        newest = st.st_mtime;
        best = str_c(arch->arena, str_from(entry->d_name));
    }
    if (dir) closedir(dir);
    return best;
}

static void read_tree(struct arch *arch) {
    arch_walk(arch, "src", 4, add_file);
    arch_walk(arch, arch->build, 1, arch_object);
    for (size_t i = 0; i < arch->files_n; i++) {
        const struct arch_file *file = &arch->files[i];
        if (str_ends(file->path, STR(".c")) && file->role != ROLE_TEST && !file->compiled)
            arch_wrong(arch, "%.*s is not compiled in %s", STR_ARG(file->path), arch->build);
    }
    arch_arrows(arch);
    arch_walk(arch, "src", 4, arch_source);
    arch_walk(arch, "web", 4, arch_css);
}

/* Who reaches whom, one row of bits a file. */
static unsigned char *reach(struct arch *arch, size_t row) {
    size_t n = arch->files_n;
    unsigned char *bits = arena_alloc(arch->arena, n * row);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            if (arch->arrows[i * n + j]) bits[i * row + j / 8] |= (unsigned char)(1u << (j % 8));
    for (size_t via = 0; via < n; via++)
        for (size_t i = 0; i < n; i++)
            if (bits[i * row + via / 8] >> (via % 8) & 1)
                for (size_t b = 0; b < row; b++) bits[i * row + b] |= bits[via * row + b];
    return bits;
}

static bool tied(const unsigned char *bits, size_t row, size_t i, size_t j) {
    return (bits[i * row + j / 8] >> (j % 8) & 1) && (bits[j * row + i / 8] >> (i % 8) & 1);
}

/* Files that reach each other form a knot; alone is a knot of one. */
static size_t largest_knot(struct arch *arch) {
    size_t n = arch->files_n, row = (n + 7) / 8, largest = n > 0 ? 1 : 0;
    const unsigned char *bits = reach(arch, row);
    for (size_t i = 0; i < n; i++) {
        size_t size = 1;
        bool first = true; /* each knot is printed by the first of its files */
        for (size_t j = 0; j < n; j++) {
            if (j == i || !tied(bits, row, i, j)) continue;
            size++;
            if (j < i) first = false;
        }
        if (size > largest) largest = size;
        if (size == 1 || !first) continue;
        printf("a knot of %zu:", size);
        for (size_t j = 0; j < n; j++)
            if (j == i || tied(bits, row, i, j)) printf(" %.*s", STR_ARG(arch->files[j].path));
        putchar('\n');
    }
    return largest;
}

static size_t count_compiled(const struct arch *arch) {
    size_t count = 0;
    for (size_t i = 0; i < arch->files_n; i++) count += arch->files[i].compiled;
    return count;
}

static size_t count_arrows(const struct arch *arch) {
    size_t count = 0;
    for (size_t i = 0; i < arch->files_n * arch->files_n; i++) count += arch->arrows[i] != NULL;
    return count;
}

int main(int argc, char **argv) {
    struct arena arena;
    arena_init(&arena, (size_t)2 << 30);
    struct arch *arch = ARENA_NEW(&arena, struct arch);
    arch->arena = &arena;
    arch->files = ARENA_ARRAY(&arena, struct arch_file, ARCH_FILES_MAX);
    bool svg = false;
    const char *build = getenv("KITH_BUILD");
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--svg") == 0) svg = true;
        else build = argv[i];
    }
    arch->build = build && *build ? build : find_build(arch);
    if (!arch->build || !has_build(arch->build)) {
        printf("no build folder with objects: meson setup build && ninja -C build\n");
        return 1;
    }
    if (!arch_orders(arch)) return 1;
    read_tree(arch);
    size_t knot = largest_knot(arch), compiled = count_compiled(arch);
    if (compiled == 0) arch_wrong(arch, "no objects of src in %s", arch->build);
    if (svg && !arch_draw(arch, "docs/arrows.svg")) arch_wrong(arch, "docs/arrows.svg cannot be written");
    printf("%zu objects, %zu arrows, %d to put right\nlargest knot: %zu\n", compiled, count_arrows(arch),
           arch->wrong, knot);
    bool good = arch->wrong == 0 && knot <= 1;
    arena_release(&arena);
    return good ? 0 : 1;
}
