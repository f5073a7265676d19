/* embed NAME FILE... -o OUT.c: files as C arrays, so that the binary needs nothing beside it.
   Writes NAME_files[], ended by a row without a path; see base/embed.h. */
#include "base/arena.h"
#include "base/str.h"

#include <ctype.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#define FILE_MAX ((size_t)32 << 20)
#define FILES_MAX 500
#define LINE_BYTES 24

struct piece {
    const char *path;            /* its last part: what the page asks for */
    const unsigned char *bytes;
    size_t size;
    const unsigned char *gzip;   /* NULL when packing does not help */
    size_t gzip_size;
    char hash[13];
};

static int refuse(const char *what, const char *why) {
    fprintf(stderr, "embed: %s: %s\n", what, why);
    return 1;
}

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static const char *content_type(const char *name) {
    static const struct { const char *end, *type; } types[] = {
        {".css", "text/css; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"}, {".html", "text/html; charset=utf-8"},
        {".svg", "image/svg+xml"}, {".png", "image/png"}, {".jpg", "image/jpeg"},
        {".ico", "image/x-icon"}, {".webp", "image/webp"}, {".woff2", "font/woff2"},
        {".json", "application/json"}, {".webmanifest", "application/manifest+json"},
        {".geojson", "application/geo+json"}, {".csv", "text/csv; charset=utf-8"},
        {".txt", "text/plain; charset=utf-8"}, {".md", "text/markdown; charset=utf-8"},
        {".ics", "text/calendar; charset=utf-8"}, {".pdf", "application/pdf"},
    };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (str_ends(str_from(name), str_from(types[i].end))) return types[i].type;
    return "application/octet-stream";
}

/* Pack with no date and no name inside, so that the same input always gives the same binary. */
static int pack(struct arena *arena, struct piece *piece) {
    z_stream z = {0};
    if (deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return refuse(piece->path, "cannot be packed");
    size_t room = deflateBound(&z, (uLong)piece->size) + 64;
    unsigned char *out = arena_alloc(arena, room);
    z.next_in = (z_const Bytef *)piece->bytes;
    z.avail_in = (uInt)piece->size;
    z.next_out = out;
    z.avail_out = (uInt)room;
    int rc = deflate(&z, Z_FINISH);
    size_t size = room - z.avail_out;
    deflateEnd(&z);
    if (rc != Z_STREAM_END) return refuse(piece->path, "cannot be packed");
    if (size + size / 16 >= piece->size) return 0; /* saves too little to be worth unpacking */
    piece->gzip = out;
    piece->gzip_size = size;
    return 0;
}

static void name_by_content(struct piece *piece) {
    unsigned char sum[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(sum, piece->bytes, piece->size);
    sodium_bin2hex(piece->hash, sizeof piece->hash, sum, 6);
}

static int load(struct arena *arena, const char *path, struct piece *piece) {
    FILE *file = fopen(path, "rb");
    if (!file) return refuse(path, "cannot be opened");
    size_t size = 0;
    unsigned char *bytes = NULL;
    if (fseek(file, 0, SEEK_END) == 0) {
        long end = ftell(file);
        if (end >= 0 && (size_t)end <= FILE_MAX && fseek(file, 0, SEEK_SET) == 0) {
            size = (size_t)end;
            bytes = arena_alloc(arena, size + 1);
        }
    }
    bool whole = bytes && fread(bytes, 1, size, file) == size;
    fclose(file);
    if (!whole) return refuse(path, "cannot be read, or is larger than 32 MiB");
    piece->path = last_part(path);
    piece->bytes = bytes;
    piece->size = size;
    name_by_content(piece);
    return pack(arena, piece);
}

/* A string of octal escapes compiles some ten times faster than a list of numbers. `?` is escaped
   because C17 still reads trigraphs. */
static void put_bytes(FILE *out, const char *name, size_t at, const char *kind,
                      const unsigned char *bytes, size_t size) {
    fprintf(out, "static const unsigned char %s_%s_%zu[%zu] =", name, kind, at, size + 1);
    if (size == 0) fputs(" \"\"", out);
    for (size_t i = 0; i < size; i++) {
        if (i % LINE_BYTES == 0) fputs(i ? "\"\n    \"" : "\n    \"", out);
        int c = bytes[i];
        if (c >= ' ' && c < 127 && c != '"' && c != '\\' && c != '?') fputc(c, out);
        else fprintf(out, "\\%03o", (unsigned)c);
    }
    fputs(size ? "\";\n" : ";\n", out);
}

static void put_row(FILE *out, const char *name, size_t at, const struct piece *p) {
    fprintf(out, "    {\"%s\", %s_bytes_%zu, %zu, ", p->path, name, at, p->size);
    if (p->gzip) fprintf(out, "%s_gzip_%zu, %zu, ", name, at, p->gzip_size);
    else fputs("NULL, 0, ", out);
    fprintf(out, "\"%s\", \"%s\"},\n", p->hash, content_type(p->path));
}

static int write_out(const char *path, const char *name, const struct piece *pieces, size_t count) {
    FILE *out = fopen(path, "wb");
    if (!out) return refuse(path, "cannot be written");
    fprintf(out, "/* Made by embed. Change the files, not this. */\n#include \"base/embed.h\"\n\n"
                 "extern const struct embed_file %s_files[];\n\n", name);
    for (size_t i = 0; i < count; i++) {
        put_bytes(out, name, i, "bytes", pieces[i].bytes, pieces[i].size);
        if (pieces[i].gzip) put_bytes(out, name, i, "gzip", pieces[i].gzip, pieces[i].gzip_size);
    }
    fprintf(out, "\nconst struct embed_file %s_files[] = {\n", name);
    for (size_t i = 0; i < count; i++) put_row(out, name, i, &pieces[i]);
    fputs("    {NULL, NULL, 0, NULL, 0, NULL, NULL},\n};\n", out);
    bool bad = ferror(out) != 0;
    if (fclose(out) != 0 || bad) {
        remove(path);
        return refuse(path, "could not be written to the end");
    }
    return 0;
}

static bool is_name(const char *s) {
    if (!isalpha((unsigned char)*s)) return false;
    for (; *s; s++)
        if (!isalnum((unsigned char)*s) && *s != '_') return false;
    return true;
}

/* Two files with one name would answer for each other. */
static int check_names(const struct piece *pieces, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strpbrk(pieces[i].path, "\"\\\n")) return refuse(pieces[i].path, "has a name C cannot hold");
        for (size_t j = 0; j < i; j++)
            if (strcmp(pieces[i].path, pieces[j].path) == 0)
                return refuse(pieces[i].path, "is named twice");
    }
    return 0;
}

int main(int argc, char **argv) {
    const char *out = NULL;
    struct arena arena;
    arena_init(&arena, (size_t)1 << 30);
    struct piece *pieces = ARENA_ARRAY(&arena, struct piece, FILES_MAX);
    size_t count = 0;
    int rc = 0;
    if (argc < 2 || !is_name(argv[1])) return refuse("usage", "embed NAME FILE... -o OUT.c");
    if (sodium_init() < 0) return refuse("libsodium", "did not start");
    for (int i = 2; i < argc && rc == 0; i++) {
        if (strcmp(argv[i], "-o") == 0) {
            if (++i < argc) out = argv[i];
        } else if (count == FILES_MAX) {
            rc = refuse(argv[i], "is one file too many (500)");
        } else {
            rc = load(&arena, argv[i], &pieces[count++]);
        }
    }
    if (rc == 0 && !out) rc = refuse("usage", "embed NAME FILE... -o OUT.c");
    if (rc == 0) rc = check_names(pieces, count);
    if (rc == 0) rc = write_out(out, argv[1], pieces, count);
    arena_release(&arena);
    return rc;
}
