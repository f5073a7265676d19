#include "fuzz.h"

#include "base/picture.h"

#include <string.h>

/* Whatever the bytes are: an answer, and what passes has a kind and a size within the limits. A PNG
   or WebP with something behind it never passes. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct picture_look look = picture_look(str_of((const char *)bytes, size));
    if (look.wrong != PICTURE_FINE) return 0;
    FUZZ_EXPECT(look.kind > PICTURE_OTHER && look.kind < PICTURE_KIND_KNOWN);
    FUZZ_EXPECT(look.width && look.height && look.width <= PICTURE_SIDE_MAX && look.height <= PICTURE_SIDE_MAX);
    FUZZ_EXPECT((uint64_t)look.width * look.height <= PICTURE_DOTS_MAX);
    if (look.kind != PICTURE_PNG && look.kind != PICTURE_WEBP) return 0;
    char *longer = malloc(size + 9);
    if (!longer) return 0;
    memcpy(longer, bytes, size);
    memcpy(longer + size, "MZ\x90\1\2\3\4\5\6", 9);
    FUZZ_EXPECT(picture_look(str_of(longer, size + 9)).wrong != PICTURE_FINE);
    free(longer);
    return 0;
}
