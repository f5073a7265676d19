/* Paper notes: a promise on paper, "good for 1 hour". Words of RFC 3506: the issuer is the place, a
   holder whoever has the note, the collector a venue (or a member, into their own hours). A note is
   issued when printed, given when handed out, and ends once: redeemed, void or expired. The hours of a
   run stand in an account of kind paper from printing until each note ends, so that
   balance = minutes of notes issued and given, always.
   A code is 12 signs of Crockford's base 32 (60 random bits) in groups of four and a check sign that
   tells any one wrong sign and any two swapped from a code. Only its HMAC is kept. */
#ifndef DOMAIN_CREDITS_CREDITS_NOTES_H
#define DOMAIN_CREDITS_CREDITS_NOTES_H

#include "domain/credits/credits.h"

struct auth_buckets;

#define NOTES_RUN_MAX 400          /* notes of one run */
#define NOTES_NUMBER_MAX 999999999 /* of a run */
#define NOTES_WORDS_MAX 120        /* where they are good, and why one is void */
#define NOTES_CODE_SIGNS 13        /* with the check sign */
#define NOTES_TALLY_MAX 60         /* codes taken at once */
#define NOTES_BACK_MINUTES 15      /* so long the last taking can be taken back */
#define NOTES_NOTICE_DAYS 28       /* between saying a last day and that day */

enum note_state { NOTE_ISSUED, NOTE_GIVEN, NOTE_REDEEMED, NOTE_VOID, NOTE_EXPIRED, NOTE_STATES };
const char *credits_note_state_code(enum note_state state); /* "issued" */

/* ---- codes ---- */
/* A fresh code of 13 signs, with its check sign. */
struct str credits_note_code(struct ctx *ctx);
/* "7K3F-9QX2-MT4B-A" */
struct str credits_note_code_shown(struct arena *arena, struct str code);
/* What somebody typed, pasted or read by a camera (an address that ends in it) as 13 signs: case, blanks
   and hyphens apart, O read as 0, I and L as 1. ERR_INVALID with a fault on `field` that says what is
   wrong with it as typed; nothing is looked up. */
enum status credits_note_code_read(struct ctx *ctx, struct str typed, struct str field, struct str *ret_code) MUST_USE;

/* ---- guessing: wrong codes cost; right ones, and slips the check sign finds, never ---- */
#define NOTES_GUESSES "credits.guesses" /* the long-lived object that counts them */
struct credits_asker {
    struct account_id till;      /* of a till that has said its code; it is counted by itself */
    struct str address;          /* else the neighbourhood of the address, or the signed-in account */
    bool known;                  /* signed in: counted by itself as well */
};
/* May they have a code looked up now? ERR_LIMIT with a fault: wait so long. */
enum status credits_guess_may(struct ctx *ctx, const struct credits_asker *asker, struct str field) MUST_USE;
void credits_guess_wrong(struct ctx *ctx, const struct credits_asker *asker);
/* The same about till codes. */
enum status credits_guess_till_may(struct ctx *ctx, struct str address) MUST_USE;
void credits_guess_till_wrong(struct ctx *ctx, struct str address);
struct str credits_guess_address(struct str peer);

/* ---- one note ---- */
struct credits_note {
    struct note_id id;
    struct note_run_id run;
    int64_t position, minutes;
    enum note_state state;
    struct person_id person;     /* given to, v = 0 not said: for their connector only */
    struct instant given_at, ended_at;
    struct account_id paper, payer, taken_by;
    struct entry_id entry;
    int64_t turn;
    struct note_id replaces, replaced_by;
    struct str why;
    struct day use_by;
    struct place_id place;
    struct str words;            /* where it is good; empty = at every venue */
};
/* "12-7" */
struct str credits_note_serial(struct arena *arena, struct note_id id);
/* By 13 signs. ERR_MISSING with a fault on `field`: wrong codes are to be counted by who calls. */
enum status credits_note_find(struct ctx *ctx, struct str code, struct str field, struct credits_note *ret_note) MUST_USE;
enum status credits_note_get(struct ctx *ctx, struct note_id id, struct credits_note *ret_note) MUST_USE;
/* Look one up for somebody who typed it: reads, asks whether they may, counts a wrong one. */
enum status credits_note_asked(struct ctx *ctx, const struct credits_asker *asker, struct str typed, struct str field, struct credits_note *ret_note) MUST_USE;
/* OK when it is good today; else the kind words why not, as a fault. ERR_CONFLICT. */
enum status credits_note_good(struct ctx *ctx, const struct credits_note *note, struct str field) MUST_USE;

/* Redeem: its hours go to the account, once. Fails: ERR_CONFLICT (ended meanwhile, or out of date; kind
   words), ERR_LIMIT (the account may hold no more). */
enum status credits_note_redeem(struct ctx *ctx, struct note_id id, struct account_id to, const char *via, struct entry_id *ret_entry) MUST_USE;
/* Several, each by itself, in one commit: ret_answers one a note, with the words of a refusal. At most
   NOTES_TALLY_MAX. The same note twice is good once. */
struct credits_note_answer { enum status status; struct said said; };
enum status credits_notes_redeem(struct ctx *ctx, const struct note_id *ids, size_t n, struct account_id to, const char *via, struct credits_note_answer *ret_answers) MUST_USE;
/* Take back what this account took a moment ago, by a linked entry. Fails: ERR_CONFLICT. */
enum status credits_note_back(struct ctx *ctx, struct note_id id, struct account_id to, const char *via) MUST_USE;

/* What an account took since, newest first, and its sum. */
struct credits_note_taken { struct note_id id; int64_t minutes; struct instant at; };
struct credits_notes_sum { int64_t n, minutes; };
enum status credits_notes_taken(struct ctx *ctx, struct account_id account, struct instant since, int64_t limit, struct credits_note_taken **ret_rows, size_t *ret_count, struct credits_notes_sum *ret_sum) MUST_USE;

/* ---- runs ---- */
struct credits_note_run {
    struct note_run_id id;
    struct place_id place;
    struct account_id paper, payer;
    int64_t minutes, count;
    int64_t states[NOTE_STATES]; /* how many of each */
    struct day use_by;           /* DAY_NONE = they never expire */
    struct str words, language;
    struct instant printed_at;
};
enum status credits_note_run_find(struct ctx *ctx, struct note_run_id id, struct credits_note_run *ret_run) MUST_USE;
/* Newest first, those of the place and of the installation; place v = 0: all. before = 0: from the newest. */
enum status credits_note_runs(struct ctx *ctx, struct place_id place, int64_t before, int64_t limit, struct credits_note_run **ret_runs, size_t *ret_count) MUST_USE;
enum status credits_notes_of_run(struct ctx *ctx, struct note_run_id run, struct credits_note **ret_notes, size_t *ret_count) MUST_USE;
/* May the actor print and end notes of this run? */
bool credits_notes_may_keep(const struct ctx *ctx, struct place_id place);

/* Notes of one run, "12", "12-7" or "12-7 to 12-15" ("12-7..15"). Fails: ERR_INVALID with a fault. */
struct credits_note_span { struct note_run_id run; int64_t first, last; };
enum status credits_note_span_read(struct ctx *ctx, struct str typed, struct str field, struct credits_note_span *ret_span) MUST_USE;

/* Printing takes two steps, for paper is drawn before anything is kept. */
struct credits_print {
    int64_t number;              /* 0 = the next one */
    int64_t count, minutes;
    struct place_id place;
    struct account_id payer;     /* v = 0: the place's programme, opened when there is none */
    struct day use_by;           /* DAY_NONE = never */
    struct str words;            /* where they are good; STR_NONE = at every venue */
    struct str language, second; /* "ur"; second STR_NONE = one language */
    const char *via;
    struct person_id for_whom;   /* of a member's own hours */
};
struct credits_sheet {
    struct credits_print print;
    struct str *codes;           /* count of 13 signs; after keeping nobody knows them any more */
    struct credits_note_span old; /* reprint: these become void; run v = 0 = none */
    const struct note_id *olds;  /* one a code */
    struct str why;
};
/* Check all, make the codes; reads only. Fails with faults on run, count, minutes, from, use-by, where,
   lang: ERR_INVALID, ERR_CONFLICT (the number is used), ERR_DENIED. */
enum status credits_notes_draw(struct ctx *ctx, const struct credits_print *print, struct credits_sheet *ret_sheet) MUST_USE;
/* The same for notes that were lost or never came out of the printer: keeping it makes those void. */
enum status credits_notes_draw_again(struct ctx *ctx, const struct credits_note_span *span, struct str why, const char *via, struct credits_sheet *ret_sheet) MUST_USE;
/* Keep it: account, notes and hours in one go. Fact credits.notes_printed. */
enum status credits_notes_keep(struct ctx *ctx, const struct credits_sheet *sheet, struct note_run_id *ret_run) MUST_USE;
/* The PDF, eight to a page. base: "https://kith.example", empty = the squares hold the code alone. */
enum status credits_notes_pdf(struct ctx *ctx, const struct credits_sheet *sheet, struct str base, struct str *ret_pdf) MUST_USE;

/* Handed out; to a person, or v = 0: just given out. Fails: ERR_MISSING (none of these is still out). */
enum status credits_notes_give(struct ctx *ctx, const struct credits_note_span *span, struct person_id person, int64_t *ret_n) MUST_USE;
/* Void those of the span that are still out; their hours go back to who paid. why: 1 to 120 letters. */
enum status credits_notes_void(struct ctx *ctx, const struct credits_note_span *span, struct str why, const char *via, int64_t *ret_n) MUST_USE;
/* The same because their last day is over. ERR_CONFLICT when it is not, or there is none. */
enum status credits_notes_expire(struct ctx *ctx, struct note_run_id run, const char *via, int64_t *ret_n) MUST_USE;
/* A last day, or DAY_NONE again; with notice. */
enum status credits_notes_use_by(struct ctx *ctx, struct note_run_id run, struct day use_by) MUST_USE;
/* Runs whose last day is over and that have notes out. */
enum status credits_notes_due(struct ctx *ctx, int64_t limit, struct note_run_id **ret_runs, size_t *ret_count) MUST_USE;

/* Accounts that may pay for notes in a place. */
struct credits_note_payer { struct account_id id; struct str label; };
enum status credits_note_payers(struct ctx *ctx, struct place_id place, struct credits_note_payer **ret_rows, size_t *ret_count) MUST_USE;

#endif
