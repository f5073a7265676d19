/* Shared between the files of this module only: concepts, forms and the index of misspellings.
 */
#ifndef DOMAIN_VOCABULARY_VOCABULARY_OWN_H
#define DOMAIN_VOCABULARY_VOCABULARY_OWN_H

#include "base/utf8.h"
#include "domain/vocabulary/vocabulary.h"
#include "platform/module/cli.h"

/* A form is compared along a lane: as folded, or after taking endings off as a language does.
   Welsh needs no lane: its mutated forms are listed. */
enum lane { LANE_EXACT, LANE_EN, LANE_PL, LANE_UR, LANES };

#define FORM_WORDS 6 /* longest form */
#define CONCEPTS_MAX 4000
#define TEXT_WORDS_MAX 4000 /* words of one text that are looked at */
#define CONTEXT_WORDS 6     /* how far a cue reaches */

/* What a cue says about the concept near it. */
enum cue {
    CUE_NEGATE = 1 << 0,
    CUE_LOVE = 1 << 1,
    CUE_WANT = 1 << 2,
    CUE_OFFER = 1 << 3,
    CUE_PAST = 1 << 4,
    CUE_SELF = 1 << 5,
    CUE_OTHER = 1 << 6,
    CUE_WITH = 1 << 7,
    CUE_BREAK = 1 << 8,
    CUE_NOTHING = 1 << 9,
    CUE_NEGATE_AFTER = 1 << 10,
    CUE_LOVE_AFTER = 1 << 11,
    CUE_WANT_AFTER = 1 << 12,
    CUE_OFFER_AFTER = 1 << 13,
    CUE_PAST_AFTER = 1 << 14
};
#define CUE_POLAR (CUE_NEGATE | CUE_LOVE | CUE_WANT | CUE_OFFER)
#define CUE_POLAR_AFTER (CUE_NEGATE_AFTER | CUE_LOVE_AFTER | CUE_WANT_AFTER | CUE_OFFER_AFTER)

enum how { HOW_WRITTEN, HOW_INFLECTED, HOW_MISSPELT };

enum unit_mark {
    UNIT_WORD = 1 << 0,      /* a word as written, not only a stem */
    UNIT_COMMON = 1 << 1,    /* never a misspelling, never counted as unlinked */
    UNIT_EXACT_ONLY = 1 << 2 /* never met by its stem */
};

/* Every distinct folded word or stem. This and what follows is written by tools/vocabgen when the
   program is built and read where it lies: no pointers, nothing to do at start. */
struct unit {
    uint32_t text, hash;    /* where its bytes are among the texts */
    uint32_t norm[LANES];   /* the unit that stands for it along each lane, +1; 0 = none */
    uint8_t longest[LANES]; /* words of the longest form that begins with it */
    uint8_t len;
    uint8_t said_in; /* bit a language: this word tells the language */
    uint8_t form_in; /* bit a language: a word of its forms, so a target for misspellings */
    uint8_t marks;
};

struct form {
    uint64_t key;
    uint16_t concept; /* 0 = a cue */
    uint16_t cues;
    uint8_t language, how, words, lane;
};

/* A target word under what is left of it when letters are dropped; see vocabulary_spell.c. */
struct spell_entry {
    uint16_t check, word; /* more bits of the hash; index into the words of the spelling */
};

/* The tables begin with this; parts lie at multiples of 8. */
struct tables_head {
    uint32_t magic; /* also tells a machine that counts bytes the other way */
    uint32_t concepts_n, units_n, unit_slots_n, forms_n, form_slots_n, spell_n, spell_words_n;
    uint32_t concepts_at, concepts_len, texts_at, units_at, unit_slots_at, forms_at,
        form_slots_at, spell_from_at, spell_at, spell_words_at;
    uint64_t fingerprint;
};
#define TABLES_MAGIC 0x4b565431u

struct vocabulary {
    struct arena *arena; /* while it is being opened */
    struct concept *concepts;
    size_t count;
    struct concept_id *tops;
    size_t tops_n;
    struct concept_id *children;
    uint32_t *children_from; /* count + 2 offsets by number */
    uint32_t *by_code;       /* open addressing: number, 0 empty */
    size_t by_code_size;
    const char *texts;
    const struct unit *units;
    size_t units_n;
    const uint32_t *unit_slots;
    size_t unit_slots_n;
    const struct form *forms;
    size_t forms_n;
    const uint32_t *form_slots;
    size_t form_slots_n;
    const struct spell_entry *spell;
    const uint32_t *spell_from; /* by the top bits of the hash */
    const uint32_t *spell_words;
    uint64_t fingerprint;
    struct vocabulary_shelf *shelf; /* words taught here; NULL where there is no database */
};

#define SPELL_BITS 14
#define SPELL_PREFIX 7
#define SPELL_BUCKET(hash) ((hash) >> (32 - SPELL_BITS))
#define SPELL_CHECK(hash) ((uint16_t)((hash) >> (16 - SPELL_BITS)))

/* ---- words ---- */
/* The next word of *rest, folded for comparing (apostrophes dropped) in the arena; *ret_word is
   the word as written. False at the end. */
bool vocabulary_word(struct arena *arena, struct str *rest, struct str *ret_word,
                     struct str *ret_folded);
/* The folded word without the endings of a lane's language, in `room` or as it is. */
struct str vocabulary_lane_stem(enum lane lane, struct str folded,
                                char room[VOCABULARY_WORD_MAX]);
/* Welsh first-letter mutations of a folded word; returns how many (at most 3). */
size_t vocabulary_mutate(struct arena *arena, struct str folded, struct str out[3]);

/* ---- units and forms ---- */
#define UNIT_HASH_SEED 11
struct str vocabulary_unit_text(const struct vocabulary *v, const struct unit *u);
uint32_t vocabulary_unit_find(const struct vocabulary *v, struct str text); /* index + 1 */
uint64_t vocabulary_form_key(enum lane lane, const uint32_t *units, size_t n);
/* The first form of a key at or after *slot, or NULL; start with *slot = SIZE_MAX. */
const struct form *vocabulary_form_next(const struct vocabulary *v, uint64_t key, size_t *slot);
enum status vocabulary_read_concepts(struct vocabulary *v, struct str table,
                                     struct str *ret_why) MUST_USE;

/* ---- misspellings ---- */
#define SPELL_LETTERS_MAX 40
#define SPELL_HASHES 32
size_t vocabulary_spell_letters(struct str s, uint16_t out[SPELL_LETTERS_MAX]);
/* How many letters are dropped of a target word of n letters. */
int vocabulary_spell_drops(size_t n);
/* Hashes of the beginning with up to `drop` letters left out, each once. */
size_t vocabulary_spell_hashes(const uint16_t *letters, size_t n, int drop,
                               uint32_t out[SPELL_HASHES]);
/* The nearest word of the forms of these languages, index + 1; 0 when none is near enough: at
   most `most` letters wrong, and never more than a word of its length may have. */
uint32_t vocabulary_spell_find(const struct vocabulary *v, struct str folded,
                               unsigned languages, int most);
/* Damerau-Levenshtein distance (neighbours swapped count once) of code points, or limit + 1. */
int vocabulary_distance(const uint16_t *a, size_t an, const uint16_t *b, size_t bn, int limit);

/* ---- linking ---- */
struct token {
    uint32_t from, to; /* bytes of the text */
    uint32_t norm[LANES];
    uint16_t cues;             /* of the cue this word belongs to */
    uint16_t cue_from, cue_to; /* words of that cue, to excluded */
    bool begins;               /* a sentence begins here */
    bool misspelt, common, taken, known;
};
struct found {
    uint16_t concept;
    uint8_t how;
    uint16_t from, to; /* words */
};
struct local_words;
struct reading {
    const struct vocabulary *v;
    const struct local_words *local; /* or NULL */
    const struct str *folded;        /* of each token */
    struct str text;
    struct token *tokens;
    size_t tokens_n;
    unsigned languages; /* bits that are spoken in this text */
    struct found *found;
    size_t found_n;
};
/* Whose words they are. What people write is corrected; names are full of places, so only long
   English words are; a description is taken as it stands. */
enum voice { VOICE_PERSON, VOICE_NAME, VOICE_DESCRIPTION };
/* Cut into words, look each up, mark cues, find the longest forms from left to right. */
void vocabulary_read(struct reading *r, struct arena *arena, struct str text,
                     const struct locale *language, enum voice voice);
/* What the words around a find say of it. False = of somebody else, or nothing to keep. */
bool vocabulary_context(const struct reading *r, const struct found *f,
                        enum chip_sense *ret_sense, bool *ret_used_to);

extern const unsigned char vocabulary_tables[];
extern const size_t vocabulary_tables_size;
extern const struct module_command vocabulary_cli_commands[];
extern const struct web_route vocabulary_web_routes[];

#endif
