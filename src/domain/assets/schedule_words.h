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
    TOKEN_OF
};
enum token_half { HALF_NONE, HALF_AM, HALF_PM, HALF_NOON, HALF_MIDNIGHT, HALF_24 };

struct token {
    enum token_kind kind;
    size_t at, end;     /* bytes of the text */
    unsigned days;      /* TOKEN_DAY */
    bool plural;        /* "Tuesdays" */
    int number, minute; /* TOKEN_NUMBER: minute -1 when none; ORDINAL: 0 = last; MONTH 1..12 */
    int digits;         /* of the number */
    enum token_half half;
    struct day day; /* TOKEN_DATE */
};

#define TOKENS_MAX 400

/* Cut a text into at most TOKENS_MAX tokens, dates put together; the rest is left out. */
void assets_schedule_tokens(struct arena *arena, struct str text, struct day today,
                            struct token **ret_tokens, size_t *ret_count);

#endif
