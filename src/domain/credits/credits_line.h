/* One line as people text or say it: "2 GARDEN DEV", "2 godziny ogród z Devem". How long, what, with
   whom, and who gave. In four languages, mixed as people mix them. */
#ifndef DOMAIN_CREDITS_CREDITS_LINE_H
#define DOMAIN_CREDITS_CREDITS_LINE_H

#include "base/str.h"
#include "domain/vocabulary/vocabulary.h"

#define CREDITS_LINE_MAX 500  /* bytes that are read; a longer text is no line about an hour */
#define CREDITS_LINE_WORDS 48 /* words of it */
#define CREDITS_LINE_NAME 60  /* bytes of a name */

struct credits_line {
    int64_t minutes;     /* 1 and more; not yet held against any limit */
    bool received;       /* "from Dev", "Dev gave me": the other one gave */
    bool yesterday;
    bool many;           /* two amounts: two tellings in one text */
    struct str what;     /* as written; "" when it was not said */
    struct str who;      /* as written; "" when it was not said */
    struct str who_bare; /* "Dev" of "Devem": the Polish ending off; STR_NONE = nothing to take off */
};
/* False when this is no telling: an amount and something else are needed, and a text that says yes,
   no or stop, holds a code, asks a question or speaks of what is to come is not ours. */
bool credits_line_parse(struct arena *arena, const struct vocabulary *v, struct str words, struct credits_line *ret_line);

/* A box for how long: "2", "1.5", "30 min", "half an hour", "półtorej godziny". False when it is none. */
bool credits_line_minutes(struct arena *arena, struct str words, int64_t *ret_minutes);

/* ---- between credits_line.c and credits_line_words.c ---- */
enum line_is {
    LINE_WORD,      /* not one of ours: what or who */
    LINE_NUMBER, LINE_HOUR, LINE_MINUTE, LINE_HALF, LINE_QUARTER, LINE_PLUS_HALF, LINE_AMOUNT, LINE_AND, LINE_FILL,
    LINE_WITH, LINE_FROM, LINE_TO, LINE_AFTER, /* AFTER: the name stands before it, as in Urdu */
    LINE_ME, LINE_I, LINE_GOT, LINE_GAVE, LINE_THANKS, LINE_YESTERDAY,
    LINE_TIME,      /* "at 2", "in 2 hours": what follows is no amount */
    LINE_OTHERWISE, /* with this word it is no telling */
    LINE_WHAT       /* help that the vocabulary, made for what people love, has no word for */
};
struct line_word { const char *word; enum line_is is; int n; }; /* n: in sixtieths, of a number; minutes of an amount */
/* Ends with a NULL word. */
extern const struct line_word credits_line_words[];

#endif
