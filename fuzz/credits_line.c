#include "fuzz.h"

#include "base/utf8.h"
#include "domain/credits/credits_line.h"

/* What people text about an hour. Whatever comes, a telling has an amount and something else, and its
   words are words of the text. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena arena;
    struct credits_line line;
    arena_init(&arena, (size_t)64 << 20);
    if (size <= 2048 && credits_line_parse(&arena, NULL, str_of((const char *)bytes, size), &line)) {
        FUZZ_EXPECT(size <= CREDITS_LINE_MAX && line.minutes > 0);
        FUZZ_EXPECT(line.what.len + line.who.len > 0 && line.who.len <= CREDITS_LINE_NAME);
        FUZZ_EXPECT(line.what.len <= CREDITS_LINE_MAX * 2);
        FUZZ_EXPECT(!line.who_bare.ptr || line.who_bare.len <= line.who.len + 4);
    }
    arena_release(&arena);
    return 0;
}
