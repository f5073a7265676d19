/* Names as words: folded, of one spelling, and weighed by how rare they are in the list itself.
   */
#include "base/utf8.h"
#include "domain/assets/duplicates_own.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#define SLOTS_FIRST 4096
#define WORD_BYTES 40
#define LIST_LEAST 300 /* a short list does not make every word common */
#define WIDE_LEAST 8   /* places of the list in one county or town */
#define GENERIC_MOST 1.0f
#define TELLING_LEAST 4.0f

/* Words that say nothing in a name. */
static const char *const stops[] = {"the", "of",  "and", "for",  "a",   "an",  "in", "at",
                                    "to",  "on",  "by",  "with", "y",   "yr",  "i",  "w",
                                    "und", "der", "die", "das",  "de",  "la",  "le", "du",
                                    "des", "e",   "v",   "ltd",  "cic", "cio", NULL};

/* Words that say what sort of thing it is, and not which. */
static const char *const generics[] = {
    "group",      "groups",       "community",    "communities", "support",    "mutual",
    "aid",        "help",         "helps",        "helping",     "helpers",    "network",
    "volunteer",  "volunteers",   "volunteering", "neighbour",   "neighbours", "neighbourhood",
    "local",      "covid",        "virus",        "19",          "society",    "association",
    "club",       "centre",       "service",      "services",    "project",    "team",
    "action",     "response",     "residents",    "forum",       "trust",      "uk",
    "social",     "organisation", "charity",      "care",        "page",       "facebook",
    "whatsapp",   "area",         "areas",        "surrounding", "verein",     "grupa",
    "grwp",       "cymuned",      "cymorth",      "emergency",   "isolation",  "self",
    "assistance", "village",      "supporting",   "neighbor",    "neighbors",  "neighborhood",
    NULL};

/* Of those, the ones that two groups of one town differ by. */
static const char *const sorts[] = {
    "support",   "supporting", "mutual",       "aid",       "help",       "helping",  "helpers",
    "volunteer", "volunteers", "volunteering", "network",   "neighbours", "response", "action",
    "club",      "society",    "association",  "residents", "forum",      "trust",    "project",
    "team",      "isolation",  "care",         "centre",    NULL};

/* Words by which a name is told from its brother's. */
static const char *const tellings[] = {
    "north",     "south",    "east",     "west",      "northern", "southern", "eastern",
    "western",   "upper",    "lower",    "central",   "new",      "old",      "great",
    "little",    "inner",    "outer",    "men",       "mens",     "women",    "womens",
    "ladies",    "gents",    "boys",     "girls",     "junior",   "juniors",  "senior",
    "seniors",   "youth",    "children", "childrens", "kids",     "toddler",  "toddlers",
    "beginners", "advanced", "morning",  "afternoon", "evening",  "monday",   "tuesday",
    "wednesday", "thursday", "friday",   "saturday",  "sunday",   "nord",     "sud",
    "ost",       "west",     "gogledd",  "de",        "ward",     "branch",   "road",
    "street",    "close",    "avenue",   "estate",    "house",    "court",    "gardens",
    "crescent",  "drive",    "lane",     "main",      NULL};

/* Other spellings of one word. */
static const struct {
    const char *from, *to;
} spellings[] = {
    {"center", "centre"},
    {"saint", "st"},
    {"organization", "organisation"},
    {"assoc", "association"},
    {"corona", "covid"},
    {"coronavirus", "covid"},
    {"coronovirus", "covid"},
    {"corvid", "covid"},
    {"cov", "covid"},
    {"cv", "covid"},
    {"cvd", "covid"},
    {"neighborhood", "neighbourhood"},
    {"neighbors", "neighbours"},
    {"rd", "road"},
    {"church's", "church"},
    {"grp", "group"},
    {"comm", "community"},
    {"ctr", "centre"},
    {"num", "number"},
    {"no", "number"},
    {NULL, NULL},
};

static bool listed(const char *const *list, struct str word) {
    for (size_t i = 0; list[i] != NULL; i++)
        if (str_is(word, list[i])) return true;
    return false;
}

static void slots_grow(struct duplicates *d) {
    size_t n = d->slots_n ? d->slots_n * 2 : SLOTS_FIRST;
    uint32_t *slots = ARENA_ARRAY(d->arena, uint32_t, n);
    for (size_t i = 0; i < d->words_n; i++) {
        size_t at = (size_t)str_hash(d->words[i].text, 3) & (n - 1);
        while (slots[at] != 0) at = (at + 1) & (n - 1);
        slots[at] = (uint32_t)i + 1;
    }
    d->slots = slots;
    d->slots_n = n;
}

uint32_t assets_duplicates_word(struct duplicates *d, struct str text) {
    if ((d->words_n + 1) * 2 > d->slots_n) slots_grow(d);
    size_t at = (size_t)str_hash(text, 3) & (d->slots_n - 1);
    while (d->slots[at] != 0) {
        if (str_eq(d->words[d->slots[at] - 1].text, text)) return d->slots[at] - 1;
        at = (at + 1) & (d->slots_n - 1);
    }
    struct duplicates_word word = {.text = str_copy(d->arena, text)};
    for (size_t i = 0; i < text.len; i++)
        word.digits = word.digits || isdigit((unsigned char)text.ptr[i]);
    word.generic = listed(generics, text);
    word.sort = listed(sorts, text);
    word.telling = !word.generic && (word.digits || listed(tellings, text));
    *ARENA_PUSH(d->arena, d->words, d->words_n) = word;
    d->slots[at] = (uint32_t)d->words_n;
    return (uint32_t)d->words_n - 1;
}

/* "king's" is "kings"; at most WORD_BYTES. */
static struct str plain(struct str word, char out[WORD_BYTES]) {
    size_t n = 0;
    for (size_t i = 0; i < word.len && n < WORD_BYTES; i++) {
        unsigned char c = (unsigned char)word.ptr[i];
        bool quote = c == '\'' ||
                     (c == 0xE2 && i + 2 < word.len && (unsigned char)word.ptr[i + 1] == 0x80);
        if (c == 0xE2 && quote) i += 2;
        if (!quote) out[n++] = (char)c;
    }
    return str_of(out, n);
}

static struct str spelled(struct str word) {
    if (str_starts(word, STR("covid")) || str_starts(word, STR("coronavir")))
        return STR("covid");
    for (size_t i = 0; spellings[i].from != NULL; i++)
        if (str_is(word, spellings[i].from)) return str_from(spellings[i].to);
    return word;
}

/* What an earlier word said already: "covid 19", "corona virus". */
static bool follows_covid(const struct duplicates *d, struct str word, uint32_t before) {
    return str_is(d->words[before].text, "covid") &&
           (str_is(word, "19") || str_is(word, "virus") || str_is(word, "covid"));
}

static void word_take(struct duplicates *d, struct str raw, uint32_t out[], size_t *n) {
    char bytes[WORD_BYTES];
    struct str word = spelled(plain(raw, bytes));
    if (str_is(word, "cov19") || str_is(word, "cv19") || str_is(word, "c19"))
        word = STR("covid");
    if (word.len == 0 || listed(stops, word)) return;
    if (*n > 0 && follows_covid(d, word, out[*n - 1])) return;
    uint32_t number = assets_duplicates_word(d, word);
    for (size_t i = 0; i < *n; i++)
        if (out[i] == number) return;
    out[(*n)++] = number;
}

size_t assets_duplicates_tokens(struct duplicates *d, struct str text, uint32_t out[],
                                size_t room) {
    struct str rest = utf8_fold(&d->scratch, utf8_cut(text, 400)), word;
    size_t n = 0;
    while (n < room && utf8_next_word(&rest, &word)) word_take(d, word, out, &n);
    return n;
}

/* Names of nothing but small words keep them: "The A" must be compared by something. */
void assets_duplicates_weigh(struct duplicates *d) {
    double rows = d->entries_n > LIST_LEAST ? (double)d->entries_n : LIST_LEAST;
    for (size_t i = 0; i < d->words_n; i++) {
        struct duplicates_word *w = &d->words[i];
        double often = w->rows ? w->rows : 1;
        w->weight = (float)log(1 + rows / often);
        w->wide = !w->telling && w->places >= WIDE_LEAST && w->places > w->rows;
        if (w->generic && w->weight > GENERIC_MOST) w->weight = GENERIC_MOST;
        if (w->telling && w->weight < TELLING_LEAST) w->weight = TELLING_LEAST;
    }
}

/* Letters to change, add, drop or swap; stops at 3. Bytes: folded words are mostly of one each.
   */
static int apart(struct str a, struct str b) {
    int rows[3][WORD_BYTES + 1];
    int *older = rows[0], *old = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b.len; j++) old[j] = (int)j;
    for (size_t i = 1; i <= a.len; i++) {
        now[0] = (int)i;
        for (size_t j = 1; j <= b.len; j++) {
            int same = a.ptr[i - 1] == b.ptr[j - 1] ? 0 : 1, least = old[j - 1] + same;
            if (old[j] + 1 < least) least = old[j] + 1;
            if (now[j - 1] + 1 < least) least = now[j - 1] + 1;
            if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] &&
                a.ptr[i - 2] == b.ptr[j - 1] && older[j - 2] + 1 < least)
                least = older[j - 2] + 1;
            now[j] = least;
        }
        int *spare = older;
        older = old;
        old = now;
        now = spare;
    }
    return old[b.len];
}

bool assets_duplicates_typo(struct str a, struct str b) {
    size_t longer = a.len > b.len ? a.len : b.len, shorter = a.len < b.len ? a.len : b.len;
    int allowed = longer >= 9 ? 2 : 1;
    if (shorter < 4 || longer < 5 || longer > WORD_BYTES || longer - shorter > (size_t)allowed)
        return false;
    return apart(a, b) <= allowed;
}
