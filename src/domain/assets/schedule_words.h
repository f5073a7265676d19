/* The words of a schedule text, one token each. Private to assets. */
#ifndef DOMAIN_ASSETS_SCHEDULE_WORDS_H
#define DOMAIN_ASSETS_SCHEDULE_WORDS_H

#include "domain/assets/assets_rule.h"

enum token_kind {
    TOKEN_OTHER_WORD,
    TOKEN_FILLER,
    TOKEN_DAY,
    TOKEN_ORDINAL,
    TOKEN_NUMBER,
    TOKEN_MONTH,
    TOKEN_DATE,
    TOKEN_RANGE,
    TOKEN_AND,
    TOKEN_BREAK,
    TOKEN_EVERY,
    TOKEN_ALTERNATE,
    TOKEN_WEEKS,
    TOKEN_WEEKLY,
    TOKEN_MONTHLY,
    TOKEN_FROM,
    TOKEN_UNTIL,
    TOKEN_CLOSED,
    TOKEN_ROUND_THE_CLOCK,
    TOKEN_AT,
    TOKEN_BETWEEN,
    TOKEN_AGE,
    TOKEN_MONEY,
    TOKEN_OF,
    TOKEN_CLOCK,     /* "o'clock": the number before is an hour */
    TOKEN_HALF,      /* "morning", "wieczorem": 1 before noon, 2 after */
    TOKEN_HOLIDAY,   /* "bank holidays" */
    TOKEN_INCLUDING,
    TOKEN_SEASON,
    TOKEN_UNSURE,    /* "some", "twice": no rule can be sure */
    TOKEN_COUNT,     /* "two", as in "every two weeks" */
    TOKEN_AFTER,     /* "after Mass" */
    TOKEN_NO_DATE,   /* "30 February" */
    TOKEN_SKIP       /* "not on bank holidays": number = skip bits */
};
/* WELSH: "i" behind it is "to", "a" is "and". WEEK: "ہفتہ" is Saturday, and a week after "every".
   CLOCK_24: hours behind it count to 24. BEHIND: it stands behind its date, as in Urdu. */
enum word_tag { WORD_PLAIN, WORD_WELSH, WORD_WEEK, WORD_CLOCK_24, WORD_BEHIND };
struct schedule_word {
    const char *text;
    enum token_kind kind;
    int number;
    enum word_tag tag;
};
enum token_half { HALF_NONE, HALF_AM, HALF_PM, HALF_NOON, HALF_MIDNIGHT, HALF_24 };

struct token {
    enum token_kind kind;
    size_t at, end;     /* bytes of the text */
    unsigned days;      /* TOKEN_DAY */
    bool plural;        /* "Tuesdays" */
    int number, minute; /* TOKEN_NUMBER: minute -1 when none; ORDINAL: 0 = last; MONTH 1..12 */
    int digits;         /* of the number */
    enum token_half half, lean; /* lean: what a word beside it says, "evening 6" */
    enum word_tag tag;
    struct day day; /* TOKEN_DATE */
    bool yearless;  /* its year is a guess */
};

#define TOKENS_MAX 400

/* Cut a text into at most TOKENS_MAX tokens, dates put together; the rest is left out. */
void assets_schedule_tokens(struct arena *arena, struct str text, struct day today,
                            struct token **ret_tokens, size_t *ret_count);

/* ---- schedule_skip.c ---- */
/* Phrases about holidays become one token each; answers how many tokens there are then. */
size_t assets_schedule_skips(struct arena *arena, struct str text, struct token *tokens, size_t n);
/* "from Monday 9 August": the day only names the date; "9 August tak": the mark goes before it. */
size_t assets_schedule_dates_settle(struct token *tokens, size_t n);

/* What nobody could attend, in the words: kept as words only. */
enum schedule_doubt {
    SCHEDULE_SOUND,
    SCHEDULE_BACKWARDS, /* "2pm to 10am", "from 30 March 2026 to 6 January 2026" */
    SCHEDULE_NO_TIME,   /* "10:00-10:00" */
    SCHEDULE_NO_DAY     /* "30 February" */
};
/* assets_schedule_parse, and the first thing in it nobody could attend. */
enum status assets_schedule_read(struct arena *arena, struct str words, struct day today,
                                 struct asset_schedule **ret_lines, size_t *ret_count,
                                 enum schedule_doubt *ret_doubt) MUST_USE;

/* New words for old lines: a line of the same rule keeps its zone, and the holidays it leaves out
   where its old words never said so. */
void assets_schedule_carry(struct arena *arena, struct day today, const struct asset_schedule *old, size_t old_n,
                           struct asset_schedule *lines, size_t n);

/* ---- schedule_lexicon.c ---- */
/* A folded word, or the one it is the plural of; NULL when times have no such word. */
const struct schedule_word *assets_schedule_word(struct str folded, bool *ret_plural);

#endif
