/* The words of a question: who holds them, what they mean, and what was probably meant by a word
   that nobody has. A few words must all be there (or their meaning); of a whole sentence the words
   that say something are weighed. */
#include "base/utf8.h"
#include "domain/assets/find_own.h"

#include <math.h>
#include <string.h>

#define SENTENCE 4 /* words from which it is a sentence */
#define SURE 0.9   /* certainty from which a word is one the vocabulary knows as written */
#define RELATIVES 64
#define ALIKE 0.39 /* relatives a sentence takes in as well */

/* ---- what a word was meant to be ---- */

static struct str lower_label(struct search *s, struct concept_id concept)
{
    return assets_index_fold(
        s->ctx->arena, vocabulary_label(vocabulary_of(s->ctx), concept, s->ctx->locale));
}

/* The vocabulary's word for one it knows; false when it does not. */
static bool meant(struct search *s, struct str word, bool *ret_as_written, struct str *ret_label)
{
    struct vocabulary_chip chip;
    const struct vocabulary *v = vocabulary_of(s->ctx);
    if (vocabulary_link(v, s->ctx->arena, word, s->ctx->locale, &chip, 1, NULL) == 0) return false;
    *ret_as_written = chip.certainty >= SURE;
    *ret_label = lower_label(s, chip.concept);
    return true;
}

/* "gardenning" has the stem of "gardening", yet nobody writes it so. */
static bool doubled(const struct search *s, struct str word, struct str *ret_word)
{
    char room[VOCABULARY_WORD_MAX];
    for (size_t i = 1; i < word.len && word.len < sizeof room; i++) {
        if (word.ptr[i] != word.ptr[i - 1]) continue;
        memcpy(room, word.ptr, i);
        memcpy(room + i, word.ptr + i + 1, word.len - i - 1);
        struct str one = str_of(room, word.len - 1);
        if (one.len < 4 || !assets_index_says(&s->view, one)) continue;
        *ret_word = str_copy(s->ctx->arena, one);
        return true;
    }
    return false;
}

static void corrected_note(struct search *s, struct str from, struct str to)
{
    struct assets_found *f = s->found;
    if (f->corrected_n == ASSETS_CORRECTED) return;
    f->corrected[f->corrected_n++] = (struct assets_corrected){from, to};
    struct str rest = f->words, word, parts[3];
    while (utf8_next_word(&rest, &word)) {
        if (!str_eq(assets_index_fold(s->ctx->arena, word), from)) continue;
        parts[0] = str_of(f->words.ptr, (size_t)(word.ptr - f->words.ptr));
        parts[1] = to;
        parts[2] = rest;
        f->words = str_join(s->ctx->arena, parts, 3, STR(""));
        return;
    }
}

static void word_correct(struct search *s, struct index_asked *asked)
{
    struct str word, label = STR_NONE;
    bool as_written = false;
    if (asked->count > 0) {
        bool odd = asked->begins.len == 0 && !assets_index_says(&s->view, asked->word);
        if (odd && doubled(s, asked->word, &word)) corrected_note(s, asked->word, word);
        return;
    }
    bool known = meant(s, asked->word, &as_written, &label);
    if (known && as_written) return; /* a word people use, only not in this list */
    if (!assets_index_spell(s->ctx->arena, &s->view, asked->word, &word)) {
        if (known && label.len > 0 && !str_eq(label, asked->word))
            corrected_note(s, asked->word, label);
        return;
    }
    struct str from = asked->word;
    assets_index_ask_one(s->ctx->arena, &s->view, word, asked);
    corrected_note(s, from, word);
}

/* ---- what the words mean ---- */

static void concept_mark(struct search *s, uint32_t number, unsigned chip, double worth,
                         int place)
{
    uint32_t bit = (uint32_t)1 << (INDEX_MASK_MEANT + chip);
    if (number >= s->hits.n || s->hits.cells[number].mask & bit) return;
    index_hit_set(&s->hits, number);
    s->hits.cells[number].mask |= bit;
    index_hit_add(&s->hits, number, (unsigned)(worth * (place == 0 ? SCORE_MEANT : SCORE_ASIDE)));
}

static int place_of(const struct asset_hot *hot, uint16_t concept)
{
    for (int k = 0; k < ASSET_CONCEPTS; k++)
        if (hot->concepts[k] == concept) return k;
    return -1;
}

/* The base entries of a concept within one stretch; returns where the next one begins. */
static size_t stretch_mark(struct search *s, const struct index_stretch *stretch,
                           const uint32_t *numbers, const uint8_t *places, size_t i, size_t n,
                           struct index_ahead *ahead, unsigned chip, double worth)
{
    size_t high = n;
    while (i < high) { /* the first that is not before it */
        size_t middle = i + (high - i) / 2;
        if (numbers[middle] < stretch->from)
            i = middle + 1;
        else
            high = middle;
    }
    for (; i < n && numbers[i] < stretch->to && numbers[i] < s->view.n; i++) {
        uint32_t number = numbers[i];
        uint8_t place = places[i];
        if (!(s->region->days_of[number] & s->region->days)) continue;
        if (index_ahead_push(ahead, &s->hits, &number, &place))
            concept_mark(s, number, chip, worth, place);
    }
    return i;
}

static void relative_mark(struct search *s, uint16_t concept, unsigned chip, double worth)
{
    size_t n, i = 0;
    const uint8_t *places;
    const uint32_t *numbers = assets_index_concept(&s->view, concept, &n, &places);
    struct index_ahead ahead = {.n = 0};
    unsigned left = 0;
    uint32_t number;
    uint8_t at;
    for (size_t k = 0; k < s->region->n; k++)
        i = stretch_mark(s, &s->region->stretches[k], numbers, places, i, n, &ahead, chip, worth);
    while (index_ahead_rest(&ahead, &left, &number, &at)) concept_mark(s, number, chip, worth, at);
    for (uint32_t young = 0; young < s->view.young_n; young++) {
        number = (uint32_t)s->view.n + young;
        int place = place_of(assets_view_hot(&s->view, number), concept);
        if (place >= 0) concept_mark(s, number, chip, worth, place);
    }
}

static void concept_meant(struct search *s, struct concept_id concept, double share,
                          bool sentence)
{
    const struct vocabulary *v = vocabulary_of(s->ctx);
    struct vocabulary_relative relatives[RELATIVES];
    struct assets_found *f = s->found;
    if (f->concepts_n == ASSETS_MEANT) return;
    unsigned chip = (unsigned)f->concepts_n;
    const struct concept *known = vocabulary_concept(v, concept);
    for (size_t i = 0; known && i < f->concepts_n; i++)
        if (str_eq(f->concepts[i], known->code)) return;
    f->concepts[f->concepts_n++] = known ? known->code : STR("");
    struct str label = vocabulary_label(v, concept, s->ctx->locale),
               parts[] = {f->understood_what, label};
    f->understood_what =
        chip == 0 ? label : str_join(s->ctx->arena, parts, 2, STR(", "));
    size_t n = vocabulary_relatives(v, concept, relatives, RELATIVES);
    for (size_t i = 0; i < n; i++) {
        bool under = vocabulary_under(v, relatives[i].concept, concept);
        if (under || (sentence && relatives[i].similarity >= ALIKE))
            relative_mark(s, relatives[i].concept.v, chip, relatives[i].similarity * share);
    }
}

static void sentence_meant(struct search *s, struct str text)
{
    struct vocabulary_chip chips[VOCABULARY_CHIPS];
    size_t n = vocabulary_link(vocabulary_of(s->ctx), s->ctx->arena, text, s->ctx->locale, chips,
                               VOCABULARY_CHIPS, NULL);
    for (size_t i = 0; i < n; i++)
        if (chips[i].sense != CHIP_NOT_FOR_ME)
            concept_meant(s, chips[i].concept, 0.5 + 0.5 * chips[i].certainty, true);
}

static void words_meant(struct search *s, struct str text, bool sentence)
{
    struct vocabulary_link links[ASSET_CONCEPTS];
    if (sentence) sentence_meant(s, text);
    if (s->found->concepts_n > 0) return;
    size_t n = vocabulary_link_asset(vocabulary_of(s->ctx), s->ctx->arena, text, STR_NONE, links,
                                     ASSET_CONCEPTS);
    for (size_t i = 0; i < n; i++) concept_meant(s, links[i].concept, 1, sentence);
    if (n == 0) sentence_meant(s, text);
}

/* ---- who holds them ---- */

static double rarity(const struct search *s, const struct index_asked *asked)
{
    double all = (double)(s->view.n + s->view.young_n) + 1;
    return log2(1 + all / (1 + (double)asked->count));
}

/* Does the word count here, or was it read as a wish? */
static bool counts(const struct search *s, size_t i)
{
    return s->asked[i].count > 0 && !s->wish[i];
}

static size_t rarest(const struct search *s, uint32_t done)
{
    size_t best = s->asked_n;
    for (size_t i = 0; i < s->asked_n; i++)
        if (!(done >> i & 1) && counts(s, i) &&
            (best == s->asked_n || s->asked[i].count < s->asked[best].count))
            best = i;
    return best;
}

static void words_mark(struct search *s, bool sentence)
{
    double sum = 0;
    uint32_t done = 0;
    for (size_t i = 0; i < s->asked_n; i++)
        if (counts(s, i)) sum += rarity(s, &s->asked[i]);
    for (size_t i; (i = rarest(s, done)) < s->asked_n; done |= (uint32_t)1 << i) {
        double share = rarity(s, &s->asked[i]) / sum;
        const struct index_weight weight = {.bit = (unsigned)i,
                                            .name = (unsigned)(share * SCORE_NAMES),
                                            .elsewhere = (unsigned)(share * SCORE_TEXTS),
                                            .narrow = !sentence && done != 0,
                                            .region = s->region};
        assets_index_mark(&s->view, &s->asked[i], &weight, &s->hits);
    }
    if (!sentence && (done & (done - 1)) != 0) assets_index_keep(&s->hits, done, 0);
}

/* Of a sentence, what holds less than half of what it says (and means nothing of it) goes. */
static void halves_keep(struct search *s)
{
    double worth[INDEX_ASKED_MAX] = {0}, sum = 0;
    const uint32_t meant_bits = 63u << INDEX_MASK_MEANT;
    for (size_t i = 0; i < s->asked_n; i++)
        if (counts(s, i)) sum += worth[i] = rarity(s, &s->asked[i]);
    for (size_t w = 0; w < s->hits.n / 64 + 1; w++) {
        for (uint64_t left = s->hits.bits[w]; left; left &= left - 1) {
            uint32_t number = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(left);
            uint32_t mask = s->hits.cells[number].mask;
            double held = 0;
            if (mask & meant_bits) continue;
            for (size_t i = 0; i < s->asked_n; i++) held += mask >> i & 1 ? worth[i] : 0;
            if (held * 2 < sum) index_hit_clear(&s->hits, number);
        }
    }
}

/* Entries whose name holds all that was typed, wishes too: nothing that was read hides them. */
static void literal_mark(struct search *s)
{
    bool any = false, wishes = false;
    uint32_t all = 0;
    for (size_t i = 0; i < s->asked_n; i++) {
        if (s->asked[i].count == 0) return; /* nobody's name can hold it */
        all |= (uint32_t)1 << i;
        any |= counts(s, i);
        wishes |= s->wish[i];
    }
    if (all == 0) return;
    s->literal = all << INDEX_MASK_NAME;
    for (size_t i = 0; wishes && i < s->asked_n; i++) {
        const struct index_weight weight = {.bit = (unsigned)i, .narrow = any, .region = s->region};
        if (s->wish[i]) assets_index_mark(&s->view, &s->asked[i], &weight, &s->hits);
    }
}

/* ---- which words ---- */

static bool in_wish(const struct search *s, struct str typed, struct str word)
{
    for (size_t i = 0; i < s->reading.n; i++) {
        struct str rest = assets_index_fold(
            s->ctx->arena, str_slice(typed, s->reading.wishes[i].from, s->reading.wishes[i].to));
        struct str other;
        while (utf8_next_word(&rest, &other))
            if (str_eq(other, word)) return true;
    }
    return false;
}

/* Of a sentence the words that say something: what the vocabulary met, and what it did not know. */
static struct str telling(struct search *s, struct str text)
{
    struct vocabulary_chip chips[VOCABULARY_CHIPS];
    struct str unlinked = STR_NONE, parts[VOCABULARY_CHIPS + 1];
    size_t n = vocabulary_link(vocabulary_of(s->ctx), s->ctx->arena, text, s->ctx->locale, chips,
                               VOCABULARY_CHIPS, &unlinked);
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        if (chips[i].sense != CHIP_NOT_FOR_ME) parts[count++] = chips[i].span;
    if (unlinked.len > 0) parts[count++] = unlinked;
    return count == 0 ? text : str_join(s->ctx->arena, parts, count, STR(" "));
}

static size_t words_count(struct arena *arena, struct str text)
{
    char room[VOCABULARY_WORD_MAX];
    struct str rest = assets_index_fold(arena, utf8_cut(text, 500)), word, stem;
    size_t n = 0;
    while (n < 100 && assets_index_word_next(&rest, &word, room, &stem)) n++;
    return n;
}

static bool nothing_hit(const struct index_hits *hits)
{
    for (size_t w = 0; w < hits->n / 64 + 1; w++)
        if (hits->bits[w]) return false;
    return true;
}

static enum status exact_words(struct search *s, struct str text)
{
    s->asked_n = assets_index_ask(s->ctx->arena, &s->view, text, s->asked);
    TRY(assets_index_hits_take(s->ctx, &s->view, &s->hits));
    for (size_t i = 0; i < s->asked_n; i++)
        if (s->asked[i].count == 0) return OK; /* all or nothing */
    words_mark(s, false);
    literal_mark(s);
    return OK;
}

void assets_find_words_read(struct search *s)
{
    struct arena *arena = s->ctx->arena;
    struct str typed = str_trim(utf8_cut(s->q->words, 500)), rest;
    s->found->words = typed;
    s->has_words = typed.len > 0;
    if (!s->has_words || s->q->exact) return;
    assets_find_read(s->ctx, typed, &s->reading);
    rest = assets_find_rest(arena, typed, &s->reading);
    s->only_wishes = words_count(arena, rest) == 0 && s->reading.n > 0;
    s->limiting = s->q->read || s->only_wishes; /* nothing else to look for */
    s->found->words = rest;
}

enum status assets_find_words(struct search *s)
{
    struct arena *arena = s->ctx->arena;
    struct str typed = str_trim(utf8_cut(s->q->words, 500)), rest = s->found->words;
    if (!s->has_words) return OK;
    if (s->q->exact) return exact_words(s, typed);
    bool sentence = words_count(arena, rest) >= SENTENCE;
    s->asked_n = assets_index_ask(arena, &s->view, sentence ? telling(s, rest) : typed, s->asked);
    for (size_t i = 0; i < s->asked_n; i++) {
        s->wish[i] = in_wish(s, typed, s->asked[i].word);
        if (!s->wish[i]) word_correct(s, &s->asked[i]);
    }
    TRY(assets_index_hits_take(s->ctx, &s->view, &s->hits));
    words_mark(s, sentence);
    if (!s->only_wishes) words_meant(s, s->found->words, sentence);
    if (!sentence && nothing_hit(&s->hits)) { /* not all of them anywhere: then some of them */
        sentence = true;
        words_mark(s, true);
    }
    if (sentence) halves_keep(s);
    literal_mark(s);
    if (s->only_wishes) s->has_words = false; /* everything that fits the wishes */
    return OK;
}
