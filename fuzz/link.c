#include "fuzz.h"

#include "domain/vocabulary/vocabulary.h"

#define CHIPS 6

static const struct vocabulary *opened(void) {
    static struct arena lasting; /* built once: it takes longer than a thousand texts */
    static const struct vocabulary *v;
    if (v) return v;
    arena_init(&lasting, (size_t)256 << 20);
    FUZZ_EXPECT(vocabulary_open(&lasting, &v, NULL) == OK);
    return v;
}

/* Whatever is written, chips are few, of known concepts, not sensitive, and point into the
 * text. */
static void look(const struct vocabulary *v, struct arena *arena, struct str text,
                 const struct locale *language) {
    struct vocabulary_chip chips[CHIPS];
    struct str unlinked;
    size_t n = vocabulary_link(v, arena, text, language, chips, CHIPS, &unlinked);
    FUZZ_EXPECT(n <= CHIPS && unlinked.len <= 4096);
    for (size_t i = 0; i < n; i++) {
        const struct concept *c = vocabulary_concept(v, chips[i].concept);
        FUZZ_EXPECT(c && !c->sensitive);
        FUZZ_EXPECT(chips[i].from < chips[i].to && chips[i].to <= text.len);
        FUZZ_EXPECT(chips[i].span.ptr == text.ptr + chips[i].from);
        FUZZ_EXPECT(chips[i].certainty > 0 && chips[i].certainty <= 1);
        for (size_t k = 0; k < i; k++) FUZZ_EXPECT(chips[k].concept.v != chips[i].concept.v);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    const struct vocabulary *v = opened();
    struct arena arena;
    arena_init(&arena, (size_t)256 << 20);
    struct str all = str_of((const char *)bytes, size);
    for (int l = -1; l < TEXT_LANGUAGES; l++)
        look(v, &arena, all, l < 0 ? NULL : text_locale((enum text_language)l));
    struct vocabulary_link found[4];
    size_t n = vocabulary_link_asset(v, &arena, str_slice(all, 0, size / 2),
                                     str_slice(all, size / 2, size), found, 4);
    FUZZ_EXPECT(n <= 4);
    for (size_t i = 0; i < n; i++) FUZZ_EXPECT(vocabulary_concept(v, found[i].concept));
    arena_release(&arena);
    return 0;
}
