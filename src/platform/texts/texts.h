/* Text messages, both ways. One that goes out is a row first, sent later by a job through an HTTP
   gateway (libcurl), retried, never lost. One that comes in is a row first as well, signed by the
   gateway, read by a job: STOP, START and HELP are answered here, everything else is handed up as
   the fact "texts.came". */
#ifndef PLATFORM_TEXTS_TEXTS_H
#define PLATFORM_TEXTS_TEXTS_H

#include "platform/ctx/ctx.h"

#define TEXTS_PARTS_MAX 3
#define TEXTS_WORDS_MAX 1600 /* characters of one that comes in */
#define TEXTS_CODES_MAX 16

/* "07700 900123", "0044 7700...", "+44 (0)7700..." as +447700900123; STR_NONE when it is none. */
struct str texts_number(struct arena *arena, struct str typed);
/* "ends in 123": all that a page or a list may show. */
struct str texts_number_end(struct str number);

/* ---- going out ---- */
/* `to` empty: kept as dropped, so that an unknown number costs the same work as a known one.
   `person` and `about` are plain ids, 0 = none; after `until` it is not sent any more. */
struct text_out {
    struct str to, words;
    const struct locale *locale;
    const char *kind; /* "code", "answer", "hello"... */
    int64_t person, about;
    struct instant until;
};
/* Never fails for what it says: a number that asked for no texts, or words that need more than
   three messages, are kept as a row that says so. ret_id 0: an answer too many for one day. */
enum status texts_put(struct ctx *ctx, const struct text_out *text, int64_t *ret_id) MUST_USE;
/* What waits for a person does not go. ret_n: how many waited. */
enum status texts_drop_person(struct ctx *ctx, int64_t person, struct str why,
                              int64_t *ret_n) MUST_USE;
/* Try one that failed or waits once more, from now. ERR_MISSING: nothing is left to send. */
enum status texts_retry(struct ctx *ctx, int64_t id) MUST_USE;

/* gateway_url empty = nothing configured: texts wait and say so. `body` is a template with {to}
   {text} {id}: JSON when it begins with {, else a form. */
struct texts_settings {
    struct str gateway_url, gateway_token, body;
    int64_t day_number, day_all; /* messages in 24 hours; 0 = no ceiling */
};
/* Send what waits, at most `limit`; each claimed by a lease. In a job, with no transaction open.
 */
enum status texts_send_waiting(struct ctx *ctx, const struct texts_settings *settings, int limit,
                               int *ret_sent) MUST_USE;
struct text_row {
    int64_t id, parts;
    struct str end, kind, language, state, why; /* end: last digits of the number */
    struct instant at, sent_at, arrived_at;
    bool may_retry;
};
enum status texts_list(struct ctx *ctx, int64_t limit, struct text_row **ret_rows,
                       size_t *ret_count) MUST_USE;
struct texts_figures { int64_t waiting, sent, failed; }; /* sent, failed: in 24 hours */
enum status texts_figures(struct ctx *ctx, struct texts_figures *ret_figures) MUST_USE;
/* A receipt of the gateway for a text of ours ("4711" or "4711-2"). ERR_MISSING: none. */
enum status texts_receipt(struct ctx *ctx, struct str id, bool arrived) MUST_USE;
/* What was sent to a person and what came of them, for their own copy. */
struct text_own { struct str kind, words, state; bool came; struct instant at; };
enum status texts_of_person(struct ctx *ctx, int64_t person, int64_t limit,
                            struct text_own **ret_rows, size_t *ret_count) MUST_USE;
/* Words and numbers older than this are emptied. */
enum status texts_forget(struct ctx *ctx, struct instant before) MUST_USE;
/* Who left: numbers and words of theirs are emptied at once. */
enum status texts_forget_person(struct ctx *ctx, int64_t person) MUST_USE;
bool texts_stopped(struct ctx *ctx, struct str number);

/* ---- coming in ---- */
/* What a gateway sends: {"id","from","text","at"}; `at` may be absent. */
struct text_in { struct str id, from, words; struct instant at; };
/* Fails: ERR_INVALID; ret_why says what is wrong, in English, for the operator of the gateway. */
enum status texts_parse(struct arena *arena, struct str body, struct text_in *ret_text,
                        struct str *ret_why) MUST_USE;
/* {"id","state"}: "delivered" or "failed". */
enum status texts_parse_receipt(struct arena *arena, struct str body, struct str *ret_id,
                                bool *ret_arrived, struct str *ret_why) MUST_USE;
/* "sha256=HEX" over timestamp "." body with the secret. */
struct str texts_sign(struct arena *arena, struct str secret, struct str timestamp,
                      struct str body);
/* Is it signed with the secret, and at most five minutes from now? An empty secret: never. */
bool texts_signed(struct str secret, struct str timestamp, struct str body,
                  struct str signature, struct instant now);
/* Keep it; the same id again changes nothing. */
enum status texts_keep(struct ctx *ctx, const struct text_in *text) MUST_USE;
/* Read what is new, at most `limit`: a transaction each. In a job. */
enum status texts_read_new(struct ctx *ctx, int limit, int *ret_read) MUST_USE;

/* ---- understanding ---- */
enum text_said {
    SAID_YES = 1, SAID_NO = 2, SAID_STOP = 4, SAID_START = 8, SAID_HELP = 16, SAID_RING = 32,
    SAID_PERHAPS = 64 /* "but", "maybe", "can't": not to be taken for a plain yes or no */
};
struct text_heard {
    unsigned said;
    bool only_no;                     /* the one word for no was "no", which is a Polish "yeah" */
    const struct locale *locale;      /* of the words; NULL when they do not tell */
    struct str codes[TEXTS_CODES_MAX]; /* upper case; what could be a code */
    size_t codes_n;
};
/* Reply words in four languages and what could be a short code, anywhere in the text. */
void texts_hear(struct arena *arena, struct str words, struct text_heard *ret_heard);

/* For a listener of "texts.came": subject is the id of the text. */
struct text_came {
    int64_t id;
    struct str from;
    struct text_heard heard;
    int64_t last_person;         /* whom we last wrote to at this number; 0 = nobody */
    struct str last_kind;        /* what that text was ("hours"), and about which id; 0 = none */
    int64_t last_about;
    const struct locale *locale; /* to answer in: of the words, else of our last text */
};
/* ERR_MISSING when it is answered already. */
enum status texts_came(struct ctx *ctx, int64_t id, struct text_came *ret_text) MUST_USE;
/* Its words, as they came. */
enum status texts_came_words(struct ctx *ctx, int64_t id, struct str *ret_words) MUST_USE;
/* Heard: nobody after this looks at it. `as` is one word of ours ("yes"). */
enum status texts_taken(struct ctx *ctx, int64_t id, const char *as, int64_t person) MUST_USE;
/* Answer it, within the ceiling of answers a day; so it ends when two machines talk. */
enum status texts_answer(struct ctx *ctx, const struct text_came *text, struct said words,
                         int64_t person) MUST_USE;
/* The same, kept with what it is about: a plain yes or no to it comes back as last_about. */
enum status texts_answer_about(struct ctx *ctx, const struct text_came *text, struct said words,
                               int64_t person, int64_t about) MUST_USE;

#endif
