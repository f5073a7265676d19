/* pagegen: pages to C. What its three files share; the contract is docs/generators.md. */
#ifndef TOOLS_PAGEGEN_H
#define TOOLS_PAGEGEN_H

#include "base/buf.h"

#define GEN_DEPTH 32          /* {if} and {each} inside each other */
#define GEN_MODULES 16        /* other modules whose parts are used */
#define GEN_NAME 40           /* a tag or attribute name */
#define GEN_CEILING ((size_t)16 << 20)

enum where {
    IN_TEXT, IN_OPEN, IN_NAME, IN_TAG, IN_ATTR, IN_ATTR_AFTER, IN_VALUE_START, IN_QUOTED,
    IN_UNQUOTED, IN_COMMENT, IN_DECLARATION, IN_RAW
};

/* Where in the HTML the generator stands. */
struct place {
    enum where where;
    char quote;
    bool closing;             /* in </tag> */
    bool keep;                /* white space matters: pre, textarea */
    bool url;                 /* the attribute holds an address */
    bool mark_in_value;       /* the attribute value holds a mark already */
    bool gap_needed;          /* a mark touched a word in a tag: a blank must follow */
    size_t value_len;         /* literal bytes of the attribute value so far */
    char tag[GEN_NAME], attr[GEN_NAME];
    char plain[GEN_NAME];     /* inside an element that may hold text only, such as option */
    char start[16];           /* first bytes of the attribute value */
};

struct open_mark { char kind; bool otherwise; int line; struct place place; };

struct message {
    struct str id, many;
    struct buf refs;
    bool resident, staff;
};

struct gen {
    struct arena arena;
    const char *module;
    struct buf head, includes, code, literal;
    struct str used[GEN_MODULES];
    size_t used_n;
    struct message *messages;
    size_t messages_n;

    /* the file being read */
    struct str file, text;    /* file as people know it: src/domain/people/pages/person.html */
    size_t at;
    int line;

    /* the page or part being written */
    bool inside, resident, is_part;
    int inside_line;
    struct place place;
    char blank;               /* white space held back, or 0 */
    bool after_blank;         /* what was written last is white space */
    struct open_mark open[GEN_DEPTH];
    size_t open_n;
};

_Noreturn void gen_fail(const struct gen *g, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Write what is held back as html_raw calls. */
void gen_flush(struct gen *g);
/* Note a text for the .pot. */
void gen_note_text(struct gen *g, struct str id, struct str many);

/* pagegen_place.c: one literal byte moves the place and is written unless it folds away. */
void place_begin(struct gen *g);
void place_byte(struct gen *g, char c);
void place_before_mark(struct gen *g); /* settle on a place where a mark may stand, or fail */
bool place_same(const struct place *a, const struct place *b);

/* pagegen_mark.c: the inside of { ... }. */
void mark_write(struct gen *g, struct str mark);
void mark_end_file(struct gen *g);

#endif
