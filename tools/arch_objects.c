/* Who defines and who needs which symbol, from the ELF symbol tables of the build's objects. */
#include "arch.h"

#include <elf.h>
#include <string.h>

struct elf {
    struct str bytes;
    const Elf64_Shdr *sections;
    size_t sections_n;
    const char *names;
    size_t names_size;
};

static bool elf_open(struct str bytes, struct elf *ret_elf) {
    if (bytes.len < sizeof(Elf64_Ehdr) || memcmp(bytes.ptr, ELFMAG, SELFMAG) != 0) return false;
    const Elf64_Ehdr *head = (const void *)bytes.ptr;
    if (head->e_ident[EI_CLASS] != ELFCLASS64 || head->e_shoff > bytes.len) return false;
    if (head->e_shnum > (bytes.len - head->e_shoff) / sizeof(Elf64_Shdr)) return false;
    *ret_elf = (struct elf){.bytes = bytes, .sections = (const void *)(bytes.ptr + head->e_shoff),
                            .sections_n = head->e_shnum};
    if (head->e_shstrndx >= head->e_shnum) return false;
    const Elf64_Shdr *names = &ret_elf->sections[head->e_shstrndx];
    if (names->sh_offset > bytes.len || names->sh_size > bytes.len - names->sh_offset) return false;
    ret_elf->names = bytes.ptr + names->sh_offset;
    ret_elf->names_size = names->sh_size;
    return true;
}

/* Writable data that is not relocated-then-read-only: a mutable global. Thread-local is not shared. */
static bool is_mutable(const struct elf *elf, const Elf64_Sym *sym) {
    if (ELF64_ST_TYPE(sym->st_info) != STT_OBJECT || sym->st_shndx >= elf->sections_n) return false;
    const Elf64_Shdr *section = &elf->sections[sym->st_shndx];
    if (!(section->sh_flags & SHF_WRITE) || (section->sh_flags & SHF_TLS)) return false;
    if (section->sh_name >= elf->names_size) return false;
    return strncmp(elf->names + section->sh_name, ".data.rel.ro", 12) != 0;
}

/* base/log.c keeps whether tests asked for quiet: nothing else outside app may change. */
static bool may_change(const struct arch_file *file, const char *name) {
    if (file->layer == LAYER_APP) return true;
    return str_is(file->path, "src/base/log.c") || strncmp(name, "__", 2) == 0;
}

static void note_symbol(struct arch *arch, struct arch_file *file, const struct elf *elf,
                        const Elf64_Sym *sym, const char *name) {
    bool global = ELF64_ST_BIND(sym->st_info) != STB_LOCAL;
    if (sym->st_shndx == SHN_UNDEF) {
        if (global) *ARENA_PUSH(arch->arena, file->needs, file->needs_n) = name;
        return;
    }
    if (is_mutable(elf, sym) && !may_change(file, name))
        arch_wrong(arch, "%.*s: %s can change, and is not in app", STR_ARG(file->path), name);
    if (!global || strncmp(name, "__", 2) == 0) return;
    struct arch_symbol *symbol = ARENA_PUSH(arch->arena, arch->symbols, arch->symbols_n);
    *symbol = (struct arch_symbol){name, (size_t)(file - arch->files)};
    if (!arch_named_well(arch, file, name))
        arch_wrong(arch, "%.*s exports %s, which does not begin with %.*s_", STR_ARG(file->path), name,
                   STR_ARG(file->module));
}

static void read_symbols(struct arch *arch, struct arch_file *file, const struct elf *elf,
                         const Elf64_Shdr *table) {
    if (table->sh_link >= elf->sections_n || table->sh_offset > elf->bytes.len) return;
    const Elf64_Shdr *texts = &elf->sections[table->sh_link];
    if (table->sh_size > elf->bytes.len - table->sh_offset || texts->sh_offset > elf->bytes.len) return;
    const Elf64_Sym *symbols = (const void *)(elf->bytes.ptr + table->sh_offset);
    for (size_t i = 1; i < table->sh_size / sizeof *symbols; i++) {
        size_t at = texts->sh_offset + symbols[i].st_name;
        if (symbols[i].st_name == 0 || at >= elf->bytes.len) continue;
        note_symbol(arch, file, elf, &symbols[i], elf->bytes.ptr + at);
    }
}

static struct arch_file *find_file(struct arch *arch, struct str mangled) {
    if (!mangled.ptr) return NULL; /* a path of slashes alone */
    for (size_t i = 0; i < arch->files_n; i++) {
        struct str path = arch->files[i].path;
        if (path.len + 2 != mangled.len || !str_ends(mangled, STR(".o"))) continue;
        size_t at = 0;
        while (at < path.len && (path.ptr[at] == '/' ? '_' : path.ptr[at]) == mangled.ptr[at]) at++;
        if (at == path.len) return &arch->files[i];
    }
    return NULL;
}

/* meson calls objects "libpeople.a.p/src_domain_people_people.c.o" and
   "libpeople.a.p/meson-generated_.._people_sql.c.o". */
static struct arch_file *file_of_object(struct arch *arch, struct str path) {
    struct str folder = STR_NONE, name = STR_NONE, rest = path, part;
    while (str_next(&rest, '/', &part)) {
        folder = name;
        name = part;
    }
    if (!str_starts(name, STR("meson-generated_"))) return find_file(arch, name);
    if (!str_starts(folder, STR("lib")) || !str_ends(folder, STR(".a.p"))) return NULL;
    name = str_slice(name, 16, name.len - 2);
    while (str_starts(name, STR(".._"))) name = str_slice(name, 3, name.len);
    return arch_add_generated(arch, str_slice(folder, 3, folder.len - 4), name);
}

void arch_object(struct arch *arch, const char *path) {
    struct elf elf;
    if (!str_ends(str_from(path), STR(".c.o"))) return;
    struct arch_file *file = file_of_object(arch, str_from(path));
    if (!file || file->role == ROLE_TEST || file->layer == LAYER_NONE || file->compiled) return;
    struct str bytes = arch_read(arch, path);
    if (!bytes.ptr || !elf_open(bytes, &elf)) {
        arch_wrong(arch, "%s cannot be read as an object", path);
        return;
    }
    file->compiled = true;
    for (size_t i = 0; i < elf.sections_n; i++)
        if (elf.sections[i].sh_type == SHT_SYMTAB) read_symbols(arch, file, &elf, &elf.sections[i]);
}

static size_t definer(const struct arch *arch, const char *name) {
    for (size_t i = 0; i < arch->symbols_n; i++)
        if (strcmp(arch->symbols[i].name, name) == 0) return arch->symbols[i].file;
    return SIZE_MAX;
}

void arch_arrows(struct arch *arch) {
    size_t n = arch->files_n;
    arch->arrows = arena_array(arch->arena, n * n, sizeof *arch->arrows);
    for (size_t from = 0; from < n; from++) {
        const struct arch_file *file = &arch->files[from];
        for (size_t i = 0; i < file->needs_n; i++) {
            size_t to = definer(arch, file->needs[i]);
            if (to == SIZE_MAX || to == from) continue;
            const char *why = arch_refusal(file, &arch->files[to]);
            if (why)
                arch_wrong(arch, "%.*s -> %.*s: %s (%s)", STR_ARG(file->path), STR_ARG(arch->files[to].path),
                           file->needs[i], why);
            if (!arch->arrows[from * n + to]) arch->arrows[from * n + to] = file->needs[i];
        }
    }
}
