#include "fuzz.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>

/* Whatever comes in, what comes out is text. */
static void look(struct arena *arena, struct str bytes, struct str wanted) {
    struct str text, name;
    enum status status = utf8_from_bytes(arena, bytes, wanted, &text, &name);
    FUZZ_EXPECT(status == OK || status == ERR_INVALID);
    if (status != OK) return;
    FUZZ_EXPECT(utf8_valid(text) && name.len);
    FUZZ_EXPECT(!text.len || !memchr(text.ptr, '\0', text.len));
    FUZZ_EXPECT(utf8_valid(utf8_nfc(arena, text)));
    struct str folded = utf8_fold(arena, text);
    FUZZ_EXPECT(utf8_valid(folded));
    FUZZ_EXPECT(str_eq(utf8_fold(arena, folded), folded));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static const char *const names[] = {"auto",     "utf-8",        "utf-16le",
                                        "utf-16be", "windows-1252", "no"};
    struct arena arena;
    arena_init(&arena, (size_t)256 << 20);
    struct str all = str_of((const char *)bytes, size);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        look(&arena, all, str_from(names[i]));
    struct str rest = all, word, before = all;
    while (utf8_next_word(&rest, &word)) {
        FUZZ_EXPECT(word.len && word.ptr >= before.ptr &&
                    word.ptr + word.len <= all.ptr + all.len);
        before = rest;
    }
    FUZZ_EXPECT(utf8_count(all) <= size);
    FUZZ_EXPECT(utf8_cut(all, size / 2).len <= size / 2);
    (void)utf8_fold(&arena, all);
    arena_release(&arena);
    return 0;
}
