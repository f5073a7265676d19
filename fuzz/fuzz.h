/* What every fuzz target defines: libFuzzer calls it, and so does replay.c. */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* A promise of the parser; stays on in every build. */
#define FUZZ_EXPECT(truth)                                                                     \
    do {                                                                                       \
        if (!(truth)) {                                                                        \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #truth);                \
            abort();                                                                           \
        }                                                                                      \
    } while (0)

#endif
