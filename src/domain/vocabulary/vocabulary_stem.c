/* Endings and first letters: what stays of a word when it is bent. */
#include "domain/vocabulary/vocabulary_own.h"

#include <libstemmer.h>
#include <string.h>

struct str vocabulary_stem(struct str folded, char room[VOCABULARY_WORD_MAX]) {
    if (folded.len < 3 || folded.len >= VOCABULARY_WORD_MAX) return folded;
    struct sb_stemmer *stemmer = sb_stemmer_new("english", NULL);
    if (!stemmer) return folded;
    const sb_symbol *stem =
        sb_stemmer_stem(stemmer, (const sb_symbol *)folded.ptr, (int)folded.len);
    size_t n = stem ? (size_t)sb_stemmer_length(stemmer) : 0;
    if (n > 0 && n < VOCABULARY_WORD_MAX) memcpy(room, stem, n);
    sb_stemmer_delete(stemmer);
    return n > 0 && n < VOCABULARY_WORD_MAX ? str_of(room, n) : folded;
}

struct ending {
    struct str cut, put;
    size_t keep; /* bytes that must stay */
};

/* Folded Polish endings, longest first; verbs in -owac keep "ow" so that "maluje" is not
 * "mala". */
static const struct ending polish[] = {
    {STR_INIT("owaniem"), STR_INIT("ow"), 3}, {STR_INIT("owania"), STR_INIT("ow"), 3},
    {STR_INIT("owaniu"), STR_INIT("ow"), 3},  {STR_INIT("owanie"), STR_INIT("ow"), 3},
    {STR_INIT("owalem"), STR_INIT("ow"), 3},  {STR_INIT("owalam"), STR_INIT("ow"), 3},
    {STR_INIT("ujemy"), STR_INIT("ow"), 3},   {STR_INIT("owac"), STR_INIT("ow"), 3},
    {STR_INIT("ujesz"), STR_INIT("ow"), 3},   {STR_INIT("uje"), STR_INIT("ow"), 3},
    {STR_INIT("uja"), STR_INIT("ow"), 3},     {STR_INIT("aniem"), STR_INIT(""), 4},
    {STR_INIT("eniem"), STR_INIT(""), 4},     {STR_INIT("iami"), STR_INIT(""), 4},
    {STR_INIT("iach"), STR_INIT(""), 4},      {STR_INIT("ania"), STR_INIT(""), 4},
    {STR_INIT("aniu"), STR_INIT(""), 4},      {STR_INIT("anie"), STR_INIT(""), 4},
    {STR_INIT("enia"), STR_INIT(""), 4},      {STR_INIT("eniu"), STR_INIT(""), 4},
    {STR_INIT("enie"), STR_INIT(""), 4},      {STR_INIT("owie"), STR_INIT(""), 4},
    {STR_INIT("alem"), STR_INIT(""), 4},      {STR_INIT("alam"), STR_INIT(""), 4},
    {STR_INIT("ami"), STR_INIT(""), 4},       {STR_INIT("ach"), STR_INIT(""), 4},
    {STR_INIT("iego"), STR_INIT(""), 4},      {STR_INIT("iemu"), STR_INIT(""), 4},
    {STR_INIT("imi"), STR_INIT(""), 4},       {STR_INIT("ego"), STR_INIT(""), 4},
    {STR_INIT("emu"), STR_INIT(""), 4},       {STR_INIT("ymi"), STR_INIT(""), 4},
    {STR_INIT("iej"), STR_INIT(""), 4},       {STR_INIT("iem"), STR_INIT(""), 4},
    {STR_INIT("amy"), STR_INIT(""), 4},       {STR_INIT("ych"), STR_INIT(""), 4},
    {STR_INIT("ich"), STR_INIT(""), 4},       {STR_INIT("om"), STR_INIT(""), 4},
    {STR_INIT("ow"), STR_INIT(""), 4},        {STR_INIT("em"), STR_INIT(""), 4},
    {STR_INIT("am"), STR_INIT(""), 4},        {STR_INIT("ie"), STR_INIT(""), 4},
    {STR_INIT("ia"), STR_INIT(""), 4},        {STR_INIT("iu"), STR_INIT(""), 4},
    {STR_INIT("ac"), STR_INIT(""), 4},        {STR_INIT("ec"), STR_INIT(""), 4},
    {STR_INIT("ic"), STR_INIT(""), 4},        {STR_INIT("yc"), STR_INIT(""), 4},
    {STR_INIT("ej"), STR_INIT(""), 4},        {STR_INIT("ym"), STR_INIT(""), 4},
    {STR_INIT("a"), STR_INIT(""), 4},         {STR_INIT("e"), STR_INIT(""), 4},
    {STR_INIT("y"), STR_INIT(""), 4},         {STR_INIT("i"), STR_INIT(""), 4},
    {STR_INIT("u"), STR_INIT(""), 4},         {STR_INIT("o"), STR_INIT(""), 4},
    {STR_INIT(""), STR_INIT(""), 0},
};

/* Urdu endings as the fold leaves them (yeh as U+06CC). Two bytes a letter; three letters stay.
 */
static const struct ending urdu[] = {
    {STR_INIT("\xDB\x8C\xD8\xA7\xDA\xBA"), STR_INIT(""), 6}, /* yaan */
    {STR_INIT("\xDB\x8C\xDA\xBA"), STR_INIT(""), 6},         /* een */
    {STR_INIT("\xD9\x88\xDA\xBA"), STR_INIT(""), 6},         /* on */
    {STR_INIT("\xD9\x86\xD8\xA7"), STR_INIT(""), 6},         /* na */
    {STR_INIT("\xD9\x86\xDB\x92"), STR_INIT(""), 6},         /* ne */
    {STR_INIT("\xD9\x86\xDB\x8C"), STR_INIT(""), 6},         /* ni */
    {STR_INIT("\xD8\xAA\xD8\xA7"), STR_INIT(""), 6},         /* ta */
    {STR_INIT("\xD8\xAA\xDB\x92"), STR_INIT(""), 6},         /* te */
    {STR_INIT("\xD8\xAA\xDB\x8C"), STR_INIT(""), 6},         /* ti */
    {STR_INIT("\xDB\x92"), STR_INIT(""), 6},                 /* e */
    {STR_INIT("\xDB\x8C"), STR_INIT(""), 6},                 /* i */
    {STR_INIT("\xD8\xA7"), STR_INIT(""), 6},                 /* a */
    {STR_INIT("\xDB\x81"), STR_INIT(""), 6},                 /* ah */
    {STR_INIT(""), STR_INIT(""), 0},
};

static struct str cut_ending(const struct ending *endings, struct str folded,
                             char room[VOCABULARY_WORD_MAX]) {
    if (folded.len >= VOCABULARY_WORD_MAX) return folded;
    for (const struct ending *e = endings; e->cut.len > 0; e++) {
        if (folded.len < e->cut.len + e->keep || !str_ends(folded, e->cut)) continue;
        size_t n = folded.len - e->cut.len;
        memcpy(room, folded.ptr, n);
        memcpy(room + n, e->put.ptr, e->put.len);
        return str_of(room, n + e->put.len);
    }
    return folded;
}

struct str vocabulary_lane_stem(enum lane lane, struct str folded,
                                char room[VOCABULARY_WORD_MAX]) {
    bool latin = folded.len > 0 && (unsigned char)folded.ptr[0] < 0xD8;
    if (lane == LANE_EN && latin) return vocabulary_stem(folded, room);
    if (lane == LANE_PL && latin) return cut_ending(polish, folded, room);
    if (lane == LANE_UR && !latin) return cut_ending(urdu, folded, room);
    return folded;
}

struct mutation {
    const char *from, *to[3];
};
/* Two letters before one: "ll" is a letter of its own. "ph", "th", "ch", "dd" do not change. */
static const struct mutation mutations[] = {
    {"ch", {0}},
    {"ph", {0}},
    {"th", {0}},
    {"dd", {0}},
    {"ff", {0}},
    {"ll", {"l", 0, 0}},
    {"rh", {"r", 0, 0}},
    {"c", {"g", "ngh", "ch"}},
    {"p", {"b", "mh", "ph"}},
    {"t", {"d", "nh", "th"}},
    {"g", {"", "ng", 0}},
    {"b", {"f", "m", 0}},
    {"d", {"dd", "n", 0}},
    {"m", {"f", 0, 0}},
    {0},
};

size_t vocabulary_mutate(struct arena *arena, struct str folded, struct str out[3]) {
    for (const struct mutation *m = mutations; m->from; m++) {
        struct str from = str_from(m->from);
        if (!str_starts(folded, from)) continue;
        size_t n = 0;
        for (int i = 0; i < 3 && m->to[i]; i++)
            out[n++] =
                str_cat(arena, str_from(m->to[i]), str_slice(folded, from.len, folded.len));
        return n;
    }
    return 0;
}
