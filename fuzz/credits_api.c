#include "fuzz.h"

#include "domain/credits/credits_api.h"

/* What a program posts: refused with a field, or two accounts named and no field half-read. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct arena arena;
    arena_init(&arena, (size_t)64 << 20);
    struct ctx ctx = {.arena = &arena, .locale = text_locale(TEXT_EN)};
    struct credits_api_body body;
    faults_init(&ctx.faults, &arena);
    if (credits_api_parse(&ctx, str_of((const char *)bytes, size), &body) == OK)
        FUZZ_EXPECT(body.from.len > 0 && body.to.len > 0 && ctx.faults.count == 0);
    else
        FUZZ_EXPECT(ctx.faults.count > 0 && ctx.faults.first->field.len > 0);
    arena_release(&arena);
    return 0;
}
