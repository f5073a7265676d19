#include "fuzz.h"

#include "base/utf8.h"
#include "domain/assets/import_source.h"

#include <string.h>

/* The first byte chooses the encoding and the size of the pieces. Whatever the bytes, what is
   read a piece at a time is sound UTF-8, and the same as read at once. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static const char *const names[] = {"auto", "utf-8", "utf-16le", "utf-16be", "windows-1252"};
    struct arena arena;
    struct import_text text;
    struct str whole;
    if (size == 0) return 0;
    arena_init(&arena, (size_t)64 << 20);
    struct str wanted = str_from(names[bytes[0] % 5]);
    size_t piece = 64 + (size_t)(bytes[0] / 5);
    struct import_source source =
        assets_import_source_bytes(str_of((const char *)bytes + 1, size - 1));
    if (assets_import_text_open(&source, wanted, &text) == OK) {
        int64_t begin = source.at;
        FUZZ_EXPECT(assets_import_text_all(&arena, &text, (size_t)16 << 20, &whole) == OK);
        FUZZ_EXPECT(utf8_valid(whole));
        source.at = begin;
        text = (struct import_text){.source = &source, .encoding = text.encoding};
        char room[256];
        size_t at = 0, n;
        while ((n = assets_import_text_read(&text, room, piece)) > 0) {
            FUZZ_EXPECT(n <= piece && at + n <= whole.len);
            FUZZ_EXPECT(memcmp(room, whole.ptr + at, n) == 0);
            at += n;
        }
        FUZZ_EXPECT(at == whole.len);
    }
    arena_release(&arena);
    return 0;
}
