/* Green sheets: a printed list for a hall, copied in line by line. Who received signs their thanks on
   the paper: then it is their word and is booked; else it waits for it. A name that fits nobody, or
   several, waits for somebody who knows. */
#ifndef DOMAIN_CREDITS_CREDITS_SHEET_H
#define DOMAIN_CREDITS_CREDITS_SHEET_H

#include "domain/credits/credits_told.h"

struct json;


#define SHEET_LINES_MAX 400
#define SHEET_WORDS_MAX 80 /* characters of a name, of where it lies */

struct credits_green {
    struct sheet_id id;
    struct place_id place;
    int64_t number;          /* printed on it */
    struct str at, ring;     /* where it lies; whom to ring */
    int64_t lines;           /* printed */
    int64_t copied, waits;   /* copied in; of these, waiting for a name or for room */
    struct instant made_at;
};
/* A new one, with the next number of the actor's place. By connectors, stewards and administrators.
   Fails: ERR_INVALID on at, ring, lines; ERR_DENIED. */
enum status credits_sheet_add(struct ctx *ctx, struct str at, struct str ring, int64_t lines, struct sheet_id *ret_id) MUST_USE;
/* ERR_MISSING also when it is of another place. */
enum status credits_sheet_find(struct ctx *ctx, struct sheet_id id, struct credits_green *ret_sheet) MUST_USE;
enum status credits_sheet_list(struct ctx *ctx, int64_t limit, struct credits_green **ret_rows, size_t *ret_count) MUST_USE;

enum sheet_line_state { SHEET_TOLD, SHEET_NAME, SHEET_ROOM, SHEET_LEFT };
struct credits_sheet_line {
    struct sheet_id sheet;
    int64_t number;                      /* of its sheet */
    int64_t line;                        /* printed before it */
    struct str gave, received;           /* as written */
    struct person_id gave_id, received_id; /* v = 0: to be found by the name */
    int64_t minutes;
    struct str what;
    bool thanked;                        /* who received signed */
    struct day on;
    enum sheet_line_state state;
    struct told_id told;
    bool mine;                           /* the actor copied it, or may see who it is about: else no names are shown */
};
/* Copy one line. Names are looked up among those the actor may see. The same line with the same words
   again changes nothing. Fails: ERR_INVALID on line, gave, received, minutes, what, on; ERR_CONFLICT on
   line: copied already, with other words. */
enum status credits_sheet_keep(struct ctx *ctx, struct sheet_id id, const struct credits_sheet_line *line, struct credits_sheet_line *ret_line) MUST_USE;
/* Say who was meant (v = 0: as before), and try again. ERR_CONFLICT: settled meanwhile. */
enum status credits_sheet_settle(struct ctx *ctx, struct sheet_id id, int64_t line, struct person_id gave, struct person_id received,
                                 struct credits_sheet_line *ret_line) MUST_USE;
/* It cannot be read, or was none. */
enum status credits_sheet_leave(struct ctx *ctx, struct sheet_id id, int64_t line) MUST_USE;
enum status credits_sheet_lines(struct ctx *ctx, struct sheet_id id, struct credits_sheet_line **ret_rows, size_t *ret_count) MUST_USE;
/* Lines of the actor's place that wait: all of them for administrators; for others what they copied
   themselves, and names of people they may see. Oldest first. */
enum status credits_sheet_waiting(struct ctx *ctx, int64_t limit, struct credits_sheet_line **ret_rows, size_t *ret_count) MUST_USE;
/* Of the people the actor may see, those of this first name. */
enum status credits_called(struct ctx *ctx, struct str name, struct people_row **ret_rows, size_t *ret_count) MUST_USE;

enum status credits_sheet_export(struct ctx *ctx, struct person_id person, struct json *json) MUST_USE;
enum status credits_sheet_forget(struct ctx *ctx, struct person_id person) MUST_USE;

#endif
