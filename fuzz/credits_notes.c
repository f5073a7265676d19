#include "fuzz.h"

#include "domain/credits/credits_notes.h"

/* What is typed or pasted as the code of a note, or as its number. A code that is read is 13 signs of
   the alphabet, and reads as itself again; a span lies within a run. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena arena;
    struct str code, again, typed = str_of((const char *)bytes, size);
    struct credits_note_span span;
    arena_init(&arena, (size_t)16 << 20);
    struct ctx ctx = {.arena = &arena, .locale = text_locale(TEXT_EN)};
    faults_init(&ctx.faults, &arena);
    if (size <= 2048 && credits_note_code_read(&ctx, typed, STR("code"), &code) == OK) {
        FUZZ_EXPECT(code.len == NOTES_CODE_SIGNS);
        for (size_t i = 0; i < code.len; i++) FUZZ_EXPECT(str_find(STR("0123456789ABCDEFGHJKMNPQRSTVWXYZ"), str_slice(code, i, i + 1), 0) != SIZE_MAX);
        FUZZ_EXPECT(credits_note_code_read(&ctx, credits_note_code_shown(&arena, code), STR("code"), &again) == OK && str_eq(code, again));
    }
    if (size <= 2048 && credits_note_span_read(&ctx, typed, STR("notes"), &span) == OK)
        FUZZ_EXPECT(span.run.v >= 1 && span.run.v <= NOTES_NUMBER_MAX && span.first >= 1 && span.first <= span.last && span.last <= NOTES_RUN_MAX);
    arena_release(&arena);
    return 0;
}
