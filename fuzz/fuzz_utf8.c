/* Whatever the bytes: folding, composing and cutting valid text gives valid text. */
#include "base/utf8.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct arena arena;
    arena_init(&arena, (size_t)64 << 20);
    struct str text = str_of((const char *)bytes, size);
    if (utf8_valid(text)) {
        size_t count = 0;
        uint32_t code;
        for (struct str rest = text; utf8_next(&rest, &code); count++) assert(code <= 0x10ffff);
        assert(count == utf8_count(text));
        assert(utf8_valid(utf8_nfc(&arena, text)));
        assert(utf8_valid(utf8_fold(&arena, text)));
        assert(utf8_valid(utf8_cut(text, size / 2)));
    } else {
        utf8_nfc(&arena, text);
        utf8_fold(&arena, text);
        utf8_cut(text, size / 2);
    }
    arena_release(&arena);
    return 0;
}
