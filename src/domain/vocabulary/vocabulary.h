/* Words to concepts: what people love, can give and need, in four languages. Text is linked to
   concepts; concepts are only ever suggested, a person confirms them by a tap. */
#ifndef DOMAIN_VOCABULARY_VOCABULARY_H
#define DOMAIN_VOCABULARY_VOCABULARY_H

#include "domain/places/places.h"

/* Number of a concept in this program: its row + 1; 0 = none. It may differ in the next version:
   store the text id (`code`), keep numbers only beside vocabulary_fingerprint(). */
struct concept_id { uint16_t v; };

enum concept_kind { CONCEPT_INTEREST, CONCEPT_GIFT, CONCEPT_NEED, CONCEPT_CIRCUMSTANCE, CONCEPT_ACCESS, CONCEPT_KINDS };

#define VOCABULARY_LANGUAGES 4 /* en cy pl ur, in the order of enum text_language */
#define VOCABULARY_TOPS 25
#define VOCABULARY_CHIPS 6

struct concept {
    struct concept_id id;
    struct str code;                 /* "fishing": never used again for anything else */
    enum concept_kind kind;
    struct concept_id broader[2];    /* v = 0: none; a top has none at all */
    struct concept_id related[6];
    struct str openactive, wikidata; /* mappings; STR_NONE = none */
    bool sensitive;                  /* only ever tapped, never suggested from free text */
    struct str label[VOCABULARY_LANGUAGES];
    struct str reviewed;             /* "draft" until a speaker has read the row */
};

struct vocabulary;

/* Read the embedded tables and build the forms. Needs no database. ERR_BROKEN with *ret_why (may
   be NULL) when the file breaks its own rules. */
enum status vocabulary_open(struct arena *arena, const struct vocabulary **ret_v, struct str *ret_why) MUST_USE;
/* The kept one ("vocabulary.forms"), or a fresh one in ctx->arena where nothing is kept. Never NULL. */
const struct vocabulary *vocabulary_of(struct ctx *ctx);
/* Changes with every change of the embedded tables. */
uint64_t vocabulary_fingerprint(const struct vocabulary *v);

/* ---- concepts ---- */
size_t vocabulary_count(const struct vocabulary *v);
/* By number 1..count, or NULL. */
const struct concept *vocabulary_concept(const struct vocabulary *v, struct concept_id id);
/* By text id ("fishing"); v = 0 when there is none. */
struct concept_id vocabulary_find(const struct vocabulary *v, struct str code);
/* The same for a stored code; NULL when unknown. */
const struct concept *vocabulary_lookup(const struct vocabulary *v, struct str code);
/* In the reader's language; English for the pseudo-locale; an unknown id gives "". */
struct str vocabulary_label(const struct vocabulary *v, struct concept_id id, const struct locale *locale);
/* The label of a stored code; the code itself when unknown. */
struct str vocabulary_label_of(const struct vocabulary *v, struct str code, const struct locale *locale);
/* Concepts with nothing broader, in file order: the taps. At most VOCABULARY_TOPS. */
size_t vocabulary_tops(const struct vocabulary *v, const struct concept_id **ret_ids);
/* Directly narrower, in file order. */
size_t vocabulary_children(const struct vocabulary *v, struct concept_id id, const struct concept_id **ret_ids);
/* Is `wide` the same as or anywhere above `narrow`? */
bool vocabulary_under(const struct vocabulary *v, struct concept_id narrow, struct concept_id wide);
/* The top above a concept, following the first broader. */
struct concept_id vocabulary_top_of(const struct vocabulary *v, struct concept_id id);
/* The concept an OpenActive activity id (URL or UUID) is mapped to, or v = 0. */
struct concept_id vocabulary_openactive(const struct vocabulary *v, struct str id);

/* How well an asset's concept answers a person's: same 1, narrower .8 a step, broader .7 a step,
   related .4, sibling .3 (below the same concept, unless that is a top), else 0. */
double vocabulary_similarity(const struct vocabulary *v, struct concept_id person, struct concept_id asset);
struct vocabulary_relative { struct concept_id concept; double similarity; };
/* Itself and every concept of similarity > 0, best first, at most `max` (12 keep the likest; 64
   hold every child of a top). Returns how many. */
size_t vocabulary_relatives(const struct vocabulary *v, struct concept_id person, struct vocabulary_relative *out, size_t max);

/* ---- text to concepts ---- */
enum chip_sense { CHIP_LOVE, CHIP_GIFT, CHIP_HOPE, CHIP_NEED, CHIP_NOT_FOR_ME };
struct vocabulary_chip {
    struct concept_id concept;
    enum chip_sense sense;
    bool used_to;             /* "I used to": said of the past */
    double certainty;         /* as written 1, inflected .95, misspelt .7, broader of a past thing .5 */
    size_t from, to;          /* bytes of the text it came from */
    struct str span;          /* the same, as a view into the text */
};
/* Suggestions from a person's own words, in order of the text: at most `max` (VOCABULARY_CHIPS
   for a page). Sensitive concepts and what other people do are left out. `language` may be NULL.
   unlinked (may be NULL): the words that mean something and met no concept, blank between. */
size_t vocabulary_link(const struct vocabulary *v, struct arena *arena, struct str text, const struct locale *language,
                       struct vocabulary_chip *out, size_t max, struct str *ret_unlinked);

struct vocabulary_link { struct concept_id concept; int quality; }; /* quality in hundredths: 50 from text */
/* What an asset is about, best first: its name weighs three times its description. Sensitive
   concepts are allowed: the asset says them of itself. At most `max`. */
size_t vocabulary_link_asset(const struct vocabulary *v, struct arena *arena, struct str name, struct str description,
                             struct vocabulary_link *out, size_t max);

/* ---- words that met no concept, and words taught here ---- */
/* Count the words of one person's text (as vocabulary_link gives them). Who said what is never
   shown: a word comes up once five people have said it. */
enum status vocabulary_words_heard(struct ctx *ctx, struct place_id place, int64_t who, struct str unlinked) MUST_USE;
enum status vocabulary_words_forget(struct ctx *ctx, int64_t who) MUST_USE;
struct vocabulary_heard { struct str word; int64_t people; };
/* Most said first; only those of at least five people. */
enum status vocabulary_words_list(struct ctx *ctx, struct place_id place, struct vocabulary_heard **ret_rows, size_t *ret_count) MUST_USE;
/* From now on these words mean that concept; `means` is its id or its name in any language.
   Fails: ERR_INVALID (no such concept, no words), ERR_CONFLICT (they mean something already). */
enum status vocabulary_teach(struct ctx *ctx, struct str words, struct str means, struct concept_id *ret_concept) MUST_USE;
enum status vocabulary_unteach(struct ctx *ctx, int64_t id) MUST_USE;
struct vocabulary_taught { int64_t id; struct str words, concept; };
enum status vocabulary_taught_list(struct ctx *ctx, struct vocabulary_taught **ret_rows, size_t *ret_count) MUST_USE;

/* The English stem of a folded word, for whoever indexes words; a view into `room`. */
#define VOCABULARY_WORD_MAX 48
struct str vocabulary_stem(struct str folded, char room[VOCABULARY_WORD_MAX]);

const char *vocabulary_kind_code(enum concept_kind kind); /* "interest" */

struct module;
extern const struct module vocabulary_module;

#endif
