#include "domain/conversations/conversations_own.h"

/* A told thing as one word, as taps and the example neighbourhood write it. */

static const char *const kind_words[TOLD_KINDS] = {"love", "gift", "hope", "barrier", "not"};

struct str conversations_tap(struct arena *arena, const struct told *told)
{
    return str_printf(arena, "%s:%.*s%s", kind_words[told->kind], STR_ARG(told->concept),
                      told->used_to ? ":past" : "");
}

bool conversations_tap_parse(struct str value, struct told *ret_told)
{
    struct str kind, concept, past;
    if (!str_next(&value, ':', &kind) || !str_next(&value, ':', &concept)) return false;
    for (int i = 0; i < TOLD_KINDS; i++) {
        if (!str_is(kind, kind_words[i])) continue;
        *ret_told = (struct told){(enum told_kind)i, concept,
                                  str_next(&value, ':', &past) && str_is(past, "past"), true};
        return concept.len > 0;
    }
    return false;
}
