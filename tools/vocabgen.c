/* vocabgen FILE... -o OUT.c: the words of data/vocabulary as tables that the program reads where
   they lie, so that nothing is built at start. Layout: struct tables_head in vocabulary_own.h. */
#include "vocabgen.h"

#include <stdio.h>
#include <string.h>

#define FILE_MAX ((size_t)32 << 20)
#define LINE_BYTES 24

static int refuse(const char *what, struct str why) {
    fprintf(stderr, "vocabgen: %s: %.*s\n", what, STR_ARG(why));
    return 1;
}

static bool load(struct arena *arena, const char *path, struct str *ret_text) {
    FILE *file = fopen(path, "rb");
    if (!file) return false;
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    bool whole = false;
    if (size >= 0 && (size_t)size <= FILE_MAX && fseek(file, 0, SEEK_SET) == 0) {
        char *bytes = arena_alloc(arena, (size_t)size + 1);
        whole = fread(bytes, 1, (size_t)size, file) == (size_t)size;
        *ret_text = str_of(bytes, (size_t)size);
    }
    fclose(file);
    return whole && utf8_valid(*ret_text);
}

static struct str *source_named(struct sources *s, const char *path) {
    struct str name = str_from(path);
    if (str_ends(name, STR("concepts.tsv"))) return &s->concepts;
    if (str_ends(name, STR("cues.tsv"))) return &s->cues;
    if (str_ends(name, STR("common-en.txt"))) return &s->common;
    if (str_ends(name, STR("forms-pl.tsv"))) return &s->polish;
    return NULL;
}

static int load_all(struct arena *arena, int argc, char **argv, struct sources *s,
                    const char **ret_out) {
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-o") == 0 && i + 1 < argc) {
            *ret_out = argv[++i];
            continue;
        }
        struct str *into = source_named(s, argv[i]);
        if (!into) return refuse(argv[i], STR("not a file of the vocabulary"));
        if (!load(arena, argv[i], into)) return refuse(argv[i], STR("cannot be read as UTF-8"));
    }
    if (!*ret_out || !s->concepts.ptr || !s->cues.ptr)
        return refuse("usage", STR("vocabgen FILE... -o OUT.c"));
    return 0;
}

/* ---- laying out ---- */

static uint32_t put_part(struct buf *b, const void *bytes, size_t size) {
    while (b->len % 8) buf_putc(b, '\0');
    uint32_t at = (uint32_t)b->len;
    buf_put(b, str_of(bytes, size));
    return at;
}

#define PUT(array, count) put_part(b, array, (count) * sizeof *(array))

static void lay_out(const struct tables *t, struct str concepts, struct buf *b) {
    struct tables_head h = {.magic = TABLES_MAGIC, .concepts_n = (uint32_t)t->v.count};
    put_part(b, &h, sizeof h); /* its room; filled below */
    h.units_n = (uint32_t)t->units_n;
    h.unit_slots_n = (uint32_t)t->unit_slots_n;
    h.forms_n = (uint32_t)t->forms_n;
    h.form_slots_n = (uint32_t)t->form_slots_n;
    h.spell_n = (uint32_t)t->spell_n;
    h.spell_words_n = (uint32_t)t->spell_words_n;
    h.concepts_at = put_part(b, concepts.ptr, concepts.len);
    h.concepts_len = (uint32_t)concepts.len;
    h.texts_at = put_part(b, t->texts.ptr, t->texts.len);
    h.units_at = PUT(t->units, t->units_n);
    h.unit_slots_at = PUT(t->unit_slots, t->unit_slots_n);
    h.forms_at = PUT(t->forms, t->forms_n);
    h.form_slots_at = PUT(t->form_slots, t->form_slots_n);
    h.spell_from_at = PUT(t->spell_from, ((size_t)1 << SPELL_BITS) + 1);
    h.spell_at = PUT(t->spell, t->spell_n);
    h.spell_words_at = PUT(t->spell_words, t->spell_words_n);
    h.fingerprint = str_hash(str_slice(buf_str(b), sizeof h, b->len), 1);
    memcpy(b->ptr, &h, sizeof h);
}

/* Octal in a string compiles some ten times faster than a list of numbers; `?` because C17 still
   reads trigraphs. */
static void put_bytes(FILE *out, struct str s) {
    for (size_t i = 0; i < s.len; i++) {
        if (i % LINE_BYTES == 0) fputs(i ? "\"\n    \"" : "\n    \"", out);
        int c = (unsigned char)s.ptr[i];
        if (c >= ' ' && c < 127 && c != '"' && c != '\\' && c != '?') fputc(c, out);
        else fprintf(out, "\\%03o", (unsigned)c);
    }
    fputs("\";\n", out);
}

static int write_out(const char *path, struct str tables) {
    FILE *out = fopen(path, "wb");
    if (!out) return refuse(path, STR("cannot be written"));
    fputs("/* Made by vocabgen. Change data/vocabulary, not this. */\n"
          "#include \"domain/vocabulary/vocabulary_own.h\"\n\n",
          out);
    fprintf(out, "const size_t vocabulary_tables_size = %zu;\n", tables.len);
    fprintf(out, "_Alignas(64) const unsigned char vocabulary_tables[%zu] =", tables.len + 1);
    put_bytes(out, tables);
    bool bad = ferror(out) != 0;
    if (fclose(out) != 0 || bad) {
        remove(path);
        return refuse(path, STR("could not be written to the end"));
    }
    return 0;
}

/* vocabgen --stems: folded Polish words in, "word stem" out, for tools/forms_pl.sh. */
static int print_stems(void) {
    char word[256], room[VOCABULARY_WORD_MAX];
    while (fgets(word, sizeof word, stdin)) {
        struct str folded = str_trim(str_from(word));
        struct str stem = vocabulary_lane_stem(LANE_PL, folded, room);
        printf("%.*s %.*s\n", STR_ARG(folded), STR_ARG(stem));
    }
    return 0;
}

int main(int argc, char **argv) {
    if (argc == 2 && strcmp(argv[1], "--stems") == 0) return print_stems();
    struct arena arena;
    arena_init(&arena, (size_t)512 << 20);
    struct sources from = {0};
    const char *path = NULL;
    struct str why = STR_NONE;
    int rc = load_all(&arena, argc, argv, &from, &path);
    if (rc) return rc;
    struct tables t = {.arena = &arena, .v = {.arena = &arena}};
    struct buf out;
    buf_init(&t.texts, &arena, FILE_MAX);
    buf_init(&out, &arena, FILE_MAX);
    if (vocabulary_read_concepts(&t.v, from.concepts, &why) != OK ||
        !vocabgen_forms(&t, &from, &why) || !vocabgen_spell(&t, &why))
        return refuse("data/vocabulary", why);
    lay_out(&t, from.concepts, &out);
    if (buf_check(&t.texts) != OK || buf_check(&out) != OK)
        return refuse("data/vocabulary", STR("more than 32 MiB of tables"));
    rc = write_out(path, buf_str(&out));
    arena_release(&arena);
    return rc;
}
