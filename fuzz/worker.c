#include "fuzz.h"

#include "platform/worker/worker.h"

/* What a worker says, whole: refused, or cut into parts that lie within it and fill it. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct worker_answer answer;
    struct str said = str_of((const char *)bytes, size);
    if (worker_answer_parse(said, &answer) != OK) return 0;
    FUZZ_EXPECT(answer.parts_n >= 1 && answer.parts_n <= WORKER_PARTS);
    size_t sum = 0;
    for (size_t i = 0; i < answer.parts_n; i++) {
        FUZZ_EXPECT(answer.parts[i].ptr >= said.ptr && answer.parts[i].ptr + answer.parts[i].len <= said.ptr + said.len);
        sum += answer.parts[i].len;
    }
    FUZZ_EXPECT(sum + 1 + str_find(said, STR("\n"), 0) == said.len);
    return 0;
}
