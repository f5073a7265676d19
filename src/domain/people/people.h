/* People as they wish to be known: a first name is enough. Relations rather than roles, consent as
   dated records, acting for somebody, whom they turn to, and pairs kept apart. */
#ifndef DOMAIN_PEOPLE_PEOPLE_H
#define DOMAIN_PEOPLE_PEOPLE_H

#include "base/week.h"
#include "domain/places/places.h"
#include "platform/ctx/ctx.h"

struct person_id { int64_t v; };
struct relation_id { int64_t v; };
struct consent_id { int64_t v; };
struct support_id { int64_t v; };
struct handover_id { int64_t v; }; /* people_caseload.h */

/* needs, bits; the same words as `kith match` profiles */
enum people_need { NEED_STEP_FREE = 1, NEED_FREE = 2, NEED_QUIET = 4, NEED_HEARING_LOOP = 8, NEED_CHILDCARE = 16, NEED_WOMEN_ONLY = 32, NEED_MEN_ONLY = 64 };
#define PEOPLE_NEEDS 7
const char *people_need_name(unsigned bit);        /* "step-free" */
bool people_need_parse(struct str word, unsigned *ret_bit);

#define PEOPLE_AGE_BANDS 12
extern const char *const people_age_bands[PEOPLE_AGE_BANDS]; /* "0-4" ... "85+" */
bool people_age_band_parse(struct str band, int *ret_low, int *ret_high); /* 85+ gives 85..120 */

struct person {
    struct person_id id; struct place_id place;
    struct str first_name;
    struct str email, phone, address;   /* all optional; the address never goes to another resident */
    struct str outcode;                 /* where they start from; STR_NONE = the place's */
    struct str languages;               /* BCP 47, blank between; STR_NONE = not said */
    struct str age_band;                /* one of people_age_bands, or STR_NONE */
    struct str for_child;               /* age band of a child they come with, or STR_NONE */
    unsigned needs;
    struct str times;                   /* base/week.h words; STR_NONE = not said */
    int turns_to;                       /* people they can turn to: 0, 1, 2, 3 = three or more, -1 = not asked */
    struct instant created_at, ended_at; /* ended_at INSTANT_NONE = here */
};

/* ---- the record ---- */
enum status people_find(struct ctx *ctx, struct person_id id, struct person *ret_person) MUST_USE; /* ERR_DENIED unless people_may_see */
/* First name only, no permission asked: for chips after both said yes and for connectors. "" when missing. */
struct str people_first_name(struct ctx *ctx, struct person_id id);
/* Their home place, no permission asked. ERR_MISSING when they left or never were. */
enum status people_home(struct ctx *ctx, struct person_id id, struct place_id *ret_place) MUST_USE;
/* All fields checked, every fault noted. id.v = 0 adds (actor connector, admin or SYSTEM). */
enum status people_put(struct ctx *ctx, const struct person *person, struct person_id *ret_id) MUST_USE;
enum status people_end(struct ctx *ctx, struct person_id id) MUST_USE; /* leave; a steward or themselves */
/* People of the place the actor may see: a connector sees those they walk beside; admin all. */
struct people_row { struct person_id id; struct str first_name, outcode; int turns_to; struct instant created_at; struct str connector; };
enum status people_list(struct ctx *ctx, struct str search, int64_t limit, int64_t offset, struct people_row **ret_rows, size_t *ret_count) MUST_USE;
enum status people_count(struct ctx *ctx, int64_t *ret_n) MUST_USE;

/* ---- who may ---- */
bool people_is(const struct ctx *ctx, struct person_id id);          /* the actor is this person */
bool people_may_see(struct ctx *ctx, struct person_id id);           /* self, connector-of, proxy-for, admin of the place, SYSTEM */
bool people_may_change(struct ctx *ctx, struct person_id id);        /* the same, with "keep" consent known for proxies */
bool people_is_lead(struct ctx *ctx, struct place_id place);
/* "Acting for somebody writes who, for whom, how consent was given": records the fact. */
enum status people_record_acting(struct ctx *ctx, struct person_id for_whom, struct str how) MUST_USE;

/* ---- relations ---- */
enum relation_kind { CONNECTOR_OF, PROXY_FOR, HOST_OF, STEWARD_OF, SUPPORTER_OF, LEAD_OF, RELATION_KINDS };
enum relation_end { TO_PERSON, TO_ASSET, TO_PLACE };
struct relation { struct relation_id id; struct person_id from; enum relation_kind kind; enum relation_end to_kind; int64_t to; struct str from_name, to_name, how; struct instant since, until;
                  struct str reason; /* why, where a connector rests or has no room left; not kept in the relation */ };
const char *people_relation_name(enum relation_kind kind); /* "connector-of" */
enum status people_relate(struct ctx *ctx, const struct relation *relation, struct relation_id *ret_id) MUST_USE;
enum status people_unrelate(struct ctx *ctx, struct relation_id id) MUST_USE; /* ends, dated */
enum status people_relations(struct ctx *ctx, struct person_id person, struct relation **ret_relations, size_t *ret_count) MUST_USE; /* either end */
bool people_related(struct ctx *ctx, struct person_id from, enum relation_kind kind, enum relation_end to_kind, int64_t to);
enum status people_connector_of(struct ctx *ctx, struct person_id person, struct person_id *ret_connector) MUST_USE; /* ERR_MISSING when none */
enum status people_lead_of(struct ctx *ctx, struct place_id place, struct person_id *ret_lead) MUST_USE;

/* Where the lead is told that a concern waits: no permission asked, nothing shown. "" when none. */
struct str people_lead_email(struct ctx *ctx, struct person_id lead);

/* ---- whom they turn to: seen by the teller and their connector only ---- */
struct support { struct support_id id; struct str name, tie; struct instant told_at; }; /* tie: family friend neighbour group worker other */
enum status people_support_add(struct ctx *ctx, struct person_id person, struct str name, struct str tie, struct support_id *ret_id) MUST_USE;
enum status people_support_end(struct ctx *ctx, struct support_id id) MUST_USE;
enum status people_supports(struct ctx *ctx, struct person_id person, struct support **ret_supports, size_t *ret_count) MUST_USE;
/* Set turns_to; "nobody" (0) is a first-class answer and never an unset one. */
enum status people_turns_to(struct ctx *ctx, struct person_id person, int turns_to) MUST_USE;

/* ---- consent: dated, readable, withdrawable ---- */
enum consent_purpose { CONSENT_KEEP, CONSENT_INTRODUCE, CONSENT_BE_ASKED, CONSENT_CONTACT, CONSENT_PURPOSES };
const char *people_consent_name(enum consent_purpose purpose);      /* "introduce" */
struct said people_consent_words(enum consent_purpose purpose);     /* what will happen */
struct said people_consent_stops(enum consent_purpose purpose);     /* what stops when withdrawn */
struct consent { struct consent_id id; enum consent_purpose purpose; struct instant given_at, withdrawn_at; struct str how, asked_by, language; };
enum status people_consent_give(struct ctx *ctx, struct person_id person, enum consent_purpose purpose, struct str how) MUST_USE; /* how: spoken paper web */
enum status people_consent_withdraw(struct ctx *ctx, struct person_id person, enum consent_purpose purpose) MUST_USE; /* fact people.consent_withdrawn */
bool people_consents(struct ctx *ctx, struct person_id person, enum consent_purpose purpose); /* now? */
enum status people_consent_list(struct ctx *ctx, struct person_id person, struct consent **ret_consents, size_t *ret_count) MUST_USE;

/* ---- kept apart: seen by nobody but the place's named lead; a hard limit everywhere ---- */
enum status people_keep_apart(struct ctx *ctx, struct person_id a, struct person_id b, struct str reason) MUST_USE; /* lead only */
enum status people_end_apart(struct ctx *ctx, struct person_id a, struct person_id b) MUST_USE;
/* For rules, no permission asked and nothing told: may these two meet? */
bool people_apart(struct ctx *ctx, struct person_id a, struct person_id b);
/* All living partners of one person, for hard limits over lists. */
enum status people_apart_from(struct ctx *ctx, struct person_id person, struct person_id **ret_others, size_t *ret_count) MUST_USE;
struct apart_row { struct person_id a, b; struct str a_name, b_name, reason; struct instant since; };
enum status people_apart_list(struct ctx *ctx, struct apart_row **ret_rows, size_t *ret_count) MUST_USE; /* lead only */

/* Who looked: facts "people.seen" and acting, newest first, in words on My page. */
struct looked { struct str who; struct instant at; struct str what; };
enum status people_looked(struct ctx *ctx, struct person_id person, int64_t limit, struct looked **ret_rows, size_t *ret_count) MUST_USE;

/* First figure of the mission: listened-to people with no named support, then (at their first
   conversation) and now, with the count it rests on. */
struct people_nobody { int64_t asked, then, now; };
enum status people_nobody_figure(struct ctx *ctx, struct place_id place, struct people_nobody *ret_figure) MUST_USE;
struct module;
extern const struct module people_module;

/* People with nobody, longest since listened to first, among those the actor may see. */
enum status people_list_nobody(struct ctx *ctx, int64_t limit, struct people_row **ret_rows, size_t *ret_count) MUST_USE;

/* For the example neighbourhood: the person of this first name in a place, or ERR_MISSING. */
enum status people_seed_find(struct ctx *ctx, struct place_id place, struct str name,
                             struct person_id *ret_id) MUST_USE;

#endif
