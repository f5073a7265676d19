#include "fuzz.h"

#include "base/utf8.h"
#include "platform/texts/gsm.h"
#include "platform/texts/texts.h"

/* What a gateway sends, and what people write back. A body that is taken holds a number that reads
   as itself; whatever the words, what could be a code is six letters of the alphabet of codes, and
   what is cut fits. */
static void words(struct arena *arena, struct str text) {
    struct text_heard heard;
    texts_hear(arena, text, &heard);
    FUZZ_EXPECT(heard.codes_n <= TEXTS_CODES_MAX);
    for (size_t i = 0; i < heard.codes_n; i++) {
        FUZZ_EXPECT(heard.codes[i].len == 6);
        for (size_t k = 0; k < 6; k++) {
            char c = heard.codes[i].ptr[k];
            FUZZ_EXPECT((c >= 'A' && c <= 'Z') || (c >= '3' && c <= '9'));
        }
    }
    FUZZ_EXPECT(!heard.only_no || (heard.said & SAID_NO));
}

static void parts(struct arena *arena, struct str text) {
    struct str *parts;
    size_t n;
    bool wide;
    struct str plain = gsm_plain(arena, text);
    if (!gsm_split(arena, plain, TEXTS_PARTS_MAX, &parts, &n)) return;
    FUZZ_EXPECT(n <= TEXTS_PARTS_MAX);
    for (size_t i = 0; i < n; i++) {
        FUZZ_EXPECT(utf8_valid(parts[i]));
        size_t units = gsm_units(parts[i], &wide);
        FUZZ_EXPECT(units <= (wide ? UCS2_SINGLE : GSM_SINGLE));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct arena arena;
    struct text_in in;
    struct str why = STR_NONE, all = str_of((const char *)bytes, size), id;
    bool arrived;
    arena_init(&arena, (size_t)256 << 20);
    if (texts_parse(&arena, all, &in, &why) == OK) {
        FUZZ_EXPECT(str_eq(texts_number(&arena, in.from), in.from));
        FUZZ_EXPECT(in.id.len >= 1 && in.id.len <= 100 && utf8_valid(in.words));
        words(&arena, in.words);
    } else {
        FUZZ_EXPECT(why.len > 0);
    }
    (void)!texts_parse_receipt(&arena, all, &id, &arrived, &why);
    struct str number = texts_number(&arena, all);
    FUZZ_EXPECT(!number.ptr || str_eq(texts_number(&arena, number), number));
    if (size <= 4096) words(&arena, all);
    if (size <= 4096 && utf8_valid(all)) parts(&arena, all);
    arena_release(&arena);
    return 0;
}
