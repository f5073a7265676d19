/* The register: who came to one session. A tick is said by a phone or a page at a time; for each
   person the newest one counts, so that two phones without signal end in one right list. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_REGISTER_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_REGISTER_H

#include "domain/activities/activities_own.h"
#include "platform/module/module.h"

#define REGISTER_ROWS 500       /* people on one register */
#define REGISTER_TICKS 200      /* sent at once */
#define REGISTER_OPS 5000       /* a register takes from phones in all */
#define REGISTER_EARLY_MS ((int64_t)30 * 60 * 1000) /* people come early */
#define REGISTER_NUMBER -1      /* a number that was not said */

/* ---- reading ---- */
struct register_row {
    int64_t id;                 /* of the row; 0 = nothing said about them yet */
    struct person_id person;    /* v = 0: a walk-in */
    struct str walk_in, name;   /* walk_in: its own id */
    bool came, newcomer, told, coming;
    bool twice;                 /* the first name of another walk-in: perhaps the same person */
    int with_n;                 /* carers and companions who came with them */
    int asked;                  /* of these signed up */
    int number;                 /* of the row, from 1; the printed sheet has the same */
    struct instant said_at;
    struct str device;
    int64_t same_as;
};
struct register_claim { int64_t id; struct person_id person; struct str name, said; bool known; };
struct activity_register {
    int64_t id;                 /* 0 = nothing kept yet */
    bool held;                  /* it took place */
    int named, walk_ins, newcomers, total, others, adults, children;
    struct str note;
    struct instant others_at, adults_at, children_at, note_at, kept_at;
    struct person_id kept_by;
    bool printed;               /* a sheet was printed: its numbers stay */
    struct register_row *rows; size_t rows_n;       /* as on screen and paper */
    struct register_claim *claims; size_t claims_n; /* wait for an answer */
};
/* A session by its code, also one that was dropped since (then it is cancelled and *ret_gone). The
   actor must run it. Fails: ERR_MISSING, ERR_DENIED. */
enum status activities_register_at(struct ctx *ctx, struct str code, struct activity_at *ret_at, bool *ret_gone) MUST_USE;
/* Its register, with everybody who may be ticked: on the printed sheet, signed up, here already,
   usually coming. No permission asked. */
enum status activities_register_find(struct ctx *ctx, const struct activity_at *at, struct activity_register *ret_register) MUST_USE;
/* May it be kept now? A fault and ERR_INVALID before it begins. *ret_stands: it is on as planned;
   false: called off or moved away since, what is ticked is kept and waits. */
enum status activities_register_open(struct ctx *ctx, const struct activity_at *at, bool *ret_stands) MUST_USE;

/* ---- keeping ---- */
struct register_tick {
    struct str op;              /* the phone's id of it; STR_NONE = a page: the form's key guards it */
    struct person_id person;    /* v = 0: a walk-in */
    struct str walk_in, name;
    bool came, newcomer;
    int with_n;                 /* REGISTER_NUMBER = as before */
    struct instant at;          /* on our clock */
};
struct register_numbers { int others, adults, children; struct str note; struct instant at; }; /* STR_NONE: as before */
struct register_keep {
    struct str device;
    const struct register_tick *ticks; size_t ticks_n;
    const struct register_numbers *numbers; size_t numbers_n;
    bool done;                  /* Keep was pressed: it is kept even when nobody came */
    int held;                   /* 1 "it did take place", 0 "it did not", -1 not said */
    bool anybody;               /* the command line may tick people who never came before */
};
struct register_kept { int64_t id; int named, walk_ins, total; int left; bool held; };
/* Keep it, all in one: newest tick a person counts, facts "activities.attended" and
   "activities.not_attended" (person, series) once each, "activities.registered" (series, how many).
   `left`: ticks of people who are not on this list. Fails: ERR_DENIED, ERR_INVALID (not begun,
   names where none are kept), ERR_LIMIT. */
enum status activities_register_keep(struct ctx *ctx, const struct activity_at *at, const struct register_keep *keep,
                                     struct register_kept *ret_kept) MUST_USE;
/* Two rows are one person, or surely two. */
enum status activities_register_same(struct ctx *ctx, const struct activity_at *at, struct str walk_in, bool same) MUST_USE;

/* ---- what a phone sends: {"device","now","ops":[...]} ---- */
struct register_sent { struct register_keep keep; size_t ops_n; };
/* Times are put on our clock: never later than `arrival`, in the phone's own order. Fails:
   ERR_INVALID or ERR_LIMIT with a fault naming the place. */
enum status activities_register_ops_parse(struct ctx *ctx, struct str text, struct instant arrival, struct register_sent *ret_sent) MUST_USE;

/* ---- typed words ---- */
/* "1-12, 15, 18" to rows[0..n-1]. False: *ret_bad is the piece that is none. */
bool activities_register_rows(struct str text, size_t n, bool *rows, struct str *ret_bad);
/* "Ali, Joan, and 2 more": first names, and how many without one. Fails: ERR_INVALID, ERR_LIMIT. */
enum status activities_register_names(struct ctx *ctx, struct str field, struct str text, struct str **ret_names, size_t *ret_count,
                                      int *ret_more) MUST_USE;

/* ---- the printed sheet ---- */
/* Give every row its number for good; new people get further ones. */
enum status activities_register_print(struct ctx *ctx, const struct activity_at *at) MUST_USE;

/* ---- "that was me" ---- */
/* Said by the person or whoever writes for them; answered by whoever runs it. Nobody is named. */
enum status activities_register_claim(struct ctx *ctx, const struct activity_at *at, struct person_id person, struct str name) MUST_USE;
enum status activities_register_answer(struct ctx *ctx, const struct activity_at *at, int64_t claim, bool yes) MUST_USE;

/* ---- for activities_module.c, activities_subject.c, activities_seed.c, activities_parts_web.c ---- */
enum status activities_register_export(struct ctx *ctx, struct person_id person, struct json *json) MUST_USE; /* key and value */
enum status activities_register_hear_left(struct ctx *ctx, int64_t person, int64_t object) MUST_USE;
enum status activities_register_seed(struct ctx *ctx) MUST_USE;
enum status activities_register_part(struct web *w, const struct activity_at *at, bool session, struct html *h);
enum status activities_register_panel_me(struct ctx *ctx, struct html *h, int64_t subject);
enum status activities_figure_held(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base);
enum status activities_figure_came(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base);
/* How many of the people here came to something: activities_figures.c. */
enum status activities_figure_people(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base);
extern const struct module_figure_in activities_figures_in[];
enum status activities_figure_newcomers(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base);
struct cli;
enum status activities_cli_register(struct cli *cli);

/* ---- activities_register_web.c, activities_register_more_web.c ---- */
enum status activities_web_register(struct web *w);
enum status activities_web_register_prepare(struct web *w);
enum status activities_web_register_keep(struct web *w);
enum status activities_web_register_ops_prepare(struct web *w);
enum status activities_web_register_ops(struct web *w);
enum status activities_web_register_state(struct web *w);
enum status activities_web_register_same(struct web *w);
enum status activities_web_register_held(struct web *w);
enum status activities_web_register_answer(struct web *w);
enum status activities_web_register_print(struct web *w);
enum status activities_web_register_pdf(struct web *w);
enum status activities_web_was_me(struct web *w);
enum status activities_web_worker_script(struct web *w);

#endif
