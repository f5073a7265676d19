/* What a person said, looked up in the words of the entries: it confirms what a concept found,
   and finds what no concept covers. */
#include "domain/matching/matching_own.h"

#define IN_NAME 0.5
#define ELSEWHERE 0.3
#define SCORE_NAME 8 /* of the index, a word */
#define SCORE_ELSEWHERE 2
#define APART_MAX 4 /* words of a phrase that are looked up one by one */

struct lookup {
    struct matching_lens *lens;
    size_t phrase;
    bool given, linked, apart;
};

static void found(void *cookie, uint32_t number, unsigned score, size_t words)
{
    struct lookup *l = cookie;
    struct matching_words *said = &l->lens->words[number];
    unsigned most = SCORE_NAME * (unsigned)words, least = SCORE_ELSEWHERE * (unsigned)words;
    double named = score >= most ? 1 : score <= least ? 0 : (double)(score - least) / (most - least);
    uint8_t value = (uint8_t)((ELSEWHERE + (IN_NAME - ELSEWHERE) * named) * 255);
    uint8_t *best = l->given ? &said->give : &said->love;
    /* Where a concept is meant, words in passing are no reason by themselves. */
    if (l->linked && (named < 1 || (l->apart && !l->given))) value = value / 2;
    if (value <= *best) return;
    *best = value;
    *(l->given ? &said->give_phrase : &said->love_phrase) = (uint8_t)(l->phrase + 1);
}

static void look_up(struct ctx *ctx, struct lookup *l, struct str words)
{
    assets_view_words_visit(ctx, l->lens->view, words, found, l);
}

/* "teaching knitting": few entries say both, and either is worth knowing. */
static void look_up_apart(struct ctx *ctx, struct lookup *l, struct str words)
{
    static const char *const general[] = {"teaching", "helping", "running", "making", "looking", "people", "things", "giving", "some", "lots", "classes", "group", "club", "local", "going", "with"};
    struct str word;
    size_t n = 0;
    if (str_find(words, STR(" "), 0) == SIZE_MAX) return;
    l->apart = true;
    while (n < APART_MAX && str_next_word(&words, &word)) {
        bool skip = word.len < 4;
        for (size_t i = 0; i < sizeof general / sizeof *general; i++) skip = skip || str_ieq(word, str_from(general[i]));
        if (skip) continue;
        look_up(ctx, l, word);
        n++;
    }
}

void matching_words_find(struct ctx *ctx, struct matching_lens *lens)
{
    const struct profile *profile = lens->profile;
    size_t n = lens->view->n + lens->view->young_n;
    if (profile->phrases_n == 0) return;
    lens->words = ARENA_ARRAY(ctx->arena, struct matching_words, n + 1);
    for (size_t i = 0; i < profile->phrases_n; i++) {
        const struct profile_phrase *phrase = &profile->phrases[i];
        struct lookup l = {lens, i, phrase->given, phrase->linked, false};
        look_up(ctx, &l, phrase->words);
        if (phrase->given || phrase->linked) look_up_apart(ctx, &l, phrase->words);
    }
}
